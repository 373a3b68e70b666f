/* Options to choose from: buttons to tick, or a list to unfold where there are many. */

import { make, unique } from "./elements.mjs";
import { redraw } from "./focus.mjs";
import { frame } from "./frame.mjs";

export function optionsField(type) {
  return (item, sheet) => {
    const parts = frame(true);
    const name = unique("options");
    const box = make("div", { class: "tk-options" });
    parts.node.append(box, parts.error);
    let drawn = "";
    let wanted = []; // an option that has gone may come back
    const inputs = () => [...box.querySelectorAll("input")];
    const tick = () => { for (const each of inputs()) each.checked = wanted.includes(each.value); };
    const entered = () => {
      wanted = inputs().filter((each) => each.checked).map((each) => each.value);
      sheet.entered(item.name, type === "radio" ? wanted[0] ?? "" : wanted, true);
    };
    return {
      node: parts.node,
      write(value) {
        wanted = Array.isArray(value) ? value : [value];
        tick();
      },
      show(now) {
        parts.show(now, parts.node);
        if (drawn === JSON.stringify(now.options)) return;
        drawn = JSON.stringify(now.options);
        redraw(box, now.options.map(([value, label]) =>
          make("label", { class: "tk-option" },
            make("input", { type, name, value, onchange: entered }),
            make("span", { text: label }))));
        tick();
      },
    };
  };
}

export function listField(item, sheet) {
  const parts = frame(false);
  const select = make("select", { id: unique("list"), onchange: () => {
    wanted = select.value;
    sheet.entered(item.name, wanted, true);
  } });
  parts.label.setAttribute("for", select.id);
  parts.node.append(select, parts.error);
  let drawn = "";
  let wanted = "";
  // Without an option of that value a list shows a blank line; the first one asks to choose.
  const choose = () => {
    select.value = wanted;
    if (select.selectedIndex < 0) select.value = "";
  };
  return {
    node: parts.node,
    write(value) {
      wanted = value ?? "";
      choose();
    },
    show(now) {
      parts.show(now, select);
      const all = [["", now.prompt || sheet.words.choose], ...now.options];
      if (drawn === JSON.stringify(all)) return;
      drawn = JSON.stringify(all);
      select.replaceChildren(...all.map(([value, label]) => make("option", { value, text: label })));
      choose();
    },
  };
}
