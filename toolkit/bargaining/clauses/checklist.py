"""Without an audit: one plain question a clause. Whoever answers no may need it."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.bargaining.clauses.library import FAMILIES, library
from toolkit.languages import Language


@dataclass(frozen=True)
class Question:
    """A question about a workplace, and the clause that a no asks for."""

    clause: str
    family: str
    title: str
    text: str


def checklist(language: Language | str = "en") -> tuple[Question, ...]:
    """All questions in a language, family by family; the clauses answered with no are the needs for `suggest`.

    >>> next(one for one in checklist() if one.clause == "bias").family
    'decisions'
    """
    speech = Language.of(language)
    ordered = sorted(library().values(), key=lambda clause: FAMILIES.index(clause.family))
    return tuple(Question(one.id, one.family, one.text(speech).title, one.question.say(speech)) for one in ordered)
