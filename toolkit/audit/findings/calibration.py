"""Does the same score mean the same in every group? One finding a characteristic, at the scores where it is clearest.

A score that means the same for everybody (calibration) and errors that are as frequent in every group cannot both be
had where groups differ in how often the outcome comes true, unless the score never errs (J. Kleinberg, S. Mullainathan
and M. Raghavan, "Inherent trade-offs in the fair determination of risk scores", 2016; A. Chouldechova, Big Data 5
(2017) 153-163). So this finding and a gap in error rates are two questions, and neither answers the other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.audit.comparing.shares import Columns, Shares
from toolkit.audit.counting.counts import UNKNOWN
from toolkit.audit.findings.finding import AMONG_KNOWN, Finding
from toolkit.audit.findings.numbers import natural_frequencies
from toolkit.audit.measures.supported import labels_known_for
from toolkit.audit.statistics.proportions import wilson_interval
from toolkit.languages import Language, translatable

BETWEEN = translatable(
    "Of {base} {group} with scores between {low} and {high}, {n} {came_true}; of {base} {reference} with the same "
    "scores, {m}."
)
BELOW = translatable(
    "Of {base} {group} with scores below {high}, {n} {came_true}; of {base} {reference} with the same scores, {m}."
)
FROM = translatable(
    "Of {base} {group} with scores of {low} or more, {n} {came_true}; of {base} {reference} with the same scores, {m}."
)
RANGE = translatable("scores between {low} and {high}")
RANGE_BELOW = translatable("scores below {high}")
RANGE_FROM = translatable("scores of {low} or more")
MEANING = translatable(
    "Chance alone would hardly make such a difference: the same score does not mean the same for both groups. Ask what "
    "the score was checked against, and whether it was checked for each group."
)


Row = dict[str, Any]


@dataclass(frozen=True)
class CalibrationFinding(Finding):
    """The scores at which it came true for clearly more people of one group than of the other."""

    kind: str = field(init=False, default="calibration")
    score_from: float = -math.inf
    score_to: float = math.inf
    rate: float = math.nan
    reference_rate: float = math.nan
    known_only: bool = False  # of some people with such scores it is not known what turned out true

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        base, n, m = natural_frequencies(self.rate, self.reference_rate)
        sentence = BELOW if math.isinf(self.score_from) else FROM if math.isinf(self.score_to) else BETWEEN
        edges = {"low": self.score_from, "high": self.score_to}
        first = speech.say(
            sentence,
            base=base,
            n=n,
            m=m,
            came_true=self.codebook.phrase("came_true", speech),
            **{name: _score(edge, speech) for name, edge in edges.items() if math.isfinite(edge)},
            **self._named(speech),
        )
        first = speech.say(AMONG_KNOWN, said=first) if self.known_only else first
        return f"{first} {speech.say(MEANING)}"


def range_of_scores(low: float, high: float, speech: Language) -> str:
    """A bin in words.

    >>> range_of_scores(20.0, 40.5, Language("en")), range_of_scores(-math.inf, 20.0, Language("en"))
    ('scores between 20 and 40.5', 'scores below 20')
    """
    sentence = RANGE_BELOW if math.isinf(low) else RANGE_FROM if math.isinf(high) else RANGE
    edges = {"low": low, "high": high}
    return speech.say(sentence, **{name: _score(edge, speech) for name, edge in edges.items() if math.isfinite(edge)})


def _score(value: float, speech: Language) -> str:
    text = f"{abs(value):.12f}".rstrip("0")
    sign = "−" if value < 0 else ""
    return sign + speech.number(abs(value), decimals=len(text.partition(".")[2]))


def calibration_findings(
    scores: Columns, references: Mapping[int, int], shares: Shares, confidence: float
) -> list[Finding]:
    """For each characteristic the bin and group that differ most clearly from the reference, if any does.

    Clear means that the two Wilson intervals do not meet. Because the clearest of many is looked for, these are wider
    than those of the table: 1 − confidence is divided by the number of comparisons. They hold whatever came true for
    people of unknown outcome, and whichever group those of unknown group belong to. Made of published numbers alone;
    silent where outcomes are known for people of one decision only, as the score was part of that decision.
    """
    if shares.log.roles.outcome is None or labels_known_for(shares.cells) != "everybody":
        return []
    rows = [dict(zip(scores, values, strict=True)) for values in zip(*scores.values(), strict=True)]
    of_all = {(row["characteristic"], row["group"], row["score_from"]): row for row in rows}
    told = {key: row for key, row in of_all.items() if row["known"]}
    found: list[Finding] = []
    for position, code in references.items():
        characteristic = shares.characteristics[position]
        reference = characteristic.groups[code]
        others = {characteristic.groups[known] for known in characteristic.known} - {reference}
        pairs = [
            (row, told[name, reference, low], of_all.get((name, UNKNOWN, low), {}).get("people") or 0)
            for (name, group, low), row in told.items()
            if name == characteristic.name and group in others and (name, reference, low) in told
        ]
        apart = [_distance(row, other, unknown, 1 - (1 - confidence) / len(pairs)) for row, other, unknown in pairs]
        if apart and max(apart) > 0:
            row, other, _ = pairs[apart.index(max(apart))]
            found.append(
                CalibrationFinding(
                    characteristic=characteristic.name,
                    group=row["group"],
                    reference=reference,
                    measure="calibration",
                    verdict="shown",
                    score_from=row["score_from"],
                    score_to=row["score_to"],
                    rate=row["value"],
                    reference_rate=other["value"],
                    known_only=row["known"] < row["people"] or other["known"] < other["people"],
                    codebook=shares.log.codebook,
                )
            )
    return found


def _distance(one: Row, other: Row, unknown: int, confidence: float) -> float:
    """How far apart the two intervals lie, whatever is true of people of whom something is not known; below 0 if met.

    `unknown` people have such a score and no known group.
    """
    people = [max(row["people"], row["known"]) + unknown for row in (one, other)]  # rounded numbers need not add up
    least = [row["true"] for row in (one, other)]
    most = [row["true"] + number - row["known"] for row, number in zip((one, other), people, strict=True)]
    low, high = wilson_interval(least, people, confidence)[0], wilson_interval(most, people, confidence)[1]
    return float(max(low[0] - high[1], low[1] - high[0]))
