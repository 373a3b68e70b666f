"""What somebody answered, which of it counts, and the small file in which it travels."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.documents import write_bytes
from toolkit.errors import DataError, UnreadableFile, translatable
from toolkit.governance.assessment.questionnaire import NONE, UNKNOWN, Question, Questionnaire, questionnaire

FORMAT = 1
LARGEST = 256 * 1024
LONGEST = 2000
_WHAT = "assessment"
_TEXTS = ("system", "who", "day")

NOT_ANSWERS = translatable(
    "The file “{file}” does not hold answers to this questionnaire. Choose a file that ends in .json and was saved "
    "from it."
)
NO_QUESTION = translatable("The questionnaire has no question “{question}”. Look up its id in the list of questions.")
NO_ANSWER = translatable("“{answer}” is no answer to “{question}”. Choose one of: {allowed}.")


@dataclass(frozen=True)
class Answers:
    """The answers of one side about one system; a new value each time one of them changes.

    Attributes
    ----------
    entries
        Pairs of a question and its answer: ids of options, or words for an open question.
    system, who, day
        Which system, who answered, and when (as it was written).

    >>> ours = Answers().with_answer("jobs", "much")
    >>> ours["jobs"], "pace" in ours
    (('much',), False)
    """

    entries: tuple[tuple[str, tuple[str, ...] | str], ...] = ()
    system: str = ""
    who: str = ""
    day: str = ""

    def __getitem__(self, question: str) -> tuple[str, ...] | str:
        return dict(self.entries)[question]

    def __contains__(self, question: object) -> bool:
        return any(question == name for name, _ in self.entries)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.entries)

    def with_answer(self, question: str, *answer: str, of: Questionnaire | None = None) -> Answers:
        """The answers with another one to a question; without an answer it is open again.

        Raises
        ------
        DataError
            If there is no such question or no such answer.
        """
        asked = of or questionnaire()
        if question not in asked:
            raise DataError(NO_QUESTION, question=question)
        value = _fitting(asked.question(question), answer)
        rest = tuple(pair for pair in self.entries if pair[0] != question)
        return replace(self, entries=rest if not value else (*rest, (question, value)))

    def save(self, path: str | Path) -> Path:
        """Write the answers into a small file, the same that the questionnaire without the toolkit saves."""
        return write_bytes(self.to_json().encode("utf-8"), path)

    def to_json(self) -> str:
        """The answers as they stand in the file."""
        entries = {name: list(value) if isinstance(value, tuple) else value for name, value in self.entries}
        record = {
            "format": FORMAT,
            "what": _WHAT,
            **{name: getattr(self, name) for name in _TEXTS},
            "answers": entries,
        }
        return json.dumps(record, ensure_ascii=False, indent=1)


def read_answers(data: bytes, name: str, of: Questionnaire | None = None) -> Answers:
    """The answers in the bytes of a file; `name` is what the file is called.

    Raises
    ------
    UnreadableFile, DataError
    """
    asked = of or questionnaire()
    if len(data) > LARGEST:
        raise UnreadableFile(NOT_ANSWERS, file=name)
    try:
        record = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnreadableFile(NOT_ANSWERS, file=name) from None
    if not isinstance(record, Mapping) or record.get("what") != _WHAT or record.get("format") != FORMAT:
        raise UnreadableFile(NOT_ANSWERS, file=name)
    entries = record.get("answers")
    if not isinstance(entries, Mapping):
        raise UnreadableFile(NOT_ANSWERS, file=name)
    system, who, day = (_plain(record.get(key)) for key in _TEXTS)
    made = Answers((), system, who, day)
    for question, value in entries.items():
        given = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in given):
            raise UnreadableFile(NOT_ANSWERS, file=name)
        made = made.with_answer(str(question), *given, of=asked)
    return made


def visible(asked: Questionnaire, answers: Answers) -> tuple[Question, ...]:
    """The questions that are asked, given these answers. Only what is asked is ever counted."""
    seen: dict[str, Question] = {}
    given = dict(answers.entries)
    for one in asked.questions:
        on = one.shown_if
        leads = () if on is None or on.question not in seen else given.get(on.question, ())
        if on is None or any(answer in on.answers for answer in leads):
            seen[one.id] = one
    return tuple(seen.values())


def value_of(asked: Questionnaire, question: Question, answers: Answers) -> float | None:
    """How grave an answer is, or how far a safeguard goes; None where there is no answer that says it."""
    given = dict(answers.entries).get(question.id)
    if question.kind == "open" or given is None or UNKNOWN in given:
        return None
    points = asked.weights.values[question.id]
    return min(1.0, sum(points[one] for one in given))


def _fitting(question: Question, answer: tuple[str, ...]) -> tuple[str, ...] | str:
    if question.kind == "open":
        return " ".join(" ".join(answer).split())[:LONGEST]
    allowed = (*question.names, UNKNOWN)
    for one in answer:
        if one not in allowed:
            raise DataError(NO_ANSWER, answer=one, question=question.id, allowed=list(allowed))
    chosen = tuple(name for name in allowed if name in answer)
    if question.many:
        alone = tuple(one for one in chosen if one not in (NONE, UNKNOWN))
        return alone or chosen[:1]
    if len(chosen) > 1:
        raise DataError(NO_ANSWER, answer=list(chosen), question=question.id, allowed=list(allowed))
    return chosen


def _plain(value: Any) -> str:
    return " ".join(value.split())[:200] if isinstance(value, str) else ""
