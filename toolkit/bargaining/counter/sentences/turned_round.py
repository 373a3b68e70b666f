"""A sentence that says the opposite where no single "not" tells: within a phrase, or a duty that became a ban."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.bargaining.counter.actors.agents import agents
from toolkit.bargaining.counter.excuses.other_voice import released_as_little
from toolkit.bargaining.counter.meanings.denials import WITHOUT, compare_denials, denials, is_without
from toolkit.bargaining.counter.meanings.excerpts import short
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import NOT, OURS, Piece, SameWords
from toolkit.bargaining.counter.sentences.bounded_bans import without_before_a_ban, without_in_a_ban
from toolkit.bargaining.counter.signals import CONDITION, NOT_GONE, NOT_NEW, Noticed
from toolkit.bargaining.counter.wordings.alike import none_but_now
from toolkit.bargaining.counter.wordings.needs import needed_alike
from toolkit.bargaining.counter.wordings.turns import (
    FAILING,
    as_many,
    kept_no_more,
    kept_secret,
    none_but,
    shut_or_bounded,
)
from toolkit.bargaining.counter.wordings.until import not_unless, until_not
from toolkit.bargaining.counter.wordings.what_comes_to_us import SPARED, spared
from toolkit.bargaining.counter.wordings.what_is_shut import without_effect

_LIMITS = ("exception", "before", "condition", "only")
_SOME = 2  # words that may have come where the opposite is said
_BESIDE = 12  # letters between a "not" and the protection that it belongs to
_PAUSE = re.compile(r"[.,;:؛،](?:\s|$)")


def not_within(lost: Sequence[Piece], text: str, came: Sequence[Piece], same: SameWords) -> bool:
    """Whether a phrase with a "not" in it went, and what it denied came: "does not run" and "runs".

    >>> from toolkit.bargaining.counter.meanings.same_words import left_over, same_words
    >>> en = same_words("en")
    >>> mine = "the time stands still while they meet"
    >>> nots, runs = "the time does not run while they meet", "the time runs while they meet"
    >>> def within(ours, theirs):
    ...     gone, new = left_over(en.pieces(ours), en.pieces(theirs))
    ...     return not_within(gone, ours, new, en)
    >>> within(nots, runs), within(nots, mine)
    (True, False)
    """
    names = {one.name for one in came}
    for one in lost:
        phrase = text[one.start : one.end]
        nots = same.spans("negation", phrase) if one.name.startswith("=") else []
        if not nots or same.has("least", phrase) or same.has("most", phrase):
            continue  # "no fewer than" is a bound
        if any(each.name in names for each in same.pieces(phrase[nots[0][1] :].strip())):
            return True
    return False


def spared_no_more(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether nobody had to do a thing, the employer aside, and now it is said that it is done.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "reasons need not be recorded"
    >>> spared_no_more(mine, "reasons are recorded", en), spared_no_more(mine, "no reasons are asked for", en)
    (True, False)
    """
    had, has = ([one for one in same.phrases(text) if one.list == "released"] for text in (ours, theirs))
    named = any(one.list == "employer" for one in same.parties(ours))
    denied, denies = compare_denials(ours, theirs, same)
    less = len(had) > len(has) and not named and denied > denies == 0 and not same.has("negation", theirs)
    return less and not needed_alike(ours, theirs, same)


def forbidden_now(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what had to be done, and not by us, must not be done now.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> forbidden_now("the tool shall be entered", "the tool shall not be entered", en)
    True
    >>> forbidden_now("the tool shall be deleted", "the tool shall not be kept", en)
    False
    """
    before, after = agents(ours, same), agents(theirs, same)
    denied, denies = compare_denials(ours, theirs, same)
    limited = same.has("closed", ours) > same.has("closed", theirs)  # "only with" and "not without"
    return (
        denies > denied
        and not limited
        and any(
            kind == "must"
            and verb
            and agent not in OURS
            and ("must_not", verb) in after
            and ("must", verb) not in after
            and ("must_not", verb) not in before
            for (kind, verb), agent in before.items()
        )
    )


def bidden_now(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what must not be done, whatever else, must be done now.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "lamps shall not be aimed at desks or beds"
    >>> bidden_now(mine, "lamps shall be aimed at desks, not at beds", en)
    True
    >>> bidden_now(mine, "lamps shall be aimed only away from desks and beds", en)
    False
    """
    bounds = denials(ours, same).bounds
    if bounds and bounds == denials(theirs, same).bounds:
        return False  # "none on fewer than ten" and "each on at least ten"
    before, after = agents(ours, same), agents(theirs, same)
    limits = sum(
        same.has("closed", text) + sum(one.list in _LIMITS for one in same.phrases(text)) for text in (ours, theirs)
    )
    beside = any(_denied_beside(theirs, one.start, same) for one in same.phrases(theirs) if one.list == "must")
    if limits or beside or as_many(ours, theirs, same):
        return False
    return any(
        kind == "must_not"
        and verb
        and ("must", verb) in after
        and ("must", verb) not in before
        and ("must_not", verb) not in after
        for kind, verb in before
    )


def _denied_beside(text: str, place: int, same: SameWords) -> bool:
    """Whether a "not" stands in the clause of a place: "no lamp shall", "shall be used neither"."""
    begin = max((one.end() for one in _PAUSE.finditer(text, 0, place)), default=0)
    stop = _PAUSE.search(text, place)
    end = stop.start() if stop else len(text)
    return any(begin <= start < end for start, _ in same.spans("negation", text))


def in_a_condition(came: Sequence[Piece], text: str, same: SameWords) -> str:
    """The clause, where each "not" that came stands behind an "if" that came: "may, if no superior is there, stop it".

    >>> from toolkit.bargaining.counter.meanings.same_words import left_over, same_words
    >>> es = same_words("es")
    >>> mine, yours = "el trabajador podra parar", "el trabajador podra, si no hay jefe, parar"
    >>> in_a_condition(left_over(es.pieces(mine), es.pieces(yours))[1], yours, es)
    'si no hay jefe'
    """
    nots = [one for one in came if one.name == NOT]
    ifs = same.ifs
    clause = ""
    for one in nots:
        begin = max((each.end() for each in _PAUSE.finditer(text, 0, one.start)), default=0)
        stop = _PAUSE.search(text, one.end)
        opened = any(each.name in ifs and begin <= each.start < one.start for each in came)
        opened = opened or FAILING.match(text, one.start) is not None  # "à défaut de supérieur joignable"
        if not opened and not (same.words.language == "es" and text[begin : one.start].strip() in ("de", "a")):
            return ""
        clause = text[begin : stop.start() if stop else len(text)].strip()
    return clause


def compare_nots(
    gone: Sequence[Piece], new: Sequence[Piece], ours: str, theirs: str, verbatim: bool, same: SameWords
) -> Iterator[Noticed]:
    """A "not" more or less, where no ban, exception or silence says so already.

    Where hardly anything else was changed the sentence says the opposite; else what came with it tells more.
    """
    before, after = compare_denials(ours, theirs, same)
    if before - after == 1 and released_as_little(ours, theirs, same):
        return  # "does not relieve" counts twice, and "is not relieved" once
    lost = sum(one.name == NOT for one in gone)
    gained = sum(one.name == NOT for one in new)
    fewer, more = lost > gained and before > after, gained > lost and after > before
    gone_within, new_within = not_within(gone, ours, new, same), not_within(new, theirs, gone, same)
    if not (fewer or more or gone_within or new_within):
        return
    if fewer and not _is_shut(before - after, ours, theirs, same):
        alone = verbatim and not _without_more(gone, ours, same)
        other = [sum(one.name[0] not in "@#!" for one in some) for some in (gone, new)]
        alone = alone and (other[0] < _SOME or other[1] <= _SOME)  # else what came tells more
        yield Noticed("not-gone" if alone else "denied-less", "weakened", NOT_GONE, sure=alone)
    elif any(rule(ours, theirs, same) for rule in _TURNED) or _shielded(new, ours, theirs, same):
        return
    elif gone_within:
        yield Noticed("denied-less", "weakened", NOT_GONE, sure=False)
    elif none_but_now(ours, theirs, same):
        return
    elif more and (clause := _way_into_a_ban(gone, new, ours, theirs, same)):
        yield Noticed("new-if", "weakened", CONDITION, False, {"theirs": short(clause)})
    elif more and _without_more(new, theirs, same) and not SPARED[same.words.language].search(theirs):
        return  # "without notice": words were put in, and nothing says the opposite
    elif (new_within or more) and not _freed(ours, theirs, same):
        yield Noticed("not-new", "weakened", NOT_NEW, sure=False)


def compare_bounds(
    gone: Sequence[Piece], new: Sequence[Piece], ours: str, theirs: str, in_order: bool, same: SameWords
) -> Iterator[Noticed]:
    """A "without" that bounds a ban where the number of "nots" does not show it to `compare_nots`.

    It stands before the ban, or before a way out, or in a sentence whose words stand in another order.
    """
    if gone or any(rule(ours, theirs, same) for rule in _TURNED):
        return
    one_more = sum(one.name == NOT for one in new) == 1  # with two, "with a note" became "not without a note"
    clause = without_before_a_ban(ours, theirs, same) if one_more else ""
    before, after = compare_denials(ours, theirs, same)
    # "Sans urgence" is a "not" before a way out, and the two are counted as undoing each other.
    if not clause and ((one_more and before == after) or (not in_order and after > before)):
        clause = without_in_a_ban(new, ours, theirs, same)
    if clause:
        yield Noticed("new-if", "weakened", CONDITION, False, {"theirs": short(clause)})


def _is_shut(fewer: int, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether a "not" that is gone lies in another word now."""
    if shut_or_bounded(fewer, ours, theirs, same) or until_not(theirs, ours, same):
        return True
    return any(rule(ours, theirs, same) for rule in (kept_secret, none_but, without_effect, needed_alike))


def _said_again(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether each further "without" stands before what ours denied too: "without cost, without a reason and delay"."""
    withouts = WITHOUT[same.words.language]
    more = sum(theirs.count(one) - ours.count(one) for one in withouts)
    known = [ours[one.start : one.end] for one in same.pieces(ours)]
    behind = [
        next((each for each in same.pieces(theirs) if each.end > match.end()), None)
        for one in withouts
        for match in re.finditer(rf"(?<!\w){re.escape(one)}", theirs)
    ]
    told = [theirs[one.start : one.end] for one in behind if one is not None]
    again = [one for one in told if any(one_stem(one.split()[-1], word.split()[-1], same) for word in known)]
    return more > 0 and len(again) == len(told)


def _not_without(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "only with" became "not without"."""
    fewer = same.has("closed", ours) > same.has("closed", theirs)
    return fewer and denials(theirs, same).doubled > denials(ours, same).doubled


def _shielded(new: Sequence[Piece], ours: str, theirs: str, same: SameWords) -> bool:
    """Whether each new "not" is that of a protection which ours had too: "from any harm" and "suffers no harm"."""
    had, has = ([one for one in same.phrases(text) if one.list == "shield"] for text in (ours, theirs))
    nots = [one for one in new if one.name == NOT]
    near = all(any(one.start - _BESIDE <= each.start < one.end for one in has) for each in nots)
    return bool(nots) and 0 < len(has) <= len(had) and near


def _without_more(gone: Sequence[Piece], ours: str, same: SameWords) -> bool:
    """Whether the "not" that is gone is a "without" that went with what it denied: nothing says the opposite then."""
    nots = [one for one in gone if one.name == NOT]
    behind = [next((each for each in same.pieces(ours) if each.start >= one.end), None) for one in nots]
    return all(
        is_without(ours, one.start, same) and following in gone for one, following in zip(nots, behind, strict=True)
    )


def _way_into_a_ban(gone: Sequence[Piece], new: Sequence[Piece], ours: str, theirs: str, same: SameWords) -> str:
    """The condition, or the "without", by which what is denied may be done now."""
    return in_a_condition(new, theirs, same) or ("" if gone else without_in_a_ban(new, ours, theirs, same))


def _freed(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the new "not" binds the employer further, or stands in a list that another rule reads."""
    had = Counter(one.list for one in same.phrases(ours))
    has = Counter(one.list for one in same.phrases(theirs))
    refused = same.has("refuses", ours) > same.has("refuses", theirs)  # "may refuse it" and "does not have to do it"
    return (
        refused
        or kept_no_more(ours, theirs, same)
        or _said_by_a_limit(ours, theirs, same)
        or until_not(ours, theirs, same)
        or spared(theirs, same) > spared(ours, same)
        or any(has[name] > had[name] for name in ("must_not", "at_least", "cap", "shield", "before", "exception"))
    )


def _said_by_a_limit(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether a "not" is a part of a new limit: "without any human", "is not renewed"."""
    limits = ("narrow", "trial", "condition", "feasible")
    had, has = (
        [one for one in same.phrases(text) if one.list in limits and same.has("negation", text[one.start : one.end])]
        for text in (ours, theirs)
    )
    return len(has) > len(had)


_TURNED = (as_many, _not_without, _said_again, not_unless, without_effect, needed_alike)
