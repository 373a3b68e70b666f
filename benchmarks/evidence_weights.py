"""How much each trait weighs, fitted to what rules told of answers they had never seen.

    python -m benchmarks.evidence_weights            what the weights do to the last collections, fitted without them
    python -m benchmarks.evidence_weights --write    fit to all of them and write templates/bargaining/weights.yml

`tests/bargaining/counter/answers/told_as_lost.csv` holds which losses were told of each paragraph: by the rules of the
day when a collection was new, since what rules tell of answers that they were made with says too much good of them, and
by the rules of 27 November 2026, since rules that were made later tell other losses. The texts are compared again for
their traits; a paragraph that does not change any more is left out. Logistic regression with a ridge penalty.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import yaml
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.employer_answers import LOSSES, REASONS, SHOWN
from tests.bargaining.counter.answers.collection import Answer, Part, frozen_clauses, read_answers
from tests.bargaining.counter.answers.truth import TrueChange
from toolkit.bargaining.counter.compare import compare_with
from toolkit.bargaining.counter.meanings.party_names import party_names, with_our_names
from toolkit.bargaining.counter.meanings.same_words import forget_texts, same_words
from toolkit.bargaining.counter.signals import Noticed
from toolkit.bargaining.counter.weighing.traits import named, told, traits
from toolkit.bargaining.counter.weighing.weights import BASE, QUESTIONS, Question, Weights

HERE = Path(__file__).parents[1]
ROWS = HERE / "tests" / "bargaining" / "counter" / "answers" / "told_as_lost.csv"
WEIGHTS = HERE / "templates" / "bargaining" / "weights.yml"
LAST = ("fourteenth/work", "fourteenth/frozen", "fifteenth", "sixteenth", "seventeenth", "eighteenth")
_RIDGE = 3.0  # chosen on the collections before the last: half and twice as much say the same
_LEAST = 0.04  # a weight that is nearer to nothing is left out
_HEAD = """\
# How much what is seen of two paragraphs weighs, in logarithms of odds: for “loss”, that something was taken from us
# where rules say so; for “reason”, that what is told first of it is what was lost. benchmarks/evidence_weights.py made
# them from {rows} statements on paragraphs of tests/bargaining/counter/answers; do not edit them by hand.
"""


_Rows = dict[tuple[str, str, str], list[dict[str, str]]]


@dataclass(frozen=True)
class Told:
    """A paragraph that was told as a loss: when its collection was new, or later, when rules had been made with it."""

    collection: str
    new: bool
    loss: bool
    traits: dict[str, float]
    reasons: tuple[tuple[dict[str, float], bool], ...]  # each that names a harm where something was lost: is it that?


def read_told() -> list[Told]:
    """All of them, with their traits as they are read today."""
    rows: dict[str, _Rows] = defaultdict(lambda: defaultdict(list))
    with ROWS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["collection"]][row["answer"], row["article"], row["paragraph"]].append(row)
    with frozen_clauses():
        return [
            one
            for collection, known in rows.items()
            for answer in read_answers(cast(Part, collection))
            for one in _told(collection, answer, known)
        ]


def _told(collection: str, answer: Answer, known: _Rows) -> Iterator[Told]:
    truth: dict[tuple[str, int | None], list[TrueChange]] = defaultdict(list)
    for article in answer.truth.values():
        for true in article.changes:
            truth[article.article, true.paragraph].append(true)
    same = same_words(answer.language)
    changes = compare_with(answer.agreement, answer.data, name=answer.file)
    names = party_names([(one.ours, one.theirs) for one in changes if one.ours and one.theirs], same)
    for change in changes:
        rows = known.get((answer.name, change.clause or "", str(change.paragraph)), [])
        if not rows or change.kind == "unchanged" or not change.theirs:
            continue
        lost = {one.kind for one in truth[change.clause or "", change.paragraph] if one.direction in LOSSES}
        whole = truth[change.clause or "", None]
        loss = bool(lost) or any(one.direction in LOSSES and not one.source for one in whole)
        seen = traits(change.ours, with_our_names(change.theirs, names, same, ours=change.ours), same)
        for row in rows:
            noticed = _noticed(row)
            spoken = [one for one in noticed if lost and one.effect == "weakened" and one.id not in SHOWN]
            reasons = [(named(one, noticed), bool(lost & set(REASONS.get(one.id, "").split()))) for one in spoken]
            yield Told(collection, row["when"] == "new", loss, {**seen, **told(noticed)}, tuple(reasons))
    forget_texts()


def _noticed(row: dict[str, str]) -> list[Noticed]:
    lost = [Noticed(one.rstrip("!"), "weakened", "", one.endswith("!")) for one in row["told"].split()]
    return [*lost, *([Noticed("gain", "strengthened", "")] if row["gained"] == "yes" else [])]


def _cases(told: Sequence[Told], question: Question) -> list[tuple[dict[str, float], bool]]:
    """The traits by which a question is answered, and the right answer, where there is one."""
    if question == "loss":
        return [(one.traits, one.loss) for one in told]
    return [({**one.traits, **reason}, right) for one in told for reason, right in one.reasons]


def fit(told: Sequence[Told], question: Question) -> Weights:
    """The weights by which the answers to a question are foretold best."""
    rows = _cases(told, question)
    names = [BASE, *sorted({name for traits, _ in rows for name in traits})]
    place = {name: at for at, name in enumerate(names)}
    cells = [(at, place[name], value) for at, (traits, _) in enumerate(rows) for name, value in traits.items()]
    cells += [(at, 0, 1.0) for at in range(len(rows))]
    at, column, value = zip(*cells, strict=True)
    seen = csr_matrix((value, (at, column)), shape=(len(rows), len(names)))
    right = np.array([float(one) for _, one in rows])
    ridge = np.full(len(names), _RIDGE)
    ridge[0] = 0.0

    def cost(weight: np.ndarray) -> tuple[float, np.ndarray]:
        odds = seen @ weight
        lost = np.logaddexp(0.0, odds) - right * odds
        likely = 1.0 / (1.0 + np.exp(-odds))
        return float(lost.sum() + (ridge * weight**2).sum() / 2), seen.T @ (likely - right) + ridge * weight

    best = minimize(cost, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x
    kept = {name: round(float(weight), 2) for name, weight in zip(names, best, strict=True)}
    return Weights({name: weight for name, weight in kept.items() if abs(weight) >= _LEAST or name == BASE})


def show(told: Sequence[Told]) -> Iterator[str]:
    """What weights do to the last collections that were fitted to those before."""
    before = [one for one in told if one.collection not in LAST]
    last = [one for one in told if one.collection in LAST and one.new]
    for question in QUESTIONS:
        found = fit(before, question)
        odds = [(found.odds(traits), right) for traits, right in _cases(last, question)]
        right, wrong = ([value for value, one in odds if one is is_right] for is_right in (True, False))
        above = sum((a > b) + (a == b) / 2 for a in right for b in wrong) / max(len(right) * len(wrong), 1)
        yield (
            f"{question}: {len(right)} right, {len(wrong)} wrong; a right one has the better odds in {above:.3f} of "
            f"all pairs; below even odds {sum(one < 0 for one in right)} right, {sum(one < 0 for one in wrong)} wrong"
        )
        for least, most in ((-math.inf, -1), (-1, 0), (0, 1), (1, 2), (2, math.inf)):
            within = [one for value, one in odds if least <= value < most]
            yield f"    odds {least:g} to {most:g}: {sum(within)} of {len(within)} right"


def main() -> None:
    """Show what the weights do, or write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="also fit to all collections and write the weights")
    arguments = parser.parse_args()
    told = read_told()
    print("\n".join(show(told)))
    if not arguments.write:
        return
    record = {question: dict(fit(told, question).by_trait) for question in QUESTIONS}
    text = yaml.safe_dump(record, sort_keys=False, allow_unicode=True, width=120)
    WEIGHTS.write_text(_HEAD.format(rows=len(told)) + text, encoding="utf-8")


if __name__ == "__main__":
    main()
