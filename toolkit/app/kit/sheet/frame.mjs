/* What stands around every field: its name, a word of help, and what is wrong with it. */

import { make, unique } from "./elements.mjs";

export function frame(isGroup) {
  const help = make("p", { class: "tk-help", id: unique("help") });
  const error = make("p", { class: "tk-error", id: unique("error") });
  const label = make(isGroup ? "legend" : "label", { class: "tk-label" });
  const node = make(isGroup ? "fieldset" : "div", { class: "tk-field" }, label, help);
  let shown = { help: "", error: "" };
  let target = node;
  let complaint = ""; // of the page itself, beside what the process finds wrong
  const tell = () => {
    const wrong = shown.error || complaint;
    help.textContent = shown.help;
    help.hidden = !shown.help;
    error.textContent = wrong;
    error.hidden = !wrong;
    const about = [shown.help && help.id, wrong && error.id].filter(Boolean).join(" ");
    if (about) target.setAttribute("aria-describedby", about);
    else target.removeAttribute("aria-describedby");
    if (isGroup) return;
    if (wrong) target.setAttribute("aria-invalid", "true");
    else target.removeAttribute("aria-invalid");
  };
  return {
    node,
    label,
    error,
    show(now, input) {
      shown = now;
      target = input;
      label.textContent = now.label;
      tell();
    },
    complain(words) {
      complaint = words;
      tell();
    },
  };
}
