"""What a sentence lost beside its duties: how long it holds, whom it covers, which rule counts, who does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from toolkit.bargaining.counter.actors.allowed import allowed_now, free_no_more
from toolkit.bargaining.counter.actors.doers import compare_doers
from toolkit.bargaining.counter.actors.falls_to import compare_answering
from toolkit.bargaining.counter.actors.third_parties import compare_third_parties
from toolkit.bargaining.counter.actors.which_of_us import compare_dues
from toolkit.bargaining.counter.actors.who_decides import compare_verdicts
from toolkit.bargaining.counter.cases.applies_no_more import applies_no_more
from toolkit.bargaining.counter.cases.lists import (
    compare_fewer,
    compare_like_cases,
    compare_only_if,
    compare_some_of_all,
)
from toolkit.bargaining.counter.meanings.same_words import Piece, SameWords
from toolkit.bargaining.counter.sentences.denied_before import done_in_place, done_now
from toolkit.bargaining.counter.sentences.in_force import compare_in_force, compare_rules
from toolkit.bargaining.counter.sentences.turned_round import spared_no_more
from toolkit.bargaining.counter.signals import NOT_GONE, SIGNALS, Noticed

BAN = next(row.sentence for row in SIGNALS if row.id == "ban")


def compare_other_losses(
    ours: str, theirs: str, new: Sequence[Piece], seen: Set[str], same: SameWords
) -> Iterator[Noticed]:
    """Each of the losses that no other rule has seen."""
    yield from compare_in_force(ours, theirs, same)
    yield from compare_some_of_all(ours, theirs, new, same)
    yield from compare_fewer(ours, theirs, same)
    yield from compare_dues(ours, theirs, new, same)
    if not seen:
        yield from compare_only_if(ours, theirs, same)
    if "approver" not in seen:
        yield from compare_verdicts(ours, theirs, same)
    if "prevails" not in seen:
        yield from compare_rules(ours, theirs, same)
    if spared_no_more(ours, theirs, same):
        yield Noticed("denied-less", "weakened", NOT_GONE, sure=False)
    if "opened" not in seen:
        yield from compare_like_cases(ours, theirs, same)
    if not {"exchanged", "proves"} & seen:
        yield from compare_doers(ours, theirs, same)
    if "approver" not in seen:
        yield from compare_third_parties(ours, theirs, same)
    if not {"exchanged", "party-exchanged"} & seen:
        yield from compare_answering(ours, theirs, same)
    if "exception" not in seen:
        yield from applies_no_more(ours, theirs, same)
    if allowed_now(ours, theirs, same):
        yield Noticed("ban", "weakened", BAN, sure=False)
    bound_now = not {"not-gone", "denied-less", "burden"} & seen and free_no_more(ours, theirs, same)
    if bound_now or (not seen and (done_now(ours, theirs, same) or done_in_place(ours, theirs, same))):
        yield Noticed("denied-less", "weakened", NOT_GONE, sure=False)
