// The lists at the top write the address; the address is the whole state of a page.
(function () {
  "use strict";
  function follow(href) {
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
  // React keeps what a list was set to; the address decides
  window.saferChoose = function () {
    document.querySelectorAll("select[data-chosen]").forEach(function (list) {
      if (list.value !== list.dataset.chosen) list.value = list.dataset.chosen;
    });
  };
})();
