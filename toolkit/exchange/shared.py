"""A practice or a case as one union hands it to another: what was tried, what was won and lost, and who may read it."""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Literal, get_args

from toolkit.errors import translatable
from toolkit.languages import Language

Kind = Literal["case", "practice"]
Consent = Literal["none", "unions", "public"]
Licence = Literal["unions-only", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"]
Topic = Literal["rosters", "monitoring", "hiring", "scores", "benefits", "pay", "health", "data", "jobs", "purchase"]
KINDS: tuple[str, ...] = get_args(Kind)
CONSENTS: tuple[str, ...] = get_args(Consent)
LICENCES: tuple[str, ...] = get_args(Licence)
TOPICS: tuple[str, ...] = get_args(Topic)
KIND_WORDS = {
    "case": translatable("A case: what a system did here"),
    "practice": translatable("A practice: what we did, for better or worse"),
}
TOPIC_WORDS = {
    "rosters": translatable("Rosters and working time"),
    "monitoring": translatable("Monitoring of staff"),
    "hiring": translatable("Hiring and promotion"),
    "scores": translatable("Scores of performance and pace"),
    "benefits": translatable("Decisions about the people we serve"),
    "pay": translatable("Pay and allowances"),
    "health": translatable("Safety and health"),
    "data": translatable("Data: who has them and where they go"),
    "jobs": translatable("Jobs, tasks and training"),
    "purchase": translatable("Purchase and outsourcing"),
}
CONSENT_WORDS = {
    "none": translatable("Nobody has agreed yet that it leaves our union"),
    "unions": translatable("For other unions only"),
    "public": translatable("For everybody"),
}
LICENCE_WORDS = {
    "unions-only": translatable("Unions may read and use it; nobody prints it without asking us"),
    "CC-BY-4.0": translatable("Everybody may use it and names us (CC BY 4.0)"),
    "CC-BY-SA-4.0": translatable("Everybody may use it, names us and shares alike (CC BY-SA 4.0)"),
    "CC0-1.0": translatable("Everybody may use it as they like (CC0)"),
}
LABELS = {
    "author": translatable("Our union"),
    "kind": translatable("What kind of record is it?"),
    "place": translatable("Country"),
    "sector": translatable("Service or sector"),
    "topic": translatable("What is it about?"),
    "system": translatable("The system"),
    "supplier": translatable("Who supplies it"),
    "tried": translatable("What happened, and what we did"),
    "won": translatable("What was won"),
    "lost": translatable("What was lost, or went wrong"),
    "clauses": translatable("Clauses that it is about"),
    "source": translatable("Where one can look it up"),
    "reviewer": translatable("Which office or body has read it through"),
    "risk": translatable("What could happen to us or others here, under our law, if this is known"),
    "consent": translatable("Who may read it"),
    "licence": translatable("What they may do with it"),
    "expires": translatable("Until when it holds"),
    "written": translatable("Written on"),
    "version": translatable("Version"),
    "stake": translatable("What is at stake"),
    "story": translatable("What was found"),
    "ask": translatable("What we ask"),
}
LONGEST = {"tried": 3_000, "won": 2_000, "lost": 2_000, "risk": 1_000, "source": 500}
LONGEST_LINE = 300
ID = re.compile(r"[a-z0-9]{12,40}")


@dataclass(frozen=True, order=True)
class Shared:
    """A record of one union for others. Its name is its author together with `id`, which nobody else hands out.

    Attributes
    ----------
    author
        The union that wrote it: an organisation, never a person.
    written, version
        When this version was written, and which one it is, from 1 on. The newest one holds.
    consent
        Who agreed that it is read by whom; ``none`` stays at home.
    reviewer
        The office or body that has read it through, not the person.
    place, sector, topic
        Where (ISO 3166, EU or INT), in which service, and one of `TOPICS`.
    tried, won, lost
        In the author's own words, in `language`.
    clauses
        Ids of clauses of the library.
    risk
        What could happen to somebody under local law if it became known. It goes to other unions, never to everybody.
    expires
        After this day it is marked as old; nobody takes it away.
    retracted
        The author took it back. What is left of it is `tombstone`.
    """

    author: str
    id: str
    version: int
    written: date
    kind: str = "case"
    consent: str = "none"
    reviewer: str = ""
    language: str = "en"
    place: str = "INT"
    sector: str = ""
    topic: str = "data"
    system: str = ""
    supplier: str = ""
    tried: str = ""
    won: str = ""
    lost: str = ""
    clauses: tuple[str, ...] = ()
    source: str = ""
    risk: str = ""
    expires: date = date.max
    licence: str = "unions-only"
    retracted: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Under which name all versions of it go."""
        return self.author, self.id

    def expired(self, on: date) -> bool:
        """Whether it no longer holds on a day."""
        return on > self.expires

    def outgoing(self) -> Shared:
        """The record as it leaves the union: what everybody may read does not say what its union is afraid of.

        >>> record = Shared("Union", "a1b2c3d4e5f6", 1, date(2026, 1, 1), consent="public", risk="One could be moved.")
        >>> record.outgoing().risk, replace(record, consent="unions").outgoing().risk
        ('', 'One could be moved.')
        """
        return replace(self, risk="") if self.consent == "public" else self

    def tombstone(self, on: date) -> Shared:
        """The record taken back: nothing of what it said is left, only that there was one, so that no old copy returns.

        >>> record = Shared("Union", "a1b2c3d4e5f6", 1, date(2026, 1, 1), tried="We asked.")
        >>> taken_back = record.tombstone(date(2026, 2, 1))
        >>> taken_back.tried, taken_back.version, taken_back.retracted
        ('', 2, True)
        """
        return Shared(self.author, self.id, self.version + 1, on, retracted=True)

    def say_title(self, language: Language | str) -> str:
        """What it is about, in a line: the system where it has a name, else the topic; and where."""
        speech = Language.of(language)
        about = speech.isolate(self.system) if self.system else speech.say(TOPIC_WORDS[self.topic])
        return about if self.place == "INT" else f"{about} · {self.say_place(speech)}"

    def say_place(self, language: Language | str) -> str:
        """The country by its name; a part of one by its code.

        >>> Shared("Union", "a1b2c3d4e5f6", 1, date(2026, 1, 1), place="KE").say_place("fr")
        'Kenya'
        """
        return str(Language.of(language).locale.territories.get(self.place, self.place))


def new_id() -> str:
    """An id for a new record, made by lot where it is written: no office hands out numbers.

    >>> bool(ID.fullmatch(new_id())), new_id() == new_id()
    (True, False)
    """
    return secrets.token_hex(8)


FIELDS = tuple(each.name for each in fields(Shared))


def plain_words(text: str) -> str:
    """A text so that two spellings of one name are one: no marks, no capitals, one space between words.

    >>> plain_words("  Sistema de  Gestión ") == plain_words("sistema de gestion")
    True
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(letter if letter.isalnum() else " " for letter in apart if not unicodedata.combining(letter))
    return " ".join(kept.split())
