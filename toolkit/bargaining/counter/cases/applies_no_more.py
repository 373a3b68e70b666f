"""What holds for a kind of case in ours, and in theirs does not: "covers trials too", "does not cover trials".

Where both texts deny something, a count of their denials says nothing; it is the verb of application that turned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.signals import SIGNALS, Noticed

_EXCEPTION = next(row.sentence for row in SIGNALS if row.id == "exception")
_APPLIES = word_patterns(
    en=r"appl(?:y|ies)|covers?|extends? to|holds? for|governs?|benefits?",
    ar=r"[وف]?[يت](?:سري|نطبق|شمل|متد|طبق)",
    fr=r"(?:s')?applique(?:nt|ra|ront)?|vaut|valent|couvr\w+|vise(?:nt)?|(?:s')?eten(?:d|dent)|concern(?:e|ent|ant)",
    es=r"aplic(?:a|an|ara|aran)|rigen?|vale|valen|alcanzan?|extienden?|comprenden?|"
    r"(?:es|son|sera|seran) (?:aplicables?|de aplicacion)",
    pt=r"aplic(?:a|am|ara|arao)(?:-se)?|vale|valem|abrangem?|alcancam?|estende(?:-se)?|compreende|beneficia(?:m|ndo)?|"
    r"(?:e|sao|sera|serao) aplicave(?:l|is)",
)
# Directly before the verb, that it does not; between them stand at most a helping verb and a small word.
_NOT = {
    code: re.compile(rf"(?<!\w)(?:{words})\W*$")
    for code, words in {
        "en": r"(?:do|does|shall|will|may|must) not|never",
        "ar": r"[وف]?(?:لا|لن|ليس|لم)",
        "fr": r"n[e']?(?: se)?",
        "es": r"(?:no|tampoco|nunca)(?: se)?",
        "pt": r"(?:nao|tampouco|nunca)(?: se)?",
    }.items()
}
# Directly behind a denied verb, that it does hold, for one thing alone: "ne vaut que pour", "no rige sino".
_BUT = word_patterns(
    en="except|unless|only|other than|until|save|but", ar="الا|سوي|قبل|حتي|غير", fr="qu[e']?|seulement|sauf|avant",
    es="sino|mas que|salvo|solo|hasta|excepto|antes", pt="senao|salvo|so|ate|exceto|apenas|antes",
)  # fmt: skip
_NEAR = 25  # letters behind a verb
# Where ours bounds or excuses something, its not applying is no loss.
_BOUNDED = word_patterns(
    en="only|except\\w*|unless|exempt\\w*|derog\\w+",
    ar=r"فقط|\w{0,2}استثناء\w*|الا|اعفاء",
    fr=r"seulement|uniquement|exception\w*|sauf|derog\w+|dispens\w+",
    es=r"solo|solamente|unicamente|excepcion\w*|salvo|exen\w+",
    pt=r"so|somente|apenas|unicamente|excecao|excecoes|salvo|isen\w+",
)


def applies_no_more(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What does not hold for a case any more for which it held. Both texts plain.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> ours = "this covers trials too, and a consent does not change that"
    >>> [one.id for one in applies_no_more(ours, "this does not cover trials that had a consent", same_words("en"))]
    ['exception']
    >>> [one.id for one in applies_no_more(ours, "trials are covered too; a consent does not count", same_words("en"))]
    []
    """
    code = same.words.language
    held, does_not = _counted(ours, code)
    holds, denied = _counted(theirs, code)
    if denied > does_not and (held or holds) and _BOUNDED[code].search(ours) is None:
        yield Noticed("exception", "weakened", _EXCEPTION, sure=False)


def _counted(text: str, code: str) -> tuple[int, int]:
    """How often something holds, and how often it does not."""
    holds = denied = 0
    for verb in _APPLIES[code].finditer(text):
        if _NOT[code].search(text, 0, verb.start()) is None:
            holds += 1
        elif _BUT[code].search(text, verb.end(), verb.end() + _NEAR) is None:
            denied += 1
    return holds, denied
