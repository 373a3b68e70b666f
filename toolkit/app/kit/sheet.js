/* One sheet of controls: draws what the kernel asks for with the browser's own fields, sends entries as messages, and
   gives them to the page (`window.toolkit.work`) to keep. All text is set as text; only `piece` and `takeaway` hold
   markup, which the toolkit wrote. Order: small helpers, fields, other items, the sheet. */

const QUIET = 300; // milliseconds after the last key before an entry is sent
const PART = 500000; // bytes of a file in one message
const ENTRIES = 200000; // bytes of kept entries that a page goes on with
const LONG = 1000; // milliseconds from which on a wait is shown with a way out
const PATIENCE = 60000; // milliseconds to wait for the kernel to take a part of a file
// Each sheet of a page may have a copy of this script, and labels and radio buttons go by names that nobody else has.
const COUNTED = Symbol.for("toolkit.sheet.counted");
// In JupyterLab a page that is loaded anew meets the same kernel, which remembers the presses of the page before.
const LOADED = Math.random().toString(36).slice(2);

function make(tag, props = {}, ...inside) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...inside);
  return node;
}

const unique = (name) => {
  window[COUNTED] = (window[COUNTED] || 0) + 1;
  return `tk-${name}-${window[COUNTED]}`;
};

// An entry may be in either script: it takes its own direction once it has a letter, and the page's until then.
function ownDirection(input) {
  if (/\p{L}/u.test(input.value)) input.setAttribute("dir", "auto");
  else input.removeAttribute("dir");
}

// What a number counts, in the form that goes with it: many languages have more than one.
function unitOf(item, value, language) {
  const plain = value.replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660).trim();
  const forms = Object.fromEntries(item.unit_forms ?? []);
  if (!/^\d+$/.test(plain)) return item.unit ?? "";
  return forms[new Intl.PluralRules(language).select(Number(plain))] ?? forms.other ?? item.unit ?? "";
}

/* --- fields: each returns its node, how to show a description of it anew, and how to read and write its value --- */

function frame(item, group) {
  const help = make("p", { class: "tk-help", id: unique("help") });
  const error = make("p", { class: "tk-error", id: unique("error") });
  const label = make(group ? "legend" : "label", { class: "tk-label" });
  const node = make(group ? "fieldset" : "div", { class: "tk-field" }, label, help);
  const show = (now, target) => {
    label.textContent = now.label;
    help.textContent = now.help;
    help.hidden = !now.help;
    error.textContent = now.error;
    error.hidden = !now.error;
    const told = [now.help && help.id, now.error && error.id].filter(Boolean).join(" ");
    if (told) target.setAttribute("aria-describedby", told);
    else target.removeAttribute("aria-describedby");
    if (group) return;
    if (now.error) target.setAttribute("aria-invalid", "true");
    else target.removeAttribute("aria-invalid");
  };
  return { node, label, help, error, show };
}

// A line takes a quarter of a megabyte of entries at once. What a store holds beyond that is not ours; sent, it would close
// every line that this page opens.
function bounded(values) {
  let room = ENTRIES;
  const known = values !== null && typeof values === "object" ? Object.entries(values) : [];
  return Object.fromEntries(known.filter((entry) => (room -= new TextEncoder().encode(JSON.stringify(entry)).length) >= 0));
}

function options(type) {
  return (item, sheet) => {
    const parts = frame(item, true);
    const name = unique("options");
    let drawn = "";
    const box = make("div", { class: "tk-options" });
    parts.node.append(box, parts.error);
    const inputs = () => [...box.querySelectorAll("input")];
    const read = () => {
      const ticked = inputs().filter((each) => each.checked).map((each) => each.value);
      return type === "radio" ? ticked[0] ?? "" : ticked;
    };
    return {
      node: parts.node,
      read,
      write(value) {
        const wanted = Array.isArray(value) ? value : [value];
        for (const each of inputs()) each.checked = wanted.includes(each.value);
      },
      show(now) {
        parts.show(now, parts.node);
        if (drawn === JSON.stringify(now.options)) return;
        drawn = JSON.stringify(now.options);
        const before = read();
        box.replaceChildren(
          ...now.options.map(([value, label]) =>
            make("label", { class: "tk-option" },
              make("input", { type, name, value, onchange: () => sheet.entered(item.name, read(), true) }),
              make("span", { text: label }))));
        this.write(before);
      },
    };
  };
}

function list(item, sheet) {
  const parts = frame(item, false);
  const select = make("select", { id: unique("list"), onchange: () => sheet.entered(item.name, select.value, true) });
  parts.label.setAttribute("for", select.id);
  parts.node.append(select, parts.error);
  let drawn = "";
  return {
    node: parts.node,
    read: () => select.value,
    write: (value) => { select.value = value ?? ""; },
    show(now) {
      parts.show(now, select);
      if (drawn === JSON.stringify(now.options)) return;
      drawn = JSON.stringify(now.options);
      const before = select.value;
      const prompt = now.prompt || sheet.words.choose;
      select.replaceChildren(
        make("option", { value: "", text: prompt }),
        ...now.options.map(([value, label]) => make("option", { value, text: label })));
      select.value = before;
    },
  };
}

function typed(item, sheet) {
  const parts = frame(item, false);
  const number = item.kind === "number";
  const input = make(item.long ? "textarea" : "input", {
    id: unique("entry"),
    type: item.long ? undefined : item.kind === "day" ? "date" : "text",
    rows: item.long ? 5 : undefined,
    inputmode: number ? "decimal" : undefined,
    maxlength: number ? 40 : item.longest,
    min: item.first,
    max: item.last,
    autocomplete: "off",
    class: number ? "tk-number-entry" : undefined,
    dir: number ? "ltr" : undefined,
    oninput: () => entered(false),
    onchange: () => entered(true),
    onkeydown: (event) => {
      // Enter does what the sheet is for, as in any form.
      if (event.key === "Enter" && !item.long) { event.preventDefault(); entered(true); sheet.pressMain(); }
    },
  });
  let shown = item;
  const turn = () => {
    if (!number && item.kind === "text") ownDirection(input);
    unit.textContent = unitOf(shown, input.value, sheet.language);
  };
  const entered = (now) => { turn(); sheet.entered(item.name, input.value, now); };
  const unit = make("span", { class: "tk-unit", id: unique("unit"), "aria-hidden": "true" });
  parts.label.setAttribute("for", input.id);
  parts.node.append(make("span", { class: "tk-with-unit" }, input, unit), parts.error);
  return {
    node: parts.node,
    read: () => input.value,
    write: (value) => { input.value = value ?? ""; turn(); },
    show(now) {
      parts.show(now, input);
      shown = now;
      turn();
      unit.hidden = !now.unit;
      if (now.unit) parts.label.append(make("span", { class: "tk-unseen", text: ` (${now.unit})` }));
    },
  };
}

function file(item, sheet) {
  const parts = frame(item, true);
  const input = make("input", { type: "file", hidden: true, tabindex: "-1", accept: item.suffixes.join(",") || undefined,
    onchange: () => { if (input.files[0]) send(input.files[0]); input.value = ""; } });
  const choose = make("button", { type: "button", class: "tk-act", text: sheet.words.choose_file, onclick: () => input.click() });
  const remove = make("button", { type: "button", class: "tk-act", text: sheet.words.remove_file, hidden: true,
    onclick: () => { letGo(); choose.focus(); } });
  const stop = make("button", { type: "button", class: "tk-act", text: sheet.words.stop, hidden: true,
    onclick: () => { letGo(); rest(); choose.focus(); } });
  const status = make("p", { class: "tk-file", role: "status", text: sheet.words.no_file });
  const bar = make("progress", { class: "tk-progress", max: "1", value: "0", hidden: true, "aria-label": sheet.words.reading });
  parts.node.append(status, bar, make("div", { class: "tk-row" }, choose, remove, stop), input,
    make("p", { class: "tk-help", text: sheet.words.reads_file }), parts.error);
  let largest = item.largest;
  let tooLarge = item.too_large;
  let named = ""; // the file that has gone over the line, or is on its way
  let isRead = false; // the kernel says that it takes a while to read it
  const told = (words) => { status.textContent = words; };
  const wrong = (words) => { parts.error.textContent = words; parts.error.hidden = !words; };

  // The kernel forgets it too, and stops reading it.
  const letGo = () => { named = ""; sheet.send({ event: "file", name: item.name, gone: true }); told(sheet.words.no_file); remove.hidden = true; };
  const wait = (share) => {
    choose.disabled = true;
    bar.hidden = false;
    if (share === null) bar.removeAttribute("value");
    else bar.value = share;
    told(sheet.words.reading);
  };
  const rest = () => {
    choose.disabled = false;
    bar.hidden = true;
    stop.hidden = true;
  };

  async function send(chosen) {
    wrong("");
    remove.hidden = true;
    if (chosen.size > largest) {
      letGo(); // a file chosen before is gone from the page
      wrong(tooLarge);
      return;
    }
    wait(0);
    named = chosen.name;
    const id = unique("file");
    const offer = setTimeout(() => { stop.hidden = false; }, LONG);
    const isStopped = () => named !== chosen.name;
    try {
      let at = 0;
      do {
        const part = await chosen.slice(at, at + PART).arrayBuffer();
        const answer = sheet.waitFor((each) => each.name === item.name && (each.event === "refused" || (each.event === "part" && each.id === id)));
        sheet.send({ event: "file", name: item.name, id, file: chosen.name, size: chosen.size, at }, [part]);
        const given = await answer;
        if (isStopped()) return;
        if (given.event === "refused") { named = ""; told(sheet.words.no_file); wrong(given.message); return; }
        at = given.taken;
        bar.value = chosen.size ? at / chosen.size : 1;
      } while (at < chosen.size);
      if (isRead) return;
      told(chosen.name);
      remove.hidden = false;
    } catch {
      if (isStopped()) return;
      named = "";
      told(sheet.words.no_file);
      wrong(sheet.words.stopped);
    } finally {
      clearTimeout(offer);
      if (!isRead && !isStopped()) rest();
    }
  }
  return {
    node: parts.node,
    show(now) {
      const shown = parts.error.textContent;
      parts.show(now, parts.node);
      if (!now.error && shown) wrong(shown);
      largest = now.largest;
      tooLarge = now.too_large;
      if (now.reading) {
        wait(now.reading.share);
        remove.hidden = true;
        stop.hidden = false;
      } else if (isRead) {
        rest();
        told(named || sheet.words.no_file);
        remove.hidden = !named;
      }
      isRead = Boolean(now.reading);
    },
  };
}

/* --- other items --- */

function button(item, sheet) {
  const press = make("button", { type: "button", class: item.main ? "tk-act tk-main-act" : "tk-act",
    onclick: () => sheet.press(item.name) });
  const error = make("p", { class: "tk-error", role: "alert", hidden: true });
  let label = item.label;
  return {
    node: make("div", { class: "tk-press" }, press, error),
    show(now) { label = now.label; press.textContent = label; },
    busy(is) {
      press.setAttribute("aria-busy", is);
      press.textContent = is ? sheet.words.working : label;
      if (is) error.hidden = true;
    },
    wrong(words) { error.textContent = words; error.hidden = !words; },
  };
}

function piece(item) {
  const node = make("div", { class: "tk-piece", role: item.live ? "status" : undefined });
  return {
    node,
    show(now) {
      node.className = `tk-piece ${now.look}`;
      node.innerHTML = now.content;
      node.hidden = !now.content && !now.live;
    },
  };
}

function steps(item, sheet) {
  const rows = make("ol", { class: "tk-step-list" });
  const name = make("p", { class: "tk-unseen", id: unique("steps") });
  let shown = item;
  let current = item.steps[0][0];
  const draw = () => {
    const at = shown.steps.findIndex(([step]) => step === current);
    rows.replaceChildren(...shown.steps.map(([step, label], place) => {
      const go = make("button", { type: "button", "aria-current": place === at ? "step" : undefined,
        onclick: () => { this_.write(step); sheet.entered(item.name, step, true); } }, make("span", { text: label }));
      if (place < at) go.append(make("span", { class: "tk-unseen", text: ` (${shown.done})` }));
      return make("li", { class: place < at ? "tk-done" : "" }, go);
    }));
  };
  const this_ = {
    node: make("nav", { class: "tk-steps-nav", "aria-labelledby": name.id }, name, rows),
    read: () => current,
    write(value) { current = shown.steps.some(([step]) => step === value) ? value : shown.steps[0][0]; draw(); },
    show(now) { shown = now; name.textContent = now.label; draw(); },
    point() { this_.node.scrollIntoView({ block: "start" }); rows.querySelector("[aria-current]").focus({ preventScroll: true }); },
  };
  return this_;
}

function progress(item) {
  const label = make("p", { class: "tk-label", id: unique("label"), role: "status" });
  const bar = make("progress", { class: "tk-progress", max: "1", "aria-labelledby": label.id });
  return {
    node: make("div", { class: "tk-piece" }, label, bar),
    show(now) {
      label.textContent = now.label;
      if (now.share === null) bar.removeAttribute("value");
      else bar.value = now.share;
    },
  };
}

function takeaway(item, sheet) {
  const node = make("div", { class: "tk-takeaway" });
  let made = [];
  const letGo = () => { made.forEach((url) => URL.revokeObjectURL(url)); made = []; };
  return {
    node,
    leave: letGo,
    show(now) {
      letGo();
      const files = now.files.map((each) => new File([each.content], each.name, { type: each.type }));
      const links = files.map((each, place) => {
        const url = URL.createObjectURL(each);
        made.push(url);
        return make("a", { class: "tk-act tk-save", href: url, download: each.name, text: now.files[place].label });
      });
      const title = make("h4", { class: "tk-takeaway-title", text: now.title });
      const acts = make("div", { class: "tk-row" }, ...links);
      if (now.page) {
        acts.prepend(make("button", { type: "button", class: "tk-act", text: sheet.words.read,
          "aria-haspopup": "dialog", onclick: () => read(now, files, sheet) }));
      }
      node.replaceChildren(title, ...(now.note ? [make("p", { class: "tk-help", text: now.note })] : []), acts);
    },
  };
}

// A paper over the whole screen, with what a phone can do with it.
function read(item, files, sheet) {
  const told = make("p", { class: "tk-told", role: "status" });
  const paper = make("iframe", { class: "tk-paper", title: item.title, sandbox: "allow-same-origin allow-modals" });
  paper.srcdoc = item.page;
  const act = (word, does) => make("button", { type: "button", class: "tk-act", text: sheet.words[word], onclick: does });
  const reader = make("dialog", { class: "tk-reader tk-sheet", "aria-label": item.title, lang: sheet.language, dir: sheet.direction },
    make("div", { class: "tk-row tk-reader-bar" },
      act("share", () => share(item, files, told, sheet)),
      act("print", () => paper.contentWindow.print()),
      act("close", () => reader.close())),
    told, paper);
  // The phone's own way back closes the paper, and does not leave the lesson.
  const opener = document.activeElement;
  const back = () => reader.close();
  const home = () => { if (opener.isConnected) opener.focus({ preventScroll: true }); };
  reader.addEventListener("close", () => {
    removeEventListener("popstate", back);
    reader.remove();
    home();
    if (!history.state || !history.state.paper) return;
    // Going back lets the browser forget where the cursor was.
    addEventListener("popstate", () => setTimeout(home), { once: true });
    history.back();
  });
  document.body.append(reader);
  history.pushState({ ...history.state, paper: true }, "");
  addEventListener("popstate", back);
  reader.showModal();
}

async function share(item, files, told, sheet) {
  const whole = { title: item.title, files };
  try {
    if (navigator.canShare && navigator.canShare(whole)) await navigator.share(whole);
    else if (navigator.share) await navigator.share({ title: item.title, text: item.words });
    else told.textContent = copy(item.words, told) ? sheet.words.copied : sheet.words.not_copied;
  } catch (problem) {
    if (problem.name !== "AbortError") told.textContent = copy(item.words, told) ? sheet.words.copied : sheet.words.not_copied;
  }
}

// Works on a page without encryption too, where browsers offer no clipboard.
function copy(words, beside) {
  const text = make("textarea", { class: "tk-unseen", "aria-hidden": "true" });
  text.value = words;
  beside.after(text);
  text.select();
  let done = false;
  try { done = document.execCommand("copy"); } catch { /* then it is not copied */ }
  text.remove();
  return done;
}

const MAKERS = {
  choice: (item, sheet) => (item.many ? list : options("radio"))(item, sheet),
  choices: options("checkbox"),
  number: typed, text: typed, day: typed, file, button, piece, steps, progress, takeaway,
};

/* --- the sheet --- */

class Sheet {
  constructor(model, el) {
    this.model = model;
    this.words = model.get("words");
    this.language = model.get("language");
    this.direction = model.get("direction");
    this.work = window.toolkit && window.toolkit.work;
    this.parts = new Map();
    this.waiting = new Set();
    this.root = make("div", { class: "tk-sheet", lang: this.language, dir: this.direction });
    el.append(this.root);
    const kept = (this.work && this.work.read(model.get("key"))) || {};
    this.values = bounded(kept.values);
    this.pressed = kept.pressed || null;
    this.pending = kept.pending || null; // pressed, and the answer has not come
    this.hear = (message) => this.heard(message);
    this.draw = () => this.drawAll();
    // The number of the last fill by the kernel: what was entered before it must not undo it. A page that we serve has a
    // kernel of its own, so none came before; in JupyterLab nobody knows, and nothing is said until one has come.
    this.seen = this.work ? 0 : undefined;
    this.presses = new Map(); // the presses without an answer yet, by the name of their button
    this.again = () => this.sendAgain();
    this.check = (event) => event.detail.push(this.probe());
    this.join = (event) => this.reconnect(event);
    model.on("msg:custom", this.hear);
    model.on("change:specs", this.draw);
    model.on("change:start", this.draw);
    window.addEventListener("toolkit:back", this.again);
    window.addEventListener("toolkit:check", this.check);
    window.addEventListener("toolkit:reconnect", this.join);
    this.drawAll();
    // The button may stand on a step that is only laid out once the entries have arrived: the kernel knows it.
    const unanswered = new Set([this.pressed, this.pending].filter(Boolean));
    for (const name of unanswered) this.sendPress(name);
    if (!unanswered.size && Object.keys(this.values).length) this.sendEntries();
  }

  drawAll() {
    const start = this.model.get("start");
    const specs = this.model.get("specs");
    const names = new Set(specs.map((each) => each.name));
    for (const [name, part] of this.parts) {
      if (names.has(name)) continue;
      if (part.leave) part.leave();
      part.node.remove();
      this.parts.delete(name);
    }
    let before = null;
    for (const spec of specs) {
      let part = this.parts.get(spec.name);
      const isNew = !part || part.kind !== spec.kind;
      if (isNew) {
        if (part) part.node.remove();
        part = MAKERS[spec.kind](spec, this);
        part.kind = spec.kind;
        part.node.dataset.name = spec.name;
        this.parts.set(spec.name, part);
      }
      const text = JSON.stringify(spec, (key, value) => (value instanceof DataView ? null : value));
      if (part.text !== text) part.show(spec);
      part.text = text;
      part.again = spec.again;
      part.main = spec.main;
      const mine = Object.hasOwn(this.values, spec.name);
      const begun = JSON.stringify(start[spec.name]);
      if (part.write && (isNew ? mine || begun : !mine && begun !== part.begun)) {
        part.write(mine ? this.values[spec.name] : start[spec.name]);
      }
      part.begun = begun;
      // Moved only where it has to be: a field that is moved loses the cursor.
      const place = before ? before.nextSibling : this.root.firstChild;
      if (place !== part.node) this.root.insertBefore(part.node, place);
      before = part.node;
    }
  }

  entered(name, value, now) {
    this.values = { ...this.values, [name]: value };
    this.pressed = null;
    this.keep();
    clearTimeout(this.timer);
    if (now) this.sendEntries();
    else this.timer = setTimeout(() => this.sendEntries(), QUIET);
  }

  keep() {
    if (!this.work) return;
    this.work.write(this.model.get("key"), { values: this.values, pressed: this.pressed, pending: this.pending });
  }

  sendEntries() {
    clearTimeout(this.timer);
    this.send({ event: "values", seen: this.seen, values: this.values });
  }

  // Each press has a name of its own: if it is sent twice, it is done once.
  sendPress(name) {
    if (!this.presses.has(name)) this.presses.set(name, `${unique("press")}-${LOADED}`);
    this.send({ event: "press", name, n: this.presses.get(name), seen: this.seen, values: this.values });
  }

  // What went into a line that broke in that moment never arrived, and nobody says so.
  sendAgain() {
    this.sendEntries();
    for (const name of this.presses.keys()) this.sendPress(name);
  }

  press(name) {
    const part = this.parts.get(name);
    if (!part || !part.busy || part.isBusy) return;
    clearTimeout(this.timer);
    part.isBusy = true;
    part.busy(true);
    if (part.again) this.pressed = name;
    this.pending = name;
    this.keep();
    this.sendPress(name);
  }

  pressMain() {
    for (const [name, part] of this.parts) if (part.main) this.press(name);
  }

  heard(message) {
    for (const each of [...this.waiting]) {
      if (!each.fits(message)) continue;
      this.waiting.delete(each);
      clearTimeout(each.timer);
      each.resolve(message);
    }
    if (message.event === "fill") this.filled(message);
    if (message.event === "point") this.pointAt(message.name);
    if (message.event !== "done") return;
    this.presses.delete(message.name);
    if (this.pending === message.name) { this.pending = null; this.keep(); }
    const part = this.parts.get(message.name);
    if (part && part.busy) {
      part.isBusy = false;
      part.busy(false);
      part.wrong(message.error);
    } else if (message.error) {
      const any = [...this.parts.values()].find((each) => each.wrong);
      if (any) any.wrong(message.error);
    }
  }

  filled({ n, values }) {
    if (n <= this.seen) return; // it came twice
    this.seen = n;
    this.pending = null; // what was pressed has been done: after a reload it must not be done once more
    this.values = { ...this.values, ...values };
    this.keep();
    for (const [name, value] of Object.entries(values)) {
      const part = this.parts.get(name);
      if (part && part.write) part.write(value);
    }
  }

  // After the next drawing: what is pointed at may only be on its way.
  pointAt(name) {
    setTimeout(() => {
      const part = this.parts.get(name);
      if (!part) return;
      if (part.point) { part.point(); return; }
      part.node.scrollIntoView({ block: "center" });
      const target = part.node.querySelector("input, select, textarea, button, a");
      if (target) target.focus({ preventScroll: true });
    }, 50);
  }

  waitFor(fits, patience = PATIENCE) {
    return new Promise((resolve, reject) => {
      const each = { fits, resolve };
      each.timer = setTimeout(() => { this.waiting.delete(each); reject(new Error("no answer")); }, patience);
      this.waiting.add(each);
    });
  }

  // Whether the kernel behind this sheet still answers.
  probe() {
    const n = unique("here");
    const answer = this.waitFor((each) => each.event === "here" && each.n === n, 6000);
    this.send({ event: "here", n });
    return answer;
  }

  // Jupyter waits up to half a minute after a line that broke twice; one sheet asks it to try at once.
  reconnect(event) {
    const { kernel } = this.model.widget_manager || {};
    if (!kernel || !kernel.reconnect) return;
    event.stopImmediatePropagation();
    kernel.reconnect().catch(() => {}); // then the page is loaded anew
  }

  send(content, buffers = []) {
    try {
      this.model.send(content, undefined, buffers);
    } catch {
      // The line is down or the page is being left: what was entered is kept, and the page says what happens.
    }
  }

  leave() {
    clearTimeout(this.timer);
    for (const part of this.parts.values()) if (part.leave) part.leave();
    this.model.off("msg:custom", this.hear);
    this.model.off("change:specs", this.draw);
    this.model.off("change:start", this.draw);
    window.removeEventListener("toolkit:back", this.again);
    window.removeEventListener("toolkit:check", this.check);
    window.removeEventListener("toolkit:reconnect", this.join);
  }
}

const drawing = {
  render({ model, el }) {
    const sheet = new Sheet(model, el);
    return () => sheet.leave();
  },
};
export default drawing;
