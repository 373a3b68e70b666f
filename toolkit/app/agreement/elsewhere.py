"""Their number beside yours: under a blank, what agreements elsewhere have fixed for it."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.app.kit.fields import Item, Piece
from toolkit.bargaining import library
from toolkit.bargaining.agreements.elsewhere import numbers_beside, say_number
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup

_BESIDE = translatable("Their number beside yours")
_NO_LIMIT = translatable("What others could get is no measure of what you need.")


def with_numbers(fields: Iterable[Item], clause: str, language: Language) -> list[Item]:
    """The fields of a clause, each followed by the numbers won elsewhere; by nothing where there are none.

    Parameters
    ----------
    fields
        Named ``clause.blank``, as both pages name them.
    """
    items: list[Item] = []
    for field in fields:
        items.append(field)
        name = field.name.removeprefix(f"{clause}.")
        if said := _beside(clause, name, language):
            items.append(Piece(f"elsewhere.{clause}.{name}", said))
    return items


def _beside(clause: str, name: str, language: Language) -> Markup:
    blank = library()[clause].blank(name)
    found = numbers_beside(clause, blank) if blank is not None else ()
    if blank is None or not found:
        return Markup()
    rows = joined(markup('<li dir="auto">{}</li>', say_number(one, blank, language)) for one in found)
    return markup(
        '<div class="tk-note"><p><strong>{}</strong></p><ul>{}</ul><p>{}</p></div>',
        language.say(_BESIDE),
        rows,
        language.say(_NO_LIMIT),
    )
