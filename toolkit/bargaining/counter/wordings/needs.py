"""What is needed and what is not, with a "not" or without one: "requires no code" and "dispenses with a code"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import NOT, SameWords
from toolkit.bargaining.counter.signals import NOT_GONE, NOT_NEW, Noticed

_NEEDS = word_patterns(
    en=r"(?:need|require|demand|call for|presuppose|involve|depend on)s?|needing|requiring|demanding|"
    r"(?:is|are) subject to",
    ar=r"[وف]?[يت](?:تطلب|ستلزم|شترط|قتضي|حتاج(?: الي)?|ستدعي|ستوجب|وقف علي)",
    fr=r"(?:exig|requ|requi|requer|suppos|reclam|necessit|demand)\w*|(?:a|ont|ait|aient) besoin d\w*|"
    r"(?:est|sont|soit|soient) (?:soumise?s?|subordonnee?s?) a",
    es=r"(?:exig|exij|requier|requer|necesit|precis|supon|supong|demand)\w*",
    pt=r"(?:exig|exij|requer|requeir|necessit|precis|pressup|demand|depend)\w*",
)
_NEEDS_NOT = word_patterns(
    en=r"(?:dispense|do|get by)s? without|dispenses? with|does without|(?:is|are|be) exempt(?:ed)? from|"
    r"(?:is|are|be) free from",
    ar=r"[وف]?(?:[يت]ستغني|استغني|[يت]ستغنون) عن|(?:في غني|معفي|معفاه|معفيه) (?:عن|من)|[وف]?[يت]عفي من",
    fr=r"dispens\w+ d\w*|se (?:pass|dispens)\w+ d\w*|(?:est|sont|soit|soient) (?:exempte?e?s?|affranchie?s?) d\w*",
    es=r"(?:prescind|dispens)\w+ de|"
    r"(?:esta|estan|este|esten|queda|quedan) (?:exent|dispensad|eximid|exonerad)\w+ de(?:l)?",
    pt=r"(?:dispens(?:a|am|e|em|ar|ara|ando|arao)|prescind\w+)(?: d[aeo]s?)?|"
    r"(?:esta|estao|esteja|fica|ficam|fique|ficara|ficar|e|sao|seja) (?:isent|dispensad|desobrigad)\w+ d[aeo]s?",
)
_BEHIND = 24  # letters behind the verb among which what is needed stands
_CLOSE = 8  # letters between a "not" and the verb
_NO = re.compile(r"\s*(?:no|any|اي|aucune?|ningun\w*|nenhum\w*|qualquer)(?!\w)")
_STOPS = re.compile(r"[.,;:؛،]")


def compare_needs(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What was not needed and is, or was needed and is not, where the one has a verb with a "not" and the other none.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> pt = same_words("pt")
    >>> [one.sentence == NOT_GONE for one in compare_needs("a porta dispensa chave", "a porta exige chave", pt)]
    [True]
    >>> list(compare_needs("a porta nao exige chave", "a porta dispensa chave", pt))
    []
    """
    for needed, needs in _pairs(ours, theirs, same):
        if needed != needs:
            yield Noticed("not-new" if needed else "denied-less", "weakened", NOT_NEW if needed else NOT_GONE, False)
            return


def needed_alike(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether a "not" went or came with a verb that says it by itself, and each thing is needed as before.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> needed_alike("a button that requires no key", "a button that dispenses with a key", en)
    True
    >>> needed_alike("a button that requires no key", "a button that requires a key", en)
    False
    """
    found = list(_pairs(ours, theirs, same))
    others = [sum(one.name == NOT for one in same.pieces(text)) for text in (ours, theirs)]
    return bool(found) and all(one == other for one, other in found) and abs(others[0] - others[1]) <= len(found)


def _pairs(ours: str, theirs: str, same: SameWords) -> Iterator[tuple[bool, bool]]:
    """Of each thing that a verb of the one kind names in ours, and one of the other in theirs: whether it is needed."""
    for thing, needed, kind in _needs(ours, same):
        for other, needs, its in _needs(theirs, same):
            if kind != its and (thing == other or one_stem(thing, other, same)):
                yield needed, needs
                break


def _needs(text: str, same: SameWords) -> Iterator[tuple[str, bool, int]]:
    """The things that are named as needed or not, whether they are, and by which kind of verb."""
    for kind, patterns in enumerate((_NEEDS, _NEEDS_NOT)):
        for match in patterns[same.words.language].finditer(text):
            end = match.end()
            behind = [one for one in same.pieces(text) if end <= one.start < end + _BEHIND and one.name != NOT]
            if not behind or _STOPS.search(text[end : behind[0].start]):
                continue
            denied = _denied(text, match.start(), end, same)
            yield text[behind[0].start : behind[0].end], denied == bool(kind), kind


def _denied(text: str, start: int, end: int, same: SameWords) -> bool:
    """Whether a "not" stands right before the verb, or a "no" right behind it."""
    before = any(0 <= start - stop <= _CLOSE for _, stop in same.spans("negation", text))
    no = _NO.match(text, end)
    return before or (no is not None and no[0].strip() not in ("any", "اي", "qualquer"))
