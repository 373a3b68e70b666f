"""Words of a signal in a form that no list can hold: turned round, as a noun, or said from the other side."""

from __future__ import annotations

import re
from collections.abc import Callable

from toolkit.bargaining.counter.actors.agents import agents, joint_bodies, receives
from toolkit.bargaining.counter.actors.proof_and_pay import (
    PROOFS,
    burden_of_proof,
    costs_of_employer,
    pay_goes_on,
    proved_by_employer,
)
from toolkit.bargaining.counter.excuses.other_side import FROM_THE_OTHER_SIDE
from toolkit.bargaining.counter.excuses.our_side import (
    fixed,
    handed,
    left_out,
    may_be_done,
    may_by_us,
    named_apart,
    only_afterwards,
    open_to_us,
)
from toolkit.bargaining.counter.lexicon import Found
from toolkit.bargaining.counter.meanings.denials import compare_denials, denials
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import NOT, SameWords
from toolkit.bargaining.counter.wordings.alike import (
    asked_of_us,
    bounded_alike,
    done_jointly,
    only_reaches,
    power_denied,
)
from toolkit.bargaining.counter.wordings.held_back import (
    answers_for_nothing,
    bans_by_only,
    first_done,
    held_back,
    liable_ourselves,
    only_may_alike,
)
from toolkit.bargaining.counter.wordings.said_of import (
    cut_from_nothing,
    lessens_nothing,
    made_subject,
    only_denied,
    proof_alike,
    shared_otherwise,
    time_for_it,
    to_believe,
    whenever,
)
from toolkit.bargaining.counter.wordings.turns import (
    as_many,
    denied,
    impossible,
    kept_no_more,
    kept_secret,
    kept_secret_now,
    none_but,
    none_unless,
    only_exception,
    shut_out,
    undone,
)
from toolkit.bargaining.counter.wordings.until import (
    failing_it,
    none_lacking,
    not_unless,
    only_after,
    only_once,
    stays_until,
    until,
)
from toolkit.bargaining.counter.wordings.what_comes_to_us import (
    due,
    no_promise,
    reported,
    said_twice,
    told_by_us,
    with_us,
)
from toolkit.bargaining.counter.wordings.what_is_shut import (
    incapable,
    ours_to_end,
    out_of_use,
    secret_before,
    without_effect,
    without_or_unless,
)

_BEFORE = 14  # letters before a word among which a "not" turns it
_BAN = 30  # letters between a ban and what is banned
_NEAR = 5  # words between a cost and whoever bears it
_CLAUSES = re.compile(r"[.;:؛,،]\s")
_WORKS = {
    code: re.compile(rf"(?<!\w)(?:{words})\s+$")
    for code, words in {
        "en": r"works?|working|worked|lives?|living|is left|are left",
        "ar": r"\w?عمل\w*|\w?عيش\w*",
        "fr": r"travaill\w+|vit|vivent|reste|restent",
        "es": r"trabaj\w+|vive\w*|queda\w*",
        "pt": r"trabalh\w+|vive\w*|fica\w*",
    }.items()
}
# "Wholly or partly" is not a part.
_WHOLLY_OR = re.compile(
    r"(?<!\w)(?:wholly or(?: in)?|in whole or(?: in)?|entirely or|en tout ou(?: en)?|totalement ou|entierement ou|"
    r"en todo o(?: en)?|total(?:mente)? o|total(?:mente)? ou|integral(?:mente)? o?u|"
    r"no todo ou(?: em)?|كليا او|كله او|كلا او) $"
)
_OURS = ("union", "workers", "person")
_LETS_OFF = re.compile(r"isent|exim|exoner|dispens|exempt|exonere|reliev|releas|يعفي|تعفي")


def said_otherwise(signal: str, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what a signal misses is said in other words.

    Parameters
    ----------
    signal
        The id of the signal, which fired already.
    ours, theirs
        Plain texts.

    Examples
    --------
    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> said_otherwise("ban", "you shall not record", "you shall make no recording", same_words("en"))
    True
    >>> said_otherwise("ban", "you shall not record", "you shall record", same_words("en"))
    False
    """
    if any(rule(ours, theirs, same) for rule in FROM_THE_OTHER_SIDE.get(signal, ())):
        return True
    if signal in ("exception", "released", "condition") and only_denied(signal, ours, theirs, same):
        return True
    if signal in _RULES:
        return any(rule(ours, theirs, same) for rule in _RULES[signal])
    match signal:
        case "ban":  # "shall not record" and "shall make no recording"
            only = same.has("closed", ours)
            before, after = compare_denials(ours, theirs, same)
            kept = only > 0 and same.has("closed", theirs) >= only and bans_by_only(ours, theirs, same)
            turned = any(rule(ours, theirs, same) for rule in (*_TURNED_BANS, *_NOBODY))
            return after >= before or kept or turned or kept_secret_now(ours, theirs, same)
        case "narrow" | "only" | "only-gone":  # "only" and "solely" limit alike
            alone = signal == "only-gone" and _by_itself(ours, same)
            alike = alone or _limits_alike(signal, ours, theirs, same) or _required(ours, theirs, same)
            return alike or any(rule(ours, theirs, same) for rule in _TURNED_LIMITS)
        case "exception":  # "needs a majority", "only by a majority" and "none but by a majority"
            return _required(theirs, ours, same) or any(rule(ours, theirs, same) for rule in _TURNED_EXCEPTIONS)
        case "secret":
            return kept_secret(ours, theirs, same) or secret_before(ours, theirs, same)
        case "consent" | "reasons":
            jointly = signal == "consent" and (done_jointly(ours, theirs, same) or failing_it(ours, theirs, same))
            return jointly or denied(signal, ours, theirs, same) or (signal == "reasons" and to_believe(ours, same))
        case "should":  # "Should the system fail, …"
            hits = [one for one in same.phrases(theirs) if one.list == "should"]
            return all(theirs.startswith("should ", one.start) and _opens(theirs, one) for one in hits)
        case "at-least" | "cap":
            exchanged = signal == "cap" and same.has("closed", ours) > same.has("closed", theirs)
            once = signal == "cap" and (only_once(ours, theirs, same) or only_reaches(theirs, same))
            return exchanged or once or bounded_alike(signal, ours, theirs, same)
        case "partial":  # "in no particular form", and the appointed in Arabic
            hits = [one for one in same.phrases(theirs) if one.list == "partial"]
            return all(
                _in_no(theirs, one, same)
                or theirs.startswith("المعين", one.start)
                or _WHOLLY_OR.search(theirs, 0, one.start)
                for one in hits
            )
        case "advisory":
            hits = [one for one in same.phrases(theirs) if one.list == "advisory"]
            return all(_denied(theirs, one, same) or _banned_alike(ours, theirs, one, same) for one in hits)
        case "deducted":  # "shall not be set off against"
            hits = [one for one in same.phrases(theirs) if one.list == "deducted"]
            return all(_banned(theirs, one, same) for one in hits) or cut_from_nothing(ours, theirs, same)
        case "union-gone":  # the meeting may stand for the committee, which is of both sides
            named = [ours[one.start : one.end] for one in same.phrases(ours) if one.list == "union"]
            return all(one.endswith(tuple(joint_bodies(same))) for one in named)
        case "inform":  # told by the union, or received by it
            return told_by_us(ours, same) or receives(theirs, same) or reported(ours, theirs, same)
        case "pays":
            return (
                burden_of_proof(ours, same)
                or _bears(theirs, same)
                or costs_of_employer(theirs, same)
                or pay_goes_on(ours, theirs, same)
            )
        case "union-pays":
            return costs_of_employer(theirs, same) or shared_otherwise(ours, theirs, same)
        case "burden-of-proof":
            proofs = PROOFS[same.words.language]  # "it is for the Employer to replace it" proves nothing
            return proved_by_employer(ours, theirs, same) or not proofs.search(ours)
    return False


def _opens(text: str, found: Found) -> bool:
    """Whether a phrase stands first in its sentence."""
    return not text[: found.start].rstrip() or text[: found.start].rstrip()[-1] in ".;:"


def _by_itself(text: str, same: SameWords) -> bool:
    """Whether "alone" says of somebody that nobody else is there: "who works alone"."""
    starts = {one.start for one in same.phrases(text) if one.list == "only"}
    starts = starts or {start for start, _ in same.spans("closed", text)}
    return bool(starts) and all(_WORKS[same.words.language].search(text[:start]) for start in starts)


def _in_no(text: str, found: Found, same: SameWords) -> bool:
    """Whether a "not" stands before it in the same stretch: "rests on no particular form"."""
    begin = max(text.rfind(mark, 0, found.start) for mark in ",.;:،؛")
    return any(begin < start < found.start for start, _ in _nots(text, same))


def _limits_alike(signal: str, ours: str, theirs: str, same: SameWords) -> bool:
    limits = same.has("closed", ours)
    hits = [one for one in same.phrases(theirs) if one.list == "narrow"]
    other = any(not same.has("closed", theirs[one.start : one.end]) for one in hits) if signal == "narrow" else False
    return 0 < limits == same.has("closed", theirs) and not other


def _required(limited: str, needing: str, same: SameWords) -> bool:
    """Whether one text says "only by", or "not but by", and the other that it needs it."""
    closed = same.has("closed", limited) > same.has("closed", needing)
    barred = any(one.list == "exception" for one in same.phrases(limited)) and denials(limited, same).all > 1
    return (closed or barred) and same.has("requires", needing) > same.has("requires", limited)


def _none_without(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether one text says "only with", and the other "none without"."""
    more = same.has("closed", theirs) - same.has("closed", ours)
    turned = denials(ours, same).doubled - denials(theirs, same).doubled
    return more * turned > 0


def _only_unless(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether ours says "only if", or "none without", and theirs "not unless"."""
    fewer = same.has("closed", ours) - same.has("closed", theirs)
    if denials(ours, same).doubled > denials(theirs, same).doubled:
        return True  # "none without" and "none except with"
    return fewer > 0 and denials(theirs, same).all - denials(ours, same).all in (fewer, 2 * fewer)


def _excluded_before(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what is new says "not", and ours said as often "not": "is no part of it", "does not include it"."""
    had, has = ([one for one in same.phrases(text) if one.list == "exception"] for text in (ours, theirs))
    before = {ours[one.start : one.end] for one in had}
    new = [one for one in has if theirs[one.start : one.end] not in before]
    said = all(_denied_there(theirs, one, same) for one in new)
    said = said and not any(theirs.startswith("sinon", one.start) for one in new)
    lets_off = sum(_LETS_OFF.match(theirs, one.start) is not None for one in new)  # they deny by themselves
    return bool(new) and said and denials(ours, same).all >= denials(theirs, same).all - lets_off


def _denied_there(text: str, found: Found, same: SameWords) -> bool:
    """Whether a phrase begins with a "not", or says behind one that somebody is let off: "nor does it exempt"."""
    begin = max((one.end() for one in re.finditer(r"[.;:؛](?:\s|$)", text[: found.start])), default=0)
    nots = [start for start, _ in _nots(text, same) if begin <= start <= found.start]
    return found.start in nots or (bool(nots) and _LETS_OFF.match(text, found.start) is not None)


def _nots(text: str, same: SameWords) -> list[tuple[int, int]]:
    return same.spans("negation", text)


def _not_before(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether one text says "not before", and the other "only after"."""
    befores = [sum(one.list == "before" for one in same.phrases(text)) for text in (ours, theirs)]
    denied = denials(ours, same).all - denials(theirs, same).all
    closed = same.has("closed", theirs) - same.has("closed", ours)
    return denied * closed > 0 and denied * (befores[0] - befores[1]) > 0


def _limited_use(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "shall be used only" became "is permitted only": nobody owed anything, and the limit stands."""
    if not 0 < _only(ours, same) <= _only(theirs, same):
        return False
    return not any(key[0] == "must" and agent for key, agent in agents(ours, same).items())


def _only(text: str, same: SameWords) -> int:
    """How often a text limits; "not only" limits nothing."""
    nots = [end for _, end in same.spans("negation", text)]
    return sum(not any(0 <= start - end <= 1 for end in nots) for start, _ in same.spans("closed", text))


def _still_done(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what we may do is named by its noun, with what it needs: "refusing it requires no reasons"."""
    verbs = [key[1] for key, agent in agents(ours, same).items() if key[0] == "may" and agent in _OURS]
    words = [ours[one.start : one.end] for one in same.pieces(ours) if one.name in verbs]
    others = [theirs[one.start : one.end] for one in same.pieces(theirs)]
    employers = [sum(one.list == "employer" for one in same.parties(text)) for text in (ours, theirs)]
    named = bool(words) and all(any(one_stem(word, other, same) for other in others) for word in words)
    may = any(
        one.list in ("may", "right") for one in same.phrases(theirs)
    )  # "may copy and consult", said once for both
    said = may or denials(theirs, same).all > 0 < denials(ours, same).all
    asked = any(one.list == "asks" for one in same.phrases(theirs))
    return named and said and not asked and employers[1] <= employers[0]


def _may_alike(ours: str, theirs: str, same: SameWords) -> bool:
    had, has = (
        sum(one.list in ("may", "right") or text.startswith("may be ", one.start) for one in same.phrases(text))
        for text in (ours, theirs)
    )  # "may be withdrawn" by the Union is a right as well
    before = agents(ours, same)
    passed = any(
        agent == "employer" and key[0] == "may" and before.get(key) != agent
        for key, agent in agents(theirs, same).items()
    )
    return 0 < had == has and not passed


def _said_once(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether every remedy of ours is named still, only less often: "it shall correct it … the correction"."""
    had, has = (
        {same.words.stem(text[one.start : one.end].split()[0]) for one in same.phrases(text) if one.list == "remedy"}
        for text in (ours, theirs)
    )
    return bool(had) and had <= has


def _denied(text: str, found: Found, same: SameWords) -> bool:
    return any(one.name == NOT and found.start - _BEFORE <= one.start < found.end for one in same.pieces(text))


def _banned(text: str, found: Found, same: SameWords) -> bool:
    """Whether a ban stands before it in the same stretch."""
    bans = [one.end for one in same.phrases(text) if one.list == "must_not"]
    return any(0 <= found.start - end <= _BAN and not _CLAUSES.search(text[end : found.start]) for end in bans)


def _banned_alike(ours: str, theirs: str, found: Found, same: SameWords) -> bool:
    """Whether it is banned in both, by its verb and by its noun: "shall not propose", "shall make no proposals"."""
    words = [ours[one.start : one.end] for one in same.pieces(ours)]
    return _banned(theirs, found, same) and any(one_stem(theirs[found.start : found.end], one, same) for one in words)


def _bears(text: str, same: SameWords) -> bool:
    """Whether the employer, and nobody else, stands beside a cost that is not denied."""
    cost = same.group({"en": "cost", "ar": "كلفة", "fr": "coût*", "es": "costo*", "pt": "custo*"}[same.words.language])
    for sentence in _CLAUSES.split(text):
        names = [one.name for one in same.pieces(sentence)]
        places = [place for place, name in enumerate(names) if name in cost]
        beside = {name for place in places for name in names[max(place - _NEAR, 0) : place + _NEAR + 1]}
        if "@employer" in beside and not {"@union", NOT} & set(names):
            return True
    return False


_TURNED_BANS = (
    *(_required, _not_before, as_many, shut_out, stays_until, none_lacking, none_but, kept_no_more),
    *(incapable, out_of_use, fixed, held_back, without_effect),
)
_NOBODY = (only_once, none_unless)
_TURNED_LIMITS = (_none_without, _not_before, only_once, none_lacking, only_exception, none_but)
_TURNED_EXCEPTIONS = (
    *(_only_unless, only_after, impossible, shut_out, _excluded_before, whenever, not_unless, made_subject),
    *(without_or_unless, left_out),
)
_RULES: dict[str, tuple[Callable[[str, str, SameWords], bool], ...]] = {
    "before": (first_done, _not_before, until, stays_until, only_afterwards, not_unless),
    "evidence": (open_to_us,),
    "may": (
        only_may_alike,
        _limited_use,
        _may_alike,
        _none_without,
        _not_before,
        none_but,
        only_once,
        may_by_us,
        may_be_done,
    ),  # as often as before, and nobody else's
    "right": (
        *(_limited_use, _may_alike, _none_without, _not_before, _still_done, due, time_for_it, handed, may_by_us),
        named_apart,
    ),
    "binding": (made_subject,),
    "condition": (proof_alike,),
    "lesser": (lessens_nothing,),
    "stops": (undone, out_of_use),
    "trial": (ours_to_end,),
    "liable": (liable_ourselves, answers_for_nothing),
    "delete": (kept_no_more,),
    "written": (asked_of_us,),
    "burden": (said_twice,),
    "discretion": (with_us, power_denied),
    "released": (no_promise,),
    "remedy": (only_once,),
    "remedies": (only_once, _said_once),
}
