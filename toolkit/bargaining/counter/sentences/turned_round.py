"""A sentence that says the opposite where no single "not" tells: within a phrase, or a duty that became a ban."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.bargaining.counter.actors.agents import agents
from toolkit.bargaining.counter.meanings.denials import compare_denials
from toolkit.bargaining.counter.meanings.same_words import NOT, OURS, Piece, SameWords

IF = {"en": "if", "ar": "إذا", "fr": "si", "es": "si", "pt": "se"}
_PAUSE = re.compile(r"[.,;:؛،](?:\s|$)")


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


def in_a_condition(came: Sequence[Piece], text: str, same: SameWords) -> str:
    """The clause, where each "not" that came stands behind an "if" that came: "may, if no superior is there, stop it".

    >>> from toolkit.bargaining.counter.meanings.same_words import left_over, same_words
    >>> es = same_words("es")
    >>> mine, yours = "el trabajador podra parar", "el trabajador podra, si no hay jefe, parar"
    >>> in_a_condition(left_over(es.pieces(mine), es.pieces(yours))[1], yours, es)
    'si no hay jefe'
    """
    nots = [one for one in came if one.name == NOT]
    ifs = same.group(IF[same.words.language])
    clause = ""
    for one in nots:
        begin = max((each.end() for each in _PAUSE.finditer(text, 0, one.start)), default=0)
        stop = _PAUSE.search(text, one.end)
        opened = any(each.name in ifs and begin <= each.start < one.start for each in came)
        if not opened and not (same.words.language == "es" and text[begin : one.start].strip() in ("de", "a")):
            return ""
        clause = text[begin : stop.start() if stop else len(text)].strip()
    return clause
