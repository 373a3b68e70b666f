"""Exercises that a union writes itself: the cards of ours with its own words, in one language, in a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from toolkit.course.exercises.sorting import SortingExercise
from toolkit.course.exercises.written import WrittenExercise, exercise, read_exercise
from toolkit.languages import Language
from toolkit.languages.catalogue import KNOWN
from toolkit.registers.fields import load

# What people read; everything else in a record is a name.
_SPOKEN = {"question", "solution", "sentence", "message", "words", "praise"}


def own_exercise(path: str | Path) -> WrittenExercise:
    """An exercise out of a file of one's own: the same fields as ours, each text once, in whatever language.

    Raises
    ------
    RecordError
        Naming the field that does not hold.
    """
    file = Path(path)
    return read_exercise(_in_all_languages(load(file)), file.name)


def begin_exercise(name: str, language: Language | str, path: str | Path) -> Path:
    """Write one of our exercises into a file, in one language, to put one's own cards in the place of ours."""
    file = Path(path)
    record = _record(exercise(name), Language.of(language))
    file.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=110), encoding="utf-8")
    return file


def _record(one: WrittenExercise, language: Language) -> dict[str, Any]:
    say = language
    record: dict[str, Any] = {"id": one.id, "question": one.question.say(say)}
    if isinstance(one, SortingExercise):
        record["baskets"] = [{"name": basket.name, "words": basket.words.say(say)} for basket in one.baskets]
        record["things"] = [
            {
                "name": thing.name,
                "words": thing.words.say(say),
                "right": [basket.name for basket in one.baskets if basket.name in thing.right],
                "praise": thing.praise.say(say),
                "wrong": {name: words.say(say) for name, words in thing.wrong.items()},
            }
            for thing in one.things
        ]
    else:
        record["options"] = [
            {
                "name": option.name,
                "sentence": option.sentence.say(say),
                "state": option.state,
                "message": option.message.say(say),
            }
            for option in one.options
        ]
    return {**record, "hints": [hint.say(say) for hint in one.hints], "solution": one.solution.say(say)}


def _in_all_languages(raw: Any, spoken: bool = False) -> Any:
    """A record whose texts are said once, as our reader wants them: the same words whatever language is asked for."""
    if isinstance(raw, str):
        return dict.fromkeys(KNOWN, raw) if spoken else raw
    if isinstance(raw, Mapping) and not (spoken and set(raw) <= set(KNOWN)):
        return {
            name: {basket: _in_all_languages(words, True) for basket, words in value.items()}
            if name == "wrong" and isinstance(value, Mapping)
            else [_in_all_languages(one, True) for one in value]
            if name == "hints" and isinstance(value, list)
            else _in_all_languages(value, name in _SPOKEN)
            for name, value in raw.items()
        }
    return [_in_all_languages(one) for one in raw] if isinstance(raw, list) else raw
