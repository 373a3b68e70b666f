"""From what a time runs: the words after "of", "from", "after" behind a time, or after "the day on which"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit.bargaining.counter.lexicon import more_often, plain, word_patterns
from toolkit.bargaining.counter.meanings.excerpts import short
from toolkit.bargaining.counter.meanings.same_words import SameWords, same_words
from toolkit.bargaining.counter.meanings.synonyms import in_our_words
from toolkit.bargaining.counter.numbers.quantities import quantities
from toolkit.bargaining.counter.sentences.pointing_back import same_event
from toolkit.bargaining.counter.signals import Noticed
from toolkit.languages import translatable

LATER = translatable("The time runs from a later event now: “{theirs}”.")
TRIGGER = translatable("The time runs from something else: “{ours}” became “{theirs}”.")

_RECEIPT = "!receipt"  # what runs from the day on which it came, in whatever words
_HAPPENING = "!event"  # what runs from the day on which it happened
_PARTY = 7  # letters of a word for a party, at the least
_EVENT = 2  # words of an event from which nothing ran before
_ENDS = {
    code: re.compile(rf"[,.;:؛،]|(?<!\w)(?:{words})(?!\w)")
    for code, words in {
        "en": "the employer(?!'s)|the union(?!'s)|shall|must|will|and|or|every|where|if",
        "ar": "يلتزم|تلتزم|صاحب العمل|النقابه|ثم|ودون|وبدون|ومع|دون|وبعد|واذا|اذا|حتي|لكي|كي|بحيث|كلما|متي",
        "fr": "l'employeur|le syndicat|doit|et|(?<!jour )(?<!date )(?<!moment )ou|puis|si|lorsque",
        "es": "el empleador|el sindicato|debera|y|o|si|cuando",
        "pt": "o empregador|o sindicato|devera|deve|e|ou|se|quando",
    }.items()
}
# Says only that it came, or on which day.
_DAY = {
    "en": re.compile(
        r"(?:day|date|moment|time|receipt|receiv\w+|delivery|arrival|arriv\w+|reach\w+|getting|"
        r"its|same|said(?! so)|having|it|them|that|this|these|those)(?!\w)"
    ),
    "ar": re.compile(
        r"(?:ال)?(?:يوم|تاريخ|تسلم\w*|استلام\w*|تلقي\w*|وصول\w*|توصل\w*|بلوغ\w*|ورود\w*|هذا|هذه|"
        r"ذلك|نفس\w*|ذات\w?|حصول|اخير\w?|اليه\w?|اليهم)(?!\w)"
    ),
    "fr": re.compile(
        r"(?:jour|date|moment|reception|rec(?:oi|u|ev)\w*|remise|"
        r"arrivee?s?|memes?|cette|ladite|dudit|celle|celui|ceux|celles|avoir|ayant)(?!\w)"
    ),
    "es": re.compile(
        r"(?:dia|fecha|momento|recepcion|recib\w+|llegada|llegu?e\w*|mism[oa]s?|aquel|dicha|dicho|esa|ese|haber\w*|habiendo|aquell\w+|aquel|l[oa]s?|ell[oa]s?|el)(?!\w)"
    ),
    "pt": re.compile(
        r"(?:dia|data|momento|mesm[oa]s?|receb\w+|rececao|recepcao|chegada|chegu?e\w*|dessa|desse|dita|dito|ter|tendo|haver|"
        r"d?aquel[ae]s?|d?est[ae]s?|d?el[ae]s?|n?l[oa]s?|seu|sua)(?!\w)"
    ),
}
# Says only that it happened.
_HAPPENS = word_patterns(
    en=r"events?|occur\w*|happen\w*|arises?|arose|arisen|occurrence|tak\w+ place|took place",
    ar=r"(?:ال)?(?:حادث\w*|حدث|حدوث\w*|وقع|وقوع\w*|واقعه)",
    fr=r"evenements?|survenance|survenue?s?|survien\w+|produi\w+|faits?",
    es=r"eventos?|sucesos?|hechos?|ocurr\w+|suced\w+|acaec\w+|produ\w+",
    pt=r"eventos?|fa(?:c)?tos?|ocorr\w+|acontec\w+|verific\w+",
)
_WHICHEVER_IS_LATER = word_patterns(
    en=r"whichever (?:is|comes|falls|occurs) (?:the )?later|if (?:this|that|it) is later|if later|the later of",
    ar=r"ايهما (?:ابعد|لاحق|اخر|متاخر)|ايهما جاء (?:لاحقا|متاخرا)|اذا كان (?:لاحقا|ابعد)|ان كان (?:لاحقا|ابعد)",
    fr=r"(?:si elle|s'il|si cel\w+|si cette date) est posterieure?|la plus tardive|la date la plus tardive"
    r"|l'evenement le plus tardif|le plus tardif",
    es=r"si (?:fuera|fuese|es|fuere|resulta|resultase|resultara) (?:posterior|mas tarde|mas tardi[oa])|"
    r"lo que (?:ocurra|suceda|acontezca|sea|se produzca) (?:mas tarde|despues|ultimo|en ultimo lugar|posterior)|"
    r"el (?:hecho|plazo|evento) (?:posterior|mas tardio)|la fecha (?:posterior|mas tardia)|"
    r"el que (?:sea|resulte) (?:posterior|mas tarde)",
    pt=r"se (?:for|fosse) (?:posterior|mais tarde)|o que (?:ocorrer|acontecer|for|suceder) (?:por ultimo|mais tarde|"
    r"posterior|depois)|a data (?:posterior|mais tardia)|o que vier (?:depois|por ultimo)",
)
# From when something runs, where no length of time stands before it.
_SINCE = {
    "en": "from the (?:day|date|moment) (?:on|from|at) which|from the (?:first )?day of|from the date of",
    "ar": (
        "من (?:ال)?يوم الذي|من تاريخ|منذ (?:ال)?يوم الذي|من اول يوم|(?:من|منذ) (?:يوم|لحظه|وقت|حين|ساعه)|"
        "من (?:ال)?لحظه التي"
    ),
    "fr": (
        "a compter du jour ou|des le jour ou|du jour ou|(?:des|depuis) le (?:premier )?jour(?: de| du| des)?|des le "
        "premier|le jour ou|(?:commence|commencent) a courir (?:lorsqu|lorsque|quand|des lors que|des que)|"
        "(?:court|courent|part|partent) (?:lorsqu|lorsque|quand|des lors que|des que)"
    ),
    "es": "desde el dia en que|desde que|a partir del dia en que|desde el (?:primer )?dia (?:de|del)",
    "pt": (
        "do dia em que|a partir do dia em que|desde o dia em que|desde que|desde o (?:primeiro )?dia "
        "(?:de|do|da|dos|das)"
    ),
}


# "The time of 9 days runs from."
_RUNS = {
    "en": r"(?:that |which )?(?:runs?|begins?|starts?|is counted|are counted|counts?)(?: to run)?",
    "ar": r"(?:ت|ي)?(?:بدا|سري|حسب|حتسب)\w*",
    "fr": r"(?:qui )?(?:ne )?(?:court|courent|commencent? a courir|se compte|se comptent|part)(?: qu)?",
    "es": r"(?:que )?(?:corre|corren|empieza a correr|comienza a correr|se cuenta|se cuentan|comienza)",
    "pt": r"(?:que )?(?:corre|correm|comeca a correr|comeca a contar|conta-se|contam-se|e contado|comeca)",
}


def compare_triggers(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """From what a time runs: the words after "of", "from", "after" behind a length of time.

    >>> en = same_words("en")
    >>> [one.id for one in compare_triggers("within 10 days of the request", "within 10 days of its approval", en)]
    ['trigger']
    >>> list(compare_triggers("they meet within 10 days of the letter", "within 10 days of the letter they meet", en))
    []
    """
    before, after = _runs_from(ours, same), _runs_from(theirs, same)
    named = in_our_words(ours, theirs, same)
    otherwise = {
        one.name for one in same.pieces(theirs) if one not in named
    }  # "the notice", where ours has "the letter"
    known = {_RECEIPT, _HAPPENING, *otherwise, *(piece.name for piece in same.pieces(ours))}
    times = {round(one.values[0], 2) for one in quantities(ours, same.words) if one.kind == "time"}
    later = _WHICHEVER_IS_LATER[same.words.language]
    if more_often(later, theirs, ours):
        found = next(later.finditer(theirs))
        yield Noticed("trigger", "weakened", LATER, False, {"theirs": short(theirs[found.start() :])})
    for value, (phrase, names) in after.items():
        if value in times and value not in before and len(set(names) - known) >= _EVENT:
            yield Noticed("trigger", "weakened", LATER, False, {"theirs": phrase})
    for value, (phrase, names) in before.items():
        other = after.get(value)
        if other is None or not names or not other[1]:
            continue
        had, has = set(names), set(other[1])
        new = has - known  # a clause that was moved behind the phrase says nothing new
        both = len(had & has)
        exchanged = both * 2 < len(had | has) and not had <= has and bool(new)
        changed = exchanged or (both and len(new) >= 2) or (both and other[1][0] in new)
        if changed and not same_event(other[0], phrase, theirs, same):
            yield Noticed("trigger", "weakened", TRIGGER, False, {"ours": phrase, "theirs": other[0]})


def _runs_from(text: str, same: SameWords) -> dict[float, tuple[str, list[str]]]:
    pattern = _starts(same.words.language)
    found: dict[float, tuple[str, list[str]]] = {}
    for one in quantities(text, same.words):
        match = pattern.match(text, one.end) if one.kind == "time" else None
        if match is not None:
            found.setdefault(round(one.values[0], 2), _phrase(text, match.end(), same))
    for place, match in enumerate(re.finditer(rf"(?<!\w)(?:{_SINCE[same.words.language]})(?!\w)\s*", text)):
        found.setdefault(-1.0 - place, _phrase(text, match.end(), same))
    return found


def _phrase(text: str, start: int, same: SameWords) -> tuple[str, list[str]]:
    """What follows, up to the next pause, and what it says: that it was received, and on which day, is no event."""
    ahead = text[start : start + 120]
    ends = [*_ENDS[same.words.language].finditer(ahead)]
    stop = next((one.start() for one in ends if not _is_day_on_which(ahead, one, same)), len(ahead))
    phrase = ahead[:stop].strip()
    most = min((one for one, _ in same.spans("most", phrase)), default=0)  # "after the request at the latest"
    phrase = phrase[:most].strip() if most else phrase
    pieces = [one for one in same.pieces(phrase) if one.name not in ("@employer", "@union")]
    code = same.words.language
    weighty = [one.name for one in pieces if not _DAY[code].match(phrase, one.start)]
    if pieces and all(_HAPPENS[code].match(phrase, one.start) for one in pieces):
        return short(phrase), [_HAPPENING]
    return short(phrase), (weighty or ([_RECEIPT] if pieces else []))[:6]


def _is_day_on_which(text: str, end: re.Match[str], same: SameWords) -> bool:
    """Whether somebody who ends a phrase is who acts in it: "the day on which the Employer has completed its file"."""
    before = [one for one in same.pieces(text[: end.start()]) if one.name[0] != "@"]
    named = len(end[0]) > _PARTY and end[0] not in ("shall", "where", "debera", "devera", "lorsque")
    return named and all(_DAY[same.words.language].match(text, one.start) for one in before)


@cache
def _starts(code: str) -> re.Pattern[str]:
    same = same_words(code)
    starts = sorted(map(plain, map(str, same.record["from"])), key=len, reverse=True)
    runs = rf"(?:{_RUNS[code]}\s+)?"
    return re.compile(rf"\s*,?\s*{runs}(?:{'|'.join(map(same.words.pattern, starts))})(?!\w)\s*")
