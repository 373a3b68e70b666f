/* What somebody enters is kept in their own browser, under the name of the lesson: it comes back after a reload, a
   broken line or another language, can be carried in a file, and can be cleared. Nothing of it is sent anywhere here. */
"use strict";

(function () {
  const PREFIX = "toolkit:";
  const KIND = "digital-rights-toolkit work";
  const LARGEST = 2000000;
  const about = document.querySelector('meta[name="toolkit-lesson"]');
  const lesson = (about && about.content) || "";
  const byId = (id) => document.getElementById(id);
  const memory = new Map(); // for browsers that keep nothing
  const store = usable();

  function usable() {
    try {
      localStorage.setItem(PREFIX + "?", "1");
      localStorage.removeItem(PREFIX + "?");
      return localStorage;
    } catch {
      return null;
    }
  }

  function keys(prefix) {
    if (!store) return [...memory.keys()].filter((each) => each.startsWith(prefix));
    return Object.keys(store).filter((each) => each.startsWith(prefix));
  }

  const get = (key) => (store ? store.getItem(key) : memory.get(key)) ?? null;

  function put(key, text) {
    try {
      if (store) store.setItem(key, text);
      else memory.set(key, text);
      return true;
    } catch {
      return false; // full: the entry is still on the page and in the kernel
    }
  }

  function drop(key) {
    if (store) store.removeItem(key);
    else memory.delete(key);
  }

  // Whatever lies there, or in a file: only entries of the shape that sheets write are let through.
  function sound(kept) {
    if (!kept || typeof kept !== "object" || !kept.values || typeof kept.values !== "object") return null;
    const values = {};
    for (const [name, value] of Object.entries(kept.values).slice(0, 500)) {
      const words = (each) => typeof each === "string" && each.length <= 20000;
      if (words(value) || (Array.isArray(value) && value.length <= 500 && value.every(words))) values[name] = value;
    }
    const name = (each) => (typeof each === "string" ? each : null);
    return { values, pressed: name(kept.pressed), pending: name(kept.pending) };
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  const own = PREFIX + (lesson ? lesson + ":" : "");
  const held = new Set(); // what lay there when this page last looked
  let cleared = false; // in another tab; then this one may not write everything back
  const work = {
    read(key) {
      const text = get(own + key);
      if (text !== null) held.add(key);
      return sound(parsed(text));
    },
    write(key, kept) {
      if (wasCleared()) return;
      if (put(own + key, JSON.stringify(kept))) held.add(key);
      else say("full");
      told();
    },
  };

  function wasCleared() {
    if (!cleared && [...held].some((key) => get(own + key) === null)) letGo();
    return cleared;
  }

  // The device was cleared in another tab: what this page still shows, and its lesson still knows, goes too.
  function letGo() {
    if (cleared) return;
    cleared = true;
    try { sessionStorage.clear(); } catch { /* nothing was kept there either */ }
    document.documentElement.hidden = true;
    location.reload();
  }

  addEventListener("storage", (event) => { if (event.newValue === null) wasCleared(); });
  addEventListener("pageshow", wasCleared); // it may have slept meanwhile
  document.addEventListener("visibilitychange", wasCleared);
  window.toolkit = { work };

  /* --- the menu "Your work" --- */

  function say(word) {
    const place = byId("tk-work-told");
    if (place) place.textContent = byId("tk-work").dataset[word];
  }

  // Says truly whether anything is kept.
  function told() {
    const state = byId("tk-work-state");
    if (!state) return;
    const words = byId("tk-work").dataset;
    state.textContent = store ? words.kept : words.notKept;
    const any = keys(own).length > 0;
    byId("tk-work-save").disabled = !any;
    byId("tk-work-clear").disabled = keys(PREFIX).length === 0;
  }

  function save() {
    const entries = {};
    for (const key of keys(own)) {
      const kept = sound(parsed(get(key)));
      if (kept) entries[key.slice(PREFIX.length)] = kept;
    }
    const day = new Date().toISOString().slice(0, 10);
    const text = JSON.stringify({ kind: KIND, version: 1, saved: day, entries }, null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `${(lesson || "toolkit").replace(/[^\w-]+/g, "-")}-${day}.json`;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    say("saved");
  }

  async function open(file) {
    const found = file.size <= LARGEST ? parsed(await file.text()) : null;
    const entries = found && found.kind === KIND && found.entries && typeof found.entries === "object" ? Object.entries(found.entries) : [];
    const kept = entries.map(([key, value]) => [key, sound(value)]).filter(([key, value]) => value && /^[\w./:-]{1,200}$/.test(key));
    if (!kept.length) {
      say("wrongFile");
      return;
    }
    for (const [key, value] of kept) put(PREFIX + key, JSON.stringify(value));
    if (store) location.reload();
    else say("wrongFile");
  }

  function clear() {
    if (!window.confirm(byId("tk-work").dataset.sure)) return;
    cleared = true; // until it is loaded anew, this page writes nothing back either
    for (const key of keys(PREFIX)) drop(key);
    for (const key of keys("toolkit/")) drop(key); // and whether this device is in a session, or leads one
    try { sessionStorage.clear(); } catch { /* nothing was kept there either */ }
    location.reload();
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (!byId("tk-work")) return;
    const input = byId("tk-work-file");
    byId("tk-work-save").addEventListener("click", save);
    byId("tk-work-open").addEventListener("click", () => input.click());
    byId("tk-work-clear").addEventListener("click", clear);
    input.addEventListener("change", () => { if (input.files[0]) open(input.files[0]); input.value = ""; });
    byId("tk-work").addEventListener("toggle", told);
    byId("tk-work").addEventListener("keydown", (event) => {
      if (event.key === "Escape") { byId("tk-work").open = false; byId("tk-work").querySelector("summary").focus(); }
    });
    told();
  });
})();
