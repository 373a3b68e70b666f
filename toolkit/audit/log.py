"""A decision log: who was decided about, how, and what turned out true."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from toolkit.audit.arguments import (
    check_column,
    check_columns,
    check_effect,
    check_kind,
    check_values,
    is_whole,
    require_roles,
    shown,
)
from toolkit.audit.codebooks.answers import codebook_at
from toolkit.audit.counting.bands import banded, check_bands, with_band_words
from toolkit.audit.counting.counts import PERIODS, CountTable, count_cells
from toolkit.audit.counting.crosstabs import turned
from toolkit.audit.counting.long_tables.progress import Tell
from toolkit.audit.counting.reading.asked import FileAsked
from toolkit.audit.counting.reading.note import Note
from toolkit.audit.counting.roles import Roles
from toolkit.audit.counting.score_bins import check_bins
from toolkit.audit.counting.sources import columns_of, open_table, require_columns
from toolkit.audit.recipe import Recipe, read_recipe, recipe_of
from toolkit.errors import AuditError, translatable
from toolkit.registers.codebook import PHRASES, Codebook, read_codebook

Effect = Literal["benefit", "burden"]
LONGEST_PHRASE = 120


class DecisionLog:
    """The decisions of a system about people, counted once and then forgotten row by row.

    Parameters
    ----------
    table : pandas, polars, Arrow, DuckDB or Spark table, or path
        One row a decision, or one row a cell with a `count`. Files are text (.csv, .tsv, .txt), Parquet, workbooks
        (.xlsx, .xlsm, .xls, .xlsb, .ods), records (.json, .jsonl), SPSS and Stata (.sav, .dta; with pyreadstat), and
        one of these packed (.gz, .zip, .bz2, .xz). What they hold counts, not what they are called.
    decision : str
        The column that holds the decision; a row without one is left out and counted.
    selected : sequence
        The values of `decision` that mean: the system said yes to this person. Compared as text.
    effect : {"benefit", "burden"}
        Whether being selected is good or bad for the person.
    groups : sequence of str
        The characteristics by which people are compared. A missing value becomes ``"(unknown)"``.
    outcome, outcome_true : str and sequence, optional
        What turned out true, and the values that mean "true".
    score : str, optional
        A number that the system gave.
    within : sequence of str, optional
        Strata inside which like is compared with like (office, grade, risk class).
    when, period : str, optional
        A date column, and ``"day"``, ``"month"``, ``"quarter"`` or ``"year"``. Of moments in a Parquet file that have a
        time zone, the day in UTC counts, wherever the machine stands, unless `zone` is given.
    count : str, optional
        The column that says how many people a row stands for.
    rounded_to : int, optional
        What the counts were rounded to before they were published (10: to tens); `result.rounding` then says between
        which values shares and ratios lay.
    codebook : Codebook or path, optional
        Words for columns, values and what happened to people, such as ``toolkit codebook`` writes.
    bands : mapping of str to sequence of float, optional
        For columns of numbers, such as an age: at which numbers a band begins. ``{"age": [30, 45]}`` gives the groups
        ``"<30"``, ``"30–44"`` and ``"≥45"``; of a decision that is a number of points, ``{"points": [50]}`` gives
        ``"<50"`` and ``"≥50"``, one of which is then `selected`. What is no number stays as it is.

    sheet : str, int or sequence of these, optional
        Of a workbook: the name of the sheet, or its number from 1; several are put together by their headings. Else
        those that are not hidden and have the headings of the first table.
    header_row : int, optional
        The line of headings, counted from 1; else found, below a title and on two lines if need be.
    encoding : str, optional
        Of a text: how letters are written (cp1252, cp1256); else found.
    decimal : {".", ","}, optional
        The decimal mark of scores and counts that are texts.
    dates : {"day-first", "month-first", "year-first", "excel", "hijri"}, optional
        How days are written; needed where 3/4/2026 can be read in two ways, and for Hijri dates (Umm al-Qura).
    zone : str, optional
        Whose days are meant where moments have a time zone or say their distance from UTC (Africa/Dakar).
    totals : {"leave-out", "keep"}, optional
        Whether rows such as “Total” add up others. Unless said, they are left out where they do, with a note.
    hidden : {"keep", "leave-out"}, optional
        What becomes of rows that are hidden in a workbook. Unless said, they are counted, with a note.
    merged : {"fill", "keep"}, optional
        Whether empty cells below a value of a characteristic or stratum belong to it, as where cells were merged.
    spellings : {"merge", "keep"}, optional
        Whether values that differ only by capitals, spaces, signs or accents mean the same.
    missing : sequence of str, optional
        Values that mean that nobody knows (“n/a”, “-”); they are read as empty cells.
    repeated : {"drop", "keep"}, optional
        Whether rows that say the same of the same person are one, or decisions of their own. As long as persons stand
        there twice and nobody said which, no gap is called shown.
    across : sequence of str, optional
        Columns that each count the people with one decision (“yes”, “no”). They are found where no column is called
        like `decision` and columns are called like `selected`.
    confirmed : sequence of str, optional
        Kinds of notes in `reading` that you have read and found right as they are.
    tables : {"first", "all"}, optional
        Whether a further table below the first, with the same headings or the same lines, holds other people. Unless
        said, it is left out, with a note.
    recipe : Recipe, optional
        That of an earlier table, whose values are known; see `follow`.

    Raises
    ------
    ColumnNotFound, ValueNotFound, EmptyTable, UnreadableFile, UnknownSuffix, AuditError

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"sex": ["women", "men"] * 2, "hired": ["no", "yes", "yes", "yes"], "n": [60, 50, 40, 50]})
    >>> log = DecisionLog(table, decision="hired", selected=["yes"], effect="benefit", groups=["sex"], count="n")
    >>> log.people
    200
    """

    def __init__(
        self,
        table: Any,
        *,
        decision: str = "",
        selected: Sequence[Any] | None = None,
        effect: Effect | None = None,
        groups: Sequence[str] | None = None,
        outcome: str | None = None,
        outcome_true: Sequence[Any] | None = None,
        score: str | None = None,
        within: Sequence[str] | None = None,
        when: str | None = None,
        period: str | None = None,
        count: str | None = None,
        rounded_to: int | None = None,
        codebook: Codebook | str | Path | None = None,
        score_bins: int | Sequence[float] | None = None,
        progress: Tell | None = None,
        bands: Mapping[str, Sequence[float]] | None = None,
        said: str | Mapping[str, Any] = "",
        sheet: str | int | Sequence[str | int] | None = None,
        header_row: int | None = None,
        encoding: str | None = None,
        decimal: str | None = None,
        dates: str | None = None,
        totals: str | None = None,
        hidden: str | None = None,
        spellings: str | None = None,
        repeated: str | None = None,
        missing: Sequence[str] | None = None,
        zone: str | None = None,
        merged: str | None = None,
        across: Sequence[str] | None = None,
        confirmed: Sequence[str] = (),
        tables: str | None = None,
        recipe: Recipe | None = None,
    ) -> None:
        asked = FileAsked(
            sheet,
            header_row,
            encoding,
            decimal,
            dates,
            totals,
            hidden,
            spellings,
            repeated,
            missing,
            zone,
            merged,
            across,
            tuple(confirmed),
            tables,
            recipe.values if recipe else {},
        )
        check_kind("progress", progress, None, "function")
        codebook = codebook_at(codebook) if isinstance(codebook, str | Path) else codebook
        check_kind("codebook", codebook, Codebook, "Codebook")
        lists = [one for listed in (groups, within) if isinstance(listed, list | tuple) for one in listed]
        named = [one for one in (decision, outcome, score, when, count, *lists) if isinstance(one, str) and one]
        opened = open_table(table, progress, asked, named)
        if effect is not None:
            check_effect(effect)  # which says what it can be
        values = check_values("selected", decision, selected)
        is_named = isinstance(decision, str) and bool(decision) and bool(values)  # else it is asked for below
        if is_named and (across is not None or decision not in columns_of(opened.frame)):
            meant = {"decision": decision, "selected": values, "count": count, "named": set(named) - {decision}}
            opened, count = turned(opened, meant)
        columns = columns_of(opened.frame)
        require_roles({"decision": decision, "selected": selected, "effect": effect, "groups": groups}, columns)
        known = str(check_column("decision", decision, columns))
        outcome = check_column("outcome", outcome, columns, optional=True)
        when = check_column("when", when, columns, optional=True)
        roles = Roles(
            known,
            values,
            check_columns("groups", groups, columns),
            outcome,
            check_values("outcome_true", outcome or "outcome", outcome_true),
            check_column("score", score, columns, optional=True),
            check_columns("within", within, columns),
            when,
            ("month" if period is None else period) if when is not None else None,
            check_column("count", count, columns, optional=True),
            rounded_to,
            check_bins(score_bins, score),
        )
        told_apart = [*roles.groups, *roles.within, known, *([outcome] if outcome else [])]
        roles = replace(roles, bands=check_bands(bands, told_apart))
        _check_roles(roles)
        require_columns(opened.frame, roles.columns)
        opened = banded(opened, roles.bands)
        self.roles = roles
        self.effect: Effect = effect or "burden"  # it is one of the two
        told: dict[str, Any] = {"decision": known, "selected": roles.selected, "effect": self.effect}
        told |= {"outcome": outcome, "outcome_true": roles.outcome_true}
        self.codebook = with_band_words(codebook or Codebook(), roles.bands).saying(_phrases(said), told)
        self._cells = count_cells(opened, roles)
        self._asked, self._said = asked, _phrases(said)
        new = recipe.new_values(self._values()) if recipe and "spellings" not in asked.confirmed else []
        self._cells = replace(self._cells, notes=(*self._cells.notes, *new))

    @classmethod
    def open(cls, name: str | Path) -> DecisionLog:
        """A dataset of ours by name, or a folder of yours that holds one, with roles and words from its codebook.

        >>> DecisionLog.open("berkeley-admissions-1973").people
        4526
        """
        codebook = read_codebook(name)
        return cls(codebook.table, codebook=codebook, **codebook.roles)

    @classmethod
    def follow(cls, recipe: Recipe | str | Path, table: Any, **changes: Any) -> DecisionLog:
        """The log of another table, such as that of next month, by what was said of the first one.

        Values that the first table did not have are told in `reading`, and are open until somebody confirms them.

        Parameters
        ----------
        recipe : Recipe or path
            What `recipe` gave, or a file that it wrote.
        table
            As a log takes it.
        **changes
            What is said otherwise than in the recipe.
        """
        known = recipe if isinstance(recipe, Recipe) else read_recipe(recipe)
        return cls(table, **{"said": known.said or "", **known.roles, **known.reading, **changes}, recipe=known)

    @property
    def recipe(self) -> Recipe:
        """What was said of this table, to be written into a file and followed by `follow`.

        >>> import pandas as pd
        >>> table = pd.DataFrame({"sex": ["women", "men"] * 9, "hired": ["no", "yes", "yes"] * 6})
        >>> log = DecisionLog(table, decision="hired", selected=["yes"], effect="benefit", groups=["sex"])
        >>> later = table.assign(hired="pending").head(4)
        >>> [one.what for one in DecisionLog.follow(log.recipe, pd.concat([table, later])).reading]
        ['pending']
        """
        return recipe_of(self.roles, self.effect, self._asked, self._said, self._values())

    def _values(self) -> dict[str, tuple[str, ...]]:
        """By column, the values that are compared as texts."""
        cells, roles = self._cells, self.roles
        found = {name: cells.labels[name] for name in (*roles.groups, *roles.within)}
        found[roles.decision] = (*roles.selected, *(value for value, _ in cells.as_no))
        if roles.outcome is not None:
            found[roles.outcome] = (*roles.outcome_true, *(value for value, _ in cells.as_untrue))
        return found

    @property
    def people(self) -> int:
        """How many people the log decides about (rows without a decision not among them)."""
        return self._cells.total

    @property
    def reading(self) -> tuple[Note, ...]:
        """What was odd in the file and how it was read (`kind`, `what`, `where`, ``say(language)``); else empty.

        Numbers may change once somebody settles a note that `is_open`; an audit says so among its findings. Scores,
        dates and columns of names are judged by the first rows.
        """
        return self._cells.notes

    @property
    def persons_are_settled(self) -> bool:
        """Whether nobody seems to stand there twice; else tests, which count each row as a person, show nothing."""
        return not any(one.kind == "duplicates" and one.is_open for one in self.reading)

    @property
    def cells(self) -> CountTable:
        """The full table of counts. For `audit` alone: it is not made for other eyes."""
        return self._cells

    def saying(self, codebook: Codebook) -> DecisionLog:
        """This log, told in the words of another codebook."""
        other = copy.copy(self)
        other.codebook = codebook
        return other

    def __repr__(self) -> str:
        return f"DecisionLog(decision={self.roles.decision!r}, groups={list(self.roles.groups)!r})"


def _phrases(said: Any) -> dict[str, Any]:
    """The words of somebody's own, or an error that says which can be given."""
    given = {"affected": said} if isinstance(said, str) else said
    if not isinstance(given, Mapping) or set(given) - set(PHRASES):
        raise AuditError(
            translatable(
                "“{value}” does not say what happened to people. Give words such as “were hired”, or: {allowed}."
            ),
            value=str(said),
            allowed=list(PHRASES),
        )
    texts = {
        key: {str(code): phrase_of(one) for code, one in text.items()} if isinstance(text, Mapping) else phrase_of(text)
        for key, text in given.items()
    }
    return {key: text for key, text in texts.items() if text}


def phrase_of(text: Any) -> str:
    """The rest of a sentence: on one line, without a full stop, short enough to stand in a heading."""
    return " ".join(str(text or "").split()).rstrip(" .;:،؛")[:LONGEST_PHRASE]


def _check_roles(roles: Roles) -> None:
    if not roles.groups:
        raise AuditError(translatable("No characteristic to compare people by is named. Name at least one in groups."))
    if not roles.selected:
        raise AuditError(
            translatable("No value of “{column}” is named as selected. Name the values that mean yes."),
            column=roles.decision,
        )
    if roles.outcome is not None and not roles.outcome_true:
        raise AuditError(
            translatable("No value of “{column}” is named as true. Name the values in outcome_true."),
            column=roles.outcome,
        )
    if roles.period is not None and roles.period not in PERIODS:
        raise AuditError(
            translatable("The period “{period}” is not known. Use one of: {allowed}."),
            period=shown(roles.period),
            allowed=list(PERIODS),
        )
    rounded_to = roles.rounded_to
    if rounded_to is not None and (roles.count is None or not is_whole(rounded_to) or rounded_to < 1):
        raise AuditError(
            translatable(
                "Counts cannot be rounded to “{value}”. Give a whole number such as 10, and name the count column."
            ),
            value=shown(rounded_to),
        )
    twice = [name for name in dict.fromkeys(roles.columns) if roles.columns.count(name) > 1]
    if twice:
        raise AuditError(
            translatable("The column “{column}” is named for two things at once. Give each column one meaning."),
            column=twice[0],
        )
