/* What whoever leads should look at: a line each, and what can be done about it (the presses are those of lead.js). */
"use strict";

(function () {
  const { make } = window.toolkit;
  let drawn = "";
  window.toolkit.odd = (view) => {
    const place = document.getElementById("tk-lead-odd");
    const now = JSON.stringify(view.odd || []);
    if (!place || now === drawn) return; // a button must not go from under a finger
    drawn = now;
    const words = JSON.parse(document.getElementById("tk-words").textContent);
    const ways = { more: ["more-from", words.odd_more], stop: ["stop-from", words.odd_stop], "throw-out": ["throw-out", words.odd_out] };
    place.replaceChildren(...(view.odd || []).map((each) => make("p", { class: "tk-note" }, make("span", { text: `${each.said} ` }),
      ...each.can.map((can) => make("button", { type: "button", class: "tk-button tk-plain", "data-do": ways[can][0], "data-id": each.id, text: ways[can][1] })))));
  };
})();
