"""An audit in the making, without any widget: a table and what its columns mean come in, a result comes out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from toolkit.app.audit.own_table import OwnTable
from toolkit.audit import AuditResult, DecisionLog, Recipe, audit
from toolkit.audit.counting.bands import band_of, names_of, numbers_of
from toolkit.audit.counting.crosstabs import head_of
from toolkit.documents.brought.workbooks.headings import bare_of
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.registers.codebook import Codebook

BEFORE_READING = ("sheet", "header_row", "encoding", "hidden")  # what is said of a file, and decides how it is read
NO_TABLE_YET = translatable("Choose the file first.")
NO_DECISION = translatable("Choose the column that holds the decision.")
TOO_FEW_ACROSS = translatable("Tick at least two columns, each of which counts the people with one decision.")
NO_SELECTED = translatable("Tick what the column says when the system chose somebody.")
ALL_SELECTED = translatable("You ticked every value of the column. Leave out those that mean “not chosen”.")
NO_EFFECT = translatable("Say whether being chosen is good or bad for people.")
NO_GROUPS = translatable("Tick at least one column by which people are compared, such as sex or age group.")
NO_EDGES = translatable("Write numbers that rise, with commas between them, such as 30, 45, 60.")
NO_TRUE = translatable("Tick what the column says when it turned out true.")


def edges_field(table: OwnTable, column: str) -> str:
    """The name of the entry that holds where the bands of a column begin."""
    return f"bands_{table.columns.index(column)}"


@dataclass(frozen=True)
class Meaning:
    """What somebody says the columns of their table mean."""

    decision: str = ""
    selected: tuple[str, ...] = ()
    effect: Literal["benefit", "burden", ""] = ""
    groups: tuple[str, ...] = ()
    within: str = ""
    outcome: str = ""
    outcome_true: tuple[str, ...] = ()
    count: str = ""
    said: str = ""
    bands: tuple[tuple[str, tuple[float, ...]], ...] = ()  # by column of numbers, where each band begins
    references: tuple[tuple[str, str], ...] = ()  # by column, the group that the others are compared with
    across: tuple[str, ...] = ()  # columns that each count the people with one decision, in place of its own
    settled: tuple[tuple[str, Any], ...] = ()  # by what a log takes, what somebody said of the file


@dataclass(frozen=True)
class AuditModel:
    """A table with its meaning; a new value each time something is said."""

    table: OwnTable | None = field(default=None, repr=False)
    meaning: Meaning = field(default_factory=Meaning)
    recipe: Recipe | None = field(default=None, repr=False)  # that of an earlier table, whose values are known
    codebook: Codebook | None = field(default=None, repr=False)  # what columns and values mean in words

    def with_table(self, table: OwnTable | None) -> AuditModel:
        """The model with another table."""
        return replace(self, table=table)

    def with_meaning(self, meaning: Meaning) -> AuditModel:
        """The model with other meanings; a column that the table does not have means nothing."""
        if self.table is None:
            return replace(self, meaning=meaning)
        columns = set(self.table.kept)
        kept = dict(vars(meaning))
        kept["across"] = tuple(name for name in meaning.across if name in columns)
        for name in ("decision", "within", "outcome", "count"):
            is_own = name == "decision" and bool(kept["across"])  # a name for what stands in several columns
            kept[name] = kept[name] if kept[name] in columns or is_own else ""
        kept["groups"] = tuple(name for name in meaning.groups if name in columns)
        used = {kept["decision"], kept["within"], kept["outcome"], *kept["groups"]}
        kept["bands"] = tuple(one for one in meaning.bands if one[0] in used)
        kept["references"] = tuple(one for one in meaning.references if one[0] in kept["groups"])
        return replace(self, meaning=Meaning(**kept))

    def problem(self, language: Language) -> tuple[str, str]:
        """The first thing that is missing: the name of its entry and a sentence; two empty words if nothing is."""
        said = self.meaning
        table = self.table
        if table is None:
            return "file", language.say(NO_TABLE_YET)
        missing = (
            ("across", len(said.across) == 1, TOO_FEW_ACROSS),
            ("decision", not said.decision, NO_DECISION),
            *((edges_field(table, column), not edges, NO_EDGES) for column, edges in said.bands),
            ("selected", not said.selected, NO_SELECTED),
            ("selected", set(self.values(said.decision)) <= set(said.selected), ALL_SELECTED),
            ("effect", not said.effect, NO_EFFECT),
            ("groups", not said.groups, NO_GROUPS),
            ("outcome_true", bool(said.outcome) and not said.outcome_true, NO_TRUE),
        )
        for name, is_missing, sentence in missing:
            if is_missing:
                return name, language.say(sentence)
        return "", ""

    def values(self, column: str) -> tuple[str, ...]:
        """What a column says, or the names of its bands where its numbers are put into bands."""
        if column == self.meaning.decision and self.meaning.across:
            return tuple(bare_of(head_of(name, column)) for name in self.meaning.across)
        edges = dict(self.meaning.bands).get(column)
        if self.table is None or not edges:
            return () if self.table is None else self.table.values.get(column, ())
        found = dict(self._found(column))
        return tuple(name for name in dict.fromkeys((*names_of(edges), *found)) if name in found)

    def counted_as_no(self) -> tuple[tuple[str, int], ...]:
        """The values of the decision that will count as no, with their rows, the commonest first."""
        return self._not_named(self.meaning.decision, self.meaning.selected)

    def counted_as_untrue(self) -> tuple[tuple[str, int], ...]:
        """The values of the outcome that will count as not true, with their rows."""
        return self._not_named(self.meaning.outcome, self.meaning.outcome_true)

    def _not_named(self, column: str, named: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
        if self.table is None or not column or not named:
            return ()
        if column == self.meaning.decision and self.meaning.across:
            return ()  # these columns count people and not rows
        return tuple((value, rows) for value, rows in self._found(column) if value not in named)

    def _found(self, column: str) -> tuple[tuple[str, int], ...]:
        """What a column says, its numbers by their bands, with the rows that say it."""
        assert self.table is not None
        counted, edges = self.table.count(column), dict(self.meaning.bands).get(column)
        if not edges:
            return counted
        numbers = numbers_of((text for text, _ in counted), column, dict(self.meaning.settled).get("decimal"))
        found = dict[str, int]()
        for text, rows in counted:
            name = band_of(numbers[text], edges) if text in numbers else text
            found[name] = found.get(name, 0) + rows
        return tuple(found.items())

    def log(self) -> DecisionLog:
        """The decision log that the table is, with this meaning.

        Raises
        ------
        ToolkitError
            If a column cannot mean what somebody says, such as a count that is no number.
        """
        said = self.meaning
        assert self.table is not None
        assert said.effect
        return DecisionLog(
            self.table.read,
            decision=said.decision,
            selected=said.selected,
            effect=said.effect,
            groups=said.groups,
            outcome=said.outcome or None,
            outcome_true=said.outcome_true,
            within=(said.within,) if said.within else (),
            count=said.count or None,
            said=said.said,
            bands=dict(said.bands) or None,
            recipe=self.recipe,
            codebook=self.codebook,
            **self._asked(),
            **dict(said.settled) | self._across(),
        )

    def _across(self) -> dict[str, Any]:
        """The columns of a cross table; if they are all that can be, sums beside them are found and checked as well."""
        said = self.meaning
        assert self.table is not None
        if not said.across:
            return {}
        others = {*said.groups, said.within, said.outcome}
        if set(said.across) != {name for name in self.table.counting if name not in others}:
            return {"across": said.across}
        return {"confirmed": (*dict(said.settled).get("confirmed", ()), "header")}

    def _asked(self) -> dict[str, Any]:
        """What was said of the file before it was read."""
        assert self.table is not None
        return {name: getattr(self.table.asked, name) for name in BEFORE_READING}

    def not_settled(self) -> AuditModel:
        """What is said so far, without what is to be done about what is odd in the file."""
        kept = tuple(one for one in self.meaning.settled if one[0] == "decimal")
        return replace(self, meaning=replace(self.meaning, settled=kept, said=""), codebook=None)

    def result(self) -> AuditResult:
        """The audit of that log."""
        return self.audited(self.log())

    def audited(self, log: DecisionLog) -> AuditResult:
        """The audit of that log, against the groups that somebody chose."""
        return audit(log, reference=dict(self.meaning.references) or None)
