/* What the script says and hears, held to the conversations that the process is held to as well. It is tried as it is
   written, module by module, and as it is sent, joined into one text. */

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { fileOf, OPENED, read, Reader, settle, store, withBytes } from "./sheet_on_page.mjs";

const MODULES = new URL("../../../../toolkit/app/kit/sheet/sheet.mjs", import.meta.url);
const FORMS = { "module by module": MODULES };
if (process.env.JOINED_SCRIPT) FORMS.joined = pathToFileURL(process.env.JOINED_SCRIPT);
const TALKS = readdirSync(new URL("../wire/", import.meta.url)).filter((name) => name !== "sheet.json");

const SIGNED = ["n", "id"];

class Conversation {
  constructor(drawing, talk) {
    this.reader = new Reader(drawing, { work: talk.served === false ? null : store() });
    this.specs = Object.fromEntries(OPENED.specs.map((each) => [each.name, each]));
    this.signs = new Map();
    this.asked = [];
    this.talk = talk;
  }

  // A sign is made by the page: the first time it is learnt, and afterwards it has to be the same.
  learn(written, said) {
    const known = { ...written };
    for (const key of SIGNED) {
      if (!String(written[key]).startsWith("$")) continue;
      if (!this.signs.has(written[key])) {
        assert.ok(![...this.signs.values()].includes(said[key]), `${said[key]} stands for two things`);
        this.signs.set(written[key], said[key]);
      }
      known[key] = this.signs.get(written[key]);
    }
    return known;
  }

  async take(step) {
    const { reader } = this;
    if (step.page) {
      const said = reader.model.sent.shift();
      assert.ok(said, `the page has not said ${JSON.stringify(step.page)}`);
      assert.deepEqual(said, { ...this.learn(step.page, said), ...("bytes" in step ? { bytes: step.bytes } : {}) });
      return;
    }
    if (step.shown) {
      Object.assign(this.specs, step.anew);
      reader.model.set("specs", withBytes(step.shown.map((name) => this.specs[name])));
      assert.deepEqual(reader.names, step.shown);
      return;
    }
    if (typeof step.process === "object") {
      const message = { ...step.process };
      for (const key of SIGNED) if (this.signs.has(message[key])) message[key] = this.signs.get(message[key]);
      if (!step.lost) reader.model.hear(message);
      await settle();
      return;
    }
    if (step.process) return; // what goes on in the process alone
    assert.deepEqual(reader.model.sent, [], "the page has said more than is written");
    await this.act(step);
    await settle();
  }

  async act(step) {
    const { reader } = this;
    if (step.line === "is back") {
      reader.happens("toolkit:back");
    } else if (step.line === "is tried") {
      reader.happens("toolkit:check", this.asked);
    } else if (step.reader === "enters") {
      for (const [name, value] of Object.entries(step.values)) reader.enter(name, value);
      reader.page.clock.pass(1000);
    } else if (step.reader === "presses") {
      reader.press(step.name);
    } else if (step.reader === "chooses") {
      await reader.choose(step.name, fileOf(step.file, step.size));
    } else if (step.reader === "removes") {
      reader.findAll(step.name, "button")[1].click();
    } else if (step.reader === "loads anew") {
      reader.open();
    } else {
      assert.fail(`nobody does ${JSON.stringify(step)}`);
    }
  }

  async run() {
    for (const step of this.talk.steps) await this.take(step);
    assert.deepEqual(this.reader.model.sent, [], "the page has said more than is written");
    await Promise.all(this.asked); // each question has got its answer
  }
}

for (const [form, place] of Object.entries(FORMS)) {
  const { default: drawing } = await import(place);
  for (const name of TALKS) {
    test(`${name}, ${form}`, () => new Conversation(drawing, read(name)).run());
  }
}
