/* Papers to take home: read on the screen, or saved as files. */

import { make } from "./elements.mjs";
import { redraw } from "./focus.mjs";
import { openReader } from "./reader.mjs";

export function takeaway(item, sheet) {
  const node = make("div", { class: "tk-takeaway" });
  let made = [];
  const letGo = () => {
    made.forEach((url) => URL.revokeObjectURL(url));
    made = [];
  };
  return {
    node,
    leave: letGo,
    show(now) {
      letGo();
      const papers = now.files.map((each) => new File([each.content], each.name, { type: each.type }));
      const links = papers.map((each, place) => {
        const url = URL.createObjectURL(each);
        made.push(url);
        return make("a", { class: "tk-act tk-save", href: url, download: each.name, text: now.files[place].label });
      });
      const title = make("h4", { class: "tk-takeaway-title", text: now.title });
      const acts = make("div", { class: "tk-row" }, ...links);
      if (now.page) {
        acts.prepend(make("button", { type: "button", class: "tk-act", text: sheet.words.read,
          "aria-haspopup": "dialog", onclick: () => openReader(now, papers, sheet) }));
      }
      redraw(node, [title, ...(now.note ? [make("p", { class: "tk-help", text: now.note })] : []), acts]);
    },
  };
}
