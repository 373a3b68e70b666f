"""Recompute a published table of rates and impact ratios, row by row.

For bias audits as New York City asks for (Local Law 144 of 2021; 6 RCNY 5-301: the rate of each category over the
highest one; a category under 2 % may be left out of that, but not out of the table), and for any table like them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from toolkit.audit.arguments import shown
from toolkit.audit.counting.sources import columns_of as names_of
from toolkit.audit.counting.sources import open_table, require_columns, rows_of
from toolkit.audit.evidence import Evidence, columns_of
from toolkit.audit.findings.finding import Finding
from toolkit.audit.published_tables import published_words as words
from toolkit.documents.brought.cell_text import as_text
from toolkit.errors import AuditError
from toolkit.languages import Language, read_number

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = (
    *("table", "row", "people", "selected", "rate_stated", "rate_found", "ratio_stated", "ratio_found"),
    *("follows", "below_four_fifths"),
)
PARTS = ("people", "selected", "rate", "ratio")
FOUR_FIFTHS = 0.8


@dataclass(frozen=True)
class RowFinding(Finding):
    """A row that does not follow, or what is to be said of all rows; `sentence` with its `values`."""

    kind: str = field(init=False, default="published")
    sentence: str = ""
    values: tuple[tuple[str, Any], ...] = ()

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        told: dict[str, Any] = {}
        for name, value in self.values:
            if isinstance(value, tuple):
                told[name] = speech.list(value, whole=True)
            elif isinstance(value, float):
                is_share = name in ("found_rate", "rate", "part")
                told[name] = speech.percent(value) if is_share else speech.number(value, 3)
            else:
                told[name] = value
        if "found_rate" in told:
            told["found"] = told.pop("found_rate")
        return speech.say(self.sentence, **told)


@dataclass(frozen=True, kw_only=True)
class Recomputed(Evidence):
    """A published table held against its own numbers. Made by `recompute`."""

    _title: str = field(default=words.TITLE, repr=False)

    @property
    def rows(self) -> pd.DataFrame:
        """Each row: what is stated, what follows from its numbers, and whether both agree (empty: cannot be told)."""
        return self._frame("published_rows")


@dataclass(frozen=True)
class _Row:
    table: str
    name: str
    people: float | None
    selected: float | None
    rate: tuple[float, float] | None  # as stated: the value, and half of its last digit
    ratio: tuple[float, float] | None
    texts: Mapping[str, str]

    @property
    def found(self) -> float | None:
        """The rate by the row's own numbers, else as stated."""
        if self.people and self.selected is not None:
            return self.selected / self.people
        return None if self.rate is None else self.rate[0]

    @property
    def slack(self) -> float:
        """How far the rate may be off, where it is only stated."""
        return 0.0 if self.people and self.selected is not None else 0.0 if self.rate is None else self.rate[1]


def recompute(
    table: Any,
    *,
    group: str,
    people: str | None = None,
    selected: str | None = None,
    rate: str | None = None,
    ratio: str | None = None,
    by: str | None = None,
    wide: Mapping[str, Mapping[str, str]] | None = None,
    least: float = 0.02,
) -> Recomputed:
    """Recompute a published audit and list the rows that do not follow.

    Parameters
    ----------
    table : pandas, polars, Arrow, DuckDB or Spark table, or path
        The table as it was published; numbers may be texts such as "48 %" or "1,390".
    group : str
        The column that names the rows.
    people, selected, rate, ratio : str, optional
        The columns of how many there were, how many were selected (or scored above the median), the rate and the
        impact ratio.
    by : str, optional
        A column that says which table a row belongs to (sex, ethnicity); each has a highest rate of its own.
    wide : {name: {part: column}}, optional
        Of a crossed table with columns for each group beside one another: ``{"men": {"people": "Men, applicants",
        "selected": …}, "women": {…}}``. All cells together then have one highest rate.
    least : float
        The share of all people under which a row is no candidate for the highest rate (2 % in New York City; 0: all
        rows are).

    Raises
    ------
    AuditError, ColumnNotFound

    Notes
    -----
    A stated number follows if the one that is found rounds to it: half of its last digit is allowed for. Nothing is
    withheld here, because all of it is published already.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({
    ...     "sex": ["men", "women"], "n": [1390, 1181], "hired": [667, 555], "rate": ["48%", "47%"],
    ...     "ratio": ["1.00", "0.90"],
    ... })
    >>> result = recompute(table, group="sex", people="n", selected="hired", rate="rate", ratio="ratio")
    >>> result.rows[["row", "ratio_found", "follows"]].round(3).values.tolist()
    [['men', 1.0, True], ['women', 0.979, False]]
    """
    places = {"": {"people": people, "selected": selected, "rate": rate, "ratio": ratio}}
    if wide:
        places = {str(name): {part: parts.get(part) for part in PARTS} for name, parts in wide.items()}
    if not any(parts["rate"] or (parts["people"] and parts["selected"]) for parts in places.values()):
        raise AuditError(words.NEEDS)
    rows = _rows(table, group, by, places)
    told: list[dict[str, Any]] = []
    findings: list[Finding] = []
    small: list[str] = []
    below: list[str] = []
    for name in dict.fromkeys(row.table for row in rows):
        own = [row for row in rows if row.table == name]
        counted = sum(row.people or 0 for row in own)
        few = [row for row in own if row.people is not None and counted and row.people < least * counted]
        small += [row.name for row in few]
        rated = [row for row in own if row not in few and row.found is not None and row.found <= 1]
        highest = max(rated, key=lambda row: row.found or 0.0, default=None)
        for row in own:
            checked, said = _checked(row, highest, own)
            told.append(checked)
            findings += said
            below += [row.name] if checked["below_four_fifths"] else []
    findings = [*_over_all(told, findings), *_named(words.SMALL, small, part=least), *_named(words.BELOW, below)]
    findings += _sums(rows)
    return Recomputed(findings=tuple(findings), _tables={"published_rows": columns_of(_COLUMNS, told)})


def _rows(table: Any, group: str, by: str | None, places: Mapping[str, Mapping[str, str | None]]) -> list[_Row]:
    opened = open_table(table)
    wanted = [group, *([by] if by else []), *(one for parts in places.values() for one in parts.values() if one)]
    require_columns(opened.frame, list(dict.fromkeys(wanted)))
    names = names_of(opened.frame)
    found = []
    for values in rows_of(opened.frame):
        texts = {name: as_text(value) or "" for name, value in zip(names, values, strict=True)}
        for place, parts in places.items():
            numbers = {part: _number(texts[column], column) for part, column in parts.items() if column}
            if not texts[group] or all(number is None for number in numbers.values()):
                continue
            label = f"{place}, {texts[group]}" if place else texts[group]
            people, selected = (numbers.get(part) for part in ("people", "selected"))
            found.append(
                _Row(
                    texts[by] if by else "",
                    label,
                    None if people is None else people[0],
                    None if selected is None else selected[0],
                    numbers.get("rate"),
                    numbers.get("ratio"),
                    {part: texts[column] for part, column in parts.items() if column},
                )
            )
    return found


def _number(text: str, column: str) -> tuple[float, float] | None:
    """A number as it is printed, and half of its last digit; None where the table says that there is none.

    >>> _number("48 %", "rate"), _number("n/a", "rate")
    ((0.48, 0.005), None)
    """
    bare = text.replace("%", "").replace("٪", "").strip()
    if not bare or bare.casefold() in ("n/a", "na", "-", "–", "—", "*", "nan", "none"):
        return None
    value = read_number(bare)
    if value is None:
        raise AuditError(words.NO_NUMBERS, column=column, value=shown(text))
    digits = len(bare.rpartition(".")[2]) if "." in bare else 0
    half = 0.5 * 10.0**-digits
    return (value / 100, half / 100) if bare != text.strip() else (value, half)


def _checked(row: _Row, highest: _Row | None, own: Sequence[_Row]) -> tuple[dict[str, Any], list[Finding]]:
    """What a row states, what follows, and what to say where both part."""
    said: list[Finding] = []
    follows: bool | None = None
    found = row.found
    if row.people is not None and row.selected is not None and row.selected > row.people:
        said.append(_said(row, words.MORE_SELECTED, selected=int(row.selected), people=int(row.people)))
        follows = False
    elif row.rate is not None and row.people and row.selected is not None:
        share = row.selected / row.people
        follows = _rounds_to(share, row.rate)
        if not follows:
            counts = {"selected": int(row.selected), "people": int(row.people)}
            said.append(_said(row, words.RATE, stated=row.texts["rate"], found_rate=share, **counts))
    ratio = None
    if found is not None and highest is not None and highest.found:
        ratio = found / highest.found
        if row.ratio is not None and row is not highest or row.ratio is not None and row.ratio[0] != 1:
            right = _fits(row, highest, row.ratio)
            follows = right if follows is None else follows and right
            if not right:
                said.append(_ratio_said(row, highest, own, ratio))
        elif row.ratio is not None and follows is None:
            follows = True
    stated = {"rate_stated": row.rate and row.rate[0], "ratio_stated": row.ratio and row.ratio[0]}
    checked: dict[str, Any] = {"table": row.table, "row": row.name, "people": row.people, "selected": row.selected}
    checked |= stated | {"rate_found": found, "ratio_found": ratio, "follows": follows}
    checked["below_four_fifths"] = None if ratio is None else ratio < FOUR_FIFTHS
    return checked, said


def _rounds_to(value: float, stated: tuple[float, float]) -> bool:
    return abs(value - stated[0]) <= stated[1] * (1 + 1e-9)


def _fits(row: _Row, reference: _Row, stated: tuple[float, float] | None) -> bool:
    """Whether a stated ratio follows, with what rounding of stated rates leaves open."""
    if stated is None or row.found is None or not reference.found:
        return True
    low = max(row.found - row.slack, 0) / (reference.found + reference.slack)
    high = (row.found + row.slack) / max(reference.found - reference.slack, 1e-12)
    return low - stated[1] * (1 + 1e-9) <= stated[0] <= high + stated[1] * (1 + 1e-9)


def _ratio_said(row: _Row, highest: _Row, own: Sequence[_Row], ratio: float) -> Finding:
    others = (one for one in own if one is not highest and one is not row and one.found)
    other = next((one for one in others if _fits(row, one, row.ratio)), None)
    if other is not None and other.ratio is not None and abs(other.ratio[0] - 1) < 1e-9:
        return _said(row, words.RATIO_OTHER, stated=row.texts["ratio"], other=other.name)
    numbers = {"stated": row.texts["ratio"], "highest": highest.name, "rate": highest.found, "found": round(ratio, 3)}
    return _said(row, words.RATIO, **numbers)


def _said(row: _Row, sentence: str, **values: Any) -> RowFinding:
    return RowFinding(
        characteristic=row.table,
        group=row.name,
        verdict="wrong",
        sentence=sentence,
        values=(("row", row.name), *values.items()),
    )


def _over_all(told: Sequence[Mapping[str, Any]], findings: list[Finding]) -> list[Finding]:
    wrong = sum(row["follows"] is False for row in told)
    open_rows = sum(row["follows"] is None for row in told)
    first: list[Finding] = []
    if wrong:
        first.append(
            RowFinding(verdict="wrong", sentence=words.SOME_FOLLOW, values=(("wrong", wrong), ("all", len(told))))
        )
    elif not open_rows:
        first.append(RowFinding(verdict="follows", sentence=words.ALL_FOLLOWS))
    if open_rows:
        first.append(RowFinding(verdict="open", sentence=words.NOTHING_TO_CHECK, values=(("rows", open_rows),)))
    return [*first, *findings]


def _named(sentence: str, names: Sequence[str], **values: Any) -> list[Finding]:
    return (
        [RowFinding(verdict="note", sentence=sentence, values=(("rows", tuple(names)), *values.items()))]
        if names
        else []
    )


def _sums(rows: Sequence[_Row]) -> list[Finding]:
    """Tables of one publication that are about the same people add up to the same number."""
    totals: dict[str, float] = {}
    for row in rows:
        if row.people is None:
            totals[row.table] = math.nan
        else:
            totals[row.table] = totals.get(row.table, 0.0) + row.people
    whole = {name: total for name, total in totals.items() if math.isfinite(total)}
    if len(whole) < 2 or len(set(whole.values())) == 1:
        return []
    first = max(whole, key=lambda name: whole[name])
    return [
        RowFinding(
            verdict="wrong",
            sentence=words.SUMS,
            values=(("part", name), ("whole", first), ("found", int(total)), ("stated", int(whole[first]))),
        )
        for name, total in whole.items()
        if total != whole[first]
    ]
