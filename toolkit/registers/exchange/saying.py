"""The words around records: where something lies, how much it is, who says so, and how well we know it."""

from __future__ import annotations

from babel.numbers import get_currency_name

from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.registers.exchange.figures import FigureRecord
from toolkit.registers.exchange.nearness import Located
from toolkit.registers.exchange.regions import home_of
from toolkit.registers.exchange.sources import Source
from toolkit.registers.law_records import WORLD

CHECKED = {
    "official": translatable("We have read a paper of a court or an authority; of a long one, its beginning."),
    "secondary": translatable(
        "We have read what others report; of a long text, its beginning. Go by the link before you quote."
    ),
    "memory": translatable("Not yet checked: look at the link before you rely on it."),
}
_WORLD = translatable("worldwide")
_READ = translatable("{publisher}, read on {day}")
_UNREAD = translatable("{publisher}: not opened by us. Check it before you quote it.")
_OF = {"fr": "de ", "es": "de ", "pt": "de "}
_UNITS = {
    "percent": translatable("{number}%"),
    "times": translatable("{number} times as much"),
    "people": translatable("{number} people"),
    "cases": translatable("{number} cases"),
    "million": translatable("{number} million {currency}"),
    "billion": translatable("{number} billion {currency}"),
    "trillion": translatable("{number} trillion {currency}"),
    "": translatable("{number} {currency}"),
}


def place_name(one: Located, speech: Language) -> str:
    """The country of a record as the reader's language calls it."""
    if one.place == WORLD:
        return speech.say(_WORLD)
    home = home_of(one.place)
    return str(speech.locale.territories.get(home, home))


def amount(figure: FigureRecord, value: float, speech: Language) -> str:
    """A number of a figure with its unit."""
    scale, _, currency = figure.unit.partition(" ")
    if scale == "billion" and speech.code == "es":  # 119 100 million: a "billón" is a thousand times as much
        scale, value = "million", round(value * 1000, 6)
    elif scale == "million" and 0 < abs(value) < 1:
        scale, value = "", round(value * 1_000_000)
    decimals = 0 if value == int(value) else 1 if round(value, 1) == value else 2
    number = speech.number(value, decimals)
    if scale not in _UNITS:
        return f"{number} {scale}"
    if not currency:
        return speech.say(_UNITS[scale], number=number, currency="").strip()
    return speech.say(_UNITS[scale], number=number, currency=_money(currency, speech, behind=bool(scale)))


def _money(code: str, speech: Language, *, behind: bool) -> str:
    """A currency in words, because few readers know its code; some languages join it to a "million" before it."""
    name = get_currency_name(code, count=1000, locale=speech.locale)
    if speech.code == "pt":  # the dictionary begins these names with a capital, as in a list
        name = name[:1].lower() + name[1:]
    if not behind:
        return name
    # French: millions de dollars, but millions d’euros.
    return f"d’{name}" if speech.code == "fr" and name[:1] in "aeiouyé" else _OF.get(speech.code, "") + name


def source_name(one: Source, speech: Language) -> str:
    """Who published it, and when somebody of ours read it, if anybody did."""
    if one.read_on is None:
        return speech.say(_UNREAD, publisher=one.publisher)
    return speech.say(_READ, publisher=one.publisher, day=one.read_on)
