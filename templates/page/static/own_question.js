/* A question of one's own: what was written in each language is sent together; a language that was left empty is none. */
"use strict";

(function () {
  window.toolkit = window.toolkit || {};

  /* `command` sends one thing to do, and answers with what is wrong about it, or nothing. */
  window.toolkit.ownQuestion = (form, command) => form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const texts = {};
    for (const block of form.querySelectorAll("fieldset[data-language]")) {
      const question = block.querySelector("[name=question]").value.trim();
      const options = block.querySelector("[name=options]").value.split("\n").filter((each) => each.trim());
      if (question || options.length) texts[block.dataset.language] = { question, options };
    }
    const problem = await command("poll", { texts });
    form.querySelector("[role=alert]").textContent = problem;
    if (!problem) form.reset();
  });
})();
