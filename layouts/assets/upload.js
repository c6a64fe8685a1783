// The file picker inside the drop zone gets its name and its hook, and is reachable by keyboard.
(function () {
  "use strict";
  new MutationObserver(function () {
    const picker = document.querySelector("#upload-files input[type=file]");
    if (!picker || picker.id) return;
    picker.id = "upload-input";
    picker.setAttribute("aria-describedby", "upload-hint");
  }).observe(document.documentElement, { subtree: true, childList: true });
  // the zone opens the picker itself; its label must not open it a second time
  document.addEventListener("click", function (event) {
    if (event.target.closest(".zone") && !event.target.matches("input")) event.preventDefault();
  });
  // an error summary takes the focus when it appears, so that it is read first
  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      change.addedNodes.forEach(function (node) {
        const summary = node.nodeType === 1 && (node.matches(".error-summary") ? node : node.querySelector(".error-summary"));
        if (summary) summary.focus();
      });
    });
  }).observe(document.documentElement, { subtree: true, childList: true });
})();
