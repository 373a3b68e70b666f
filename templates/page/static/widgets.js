/* What draws a lesson's sheets, in the form in which Voila asks for it: a module like those of JupyterLab's extensions,
   registered under the name that the process uses. The drawing itself is `sheet.js`, which this server joins from
   modules and gives out like any other file: so a page needs no script that came over a line or out of a text, and the browser may refuse all of those. */
"use strict";

(function () {
  const { sheet } = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  let shared = {};

  const numbers = (version) => version.split(".").map(Number);
  const isNewer = (one, other) => {
    const [a, b] = [numbers(one), numbers(other)];
    const place = a.findIndex((number, at) => number !== b[at]);
    return place >= 0 && a[place] > b[place];
  };

  // The library that all widgets of the page share: the one that is in use, else the newest.
  async function base() {
    const known = Object.entries(shared["@jupyter-widgets/base"]);
    const [, chosen] = known.find(([, each]) => each.loaded) || known.reduce((one, other) => (isNewer(other[0], one[0]) ? other : one));
    const make = await chosen.get();
    return make();
  }

  function classes({ DOMWidgetModel, DOMWidgetView }) {
    class SheetView extends DOMWidgetView {
      async render() {
        super.render();
        if (!Array.isArray(this.model.get("specs"))) return; // of another library, whose script this page does not run
        const script = await import(sheet.script).catch(() => null);
        if (!script) window.toolkit.failed(); // the line broke: a lesson without its fields helps nobody
        else if (!this.gone) this.leave = script.default.render({ model: this.model, el: this.el });
      }

      remove() {
        this.gone = true;
        if (this.leave) this.leave();
        return super.remove();
      }
    }
    return { AnyModel: class extends DOMWidgetModel {}, AnyView: SheetView };
  }

  async function plugin() {
    const library = await base();
    return {
      id: "toolkit:sheet",
      requires: [library.IJupyterWidgetRegistry],
      autoStart: true,
      activate: (_, registry) => registry.registerWidget({ name: "anywidget", version: sheet.version, exports: classes(library) }),
    };
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.toolkit = {
    init: (scope) => { shared = scope; },
    get: async () => { const made = await plugin(); return () => made; },
  };
})();
