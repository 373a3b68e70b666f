"""How much each trait counts: numbers that were fitted to what rules had told of answers they had never seen.

The weights lie in ``templates/bargaining/weights.yml``; ``benchmarks/evidence_weights.py`` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from toolkit.bargaining.clauses.texts import load_record
from toolkit.bargaining.counter.weighing.traits import Traits
from toolkit.errors import RecordError
from toolkit.registers.locate import folder

Question = Literal["loss", "reason"]
QUESTIONS: tuple[Question, ...] = ("loss", "reason")
BASE = "base"  # what counts whatever is seen


@dataclass(frozen=True)
class Weights:
    """What speaks for a statement, and how much: logarithms of odds, as in a logistic regression."""

    by_trait: Mapping[str, float]

    def odds(self, traits: Traits) -> float:
        """The logarithm of the odds that the statement is right: above 0 it is more likely right than wrong.

        >>> Weights({"base": -1.0, "words gone": 2.0}).odds({"words gone": 0.7, "something else": 1.0}).__round__(1)
        0.4
        """
        known = self.by_trait
        return known.get(BASE, 0.0) + sum(value * known.get(name, 0.0) for name, value in traits.items())


@cache
def weights(question: Question) -> Weights:
    """The weights for a question: is it a loss, and is what is told first of it what was lost?

    Raises
    ------
    RecordError
    """
    where = "bargaining/weights.yml"
    record = load_record(folder("templates") / "bargaining" / "weights.yml", where)
    if not isinstance(record, dict) or set(record) != set(QUESTIONS):
        raise RecordError(where, f"it must hold just: {', '.join(QUESTIONS)}")
    read = record[question]
    if not isinstance(read, dict) or BASE not in read:
        raise RecordError(where, f"“{question}” must say what each trait weighs, “{BASE}” among them")
    if wrong := [name for name, value in read.items() if isinstance(value, bool) or not isinstance(value, int | float)]:
        raise RecordError(where, f"“{question}”: no number stands at {wrong[0]}")
    return Weights(MappingProxyType({str(name): float(value) for name, value in read.items()}))
