"""An invented system, answered by both sides: to look at before one's own."""

from __future__ import annotations

from functools import cache
from typing import Any

from toolkit.governance.assessment.answers import Answers
from toolkit.governance.assessment.questionnaire import questionnaire
from toolkit.languages import Language
from toolkit.registers.fields import Fields, load
from toolkit.registers.locate import folder


def example_answers(language: Language | str = "en") -> tuple[Answers, Answers]:
    """The union's and the employer's answers about a system that is invented."""
    record = _record()
    system = Fields("example.yml", 1, record).words("system", questionnaire().words["dimensions.users"].languages)
    sides = []
    for side in ("ours", "theirs"):
        made = Answers(system=system.say(language))
        for question, given in record[side].items():
            made = made.with_answer(question, *([given] if isinstance(given, str) else given))
        sides.append(made)
    return sides[0], sides[1]


@cache
def _record() -> dict[str, Any]:
    found: dict[str, Any] = load(folder("templates") / "governance" / "assessment" / "example.yml")
    return found
