"""Numbers as contracts write them: "thirty (30) days", ``٣٠ يوماً``, شهرين, four fifths, 80 per cent; in one unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple, TypeVar

from toolkit.bargaining.counter.lexicon import Lexicon, lexicon, plain
from toolkit.bargaining.counter.numbers.rhythm import rhythms
from toolkit.languages.units import DAYS, WORKING_DAY

Kind = Literal["time", "share", "count"]
T = TypeVar("T")

_NEAR = 0.036  # one month is 30 or 31 days, twelve months are a year
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|%|\w+|[()]")
_ON_WHICH = {("em", "que"), ("en", "que"), ("on", "which")}
_SINGULARS = ("شهر", "سنه", "عام", "اسبوع", "يوم", "ساعه", "دقيقه")
_THE = ("ال", "بال", "لل", "وال")
_OR = ("or", "او", "ou", "o", "u")
_PREFIXES = ("وال", "بال", "ال", "لل", "و", "ب", "ل", "ف", "ك")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: of days, a share, or a count of something.

    Attributes
    ----------
    values
        Usually one; two where words and digits in brackets disagree ("thirty (90) days").
    of
        What is counted, as a stem; nothing for a time or a share.
    unit
        Of a time, as it was written; ``working`` for working days.
    start, end
        Where it stands in the plain text.
    """

    kind: Kind
    values: tuple[float, ...]
    of: str
    start: int
    end: int
    unit: str = ""

    def worst(self, better: str) -> float:
        """The value that is worse for workers."""
        return max(self.values) if better == "lower" else min(self.values)


def same(one: float, other: float, kind: Kind, *, one_unit: bool = True) -> bool:
    """Whether two numbers say the same in a contract; across units a month is 30 or 31 days.

    >>> same(365, 360, "time", one_unit=False), same(30, 31, "time"), same(0.8, 0.75, "share")
    (True, False, False)
    """
    if kind == "time" and not one_unit:
        return abs(one - other) <= _NEAR * max(one, other)
    return abs(one - other) <= (0.0011 if kind == "share" else 1e-6)


@dataclass(frozen=True)
class _Words:
    """The tables of a language, made ready."""

    numbers: dict[str, float]
    fractions: dict[str, int]
    units: dict[str, str]
    duals: dict[str, tuple[float, str]]
    periods: list[tuple[re.Pattern[str], float]]
    period: re.Pattern[str]  # any of them
    percents: list[re.Pattern[str]]
    one: frozenset[str]
    fillers: frozenset[str]
    working: frozenset[str]
    articles: frozenset[str]
    and_: frozenset[str]
    arabic: bool
    begins: frozenset[str]  # the words that a number may begin with


@cache
def _words(code: str) -> _Words:
    words: Lexicon = lexicon(code)
    periods = sorted(words.table("periods").items(), key=lambda item: -len(item[0]))
    percents = sorted(map(plain, map(str, words.record["percent"])), key=len, reverse=True)
    return _Words(
        {word: float(value) for word, value in words.table("numbers").items()},
        {word: int(value) for word, value in words.table("fractions").items()},
        {plain(form): unit for unit, forms in words.record["units"].items() for form in forms},
        {word: (float(value), str(unit)) for word, (value, unit) in words.table("duals").items()},
        [(re.compile(rf"(?<!\w){words.pattern(word)}(?!\w)"), _days(str(length))) for word, length in periods],
        words.cue("periods"),
        [re.compile(r"\s*" + words.pattern(word) + r"(?!\w)") for word in percents],
        words.words("one"),
        words.words("fillers"),
        words.words("working"),
        words.words("articles"),
        words.words("and"),
        code == "ar",
        frozenset(word.split()[0] for key in ("numbers", "fractions", "duals") for word in words.table(key))
        | words.words("one")
        | (frozenset(_SINGULARS) if code == "ar" else frozenset()),
    )


def _days(length: str) -> float:
    """A length of time in days: "6 months"."""
    number, unit = length.split()
    return int(number) * DAYS[unit]


class _Token(NamedTuple):
    text: str
    start: int
    end: int


def quantities(text: str, words: Lexicon) -> list[Quantity]:
    """The numbers of a plain text in their order; numbers of articles and dates are left out.

    >>> en, ar = lexicon("en"), lexicon("ar")
    >>> [one.values for one in quantities(plain("within thirty (30) days, or one month; four fifths; 80 per cent"), en)]
    [(30.0,), (30.4375,), (0.8,), (0.8,)]
    >>> [one.values for one in quantities(plain("خلال خمسة وأربعين يوماً، ثم كل شهرين؛ ٨٠٪"), ar)]
    [(45.0,), (60.875,), (0.8,)]
    """
    return list(_quantities(text, words.language))


_QUANTITIES: dict[tuple[str, str], tuple[Quantity, ...]] = {}  # a sentence is looked at by many rules


def remember_quantities(text: str, part: str, start: int, words: Lexicon) -> None:
    """Of a part of a text, which begins there and ends with a sentence, the numbers that were found in the whole."""
    end = start + len(part)
    _QUANTITIES[part, words.language] = tuple(
        replace(one, start=one.start - start, end=one.end - start)
        for one in _quantities(text, words.language)
        if start <= one.start and one.end <= end
    )


def _quantities(text: str, code: str) -> tuple[Quantity, ...]:
    known = _QUANTITIES.get((text, code))
    if known is None:
        known = _QUANTITIES[text, code] = _read(text, code)
    return known


def _read(text: str, code: str) -> tuple[Quantity, ...]:
    return tuple(sorted(_Reader(text, _words(code), lexicon(code)).all(), key=lambda one: one.start))


def forget_quantities() -> None:
    """Forget the texts that were read: they are somebody's."""
    _QUANTITIES.clear()


class _Reader:
    """Goes through the tokens of one text."""

    def __init__(self, text: str, tables: _Words, words: Lexicon) -> None:
        self.text = text
        self.tables = tables
        self.words = words
        self.tokens = [_Token(match[0], *match.span()) for match in _TOKEN.finditer(text)]

    def all(self) -> Iterator[Quantity]:
        taken: list[tuple[int, int]] = []
        for start, end, days in rhythms(self.text, self.words.language):
            taken.append((start, end))
            yield Quantity("time", (days,), "", start, end)
        periods = self.tables.periods if self.tables.period.search(self.text) else []
        for pattern, days in periods:
            for match in pattern.finditer(self.text):
                if not any(start < match.end() and match.start() < end for start, end in taken):
                    taken.append((match.start(), match.end()))
                    yield Quantity("time", (days,), "", match.start(), match.end())
        place = 0
        while place < len(self.tokens):
            token = self.tokens[place]
            if any(start <= token.start < end for start, end in taken):
                place += 1
                continue
            if not self._begins(token.text):
                place += 1
                continue
            found, place = self._at(place)
            if found is not None:
                yield found

    def _begins(self, text: str) -> bool:
        """Whether a number may begin with a word; most words are none."""
        begins = self.tables.begins
        return text[0].isdecimal() or text in begins or (self.tables.arabic and self._stripped(text) in begins)

    def _at(self, place: int) -> tuple[Quantity | None, int]:
        first = self.tokens[place]
        if (dual := self._table(self.tables.duals, first.text)) is not None:
            value, unit = dual
            if unit == "share":
                return Quantity("share", (round(value, 4),), "", first.start, first.end), place + 1
            days, after = self._working(value * DAYS[unit], place + 1)
            return Quantity("time", (days,), "", first.start, self.tokens[after - 1].end, unit), after
        if first.text in self.tables.one and place + 1 < len(self.tokens):
            skip = 2 if self.tokens[place + 1].text in self.tables.fillers and place + 2 < len(self.tokens) else 1
            unit_name = self._unit(self.tokens[place + skip].text, alone=True)
            if unit_name is not None and not self._is_date(place + skip + 1):
                days, after = self._working(DAYS[unit_name], place + skip + 1)
                return Quantity("time", (days,), "", first.start, self.tokens[after - 1].end, unit_name), after
        if (single := self._arabic_unit(place)) is not None:
            return single, place + 2
        value_at = self._number(place)
        if value_at is None:
            if (below := self._of_one(place)) is not None:  # "a quarter of"
                return Quantity("share", (1 / below,), "", first.start, self.tokens[place + 1].end), place + 2
            if self._table(self.tables.fractions, first.text) == 2:
                return Quantity("share", (0.5,), "", first.start, first.end), place + 1
            return None, place + 1
        value, after = value_at
        values = [value]
        if after < len(self.tokens) and self.tokens[after].text == "(":
            again = self._number(after + 1)
            if again is not None and again[1] < len(self.tokens) and self.tokens[again[1]].text == ")":
                values.append(again[0])
                after = again[1] + 1
            elif again is not None:  # "(30 days)": the unit stands inside as well
                values.append(again[0])
                after = again[1]
        return self._measured(place, after, tuple(dict.fromkeys(values)))

    def _arabic_unit(self, place: int) -> Quantity | None:
        """One of a unit, with "one" behind it, and a part of one: "a quarter of an hour"."""
        if not self.tables.arabic or place + 1 >= len(self.tokens):
            return None
        first, second = self.tokens[place : place + 2]
        one, part = self._stripped(first.text), self._table(self.tables.fractions, first.text)
        if part is not None and (unit := self._unit(second.text, alone=True)) is not None:
            return Quantity("time", (DAYS[unit] / part,), "", first.start, second.end, unit)
        if one in _SINGULARS and second.text in ("واحد", "واحده"):
            unit = self.tables.units[one]
            return Quantity("time", (float(DAYS[unit]),), "", first.start, second.end, unit)
        return None

    def _is_date(self, place: int) -> bool:
        """Whether "on which" follows: "ao dia em que termina", "al día en que", "au jour où" are no length of time."""
        behind = tuple(token.text for token in self.tokens[place : place + 2])
        return behind in _ON_WHICH or behind[:1] == ("ou",)

    def _of_one(self, place: int) -> int | None:
        """The part of one that an article and a noun name: "a third of"."""
        words = [token.text for token in self.tokens[place : place + 3]]
        if self.tables.arabic or len(words) < 3 or words[0] not in self.tables.one or words[2] != "of":
            return None
        return self.tables.fractions.get(words[1])

    def _measured(self, place: int, after: int, values: tuple[float, ...]) -> tuple[Quantity | None, int]:
        """What the number at this place is a number of."""
        start, end = self.tokens[place].start, self.tokens[after - 1].end
        if (beyond := self._percent(end)) is not None:
            shares = tuple(round(value / 100, 6) for value in values)
            while after < len(self.tokens) and self.tokens[after].start < beyond:
                after += 1
            return Quantity("share", shares, "", start, beyond), after
        if after < len(self.tokens) and len(values) == 1 and values[0] < 20:
            below = self._table(self.tables.fractions, self.tokens[after].text)
            if below is not None and not self.tokens[place].text[0].isdecimal() and values[0] < below:
                return Quantity("share", (values[0] / below,), "", start, self.tokens[after].end), after + 1
        step = after
        while step < len(self.tokens) and step < after + 2:
            text = self.tokens[step].text
            if (unit := self._unit(text)) is not None:
                days, beyond = self._working(1.0, step + 1)
                if any(token.text in self.tables.working for token in self.tokens[after:step]):
                    days = WORKING_DAY if unit == "days" else days
                elif unit != "days":
                    days = 1.0
                scaled = tuple(round(value * DAYS[unit] * days, 6) for value in values)
                unit = "working" if days > 1 else unit
                return Quantity("time", scaled, "", start, self.tokens[beyond - 1].end, unit), beyond
            if text not in self.tables.fillers and text not in self.tables.working and text != ")":
                break
            step += 1
        behind = self._behind_its_unit(place)
        if behind is not None:
            scaled = tuple(round(value * DAYS[behind], 6) for value in values)
            return Quantity("time", scaled, "", self.tokens[place - 1].start, end, behind), after
        if 0 < values[0] < 1:
            return Quantity("share", values, "", start, end), after
        before = self.tokens[place - 1].text if place else ""
        is_name = before in self.tables.articles or self._stripped(before) in self.tables.articles
        is_year = self.tokens[place].text.isdecimal() and 1900 <= values[0] <= 2100
        small_word = values[0] <= 2 and not self.tokens[place].text[0].isdecimal()
        if is_name or is_year or small_word or not float(values[0]).is_integer():
            return None, after
        more = after + 2 < len(self.tokens) and self.tokens[after].text in _OR  # "ten or more"
        beyond = after + 2 if more else after
        of = self.words.stem(self.tokens[beyond].text) if beyond < len(self.tokens) else ""
        return Quantity("count", values, of, start, end), after

    def _behind_its_unit(self, place: int) -> str | None:
        """The unit before a number with an article of its own: Arabic says "the months the three"."""
        if not (self.tables.arabic and place and self.tokens[place].text.startswith(_THE)):
            return None
        before = self.tokens[place - 1].text
        return self.tables.units.get(self._stripped(before)) if before.startswith(_THE) else None

    def _percent(self, end: int) -> int | None:
        """Where "per cent" ends, if it follows here."""
        matches = (pattern.match(self.text, end) for pattern in self.tables.percents)
        return next((match.end() for match in matches if match), None)

    def _working(self, days: float, after: int) -> tuple[float, int]:
        """Working days are longer; the word may follow the unit (يوم عمل, dias úteis)."""
        if after < len(self.tokens) and self.tokens[after].text in self.tables.working:
            return days * WORKING_DAY, after + 1
        return days, after

    def _number(self, place: int) -> tuple[float, int] | None:
        """A number in digits or in words, and where it ends."""
        if place >= len(self.tokens):
            return None
        text = self.tokens[place].text
        if text[0].isdecimal():
            return _digits(text), place + 1
        total = current = 0.0
        used = place
        while used < len(self.tokens):
            if used > place and self._percent(self.tokens[used - 1].end) is not None:
                break  # in Arabic "per cent" holds the word for a hundred
            value, width = self._named(used)
            if value is None:
                joined = self.tokens[used].text in self.tables.and_ and used > place and used + 1 < len(self.tokens)
                follows = joined and self._table(self.tables.numbers, self.tokens[used + 1].text) is not None
                if follows and (current >= 20 or total):
                    used += 1
                    continue
                break
            if used > place and value < 100 and 0 < current % 100 < 20 and not self.tables.arabic:
                break  # "two, three" is no number
            if value == 1000:
                total, current = total + max(current, 1) * 1000, 0
            elif value == 100:
                current = max(current, 1) * 100
            else:
                current += value
            used += width
        return (total + current, used) if used > place else None

    def _named(self, place: int) -> tuple[float | None, int]:
        """The number that a word names, and how many words it takes: quatre-vingts is eighty, not four and twenty."""
        word = self.tokens[place].text
        if place + 1 < len(self.tokens):
            joined = self._table(self.tables.numbers, f"{word} {self.tokens[place + 1].text}")
            if joined is not None:
                return joined, 2
        return self._table(self.tables.numbers, word), 1

    def _unit(self, text: str, *, alone: bool = False) -> str | None:
        if alone and self.tables.arabic:
            return self.tables.units.get(text) if text in _SINGULARS else None
        return self._table(self.tables.units, text) if not self.tables.arabic else self.tables.units.get(text)

    def _table(self, table: Mapping[str, T], text: str) -> T | None:
        if text in table:
            return table[text]
        bare = self._stripped(text)
        return table.get(bare) if bare != text else None

    def _stripped(self, text: str) -> str:
        if not self.tables.arabic:
            return text
        for prefix in _PREFIXES:
            if text.startswith(prefix) and len(text) > len(prefix) + 1:
                return text[len(prefix) :]
        return text


def _digits(text: str) -> float:
    """``1,000`` is a thousand and ``2,5`` is two and a half."""
    if re.fullmatch(r"\d{1,3},\d{3}", text):
        return float(text.replace(",", ""))
    return float(text.replace(",", "."))
