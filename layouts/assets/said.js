// What is chosen in the native lists of a form is handed to the store beside them, which the page's callbacks read.
(function () {
  "use strict";
  document.addEventListener("change", function (event) {
    const into = event.target.dataset && event.target.dataset.into;
    if (into) window.dash_clientside.set_props(JSON.parse(into), { data: event.target.value });
  });
})();
