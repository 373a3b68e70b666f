"""Words seen from the other side: "before" and "after", "may ask" and "if he asks", a remedy that is banned."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from toolkit.bargaining.counter.actors.employers_yes import needed_no_yes_of_ours
from toolkit.bargaining.counter.actors.third_parties import acts_itself
from toolkit.bargaining.counter.excuses.causes import only_a_cause
from toolkit.bargaining.counter.excuses.ended_before import ended_before
from toolkit.bargaining.counter.excuses.other_voice import denied_in_other_voice, neither_nor
from toolkit.bargaining.counter.lexicon import Found, word_patterns
from toolkit.bargaining.counter.meanings.denials import WITHOUT, denials
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import NOT, OURS, SameWords
from toolkit.bargaining.counter.wordings.alike import closed_before
from toolkit.bargaining.counter.wordings.turns import newly, often
from toolkit.bargaining.counter.wordings.until import until_that

_AFTER = word_patterns(
    en="after|once|having",
    ar="بعد|عقب|بعدما|متي|اثر",
    fr="apres|une fois",
    es="despues|tras|una vez",
    pt="depois|apos|uma vez",
)
_BEFORE = word_patterns(en="before|prior to|ahead of", ar="قبل|قبيل", fr="avant", es="antes", pt="antes")
# Without its being needed, and that it is not needed.
_UNNEEDED = word_patterns(
    en=r"without (?:any )?need|without (?:having|needing) to|no need|need not|"
    r"not (?:be )?(?:needed|required|necessary)",
    ar=r"(?:دون|بدون|بلا|من غير|لا) (?:حاجه|داع|ضروره|لزوم|وجوب)\w*|"
    r"[وف]?لا [يت](?:لزم|شترط|تطلب|ستلزم|حتاج|ستدعي|قتضي)",
    fr=r"sans (?:qu'il soit besoin|avoir a|necessite|besoin)|n'est pas (?:necessaire|requise?|exigee?)|pas besoin|"
    r"n'exige pas|ne requiert pas|n'a pas a",
    es=r"sin (?:necesidad|que sea necesario|tener que)|no (?:sera?|es) (?:necesari\w|precis\w)|"
    r"no (?:requier|exig|precis|hac\w+ falta)\w*",
    pt=r"sem (?:necessidade|que seja necessari\w|ter de|ter que|precisar)|nao (?:sera|e) (?:necessari\w|precis\w)|"
    r"nao (?:requer|exig|precis|carec)\w*",
)
_NEAR = 30  # letters behind a "before" or an "after" among which its event stands
_BAN = 40  # letters between a ban and what is banned
_BESIDE = 8  # letters of a verb between a "not" and who would do it: "that no court has banned"
_OPENS = 12  # letters between an "except" and the consent to which it opens
_STOPS = re.compile(r"[.;:؛]")


def other_way_round(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "this before that" became "that after this".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "she notes the reason before the search"
    >>> other_way_round(mine, "the search follows after she notes the reason", en)
    True
    >>> other_way_round(mine, "she notes the reason after the search", en)
    False
    """
    code = same.words.language
    before = _BEFORE[code].search(ours)
    lost = often("before", ours, same) - often("before", theirs, same)
    after = [one for one in _AFTER[code].finditer(theirs) if one[0] not in ours.split()]
    if before is None or lost != 1 or not after:
        return False
    first, later = _events(ours, before.start(), before.end(), same)
    behind, ahead = _events(theirs, after[0].start(), after[0].end(), same)
    return _named(later, ahead, same) and _named(behind, first, same) and not _named(behind, later, same)


def _events(text: str, start: int, end: int, same: SameWords) -> tuple[list[str], list[str]]:
    """The words before a place in its sentence, and the first ones behind it."""
    begin = max((one.end() for one in _STOPS.finditer(text, 0, start)), default=0)
    pieces = [one for one in same.pieces(text) if one.name[0] not in "@#" and one.name != NOT]
    ahead = [text[one.start : one.end] for one in pieces if begin <= one.start < start]
    behind = [text[one.start : one.end] for one in pieces if end <= one.start < end + _NEAR]
    if _AFTER[same.words.language].match(text, start):
        return behind[:2], ahead
    return ahead, behind[:2]


def _named(words: list[str], others: list[str], same: SameWords) -> bool:
    return any(word == other or one_stem(word, other, same) for word in words for other in others)


def asked_alike(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the new condition is only that somebody of us asks, as ours has it: "may ask that", "if he asks".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, yours = same_words("en"), "the page is read out if a worker so requests"
    >>> asked_alike("a worker may request that the page be read out", yours, en)
    True
    >>> asked_alike("the page is read out to a worker", yours, en)
    False
    """
    had, has = same.spans("asks_for", ours), same.spans("asks_for", theirs)
    new = newly("condition", ours, theirs, same)
    return 0 < len(has) <= len(had) and all(
        any(start < one.end and one.start < end for start, end in has) for one in new
    )


def right_to_ask(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what we may ask for is done as soon as we ask, and nobody else decides."""
    if not asked_alike(ours, theirs, same):
        return False
    ours_named = any(one.list in OURS for one in same.parties(theirs))
    return ours_named and not any(newly(name, ours, theirs, same) for name in ("discretion", "soft", "feasible", "may"))


def needed_as_little(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what is not needed was not needed before: "without having to prove", "no proof is required".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, yours = same_words("en"), "it is paid; no proof is required of the worker, who need not sign"
    >>> needed_as_little("it is paid without need of proof, and the worker need not sign", yours, en)
    True
    >>> needed_as_little("a worker may go without giving a reason", "a worker may go, and need not give a reason", en)
    True
    >>> needed_as_little("it is paid", yours, en)
    False
    """
    pattern = _UNNEEDED[same.words.language]
    hits = newly("released", ours, theirs, same)
    spans = [one.span() for one in pattern.finditer(theirs)]
    if hits and all(_done_without(ours, theirs, one, same) for one in hits):
        return True
    said = all(any(start < one.end and one.start < end for start, end in spans) for one in hits)
    return said and len(spans) <= len(pattern.findall(ours))


def _done_without(ours: str, theirs: str, found: Found, same: SameWords) -> bool:
    """Whether one of us, who need not do it, could act without it before: "without giving reasons"."""
    verb = next((one for one in same.pieces(theirs) if one.start >= found.end), None)
    who = [one.list for one in same.parties(theirs) if one.end <= found.start]
    if verb is None or who[-1:] not in ([one] for one in OURS):
        return False
    for start, end in same.spans("negation", ours):
        before = [one.list for one in same.parties(ours) if one.end <= start]
        if not ours.startswith(WITHOUT[same.words.language], start) or any(
            one.list == "must_not" and one.end <= start for one in same.phrases(ours)
        ):
            return False  # "shall not act without giving reasons"
        after = next((one for one in same.pieces(ours) if one.start >= end), None)
        same_verb = after is not None and (
            after.name == verb.name or one_stem(ours[after.start : after.end], theirs[verb.start : verb.end], same)
        )
        if same_verb and before[-1:] == who[-1:]:
            return True
    return False


def banned_before(signal: str, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what is named less often was banned where it is gone: to take back what was granted is no remedy."""
    had = [one for one in same.phrases(ours) if one.list == signal]
    has = sum(one.list == signal for one in same.phrases(theirs))
    barred = [one for one in had if _is_banned(ours, one, same)]
    return 0 < len(had) - has <= len(barred) and denials(theirs, same).all >= denials(ours, same).all


def _is_banned(text: str, found: Found, same: SameWords) -> bool:
    """Whether a ban stands before it in the same sentence, and the phrase itself denies nothing."""
    bans = [one.end for one in same.phrases(text) if one.list == "must_not"]
    if any(found.start <= start < found.end for start, _ in same.spans("negation", text)):
        return False
    return any(0 <= found.start - end <= _BAN and not _STOPS.search(text[end : found.start]) for end in bans)


def advised_before(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the word for an advice stands in ours in another form: "what it recommends", "its recommendations"."""
    new = newly("advisory", ours, theirs, same)
    words = [ours[one.start : one.end] for one in same.pieces(ours)]
    return bool(new) and all(any(one_stem(theirs[one.start : one.end], word, same) for word in words) for one in new)


def denied_objection(ours: str, _: str, same: SameWords) -> bool:
    """Whether what is gone was no way to object: "merely because nobody objected".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> ar = same_words("ar")
    >>> denied_objection("لا ينفذ الامر لمجرد ان الممرض لم يعترض", "ينفذ الامر", ar)
    True
    >>> denied_objection("للممرض ان يعترض علي الامر", "ينفذ الامر", ar)
    False
    """
    hits = [one for one in same.phrases(ours) if one.list == "appeal"]
    nots = [end for _, end in same.spans("negation", ours)]
    return bool(hits) and all(
        any(0 <= one.start - end <= _BESIDE for end in nots) or acts_itself(ours, one.start, same) for one in hits
    )


def needs_our_yes(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the new "except" opens only to our consent, which was not needed before.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "the employer consults the union before it buys a tool"
    >>> needs_our_yes(mine, "the employer buys no tool except with the consent of the union", en)
    True
    >>> needs_our_yes(mine, "the employer buys no tool except after telling the union", en)
    False
    """
    yes = [one for one in same.phrases(theirs) if one.list == "consent"]
    out = newly("exception", ours, theirs, same)
    return (
        bool(out)
        and len(yes) > often("consent", ours, same)
        and denials(theirs, same).all > denials(ours, same).all
        and len(same.spans("negation", theirs)) > len(same.spans("negation", ours))
        and all(any(0 <= each.start - one.end <= _OPENS for each in yes) for one in out)
    )


def none_but_that(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "only" became "none but".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> none_but_that("it is lit only at night", "it is not lit except at night", en)
    True
    >>> none_but_that("it is lit only at night", "it is lit except at night", en)
    False
    """
    return bool(newly("exception", ours, theirs, same)) and denials(theirs, same).all >= denials(ours, same).all + 2


def made_public(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what was announced is published now."""
    return often("public", theirs, same) > often("public", ours, same)


FROM_THE_OTHER_SIDE: dict[str, tuple[Callable[[str, str, SameWords], bool], ...]] = {
    "before": (other_way_round, needs_our_yes, until_that),
    "exception": (needs_our_yes,),
    "condition": (asked_alike,),
    "right": (right_to_ask,),
    "advisory": (advised_before,),
    "only-gone": (none_but_that,),
    "inform": (made_public,),
    "consent": (needed_no_yes_of_ours,),
    "appeal": (denied_objection,),
    "released": (needed_as_little, partial(denied_in_other_voice, "released")),
    "may": (partial(denied_in_other_voice, "may"),),
    "ban": (neither_nor,),
    "trial": (ended_before,),
    "narrow": (partial(closed_before, "narrow"),),
    "only": (partial(closed_before, "only"),),
    "reasons": (only_a_cause,),
    "stops": (partial(banned_before, "stops"),),
    "remedy": (partial(banned_before, "remedy"),),
    "remedies": (partial(banned_before, "remedy"),),
}
