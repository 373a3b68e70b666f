"""Which right applies in a place on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import Literal

from babel import Locale

from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language
from toolkit.registers.law import Addressee, Bound, Checked, Kind, Level, Reach, law
from toolkit.registers.words import Words

Employer = Literal["statute", "contract", "private", "platform"]
# Who asks often knows only that the employer is public; which of its staff serve under a statute is a second question.
AskedEmployer = Literal["public", "private", "platform", "statute", "contract"]
Status = Literal["in_force", "adopted", "guidance", "repealed"]

_KINDS_ASKED: dict[str, tuple[Employer, ...]] = {
    "public": ("statute", "contract"),
    "private": ("private",),
    "platform": ("platform",),
    "statute": ("statute",),
    "contract": ("contract",),
}
_ALIKE: tuple[Employer, ...] = ("statute", "contract", "private")  # where no kind is known
_NEAREST_FIRST: tuple[Reach, ...] = ("own", "country", "group", "world")
_STRONGEST_FIRST: tuple[Status, ...] = ("in_force", "adopted", "guidance", "repealed")
_SUBDIVISION = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")
# Codes in babel's list that are no country: unions of states, outlying areas, pseudo-languages, unknown.
_NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
# Codes that people write because other bodies use them.
_WRITTEN_ELSEWHERE = {"UK": "GB", "EL": "GR"}


class UnknownPlace(ToolkitError):
    """A place was named that is no ISO 3166 code."""

    def __init__(self, place: str) -> None:
        near = _near_place(place)
        if near:
            super().__init__(
                translatable(
                    "There is no place “{place}” in the list of countries. Did you mean “{near}”? Write the two "
                    "letters of the country (ISO 3166), with its region where needed (US-NY), or EU or INT."
                ),
                place=place,
                near=near,
            )
        else:
            super().__init__(
                translatable(
                    "There is no place “{place}” in the list of countries. Write the two letters of the country "
                    "(ISO 3166, for example KE), with its region where needed (US-NY), or EU or INT."
                ),
                place=place,
            )


class UnknownRight(ToolkitError):
    """A kind of right was named that the register does not have."""

    def __init__(self, right: str, available: Iterable[str]) -> None:
        rights = list(available)
        near = get_close_matches(right, rights, n=1)
        everything = ", ".join(rights)  # as one text, so that the list is shown whole
        if near:
            super().__init__(
                translatable(
                    "There is no right “{right}” in the register. Did you mean “{near}”? It has: {available}."
                ),
                right=right,
                near=near[0],
                available=everything,
            )
        else:
            super().__init__(
                translatable("There is no right “{right}” in the register. It has: {available}. Name one of these."),
                right=right,
                available=everything,
            )


class UnknownEmployer(ToolkitError):
    """A kind of employer was named that the register does not know."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            translatable(
                "There is no kind of employer “{kind}” in the register. It knows: {available}. Name one of these."
            ),
            kind=kind,
            available=", ".join(_KINDS_ASKED),
        )


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
        First day on which it applies in the place asked for; none where that is unknown or has not come.
    applies_to
        First day on which it no longer applies.
    status
        On the day asked for: `in_force`, `adopted` (not applicable yet, or unsettled whether it is), `guidance`
        (persuades, does not bind) or `repealed`.
    settled
        False where lawyers disagree about the starting date; it then stays `adopted`.
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
    evidence: Checked
    locator: str | None
    read_on: date | None
    source: str
    note: str

    @property
    def checked(self) -> bool:
        """Whether the official text was read; only then may it stand in a document for the other side of the table."""
        return self.evidence == "official"

    @property
    def summary(self) -> str:
        """What it says, in English."""
        return self.say("en")

    def say(self, language: Language | str = "en") -> str:
        """What it says, in our words and the reader's language."""
        return self.summaries.say(language)

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
        name, parts = self.names.say(speech), law().parts
        if self.provision == "whole":
            return name, ""
        where = " ".join(parts[word].say(speech) if word in parts else word for word in self.provision.split())
        return name, where.replace(",", "،").replace(";", "؛") if speech.code == "ar" else where

    def binds(self, employer: AskedEmployer | None) -> bool:
        """Whether it binds an employer of a kind, as far as the kind decides; `condition` may ask for more.

        For a `public` employer it is enough that it binds towards some of the staff, under statute or under contract:
        who looks for a right must not miss the one that only half of the staff have, and `covers` says which half.
        Without a kind, only what binds public and private employers alike.
        """
        if employer is None:
            return self._binds_each(_ALIKE)
        return any(self._binds_each((kind,)) for kind in _KINDS_ASKED[employer])

    def nameable(self, employer: AskedEmployer | None) -> bool:
        """Whether a paper for the other side may name it: in force, binding that employer, official text read.

        For a `public` employer it must bind towards all of the staff, under statute and under contract, because a paper
        that names the law of the others is easily turned down.
        """
        sure = self.status == "in_force" and self.checked and self.condition is None
        return sure and self._binds_each(_ALIKE if employer is None else _KINDS_ASKED[employer])

    def _binds_each(self, kinds: tuple[Employer, ...]) -> bool:
        covered = "data_subject" in self.covers or set(kinds) <= set(self.covers)
        ours = self.level == "all" or (self.reach != "country" and kinds != _ALIKE)
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
        The day; today if left out. The register holds no dates of adoption or ratification, so for a day long ago it
        also names, as `adopted`, what had not been written then.
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
    code = _place(place)
    if right is not None and right not in register.rights:
        raise UnknownRight(right, sorted(register.rights))
    if employer is not None and employer not in _KINDS_ASKED:
        raise UnknownEmployer(employer)
    day = _day(on)
    found = [
        _provision(bound, day) for bound in register.reaching(code) if right is None or right in bound.record.rights
    ]
    # The sort is stable: within a reach and a status the order of the register remains.
    found.sort(key=lambda one: (_NEAREST_FIRST.index(one.reach), _STRONGEST_FIRST.index(one.status)))
    return tuple(one for one in found if employer is None or one.binds(employer))


def _provision(bound: Bound, day: date) -> Provision:
    record = bound.record
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
        applies_from=bound.applies_from,
        applies_to=record.applies_to,
        status=_status(bound, day),
        settled=record.settled,
        evidence=bound.checked,
        locator=record.locator,
        read_on=record.read_on,
        source=record.source,
        note=record.note,
    )


def _status(bound: Bound, day: date) -> Status:
    record = bound.record
    if record.applies_to is not None and day >= record.applies_to:
        return "repealed"
    if record.kind == "guidance":
        return "guidance"
    if bound.applies_from is None or not record.settled or day < bound.applies_from:
        return "adopted"
    return "in_force"


def _day(on: date | None) -> date:
    if on is None:
        return date.today()
    return on.date() if isinstance(on, datetime) else on


def _place(place: str) -> str:
    code = place.strip().upper()
    if code in ("EU", "INT") or code in _countries():
        return code
    subdivision = _SUBDIVISION.fullmatch(code)
    if subdivision and subdivision[1] in _countries():
        return code
    raise UnknownPlace(place)


@cache
def _countries() -> dict[str, str]:
    """English names of countries by their two letters."""
    names = Locale("en").territories
    return {code: name for code, name in names.items() if re.fullmatch("[A-Z]{2}", code) and code not in _NO_COUNTRY}


def _near_place(place: str) -> str | None:
    """The code that somebody meant who wrote a country's name, or a code used elsewhere."""
    written = place.strip()
    if written.upper() in _WRITTEN_ELSEWHERE:
        return _WRITTEN_ELSEWHERE[written.upper()]
    by_name = {name.casefold(): code for code, name in _countries().items()}
    near = get_close_matches(written.casefold(), by_name, n=1, cutoff=0.85)
    return by_name[near[0]] if near else None
