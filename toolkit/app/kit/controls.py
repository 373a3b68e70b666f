"""What several sheets ask in the same way: a blank of a clause, a strength, a country."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Any

from toolkit.app.kit.fields import Choice, Choices, Field, Item, Number, Text
from toolkit.bargaining import Blank, Clause
from toolkit.bargaining.clauses.record import STRENGTH_NAMES
from toolkit.errors import translatable
from toolkit.languages import Language, strip
from toolkit.languages.units import UNITS

_SUGGESTED = translatable("{strength} – suggested")
_UNITS = {
    "minutes": translatable("minutes"),
    "hours": translatable("hours"),
    "days": translatable("days"),
    "weeks": translatable("weeks"),
    "months": translatable("months"),
    "years": translatable("years"),
}
_EXAMPLE = translatable("For example: {example}")
EMPLOYER_KINDS = {
    "statute": translatable("Public, and a statute governs the work: officials, civil servants"),
    "contract": translatable("Public, with contracts of employment"),
    "private": translatable("A private firm or organisation"),
    "platform": translatable("A platform that hands out work"),
}
_OF_EACH_KIND = (1, 2, 3, 11, 100)  # a number of each kind that one of our languages tells apart
# Groups of countries; parts of one that are named apart; land without work.
_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
_NO_COUNTRIES |= {"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "AQ", "BV", "GS", "HM", "IO", "TF", "UM"}
_MOST_OWN = 20


def blank_field(name: str, blank: Blank, speech: Language, entered: Any = None) -> Field:
    """A blank as a control: what the agreement will take decides which.

    Parameters
    ----------
    entered
        What stands in a draft that was opened: a value of one's own is offered beside the usual ones.
    """
    label, help_ = blank.label(speech), blank.help(speech)
    match blank.kind:
        case "choices":
            options = tuple((option, blank.option(option, speech)) for option in blank.options)
            return Choices(name, label, help_, options=(*options, *_own_options(blank, entered)))
        case "share":
            low, high = round((blank.minimum or 0) * 20), round((blank.maximum or 1) * 20)
            shares = {round(step * 0.05, 2) for step in range(low, high + 1)} | _own_share(blank, entered)
            named = tuple((str(share), strip(blank.show(share, speech))) for share in sorted(shares))
            return Choice(name, label, help_, options=named, many=True)
        case "whole":
            return count_field(name, label, help_, blank.unit, speech)
    example = speech.say(_EXAMPLE, example=blank.example_in(speech))
    return Text(name, label, f"{help_} {example}".strip(), longest=300)


def count_field(name: str, label: str, help_: str, unit: str | None, speech: Language) -> Number:
    """A whole number with what it counts, which in Arabic changes with the number: 6 أشهر, but 12 شهراً.

    Parameters
    ----------
    unit
        One of `UNITS`, or None for a bare number.
    """
    if unit is None:
        return Number(name, label, help_)
    forms = {}
    for number in _OF_EACH_KIND:
        said = strip(speech.say_plural(UNITS[unit], number))
        digits = strip(speech.show(number))
        if digits in said:  # Arabic says two months in one word: beside the figure stands the general form
            forms[str(speech.locale.plural_form(number))] = said.replace(digits, "").strip()
    return Number(name, label, help_, unit=speech.say(_UNITS[unit]), unit_forms=tuple(forms.items()))


def blank_value(blank: Blank, entry: Any) -> Any:
    """What was entered for a blank, as the agreement takes it; None if nothing was."""
    if entry in (None, "", ()):
        return None
    return float(entry) if blank.kind == "share" else entry


def as_entered(value: Any) -> Any:
    """A value of a blank as a page would send it."""
    if isinstance(value, list | tuple):
        return list(value)
    return None if value is None else str(value)


def strength_options(clause: Clause, suggested: str, speech: Language) -> tuple[tuple[str, str], ...]:
    """The strengths of a clause in words, the one that the numbers support marked."""
    options = []
    for name in clause.strengths:
        words = speech.say(STRENGTH_NAMES[name])
        options.append((name, speech.say(_SUGGESTED, strength=words) if name == suggested else words))
    return tuple(options)


def with_error(item: Item, error: str) -> Item:
    """An item that says what is wrong with it, if it can be filled in and something is."""
    return replace(item, error=error) if error and isinstance(item, Field) else item


def countries(speech: Language) -> tuple[tuple[str, str], ...]:
    """All countries by their name in the reader's language."""
    names = speech.locale.territories
    known = {str(code): str(name) for code, name in names.items() if re.fullmatch("[A-Z]{2}", str(code))}
    named = [(code, name) for code, name in known.items() if code not in _NO_COUNTRIES]
    return tuple(sorted(named, key=lambda pair: _bare(pair[1])))


def _bare(name: str) -> str:
    """A name to sort by, its accents and hamzas left out: Égypte stands under E, not behind Z."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def _own_share(blank: Blank, entered: Any) -> set[float]:
    try:
        share = float(entered)
    except (TypeError, ValueError):
        return set()
    return {share} if (blank.minimum or 0) <= share <= (blank.maximum or 1) else set()


def _own_options(blank: Blank, entered: Any) -> tuple[tuple[str, str], ...]:
    listed = entered if isinstance(entered, list | tuple) else ()
    own = [each for each in listed[:_MOST_OWN] if isinstance(each, str) and each.strip() and len(each) <= 100]
    return tuple((each, each) for each in dict.fromkeys(own) if each not in blank.options)
