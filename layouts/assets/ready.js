// Says on the body when the page that the address asks for is there and wholly drawn.
(function () {
  "use strict";
  let waiting = 0;
  let before = null;
  const fetched = window.fetch;
  window.fetch = function (resource) {
    const address = String((resource && resource.url) || resource);
    if (!address.includes("_dash-update-component")) return fetched.apply(this, arguments);
    waiting += 1;
    settle();
    return fetched.apply(this, arguments).then(function (response) {
      return window.saferLater().then(function () { return response; });
    }).finally(come);
  };
  // what came is put on the page a moment after it came
  function come() { waiting -= 1; window.setTimeout(settle, 20); }
  // a component that comes by a script of its own is not drawn until that is there
  function expect(node) {
    if (node.nodeName !== "SCRIPT" || "later" in node.dataset || document.readyState === "loading") return;
    waiting += 1;
    node.addEventListener("load", come);
    node.addEventListener("error", come);
  }
  function here() { return window.location.pathname + window.location.search; }
  function complete() {
    const page = document.getElementById("page");
    return Boolean(page) && page.dataset.address === here() && waiting === 0 && window.saferCharts.drawn()
      && Array.from(document.images).every(function (image) { return image.complete; });
  }
  function arrive(page) {
    // setting a title to itself is a change too, and would be watched for ever
    if (document.title !== page.dataset.title) document.title = page.dataset.title;
    window.saferChoose();
    const path = window.location.pathname;
    // a new page begins at its top and is announced; a change of quarter or area leaves the reader in place
    if (before !== null && before !== path) {
      window.saferCalm();
      window.scrollTo(0, 0);
      document.getElementById("main").focus({ preventScroll: true });
    }
    before = path;
  }
  function settle() {
    window.saferCharts.drawAll();
    if (!complete()) {
      document.body.removeAttribute("data-ready");
      return;
    }
    arrive(document.getElementById("page"));
    window.requestAnimationFrame(function () {
      if (!complete()) return;
      document.body.setAttribute("data-ready", "true");
      window.setTimeout(window.saferLater, 200);
    });
  }
  window.saferSettle = settle;
  ["_dashprivate_pushstate", "popstate"].forEach(function (name) { window.addEventListener(name, settle); });
  document.addEventListener("load", settle, true);
  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      change.removedNodes.forEach(window.saferCharts.remove);
      change.addedNodes.forEach(expect);
    });
    const drawing = changes.every(function (change) {
      return change.target.closest && change.target.closest("[data-figure]") && change.attributeName !== "data-figure";
    });
    if (!drawing) settle();
  }).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-figure", "data-address"],
  });
})();
