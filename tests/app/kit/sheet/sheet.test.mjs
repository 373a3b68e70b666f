import assert from "node:assert/strict";
import { test } from "node:test";
import drawing from "../../../../toolkit/app/kit/sheet/sheet.mjs";
import { fileOf, OPENED, read, Reader, settle, state, store, withBytes } from "./sheet_on_page.mjs";

const PAPER = read("paper.json").steps[3].anew.home;
const served = (specs = OPENED.specs, work = store()) => new Reader(drawing, { work, given: state(specs) });
const inNotebook = (specs = OPENED.specs) => new Reader(drawing, { given: state(specs) });
const named = (name) => OPENED.specs.find((each) => each.name === name);
const error = (reader) => { const below = reader.el.children.at(-1); return below.hidden ? "" : below.textContent; };

test("the sheet speaks the reader's language and holds its items in their order", () => {
  const reader = new Reader(drawing, { given: state(OPENED.specs, { language: "ar", direction: "rtl" }) });
  const root = reader.el.querySelector(".tk-sheet");
  assert.deepEqual([root.getAttribute("lang"), root.getAttribute("dir")], ["ar", "rtl"]);
  assert.deepEqual(reader.names, OPENED.specs.map((each) => each.name));
});

test("what stays on the sheet is the same field as before, and keeps what is in it and the cursor", () => {
  const reader = served();
  const before = reader.find("name", "input");
  reader.enter("name", "Nurses");
  before.focus();
  reader.model.set("specs", [named("check"), named("name"), named("days")]);
  assert.deepEqual(reader.names, ["check", "name", "days"]);
  assert.equal(reader.find("name", "input"), before);
  assert.equal(before.value, "Nurses");
  reader.model.set("specs", [named("days")]);
  reader.model.set("specs", [named("days"), named("name")]);
  assert.equal(reader.find("name", "input").value, "Nurses"); // and so does one that comes back
});

test("two sheets of a page have no name in common", () => {
  const reader = served();
  const other = reader.page.document.createElement("div");
  reader.page.body.append(other);
  drawing.render({ model: reader.model, el: other });
  const ids = [...reader.el.querySelectorAll("[id]"), ...other.querySelectorAll("[id]")].map((each) => each.id).filter(Boolean);
  assert.ok(ids.length > 20);
  assert.equal(new Set(ids).size, ids.length);
});

test("a button that is at work says so until the answer is there, and is not pressed twice", () => {
  const reader = served();
  const button = reader.find("check", "button");
  reader.press("check");
  reader.press("check");
  reader.describe("check", { label: "Check again" });
  assert.deepEqual([button.textContent, button.getAttribute("aria-busy")], ["<working>", "true"]);
  assert.equal(reader.take("press").length, 1);
  reader.model.hear({ event: "done", name: "check", error: "Too few rows" });
  assert.deepEqual([button.textContent, button.getAttribute("aria-busy"), reader.error("check")], ["Check again", "false", "Too few rows"]);
  reader.press("check");
  assert.equal(reader.error("check"), "");
});

test("a process that has ended is not waited for where nobody looks after the line", () => {
  const notebook = inNotebook();
  notebook.model.isDown = true;
  notebook.press("check");
  assert.deepEqual([notebook.find("check", "button").textContent, notebook.error("check")], ["Check", "<failed>"]);
  notebook.model.isDown = false;
  notebook.press("check");
  assert.equal(notebook.take("press").length, 1);
  // A page that we serve says the same by itself, and makes the press again.
  const page = served();
  page.model.isDown = true;
  page.press("check");
  assert.deepEqual([page.find("check", "button").textContent, page.error("check")], ["<working>", ""]);
  page.model.isDown = false;
  page.happens("toolkit:back");
  assert.equal(page.take("press").length, 1);
});

test("what went wrong without a press is said by the first button, or below, until something is entered", () => {
  for (const [specs, said] of [[OPENED.specs, (reader) => reader.error("check")], [[named("days")], error]]) {
    const reader = served(specs);
    reader.model.hear({ event: "done", name: "", error: "Not your mistake" });
    assert.equal(said(reader), "Not your mistake");
    reader.enter("days", "3");
    assert.equal(said(reader), "");
  }
  const reader = served();
  reader.press("check");
  reader.model.hear({ event: "done", name: "check", error: "Too few rows" });
  reader.enter("days", "3");
  assert.equal(reader.error("check"), "Too few rows"); // that is the answer to a press, and stands until the next
});

test("what the process points at is led to once it is drawn; what is not there is left alone", () => {
  const reader = served();
  const led = (name, selector) => {
    reader.model.hear({ event: "point", name });
    reader.page.clock.pass(50);
    return reader.page.document.activeElement === reader.find(name, selector) && reader.part(name).scrolled > 0;
  };
  assert.ok(led("days", "input"));
  assert.ok(led("check", "button"));
  assert.ok(led("step", "[aria-current]"));
  reader.model.hear({ event: "point", name: "elsewhere" });
  reader.page.clock.pass(50);
  assert.equal(reader.page.document.activeElement, reader.find("step", "[aria-current]"));
});

test("who has gone on since the press is not led back by a late answer", () => {
  const reader = served();
  const root = reader.el.querySelector(".tk-sheet");
  const days = reader.find("days", "input");
  for (const goOn of [() => root.happens("keydown", { key: "Tab" }), () => root.happens("pointerdown")]) {
    reader.press("check");
    goOn();
    days.focus();
    reader.model.hear({ event: "point", name: "step" });
    reader.model.hear({ event: "done", name: "check", error: "" });
    reader.page.clock.pass(50);
    assert.equal(reader.page.document.activeElement, days);
  }
  reader.press("check");
  root.happens("pointerdown");
  reader.press("check"); // twice, as phones are pressed: that is not to go on
  reader.model.hear({ event: "done", name: "check", error: "" });
  reader.model.hear({ event: "point", name: "days" });
  reader.page.document.activeElement.blur?.();
  reader.page.clock.pass(50);
  assert.ok(reader.part("days").scrolled > 0);
  root.happens("keydown", { key: "a" }); // to type is not to go on
  reader.press("check");
  root.happens("keydown", { key: "a" });
  reader.model.hear({ event: "point", name: "step" });
  reader.page.clock.pass(50);
  assert.equal(reader.page.document.activeElement, reader.find("step", "[aria-current]"));
});

test("nothing moves under a finger that is down: the press would be lost", () => {
  const reader = served();
  const { window, clock } = reader.page;
  const happens = (type) => window.dispatchEvent(new Event(type));
  const [first, ...others] = OPENED.specs;
  for (const [ends, wait] of [["pointerup", 60], ["pointercancel", 0], [null, 3000]]) {
    reader.model.set("specs", withBytes([first]));
    happens("pointerdown");
    reader.model.set("specs", withBytes(OPENED.specs));
    clock.pass(ends ? 500 : wait - 1);
    assert.deepEqual(reader.names, [first.name]); // still as it was when the finger came down
    if (ends) happens(ends);
    clock.pass(ends ? wait : 1);
    assert.deepEqual(reader.names, [first, ...others].map((each) => each.name));
  }
});

test("steps: the reader goes to one and stays on it; what is behind is marked", () => {
  const reader = served();
  const buttons = () => reader.findAll("step", "button");
  const row = (place) => reader.findAll("step", "li")[place];
  buttons()[1].focus();
  buttons()[1].click();
  assert.deepEqual(reader.take(), [{ event: "values", seen: 0, values: { step: "what" } }]);
  assert.equal(buttons()[1].getAttribute("aria-current"), "step");
  assert.equal(reader.page.document.activeElement, buttons()[1]); // it has been drawn anew
  assert.deepEqual([row(0).className, row(0).textContent, row(1).className], ["tk-done", "Who (done)", ""]);
  buttons()[1].click();
  assert.deepEqual(reader.take(), []); // where somebody is already
});

test("a step that lacks something is not marked as done, though it is behind", () => {
  const reader = served();
  reader.enter("step", "what");
  reader.describe("step", { lacking: ["who"] });
  const row = reader.findAll("step", "li")[0];
  assert.deepEqual([row.className, row.textContent], ["", "Who"]);
  reader.describe("step", { lacking: [] });
  assert.equal(reader.findAll("step", "li")[0].className, "tk-done");
});

test("a step that the sheet leaves out now can be pointed at without harm", () => {
  const reader = served();
  reader.enter("step", "what");
  reader.describe("step", { steps: [["who", "Who"], ["how", "How"]] });
  reader.model.hear({ event: "point", name: "step" });
  reader.page.clock.pass(50);
  assert.equal(reader.page.document.activeElement, reader.findAll("step", "button")[0]);
});

test("how far some work is", () => {
  const reader = served([{ kind: "progress", name: "working", label: "Counting", share: 0.5 }]);
  const bar = () => reader.find("working", "progress");
  assert.equal(bar().value, 0.5);
  reader.describe("working", { share: null, label: "Writing" });
  assert.equal(bar().hasAttribute("value"), false);
  assert.equal(reader.find("working", ".tk-label").textContent, "Writing");
});

test("a paper is let go of when it is made anew, becomes another kind of item, leaves, or the sheet does", () => {
  const fresh = () => served([PAPER]);
  const changes = {
    "made anew": [(reader) => reader.describe("home", { note: "Another" }), 1],
    "another kind": [(reader) => reader.model.set("specs", [{ kind: "piece", name: "home", content: "", live: false, look: "" }]), 0],
    left: [(reader) => reader.model.set("specs", []), 0],
    "the sheet": [(reader) => reader.leave(), 0],
  };
  for (const [name, [change, left]] of Object.entries(changes)) {
    const reader = fresh();
    assert.equal(reader.page.urls.size, 1);
    change(reader);
    assert.equal(reader.page.urls.size, left, name);
  }
  const reader = fresh();
  const before = reader.find("home", "a");
  reader.model.set("specs", withBytes([read("paper.json").steps[3].anew.home])); // the same paper in other bytes
  assert.equal(reader.find("home", "a"), before);
});

test("a sheet that leaves says what was entered, hears nothing any more, and nobody waits", async () => {
  const reader = served();
  const asked = [];
  reader.happens("toolkit:check", asked);
  await reader.choose("log", fileOf("log.csv", 10));
  reader.model.hear({ event: "point", name: "days" });
  reader.take();
  reader.enter("name", "Nurses");
  reader.leave();
  assert.deepEqual(reader.take(), [{ event: "values", seen: 0, values: { name: "Nurses" } }]);
  await assert.rejects(asked[0], /no answer/);
  await settle();
  assert.deepEqual([reader.page.clock.waiting.size, reader.page.listening, reader.model.acts], [0, [], []]);
  reader.happens("toolkit:back");
  assert.deepEqual(reader.take(), []);
});

test("a sheet that cannot be drawn listens to nothing", () => {
  const reader = served([]);
  const model = Object.assign(reader.model, { acts: [] });
  const before = reader.page.listening.length;
  model.state.specs = [{ kind: "unheard of", name: "x" }];
  assert.throws(() => drawing.render({ model, el: reader.page.document.createElement("div") }));
  assert.deepEqual([model.acts, reader.page.listening.length], [[], before]);
});

test("whether the process is there is known after six seconds at the latest", async () => {
  const reader = served();
  const asked = [];
  reader.happens("toolkit:check", asked);
  reader.model.hear({ event: "here", n: "another sheet's" });
  reader.page.clock.pass(6000);
  await assert.rejects(asked[0], /no answer/);
  reader.happens("toolkit:check", asked);
  reader.model.hear({ event: "here", n: reader.take("here").at(-1).n });
  await asked[1];
});

test("one sheet asks for a new line, if Jupyter offers one", () => {
  const reader = served();
  let asked = 0;
  reader.happens("toolkit:reconnect");
  reader.model.widget_manager = { kernel: { reconnect: async () => { asked += 1; throw new Error("no line"); } } };
  drawing.render({ model: reader.model, el: reader.page.document.createElement("div") });
  reader.happens("toolkit:reconnect");
  assert.equal(asked, 1);
});
