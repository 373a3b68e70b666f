"""A cause that is only spoken of: because of it something happens, and nobody has to give it as a reason."""

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
