"""Who is worse off: said before any number, because a share of something good reads like a share of something bad."""

from __future__ import annotations

from typing import Protocol

from toolkit.audit.measures.measures import BY_ID
from toolkit.languages import Language, translatable
from toolkit.registers.codebook import Codebook

WORSE_OFF = translatable("Worse off: {group}.")
# Readings by which a gap is there among people in the same situation.
SEEN = ("remains", "shrinks", "grows", "reverses", "appears")


class OfTwoGroups(Protocol):
    """A finding about a gap between two groups, plain or among people in the same situation."""

    @property
    def kind(self) -> str:
        """Which kind of finding it is."""
        ...

    @property
    def characteristic(self) -> str:
        """By what people are compared."""
        ...

    @property
    def verdict(self) -> str:
        """Whether the gap is shown."""
        ...

    @property
    def codebook(self) -> Codebook:
        """What the columns of the log mean."""
        ...

    @property
    def worse_off(self) -> str | None:
        """The group that is worse off, where one is."""
        ...

    def say(self, language: Language | str = "en") -> str:
        """The finding in words."""
        ...


def harm_of(measure: str, effect: str, codebook: Codebook) -> int:
    """Whether the higher share (+1) or the lower (-1) of a measure is the worse one for people; 0 where neither is.

    Of a measure of one's own its words say that, and of scores what the audit found of them.
    """
    row = BY_ID.get(measure)
    return codebook.measure_harm(measure) or (0 if row is None else row.harm_for(effect))


def say_worse_off(finding: OfTwoGroups, language: Language) -> str:
    """ "Worse off: women who applied." where a gap is shown and harms one side; otherwise nothing.

    A gap that is not shown harms nobody that one could name, and some shares, such as how often it came true, take no
    side.
    """
    worse = finding.worse_off
    seen = finding.verdict == "shown" or finding.kind == "adjusted"  # which has nobody worse off where nothing is seen
    if worse is None or not seen:
        return ""
    return language.say(WORSE_OFF, group=finding.codebook.people(finding.characteristic, worse, language))


def begin(finding: OfTwoGroups, language: Language, said: str) -> str:
    """What is said of a finding, after who is worse off."""
    return " ".join(filter(None, [say_worse_off(finding, language), said]))


def say_after(finding: OfTwoGroups, before: OfTwoGroups, language: Language) -> str:
    """What is said of a finding after another of the same two groups: not twice who is worse off."""
    worse = say_worse_off(finding, language)
    said = finding.say(language)
    return said.removeprefix(worse).strip() if worse == say_worse_off(before, language) else said
