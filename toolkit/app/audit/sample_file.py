"""An untidy workbook to try the page with: invented promotions of one employer, as such files come."""

from __future__ import annotations

import random
from typing import Any

from toolkit.documents.sheets import write_sheets
from toolkit.errors import translatable
from toolkit.languages import Language

NAME = translatable("Untidy promotions (invented)")
_TITLE = translatable("Promotions {month} (invented)")
_HEADINGS = (translatable("Sex"), translatable("Office"), translatable("Promoted"), translatable("Number"))
_SEXES = (translatable("Women"), translatable("Men"))
_YES_NO = (translatable("Yes"), translatable("No"))
_OFFICES = ("Dakar", "Thiès")
_TOTAL = translatable("Total")
_SOURCE = translatable("Source: human resources")
_MONTHS = ("2026-01", "2026-02", "2026-03")
# Of 1,000 in each office and of each sex, over all months, so many were promoted.
_PROMOTED = {(0, 0): 150, (0, 1): 240, (1, 0): 90, (1, 1): 150}


def sample_file(speech: Language) -> bytes:
    """Three sheets with a title, merged offices, a row of totals, one value in two spellings, and a note below."""
    draw = random.Random(2026)
    sex, office, promoted, number = map(speech.say, _HEADINGS)
    yes, no = map(speech.say, _YES_NO)
    sheets: dict[str, list[list[Any]]] = {}
    for place, month in enumerate(_MONTHS):
        rows: list[list[Any]] = [[speech.say(_TITLE, month=month)], [], [office, sex, promoted, number]]
        for where, called in enumerate(_OFFICES):
            for who, words in enumerate(_SEXES):
                chosen = _PROMOTED[where, who] // 3 + draw.randint(-4, 4)
                written = speech.say(words)
                # One of the three months has a space too many, and capitals, as when somebody else typed it.
                written = written.upper() + " " if place == 2 and who == 0 else written
                rows += [[None if who else called, written, yes, chosen], [None, written, no, 333 - chosen]]
        rows += [[speech.say(_TOTAL), None, None, 4 * 333], [], [speech.say(_SOURCE)]]
        sheets[month] = rows
    return write_sheets(sheets, ("A4:A7", "A8:A11"), right_to_left=speech.direction == "rtl")
