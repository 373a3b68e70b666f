"""How things are said: sentences, numbers, dates and lists in a language and place."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from toolkit.errors import ToolkitError, translatable
from toolkit.languages import bidi
from toolkit.languages.catalogue import KNOWN, translations

Plural = tuple[str, str]


def translatable_plural(one: str, many: str) -> Plural:
    """Mark a sentence that depends on a number ``{n}`` for the translators and return both forms."""
    return one, many


class UnknownLanguage(ToolkitError):
    """A language was asked for that the toolkit does not speak."""

    def __init__(self, tag: str) -> None:
        super().__init__(
            translatable("The language “{tag}” is not known here. Use one of {known}, perhaps with a place: ar-MA."),
            tag=tag,
            known=list(KNOWN),
        )


@dataclass(frozen=True)
class Language:
    """A language, perhaps in a place: ``Language("ar")``, ``Language("ar-MA")``.

    Digits are Latin everywhere; months, separators and plural forms follow the place.

    >>> Language("fr").number(1234.5, decimals=1)
    '1\\u202f234,5'
    >>> Language("ar").direction
    'rtl'
    """

    tag: str

    def __post_init__(self) -> None:
        if not isinstance(self.tag, str):
            raise UnknownLanguage(str(self.tag))
        if self.code not in KNOWN or not re.fullmatch(r"[a-z]{2}([-_][A-Za-z]{2})?", self.tag):
            raise UnknownLanguage(self.tag)

    @classmethod
    def of(cls, language: Language | str) -> Language:
        """The language itself, or the one that a tag names."""
        return language if isinstance(language, Language) else cls(language)

    @cached_property
    def code(self) -> str:
        """Two letters: ``"ar"``."""
        return self.tag.replace("_", "-").split("-")[0]

    @cached_property
    def locale(self) -> Locale:
        """Babel's data for this language in this place, or for the language alone where the pair is unknown."""
        try:
            return Locale.parse(_ALONE.get(self.tag, self.tag.replace("-", "_")))
        except UnknownLocaleError:
            return Locale.parse(_ALONE.get(self.code, self.code))

    @property
    def direction(self) -> str:
        """``"rtl"`` or ``"ltr"``."""
        return str(self.locale.text_direction)

    @property
    def own_name(self) -> str:
        """The language's name in itself: العربية."""
        return str(Locale.parse(self.code).get_display_name(self.code)).capitalize()

    # --- sentences -----------------------------------------------------------------------------------------------

    def say(self, sentence: str, **values: Any) -> str:
        """The sentence in this language, its places filled with values shown the way of this language.

        >>> Language("en").say("There are {n} people.", n=1234)
        'There are 1,234 people.'
        """
        translated = translations(self.code).gettext(sentence) if sentence else sentence
        return self._fill(translated, values) if values else translated

    def say_plural(self, forms: Plural, n: int, **values: Any) -> str:
        """The sentence in the form that the number asks for; ``{n}`` is the number."""
        translated = translations(self.code).ngettext(*forms, n)
        return self._fill(translated, {"n": n, **values})

    def say_error(self, error: ToolkitError) -> str:
        """What went wrong, where, and what to do next, in this language."""
        return self.say(error.sentence, **error.values)

    def isolate(self, text: str) -> str:
        """A value made safe to stand inside a sentence of this language."""
        return bidi.isolate(text, self.direction)

    def _fill(self, sentence: str, values: dict[str, Any]) -> str:
        return sentence.format(**{name: self.isolate(self.show(value)) for name, value in values.items()})

    # --- values --------------------------------------------------------------------------------------------------

    def show(self, value: Any) -> str:
        """A value as this language writes it."""
        if isinstance(value, bool) or value is None:
            return str(value)
        if hasattr(value, "say"):  # a sentence inside a sentence
            return str(value.say(self))
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, float):
            return self.number(value, decimals=2)
        if isinstance(value, datetime.date):
            return self.date(value)
        if isinstance(value, (list, tuple)):
            return self.list(value)
        return str(value)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with this many decimals, rounded half up as people do.

        >>> Language("es").number(12345.678, decimals=2)
        '12.345,68'
        """
        if not math.isfinite(value):
            return "–"
        rounded = math.floor(abs(value) * 10**decimals + 0.5 + 1e-9) / 10**decimals
        signed = -rounded if value < 0 and rounded else rounded  # what rounds to nothing has no minus
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        # An English text keeps English separators wherever it is used: "6,2 times" in Spain would be read as a list.
        locale = Locale.parse(_ALONE["en"]) if self.code == "en" else self.locale
        return str(format_decimal(signed, pattern, locale=locale, numbering_system="latn"))

    def percent(self, share: float, decimals: int | None = None) -> str:
        """A share as a percentage; small shares keep digits that say something, so that rare never reads as never.

        >>> Language("en").percent(0.00589), Language("en").percent(0.4485), Language("fr").percent(0.25)
        ('0.59%', '45%', '25\\xa0%')
        """
        if not math.isfinite(share):
            return "–"
        if decimals is None:
            size = abs(share) * 100
            decimals = 0 if size >= 10 or size == 0 else 1 if size >= 1 else max(2, -math.floor(math.log10(size)))
        text = self.number(share * 100, decimals)
        pattern = str(self.locale.percent_formats[None].pattern)
        space = "\u00a0" if "\u00a0" in pattern or "\u202f" in pattern else ""
        return f"{text}{space}%"

    def date(self, day: datetime.date, style: str = "long") -> str:
        """A date in words, with the month's name as the place says it.

        >>> Language("ar-MA").date(datetime.date(2026, 11, 1)), Language("ar-EG").date(datetime.date(2026, 11, 1))
        ('1 نونبر 2026', '1 نوفمبر 2026')
        >>> Language("fr").date(datetime.date(2026, 11, 1)), Language("fr").date(datetime.date(2026, 11, 10))
        ('1er novembre 2026', '10 novembre 2026')
        """
        written = bidi.strip(latin_digits(format_date(day, style, locale=self.locale)))
        # In French the first of a month alone is an ordinal.
        return re.sub(r"^(\D*)1\b", r"\g<1>1er", written) if self.code == "fr" and style != "short" else written

    def day(self, day: datetime.date) -> str:
        """A date with its weekday, to stand at the beginning of a line or in a cell.

        >>> Language("fr").day(datetime.date(2027, 2, 1)), Language("ar-TN").day(datetime.date(2027, 2, 1))
        ('Lundi 1er février 2027', 'الاثنين، 1 فيفري 2027')
        """
        written = self.date(day, "full")
        return written[:1].upper() + written[1:]

    def month(self, day: datetime.date) -> str:
        """The month of a day and its year.

        >>> Language("fr").month(datetime.date(1997, 12, 31)), Language("es").month(datetime.date(1997, 12, 31))
        ('décembre 1997', 'diciembre de 1997')
        """
        return bidi.strip(latin_digits(format_skeleton("yMMMM", day, locale=self.locale)))

    def chain(self, texts: Iterable[str]) -> str:
        """Texts one after the other, with the semicolon of this language between them.

        >>> Language("en").chain(["30 days", "a report"]), Language("ar").chain(["30", "60"])
        ('30 days; a report', '30؛ 60')
        """
        return {"ar": "؛ ", "fr": "\N{NO-BREAK SPACE}; "}.get(self.code, "; ").join(texts)

    def list(self, items: Iterable[Any], *, whole: bool = False, style: Literal["standard", "or"] = "standard") -> str:
        """Things one after the other, with this language's "and" before the last, or its "or".

        A long list is cut and says so, unless it is wanted whole.
        """
        shown = [self.isolate(self.show(item)) for item in items]
        if len(shown) > MOST_LISTED and not whole:
            shown = [*shown[:MOST_LISTED], f"… ({self.number(len(shown))})"]
        return str(format_list(shown, style, locale=self.locale)) if shown else "–"


_ALONE = {"en": "en_001"}  # without a place, English as most of the world writes it: 1 December 2026
LONGEST_NUMBER = 60
MOST_LISTED = 12  # a longer list hides the answer instead of giving it
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def latin_digits(text: str) -> str:
    """The text with Latin digits in place of Arabic and Persian ones."""
    return text.translate(_DIGITS)


def read_number(text: str) -> float | None:
    """The number that somebody typed, in any of the ways of writing it, or None.

    >>> read_number("6,2"), read_number("٦٫٢"), read_number("1 234.5"), read_number("about 6"), read_number("3.6 %")
    (6.2, 6.2, 1234.5, None, 3.6)
    """
    if len(text) > LONGEST_NUMBER:  # no number, and a long run of spaces would keep the patterns below busy for ever
        return None
    plain = bidi.strip(latin_digits(text)).replace("٫", ".").replace("٬", "").replace("،", ",").replace("−", "-")
    plain = re.sub(r"\s*[×x%٪]?\s*$|^\s*[×x]?\s*", "", plain, flags=re.IGNORECASE)  # six times, six per cent
    plain = re.sub(r"(?<=\d)\s+[^\W\d_][^\d]*$", "", plain)  # 6.2 times
    plain = re.sub(r"(?<=\d)[\s'’](?=\d{3}(?!\d))", "", plain)  # 1 234 567
    if re.fullmatch(r"[-+]?\d*,\d+", plain) and not re.fullmatch(r"[-+]?[1-9]\d{0,2},\d{3}", plain):
        plain = plain.replace(",", ".")
    elif re.fullmatch(r"[-+]?\d{1,3}(\.\d{3})+,\d+|[-+]?\d{1,3}(\.\d{3}){2,}", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?", plain):
        plain = plain.replace(",", "")
    number = float(plain) if re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)", plain, flags=re.ASCII) else math.nan
    return number if math.isfinite(number) else None
