"""Several results of one log, and what they tell together about the few people that each of them hides.

Each result hides small groups; together they may not. Women and men by office in one, by age in another and both
without offices in a third can leave one possibility only for an office with four women. So look before the next result
goes out, or let `audit(…, released=[…])` look. And if last month's audit counts 412 women and this month's 415, the
second tells of three women: give out one of the two only, round both (`audit(…, round_to=10)`), or wait until more
people came.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.audit.findings.calibration import range_of_scores
from toolkit.audit.findings.finding import Finding
from toolkit.audit.findings.measure_words import REASONS, measure_among, measure_label
from toolkit.audit.publication.published import Published
from toolkit.audit.publication.release import Release, all_told
from toolkit.audit.publication.told import Told
from toolkit.audit.releases.joint_system import TooManyKinds, join
from toolkit.audit.releases.pinned_sums import find_pinned
from toolkit.languages import Language, translatable, translatable_plural
from toolkit.registers.codebook import Codebook

FEW = translatable_plural(
    "Of {group} ({what}) one result counts {first} and the other {second}. Whoever holds both learns something about "
    "{n} person, and may know who it is.",
    "Of {group} ({what}) one result counts {first} and the other {second}. Whoever holds both learns something about "
    "{n} people, and may know who they are.",
)
WAY_OUT = translatable("Give out one of the two only, round both, or wait until more people have come.")
REVEALED = translatable_plural(
    "Whoever holds all these results can work out that there is exactly {n} person of this kind: {group} ({what}).",
    "Whoever holds all these results can work out that there are exactly {n} people of this kind: {group} ({what}).",
)
FEWER = translatable("Give out fewer of them, or audit once more and name what is already out.")
UNFINISHED = translatable(
    "There was not time enough to look at everything that these results tell together. Do not take it that they give "
    "nobody away: give out fewer of them, or allow more time."
)
ALL = translatable("all")
EVERYBODY = translatable("all people")
NOT_COUNTED = translatable("without: {what}")
DETAIL = translatable("{name}: {value}")

Key = tuple[str, str, str, str, tuple[tuple[str, str], ...]]  # characteristic, group, measure, number, detail


@dataclass(frozen=True)
class RevealingDifference(Finding):
    """A published number that differs by so few people between two results that it reveals them.

    ``number`` is ``numerator``, ``denominator`` or ``rest`` of a measure, ``people``, ``known``, ``true``, ``untrue``
    or ``unknown`` of a bin of scores, ``people`` of a cell in ``counts`` (named by ``detail``) or of ``left_out``.
    """

    kind: str = field(init=False, default="revealing_difference")
    number: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    first: int = 0
    second: int = 0

    @property
    def people(self) -> int:
        """How many people the difference is."""
        return abs(self.second - self.first)

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        who = self.codebook.people(self.characteristic, self.group, speech) if self.group else speech.say(EVERYBODY)
        told = {"first": speech.number(self.first), "second": speech.number(self.second)}
        said = speech.say_plural(FEW, self.people, group=who, what=_what(self, speech), **told)
        return f"{said} {speech.say(WAY_OUT)}"


@dataclass(frozen=True)
class RevealedFinding(Finding):
    """A small number of people that several results leave no choice for, wherever it is blanked.

    ``number`` and ``detail`` name it as in `RevealingDifference`; "untrue" are those of a bin of scores for whom it did
    not come true.
    """

    kind: str = field(init=False, default="revealed")
    number: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    people: int = 0

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        who = self.codebook.people(self.characteristic, self.group, speech) if self.group else speech.say(EVERYBODY)
        return f"{speech.say_plural(REVEALED, self.people, group=who, what=_what(self, speech))} {speech.say(FEWER)}"


@dataclass(frozen=True)
class UnfinishedFinding(Finding):
    """There was not time enough to find out what results tell together."""

    kind: str = field(init=False, default="unfinished")

    def say(self, language: Language | str = "en") -> str:
        return Language.of(language).say(UNFINISHED)


def compare_releases(
    first: Published | Release,
    second: Published | Release,
    *more: Published | Release,
    smallest_cell: int | None = None,
    seconds: float = 60.0,
) -> tuple[Finding, ...]:
    """What two or more results give away together.

    Results of one log are solved as one system of sums of whole numbers of people: what groups, strata, outcomes and
    bins of several of them leave only one possibility for is found, whichever columns each of them asked about. Results
    that cannot be about the same people (of two months, with and without an office) are compared number by number
    instead: every number that differs by fewer than `smallest_cell` people.

    Parameters
    ----------
    first, second, *more : Published or Release
    smallest_cell : int, optional
        Else the largest of those that the results were made with; 0 finds nothing.
    seconds : float
        How long to look at most.

    Returns
    -------
    tuple of Finding
        `RevealedFinding` for each small number that is told, `RevealingDifference` for numbers that differ by a few
        people, the fewest people first; and `UnfinishedFinding` where there was not time enough to look at everything.
        Empty where nothing was found, which is no promise: the digits of pooled figures are not part of the system.
    """
    everything = (first, second, *more)
    results = all_told(everything)
    smallest = max(told.smallest_cell for told in results) if smallest_cell is None else smallest_cell
    codebook = next((one.codebook for one in reversed(everything) if isinstance(one, Published)), Codebook())
    if smallest <= 0:
        return ()
    try:
        system = join(results)
    except TooManyKinds:
        return (*_differences(results, smallest, codebook), UnfinishedFinding(codebook=codebook))
    pinned = find_pinned(system.kinds, system.out, system.asked, smallest, seconds)
    if not pinned.fits:
        return _differences(results, smallest, codebook)
    revealed = [
        RevealedFinding(**_names(system.asked[place].about), people=people, codebook=codebook)
        for place, people in pinned.sums.items()
    ]
    unfinished = () if pinned.finished else (UnfinishedFinding(codebook=codebook),)
    differing = _differences(results, smallest, codebook)
    found: list[RevealedFinding | RevealingDifference] = [*revealed, *differing]
    return (*sorted(found, key=lambda finding: finding.people), *unfinished)


def _names(about: Key) -> dict[str, Any]:
    return dict(zip(("characteristic", "group", "measure", "number", "detail"), about, strict=True))


def _differences(results: Sequence[Told], smallest: int, codebook: Codebook) -> tuple[RevealingDifference, ...]:
    """Every number that differs by a few people between two of the results."""
    found: dict[tuple[str, str, int, int], RevealingDifference] = {}
    for first, second in itertools.combinations(results, 2):
        if not _ask_alike(first, second):
            continue
        one, other = dict(_numbers(first)), dict(_numbers(second))
        gone = _nobody_where_missing(first, second, one, other)
        other_sense = {name for name in {*first.own, *second.own} if first.own.get(name) != second.own.get(name)}
        for key in (key for key in [*one, *gone] if key[2] not in other_sense):
            before, after = one.get(key, 0), other.get(key, 0)
            if key not in other and key not in gone or not 0 < abs(after - before) < smallest:
                continue
            place = (key[0], key[1] or str(key[4]), before, after)
            if place not in found:
                found[place] = RevealingDifference(**_names(key), first=before, second=after, codebook=codebook)
    return tuple(sorted(found.values(), key=lambda finding: finding.people))


def _what(told: RevealingDifference | RevealedFinding, speech: Language) -> str:
    if told.measure == "scores":
        low, high = (float(value) for _, value in told.detail)
        return range_of_scores(low, high, speech)
    if told.measure in REASONS:
        return speech.say(REASONS[told.measure])
    if told.detail:
        pairs = [
            speech.say(DETAIL, name=told.codebook.label(name, speech), value=told.codebook.label(name, speech, value))
            for name, value in told.detail
        ]
        return speech.list(pairs, whole=True)
    if told.number == "denominator":
        return measure_among(told.measure, told.codebook, speech) or speech.say(ALL)
    label = measure_label(told.measure, told.codebook, speech)
    return label if told.number == "numerator" else speech.say(NOT_COUNTED, what=label)


def _numbers(result: Told) -> Iterator[tuple[Key, int]]:
    """Every published number of people, and what is left of one, by its names."""
    for rates in zip(*result.rates.values(), strict=True):
        characteristic, group, measure, numerator, denominator = rates[:5]
        if numerator is not None:
            for name, people in (("denominator", denominator), ("numerator", numerator)):
                yield (characteristic, group, measure, name, ()), people
            yield (characteristic, group, measure, "rest", ()), denominator - numerator
    for values in zip(*result.scores.values(), strict=True):
        row = dict(zip(result.scores, values, strict=True))
        edges = (("score_from", str(row["score_from"])), ("score_to", str(row["score_to"])))
        told = {"people": row["people"]}
        if row["known"] is not None and row["people"] is not None:
            told |= {"known": row["known"], "true": row["true"], "untrue": row["known"] - row["true"]}
            told |= {"unknown": row["people"] - row["known"]}
        for name, people in told.items():
            if people is not None:
                yield (row["characteristic"], row["group"], "scores", name, edges), people
    yield from _cells(result)
    for reason, characteristic, group, selected, value, people in zip(*result.left_out.values(), strict=True):
        if people is not None:
            detail = (("selected", selected), ("value", value)) if selected or value else ()
            yield (characteristic, group, reason, "people", detail), people


def _ask_alike(first: Told, second: Told) -> bool:
    """Whether the same numbers of both are about the same: decisions and outcomes read alike."""
    names = ("decision", "selected", "outcome", "outcome_true", "score")
    return all(getattr(first, name) == getattr(second, name) for name in names)


def _cells(result: Told) -> Iterator[tuple[Key, int]]:
    names = list(result.counts)[:-1]
    for *values, people in zip(*result.counts.values(), strict=True):
        if people is not None:
            yield ("", "", "counts", "people", tuple(zip(names, map(str, values), strict=True))), people


def _nobody_where_missing(first: Told, second: Told, one: dict[Key, int], other: dict[Key, int]) -> set[Key]:
    """Cells of one table of counts that the other does not list and of which it so says that they are nobody."""
    if list(first.counts)[:-1] != list(second.counts)[:-1]:
        return set()
    found: set[Key] = set()
    for here, there, result in ((one, other, second), (other, one, first)):
        people = list(result.counts.values())[-1]
        if all(number is not None for number in people):
            found |= {key for key in here if key[2] == "counts" and key not in there}
    return found
