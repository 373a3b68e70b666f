"""Two sides' answers about a system, without any widget: entries of a sheet, and the scores that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from toolkit.errors import ToolkitError
from toolkit.governance.assessment.alternative import COST_ITEMS, Alternative, Cost
from toolkit.governance.assessment.answers import Answers, visible
from toolkit.governance.assessment.difference import Difference, compare_scores
from toolkit.governance.assessment.questionnaire import Question, questionnaire
from toolkit.governance.assessment.scoring import Score, score
from toolkit.languages import Language, read_number

Side = Literal["ours", "theirs"]
SIDES: tuple[Side, ...] = ("ours", "theirs")
_LONGEST = 600


@dataclass(frozen=True)
class ScoresModel:
    """What both sides answered so far.

    >>> model = ScoresModel(Language("en"), {"ours.jobs": "very"})
    >>> model.score("ours")["workers"].answered_risks, model.heard("theirs")
    (1, False)
    """

    language: Language
    entries: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def whole(self) -> bool:
        """Whether all questions are asked and not only the short round."""
        return self.entries.get("round") == "all"

    def asked(self, side: Side) -> tuple[Question, ...]:
        """What a side is asked, given its answers."""
        return tuple(one for one in visible(questionnaire(), self.answers(side)) if one.core or self.whole)

    def sections(self, side: Side) -> tuple[str, ...]:
        """The sections in which a side is asked something."""
        return tuple(dict.fromkeys(one.section for one in self.asked(side)))

    def answers(self, side: Side) -> Answers:
        """What a side answered."""
        return self._answers[side]

    @cached_property
    def _answers(self) -> dict[Side, Answers]:
        return {side: self._read(side) for side in SIDES}

    def _read(self, side: Side) -> Answers:
        made = Answers(system=self.text("system"))
        for one in questionnaire().questions:
            raw = self.entries.get(f"{side}.{one.id}")
            given = [raw] if isinstance(raw, str) else list(raw) if isinstance(raw, list | tuple) else []
            try:
                made = made.with_answer(one.id, *(each for each in given if each))
            except ToolkitError:
                continue  # an entry of an older page
        return made

    def heard(self, side: Side) -> bool:
        """Whether a side answered anything that is scored."""
        return any(one.answered_risks for one in self.score(side).dimensions)

    def score(self, side: Side) -> Score:
        """The score of a side."""
        return self._scores[side]

    @cached_property
    def _scores(self) -> dict[Side, Score]:
        return {side: score(self.answers(side)) for side in SIDES}

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Both scores side by side; none before both were heard."""
        if not (self.heard("ours") and self.heard("theirs")):
            return ()
        return compare_scores(self.score("ours"), self.score("theirs"))

    def text(self, name: str) -> str:
        """Words that were entered."""
        return str(self.entries.get(name) or "").strip()[:_LONGEST]

    @property
    def proposal(self) -> Alternative:
        """The other way that was entered."""
        return Alternative(
            union=self.text("union"),
            employer=self.text("employer"),
            access=self.text("access"),
            quality=self.text("quality"),
            in_house=self.text("in_house"),
            jobs=self.text("jobs"),
            costs=tuple(Cost(one, self.amount(f"theirs.{one}"), self.amount(f"ours.{one}")) for one in COST_ITEMS),
            currency=self.text("currency")[:12],
        )

    def amount(self, name: str) -> float | None:
        """A cost that was entered; nothing where it is no number, or below nothing."""
        raw = self.entries.get(f"cost.{name}")
        number = read_number(raw) if isinstance(raw, str) and raw.strip() and len(raw) <= 40 else None
        return float(number) if number is not None and number >= 0 else None
