"""Several results of one log as one system: unknown numbers of people, and the sums of them that are out.

The unknowns are kinds of people as fine as all results together tell them apart: by every column that one of them
groups by, by each decision and outcome, by the middle of the scores and the finest bins. A kind is possible only where
each result lists its place and does not say that nobody is there. People without a decision are outside of a result
and may be in another that asks about another column.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.counting.counts import UNKNOWN, CountTable
from toolkit.audit.measures.measures import in_states
from toolkit.audit.publication.told import COUNTED_AS, Told, read_values_apart, states_of

MOST_KINDS_TOGETHER = 20_000
ANY = "*"  # of people outside of a result: whatever only that result asks about

Attribute = tuple[Any, ...]
Kind = dict[Attribute, str]
Members = NDArray[np.int64]  # the positions of the kinds in a sum


class TooManyKinds(Exception):
    """The results together tell more kinds of people apart than can be looked at in reasonable time."""


@dataclass(frozen=True)
class Sum:
    """A number of people of some kinds: what it is about, in names, and between which numbers it lies if it is out."""

    about: tuple[str, str, str, str, tuple[tuple[str, str], ...]]  # characteristic, group, measure, number, detail
    members: Members = field(repr=False)
    low: float = 0
    high: float = math.inf


@dataclass(frozen=True)
class JointSums:
    """All published sums over the kinds, and the sums that nobody must be able to tell where they are small."""

    kinds: int
    out: tuple[Sum, ...]
    asked: tuple[Sum, ...]
    _views: tuple[_View, ...] = field(repr=False)

    def told_by_last(self, told: Told) -> tuple[Sum, ...]:
        """What the last of the results tells if it blanks fewer numbers, or more."""
        return tuple(self._views[-1].published(told))


def join(results: Sequence[Told]) -> JointSums:
    """Put the results together.

    Raises
    ------
    TooManyKinds
    """
    if read_values_apart(results):
        raise TooManyKinds
    kinds = _kinds(results)
    cuts = _cuts(results)
    views = [_View(told, kinds, cuts) for told in results]
    out = [one for view, told in zip(views, results, strict=True) for one in view.published(told)]
    asked: dict[bytes, Sum] = {}
    for view in views:
        for one in view.sums():
            asked.setdefault(one.members.tobytes(), one)
    for one in _of_several(kinds):
        asked.setdefault(one.members.tobytes(), one)
    for place, kind in enumerate(kinds):
        members = np.array([place], dtype=np.int64)
        asked.setdefault(members.tobytes(), Sum(("", "", "counts", "people", _named(kind)), members))
    return JointSums(len(kinds), tuple(out), tuple(asked.values()), tuple(views))


def _named(kind: Kind) -> tuple[tuple[str, str], ...]:
    return tuple((str(name[1]), value) for name, value in kind.items() if value != ANY)


def _of_several(kinds: Sequence[Kind]) -> Iterator[Sum]:
    """People of one or two columns, also of different results, or of a column and the finest bins.

    Each also by every decision and outcome.
    """
    names = list(kinds[0]) if kinds else []
    columns = [name for name in names if name[0] in ("column", "period", "bin")]
    states = [name for name in names if name[0] == "is"]
    values = {name: np.array([kind[name] for kind in kinds], dtype=object) for name in [*columns, *states]}
    for some in [*itertools.combinations(columns, 1), *itertools.combinations(columns, 2)]:
        for more in [(), *((state,) for state in states)]:
            wanted = (*some, *more)
            inside = np.ones(len(kinds), dtype=bool)
            for name in wanted:
                inside &= values[name] != ANY
            labels = [str(name[1]) for name in wanted]
            for members, detail in _heaps([values[name] for name in wanted], labels, inside):
                yield Sum(("", "", "counts", "people", detail), members)


# --- which kinds of people are possible ------------------------------------------------------------------------------


def _kinds(results: Sequence[Told]) -> list[Kind]:
    tables = [_listed(told, results) for told in results]
    found: list[Kind] = [{}]
    for rows in tables:
        known = set(found[0]) if found else set()
        shared = [name for name in (rows[0] if rows else {}) if name in known]
        by_key: dict[tuple[str, ...], list[Kind]] = {}
        for row in rows:
            by_key.setdefault(tuple(row[name] for name in shared), []).append(row)
        joined: list[Kind] = []
        for kind in found:
            for row in by_key.get(tuple(kind[name] for name in shared), []):
                one = kind | row
                if _is_possible(one):
                    joined.append(one)
            if len(joined) > MOST_KINDS_TOGETHER:
                raise TooManyKinds
        found = joined
    cuts = _cuts(results)
    if cuts:
        found = [one | {("bin", "score"): value} for one in found for value in _bins(one, len(cuts))]
        if len(found) > MOST_KINDS_TOGETHER:
            raise TooManyKinds
    return found


def _listed(told: Told, results: Sequence[Told]) -> list[Kind]:
    """The kinds that one result lists, and those that are outside of it."""
    attributes = _attributes(told)
    people = list(told.counts.values())[-1]
    columns = list(told.counts.values())[:-1]
    rows = [
        dict(zip(attributes, map(str, values), strict=True))
        for number, *values in zip(people, *columns, strict=True)
        if number != 0 or told.round_to > 1
    ]
    if "no_decision" in told.left_out["reason"]:
        others = [set(_attributes(other)) for other in results if other is not told]
        domains: list[list[str]] = []
        for attribute in attributes:
            if attribute == attributes[len(told.places)]:
                domains.append([UNKNOWN])
            elif any(attribute in other for other in others):
                domains.append(sorted(_values(attribute, results)))
            else:
                domains.append([ANY])
        if math.prod(map(len, domains)) > MOST_KINDS_TOGETHER:
            raise TooManyKinds
        rows += [dict(zip(attributes, values, strict=True)) for values in itertools.product(*domains)]
    return rows


def _attributes(told: Told) -> list[Attribute]:
    """What the columns of ``counts`` tell, named so that two results that tell the same name it alike."""
    found: list[Attribute] = [("column", name) for name in told.places]
    if told.when is not None and len(told.places) > len(told.groups) + len(told.within):
        found[-1] = ("period", told.when, _length(told))
    found.append(("is", told.decision, frozenset(told.selected)))
    if told.outcome is not None:
        found.append(("is", told.outcome, frozenset(told.outcome_true)))
    if told.score is not None:
        found.append(("above", told.score))
    return found


def _length(told: Told) -> str:
    labels = [str(value) for value in told.counts[told.places[-1]] if value != UNKNOWN]
    return "quarter" if any("Q" in label for label in labels) else str(max(map(len, labels), default=0))


def _values(attribute: Attribute, results: Sequence[Told]) -> set[str]:
    found = {UNKNOWN} if attribute[0] == "is" else set()
    for told in results:
        names = _attributes(told)
        if attribute in names:
            found |= set(map(str, list(told.counts.values())[names.index(attribute)]))
    return found


def _is_possible(kind: Kind) -> bool:
    """Whether one person can be all of that: the same column, read in several ways, and days in their months."""
    of_column: dict[str, list[tuple[Attribute, str]]] = {}
    for attribute, value in kind.items():
        if attribute[0] in ("is", "column", "period") and value != ANY:
            of_column.setdefault(str(attribute[1]), []).append((attribute, value))
    return all(
        _fit(one, other)
        for heap in of_column.values()
        if len(heap) > 1
        for one, other in itertools.combinations(heap, 2)
    )


def _fit(one: tuple[Attribute, str], other: tuple[Attribute, str]) -> bool:
    (first, value), (second, another) = sorted((one, other), key=lambda pair: str(pair[0][0]))
    if (value == UNKNOWN) != (another == UNKNOWN):
        return False
    if value == UNKNOWN:
        return True
    if first[0] == "column" and second[0] == "is":
        return (value in second[2]) == (another == "yes")
    if first[0] == second[0] == "is":
        if value == another == "yes":
            return bool(first[2] & second[2])
        if value != another:
            inside, outside = (first[2], second[2]) if value == "yes" else (second[2], first[2])
            return not inside <= outside
        return True
    if first[0] == second[0] == "period":
        (low, high), (lower, higher) = _months(value), _months(another)
        return (
            low <= higher
            and lower <= high
            and (value.startswith(another) or another.startswith(value) or "Q" in value + another)
        )
    return True


def _months(label: str) -> tuple[int, int]:
    """The first and last month of a period, counted from the year 0."""
    year = 12 * int(label[:4])
    if "Q" in label:
        start = year + 3 * (int(label[-1]) - 1)
        return start, start + 2
    return (year, year + 11) if len(label) == 4 else (year + int(label[5:7]) - 1,) * 2


def _cuts(results: Sequence[Told]) -> list[float]:
    """Where any result cuts the scores."""
    edges = {float(edge) for told in results for name in ("score_from", "score_to") for edge in told.scores[name]}
    return sorted(edge for edge in edges if math.isfinite(edge))


def _bins(kind: Kind, cuts: int) -> list[str]:
    above = next((value for name, value in kind.items() if name[0] == "above"), ANY)
    return [UNKNOWN] if above == UNKNOWN else [str(place) for place in range(cuts + 1)] + [UNKNOWN] * (above == ANY)


# --- which sums are out, and which are asked about -------------------------------------------------------------------


class _View:
    """The kinds as one of the results sees them."""

    def __init__(self, told: Told, kinds: Sequence[Kind], cuts: list[float]) -> None:
        self._told, self._cuts = told, cuts
        attributes = _attributes(told)
        columns = [np.array([kind[name] for kind in kinds], dtype=object) for name in attributes]
        self._place = dict(zip(told.places, columns, strict=False))
        states = columns[len(told.places) :]
        code = {"yes": 1, "no": 0}
        outcome = states[1] if told.outcome is not None else np.full(len(kinds), UNKNOWN)
        above = states[-1] if told.score is not None else np.full(len(kinds), UNKNOWN)
        self._inside = np.asarray(states[0] != UNKNOWN)
        self._states = states
        self._table = CountTable(
            {},
            {},
            np.asarray(states[0] == "yes"),
            np.array([code.get(value, -1) for value in outcome], dtype=np.int64),
            np.array([code.get(value, -1) for value in above], dtype=np.int64),
            np.zeros(len(kinds), dtype=np.int64),
        )
        self._bin = np.array([kind.get(("bin", "score"), UNKNOWN) for kind in kinds], dtype=object)
        self._groups: dict[str, NDArray[Any]] = {}

    def published(self, told: Told) -> Iterator[Sum]:
        """Every number of people that the result tells; nobody is where it lists nobody."""
        listed = {tuple(map(str, cell)): people for *cell, people in zip(*told.counts.values(), strict=True)}
        for *cell, _ in zip(*self._told.counts.values(), strict=True):
            people = listed.get(tuple(map(str, cell)), 0)
            if people is not None:
                here = self._inside.copy()
                for column, value in zip([*self._place.values(), *self._states], cell, strict=True):
                    here &= column == str(value)
                yield self._out(("", "", "counts", "people", _detail(self._told, cell)), here, people)
        for row in _rows(told.rates):
            if row["numerator"] is not None:
                counted, among = self._masks(row["measure"])
                here = self._of(row["characteristic"], row["group"]) & among
                about = (row["characteristic"], row["group"], row["measure"])
                yield self._out((*about, "denominator", ()), here, row["denominator"])
                yield self._out((*about, "numerator", ()), here & counted, row["numerator"])
        for row in _rows(told.scores):
            here = self._of(row["characteristic"], row["group"]) & self._between(row["score_from"], row["score_to"])
            about = (row["characteristic"], row["group"], "scores")
            known, true = self._table.outcome >= 0, self._table.outcome == 1
            for name, part in (("people", here), ("known", here & known), ("true", here & true)):
                if row[name] is not None:
                    yield self._out((*about, name, ()), part, row[name])
        for row in _rows(told.left_out):
            if row["reason"] == "no_decision" and row["people"] is not None:
                yield self._out(("", "", "no_decision", "people", ()), ~self._inside, row["people"])
            elif row["reason"] in ("no_outcome", "no_score") and row["people"] is not None:
                yield self._out(("", "", row["reason"], "people", ()), self._missing(row), row["people"])
        yield from self._counted_as(told)

    def _missing(self, row: dict[str, Any]) -> NDArray[np.bool_]:
        """People without outcome or score: all, or those of a group, after one decision or both."""
        state = self._table.outcome if row["reason"] == "no_outcome" else self._table.above
        here = self._inside & (state < 0)
        if row["group"]:
            here = here & self._of(row["characteristic"], row["group"])
        return here & (self._table.selected == (row["selected"] == "yes")) if row["selected"] else here

    def _counted_as(self, told: Told) -> Iterator[Sum]:
        """All people who counted as no, or as not true: exactly where each of their values is told, else at least."""
        rows = [row for row in _rows(told.left_out) if row["reason"] in COUNTED_AS]
        for reason in dict.fromkeys(row["reason"] for row in rows):
            people = [row["people"] for row in rows if row["reason"] == reason]
            known = [number for number in people if number is not None]
            here = self._inside & (~self._table.selected if reason == "counted_as_no" else self._table.outcome == 0)
            low = sum(max(0, math.ceil(number - told.round_to / 2)) for number in known)
            if told.round_to == 1 and len(known) == len(people):
                yield Sum(("", "", reason, "people", ()), np.flatnonzero(here), low, low)
            elif known:
                yield Sum(("", "", reason, "people", ()), np.flatnonzero(here), low)

    def sums(self) -> Iterator[Sum]:
        """What is a secret where it is small: people of a cell, of a bin of scores, and parts of shares."""
        told = self._told
        everything = [*self._place, "selected", *(["outcome"] if told.outcome else [])]
        values = dict(zip(everything, [*self._place.values(), *self._states], strict=False))
        for members, detail in _heaps([values[name] for name in everything], everything, self._inside):
            yield Sum(("", "", "counts", "people", detail), members)
        for characteristic, group, measure in dict.fromkeys(
            (row["characteristic"], row["group"], row["measure"]) for row in _rows(told.rates)
        ):
            counted, among = self._masks(measure)
            here = self._of(characteristic, group) & among
            for name, part in (("numerator", here & counted), ("rest", here & ~counted), ("denominator", here)):
                if part.any():
                    yield Sum((characteristic, group, measure, name, ()), np.flatnonzero(part))
        for row in _rows(told.scores):
            here = self._of(row["characteristic"], row["group"]) & self._between(row["score_from"], row["score_to"])
            edges = (("score_from", str(row["score_from"])), ("score_to", str(row["score_to"])))
            known, true = self._table.outcome >= 0, self._table.outcome == 1
            for name, part in (("people", here), ("true", here & true), ("untrue", here & known & ~true)):
                if part.any():
                    yield Sum((row["characteristic"], row["group"], "scores", name, edges), np.flatnonzero(part))

    def _out(self, about: Any, here: NDArray[np.bool_], people: int) -> Sum:
        step = self._told.round_to
        low, high = (people, people) if step == 1 else (math.ceil(people - step / 2), math.ceil(people + step / 2) - 1)
        return Sum(about, np.flatnonzero(here), max(low, 0), high)

    def _masks(self, measure: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        counted, among = in_states(states_of(self._told, measure), self._table)
        return counted & self._inside, among & self._inside

    def _of(self, characteristic: str, group: str) -> NDArray[np.bool_]:
        if characteristic not in self._groups:
            names = [characteristic] if characteristic in self._place else characteristic.split(" × ")
            parts = zip(*(self._place[name] for name in names), strict=True)
            whole = [UNKNOWN if UNKNOWN in one else " × ".join(one) for one in parts]
            self._groups[characteristic] = np.array(whole, dtype=object)
        return np.asarray((self._groups[characteristic] == group) & self._inside)

    def _between(self, low: float, high: float) -> NDArray[np.bool_]:
        edges = [-math.inf, *self._cuts, math.inf]
        inside = {str(place) for place in range(len(edges) - 1) if edges[place] >= low and edges[place + 1] <= high}
        return np.array([value in inside for value in self._bin], dtype=bool)


def _detail(told: Told, cell: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    return tuple(zip(list(told.counts)[:-1], map(str, cell), strict=True))


def _heaps(
    columns: Sequence[NDArray[Any]], names: Sequence[str], inside: NDArray[np.bool_]
) -> Iterator[tuple[Members, tuple[tuple[str, str], ...]]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for place in np.flatnonzero(inside).tolist():
        found.setdefault(tuple(column[place] for column in columns), []).append(place)
    for values, members in found.items():
        yield np.array(members, dtype=np.int64), tuple(zip(names, values, strict=True))


def _rows(columns: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))
