// The upload pages: the file picker, what buttons ask for, and asking how far the work is.
(function () {
  "use strict";
  const KINDS = ".csv,.txt,.tsv,.xlsx,.xls,.xlsb,.xlsm,.ods";

  function wish(data) {
    const tick = document.querySelector("[data-tick]");
    if (!tick) return;
    data.at = Date.now();
    asked = data.at;
    answered = tick.dataset.tick;
    window.dash_clientside.set_props(tick.dataset.wish, { data: data });
  }

  // one question at a time while something is going on, and again when an answer got lost
  let asked = 0;
  let answered = "";
  window.setInterval(function () {
    const tick = document.querySelector("[data-tick]");
    if (!tick || document.hidden) return;
    const unanswered = tick.dataset.tick === answered;
    if (unanswered ? Date.now() - asked > 8000 : tick.dataset.going !== "{}") wish({ act: "look" });
  }, 400);
  function showProgress() {
    const tick = document.querySelector("[data-tick]");
    Object.entries(tick ? JSON.parse(tick.dataset.going) : {}).forEach(function (entry) {
      const going = document.querySelector('[data-file="' + entry[0] + '"] .going');
      if (!going || going.dataset.stage === entry[1].join()) return;
      going.dataset.stage = entry[1].join();
      going.querySelector(".stage").textContent = entry[1][0];
      going.querySelector("progress").value = entry[1][1];
    });
  }

  // a button hands over its own words, and the reason beside it where one is needed
  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-act]");
    if (!button) return;
    const form = button.closest("form");
    const text = form && form.elements.namedItem("text");
    if (button.dataset.needs === "text" && !form.reportValidity()) return;
    wish(Object.assign({}, button.dataset, { text: text ? text.value : "" }));
  });

  // the lists above the figures write the address; another choice begins at its first page
  document.addEventListener("change", function (event) {
    const name = event.target.dataset && event.target.dataset.filter;
    if (!name) return;
    const query = new URLSearchParams(window.location.search);
    query.delete("page");
    if (event.target.value) query.set(name, event.target.value); else query.delete(name);
    const words = query.toString();
    window.history.pushState({}, "", window.location.pathname + (words ? "?" + words : ""));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  });

  // a file that gets on is drawn anew: what was written, opened and held there is put back
  const drafts = new Map();
  const opened = new Set();
  let held = null;
  document.addEventListener("input", function (event) {
    if (event.target.matches(".answer textarea[id]")) drafts.set(event.target.id, event.target.value);
  });
  document.addEventListener("toggle", function (event) {
    if (event.target.id) opened[event.target.open ? "add" : "delete"](event.target.id);
  }, true);
  document.addEventListener("focusin", function (event) {
    const around = event.target.closest("[data-file], .error-summary, #upload-together, #upload-below, #upload-list, #file-body");
    held = around && { id: event.target.id, file: around.dataset.file, summary: around.matches(".error-summary") };
  });
  document.addEventListener("pointerdown", function (event) {
    if (!event.target.closest("button, a, summary, textarea")) held = null;
  });
  function putBack(node) {
    node.querySelectorAll(".answer textarea[id]").forEach(function (text) {
      if (drafts.has(text.id)) text.value = drafts.get(text.id);
    });
    node.querySelectorAll("details[id]").forEach(function (details) {
      if (opened.has(details.id)) details.open = true;
    });
  }
  function keepFocus() {
    if (!held || document.activeElement !== document.body) return;
    const file = held.file && document.querySelector('[data-file="' + held.file + '"] h3');
    const found = (held.id && document.getElementById(held.id)) || (held.summary && document.querySelector(".error-summary"))
      || file || document.querySelector("#upload-list h2, #file-body h1") || document.getElementById("main");
    if (found) found.focus({ preventScroll: true });
  }

  // the picker inside the drop zone gets its name and its hook
  function prepare() {
    const picker = document.querySelector("#upload-files input[type=file]");
    if (!picker || picker.id) return;
    picker.id = "upload-input";
    picker.setAttribute("aria-describedby", "upload-hint");
    // only a hint: what is dropped all the same is told what is wrong with it
    picker.setAttribute("accept", KINDS);
  }
  let sent = false;
  new MutationObserver(function (changes) {
    prepare();
    showProgress();
    changes.forEach(function (change) {
      change.addedNodes.forEach(function (node) {
        if (node.nodeType !== 1) return;
        putBack(node);
        if (!sent) return;
        const summary = node.matches(".error-summary") ? node : node.querySelector(".error-summary");
        // it is read first after files were sent, but never takes the focus from somebody at work
        if (summary && !(held && held.file)) { summary.focus(); sent = false; }
      });
    });
    keepFocus();
  }).observe(document.documentElement, { subtree: true, childList: true });

  // the zone opens the picker itself; its label must not open it a second time
  document.addEventListener("click", function (event) {
    if (event.target.closest(".zone") && !event.target.matches("input")) event.preventDefault();
  });

  // more than can be taken is said before it travels
  function tooLarge(files) {
    const zone = document.querySelector(".zone");
    const limit = Number(zone.dataset.limit);
    const size = Array.from(files).reduce(function (sum, file) { return sum + file.size; }, 0);
    const large = size > limit * 1e6;
    document.getElementById("upload-large").textContent = large
      ? "These files have " + Math.ceil(size / 1e6) + " MB together. Send at most " + limit + " MB at once."
      : "";
    sent = !large;
    return large;
  }
  ["dragover", "drop"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      if (!document.querySelector(".zone")) return;
      // a file dropped beside the zone must not replace the page
      if (!event.target.closest(".zone")) event.preventDefault();
      else if (kind === "drop" && tooLarge(event.dataTransfer.files)) {
        event.preventDefault();
        event.stopPropagation();
      }
    }, true);
  });
  document.addEventListener("change", function (event) {
    if (event.target.matches(".zone input[type=file]") && tooLarge(event.target.files)) event.stopPropagation();
  }, true);
})();
