"""Who acts, where the verb comes first: "la hará llegar el Sindicato", "que paiera le Syndicat".

Where persons are acted upon Spanish puts "a" before them, so that an article alone behind a verb that stands in the
future makes somebody the subject of it. In Portuguese it does so where nobody else stands before the verb.
"""

from __future__ import annotations

import re
from functools import cache

from toolkit.bargaining.counter.meanings.same_words import SameWords

_STOPS = re.compile(r"[.;:]\s")
_FUTURE = {
    "es": r"(?!para\b|podr)\w{2,}(?:ra|ran)",
    "pt": r"(?!para\b|poder)\w{2,}(?:ra|rao)",
}
_ENDING = {"es": r"\w+(?:ar|er|ir)\w{0,6}", "pt": r"\w+(?:ar|er|ir)\w{0,6}"}
_ARTICLES = {"es": r"(?:el|la|los|las|cada|todo|toda|un|una)", "pt": r"(?:o|a|os|as|cada|todo|toda|um|uma)"}
_AND = {"es": "[yeo]", "pt": "(?:e|ou)"}
_SMALL = {
    "es": "al?|del?|por|para|con|en|ante|que|y|o|e|u|no|se|sin|el|la|los|las",
    "pt": "aos?|as?|d[oae]s?|de|por|pel[oa]s?|para|com|em|n[oa]s?|que|e|ou|nao|se|sem|o|os",
}
_NOUN = {code: rf"(?!(?:{words})\b)\w+" for code, words in _SMALL.items()}  # "levantará acta el Sindicato"
# Before the verb, that it stands in a clause of its own.
_CLAUSE = {
    "es": re.compile(r"(?:que|quien|quienes|cual|cuales|donde|cuando|si|como|no)(?: (?:se|le|les|lo|la|los|las))?\s+$"),
    "pt": re.compile(r"(?:que|quem|qual|quais|onde|quando|se|como|nao)(?: (?:se|lhe|lhes|o|a|os|as))?\s+$"),
}


def subject_behind(text: str, same: SameWords) -> str:
    """The party that stands as a subject directly behind a verb in the future, in a main clause; empty if none does.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> es = same_words("es")
    >>> subject_behind("las sillas las aportara y pagara cada trabajador", es)
    'workers'
    >>> subject_behind("la lista la hara llegar el sindicato al empleador", es)
    'union'
    >>> subject_behind("se entregara al sindicato; los datos que aportara el trabajador", es)
    ''
    """
    code = same.words.language
    if code not in _FUTURE:
        return ""
    starts = {one.start: one.list for one in same.parties(text)}
    for match in _verbs(code).finditer(text):
        begin = max((one.end() for one in _STOPS.finditer(text, 0, match.start())), default=0)
        if code == "pt" and any(begin <= start < match.start() for start in starts):
            continue  # "o Empregador informará o Sindicato"
        party = starts.get(match.end())
        if party is not None and not _CLAUSE[code].search(text[: match.start()]):
            return party
    return ""


@cache
def _verbs(code: str) -> re.Pattern[str]:
    verb = rf"{_FUTURE[code]}(?: {_ENDING[code]})?"
    return re.compile(rf"(?<!\w){verb}(?: {_AND[code]} {verb})?(?: {_NOUN[code]})? {_ARTICLES[code]} ")
