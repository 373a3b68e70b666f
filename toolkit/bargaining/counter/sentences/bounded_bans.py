"""A "without" put into a ban bounds it: "shall not, without a note, be opened" opens it with one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.denials import denials, is_without
from toolkit.bargaining.counter.meanings.same_words import NOT, Piece, SameWords
from toolkit.bargaining.counter.signals import SIGNALS, Noticed
from toolkit.bargaining.counter.wordings.turns import newly

# Behind a "without": what only strengthens a ban, or leaves other rights alone.
_NO_BOUND = {
    code: re.compile(rf"(?:{words})(?!\w)")
    for code, words in {
        "en": r"(?:any )?(?:exception|delay|distinction|limit|prejudice|restriction|reservation|affecting|"
        r"discrimination)\w*",
        "ar": r"(?:اي |ايه |ادني )?(?:ال)?(?:استثناء\w*|تاخير|ابطاء|تمييز|اخلال|مساس|قيد|قيود|شرط|شروط|تحفظ\w*|حدود?|"
        r"تحديد|تقييد|انقطاع|تاثير|حاجه|غير\w+|سوا\w+|ان (?:[يت]خل|[يت]مس|[يت]وثر|[يت]لزم|[يت]ضطر|[يت]حتاج)\w*|"
        r"ان (?:\w+ ){0,3}(?:استثناء\w*|[يت]حتاج\w*|ملزم\w*|مضطر\w*))",
        "fr": r"(?:aucune? |la moindre |nulle? )?(?:exceptions?|delai|retard|tarder|attendre|distinctions?|limit\w+|"
        r"prejudic\w+|restrictions?|reserves?|discriminations?|conditions?|interruption|affecter|porter atteinte|"
        r"deroger|derogations?|pouvoir)|qu(?:e |')[^,.;:]*?(?:affect\w+|prejudic\w+|atteinte|deroge\w*|derogations?|"
        r"exceptions?|besoin|necessaires?|lieu|faille|(?:ait|aient) a|doi(?:ve|vent))",
        "es": r"(?:ningun\w* |cualquier )?(?:excepcion\w*|demoras?|dilacion\w*|retrasos?|distincion\w*|limit\w+|"
        r"perjuicio|perjudicar|restriccion\w*|reservas?|discriminacion\w*|condicion\w*|interrupcion\w*|afectar|"
        r"menoscab\w+|detrimento|poder)|que [^,.;:]*?(?:afect\w+|perjudi\w+|menoscab\w+|excepcion\w*|quepan?|pueda\w*|"
        r"necesari\w+|haga falta|tengan? que|deban?)",
        "pt": r"(?:qualquer |quaisquer |nenhum\w* )?(?:excep?c\w+|demoras?|atrasos?|delongas?|distinc\w+|limit\w+|"
        r"prejuizo|prejudicar|restric\w+|reservas?|discriminac\w+|condic\w+|interrupc\w+|afec?tar|poder)|"
        r"que [^,.;:]*?(?:afec?t\w+|prejudi\w+|excep?c\w+|caiba\w*|possam?|necessari\w+|tenham? (?:de|que)|devam?)",
    }.items()
}
# Before a "without": the ban holds with and without, or the "without" is a part of "prevents".
_ALIKE = {
    code: re.compile(rf"(?<!\w)(?:{words})[ ,،]*$")
    for code, words in {
        "ar": r"حتي|ولو|وان|(?:ب\w+|مع(?: \w+){1,3}) او|(?:[يت]حول|حالت?)(?: \w+){0,3}",
        "fr": r"meme|compris|avec(?: \w+){0,3} (?:ou|ni)",
        "es": r"incluso|aun|siquiera|aunque sea|con(?: \w+){0,3} (?:o|ni)",
        "pt": r"mesmo|ainda que|inclusive|sequer|com(?: \w+){0,3} (?:ou|nem)",
    }.items()
}
# What begins a clause of its own behind a ban, to which the ban does not reach.
_NEW_CLAUSE = word_patterns(
    en=r"(?:and|but)(?: (?:it|they|the \w+))? (?:shall|may|must|will|is|are)",
    ar=r"و?لكن\w*|بل|وانما|و(?!ت\w\wي\w(?!\w))[يت]\w{2,}|ول(?:ه|ها|هم|هما)|وعلي\w*|وعندئذ",
    fr=r"mais|tandis qu\w*|alors qu\w*|(?<=, )et|et (?:ils?|elles?|celui-ci|celle-ci|ceux-ci|celles-ci|lui|leur|en|se)|"
    r"et (?:l'\w+ |l[ea]s? \w+ )?(?:doi(?:t|vent)|peu(?:t|vent)|est|sont|a|ont|sera|seront|\w{2,}(?:era|eront))",
    es=r"pero|sino|mientras que|(?<=, )[ye]|[ye] (?:se|lo|le|les) \w+|"
    r"[ye] (?:\w+ ){0,3}?(?:puede\w*|debe\w*|son|esta|estan|han?|tienen?|"
    r"(?!camara|prim|terc|cualqui|man|esp|financi|fuera)\w+[aei]ran?)",
    pt=r"mas|porem|enquanto|(?<=, )e|e (?:se|lhes?) \w+|e (?:\w+ ){0,3}?(?:pode\w*|deve\w*|sao|esta|estao|ha|tem|"
    r"ficam?|(?!cam|\w+eira)\w+[aei]ra(?:o)?)",
)
_AND = {
    code: re.compile(rf"(?<!\w)(?:{words})$")
    for code, words in {
        "ar": "و",
        "fr": "et (?:l'|l[ea]s? )?",
        "es": "[ye] (?:el |la |l[oa]s )?",
        "pt": "e (?:[oa]s? )?",
    }.items()
}
# At a "not" that forbids nothing: "à défaut de réponse", "غير مشروع", "no impide".
_FORBIDS_NOTHING = word_patterns(
    ar=r"غير|(?:لا|ولا) [يت]حول",
    fr=r"faute|a defaut|en l'absence|sinon|dans le cas contraire|non|exempt|rien n'empeche|rien ne s'oppose",
    es=r"a falta|de lo contrario|en su defecto|en caso contrario|no (?:impiden?|obstan?)",
    pt=r"caso contrario|na falta|livre|nao (?:impedem?|obstam?)",
)
# Before a "not": it belongs to a condition, or only says of whom or of what the sentence speaks.
_BESIDE_THE_BAN = {
    code: re.compile(words)
    for code, words in {
        "ar": r"(?<!\w)(?:[وف]?اذا|متي|[وف]?لو|عندما|(?:في حال\w?|عند)(?= $)|(?:الذي|التي|الذين|ممن|من)(?= $))(?!\w)",
        "fr": r"(?<!\w)(?:si|s'ils?|lorsqu\w*|quand|tant qu\w*)(?!\w)|"
        r"(?<!\w)(?:qui|dont|lesquel\w+) (?:ne |n')(?:\w+ ){0,2}(?:\w+')?$",
        "es": r"(?<!\w)(?:si|cuando|mientras)(?!\w)|(?<!\w)(?:quien(?:es)?|(?:l[oa]s?|el) \w+ que) $",
        "pt": r"^(?:se|caso|quando|enquanto)(?!\w)|(?<!\w)(?:quem|(?:os?|as?) \w+ que) $",
    }.items()
}
# In French "ne … que" lets something be done: what is put in there narrows it.
_ONLY = re.compile(r"(?<!\w)(?:que (?:sur|par|pour|dans|si|lorsqu\w*|avec|apres|en|a)|qu'(?:avec|apres|en|a))(?!\w)")
# Two things done in one clause: what stands before them belongs to the first.
_BOTH = word_patterns(en="and|but", ar=r"و[يت]\w{2,}|ولا|و?لكن\w*", fr="et|mais", es="[ye]|pero|ni", pt="e|mas|nem")
_SENTENCE = re.compile(r"[.;:؛](?:\s|$)")
_PAUSE = re.compile(r"[,.;:؛،]")


def without_in_a_ban(new: Sequence[Piece], ours: str, theirs: str, same: SameWords) -> str:
    """The "without" put into what is denied, by which it may be done now.

    >>> from toolkit.bargaining.counter.meanings.same_words import left_over, same_words
    >>> fr, mine = same_words("fr"), "l'outil n'est pas utilise"
    >>> def put_in(yours):
    ...     return without_in_a_ban(left_over(fr.pieces(mine), fr.pieces(yours))[1], mine, yours, fr)
    >>> put_in("l'outil n'est pas utilise sans controle humain"), put_in("l'outil n'est pas utilise, sans exception")
    ('sans controle humain', '')
    """
    code = same.words.language
    if denials(theirs, same).doubled <= denials(ours, same).doubled:
        return ""
    for one in new:
        if one.name != NOT or not is_without(theirs, one.start, same):
            continue
        if _NO_BOUND[code].match(theirs, theirs.index(" ", one.start) + 1):
            continue
        if code in _ALIKE and _ALIKE[code].search(theirs, 0, one.start):
            continue
        begin = max((each.end() for each in _SENTENCE.finditer(theirs, 0, one.start)), default=0)
        bans = list(_bans(theirs, begin, one.start, same))
        if bans and not _begins_anew(theirs, max(bans), one.start, new, same):
            start = one.start - len("من ") if theirs.startswith("غير", one.start) else one.start
            return _PAUSE.split(theirs[start:])[0].strip()
    return ""


def without_before_a_ban(ours: str, theirs: str, same: SameWords) -> str:
    """The "without" put before a ban at the head of its sentence: "without a note, it shall not be opened".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> es, mine = same_words("es"), "el sistema no decidira"
    >>> without_before_a_ban(mine, f"sin control humano, {mine}", es)
    'sin control humano'
    >>> without_before_a_ban(mine, f"sin excepcion, {mine}", es)
    ''
    """
    code = same.words.language
    for start, _ in same.spans("negation", theirs):
        first = start - len("من ") * theirs.startswith("غير", start)
        begin = max((each.end() for each in _SENTENCE.finditer(theirs, 0, start)), default=0)
        pause = _PAUSE.search(theirs, start)
        if theirs[begin:first].strip() or pause is None or pause[0] not in ",،" or not is_without(theirs, start, same):
            continue
        clause = theirs[first : pause.start()].strip()
        if clause in ours or _NO_BOUND[code].match(theirs, theirs.index(" ", start) + 1):
            continue
        stop = _PAUSE.search(theirs, pause.end())
        end = stop.start() if stop else len(theirs)
        both = _BOTH[code].search(theirs, pause.end(), end)
        if any(_bans(theirs, pause.end(), both.start() if both else end, same)):
            return clause
    return ""


def _bans(text: str, begin: int, place: int, same: SameWords) -> Iterator[int]:
    """Where each ban ends that stands before a place in its sentence."""
    code = same.words.language
    spans = same.spans("negation", text)
    spans += [(one.start, one.end) for one in same.phrases(text) if one.list == "must_not"]
    for start, end in spans:
        if not begin <= start < place:
            continue
        if code == "en":
            yield end
            continue
        if is_without(text, start, same) or _FORBIDS_NOTHING[code].match(text, start):
            continue
        clause = max((each.end() for each in _PAUSE.finditer(text, begin, start)), default=begin)
        only = same.has("closed", text[start:end]) or (code == "fr" and _ONLY.search(text, end, place))
        if not only and not _BESIDE_THE_BAN[code].search(text[clause:start].lstrip()):
            yield end


def _begins_anew(text: str, ban: int, place: int, new: Sequence[Piece], same: SameWords) -> bool:
    """Whether between a ban and a "without" another clause begins, or a "without" stands that ours has too."""
    if _NEW_CLAUSE[same.words.language].search(text, ban, place):
        return True
    if same.words.language == "en":
        return False
    said = _AND[same.words.language]
    if any(
        said.search(text, ban, one.start) and text[one.end : place].strip()
        for one in same.parties(text)
        if ban < one.start and one.end <= place
    ):
        return True
    fresh = [one.start for one in new]
    between = [one.start for one in same.pieces(text) if ban <= one.start < place and one.name != NOT]
    if between and all(start in fresh for start in between):
        return True  # "and no other tool is used without consent": a ban that ours does not have
    known = [start for start, _ in same.spans("negation", text) if ban <= start < place and start not in fresh]
    return any(is_without(text, start, same) for start in known)


def gains_in_a_bound(noticed: Sequence[Noticed], ours: str, theirs: str, same: SameWords) -> set[str]:
    """The gains whose words are new only in a "without" that bounds a ban: more may be done now, and not less.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> from toolkit.bargaining.counter.signals import CONDITION
    >>> mine, yours = "it is not used", "it is not used without human control"
    >>> bound = Noticed("new-if", "weakened", CONDITION, False, {"theirs": "without human control"})
    >>> gains_in_a_bound([bound, Noticed("human-more", "strengthened", "")], mine, yours, same_words("en"))
    {'human-more'}
    """
    spans = [
        (start, start + len(clause))
        for one in noticed
        if one.id == "new-if" and (clause := str(one.values.get("theirs", "")).removesuffix("…"))
        for start in [theirs.find(clause)]
        if start >= 0 and is_without(theirs, start + len("من ") * clause.startswith("من غير "), same)
    ]
    told = {one.id for one in noticed if one.effect == "strengthened"}
    found = set[str]()
    for row in SIGNALS if spans else ():
        if row.id in told:
            hits = [each for name in row.words for each in newly(name, ours, theirs, same)]
            if hits and all(any(first <= each.start < last for first, last in spans) for each in hits):
                found.add(row.id)
    return found
