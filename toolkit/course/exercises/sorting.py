"""Exercises in which several things are put into a few baskets: each wrong basket is answered in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.course.exercises.exercise import Said, Sayable, State
from toolkit.errors import translatable

NOTHING_PUT = translatable("Choose a place for this one first.")


@dataclass(frozen=True)
class Basket:
    """A place to put things into."""

    name: str
    words: Sayable


@dataclass(frozen=True)
class Thing:
    """Something to be put into a basket.

    Attributes
    ----------
    right
        The baskets in which it may lie; more than one where people have good reasons for either.
    praise
        What is said of it in a right basket.
    wrong
        What is said of it in each of the others.
    """

    name: str
    words: Sayable
    right: frozenset[str]
    praise: Sayable
    wrong: Mapping[str, Sayable]


@dataclass(frozen=True)
class Placed:
    """What became of one thing."""

    state: State
    message: Sayable


@dataclass(frozen=True)
class SortingExercise:
    """Things to be sorted into baskets, in any order; what is not sorted yet is no mistake."""

    id: str
    question: Sayable
    baskets: tuple[Basket, ...]
    things: tuple[Thing, ...]
    hints: tuple[Sayable, ...]
    solution: Sayable

    def check(self, answers: Mapping[str, str | None]) -> Mapping[str, Placed]:
        """What each thing deserves where it was put; `answers` names a basket for each thing.

        >>> thing = Thing("log", Said("A log."), frozenset({"kept"}), Said("Yes."), {"made": Said("It is kept.")})
        >>> baskets = (Basket("kept", Said("Kept")), Basket("made", Said("Made")))
        >>> exercise = SortingExercise("example", Said("Where?"), baskets, (thing,), (), Said("It is kept."))
        >>> exercise.check({"log": "made"})["log"].message.say("en"), exercise.check({})["log"].state
        ('It is kept.', 'unreadable')
        """
        return {thing.name: self._placed(thing, answers.get(thing.name)) for thing in self.things}

    def _placed(self, thing: Thing, basket: str | None) -> Placed:
        if basket in thing.right:
            return Placed("right", thing.praise)
        if basket is not None and basket in thing.wrong:
            return Placed("not_yet", thing.wrong[basket])
        return Placed("unreadable", Said(NOTHING_PUT))
