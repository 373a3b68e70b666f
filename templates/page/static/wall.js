/* The wall: it asks for news and draws what it is told; words are put in as words, whatever stands in them. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const byId = (id) => document.getElementById(id);
  const { follow, clock, make, bars, board } = window.toolkit;
  const main = byId("tk-main");
  const words = JSON.parse(byId("tk-words").textContent);
  const titles = JSON.parse(byId("tk-titles").textContent);
  const base = main.dataset.home.replace(/[a-z]{2}\/$/, "");
  let view = null;
  let received = 0;
  let drawn = "";

  const put = (id, text) => { if (byId(id).textContent !== String(text)) byId(id).textContent = text; };

  function asked(poll) {
    return make("section", { class: "tk-result tk-asked" }, make("h2", { text: poll.question, dir: "auto", lang: poll.language }),
      make("ul", {}, ...poll.options.map((option) => make("li", { text: option.words, dir: "auto", lang: poll.language }))),
      make("p", { class: "tk-result-total", text: `${poll.said} ${poll.state === "open" ? words.open : words.closed}` }));
  }

  function told(now) {
    if (now.lesson !== main.dataset.lesson) { location.reload(); return; } // heading and steps are those of the page
    view = now;
    received = Date.now();
    put("tk-wall-code", view.code);
    put("tk-wall-joined", view.joined);
    put("tk-wall-connected", view.connected);
    const title = view.step === null ? "" : titles[view.step] || "";
    put("tk-wall-step", view.step === null ? "" : `${words.step.replace("{step}", view.step + 1)}${title ? ": " + title : ""}`);
    const seen = JSON.stringify([view.polls, view.exercises, view.boards]);
    if (seen !== drawn) {
      drawn = seen;
      const results = [...view.polls].reverse().map((poll) => (poll.state === "shown" ? bars(poll, "h2") : asked(poll)));
      byId("tk-wall-results").replaceChildren(...results, ...view.exercises.map((each) => bars(each, "h2")),
        ...view.boards.map((each) => board(each, words, "h2")));
    }
    tick();
  }

  function tick() {
    const now = clock(view, received);
    byId("tk-wall-timer").hidden = !now;
    if (!now) return;
    put("tk-wall-left", now.left ? words.left : words.up);
    put("tk-wall-clock", now.left ? now.text : "");
  }

  function line(word) {
    byId("tk-wall-line").hidden = word === "fine";
    put("tk-wall-line", word === "fine" ? "" : words.line);
  }

  follow(`${base}session/${main.dataset.session}`, () => (main.dataset.pass ? { "X-Session-Wall": main.dataset.pass } : {}), {
    told, line, over: () => {
      byId("tk-wall-line").hidden = false;
      put("tk-wall-line", words.over);
      for (const each of document.querySelectorAll(".tk-wall-top, .tk-asked")) each.hidden = true; // nobody joins or answers any more
      view = null;
    },
  });
  setInterval(() => { if (view) tick(); }, 1000);
});
