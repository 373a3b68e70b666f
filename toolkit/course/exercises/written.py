"""Exercises that are written down as records, in all languages, under `templates/course/exercises`."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from toolkit.course.exercises.choosing import ChoiceExercise, Option
from toolkit.course.exercises.exercise import State
from toolkit.course.exercises.sorting import Basket, SortingExercise, Thing
from toolkit.languages.catalogue import KNOWN
from toolkit.registers.fields import Fields, load
from toolkit.registers.locate import folder
from toolkit.registers.words import Words

WrittenExercise = ChoiceExercise | SortingExercise
_STATES = ("right", "nearly", "not_yet")


def written_exercises() -> tuple[str, ...]:
    """The ids of all that are on record."""
    return tuple(sorted(path.stem for path in (folder("templates") / "course" / "exercises").glob("*.yml")))


@cache
def exercise(name: str) -> WrittenExercise:
    """An exercise by its id.

    Raises
    ------
    RecordError
        If there is none of that name, or its record does not hold.

    Examples
    --------
    >>> [option.name for option in exercise("be-the-model").options if option.state == "right"]
    ['postcode']
    """
    file = f"course/exercises/{name}.yml"
    fields = Fields(file, 1, load(folder("templates") / "course" / "exercises" / f"{name}.yml"))
    if fields.text("id") != name:
        raise fields.error(f"“id” is “{fields.text('id')}”; the file is called “{name}”")
    return read_exercise(fields.raw, file)


def read_exercise(raw: Any, file: str) -> WrittenExercise:
    """An exercise out of its record; `file` is what errors call it."""
    fields = Fields(file, 1, raw)
    return _sorting(fields, file) if "baskets" in fields.raw else _choosing(fields, file)


def _choosing(fields: Fields, file: str) -> ChoiceExercise:
    fields.known(required=("id", "question", "options", "hints", "solution"))
    options = tuple(_option(one) for one in records(fields, file, "options", "name"))
    if len({one.name for one in options}) != len(options) or not any(one.state == "right" for one in options):
        raise fields.error("“options” need names of their own, and one of them must be right")
    return ChoiceExercise(
        fields.text("id"), fields.words("question", KNOWN), options, hints_of(fields), fields.words("solution", KNOWN)
    )


def _option(fields: Fields) -> Option:
    fields.known(required=("name", "sentence", "state", "message"))
    state = cast(State, fields.choice("state", _STATES))
    return Option(fields.text("name"), fields.words("sentence", KNOWN), state, fields.words("message", KNOWN))


def _sorting(fields: Fields, file: str) -> SortingExercise:
    fields.known(required=("id", "question", "baskets", "things", "hints", "solution"))
    baskets = tuple(
        Basket(one.text("name"), one.words("words", KNOWN)) for one in records(fields, file, "baskets", "name")
    )
    names = tuple(one.name for one in baskets)
    things = tuple(_thing(one, names) for one in records(fields, file, "things", "name"))
    return SortingExercise(
        fields.text("id"),
        fields.words("question", KNOWN),
        baskets,
        things,
        hints_of(fields),
        fields.words("solution", KNOWN),
    )


def _thing(fields: Fields, baskets: tuple[str, ...]) -> Thing:
    fields.known(required=("name", "words", "right", "praise", "wrong"))
    right = frozenset(fields.choices("right", baskets))
    told = fields.raw["wrong"]
    wrong = {name: Fields(fields.name, 1, told).words(name, KNOWN) for name in baskets if name not in right}
    if not isinstance(told, dict) or set(told) != set(wrong):
        raise fields.error(f"“wrong” must say something for each of: {', '.join(wrong)}")
    return Thing(fields.text("name"), fields.words("words", KNOWN), right, fields.words("praise", KNOWN), wrong)


def records(fields: Fields, file: str, field: str, key: str = "id") -> list[Fields]:
    """The records that a field holds, one or more."""
    listed: Any = fields.raw.get(field)
    if not isinstance(listed, list) or not listed:
        raise fields.error(f"“{field}” must be a list of records")
    return [Fields(f"{file}, {field}", number, one, key) for number, one in enumerate(listed, start=1)]


def hints_of(fields: Fields) -> tuple[Words, ...]:
    """The ladder of hints, the gentlest first."""
    listed = fields.raw["hints"]
    if not isinstance(listed, list):
        raise fields.error("“hints” must be a list")
    return tuple(Fields(fields.name, number, {"hint": one}).words("hint", KNOWN) for number, one in enumerate(listed))
