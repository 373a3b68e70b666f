"""Two results about the same people: what their difference tells about the few who are in one of them only.

Each result hides small groups; both together may not. If last month's audit counts 412 women and this month's 415, the
second tells of three women, and whoever knows who came in knows how these were treated. So look before the second
result goes out; publish one of the two only, round both (`audit(…, round_to=10)`), or wait until more people came.

Looked at are differences of single published numbers and of what is left of one (not selected). What sums over several
differences tell is not worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.audit.calibration import range_of_scores
from toolkit.audit.findings import Finding
from toolkit.audit.report_words import REASONS, measure_among, measure_label
from toolkit.audit.result import AuditResult
from toolkit.languages import Language, translatable, translatable_plural

FEW = translatable_plural(
    "Of {group} ({what}) one result counts {first} and the other {second}. Whoever holds both learns something about "
    "{n} person, and may know who it is.",
    "Of {group} ({what}) one result counts {first} and the other {second}. Whoever holds both learns something about "
    "{n} people, and may know who they are.",
)
WAY_OUT = translatable("Give out one of the two only, round both, or wait until more people have come.")
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
        said = speech.say_plural(FEW, self.people, group=who, what=self._what(speech), **told)
        return f"{said} {speech.say(WAY_OUT)}"

    def _what(self, speech: Language) -> str:
        if self.measure == "scores":
            low, high = (float(value) for _, value in self.detail)
            return range_of_scores(low, high, speech)
        if self.detail:
            pairs = [
                speech.say(
                    DETAIL, name=self.codebook.label(name, speech), value=self.codebook.label(name, speech, value)
                )
                for name, value in self.detail
            ]
            return speech.list(pairs, whole=True)
        if self.measure in REASONS:
            return speech.say(REASONS[self.measure])
        if self.number == "denominator":
            return measure_among(self.measure, self.codebook, speech) or speech.say(ALL)
        label = measure_label(self.measure, self.codebook, speech)
        return label if self.number == "numerator" else speech.say(NOT_COUNTED, what=label)


def compare_releases(
    first: AuditResult, second: AuditResult, smallest_cell: int | None = None
) -> tuple[RevealingDifference, ...]:
    """What two results give away together: every number that differs by fewer than `smallest_cell` people.

    Parameters
    ----------
    first, second : AuditResult
        Two results about the same people, or most of them: of two months, with and without an office.
    smallest_cell : int, optional
        Else the larger of the two that the results were made with; 0 finds nothing.

    Returns
    -------
    tuple of RevealingDifference
        One for each characteristic, group and pair of numbers, the fewest people first; empty where nothing was found.
        That is no promise that nothing can be worked out.
    """
    smallest = smallest_cell
    if smallest is None:
        smallest = max(result.question.smallest_cell for result in (first, second))
    one, other = dict(_numbers(first)), dict(_numbers(second))
    gone = _nobody_where_missing(first, second, one, other)
    found: dict[tuple[str, str, int, int], RevealingDifference] = {}
    for key in [*one, *gone]:
        before, after = one.get(key, 0), other.get(key, 0)
        if key not in other and key not in gone or not 0 < abs(after - before) < smallest:
            continue
        characteristic, group, measure, number, detail = key
        place = (characteristic, group or str(detail), before, after)
        if place not in found:
            found[place] = RevealingDifference(
                characteristic=characteristic,
                group=group,
                measure=measure,
                number=number,
                detail=detail,
                first=before,
                second=after,
                codebook=second.codebook,
            )
    return tuple(sorted(found.values(), key=lambda finding: finding.people))


def _numbers(result: AuditResult) -> Iterator[tuple[Key, int]]:
    """Every published number of people, and what is left of one, by its names."""
    for rates in zip(*result._rates.values(), strict=True):
        characteristic, group, measure, numerator, denominator = rates[:5]
        if numerator is not None:
            for name, people in (("denominator", denominator), ("numerator", numerator)):
                yield (characteristic, group, measure, name, ()), people
            yield (characteristic, group, measure, "rest", ()), denominator - numerator
    for values in zip(*result._scores.values(), strict=True):
        row = dict(zip(result._scores, values, strict=True))
        edges = (("score_from", str(row["score_from"])), ("score_to", str(row["score_to"])))
        told = {"people": row["people"]}
        if row["known"] is not None and row["people"] is not None:
            told |= {"known": row["known"], "true": row["true"], "untrue": row["known"] - row["true"]}
            told |= {"unknown": row["people"] - row["known"]}
        for name, people in told.items():
            if people is not None:
                yield (row["characteristic"], row["group"], "scores", name, edges), people
    yield from _cells(result)
    for reason, characteristic, group, people in zip(*result._left_out.values(), strict=True):
        if people is not None:
            yield (characteristic, group, reason, "people", ()), people


def _cells(result: AuditResult) -> Iterator[tuple[Key, int]]:
    names = list(result._counts)[:-1]
    for *values, people in zip(*result._counts.values(), strict=True):
        if people is not None:
            yield ("", "", "counts", "people", tuple(zip(names, map(str, values), strict=True))), people


def _nobody_where_missing(
    first: AuditResult, second: AuditResult, one: dict[Key, int], other: dict[Key, int]
) -> set[Key]:
    """Cells of one table of counts that the other does not list and of which it so says that they are nobody."""
    if list(first._counts)[:-1] != list(second._counts)[:-1]:
        return set()
    found: set[Key] = set()
    for here, there, result in ((one, other, second), (other, one, first)):
        people = list(result._counts.values())[-1]
        if all(number is not None for number in people):
            found |= {key for key in here if key[2] == "counts" and key not in there}
    return found
