/* How a page follows a session: it asks, the server answers as soon as something is new. When no answer comes the page
   says whose fault that most likely is. */
"use strict";

(function () {
  const LATE = 35000; // milliseconds: the server answers after twenty seconds at the latest
  const AT_ONCE = 1500; // a refusal this fast comes from the computer itself, not from a line that lost something
  const RETRY = [1000, 2000, 4000, 8000];
  window.toolkit = window.toolkit || {};
  const pause = (time) => new Promise((done) => setTimeout(done, time));

  // A press is one only if the finger goes up where it went down: what is new is drawn when it is up.
  let pressed = -Infinity;
  addEventListener("pointerdown", (event) => { if (event.target.localName !== "select") pressed = Date.now(); }, true);
  for (const each of ["click", "pointercancel"]) addEventListener(each, () => setTimeout(() => { pressed = -Infinity; }), true);
  async function untilUp() {
    while (Date.now() - pressed < 3000) await pause(50);
  }

  // A fetch that does not wait for ever.
  async function ask(address, options, late) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), late || 10000);
    try {
      return await fetch(address, { cache: "no-store", ...options, signal: stop.signal });
    } finally {
      clearTimeout(timer);
    }
  }

  function whoseFault(began) {
    if (navigator.onLine === false) return "phone";
    return Date.now() - began < AT_ONCE ? "server" : "line";
  }

  /* `on` has told(view), line(word) and over(status); what comes back stops the following. */
  function follow(address, headers, on) {
    const language = document.documentElement.lang;
    let since = 0;
    let tries = 0;
    let stopped = false;
    (async function () {
      while (!stopped) {
        const began = Date.now();
        try {
          const answer = await ask(`${address}/news?since=${since}&language=${language}`, { headers: headers() }, LATE);
          if (stopped) return;
          if (answer.status === 404 || answer.status === 403) {
            on.over(answer.status);
            return;
          }
          if (answer.status === 429) { // so much is new that a page may wait a little; nothing has failed
            await pause(2000);
            continue;
          }
          if (!answer.ok) throw new Error(String(answer.status));
          const view = await answer.json();
          tries = 0;
          since = view.version;
          await untilUp();
          if (stopped) return;
          on.line("fine");
          on.told(view);
          await pause(150);
        } catch (error) {
          if (stopped) return;
          on.line(/^\d+$/.test(error.message) ? "server" : whoseFault(began));
          await pause(RETRY[Math.min(tries, RETRY.length - 1)] * (0.7 + Math.random() * 0.6));
          tries += 1;
        }
      }
    })();
    return () => { stopped = true; };
  }

  // What is left of a timer, by the server's clock: "07:45".
  function clock(view, received) {
    if (!view || view.ends === null) return null;
    const left = Math.max(0, Math.ceil(view.ends - view.now - (Date.now() - received) / 1000));
    return { left, text: `${String(Math.floor(left / 60)).padStart(2, "0")}:${String(left % 60).padStart(2, "0")}` };
  }

  function make(tag, about, ...inside) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(about || {})) {
      if (name === "text") made.textContent = value;
      else if (name === "on") made.addEventListener("click", value);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...inside.filter(Boolean));
    return made;
  }

  // Bars beside the same numbers in words: who does not see the bars misses nothing.
  function bars(told, heading) {
    const rows = told.bars.map((bar) => {
      const full = make("span", { class: bar.people === null ? "tk-result-full tk-result-least" : "tk-result-full" });
      full.style.inlineSize = `${(100 * bar.least) / Math.max(1, told.of)}%`; // of all who answered
      return make("li", {}, make("span", { class: "tk-result-words", text: bar.name, dir: "auto", lang: told.language }),
        make("span", { class: "tk-result-bar", "aria-hidden": "true" }, full), make("span", { class: "tk-result-said", text: bar.said }));
    });
    return make("section", { class: "tk-result" }, make(heading, { text: told.question, dir: "auto", lang: told.language }),
      rows.length ? make("ul", { role: "list" }, ...rows) : null,
      make("p", { class: "tk-result-total", text: [told.total, told.note].filter(Boolean).join(" ") }));
  }

  function board(told, words, heading) {
    const tables = told.rounds.map((round) => make("table", {}, make("caption", { text: round.round }),
      make("thead", {}, make("tr", {}, make("th", { text: "" }), make("th", { scope: "col", text: words.union }), make("th", { scope: "col", text: words.employer }))),
      make("tbody", {}, ...round.rows.map((row) => make("tr", {},
        make("th", { scope: "row" }, make("span", { text: row.article }), make("br"), make("small", { text: row.about })),
        make("td", { text: row.union || "–" }), make("td", { text: row.employer || "–" }))))));
    return make("section", { class: "tk-board" }, make(heading, { text: `${words.board}: ${told.table}` }), ...tables);
  }

  Object.assign(window.toolkit, { follow, ask, clock, make, bars, board });
})();
