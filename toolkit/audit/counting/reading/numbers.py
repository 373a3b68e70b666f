"""Numbers as people write them: 1,234.5 or 1.234,5 or ١٢٣٤, and which of these a column holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from toolkit.audit.counting.reading.note import Note, note
from toolkit.errors import DataError, translatable

READ_AS = translatable("In “{column}”, “{example}” was read as {number}. If that is wrong, give decimal.")
NUMBERS_AMBIGUOUS = translatable(
    "“{example}” in “{column}” can be read in two ways. Say what the decimal mark is: decimal=“,” or decimal=“.”."
)
NUMBERS_MIXED = translatable(
    "“{column}” holds numbers with a decimal comma and with a decimal point (“{example}”, “{other}”). Write them alike."
)

_DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬"
_WESTERN = "01234567890123456789.,"
_ARABIC = str.maketrans(_DIGITS, _WESTERN)
_SPACES = (" ", "\u00a0", "\u202f", "'", "’")
_BETWEEN = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))")
_SHAPE = re.compile(r"[+-]?\d[\d.,]*", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_WELL_FORMED = {  # without groups, of which pandas would warn
    ".": r"^[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?$",
    ",": r"^[+-]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?$",
}


@dataclass(frozen=True)
class NumberStyle:
    """How the numbers of a column are written: which mark stands before the decimals, and what else is in them."""

    decimal: str = "."
    is_plain: bool = True  # as a computer writes them: there is nothing to change

    def plain(self, text: str) -> str:
        """A number as a computer writes it; what is none in this style stays as it is, and is refused later.

        >>> NumberStyle(",").plain("1.234,5"), NumberStyle(".").plain("١٬٢٣٤"), NumberStyle(",").plain("1.5")
        ('1234.5', '1234', '1.5')
        """
        bare = _bare(text)
        if re.fullmatch(_WELL_FORMED[self.decimal], bare) is None:
            return text
        thousands = "," if self.decimal == "." else "."
        return bare.replace(thousands, "").replace(",", ".")

    def expression(self, column: nw.Expr) -> nw.Expr:
        """The numbers of a whole column of texts, on whatever computes it."""
        if self.is_plain:
            return column
        bare = column
        for sign, western in zip(_DIGITS, _WESTERN, strict=True):
            bare = bare.str.replace_all(sign, western, literal=True)
        for space in _SPACES:
            bare = bare.str.replace_all(space, "", literal=True)
        thousands = "," if self.decimal == "." else "."
        made = bare.str.replace_all(thousands, "", literal=True).str.replace_all(",", ".", literal=True)
        return nw.when(bare.str.contains(_WELL_FORMED[self.decimal])).then(made).otherwise(column)


def style_of(texts: Iterable[str], column: str, decimal: str | None, whole: bool) -> tuple[NumberStyle, Note | None]:
    """How the numbers of a column are written, and a note where that was not plain.

    Parameters
    ----------
    texts : some or all texts of the column
    decimal : the mark that a person named, if any
    whole : whether they are counts: 1.234 is then more than a thousand, as nobody counts parts of people

    Raises
    ------
    DataError
        If they can be read in two ways, or are written in two ways.

    >>> style_of(["1.234,5", "7"], "pay", None, False)[0].decimal
    ','
    """
    told: dict[str, str] = {}  # by decimal mark, a text that shows it
    three: dict[str, list[str]] = {".": [], ",": []}  # by the only mark, texts with three digits behind it
    odd = ""
    for text in texts:
        bare = _bare(text)
        if _SHAPE.fullmatch(bare) is None:
            continue
        if bare != text.strip():
            odd = odd or text
        mark, known = _mark_of(bare)
        if known:
            told.setdefault(mark, text)
        elif mark:
            three[mark].append(text)
    if decimal is None and len(told) == 2:
        raise DataError(NUMBERS_MIXED, column=column, example=told[","], other=told["."])
    chosen, example, is_open = decimal or next(iter(told), ""), odd, False
    if not chosen:
        chosen, is_open = _by_threes(three, column, whole)
        example = example or (three["."] if is_open or chosen == "," else three[","] or [""])[0]
    elif chosen == ",":
        example = told.get(",") or next(iter(three["."] + three[","]), "") or odd
    elif decimal is None:
        example = example or (told["."] if "," in told["."] else next(iter(three[","]), ""))
    else:
        example = example or next(iter(three[","]), "")
    style = NumberStyle(chosen, chosen == "." and (not example or _PLAIN.fullmatch(example.strip()) is not None))
    if not example or decimal is not None:
        return style, None
    read = style.plain(example)
    return style, note(
        "numbers", example, column, READ_AS, column=column, example=example, number=read, is_open=is_open
    )


def _by_threes(three: dict[str, list[str]], column: str, whole: bool) -> tuple[str, bool]:
    """The decimal mark where every mark has three digits behind it; and whether that is a guess."""
    dots, commas = three["."], three[","]
    if dots and commas:
        raise DataError(NUMBERS_AMBIGUOUS, column=column, example=dots[0])
    if commas:
        if whole:
            return ".", False
        raise DataError(NUMBERS_AMBIGUOUS, column=column, example=commas[0])
    if dots and whole:
        if all(text.strip().endswith(".000") for text in dots):
            raise DataError(NUMBERS_AMBIGUOUS, column=column, example=dots[0])
        return ",", False
    return ".", bool(dots)


def _mark_of(bare: str) -> tuple[str, bool]:
    """The decimal mark that a text shows, or the only mark in it if that may as well part thousands."""
    dots, commas = bare.count("."), bare.count(",")
    if not dots and not commas:
        return "", False
    if dots and commas:
        return max(".,", key=bare.rfind), True
    mark = "." if dots else ","
    if dots + commas > 1:
        return "," if mark == "." else ".", True  # it parts thousands
    before, _, after = bare.lstrip("+-").partition(mark)
    return mark, not (len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0"))


def _bare(text: Any) -> str:
    return _BETWEEN.sub("", str(text).strip()).translate(_ARABIC)
