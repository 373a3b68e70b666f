/* One sheet of controls: draws what the process asks for with the browser's own fields, sends entries as messages, and
   gives them to the page to keep. */

import { optionsField, listField } from "./choices.mjs";
import { make } from "./elements.mjs";
import { fileField } from "./files.mjs";
import { leadTo, putAfter } from "./focus.mjs";
import { pieceOfPage, pressButton, progressBar } from "./items.mjs";
import { Kept } from "./keeping.mjs";
import { stepList } from "./steps.mjs";
import { takeaway } from "./takeaways.mjs";
import { typedField } from "./typed.mjs";
import { Wire } from "./wire.mjs";

const DRAWN = 50; // milliseconds until what a message speaks of has been drawn
const CLICKED = 60; // milliseconds after a finger went up in which a browser tells of the press
const LONGEST_PRESS = 3000; // a finger that is drawn away may never say that it is up

const ticked = optionsField("radio");

// Each gives its `node` and `show`s a description of it anew; a field can `write` a value; the rest is as it needs.
export const MAKERS = {
  choice: (item, sheet) => (item.many ? listField : ticked)(item, sheet),
  choices: optionsField("checkbox"),
  number: typedField,
  text: typedField,
  day: typedField,
  file: fileField,
  button: pressButton,
  piece: pieceOfPage,
  steps: stepList,
  progress: progressBar,
  takeaway: takeaway,
};

export class Sheet {
  constructor(model, el) {
    this.model = model;
    this.words = model.get("words");
    this.language = model.get("language");
    this.direction = model.get("direction");
    this.parts = new Map();
    this.root = make("div", { class: "tk-sheet", lang: this.language, dir: this.direction,
      onkeydown: (event) => { if (event.key === "Tab") this.hasMovedOn = true; },
      onpointerdown: () => { this.hasMovedOn = true; } });
    this.hasMovedOn = false; // since the reader last did something whose answer may lead elsewhere
    const trouble = make("p", { class: "tk-error", role: "alert", hidden: true });
    this.kept = new Kept(window.toolkit && window.toolkit.work, model.get("key"));
    this.wire = new Wire((content, buffers) => model.send(content, undefined, buffers), this.kept, this);
    // Where there is no button, what went wrong stands below.
    this.below = { wrong: (words) => { trouble.textContent = words; trouble.hidden = !words; } };
    this.blamed = null;
    el.append(this.root, trouble);
    this.draw();
    const ofModel = {
      "msg:custom": (message) => this.wire.hear(message),
      "change:specs": () => this.draw(),
      "change:start": () => this.draw(),
    };
    const ofPage = {
      "toolkit:back": () => this.wire.sayAgain(),
      "toolkit:check": (event) => event.detail.push(this.wire.probe()),
      "toolkit:reconnect": (event) => this.reconnect(event),
      // Of a list that the system unfolds nobody says when it is closed.
      pointerdown: (event) => { if (event.target.localName !== "select") this.hold(LONGEST_PRESS); },
      pointerup: () => this.hold(CLICKED),
      pointercancel: () => this.hold(0),
    };
    for (const [name, act] of Object.entries(ofModel)) model.on(name, act);
    for (const [name, act] of Object.entries(ofPage)) window.addEventListener(name, act);
    this.stopListening = () => {
      for (const [name, act] of Object.entries(ofModel)) model.off(name, act);
      for (const [name, act] of Object.entries(ofPage)) window.removeEventListener(name, act);
    };
    this.wire.begin();
    // A sheet that shows what happens elsewhere begins to look when somebody looks at it, whatever was entered.
    if (model.get("watches") && !Object.keys(this.kept.values).length) this.wire.sayEntries();
  }

  /* --- what stands on it --- */

  // A press is one only if the finger goes up where it went down: an answer that is drawn in between would move the button
  // away, and the press would be lost.
  hold(time) {
    clearTimeout(this.holding);
    this.holding = setTimeout(() => {
      this.holding = 0;
      this.draw();
    }, time);
  }

  draw() {
    if (this.holding) return;
    const start = this.model.get("start");
    const specs = this.model.get("specs");
    const kinds = new Map(specs.map((each) => [each.name, each.kind]));
    for (const [name, part] of this.parts) if (kinds.get(name) !== part.kind) this.take(name, part);
    let before = null;
    for (const spec of specs) {
      const isNew = !this.parts.has(spec.name);
      const part = isNew ? this.add(spec) : this.parts.get(spec.name);
      // The bytes of a file are not text; their mark tells of a change.
      const text = JSON.stringify(spec, (_, value) => (value instanceof DataView ? null : value));
      if (part.text !== text) part.show(spec);
      part.text = text;
      part.again = spec.again;
      part.main = spec.main;
      const isEntered = this.kept.has(spec.name);
      const begun = JSON.stringify(start[spec.name]);
      if (part.write && (isNew ? isEntered || begun : !isEntered && begun !== part.begun)) {
        part.write(isEntered ? this.kept.values[spec.name] : start[spec.name]);
      }
      part.begun = begun;
      putAfter(this.root, before, part.node);
      before = part.node;
    }
  }

  add(spec) {
    const part = MAKERS[spec.kind](spec, this);
    part.kind = spec.kind;
    part.node.dataset.name = spec.name;
    this.parts.set(spec.name, part);
    return part;
  }

  take(name, part) {
    if (part.leave) part.leave();
    part.node.remove();
    this.parts.delete(name);
  }

  /* --- what the reader does --- */

  entered(name, value, now) {
    if (this.blamed) this.blamed.wrong("");
    this.blamed = null;
    if (now) this.hasMovedOn = false;
    this.wire.entered(name, value, now);
  }

  press(name) {
    const part = this.parts.get(name);
    if (!part || !part.busy) return;
    this.hasMovedOn = false; // nor has who presses twice
    if (part.isBusy) return;
    part.isBusy = true;
    part.busy(true);
    const isSaid = this.wire.press(name, part.again);
    // A page that we serve looks after its line. In JupyterLab nobody does: a process that has ended would be waited for.
    if (!isSaid && !this.kept.work) this.done(name, this.words.failed);
  }

  pressMain() {
    for (const [name, part] of this.parts) if (part.main) this.press(name);
  }

  /* --- what the process says --- */

  filled(values) {
    for (const [name, value] of Object.entries(values)) {
      const part = this.parts.get(name);
      if (part && part.write) part.write(value);
    }
  }

  // What is pointed at may only be on its way. Who has gone on to something else by then stays there: a late answer
  // would take the cursor away between two keys.
  pointed(name) {
    clearTimeout(this.pointing);
    this.pointing = setTimeout(() => {
      const part = this.parts.get(name);
      if (part && !this.hasMovedOn) leadTo(part);
    }, DRAWN);
  }

  done(name, error) {
    const part = this.parts.get(name);
    if (part && part.busy) {
      part.isBusy = false;
      part.busy(false);
      part.wrong(error);
      if (this.blamed === part) this.blamed = null;
    } else if (error) {
      // Without a press it stands by the first button, where the reader goes next, until something else is entered.
      this.blamed = [...this.parts.values()].find((each) => each.wrong) || this.below;
      this.blamed.wrong(error);
    }
  }

  /* --- the line --- */

  // Jupyter waits up to half a minute after a line that broke twice; one sheet asks it to try at once.
  reconnect(event) {
    const { kernel } = this.model.widget_manager || {};
    if (!kernel || !kernel.reconnect) return;
    event.stopImmediatePropagation();
    kernel.reconnect().catch(() => {}); // then the page is loaded anew
  }

  leave() {
    this.stopListening();
    this.wire.leave();
    clearTimeout(this.pointing);
    clearTimeout(this.holding);
    for (const part of this.parts.values()) if (part.leave) part.leave();
  }
}

const drawing = {
  render({ model, el }) {
    const sheet = new Sheet(model, el);
    return () => sheet.leave();
  },
};
export default drawing;
