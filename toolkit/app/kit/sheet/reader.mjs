/* A paper over the whole screen, with what a phone can do with it. */

import { make } from "./elements.mjs";

export function openReader(item, papers, sheet) {
  const told = make("p", { class: "tk-told", role: "status" });
  const paper = make("iframe", { class: "tk-paper", title: item.title, sandbox: "allow-same-origin allow-modals" });
  paper.srcdoc = item.page;
  const act = (word, does) => make("button", { type: "button", class: "tk-act", text: sheet.words[word], onclick: does });
  const dialog = make("dialog", { class: "tk-reader tk-sheet", "aria-label": item.title, lang: sheet.language, dir: sheet.direction },
    make("div", { class: "tk-row tk-reader-bar" },
      act("share", () => handOn(item, papers, told, sheet)),
      act("print", () => paper.contentWindow.print()),
      act("close", () => dialog.close())),
    told, paper);
  // The phone's own way back closes the paper, and does not leave the lesson.
  const opener = document.activeElement;
  const back = () => dialog.close();
  const home = () => { if (opener.isConnected) opener.focus({ preventScroll: true }); };
  dialog.addEventListener("close", () => {
    removeEventListener("popstate", back);
    dialog.remove();
    home();
    if (!history.state || !history.state.paper) return;
    // Going back lets the browser forget where the cursor was.
    addEventListener("popstate", () => setTimeout(home), { once: true });
    history.back();
  });
  document.body.append(dialog);
  history.pushState({ ...history.state, paper: true }, "");
  addEventListener("popstate", back);
  dialog.showModal();
}

export async function handOn(item, papers, told, sheet) {
  const whole = { title: item.title, files: papers };
  const copied = () => { told.textContent = copyText(item.words, told) ? sheet.words.copied : sheet.words.not_copied; };
  try {
    if (navigator.canShare && navigator.canShare(whole)) await navigator.share(whole);
    else if (navigator.share) await navigator.share({ title: item.title, text: item.words });
    else copied();
  } catch (problem) {
    if (problem.name !== "AbortError") copied();
  }
}

// Works on a page without encryption too, where browsers offer no clipboard.
function copyText(words, beside) {
  const { activeElement } = document;
  const text = make("textarea", { class: "tk-unseen", "aria-hidden": "true" });
  text.value = words;
  beside.after(text);
  text.select();
  let isDone = false;
  try { isDone = document.execCommand("copy"); } catch { /* then it is not copied */ }
  text.remove();
  if (activeElement) activeElement.focus({ preventScroll: true }); // selecting has taken the cursor away
  return isDone;
}
