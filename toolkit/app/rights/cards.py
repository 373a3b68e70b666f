"""Cards of rights: what can be done, by whom, how, by when, what is coming, what is missing, and how sure we are."""

from __future__ import annotations

from toolkit.app.kit.pieces import feedback, fold, paragraph
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup
from toolkit.registers.law import law
from toolkit.rights import AskedEmployer, WhatApplies
from toolkit.rights.claims import Claim
from toolkit.rights.saying import (
    HOLDERS,
    LETTERS,
    due_in_words,
    nothing_of,
    parts_of,
    rights_in_words,
)
from toolkit.rights.words import covered_by, limits_of, reading_of

_WHO = translatable("Who: {who}.")
_WHOM = translatable("About: {whom}.")
_HOW = translatable("How: {how}.")
_TABLE = translatable("at the table, with the authority or in court; we have no letter for this")
_NO_TIME = translatable("By when: no time to answer is on record. Set a day in the letter.")
_SURE = translatable("How sure we are: {state}.")
_MIND = translatable("Mind: {limit}.")
_MORE = translatable("{number} more")
_FIRST = 4
# Over each part of what applies, on the page and on paper.
TITLES = {
    "usable": translatable("What can be used today"),
    "coming": translatable("What is coming"),
    "guidance": translatable("What persuades and does not bind"),
    "others": translatable("What exists here and, as the register has it, binds others"),
    "missing": translatable("What we did not find in our register for your country"),
    "bills": translatable("Do not name as law"),
    "ask": translatable("Whom to ask"),
}


def cards_of(found: WhatApplies, language: Language) -> Markup:
    """All that applies as pieces of page; the first cards are open, the rest under one fold."""
    shown = [_card(claim, language, found.employer) for claim in found.claims]
    if not shown:
        page = feedback(language.say(nothing_of(found)), "tk-nearly")
    else:
        first = joined(shown[:_FIRST])
        page = markup('<h3>{}</h3><ul class="tk-legal">{}</ul>', language.say(TITLES["usable"]), first)
        if len(shown) > _FIRST:
            rest = markup('<ul class="tk-legal">{}</ul>', joined(shown[_FIRST:]))
            page += fold(language.say(_MORE, number=len(shown) - _FIRST), rest)
    parts = dict(parts_of(found, language))
    lacks = parts["missing"]
    page += _lines("coming", parts["coming"], language) + _lines("others", parts["others"], language)
    page += _lines("missing", lacks[:_FIRST], language)
    if len(lacks) > _FIRST:
        page += fold(language.say(_MORE, number=len(lacks) - _FIRST), _list(lacks[_FIRST:]))
    page += fold(language.say(TITLES["guidance"]), _list(parts["guidance"])) if parts["guidance"] else ""
    page += _lines("bills", parts["bills"], language)
    asked = joined(paragraph(line, "tk-note") for line in parts["ask"])
    return page + markup("<h3>{}</h3>{}", language.say(TITLES["ask"]), asked)


def _card(claim: Claim, language: Language, employer: AskedEmployer | None) -> Markup:
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
        *(say(_MIND, limit=limit) for limit in limits_of(one, language, employer)),
    ]
    if one.ambiguity is not None:
        lines.append(one.ambiguity.say(language))
    told = joined(markup('<div dir="auto">{}</div>', line) for line in lines)
    sure = say(_SURE, state=reading_of(one, language))
    first, *others = claim.rights
    title = law().rights[first].words.say(language)
    also = markup(" <small>· {}</small>", rights_in_words(tuple(others), language)) if others else ""
    return markup(
        '<li><div dir="auto"><strong>{}</strong>{also}</div>'
        '<div dir="auto">{}</div>{told}'
        '<div dir="auto"><small>{}</small></div>'
        "<div><small>{sure}</small></div></li>",
        title[:1].upper() + title[1:],
        one.say(language),
        one.cite(language),
        also=also,
        told=told,
        sure=sure,
    )


def _lines(part: str, lines: list[str], language: Language) -> Markup:
    return markup("<h3>{}</h3>{}", language.say(TITLES[part]), _list(lines)) if lines else Markup()


def _list(lines: list[str]) -> Markup:
    return markup("<ul>{}</ul>", joined(markup('<li dir="auto">{}</li>', line) for line in lines))
