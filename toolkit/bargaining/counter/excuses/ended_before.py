"""What ends already in ours does not become a trial by another word for its end: "ends", "lapses", "expires"."""

from __future__ import annotations

import re

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import NOT, SameWords
from toolkit.bargaining.counter.wordings.turns import newly

_STOPS = re.compile(r"[.;:؛]")
_NEAR = 40  # letters before an end among which stands what ends
_ENDS = word_patterns(
    en=r"ends?|ended|ending|expir\w+|laps\w+|ceas\w+|terminat\w+|runs? out|comes? to an end|finish\w*",
    ar=r"[وف]?(?:[يت]نتهي|انتهي|انتهت|[يت]نقضي|انقضي|[يت]سقط|[يت]توقف)\w*",
    fr=r"prend fin|prennent fin|prendra fin|fin|expir\w+|caduques?|caducs?|cess\w+|s'eteint|s'eteignent|termin\w+|"
    r"s'achev\w+|echeance",
    es=r"termin\w+|finaliz\w+|expir\w+|caduc\w+|venc\w+|ces(?:a|an|ara|aran|e|en)|se exting\w+|conclu\w+|fin|"
    r"perdera vigencia|pierde vigencia",
    pt=r"termin\w+|finaliz\w+|expir\w+|caduc\w+|venc\w+|cess\w+|extingue\w*|conclu\w+|fim",
)


def ended_before(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether each new word for an end is said of what ends in ours as well, and no more things end than did.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "the permit ends after 9 months"
    >>> ended_before(mine, "the permit lapses after 9 months", en)
    True
    >>> ended_before(mine, "the permit ends after 9 months and the right to a break lapses", en)
    False
    >>> ended_before("the permit does not end after 9 months", "the permit lapses after 9 months", en)
    False
    """
    pattern = _ENDS[same.words.language]
    new = newly("trial", ours, theirs, same)
    had, has = list(pattern.finditer(ours)), list(pattern.finditer(theirs))
    if not new or len(has) > len(had) or not all(pattern.search(theirs, one.start, one.end) for one in new):
        return False
    if len(same.spans("negation", ours)) != len(same.spans("negation", theirs)):
        return False
    mine = {word for one in had for word in _what_ends(ours, one.start(), same)}
    return all(
        any(
            word == other or one_stem(word, other, same)
            for word in _what_ends(theirs, one.start, same)
            for other in mine
        )
        for one in new
    )


def _what_ends(text: str, place: int, same: SameWords) -> list[str]:
    """The last words before a place in its sentence: what is said there to end."""
    begin = max((one.end() for one in _STOPS.finditer(text, 0, place)), default=0)
    pieces = [one for one in same.pieces(text) if max(begin, place - _NEAR) <= one.start and one.end <= place]
    return [text[one.start : one.end] for one in pieces if one.name != NOT and one.name[0] not in "@#"][-1:]
