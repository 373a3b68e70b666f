"""Which number of theirs answers to which of ours, whatever the order of the sentences they stand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Set
from difflib import SequenceMatcher
from itertools import combinations

from toolkit.bargaining.counter.lexicon import Lexicon, word_patterns
from toolkit.bargaining.counter.numbers.quantities import Quantity, same

_BESIDE = 24  # letters beside a number that comes on top of the others
_CLEARLY = 0.5  # how much more the words around two pairs of numbers must be alike than around the other two
_PAUSE = re.compile(r"[.,;:؛،]")
_FURTHER = re.compile(
    r"(?<!\w)(?:further|additional|extra|(?:one|an?|\d+) more|supplementaires?|additionnel\w*|de plus|en plus"
    r"|adicional\w*|suplementar\w*|complementari\w*|mais um\w*|(?:ال)?اضافي\w*|اخري)(?!\w)"
)

# Where a clause ends and the next one begins.
_JOINS = {
    code: re.compile(rf"[.,;:؛،]|(?<!\w)(?:{word})(?=\s)|{onto}")
    for code, word, onto in (
        ("en", "and", "(?!)"),
        ("fr", "et", "(?!)"),
        ("es", "y", "(?!)"),
        ("pt", "e", "(?!)"),
        ("ar", "ثم", r"(?<=\s)و(?=\w{3})"),
    )
}
_KEPT, _LEFT = 0.8, 0.5  # the share of a clause that must stand in the other one, and may stand in its own
# Right before a time, what it is: how often something comes, how long somebody has for it, how long it lasts.
_LEADS = {
    "every": word_patterns(
        en="every|each|per",
        ar="كل",
        fr="tous les|toutes les|chaque|par",
        es="cada|todos los|todas las|por",
        pt="(?:a )?cada|todos os|todas as|por",
    ),
    "within": word_patterns(
        en="(?:within|in|no later than|not later than|at most)(?: the(?: next| following)?| a period of)?",
        ar="(?:خلال|في غضون|في ظرف|في اجل|في مدي|في مهله)(?: مده)?(?: اقصاها| لا تتجاوز| لا تزيد علي)?",
        fr="sous(?: les)?|dans(?: les| un delai (?:de|d')| le delai (?:de|d'))|en",
        es="(?:en|dentro)(?: de)?(?: los| las| un plazo de| el plazo de| del plazo de)?",
        pt="(?:em|no|dentro)(?: d[eo])?(?: prazo)?(?: maximo)?(?: de)?(?: ate)?|em ate",
    ),
    "for": word_patterns(
        en="(?:for|during)(?: a period of)?|grants?|has|have|receives?",
        ar="(?:ل|طوال|طيله|لمده|مده)",
        fr="pendant|durant|pour(?: une duree de)?",
        es="durante|por un periodo de",
        pt="durante|por um periodo de",
    ),
}
_WORD_BEFORE = re.compile(r"(\w+)['’]?\W*$")


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
    for place, one in [*enumerate(had), *enumerate(had)]:  # once more: what was one of two may be the last one now
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
    return _by_clause(_by_lead(pairs, before, had, after, has, words), before, had, after, has, words)


def _by_clause(
    pairs: dict[int, int], before: str, had: list[Quantity], after: str, has: list[Quantity], words: Lexicon
) -> dict[int, int]:
    """The pairs, two of them the other way where each clause kept its words and got the time of the other.

    "Pays within 10 days and builds within 6 months", "builds within 10 days and pays within 6 months".
    """
    found = dict(pairs)
    for one, second in combinations(pairs, 2):
        other, its = found[one], found[second]
        if {had[one].kind, had[second].kind} != {"time"} or _says(had[one], had[second]):
            continue
        if not (_says(had[one], has[other]) and _says(had[second], has[its])):
            continue
        mine = [_clause(before, had, place, words) for place in (one, second)]
        yours = [_clause(after, has, place, words) for place in (other, its)]
        if not all((*mine, *yours)):
            continue
        straight = [_share(a, b) for a, b in zip(mine, yours, strict=True)]
        crossed = [_share(a, b) for a, b in zip(mine, reversed(yours), strict=True)]
        if min(crossed) >= _KEPT and max(straight) <= _LEFT:
            found[one], found[second] = its, other
    return found


def _clause(text: str, found: list[Quantity], place: int, words: Lexicon) -> Counter[str]:
    """The words of the clause in which a number stands, without numbers; nothing where another number stands there."""
    one = found[place]
    begin = max((stop.end() for stop in _JOINS[words.language].finditer(text, 0, one.start)), default=0)
    stop = _JOINS[words.language].search(text, one.end)
    end = stop.start() if stop else len(text)
    if any(begin <= other.start < end for at, other in enumerate(found) if at != place):
        return Counter()
    return Counter(words.stems(text[begin : one.start] + " " + text[one.end : end]))


def _share(one: Counter[str], other: Counter[str]) -> float:
    """How much of the shorter of two clauses stands in the other."""
    return (one & other).total() / max(min(one.total(), other.total()), 1)


def _by_lead(
    pairs: dict[int, int], before: str, had: list[Quantity], after: str, has: list[Quantity], words: Lexicon
) -> dict[int, int]:
    """The pairs, two of them the other way where what stands right before each number says which answers to which.

    Only where both numbers stand in both texts, and what stands before the one does not stand before the other: of two
    times that both begin with "within" the words around them tell more. Nor where those words clearly stayed: "checks
    every 6 months, mends within 9 days" and "checks within 9 days, mends every 6 months".
    """

    def near(one: int, other: int) -> float:
        return _context(before, had[one], after, has[other], words)

    found = dict(pairs)
    for one, second in combinations(pairs, 2):
        other, its = found[one], found[second]
        if {had[one].kind, had[second].kind, has[other].kind, has[its].kind} != {"time"}:
            continue
        straight = _says(had[one], has[other]) and _says(had[second], has[its])
        crossed = _says(had[one], has[its]) and _says(had[second], has[other])
        mine = [_lead(before, had[place], words) for place in (one, second)]
        yours = [_lead(after, has[place], words) for place in (its, other)]
        stayed = near(one, other) + near(second, its) - near(one, its) - near(second, other) > _CLEARLY
        if straight != crossed and all(mine) and mine[0] != mine[1] and mine == yours and not stayed:
            found[one], found[second] = its, other
    return found


def is_doubtful(
    place: int,
    pairs: dict[int, int],
    before: str,
    had: list[Quantity],
    after: str,
    has: list[Quantity],
    words: Lexicon,
) -> bool:
    """Whether a number answers to another one, though its equal is there and the words around go with that.

    What stands right before the numbers says then that they were exchanged; nobody should be told so for certain.
    """
    one, other = had[place], pairs[place]
    equal = [its for its in pairs.values() if its != other and _says(one, has[its])]
    near = _context(before, one, after, has[other], words)
    crossed = bool(equal) and not _says(one, has[other])
    return crossed and any(_context(before, one, after, has[its], words) >= near for its in equal)


def _lead(text: str, one: Quantity, words: Lexicon) -> str:
    """What stands right before a number: the kind of the phrase, else the word."""
    ahead = text[: one.start].rstrip()
    for name, patterns in _LEADS.items():
        if any(
            match.end() == len(ahead) for match in patterns[words.language].finditer(ahead, max(one.start - _BESIDE, 0))
        ):
            return name
    match = _WORD_BEFORE.search(ahead)
    return match[1] if match else ""


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
