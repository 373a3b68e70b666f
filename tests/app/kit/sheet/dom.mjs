/* As much of a browser's page as the script of the sheets touches, so that it can be tried without one. What is asked for
   and is not here fails; how things look and what a screen reader says is for the tests in a real browser. */

export class Node extends EventTarget {
  constructor(tag, page) {
    super();
    Object.assign(this, { tag, page, parent: null, children: [], attributes: new Map(), dataset: {}, scrolled: 0 });
    this.own = { text: "", value: "", files: [] };
    this.checked = false;
  }

  /* --- what stands in it --- */

  get parentNode() { return this.parent; }
  get firstChild() { return this.children[0] ?? null; }
  get nextSibling() { return this.parent ? this.parent.children[this.parent.children.indexOf(this) + 1] ?? null : null; }
  get isConnected() { return this === this.page.body || Boolean(this.parent && this.parent.isConnected); }
  contains(other) { return other === this || Boolean(other.parent && this.contains(other.parent)); }

  insertBefore(node, next) {
    if (node.parent) node.remove();
    this.children.splice(next ? this.children.indexOf(next) : this.children.length, 0, node);
    node.parent = this;
    return node;
  }

  append(...nodes) { for (const each of nodes) this.insertBefore(each, null); }
  prepend(...nodes) { for (const each of nodes.reverse()) this.insertBefore(each, this.firstChild); }
  after(node) { this.parent.insertBefore(node, this.nextSibling); }

  remove() {
    // A browser takes the cursor from what leaves the page.
    if (this.contains(this.page.activeElement)) this.page.activeElement = this.page.body;
    this.parent.children.splice(this.parent.children.indexOf(this), 1);
    this.parent = null;
  }

  replaceChildren(...nodes) {
    for (const each of [...this.children]) each.remove();
    this.append(...nodes);
  }

  get textContent() { return this.own.text + this.children.map((each) => each.textContent).join(""); }
  set textContent(words) {
    this.replaceChildren();
    this.own.text = String(words ?? "");
  }

  /* --- attributes, and what follows from them --- */

  setAttribute(name, value) { this.attributes.set(name, String(value)); }
  getAttribute(name) { return this.attributes.get(name) ?? null; }
  hasAttribute(name) { return this.attributes.has(name); }
  removeAttribute(name) { this.attributes.delete(name); }
  get id() { return this.getAttribute("id") ?? ""; }
  get className() { return this.getAttribute("class") ?? ""; }
  set className(value) { this.setAttribute("class", value); }
  get hidden() { return this.hasAttribute("hidden"); }
  set hidden(is) { if (is) this.setAttribute("hidden", ""); else this.removeAttribute("hidden"); }
  get files() { return this.own.files; }
  set files(files) { this.own.files = files; }

  get options() { return this.tag === "select" ? this.children : undefined; }
  get selectedIndex() { return this.options.findIndex((each) => each.value === this.own.value); }
  get value() {
    if (this.tag === "input" || this.tag === "textarea" || this.tag === "select") return this.own.value || this.typed;
    if (this.tag === "progress") return Number(this.getAttribute("value"));
    return this.tag === "option" || this.tag === "button" ? this.getAttribute("value") ?? "" : undefined;
  }
  // A button to tick has the value that it was made with; a field has none until something is typed.
  get typed() { return ["radio", "checkbox"].includes(this.getAttribute("type")) ? this.getAttribute("value") : ""; }
  set value(value) {
    if (this.tag === "progress") this.setAttribute("value", value);
    else this.own.value = this.tag === "select" && !this.options.some((each) => each.value === value) ? undefined : String(value);
    if (this.getAttribute("type") === "file") this.own.files = [];
  }

  /* --- what happens to it --- */

  focus() { this.page.activeElement = this; }
  select() { this.focus(); }
  scrollIntoView() { this.scrolled += 1; }
  showModal() { this.isOpen = true; }
  close() { this.isOpen = false; this.happens("close"); }
  happens(type, more = {}) { this.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), more)); }
  click() { this.happens("click"); }

  /* --- finding --- */

  // Words of the form `tag`, `.class`, `[attribute]` or `[attribute=value]`, several with commas between.
  fits(selector) {
    return selector.split(", ").some((one) => {
      const [, tag, name, attribute, value] = /^(\w*)(?:\.([\w-]+))?(?:\[([\w-]+)(?:=([\w-]+))?\])?$/.exec(one);
      const has = attribute && (attribute.startsWith("data-") ? this.dataset[attribute.slice(5)] : this.getAttribute(attribute));
      return (!tag || tag === this.tag) && (!name || this.className.split(" ").includes(name))
        && (!attribute || (value === undefined ? has !== null : has === value));
    });
  }

  querySelectorAll(selector) {
    return this.children.flatMap((each) => [...(each.fits(selector) ? [each] : []), ...each.querySelectorAll(selector)]);
  }

  querySelector(selector) { return this.querySelectorAll(selector)[0] ?? null; }
}

// A clock that goes on when it is told to.
class Clock {
  constructor() { Object.assign(this, { now: 0, last: 0, waiting: new Map() }); }

  set(act, time = 0) {
    this.last += 1;
    this.waiting.set(this.last, { act, at: this.now + time });
    return this.last;
  }

  clear(number) { this.waiting.delete(number); }

  pass(time) {
    const until = this.now + time;
    for (;;) {
      const next = [...this.waiting].filter(([, each]) => each.at <= until).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!next) break;
      this.waiting.delete(next[0]);
      this.now = next[1].at;
      next[1].act();
    }
    this.now = until;
  }
}

// A page with the browser's own names on it, as the script finds them; all that was there before goes.
export function openPage() {
  const page = { createElement: (tag) => new Node(tag, page), activeElement: null, execCommand: () => true };
  page.body = new Node("body", page);
  page.activeElement = page.body;
  const clock = new Clock();
  const listening = [];
  const urls = new Set();
  const window = new EventTarget();
  const add = window.addEventListener.bind(window);
  window.addEventListener = (type, act, how) => {
    listening.push([type, act]);
    add(type, act);
    if (how?.once) add(type, () => window.removeEventListener(type, act), { once: true });
  };
  const drop = window.removeEventListener.bind(window);
  window.removeEventListener = (type, act) => {
    const at = listening.findIndex((each) => each[0] === type && each[1] === act);
    if (at >= 0) listening.splice(at, 1);
    drop(type, act);
  };
  const history = { state: null, pushState(state) { this.state = state; }, back() { this.state = null; window.dispatchEvent(new Event("popstate")); } };
  const given = {
    window, document: page, history, navigator: {},
    addEventListener: window.addEventListener, removeEventListener: window.removeEventListener,
    setTimeout: (act, time) => clock.set(act, time), clearTimeout: (number) => clock.clear(number),
    File: class { constructor(parts, name, { type }) { Object.assign(this, { parts, name, type }); } },
  };
  for (const [name, value] of Object.entries(given)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  URL.createObjectURL = (file) => { const url = `blob:${file.name}:${urls.size}`; urls.add(url); return url; };
  URL.revokeObjectURL = (url) => urls.delete(url);
  return { body: page.body, document: page, window, clock, listening, urls, history, navigator: given.navigator };
}
