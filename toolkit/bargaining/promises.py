"""Promise kept? What the employer signed, held against a later audit: what holds, what broke, what cannot be told yet.

The rule, the same for every clause that promises a number:

- *broke*: the published number lies beyond the promise, and the audit's verdict is that the gap is shown (chance alone
  would hardly make it);
- *holds*: every number that fits this many people (the confidence interval of the audit) keeps the promise;
- *cannot_tell*: everything else. Few people, or numbers that are not published, never read as a kept promise.

A clause speaks of any two groups, an audit tests each group against one reference. Two groups that it did not test
against each other are compared by their published shares: such a pair may hold, but it never counts as broken.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any, Literal

from toolkit.audit import AuditResult
from toolkit.audit.findings.measure_words import measure_sentence
from toolkit.audit.findings.numbers import natural_frequencies
from toolkit.audit.statistics.proportions import katz_interval, newcombe_interval, ratio_of_shares, share
from toolkit.bargaining.agreements.draft import Draft, DraftArticle
from toolkit.bargaining.clauses.library import Clause, find_clause
from toolkit.bargaining.clauses.record import Promise
from toolkit.errors import UnfilledBlank
from toolkit.languages import Language, translatable
from toolkit.registers.codebook import Codebook

Status = Literal["broke", "cannot_tell", "holds"]
Reason = Literal["", "spans", "untested", "withheld", "undefined", "no_measure", "no_characteristic"]

STATUSES: tuple[Status, ...] = ("broke", "cannot_tell", "holds")  # the gravest first
CROSSED = " × "
UNKNOWN = "(unknown)"
_SAME = 1e-9  # a share of 0.8 that was computed is 0.8

PROMISED = {
    ("ratio", True): translatable(
        "Promised in “{clause}”: the lower of two groups' shares is at least {bound} of the higher."
    ),
    ("ratio", False): translatable(
        "Promised in “{clause}”: the lower of two groups' shares is at most {bound} of the higher."
    ),
    ("difference", True): translatable(
        "Promised in “{clause}”: two groups' shares lie at least {bound} percentage points apart."
    ),
    ("difference", False): translatable(
        "Promised in “{clause}”: two groups' shares lie at most {bound} percentage points apart."
    ),
}
FOUND = {
    "ratio": translatable(
        "The lower share is {value} of the higher; with this many people anything between {low} and {high} fits."
    ),
    "difference": translatable(
        "The shares lie {value} percentage points apart; with this many people anything between {low} and {high} fits."
    ),
}
BROKE = translatable("The promise is broken: the number lies beyond it, and chance alone would hardly make such a gap.")
HOLDS = translatable("The promise holds: even the least favourable of these numbers keeps it.")
REASONS = {
    "spans": translatable("This cannot be told yet: with this many people both a kept and a broken promise fit."),
    "untested": translatable(
        "This cannot be told yet: the number lies beyond the promise, but the audit has not tested these two groups "
        "against each other. Audit again with one of them as the reference."
    ),
    "withheld": translatable(
        "This cannot be told: the numbers of {group} or of {reference} are not published, to protect the few people "
        "behind them."
    ),
    "undefined": translatable("This cannot be told: there is nobody whose shares could be compared."),
    "no_measure": translatable(
        "This cannot be told: the log does not hold what the promised number is computed from. Ask for it."
    ),
    "no_characteristic": translatable(
        "This cannot be told: the agreement names “{characteristic}”, and the audit does not compare people by it. Ask "
        "for a log that does."
    ),
}


@dataclass(frozen=True)
class KeptPromise:
    """What became of one promised number, for one pair of groups; evidence to talk about, not a judgement on anyone.

    Attributes
    ----------
    statistic
        ``ratio`` (the lower share over the higher) or ``difference`` (how far the two shares lie apart).
    at_least
        Whether the bound is the least that was promised, or the most.
    value, low, high
        The published number and its interval, on the scale of the promise.
    tested
        Whether the audit itself compares these two groups.
    status, reason
        What became of it; the reason only where it cannot be told.
    """

    clause: str
    measure: str
    statistic: str
    at_least: bool
    bound: float
    characteristic: str = ""
    group: str = ""
    reference: str = ""
    group_share: float = math.nan
    reference_share: float = math.nan
    value: float = math.nan
    low: float = math.nan
    high: float = math.nan
    tested: bool = True
    status: Status = "cannot_tell"
    reason: Reason = ""
    codebook: Codebook = field(default_factory=Codebook, repr=False, compare=False)

    def say(self, language: Language | str = "en") -> str:
        """The promise, the numbers and what follows, in words."""
        speech = Language.of(language)
        texts = find_clause(self.clause).texts
        title = texts.get(speech.code, texts["en"]).title
        promised = speech.say(
            PROMISED[self.statistic, self.at_least], clause=title, bound=self._show(self.bound, speech)
        )
        return " ".join([promised, *self._say_numbers(speech), self._say_status(speech)])

    def _say_numbers(self, speech: Language) -> list[str]:
        if not math.isfinite(self.value):
            return []
        base, n, m = natural_frequencies(self.group_share, self.reference_share)
        people = measure_sentence(self.measure, self.codebook, speech, base=base, n=n, m=m, **self._named(speech))
        shown = {name: self._show(getattr(self, name), speech) for name in ("value", "low", "high")}
        return [people, speech.say(FOUND[self.statistic], **shown)]

    def _say_status(self, speech: Language) -> str:
        if self.status != "cannot_tell":
            return speech.say(BROKE if self.status == "broke" else HOLDS)
        sentence = REASONS[self.reason]
        if self.reason == "withheld":
            return speech.say(sentence, **self._named(speech))
        if self.reason == "no_characteristic":
            return speech.say(sentence, characteristic=self._characteristic(speech))
        return speech.say(sentence)

    def _named(self, speech: Language) -> dict[str, str]:
        return {
            "group": self.codebook.people(self.characteristic, self.group, speech),
            "reference": self.codebook.people(self.characteristic, self.reference, speech),
        }

    def _characteristic(self, speech: Language) -> str:
        blank = next((one for one in find_clause(self.clause).blanks if self.characteristic in one.options), None)
        return blank.option(self.characteristic, speech) if blank else self.characteristic

    def _show(self, value: float, speech: Language) -> str:
        """A number with as many decimals as it takes to see on which side of the promise it lies."""
        same = abs(value - self.bound) <= _SAME
        for decimals in range(4):
            exact = math.isclose(value * 100, round(value * 100, decimals), abs_tol=1e-7)
            told = self._write(value, decimals, speech)
            if exact or (not same and told != self._write(self.bound, decimals, speech)):
                return told
        return self._write(value, 4, speech)

    def _write(self, value: float, decimals: int, speech: Language) -> str:
        if self.statistic == "ratio":
            return speech.percent(value, decimals)
        return speech.number(value * 100, decimals)


def check_promises(agreement: Draft, result: AuditResult) -> tuple[KeptPromise, ...]:
    """Hold every number that an agreement promises against a later audit, clause by clause, the broken ones first.

    Parameters
    ----------
    agreement : Draft
        As signed: the blanks with the promised numbers are filled in.
    result : AuditResult
        Of a log from after the signature. Only its published numbers are read.

    Returns
    -------
    tuple of KeptPromise
        One for each pair of groups, by the characteristics that the clause names; by all that the audit has where it
        names none of them. A characteristic that the clause names and the audit lacks comes too: it cannot be told.

    Raises
    ------
    UnfilledBlank
        If the promised number is still empty.
    """
    kept: list[KeptPromise] = []
    for article in agreement.articles:
        clause = find_clause(article.clause)
        promise = clause.promise
        if promise is None or promise.blank not in clause.text(agreement.language).blanks_of(article.strength):
            continue
        if promise.blank not in article.blanks:
            blank = clause.blank(promise.blank)
            example = "" if blank is None else agreement.speech.show(blank.example_in(agreement.speech))
            raise UnfilledBlank(clause.id, promise.blank, example)
        bound = float(article.blanks[promise.blank])  # type: ignore[arg-type]  # the clause promises shares only
        found = _of_clause(clause, promise, bound, article, result)
        kept += sorted(found, key=lambda one: STATUSES.index(one.status))
    return tuple(kept)


def standing(promises: Iterable[KeptPromise]) -> Mapping[str, Status]:
    """What became of each clause as a whole: broken by one pair of groups, kept only by all of them.

    >>> standing([])
    {}
    """
    found: dict[str, Status] = {}
    for one in promises:
        found[one.clause] = min(found.get(one.clause, one.status), one.status, key=STATUSES.index)
    return found


def judge(
    promise: Promise, bound: float, interval: tuple[float, float, float], *, tested: bool, shown: bool
) -> tuple[Status, Reason]:
    """Whether a number with its interval (value, low, high) keeps a promise, breaks it, or leaves it open.

    Parameters
    ----------
    tested, shown
        Whether the audit compares the two groups, and whether its verdict is that there is a gap.

    >>> four_fifths = Promise("selection_rate", "ratio", "ratio_threshold", at_least=True)
    >>> judge(four_fifths, 0.8, (0.9, 0.82, 0.98), tested=True, shown=True)
    ('holds', '')
    >>> judge(four_fifths, 0.8, (0.7, 0.6, 0.9), tested=True, shown=True)
    ('broke', '')
    >>> judge(four_fifths, 0.8, (0.7, 0.4, 1.0), tested=True, shown=False)
    ('cannot_tell', 'spans')
    """
    value, low, high = interval
    if math.isnan(value):
        return "cannot_tell", "undefined"
    beyond = value < bound - _SAME if promise.at_least else value > bound + _SAME
    if beyond and tested and shown:
        return "broke", ""
    if beyond and not tested:
        return "cannot_tell", "untested"
    kept = low >= bound - _SAME if promise.at_least else high <= bound + _SAME
    return ("holds", "") if kept and not beyond else ("cannot_tell", "spans")


def on_scale(statistic: str, value: float, low: float, high: float) -> tuple[float, float, float]:
    """A published ratio or difference with its interval, on the scale of a promise, which knows no first and second.

    >>> on_scale("ratio", 1.25, 1.0, 2.0), on_scale("difference", -0.1, -0.2, 0.05)
    ((0.8, 0.5, 1.0), (0.1, 0.0, 0.2))
    """
    if statistic == "difference":
        ends = sorted((abs(low), abs(high)))
        return abs(value), 0.0 if low <= 0 <= high else ends[0], ends[1]
    if math.isnan(value):
        return math.nan, math.nan, math.nan
    if math.isnan(low) or math.isnan(high):  # nobody selected in one group: the interval has one end only
        return _lower_over_higher(value), 0.0, 1.0
    ends = sorted((_lower_over_higher(low), _lower_over_higher(high)))
    return _lower_over_higher(value), ends[0], 1.0 if low <= 1 <= high else ends[1]


def _lower_over_higher(ratio: float) -> float:
    return min(ratio, 1 / ratio) if ratio > 0 else 0.0


def _of_clause(
    clause: Clause, promise: Promise, bound: float, article: DraftArticle, result: AuditResult
) -> list[KeptPromise]:
    start = KeptPromise(
        clause.id, promise.measure, promise.statistic, promise.at_least, bound, codebook=result.codebook
    )
    compared, lacking = _characteristics(clause, article, result)
    found = [replace(start, characteristic=name, reason="no_characteristic") for name in lacking]
    measured = _Measured(result, promise.measure)
    if not measured.characteristics:
        return [*found, replace(start, reason="no_measure")]
    for name in compared:
        people, tested = measured.people(name), measured.gaps(name)
        for (group, reference), gap in tested.items():
            pair = replace(start, characteristic=name, group=group, reference=reference)
            if group not in people or reference not in people:
                found.append(replace(pair, reason="withheld"))
                continue
            numbers = [float(gap[f"{promise.statistic}{end}"]) for end in ("", "_low", "_high")]
            found.append(_judged(promise, pair, people, numbers, shown=gap["verdict"] == "shown"))
        for reference, group in combinations(people, 2):
            if (group, reference) not in tested and (reference, group) not in tested:
                pair = replace(start, characteristic=name, group=group, reference=reference, tested=False)
                numbers = _compare(promise.statistic, people[group], people[reference], result.question.confidence)
                found.append(_judged(promise, pair, people, numbers, shown=False))
    return found


class _Measured:
    """What an audit publishes about one measure."""

    def __init__(self, result: AuditResult, measure: str) -> None:
        rates, gaps = result.rates, result.gaps
        known = rates[(rates["measure"] == measure) & (rates["group"] != UNKNOWN)]
        self.characteristics = list(dict.fromkeys(known["characteristic"]))
        self._rates = known[known["numerator"].notna()].to_dict("records")
        self._gaps = gaps[gaps["measure"] == measure].to_dict("records")

    def people(self, characteristic: str) -> dict[str, tuple[int, int]]:
        """How many are counted among how many, group by group, as far as it is published."""
        return {
            str(row["group"]): (int(row["numerator"]), int(row["denominator"]))
            for row in self._rates
            if row["characteristic"] == characteristic
        }

    def gaps(self, characteristic: str) -> dict[tuple[str, str], Mapping[Hashable, Any]]:
        """The comparisons that the audit makes, by group and reference."""
        return {
            (str(row["group"]), str(row["reference"])): row
            for row in self._gaps
            if row["characteristic"] == characteristic
        }


def _judged(
    promise: Promise, pair: KeptPromise, people: Mapping[str, tuple[int, int]], numbers: list[float], *, shown: bool
) -> KeptPromise:
    value, low, high = on_scale(promise.statistic, *numbers)
    status, reason = judge(promise, pair.bound, (value, low, high), tested=pair.tested, shown=shown)
    return replace(
        pair,
        group_share=_share(*people[pair.group]),
        reference_share=_share(*people[pair.reference]),
        value=value,
        low=low,
        high=high,
        status=status,
        reason=reason,
    )


def _compare(statistic: str, group: tuple[int, int], reference: tuple[int, int], confidence: float) -> list[float]:
    """Two published shares that the audit has not compared: the number with its interval, as the audit makes them."""
    counts = (*group, *reference)
    if statistic == "ratio":
        numbers = [ratio_of_shares(*counts), *katz_interval(*counts, confidence)]
    else:
        numbers = [share(*group) - share(*reference), *newcombe_interval(*counts, confidence)]
    return [float(one.item()) for one in numbers]


def _share(counted: int, among: int) -> float:
    return float(share(counted, among).item())


def _characteristics(clause: Clause, article: DraftArticle, result: AuditResult) -> tuple[list[str], list[str]]:
    """By what people are compared: as the clause names it, where the audit has one of these; and what it lacks."""
    called = {name: _names_of(name, result.codebook) for name in result.characteristics}
    compared, lacking = [], []
    for blank in clause.blanks:
        chosen = article.blanks.get(blank.name)
        if blank.kind != "choices" or not isinstance(chosen, tuple):
            continue
        labels = blank.words.get("options", {})
        wanted = {one: _spellings([one, *labels.get(one, {}).values()]) for one in chosen}
        matches = {one: [name for name in called if called[name] & words] for one, words in wanted.items()}
        if blank.name == "characteristics" or any(matches.values()):
            compared += [name for found in matches.values() for name in found]
            lacking += [one for one, found in matches.items() if not found]
    if not compared:
        return list(called), lacking
    crossed = [name for name in called if CROSSED in name and set(name.split(CROSSED)) <= set(compared)]
    return list(dict.fromkeys([*compared, *crossed])), lacking


def _names_of(characteristic: str, codebook: Codebook) -> set[str]:
    labels = [codebook.label(characteristic, code) for code in ("en", "ar", "fr", "es", "pt")]
    return _spellings([characteristic, *labels])


def _spellings(names: Iterable[str]) -> set[str]:
    return {" ".join(name.replace("_", " ").casefold().split()) for name in names}
