"""What was asked, when, and what came of it; nothing is answered because somebody spoke."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from toolkit.documents import write_bytes
from toolkit.errors import DataError, UnreadableFile, translatable
from toolkit.governance.questions.bank import bank
from toolkit.languages import Language

Reply = Literal["", "answered", "evasive"]
Status = Literal["to_ask", "asked", "overdue", "evasive", "answered"]
STATUSES: tuple[Status, ...] = (
    "overdue",
    "evasive",
    "to_ask",
    "asked",
    "answered",
)  # in which order a meeting takes them
STATUS_WORDS = {
    "to_ask": translatable("To be asked"),
    "asked": translatable("Asked, still in time"),
    "overdue": translatable("Overdue"),
    "evasive": translatable("Evasive answer"),
    "answered": translatable("Answered"),
}
FORMAT = 1
LARGEST = 256 * 1024
LONGEST = 1000
MOST = 200
_WHAT = "questions to management"
_TEXTS = ("system", "union", "employer")

NOT_OURS = translatable(
    "The file “{file}” does not hold questions to management. Choose a file that ends in .json and was saved from here."
)
NO_QUESTION = translatable("There is no question “{question}” on this list. Put it on the list first.")
NOT_ASKED = translatable(
    "“{question}” has not been asked yet, so it cannot have been answered. Enter when it was asked."
)
BEFORE = translatable(
    "An answer on {answered} lies before the question was asked, on {asked}. Correct one of the days."
)
TOO_MANY = translatable("A list holds at most {most} questions. Leave out what is answered.")


@dataclass(frozen=True)
class Entry:
    """One question on the list: from the bank by its id, or in words of our own.

    Attributes
    ----------
    text
        Words of our own; empty for a question of the bank.
    asked, due, replied
        The days on which it was asked, on which the answer is due, and on which something came.
    reply
        What came: an answer, or something evasive. That is our judgement, and may be changed.
    note
        What they said.
    """

    id: str
    text: str = ""
    asked: date | None = None
    due: date | None = None
    replied: date | None = None
    reply: Reply = ""
    note: str = ""

    def say(self, language: Language | str = "en") -> str:
        """The question in words."""
        return self.text or bank().question(self.id).say(language)

    def status(self, today: date) -> Status:
        """Where it stands on a day. An evasive answer stays evasive; it is never called overdue or answered.

        >>> Entry("seat-tie", asked=date(2027, 1, 4), due=date(2027, 1, 18)).status(date(2027, 1, 19))
        'overdue'
        """
        if self.asked is None:
            return "to_ask"
        if self.reply == "answered":
            return "answered"
        if self.reply == "evasive":
            return "evasive"
        return "overdue" if self.due is not None and today > self.due else "asked"


@dataclass(frozen=True)
class Tracker:
    """Questions to one management about one system; a new value with each step.

    >>> list_ = Tracker().put("seat-tie").ask(["seat-tie"], date(2027, 1, 4), days=14)
    >>> list_.entries[0].due
    datetime.date(2027, 1, 18)
    """

    entries: tuple[Entry, ...] = ()
    system: str = ""
    union: str = ""
    employer: str = ""

    def entry(self, question: str) -> Entry:
        """What is known about a question of the list."""
        found = next((one for one in self.entries if one.id == question), None)
        if found is None:
            raise DataError(NO_QUESTION, question=question)
        return found

    def put(self, *questions: str) -> Tracker:
        """Put questions of the bank on the list, those that are on it left as they are."""
        known = {one.id for one in self.entries}
        for question in questions:
            if question not in bank():
                raise DataError(NO_QUESTION, question=question)
        new = tuple(Entry(one) for one in dict.fromkeys(questions) if one not in known)
        return self._with((*self.entries, *new))

    def put_own(self, text: str) -> Tracker:
        """Put a question in words of our own on the list."""
        taken = {one.id for one in self.entries}
        number = next(n for n in range(1, MOST + 2) if f"own-{n}" not in taken)
        words = " ".join(text.split())[:LONGEST]
        return self._with((*self.entries, Entry(f"own-{number}", words))) if words else self

    def leave_out(self, question: str) -> Tracker:
        """Take a question off the list."""
        self.entry(question)
        return replace(self, entries=tuple(one for one in self.entries if one.id != question))

    def ask(self, questions: Iterable[str], on: date, days: int) -> Tracker:
        """Note that questions were asked on a day, with so many days for an answer; what came before is forgotten."""
        made = self
        for question in questions:
            due = on + timedelta(days=days)
            made = made._change(replace(made.entry(question), asked=on, due=due, replied=None, reply="", note=""))
        return made

    def answer(self, question: str, on: date, reply: Reply, note: str = "") -> Tracker:
        """Note what came on a day, and whether it answers the question.

        Raises
        ------
        DataError
            If the question was not asked yet, or only later.
        """
        entry = self.entry(question)
        if entry.asked is None:
            raise DataError(NOT_ASKED, question=entry.say())
        if on < entry.asked:
            raise DataError(BEFORE, answered=on, asked=entry.asked)
        words = " ".join(note.split())[:LONGEST]
        return self._change(replace(entry, replied=on if reply else None, reply=reply, note=words))

    def by_status(self, today: date) -> tuple[tuple[Status, tuple[Entry, ...]], ...]:
        """The list as a meeting takes it: overdue first, then evasive, then what is to be asked."""
        groups = ((status, tuple(one for one in self.entries if one.status(today) == status)) for status in STATUSES)
        return tuple((status, some) for status, some in groups if some)

    def _change(self, entry: Entry) -> Tracker:
        return replace(self, entries=tuple(entry if one.id == entry.id else one for one in self.entries))

    def _with(self, entries: tuple[Entry, ...]) -> Tracker:
        if len(entries) > MOST:
            raise DataError(TOO_MANY, most=MOST)
        return replace(self, entries=entries)

    def save(self, path: str | Path) -> Path:
        """Write the list into a small file."""
        return write_bytes(self.to_json().encode("utf-8"), path)

    def to_json(self) -> str:
        """The list as it stands in the file."""
        days = ("asked", "due", "replied")
        entries = [
            {
                "id": one.id,
                **{name: getattr(one, name) for name in ("text", "reply", "note") if getattr(one, name)},
                **{name: getattr(one, name).isoformat() for name in days if getattr(one, name)},
            }
            for one in self.entries
        ]
        about = {name: getattr(self, name) for name in _TEXTS}
        record = {"format": FORMAT, "what": _WHAT, **about, "questions": entries}
        return json.dumps(record, ensure_ascii=False, indent=1)


def read_tracker(data: bytes, name: str) -> Tracker:
    """The list in the bytes of a file; every step is taken again, so that no file holds what cannot have happened.

    Raises
    ------
    UnreadableFile, DataError
    """
    try:
        record: Any = json.loads(data.decode("utf-8-sig")) if len(data) <= LARGEST else {}
        if record["what"] != _WHAT or record["format"] != FORMAT:
            raise UnreadableFile(NOT_OURS, file=name)
        texts = {one: " ".join(str(record[one]).split())[:200] for one in _TEXTS}
        rows = [dict(one) for one in record["questions"]][: MOST + 1]
        made = Tracker((), texts["system"], texts["union"], texts["employer"])
        for row in rows:
            made = _taken_again(made, row)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise UnreadableFile(NOT_OURS, file=name) from None
    return made


def _taken_again(made: Tracker, row: dict[str, Any]) -> Tracker:
    own = str(row.get("text", ""))
    before = {one.id for one in made.entries}
    made = made.put_own(own) if own else made.put(str(row["id"]))
    id_ = next((one.id for one in made.entries if one.id not in before), None)
    if id_ is None or "asked" not in row:
        return made
    asked, due = date.fromisoformat(row["asked"]), date.fromisoformat(row.get("due", row["asked"]))
    made = made.ask([id_], asked, (due - asked).days)
    reply = row.get("reply", "")
    if reply in ("answered", "evasive"):
        made = made.answer(id_, date.fromisoformat(row["replied"]), reply, str(row.get("note", "")))
    return made
