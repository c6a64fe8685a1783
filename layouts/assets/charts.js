// Draws every element that carries a figure, fetching the drawing library when the first one appears.
(function () {
  "use strict";
  let library = null;
  function load() {
    if (window.Plotly) return Promise.resolve(window.Plotly);
    library = library || new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = document.querySelector('meta[name="plotly"]').content;
      script.onload = function () { resolve(window.Plotly); };
      script.onerror = function () { library = null; reject(new Error("the drawing library did not come")); };
      document.head.appendChild(script);
    });
    return library;
  }
  function draw(element) {
    const text = element.dataset.figure;
    if (element.saferFigure === text) return;
    element.saferFigure = text;
    element.saferDrawn = false;
    load().then(function (Plotly) {
      const figure = JSON.parse(text);
      return Plotly.react(element, figure.data, figure.layout, figure.config);
    }).catch(function () {
      element.textContent = "The chart could not be drawn. Its figures are in the table below.";
    }).finally(function () {
      element.saferDrawn = true;
      window.saferSettle();
    });
  }
  function remove(node) {
    if (node.nodeType !== 1 || !window.Plotly) return;
    const gone = node.matches("[data-figure]") ? [node] : Array.from(node.querySelectorAll("[data-figure]"));
    gone.forEach(function (element) { if (!element.isConnected) window.Plotly.purge(element); });
  }
  // a page that comes with charts has the library on its way already
  if (document.querySelector('link[rel="preload"][as="script"]')) load().catch(function () {});
  window.saferCharts = {
    drawAll: function () { document.querySelectorAll("[data-figure]").forEach(draw); },
    drawn: function () {
      return Array.from(document.querySelectorAll("[data-figure]")).every(function (e) { return e.saferDrawn; });
    },
    remove: remove,
  };
  // on paper a picture is as wide as a page of A4, whatever the screen is; afterwards it has its own width again
  function fit(width) {
    if (!window.Plotly) return;
    document.querySelectorAll("[data-figure]").forEach(function (element) {
      element.style.width = width ? width + "px" : "";
      // at once: a resize would come after the page is printed
      if (element.saferDrawn) window.Plotly.relayout(element, { width: width, autosize: !width });
    });
  }
  window.addEventListener("beforeprint", function () { fit(660); });
  window.addEventListener("afterprint", function () { fit(null); });
})();
