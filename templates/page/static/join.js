/* Somebody joins: the phone gets a ticket that says nothing of whose phone it is, keeps it, and opens the lesson. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const button = document.getElementById("tk-join");
  if (!button) return;
  const { home, session, code, lesson } = button.dataset;
  const KEY = "toolkit/session";
  const problem = document.getElementById("tk-join-problem");

  function kept() {
    try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; }
  }

  button.addEventListener("click", async () => {
    button.disabled = true;
    problem.textContent = "";
    const before = kept();
    const ticket = before.id === session ? before.ticket : "";
    const base = home.replace(/[a-z]{2}\/$/, "");
    try {
      let answer;
      for (let tries = 0; tries < 30; tries += 1) {
        answer = await fetch(`${base}session/${session}/join`, {
          method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code, ticket }),
        });
        if (answer.status !== 429) break;
        problem.textContent = button.dataset.wait;
        await new Promise((done) => setTimeout(done, 1000 * (Number(answer.headers.get("Retry-After")) || 2)));
      }
      if (!answer.ok) throw new Error({ 403: "wrong", 404: "wrong", 429: "full" }[answer.status] || "failed");
      const given = (await answer.json()).ticket;
      const about = decodeURIComponent(lesson.split("/voila/render/")[1]).replace(/^[a-z]{2}\//, "").replace(/\.ipynb$/, "");
      const same = given === ticket;
      localStorage.setItem(KEY, JSON.stringify(same ? before : { id: session, ticket: given, lesson: about, went: null }));
      location.assign(lesson);
    } catch (error) {
      problem.textContent = button.dataset[error.message] || button.dataset.failed;
      button.disabled = false;
    }
  });
});
