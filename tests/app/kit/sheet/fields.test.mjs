import assert from "node:assert/strict";
import { test } from "node:test";
import { unitOf } from "../../../../toolkit/app/kit/sheet/typed.mjs";
import drawing from "../../../../toolkit/app/kit/sheet/sheet.mjs";
import { OPENED, Reader, state, store } from "./sheet_on_page.mjs";

const FIELD = { help: "", error: "" };
const choice = (more) => ({ kind: "choice", name: "place", label: "Where", ...FIELD, options: [["KE", "Kenya"], ["MA", "Morocco"]], many: true, prompt: "", ...more });
const open = (specs, more = {}) => new Reader(drawing, { work: store(), given: state(specs, more) });
const opened = () => open(OPENED.specs);

test("a field is described by its help and by what is wrong with it, as long as there is any", () => {
  const reader = opened();
  const input = reader.find("name", "input");
  const about = () => (input.getAttribute("aria-describedby") ?? "").split(" ").map((id) => reader.part("name").querySelectorAll("p").find((each) => each.id === id)?.textContent);
  assert.deepEqual(about(), ["Of your union"]);
  assert.equal(input.hasAttribute("aria-invalid"), false);
  reader.describe("name", { error: "Too short" });
  assert.deepEqual(about(), ["Of your union", "Too short"]);
  assert.equal(input.getAttribute("aria-invalid"), "true");
  reader.describe("name", { help: "", error: "" });
  assert.equal(input.hasAttribute("aria-describedby"), false);
  assert.equal(input.hasAttribute("aria-invalid"), false);
  assert.equal(reader.find("name", "label").getAttribute("for"), input.id);
});

test("what stood in the fields before is shown and is no entry; what is entered stays when it changes", () => {
  const reader = opened();
  assert.equal(reader.find("name", "input").value, "Dock Workers");
  reader.model.set("start", { name: "Nurses", days: "9" });
  assert.deepEqual([reader.find("name", "input").value, reader.find("days", "input").value], ["Nurses", "9"]);
  reader.enter("name", "Teachers");
  reader.model.set("start", { name: "Drivers" });
  assert.deepEqual([reader.find("name", "input").value, reader.find("days", "input").value], ["Teachers", ""]);
  assert.deepEqual(reader.take(), []); // nobody has paused yet, and a beginning is nothing to tell of
});

test("an entry goes out once typing pauses, at once when the field is left, and not a second time", () => {
  const reader = opened();
  const input = reader.find("name", "input");
  reader.enter("name", "N");
  reader.page.clock.pass(299);
  reader.enter("name", "Nu");
  reader.page.clock.pass(299);
  assert.deepEqual(reader.take(), []);
  input.happens("change");
  assert.deepEqual(reader.take(), [{ event: "values", seen: 0, values: { name: "Nu" } }]);
  input.happens("change");
  reader.page.clock.pass(10_000);
  assert.deepEqual(reader.take(), []);
});

test("an entry that could not go out goes out with the next sign of the reader", () => {
  const reader = opened();
  reader.model.isDown = true;
  reader.enter("name", "Nurses");
  reader.page.clock.pass(300);
  reader.model.isDown = false;
  reader.find("name", "input").happens("change");
  assert.deepEqual(reader.take(), [{ event: "values", seen: 0, values: { name: "Nurses" } }]);
});

test("Enter does what the sheet is for; leaving the field afterwards takes nothing back", () => {
  const reader = opened();
  const input = reader.find("name", "input");
  reader.enter("name", "Nurses");
  input.happens("keydown", { key: "x" });
  input.happens("keydown", { key: "Enter", isComposing: true }); // the end of a word, on keyboards that compose words
  assert.deepEqual(reader.take("press"), []);
  input.happens("keydown", { key: "Enter" });
  assert.deepEqual(reader.take("press").map(({ name, values }) => [name, values]), [["check", { name: "Nurses" }]]);
  input.happens("change");
  assert.equal(reader.work.read("example").pressed, "check"); // after a reload the paper comes back
});

test("words take the direction of their script, numbers none", () => {
  const reader = opened();
  const input = reader.find("name", "input");
  for (const [words, dir] of [["نقابة", "auto"], ["٣ 4", null], ["Nurses", "auto"], ["", null]]) {
    reader.enter("name", words);
    assert.equal(input.getAttribute("dir"), dir, words);
  }
  reader.enter("days", "x");
  assert.equal(reader.find("days", "input").getAttribute("dir"), "ltr");
});

test("an amount may be typed with letters, and then takes the direction of their script", () => {
  const amount = (letters) => ({ kind: "number", name: "cost", label: "Cost", ...FIELD, unit: "", unit_forms: [], letters });
  assert.equal(open([amount(false)]).find("cost", "input").getAttribute("inputmode"), "decimal");
  const reader = open([amount(true)]);
  const input = reader.find("cost", "input");
  assert.equal(input.hasAttribute("inputmode"), false);
  for (const [words, dir] of [["300 ألف", "auto"], ["٣٠٠", "ltr"], ["300 mil", "auto"]]) {
    reader.enter("cost", words);
    assert.equal(input.getAttribute("dir"), dir, words);
  }
});

test("a number is counted in the form that goes with it", () => {
  const arabic = { unit: "يوم", unit_forms: [["few", "أيام"], ["many", "يوماً"], ["other", "يوم"]] };
  const english = { unit: "days", unit_forms: [["one", "day"], ["other", "days"]] };
  const said = [["1", english, "day"], ["2", english, "days"], [" 1 ", english, "day"], ["soon", english, "days"], ["", english, "days"]];
  for (const [value, item, unit] of said) assert.equal(unitOf(item, value, "en"), unit, value);
  for (const [value, unit] of [["٣", "أيام"], ["3", "أيام"], ["١١", "يوماً"], ["100", "يوم"]]) assert.equal(unitOf(arabic, value, "ar"), unit, value);
  assert.equal(unitOf({ unit: "%" }, "5", "en"), "%");
  const reader = opened();
  reader.enter("days", "1");
  assert.equal(reader.find("days", ".tk-unit").textContent, "day");
  assert.equal(reader.find("days", "label").textContent, "Deadline (days)");
});

test("a list asks to choose, and does so again when what was chosen is no option any more", () => {
  const reader = open([choice()]);
  const select = reader.find("place", "select");
  const chosen = () => select.options[select.selectedIndex]?.textContent;
  assert.equal(chosen(), "<choose>");
  reader.enter("place", "MA");
  assert.deepEqual(reader.take(), [{ event: "values", seen: 0, values: { place: "MA" } }]);
  reader.describe("place", { options: [["KE", "Kenya"]] });
  assert.equal(chosen(), "<choose>");
  reader.describe("place", { options: [["MA", "Morocco"], ["KE", "Kenya"]] });
  assert.equal(chosen(), "Morocco"); // the process still has that entry
  reader.describe("place", { prompt: "Which country?", options: [["KE", "Kenya"]] });
  assert.equal(chosen(), "Which country?");
});

test("ticks come back with their options, and the cursor stays on the option that it was on", () => {
  for (const [kind, value] of [["choices", ["m"]], ["choice", "m"]]) {
    const reader = open([{ ...OPENED.specs[3], kind }]);
    const ticked = () => reader.findAll("groups", "input").filter((each) => each.checked).map((each) => each.value);
    reader.enter("groups", value);
    reader.findAll("groups", "input")[1].focus();
    reader.describe("groups", { options: [["x", "others"], ["w", "women"], ["m", "men (3)"]] });
    assert.deepEqual(ticked(), ["m"]);
    assert.equal(reader.page.document.activeElement, reader.findAll("groups", "input")[2]);
    reader.describe("groups", { options: [["x", "others"]] });
    assert.deepEqual(ticked(), []);
    assert.equal(reader.page.document.activeElement, reader.findAll("groups", "input")[0]);
    reader.describe("groups", { options: OPENED.specs[3].options });
    assert.deepEqual(ticked(), ["m"]);
    assert.deepEqual(reader.take().map((each) => each.values), [{ groups: value }]);
  }
});

test("the cursor of somebody who stands elsewhere stays there", () => {
  const reader = open([OPENED.specs[3]]);
  reader.describe("groups", { options: [["x", "others"]] });
  assert.equal(reader.page.document.activeElement, reader.page.body);
});

test("words of a label or an option are words, whatever they look like", () => {
  const reader = open([choice({ label: "<b>x</b>", options: [["a", "<i>y</i>"]] })]);
  assert.equal(reader.find("place", "label").textContent, "<b>x</b>");
  assert.deepEqual(reader.findAll("place", "b"), []);
  assert.equal(reader.findAll("place", "option")[1].textContent, "<i>y</i>");
});
