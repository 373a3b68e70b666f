"""Which cases a sentence still covers, and from when: ways out made wider, rules that count, duties left to us."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from toolkit.bargaining.counter.actors.agents import agents
from toolkit.bargaining.counter.lexicon import more_often, plain, word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.excerpts import said, short, without_numbers
from toolkit.bargaining.counter.meanings.other_forms import without_other_forms
from toolkit.bargaining.counter.meanings.same_words import NOT, Piece, SameWords
from toolkit.bargaining.counter.meanings.sentence_pairs import SentencePair
from toolkit.bargaining.counter.numbers.quantities import quantities
from toolkit.bargaining.counter.signals import CONDITION, PREVAILS, Noticed
from toolkit.languages import translatable

WIDER = translatable("What lets the employer out was made wider: “{theirs}”.")
TOGETHER = translatable("One party alone could ask for it; now it takes both.")
EFFECT = translatable("From when it applies was changed: “{ours}” became “{theirs}”.")
EVERY = translatable("It covered every case, of whatever kind; now it may cover only some.")
TOLD = translatable("What was needed first is only told now.")
LEFT = translatable("What the employer had to do is left to us now.")

LIMITS = ("narrow", "only")
_FAVOURS = re.compile(r"favou?r\w*|favorav\w+|beneficia\w*|protecteur|صالح|انفع|اصلح")
_NEAR_BY = 24  # letters behind a word for favour among which stands whom it favours
_OURS = ("union", "workers")
_NO_RULE = re.compile(r"(?<!\w)(?:se|la|las|una|unas|esa|esta|dicha|su|cada|de) $")  # to rely upon, and "la prima"
_APPLIES_TO = re.compile(r"[يت](?:سري|طبق|نطبق) (?:احكام )?هذ[اه] \w+ علي")  # whom it covers, and not from when
_SHORT = 14  # words of a sentence that says from when something applies
_EDITED = 0.6  # how like two sentences must be for a case left out to be a loss
_PAUSE = re.compile(r"[.,;:()،؛]")
ORS = {
    code: re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for code, words in {
        "en": "or",
        "ar": "او",
        "fr": "(?<!l[ea] jour )(?<!au jour )(?<!du jour )(?<!moment )(?<!le cas )(?<!au cas )(?<!es cas )"
        "(?<!la mesure )(?<!date )(?<!partout )(?<!heure )(?<!lieu )(?<!la )ou(?! l'autre)",  # not "le jour où"
        "es": "[ou](?! otr)",
        "pt": "ou(?! outr[oa] d)",
    }.items()
}
AFTER = {"en": "after", "ar": "بعد", "fr": "après", "es": "después de", "pt": "após"}
_AGREEMENT = {"en": "agreement", "ar": "اتفاق*", "fr": "accord", "es": "acuerdo*", "pt": "acordo*"}
_NEAR = 8  # letters between a power and the employer whose it is
_NOTHING_IN = {
    code: re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for code, words in {
        "en": r"(?:nothing|no provision|no term) (?:in|of) this (?:agreement|article)|"
        r"this (?:agreement|article) (?:does|shall|may) not",
        "ar": r"(?:ليس|لا شيء|لا يوجد) في هذ[اه] (?:ال)?(?:اتفاق\w*|ماده)|"
        r"لا \w+ (?:اي |شيء )?(?:(?:حكم )?(?:في |من احكام ))?هذ[اه] (?:ال)?(?:اتفاق\w*|ماده)",
        "fr": r"rien dans (?:le present|cet?|la presente?) (?:accord|article)|"
        r"aucune (?:disposition|stipulation|clause) (?:du|de) (?:present|cet) (?:accord|article)|"
        r"(?:le present|cet) (?:accord|article) ne",
        "es": r"(?:nada|ninguna (?:disposicion|estipulacion|clausula))(?: de lo \w+)? (?:en|de) "
        r"(?:est[ea]|el presente) "
        r"(?:acuerdo|articulo|convenio)|(?:este|el presente) (?:acuerdo|articulo|convenio) no",
        "pt": r"(?:nada|nenhuma (?:disposicao|estipulacao|clausula)) (?:n|d)(?:est[ea]|o presente) (?:acordo|clausula)|"
        r"(?:este|o presente) acordo nao|esta clausula nao",
    }.items()
}
_POWER = {
    code: re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for code, words in {
        "en": "rights?|powers?|prerogatives?|authority|freedom|discretion",
        "ar": r"\w{0,2}(?:حق|حقوق|سلطه|سلطات|صلاحيه|صلاحيات|حريه)",
        "fr": "droits?|pouvoirs?|prerogatives?|facultes?|libertes?",
        "es": "derechos?|poder|poderes|potestad(?:es)?|facultad(?:es)?|prerrogativas?|libertad",
        "pt": "direitos?|poder|poderes|prerrogativas?|faculdades?|liberdade",
    }.items()
}
# Behind a power, that it is somebody's whom we know by no name: the "Institute" of their paper.
_WHOSE = {
    "en": re.compile(r" of the (?!law|union|work|staff|employ|person|people|representative)"),
    "ar": re.compile(r"(?!)"),
    "fr": re.compile(r" (?:du |de la |de l')(?!travail|personne|loi|syndicat|salarie)"),
    "es": re.compile(r" (?:del|de la) (?!trabaj|persona|ley|sindicato)"),
    "pt": re.compile(r" (?:do|da) (?!trabalh|pessoa|lei|sindicato)"),
}
WHILE = {
    code: re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for code, words in {
        "en": "(?:for )?(?:as|so) long as|while",
        "ar": r"ما دام\w*|طالما|طوال|طيله",
        "fr": r"(?:aussi longtemps|tant) qu\w*|pendant la duree|le temps d\w+",
        "es": "mientras|en tanto|por el tiempo que",
        "pt": "enquanto|pelo tempo que",
    }.items()
}
# On which day something begins, and no other event.
_DAYS = word_patterns(
    en="day|date|moment|time|upon",
    ar="(?:ال)?(?:يوم|تاريخ|لحظه)",
    fr="jours?|dates?|moment",
    es="dias?|fechas?|momento",
    pt="dias?|datas?|momento",
)


def compare_cases(
    pair: SentencePair, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords
) -> Iterator[Noticed]:
    """Which cases are covered, from when, and by which rule: before and after.

    >>> from toolkit.bargaining.counter.meanings.same_words import left_over, same_words
    >>> from toolkit.bargaining.counter.meanings.sentence_pairs import pair_sentences
    >>> en = same_words("en")
    >>> mine, yours = "It is used unless a severe fault is found.", "It is used unless a fault is found."
    >>> pair = pair_sentences(mine, yours, en)[0]
    >>> changed = left_over(pair.ours_pieces, pair.theirs_pieces)
    >>> [one.id for one in compare_cases(pair, *changed, en)]
    ['wider']
    """
    ours, theirs = plain(pair.ours), plain(pair.theirs)
    yield from _together(ours, theirs, same)
    yield from compare_precedence(pair, same)
    yield from _wider(ours, theirs, new, same)
    yield from compare_effect(ours, theirs, gone, new, same)
    yield from compare_while(ours, theirs, same)
    yield from _fewer(ours, theirs, same)


def _together(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What one party could do alone takes both now."""
    if same.has("either", ours) > same.has("either", theirs) and same.has("together", theirs) > same.has(
        "together", ours
    ):
        yield Noticed("together", "weakened", TOGETHER, sure=False)


def compare_precedence(pair: SentencePair, same: SameWords) -> Iterator[Noticed]:
    """Another rule counts where two differ."""
    before, after = (_prevails(plain(text), same) for text in (pair.ours, pair.theirs))
    other = bool(before) and before != after
    fewer = same.has("extremes", plain(pair.ours)) > same.has("extremes", plain(pair.theirs))
    if after and not before and fewer:
        other = True  # "the longer applies"
    ends = [_extremes(plain(text), same) for text in (pair.ours, pair.theirs)]
    none = same.has("extremes", plain(pair.ours)) and not same.has("extremes", plain(pair.theirs))
    if after and before and (none or ends[0] - ends[1]):
        other = True  # whatever is better for us prevailed, or the shorter of two
    if after and (other or (not before and not _for_us(after, plain(pair.theirs), same))):
        yield Noticed("prevails", "weakened", PREVAILS, sure=False)


def _extremes(text: str, same: SameWords) -> Counter[str]:
    """Which of several counts, from the word for prevailing on."""
    start = min((start for start, _ in same.spans("prevails", text)), default=len(text))
    return Counter(same.words.stem(text[at:end]) for at, end in same.spans("extremes", text) if end > start)


def compare_reserved(theirs: str, same: SameWords) -> Iterator[Noticed]:
    """A sentence by which nothing in the agreement touches what the employer may.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> text = "nothing in this agreement limits the right of the employer to direct the work"
    >>> [one.id for one in compare_reserved(text, same_words("en"))]
    ['prevails']
    >>> list(compare_reserved("nothing in this agreement lets the employer off a duty", same_words("en")))
    []
    """
    code = same.words.language
    if _NOTHING_IN[code].search(theirs) is None:
        return
    parties = same.parties(theirs)
    for power in _POWER[code].finditer(theirs):
        whose = next((one.list for one in parties if 0 <= one.start - power.end() <= _NEAR), "")
        if whose == "employer" or (not whose and _WHOSE[code].match(theirs, power.end())):
            yield Noticed("prevails", "weakened", PREVAILS, sure=False)
            return


def compare_while(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """Only as long as something lasts, where it applied without an end.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> yours = "this article applies as long as the contract lasts"
    >>> [one.id for one in compare_while("this article applies to pupils as well", yours, same_words("en"))]
    ['new-if']
    """
    applies = same.has("applies", ours) and same.has("applies", theirs) and len(same.pieces(theirs)) <= _SHORT
    lasts = WHILE[same.words.language]
    if applies and not denials(ours, same).all and not lasts.search(ours) and (found := lasts.search(theirs)):
        yield Noticed("new-if", "weakened", CONDITION, False, {"theirs": short(theirs[found.start() :])})


def _for_us(prevailing: str, text: str, same: SameWords) -> bool:
    """Whether what prevails is the agreement, or whatever is better for us, and no rule of the employer's."""
    start = next((start for start, _ in same.spans("prevails", text)), 0)
    clause = max(text.rfind(mark, 0, start) for mark in ",;.:؛،")
    if any(one.list == "employer" and clause < one.start < start for one in same.parties(text)):
        return False
    named = {one.list for match in _FAVOURS.finditer(text) for one in same.parties(text[match.end() :][:_NEAR_BY])}
    for_us = bool(named & set(_OURS)) and "employer" not in named  # "the reading that favours the Worker"
    return prevailing in same.group(_AGREEMENT[same.words.language]) or same.has("extremes", text) > 0 or for_us


def _prevails(text: str, same: SameWords) -> str:
    """What counts more: what is named before the word for it in the same clause, else behind it."""
    spans = (one for one in same.spans("prevails", text) if not _NO_RULE.search(text[: one[0]]))
    start, end = next(spans, (0, 0))
    if not end:
        return ""
    if same.words.language == "ar" and (text[start:end].endswith(" علي") or text.startswith(" علي ", end)):
        return "!it"  # "it has precedence over": whatever was named before
    clause = max(text.rfind(mark, 0, start) for mark in ",;.:؛،")
    small = [(one.start, one.end) for one in same.phrases(text) if one.list in ("must", "may")]
    pieces = [
        one
        for one in same.pieces(text)
        if one.name != NOT and not any(first < one.end and one.start < last for first, last in small)
    ]
    before = [one.name for one in pieces if clause < one.start and one.end <= start]
    behind = [one.name for one in pieces if one.start >= end]
    if same.words.language == "ar" and behind:
        return behind[0]  # the verb comes first
    return before[-1] if before else (behind[0] if behind else "")


def compare_effect(
    ours: str, theirs: str, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords
) -> Iterator[Noticed]:
    """Another day from which it applies."""
    lost, came = without_other_forms(without_numbers(gone), without_numbers(new), ours, theirs, same)
    begins = same.has("later", ours) and same.has("later", theirs) and len(same.pieces(ours)) <= _SHORT
    begins = begins and not denials(ours, same).all and not denials(theirs, same).all and _way_out(ours, same) is None
    yes = [sum(one.list == "consent" for one in same.phrases(text)) for text in (ours, theirs)]
    day = _DAYS[same.words.language]
    lost = [one for one in lost if not day.match(ours, one.start) and not _within_a(one, "later", ours, same)]
    came = [one for one in came if not day.match(theirs, one.start) and not _within_a(one, "later", theirs, same)]
    begins = begins and yes[1] >= yes[0]  # whose yes is not needed any more is told by itself
    times = [any(one.kind == "time" for one in quantities(text, same.words)) for text in (ours, theirs)]
    if begins and same.words.language == "ar" and _APPLIES_TO.search(ours) and _APPLIES_TO.search(theirs):
        every = [sum(one.name in same.group("كل") for one in same.pieces(text)) for text in (ours, theirs)]
        if every[0] > every[1]:
            yield Noticed("every", "weakened", EVERY, sure=False)
    elif begins and ((lost and came) or times[1]) and not times[0]:
        shown = {"ours": said(ours, lost), "theirs": said(theirs, came)}
        yield Noticed("effect", "weakened", EFFECT, False, shown)


def _within_a(piece: Piece, key: str, text: str, same: SameWords) -> bool:
    """Whether a word belongs to a phrase of a list."""
    return any(start <= piece.start < end for start, end in same.spans(key, text))


def _fewer(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """Not all cases any more, told in place of needed, and duties left to us."""
    if _unlimited(ours, same) > _unlimited(theirs, same):
        yield Noticed("every", "weakened", EVERY, sure=False)
    lists = [Counter(one.list for one in same.phrases(text)) for text in (ours, theirs)]
    if same.has("requires", ours) > same.has("requires", theirs) and lists[1]["inform"] > lists[0]["inform"]:
        yield Noticed("told", "weakened", TOLD, sure=False)
    if lists[0]["must"] and not lists[1]["must"] and lists[1]["may"] > lists[0]["may"] and not lists[1]["right"]:
        mine, yours = agents(ours, same), agents(theirs, same)
        ours_now = any(key[0] == "may" and one in _OURS and key not in mine for key, one in yours.items())
        if "employer" in mine.values() and ours_now:
            yield Noticed("left", "weakened", LEFT, sure=False)


def _unlimited(text: str, same: SameWords) -> int:
    """How often it is every case; "whenever" says when, and not how often."""
    return sum(not text.startswith(" que ", end) for _, end in same.spans("unlimited", text))


def compare_reach(theirs: str, same: SameWords) -> Iterator[Noticed]:
    """From when, or in which case, something applies, in a sentence that only they have.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> [one.id for one in compare_reach("this article applies once a budget has been voted", same_words("en"))]
    ['new-if']
    """
    for applies in same.spans("applies", theirs):
        since = [span for span in same.spans("since", theirs) if span[0] != applies[0]]
        if since:
            yield Noticed("new-if", "weakened", CONDITION, False, {"theirs": short(theirs)})
            return


def left_out_of_a_choice(pair: SentencePair, gone: Sequence[Piece], same: SameWords) -> list[Piece]:
    """What stood behind an "or" and is gone, while what was before and behind it stands side by side now."""
    ours, theirs = plain(pair.ours), plain(pair.theirs)
    ors = ORS[same.words.language]
    if not more_often(ors, ours, theirs):
        return []
    out = _way_out(ours, same)
    beside = {(one.name, other.name) for one, other in pairwise(pair.theirs_pieces)}
    found = []
    for before, one, behind in zip(pair.ours_pieces, pair.ours_pieces[1:], pair.ours_pieces[2:], strict=False):
        chosen = ors.search(ours, before.end, one.start) is not None and (out is None or one.start < out)
        if chosen and one in gone and (before.name, behind.name) in beside:
            found.append(one)
    return found or _choice_gone(pair, gone, out, same)


def _choice_gone(pair: SentencePair, gone: Sequence[Piece], out: int | None, same: SameWords) -> list[Piece]:
    """All that stood behind an "or" up to a word that stayed, where what was before it stays: "A or another B"."""
    ours, theirs = plain(pair.ours), plain(pair.theirs)
    names = {one.name for one in pair.theirs_pieces}
    if pair.likeness < _EDITED or denials(theirs, same).all > denials(ours, same).all:
        return []
    for match in ORS[same.words.language].finditer(ours):
        before = [one for one in pair.ours_pieces if one.end <= match.start()][-1:]
        behind = [one for one in pair.ours_pieces if one.start >= match.end()]
        if not before or not behind or (out is not None and match.start() >= out) or before[0].name not in names:
            continue
        lost = list(takewhile(lambda one: one in gone, behind))
        pause = _PAUSE.search(ours, match.end())
        lost = [one for one in lost if pause is None or one.start < pause.start()]
        if (
            lost
            and not any(one.name[0] in "#!@" for one in lost)
            and _PAUSE.search(ours, before[0].end, match.start()) is None
        ):
            return lost
    return []


def _wider(ours: str, theirs: str, new: Sequence[Piece], same: SameWords) -> Iterator[Noticed]:
    """A way out that covers more: a word that limited it is gone, or an "or" with a further case is new in it."""
    out, yours = _way_out(ours, same), _way_out(theirs, same)
    if out is None or yours is None:
        return
    mine, their = (re.split(r"[,.;:،؛]", text)[0] for text in (ours[out:], theirs[yours:]))
    limits = [sum(one.list in LIMITS for one in same.phrases(text)) for text in (mine, their)]
    if limits[0] > limits[1]:
        yield Noticed("wider", "weakened", WIDER, False, {"theirs": short(their.strip())})
        return
    ors = ORS[same.words.language]
    added = len(ors.findall(their)) > len(ors.findall(mine))
    for match in ors.finditer(theirs, yours, yours + len(their)):
        following = next((one for one in same.pieces(theirs) if one.start >= match.end()), None)
        if added and following is not None and any(one.start == following.start for one in new):
            yield Noticed(
                "wider", "weakened", WIDER, False, {"theirs": short(theirs[match.start() : yours + len(their)])}
            )
            return


def opens_a_way_out(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether examples came into what lets somebody out: "except for lesser tasks, such as".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "no lamp shall be lit except to read"
    >>> opens_a_way_out(mine, "no lamp shall be lit except for small tasks such as reading", en)
    True
    >>> opens_a_way_out(mine, "no lamp, such as a torch, shall be lit except to read", en)
    False
    """
    out, yours = _way_out(ours, same), _way_out(theirs, same)
    if out is None or yours is None:
        return False
    mine, their = (re.split(r"[.;؛]", text)[0] for text in (ours[out:], theirs[yours:]))
    return same.has("examples", their) > same.has("examples", mine)


def _way_out(text: str, same: SameWords) -> int | None:
    """Where what lets somebody out begins: behind "unless", "except", "if" and the like."""
    starts = [one.end for one in same.phrases(text) if one.list in ("exception", "condition")]
    starts += [one.end for one in same.pieces(text) if one.name in same.ifs]
    return min(starts, default=None)
