"""What was put in and is for us: a further case in what the employer owes, a right of ours, a title before a text."""

from __future__ import annotations

import re

from toolkit.bargaining.counter.actors.agents import is_object
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
    if not musts and same.words.language == "fr":  # there a verb in the present binds
        musts = [one for one in same.phrases(before) if one.list == "employer"][:1]
        musts = [one for one in musts if not is_object(before, one, same)]
    parties = [one for one in same.parties(before) if not musts or one.start <= musts[-1].start]
    if not musts or not parties or parties[-1].list != "employer" or denials(before, same).all:
        return False
    ways = [one.list for one in same.phrases(before[musts[-1].end :])] + [one.list for one in same.phrases(after)[:2]]
    if set(ways) & set(_WAYS_OUT):
        return False
    every = same.group(_EVERY[same.words.language])
    others = [one.list for one in same.parties(after)[:1]]
    each = any(one.name in every for one in same.pieces(before[musts[-1].end :]))
    return each and others != ["employer"] and _AND_OR[same.words.language].match(after) is not None


def broadens_a_ban(text: str, place: int, end: int, same: SameWords) -> bool:
    """Whether an "or", or a "nor", stands in what nobody may do: one case more is banned.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, text = same_words("en"), "nobody shall open the box or the lid"
    >>> broadens_a_ban(text, text.index("or the"), len(text), en)
    True
    >>> text = "nobody shall open the box except at night or at noon"
    >>> broadens_a_ban(text, text.index("or at"), len(text), en)
    False
    """
    start = max((match.end() for match in _CLAUSES.finditer(text, 0, place)), default=0)
    before, after = text[start:place], text[place:]
    lists = {one.list for one in same.phrases(before)} | {one.list for one in same.phrases(after)[:1]}
    if not denials(before, same).all or same.has("closed", before) or lists & (set(_WAYS_OUT) - {"must_not", "may"}):
        return False
    joins = _OR_NOR[same.words.language]
    joined = joins.match(after) is not None or (before.rstrip().endswith(",") and joins.search(text, place, end))
    return not _ONLY_IF[same.words.language].search(before) and bool(joined)


def broadens_a_right(text: str, place: int, same: SameWords) -> bool:
    """Whether an "and" with an article stands behind what one of us may: one thing more is ours.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, text = same_words("en"), "the union may name 3 stewards and a deputy"
    >>> broadens_a_right(text, text.index("and a"), en)
    True
    """
    start = max((match.end() for match in _CLAUSES.finditer(text, 0, place)), default=0)
    before, after = text[start:place], text[place:]
    found = [one for one in same.phrases(before) if one.list in (*OURS, "employer", "may", "right", *_WAYS_OUT)]
    ours = len(found) > 1 and found[0].list in OURS and found[1].list in ("may", "right")
    others = {one.list for one in found[2:]} & {"employer", *_WAYS_OUT}
    if ours and _ONLY_IF[same.words.language].search(before, found[1].end):
        return False  # "may, if the form is signed and the head stamps it"
    return ours and not others and _AND_A[same.words.language].match(after) is not None


_OR_NOR = word_patterns(en="or|nor|and|neither", ar="و|او|ولا", fr="ou|ni|et", es="o|u|ni|y|e", pt="ou|nem|e")
_ONLY_IF = word_patterns(
    en="without|before|until|if|as long as",
    ar="دون|بدون|قبل|حتي|اذا|الا",
    fr=r"sans|avant|jusqu\w*|si|tant qu\w*|que|qu|sauf|apres",
    es="sin|antes|hasta|si|mientras|sino",
    pt="sem|antes|ate|se|enquanto|senao",
)
_AND_A = word_patterns(
    en=r"and (?:an?|the|its|their|\d+) \w+",
    ar=r"و(?:ال)?\w+",
    fr=r"et (?:une?|les?|la|l'|des|leurs?|ses|son|sa|\d+) ?\w+",
    es=r"y (?:una?|unos|el|la|los|las|sus?|\d+) \w+",
    pt=r"e (?:uma?|uns|os?|as?|seus?|suas?|\d+) \w+",
)
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
