/* A sheet on a page, as a reader meets it, and the process behind it as far as it is written down. */

import { readFileSync } from "node:fs";
import { openPage } from "./dom.mjs";

const FOLDER = new URL("../wire/", import.meta.url);
export const read = (name) => JSON.parse(readFileSync(new URL(name, FOLDER), "utf-8"));
export const OPENED = read("sheet.json");

// The bytes of a file come as a view of them.
export const withBytes = (specs) => specs.map((spec) => (!spec.files ? spec : {
  ...spec,
  files: spec.files.map((each) => ({ ...each, content: new DataView(new TextEncoder().encode(each.content.bytes).buffer) })),
}));

export class Model {
  constructor(state) { Object.assign(this, { state, acts: [], sent: [], isDown: false }); }
  get(name) { return this.state[name]; }
  on(name, act) { this.acts.push([name, act]); }
  off(name, act) { this.acts = this.acts.filter((each) => each[0] !== name || each[1] !== act); }
  tell(name, ...given) { for (const [each, act] of [...this.acts]) if (each === name) act(...given); }
  set(name, value) { this.state[name] = value; this.tell(`change:${name}`); }
  hear(message) { this.tell("msg:custom", message); }
  send(content, callbacks, buffers) {
    if (this.isDown) throw new Error("the line is down");
    this.sent.push({ ...JSON.parse(JSON.stringify(content)), ...(buffers.length ? { bytes: buffers[0].byteLength } : {}) });
  }
}

export const state = (specs = OPENED.specs, more = {}) => ({
  key: OPENED.key, language: OPENED.language, direction: OPENED.direction, start: OPENED.start,
  words: Object.fromEntries(OPENED.words.map((name) => [name, `<${name}>`])), specs: withBytes(specs), ...more,
});

// What the page keeps, as the reader's browser does.
export const store = () => {
  const kept = new Map();
  return { kept, read: (key) => (kept.has(key) ? JSON.parse(kept.get(key)) : null), write: (key, value) => kept.set(key, JSON.stringify(value)) };
};

// What is asked of a file is done in the background: everything that can go on has gone on afterwards.
export const settle = async () => { for (let turn = 0; turn < 20; turn += 1) await Promise.resolve(); };

export class Reader {
  constructor(drawing, { work = null, given = state() } = {}) {
    Object.assign(this, { drawing, work, given });
    this.open();
  }

  open() {
    this.page = openPage();
    if (this.work) this.page.window.toolkit = { work: this.work };
    this.model = new Model({ ...this.given });
    this.el = this.page.document.createElement("div");
    this.page.body.append(this.el);
    this.leave = this.drawing.render({ model: this.model, el: this.el });
    return this;
  }

  get names() { return this.el.querySelector(".tk-sheet").children.map((each) => each.dataset.name); }
  part(name) { return this.el.querySelector(`[data-name=${name}]`); }
  find(name, selector) { return this.part(name).querySelector(selector); }
  findAll(name, selector) { return this.part(name).querySelectorAll(selector); }
  error(name) { const found = this.find(name, ".tk-error"); return found.hidden ? "" : found.textContent; }
  describe(name, more) {
    this.model.set("specs", withBytes(this.model.get("specs").map((each) => (each.name === name ? { ...each, ...more } : each))));
  }
  take(name) { const found = this.model.sent; this.model.sent = []; return found.filter((each) => !name || each.event === name); }

  enter(name, value) {
    const part = this.part(name);
    const steps = part.querySelectorAll("[type=button]");
    const ticks = [...part.querySelectorAll("[type=checkbox]"), ...part.querySelectorAll("[type=radio]")];
    const field = part.querySelector("input, textarea, select");
    if (ticks.length) {
      for (const each of ticks) each.checked = [value].flat().includes(each.value);
      ticks[0].happens("change");
    } else if (field) {
      field.value = value;
      field.happens(field.tag === "select" ? "change" : "input");
    } else {
      const { steps: rows } = this.model.get("specs").find((each) => each.name === name);
      steps[rows.findIndex(([step]) => step === value)].click();
    }
  }

  press(name) { this.find(name, "button").click(); }
  choose(name, file) {
    const input = this.find(name, "[type=file]");
    input.files = [file];
    input.happens("change");
    return settle();
  }
  happens(name, detail) { this.page.window.dispatchEvent(Object.assign(new Event(name), { detail })); }
}

export const fileOf = (name, size, fails = false) => ({
  name, size,
  slice: (from, to) => ({ arrayBuffer: async () => {
    if (fails) throw new Error("the file has gone");
    return new ArrayBuffer(Math.min(to, size) - from);
  } }),
});
