"""Which right applies in a place on a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from toolkit.languages import Language
from toolkit.registers.law import Addressee, Bound, DatedValue, Event, Evidence, Kind, Level, Reach, law
from toolkit.registers.words import Words
from toolkit.rights.asking import (
    ALIKE,
    KINDS_ASKED,
    AskedEmployer,
    Employer,
    UnknownRight,
    asked_day,
    asked_employer,
    asked_place,
)
from toolkit.rights.timeline import known_events, standing

Status = Literal["in_force", "adopted", "guidance", "repealed"]

_NEAREST_FIRST: tuple[Reach, ...] = ("own", "country", "group", "world")
_STRONGEST_FIRST: tuple[Status, ...] = ("in_force", "adopted", "guidance", "repealed")


@dataclass(frozen=True, slots=True)
class Provision:
    """A piece of law as it stands in a place on a day: something to lean on, and how sure we are of it.

    Attributes
    ----------
    place
        Where it comes from: the place asked for, its country, EU or INT.
    instrument
        The name under which it is cited where it comes from; `cite` says it in a reader's language.
    covers, holder
        Whom it is about, and who can use it.
    addressed_to
        `employer`, or `state` for a treaty or a directive: what it asks of the state binds public employers alone.
    level
        `central` where it binds only the authorities of the place itself, not those of its states or towns.
    condition
        What else must be true of the employer.
    reach
        How it comes to the place asked for: its `own` law, that of its `country`, of its `group`, or of the `world`.
    applies_from
        First day on which it applies in the place asked for, as it could be known on the day asked for; none where that
        is unknown or was not fixed yet: a treaty in force has none in a place of which we do not know when it joined.
    applies_to
        First day on which it no longer applies.
    status
        On the day asked for: `in_force`, `adopted` (not applicable yet, suspended, or unsettled whether it applies),
        `guidance` (persuades, does not bind) or `repealed`.
    events
        What had been decided about it by then: when it was adopted, started, was moved or ends, and by what.
    values
        Numbers that it fixes on the day, such as the days to answer; `value` finds one by name.
    settled
        False where lawyers disagree about the starting date; it then stays `adopted`.
    ambiguity
        Where it can be read in more than one way.
    evidence
        How we know it, and that it reaches this place: `official` text read (at `locator`, on `read_on`), `secondary`
        source read, or from `memory`.
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
    summaries: Words
    kind: Kind
    reach: Reach
    applies_from: date | None
    applies_to: date | None
    status: Status
    settled: bool
    events: tuple[Event, ...]
    values: tuple[DatedValue, ...]
    eli: str | None
    ambiguity: Words | None
    evidence: Evidence
    locator: str | None
    read_on: date | None
    source: str
    note: str

    @property
    def checked(self) -> bool:
        """Whether the official text was read; only then may it stand in a document for the other side of the table."""
        return self.evidence == "official"

    @property
    def start_known_by(self) -> Literal["day", "month", "year"]:
        """How exactly we know when it began: where only a month or a year is on record, its last day stands instead.

        >>> [one.start_known_by for one in provisions("SN", "bargaining", on=date(2026, 1, 1)) if one.reach == "own"]
        ['month']
        """
        for one in self.events:
            if self.applies_from is not None and self.applies_from in (one.on, one.until):
                if re.fullmatch(r"\d{4}-\d{2}", one.date_text or ""):
                    return "month"
                if re.fullmatch(r"(\d{4}/)?\d{4}", one.date_text or ""):
                    return "year"
        return "day"

    @property
    def summary(self) -> str:
        """What it says, in English."""
        return self.say("en")

    def say(self, language: Language | str = "en") -> str:
        """What it says, in our words and the reader's language."""
        return self.summaries.say(language)

    def value(self, name: str) -> DatedValue | None:
        """A number that it fixes on the day asked for, by name: `answer_days`."""
        return next((one for one in self.values if one.name == name), None)

    def cite(self, language: Language | str = "en") -> str:
        """Its name and where in it, in the reader's language.

        >>> provisions("KE", "human_review")[0].cite("pt")
        'Lei de Proteção de Dados de 2019 do Quênia (Data Protection Act), artigo 35'
        """
        name, where = self.cite_parts(language)
        comma = "، " if Language.of(language).code == "ar" else ", "
        return f"{name}{comma}{where}" if where else name

    def cite_parts(self, language: Language | str = "en") -> tuple[str, str]:
        """Its name, and where in it; the second is empty for a text that is named as a whole."""
        speech = Language.of(language)
        return self.names.say(speech), "" if self.provision == "whole" else law().where(self.provision, speech)

    def binds(self, employer: AskedEmployer | None) -> bool:
        """Whether it binds an employer of a kind, as far as the kind decides; `condition` may ask for more.

        For a `public` employer it is enough that it binds towards some of the staff, under statute or under contract:
        who looks for a right must not miss the one that only half of the staff have, and `covers` says which half.
        Without a kind, only what binds public and private employers alike.
        """
        if employer is None:
            return self._binds_each(ALIKE)
        return any(self._binds_each((kind,)) for kind in KINDS_ASKED[employer])

    def nameable(self, employer: AskedEmployer | None) -> bool:
        """Whether a paper for the other side may name it: in force, binding that employer, official text read.

        For a `public` employer it must bind towards all of the staff, under statute and under contract, because a paper
        that names the law of the others is easily turned down.
        """
        sure = self.status == "in_force" and self.checked and self.condition is None
        return sure and self._binds_each(ALIKE if employer is None else KINDS_ASKED[employer])

    def _binds_each(self, kinds: tuple[Employer, ...]) -> bool:
        covered = "data_subject" in self.covers or set(kinds) <= set(self.covers)
        ours = self.level == "all" or (self.reach != "country" and kinds != ALIKE)
        within_reach = self.addressed_to == "employer" or set(kinds) <= {"statute", "contract"}
        return covered and ours and within_reach


def provisions(
    place: str, right: str | None = None, on: date | None = None, *, employer: AskedEmployer | None = None
) -> tuple[Provision, ...]:
    """What law a bargainer can lean on in a place on a day, nearest and strongest first.

    A place includes what binds it from above: a region has the law of its country, a member state that of the European
    Union, and every country the treaties that it is on record as having joined and worldwide guidance. What is adopted
    but not yet applicable comes too, with its date; what has ended comes as `repealed`.

    Parameters
    ----------
    place
        ISO 3166 code of a country or region (`KE`, `US-NY`), `EU` or `INT`; small letters are fine.
    right
        Keep only provisions that carry this kind of right, for example `human_review`.
    on
        The day; today if left out. The answer is the one of that day: what had not been adopted is not named, and a
        start that was put off later is still due on its first day. Where the register does not know when a text was
        adopted, it names it as `adopted` for days long ago as well; most lists of ratifications hold no days either.
    employer
        Keep only what binds an employer of this kind: `public`, `private` or `platform`; or, finer, `statute` (public
        service under a statute) or `contract` (public employees under contract). `public` keeps what binds for either.
        What protects everybody as data subject always stays. Left out: all law of the place, whomever it covers.

    Raises
    ------
    UnknownPlace, UnknownRight, UnknownEmployer
        If there is no such place, or no such right or kind of employer on record.
    """
    register = law()
    code = asked_place(place)
    if right is not None and right not in register.rights:
        raise UnknownRight(right, sorted(register.rights))
    asked_employer(employer)
    day = asked_day(on)
    bounds = [bound for bound in register.reaching(code) if right is None or right in bound.record.rights]
    found = [one for bound in bounds if (one := provision_on(bound, day)) is not None]
    # The sort is stable: within a reach and a status the order of the register remains.
    found.sort(key=lambda one: (_NEAREST_FIRST.index(one.reach), _STRONGEST_FIRST.index(one.status)))
    return tuple(one for one in found if employer is None or one.binds(employer))


def provision_on(bound: Bound, day: date) -> Provision | None:
    """A record as it stood on a day; none if it is no law, or if nothing of it could be known then."""
    record = bound.record
    now = standing(record.events, day, bound.since)
    if record.kind == "bill" or not now.known:
        return None
    starts = now.applies_from
    status: Status = "in_force"
    if now.ended:
        status = "repealed"
    elif record.kind == "guidance":
        status = "guidance"
        born = [one.on for one in record.events if one.what in ("adoption", "publication", "commencement") and one.on]
        starts = max(born, default=None)
    elif not record.settled or not now.in_force:
        status = "adopted"
    elif bound.reach == "world" and bound.since is None:
        starts = None  # it binds the place from the day on which it joined, and not from the day of the treaty
    return Provision(
        id=record.id,
        place=record.place,
        region=record.region,
        instrument=record.instrument,
        names=record.names,
        provision=record.provision,
        rights=record.rights,
        covers=record.covers,
        holder=record.holder,
        addressed_to=record.addressed_to,
        level=record.level,
        condition=record.condition,
        summaries=record.summary,
        kind=record.kind,
        reach=bound.reach,
        applies_from=starts,
        applies_to=now.applies_to,
        status=status,
        settled=record.settled,
        events=known_events(record.events, day),
        values=_values_on(record.values, day),
        eli=record.eli,
        ambiguity=record.ambiguity,
        evidence=bound.evidence,
        locator=record.locator,
        read_on=record.read_on,
        source=record.source,
        note=record.note,
    )


def _values_on(values: tuple[DatedValue, ...], day: date) -> tuple[DatedValue, ...]:
    """Of each number the one that holds on the day; before its first day, the first."""
    found: dict[str, DatedValue] = {}
    for one in values:
        if one.name not in found or one.since is None or one.since <= day:
            found[one.name] = one
    return tuple(found.values())
