"""Side remarks: what a word that is gone would say, where another rule knows better what became of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.bargaining.counter.lexicon import Found
from toolkit.bargaining.counter.meanings.same_words import NOT, Piece, SameWords, left_over
from toolkit.bargaining.counter.meanings.synonyms import in_our_words
from toolkit.bargaining.counter.sentences.bounded_bans import gains_in_a_bound
from toolkit.bargaining.counter.signals import Noticed
from toolkit.bargaining.counter.wordings.turns import newly, often

_PAUSE = re.compile(r"[.,;:؛،](?:\s|$)")
_MOST = 0.7  # of what a ban says must be gone for the ban to have gone with it
_DISPUTE = re.compile(r"reclam|queix|quej|complain|plaint|griev|شكو|شكا")
_GONE = {"taken-out", "words-gone", "point-gone", "sentence-removed", "sentence-gone"}
_WITHIN = {"ban": "must_not", "before": "before", "at-once": "at_once", "human": "human", "supplier-gone": "supplier"}
_OPEN = {"only-gone", "opened"}
_BINDS = {"new-if", "condition", "exception", "feasible"}  # what a duty is bound to
_LIMITS = {"narrow", "only", "closed"}
_GONE_OR_CLOSED = {*_GONE, "closed"}
_NAMED = {"pays", "appeal", "inform", "reasons", "written", "public", "evidence", "remedy", "remedies", "consult"}
# Before and behind a thing in a list.
_JOINS = {
    code: re.compile(rf"(?:[,،]|(?:(?<!\w)|(?=,))(?:{words}))\s*$")
    for code, words in {
        "en": r"(?:and|or|nor|,)(?: (?:the|an?|its|their|all|of|for))?",
        "ar": r"(?:او|و)",
        "fr": r"(?:et|ou|ni|soit|,)(?: (?:les?|la|des?|du|une?|leurs?|ses|son|sa))?",
        "es": r"(?:y|o|u|e|ni|,)(?: (?:los|las|el|la|un|una|sus?|de|del))?",
        "pt": r"(?:e|ou|nem|,)(?: (?:os|as|o|a|um|uma|seus?|suas?|de|do|da))?",
    }.items()
}
_ITEM_ENDS = {
    code: re.compile(rf"\s*(?:[,،.;:]|$|(?:{words})(?!\w))")
    for code, words in {"en": "and|or", "ar": "و|او", "fr": "et|ou|ni", "es": "y|o|u|e|ni", "pt": "e|ou|nem"}.items()
}
_ASIDE = {"remedy", "appeal", "public", "evidence", "written", "supplier-gone", "remedies"}  # what an "only" leaves out


def without_side_remarks(noticed: Sequence[Noticed], ours: str, theirs: str, same: SameWords) -> list[Noticed]:
    """What was noticed, without what another rule says better.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> seen = [Noticed(one, "weakened", "") for one in ("ban", "only-gone")]
    >>> mine, yours = "a camera so podera gravar de dia", "a camera podera gravar de dia"
    >>> [one.id for one in without_side_remarks(seen, mine, yours, same_words("pt"))]
    ['only-gone']
    """
    there = {one.id for one in noticed if one.effect == "weakened"}
    drop = gains_in_a_bound(noticed, ours, theirs, same)
    if there & _OPEN and _only_limits(ours, theirs, same):
        drop |= {"ban", "may"}
    if "union-pays" in there:
        drop.add("remedies")  # who pays now says what became of the money
    if there & _GONE:
        drop |= {id for id, list_ in _WITHIN.items() if id in there and _went_with_its_words(list_, ours, theirs, same)}
    if there & _LIMITS and same.has("closed", theirs) > same.has("closed", ours):
        drop |= _ASIDE
    if "appeal" in there and there & _GONE and _no_way_to_complain(ours, theirs, same):
        drop.add("appeal")
    if "party-exchanged" in there:
        drop.add("prevails")  # it prevails as before, and is somebody else's now
    if "approval" in {one.id for one in noticed}:
        drop.add("consent-more")  # the yes that is new is management's
    if "vague" in there:
        drop.add("number-gone")  # a vague time stands in its place
    for name in _NAMED & there if there & _GONE_OR_CLOSED else ():
        if _only_items(name, ours, theirs, same):
            drop.add(name)
    bound = not there.isdisjoint(_BINDS)
    return [one for one in noticed if one.id not in drop and not (bound and _only_carried_on(one))]


def _only_carried_on(one: Noticed) -> bool:
    """Whether a time runs from what it ran from, and only a condition follows: "of the request, where possible"."""
    ours, theirs = (str(one.values.get(side, "")) for side in ("ours", "theirs"))
    return one.id == "trigger" and bool(ours) and theirs.startswith(f"{ours} ")


def _only_items(name: str, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what is gone stands in a list of things: "bought, hired or free", "the figures, the complaints and"."""
    lost = newly(name, theirs, ours, same)
    joins = _JOINS[same.words.language]
    return bool(lost) and all(
        joins.search(ours[: one.start]) is not None and _ITEM_ENDS[same.words.language].match(ours, one.end) is not None
        for one in lost
    )


def _only_limits(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether each ban that is gone is an "only may", which limits, and only as many may now as were limited."""
    lost = newly("must_not", theirs, ours, same)
    limits = [one for one in lost if same.has("closed", _limited(ours, one, same))]
    more = often("may", theirs, same) - often("may", ours, same)
    return bool(limits) and len(limits) == len(lost) and more <= len(limits)


def _limited(text: str, ban: Found, same: SameWords) -> str:
    """The words of a ban; in French with those of its clause, because "ne peut" may go on with "que"."""
    if same.words.language != "fr":
        return text[ban.start : ban.end]
    pause = _PAUSE.search(text, ban.end)
    return text[ban.start : pause.start() if pause else len(text)]


def _went_with_its_words(name: str, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what was banned, or came before, is said no more, so that words are gone and no ban was lifted."""
    mine = same.pieces(ours)
    gone, _ = left_over(mine, same.pieces(theirs))
    lost = newly(name, theirs, ours, same)
    return bool(lost) and all(_all_gone(ours, one, mine, gone) for one in lost)


def _all_gone(text: str, ban: Found, pieces: Sequence[Piece], gone: Sequence[Piece]) -> bool:
    stop = _PAUSE.search(text, ban.end)
    end = stop.start() if stop else len(text)
    inside = [one for one in pieces if ban.end <= one.start < end and one.name != NOT]
    return bool(inside) and sum(one in gone for one in inside) >= _MOST * len(inside)


def _no_way_to_complain(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the complaints that are gone were only spoken of: no court, no appeal and no procedure is among them."""
    lost = newly("appeal", theirs, ours, same)
    return bool(lost) and all(_DISPUTE.match(ours, one.start) for one in lost)


_HARDLY = 2  # words that went or came


def without_a_right_alone(noticed: Sequence[Noticed], ours: str, theirs: str, same: SameWords) -> list[Noticed]:
    """What was noticed, without a right that is gone where nothing else is and hardly a word changed. Both texts plain.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> gone, texts = Noticed("right", "weakened", ""), ("the union may see the list", "the union sees the list")
    >>> [one.effect for one in without_a_right_alone([gone], *texts, same_words("en"))]
    ['open']
    >>> [one.effect for one in without_a_right_alone([gone, Noticed("cap", "weakened", "")], *texts, same_words("en"))]
    ['weakened', 'weakened']
    """
    lost = {one.id for one in noticed if one.effect == "weakened"}
    if lost != {"right"} or not _says_hardly_anything_else(ours, theirs, same):
        return list(noticed)
    return [replace(one, effect="open") if one.id == "right" else one for one in noticed]


def _says_hardly_anything_else(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the same parties and nearly the same words stand in both, in whatever order."""
    left = [one for some in left_over(same.pieces(ours), in_our_words(ours, theirs, same)) for one in some]
    parties = [{one.list for one in same.parties(text)} for text in (ours, theirs)]
    return parties[0] == parties[1] and sum(one.name[0] not in "@#!" for one in left) <= _HARDLY
