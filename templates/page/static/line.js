/* The line between this page and the process behind it. Voila says nothing when it breaks, and what is clicked then gets
   no answer: here it is noticed, said, tried again, and at last the page is loaded anew into the same place. */
"use strict";

(function () {
  const EVERY = 20000; // milliseconds between looks while all is well
  const RETRY = [1500, 3000, 5000, 8000]; // and while the line is down
  const ANSWER = 8000; // milliseconds to wait for an answer
  const MOST_RELOADS = 3; // in a row, before the reader is asked
  const byId = (id) => document.getElementById(id);
  const memory = (() => { try { return sessionStorage; } catch { return null; } })();
  const open = new Set();
  let leaving = false;
  let ready = false;
  let down = false;
  let tries = 0;
  let timer = 0;
  let looking = false;

  /* --- what is said --- */

  function say(word) {
    const bar = byId("tk-lost");
    if (!bar) return;
    byId("tk-lost-words").textContent = bar.dataset[word];
    byId("tk-lost-reload").hidden = word === "ended";
    bar.hidden = false;
  }

  function notice(word) {
    const place = byId("tk-notice");
    if (place && place.dataset[word]) {
      place.textContent = place.dataset[word];
      place.hidden = false;
    }
  }

  /* --- loading anew, into the same place --- */

  function recall(name) {
    const value = memory && memory.getItem("toolkit-" + name);
    if (memory) memory.removeItem("toolkit-" + name);
    return value;
  }

  function reload(why) {
    if (leaving) return;
    const times = Number((memory && memory.getItem("toolkit-reloads")) || 0) + 1;
    if (times > MOST_RELOADS) {
      say("again");
      return;
    }
    leaving = true;
    if (memory) {
      memory.setItem("toolkit-reloads", String(times));
      memory.setItem("toolkit-why", why);
      memory.setItem("toolkit-height", String(Math.round(scrollY)));
    }
    say(why);
    // Thirty phones that lost the same Wi-Fi do not come back in the same moment.
    setTimeout(() => location.reload(), 300 + Math.random() * 1200);
  }

  function goBackTo(height) {
    const until = Date.now() + 6000;
    (function go() {
      scrollTo(0, height);
      if (Math.abs(scrollY - height) > 4 && Date.now() < until) setTimeout(go, 200);
    })();
  }

  // Called by page.js once the lesson stands.
  window.toolkit.arrived = function () {
    ready = true;
    const why = recall("why");
    const height = Number(recall("height") || 0);
    if (why) notice(why === "failed" ? "again" : why);
    if (height) goBackTo(height);
    setTimeout(() => { if (memory) memory.removeItem("toolkit-reloads"); }, 60000);
    later(EVERY);
  };
  later(EVERY); // a lesson that ends while it is being prepared is noticed too

  // Called when the lesson could not be prepared.
  window.toolkit.failed = function () {
    reload("failed");
  };

  /* --- looking --- */

  function config() {
    const found = byId("jupyter-config-data");
    return found ? JSON.parse(found.textContent) : null;
  }

  async function ask() {
    const { baseUrl, kernelId } = config();
    try {
      const stop = new AbortController();
      const late = setTimeout(() => stop.abort(), ANSWER);
      const answer = await fetch(`${baseUrl}toolkit/here/${kernelId}`, { cache: "no-store", signal: stop.signal });
      clearTimeout(late);
      return answer.status === 204 ? "here" : "gone";
    } catch {
      return "down";
    }
  }

  const pause = (time) => new Promise((done) => setTimeout(done, time));

  // Whether the socket is open again and every sheet gets an answer through it.
  async function answers() {
    if (!open.size) dispatchEvent(new Event("toolkit:reconnect"));
    for (let waited = 0; !open.size && waited < 6000; waited += 250) await pause(250);
    if (!open.size) return false;
    const asked = [];
    dispatchEvent(new CustomEvent("toolkit:check", { detail: asked }));
    return Promise.all(asked).then(() => true, () => false);
  }

  function later(time) {
    clearTimeout(timer);
    timer = setTimeout(look, time);
  }

  async function look() {
    if (leaving || looking) return;
    if (!config()) { later(EVERY); return; }
    if (document.hidden && !down) { later(EVERY); return; }
    looking = true;
    const found = await ask();
    looking = false;
    if (leaving) return;
    if (found === "gone") {
      reload("ended");
    } else if (found === "down") {
      down = true;
      say("lost");
      later(RETRY[Math.min(tries, RETRY.length - 1)]);
      tries += 1;
    } else if (!ready) {
      later(EVERY);
    } else if (down || !open.size) {
      if (await answers()) recovered();
      else reload("lost");
    } else {
      later(EVERY);
    }
  }

  function recovered() {
    if (down) notice("back");
    down = false;
    tries = 0;
    byId("tk-lost").hidden = true;
    dispatchEvent(new Event("toolkit:back"));
    later(EVERY);
  }

  function soon() {
    tries = 0;
    later(0);
  }

  addEventListener("offline", () => { if (ready) { down = true; say("lost"); soon(); } });
  addEventListener("online", soon);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });

  if (!navigator.cookieEnabled) {
    document.addEventListener("DOMContentLoaded", () => {
      const words = byId("tk-no-cookie");
      if (words) words.hidden = false;
    });
  }

  /* --- the socket itself --- */

  // A kernel that was ended from outside is started anew by the server, without anything of this page in it.
  function tellsOfRestart(data) {
    if (typeof data !== "string") {
      if (!(data instanceof ArrayBuffer) || data.byteLength > 5000) return false;
      data = new TextDecoder().decode(data);
    }
    return data.length < 5000 && /"execution_state":\s*"(auto)?(restarting|dead)"/.test(data);
  }

  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...args) {
      super(...args);
      if (!String(args[0]).includes("/channels")) return;
      this.addEventListener("open", () => {
        open.add(this);
        // What was sent while the last line was breaking is sent again, also when nobody noticed the break.
        if (ready) dispatchEvent(new Event("toolkit:back"));
      });
      this.addEventListener("message", (event) => { if (ready && tellsOfRestart(event.data)) reload("ended"); });
      this.addEventListener("close", () => {
        open.delete(this);
        // Mostly the page connects again within a second, and nobody has to be troubled.
        setTimeout(() => { if (!leaving && !open.size) soon(); }, 2500);
      });
    }
  };

  // Who leaves for good says so, and the kernel ends at once instead of waiting to be found idle.
  addEventListener("pagehide", (event) => {
    leaving = true;
    if (event.persisted || !config()) return;
    const { baseUrl, kernelId } = config();
    navigator.sendBeacon(`${baseUrl}toolkit/leave/${kernelId}`);
  });
  // Voila's script tells the same to an address that is closed here: the request would only be refused.
  const send = navigator.sendBeacon.bind(navigator);
  navigator.sendBeacon = (address, said) => String(address).includes("voila/api/shutdown/") || send(address, said);
  // Voila gives its kernel up as soon as somebody leaves; what still arrives until the next page is there is no fault.
  addEventListener("unhandledrejection", (event) => {
    if (event.reason?.message === "Kernel connection is disposed") event.preventDefault();
  });
  addEventListener("pageshow", (event) => { leaving = false; if (event.persisted) soon(); });
})();
