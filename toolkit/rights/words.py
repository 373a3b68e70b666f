"""How people are told whom a provision is about and how we know it."""

from __future__ import annotations

from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.rights.asking import KINDS_ASKED, AskedEmployer
from toolkit.rights.provisions import Provision

COVERED = {
    "statute": translatable("public service under statute"),
    "contract": translatable("public employees under contract"),
    "private": translatable("private employment"),
    "platform": translatable("work for platforms"),
    "data_subject": translatable("everybody whose data are used"),
    "service_user": translatable("users of a service"),
}
OFFICIAL = translatable("official text read on {day}")
SECONDARY = translatable("read in a secondary source, not in the official text")
MEMORY = translatable("not yet checked against the text")
ONLY_IF = translatable("only where {condition}")
CENTRAL = translatable("only for authorities of that government itself: strike it out if the employer is another")
STATE_ONLY = translatable("it binds the state, so among employers only public ones")
STATE_YOURS = translatable("it binds the state; your employer is public, so it may bind it")


def reading_of(one: Provision, language: Language) -> str:
    """How we know a provision."""
    if one.evidence == "official" and one.read_on is not None:
        return language.say(OFFICIAL, day=one.read_on)
    return language.say(SECONDARY if one.evidence == "secondary" else MEMORY)


def say_start(one: Provision, language: Language, exact: str, vague: str) -> str:
    """Since or from when it applies, as exactly as we know it; empty where we do not.

    Parameters
    ----------
    exact, vague
        The sentence for a ``{day}``, and for a ``{month}`` or a year.
    """
    day = one.applies_from
    if day is None:
        return ""
    if one.start_known_by == "day":
        return language.say(exact, day=day)
    return language.say(vague, month=language.month(day) if one.start_known_by == "month" else str(day.year))


def covered_by(one: Provision, language: Language) -> str:
    """Whom a provision is about, as a list."""
    return language.list([language.say(COVERED[each]) for each in one.covers])


def limits_of(one: Provision, language: Language, employer: AskedEmployer | None = None) -> list[str]:
    """What else must be true before a provision binds an employer of a kind that it covers."""
    limits = [language.say(ONLY_IF, condition=one.condition)] if one.condition is not None else []
    if one.level == "central":
        limits.append(language.say(CENTRAL))
    if one.addressed_to == "state" and one.kind == "binding":
        yours = employer in ("public", *KINDS_ASKED["public"])
        limits.append(language.say(STATE_YOURS if yours else STATE_ONLY))
    return limits
