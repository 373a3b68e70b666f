/* The list of steps above a sheet that is gone through one by one. */

import { make, unique } from "./elements.mjs";
import { redraw } from "./focus.mjs";

export function stepList(item, sheet) {
  const rows = make("ol", { class: "tk-step-list" });
  const name = make("p", { class: "tk-unseen", id: unique("steps") });
  const node = make("nav", { class: "tk-steps-nav", "aria-labelledby": name.id }, name, rows);
  let shown = item;
  let current = item.steps[0][0];
  const draw = () => {
    const at = shown.steps.findIndex(([step]) => step === current);
    const lacking = new Set(shown.lacking || []);
    redraw(rows, shown.steps.map(([step, label], place) => {
      const isDone = place < at && !lacking.has(step);
      const go = make("button", { type: "button", "aria-current": place === at ? "step" : undefined,
        onclick: () => { write(step); sheet.entered(item.name, step, true); } }, make("span", { text: label }));
      if (isDone) go.append(make("span", { class: "tk-unseen", text: ` (${shown.done})` }));
      return make("li", { class: isDone ? "tk-done" : "" }, go);
    }));
  };
  const write = (value) => {
    current = shown.steps.some(([step]) => step === value) ? value : shown.steps[0][0];
    draw();
  };
  return {
    node,
    write,
    show(now) {
      shown = now;
      name.textContent = now.label;
      draw();
    },
    point() {
      node.scrollIntoView({ block: "start" });
      // A step that a sheet leaves out now is nobody's: then the first one is pointed at.
      const target = rows.querySelector("[aria-current]") || rows.querySelector("button");
      if (target) target.focus({ preventScroll: true });
    },
  };
}
