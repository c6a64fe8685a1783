// What only some components need is brought once the page is drawn, and is there before any other page is.
(function () {
  "use strict";
  const named = document.querySelector("link[data-later]");
  let come = named ? null : Promise.resolve();
  function bring(resolve) {
    const script = document.createElement("script");
    script.dataset.later = "";
    script.onload = script.onerror = resolve;
    script.src = named.href;
    document.head.appendChild(script);
  }
  window.saferLater = function () {
    come = come || new Promise(bring);
    return come;
  };
})();
