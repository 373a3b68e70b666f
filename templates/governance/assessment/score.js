// The same score as toolkit/governance/assessment/scoring.py, for the page that is handed to somebody without the toolkit.
// `answers` maps the id of a question to a list of ids of answers, or to words. Only what is visible is counted.
"use strict";

const SAME = 1e-9;
const DIMENSIONS = ["workers", "users", "access", "control", "supplier"];

function visibleQuestions(asked, answers) {
  const seen = new Set();
  return asked.questions.filter((one) => {
    const on = one.shown_if;
    const given = on && seen.has(on.question) ? answers[on.question] : null;
    const shown = !on || (Array.isArray(given) && given.some((answer) => on.answers.includes(answer)));
    if (shown) seen.add(one.id);
    return shown;
  });
}

function valueOf(asked, one, answers) {
  const given = answers[one.id];
  if (one.kind === "open" || !Array.isArray(given) || !given.length || given.includes("unknown")) return null;
  return Math.min(1, given.reduce((sum, name) => sum + asked.weights.values[one.id][name], 0));
}

function weightOf(asked, one, dimension) {
  return (asked.weights.questions[one.id] || {})[dimension] || 0;
}

function shareOf(asked, answers, dimension, kind) {
  let total = 0;
  for (const one of asked.questions) if (one.kind === kind) total += weightOf(asked, one, dimension);
  let reached = 0;
  for (const one of visibleQuestions(asked, answers)) {
    if (one.kind === kind) reached += (weightOf(asked, one, dimension) * (valueOf(asked, one, answers) || 0)) / total;
  }
  return reached;
}

function atWorst(asked, answers) {
  const seen = new Set(visibleQuestions(asked, answers).map((one) => one.id));
  const found = {};
  for (const one of asked.questions) {
    const known = seen.has(one.id) && valueOf(asked, one, answers) !== null;
    if (known || one.kind !== "risk") {
      if (seen.has(one.id) && answers[one.id]) found[one.id] = answers[one.id];
    } else {
      found[one.id] = one.many ? one.options : one.options.slice(-1);
    }
  }
  return found;
}

function levelOf(asked, remaining) {
  return asked.weights.levels.filter((bound) => remaining > bound + SAME).length;
}

function scoreAnswers(asked, answers) {
  const worst = atWorst(asked, answers);
  return DIMENSIONS.map((dimension) => {
    const risk = shareOf(asked, answers, dimension, "risk");
    const relief = asked.weights.most_relief * shareOf(asked, answers, dimension, "safeguard");
    const counted = visibleQuestions(asked, answers).filter((one) => weightOf(asked, one, dimension));
    const open = counted.filter((one) => valueOf(asked, one, answers) === null);
    const weight = (some) => some.reduce((sum, one) => sum + weightOf(asked, one, dimension), 0);
    const remaining = risk * (1 - relief);
    const highest = shareOf(asked, worst, dimension, "risk") * (1 - relief);
    const risks = (some) => some.filter((one) => one.kind === "risk").length;
    return {
      dimension,
      risk,
      relief,
      remaining,
      highest,
      level: levelOf(asked, remaining),
      highest_level: levelOf(asked, highest),
      unanswered: counted.length ? weight(open) / weight(counted) : 0,
      open_risks: risks(open),
      open_safeguards: open.length - risks(open),
      answered_risks: risks(counted) - risks(open),
    };
  });
}
