"""Whether a new ban stops the union or workers: not what they are unable to do, shall not suffer, or may do only so."""

from __future__ import annotations

import re

from toolkit.bargaining.counter.lexicon import Found, word_patterns
from toolkit.bargaining.counter.meanings.same_words import SameWords

_PAUSE = re.compile(r"[,.;:؛،](?:\s|$)")
# A phrase by which something is no more possible, and need not be forbidden.
_UNABLE = word_patterns(
    en=r"cannot|can not|can no|could not|may no longer",
    ar=r"لا (?:يمكن|يستطيع|تستطيع)\w*",
    fr=r"ne (?:peut|peuvent|pourra|pourront)",
    es=r"no (?:se )?(?:puede|pueden|podra|podran)",
    pt=r"nao (?:se )?(?:pode|podem|podera|poderao)",
)
# A clause that says which work or whom is meant, or in which case.
_WHICH = word_patterns(
    en=r"that|which|who|whom|whose|what|if|where|when|whenever|because",
    ar=r"الذي|التي|الذين|اللذين|ما|من|اذا|متي|عندما|حيث|لان",
    fr=r"qui|que|qu|dont|lequel|laquelle|lesquel\w+|si|s|lorsqu\w*|quand|parce|puisqu\w*",
    es=r"que|quien|quienes|cuy\w+|cual|cuales|si|cuando|porque|donde",
    pt=r"que|quem|cuj\w+|qual|quais|se|quando|porque|onde",
)
# To bear a harm: who shall not is protected.
_BEARS = word_patterns(
    en=r"suffer|lose|incur|undergo|face|bear|be (?:harmed|dismissed|punished|penali[sz]ed|disadvantaged|fined|blamed)",
    ar=r"[يت](?:تحمل|لحق|صاب|صيب|ضار|تضرر|فقد|خسر|حرم|عاقب|فصل)\w*|ان [يت](?:تضرر|فقد|خسر|حرم|عاقب|فصل)\w*",
    fr=r"subir|perdre|encourir|souffrir|patir|etre (?:leses?|lesee?s?|licencie\w*|sanctionne\w*|penalise\w*|puni\w*)",
    es=r"sufrir|perder|incurrir|padecer|ser (?:perjudicad|despedid|sancionad|penalizad|castigad)\w+",
    pt=r"sofrer|perder|incorrer|padecer|ser (?:prejudicad|despedid|demitid|sancionad|penalizad|punid)\w+",
)
# A verb: with it a relative clause has ended, or holds another one.
_IS = word_patterns(
    en=r"is|are|was|were|has|have|shall|will|may|must",
    ar=r"يكون|تكون|كان|كانت",
    fr=r"est|sont|etait|a|ont|sera|seront",
    es=r"es|son|era|esta|estan|ha|han|sera|seran|se",
    pt=r"e|sao|era|esta|estao|tem|sera|serao|se",
)
_HELPS = re.compile(r"(?:\s|pas|plus|jamais|en aucun cas|em nenhum caso|en ningun caso|in any case|ever|longer)*")
_ONLY = 60  # letters behind a French "ne" among which its "que" stands


def bans(verb: str, text: str, same: SameWords) -> bool:
    """Whether a ban on what is to be done, by the name of its verb, stops somebody.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> name = en.pieces("copy")[0].name
    >>> bans(name, "workers shall not copy it", en), bans(name, "the sheet that workers cannot copy is read out", en)
    (True, False)
    >>> bans(name, "the sheet that is kept cannot be copied by workers", en)
    True
    """
    pieces = same.pieces(text)
    found = [
        one
        for one in same.phrases(text)
        if one.list == "must_not"
        and any(each.name == verb for each in [each for each in pieces if each.start >= one.end][:2])
    ]
    return not found or any(_stops(one, text, same) for one in found)


def _stops(ban: Found, text: str, same: SameWords) -> bool:
    code = same.words.language
    begin = max((one.end() for one in _PAUSE.finditer(text, 0, ban.start)), default=0)
    pause = _PAUSE.search(text, ban.end)
    end = pause.start() if pause else len(text)
    unable = _UNABLE[code].match(text, ban.start) is not None and _in_relative(text[begin : ban.start], code)
    helps = _HELPS.match(text, ban.end)
    bears = _BEARS[code].match(text, helps.end() if helps else ban.end)
    stretch = text[ban.start : min(end, ban.end + _ONLY)]
    return not (unable or bears or same.has("closed", stretch))


def _in_relative(before: str, code: str) -> bool:
    """Whether a clause that began with "that", "who" or "if" has no verb yet."""
    opened = list(_WHICH[code].finditer(before))
    return bool(opened) and not _IS[code].search(before, opened[-1].end())
