"""A request as it goes out: for one person or many, with the day by which it must be answered, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from toolkit.bargaining.clauses.texts import MARK, one_line
from toolkit.bargaining.letters.library import DAYS, Letter, find_letter
from toolkit.bargaining.letters.writing import write_letter
from toolkit.documents import Bullets, Document, Paragraph
from toolkit.errors import AgreementError, translatable
from toolkit.languages import Language, strip
from toolkit.registers.law import DatedValue
from toolkit.rights import Employer
from toolkit.rights.deadlines import Deadline, deadline

TOO_MANY = translatable("The list has {number} lines. At most {most} letters are written at a time: part the list.")
TOO_EARLY = translatable(
    "The answer is due on {day}. Until that day has passed nothing is overdue, so no reminder is due."
)
NOTHING_MISSING = translatable("Everything that was asked for is ticked, so there is nothing to remind of.")
LETTER_OF = translatable("the letter of {day}, “{title}”")
ANNEX = translatable("Annex: names of the people who have authorised us")
ANNEX_NOTE = translatable(
    "Only for those who deal with this request. Each person’s written authorisation is attached to this list."
)
MOST_LETTERS = 60
_FALLBACK_DAYS = 30
_PARTING = re.compile(r"[\t;؛]")
_END_OF_POINT = re.compile(r"[\s;؛.]+$")


@dataclass(frozen=True, slots=True)
class Member:
    """Who is written for: a name, and the number under which the employer finds the file, if one was given."""

    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """Something that a letter asks for, in its own words, and words of headings below which an answer may stand."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Request:
    """A letter that is about to go out, or that went out on a day.

    Attributes
    ----------
    form
        How it is written; the first of the letter's forms if empty.
    blanks
        What is filled in, without the time to answer.
    time
        How long the other side has; without one the time that the letter suggests.
    sent
        The day on which it arrives, from which the time counts.
    """

    letter: str
    language: Language
    sent: date
    sender: str = ""
    to: str = ""
    form: str = ""
    place: str = "INT"
    employer: Employer | None = None
    blanks: Mapping[str, Any] = field(default_factory=dict)
    time: DatedValue | None = None
    town: str = ""

    @cached_property
    def record(self) -> Letter:
        """The letter that it is."""
        return find_letter(self.letter)

    @property
    def way(self) -> str:
        """The form in which it is written."""
        return self.form or next(iter(self.record.forms))

    @property
    def title(self) -> str:
        """What the letter is called."""
        return self.record.text(self.language).title

    @cached_property
    def due(self) -> Deadline:
        """By when the answer is due, on the calendar of the place.

        >>> Request("reminder", Language("en"), date(2026, 12, 18), place="GB").due.due  # 25 December is a holiday
        datetime.date(2026, 12, 29)
        """
        blank = self.record.blank(DAYS)
        days = int(str(blank.default)) if blank is not None and blank.default is not None else _FALLBACK_DAYS
        return deadline(self.time or DatedValue(DAYS, None, days, "days", "memory"), self.sent, self.place)

    def overdue(self, today: date) -> bool:
        """Whether the day has passed on which the answer was due; on that day itself it has not."""
        return today > self.due.due

    def document(self) -> Document:
        """The letter on paper; the day that it names is the one in the calendar."""
        return self._written(self.sender, self.blanks)

    def for_each(self, members: tuple[Member, ...]) -> tuple[Document, ...]:
        """One letter for each member, who writes in their own name.

        Raises
        ------
        AgreementError
            If there are more than are written at a time.
        """
        if len(members) > MOST_LETTERS:
            raise AgreementError(TOO_MANY, number=len(members), most=MOST_LETTERS)
        numbered = self.record.blank("identifier") is not None
        return tuple(
            self._written(
                one.name, {**self.blanks, "identifier": one.number} if numbered and one.number else self.blanks
            )
            for one in members
        )

    def annex(self, members: tuple[Member, ...]) -> Document:
        """The names behind a letter for many, on a sheet of their own."""
        speech = self.language
        names = tuple(
            speech.isolate(one.name) + (f" ({speech.isolate(one.number)})" if one.number else "") for one in members
        )
        note = Paragraph(speech.say(ANNEX_NOTE), kind="warning")
        return Document(speech.say(ANNEX), speech, (note, Bullets(names)), author=self.sender)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """What the letter asks for, point by point, as it stands there."""
        text, code = self.record.text(self.language), self.language.code
        return tuple(
            Point(_END_OF_POINT.sub("", MARK.sub(self._filled, line)), answers[code])
            for line, answers in zip(text.points_of(self.way), self.record.answers, strict=False)
        )

    def reminder(
        self, missing: tuple[Point, ...], today: date, *, contact: str, next_step: str, received: str = ""
    ) -> Document:
        """The letter that asks for exactly what is missing.

        Raises
        ------
        AgreementError
            If nothing is missing, or if the answer is not overdue yet.
        """
        if not missing:
            raise AgreementError(NOTHING_MISSING)
        if not self.overdue(today):
            raise AgreementError(TOO_EARLY, day=self.due.due)
        speech = self.language
        blanks: dict[str, Any] = {
            "first_letter": strip(speech.say(LETTER_OF, day=self.sent, title=self.title)),
            "due": strip(speech.show(self.due.due)),
            "missing": tuple(point.text for point in missing),
            "received": received,
            "next_step": next_step,
            "contact": contact,
        }
        again = Request(
            "reminder", speech, today, self.sender, self.to, "", self.place, self.employer, blanks, town=self.town
        )
        return again.document()

    def _written(self, sender: str, blanks: Mapping[str, Any]) -> Document:
        return write_letter(
            self.letter,
            self.language,
            sender=sender,
            to=self.to,
            blanks={**blanks, DAYS: (self.due.due - self.sent).days},
            form=self.way,
            place=self.place,
            employer=self.employer,
            town=self.town,
            on=self.sent,
        )

    def _filled(self, mark: re.Match[str]) -> str:
        blank, value = self.record.blank(mark[1]), self.blanks.get(mark[1])
        return "…" if blank is None or value in (None, "") else strip(blank.show(value, self.language))


def members_of(text: str) -> tuple[Member, ...]:
    """The people of a list that was pasted in: a line each, the name first, a number after a tab or a semicolon.

    A line that stands there twice counts once, so that nobody is counted double in a letter for many.

    >>> members_of("A. Otieno; 4711\\n\\nB. Diallo\\nA. Otieno; 4711")
    (Member(name='A. Otieno', number='4711'), Member(name='B. Diallo', number=''))
    """
    found = []
    for line in text.splitlines():
        name, *rest = (one_line(part) for part in _PARTING.split(line))
        if any(map(str.isalpha, name)):
            found.append(Member(name, next((part for part in rest if part), "")))
    return tuple(dict.fromkeys(found))
