"""Which way a number is better for us: more of what we get, longer to answer, a longer ban, shorter until deletion."""

from __future__ import annotations

import re
from typing import Any

from toolkit.bargaining.counter.lexicon import Lexicon, word_patterns
from toolkit.bargaining.counter.numbers.quantities import Quantity
from toolkit.bargaining.counter.numbers.rhythm import bounded_above, is_rhythm

_AHEAD = 110  # letters before a number among which its clause is read
_NEAR = 30  # letters before a time among which "for" stands
_ARTICLE = 4  # letters between a word for a deadline and its number
_PAUSE = re.compile(r"[.;:؛()]|,(?= )|،")
_OURS = ("union", "workers", "person", "service_users", "applicants")
_PARTIES = (*_OURS, "employer", "supplier")
_BY = (["by"], ["par"], ["por"], ["pelo"], ["pela"])
# So much of it each time.
_RATE = {
    code: re.compile(rf"(?<!\w)(?:{words})\s*$")
    for code, words in {
        "en": "at the rate of|at a rate of|to the extent of|for",
        "ar": "بواقع|بمعدل|بمقدار",
        "fr": "a raison d[e']|a hauteur d[e']|pendant|durant",
        "es": "a razon de|por|durante",
        "pt": "a razao de|por|durante",
    }.items()
}

# How often something comes: "at least every" so many months.
_RECURS = {
    code: re.compile(rf"(?<!\w)(?:{words})\s*$")
    for code, words in {
        "en": "(?:at least )?(?:once )?(?:every|in every|in each)|at intervals of",
        "ar": "(?:علي الاقل )?(?:مره )?كل|علي الاقل كل",
        "fr": "(?:au moins )?(?:une fois )?(?:tous les|toutes les|par)",
        "es": "(?:al menos |por lo menos )?(?:una vez )?cada",
        "pt": "(?:pelo menos |ao menos )?(?:uma vez )?a cada",
    }.items()
}
# Before a number that is the most there may be.
_UP_TO = re.compile(
    r"(?<!\w)(?:up to|at most|no more than|not more than|not exceeding|(?:a )?maximum of|hasta|como maximo|no mas de|"
    r"(?:un |um )?maxim[oa] de|ate|no maximo|nao mais de|jusqu'a|au plus|au maximum|"
    r"حتي|لا يتجاوز|لا تتجاوز|بحد اقصي|اقصاه|اقصاها)(?: an?| une?| una?| uma?| los| les| o| el| le| la)?\s+$"
)
_STOPS = re.compile(r"[.;:؛](?:\s|$)")

# What counts as something until the contrary is proved.
_PRESUMED = word_patterns(
    en=r"presum\w+|deemed|counts? as|taken to be",
    ar=r"\w{0,2}(?:يفترض|تفترض|مفترض|يعد|تعد|يعتبر|تعتبر)\w{0,2}",
    fr=r"presum\w+|reputee?s?|cense\w*|tenue?s? pour",
    es=r"presum\w+|se reput\w+|se consider\w+|se tiene por",
    pt=r"presum\w+|reput\w+|considera-se|tem-se por",
)
_WITHIN = word_patterns(
    en=r"within(?: a (?:period|time) of)?|in the|during the|for the|in",
    ar=r"(?:خلال|في غضون|في (?:مهله|اجل|مده)|طوال|طيله)",
    fr=r"dans (?:un|le) delai (?:maximal |maximum )?d\w*|dans les|sous|pendant(?: les)?|durant(?: les)?|"
    r"au cours des",
    es=r"(?:en|dentro de)(?: (?:un|el) plazo(?: maximo)? de)?(?: los| las)?|durante(?: los| las)?",
    pt=r"(?:no|em|dentro do) prazo(?: maximo)? de|em(?: ate)?|(?:durante|nos|nas)(?: os| as)?|dentro de",
)
# What comes to us, before the number of it.
_WE_GET = word_patterns(
    en=r"receives?|gets?|is entitled to|are entitled to|has|have|is given|are given|is granted|are granted|"
    r"released|relieved|enjoys?|is paid|are paid",
    ar=r"[وف]?[يت](?:تلقي|حصل|ستفيد|تمتع|تقاضي|ستحق|منح|عفي|فرغ|تفرغ)\w{0,3}|لكل \w+|حق\w* في",
    fr=r"recoi\w+|percoi\w+|dispos\w+|benefici\w+|a droit|ont droit|liber\w+|dispens\w+|touch\w+|obtien\w+|"
    r"se voi\w+ accorder|jouit|jouissent",
    es=r"recib\w+|percib\w+|dispon\w+|disfrut\w+|tiene derecho|tienen derecho|tendra\w*|liberad\w+|goza\w*|cobra\w*|"
    r"cuenta\w* con",
    pt=r"receb\w+|perceb\w+|dispoe\w*|dispor\w*|usufru\w+|tem direito|tera\w*|liberad\w+|dispensad\w+|goza\w*|"
    r"conta\w* com",
)
# What the employer pays or gives, before the number of it.
_IT_GIVES = word_patterns(
    en=r"pays?|shall pay|grants?|gives?|provides?|releases?|credits?|allows?",
    ar=r"[وف]?[يت](?:دفع|ودي|منح|عطي|صرف|فرغ|عفي|خصص|وفر)\w{0,2}",
    fr=r"vers\w+|paie|paiera|paye|accord\w+|octroi\w+|allou\w+|credit\w+|liber\w+|consent|attribu\w+|met a disposition",
    es=r"pag(?:a|ara|ue|ar)|abon\w+|conced\w+|otorg\w+|liber\w+|entreg\w+|asign\w+|destin\w+",
    pt=r"pag(?:a|ara|ue|ar)|conced\w+|outorg\w+|liber\w+|entreg\w+|atribu\w+|destin\w+|credit\w+",
)
# What we may do within a time: the longer it is the better.
_WE_ANSWER = word_patterns(
    en=r"answers?|repl(?:y|ies)|objects?|opposes?|contests?|challenges?|appeals?|refuses?|complains?|withdraws?|"
    r"(?:gives?|states?|sends?) (?:its|their|his|an?) (?:opinion|view|reply|answer|comments?|objection)|decides?|"
    r"comments?|refers?|brings?",
    ar=r"[يت](?:رد|جيب|عترض|طعن|تظلم|رفض|بدي|قدم|سحب|قرر)\w{0,2}|(?:الرد|الاعتراض|الطعن|التظلم)",
    fr=r"repond\w*|s'y? ?oppos\w+|contest\w+|refus\w+|retract\w+|saisi\w+|conclu\w+|se prononc\w+|decid\w+|recour\w+|"
    r"(?:donn|rend|emet|emett|adress|present|fai|formul|exprim)\w* (?:par ecrit )?(?:son|ses|un|des|leurs?|une) "
    r"(?:avis|observations?|reponse|remarques?|objections?|reserves?|opposition|recours|reclamation)",
    es=r"respond\w+|contest\w+|se op\w+|oponerse|impugn\w+|rechaz\w+|retract\w+|recurr\w+|reclam\w+|decid\w+|"
    r"(?:d|emit|present|formul)\w* (?:por escrito )?(?:su|sus|un|una) (?:opinion|dictamen|observacion\w*|respuesta)",
    pt=r"respond\w+|contest\w+|se op\w+|opor-se|impugn\w+|recus\w+|retrat\w+|recorr\w+|reclam\w+|decid\w+|"
    r"(?:d|emit|apresent|formul)\w* (?:por escrito )?(?:o |a |as )?(?:seu|sua|suas|um|uma) "
    r"(?:parecer|opiniao|observac\w+|resposta)",
)
# What is kept, and no longer than so.
_KEPT = word_patterns(
    en=r"kept|stor\w+|retain\w+|keeps?",
    ar=r"\w{0,3}(?:حفظ|احتفاظ|خزن|تخزين)\w{0,2}",
    fr=r"conserv\w+|gard\w+|stock\w+|detenu\w*",
    es=r"conserv\w+|guard\w+|almacen\w+",
    pt=r"conserv\w+|guard\w+|armazen\w+",
)
_AT_MOST = {
    code: re.compile(rf"\s*,?\s*(?:{words})(?!\w)")
    for code, words in {
        "en": "at most|at the most|or less",
        "ar": "علي الاكثر|كحد اقصي|فاقل",
        "fr": "au plus|au maximum|ou moins",
        "es": "como maximo|a lo sumo|o menos",
        "pt": "no maximo|ou menos",
    }.items()
}
_MUST_BE = word_patterns(
    en=r"(?:is|are|be|been) \w+ed",
    ar=r"(?!)",
    fr=r"(?:est|sont|etre|ete) \w+",
    es=r"(?:es|son|ser|sido) \w+",
    pt=r"(?:e|sao|ser|sido) \w+",
)
_IF = word_patterns(
    en="if|where|when|unless",
    ar="اذا|متي|عندما|ما لم",
    fr=r"si|s'il\w*|lorsqu\w*|quand|sauf|a moins",
    es="si|cuando|salvo",
    pt="se|quando|salvo",
)
_ONLY = word_patterns(
    en="only",
    ar="الا|فقط",
    fr=r"(?<!tant )(?<!afin )(?<!ainsi )(?<!apres )(?<!avant )(?<!jusqu'a ce )(?:que|qu)|seulement",
    es="sino|solo|mas que",
    pt="senao|so|apenas",
)


def recurs(one: Quantity, text: str, words: Lexicon) -> bool:
    """Whether a length of time says how often something comes: "at least every 2 months", "twice a year".

    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> from toolkit.bargaining.counter.numbers.quantities import quantities
    >>> en, texts = lexicon("en"), ("at least every 2 months", "at least twice a year", "for at least 2 hours")
    >>> [recurs(quantities(text, en)[0], text, en) for text in texts]
    [True, True, False]
    """
    if is_rhythm(text, one.start, one.end, words.language):
        return not bounded_above(text, one.start, one.end)
    before = text[max(one.start - _AHEAD, 0) : one.start]
    return one.kind == "time" and _RECURS[words.language].search(before) is not None


def side(one: Quantity, text: str, words: Lexicon) -> str | None:
    """Which way a number is better for us; nothing where its clause does not tell.

    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> from toolkit.bargaining.counter.numbers.quantities import quantities
    >>> def of(text):
    ...     return side(quantities(text, lexicon("en"))[0], text, lexicon("en"))
    >>> of("every worker receives 6 hours of training"), of("the employer answers within 6 days")
    ('higher', None)
    >>> of("it must not be opened within 24 months of the sale"), of("the union may object within 9 days")
    ('higher', 'higher')
    """
    code = words.language
    begin = max((each.end() for each in _PAUSE.finditer(text, 0, one.start)), default=0)
    begin = max(begin, one.start - _AHEAD)
    ahead = text[begin : one.start]
    within = any(one.start - begin - each.end() <= _ARTICLE for each in _WITHIN[code].finditer(ahead))
    lower = any(one.start - begin - each.end() <= _ARTICLE for each in words.cue("lower").finditer(ahead))
    found = [each for each in words.find(text) if begin <= each.start and each.end <= one.start]
    parties = [each for each in found if each.list in _PARTIES]
    if one.kind == "time" and within:
        whole = _sentence(text, one)
        presumed = any(each.list == "shield" for each in words.find(whole)) and _PRESUMED[code].search(whole)
        if presumed and not any(each.list in ("union", "workers") for each in parties[-1:]):
            return "higher"  # a harm within so long counts as a reprisal
        sentence = max((each.end() for each in re.finditer(r"[.;:؛]\s", text[: one.start])), default=0)
        earlier = [each for each in words.find(text) if sentence <= each.start and each.end <= one.start]
        banned = [each for each in earlier if each.list == "must_not"]
        unsure = _IF[code].search(text, sentence, one.start) or _ONLY[code].search(ahead)
        if banned and not unsure and not any(each.list in ("exception", "before") for each in earlier):
            return "higher"
        if parties and parties[-1].list in ("union", "workers") and text[: parties[-1].start].split()[-1:] not in _BY:
            between = text[parties[-1].end : one.start]
            if _WE_ANSWER[code].search(between) and not _MUST_BE[code].search(between):
                return "higher"
    if lower and within:
        return None
    kept = _KEPT[code].search(ahead) is not None and _AT_MOST[code].match(text, one.end) is not None
    if one.kind == "time" and (kept or any(each.list == "delete" for each in found)):
        return "lower"
    if text[one.start : one.end].split()[0] in words.words("one"):
        return None  # "a month": how often it comes
    if _RATE[code].search(ahead):
        begin = max((each.end() for each in re.finditer(r"[.;:؛]\s", text[: one.start])), default=0)
        ahead, lower = text[begin : one.start], False
        parties = [each for each in words.find(text) if begin <= each.start < one.start and each.list in _PARTIES]
    return None if lower and not _each(ahead, words) else _given(ahead, parties, begin, code)


def _sentence(text: str, one: Quantity) -> str:
    begin = max((each.end() for each in _STOPS.finditer(text, 0, one.start)), default=0)
    end = _STOPS.search(text, one.end)
    return text[begin : end.start() if end else len(text)]


def _each(ahead: str, words: Lexicon) -> bool:
    """Whether the word that makes less of a number better is "each", and stands before somebody."""
    ends = list(words.cue("lower").finditer(ahead))
    return bool(ends) and len(ahead) - ends[-1].end() > _ARTICLE


def _given(ahead: str, parties: list[Any], begin: int, code: str) -> str | None:
    for pattern, whose in ((_WE_GET[code], _OURS), (_IT_GIVES[code], ("employer",))):
        for match in pattern.finditer(ahead):
            before = [each.list for each in parties if each.start < begin + match.start()]
            behind = [each.list for each in parties if each.start >= begin + match.start()]
            if (before or behind) and (before[-1:] or behind[:1])[0] in whose:
                return "higher"
    return None


def up_to(text: str, one: Quantity) -> bool:
    """Whether a number of a plain text is the most there may be: "up to 20 euros".

    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> from toolkit.bargaining.counter.numbers.quantities import quantities
    >>> [up_to(text, quantities(text, lexicon("en"))[0]) for text in ("pays up to 20 euros", "pays 20 euros")]
    [True, False]
    """
    return _UP_TO.search(text, 0, one.start) is not None


# For how long something is done at the least, around the time itself: "for two years at least".
_FOR = word_patterns(
    en="for|during|lasting", ar=r"ل?مده|طوال|طيله", fr="pendant|durant", es="durante|por", pt="durante|por"
)
_AT_LEAST = word_patterns(
    en=r"at (?:the )?(?:very )?least|at a minimum|as a minimum|or (?:more|longer)",
    ar=r"علي الاقل|كحد ادني|علي اقل تقدير|فاكثر",
    fr=r"au (?:moins|minimum)|ou plus",
    es=r"como minimo|al menos|por lo menos|cuando menos|o mas",
    pt=r"no minimo|pelo menos|ao menos|ou mais",
)


def lasts_at_least(one: Quantity, text: str, code: str) -> bool:
    """Whether it says for how long, at the least, something is done or kept that somebody else cuts short.

    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> from toolkit.bargaining.counter.numbers.quantities import quantities
    >>> text = "the employer shall keep them for two years at least, apart from other data"
    >>> lasts_at_least(quantities(text, lexicon("en"))[0], text, "en")
    True
    """
    before = text[max(one.start - _NEAR, 0) : one.start].rstrip()
    said = any(match.end() == len(before) for match in _FOR[code].finditer(before))
    return one.kind == "time" and said and _AT_LEAST[code].match(text, one.end + 1) is not None
