// The lists at the top write the address; the address is the whole state of a page.
(function () {
  "use strict";
  let held = "";
  function follow(href, then) {
    held = then || (document.activeElement ? document.activeElement.id : "");
    window.history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }
  document.addEventListener("change", function (event) {
    const parameter = event.target.dataset && event.target.dataset.parameter;
    if (!parameter) return;
    const query = new URLSearchParams(window.location.search);
    query.set(parameter, event.target.value);
    // a quarter of one strategy means nothing in another
    if (parameter === "strategy") query.delete("quarter");
    follow(window.location.pathname + "?" + query.toString());
  });
  document.addEventListener("submit", function (event) {
    event.preventDefault();
    if (!("follow" in event.target.dataset)) return;
    // what a form asks is asked by the address, which keeps all else it says
    const query = new URLSearchParams(window.location.search);
    new FormData(event.target).forEach(function (value, name) { query.set(name, value); });
    follow(window.location.pathname + "?" + query.toString());
  });
  // a link to another state of the page leaves the reader in place, and says what has the focus then
  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a[data-follow]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    follow(link.getAttribute("href"), link.dataset.follow);
  });
  // React keeps what a list was set to; the address decides
  window.saferChoose = function () {
    document.querySelectorAll("select[data-chosen]").forEach(function (list) {
      if (list.value !== list.dataset.chosen) list.value = list.dataset.chosen;
    });
    // what asked is drawn anew, and has the focus again
    const asked = held && document.activeElement === document.body && document.getElementById(held);
    if (asked) asked.focus({ preventScroll: true });
    held = "";
  };
})();
