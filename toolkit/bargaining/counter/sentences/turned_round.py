"""A sentence that says the opposite where no single "not" tells: within a phrase, or a duty that became a ban."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.bargaining.counter.actors.agents import agents
from toolkit.bargaining.counter.meanings.denials import compare_denials
from toolkit.bargaining.counter.meanings.same_words import OURS, Piece, SameWords


def not_within(lost: Sequence[Piece], text: str, came: Sequence[Piece], same: SameWords) -> bool:
    """Whether a phrase with a "not" in it went, and what it denied came: "does not run" and "runs".

    >>> from toolkit.bargaining.counter.meanings.same_words import left_over, same_words
    >>> en = same_words("en")
    >>> mine = "the time stands still while they meet"
    >>> nots, runs = "the time does not run while they meet", "the time runs while they meet"
    >>> not_within(*_between(nots, runs, en)), not_within(*_between(nots, mine, en))
    (True, False)
    """
    names = {one.name for one in came}
    for one in lost:
        phrase = text[one.start : one.end]
        nots = same.spans("negation", phrase) if one.name.startswith("=") else []
        bounds = same.has("least", phrase) + same.has("most", phrase)  # "no fewer than" is a bound
        if nots and not bounds and any(each.name in names for each in same.pieces(phrase[nots[0][1] :].strip())):
            return True
    return False


def _between(ours: str, theirs: str, same: SameWords) -> tuple[list[Piece], str, list[Piece], SameWords]:
    from toolkit.bargaining.counter.meanings.same_words import left_over

    gone, new = left_over(same.pieces(ours), same.pieces(theirs))
    return gone, ours, new, same


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
