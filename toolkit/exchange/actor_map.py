"""Who has a say over one system, who is for us and who is not, and over whom do we reach them?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.documents import Table
from toolkit.errors import RecordError, translatable
from toolkit.languages import Language

INTERESTS = range(-2, 3)
POWERS = range(5)
POWERFUL = 3
MOST_ACTORS = 12
INTEREST_WORDS = {
    -2: translatable("works against us"),
    -1: translatable("rather against us"),
    0: translatable("undecided, or we do not know"),
    1: translatable("rather with us"),
    2: translatable("works with us"),
}
POWER_WORDS = {
    0: translatable("none that we know of"),
    1: translatable("is heard now and then"),
    2: translatable("is heard by those who decide"),
    3: translatable("can slow it down or speed it up"),
    4: translatable("decides"),
}
GapKind = Literal["against", "undecided", "weak", "alone"]
_SENTENCES: dict[GapKind, str] = {
    "against": translatable(
        "Able to stop us, and reached by nobody on our side on this map: {names}. Who could reach them, and with what?"
    ),
    "undecided": translatable("Able to tip it, and undecided: {names}. No bridge of ours leads there on this map."),
    "weak": translatable("Those with us have little power one by one: {names}. What could they do together, and when?"),
    "alone": translatable(
        "Nobody on this map is with us yet. Who else is harmed by the system, and have we asked them?"
    ),
}
_ACTOR = translatable("{number}. {name}: {interest}; power: {power}.")
_BRIDGE = translatable("{first} reaches {second}.")
_NUMBER, _NAME = translatable("No."), translatable("Who")
_STAND, _POWER = translatable("Where they stand"), translatable("Power")
_EMPTY = translatable("Nobody is on the map yet.")


@dataclass(frozen=True)
class Actor:
    """Somebody with a say: an organisation or an office, never a person.

    Attributes
    ----------
    interest
        From -2 (works against what we want) to 2 (works for it).
    power
        From 0 (none that we know of) to 4 (decides about the system).
    """

    name: str
    interest: int
    power: int

    def __post_init__(self) -> None:
        if self.interest not in INTERESTS or self.power not in POWERS:
            raise RecordError(self.name, f"interest is {self.interest} of -2 to 2, power {self.power} of 0 to 4")


@dataclass(frozen=True)
class Bridge:
    """One actor reaches another: is listened to there."""

    first: str
    second: str


@dataclass(frozen=True)
class Gap:
    """Something that is missing on a map, with whom it is about."""

    kind: GapKind
    names: tuple[str, ...]

    def say(self, language: Language | str = "en") -> str:
        """What is missing, as something to do next."""
        speech = Language.of(language)
        return speech.say(_SENTENCES[self.kind], names=speech.list([speech.isolate(one) for one in self.names]))


@dataclass(frozen=True)
class ActorMap:
    """The actors around one system, by interest and power, and the bridges between them."""

    system: str
    actors: tuple[Actor, ...] = ()
    bridges: tuple[Bridge, ...] = ()

    def reached(self) -> frozenset[str]:
        """Whom those for us reach, directly or over one another; those for us themselves belong to it."""
        known = {one.name for one in self.actors}
        found = {one.name for one in self.actors if one.interest > 0}
        while True:
            further = {
                bridge.second for bridge in self.bridges if bridge.first in found and bridge.second in known
            } - found
            if not further:
                return frozenset(found)
            found |= further

    def gaps(self) -> tuple[Gap, ...]:
        """What is missing: the powerful whom nobody reaches, and the friends who are weak alone.

        Examples
        --------
        >>> ministry, patients = Actor("Ministry", -1, 4), Actor("Patients", 2, 1)
        >>> [gap.kind for gap in ActorMap("ShiftWise", (ministry, patients)).gaps()]
        ['against']
        >>> ActorMap("ShiftWise", (ministry, patients), (Bridge("Patients", "Ministry"),)).gaps()
        ()
        """
        if not self.actors:
            return ()
        reached = self.reached()
        powerful = [one for one in self.actors if one.power >= POWERFUL and one.name not in reached]
        friends = [one for one in self.actors if one.interest > 0]
        found = [
            Gap("against", tuple(one.name for one in powerful if one.interest < 0)),
            Gap("undecided", tuple(one.name for one in powerful if one.interest == 0)),
        ]
        if not friends:
            found.append(Gap("alone", ()))
        elif len(friends) > 1 and all(one.power < 2 for one in friends):
            found.append(Gap("weak", tuple(one.name for one in friends)))
        return tuple(gap for gap in found if gap.names or gap.kind == "alone")

    def say(self, language: Language | str = "en") -> str:
        """The map in words, for those who do not see it."""
        speech = Language.of(language)
        if not self.actors:
            return speech.say(_EMPTY)
        told = [say_actor(number, one, speech) for number, one in enumerate(self.actors, start=1)]
        told += [say_bridge(one, speech) for one in self.bridges]
        return " ".join(told)


def actor_table(actors: ActorMap, speech: Language) -> Table:
    """Who is on the map, with the numbers of the drawing: where they stand and how much power they have."""
    rows = tuple(
        (
            speech.number(number),
            speech.isolate(one.name),
            speech.say(INTEREST_WORDS[one.interest]),
            speech.say(POWER_WORDS[one.power]),
        )
        for number, one in enumerate(actors.actors, start=1)
    )
    return Table(tuple(speech.say(one) for one in (_NUMBER, _NAME, _STAND, _POWER)), rows, with_words=True)


def say_actor(number: int, actor: Actor, speech: Language) -> str:
    """Where one actor stands."""
    return speech.say(
        _ACTOR,
        number=number,
        name=speech.isolate(actor.name),
        interest=speech.say(INTEREST_WORDS[actor.interest]),
        power=speech.say(POWER_WORDS[actor.power]),
    )


def say_bridge(bridge: Bridge, speech: Language) -> str:
    """Who reaches whom."""
    return speech.say(_BRIDGE, first=speech.isolate(bridge.first), second=speech.isolate(bridge.second))
