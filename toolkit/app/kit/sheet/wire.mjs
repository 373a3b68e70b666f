/* What a page and the process behind its sheet say to each other. Nothing here knows how either is drawn; the
   conversations in `tests/app/kit/wire` are what both sides are held to. */

import { unique } from "./elements.mjs";

export const PART = 500000; // bytes of a file in one message
const QUIET = 300; // milliseconds after the last key before an entry is sent
const PATIENCE = 60000; // milliseconds to wait for the process to take a part of a file
const PRESENCE = 6000; // milliseconds to wait for its word that it is there

export class Wire {
  // `put` sends and may fail; `page` is told what comes: `filled(values)`, `pointed(name)` and `done(name, error)`.
  constructor(put, kept, page) {
    this.put = put;
    this.kept = kept;
    this.page = page;
    // The number of the last fill by the process: what was entered before it must not undo it. A page that we serve has a
    // process of its own, so none came before; in JupyterLab nobody knows, and nothing is said until one has come.
    this.seen = kept.work ? 0 : undefined;
    // In JupyterLab a page that is loaded anew meets the same process, which remembers the presses of the page before.
    this.sign = Math.random().toString(36).slice(2);
    this.presses = new Map(); // the numbers of presses without an answer yet, by the name of their button
    this.waiting = new Set();
    this.timer = 0;
    this.isUnsaid = false; // something was entered that has not gone out
  }

  // The button may stand on a step that is only laid out once the entries have arrived: the process knows it.
  begin() {
    for (const name of this.kept.unanswered) this.sayPress(name);
    if (!this.kept.unanswered.length && Object.keys(this.kept.values).length) this.sayEntries();
  }

  entered(name, value, now) {
    if (this.kept.enter(name, value)) this.isUnsaid = true;
    clearTimeout(this.timer);
    if (!this.isUnsaid) return;
    if (now) this.sayEntries();
    else this.timer = setTimeout(() => this.sayEntries(), QUIET);
  }

  press(name, again) {
    this.kept.press(name, again);
    return this.sayPress(name);
  }

  sayEntries() {
    return this.sayWithEntries({ event: "values" });
  }

  // Each press has a name of its own: if it is sent twice, it is done once.
  sayPress(name) {
    if (!this.presses.has(name)) this.presses.set(name, `${unique("press")}-${this.sign}`);
    return this.sayWithEntries({ event: "press", name, n: this.presses.get(name) });
  }

  sayWithEntries(content) {
    clearTimeout(this.timer);
    const isSaid = this.say({ ...content, seen: this.seen, values: this.kept.values });
    if (isSaid) this.isUnsaid = false;
    return isSaid;
  }

  // What went into a line that broke in that moment never arrived, and nobody says so.
  sayAgain() {
    this.sayEntries();
    for (const name of this.presses.keys()) this.sayPress(name);
  }

  // A part of a file: the answer says how much the process has, or that it refuses the file.
  sayPart(name, part, bytes) {
    const fits = (each) => each.name === name && (each.event === "refused" || (each.event === "part" && each.id === part.id));
    return this.ask({ event: "file", name, ...part }, fits, PATIENCE, [bytes]);
  }

  // The process forgets the file too, and stops reading it.
  sayGone(name) {
    this.say({ event: "file", name, gone: true });
  }

  // Whether the process behind this sheet still answers.
  probe() {
    const n = unique("here");
    return this.ask({ event: "here", n }, (each) => each.event === "here" && each.n === n, PRESENCE);
  }

  ask(content, fits, patience, buffers = []) {
    return new Promise((resolve, reject) => {
      const question = { fits, resolve, reject };
      question.timer = setTimeout(() => this.giveUp(question), patience);
      this.waiting.add(question);
      if (!this.say(content, buffers)) this.giveUp(question);
    });
  }

  giveUp(question) {
    this.waiting.delete(question);
    clearTimeout(question.timer);
    question.reject(new Error("no answer"));
  }

  // Says whether it went out: the line may be down, or the process ended. What was entered is kept.
  say(content, buffers = []) {
    try {
      this.put(content, buffers);
      return true;
    } catch {
      return false;
    }
  }

  hear(message) {
    for (const question of [...this.waiting]) {
      if (!question.fits(message)) continue;
      this.waiting.delete(question);
      clearTimeout(question.timer);
      question.resolve(message);
    }
    if (message.event === "fill") this.hearFill(message);
    if (message.event === "point") this.page.pointed(message.name);
    if (message.event !== "done") return;
    this.presses.delete(message.name);
    this.kept.answer(message.name);
    this.page.done(message.name, message.error);
  }

  hearFill({ n, values }) {
    if (n <= this.seen) return; // it came twice
    this.seen = n;
    this.kept.fill(values);
    this.page.filled(values);
  }

  // What is still on its way out goes out now, and nobody waits any longer.
  leave() {
    clearTimeout(this.timer);
    if (this.isUnsaid) this.sayEntries();
    for (const question of [...this.waiting]) this.giveUp(question);
  }
}
