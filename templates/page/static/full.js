/* A full room: ask every now and then whether there is a place, and go in only then. The page never reloads for nothing. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const seconds = Number(document.body.dataset.again);
  setInterval(async () => {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer && answer.ok) location.reload();
  }, seconds * 1000);
});
