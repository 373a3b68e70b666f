"""What the law register holds: provisions with their dated events, bills, gaps, treaties joined, groups of places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from toolkit.languages import Language
from toolkit.languages.bidi import isolate_numbers
from toolkit.registers.words import Words

Kind = Literal["binding", "guidance", "bill"]
Reach = Literal["own", "country", "group", "world"]
Evidence = Literal["official", "secondary", "memory"]
Level = Literal["all", "central"]
Addressee = Literal["employer", "state"]
What = Literal[
    "introduction",
    "adoption",
    "publication",
    "commencement",
    "commencement_in_part",
    "amendment",
    "postponement",
    "suspension",
    "repeal",
    "lapse",
]
Unit = Literal["days", "working_days", "months", "hours"]
Body = Literal["data_authority", "information_authority", "equality_body", "labour_inspectorate"]
Missing = Literal["data_protection_law", "information_act", "public_bargaining_law", "other"]

KINDS = ("binding", "guidance", "bill")
# How well we know a text, the best first.
EVIDENCE: tuple[Evidence, ...] = ("official", "secondary", "memory")
# Kinds of employer, and everybody else whom a provision can be about.
EMPLOYERS = ("statute", "contract", "private", "platform")
COVERS = (*EMPLOYERS, "data_subject", "service_user")
HOLDERS = ("person", "union", "works_council", "representative", "organisation", "authority", "anyone")
LEVELS = ("all", "central")
ADDRESSEES = ("employer", "state")
MOST_QUOTED = 25  # words: enough to find the place again, and nobody else's text
REGIONS = ("global", "Africa", "Americas", "Asia-Pacific", "Europe", "MENA")
WORLD = "INT"


@dataclass(frozen=True, slots=True)
class Right:
    """A kind of right: what it means for a bargainer, which letter claims it, and whom besides a lawyer one can ask."""

    words: Words
    letter: str | None
    ask: Body | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a text, or will: adopted, started, moved, ended.

    Attributes
    ----------
    on
        The day; for a commencement or a repeal the first day on which it counts, for a postponement or a suspension the
        day on which that was decided. None where it is not known.
    by
        The instrument that did it.
    decided
        The day on which a commencement or a repeal was decided, where that was later than the adoption of the text.
    until
        The day to which a postponement or a suspension moves the start.
    parts
        What has started, where it is not all.
    date_text
        The day as found, where it was vaguer.
    """

    on: date | None
    what: What
    by: str | None
    decided: date | None
    until: date | None
    parts: tuple[str, ...]
    date_text: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A number that a law fixes from a day on, such as days to answer; no day where it was so from the start.

    `evidence` says how we know the number, which can be worse than how we know the text.
    """

    name: str
    since: date | None
    value: int
    unit: Unit
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class LawRecord:
    """One provision on record, in our words, with what we know about its dates and how we know it.

    Attributes
    ----------
    instrument
        The name under which it is cited where it comes from.
    names, summary
        What it is called and what it says, in each language.
    covers
        Whom it is about: kinds of employers, everybody as data subject, users of a service.
    holder
        Who can use it.
    addressed_to
        Whether it binds employers, or only the state: a treaty or a directive then binds public employers alone.
    level
        `central` where it binds only the authorities of the place itself: of the federation and not of its states.
    condition
        What else must be true of the employer.
    kind
        `binding`, `guidance`, or a `bill` that never became law.
    events
        What happened to it, in the order of days; what has no day comes last.
    values
        Numbers that it fixes.
    settled
        False where lawyers disagree about the starting date.
    eli
        European Legislation Identifier, or another lasting identifier of the text.
    ambiguity
        Where it can be read in more than one way.
    evidence
        How we know it: `official` text read, `secondary` source read, or from `memory`; see `note`.
    locator, read_on, quote
        Where in the official text, on which day, and the words by which to find it again.
    """

    id: str
    place: str
    region: str
    instrument: str
    names: Words
    provision: str
    rights: tuple[str, ...]
    covers: tuple[str, ...]
    holder: tuple[str, ...]
    addressed_to: Addressee
    level: Level
    condition: Words | None
    summary: Words
    kind: Kind
    events: tuple[Event, ...]
    values: tuple[DatedValue, ...]
    settled: bool
    eli: str | None
    ambiguity: Words | None
    source: str
    evidence: Evidence
    locator: str | None
    read_on: date | None
    quote: str | None
    note: str

    @property
    def has_start(self) -> bool:
        """Whether a day is on record on which it starts, in whole, as far as we know today."""
        starts = (one.on if one.what == "commencement" else one.until for one in self.events)
        return any(start is not None for start in starts)


@dataclass(frozen=True, slots=True)
class Ratifications:
    """Places that have joined a treaty, or are members of the body that gives guidance, as far as a source tells.

    `since` holds the day from which it binds a place, where that is known.
    """

    record: str
    places: frozenset[str]
    since: Mapping[str, date]
    source: str
    evidence: Evidence
    read_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """Places that share the law of a place above them; `records` is none where they share all of it.

    Who belongs to it is a fact and no text: `checked` says whether we read it anywhere.
    """

    id: str
    name: str
    brings: str
    places: frozenset[str]
    records: frozenset[str] | None
    applies_from: date | None
    source: str
    checked: bool
    note: str

    def shares(self, record: str) -> bool:
        """Whether a record of the place above reaches the places of this group."""
        return self.records is None or record in self.records


@dataclass(frozen=True, slots=True)
class Gap:
    """Law that a place does not have, as far as we found: a statement of the register, with its day and its source.

    Attributes
    ----------
    missing
        A law that other places have: on data protection, on access to information, on bargaining in the public service.
    rights
        The rights that people lack for want of it.
    since, until
        First day for which it was seen to be missing, and the first day on which it is no longer; none where not known.
    detail
        What there is instead, in each language.
    """

    place: str
    missing: Missing
    rights: tuple[str, ...]
    since: date | None
    until: date | None
    detail: Words | None
    source: str
    evidence: Evidence
    read_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A record as it reaches a place: how near it is, since when there, and how we know that it does."""

    record: LawRecord
    reach: Reach
    since: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class LawRegister:
    """All law on record."""

    records: tuple[LawRecord, ...]
    ratifications: tuple[Ratifications, ...]
    groups: tuple[Group, ...]
    gaps: tuple[Gap, ...]
    rights: Mapping[str, Right]
    parts: Mapping[str, Words]

    def reaching(self, place: str) -> tuple[Bound, ...]:
        """What binds or addresses people in a place: its own law, its country's, its groups' and treaties it joined.

        Parameters
        ----------
        place
            ISO 3166 code in capitals, EU or INT.
        """
        return tuple(bound for record in self.records if (bound := self._bound(record, place)) is not None)

    def where(self, provision: str, language: Language) -> str:
        """Where in a law something stands, with the words of a language; in Arabic each number stays in one piece."""
        parts = self.parts
        said = " ".join(parts[word].say(language) if word in parts else word for word in provision.split())
        if language.direction == "ltr":
            return said
        return isolate_numbers(said.replace(",", "،").replace(";", "؛"))

    def gaps_of(self, place: str) -> tuple[Gap, ...]:
        """What the register knows to be missing in a place or in its country."""
        return tuple(gap for gap in self.gaps if gap.place in (place, place.split("-")[0]))

    def _bound(self, record: LawRecord, place: str) -> Bound | None:
        country = place.split("-")[0]
        if record.place == place:
            return Bound(record, "own", None, record.evidence)
        if record.place == country:
            return Bound(record, "country", None, record.evidence)
        if record.place == WORLD:
            return self._worldwide(record, country)
        for group in self.groups:
            if group.brings == record.place and country in group.places and group.shares(record.id):
                return Bound(record, "group", group.applies_from, record.evidence if group.checked else "memory")
        return None

    def _worldwide(self, record: LawRecord, country: str) -> Bound | None:
        listed = [joined for joined in self.ratifications if joined.record == record.id]
        # Guidance speaks to all, unless it comes from a body with members; a treaty that has not started binds nobody
        # yet, and every place may still join it.
        if (record.kind == "guidance" and not listed) or (record.kind == "binding" and not record.has_start):
            return Bound(record, "world", None, record.evidence)
        lists = [joined for joined in listed if country in joined.places]
        if not lists:
            return None
        joined = min((one.evidence for one in lists), key=EVIDENCE.index)
        since = max((one.since[country] for one in lists if country in one.since), default=None)
        return Bound(record, "world", since, max(record.evidence, joined, key=EVIDENCE.index))
