"""What a step of a pipeline is: the people who reach it, among those who reached the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any, Literal

import numpy as np

from toolkit.audit.arguments import check_column, check_effect, check_values, shown
from toolkit.audit.counting.counts import UNKNOWN, CountTable
from toolkit.audit.measures.measures import Words
from toolkit.audit.pipelines.shares_of_parts import Sets
from toolkit.errors import AuditError, ValueNotFound, translatable
from toolkit.languages import KNOWN, Language

EVERYBODY = "everybody"
Effect = Literal["benefit", "burden"]
REACHED = translatable("were there at the step “{step}”")
NO_STEP = translatable("“{value}” is no step. Give Step(name, column=…, values=[…]), one for each step in its order.")
TWICE = translatable("The step “{step}” stands there twice. Give each step its own name.")
NOT_BEFORE = translatable("The step “{step}” is among “{among}”, which is no step before it. Name one of: {available}.")


@dataclass(frozen=True)
class Step:
    """A step that people reach or not: of those who reached the one before, the ones with these values.

    Parameters
    ----------
    id : str
        Its name in tables.
    column, values : str and sequence
        Who reaches it: people with one of these values in the column. Whose value is missing is left out of the step.
    effect : {"benefit", "burden"}, optional
        Whether reaching it is good or bad for people; nobody is called worse off where it is left out.
    said : str or {language: text}
        What happened to people, in words that follow them: "were visited at home".
    among : str
        The step before; of several branches another earlier one, or "everybody".

    Examples
    --------
    >>> Step("visited", column="visit", values=["yes"], effect="burden", said="were visited at home").harm
    1
    """

    id: str
    _: KW_ONLY
    column: str
    values: Sequence[Any]
    effect: Effect | None = None
    said: Words = ""
    among: str = ""

    @property
    def harm(self) -> int:
        """Whether the higher share (+1) or the lower (-1) is the worse one; 0 where neither is."""
        return {"burden": 1, "benefit": -1}.get(self.effect or "", 0)


@dataclass(frozen=True)
class Chain:
    """Checked steps, each with the step it is among, over the columns of a log whose decision is the first step."""

    steps: tuple[Step, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns besides that of the first step, each once."""
        return tuple(dict.fromkeys(step.column for step in self.steps[1:]))

    def among(self, step: Step) -> str:
        """The step that a step is among; empty for everybody."""
        if step.among:
            return "" if step.among == EVERYBODY else step.among
        place = self.steps.index(step)
        return self.steps[place - 1].id if place else ""

    def step(self, name: str) -> Step:
        """A step by its name."""
        return next(one for one in self.steps if one.id == name)

    def sets(self, step: Step, table: CountTable) -> Sets:
        """Who reached a step, among whom, and of whom that is not known."""
        before = self.among(step)
        reached = self.sets(self.step(before), table).counted if before else np.ones(len(table.people), dtype=bool)
        if step is self.steps[0]:
            here, known = table.selected, np.ones(len(table.people), dtype=bool)
        else:
            here, known = holding(table, step.column, step.values), ~holding(table, step.column, [UNKNOWN])
        return Sets(reached & here & known, reached & known, reached & ~known)


def holding(table: CountTable, column: str, values: Sequence[Any]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """The cells that hold one of these values in a column."""
    wanted = set(check_values("values", column, values))
    codes = [code for code, label in enumerate(table.labels[column]) if label in wanted]
    return np.isin(table.codes[column], codes)


def chain_of(steps: Any) -> Chain:
    """Steps, checked: names that are unique, columns and values that are named, and each among an earlier one."""
    listed = list(steps) if isinstance(steps, Sequence) and not isinstance(steps, str) else [steps]
    for step in listed:
        if not isinstance(step, Step) or not step.id:
            raise AuditError(NO_STEP, value=shown(step))
    if not listed:
        raise AuditError(NO_STEP, value=shown(steps))
    before: list[str] = []
    for step in listed:
        check_column("column", step.column, [])
        if step.effect is not None:
            check_effect(step.effect)
        if step.id in before or step.id == EVERYBODY:
            raise AuditError(TWICE, step=step.id)
        if step.among and step.among != EVERYBODY and step.among not in before:
            raise AuditError(NOT_BEFORE, step=step.id, among=step.among, available=[EVERYBODY, *before])
        before.append(step.id)
    return Chain(tuple(listed))


def require_values(table: CountTable, step: Step) -> None:
    """An error where a column never holds a value that a step names."""
    labels = table.labels[step.column]
    for value in check_values("values", step.column, step.values):
        if value not in labels:
            raise ValueNotFound(value, step.column, [label for label in labels if label != UNKNOWN])


def said_in_all(words: Words, step: str) -> dict[str, str]:
    """The words of a step in every language; where there are none, that people were there."""
    if isinstance(words, Mapping):
        first = next(iter(words.values()), "")
        return {code: str(words.get(code) or words.get("en") or first) for code in KNOWN}
    if words:
        return dict.fromkeys(KNOWN, str(words))
    return {code: Language(code).say(REACHED, step=step) for code in KNOWN}
