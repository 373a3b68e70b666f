"""How often something comes, as contracts write it: "once a year", "deux fois par an", مرتين في السنة."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.languages.units import DAYS

_MOST = 12  # times, as a word
_BEFORE = 24  # letters before a rhythm among which its bound stands
_TIMES = {
    "en": r"(?:(?P<once>once)|(?P<twice>twice)|(?P<number>{number}) times?) "
    r"(?:an?|per|each|every|in (?:an?|any|each|every)) ",
    "ar": r"(?:(?P<twice>مرتين|مرتان)|(?P<number>{number}) مرات|(?P<once>مره(?: واحده)?))"
    r"(?: علي (?:الاقل|الاكثر))?,? (?:في|كل|خلال|ب) ?(?:ال)?",
    "fr": r"(?P<number>{number}) fois (?:par |l'|chaque )",
    "es": r"(?P<number>{number}) (?:vez|veces) (?:al |a la |por |cada )",
    "pt": r"(?P<number>{number}) (?:vez|vezes) (?:ao |a cada |por |a |em cada |cada )",
}
_PAUSE = re.compile(r"[.,;:،؛]")
_AT_MOST = re.compile(
    r"(?<!\w)(?:at most|no more(?: often)? than|not more(?: often)? than|up to|only|maximum|limited to|"
    r"au (?:plus|maximum)|seulement|pas plus d[e']|plus d[e']|jusqu'a|ne \w+ qu[e']|"
    r"como maximo|maximo|solo|no mas d\w+|hasta|no maximo|apenas|so|ate|nao mais d\w+|mais de|mas de|"
    r"علي الاكثر|لا (?:تزيد|يزيد|تتجاوز|يتجاوز)|فقط|حتي|كحد اقصي|بحد اقصي)(?!\w)"
)


@cache
def _pattern(code: str) -> tuple[re.Pattern[str], dict[str, float], dict[str, str]]:
    words = lexicon(code)
    numbers = {word: float(value) for word, value in words.table("numbers").items() if 0 < float(value) <= _MOST}
    units = {plain(form): unit for unit, forms in words.record["units"].items() for form in forms}
    number = "|".join([r"\d{1,2}", *sorted(map(re.escape, numbers), key=len, reverse=True)])
    unit = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    return re.compile(rf"(?<!\w){_TIMES[code].format(number=number)}(?P<unit>{unit})(?!\w)"), numbers, units


def rhythms(text: str, code: str) -> Iterator[tuple[int, int, float]]:
    """Where a plain text says how often something comes: from where, to where, and the days from one time to the next.

    >>> [(text[start:end], days) for text in ["at least twice a week"] for start, end, days in rhythms(text, "en")]
    [('twice a week', 3.5)]
    """
    pattern, numbers, units = _pattern(code)
    for match in pattern.finditer(text):
        named = match.groupdict()
        number = named.get("number")
        times = 1.0 if named.get("once") else 2.0
        if number is not None:
            times = numbers[number] if number in numbers else float(number)
        if times > 0:
            yield match.start(), match.end(), DAYS[units[match["unit"]]] / times


def is_rhythm(text: str, start: int, end: int, code: str) -> bool:
    """Whether what stands there says how often something comes."""
    return any((first, last) == (start, end) for first, last, _ in rhythms(text, code))


def bounded_above(text: str, start: int, end: int) -> bool:
    """Whether it may come no more often than that.

    >>> bounded_above("no more than once a year", 13, 24), bounded_above("at least once a year", 9, 20)
    (True, False)
    """
    before = _PAUSE.split(text[max(start - _BEFORE, 0) : start])[-1]
    after = _PAUSE.split(text[end : end + _BEFORE])[0]
    return _AT_MOST.search(f"{before}{text[start:end]}{after}") is not None
