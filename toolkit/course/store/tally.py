"""Counts of answers in which nobody can be made out.

In a room of thirty "1 person said no" points at somebody. Whoever stands at the wall also knows how many there are, so
a small number that is left out could be had by subtraction: answers are put together, the rarest first, until at least
two stand together and together are no small number. The rule is that of the audit for values that were left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Fewer than five people of one answer are not shown: official statistics begin at three to ten, and in a room where
# people see each other the lower end is too low. Who organises may ask for more, or for less in a room that agrees.
SMALLEST = 5


@dataclass(frozen=True)
class Tally:
    """How many gave which answer.

    Attributes
    ----------
    key
        What is counted, as `Store.tally` was asked to group it.
    counts
        Each answer with how many gave it; None where it stands among those that are put together.
    together
        How many gave one of the answers without a number of their own; None if there are none, or it is not told.
    total
        How many answered; None if that alone is too few.
    """

    key: tuple[str, ...]
    counts: Mapping[str, int | None]
    together: int | None
    total: int | None

    @property
    def hidden(self) -> tuple[str, ...]:
        """The answers that have no number of their own."""
        return tuple(answer for answer, people in self.counts.items() if people is None)


def publish(counts: Mapping[str, int], *, smallest: int = SMALLEST, key: tuple[str, ...] = ()) -> Tally:
    """Counts as they may be shown in a room.

    Parameters
    ----------
    counts
        How many gave each answer; an answer that nobody gave is there with 0.
    smallest
        Fewer people than this are not shown by themselves; 0 or 1 shows all. 2 is taken as 3: of two answers that
        together were given twice, each was given once.

    >>> publish({"yes": 20, "no": 1, "perhaps": 7}).counts
    {'yes': 20, 'no': None, 'perhaps': None}
    >>> publish({"yes": 20, "no": 1, "perhaps": 7}).together
    8
    >>> publish({"yes": 3, "no": 1}).total is None
    True
    """
    smallest = 3 if smallest == 2 else smallest
    total = sum(counts.values())
    if 0 < total < smallest:
        return Tally(key, dict.fromkeys(counts), None, None)
    rising = sorted(counts, key=lambda answer: (counts[answer], answer))
    given = [answer for answer in rising if counts[answer]]
    hidden = sum(counts[answer] < smallest for answer in given)
    # Where some are hidden, all that nobody gave are too: else the others are known to be at least one each.
    while 0 < hidden < len(given) and not _is_open([counts[each] for each in given[:hidden]], smallest):
        # All that are as rare as the next: that another one of them has a number would tell what this one can be.
        hidden = sum(counts[each] <= counts[given[hidden]] for each in given)
    out = set(given[:hidden]) | ({each for each in rising if not counts[each]} if hidden else set())
    shown = {answer: None if answer in out else people for answer, people in counts.items()}
    return Tally(key, shown, sum(counts[each] for each in out) if out else None, total)


def _is_open(hidden: Sequence[int], smallest: int) -> bool:
    """Whether it stays open what each of the hidden answers counts, also for who knows this rule."""
    together = sum(hidden)
    all_once = together == len(hidden)
    all_at_most = all(each == smallest - 1 for each in hidden)
    return len(hidden) > 1 and together >= smallest and not all_once and not all_at_most
