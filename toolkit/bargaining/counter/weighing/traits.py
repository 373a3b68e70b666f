"""What two texts show beside what rules noticed: how much is left over, what moved, who is named, which words count.

A rule that names a harm is right more often where words without a counterpart stand beside it, and less often where
everything has one. These are the traits by which that is weighed; each is a plain number under a plain name.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType

from toolkit.bargaining.counter.actors.agents import agents, count_voices
from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.other_forms import unexplained, without_other_forms
from toolkit.bargaining.counter.meanings.party_names import with_one_name
from toolkit.bargaining.counter.meanings.same_words import NOT, Piece, SameWords, left_over, read_once
from toolkit.bargaining.counter.meanings.sentence_pairs import SentencePair, pair_sentences
from toolkit.bargaining.counter.replies import gravity
from toolkit.bargaining.counter.signals import Noticed

Traits = Mapping[str, float]

# Lists of small words of which more or fewer may stand in theirs.
_SMALL = (
    *("negation", "from", "by", "examples", "closed", "deemed", "later", "requires", "least", "most", "under", "over"),
    *("either", "together", "prevails", "unlimited", "whole", "extremes", "decides", "asks_for", "refuses", "views"),
    *("counts_as", "whoever", "applies", "since"),
)
_SOME, _FEW = 2, 3  # more than so many say no more
_MANY = 3  # losses that are told of one paragraph
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class _Sentence:
    """A sentence that changed: what is left over of both, and where."""

    kept: tuple[float, float]
    places: Counter[str]
    most: Counter[str]
    gone: tuple[Piece, ...]
    new: tuple[Piece, ...]


@read_once
def traits(ours: str, theirs: str, same: SameWords) -> Traits:
    """The traits of two paragraphs, by name; one that is not there is 0 and is left out.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> found = traits("The fee is paid.", "The fee is paid where the budget allows.", same_words("en"))
    >>> found["places put in"], found["kept of ours"], found.get("places taken out")
    (1.0, 1.0, None)
    """
    mine, yours = with_one_name(ours, same), with_one_name(theirs, same)
    pairs = [one for one in pair_sentences(mine, yours, same) if one.ours != one.theirs]
    before, after = plain(mine), plain(yours)
    read = [_read(pair, same.pieces(before), same.pieces(after), same) for pair in pairs]
    found = {
        **_left(read),
        **_edits(pairs, read),
        **_lengths(before, after),
        **_parties(before, after, same),
        **_lists(before, after, same),
    }
    return MappingProxyType({name: float(value) for name, value in found.items() if value})


def told(noticed: Iterable[Noticed]) -> dict[str, float]:
    """What rules told, as traits: each loss by its id, how many, whether one is certain, and whether a gain stands by.

    >>> told([Noticed("may", "weakened", ""), Noticed("soft", "weakened", "", False)])
    {'told may': 1.0, 'told soft': 1.0, 'two told': 1.0, 'told as certain': 1.0}
    """
    listed = list(noticed)
    lost = {one.id for one in listed if one.effect == "weakened"}
    found: dict[str, float] = {f"told {id}": 1.0 for id in sorted(lost)}
    found |= {name: 1.0 for name, count in (("one told", 1), ("two told", 2)) if len(lost) == count}
    found |= {"more told": 1.0} if len(lost) >= _MANY else {}
    found |= {"told as certain": 1.0} if any(one.sure and one.effect == "weakened" for one in listed) else {}
    return found | ({"a gain": 1.0} if any(one.effect == "strengthened" for one in listed) else {})


def named(one: Noticed, noticed: Iterable[Noticed]) -> dict[str, float]:
    """One of the losses that are told, as traits: its id, whether it is certain, and whether another is graver.

    >>> seen = [Noticed("words-gone", "weakened", "", False), Noticed("floor", "weakened", "")]
    >>> named(seen[0], seen), named(seen[1], seen)
    ({'named words-gone': 1.0, 'a graver one': 1.0}, {'named floor': 1.0, 'named as certain': 1.0})
    """
    graver = any(gravity(other.id) < gravity(one.id) for other in noticed if other.effect == "weakened")
    found = {f"named {one.id}": 1.0}
    return found | ({"named as certain": 1.0} if one.sure else {}) | ({"a graver one": 1.0} if graver else {})


def _read(pair: SentencePair, ours: Sequence[Piece], theirs: Sequence[Piece], same: SameWords) -> _Sentence:
    """A sentence of ours beside theirs; what stands elsewhere in the paragraph is not left over."""
    before, after = plain(pair.ours), plain(pair.theirs)
    gone, new = without_other_forms(*left_over(pair.ours_pieces, pair.theirs_pieces), before, after, same)
    gone, new = unexplained(gone, theirs), unexplained(new, ours)
    mine, yours = list(_WORDS.finditer(before)), list(_WORDS.finditer(after))
    places: Counter[str] = Counter()
    most: Counter[str] = Counter()
    matcher = SequenceMatcher(None, [one[0] for one in mine], [one[0] for one in yours], autojunk=False)
    stayed = 0
    for tag, first, last, start, stop in matcher.get_opcodes():
        if tag == "equal":
            stayed += last - first
            continue
        out, come = _within(gone, mine[first:last]), _within(new, yours[start:stop])
        if out and come:
            places["exchanged"] += 1
        elif out or come:
            way = "taken out" if out else "put in"
            places[way] += 1
            most[way] = max(most[way], out + come)
    kept = stayed / max(len(mine), 1), stayed / max(len(yours), 1)
    return _Sentence(kept, places, most, tuple(gone), tuple(new))


def _within(pieces: Sequence[Piece], words: Sequence[re.Match[str]]) -> int:
    return sum(words[0].start() <= one.start < words[-1].end() for one in pieces) if words else 0


def _left(read: Sequence[_Sentence]) -> dict[str, float]:
    """What has no counterpart: words, parties, numbers and a "not"."""
    found: dict[str, float] = {}
    words = []
    for side, pieces in (
        ("gone", [piece for one in read for piece in one.gone]),
        ("new", [piece for one in read for piece in one.new]),
    ):
        kinds = Counter(_kind(one) for one in pieces)
        words.append(math.log1p(kinds["words"]))
        found |= {f"{kind} {side}": min(kinds[kind], _SOME) for kind in ("parties", "nots", "numbers")}
        found |= {f"words {side}": words[-1], f"no words {side}": kinds["words"] == 0}
    return found | {"fewer of both": min(words), "more of both": max(words)}


def _kind(piece: Piece) -> str:
    if piece.name == NOT:
        return "nots"
    return {"@": "parties", "#": "numbers"}.get(piece.name[0], "words")


def _edits(pairs: Sequence[SentencePair], read: Sequence[_Sentence]) -> dict[str, float]:
    """Where words came and went, and how much stayed."""
    places = sum((one.places for one in read), Counter[str]())
    ways = ("put in", "taken out")
    found = {f"places {way}": float(min(places[way], _FEW)) for way in (*ways, "exchanged")}
    found |= {f"most {way}": math.log1p(max((one.most[way] for one in read), default=0)) for way in ways}
    found["kept of ours"] = min((one.kept[0] for one in read), default=1.0)
    found["kept of theirs"] = min((one.kept[1] for one in read), default=1.0)
    found["likeness"] = min((one.likeness for one in pairs), default=1.0)
    found["sentences gone"] = min(sum(not one.theirs for one in pairs), _SOME)
    found["sentences new"] = min(sum(not one.ours for one in pairs), _SOME)
    found["sentences changed"] = min(len(pairs), _FEW)
    return found


def _lengths(before: str, after: str) -> dict[str, float]:
    longer = math.log((len(after.split()) + 1) / (len(before.split()) + 1))
    return {"longer": longer, "of other length": abs(longer)}


def _parties(before: str, after: str, same: SameWords) -> dict[str, float]:
    """Who is named, in which order, who owes what, and how much is denied."""
    mine, yours = ([one.list for one in same.parties(text)] for text in (before, after))
    denied = denials(after, same).all - denials(before, same).all
    return {
        "same parties": sorted(mine) == sorted(yours),
        "same order of parties": mine == yours,
        "more parties": max(-_FEW, min(_FEW, len(yours) - len(mine))),
        "more denials": max(-_SOME, min(_SOME, denied)),
        "other denials": min(_SOME, abs(denied)),
        "same duties": agents(before, same) == agents(after, same),
        "same voices": count_voices(before, same) == count_voices(after, same),
    }


def _lists(before: str, after: str, same: SameWords) -> dict[str, float]:
    """Of which lists of words that may give or take more, or fewer, stand in theirs."""
    had, has = (Counter(one.list for one in same.phrases(text)) for text in (before, after))
    found = {f"fewer {name}": 1.0 for name in had - has} | {f"more {name}": 1.0 for name in has - had}
    for key in _SMALL:
        more = same.has(key, after) - same.has(key, before)
        if more:
            found[f"{'more' if more > 0 else 'fewer'} small {key}"] = 1.0
    return found | {"same lists": float(had == has)}
