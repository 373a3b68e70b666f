"""What is held back until something is so, what binds nobody of us, and who is free: said in another turn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.bargaining.counter.actors.agents import agents
from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import OURS, Piece, SameWords
from toolkit.bargaining.counter.wordings.turns import newly, often
from toolkit.bargaining.counter.wordings.until import UNTIL

_NEXT = 25  # letters behind "after" among which stands what came first
_NOT_ONLY = re.compile(r"(?<!\w)(?:not|no|pas|nao) (?:only|merely|solo|solamente|seulement|so|apenas|somente)(?!\w)")
_ENDS = re.compile(r"[.;:؛]")
_STRETCH = re.compile(r"[.;:؛,،]\s")
_PAUSE = re.compile(r"[,;.:؛،](?:\s|$)")
# Not done yet.
_HELD = word_patterns(
    en=r"held (?:back|over|up|off|in abeyance)|stayed|put (?:off|on hold|on ice)|deferred|postponed|on hold|withheld|"
    r"waits?|awaits?|in abeyance|frozen|stands over|suspended|stands still|stays closed|stays shut|kept back|rests",
    ar=r"\w{0,3}(?:ارجا|يرجا|ترجا|مرجا|موجل|يوجل|توجل|ينتظر|تنتظر|معلق|يعلق|تعلق|موقوف|يوقف|توقف)\w{0,3}",
    fr=r"(?:reste\w*|est|sont|demeure\w*) (?:suspendu|differe|reporte|en suspens|en attente|gele|bloque)\w*|"
    r"attend\w*|sursoi\w+|differe\w*|suspendu\w*",
    es=r"(?:queda\w*|esta\w*|permanec\w+) (?:en suspenso|suspendid|aplazad|pospuest|a la espera|paralizad)\w*|"
    r"espera\w*|se aplaza\w*|se suspend\w+",
    pt=r"(?:fica\w*|esta\w*|permanec\w+) (?:suspens|adiad|em suspenso|a espera|pendente|sobrestad|paralisad)\w*|"
    r"aguard\w*|espera\w*|adia-se",
)


# Behind these stands what came first, and behind a "before" what comes last.
_LATER = word_patterns(
    en=r"(?:after|upon|on)(?: having)?(?: first)?",
    ar=r"بعد(?: ان)?",
    fr=r"apres(?: (?:l'|les |en |y )?avoir)?",
    es=r"(?:tras|despues de)(?: haber(?:l[oae]s?)?)?",
    pt=r"(?:apos|depois de)(?: ter)?",
)
_THAN = word_patterns(
    en=r"before|prior to|ahead of",
    ar=r"قبل(?: ان)?",
    fr=r"avant (?:de|d|que|qu|l|la|le|toute?)",
    es=r"antes del?(?: que)?",
    pt=r"antes d[aeo](?: que)?",
)
# Before it, whatever it is: what comes first stands beside it.
_BEFOREHAND = word_patterns(
    en=r"beforehand|in advance|previously",
    ar=r"مسبقا|سلفا",
    fr=r"au prealable|prealablement|auparavant|a l'avance|d'avance",
    es=r"previamente|de antemano|con antelacion|por anticipado|antes(?! del?)",
    pt=r"previamente|de antemao|com antecedencia|antes(?! d[aeo])",
)
_JOINED = word_patterns(en=r"and|,", ar=r"و|،", fr=r"et|,", es=r"[ye]|,", pt=r"e|,")
# Done first, and then the other thing.
_FIRST = word_patterns(
    en=r"(?:shall|must|will|has to) first|first (?:hears?|informs?|consults?|asks?|tells?|obtains?|gives?|shows?)|"
    r"(?:only )?(?:after|upon|on) (?:having )?\w+ing|having (?:first )?\w+(?:ed|en|rd|ld|wn)",
    ar=r"(?:اولا|بعد (?:الاستماع|سماع|ابلاغ|اخطار|التشاور)|ثم)",
    fr=r"d'abord|apres (?:avoir|l'avoir|les avoir|en avoir|y avoir)|apres audition|ensuite seulement|"
    r"une fois (?:entendu|informe)\w*",
    es=r"primero|tras (?:haber|oir|escuchar|informar|consultar)\w*|"
    r"despues de (?:haber|oir|escuchar|informar|consultar)\w*|"
    r"una vez (?:oid|informad|consultad)\w+",
    pt=r"primeiro|apos (?:ter|ouvir|escutar|informar|consultar)\w*|"
    r"depois de (?:ter|ouvir|escutar|informar|consultar)\w*|"
    r"uma vez (?:ouvid|informad|consultad)\w+",
)


def held_back(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "shall not take place until" became "is held back until".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "it shall not begin until noon"
    >>> held_back(mine, "it is held back until noon", en), held_back(mine, "it begins at noon", en)
    (True, False)
    """
    code = same.words.language
    until = UNTIL[code]
    waits = len(_HELD[code].findall(theirs)) - len(_HELD[code].findall(ours))
    fewer = often("must_not", ours, same) - often("must_not", theirs, same)
    return 0 < fewer <= waits and until.search(ours) is not None and until.search(theirs) is not None


def first_done(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "hears them beforehand" became "first hears them", "after hearing them".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "it decides and hears the worker beforehand"
    >>> first_done(mine, "it decides after hearing the worker", en), first_done(mine, "it decides", en)
    (True, False)
    """
    pattern = _FIRST[same.words.language]
    lost = often("before", ours, same) - often("before", theirs, same)
    done = 0 < lost <= len(pattern.findall(theirs)) - len(pattern.findall(ours))
    return done and not _turned_about(ours, theirs, same)


def _turned_about(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what had to come last stands behind "after": "before deciding", "after deciding".

    Behind a "before" stands what comes last; where "beforehand" stands alone, what comes first stands beside it.
    """
    code = same.words.language
    for match in _LATER[code].finditer(theirs):
        first = _words(theirs, match.end(), same)[:1]
        last = [word for one in _THAN[code].finditer(ours) for word in _words(ours, one.end(), same)[:1]]
        for one in _BEFOREHAND[code].finditer(ours):
            begin = max((each.end() for each in _JOINED[code].finditer(ours, 0, one.start())), default=0)
            beside = [ours[each.start : each.end] for each in _meaning(ours, same) if begin <= each.start < one.start()]
            if first and beside and not _same_word(first[0], beside, same):
                return _same_word(first[0], [ours[each.start : each.end] for each in _meaning(ours, same)], same)
        if first and _same_word(first[0], last, same):
            return True
    return False


def _meaning(text: str, same: SameWords) -> list[Piece]:
    """The pieces of a text that are no party, no number and no "not"."""
    return [one for one in same.pieces(text) if one.name[0] not in "@#!"]


def _words(text: str, place: int, same: SameWords) -> list[str]:
    return [text[one.start : one.end] for one in _meaning(text, same) if 0 <= one.start - place <= _NEXT]


def _same_word(word: str, others: Sequence[str], same: SameWords) -> bool:
    return any(word == other or one_stem(word, other, same) for other in others)


def liable_ourselves(ours: str, _: str, same: SameWords) -> bool:
    """Whether who answered for it in ours was one of us, so that nothing is lost with it.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> [liable_ourselves(f"the {one} is liable for the harm", "", en) for one in ("worker", "employer")]
    [True, False]
    """
    hits = [one for one in same.phrases(ours) if one.list == "liable"]
    whose = []
    for one in hits:
        begin = max((each.end() for each in _PAUSE.finditer(ours, 0, one.start)), default=0)
        before = [each.list for each in same.parties(ours) if begin <= each.start < one.start]
        denied = any(begin <= start < one.start for start, _ in same.spans("negation", ours))  # "no worker is liable"
        whose.append(before[-1] if before and not denied else "")
    return bool(hits) and all(each in OURS for each in whose)


def answers_for_nothing(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether who answers for it is nobody, in ours and in theirs: "is liable for nothing", "is not to account for it".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "no worker is liable for the harm"
    >>> [answers_for_nothing(mine, f"the worker {one} for the harm", en) for one in ("does not pay", "pays")]
    [True, False]
    """
    hits = [one for one in same.phrases(ours) if one.list == "liable"]
    nots = [start for start, _ in same.spans("negation", ours)]
    denied = (any(start < one.start and not _ENDS.search(ours[start : one.start]) for start in nots) for one in hits)
    return bool(hits) and all(denied) and denials(theirs, same).all >= denials(ours, same).all


def only_may_alike(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "shall be used only" became "may be used only": no must of somebody is gone, and the limit stands.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "it shall be lit at night only"
    >>> only_may_alike(mine, "it may be lit solely at night", en), only_may_alike(mine, "it may be lit at night", en)
    (True, False)
    """
    limits = [same.has("closed", text) - len(_NOT_ONLY.findall(text)) for text in (ours, theirs)]
    may = often("may", theirs, same) - often("may", ours, same)
    must = often("must", ours, same) - often("must", theirs, same)
    starts = [start for start, _ in same.spans("closed", theirs)]
    near = [one for one in same.phrases(theirs) if one.list == "may"]
    beside = all(any(_one_stretch(theirs, one.end, start) for start in starts) for one in near)
    after = agents(theirs, same)
    lost = [who for key, who in agents(ours, same).items() if key[0] == "must" and key not in after]
    free = not any(lost) and denials(theirs, same).all >= denials(ours, same).all
    return 0 < limits[0] <= limits[1] and 0 < may <= must and may <= limits[1] and beside and free


def _one_stretch(text: str, one: int, other: int) -> bool:
    return _PAUSE.search(text[min(one, other) : max(one, other)]) is None


def bans_by_only(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether as many bans are gone as there are fewer that limit by an "only" in them, or in the same stretch."""
    lost = newly("must_not", theirs, ours, same)
    return len(lost) <= _limiting_bans(ours, same) - _limiting_bans(theirs, same)


def _limiting_bans(text: str, same: SameWords) -> int:
    starts = [start for start, _ in same.spans("closed", text)]
    bans = [one for one in same.phrases(text) if one.list == "must_not"]
    return sum(any(not _STRETCH.search(text[min(one.start, at) : max(one.end, at)]) for at in starts) for one in bans)
