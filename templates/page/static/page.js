/* What a lesson's page does by itself: show how far it is, offer a reload, put Voila's panel into the page, and lead
   through the lesson step by step. */
"use strict";

(function () {
  const PATIENCE = 45000; // milliseconds until a reload is offered
  const byId = (id) => document.getElementById(id);

  const waiting = setTimeout(() => {
    const slow = byId("tk-slow");
    if (slow) slow.hidden = false;
  }, PATIENCE);

  // The cells come one after the other while the notebook runs.
  function showProgress() {
    const progress = byId("tk-progress");
    const cells = progress ? document.querySelectorAll("[data-cells]") : [];
    if (!cells.length) return;
    const last = cells[cells.length - 1];
    progress.max = Number(last.dataset.cells);
    progress.value = Number(last.getAttribute("cell-index"));
  }

  // Voila's script calls this once it is ready. The cells may be there by then, or still on their way.
  window.voila_finish = function () {
    if (!window.themeLoaded) {
      window.cellLoaded = true;
      return;
    }
    clearTimeout(waiting);
    adoptPanel();
    const loading = byId("tk-loading");
    if (loading) loading.remove();
    const cells = byId("rendered_cells");
    if (cells) cells.style.display = "";
    // The page could be read before; now what was drawn takes the place of what stood there.
    for (const each of document.querySelectorAll(".tk-preview")) each.remove();
    const steps = byId("tk-lesson-steps");
    if (steps) steps.hidden = false;
    showStep(false);
    window.toolkit.arrived();
  };

  // Voila moves the cells into a panel at the end of the body, behind the footer and outside the main landmark.
  function adoptPanel() {
    const panel = byId("main");
    const main = byId("tk-main");
    if (panel && main && !main.contains(panel)) main.append(panel);
  }

  // On a phone nobody sees that a table goes on beyond the edge: a row of words becomes a card there, each cell with its
  // heading. Many short columns are compared down the table, and have a way of their own in the style.
  function stackRows(table) {
    const box = table.parentElement;
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    if (!heads.length || heads.length > 5 || !matchMedia("(max-width: 40rem)").matches) return;
    if (box.scrollWidth <= box.clientWidth + 1) return;
    const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };
    for (const each of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")]) each.setAttribute("role", roles[each.localName]);
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.cells].forEach((cell, number) => {
        const held = document.createElement("span");
        held.append(...cell.childNodes);
        cell.replaceChildren(held);
        cell.dataset.label = heads[number] || "";
      });
    }
    table.classList.add("tk-cards-table", "tk-columns");
  }

  // A table wider than a phone gets a box of its own to slide in, which the keyboard reaches too.
  function boxTables() {
    for (const table of document.querySelectorAll("#rendered_cells table")) {
      if (table.parentElement.closest("table, .tk-table, .tk-scroll")) continue;
      const box = document.createElement("div");
      box.className = "tk-scroll";
      table.replaceWith(box);
      box.append(table);
    }
    for (const table of document.querySelectorAll(".tk-scroll > table:not(.tk-cards-table)")) stackRows(table);
    for (const box of document.querySelectorAll(".tk-scroll, div.tk-table")) {
      const slides = box.scrollWidth > box.clientWidth + 1;
      if (slides && !box.hasAttribute("tabindex")) box.tabIndex = 0;
      if (!slides && box.hasAttribute("tabindex")) box.removeAttribute("tabindex");
    }
  }
  // All has come: the lesson, or the word that it could not be prepared. The page has no script of its own in between.
  document.addEventListener("DOMContentLoaded", () => {
    showStep(false);
    if (byId("tk-failed")) window.toolkit.failed();
    else if (byId("tk-complete")) window.voila_finish();
  });

  new MutationObserver(() => {
    showProgress();
    adoptPanel();
    boxTables();
    // ipywidgets writes the word "null" where a control has no tooltip.
    for (const each of document.querySelectorAll('[title="null"]')) each.removeAttribute("title");
  }).observe(document.documentElement, { childList: true, subtree: true });
  addEventListener("resize", boxTables);

  // On paper nothing can be opened: every fold is printed open, but for lists of further records, and closed again afterwards.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open], .tk-further, .tk-further *)")];
    for (const each of folded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
    folded = [];
  });

  /* --- steps: one of them is seen at a time; on paper all are --- */

  function wanted() {
    const named = /^#(step-\d+)$/.exec(location.hash);
    return (named && byId(named[1])) || byId("step-0");
  }

  function showStep(move) {
    const sections = [...document.querySelectorAll(".tk-step")];
    const shown = wanted();
    if (sections.length < 2 || !shown) return;
    for (const each of sections) each.classList.toggle("tk-away", each !== shown);
    for (const link of document.querySelectorAll("#tk-lesson-steps a")) {
      if (link.hash === "#" + shown.id) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    for (const link of document.querySelectorAll(".tk-languages a")) link.hash = shown.id === "step-0" ? "" : shown.id;
    boxTables();
    if (!move) return;
    const heading = shown.querySelector("h1, h2, h3") || shown;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  addEventListener("hashchange", (event) => {
    if (/#(step-\d+)?$/.test(location.hash || "#")) showStep(true);
  });
})();
