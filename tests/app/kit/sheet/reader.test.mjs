import assert from "node:assert/strict";
import { test } from "node:test";
import drawing from "../../../../toolkit/app/kit/sheet/sheet.mjs";
import { read, Reader, settle, state, store } from "./sheet_on_page.mjs";

const PAPER = read("paper.json").steps[3].anew.home;

function open() {
  const reader = new Reader(drawing, { work: store(), given: state([PAPER]) });
  const button = reader.find("home", "button");
  button.focus();
  button.click();
  const dialog = reader.page.body.querySelector("dialog");
  const [share, print, close] = dialog.querySelectorAll("button");
  return { reader, button, dialog, share, print, close, told: () => dialog.querySelector(".tk-told").textContent };
}

test("a paper stands over the page in a frame that runs nothing, and gives the cursor back", () => {
  const { reader, button, dialog, close } = open();
  const paper = dialog.querySelector("iframe");
  assert.equal(paper.srcdoc, "<p>Paper</p>");
  assert.doesNotMatch(paper.getAttribute("sandbox"), /scripts/);
  assert.ok(dialog.isOpen);
  close.click();
  assert.equal(reader.page.body.querySelector("dialog"), null);
  reader.page.clock.pass(0);
  assert.equal(reader.page.document.activeElement, button);
  assert.equal(reader.page.history.state, null); // no step back is left behind
  assert.deepEqual(reader.page.listening.filter(([type]) => type === "popstate"), []);
});

test("the phone's way back closes the paper and nothing else", () => {
  const { reader, button, dialog } = open();
  assert.deepEqual(reader.page.history.state, { paper: true });
  reader.page.history.back();
  assert.equal(dialog.isOpen, false);
  assert.equal(reader.page.body.querySelector("dialog"), null);
  assert.equal(reader.page.document.activeElement, button);
});

test("a paper is handed on as a file, else as words, else copied", async () => {
  const shared = [];
  const given = async (what) => { shared.push(what); };
  const files = open();
  Object.assign(files.reader.page.navigator, { canShare: () => true, share: given });
  files.share.click();
  await settle();
  assert.deepEqual(shared.map((each) => [each.title, each.files.map((file) => file.name)]), [["Paper", ["a.txt"]]]);
  const words = open();
  Object.assign(words.reader.page.navigator, { canShare: () => false, share: given });
  words.share.click();
  await settle();
  assert.deepEqual(shared[1], { title: "Paper", text: "Paper" });
  assert.equal(words.told(), "");
});

test("where nothing can be handed on the words are copied, and the cursor stays", async () => {
  const { reader, share, told } = open();
  share.focus();
  share.click();
  await settle();
  assert.equal(told(), "<copied>");
  assert.equal(reader.page.document.activeElement, share);
  reader.page.document.execCommand = () => { throw new Error("not here"); };
  share.click();
  await settle();
  assert.equal(told(), "<not_copied>");
  assert.deepEqual(reader.page.body.querySelectorAll("textarea"), []);
});

test("whoever lets sharing be is told nothing; whoever could not is helped", async () => {
  for (const [name, said] of [["AbortError", ""], ["NotAllowedError", "<copied>"]]) {
    const { reader, share, told } = open();
    reader.page.navigator.share = async () => { throw Object.assign(new Error(name), { name }); };
    share.click();
    await settle();
    assert.equal(told(), said, name);
  }
});
