"""Which number of theirs answers to which of ours, whatever the order of the sentences they stand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Set
from difflib import SequenceMatcher
from itertools import combinations

from toolkit.bargaining.counter.lexicon import Lexicon
from toolkit.bargaining.counter.numbers.quantities import Quantity, same

_BESIDE = 24  # letters beside a number that comes on top of the others
_PAUSE = re.compile(r"[.,;:؛،]")
_FURTHER = re.compile(
    r"(?<!\w)(?:further|additional|extra|(?:one|an?|\d+) more|supplementaires?|additionnel\w*|de plus|en plus"
    r"|adicional\w*|suplementar\w*|complementari\w*|mais um\w*|(?:ال)?اضافي\w*|اخري)(?!\w)"
)


def pair_numbers(before: str, had: list[Quantity], after: str, has: list[Quantity], words: Lexicon) -> dict[int, int]:
    """Which of their numbers answers to which of ours: by the words around them, then by kind and order.

    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> from toolkit.bargaining.counter.numbers.quantities import quantities
    >>> mine, yours = "rent in 3 days, pay in 9 days", "pay in 9 days, rent in 3 days"
    >>> pair_numbers(mine, quantities(mine, lexicon("en")), yours, quantities(yours, lexicon("en")), lexicon("en"))
    {0: 1, 1: 0}
    """
    ours, theirs = _collapsed(before, had, words), _collapsed(after, has, words)
    matcher = SequenceMatcher(None, [token for token, _ in ours], [token for token, _ in theirs], autojunk=False)
    pairs: dict[int, int] = {}
    for tag, first, last, start, stop in matcher.get_opcodes():
        mine = [place for _, place in ours[first:last] if place is not None]
        yours = [place for _, place in theirs[start:stop] if place is not None]
        if tag == "equal":
            pairs |= dict(zip(mine, yours, strict=True))
        elif tag == "replace":
            for place in mine:
                fits = [one for one in yours if has[one].kind == had[place].kind and one not in pairs.values()]
                if fits:
                    pairs[place] = fits[0]
    pairs = _with_values(pairs, before, had, after, has, words)
    for place, one in enumerate(had):
        if place in pairs:
            continue
        open_ = [o for o, other in enumerate(has) if o not in pairs.values() and other.kind == one.kind]
        alike = [o for o in open_ if one.kind == "count" and one.of and has[o].of == one.of and _says(one, has[o])]
        if len(alike) == 1:  # "four members", wherever they stand
            pairs[place] = alike[0]
            continue
        scored = [(_context(before, one, after, has[o], words), -o) for o in open_]
        if scored and (max(scored)[0] >= 0.2 or (len(open_) == 1 and one.kind != "count")):
            pairs[place] = -max(scored)[1]
    return pairs


def _with_values(
    pairs: dict[int, int], before: str, had: list[Quantity], after: str, has: list[Quantity], words: Lexicon
) -> dict[int, int]:
    """The pairs, those that cross taken apart where the words around them went along: the sentences changed places."""

    def near(one: int, other: int) -> float:
        return _context(before, had[one], after, has[other], words)

    kept = dict(pairs)
    for (one, other), (second, its) in combinations(pairs.items(), 2):
        crossed = _says(had[one], has[its]) and _says(had[second], has[other]) and not _says(had[one], has[other])
        if crossed and near(one, its) + near(second, other) > near(one, other) + near(second, its):
            kept[one], kept[second] = its, other
    return _by_value(kept, had, has, near, {place for place, other in enumerate(has) if _further(after, other)})


def _by_value(
    pairs: dict[int, int],
    had: list[Quantity],
    has: list[Quantity],
    near: Callable[[int, int], float],
    further: Set[int] = frozenset(),
) -> dict[int, int]:
    """Each number with its equal, where all have one and the words around them went along: sentences in any order."""
    free, found = set(range(len(has))), dict[int, int]()
    for one, mine in enumerate(had):
        equal = [other for other in free if _says(mine, has[other])]
        if not equal:
            return pairs
        found[one] = max(equal, key=lambda other: (near(one, other), -other))
        free.discard(found[one])
    if all(_says(had[one], has[other]) for one, other in pairs.items()):
        return pairs
    sums = [sum(near(one, other) for one, other in some.items()) for some in (found, pairs)]
    gifts = free and free <= further and not further & set(found.values())  # "two hours, and one more hour in June"
    return found if gifts or sums[0] > sums[1] else pairs


def _further(text: str, one: Quantity) -> bool:
    """Whether a word beside a number, with no pause between, says that it comes on top of others."""
    ahead = _PAUSE.split(text[max(one.start - _BESIDE, 0) : one.start])[-1]
    behind = _PAUSE.split(text[one.end : one.end + _BESIDE])[0]
    return _FURTHER.search(ahead + text[one.start : one.end] + behind) is not None


def _says(one: Quantity, other: Quantity) -> bool:
    return one.kind == other.kind and same(one.values[0], other.values[0], one.kind, one_unit=one.unit == other.unit)


def _collapsed(text: str, found: list[Quantity], words: Lexicon) -> list[tuple[str, int | None]]:
    """The stems of a text with each number as one token that says only of what kind it is."""
    tokens: list[tuple[str, int | None]] = []
    start = 0
    for place, one in enumerate(found):
        tokens += [(stem, None) for stem in words.stems(text[start : one.start])]
        tokens.append((f"#{one.kind}{one.of}", place))
        start = one.end
    return tokens + [(stem, None) for stem in words.stems(text[start:])]


def _context(before: str, one: Quantity, after: str, other: Quantity, words: Lexicon) -> float:
    mine = Counter(words.stems(before[max(one.start - 50, 0) : one.start] + before[one.end : one.end + 50]))
    yours = Counter(words.stems(after[max(other.start - 50, 0) : other.start] + after[other.end : other.end + 50]))
    both = sum((mine & yours).values())
    return 2 * both / max(sum(mine.values()) + sum(yours.values()), 1)
