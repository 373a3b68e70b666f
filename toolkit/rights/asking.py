"""What can be asked of the register: places, rights, kinds of employers, and what is said to a question that is not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import Literal

from babel import Locale

from toolkit.errors import ToolkitError, translatable

Employer = Literal["statute", "contract", "private", "platform"]
# Who asks often knows only that the employer is public; which of its staff serve under a statute is a second question.
AskedEmployer = Literal["public", "private", "platform", "statute", "contract"]

KINDS_ASKED: dict[str, tuple[Employer, ...]] = {
    "public": ("statute", "contract"),
    "private": ("private",),
    "platform": ("platform",),
    "statute": ("statute",),
    "contract": ("contract",),
}
ALIKE: tuple[Employer, ...] = ("statute", "contract", "private")  # where no kind is known
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
            available=", ".join(KINDS_ASKED),
        )


def asked_employer(employer: str | None) -> None:
    """Refuse a kind of employer that the register does not know."""
    if employer is not None and employer not in KINDS_ASKED:
        raise UnknownEmployer(employer)


def asked_day(on: date | None) -> date:
    """The day asked for; today if none was."""
    if on is None:
        return date.today()
    return on.date() if isinstance(on, datetime) else on


def asked_place(place: str) -> str:
    """A place by its code in capitals."""
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
