// Answers what Dash asks for first from the page itself, which the server drew for this address.
(function () {
  "use strict";
  const here = window.location.pathname + window.location.search;
  const told = new Map();
  document.querySelectorAll("script[data-told]").forEach(function (element) {
    // on its way here the address may have been written anew; then Dash asks as it always does
    if (element.dataset.address && element.dataset.address !== here) return;
    told.set(element.dataset.told, element.textContent);
  });
  const fetched = window.fetch;
  window.fetch = function (resource) {
    const name = String((resource && resource.url) || resource).split("/").pop();
    if (!told.has(name)) return fetched.apply(this, arguments);
    const answer = new Response(told.get(name), { headers: { "Content-Type": "application/json" } });
    // once: whoever asks again wants to know what is new
    told.delete(name);
    return Promise.resolve(answer);
  };
})();
