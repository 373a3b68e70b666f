/* What is no field: buttons, pieces of page, how far some work is. */

import { make, unique } from "./elements.mjs";

export function pressButton(item, sheet) {
  const button = make("button", { type: "button", class: item.main ? "tk-act tk-main-act" : "tk-act",
    onclick: () => sheet.press(item.name) });
  const error = make("p", { class: "tk-error", role: "alert", hidden: true });
  let label = item.label;
  let isBusy = false;
  const tell = () => { button.textContent = isBusy ? sheet.words.working : label; };
  return {
    node: make("div", { class: "tk-press" }, button, error),
    show(now) {
      label = now.label;
      tell();
    },
    busy(is) {
      isBusy = is;
      button.setAttribute("aria-busy", is);
      tell();
      if (is) error.hidden = true;
    },
    wrong(words) {
      error.textContent = words;
      error.hidden = !words;
    },
  };
}

// The only markup that is set as markup: the toolkit wrote it.
export function pieceOfPage(item) {
  const node = make("div", { class: "tk-piece", role: item.live ? "status" : undefined });
  return {
    node,
    show(now) {
      node.className = `tk-piece ${now.look}`;
      node.innerHTML = now.content;
      node.hidden = !now.content && !now.live;
    },
  };
}

export function progressBar() {
  const label = make("p", { class: "tk-label", id: unique("label"), role: "status" });
  const bar = make("progress", { class: "tk-progress", max: "1", "aria-labelledby": label.id });
  return {
    node: make("div", { class: "tk-piece" }, label, bar),
    show(now) {
      label.textContent = now.label;
      if (now.share === null) bar.removeAttribute("value");
      else bar.value = now.share;
    },
  };
}
