"""What does not hold in a joint body: no owner, a power without papers, a tie without end, a vote never won."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.errors import translatable
from toolkit.governance.body.body import Body
from toolkit.languages import Language
from toolkit.languages.units import UNITS

Kind = Literal[
    "no_owner",
    "no_documents",
    "no_end",
    "empty_consent",
    "outvoted",
    "advice_only",
    "no_time",
    "no_power",
    "late",
    "runs_on",
]

# (kind, whether the body cannot work so)
GRAVE: tuple[Kind, ...] = ("no_owner", "no_documents", "no_end", "empty_consent", "outvoted", "advice_only")
_SENTENCES: dict[Kind, str] = {
    "no_owner": translatable(
        "{stage}: nobody must bring this step to the committee. Go back to “What it may do” and choose who."
    ),
    "no_documents": translatable(
        "{stage}: the committee “{power}”, but it need not get the papers for that. Ask at least for: {needs}."
    ),
    "no_end": translatable("Nothing says how a tie ends. Choose a board, a mediator, or that nothing changes."),
    "empty_consent": translatable(
        "{stage}: the committee “{power}”, but in the end the employer decides. That is being heard, not agreeing. "
        "Choose a board, or that nothing changes."
    ),
    "outvoted": translatable(
        "The employer has the majority and decisions are taken by votes: the union loses each vote. Ask for equal "
        "numbers."
    ),
    "advice_only": translatable(
        "{stage}: the committee “{power}”, but it only gives advice. Choose that a decision needs a majority of each "
        "side."
    ),
    "no_time": translatable(
        "The committee is heard or must agree, but its members have no hours to prepare. Powers without time stay on "
        "paper."
    ),
    "no_power": translatable(
        "{stage}: the committee has no part in this stage. What is decided here binds the next ones."
    ),
    "late": translatable(
        "The papers come {days} before a meeting. That is too late to read them and to ask colleagues."
    ),
    "runs_on": translatable(
        "Where the sides do not agree, nothing changes, so what runs already goes on. Ask for a day by which each "
        "system in use needs an agreement."
    ),
}
_ENOUGH_DAYS = 7
_DECIDES = ("consent", "veto")


@dataclass(frozen=True)
class Problem:
    """Something that does not hold, and where.

    Attributes
    ----------
    kind
        What it is.
    stage
        At which stage; empty where it concerns the whole body.
    grave
        Whether the body cannot work so; else it is something to know.
    """

    kind: Kind
    body: Body
    stage: str = ""

    @property
    def grave(self) -> bool:
        """Whether the body cannot work so."""
        return self.kind in GRAVE

    def say(self, language: Language | str = "en") -> str:
        """What does not hold, and what to choose instead."""
        speech = Language.of(language)
        menu, values = self.body.menu, {}
        if self.stage:
            power = self.body.power(self.stage)
            needs = menu.power(power).needs
            values = {
                "stage": menu.say(f"stages.{self.stage}", speech),
                "power": menu.say(f"powers.{power}", speech),
                "needs": menu.say(f"options.documents.{needs}.title", speech),
            }
        if self.kind == "late":
            values["days"] = speech.say_plural(UNITS["days"], self.body.number("days"))
        return speech.say(_SENTENCES[self.kind], **values)


def problems_of(body: Body) -> tuple[Problem, ...]:
    """All that does not hold, the grave ones first, in the order of a system's life.

    >>> [problem.kind for problem in problems_of(Body.model("codecision"))]
    []
    """
    found = [*_of_stages(body), *_of_whole(body)]
    return tuple(sorted(found, key=lambda one: not one.grave))


def _of_stages(body: Body) -> list[Problem]:
    menu, found = body.menu, []
    documents = menu.rank("documents", body.option("documents").id)
    for stage in menu.stages:
        power = body.power(stage.id)
        kinds: list[Kind] = []
        if not body.owner(stage.id):
            kinds.append("no_owner")
        if power == "none":
            kinds.append("no_power")
        if documents < menu.rank("documents", menu.power(power).needs):
            kinds.append("no_documents")
        if power in _DECIDES:
            if body.option("rule").id in ("advice", "answer"):
                kinds.append("advice_only")
            if body.option("deadlock").id in ("employer", "mediator"):
                kinds.append("empty_consent")
        found += [Problem(kind, body, stage.id) for kind in kinds]
    return found


def _of_whole(body: Body) -> list[Problem]:
    kinds: list[Kind] = []
    votes = body.option("rule").id in ("majority", "double")
    powers = {power for _, power in body.powers}
    if body.option("deadlock").id == "none" and (votes or powers & set(_DECIDES)):
        kinds.append("no_end")
    if body.option("parity").id == "minority" and body.option("rule").id == "majority":
        kinds.append("outvoted")
    if body.option("time").id != "hours" and powers & {"consultation", *_DECIDES}:
        kinds.append("no_time")
    if body.option("documents").id != "none" and body.number("days") < _ENOUGH_DAYS:
        kinds.append("late")
    if body.option("deadlock").id == "stays":
        kinds.append("runs_on")
    return [Problem(kind, body) for kind in kinds]
