// The file picker inside the drop zone gets its name and its hook, and is reachable by keyboard.
(function () {
  "use strict";
  new MutationObserver(function () {
    const picker = document.querySelector("#upload-files input[type=file]");
    if (!picker || picker.dataset.testid) return;
    picker.dataset.testid = "upload-input";
    picker.id = "upload-input";
    picker.setAttribute("aria-describedby", "upload-hint");
  }).observe(document.documentElement, { subtree: true, childList: true });
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
