// Forms: what is written in them is handed over as one; a field and what is said of it belong together.
(function () {
  "use strict";
  document.addEventListener("submit", function (event) {
    const form = event.target.closest("form[data-form]");
    if (!form) return;
    event.preventDefault();
    const words = {};
    const prefix = form.dataset.form + "-";
    Array.from(form.elements).forEach(function (field) {
      if (field.id && field.id.startsWith(prefix) && "value" in field) words[field.id.slice(prefix.length)] = field.value;
    });
    // where somebody else was sooner, and that was shown, theirs is what was seen
    const renewed = document.querySelector('[data-mark-of="' + form.dataset.form + '"]');
    const data = { form: form.dataset.form, mark: (renewed || form).dataset.mark, words: words, at: Date.now() };
    window.dash_clientside.set_props(form.dataset.store, { data: data });
  });

  // what stands above a field is read with it
  function wire() {
    document.querySelectorAll(".written-field").forEach(function (field) {
      const control = field.querySelector("input, select, textarea");
      if (!control) return;
      const fault = field.querySelector(".field-fault");
      if (fault && !fault.id) fault.id = control.id + "-fault";
      const hint = field.querySelector(".hint");
      if (hint && !hint.id) hint.id = control.id + "-hint";
      const about = [hint, fault].filter(Boolean).map(function (part) { return part.id; }).join(" ");
      if (about) control.setAttribute("aria-describedby", about); else control.removeAttribute("aria-describedby");
      if (fault) control.setAttribute("aria-invalid", "true"); else control.removeAttribute("aria-invalid");
    });
    // the picker of a list gets its name
    document.querySelectorAll(".picker[data-picker]").forEach(function (picker) {
      const input = picker.querySelector("input[type=file]");
      if (!input || input.id) return;
      input.id = picker.dataset.picker;
      input.setAttribute("accept", ".csv,.xlsx,.xls,.ods");
    });
  }
  new MutationObserver(wire).observe(document.documentElement, { subtree: true, childList: true });

  // a fault leads to its field, whose name the address does not keep
  document.addEventListener("click", function (event) {
    const link = event.target.closest(".error-summary a[href^='#']");
    const field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!field || !field.matches("input, select, textarea")) return;
    event.preventDefault();
    const closed = field.closest("details:not([open])");
    if (closed) closed.open = true;
    field.focus();
  });
  // the picker opens itself; its label must not open it a second time
  document.addEventListener("click", function (event) {
    if (event.target.closest(".picker") && !event.target.matches("input")) event.preventDefault();
  });
})();
