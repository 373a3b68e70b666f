"""Whether a column holds phone numbers: by the plans that countries number their lines by, and not by its looks alone.

An amount or the number of a file may look like a phone number. So nothing is called one that is written as amounts are,
and what could be the number of a file as well is only said to seem one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

Likeness = Literal["", "seems", "is"]

# By whose plans a number without a country is tried: where unions use the toolkit, and where their members come from.
PLACES = (
    *("KE", "MA", "BR", "FR", "LB", "IN", "TN", "DZ", "EG", "SN", "ZA", "NG", "GH", "TZ", "UG", "CI", "CM", "CD"),
    *("JO", "IQ", "SA", "AE", "PS", "SY", "TR", "PK", "BD", "LK", "NP", "PH", "ID", "MX", "CO", "AR", "CL", "PE"),
    *("ES", "PT", "IT", "DE", "NL", "BE", "CH", "AT", "GB", "IE", "US", "CA", "AU", "AO", "MZ", "MG", "RW", "ET"),
)
_SHAPE = re.compile(r"(?:\+|00)?[\d(][\d\s().\-/]{5,22}\d")
_ABROAD = re.compile(r"(?:\+|00)[1-9]")
_PARTED = re.compile(r"\(\d|0[1-9]\d*[\s.]\d")  # as neither amounts nor numbers of files are
_BARE_TRUNK = re.compile(r"0[1-9]\d+|.*\d[-/]\s?\d.*")  # as numbers of files may be too
_DAYS = re.compile(r"\d{4}[-/.]\d{1,4}([-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
_BARE = re.compile(r"[1-9]\d{10,14}")  # the country's number in front, its sign lost, as spreadsheets do
_LOOKED_AT = 200  # cells
_TRIED = 25  # cells by which a country is found
_MOST = 0.8
_NEARLY_ALL = 0.95


def phones_in(cells: Sequence[str]) -> Likeness:
    """Whether most cells are phone numbers: ``"is"``, ``"seems"`` where they may be other numbers too, or neither.

    >>> phones_in(["+254 712 345678", "+254 722 000111"]), phones_in(["70 500 000", "70 650 000"])
    ('is', '')
    """
    texts = [text for cell in cells[:_LOOKED_AT] if (text := cell.strip())]
    shaped = [text for text in texts if _SHAPE.fullmatch(text) and not _DAYS.fullmatch(text)]
    if 2 * len(shaped) <= len(texts):
        return ""
    abroad = [text for text in shaped if _ABROAD.match(text)]
    if 2 * sum(map(_is_valid, abroad)) > len(texts):
        return "is"
    if 2 * len(set(texts)) < len(texts):
        return ""  # of groups, each of which has a number
    parted = [text for text in shaped if _PARTED.match(text)]
    if len(parted) >= _MOST * len(texts) and _share_in_one_place(parted) >= _MOST:
        return "is"
    trunk = [text for text in shaped if _BARE_TRUNK.fullmatch(text) or _PARTED.match(text)]
    if len(trunk) >= _NEARLY_ALL * len(texts) and _share_in_one_place(trunk) >= _NEARLY_ALL:
        return "seems"
    bare = [text for text in shaped if _BARE.fullmatch(text)]
    if len(bare) >= _NEARLY_ALL * len(texts) and _share_of_one_country(bare) >= _NEARLY_ALL:
        return "seems"
    return ""


def _is_valid(text: str, place: str | None = None) -> bool:
    import phonenumbers

    plain = f"+{text[2:]}" if place is None and text.startswith("00") else text
    try:
        number = phonenumbers.parse(plain, place)
    except phonenumbers.NumberParseException:
        return False
    if place is None:
        return bool(phonenumbers.is_valid_number(number))
    return bool(phonenumbers.is_valid_number_for_region(number, place))


def _share_in_one_place(texts: Sequence[str]) -> float:
    """The largest share of the texts that are numbers of one and the same country."""
    tried = texts[:_TRIED]
    best = max(PLACES, key=lambda place: sum(_is_valid(text, place) for text in tried))
    return sum(_is_valid(text, best) for text in texts) / len(texts)


def _share_of_one_country(texts: Sequence[str]) -> float:
    """The share of the texts that are numbers of one country once the sign before it is put back."""
    import phonenumbers

    codes: dict[int, int] = {}
    for text in texts:
        if _is_valid(f"+{text}"):
            code = int(phonenumbers.parse(f"+{text}").country_code or 0)
            codes[code] = codes.get(code, 0) + 1
    return max(codes.values(), default=0) / len(texts)
