"""Counts of answers in which nobody can be made out, each under a name that is true of everybody in it.

In a room of thirty "1 person said no" points at somebody, and whoever stands at the wall also knows how many answered,
knows this rule, and knows what he answered himself. With `smallest` = k, of n people:

1. With fewer than 2k - 1 nothing is shown.
2. If all but at most k - 2 gave one answer, it is shown without its number: "at least n - k + 2 of n". It reads the
   same whether all are of one mind or not.
3. Else neighbours are put together in the order in which the answers are listed ("too slow, right, too fast"), from
   the first on: a bar is full with k people of one answer, or k + 1 of several, and what is left at the end goes to the
   last bar. An answer that nobody gave is taken as one that few gave: else a bar of two names would tell that each was.
4. If only one bar is left, nothing is shown.

So what is shown also comes of a room in which an answer before the one that fills a bar, or after it in the last, was
given by nobody, and the one that fills it by all of the bar. Nobody can therefore conclude that some, but fewer than k,
gave an answer, or one of several; also not out of his own answer. In (2) the rest is up to k - 2 and not k - 1, because
(4) would else tell that each of the outer answers was given. A test tries this on all rooms of up to 24 people.

Answers that are in no order could also be put together from the rarest on. But which ones are rare tells something of
them, and to hide that nothing at all could be shown in a fifth to two fifths of rooms of thirty with four or five
answers; with neighbours it is fewer than one in a hundred.

Where no list of answers is known (a number is asked for), there are no rarest ones to name: those of few people are
"something else", and so are the next, until it is k people or nobody.

Two tallies of the same answers can be subtracted. A poll is therefore shown once, after it closed, and asked anew with
none; an exercise stays as it was first shown.

Source: A. Hundepool et al., Statistical Disclosure Control (2012), ch. 5: minimum frequency rule, secondary
suppression, group disclosure. That the rule itself tells something: K. Kenthapadi, N. Mishra, K. Nissim, Simulatable
Auditing (PODS 2005).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Fewer than five people of one answer are not shown: official statistics begin at three to ten, and in a room where
# people see each other the lower end is too low. Who organises may ask for more, or for less in a room that agrees.
SMALLEST = 5
OTHER = "other"  # an answer in words of one's own: that there was one is counted, what it was is not kept


@dataclass(frozen=True)
class Bar:
    """Answers that stand together, and how many gave one of them; None where only a least number is told."""

    answers: tuple[str, ...]
    people: int | None


@dataclass(frozen=True)
class Tally:
    """How many gave which answer.

    Attributes
    ----------
    key
        What is counted, as `Store.tally` was asked to group it.
    answers
        All that could be given, or those that are told and “something else”.
    bars
        What is told of them. An answer stands in one bar at most; none if nothing can be told.
    total
        How many answered.
    smallest
        Fewer people than this were not to be shown.
    asked
        Of how many; None where nobody counted them.
    """

    key: tuple[str, ...]
    answers: tuple[str, ...]
    bars: tuple[Bar, ...]
    total: int
    smallest: int = SMALLEST
    asked: int | None = None

    @property
    def counts(self) -> Mapping[str, int | None]:
        """Each answer with how many gave it; None where it has no number of its own."""
        alone = {bar.answers[0]: bar.people for bar in self.bars if len(bar.answers) == 1}
        return {answer: alone.get(answer) for answer in self.answers}

    @property
    def least(self) -> int:
        """How many gave the one answer that is shown without its number, at least."""
        return self.total - self.smallest + 2

    @property
    def too_few(self) -> bool:
        """Whether so few answered that nothing is told, whatever they said."""
        return 0 < self.total < 2 * self.smallest - 1 and not self.bars


def publish(
    counts: Mapping[str, int],
    *,
    smallest: int = SMALLEST,
    key: tuple[str, ...] = (),
    listed: bool = True,
) -> Tally:
    """Counts as they may be shown in a room.

    Parameters
    ----------
    counts
        How many gave each answer, in the order in which they were asked; one that nobody gave is there with 0.
    smallest
        Fewer people than this are not shown by themselves; 0 or 1 shows all. 2 is taken as 3: of two answers that
        together were given twice, each was given once.
    listed
        Whether `counts` holds all answers that could be given.

    >>> publish({"slow": 1, "right": 12, "fast": 12}).bars
    (Bar(answers=('slow', 'right'), people=13), Bar(answers=('fast',), people=12))
    >>> room = publish({"yes": 28, "no": 1, "perhaps": 1})
    >>> room.bars, room.least
    ((Bar(answers=('yes',), people=None),), 27)
    """
    smallest = 3 if smallest == 2 else smallest
    total = sum(counts.values())

    def told(*bars: Bar) -> Tally:
        # What could not be chosen from a list and is not told has no name here: that it is there would tell of it.
        named = dict.fromkeys(answer for bar in bars for answer in bar.answers)
        rest = {} if sum(bar.people or 0 for bar in bars) == total else {OTHER: None}
        return Tally(key, tuple(counts if listed else named | rest), bars, total, smallest)

    if smallest <= 1 or not total:
        return told(*(Bar((answer,), people) for answer, people in counts.items()))
    if total < 2 * smallest - 1:
        return told()
    largest = max(counts, key=lambda answer: counts[answer])
    if total - counts[largest] <= smallest - 2:
        return told(Bar((largest,), None))
    groups: list[tuple[str, ...]]
    if not listed:
        named = _named(counts, smallest)
        counts = {**{answer: counts[answer] for answer in named}, OTHER: total - sum(counts[each] for each in named)}
        groups = [(answer,) for answer, people in counts.items() if people]
    else:
        groups = _neighbours(counts, smallest)
    bars = [Bar(group, sum(counts[answer] for answer in group)) for group in groups]
    return told(*bars) if len(bars) > 1 else told()


def _neighbours(counts: Mapping[str, int], smallest: int) -> list[tuple[str, ...]]:
    """The answers in their order, neighbours together where they are few."""
    groups: list[tuple[str, ...]] = []
    group: tuple[str, ...] = ()
    for answer in counts:
        group = (*group, answer)
        # One more where several stand together: else one of them would know that the others are few.
        if sum(counts[each] for each in group) >= smallest + (len(group) > 1):
            groups.append(group)
            group = ()
    return [*groups[:-1], (*groups[-1], *group)] if groups else [group]


def _named(counts: Mapping[str, int], smallest: int) -> list[str]:
    """The answers that are frequent enough to be named where it is not known which there could be."""
    falling = sorted((answer for answer in counts if answer != OTHER), key=lambda answer: -counts[answer])
    named = [answer for answer in falling if counts[answer] >= smallest]
    while named and 0 < sum(counts.values()) - sum(counts[answer] for answer in named) < smallest:
        named.pop()
    return named
