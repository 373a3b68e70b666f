/* The page from which a session is led. Where its key comes from, and who else has one: leaders.js. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const byId = (id) => document.getElementById(id);
  const { follow, ask, clock, make } = window.toolkit;
  const main = byId("tk-main");
  const words = JSON.parse(byId("tk-words").textContent);
  const session = main.dataset.session;
  const address = `${main.dataset.home.replace(/[a-z]{2}\/$/, "")}session/${session}`;
  let view = null;
  let received = 0;
  const drawn = {};

  function notice(text) {
    byId("tk-lead-line").hidden = !text;
    byId("tk-lead-line").textContent = text;
  }
  const leader = window.toolkit.leader(main, words, notice);
  const { headers } = leader;

  async function command(what, more) {
    try {
      const answer = await ask(`${address}/do?language=${document.documentElement.lang}`, {
        method: "POST", headers: { ...headers(), "Content-Type": "application/json" }, body: JSON.stringify({ do: what, version: view && view.version, ...more }),
      });
      if (answer.ok) return "";
      return (await answer.json()).said || words.line;
    } catch {
      return words.line;
    }
  }

  // A button that waits keeps the focus, and is not pressed twice.
  async function press(button) {
    const { do: what, number, id, from, sure } = button.dataset;
    if (button.getAttribute("aria-disabled") || (sure && !window.confirm(sure))) return;
    const chosen = from ? byId(from).value : undefined;
    button.setAttribute("aria-disabled", "true");
    const problem = await command(what, { id: chosen || id, number: chosen === undefined && number === undefined ? undefined : Number(chosen || number) });
    button.removeAttribute("aria-disabled");
    notice(problem);
    if (!problem && (what === "end" || what === "delete")) ended();
  }
  main.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (button) press(button);
  });

  const button = (what, label, about, plain) => make("button", {
    type: "button", class: plain === false ? "tk-button" : "tk-button tk-plain", "data-do": what, text: label, ...about,
  });

  // A list is drawn anew only when it says something else, so that a button does not go from under a finger.
  function put(id, now, rows) {
    const seen = JSON.stringify(now);
    if (drawn[id] === seen) return;
    drawn[id] = seen;
    const held = document.activeElement && document.activeElement.closest(`#${id} button`);
    byId(id).replaceChildren(...rows());
    if (held) {
      const again = [...byId(id).querySelectorAll("button")].find((each) => each.dataset.do === held.dataset.do && each.dataset.id === held.dataset.id && each.dataset.number === held.dataset.number);
      (again || byId(id).querySelector("button") || byId("tk-lead-next")).focus();
    }
  }

  const write = (id, text) => { if (byId(id).textContent !== text) byId(id).textContent = text; };
  const named = (row) => [row.title, row.stop].filter((each, n, all) => each && all.indexOf(each) === n).join(" · ");

  // The row that runs: when, what, what to say and to show, and what can be pressed for it.
  function drawRow() {
    const row = view.sheet[view.row] || null;
    const next = view.sheet[view.row === null ? 0 : view.row + 1] || null;
    write("tk-lead-when", row ? [row.when, row.minutes].filter(Boolean).join(" · ") : "");
    write("tk-lead-row-title", row ? named(row) : next ? words.not_begun : "");
    write("tk-lead-late", view.late);
    put("tk-lead-row", row, () => (row ? [row.say && make("p", { class: "tk-lead-say", text: row.say }), row.happens && make("p", { text: row.happens }),
      row.show && !row.stop && make("p", { text: row.show })].filter(Boolean) : [make("p", { text: next ? words.begin_what : "" })]));
    const poll = view.polls.find((each) => each.id === view.asked);
    const shown = view.answers.filter((each) => row && row.counted.includes(each.id) && !each.shown);
    // Also one that was asked in a row before, and all that ask how it was.
    const running = view.polls.filter((each) => each.state === "open" || each.state === "closed");
    put("tk-lead-presses", [row, Boolean(poll), running.map((each) => each.code), shown], () => [
      row && row.ask && !poll ? button("ask", `${words.ask}: ${row.ask}`) : null,
      ...running.map((each) => button("show", `${words.show}: ${each.question}`, { "data-id": each.id })),
      ...shown.map((each) => button("show-exercise", `${words.show_exercise}: ${each.question}`, { "data-id": each.id })),
    ].filter(Boolean));
    byId("tk-lead-next").hidden = !next;
    write("tk-lead-next", next ? `${view.row === null ? words.begin : words.next}: ${row && row.block === next.block ? next.stop : [named(next), next.minutes].filter(Boolean).join(" · ")}` : "");
    byId("tk-lead-next").dataset.number = view.row === null ? 0 : view.row + 1;
    byId("tk-lead-feedback").hidden = Boolean(next) || !view.can_feedback;
    put("tk-lead-sheet-list", [view.sheet, view.row], () => view.sheet.map((each, number) => make("li", { class: number === view.row ? "tk-lead-here" : null },
      make("p", {}, make("strong", { text: named(each) })),
      make("p", { class: "tk-lead-ways" }, make("span", { text: [each.when, each.minutes].filter(Boolean).join(" · ") }),
        number === view.row ? make("strong", { class: "tk-lead-now-here", text: words.now }) : button("row", words.row_go, { "data-number": number, "aria-label": `${words.row_go}: ${named(each)}` })))));
  }

  function drawSteps() {
    put("tk-lead-step-list", [view.titles, view.step, view.at], () => view.titles.map((title, number) => make("li", { class: view.step === number ? "tk-lead-here" : null },
      make("p", {}, make("strong", { text: `${number + 1} · ${title}` })),
      make("p", { class: "tk-lead-ways" }, make("span", { text: `${words.are_there} ${view.at[number] || 0}` }),
        view.step === number ? make("strong", { class: "tk-lead-now-here", text: words.now }) : button("step", words.all_go, { "data-number": number, "aria-label": `${words.all_go}: ${title}` })))));
  }

  function drawPolls() {
    const states = { waiting: words.waiting, open: words.is_open, closed: words.closed, shown: words.shown };
    put("tk-lead-poll-list", view.polls.map((poll) => [poll.code, poll.state, poll.answered, poll.question]), () => view.polls.map((poll) => {
      const about = { "data-id": poll.id };
      const ways = {
        waiting: [button("open", words.open, about, false)],
        open: [button("show", words.show, about, false), button("close", words.close, about)],
        closed: [button("show", words.show_closed, about, false)],
        shown: [],
      }[poll.state];
      const again = poll.state === "waiting" ? [] : [button("reset", words.reset, about)];
      return make("li", {}, make("p", {}, make("strong", { text: poll.question, dir: "auto", lang: poll.language })),
        make("p", { text: `${states[poll.state]} · ${words.answers} ${poll.answered}` }),
        make("p", { class: "tk-lead-ways" }, ...ways, ...again, button("remove", words.remove, about)));
    }));
  }

  function drawExercises() {
    put("tk-lead-exercise-list", view.answers, () => (view.answers.length ? view.answers.map((each) => make("li", {},
      make("p", {}, make("strong", { text: each.question })), make("p", { text: `${words.answers} ${each.answered}` }),
      make("p", { class: "tk-lead-ways" }, each.shown ? button("hide-exercise", words.hide, { "data-id": each.id }) : button("show-exercise", words.show_exercise, { "data-id": each.id }, false))))
      : [make("li", { text: words.no_exercises })]));
  }

  function tick() {
    const now = clock(view, received);
    const text = !now ? "" : now.left ? `${words.left} ` : words.up;
    const clockNow = now && now.left ? make("bdi", { dir: "ltr", text: now.text }) : "";
    byId("tk-lead-clock").replaceChildren(text, clockNow);
  }

  function told(now) {
    if (view && view.lesson !== now.lesson) { byId("tk-lead-notes").open = false; byId("tk-lead-notes-text").replaceChildren(); }
    view = now;
    leader.told(now);
    received = Date.now();
    byId("tk-lead").hidden = false;
    byId("tk-lead-code").textContent = view.code;
    write("tk-lead-room", view.room);
    write("tk-lead-heading", view.heading);
    byId("tk-lead-lesson").href = view.address;
    byId("tk-lead-edition").href = view.edition;
    byId("tk-lead-edition").hidden = !view.edition;
    byId("tk-lead-kept").textContent = view.kept;
    if (view.behind) notice(view.kept); // a full disk is said where it is seen
    window.toolkit.odd(view);
    drawRow();
    drawSteps();
    drawPolls();
    drawExercises();
    tick();
  }

  function ended() {
    byId("tk-lead").hidden = true;
    notice(words.ended);
    leader.forget();
  }

  window.toolkit.ownQuestion(byId("tk-lead-own"), command);

  byId("tk-lead-notes").addEventListener("toggle", async () => {
    if (!byId("tk-lead-notes").open || byId("tk-lead-notes-text").childElementCount) return;
    const told_ = await leader.post("on-demand");
    // The words of our own notebooks; the page runs no script that stands in a text.
    byId("tk-lead-notes-text").innerHTML = told_ ? told_.notes.join("") : "";
  });

  byId("tk-lead-export").addEventListener("click", async () => {
    const answer = await ask(`${address}/export`, { headers: headers() }).catch(() => null);
    if (!answer || !answer.ok) { notice(words.line); return; }
    const link = make("a", { href: URL.createObjectURL(await answer.blob()), download: `session-${new Date().toISOString().slice(0, 10)}.jsonl` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });

  byId("tk-lead-sheet").open = window.matchMedia("(min-width: 64rem)").matches; // there is room for it beside the row
  if (!leader.has()) {
    leader.askForKey();
    return;
  }
  follow(address, headers, {
    told,
    line: (word) => { if (word !== "fine") notice(words.line); else if (byId("tk-lead-line").textContent === words.line) notice(""); },
    over: (status) => { byId("tk-lead").hidden = true; if (status === 403) leader.askForKey(words.wrong_key); else notice(words.ended); },
  });
  setInterval(() => { if (view) tick(); }, 1000);
});
