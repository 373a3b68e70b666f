/* The strip of a session at the foot of a lesson, for a phone that has joined one: where the room is, how much time is
   left, questions to the room, the board of the table, and whether phone, line or server failed. A phone that has not
   joined sees nothing of it and sends nothing. */
"use strict";

(function () {
  const KEY = "toolkit/session";
  const QUIET = 15000; // milliseconds without a touch after which the page goes along with the room by itself
  const about = document.querySelector('meta[name="toolkit-lesson"]');
  const lesson = (about && about.content) || "";
  const { follow, ask, clock, make, bars, board, work } = window.toolkit;
  let mine = read();
  if (!mine || !lesson) return;
  document.documentElement.classList.add("tk-in-session"); // before anything is drawn: nothing has to move later
  let view = null;
  let received = 0;
  let state = "fine";
  let touched = 0;
  let stop = () => {};
  let words, base, root, parts;
  let sending = false;

  /* --- what the phone keeps --- */

  function read() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY));
      return found && found.id && found.ticket ? { waiting: {}, changes: {}, answers: {}, said: {}, table: "", ...found } : null;
    } catch {
      return null;
    }
  }

  function keep() {
    try { if (mine) localStorage.setItem(KEY, JSON.stringify(mine)); } catch { /* it is still in this page */ }
  }

  const headers = () => ({ "X-Session-Ticket": mine.ticket });

  /* --- sending: kept until the server says that it has it --- */

  function send(kind, question, answer, more) {
    if (!mine) return;
    const key = `${kind} ${question}`;
    const change = key in mine.changes ? mine.changes[key] + 1 : 0;
    mine.changes[key] = change;
    mine.waiting[key] = { kind, question, answer, change, ...more };
    keep();
    flush();
  }

  async function flush() {
    if (sending || !mine) return;
    sending = true;
    try {
      for (const [key, sent] of Object.entries(mine.waiting)) {
        const answer = await ask(`${base}session/${mine.id}/answer?language=${document.documentElement.lang}`, {
          method: "POST", headers: { ...headers(), "Content-Type": "application/json" }, body: JSON.stringify(sent),
        });
        if (!mine) return;
        if (answer.status === 429 || answer.status >= 500) throw new Error("later");
        if (answer.status === 409) mine.answers[sent.question] = null;
        if (answer.status === 409) tell(words.late);
        if (mine.waiting[key] && mine.waiting[key].change === sent.change) delete mine.waiting[key];
        keep();
      }
    } catch {
      setTimeout(flush, 2500 + Math.random() * 1500);
    }
    sending = false;
    if (mine && view) draw();
  }

  /* --- what the lesson tells --- */

  const ARABIC = "٠١٢٣٤٥٦٧٨٩";
  function code(answer) {
    if (typeof answer !== "string") return "";
    const plain = answer.replace(/[٠-٩]/g, (digit) => ARABIC.indexOf(digit)).replace(/[,٫]/g, ".").replace(/[\s%٪]/g, "");
    if (/^-?\d{1,9}(\.\d{1,6})?$/.test(plain)) return String(Number(plain));
    return /^[a-z0-9][\w-]{0,60}$/.test(answer) ? answer : "other";
  }

  if (work) {
    const write = work.write.bind(work);
    work.write = (key, kept) => {
      write(key, kept);
      if (!mine) return;
      const values = (kept && kept.values) || {};
      const exercise = /^exercise\/(.+)$/.exec(key);
      if (exercise && kept.pressed === "check" && values.answer && !(`exercise ${exercise[1]}` in mine.changes)) {
        send("exercise", exercise[1], code(values.answer));
      }
      if (values.side) shareOffers(values);
    };
  }

  // What this phone's own side said by going on, and nothing else of its sheet.
  function shareOffers(values) {
    if (!mine.table) return;
    for (const [name, value] of Object.entries(values)) {
      const offer = /^said\.([1-6])\.([a-z_]+)\.(union|employer)\.(strength|number)$/.exec(name);
      if (!offer || (values.side !== "both" && values.side !== offer[3])) continue;
      const said = code(value);
      const place = `${mine.table}.r${offer[1]}.${offer[2]}.${offer[3]}.${offer[4]}`;
      if (said === "other" || !said || mine.said[place] === said) continue;
      mine.said[place] = said;
      send("said", place, said);
    }
  }

  function ownSheet() {
    return work ? work.read("table") : null;
  }

  // What the other side said, put where somebody would have typed it; the page is loaded anew with it.
  function takeOver(told) {
    const sheet = ownSheet();
    if (!sheet) return;
    const side = sheet.values.side;
    for (const round of told.rounds) {
      for (const row of round.rows) {
        for (const [name, value] of Object.entries(row.codes)) {
          if (side === "both" || !name.includes(`.${side}.`)) sheet.values[name] = value;
        }
      }
    }
    work.write("table", { ...sheet, pressed: null, pending: null });
    location.reload();
  }

  /* --- steps --- */

  function stepHere() {
    const named = /^#step-(\d+)$/.exec(location.hash);
    return named ? Number(named[1]) : 0;
  }

  const isTheirs = () => mine && mine.lesson === lesson;
  const isElsewhere = () => isTheirs() && view && view.lesson !== lesson; // the room has gone on, this page has not

  function tellStep() {
    if (isTheirs() && !isElsewhere()) send("at_step", "", "", { step: stepHere(), lesson });
    if (view) draw();
  }

  // The room is in another lesson: a page on which nobody is typing goes there, any other offers it.
  function goToLesson() {
    location.assign(view.address);
  }

  function goAlong() {
    if (isElsewhere()) {
      if (Date.now() - touched >= QUIET) goToLesson();
      return;
    }
    if (!isTheirs() || view.step === null || mine.went === view.step) return;
    if (Date.now() - touched < QUIET && mine.went !== null && mine.went !== undefined) return;
    mine.went = view.step;
    keep();
    if (stepHere() !== view.step) location.hash = `step-${view.step}`;
  }
  for (const each of ["pointerdown", "keydown", "input"]) addEventListener(each, () => { touched = Date.now(); }, true);
  addEventListener("hashchange", tellStep);

  /* --- the strip --- */

  function build() {
    parts = {
      where: make("span", { class: "tk-session-where" }),
      go: make("button", { type: "button", class: "tk-session-go", hidden: true, on: () => { if (isElsewhere()) { goToLesson(); return; } mine.went = view.step; keep(); location.hash = `step-${view.step}`; } }),
      timer: make("span", { class: "tk-session-timer", hidden: true }),
      toggle: make("button", { type: "button", class: "tk-session-toggle", "aria-expanded": "false", "aria-controls": "tk-session-panel", on: () => { if (Date.now() - opened > 800) open(parts.panel.hidden); } }),
      line: make("p", { class: "tk-session-line", role: "status" }),
      panel: make("div", { class: "tk-session-panel", id: "tk-session-panel", hidden: true }),
      polls: make("div", {}),
      boards: make("div", {}),
      quiz: make("div", {}),
      told: make("p", { role: "status", class: "tk-session-told" }),
    };
    parts.table = make("select", { id: "tk-session-table" }, make("option", { value: "", text: words.no_table }),
      ...Array.from({ length: 12 }, (_, number) => make("option", { value: `t${number + 1}`, text: `${words.table} ${number + 1}` })));
    parts.table.value = mine.table;
    parts.table.addEventListener("change", () => {
      mine.table = parts.table.value;
      keep();
      const sheet = ownSheet();
      if (sheet) shareOffers(sheet.values);
      draw();
    });
    parts.sharing = make("div", { class: "tk-session-table", hidden: true }, make("label", { for: "tk-session-table", text: words.table }), parts.table,
      make("p", { class: "tk-session-small", text: words.table_help }));
    parts.panel.append(parts.polls, parts.quiz, parts.sharing, parts.boards, make("p", { class: "tk-session-small", text: words.counted }),
      make("button", { type: "button", class: "tk-session-leave", text: words.leave, on: leave }));
    root.append(parts.panel, parts.line, make("div", { class: "tk-session-bar" }, parts.where, parts.go, parts.timer, parts.toggle), parts.told);
    root.hidden = false;
  }

  function open(wanted) {
    parts.panel.hidden = !wanted;
    parts.toggle.setAttribute("aria-expanded", String(wanted));
    draw();
  }

  function tell(text) {
    if (parts) parts.told.textContent = text;
  }

  function draw() {
    if (!mine || !parts) return;
    parts.line.textContent = state === "fine" ? "" : words[state];
    root.classList.toggle("tk-session-down", state !== "fine");
    if (!view) return;
    const there = view.step === null || !isTheirs();
    const away = isElsewhere();
    parts.where.textContent = away ? words.moved : there ? words.no_step : words.step.replace("{step}", view.step + 1);
    parts.go.hidden = !away && (there || stepHere() === view.step);
    parts.go.textContent = away ? words.follow : there ? "" : words.go.replace("{step}", view.step + 1);
    const asked = view.polls.filter((poll) => poll.state === "open").length;
    parts.toggle.textContent = parts.panel.hidden ? (asked ? words.question : words.open) : words.close;
    parts.toggle.classList.toggle("tk-session-asked", asked > 0 && parts.panel.hidden);
    drawPolls();
    parts.sharing.hidden = !document.querySelector(".tk-step:not(.tk-away) .tk-talks"); // where the role-play is seen
    const ours = view.boards.filter((each) => each.id === mine.table);
    parts.boards.replaceChildren(...ours.map((each) => board(each, words, "h2")));
    if (ours.length && ownSheet()) parts.boards.append(make("button", { type: "button", class: "tk-button tk-plain", text: words.take_over, on: () => takeOver(ours[0]) }));
    if (mine.table && !ours.length) parts.boards.append(make("p", { text: words.nothing_said }));
    drawQuiz();
    tick();
  }

  // Of the ten questions only how many were right, and only if somebody presses for it.
  function drawQuiz() {
    const counted = document.querySelector(".tk-step:not(.tk-away) .tk-count[data-quiz]");
    const about = counted ? counted.dataset.quiz.split("/") : [];
    const kind = `quiz_${about[1]}`;
    const given = counted && `${kind} quiz-${about[0]}` in mine.changes;
    const now = counted ? `${counted.dataset.quiz} ${counted.dataset.right} ${given}` : "";
    if (parts.quiz.dataset.now === now) return;
    parts.quiz.dataset.now = now;
    parts.quiz.replaceChildren();
    if (!counted) return;
    parts.quiz.append(make("p", { text: given ? words.quiz_added : words.quiz.replace("{right}", counted.dataset.right) }));
    if (!given) parts.quiz.append(make("button", { type: "button", class: "tk-button tk-plain", text: words.quiz_add, on: () => { send(kind, `quiz-${about[0]}`, counted.dataset.right); draw(); } }));
  }

  let drawn = "";
  function drawPolls() {
    const results = [...view.polls.filter((poll) => poll.state === "shown"), ...view.exercises];
    // How many have answered meanwhile is none of this form: an answer that is being chosen stays.
    const polls = view.polls.map((poll) => ({ ...poll, answered: 0, said: "" }));
    const waiting = Object.keys(mine.waiting).filter((each) => each.startsWith("poll "));
    const now = JSON.stringify([polls, view.exercises, mine.answers, waiting]);
    if (now === drawn) return;
    drawn = now;
    const chosen = Object.fromEntries([...parts.polls.querySelectorAll("input:checked")].map((each) => [each.name, each.value]));
    const forms = view.polls.filter((poll) => poll.state === "open").map((poll) => form(poll, chosen[poll.code]));
    const none = forms.length || results.length ? [] : [make("p", { text: words.no_polls })];
    parts.polls.replaceChildren(...forms, ...results.map((each) => bars(each, "h2")), ...none);
  }

  function form(poll, chosen) {
    const given = mine.answers[poll.code];
    const place = make("p", { class: "tk-session-small", role: "status" });
    if (given) place.textContent = `poll ${poll.code}` in mine.waiting ? words.kept : words.sent;
    const choices = poll.options.map((option) => {
      const radio = make("input", { type: "radio", name: poll.code, value: option.code });
      radio.checked = option.code === (chosen || given);
      return make("label", {}, radio, make("span", { text: option.words, dir: "auto", lang: poll.language }));
    });
    const button = make("button", { type: "submit", class: "tk-button", text: given ? words.change : words.send });
    const made = make("form", { class: "tk-session-poll" }, make("fieldset", {}, make("legend", { text: poll.question, dir: "auto", lang: poll.language }), ...choices), button, place);
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      const picked = made.querySelector("input:checked");
      if (!picked) return;
      mine.answers[poll.code] = picked.value;
      send("poll", poll.code, picked.value);
      draw();
    });
    return made;
  }

  function tick() {
    const now = clock(view, received);
    parts.timer.hidden = !now;
    if (now) parts.timer.replaceChildren(now.left ? make("bdi", { dir: "ltr", text: now.text }) : make("span", { text: words.up }));
    if (now && now.left) parts.timer.prepend(make("span", { class: "tk-session-left", text: `${words.left} ` }));
  }

  let asked = new Set();
  let opened = 0; // by itself: a finger on its way to the button must not close it again
  function told(now) {
    view = now;
    received = Date.now();
    const open_ = view.polls.filter((poll) => poll.state === "open").map((poll) => poll.code);
    const fresh = open_.filter((each) => !asked.has(each) && !mine.answers[each]);
    asked = new Set(open_);
    if (view.lesson === lesson && !isTheirs()) { // who opens the lesson in which the room is goes along with it
      mine.lesson = lesson;
      mine.went = null;
      keep();
      tellStep();
    }
    goAlong();
    draw();
    if (fresh.length && parts.panel.hidden && Date.now() - touched > 3000) { opened = Date.now(); open(true); }
    if (fresh.length) tell(words.question);
    if (Object.keys(mine.waiting).length) flush();
  }

  function leave() {
    stop();
    mine = null;
    try { localStorage.removeItem(KEY); } catch { /* nothing was kept there */ }
    root.hidden = true;
    document.documentElement.classList.remove("tk-in-session");
  }

  function over() {
    const last = words.over;
    leave();
    const notice = document.getElementById("tk-notice");
    if (notice) { notice.textContent = last; notice.hidden = false; }
  }

  document.addEventListener("DOMContentLoaded", () => {
    root = document.getElementById("tk-session");
    if (!root) return;
    words = JSON.parse(root.dataset.words);
    base = root.dataset.home.replace(/[a-z]{2}\/$/, "");
    build();
    draw();
    stop = follow(`${base}session/${mine.id}`, headers, { told, over, line: (word) => { if (state !== word) { state = word; draw(); } } });
    setInterval(() => { if (view) { tick(); goAlong(); } }, 1000);
    if (isTheirs()) tellStep();
  });
})();
