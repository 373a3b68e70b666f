"""What is allowed now that was banned, and what one of us has to do now who was free of it."""

from __future__ import annotations

from toolkit.bargaining.counter.actors.agents import agents
from toolkit.bargaining.counter.meanings.denials import compare_denials
from toolkit.bargaining.counter.meanings.same_words import OURS, SameWords
from toolkit.bargaining.counter.signals import acts

_ACTS = ("must", "may", "right", "must_not", "employer_may", "union_may")
_FLIPS = {("must_not", "may"), ("must_not", "employer_may")}


def allowed_now(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what nobody, or not the employer, may do is allowed now, whatever else the sentence says.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "the employer shall not use a tape that was made elsewhere"
    >>> allowed_now(mine, "the employer may use every tape, also one that was not made there", en)
    True
    >>> allowed_now(mine, "the employer may use a tape only if it was made there", en)
    False
    """
    if same.has("closed", theirs) >= same.has("closed", ours) > 0:
        return False  # "may only be changed in writing" and "only in writing may it be changed"
    bans = [acts(text, same.words)["must_not"] for text in (ours, theirs)]
    if same.has("closed", theirs) > same.has("closed", ours) or bans[1] >= bans[0]:
        return False
    first = [next((one for one in same.phrases(text) if one.list in _ACTS), None) for text in (ours, theirs)]
    if first[0] is None or first[1] is None or (first[0].list, first[1].list) not in _FLIPS:
        return False
    verbs = [
        next((piece.name for piece in same.pieces(text) if piece.start >= one.end and piece.name[0] not in "@#!"), "")
        for text, one in zip((ours, theirs), first, strict=True)
        if one is not None
    ]
    agent = agents(ours, same).get(("must_not", verbs[0]), "")
    ours_bound = agent in OURS and (same.words.language != "ar" or _to_one_of_us(ours, first[0].end, same))
    return verbs[0] == verbs[1] != "" and not ours_bound


def _to_one_of_us(text: str, place: int, same: SameWords) -> bool:
    """Whether somebody of us stands directly behind an Arabic ban: "it is not allowed to the Worker"."""
    return any(one.list in OURS and 0 <= one.start - place <= 1 for one in same.parties(text))


def free_no_more(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether one of us who need not do a thing has to do it now.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> ar, mine = same_words("ar"), "لا يلزم اي شيء في هذه الماده العامل باستخدام المصباح"
    >>> free_no_more(mine, "تلزم هذه الماده العامل باستخدام المصباح", ar)
    True
    >>> free_no_more("لا يلزم صاحب العمل بشراء المصباح", "يلزم صاحب العمل بشراء المصباح", ar)
    False
    """
    free = [one for one in same.phrases(ours) if one.list == "released"]
    if not free or any(one.list == "released" for one in same.phrases(theirs)):
        return False
    before, after = compare_denials(ours, theirs, same)
    # "relieve the Employer": whom a phrase names itself is the one who is free
    behind = [next((each.list for each in same.parties(ours) if each.start >= one.start), "") for one in free]
    named = any(one.list in OURS for one in same.parties(theirs))
    return before > after and named and all(one in OURS for one in behind)
