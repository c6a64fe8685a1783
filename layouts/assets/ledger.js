// Copies letters, and leads the focus through the steps of undoing.
(function () {
  "use strict";
  function copied(button, words) {
    const said = button.parentElement.querySelector("[role=status]");
    said.textContent = words;
    window.setTimeout(function () { if (said.textContent === words) said.textContent = ""; }, 6000);
  }
  // pages that do not come by https, nor from this machine, have no clipboard but that of the selection
  function selected(box) {
    box.select();
    return document.execCommand("copy");
  }
  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const box = document.getElementById(button.dataset.copy);
    const done = function () { copied(button, "Copied. Paste it into a message."); };
    const failed = function () {
      const taken = selected(box);
      button.focus();
      if (taken) done(); else { box.select(); copied(button, "Press Ctrl+C to copy what is marked."); }
    };
    if (navigator.clipboard) navigator.clipboard.writeText(box.value).then(done, failed); else failed();
  });

  let asked = null;
  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[id*='undo-ask']");
    if (button) asked = button.id;
  });
  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      change.addedNodes.forEach(function (node) {
        if (node.nodeType !== 1) return;
        const heading = node.matches("[data-takes-focus]") ? node : node.querySelector("[data-takes-focus]");
        if (heading) heading.focus();
      });
      // those who leave it as it is go on where they were
      const left = Array.from(change.removedNodes).some(function (node) {
        return node.nodeType === 1 && node.matches(".confirm") && change.target.id === "undo-panel";
      });
      if (left && asked && !change.target.firstChild) {
        const button = document.getElementById(asked);
        if (button) button.focus();
      }
    });
  }).observe(document.documentElement, { subtree: true, childList: true });
})();
