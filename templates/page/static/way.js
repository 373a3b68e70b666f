/* Where somebody was in a lesson, how many of the ten questions were right before and after, and which exercises were
   solved: kept in this browser alone, shown on the start page, and forgotten at a press. */
"use strict";

(function () {
  const PREFIX = "toolkit-way:";
  const about = document.querySelector('meta[name="toolkit-lesson"]');
  const lesson = (about && about.content) || "";
  const byId = (id) => document.getElementById(id);

  function stored() {
    try { return localStorage; } catch { return null; }
  }

  // Whatever lies there: numbers, or nothing.
  function read(name) {
    try {
      const kept = JSON.parse(stored().getItem(PREFIX + name)) || {};
      const count = (value) => (Number.isInteger(value) && value >= 0 && value < 100 ? value : null);
      const won = Array.isArray(kept.won) ? kept.won.filter((each) => count(each) !== null) : [];
      const numbers = ["step", "steps", "before", "after", "at"].map((each) => [each, each === "at" ? Number(kept.at) || 0 : count(kept[each])]);
      return { ...Object.fromEntries(numbers), won: [...new Set(won)] };
    } catch {
      return { step: null, steps: null, before: null, after: null, at: 0, won: [] };
    }
  }

  function write(change) {
    if (!lesson) return;
    try {
      stored().setItem(PREFIX + lesson, JSON.stringify({ ...read(lesson), ...change, at: Date.now() }));
    } catch { /* this browser keeps nothing, or is full */ }
  }

  /* --- in a lesson --- */

  function moved() {
    const named = /^#step-(\d+)$/.exec(location.hash);
    const steps = document.querySelectorAll("#tk-lesson-steps li").length;
    if (named && steps) write({ step: Number(named[1]), steps });
  }

  function looked() {
    const kept = read(lesson);
    const change = {};
    for (const each of document.querySelectorAll(".tk-count[data-right]")) {
      const number = Number(each.dataset.right);
      if (kept[each.dataset.when] !== number) change[each.dataset.when] = number;
    }
    const right = [...document.querySelectorAll(".tk-exercise")].flatMap((each, place) => (each.querySelector(".tk-right") ? [place] : []));
    const won = [...new Set([...kept.won, ...right])];
    if (won.length > kept.won.length) change.won = won;
    if (Object.keys(change).length) write(change);
  }

  /* --- on the start page --- */

  function kept() {
    const store = stored();
    if (!store) return [];
    return Object.keys(store).filter((each) => each.startsWith(PREFIX)).map((each) => each.slice(PREFIX.length));
  }

  function told(words, values) {
    return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  }

  function show() {
    const place = byId("tk-way");
    if (!place) return;
    const list = byId("tk-way-list");
    list.textContent = "";
    const found = kept().map((name) => ({ name, ...read(name) })).sort((one, other) => other.at - one.at);
    for (const each of found) {
      const link = [...document.querySelectorAll(".tk-card a.tk-whole")].find((one) => decodeURI(one.pathname).endsWith(`/${each.name}.ipynb`));
      if (!link) continue;
      const row = document.createElement("li");
      const go = document.createElement("a");
      go.textContent = link.textContent;
      go.href = each.step ? `${link.getAttribute("href")}#step-${each.step}` : link.getAttribute("href");
      row.append(go);
      const lines = [];
      if (each.step && each.steps) lines.push(told(place.dataset.step, { step: each.step + 1, steps: each.steps }));
      if (each.won.length) lines.push(told(place.dataset.won, { won: each.won.length }));
      if (each.before !== null && each.after !== null) lines.push(told(place.dataset.both, { before: each.before, after: each.after }));
      else if (each.before !== null) lines.push(told(place.dataset.before, { before: each.before }));
      for (const line of lines) {
        const said = document.createElement("span");
        said.textContent = line;
        row.append(" ", said);
      }
      list.append(row);
    }
    place.hidden = !list.children.length;
  }

  function forget() {
    const store = stored();
    for (const name of kept()) store.removeItem(PREFIX + name);
    show();
    byId("tk-main").focus();
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (byId("tk-way")) {
      show();
      byId("tk-way-forget").addEventListener("click", forget);
      addEventListener("pageshow", show); // one may come back to a page that slept
    } else if (byId("tk-lesson-steps")) {
      addEventListener("hashchange", moved);
      new MutationObserver(looked).observe(byId("rendered_cells"), { childList: true, subtree: true });
    }
  });
})();
