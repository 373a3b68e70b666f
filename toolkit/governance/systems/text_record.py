"""A system as plain named values, for a line of JSON or an entry of YAML, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from toolkit.errors import DataError, translatable
from toolkit.governance.systems.answer import NOTHING, STATES, Answer, State, plain
from toolkit.governance.systems.fields import fields
from toolkit.governance.systems.system import System, id_for

NO_RECORD = translatable(
    "Entry {number} of {name} is no system: an entry consists of named values, with “answers” among them. Compare it "
    "with a register that was saved here."
)
WRONG_ANSWER = translatable(
    "In {name}, entry {number}, the field “{field}” holds something that is no answer: a text, or “state” and “text”, "
    "where the state is one of: {states}."
)


def record_of(system: System) -> dict[str, Any]:
    """A system as plain values: an answer is its text, any other state is named beside it."""
    answers = {
        name: answer.text
        if answer.state == "answered"
        else {"state": answer.state} | ({"text": answer.text} if answer.text else {})
        for name, answer in system.answers.items()
    }
    return {"id": system.id, "answers": answers} | ({"further": dict(system.further)} if system.further else {})


def system_of(record: Any, name: str = "", number: int = 1) -> System:
    """A system from plain values. Fields that are not known here are kept among the further ones.

    Raises
    ------
    DataError
        If it is no system, or an answer is none; it names the file, the entry and the field.
    """
    if not isinstance(record, Mapping) or not isinstance(record.get("answers"), Mapping):
        raise DataError(NO_RECORD, number=number, name=name)
    answers: dict[str, Answer] = {}
    further = further_of(record)
    for key, value in record["answers"].items():
        answer = _answer(value)
        if answer is None:
            raise DataError(WRONG_ANSWER, name=name, number=number, field=str(key), states=list(STATES))
        if key in fields():
            answers[key] = _checked(key, answer)
        else:
            further[str(key)] = value
    given = record.get("id")
    label = answers.get("name", NOTHING).text
    return System(given if isinstance(given, str) and given.strip() else id_for(label), answers, further)


def further_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a record holds besides its id and its answers."""
    further = record.get("further")
    kept = {str(key): value for key, value in further.items()} if isinstance(further, Mapping) else {}
    return {str(key): value for key, value in record.items() if key not in ("id", "answers", "further")} | kept


def _answer(value: Any) -> Answer | None:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return Answer.of("yes" if value else "no")  # an unquoted “no” in YAML
    if isinstance(value, str | int | float | date):
        return Answer.of(str(value))
    if isinstance(value, Mapping) and value.get("state") in STATES and isinstance(value.get("text", ""), str):
        text = plain(value.get("text", ""))
        state = cast("State", value["state"])
        return Answer(state, text) if bool(text) or state not in ("answered", "unclear", "reported") else NOTHING
    return None


def _checked(field: str, answer: Answer) -> Answer:
    """An answer as the field keeps it: what it cannot hold is unclear."""
    return fields()[field].read(answer.text) if answer.state == "answered" else answer
