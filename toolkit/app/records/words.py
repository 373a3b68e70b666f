"""The words around records on the page."""

from __future__ import annotations

from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup
from toolkit.registers.exchange.saying import source_name
from toolkit.registers.exchange.sources import Source

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


def source_list(sources: tuple[Source, ...], speech: Language) -> Markup:
    """Links to who says so; everything in them is escaped."""
    items = []
    for one in sources:
        told = source_name(one, speech)
        link = markup('<a href="{}" rel="noopener noreferrer">{}</a>', one.link, told)
        items.append(markup("<li>{}</li>", link))
    return markup("<ul>{}</ul>", joined(items))
