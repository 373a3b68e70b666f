"""What is only spoken of, and owed by nobody: a cause that is no reason to be given, a document nobody gets to see."""

from __future__ import annotations

import re

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.wordings.turns import newly

_STOPS = re.compile(r"[.;:؛](?:\s|$)")
# Because of which something happens: the words are those for a reason, and nobody has to give one.
_CAUSE = word_patterns(
    en=r"(?:on|for) (?:the )?(?:grounds?|reasons?) (?:of|that)|by reason of",
    ar="بسبب\\w*|لسبب\\w*|لهذا السبب",
    fr=r"(?:en|a) raison d\w*|pour (?:la |des |les |une |un |le )?(?:raisons?|motifs?) (?:d\w*|qu\w*|tiree?s?)|"
    r"aux? motifs? (?:d\w*|qu\w*)",
    es=r"por (?:la |las |el |los |una |un )?(?:razon|razones|motivo|motivos) (?:del?|que)|en razon del?|"
    r"con motivo del?",
    pt=r"porque|por que|por (?:motivo|motivos|razao|razoes) (?:d\w+|que)|em razao d\w+|por motivo d\w+",
)
# Before "why", that somebody has to say it.
_SAYS = word_patterns(
    en=r"explain\w*|say\w*|state\w*|tell\w*|told|give\w*|writ\w+|name[sd]?|record\w*",
    ar=r"\w{0,3}(?:شرح|وضح|بين|علل|ذكر|كتب|بلغ|خطر)\w{0,3}",
    fr=r"expliqu\w*|dir\w+|dit|indiqu\w*|expos\w*|inform\w*|precis\w*|communiqu\w*|connait\w*",
    es=r"explic\w*|explique\w*|dec\w+|dic\w+|diga\w*|indi\w+|expon\w*|inform\w*|comunic\w*|sabe\w*|conoc\w*",
    pt=r"explic\w*|explique\w*|diz\w*|dig\w+|indi\w+|expo\w*|inform\w*|comunic\w*|sabe\w*|saib\w*|conhec\w*|justific\w*",
)
_WORDS_BEFORE = 3  # words before a "why" among which the verb of saying stands
# Somebody gets, sees, examines or keeps it. Where records or notes stand among what may be used or watched, none does.
_GETS = {
    "ar": word_patterns(
        ar=r"\w{0,4}(?:سلم|تسليم|تلق|تيح|تاح|طلع|اطلاع|نسخ|فحص|حفظ|مسك|امساك|قدم|تقديم|حصل|حصول|رسل|ارسال|زود|تزويد|نشر|"
        r"عرض|ودع|ايداع|وفر|توفير|تمكين|مكن|ابراز|برز|قرا|راجع|مراجعه|دون|قيد|تحت تصرف|متاح|متاحه|كشف|افصاح|فصح|"
        r"صل الي|طلب)\w{0,4}"
    )["ar"],
    "pt": word_patterns(
        pt=r"(?:entreg|receb|acess|consult|examin|inspe|conserv|preserv|guard|mante|mant|copi|fornec|envi|public|"
        r"disponib|exib|apresent|mostr|transmit|obt|anexa|lavr|regista|registra|verific|ver|le|ler|ped|requer|solicit|"
        r"remet|junt|abr|franque|facult|divulg|arquiv)\w*|a disposicao|vista"
    )["pt"],
}
# Words of access themselves, and a copy, which somebody gets.
_ACCESS = re.compile(r"نسخ|اطلاع|تقرير|acess|inspe|consult|copia|vista|exemplar")


def only_a_cause(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether each word for a reason that is gone only said because of what something happens.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> pt = same_words("pt")
    >>> only_a_cause("nao se perde o posto porque a obra acaba", "o fim da obra nao tira o posto", pt)
    True
    >>> only_a_cause("a empresa explica por que recusa", "a empresa recusa", pt)
    False
    """
    code = same.words.language
    causes = [one.span() for one in _CAUSE[code].finditer(ours)]
    lost = newly("reasons", theirs, ours, same)
    return bool(lost) and all(
        any(start < one.end and one.start < end and not _is_said(ours, start, same) for start, end in causes)
        for one in lost
    )


def _is_said(text: str, place: int, same: SameWords) -> bool:
    """Whether a verb of saying stands shortly before a "why", or a Portuguese article makes a thing of it."""
    begin = max((one.end() for one in _STOPS.finditer(text, 0, place)), default=0)
    before = text[begin:place].split()[-_WORDS_BEFORE:]
    return before[-1:] == ["o"] or any(_SAYS[same.words.language].fullmatch(word.strip(",،")) for word in before)


def nobodys_document(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether each document that is gone stood in a sentence in which nobody gets, sees, examines or keeps anything.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> pt = same_words("pt")
    >>> nobodys_document("os registros e a voz nao treinam nada", "a voz nao treina nada", pt)
    True
    >>> nobodys_document("o sindicato examina os registros", "o sindicato fala", pt)
    False
    """
    gets = _GETS.get(same.words.language)
    lost = newly("evidence", theirs, ours, same)
    if gets is None or not lost:
        return False
    for one in lost:
        begin = max((stop.end() for stop in _STOPS.finditer(ours, 0, one.start)), default=0)
        stop = _STOPS.search(ours, one.end)
        sentence = f"{ours[begin : one.start]} {ours[one.end : stop.start() if stop else len(ours)]}"
        if _ACCESS.search(ours[one.start : one.end]) or gets.search(sentence):
            return False
    return True
