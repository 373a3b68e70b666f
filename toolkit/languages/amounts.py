"""Amounts as people write them: "1.2 million", "R$ 300 mil", "٣٠٠ ألف درهم"; what may mean two things is refused."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal
from unicodedata import category, normalize

from babel.core import get_global
from babel.numbers import get_currency_name

from toolkit.languages import bidi
from toolkit.languages.language import LONGEST_NUMBER, Language, latin_digits, read_number

Measure = Literal["money", "hours"]

_THOUSAND, _MILLION, _BILLION, _TRILLION = 1e3, 1e6, 1e9, 1e12
# A billion is a thousand millions in English and in Brazil, a million millions in French, Spanish and in Portugal.
_SIZES: dict[str, dict[float, str]] = {
    "en": {
        100: "hundred",
        _THOUSAND: "thousand thousands k",
        1e5: "lakh lakhs lac lacs",
        _MILLION: "million millions m mn mio",
        1e7: "crore crores cr",
        _BILLION: "billion billions bn",
        _TRILLION: "trillion trillions tn",
    },
    "ar": {
        _THOUSAND: "الف الفا الاف",
        _MILLION: "مليون مليونا ملايين",
        _BILLION: "مليار مليارا مليارات بليون بليونا بلايين",
        _TRILLION: "تريليون تريليونا تريليونات",
    },
    "fr": {
        _THOUSAND: "mille millier milliers k",
        _MILLION: "million millions mio M",
        _BILLION: "milliard milliards md mds mrd mrds",
        _TRILLION: "billion billions",
    },
    "es": {
        _THOUSAND: "mil miles k",
        _MILLION: "millon millón millones mill MM",
        _BILLION: "millardo millardos",
        _TRILLION: "billon billón billones",
    },
    "pt": {
        _THOUSAND: "mil milhar milhares k",
        _MILLION: "milhao milhão milhoes milhões mi MM",
        _BILLION: "bilhao bilhão bilhoes bilhões bi",
        _TRILLION: "trilhao trilhão trilhoes trilhões tri biliao bilião bilioes biliões",
    },
}
# Words that say one of their kind where no figure stands before them: "mil reais", "a million".
_ALONE = {"en": "", "ar": "الف مليون مليار بليون", "fr": "mille", "es": "mil", "pt": "mil"}
_ONE = {"en": "a one", "ar": "", "fr": "un", "es": "un", "pt": "um"}
_AND = {"en": "and", "ar": "و", "fr": "et", "es": "y", "pt": "e"}
_OF = {"en": "of", "ar": "", "fr": "de d'", "es": "de", "pt": "de"}
# Which sign, with three figures behind it, parts thousands; and which parts decimals before a word such as "million".
_GROUPS = {"en": ",", "ar": ",", "fr": ".", "es": ".,", "pt": "."}
_DECIMALS = {"en": ".", "ar": "", "fr": ",", "es": "", "pt": ","}
_SIGNS = [
    "r$",
    "us$",
    "u$s",
    "u$",
    "a$",
    "au$",
    "c$",
    "ca$",
    "nz$",
    "hk$",
    "s$",
    "rd$",
    "mx$",
    "nt$",
    "j$",
    "tt$",
    "bz$",
    "n$",
    "ec$",
    "b/",
    "s/",
    "q",
    "bs",
    "gs",
    "rs",
    "r",
    "f",
    "cfa",
    "fcfa",
    "dh",
    "dhs",
    "da",
    "dt",
    "le",
    "ksh",
    "kshs",
    "sh",
    "tsh",
    "ush",
    "ugx",
    "tzs",
    "ghs",
    "birr",
    "naira",
    "cedi",
    "cedis",
    "quid",
    "euro",
    "euros",
    "د.إ",
    "د.ت",
    "د.م",
    "د.ج",
    "د.ك",
    "د.ب",
    "د.ع",
    "د.ا",
    "ج.م",
    "ر.س",
    "ر.ع",
    "ر.ق",
    "ل.ل",
    "ل.س",
    "دولار",
    "يورو",
    "درهم",
    "دينار",
    "جنيه",
    "ريال",
    "ليره",
    "فرنك",
    "شيكل",
]
_HOURS = {
    "en": "h hr hrs hour hours / a per each week weekly",
    "ar": "ساعه ساعات س في الاسبوع اسبوعيا",
    "fr": "h heure heures / par semaine hebdomadaires",
    "es": "h hs hora horas / por a la semana semanales",
    "pt": "h hora horas / por semana semanais",
}
_ALIKE = str.maketrans("ةى’−،", "هي'-,")  # and no accents, which are taken off before
_NUMBER = r"\d{1,3}(?:[\s']\d{3}(?!\d))+(?:[.,٫]\d+)?|[.,]?\d[\d.,٬٫]*"
_LETTER = r"[^\W\d_]"
_WORD = rf"[dD]'|[A-Za-z]{{1,3}}\$|[SsBb]/\.?|{_LETTER}+(?:\.{_LETTER}+)*\.?"
_PIECE = re.compile(rf"({_NUMBER})|{_WORD}|\S")
# Signs and money, one or more terms such as "1 million" and "200 thousand", and money or hours behind them.
_SHAPE = re.compile(r"-?U{0,2}-?(N[S1]*|O[S1]+|1[S1]*)(A?(N[S1]*|1[S1]*))*(F?U){0,4}")
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")  # thousands in one place, decimals in another
_FORMS = (1, 2, 3, 11, 100)  # one of each kind of number that a language tells apart
_MOST_FIRST = 1e5  # "thousand million" and "lakh crore" are said, "million billion" is not


@dataclass(frozen=True)
class AmountRules:
    """How amounts are written in a language: plain lists, so that a page without a server reads by the same ones.

    Attributes
    ----------
    sizes, alone
        Words and letters for size with what they stand for, and those that need no number: "mil reais".
    one, joins, of
        Small words that may stand before a size, between two terms, and before money.
    money, codes, hours
        What is counted; codes count in capitals only.
    groups, decimals
        Signs that part thousands where three figures follow, and decimals before a word for size.
    """

    sizes: dict[str, float]
    alone: tuple[str, ...]
    one: tuple[str, ...]
    joins: tuple[str, ...]
    of: tuple[str, ...]
    money: tuple[str, ...]
    codes: tuple[str, ...]
    hours: tuple[str, ...]
    groups: str
    decimals: str

    def kind(self, piece: str, measure: Measure) -> str:
        """What a word or sign is, as a letter of the shape that an amount has; X where it has no place in one."""
        word = _plain(piece)
        if measure == "hours" and word in self.hours:
            return "U"
        if self.size(piece) is not None:
            return "1" if word in self.alone else "S"
        if measure == "money" and (category(piece[0]) == "Sc" or piece in self.codes or word in self.money):
            return "U"
        kinds = ((self.one, "O"), (self.joins, "A"), (self.of, "F"), (("-",), "-"))
        return next((letter for words, letter in kinds if word in words), "X")

    def size(self, piece: str) -> float | None:
        """For how many a word stands; in some languages M does so only as a capital."""
        bare = piece.rstrip(".$")
        return self.sizes.get(bare, self.sizes.get(_plain(bare)))

    def value(self, number: str, sized: bool) -> float | None:
        """The number in figures; None where its one sign may part thousands or decimals."""
        if not _EITHER.fullmatch(number):
            return read_number(number)
        sign = next(one for one in ".," if one in number)
        if sized and sign in self.decimals:
            return float(number.replace(",", "."))
        return float(number.replace(sign, "")) if sign in self.groups and (self.decimals or not sized) else None


@cache
def amount_rules(code: str) -> AmountRules:
    """How amounts are written in a language, by its two letters."""
    listed = [(word, size) for size, words in _SIZES[code].items() for word in words.split()]
    sizes = {word if word.isupper() and word.isascii() else _plain(word): size for word, size in listed}
    alone, one, joins, of, hours = (
        tuple(map(_plain, table[code].split())) for table in (_ALONE, _ONE, _AND, _OF, _HOURS)
    )
    codes, locale = _current(), Language(code).locale
    names = " ".join(get_currency_name(each, form, locale) for each in codes for form in _FORMS)
    named = {_plain(word) for word in re.findall(_LETTER + "{2,}", _bare(names))}
    money = {*map(_plain, _SIGNS), *named} - {*sizes, *one, *joins, *of}
    return AmountRules(sizes, alone, one, joins, of, tuple(sorted(money)), codes, hours, _GROUPS[code], _DECIMALS[code])


def read_amount(text: str, language: Language | str, measure: Measure = "money") -> float | None:
    """The amount that somebody typed, with words for size and signs of money, or None.

    Nothing is dropped: "300 a year" is no amount, "20 %" is none, and "1.200" is none where it may be 1.2 or 1,200.

    Parameters
    ----------
    measure
        Money, or hours of a week: "9 h" is no money, and "9 €" are no hours.

    Examples
    --------
    >>> read_amount("R$ 1,2 milhão", "pt"), read_amount("£300k", "en"), read_amount("٣٠٠ ألف درهم", "ar")
    (1200000.0, 300000.0, 300000.0)
    >>> read_amount("300 mil por ano", "pt"), read_amount("7,5 horas", "pt", "hours")
    (None, 7.5)
    """
    if len(text) > LONGEST_NUMBER:
        return None
    rules = amount_rules(Language.of(language).code)
    pieces = [match[0] for match in _PIECE.finditer(_bare(text))]
    kinds = "".join("N" if re.search(r"\d", piece) else rules.kind(piece, measure) for piece in pieces)
    signs = kinds.count("-")
    if not _SHAPE.fullmatch(kinds) or signs > 1 or (signs and measure == "hours"):
        return None
    total, room = 0.0, math.inf  # what comes later is smaller: 1 million 200 thousand
    for number, sizes in _terms(pieces, kinds, rules):
        value = rules.value(number, bool(sizes)) if number else 1.0
        size = math.prod(sizes)
        if value is None or value * size >= room or (len(sizes) > 1 and not _may_follow(sizes)):
            return None
        total, room = total + value * size, size if size > 1 and value.is_integer() else 0.0
    return round(-total if signs else total, 6)


def _terms(pieces: list[str], kinds: str, rules: AmountRules) -> list[tuple[str, list[float]]]:
    terms: list[tuple[str, list[float]]] = []
    begins = True
    for piece, kind in zip(pieces, kinds, strict=True):
        if kind == "N":
            terms.append((piece, []))
        elif kind in "S1":
            if begins:
                terms.append(("", []))
            terms[-1][1].append(rules.size(piece) or 1.0)
        begins = kind in "OA" or not terms
    return terms


def _may_follow(sizes: list[float]) -> bool:
    return len(sizes) == 2 and sizes[0] < sizes[1] and sizes[0] <= _MOST_FIRST


def _bare(text: str) -> str:
    """The text without accents and marks of direction, in Latin digits."""
    apart = normalize("NFD", bidi.strip(latin_digits(text)))
    return "".join(one for one in apart if not category(one).startswith("M")).translate(_ALIKE)


def _plain(word: str) -> str:
    return _bare(word).lower().rstrip(".")


@cache
def _current() -> tuple[str, ...]:
    """The codes of all money that is legal tender somewhere."""
    places = get_global("territory_currencies").values()
    return tuple(sorted({code for place in places for code, _, end, tender in place if end is None and tender}))
