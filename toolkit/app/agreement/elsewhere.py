"""Their number beside yours: under a blank, what agreements elsewhere have fixed for it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from toolkit.app.kit.fields import Item, Piece
from toolkit.bargaining import library
from toolkit.bargaining.agreements.elsewhere import numbers_beside, say_number
from toolkit.errors import translatable
from toolkit.languages import Language

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


def _beside(clause: str, name: str, language: Language) -> str:
    blank = library()[clause].blank(name)
    found = numbers_beside(clause, blank) if blank is not None else ()
    if blank is None or not found:
        return ""
    rows = "".join(f'<li dir="auto">{escape(say_number(one, blank, language))}</li>' for one in found)
    return (
        f'<div class="tk-note"><p><strong>{escape(language.say(_BESIDE))}</strong></p><ul>{rows}</ul>'
        f"<p>{escape(language.say(_NO_LIMIT))}</p></div>"
    )
