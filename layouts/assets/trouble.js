// Says when the server does not answer; what it answers with, it says itself.
(function () {
  "use strict";
  const SILENT = "The server did not answer. Check the connection and try again.";
  const FAILED = "Sorry, this did not work, and it is not your fault. Try again in a moment.";
  function show(properties) { window.dash_clientside.set_props("trouble", properties); }
  function say(sentence) {
    window.dash_clientside.set_props("trouble-said", { children: sentence });
    show({ hidden: false });
  }
  const fetched = window.fetch;
  window.fetch = function (resource) {
    const address = String((resource && resource.url) || resource);
    const asked = fetched.apply(this, arguments);
    if (!address.includes("_dash-update-component")) return asked;
    return asked.then(function (response) {
      if (response.status >= 400) {
        response.clone().text().then(function (text) {
          say(text && (response.headers.get("Content-Type") || "").startsWith("text/plain") ? text : FAILED);
        });
      }
      return response;
    }, function (error) {
      // a page that is being left lets go of what it asked for
      if (error.name !== "AbortError") say(SILENT);
      throw error;
    });
  };
  window.saferCalm = function () {
    const alert = document.getElementById("trouble");
    if (alert && !alert.hidden) show({ hidden: true });
  };
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-close=trouble]")) window.saferCalm();
  });
})();
