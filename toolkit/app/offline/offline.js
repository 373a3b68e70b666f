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

// As `read_amount` of toolkit/languages reads it, by the same lists of words, which come with the page.
const PIECE = new RegExp("(\\d{1,3}(?:[\\s']\\d{3}(?!\\d))+(?:[.,٫]\\d+)?|[.,]?\\d[\\d.,٬٫]*)"
  + "|[dD]'|[A-Za-z]{1,3}\\$|[SsBb]/\\.?|\\p{L}+(?:\\.\\p{L}+)*\\.?|\\S", "gu");
const SHAPE = /^-?U{0,2}-?(N[S1]*|O[S1]+|1[S1]*)(A?(N[S1]*|1[S1]*))*(F?U){0,4}$/;

function bareText(text) {
  const latin = text.replace(/[٠-٩]/g, d => d.charCodeAt(0) - 0x660).replace(/[۰-۹]/g, d => d.charCodeAt(0) - 0x6f0);
  const apart = latin.replace(MARKS, "").normalize("NFD").replace(/\p{M}/gu, "");
  return apart.replace(/[ةى’−،]/g, sign => ({ "ة": "ه", "ى": "ي", "’": "'", "−": "-", "،": "," })[sign]);
}

const plainWord = word => bareText(word).toLowerCase().replace(/\.+$/, "");

function sizeOf(piece, rules) {
  const bare = piece.replace(/[.$]+$/, "");
  return [bare, plainWord(bare)].map(word => Object.hasOwn(rules.sizes, word) ? rules.sizes[word] : null)
    .find(size => size !== null) ?? null;
}

function kindOf(piece, rules, measure) {
  const word = plainWord(piece);
  if (/\d/.test(piece)) return "N";
  if (measure === "hours" && rules.hours.includes(word)) return "U";
  if (sizeOf(piece, rules) !== null) return rules.alone.includes(word) ? "1" : "S";
  const isMoney = /^\p{Sc}/u.test(piece) || rules.codes.includes(piece) || rules.money.includes(word);
  if (measure === "money" && isMoney) return "U";
  const kinds = [[rules.one, "O"], [rules.joins, "A"], [rules.of, "F"], [["-"], "-"]];
  return (kinds.find(([words]) => words.includes(word)) || [null, "X"])[1];
}

function valueOf(number, sized, rules) {
  if (!/^[1-9]\d{0,2}[.,]\d{3}$/.test(number)) return readNumber(number);
  const sign = number.includes(".") ? "." : ",";
  if (sized && rules.decimals.includes(sign)) return Number.parseFloat(number.replace(",", "."));
  return rules.groups.includes(sign) && (rules.decimals || !sized) ? Number.parseFloat(number.replace(sign, "")) : null;
}

function readAmount(text, rules, measure) {
  if ([...text].length > LONGEST_NUMBER) return null;
  const pieces = bareText(text).match(PIECE) || [];
  const kinds = pieces.map(piece => kindOf(piece, rules, measure)).join("");
  const signs = kinds.split("-").length - 1;
  if (!SHAPE.test(kinds) || signs > 1 || (signs && measure === "hours")) return null;
  const terms = [];
  let begins = true;
  pieces.forEach((piece, place) => {
    if (kinds[place] === "N") terms.push([piece, []]);
    else if ("S1".includes(kinds[place])) {
      if (begins) terms.push(["", []]);
      terms[terms.length - 1][1].push(sizeOf(piece, rules));
    }
    begins = "OA".includes(kinds[place]) || !terms.length;
  });
  let total = 0;
  let room = Infinity;
  for (const [number, sizes] of terms) {
    const value = number ? valueOf(number, sizes.length > 0, rules) : 1;
    const size = sizes.reduce((one, other) => one * other, 1);
    const goes = sizes.length < 2 || (sizes.length === 2 && sizes[0] < sizes[1] && sizes[0] <= 1e5);
    if (value === null || value * size >= room || !goes) return null;
    total += value * size;
    room = size > 1 && Number.isInteger(value) ? size : 0;
  }
  return Number((signs ? -total : total).toFixed(6));
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

function isChosen(row, choice, option) {
  return Boolean(row.querySelector(`input[name$=".${choice.split(".")[1]}"][value="${option}"]:checked`));
}

// A sum, or what was written where a number belongs and is none: without it, the sum would be wrong in silence.
function totalOf(sheet, total, rules) {
  const of = (sign, names) => names.flatMap(name => [...sheet.querySelectorAll(`[data-number="${name}"]`)])
    .filter(field => field.value.trim() && (!total.where || isChosen(field.closest("[data-row]"), ...total.where)))
    .map(field => ({ sign, words: field.value.trim(), value: readAmount(field.value, rules, field.dataset.measure) }));
  const found = [...of(1, total.plus), ...of(-1, total.minus)];
  const unread = found.find(one => one.value === null);
  return { unread: unread && unread.words, any: found.length > 0, sum: found.reduce((all, one) => all + one.sign * one.value, 0) };
}

function beginTotals(sheet) {
  const place = sheet.querySelector("[data-totals]");
  if (!place) return;
  const { totals, unread, rules } = JSON.parse(place.dataset.totals);
  const locale = `${document.documentElement.lang}-u-nu-latn`;
  sheet.addEventListener("input", () => {
    place.replaceChildren();
    for (const total of totals) {
      const told = totalOf(sheet, total, rules);
      if (!told.any) continue;
      const sum = (Math.round(told.sum * 100) / 100).toLocaleString(locale);
      const line = document.createElement("p");
      line.textContent = `${total.label}: ${told.unread ? unread.replace("{entry}", () => told.unread) : sum}`;
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
