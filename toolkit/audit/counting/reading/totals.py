"""Rows that add up other rows, and rows that repeat the headings: nobody is to be counted by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from toolkit.audit.counting.reading.note import Note, note
from toolkit.audit.counting.reading.sample import Sample
from toolkit.audit.counting.roles import Roles
from toolkit.documents.brought.cell_text import as_text
from toolkit.errors import translatable

TOTALS_OUT = translatable(
    "Rows that add up others were left out, so that nobody is counted twice: {values} in “{column}”."
)
TOTALS_OUT_CODE = translatable("If these are people of their own, give totals=“keep”.")
TOTALS_KEPT = translatable(
    "{values} in “{column}” reads like a row that adds up others, but was counted like any other. Does it add up "
    "others?"
)
TOTALS_KEPT_CODE = translatable("Say totals=“leave-out” or totals=“keep”.")
HEADINGS_AGAIN = translatable("Rows that repeat the headings were left out: {rows}.")
PERCENTAGES = translatable(
    "The counts in “{column}” add up to 100 in every group. If they are percentages and not people, what this audit "
    "says of chance is wrong: give numbers of people."
)

Rows = Sequence[Sequence[Any]]
BESIDE = "beside "  # begins the key of a column that is asked about for nothing else
_MOST_PLACES = 300
_AROUND = " \t\u00a0:.*=-–—()"
_FEW = 5  # rows, in a table of persons
_FEWEST_SUMMED = 20  # people whom a row may add up without a word that says so
_TOTAL = re.compile(
    r".+ totals?|"
    r"(grand |sub-?|sous-)?totals?( g[ée]n[ée]ra[lu]x?| general| geral)?|(sub|sous-?)?totals? .*|overall|all|sum|"
    r"ensemble|somme|tous|toutes|todos|todas|suma|soma|conjunto|gesamt|insgesamt|summe|"
    r"average|mean|moyennes?|promedio|media|médias?|(ال)?متوسط|(ال)?معدل|"
    r"(ال)?مجموع( .*)?|(ال)?[إا]جمالي( .*)?|الكل",
    re.IGNORECASE,
)


def is_total(text: str | None) -> bool:
    """Whether a value reads like that of a row which adds up others.

    >>> is_total("Total:"), is_total("Sous-total Dakar"), is_total("المجموع"), is_total("Totally remote")
    (True, True, True, False)
    """
    return text is not None and _TOTAL.fullmatch(text.strip(_AROUND)) is not None


def without_headings(rows: Rows, places: Mapping[str, int], roles: Roles, where: str) -> tuple[Rows, list[Note]]:
    """The rows without those that hold the headings once more, as files do that were put together."""
    columns = {place: key.partition(" ")[2] for key, place in places.items() if key.startswith(("group ", "within "))}
    columns[places["decision"]] = roles.decision
    decision = places["decision"]
    if roles.decision not in {row[decision] for row in rows}:
        return rows, []
    kept = [row for row in rows if not all(as_text(row[place]) == name for place, name in columns.items())]
    again = sum(row[-1] for row in rows) - sum(row[-1] for row in kept)
    return kept, [note("header", again, where, HEADINGS_AGAIN, rows=again)] if again else []


def columns_with_totals(sample: Sample, used: Sequence[str]) -> list[str]:
    """The columns out of use that hold a word for totals, as first columns do."""
    return [
        name
        for name, cells in sample.columns.items()
        if name not in used and len(set(cells)) <= _MOST_PLACES and any(map(is_total, set(cells)))
    ]


def without_totals(
    rows: Rows, places: Mapping[str, int], roles: Roles, asked: str | None, people: Callable[[Sequence[Any]], float]
) -> tuple[Rows, list[Note]]:
    """The rows without those that add up others, and notes on them.

    In a table of counts such rows are left out where they do add up to the others; in a table of persons where they
    are few and have no decision as persons have it. Others are counted, and said.
    """
    columns = {
        place: key.partition(" ")[2] for key, place in places.items() if key.startswith(("group ", "within ", BESIDE))
    }
    columns[places["decision"]] = roles.decision
    found = {place: {one for one in {row[place] for row in rows} if is_total(as_text(one))} for place in columns}
    if roles.count is not None and asked != "keep":
        for place in found:
            if place != places["decision"] and not found[place]:
                found[place] = _sums_of_all(rows, place, people)
    found = {place: values for place, values in found.items() if values and not _is_meant(values, place, places, roles)}
    if not found or asked == "keep":
        return rows, []
    out: dict[int, set[Any]] = {}
    notes = []
    for place, values in found.items():
        others = {other: found[other] for other in found if other != place}
        plain = [row for row in rows if all(row[other] not in words for other, words in others.items())]
        leave = asked == "leave-out" or _add_up(plain, place, values, places, roles, people)
        if leave:
            out[place] = values
        told: dict[str, Any] = {"column": columns[place], "values": sorted(str(value).strip() for value in values)}
        sentences = (TOTALS_OUT, TOTALS_OUT_CODE) if leave else (TOTALS_KEPT, TOTALS_KEPT_CODE)
        notes.append(note("totals", told["values"], columns[place], *sentences, is_open=asked is None, **told))
    return [row for row in rows if all(row[place] not in words for place, words in out.items())], notes


def rows_that_add_up(labels: Sequence[str], numbers: Sequence[Sequence[float | None]]) -> set[int]:
    """The places of rows that each add up the rows below them, or above, as a pivot table in compact form has them.

    Only where all rows are such a sum or a part of one, but for those whose word says what they are.

    >>> sorted(rows_that_add_up(["North", "women", "men", "South", "women"], [(3, 5), (1, 3), (2, 2), (6, 6), (6, 6)]))
    [0, 3]
    >>> rows_that_add_up(["A", "B", "C"], [(3, 5), (1, 3), (2, 1)])
    set()
    """
    places = [place for place, label in enumerate(labels) if not is_total(label)]
    if any(None in numbers[place] for place in places):
        return set()
    for order in (places, places[::-1]):
        sums, start, several = set[int](), 0, False
        while start < len(order):
            left, stop = list(numbers[order[start]]), start
            while any(left) and min(left) >= 0 and stop + 1 < len(order):  # type: ignore[type-var, operator]
                stop += 1
                left = [one - other for one, other in zip(left, numbers[order[stop]], strict=True)]  # type: ignore[operator]
            if any(left) or stop == start:
                break
            sums.add(order[start])
            several = several or stop > start + 1
            start = stop + 1
        else:
            if several:
                return sums
    return set()


def _sums_of_all(rows: Rows, place: int, people: Callable[[Sequence[Any]], float]) -> set[Any]:
    """A value whose people are those of all other values together, whatever else is said of them."""
    by_rest: dict[tuple[Any, ...], dict[Any, float]] = {}
    for row in rows:
        rest = tuple(cell for at, cell in enumerate(row[:-2]) if at != place)  # the last two: a count, and rows
        of = by_rest.setdefault(rest, {})
        of[row[place]] = of.get(row[place], 0) + people(row)
    values = {value for of in by_rest.values() for value in of}
    whole = {rest: sum(of.values()) for rest, of in by_rest.items()}
    if len(values) < 3 or len(by_rest) < 2 or sum(whole.values()) < 2 * _FEWEST_SUMMED:
        return set()
    return {one for one in values if all(2 * of.get(one, 0) == whole[rest] for rest, of in by_rest.items())}


def _is_meant(values: set[Any], place: int, places: Mapping[str, int], roles: Roles) -> bool:
    return place == places["decision"] and any(as_text(value) in roles.selected for value in values)


def _add_up(
    rows: Rows,
    place: int,
    values: set[Any],
    places: Mapping[str, int],
    roles: Roles,
    people: Callable[[Sequence[Any]], float],
) -> bool:
    decision = places["decision"]
    total = [row for row in rows if row[place] in values]
    rest = [row for row in rows if row[place] not in values]
    if roles.count is None:
        usual = {as_text(row[decision]) for row in rest}
        strange = all(as_text(row[decision]) is None or as_text(row[decision]) not in usual for row in total)
        return place != decision and strange and sum(row[-1] for row in total) <= _FEW and len(rest) > 0
    allowed = (roles.rounded_to or 0) * len(rows)
    apart = {as_text(row[decision]) for row in total} if place != decision else {None}
    for value in apart:
        sums = [
            sum(people(row) for row in some if value is None or as_text(row[decision]) == value)
            for some in (total, rest)
        ]
        if not sums[1] or not any(abs(sums[0] - times * sums[1]) <= allowed for times in range(1, len(values) + 1)):
            return False
    return bool(rest)


def percentage_notes(
    rows: Rows, places: Mapping[str, int], roles: Roles, people: Callable[[Sequence[Any]], float]
) -> list[Note]:
    """Whether counts add up to 100 in every group, as percentages do."""
    if roles.count is None or any(key in places for key in ("outcome", "above")):
        return []
    groups = [place for key, place in places.items() if key.startswith(("group ", "within "))]
    sums: dict[tuple[Any, ...], float] = {}
    for row in rows:
        key = tuple(row[place] for place in groups)
        sums[key] = sums.get(key, 0) + people(row)
    if len(sums) < 2 or any(total != 100 for total in sums.values()):
        return []
    return [note("numbers", "100", roles.count, PERCENTAGES, is_open=True, column=roles.count)]
