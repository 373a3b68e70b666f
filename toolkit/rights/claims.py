"""What law gives in a situation: what can be claimed, what comes, what is missing, what was proposed only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toolkit.registers.law import Body, Gap, LawRecord
from toolkit.registers.situations import Situation
from toolkit.rights.asking import AskedEmployer
from toolkit.rights.deadlines import Deadline
from toolkit.rights.provisions import Provision


@dataclass(frozen=True, slots=True)
class Claim:
    """Law that can be used: what it gives in this situation, with which letters, and by when an answer is due.

    Attributes
    ----------
    rights
        Those of the situation that the provision carries, the most telling first.
    letters
        Ids of the letters that fit, in the order of the rights; empty where it is used at the table or in court.
    answer
        When an answer is due to a request that arrives on the day asked about, where a time is on record.
    """

    provision: Provision
    rights: tuple[str, ...]
    letters: tuple[str, ...]
    answer: Deadline | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A right of the situation that no law in force on record gives towards this employer, and where it exists.

    Attributes
    ----------
    others
        Law in force here that gives it and that the register has as binding other employers: whether it reaches this
        one is a question for a lawyer or an authority, and it must not be told as not found.
    coming
        Law that will bring it here, adopted and not applicable yet.
    elsewhere
        The surest law in force that gives it to people of the same kind of employer in other places; empty if none is
        on record.
    """

    right: str
    coming: tuple[Provision, ...]
    elsewhere: tuple[Provision, ...]
    others: tuple[Provision, ...] = ()


@dataclass(frozen=True, slots=True)
class Bill:
    """A text that was proposed and is no law; `lapsed` where it is on record that it did not pass."""

    record: LawRecord
    lapsed: bool
    year: int | None


@dataclass(frozen=True, slots=True)
class Applied:
    """What law says to a situation in a place on a day, as far as the register knows. Never advice.

    Attributes
    ----------
    claims
        Rights that can be used, the nearest law first.
    coming, guidance
        What is adopted and not applicable yet, and what persuades without binding.
    missing
        What no law in force on record gives towards this employer.
    gaps
        Law that the place is known to lack.
    bills
        What was proposed about it and must not be named as law.
    ask
        Bodies besides a lawyer that can be asked about these rights.
    """

    place: str
    employer: AskedEmployer | None
    on: date
    situation: Situation
    claims: tuple[Claim, ...]
    coming: tuple[Provision, ...]
    guidance: tuple[Provision, ...]
    missing: tuple[Missing, ...]
    gaps: tuple[Gap, ...]
    bills: tuple[Bill, ...]
    ask: tuple[Body, ...]
