"""Cards of rights: what can be done, by whom, how, by when, what is coming, what is missing, and how sure we are."""

from __future__ import annotations

from toolkit.app.kit.pieces import feedback, fold, paragraph
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup
from toolkit.registers.law import law
from toolkit.rights import WhatApplies
from toolkit.rights.claims import Claim
from toolkit.rights.saying import (
    ASK,
    BODIES,
    GUIDANCE,
    HOLDERS,
    LAWYER,
    LETTERS,
    NOTHING,
    due_in_words,
    how_it_comes,
    rights_in_words,
    say_bill,
    say_gap,
    say_missing,
)
from toolkit.rights.words import covered_by, limits_of, reading_of

_CAN = translatable("What can be used today")
_WHO = translatable("Who: {who}.")
_WHOM = translatable("About: {whom}.")
_HOW = translatable("How: {how}.")
_TABLE = translatable("at the table, with the authority or in court; our letters have none for it")
_NO_TIME = translatable("By when: no time to answer is on record. Set a day in the letter.")
_SURE = translatable("How sure we are: {state}.")
_MIND = translatable("Mind: {limit}.")
_MORE = translatable("{number} more")
_COMING = translatable("What is coming")
_GUIDES = translatable("What persuades and does not bind")
_LACKS = translatable("What is missing here and exists elsewhere")
_WHOM_TO_ASK = translatable("Whom to ask")
_NOT_LAW = translatable("Do not name as law")
_FIRST = 4


def cards_of(found: WhatApplies, language: Language) -> Markup:
    """All that applies as pieces of page; the first cards are open, the rest under one fold."""
    shown = [_card(claim, language) for claim in found.claims]
    if not shown:
        page = feedback(language.say(NOTHING), "tk-nearly")
    else:
        page = markup('<h3>{}</h3><ul class="tk-legal">{}</ul>', language.say(_CAN), joined(shown[:_FIRST]))
        if len(shown) > _FIRST:
            rest = markup('<ul class="tk-legal">{}</ul>', joined(shown[_FIRST:]))
            page += fold(language.say(_MORE, number=len(shown) - _FIRST), rest)
    coming = [
        language.say(how_it_comes(one, found.on), law=one.cite(language), day=one.applies_from) for one in found.coming
    ]
    guides = [language.say(GUIDANCE, law=one.cite(language)) for one in found.guidance]
    lacks = [say_missing(one, language) for one in found.missing] + [say_gap(one, language) for one in found.gaps]
    bills = [say_bill(one, language) for one in found.bills]
    who = [language.say(LAWYER), *(language.say(BODIES[body]) for body in found.ask)]
    page += _lines(_COMING, coming, language) + _lines(_LACKS, lacks[:_FIRST], language)
    if len(lacks) > _FIRST:
        page += fold(language.say(_MORE, number=len(lacks) - _FIRST), _list(lacks[_FIRST:]))
    page += fold(language.say(_GUIDES), _list(guides)) if guides else ""
    page += _lines(_NOT_LAW, bills, language)
    asked = paragraph(language.say(ASK, who=language.list(who, whole=True)), "tk-note")
    return page + markup("<h3>{}</h3>{}", language.say(_WHOM_TO_ASK), asked)


def _card(claim: Claim, language: Language) -> Markup:
    one, say = claim.provision, language.say
    holders = language.list([say(HOLDERS[holder]) for holder in one.holder], whole=True)
    letters = language.list([say(LETTERS[letter]) for letter in claim.letters], whole=True)
    by_when = due_in_words(claim.answer, one, language) if claim.answer is not None else []
    if claim.letters and claim.answer is None:
        by_when = [say(_NO_TIME)]
    lines = [
        say(_WHO, who=holders),
        say(_WHOM, whom=covered_by(one, language)),
        say(_HOW, how=letters if claim.letters else say(_TABLE)),
        *by_when,
        *(say(_MIND, limit=limit) for limit in limits_of(one, language)),
    ]
    if one.ambiguity is not None:
        lines.append(one.ambiguity.say(language))
    told = joined(markup('<div dir="auto">{}</div>', line) for line in lines)
    sure = say(_SURE, state=reading_of(one, language))
    first, *others = claim.rights
    also = markup(" <small>· {}</small>", rights_in_words(tuple(others), language)) if others else ""
    return markup(
        '<li><div dir="auto"><strong>{}</strong>{also}</div>'
        '<div dir="auto">{}</div>{told}'
        '<div dir="auto"><small>{}</small></div>'
        "<div><small>{sure}</small></div></li>",
        law().rights[first].words.say(language),
        one.say(language),
        one.cite(language),
        also=also,
        told=told,
        sure=sure,
    )


def _lines(title: str, lines: list[str], language: Language) -> Markup:
    return markup("<h3>{}</h3>{}", language.say(title), _list(lines)) if lines else Markup()


def _list(lines: list[str]) -> Markup:
    return markup("<ul>{}</ul>", joined(markup('<li dir="auto">{}</li>', line) for line in lines))
