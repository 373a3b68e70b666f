"""What the sheet of the table asks: which side, the union's points and red lines, and the offers of a round."""

from __future__ import annotations

from typing import Any

from toolkit.app.kit.controls import count_field, with_error
from toolkit.app.kit.fields import Choice, Choices, Field, Item, Number, Text
from toolkit.app.talks.model import (
    LONGEST_NAME,
    LONGEST_NOTE,
    STAKES,
    WHATS,
    Stake,
    TableModel,
)
from toolkit.bargaining import library
from toolkit.bargaining.talks.issue import STEPS
from toolkit.bargaining.talks.values import SIDES, Side
from toolkit.errors import translatable

_SIDE = translatable("Who uses this phone?")
_SIDE_HELP = translatable(
    "With a phone for each group, both enter what is said at the table: nothing passes from one phone to the other, "
    "unless both join a session (with the code on the wall, on the start page) and choose the same table."
)
_PLAYERS = {
    "union": translatable("The group that plays the union"),
    "employer": translatable("The group that plays the employer"),
    "both": translatable("Both groups: we have one phone"),
}
_NAMES = {"union": translatable("Name of the union"), "employer": translatable("Name of the employer")}
_READS = translatable("Whose sheet is open?")
_READS_HELP = translatable(
    "Hand the phone to that group; the others look away. Put the sheet away before you hand it on."
)
_READERS = {
    "nobody": translatable("Nobody’s: it is put away"),
    "union": translatable("The union’s"),
    "employer": translatable("The employer’s"),
}
_OWN = translatable("Your points and red lines")
_OWN_OPTION = translatable("We spread the points ourselves, and draw our own red lines")
_POINTS = translatable("Points for “{clause}”")
_FLOOR = translatable("Red line: no less than")
_FLOOR_NUMBER = translatable("Red line for “{what}”")
_PLACE = translatable("Round {number}, clause {at} of {all}")
_PLACE_HELP = translatable("“Next” leads to the next clause; here you can go to any of them.")
_PLACE_NAME = translatable("Round {number}: {clause}")
_OFFERS = {"union": translatable("The Union offers"), "employer": translatable("The Employer offers")}
_OFFERED_NUMBER = {"union": translatable("The Union: {what}"), "employer": translatable("The Employer: {what}")}
_NOTE = translatable("Who gave what for what?")
_NOTE_HELP = translatable("A note on this round for yourselves. It never stands on the paper for both sides.")

Place = tuple[int, Stake]


def who_fields(model: TableModel) -> list[Field]:
    """Which group uses this phone, and what both sides are called."""
    say = model.language.say
    players = tuple((name, say(words)) for name, words in _PLAYERS.items())
    names = [Text(side, say(_NAMES[side]), longest=LONGEST_NAME) for side in SIDES]
    return [Choice("side", say(_SIDE), say(_SIDE_HELP), options=players), *names]


def reader_field(model: TableModel) -> Choice:
    """On one phone for all: whose sheet is open."""
    say = model.language.say
    readers = tuple((name, say(words)) for name, words in _READERS.items())
    return Choice("reads", say(_READS), say(_READS_HELP), options=readers)


def own_field(model: TableModel) -> Choices:
    """Whether the union spreads its points itself."""
    say = model.language.say
    return Choices("own", say(_OWN), options=(("own", say(_OWN_OPTION)),))


def floor_fields(model: TableModel, stake: Stake) -> list[Item]:
    """What a clause is worth to the union, and its two red lines."""
    say, blank = model.language.say, stake.blank
    points, floor, number = f"points.{stake.clause}", f"floor.{stake.clause}.strength", f"floor.{stake.clause}.number"
    what = blank.label(model.language)
    return [
        Number(points, say(_POINTS, clause=title_of(model, stake)), error=model.wrong(points)),
        Choice(floor, say(_FLOOR), options=step_options(model), many=True),
        _count(model, stake, number, say(_FLOOR_NUMBER, what=what)),
    ]


def places(model: TableModel) -> list[Place]:
    """The screens of the offers: every clause of every round that was opened."""
    return [(number, stake) for number in range(1, model.opened + 1) for stake in STAKES]


def place_name(place: Place) -> str:
    """The entry that stands for a screen of the offers."""
    number, stake = place
    return f"{number}.{stake.clause}"


def place_field(model: TableModel, place: Place) -> Choice:
    """Which clause of which round is asked for."""
    say = model.language.say
    number, stake = place
    named = tuple(
        (place_name(one), say(_PLACE_NAME, number=one[0], clause=title_of(model, one[1]))) for one in places(model)
    )
    label = say(_PLACE, number=number, at=STAKES.index(stake) + 1, all=len(STAKES))
    return Choice("at", label, say(_PLACE_HELP), options=named, many=True, prompt=dict(named)[place_name(place)])


def offer_fields(model: TableModel, place: Place) -> list[Item]:
    """What both sides offer on a clause: its strength and its number."""
    number, stake = place
    return [one for side in SIDES for one in _offer(model, number, stake, side)]


def _offer(model: TableModel, number: int, stake: Stake, side: Side) -> list[Item]:
    say = model.language.say
    strength, figure = (stake.entry(number, side, what) for what in WHATS)
    what = stake.blank.label(model.language)
    return [
        Choice(strength, say(_OFFERS[side]), options=step_options(model)),
        _count(model, stake, figure, say(_OFFERED_NUMBER[side], what=what)),
    ]


def note_field(model: TableModel) -> Text:
    """A note of the group on the last round, for itself."""
    say = model.language.say
    return Text(f"note.{model.held}", say(_NOTE), say(_NOTE_HELP), long=True, longest=LONGEST_NOTE)


def step_options(model: TableModel) -> tuple[tuple[str, str], ...]:
    """The steps of a clause in the words of the record, which do not rate them."""
    return tuple((name, model.language.say(words)) for name, words in STEPS.items())


def title_of(model: TableModel, stake: Stake) -> str:
    """What a clause is called."""
    return library()[stake.clause].text(model.language).title


def _count(model: TableModel, stake: Stake, name: str, label: str) -> Item:
    return with_error(count_field(name, label, "", stake.blank.unit, model.language), model.wrong(name))


def usual_entries(model: TableModel) -> dict[str, Any]:
    """What stands in the fields before somebody enters something."""
    begun: dict[str, Any] = {side: model.name(side) for side in SIDES} | {"reads": "nobody"}
    for stake in STAKES:
        begun[f"points.{stake.clause}"] = str(model.points(stake))
        for what in WHATS:
            begun[f"floor.{stake.clause}.{what}"] = str(model.floor(stake, what))
    for number, stake in places(model):
        for side in SIDES:
            for what in WHATS:
                position = model.offer(number, stake, side, what)
                begun[stake.entry(number, side, what)] = "" if position is None else str(position)
    return begun
