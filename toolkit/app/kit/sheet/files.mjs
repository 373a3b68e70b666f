/* A file on its way from the reader's device: it goes in parts, can be stopped, and says truly where it is. */

import { make, unique } from "./elements.mjs";
import { frame } from "./frame.mjs";
import { PART } from "./wire.mjs";

const LONG = 1000; // milliseconds from which on a wait is shown with a way out

export function fileField(item, sheet) {
  const { words, wire } = sheet;
  const parts = frame(true);
  const act = (text, props) => make("button", { type: "button", class: "tk-act", text, ...props });
  const input = make("input", { type: "file", hidden: true, tabindex: "-1", accept: item.suffixes.join(",") || undefined,
    onchange: () => { if (input.files[0]) send(input.files[0]); input.value = ""; } });
  const choose = act(words.choose_file, { onclick: () => input.click() });
  const remove = act(words.remove_file, { hidden: true, onclick: () => { letGo(); choose.focus(); } });
  const stop = act(words.stop, { hidden: true, onclick: () => { letGo(); rest(); choose.focus(); } });
  const status = make("p", { class: "tk-file", role: "status" });
  const bar = make("progress", { class: "tk-progress", max: "1", value: "0", hidden: true, "aria-label": words.reading });
  parts.error.setAttribute("role", "alert");
  parts.node.append(status, bar, make("div", { class: "tk-row" }, choose, remove, stop), input,
    make("p", { class: "tk-help", text: words.reads_file }), parts.error);
  let shown = item;
  let held = item.held || ""; // the file that the process has, or that is on its way there
  let upload = ""; // the sign of what is on its way
  let isRead = false; // the process says that it takes a while to read it

  const wait = (share) => {
    choose.disabled = true;
    remove.hidden = true;
    bar.hidden = false;
    if (share === null) bar.removeAttribute("value");
    else bar.value = share;
    status.textContent = words.reading;
  };
  const rest = () => {
    choose.disabled = false;
    bar.hidden = true;
    stop.hidden = true;
    remove.hidden = !held;
    status.textContent = held || words.no_file;
  };
  const letGo = () => {
    held = upload = "";
    wire.sayGone(item.name);
    parts.complain("");
    remove.hidden = true;
    status.textContent = words.no_file;
  };

  async function send(chosen) {
    parts.complain("");
    if (chosen.size > shown.largest) {
      letGo(); // a file chosen before is gone from the page
      parts.complain(shown.too_large);
      return;
    }
    const id = unique("file");
    held = chosen.name;
    upload = id;
    wait(0);
    const offer = setTimeout(() => { stop.hidden = false; }, LONG);
    let problem = "";
    try {
      problem = await carry(chosen, id);
    } catch {
      problem = words.stopped;
    }
    clearTimeout(offer);
    if (upload !== id) return; // stopped meanwhile; another one may be on its way
    upload = "";
    if (problem) {
      held = "";
      parts.complain(problem);
    }
    if (!isRead || problem) rest();
  }

  // Says what the process has against the file; nothing if it took it.
  async function carry(chosen, id) {
    let at = 0;
    do {
      const bytes = await chosen.slice(at, at + PART).arrayBuffer();
      if (upload !== id) return "";
      const answer = await wire.sayPart(item.name, { id, file: chosen.name, size: chosen.size, at }, bytes);
      if (upload !== id) return "";
      if (answer.event === "refused") return answer.message;
      at = answer.taken;
      bar.value = chosen.size ? at / chosen.size : 1;
    } while (at < chosen.size);
    return "";
  }

  rest();
  return {
    node: parts.node,
    leave: () => { upload = ""; },
    show(now) {
      parts.show(now, parts.node);
      shown = now;
      const wasRead = isRead;
      isRead = Boolean(now.reading);
      if (isRead) {
        wait(now.reading.share);
        stop.hidden = false;
      } else if (wasRead && !upload) {
        rest();
      }
    },
  };
}
