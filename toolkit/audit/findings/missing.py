"""Findings about who is not in all numbers: outcomes and scores that are not known, and values that counted as no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.audit.comparing.missing import OTHER_VALUES
from toolkit.audit.counting.roles import Roles
from toolkit.audit.findings.finding import Finding
from toolkit.languages import Language, translatable
from toolkit.registers.codebook import Codebook

Columns = dict[str, list[Any]]
MISSING = ("no_outcome", "no_score", "counted_as_no", "counted_as_untrue")

NO_OUTCOME = translatable(
    "For {people} people it is not known what turned out true. They are missing from every number that needs it."
)
NO_OUTCOME_FEW = translatable(
    "For some people it is not known what turned out true; for how many is withheld. They are missing from every "
    "number that needs it."
)
AFTER_DECISION = {
    "yes": translatable("Of them, {people} {affected}."),
    "no": translatable("Of them, {people} {spared}."),
}
NO_SCORE = translatable("{people} people have no score. They are missing from every number that needs it.")
NO_SCORE_FEW = translatable(
    "Some people have no score; how many is withheld. They are missing from every number that needs it."
)
BY_GROUP = translatable("By {characteristic}: {groups}.")
OF_GROUP = translatable("{group}: {missing} of {people}")
COUNTED_AS_NO = translatable(
    "In “{column}” only {named} counted as yes. Counted as no: {values}. Check that each of these means no."
)
COUNTED_AS_UNTRUE = translatable(
    "In “{column}” only {named} counted as true. Counted as not true: {values}. Check that each of these means that."
)
VALUE_PEOPLE = translatable("{value} ({people})")
VALUE_WITHHELD = translatable("{value} (withheld)")
FURTHER_VALUES = translatable("all further values")


@dataclass(frozen=True)
class MissingFinding(Finding):
    """People without a known outcome or score; ``people`` is None where it is withheld.

    ``after`` says how many of them were selected and how many not, where that is published. ``groups`` tells for groups
    of each characteristic how many of their people these are: (characteristic, group, missing, people).
    """

    kind: str = field(init=False, default="left_out")
    reason: str = "no_outcome"
    people: int | None = None
    after: tuple[tuple[str, int], ...] = ()
    groups: tuple[tuple[str, str, int, int], ...] = ()

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        phrases = {key: self.codebook.phrase(key, speech) for key in ("affected", "spared")}
        told, few = (NO_OUTCOME, NO_OUTCOME_FEW) if self.reason == "no_outcome" else (NO_SCORE, NO_SCORE_FEW)
        said = [speech.say(few) if self.people is None else speech.say(told, people=self.people)]
        said += [speech.say(AFTER_DECISION[word], people=people, **phrases) for word, people in self.after]
        for characteristic in dict.fromkeys(name for name, *_ in self.groups):
            parts = [
                speech.say(
                    OF_GROUP, group=self.codebook.label(characteristic, speech, group), missing=missing, people=people
                )
                for name, group, missing, people in self.groups
                if name == characteristic
            ]
            named = self.codebook.label(characteristic, speech)
            said.append(speech.say(BY_GROUP, characteristic=named, groups=speech.list(parts, whole=True)))
        return " ".join(said)


@dataclass(frozen=True)
class CountedAsFinding(Finding):
    """Values that nobody named: they counted as no, or as not true, with how many people each (None: withheld)."""

    kind: str = field(init=False, default="left_out")
    reason: str = "counted_as_no"
    column: str = ""
    named: tuple[str, ...] = ()
    values: tuple[tuple[str, int | None], ...] = ()

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        return speech.say(
            COUNTED_AS_NO if self.reason == "counted_as_no" else COUNTED_AS_UNTRUE,
            column=self.codebook.label(self.column, speech),
            named=speech.list([self.codebook.label(self.column, speech, value) for value in self.named]),
            values=say_values(self.codebook, self.column, self.values, speech),
        )


def say_values(
    codebook: Codebook, column: str, values: Sequence[tuple[str, int | None]], speech: Language, whole: bool = True
) -> str:
    """Values with how many people each: "rejected (1,200), pending (340) and 9 (withheld)"."""
    said = []
    for value, people in values:
        named = speech.say(FURTHER_VALUES) if value == OTHER_VALUES else codebook.label(column, speech, value)
        if people is None:
            said.append(speech.say(VALUE_WITHHELD, value=named))
        else:
            said.append(speech.say(VALUE_PEOPLE, value=named, people=people))
    return speech.list(said, whole=whole)


def missing_findings(left_out: Columns, rates: Columns, roles: Roles, codebook: Codebook) -> list[Finding]:
    """What the table of those left out says of outcomes, scores and values that counted as no."""
    rows = [dict(zip(left_out, values, strict=True)) for values in zip(*left_out.values(), strict=True)]
    people_of = {
        (name, group): people
        for name, group, measure, people in zip(
            rates["characteristic"], rates["group"], rates["measure"], rates["denominator"], strict=True
        )
        if measure == "selection_rate" and people is not None
    }
    found: list[Finding] = []
    for reason in ("no_outcome", "no_score"):
        mine = [row for row in rows if row["reason"] == reason]
        if not mine:
            continue
        told = [row for row in mine if row["people"] is not None]
        groups = [
            (row["characteristic"], row["group"], row["people"], people_of[row["characteristic"], row["group"]])
            for row in told
            if not row["selected"] and (row["characteristic"], row["group"]) in people_of
        ]
        found.append(
            MissingFinding(
                reason=reason,
                people=next((row["people"] for row in told if not row["group"] and not row["selected"]), None),
                after=tuple((row["selected"], row["people"]) for row in told if row["selected"] and not row["group"]),
                groups=tuple(groups),
                codebook=codebook,
            )
        )
    for reason, column, named in (
        ("counted_as_no", roles.decision, roles.selected),
        ("counted_as_untrue", roles.outcome or "", roles.outcome_true),
    ):
        values = tuple((row["value"], row["people"]) for row in rows if row["reason"] == reason)
        if values:
            found.append(CountedAsFinding(reason=reason, column=column, named=named, values=values, codebook=codebook))
    return found
