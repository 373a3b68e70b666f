/* A full room: ask every now and then whether there is a place. Whoever waits goes in then; whoever reads is told. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const reading = document.getElementById("tk-reading");
  const { again, lesson } = (reading ?? document.body).dataset;
  setInterval(async () => {
    const answer = await fetch(lesson, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (!reading && answer?.ok) location.assign(lesson);
    else if (reading) document.getElementById("tk-place").hidden = !answer?.ok;
  }, Number(again) * 1000);
});
