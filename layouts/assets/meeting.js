// Leads through a meeting by keyboard, brings each item to its top, and keeps the time.
(function () {
  "use strict";
  const WAYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "previous", PageUp: "previous" };
  const TYPED = "input, textarea, select, [contenteditable]";
  document.addEventListener("keydown", function (event) {
    const way = WAYS[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest && event.target.closest(TYPED)) return;
    const link = document.querySelector('.steps [data-go="' + way + '"] a');
    if (!link) return;
    event.preventDefault();
    link.click();
  });

  // an item begins at its top, and its heading is read out
  let shown = null;
  function arrive() {
    const screen = document.querySelector(".meeting-screen");
    const here = screen && window.location.pathname + "?" + screen.dataset.item;
    if (here && shown && here !== shown) {
      const form = document.getElementById("minute-form");
      if (form) form.open = false;
      window.scrollTo(0, 0);
      const heading = screen.querySelector("h1");
      if (heading) heading.focus({ preventScroll: true });
    }
    shown = here;
    tell();
  }
  new MutationObserver(arrive).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-item"],
  });

  let began = null;
  function two(number) { return String(number).padStart(2, "0"); }
  function tell() {
    const place = document.querySelector(".elapsed");
    const button = document.querySelector("[data-timer]");
    if (!place || !button) return;
    const seconds = began === null ? 0 : Math.floor((Date.now() - began) / 1000);
    const said = began === null ? "" : two(Math.floor(seconds / 60)) + ":" + two(seconds % 60);
    const words = began === null ? "Start the timer" : "Stop the timer";
    if (place.textContent !== said) place.textContent = said;
    if (button.textContent !== words) button.textContent = words;
  }
  document.addEventListener("click", function (event) {
    if (!event.target.closest || !event.target.closest("[data-timer]")) return;
    began = began === null ? Date.now() : null;
    tell();
  });
  window.setInterval(tell, 1000);
})();
