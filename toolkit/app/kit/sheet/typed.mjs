/* Fields to type into: words, numbers with their unit, days. */

import { make, unique } from "./elements.mjs";
import { frame } from "./frame.mjs";

// An entry may be in either script: it takes its own direction once it has a letter, and the page's until then.
export function turnTo(input) {
  if (/\p{L}/u.test(input.value)) input.setAttribute("dir", "auto");
  else input.removeAttribute("dir");
}

// What a number counts, in the form that goes with it: many languages have more than one.
export function unitOf(item, value, language) {
  const plain = value.replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660).trim();
  const forms = Object.fromEntries(item.unit_forms ?? []);
  if (!/^\d+$/.test(plain)) return item.unit ?? "";
  return forms[new Intl.PluralRules(language).select(Number(plain))] ?? forms.other ?? item.unit ?? "";
}

export function typedField(item, sheet) {
  const parts = frame(false);
  const isNumber = item.kind === "number";
  const input = make(item.long ? "textarea" : "input", {
    id: unique("entry"),
    type: item.long ? undefined : item.kind === "day" ? "date" : "text",
    rows: item.long ? 5 : undefined,
    inputmode: isNumber && !item.letters ? "decimal" : undefined,
    maxlength: isNumber ? 40 : item.longest,
    min: item.first,
    max: item.last,
    autocomplete: "off",
    class: isNumber ? "tk-number-entry" : undefined,
    dir: isNumber ? "ltr" : undefined,
    oninput: () => entered(false),
    onchange: () => entered(true),
    onkeydown: (event) => {
      // Enter does what the sheet is for, as in any form; a keyboard that composes words ends one with it.
      if (event.key !== "Enter" || event.isComposing || item.long) return;
      event.preventDefault();
      entered(true);
      sheet.pressMain();
    },
  });
  if (item.in_figures) input.setAttribute("inputmode", "decimal");
  let shown = item;
  const unit = make("span", { class: "tk-unit", "aria-hidden": "true" });
  const turn = () => {
    if (item.kind === "text") turnTo(input);
    if (item.letters) input.setAttribute("dir", /\p{L}/u.test(input.value) ? "auto" : "ltr");
    unit.textContent = unitOf(shown, input.value, sheet.language);
  };
  const entered = (now) => { turn(); sheet.entered(item.name, input.value, now); };
  parts.label.setAttribute("for", input.id);
  parts.node.append(make("span", { class: "tk-with-unit" }, input, unit), parts.error);
  return {
    node: parts.node,
    write(value) {
      input.value = value ?? "";
      turn();
    },
    show(now) {
      parts.show(now, input);
      shown = now;
      turn();
      unit.hidden = !now.unit;
      if (now.unit) parts.label.append(make("span", { class: "tk-unseen", text: ` (${now.unit})` }));
    },
  };
}
