/* The page from which a session is led. The key comes behind # in the address, is kept in this browser, and is taken out
   of the address, so that nobody reads it off a projector. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const byId = (id) => document.getElementById(id);
  const { follow, ask, clock, make } = window.toolkit;
  const main = byId("tk-main");
  const words = JSON.parse(byId("tk-words").textContent);
  const titles = JSON.parse(byId("tk-titles").textContent);
  const session = main.dataset.session;
  const address = `${main.dataset.home.replace(/[a-z]{2}\/$/, "")}session/${session}`;
  const place = `toolkit/lead:${session}`;
  let view = null;
  let received = 0;
  const drawn = {};

  function keyHere() {
    const given = /^#([\w-]{20,80})$/.exec(location.hash);
    try {
      if (given) localStorage.setItem(place, given[1]);
      if (given) history.replaceState(null, "", location.pathname);
      return given ? given[1] : localStorage.getItem(place) || "";
    } catch {
      return given ? given[1] : "";
    }
  }
  const key = keyHere();
  const headers = () => ({ "X-Session-Key": key });

  function notice(text) {
    byId("tk-lead-line").hidden = !text;
    byId("tk-lead-line").textContent = text;
  }

  async function command(what, more) {
    try {
      const answer = await ask(`${address}/do?language=${document.documentElement.lang}`, {
        method: "POST", headers: { ...headers(), "Content-Type": "application/json" }, body: JSON.stringify({ do: what, ...more }),
      });
      if (answer.ok) return "";
      return (await answer.json()).said || words.line;
    } catch {
      return words.line;
    }
  }

  async function press(button) {
    const { do: what, number, id, sure } = button.dataset;
    if (sure && !window.confirm(sure)) return;
    button.disabled = true;
    const problem = await command(what, { id, number: number === undefined ? undefined : Number(number) });
    button.disabled = false;
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
      (again || byId(id).querySelector("button"))?.focus();
    }
  }

  function drawSteps() {
    const names = titles.length ? titles : view.steps;
    put("tk-lead-step-list", [view.step, view.at], () => names.map((title, number) => make("li", { class: view.step === number ? "tk-lead-here" : null },
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
      return make("li", {}, make("p", {}, make("strong", { text: poll.question, dir: "auto" })),
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
    const text = !now ? words.no_timer : now.left ? `${words.left} ` : words.up;
    const clockNow = now && now.left ? make("bdi", { dir: "ltr", text: now.text }) : "";
    byId("tk-lead-clock").replaceChildren(text, clockNow);
  }

  function told(now) {
    if (now.lesson !== main.dataset.lesson) { location.reload(); return; } // heading and steps are those of the page
    view = now;
    received = Date.now();
    byId("tk-lead").hidden = false;
    byId("tk-lead-code").textContent = view.code;
    byId("tk-lead-joined").textContent = view.joined;
    byId("tk-lead-connected").textContent = view.connected;
    byId("tk-lead-kept").textContent = view.outlives ? words.outlives : words.in_memory;
    drawSteps();
    drawPolls();
    drawExercises();
    tick();
  }

  function ended() {
    byId("tk-lead").hidden = true;
    notice(words.ended);
    try { localStorage.removeItem(place); } catch { /* nothing was kept there */ }
  }

  byId("tk-lead-own").addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = await command("poll", { question: byId("tk-lead-question").value, options: byId("tk-lead-options").value.split("\n") });
    byId("tk-lead-problem").textContent = problem;
    if (!problem) event.target.reset();
  });

  byId("tk-lead-other-go")?.addEventListener("click", async (event) => {
    event.target.disabled = true;
    const problem = await command("lesson", { id: byId("tk-lead-other").value });
    event.target.disabled = false;
    notice(problem);
  });

  async function onDemand() {
    const answer = await ask(`${address}/on-demand?language=${document.documentElement.lang}`, { method: "POST", headers: headers() });
    return answer.ok ? answer.json() : null;
  }

  byId("tk-lead-picture").addEventListener("click", async (event) => {
    const box = byId("tk-lead-drawing");
    const shown = !box.hidden;
    if (!shown) {
      const told_ = await onDemand().catch(() => null);
      if (!told_) { notice(words.line); return; }
      const drawing = make("div", { class: "tk-lead-qr", role: "img", "aria-label": words.move });
      drawing.innerHTML = told_.drawn; // made by this server of an address
      box.replaceChildren(told_.drawn ? drawing : make("p", { text: words.no_network }));
    } else {
      box.replaceChildren();
    }
    box.hidden = shown;
    event.target.setAttribute("aria-expanded", String(!shown));
    event.target.textContent = shown ? words.move_show : words.hide_picture;
  });

  byId("tk-lead-notes").addEventListener("toggle", async () => {
    if (!byId("tk-lead-notes").open || byId("tk-lead-notes-text").childElementCount) return;
    const told_ = await onDemand().catch(() => null);
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

  if (!key) {
    notice(words.no_key);
    return;
  }
  follow(address, headers, {
    told,
    line: (word) => { if (word !== "fine") notice(words.line); else if (byId("tk-lead-line").textContent === words.line) notice(""); },
    over: (status) => { byId("tk-lead").hidden = true; notice(status === 403 ? words.no_key : words.ended); },
  });
  setInterval(() => { if (view) tick(); }, 1000);
});
