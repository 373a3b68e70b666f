"""What was put in and is for us: a further case in what the employer owes, a right of ours, a title before a text."""

from __future__ import annotations

import re

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.same_words import OURS, SameWords

_CLAUSES = re.compile(r"[.;:؛](?:\s|$)")
_TITLE = re.compile(r"^(?:[A-Z0-9ÁÀÂÃÇÉÈÊÍÎÓÔÕÚÛÜÑŒ'’–—-]+[ ,.]+){3,}(?=[A-ZÁÀÂÃÇÉÈÊÍÎÓÔÕÚÛÜÑŒ\"“«][^A-Z]|[\"“«])")
_AND_OR = word_patterns(en="and|or|and of|or of", ar="و|او", fr="et|ou", es="y|e|o|u", pt="e|ou")
_WAYS_OUT = ("exception", "condition", "feasible", "soft", "discretion", "released", "should", "must_not", "may")


def broadens_a_duty(text: str, place: int, same: SameWords) -> bool:
    """Whether an "or", or an "and", stands in what the employer has to do for us in each case.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, text = same_words("en"), "the employer shall report each fall or fire to the union"
    >>> broadens_a_duty(text, text.index("or fire"), en)
    True
    >>> text = "the employer shall report each fall unless the court or the board objects"
    >>> broadens_a_duty(text, text.index("or the"), en)
    False
    """
    start = max((match.end() for match in _CLAUSES.finditer(text, 0, place)), default=0)
    stop = _CLAUSES.search(text, place)
    before, after = text[start:place], text[place : stop.start() if stop else len(text)]
    musts = [one for one in same.phrases(before) if one.list == "must"]
    parties = [one for one in same.parties(before) if not musts or one.end <= musts[-1].start]
    if not musts or not parties or parties[-1].list != "employer" or denials(before, same).all:
        return False
    ways = [one.list for one in same.phrases(before[musts[-1].end :])] + [one.list for one in same.phrases(after)[:2]]
    if set(ways) & set(_WAYS_OUT):
        return False
    every = same.group(_EVERY[same.words.language])
    others = [one.list for one in same.parties(after)[:1]]
    each = any(one.name in every for one in same.pieces(before[musts[-1].end :]))
    return each and others != ["employer"] and _AND_OR[same.words.language].match(after) is not None


_EVERY = {"en": "every", "ar": "كل", "fr": "tous", "es": "todo", "pt": "todo"}


def ours_to_use(text: str, start: int, end: int, same: SameWords) -> bool:
    """Whether what was put in there says what one of us may do, and nobody else: "may be ended by the Union".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> [ours_to_use(f"and the {one} may end it", 0, 30, en) for one in ("union", "employer")]
    [True, False]
    """
    stretch = text[start:end]
    may = any(one.list in ("may", "right") or one.list == "trial" for one in same.phrases(stretch))
    parties = {one.list for one in same.parties(stretch)}
    return may and bool(parties & set(OURS)) and not parties - set(OURS)


def without_title(text: str, other: str) -> str:
    """A text without a title in capitals that stands before it, and not before the other.

    >>> without_title("AGREEMENT ON OLD LAMPS The lamp is lit.", "The lamp is lit.")
    'The lamp is lit.'
    >>> without_title("The LED is lit.", "The lamp is lit.")
    'The LED is lit.'
    """
    match = _TITLE.match(text)
    return text[match.end() :] if match is not None and not _TITLE.match(other) else text
