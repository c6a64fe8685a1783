// The mapping page: what is chosen or written in a field becomes an answer, and the page shows what follows.
(function () {
  "use strict";
  const PREFIX = "map:";
  let answers = {};
  let page = "";
  let waiting = 0;

  function here() {
    const token = window.location.pathname;
    if (token !== page) { page = token; answers = {}; }
    return answers;
  }
  function hand() {
    window.clearTimeout(waiting);
    waiting = 0;
    window.dash_clientside.set_props("mapping-answers", { data: Object.assign({}, answers) });
  }
  document.addEventListener("change", function (event) {
    const id = event.target.id || "";
    if (!id.startsWith(PREFIX)) return;
    const name = id.slice(PREFIX.length);
    const given = here();
    given[name] = event.target.value;
    // another sheet has other headings, and other headings other columns
    Object.keys(given).forEach(function (other) {
      const column = other.startsWith("role-");
      if ((name === "sheet" && (column || other === "rows")) || (name === "rows" && column)) delete given[other];
    });
    hand();
  });
})();
