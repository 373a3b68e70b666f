// Answers are checked here as toolkit/course/exercises checks them; what is said of each comes with the page. Nothing is
// sent and nothing is kept: what somebody writes can be saved as a text file.
"use strict";

const MARKS = /[\u2066\u2067\u2068\u2069\u200e\u200f\u061c]/g;
const LONGEST_NUMBER = 60;

// As `read_number` of toolkit/languages reads it, in any way of writing a number; null where it is none. No lookbehind:
// older telephones do not know it and would refuse the whole script.
function readNumber(text) {
  if ([...text].length > LONGEST_NUMBER) return null;
  let plain = text.replace(/[٠-٩]/g, d => d.charCodeAt(0) - 0x660).replace(/[۰-۹]/g, d => d.charCodeAt(0) - 0x6f0);
  plain = plain.replace(MARKS, "").replace(/٫/g, ".").replace(/٬/g, "").replace(/،/g, ",").replace(/−/g, "-");
  plain = plain.replace(/\s*[×x%٪]?\s*$/i, "").replace(/^\s*[×x]?\s*/i, "");
  plain = plain.replace(/(\d)\s+\p{L}[^\d]*$/u, "$1");
  plain = plain.replace(/(\d)[\s'’](?=\d{3}(?!\d))/g, "$1");
  if (/^[-+]?\d*,\d+$/.test(plain) && !/^[-+]?[1-9]\d{0,2},\d{3}$/.test(plain)) plain = plain.replace(",", ".");
  else if (/^[-+]?(\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,})$/.test(plain)) plain = plain.replace(/\./g, "").replace(",", ".");
  else if (/^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain)) plain = plain.replace(/,/g, "");
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number.parseFloat(plain) : null;
}

function isNear(one, other, part) {
  return Math.abs(one - other) <= part * Math.max(Math.abs(one), Math.abs(other));
}

function judgeNumber(data, text) {
  const number = readNumber(text);
  if (number === null) return ["unreadable", data.unreadable];
  if (isNear(number, data.answer, data.tolerance)) return ["right", data.right];
  const mistake = data.mistakes.find(([answer]) => isNear(number, answer, data.tolerance));
  if (mistake) return ["not_yet", mistake[1]];
  return isNear(number, data.answer, data.near) ? ["nearly", data.nearly] : ["not_yet", data.not_yet];
}

// What an answer deserves: a state and a sentence. Things that are sorted have one for each, and so has each mark.
function judge(data, answer) {
  if (data.kind === "number") return judgeNumber(data, answer || "");
  if (data.kind === "choice") return data.options[answer] || ["unreadable", data.unreadable];
  if (data.kind === "marking") {
    return Object.fromEntries(Object.entries(data.things).filter(([thing]) => answer.includes(thing)));
  }
  return Object.fromEntries(Object.entries(data.things).map(([thing, told]) =>
    [thing, told[answer[thing]] || ["unreadable", data.unreadable || ""]]));
}

function countOf(data, judged) {
  const all = Object.values(judged);
  const right = all.filter(([state]) => state === "right").length;
  if (data.kind !== "marking") return data.counts[right];
  if (!all.length) return data.unreadable;
  return [data.found[right], data.beside[all.length - right]].filter(Boolean).join(" ");
}

function say(place, look, words) {
  place.replaceChildren();
  if (!words) return;
  const box = document.createElement("div");
  box.className = look ? `tk-feedback ${look}` : "tk-count";
  box.textContent = words;
  place.append(box);
}

function chosen(place) {
  const found = place.querySelector("input:checked");
  return found ? found.value : null;
}

function beginExercise(box) {
  const data = JSON.parse(box.querySelector('script[type="application/json"]').textContent);
  const said = box.querySelector("[data-said]");
  const things = [...box.querySelectorAll("[data-thing]")];
  box.querySelector("[data-check]").addEventListener("click", () => {
    if (data.things) {
      const answers = data.kind === "marking" ? things.map(chosen).filter(Boolean)
        : Object.fromEntries(things.map(one => [one.dataset.thing, chosen(one)]));
      const judged = judge(data, answers);
      for (const one of things) {
        const [state, words] = judged[one.dataset.thing] || ["unreadable", ""];
        const told = state !== "unreadable" && data.when !== "before";
        say(one.querySelector(".tk-said"), data.looks[state], told ? words : "");
      }
      say(said, "", countOf(data, judged));
    } else {
      const typed = box.querySelector("[data-answer]");
      const [state, words] = judge(data, typed ? typed.value : chosen(box));
      say(said, data.looks[state], words);
    }
  });
  // What was said of one answer must not stand below another one.
  box.addEventListener("input", event => {
    const thing = event.target.closest("[data-thing]");
    if (thing) say(thing.querySelector(".tk-said"), "", "");
    say(said, "", "");
  });
}

function beginRows(part) {
  const rows = [...part.querySelectorAll("[data-row]")];
  const more = part.querySelector("[data-more]");
  rows.slice(1).forEach(row => row.classList.add("tk-later"));
  if (more) more.addEventListener("click", () => {
    const next = rows.find(row => row.classList.contains("tk-later"));
    if (next) next.classList.remove("tk-later");
    if (next) next.querySelector("input, textarea").focus();
    more.hidden = !rows.some(row => row.classList.contains("tk-later"));
  });
}

function totalOf(sheet, total) {
  const of = (sign, names) => names.flatMap(name => [...sheet.querySelectorAll(`[data-number="${name}"]`)])
    .map(field => readNumber(field.value)).filter(value => value !== null).map(value => sign * value);
  const found = [...of(1, total.plus), ...of(-1, total.minus)];
  return found.length ? found.reduce((one, other) => one + other, 0) : null;
}

function beginTotals(sheet) {
  const place = sheet.querySelector("[data-totals]");
  if (!place) return;
  const totals = JSON.parse(place.dataset.totals);
  const locale = `${document.documentElement.lang}-u-nu-latn`;
  sheet.addEventListener("input", () => {
    place.replaceChildren();
    for (const total of totals) {
      const value = totalOf(sheet, total);
      if (value === null) continue;
      const line = document.createElement("p");
      line.textContent = `${total.label}: ${(Math.round(value * 100) / 100).toLocaleString(locale)}`;
      place.append(line);
    }
  });
}

// Everything that was written, as lines of text: heading, question, answer.
function written() {
  const lines = [document.querySelector("h1").textContent.trim()];
  let sheet = null;
  for (const field of document.querySelectorAll("[data-writes]")) {
    const answer = field.matches("fieldset")
      ? [...field.querySelectorAll("input:checked")].map(one => one.nextElementSibling.textContent).join("; ")
      : field.value.trim();
    if (!answer) continue;
    const about = field.closest("[data-sheet]");
    if (about && about !== sheet) lines.push("", about.dataset.sheet);
    sheet = about;
    lines.push("", field.dataset.writes, answer);
  }
  return `${lines.join("\r\n")}\r\n`;
}

function begin() {
  let unsaved = false;
  document.documentElement.classList.add("tk-alive");
  document.querySelectorAll("[data-exercise]").forEach(beginExercise);
  document.querySelectorAll("[data-rows]").forEach(beginRows);
  document.querySelectorAll("[data-sheet]").forEach(beginTotals);
  document.addEventListener("input", event => { unsaved = unsaved || Boolean(event.target.closest("[data-writes]")); });
  window.addEventListener("beforeunload", event => { if (unsaved) event.preventDefault(); });
  document.querySelectorAll("[data-save]").forEach(button => button.addEventListener("click", () => {
    const link = document.createElement("a");
    // A byte order mark, by which old editors see that the letters are not Latin ones.
    link.href = URL.createObjectURL(new Blob(["\ufeff", written()], { type: "text/plain;charset=utf-8" }));
    link.download = button.dataset.save;
    link.click();
    unsaved = false;
  }));
  document.querySelectorAll("[data-print]").forEach(button => button.addEventListener("click", () => window.print()));
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach(one => { one.open = true; });
  });
  window.addEventListener("afterprint", () => opened.forEach(one => { one.open = false; }));
}

if (typeof document !== "undefined") begin();
