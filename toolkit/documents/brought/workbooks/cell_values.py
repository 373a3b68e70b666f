"""What a stored number of a workbook says: a number, a day, or time that has passed.

Source: ECMA-376 part 1, 18.8.30 (formats), 18.17.4 (dates).
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from toolkit.documents.brought.unsound import Unsound

LONGEST_TEXT = 32_767  # that a cell takes
_LONGEST_FORMAT = 255
_LONGEST_NUMBER = 40  # letters
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # formats that are never written down
_ELAPSED = {46}
_BESIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE | re.DOTALL)
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)


def kind_of_format(code: str) -> str:
    """Whether numbers in a format are shown as a date (or a time of day), as time that has passed, or as numbers.

    >>> kind_of_format("dd/mm/yyyy"), kind_of_format("[h]:mm"), kind_of_format('0.00" days"'), kind_of_format("[Red]0")
    ('date', 'elapsed', '', '')
    """
    bare = _BESIDE.sub("", code[:_LONGEST_FORMAT].split(";")[0])
    if re.search(r"\[[hms]+\]", bare, re.IGNORECASE):
        return "elapsed"
    return "date" if re.search(r"[dmyhs]", bare, re.IGNORECASE) and bare.lower() != "general" else ""


def kind_of_number(number: int) -> str:
    """What numbers are shown as, of a format that is known by its number alone."""
    return "elapsed" if number in _ELAPSED else "date" if number in _DATES else ""


def number_as_text(text: str, form: str, start: datetime.datetime) -> str:
    """A stored number as text: as numbers are written, or as the day or the time that it is shown as."""
    text = text.strip()
    if len(text) > _LONGEST_NUMBER:
        return text[:LONGEST_TEXT]
    try:
        number: float = int(text) if _WHOLE.fullmatch(text) else float(text)
    except ValueError:
        return text[:LONGEST_TEXT]
    if form and -1e6 < number < 3e6:
        try:
            return moment_as_text(number, form, start)
        except OverflowError:
            pass
    if isinstance(number, float):
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    return str(number)


def moment_as_text(number: float, form: str, start: datetime.datetime) -> str:
    """A day, a moment, a time of day or time that has passed, as 2026-11-24 08:00:00."""
    passed = datetime.timedelta(seconds=round(number * 86_400))
    if form == "elapsed":
        return str(passed)
    if start.year == 1899 and 1 <= number < 60:  # there was no 29 February 1900
        passed += datetime.timedelta(days=1)
    moment = start + passed
    if 0 <= number < 1:
        return str(moment.time())
    return str(moment.date() if moment.time() == datetime.time() else moment)


@lru_cache(maxsize=20_000)
def _letters_of(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def column_of(place: str) -> int:
    """The column of a cell that is called B12, counted from 1."""
    letters = place.rstrip("0123456789")
    if not letters.isascii() or not letters.isupper() or len(letters) > 3 or not letters.isalpha():
        raise Unsound(place)
    return _letters_of(letters)
