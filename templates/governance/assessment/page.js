// The page around the questionnaire: draws it, keeps the answers, saves and opens them. It asks no address for anything.
"use strict";

const told = JSON.parse(document.getElementById("questionnaire").textContent);
const asked = told.asked;
const words = told.words;
let answers = {};

function element(tag, about, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(about || {})) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside);
  return made;
}

function percent(share) {
  const whole = Math.floor(share * 100 + 0.5 + SAME).toLocaleString(told.language, { numberingSystem: "latn" });
  return told.percent.replace("0", whole);
}

function optionsOf(one) {
  return [...one.options, "unknown"].map((name) => {
    const many = one.many;
    const box = element("input", {
      type: many ? "checkbox" : "radio",
      name: one.id,
      value: name,
      checked: (answers[one.id] || []).includes(name),
      onchange: () => choose(one, name),
    });
    const text = name === "unknown" ? words.unknown : one.answers[name];
    return element("label", { class: "answer" }, box, element("span", {}, text));
  });
}

function choose(one, name) {
  const ticked = [...document.querySelectorAll(`input[name="${one.id}"]:checked`)].map((box) => box.value);
  const alone = (value) => value === "none" || value === "unknown";
  let given = ticked;
  if (one.many && ticked.length > 1) given = alone(name) ? [name] : ticked.filter((value) => !alone(value));
  if (given.length) answers[one.id] = [...one.options, "unknown"].filter((value) => given.includes(value));
  else delete answers[one.id];
  for (const box of document.querySelectorAll(`input[name="${one.id}"]`)) box.checked = given.includes(box.value);
  show();
}

function write(one, text) {
  if (text.trim()) answers[one.id] = text.trim().split(/\s+/).join(" ").slice(0, 2000);
  else delete answers[one.id];
}

function draw() {
  const place = document.getElementById("questions");
  place.replaceChildren();
  for (const section of asked.sections) {
    const block = element("section", {}, element("h2", {}, section.title));
    for (const one of asked.questions.filter((each) => each.section === section.id)) {
      const field = element("fieldset", { id: `q-${one.id}` }, element("legend", {}, one.text));
      if (one.kind === "open") {
        const area = element("textarea", { rows: 2, maxlength: 2000, "aria-label": one.text });
        area.value = answers[one.id] || "";
        area.addEventListener("input", () => write(one, area.value));
        field.append(area);
      } else field.append(...optionsOf(one));
      block.append(field);
    }
    place.append(block);
  }
  show();
}

function show() {
  const seen = new Set(visibleQuestions(asked, answers).map((one) => one.id));
  for (const one of asked.questions) document.getElementById(`q-${one.id}`).hidden = !seen.has(one.id);
  const rows = scoreAnswers(asked, answers).map((one) => {
    const known = one.answered_risks > 0;
    const range = (low, high) => (low === high ? low : words.from_to.replace("{low}", low).replace("{high}", high));
    const cells = known
      ? [
          percent(one.risk),
          range(percent(one.remaining), percent(one.highest)),
          range(words.levels[one.level], words.levels[one.highest_level]),
        ]
      : [words.nothing, words.nothing, words.nothing];
    const open = (one.open_risks + one.open_safeguards).toLocaleString(told.language, { numberingSystem: "latn" });
    const heads = [words.risk, words.remaining, words.level, words.open];
    const line = element("tr", { "data-dimension": one.dimension }, element("th", { scope: "row" }, words.dimensions[one.dimension]));
    [...cells, open].forEach((text, place) => line.append(element("td", { "data-label": heads[place] }, text)));
    return line;
  });
  document.getElementById("score").replaceChildren(...rows);
}

function save() {
  const about = {};
  for (const name of ["system", "who"]) about[name] = document.getElementById(name).value.trim().slice(0, 200);
  const day = new Date().toISOString().slice(0, 10);
  const record = { format: 1, what: "assessment", ...about, day, answers };
  const file = new Blob([JSON.stringify(record, null, 1)], { type: "application/json" });
  const link = element("a", { href: URL.createObjectURL(file), download: told.file });
  document.body.append(link);
  link.click();
  link.remove();
}

function opened(text) {
  const record = JSON.parse(text);
  if (record.what !== "assessment" || record.format !== 1 || typeof record.answers !== "object") throw new Error();
  const known = new Map(asked.questions.map((one) => [one.id, one]));
  const found = {};
  for (const [id, value] of Object.entries(record.answers)) {
    const one = known.get(id);
    if (one && one.kind === "open" && typeof value === "string") found[id] = value;
    else if (one && Array.isArray(value)) {
      const fitting = [...one.options, "unknown"].filter((name) => value.includes(name));
      if (fitting.length) found[id] = one.many ? fitting : fitting.slice(0, 1);
    }
  }
  answers = found;
  for (const name of ["system", "who"]) document.getElementById(name).value = String(record[name] || "").slice(0, 200);
  draw();
}

document.getElementById("save").addEventListener("click", save);
document.getElementById("open").addEventListener("change", async (event) => {
  const problem = document.getElementById("problem");
  problem.textContent = "";
  try {
    opened(await event.target.files[0].text());
  } catch {
    problem.textContent = words.not_ours;
  }
  event.target.value = "";
});
draw();
