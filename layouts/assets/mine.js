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

  new MutationObserver(function () {
    const signs = document.getElementById("mine-focus");
    const there = signs && signs.dataset.focus && document.getElementById(signs.dataset.focus);
    // Dash keeps what was drawn before until the new is complete
    if (there) window.requestAnimationFrame(function () { there.focus(); });
  }).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ["data-focus", "data-after"] });
})();
