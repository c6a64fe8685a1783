// A lead's page: counts what may still be written, and gives the focus to the next button to press.
(function () {
  "use strict";
  function spoken(field) {
    const box = field.closest(".narrative-box");
    return box && { count: box.querySelector(".count"), aloud: box.querySelector("[role=status]") };
  }
  function counted(field, longest) {
    const left = longest - field.value.length;
    const words = Math.abs(left).toLocaleString("en-GB") + " characters ";
    return { over: left < 0, words: words + (left < 0 ? "too many" : "left") };
  }
  let waiting = 0;
  document.addEventListener("input", function (event) {
    const there = event.target.matches(".narrative-box textarea") && spoken(event.target);
    if (!there || !there.count) return;
    const said = counted(event.target, Number(there.count.dataset.longest));
    there.count.textContent = said.words;
    there.count.classList.toggle("over", said.over);
    // who listens is told once they pause
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () { there.aloud.textContent = said.words; }, 1200);
  });

  // what is drawn anew comes bit by bit and may take the focus with it; it is given back where nobody else has it
  function give(id, tries) {
    const there = document.getElementById(id);
    const nobody = document.activeElement === document.body || !document.activeElement;
    if (there && there !== document.activeElement && (tries === 0 || nobody)) there.focus();
    if (tries < 8) window.setTimeout(function () { give(id, tries + 1); }, 60);
  }
  let before = "";
  new MutationObserver(function () {
    const signs = document.getElementById("mine-focus");
    const now = signs ? signs.dataset.focus + " " + signs.dataset.presses : "";
    if (now === before) return;
    before = now;
    if (signs && signs.dataset.focus) give(signs.dataset.focus, 0);
  }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-presses"] });
})();
