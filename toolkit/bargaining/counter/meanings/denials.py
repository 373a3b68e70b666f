"""How often a sentence denies, and which bounds its numbers have: "none with fewer than ten" is "at least ten"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import NOT, SameWords, read_once
from toolkit.bargaining.counter.numbers.quantities import quantities
from toolkit.bargaining.counter.signals import bans_by_noun

_BANS = ("must_not", "exception", "released")
_BEFORE, _AFTER = 30, 26  # letters around a number among which the word for its bound stands
_COUNTED = 3  # words for what is counted, before "or more"
_OR = re.compile(r"(?:or|او|ou|o|u) ")
# Before a noun, or a verb that still hangs on the "not": "neither a delay nor a loss".
_NOR = re.compile(r"(?<!\w)ولا(?= (?:ان [يت]|ت\w\wي\w|(?![يت]|بد|ان)\w))")
# Behind a comma it denies by itself: "as long as it is not passed, nobody shall".
_ANEW = re.compile(r"(?:nul|nulle|personne|aucune?|nadie|ningun[oa]?|ninguem|nenhuma?)(?!\w)")
# But "aucune note, aucun avis" is one list, as long as no verb stands between them.
_NONE, _NE = re.compile("aucune?"), re.compile(r"(?<!\w)(?:ne |n')")
_ACTS_ANEW = re.compile(r"(?<!\w)[وف][يت]\w{2,} $")  # "and records the picture": that is done, and not denied
_STOPS = re.compile(r"[.;:؛]")
_PAUSE = re.compile(r"[.,;:،؛]")

_EVERY = {"en": "every", "ar": "كل", "fr": "tous les", "es": "cada", "pt": "cada"}
WITHOUT: dict[str, tuple[str, ...]] = {
    "en": ("without ",),
    "ar": ("دون ", "بدون ", "بلا "),
    "fr": ("sans ",),
    "es": ("sin ",),
    "pt": ("sem ",),
}
# "Other than" stands before a noun with its article, "without" before one that has none.
_FROM, _BUT = "من ", re.compile("غير (?!ال)")


@dataclass(frozen=True)
class Denials:
    """What a plain text denies.

    Attributes
    ----------
    all
        How often something is denied, excepted or banned.
    bounding
        How many of these only set a bound to a number.
    doubled
        How often one denial undoes another: "none without".
    bounds
        The numbers that are named as a least or a most.
    """

    all: int
    bounding: int
    doubled: int
    bounds: Counter[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class _Not:
    start: int
    end: int
    word: bool  # a "not" by itself, and no ban or exception
    follows: bool  # a word that only repeats a "not" before it, as "nothing" does in Spanish


@read_once
def compare_denials(ours: str, theirs: str, same: SameWords) -> tuple[int, int]:
    """How often two plain texts deny something; what sets the same bound to a number in both is left out.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> compare_denials("no number rests on fewer than 10 people", "each number rests on at least 10 people", en)
    (0, 0)
    >>> compare_denials("no number rests on fewer than 10 people", "numbers rest on fewer than 10 people", en)
    (1, 0)
    """
    one, other = denials(ours, same), denials(theirs, same)
    before, after = one.all, other.all
    if one.bounds == other.bounds:
        before, after = before - one.bounding, after - other.bounding
    only = same.has("closed", theirs) - same.has("closed", ours)
    bound = one.bounds == other.bounds  # "none for more than an hour without a break": one "none" does both
    if _undone(before - after, one.doubled, only > 0 or (bound and one.bounding > 0)) or _undone(
        after - before, other.doubled, only < 0 or (bound and other.bounding > 0)
    ):
        before = after = min(before, after)  # "none without a break" is "each with a break", or "only with one"
    held = 0  # "without cost" is one word there, and "without" is in it
    if _withouts(ours, same) == _withouts(theirs, same):
        held = _held(theirs, same) - _held(ours, same)
    before, after = (
        before - min(max(before - after, 0), max(held, 0)),
        after - min(max(after - before, 0), max(-held, 0)),
    )
    if same.words.language == "ar":
        before -= min(max(before - after, 0), _carried_on(ours, theirs, same))
        after -= min(max(after - before, 0), _carried_on(theirs, ours, same))
    return before, after


def is_without(text: str, start: int, same: SameWords) -> bool:
    """Whether the "not" at a place of a plain text is a "without"; the Arabic one may be two words.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> is_without("من غير سبب", 3, same_words("ar")), is_without("من غير العمال", 3, same_words("ar"))
    (True, False)
    """
    if text.startswith(WITHOUT[same.words.language], start):
        return True
    return same.words.language == "ar" and text[:start].endswith(_FROM) and _BUT.match(text, start) is not None


def _held(text: str, same: SameWords) -> int:
    """How many words for "without" are a part of a phrase that means something else: "without delay" is at once."""
    groups = [one for one in same.pieces(text) if one.name[0] == "="]
    withouts = WITHOUT[same.words.language]
    return sum(text.startswith(withouts, one.start) for one in groups)


def _withouts(text: str, same: SameWords) -> int:
    return sum(text.startswith(WITHOUT[same.words.language], start) for start, _ in same.spans("negation", text))


def _carried_on(text: str, other: str, same: SameWords) -> int:
    """How often "nor" only carries a "not" on to what the other text denies too: "a delay or a loss", "and of any"."""
    may = [sum(one.list == "may" for one in same.phrases(each)) for each in (text, other)]
    if not denials(other, same).all or may[1] > may[0]:
        return 0
    kept = [one for one in same.pieces(other) if not _ACTS_ANEW.search(other[: one.start])]
    behind = (
        next((one for one in same.pieces(text) if one.start >= match.end()), None) for match in _NOR.finditer(text)
    )
    return sum(
        word is not None
        and any(
            one.name == word.name or one_stem(text[word.start : word.end], other[one.start : one.end], same)
            for one in kept
        )
        for word in behind
    )


def _undone(fewer: int, doubled: int, otherwise: bool) -> bool:
    """Whether denials are fewer because two of them undid each other, or one of the two was said otherwise."""
    return 0 < fewer <= 2 * doubled and (fewer % 2 == 0 or otherwise)


@read_once
def denials(text: str, same: SameWords) -> Denials:
    """How often a plain text denies something.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> denials("no se opone a ella ningun contrato", same_words("es")).all
    1
    >>> denials("do not use it, and do not keep it", same_words("en")).all
    2
    """
    found = list(_spoken(text, same))
    bounds: Counter[tuple[str, float]] = Counter()
    used = set[int]()
    for number in quantities(text, same.words):
        side = _side(text, number.start, number.end, same)
        value = round(number.values[0], 2)
        if side in ("least", "most"):
            bounds[side, value] += 1
        elif side:
            turned = _denier(text, number.start, found, used)
            if turned is not None:
                used.add(turned)
                bounds["least" if side == "under" else "most", value] += 1
    return Denials(len(found), len(used), _doubled(text, found, same), bounds)


def _spoken(text: str, same: SameWords) -> Iterator[_Not]:
    """The denials in their order, each once: a ban holds its own "not", and "no … nothing" denies once."""
    groups = [one for one in same.pieces(text) if one.name[0] == "="]
    bans = [
        one
        for one in same.phrases(text)
        if one.list in _BANS and not any(each.start <= one.start and one.end < each.end for each in groups)
    ]  # "cannot agree" is to disagree
    silent = [span for key in ("closed", "least", "most") for span in same.spans(key, text)]
    silent += [(one.start, one.end) for one in bans]
    repeats = same.spans("concord", text)
    found = [_Not(one.start, one.end, False, any(start == one.start for start, _ in repeats)) for one in bans]
    found += [
        _Not(one.start, one.end, True, any(start <= one.start < end for start, end in repeats))
        for one in same.pieces(text)
        if one.name == NOT and not any(start <= one.start and one.end <= end for start, end in silent)
    ]
    before: _Not | None = None
    by_noun = False
    for one in sorted(found, key=lambda each: each.start):
        near = before is not None and not _STOPS.search(text[before.end : one.start])
        anew = _ANEW.match(text, one.start) and text[: one.start].endswith(", ")
        listed = anew and before and _NONE.fullmatch(text, before.start, before.end)
        if near and one.follows and (not anew or (listed and before and not _NE.search(text, before.end, one.start))):
            continue
        if near and before is not None and before.follows and text.startswith(("ne ", "n'"), one.start):
            continue  # "aucun contrat ne peut"
        if near and by_noun and not one.word:
            by_noun = False  # "en aucun cas … ne peut": the ban was counted
            continue
        before = one
        by_noun = not one.word and bans_by_noun(text[one.start : one.end])
        yield one


def _doubled(text: str, found: list[_Not], same: SameWords) -> int:
    return sum(
        is_without(text, one.start, same) and not _STOPS.search(text[before.end : one.start])
        for before, one in zip(found, found[1:], strict=False)
    )


def _side(text: str, start: int, end: int, same: SameWords) -> str:
    """Whether a number is a least, a most, or something is under or over it."""
    ahead, behind = text[max(start - _BEFORE, 0) : start], text[end : end + _AFTER]
    for key in ("least", "most", "under", "over"):
        for _, stop in same.spans(key, ahead):
            between = ahead[stop:].split()
            if not set(between) - same.words.stop:
                # "At least every two months" leaves at most two between one time and the next.
                return "most" if key == "least" and _recurs(ahead[stop:], same) else key
    for key in ("least", "most"):
        for first, _ in same.spans(key, behind):  # "ten or more", "ten Workers of the hall or more"
            many = len(behind[:first].strip(" ,").split())
            if many <= 1 or (many <= _COUNTED and _OR.match(behind, first)):
                return key
    return ""


def _recurs(between: str, same: SameWords) -> bool:
    every = same.group(_EVERY[same.words.language])
    return any(one.name in every for one in same.pieces(between))


def _denier(text: str, place: int, found: list[_Not], used: set[int]) -> int | None:
    """Which denial turns a bound round: one in the same stretch of the text."""
    for number, one in enumerate(found):
        low, high = min(one.end, place), max(one.start, place)
        if number not in used and not _PAUSE.search(text[low:high]):
            return number
    return None
