"""What is ours in another voice: a copy handed to us, a room that is open to us, what may be done by us."""

from __future__ import annotations

import re

from toolkit.bargaining.counter.actors.agents import agents
from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import OURS, SameWords
from toolkit.bargaining.counter.wordings.turns import newly, often

_GIVEN = {"en": "hand over", "ar": "يسلم", "fr": "remet*", "es": "entreg*", "pt": "entreg*"}
_ACCESS = re.compile(r"acce|\w{0,3}(?:وصول|نفاذ|اطلاع|ولوج)")
_OPEN = word_patterns(
    en=r"(?:is|are|stays?|remains?|shall be) open to|accessible|may (?:enter|see|read|consult)|at the disposal of|"
    r"enters?",
    ar=r"مفتوح\w*|متاح\w*|[يت]دخل\w*|تحت تصرف|في متناول|[يت]طلع\w*",
    fr=r"ouvert\w* a\w*|accessibles?|entr(?:e|ent|er)|a la disposition d\w+|peu(?:t|vent) (?:lire|voir|consulter)|"
    r"a disposition",
    es=r"abiert\w+ al?|accesibles?|entra\w*|a disposicion d\w+|pued\w+ (?:leer|ver|consultar)|podra\w* (?:leer|ver|"
    r"consultar)",
    pt=r"abert\w+ a\w*|acessive\w+|entra\w*|a disposicao d\w+|pod\w+ (?:ler|ver|consultar)",
)
_ONLY_AFTER = word_patterns(
    en=r"only (?:after|once|when)|not until",
    ar=r"الا بعد|الا متي|الا اذا|فقط بعد",
    fr=r"qu(?:'|e )(?:apres|une fois|a l'issue|a la suite|lorsque|au terme)|seulement (?:apres|une fois|lorsque)",
    es=r"(?:solo|solamente|unicamente|sino) (?:despues|tras|una vez|cuando)",
    pt=r"(?:so|somente|apenas|senao) (?:depois|apos|uma vez|quando)",
)
_ABLE = word_patterns(
    en=r"\w{2,}[ai]ble", ar=r"(?!)", fr=r"\w{2,}[ai]bles?", es=r"\w{2,}[ai]bles?", pt=r"\w{2,}[aiu](?:vel|veis)"
)
_MAY_BE = word_patterns(
    en=r"may be \w+|can be \w+",
    ar=r"(?!)",
    fr=r"peu(?:t|vent) etre \w+",
    es=r"pued\w+ (?:ser )?\w+|podra\w* ser \w+",
    pt=r"pod\w+ ser \w+",
)
_FIXED = word_patterns(
    en=r"final|untouchable|unalterable|immutable|fixed|inviolable|inadmissible|out of the question|off limits",
    ar=r"نهائي\w*|ثابت\w*|غير قابل\w* ل\w+|مصون\w*|غير مقبول\w*|محصن\w*",
    fr=r"intangibles?|immuables?|inalterables?|figee?s?|inviolables?|irrecevables?|hors de question|"
    r"insaisissables?|inopposables?|sans valeur contre|"
    r"definiti(?:f|ve)s?|exclu\w* (?:de|d'|que)",
    es=r"intangibles?|inalterables?|inmutables?|inviolables?|inadmisibles?|definitiv\w+|intocables?|inoponibles?|"
    r"fij\w+|vedad\w+",
    pt=r"intangive\w+|inalterave\w+|imutave\w+|inviolave\w+|inadmissive\w+|definitiv\w+|intocave\w+|vedad\w+",
)
_LEFT_OUT = re.compile(
    r"(?:a l')?exclu|excep?tu|to the exclusion|\w{0,3}(?:مستبعد|استبعاد|استثناء)|con exclusion|com exclusao"
)


_APART = re.compile(
    r"(?<!\w)[وف]?(?:لل(?:نقابه|عامل|عمال|ممثل\w*|شخص)\w*،[^.؛:]{1,60}،|كان (?:له|لها|لهم|لهما)) (?:ان|الا) [يت]\w+"
)


def handed(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what somebody of us has a right to is handed to him.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "a worker is entitled to a copy of the file"
    >>> handed(mine, "a copy of the file is sent to the worker by the employer", en)
    True
    >>> handed(mine, "a copy of the file is kept by the employer", en)
    False
    """
    given = same.group(_GIVEN[same.words.language])
    had, has = (sum(one.name in given for one in same.pieces(text)) for text in (ours, theirs))
    ours_there = any(one.list in OURS for one in same.parties(theirs))
    return has > had and ours_there and denials(theirs, same).all <= denials(ours, same).all


def open_to_us(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what we have access to is open to us.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> open_to_us("the union has access to the hall", "the hall is open to the union", same_words("en"))
    True
    """
    hits = [ours[one.start : one.end] for one in same.phrases(ours) if one.list == "evidence"]
    pattern = _OPEN[same.words.language]
    more = len(pattern.findall(theirs)) > len(pattern.findall(ours))
    return more and all(_ACCESS.match(one) for one in hits) and any(one.list in OURS for one in same.parties(theirs))


def may_by_us(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what may be done is what we may do, in the other voice, and the employer is not named beside it.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "the union may record the talk and publish it"
    >>> may_by_us(mine, "the talk may be recorded by the union and may be published", en)
    True
    >>> may_by_us(mine, "the talk may be recorded by the employer", en)
    False
    """
    parties = [[one.list for one in same.parties(text)] for text in (ours, theirs)]
    if not set(parties[1]) & set(OURS) or parties[1].count("employer") > parties[0].count("employer"):
        return False
    if not any(key[0] == "may" and agent in OURS for key, agent in agents(ours, same).items()):
        return False
    if not often("may", theirs, same):
        return False
    known = {one.name for one in same.pieces(ours)}
    words = [ours[one.start : one.end] for one in same.pieces(ours)]
    for one in same.phrases(theirs):
        if one.list != "may":
            continue
        verb = next((each for each in same.pieces(theirs) if each.start >= one.end and each.name[0] not in "@#!"), None)
        if verb is None:
            return False
        word = theirs[verb.start : verb.end]
        if verb.name not in known and not any(one_stem(word, each, same) for each in words):
            return False
    return True


def may_be_done(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what may be done now could be done: "is legible" and "may be read".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> may_be_done("the reply is legible to all", "the reply may be read by all", same_words("en"))
    True
    >>> may_be_done("the reply is kept", "the reply may be read by all", same_words("en"))
    False
    """
    able, passive = _ABLE[same.words.language], _MAY_BE[same.words.language]
    more = len(passive.findall(theirs)) - len(passive.findall(ours))
    new = often("may", theirs, same) - often("may", ours, same)
    return 0 < new <= more <= len(able.findall(ours)) - len(able.findall(theirs))


def only_afterwards(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "before it, this is done" became "it comes only after this".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> mine = "before ordering a tool the employer consults the union"
    >>> only_afterwards(mine, "the employer orders a tool only after it has consulted the union", same_words("en"))
    True
    """
    lost = often("before", ours, same) > often("before", theirs, same)
    pattern = _ONLY_AFTER[same.words.language]
    return lost and len(pattern.findall(theirs)) > len(pattern.findall(ours))


def fixed(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what shall not be changed is called final, or out of the question."""
    pattern = _FIXED[same.words.language]
    return len(pattern.findall(theirs)) > len(pattern.findall(ours))


def left_out(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what was denied is excluded now: "and never about a Worker", "to the exclusion of Workers".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> fr, mine = same_words("fr"), "on les interroge sur le service et jamais sur une personne"
    >>> left_out(mine, "on les interroge sur le service, a l'exclusion de toute personne", fr)
    True
    """
    new = newly("exception", ours, theirs, same)
    nots = len(same.spans("negation", ours)) - len(same.spans("negation", theirs))
    return bool(new) and nots >= len(new) and all(_LEFT_OUT.match(theirs, one.start) for one in new)


def named_apart(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether an Arabic right stands apart from whose it is: "للنقابة، مرة في السنة، أن تتحقق", "كان له أن يخالف".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> ar, mine = same_words("ar"), "للنقابه ان تتحقق مره في السنه"
    >>> named_apart(mine, "للنقابه، مره في السنه، ان تتحقق", ar), named_apart(mine, "تتحقق النقابه", ar)
    (True, False)
    """
    if same.words.language != "ar":
        return False
    rights = [sum(one.list in ("right", "may", "union_may") for one in same.phrases(text)) for text in (ours, theirs)]
    apart = len(_APART.findall(theirs)) - len(_APART.findall(ours))
    return 0 < rights[0] - rights[1] <= apart
