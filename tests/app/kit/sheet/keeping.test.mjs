import assert from "node:assert/strict";
import { test } from "node:test";
import { bounded, Kept } from "../../../../toolkit/app/kit/sheet/keeping.mjs";
import { store } from "./sheet_on_page.mjs";

const work = (kept) => ({ read: () => kept, write: (key, value) => { kept = value; }, now: () => kept });

test("what a store holds beyond what a line takes is left where it is", () => {
  const long = "x".repeat(99_990); // with its name, its quotes and its brackets: 100,000 bytes and a few
  assert.deepEqual(Object.keys(bounded({ a: "x", b: long, c: "ح".repeat(49_000), d: long })), ["a", "b", "c"]);
  assert.deepEqual(bounded({}), {});
  for (const nothing of [null, undefined, 7, "words"]) assert.deepEqual(bounded(nothing), {});
});

test("a page that keeps nothing still knows what was entered", () => {
  const kept = new Kept(undefined, "example");
  assert.equal(kept.enter("days", "30"), true);
  kept.press("check", true);
  assert.deepEqual([kept.values, kept.unanswered], [{ days: "30" }, ["check"]]);
});

test("the same entry once more is no news and costs no press its mark", () => {
  const kept = new Kept(store(), "example");
  assert.equal(kept.enter("groups", ["w"]), true);
  kept.press("check", true);
  assert.equal(kept.enter("groups", ["w"]), false);
  assert.equal(kept.pressed, "check");
  assert.equal(kept.enter("groups", []), true);
  assert.equal(kept.pressed, null);
  assert.equal(kept.enter("toString", ""), true); // no name is known before somebody enters something under it
});

test("what is kept is written at once, and read as it was written", () => {
  const place = work({ values: { days: "7" }, pressed: "check", pending: "next" });
  const kept = new Kept(place, "example");
  assert.deepEqual(kept.unanswered, ["check", "next"]);
  kept.answer("elsewhere");
  assert.equal(kept.pending, "next");
  kept.answer("next");
  assert.deepEqual(place.now(), { values: { days: "7" }, pressed: "check", pending: null });
  kept.press("next", false);
  kept.fill({ step: "what" });
  assert.deepEqual(place.now(), { values: { days: "7", step: "what" }, pressed: "check", pending: null });
  kept.enter("days", "8");
  assert.deepEqual(place.now(), { values: { days: "8", step: "what" }, pressed: null, pending: null });
});

test("a press that is to be made again and is unanswered is made once", () => {
  const kept = new Kept(work({ values: {}, pressed: "check", pending: "check" }), "example");
  assert.deepEqual(kept.unanswered, ["check"]);
});
