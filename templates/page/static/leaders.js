/* The key of a session in the browser of whoever leads. It comes behind # in the address or is typed, is kept here once
   it has proved right, and is taken out of the address, so that nobody reads it off a projector. */
"use strict";

(function () {
  const LENGTH = 20;
  const PLACE = "toolkit/lead:";
  const byId = (id) => document.getElementById(id);
  window.toolkit = window.toolkit || {};

  function box(what, ...given) {
    try { return localStorage[what](...given) || ""; } catch { return ""; }
  }

  // What was meant, as the server reads it: figures of any script, large or small, letters that look like one of ours.
  function plain(typed) {
    const figures = typed.normalize("NFKC").replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (each) => String(each.charCodeAt(0) & 15));
    const meant = { O: "0", I: "1", L: "1", U: "V" };
    return figures.toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/[OILU]/g, (each) => meant[each]);
  }

  const groups = (key) => key.match(/.{1,5}/g).join("-");

  const isKey = () => /^#[\w-]+$/.test(location.hash) && plain(location.hash).length === LENGTH;

  function fromAddress() {
    if (!isKey()) return "";
    const key = plain(location.hash);
    history.replaceState(null, "", location.pathname);
    return key;
  }

  // The key that was typed; without all its letters, what is wrong is said and nothing is given.
  function typed() {
    const field = byId("tk-leader-typed");
    const key = plain(field.value);
    const whole = key.length === LENGTH;
    field.toggleAttribute("aria-invalid", !whole);
    byId("tk-leader-problem").textContent = whole ? "" : field.dataset.length.replace("{length}", LENGTH).replace("{typed}", key.length);
    if (!whole) field.focus();
    return whole ? key : "";
  }

  // Which browser this is, for this session alone. Two pages of it, or one that is loaded anew, are one who leads.
  function nameOf(session) {
    const place = `toolkit/leader:${session}`;
    if (!box("getItem", place)) box("setItem", place, [...crypto.getRandomValues(new Uint8Array(12))].map((each) => each.toString(16).padStart(2, "0")).join(""));
    return box("getItem", place); // a browser that keeps nothing has none: loaded anew it would be taken for another
  }

  function leader(main, words, notice) {
    const { session, home } = main.dataset;
    const address = `${home.replace(/[a-z]{2}\/$/, "")}session/${session}`;
    const place = PLACE + session;
    const name = nameOf(session);
    const { ask } = window.toolkit;
    let key = fromAddress() || box("getItem", place);
    let view = null;
    const headers = () => ({ "X-Session-Key": key, ...(name ? { "X-Session-Leader": name } : {}) });
    const post = (what, body) => ask(`${address}/${what}?language=${document.documentElement.lang}`, {
      method: "POST", headers: { ...headers(), "Content-Type": "application/json" }, body: JSON.stringify(body || {}),
    }).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);

    // Somebody scans or types an address with a key while this page is open.
    window.addEventListener("hashchange", () => { if (isKey()) location.reload(); });

    function askForKey(problem) {
      byId("tk-leader-key").hidden = false;
      byId("tk-leader-problem").textContent = problem || "";
    }
    byId("tk-leader-key").addEventListener("submit", (event) => {
      event.preventDefault();
      const found = typed();
      if (found) location.hash = found;
    });

    function forget() {
      key = "";
      box("removeItem", place);
    }
    byId("tk-leader-forget").addEventListener("click", () => {
      if (!window.confirm(words.sure_forget)) return;
      forget();
      location.reload();
    });
    byId("tk-leader-new").addEventListener("click", async () => {
      if (!window.confirm(words.sure_new_key)) return;
      const made = await post("do", { do: "new-key", version: view && view.version });
      if (!made) { notice(words.line); return; }
      key = plain(made.key);
      box("setItem", place, key);
      show(false);
      notice(words.new_key_made);
    });

    function show(open) {
      const button = byId("tk-leader-show");
      byId("tk-leader-sheet").hidden = !open;
      button.setAttribute("aria-expanded", String(open));
      button.textContent = open ? button.dataset.hide : button.dataset.show;
    }
    async function fill() {
      const made = await post("on-demand");
      if (!made) { notice(words.line); return false; }
      byId("tk-leader-address").textContent = made.typed || words.sheet_no_network;
      byId("tk-leader-drawn").innerHTML = made.drawn; // made by this server of an address
      byId("tk-leader-drawn").hidden = byId("tk-leader-take").hidden = !made.typed;
      byId("tk-leader-code").textContent = view.code;
      byId("tk-leader-shown").textContent = groups(key);
      byId("tk-leader-lost").textContent = byId("tk-leader-lost").dataset[view.outlives ? "store" : "memory"];
      show(true);
      return true;
    }
    byId("tk-leader-show").addEventListener("click", () => (byId("tk-leader-sheet").hidden ? fill() : show(false)));
    byId("tk-leader-print").addEventListener("click", async () => { if (await fill()) window.print(); });

    function told(now) {
      if (!view) box("setItem", place, key); // it has proved right
      view = now;
      const others = byId("tk-lead-others");
      if (others.textContent !== now.leaders.said) others.textContent = now.leaders.said;
      others.hidden = !now.leaders.said;
    }
    return { has: () => Boolean(key), headers, post, told, forget, askForKey };
  }

  Object.assign(window.toolkit, { leader, leading: { PLACE, box, typed, fromAddress } });
})();
