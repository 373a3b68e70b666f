"""Which shares a funnel is made of, and the words of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from toolkit.audit.arguments import shown
from toolkit.audit.counting.counts import CountTable
from toolkit.audit.measures.measures import Words
from toolkit.audit.pipelines import funnel_words as words
from toolkit.audit.pipelines.shares_of_parts import Part, Sets
from toolkit.audit.pipelines.step import Chain, Step, holding, said_in_all
from toolkit.errors import AuditError
from toolkit.languages import KNOWN, Language

UNFOUNDED = "unfounded"


def alternatives(unfounded: Any) -> list[Mapping[str, Sequence[Any]]]:
    """The ways to be burdened for nothing, checked."""
    listed = [] if unfounded is None else [unfounded] if isinstance(unfounded, Mapping) else list(unfounded)
    for one in listed:
        if not isinstance(one, Mapping) or not one:
            raise AuditError(words.NO_ALTERNATIVE, value=shown(one))
    return listed


def parts_of(chain: Chain, unfounded: Sequence[Mapping[str, Sequence[Any]]], first: Step) -> list[Part]:
    """One share a step; over the whole chain; and who is burdened for nothing."""

    def of_step(step: Step) -> Part:
        return Part(step.id, lambda table: chain.sets(step, table), step.harm)

    def whole(table: CountTable) -> Sets:
        known = np.ones(len(table.people), dtype=bool)
        for step in last_chain(chain):
            known &= ~chain.sets(step, table).unknown
        return Sets(chain.sets(chain.steps[-1], table).counted & known, known, ~known)

    def burdened(table: CountTable) -> Sets:
        found = np.zeros(len(table.people), dtype=bool)
        for one in unfounded:
            fits = np.ones(len(table.people), dtype=bool)
            for column, values in one.items():
                fits &= table.selected if column == first.column else holding(table, column, values)
            found |= fits
        everybody = np.ones(len(table.people), dtype=bool)
        return Sets(found, everybody, ~everybody)

    parts = [of_step(step) for step in chain.steps]
    if len(last_chain(chain)) > 1:
        parts.append(Part(name_of_all(chain), whole, harm_of_all(chain)))
    return [*parts, Part(UNFOUNDED, burdened, 1)] if unfounded else parts


def name_of_all(chain: Chain) -> str:
    """The name of the share of all people of a group who reach the last step."""
    return f"{chain.steps[-1].id}_of_all"


def harm_of_all(chain: Chain) -> int:
    """The side of the last step, where no step before it is on the other: who wins an appeal was burdened first."""
    sides = {step.harm for step in last_chain(chain)} - {0}
    return chain.steps[-1].harm if len(sides) == 1 else 0


def last_chain(chain: Chain) -> list[Step]:
    """The steps that lead to the last one, from everybody on."""
    found = [chain.steps[-1]]
    while before := chain.among(found[0]):
        found.insert(0, chain.step(before))
    return found


def words_of(chain: Chain, parts: Sequence[Part], unfounded_said: Words) -> dict[str, dict[str, Any]]:
    """What each share counts, among whom and whom it harms, as a codebook holds it."""
    said = {step.id: said_in_all(step.said, step.id) for step in chain.steps}
    told: dict[str, dict[str, Any]] = {}
    for step in chain.steps:
        before = chain.among(step)
        told[step.id] = {"counted": said[step.id], "among": said[before] if before else {}, "harm": step.harm}
    last = chain.steps[-1]
    end = {code: Language(code).say(words.FROM_ALL, what=text) for code, text in said[last.id].items()}
    told[name_of_all(chain)] = {"counted": end, "among": {}, "harm": harm_of_all(chain)}
    nothing = said_in_all(unfounded_said, "") if unfounded_said else _in_all(words.BURDENED_FOR_NOTHING)
    told[UNFOUNDED] = {"counted": nothing, "among": {}, "harm": 1}
    return {part.id: told[part.id] for part in parts}


def _in_all(sentence: str) -> dict[str, str]:
    return {code: Language(code).say(sentence) for code in KNOWN}
