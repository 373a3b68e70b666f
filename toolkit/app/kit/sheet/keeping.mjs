/* What was entered, as the reader's browser keeps it (`window.toolkit.work`, which only a served page has). */

const ENTRIES = 200000; // bytes of kept entries that a page goes on with

// A line takes a quarter of a megabyte of entries at once. What a store holds beyond that is not ours; sent, it would close
// every line that this page opens.
export function bounded(values) {
  let room = ENTRIES;
  const known = values !== null && typeof values === "object" ? Object.entries(values) : [];
  return Object.fromEntries(known.filter((entry) => (room -= new TextEncoder().encode(JSON.stringify(entry)).length) >= 0));
}

export class Kept {
  constructor(work, key) {
    this.work = work;
    this.key = key;
    const found = (work && work.read(key)) || {};
    this.values = bounded(found.values);
    this.pressed = found.pressed || null; // to be pressed again after a reload, as long as the entries are the same
    this.pending = found.pending || null; // pressed, and the answer has not come
  }

  get unanswered() {
    return [...new Set([this.pressed, this.pending].filter(Boolean))];
  }

  has(name) {
    return Object.hasOwn(this.values, name);
  }

  // Says whether that is new: a browser tells of a change once more when the cursor leaves a field.
  enter(name, value) {
    if (this.has(name) && JSON.stringify(this.values[name]) === JSON.stringify(value)) return false;
    this.values = { ...this.values, [name]: value };
    this.pressed = null;
    this.write();
    return true;
  }

  press(name, again) {
    if (again) this.pressed = name;
    this.pending = name;
    this.write();
  }

  answer(name) {
    if (this.pending !== name) return;
    this.pending = null;
    this.write();
  }

  // What was pressed has been done: after a reload it must not be done once more.
  fill(values) {
    this.pending = null;
    this.values = { ...this.values, ...values };
    this.write();
  }

  write() {
    if (this.work) this.work.write(this.key, { values: this.values, pressed: this.pressed, pending: this.pending });
  }
}
