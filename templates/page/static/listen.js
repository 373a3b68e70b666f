/* Reads the step that is shown aloud, with a voice of the device itself: no text leaves it. Some voices work over the
   internet; such a one is used only if the reader says so. */
"use strict";

(function () {
  const BLOCKS = "h1, h2, h3, h4, p, li, tr, legend, label, summary, figcaption, blockquote, dt, dd";
  const NOT_READ =
    ".tk-for-facilitator, .tk-onward, .tk-who-sees, .tk-loading, .tk-broken, [hidden], [aria-hidden='true'], script, style, button, select, textarea, svg, .tk-steps";
  const byId = (id) => document.getElementById(id);
  const speaker = window.speechSynthesis;
  let queue = []; // elements still to be read, the first of them now
  let agreed = false; // to a voice that works over the internet
  let state = "still";
  let now = null; // what is being said; what some browsers still tell of an older one is not listened to

  const base = (tag) => tag.replace("_", "-").toLowerCase().split("-")[0];
  const wanted = () => base(document.documentElement.lang || "en");

  // The voices of the page's language, those that live on the device before those that do not.
  function voices() {
    const known = speaker ? speaker.getVoices().filter((each) => base(each.lang) === wanted()) : [];
    return known.sort((one, other) => other.localService - one.localService || other.default - one.default);
  }

  function voice() {
    const [best] = voices();
    return best && (best.localService || agreed) ? best : null;
  }

  function say(word) {
    const bar = byId("tk-listen");
    byId("tk-listen-told").textContent = word ? bar.dataset[word] : "";
    byId("tk-listen-agree").hidden = word !== "remote";
  }

  function show(change) {
    state = change;
    const bar = byId("tk-listen");
    byId("tk-listen-go").textContent = bar.dataset[{ still: "start", reading: "pause", pausing: "on" }[change]];
    byId("tk-listen-stop").hidden = change === "still";
  }

  // What a reader sees of the step: closed folds, controls and notes for facilitators are left out.
  function blocks() {
    const step = [...document.querySelectorAll(".tk-step")].find((each) => !each.classList.contains("tk-away"));
    if (!step) return [];
    return [...step.querySelectorAll(BLOCKS)].filter((each) => {
      if (each.closest(NOT_READ) || !words(each)) return false;
      if (each.parentElement.closest(BLOCKS)) return false; // it is read with what stands around it
      return each.getClientRects().length > 0;
    });
  }

  // What is seen of a block. Cells of a row are told apart; marks of the writing direction, and that which a heading can
  // be linked by, are for the eye.
  function words(block) {
    const cells = block.matches("tr") ? [...block.cells] : [block];
    const texts = cells.map((each) => each.innerText.replace(/[\u200e\u200f\u2066-\u2069¶]/g, "").replace(/\s+/g, " ").trim());
    return texts.filter(Boolean).join(", ");
  }

  function mark(block) {
    for (const each of document.querySelectorAll(".tk-read-aloud")) each.classList.remove("tk-read-aloud");
    if (!block) return;
    block.classList.add("tk-read-aloud");
    const place = block.getBoundingClientRect();
    if (place.top < 0 || place.bottom > innerHeight) block.scrollIntoView({ block: "center" });
  }

  function next() {
    if (state !== "reading") return;
    const block = queue[0];
    mark(block);
    if (!block) {
      show("still");
      return;
    }
    const chosen = voice();
    const utterance = new SpeechSynthesisUtterance(words(block));
    utterance.voice = chosen;
    utterance.lang = chosen.lang;
    now = utterance;
    utterance.onend = () => {
      if (now !== utterance) return;
      queue.shift();
      next();
    };
    utterance.onerror = (event) => {
      if (now !== utterance || event.error === "canceled" || event.error === "interrupted") return;
      stop();
      say("cannot");
    };
    speaker.speak(utterance);
  }

  function read() {
    if (!speaker) return say("cannot");
    if (!voice()) return say(voices().length ? "remote" : "none");
    say("");
    if (state !== "pausing") queue = blocks();
    show("reading");
    next();
  }

  // Many phones cannot go on in the middle of a sentence: the paragraph begins again.
  function pause() {
    show("pausing");
    now = null;
    speaker.cancel();
  }

  function stop() {
    if (state === "still") return;
    show("still");
    queue = [];
    now = null;
    speaker.cancel();
    mark(null);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const bar = byId("tk-listen");
    if (!bar) return;
    bar.hidden = false;
    show("still");
    if (speaker) speaker.getVoices(); // some browsers begin to look for them only when they are asked
    byId("tk-listen-go").addEventListener("click", () => (state === "reading" ? pause() : read()));
    byId("tk-listen-stop").addEventListener("click", stop);
    byId("tk-listen-agree").addEventListener("click", () => { agreed = true; read(); });
    addEventListener("hashchange", stop);
    addEventListener("pagehide", stop);
  });
})();
