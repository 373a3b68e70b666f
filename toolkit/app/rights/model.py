"""Rights in a situation, without any widget: what applies, the letter that claims it, the reply, and the demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, cast, get_args

from toolkit.app.rights.cards import TITLES
from toolkit.bargaining import Agreement, library
from toolkit.bargaining.agreements.articles import title_of
from toolkit.bargaining.agreements.paper import EMPLOYER, FOR_US, UNION
from toolkit.bargaining.letters.library import BASIS, DAYS, Letter, letters
from toolkit.bargaining.letters.reply import Reply
from toolkit.bargaining.letters.request import Member, Request, members_of
from toolkit.documents import Bullets, Document, Heading, Paragraph, Part
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.registers.law import DatedValue
from toolkit.registers.situations import situations
from toolkit.rights import AskedEmployer, Employer, WhatApplies, what_applies
from toolkit.rights.saying import (
    USABLE,
    about_in_words,
    nothing_of,
    parts_of,
    place_name,
    rights_in_words,
    say_missing,
)

NO_PLACE = translatable("Choose the country first: law is different in each.")
NO_SITUATION = translatable("Choose what happened.")
NO_LETTER = translatable("Choose a letter, or go back and take only the rights home.")
NO_NAMES = translatable("A letter needs who writes it and who receives it. Give both.")
NO_MEMBERS = translatable("Paste the names of those who write, one a line, or choose one letter of the union.")
OPEN_BLANK = translatable("Fill this in; the letter does not work without it.")
RIGHTS_PAPER = translatable("What are our rights?")
DEMAND_PAPER = translatable("What we did not find here, and what we could demand")
DEMAND = translatable("Demand")
DEMAND_CLAUSE = translatable("Our library has a clause for it: “{clause}”. It opens behind the door “I need a clause”.")
NO_CLAUSE = translatable("Our library has no clause for this yet; write your own.")
DEMAND_TITLE = translatable("What is missing in our law")
_REMINDER = "reminder"


@dataclass(frozen=True)
class RightsModel:
    """A situation at a place on a day, a letter about it, and what came of the letter.

    Attributes
    ----------
    day
        The day on which the letter goes out, and on which the law is looked at.
    days
        How long the other side gets, where whoever writes sets it; else the law on record or the letter does.
    each
        Whether each member writes alone.
    answered
        The points of the letter that a reader of the reply ticked.
    demanded
        The missing right that is to become a demand.
    """

    language: Language
    today: date
    day: date
    place: str = ""
    kind: AskedEmployer | None = None
    situation: str = ""
    letter: str = ""
    form: str = ""
    sender: str = ""
    to: str = ""
    days: int | None = None
    blanks: Mapping[str, Any] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    headings: tuple[str, ...] = ()
    answered: frozenset[int] = frozenset()
    demanded: tuple[str, ...] = ()

    # --- rights --------------------------------------------------------------------------------------------------

    @cached_property
    def found(self) -> WhatApplies | None:
        """What applies; nothing before place and situation are named."""
        if not self.place or self.situation not in situations():
            return None
        return what_applies(self.place, self.situation, self.kind, self.day)

    def problem(self) -> tuple[str, str]:
        """The entry without which nothing can be looked up, and a sentence."""
        if not self.place:
            return "place", self.language.say(NO_PLACE)
        if self.found is None:
            return "situation", self.language.say(NO_SITUATION)
        return "", ""

    # --- the letter ----------------------------------------------------------------------------------------------

    @cached_property
    def fitting(self) -> tuple[Letter, ...]:
        """The letters that can be written, those first that a right in force here speaks for."""
        claims = self.found.claims if self.found is not None else ()
        first = [name for claim in claims for name in claim.letters]
        names = dict.fromkeys([*first, *letters()])
        return tuple(letters()[name] for name in names if name in letters() and name != _REMINDER)

    @property
    def speaks_for(self) -> frozenset[str]:
        """The letters for which a right in force here is on record."""
        claims = self.found.claims if self.found is not None else ()
        return frozenset(name for claim in claims for name in claim.letters)

    @property
    def record(self) -> Letter | None:
        """The letter that was chosen."""
        return letters().get(self.letter) if self.letter != _REMINDER else None

    @property
    def way(self) -> str:
        """How the letter is written."""
        if self.record is None:
            return ""
        return self.form if self.form in self.record.forms else next(iter(self.record.forms))

    @property
    def employer(self) -> Employer | None:
        """The kind of employer, where it is known which of the public ones."""
        return cast("Employer", self.kind) if self.kind in get_args(Employer) else None

    @cached_property
    def time(self) -> DatedValue | None:
        """How long the other side has to answer: as whoever writes set it, else as law on record says."""
        if self.days is not None:
            return DatedValue(DAYS, None, self.days, "days", "memory")
        claims = self.found.claims if self.found is not None else ()
        return next((one.answer.time for one in claims if self.letter in one.letters and one.answer is not None), None)

    @property
    def request(self) -> Request:
        """The letter as it goes out."""
        blanks = dict(self.blanks)
        if self.record is not None and self.way == "many" and self.members:
            blanks["people"] = len(self.members)
        return Request(
            self.letter,
            self.language,
            self.day,
            sender=self.sender,
            to=self.to,
            form=self.way,
            place=self.place or "INT",
            employer=self.employer,
            blanks=blanks,
            time=self.time,
        )

    @property
    def alone(self) -> bool:
        """Whether people write in their own names."""
        return self.way == "one"

    def open_entry(self) -> tuple[str, str]:
        """The entry without which the letter cannot be written, and a sentence; two empty words if nothing is open."""
        say, record = self.language.say, self.record
        if record is None:
            return "letter", say(NO_LETTER)
        if not self.to.strip():
            return "to", say(NO_NAMES)
        if not self.alone and not self.sender.strip():
            return "sender", say(NO_NAMES)
        if self.alone and not self.members and not self.sender.strip():
            return "members", say(NO_MEMBERS)
        law = record.law(self.place or "INT", self.day, self.employer)
        given = {**self.request.blanks, DAYS: 1}
        missing = record.open_blanks(self.way, given, law)
        return (f"blank-{missing[0]}", say(OPEN_BLANK)) if missing else ("", "")

    def letters_out(self) -> tuple[Document, ...]:
        """The letter, or one of each member."""
        if self.alone and self.members:
            return self.request.for_each(self.members)
        return (self.request.document(),)

    @property
    def rests_on_law(self) -> bool:
        """Whether the letter names law that somebody has read, or a basis that was filled in."""
        record = self.record
        if record is None:
            return False
        return bool(self.blanks.get(BASIS) or record.law(self.place or "INT", self.day, self.employer))

    # --- the reply -----------------------------------------------------------------------------------------------

    @property
    def reply(self) -> Reply:
        """The reply beside what was asked."""
        points = self.request.points if self.record is not None else ()
        return Reply(points, self.headings, self.answered)

    # --- the demand ----------------------------------------------------------------------------------------------

    def demands(self) -> tuple[tuple[str, str | None], ...]:
        """The missing rights that were chosen, each with the clause of the library that speaks most of it."""
        return tuple((right, clause_for(right)) for right in self.demanded)

    def draft(self) -> Agreement | None:
        """The demands as a draft agreement with the clauses still to be filled in; none where no clause fits."""
        clauses = dict.fromkeys(clause for _, clause in self.demands() if clause is not None)
        if not clauses or not self.place:
            return None
        say = self.language.say
        draft = Agreement(
            title=say(DEMAND_TITLE),
            union=self.sender or say(UNION),
            employer=self.to or say(EMPLOYER),
            place=self.place,
            language=self.language.code,
            on=self.today,
            employer_kind=self.employer,
        )
        for clause in clauses:
            draft = draft.add(clause)
        return draft

    # --- papers --------------------------------------------------------------------------------------------------

    def rights_paper(self) -> Document:
        """What applies here, on paper, for us."""
        assert self.found is not None
        say = self.language.say
        blocks: list[Part] = [Paragraph(about_in_words(self.found, self.language), kind="lead")]
        if not self.found.claims:
            blocks.append(Paragraph(say(nothing_of(self.found)), kind="warning"))
        for name, lines in parts_of(self.found, self.language):
            if lines:
                blocks.append(Heading(say(TITLES[name])))
                blocks += [Paragraph(say(USABLE), leads=True)] if name == "usable" else []
                blocks.append(Bullets(tuple(lines)) if len(lines) > 1 else Paragraph(lines[0]))
        return Document(say(RIGHTS_PAPER), self.language, tuple(blocks), mark=say(FOR_US), author=self.sender)

    def demand_paper(self) -> Document:
        """What is missing here, where it exists, and which clause asks for it."""
        assert self.found is not None
        say, blocks = self.language.say, list[Part]()
        for missing in self.found.missing:
            blocks.append(Paragraph(say_missing(missing, self.language)))
        for right, clause in self.demands():
            words = rights_in_words((right,), self.language)
            blocks.append(Heading(f"{say(DEMAND)}: {words}"))
            asks = say(NO_CLAUSE) if clause is None else say(DEMAND_CLAUSE, clause=title_of(clause, self.language))
            blocks.append(Bullets((asks,)))
        return Document(say(DEMAND_PAPER), self.language, tuple(blocks), mark=say(FOR_US), author=self.sender)

    def where(self) -> str:
        """The place in words."""
        return place_name(self.place, self.language)


def clause_for(right: str) -> str | None:
    """The clause of the library that speaks most of a right: it names it first, or before the others do.

    >>> clause_for("disconnect")
    'disconnect'
    """
    found = [(one.rights.index(right), one.id) for one in library().values() if right in one.rights]
    return min(found)[1] if found else None


def members_in(text: str) -> tuple[Member, ...]:
    """The people of a pasted list."""
    return members_of(text)
