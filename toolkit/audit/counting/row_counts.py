"""From the rows of the GROUP BY to cells: values by their text, and how many people stand in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from toolkit.audit.counting.periods import period_of
from toolkit.audit.counting.roles import Roles
from toolkit.documents.brought.cell_text import as_text
from toolkit.errors import DataError, translatable

MOST_PEOPLE = 10**15  # a hundred thousand times as many as live; whole up to here in every calculation
TOO_MANY_PEOPLE = translatable(
    "The counts in “{column}” add up to more than {most} people, which nobody can have decided about. Look for numbers"
    " in that column that are no counts, such as personnel numbers."
)


def merge_rows(
    rows: Iterable[Sequence[Any]], keys: list[str], roles: Roles, as_rows: bool = False
) -> dict[tuple[str | None, ...], int]:
    """Rows with the same text become one cell; rows that stand for many people are counted so, or `as_rows`."""
    cells: dict[tuple[str | None, ...], int] = {}
    total, text_of = 0, _text_reader()
    named = [*(f"group {name}" for name in roles.groups), *(f"within {name}" for name in roles.within)]
    at = {key: place for place, key in enumerate(keys)}
    places, decision, outcome, count = [at[name] for name in named], at["decision"], at.get("outcome"), at.get("count")
    is_plain = roles.when is None and roles.score is None
    for row in rows:
        people = int(row[-1]) if count is None else people_of(row[count], row[-1])
        if as_rows and count is not None:
            people = 0 if as_text(row[count]) is None else int(row[-1])
        if not people:
            continue
        total += people
        if total > MOST_PEOPLE:
            raise DataError(TOO_MANY_PEOPLE, column=str(roles.count), most=MOST_PEOPLE)
        by_key = {} if is_plain else dict(zip(keys, row, strict=False))
        key = (
            *[text_of(row[place]) for place in places],
            period_of(by_key, roles),
            text_of(row[decision]),
            None if outcome is None else text_of(row[outcome]),
            _above(by_key, roles),
        )
        cells[key] = cells.get(key, 0) + people
    return cells


def has_lines_apart(rows: Iterable[Sequence[Any]], keys: Sequence[str], roles: Roles) -> bool:
    """Whether some rows are none of people: they hold a heading, or a word alone that stands with nothing else.

    >>> roles = Roles("hired", ("yes",), ("sex",))
    >>> rows = [("women", "yes", 4), ("men", "no", 3), ("Ward B", None, 1)]
    >>> [has_lines_apart(some, ["group sex", "decision"], roles) for some in (rows, rows[:2])]
    [True, False]
    """
    columns = {"decision": roles.decision, "outcome": roles.outcome, "count": roles.count}
    named = {place: key for place, key in enumerate(keys) if key in columns or key.startswith(("group ", "within "))}
    at = {place: columns.get(key, key.partition(" ")[2]) for place, key in named.items()}
    alone: dict[int, set[Any]] = {place: set() for place in at}
    beside: dict[int, set[Any]] = {place: set() for place in at}
    for row in rows:
        filled = [place for place in at if row[place] is not None and row[place] != ""]
        for place in filled:
            (beside if len(filled) > 1 else alone)[place].add(row[place])
    return any(at[place] in beside[place] | alone[place] or alone[place] - beside[place] for place in at)


def _text_reader() -> Callable[[Any], str | None]:
    """`as_text` that looks at each word once, however many rows hold it."""
    known: dict[str, str | None] = {}

    def text_of(value: Any) -> str | None:
        if type(value) is not str:  # 1 and True are one key, and two texts
            return as_text(value)
        if value not in known:
            known[value] = as_text(value)
        return known[value]

    return text_of


def people_of(count: Any, rows: int) -> int:
    """How many people so many rows stand for, if each says so many; refuses what is no number of people."""
    text = as_text(count)
    try:
        number = float(text or 0)
        if number < 0 or number != int(number):
            raise ValueError
    except (ValueError, OverflowError) as error:
        raise DataError(
            translatable("The count column holds “{value}”. Counts are whole numbers, 0 or more; correct it."),
            value=str(text),
        ) from error
    return int(number) * int(rows)


def _above(by_key: dict[str, Any], roles: Roles) -> str | None:
    if roles.score is None or as_text(by_key["scored"]) in (None, "False") or as_text(by_key["above"]) is None:
        return None
    return "yes" if by_key["above"] else "no"
