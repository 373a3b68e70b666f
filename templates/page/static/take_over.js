/* Another device goes on leading: the code goes to the server, which leads to the session; the key goes behind #, and the
   browser leaves it there. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const byId = (id) => document.getElementById(id);
  const { PLACE, box, typed, fromAddress } = window.toolkit.leading;
  const form = byId("tk-take-over");
  const home = byId("tk-main").dataset.home;
  byId("tk-leader-typed").value = fromAddress(); // the code was wrong; nobody types the key twice

  form.addEventListener("submit", (event) => {
    const key = typed();
    if (key) form.action = `${form.action.split("#")[0]}#${key}`;
    else event.preventDefault();
  });

  // Sessions that were led in this browser, as far as they run.
  for (const place of (() => { try { return Object.keys(localStorage); } catch { return []; } })().filter((each) => each.startsWith(PLACE))) {
    const session = place.slice(PLACE.length);
    fetch(`${home.replace(/[a-z]{2}\/$/, "")}session/${session}/news`, { cache: "no-store", headers: { "X-Session-Key": box("getItem", place) } })
      .then((answer) => (answer.ok ? answer.json() : null)).then((view) => {
        if (!view) return;
        const list = document.querySelector("#tk-leader-kept ul");
        const link = Object.assign(document.createElement("a"), { href: `${home}session/${session}/`, className: "tk-back", textContent: list.dataset.go });
        const code = Object.assign(document.createElement("bdi"), { dir: "ltr", textContent: view.code });
        const row = document.createElement("li");
        row.append(link, " · ", code);
        list.append(row);
        byId("tk-leader-kept").hidden = false;
      }).catch(() => {});
  }
});
