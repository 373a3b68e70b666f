"""Turns by which five languages say one thing: "not before" and "until", "cannot" and "impossible", "must not tell".

Each excuses a signal whose words are gone or new, because what it goes by is said in the other turn. None of them makes
a reading certain.
"""

from __future__ import annotations

import re

from toolkit.bargaining.counter.lexicon import Found, more_often, word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.same_words import SameWords

_WIDE = 40  # letters around a word among which what it is said of stands
_BESIDE = 22  # letters between two words that belong together
_CLOSE = 60  # letters before a word among which a "not" turns it
_SAME_AS = re.compile(
    r"\bmemes?\b[^.;:]*$|\b(?:plus|moins|aussi|autant)\s+\w+\s+(?:pour|envers|avec|a|au|aux|que)\b[^.;:]*$"
)  # "les mêmes que pour", "plus strictes pour le Syndicat que pour": compared, not limited

# "Silence is not consent": what is no consent, and no reason.
IS_NO = {
    code: re.compile(rf"(?<!\w)(?:{words})$")
    for code, words in {
        "en": r"(?:is|are|be|does|do|shall) (?:not|never|no)(?: \w+){0,3} ?",
        "ar": r"و?(?:لا|ليس\w?|لم|لن)(?: (?:ي|ت)\w+)?(?: من)? ",
        "fr": r"n(?:e |')\w+ ?(?:pas|point|jamais|en rien)?(?: \w+){0,2} ?",
        "es": r"no (?:constituy|es|son|vale|equival|implic|supon|signific|se tendra|sera)\w*(?: \w+){0,2} ?",
        "pt": r"nao (?:constitu|e|sao|vale|equival|implic|signific|sera)\w*(?: \w+){0,2} ?",
    }.items()
}

# "Nobody enters if they have not agreed."
_NOBODY_IF_NOT = word_patterns(
    en=r"(?:nobody|no one|no person)\b[^.;:]*\b(?:if|where)\b[^.;:]*\bnot",
    ar=r"(?:لا [يت]\w+ (?:احد|اي شخص)|لا احد)[^.;:؛]*(?:اذا|ان|متي) لم",
    fr=r"(?:personne|nul|nulle) n(?:e|')\b[^.;:]*\b(?:si|lorsqu\w*)\b[^.;:]*\bn(?:e|'\w+)",
    es=r"(?:nadie|ninguna persona)\b[^.;:]*\b(?:si|cuando)\b[^.;:]*\bno",
    pt=r"(?:ninguem|nenhuma pessoa)\b[^.;:]*\b(?:se|quando)\b[^.;:]*\bnao",
)

# To let others know what is somebody's secret.
_REVEAL = word_patterns(
    en=r"disclos\w*|reveal\w*|divulg\w*|make known|makes known|made known|name",
    ar=r"\w{0,3}(?:يكشف|تكشف|كشف|يفشي|افشاء|يفصح|افصاح|يذيع)\w{0,3}",
    fr=r"divulgu\w*|revel\w*|devoil\w*|fai\w+ connaitre",
    es=r"revel\w*|divulg\w*|desvel\w*|dar a conocer",
    pt=r"revel\w*|divulg\w*|desvel\w*|dar a conhecer",
)

# What cannot be.
_CANNOT = word_patterns(
    en=r"cannot|can not|could not|not be able|unable|not possible",
    ar=r"لا يمكن|لا يستطيع|لا يتاتي|لم يمكن|غير ممكن|عدم امكان",
    fr=r"ne (?:peut|peuvent|puisse|puissent|pourra|pourrait)|n'est pas possible",
    es=r"no (?:se )?(?:puede|pueden|pueda|puedan|podra|pudiera)|no sea posible|no es posible",
    pt=r"nao (?:se )?(?:pode|podem|possa|possam|podera|puder)|nao seja possivel|nao for possivel",
)
_STOPS = re.compile(r"[.;:؛]")
_IMPOSSIBLE = re.compile(r"imposs?ib|impract|inviab|متعذر|يتعذر|تعذر|مستحيل")

# Shut out, where it is said of an act.
_EXCLUDED = re.compile(r"exclu|excep?tu|\w{0,3}مستبعد|\w{0,3}يستبعد|\w{0,3}تستبعد")

# No fewer than others, as many as they.
_EQUAL = word_patterns(
    en=r"at least (?:as|equal|the same)|(?:the )?same \w+ as|equal to|as \w+ as",
    ar=r"لا تقل عن|لا يقل عن|مساو\w*|مماثل\w*|نفس|ذاتها|ذاته|علي الاقل",
    fr=r"au moins (?:egal\w*|autant|aussi|l\w+ memes?)|(?:le|la|les) memes? \w+ que|egal\w* a|autant d\w*",
    es=r"al menos (?:igual\w*|tant\w*|l[ao]s? mism\w*)|l[ao]s? mism\w* \w+ que|igual\w* a|igual o superior",
    pt=r"(?:pelo|ao) menos (?:igual|iguais|tant\w*|[ao]s? mesm\w*)|[ao]s? mesm\w* \w+ que|igual\w* a|igual ou superior",
)
_FEWER = word_patterns(
    en=r"fewer|less|lower|shorter|worse|stricter|more|longer|higher",
    ar=r"اقل|ادني|اقصر|اسوا|اكثر|اشد|اطول|اعلي",
    fr=r"moins|inferieur\w*|moindre\w*|pires?|plus",
    es=r"menos|inferior\w*|menor\w*|peor\w*|mas|mayor\w*",
    pt=r"menos|inferior\w*|menor\w*|pior\w*|mais|maior\w*",
)

# To keep what was recorded.
_KEEPS = word_patterns(
    en=r"kept|keep\w*|retain\w*|stor\w+|held|preserv\w+|on file",
    ar=r"\w{0,3}(?:حفظ|محفوظ|تبقي|يبقي|بقاء|ابقاء|تخزين|يخزن|تخزن|احتفاظ|يحتفظ)\w{0,3}",
    fr=r"conserv\w+|gard\w+|stock\w+|maint\w+|detenu\w*",
    es=r"conserv\w+|guard\w+|almacen\w+|mant\w+|reten\w+",
    pt=r"conserv\w+|guard\w+|armazen\w+|mant\w+|ret(?:er|id)\w*",
)

# What is lacking, and no "not": "failing an answer".
FAILING = re.compile(r"(?:a defaut|faute|en l'absence|a falta|na falta|en ausencia|na ausencia|failing|in the absence)")
_NE = re.compile(r"\bn(?:e\b|')")  # "ne … plus"
_WITHDRAWN = re.compile(r"withdr|retir|taken back|سحب")
_ANNULLED = re.compile(
    r"annul|anul|undo|void|null|nul|cancel|rescind|quash|efect|effet|efeito|desf|desh|defai|لغ|بطل|باطل"
)

# Out of somebody's reach.
_SHUT = word_patterns(
    en=r"(?:closed|shut|hidden|barred) (?:to|from)|out of reach|inaccessible|unread|unseen|unused|undisclosed|"
    r"intact|untouched|unaltered",
    ar=r"مغلق\w* (?:امام|علي|دون)|محجوب\w*|بعيد\w* عن|بمناي عن|كما هي|كما هو|سليم\w*",
    fr=r"ferme\w* a|inaccessibles?|hors de portee|a l'abri|soustrait\w*|inutilise\w*|"
    r"intacte?s?|inchange\w*",
    es=r"cerrad\w+ a|inaccesibles?|fuera del alcance|ajen\w+ a|vedad\w+ a|intact\w+|"
    r"inalterad\w+|indemnes?|incolumes?",
    pt=r"fechad\w+ a|inacessive\w+|fora do alcance|alhei\w+ a|vedad\w+ a|intact\w+|"
    r"intoca\w+|inalterad\w+",
)


def impossible(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the new "impossible" says "cannot", as ours does."""
    new = newly("exception", ours, theirs, same)
    cannot = _CANNOT[same.words.language]
    fewer = len(cannot.findall(ours)) - len(cannot.findall(theirs))
    return bool(new) and fewer >= len(new) and all(_IMPOSSIBLE.match(theirs[one.start :]) for one in new)


def shut_out(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether an act that was banned is called excluded: as many bans fewer as there are exclusions more."""
    new = [one for one in newly("exception", ours, theirs, same) if _EXCLUDED.match(theirs[one.start :])]
    return bool(new) and often("must_not", ours, same) > often("must_not", theirs, same)


def as_many(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "shall not have fewer" became "shall have at least as many"."""
    equal, fewer = _EQUAL[same.words.language], _FEWER[same.words.language]
    return more_often(equal, theirs, ours) and fewer.search(ours) is not None


def kept_secret(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what has to be secret now was not to be revealed before.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> kept_secret("the name shall not be revealed", "the name remains confidential", en)
    True
    >>> kept_secret("the name shall not be revealed", "the report is confidential", en)
    False
    """
    nots = [start for start, _ in same.spans("negation", ours)]
    nots += [one.start for one in same.phrases(ours) if one.list == "must_not"]
    hidden = {
        name
        for match in _REVEAL[same.words.language].finditer(ours)
        for start in nots
        if 0 <= match.start() - start <= _CLOSE and not _STOPS.search(ours[start : match.start()])
        for name in _around(ours, start, match.end(), same)
    }
    secrets = newly("secret", ours, theirs, same)
    return bool(secrets) and all(hidden & _around(theirs, one.start, one.end, same) for one in secrets)


def kept_secret_now(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "shall not be disclosed" became "remains confidential"."""
    more = [sum(one.list == "secret" for one in same.phrases(text)) for text in (ours, theirs)]
    return kept_secret(ours, theirs, same) and more[1] > more[0]


def _around(text: str, start: int, end: int, same: SameWords) -> set[str]:
    """What is named near a place."""
    return {
        one.name
        for one in same.pieces(text)
        if start - _WIDE <= one.start <= end + _WIDE and one.name[0] not in "#!@" and not start <= one.start < end
    }


def denied(name: str, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what is named no more was denied: "silence is not consent", "this is no reason".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> denied("consent", "silence is not consent", "it is never inferred from silence", en)
    True
    >>> denied("consent", "no change without consent", "no change", en)
    False
    """
    had, has = often(name, ours, same), often(name, theirs, same)
    lost = _denied(name, ours, same) - _denied(name, theirs, same)
    return 0 < had - has <= lost and denials(theirs, same).all >= denials(ours, same).all


def limits_nothing(text: str, start: int, same: SameWords) -> bool:
    """Whether a word for "only" limits nothing where it stands: "who works alone", "the same as for others"."""
    if any(one.start <= start < one.end for one in same.phrases(text) if one.list == "neutral"):
        return True
    return same.words.language == "fr" and text.startswith("qu", start) and _SAME_AS.search(text[:start]) is not None


def kept_no_more(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether one text says "deleted", and the other that it is not kept.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> kept_no_more("it is deleted after 9 days", "after 9 days it shall no longer be kept", en)
    True
    >>> kept_no_more("it is deleted after 9 days", "after 9 days it is kept", en)
    False
    """
    less, more = (ours, theirs) if often("delete", ours, same) else (theirs, ours)
    if not often("delete", less, same) or often("delete", more, same):
        return False
    nots = [start for start, _ in same.spans("negation", more) if not FAILING.match(more, start)]
    nots += [one.start for one in same.phrases(more) if one.list == "must_not"]
    nots += [match.start() for match in _NE.finditer(more)] if same.words.language == "fr" else []
    keeps = _KEEPS[same.words.language].finditer(more)
    return any(0 <= match.start() - start <= _CLOSE for match in keeps for start in nots)


def none_unless(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "nobody may without" became "nobody does if not"."""
    turned = denials(ours, same).doubled > denials(theirs, same).doubled
    return turned and _NOBODY_IF_NOT[same.words.language].search(theirs) is not None


def none_but(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "none but" became "the only one": "لا … إلا" and "الوحيد"."""
    fewer = often("exception", ours, same) > often("exception", theirs, same)
    only = same.has("closed", theirs) > same.has("closed", ours)
    return fewer and only and denials(ours, same).all > 0


def only_exception(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the new "only" says that there is no further exception."""
    if often("exception", theirs, same) > often("exception", ours, same):
        return False
    only = newly("only", ours, theirs, same)
    out = [one for one in same.phrases(theirs) if one.list == "exception"]
    return bool(only) and all(any(abs(one.start - each.start) <= _BESIDE for each in out) for one in only)


def shut_or_bounded(fewer: int, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether a "not" that is gone stands in a bound now, or in a word for what is shut: "no fewer than", "closed to".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> shut_or_bounded(1, "a channel that it does not read", "a channel closed to it", en)
    True
    >>> shut_or_bounded(1, "a channel that it does not read", "a channel that it reads", en)
    False
    """
    shut = _SHUT[same.words.language]
    more = len(shut.findall(theirs)) - len(shut.findall(ours))
    more += sum(same.has(key, theirs) - same.has(key, ours) for key in ("least", "most"))
    return more >= fewer


def undone(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what had to be withdrawn has to be undone or annulled now."""
    had = [ours[one.start : one.end] for one in same.phrases(ours) if one.list == "stops"]
    new = [theirs[one.start : one.end] for one in newly("remedy", ours, theirs, same)]
    return bool(had) and all(_WITHDRAWN.search(one) for one in had) and any(_ANNULLED.search(one) for one in new)


def often(name: str, text: str, same: SameWords) -> int:
    """How many phrases of a list stand in a text."""
    return sum(one.list == name for one in same.phrases(text))


def _denied(name: str, text: str, same: SameWords) -> int:
    pattern = IS_NO[same.words.language]
    return sum(one.list == name and pattern.search(text[: one.start]) is not None for one in same.phrases(text))


def newly(name: str, ours: str, theirs: str, same: SameWords) -> list[Found]:
    """The phrases of a list in theirs whose words ours does not have."""
    before = [ours[one.start : one.end] for one in same.phrases(ours) if one.list == name]
    found = []
    for one in same.phrases(theirs):
        if one.list != name:
            continue
        if theirs[one.start : one.end] in before:
            before.remove(theirs[one.start : one.end])
        else:
            found.append(one)
    return found
