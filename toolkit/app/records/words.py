"""The words around records on the page."""

from __future__ import annotations

from html import escape

from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.registers.exchange.figures import FigureRecord
from toolkit.registers.exchange.nearness import Located
from toolkit.registers.exchange.regions import home_of
from toolkit.registers.exchange.sources import Source
from toolkit.registers.law_records import WORLD

CHECKED = {
    "official": translatable("We have read a paper of a court or an authority, often only its beginning."),
    "secondary": translatable(
        "We have read what others report, often only its beginning: go by the link before you quote."
    ),
    "memory": translatable("From memory, not checked: look at the link before you rely on it."),
}
KINDS = {
    "union_federation": translatable("federation of unions"),
    "digital_rights": translatable("digital rights"),
    "human_rights": translatable("human rights"),
    "data_protection": translatable("data protection authority"),
    "audit": translatable("court of accounts"),
    "research": translatable("research"),
    "press": translatable("newsroom"),
    "feminist": translatable("women’s organisation"),
    "disability": translatable("organisation of persons with disabilities"),
    "patients": translatable("patients’ organisation"),
    "consumers": translatable("consumers’ organisation"),
    "legal_aid": translatable("legal aid"),
}
WORTH = {
    "best": translatable("Worth copying"),
    "open": translatable("Too early or too mixed to say"),
    "worst": translatable("A warning"),
}
OUTCOMES = {
    "won": translatable("won"),
    "partly": translatable("won in part"),
    "lost": translatable("lost"),
    "open": translatable("not settled"),
}
PARTS = {
    "happened": translatable("What happened"),
    "established": translatable("What is established"),
    "alleged": translatable("What is alleged, and not established"),
    "affected": translatable("Who was hit"),
    "staff": translatable("What staff and unions did"),
    "ended": translatable("How it ended"),
    "note": translatable("A note"),
    "asked": translatable("What was asked"),
    "won": translatable("What was won"),
    "lost": translatable("What was lost, or not won"),
}
REGIONS = {
    "global": translatable("The whole world"),
    "Africa": translatable("Africa"),
    "Americas": translatable("The Americas"),
    "Asia-Pacific": translatable("Asia and the Pacific"),
    "Europe": translatable("Europe"),
    "MENA": translatable("Middle East and North Africa"),
}
_WORLD = translatable("worldwide")
_READ = translatable("{publisher}, read on {day}")
_UNREAD = translatable("{publisher}, address from memory")
_UNITS = {
    "percent": translatable("{number}%"),
    "times": translatable("{number} times as much"),
    "people": translatable("{number} people"),
    "cases": translatable("{number} cases"),
    "million": translatable("{number} million {currency}"),
    "billion": translatable("{number} billion {currency}"),
    "trillion": translatable("{number} trillion {currency}"),
}


def place_name(one: Located, speech: Language) -> str:
    """The country of a record as the reader's language calls it."""
    if one.place == WORLD:
        return speech.say(_WORLD)
    home = home_of(one.place)
    return str(speech.locale.territories.get(home, home))


def amount(figure: FigureRecord, value: float, speech: Language) -> str:
    """A number of a figure with its unit."""
    decimals = 0 if value == int(value) else 1 if round(value, 1) == value else 2
    number = speech.number(value, decimals)
    scale, _, currency = figure.unit.partition(" ")
    if scale not in _UNITS:
        return f"{number} {scale}"
    places = {"number": number} | ({"currency": currency} if currency else {})
    return speech.say(_UNITS[scale], **places)


def source_list(sources: tuple[Source, ...], speech: Language) -> str:
    """Links to who says so; everything in them is escaped."""
    items = []
    for one in sources:
        told = (
            speech.say(_UNREAD, publisher=one.publisher)
            if one.read_on is None
            else speech.say(_READ, publisher=one.publisher, day=one.read_on)
        )
        link = f'<a href="{escape(one.link, quote=True)}" rel="noopener noreferrer">{escape(told)}</a>'
        items.append(f"<li>{link}</li>")
    return f"<ul>{''.join(items)}</ul>"
