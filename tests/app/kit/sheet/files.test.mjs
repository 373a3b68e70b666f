import assert from "node:assert/strict";
import { test } from "node:test";
import drawing from "../../../../toolkit/app/kit/sheet/sheet.mjs";
import { fileOf, OPENED, Reader, settle, state, store } from "./sheet_on_page.mjs";

const LOG = OPENED.specs[4];
const open = (more = {}) => new Reader(drawing, { work: store(), given: state([{ ...LOG, ...more }]) });
const told = (reader) => ({
  status: reader.find("log", ".tk-file").textContent,
  error: reader.error("log"),
  shown: ["choose", "remove", "stop"].filter((_, place) => !reader.findAll("log", "button")[place].hidden),
  busy: reader.findAll("log", "button")[0].disabled === true,
});
const IDLE = { status: "<no_file>", error: "", shown: ["choose"], busy: false };
const THERE = { status: "log.csv", error: "", shown: ["choose", "remove"], busy: false };
const COMING = { status: "<reading>", error: "", shown: ["choose"], busy: true };
const take = (reader) => {
  const [part] = reader.take("file").slice(-1);
  reader.model.hear({ event: "part", name: "log", id: part.id, taken: part.at + part.bytes });
  return settle();
};
const stop = (reader) => reader.findAll("log", "button")[2].click();

test("the page says where a file is: nowhere, on its way, there", async () => {
  const reader = open();
  assert.deepEqual(told(reader), IDLE);
  await reader.choose("log", fileOf("log.csv", 600_000));
  assert.deepEqual(told(reader), COMING);
  reader.page.clock.pass(1000);
  assert.deepEqual(told(reader), { ...COMING, shown: ["choose", "stop"] }); // a long wait has a way out
  await take(reader);
  assert.equal(Number(reader.find("log", "progress").value.toFixed(3)), 0.833);
  await take(reader);
  assert.deepEqual(told(reader), THERE);
  reader.findAll("log", "button")[1].click();
  assert.deepEqual(told(reader), IDLE);
  assert.equal(reader.page.document.activeElement, reader.findAll("log", "button")[0]);
  assert.deepEqual(reader.take(), [{ event: "file", name: "log", gone: true }]);
});

test("a file that the process has stays named when the reader comes back to its step", async () => {
  assert.deepEqual(told(open({ held: "log.csv" })), THERE);
  const reader = open();
  await reader.choose("log", fileOf("log.csv", 10));
  await take(reader);
  reader.model.set("specs", []);
  reader.model.set("specs", [{ ...LOG, held: "log.csv" }]);
  assert.deepEqual(told(reader), THERE);
});

test("a stopped file that is chosen once more goes its own way", async () => {
  const reader = open();
  await reader.choose("log", fileOf("log.csv", 600_000));
  const [first] = reader.take();
  reader.page.clock.pass(1000);
  stop(reader);
  assert.deepEqual(told(reader), IDLE);
  await reader.choose("log", fileOf("log.csv", 600_000));
  const [gone, second] = reader.take();
  assert.deepEqual([gone.gone, second.at], [true, 0]);
  assert.notEqual(second.id, first.id);
  // The answer to the first one comes late; going on with it would make the process refuse both.
  reader.model.hear({ event: "part", name: "log", id: first.id, taken: 500_000 });
  await settle();
  assert.deepEqual(reader.take(), []);
  reader.model.hear({ event: "part", name: "log", id: second.id, taken: 500_000 });
  await settle();
  await take(reader);
  assert.deepEqual(told(reader), THERE);
});

test("what is too large is not sent, and the field says so to eyes and ears", async () => {
  const reader = open();
  await reader.choose("log", fileOf("log.csv", 1_200_001));
  assert.deepEqual(told(reader), { ...IDLE, error: "<too_large>" });
  const error = reader.find("log", ".tk-error");
  assert.equal(error.getAttribute("role"), "alert");
  assert.ok(reader.part("log").getAttribute("aria-describedby").split(" ").includes(error.id));
  reader.describe("log", { largest: 2_000_000 });
  assert.equal(reader.error("log"), "<too_large>"); // until another one is chosen
  await reader.choose("log", fileOf("log.csv", 1_200_001));
  assert.deepEqual(told(reader), COMING);
});

test("what the process finds wrong goes when the process says that it is right", async () => {
  const reader = open({ error: "No table" });
  assert.equal(reader.error("log"), "No table");
  reader.describe("log", { error: "" });
  assert.equal(reader.error("log"), "");
});

test("a file that is refused, cannot be read or finds no line is none, and the page says why", async () => {
  const refused = open();
  await refused.choose("log", fileOf("log.csv", 10));
  refused.model.hear({ event: "refused", name: "log", message: "Too large here" });
  await settle();
  assert.deepEqual(told(refused), { ...IDLE, error: "Too large here" });

  const vanished = open();
  await vanished.choose("log", fileOf("log.csv", 10, true));
  assert.deepEqual(told(vanished), { ...IDLE, error: "<stopped>" });

  const cut = open();
  cut.model.isDown = true;
  await cut.choose("log", fileOf("log.csv", 10));
  assert.deepEqual(told(cut), { ...IDLE, error: "<stopped>" }); // at once: nothing is on its way

  const silent = open();
  await silent.choose("log", fileOf("log.csv", 10));
  silent.page.clock.pass(59_999);
  await settle();
  assert.equal(told(silent).error, "");
  silent.page.clock.pass(1);
  await settle();
  assert.deepEqual(told(silent), { ...IDLE, error: "<stopped>" });
});

test("how far the process is with reading is shown, and can be stopped", async () => {
  const reader = open();
  await reader.choose("log", fileOf("log.csv", 10));
  await take(reader);
  reader.describe("log", { reading: { share: 0.25 } });
  assert.deepEqual(told(reader), { ...COMING, shown: ["choose", "stop"] });
  assert.equal(reader.find("log", "progress").value, 0.25);
  reader.describe("log", { reading: { share: null } });
  assert.equal(reader.find("log", "progress").hasAttribute("value"), false);
  reader.describe("log", { reading: null });
  assert.deepEqual(told(reader), THERE);
  reader.describe("log", { reading: { share: null } });
  stop(reader);
  assert.deepEqual(reader.take(), [{ event: "file", name: "log", gone: true }]);
  reader.describe("log", { reading: null });
  assert.deepEqual(told(reader), IDLE);
});

test("a field that has left the sheet sends no more of its file", async () => {
  const reader = open();
  await reader.choose("log", fileOf("log.csv", 600_000));
  const [part] = reader.take();
  reader.model.set("specs", []);
  reader.model.hear({ event: "part", name: "log", id: part.id, taken: 500_000 });
  await settle();
  assert.deepEqual(reader.take(), []);
  assert.equal(reader.page.clock.waiting.size, 0);
});
