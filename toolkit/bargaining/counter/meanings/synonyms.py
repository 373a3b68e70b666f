"""Their words for ours: what a lawyer may write in place of a word of our drafts without taking anything.

Our drafts are written in few words, so that for each of them the ways to say the same can be listed
(``templates/bargaining/synonyms``). Unlike a group of words that are the same everywhere, an entry holds in one
direction, and only where our word is gone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from toolkit.bargaining.clauses.texts import load_record
from toolkit.bargaining.counter.lexicon import Lexicon, lexicon, plain
from toolkit.bargaining.counter.meanings.same_words import (
    Piece,
    SameWords,
    left_over,
    read_once,
    same_words,
    stem_of,
)
from toolkit.errors import RecordError
from toolkit.registers.locate import folder

_KEPT = "@#"  # parties and numbers are never explained away


@dataclass(frozen=True, eq=False)
class Synonyms:
    """The entries of one language, by what of ours they are for.

    Attributes
    ----------
    by_word
        For a word of ours, without its endings, the places of its entries.
    phrases
        Phrases of ours of several words; the name of a list is the place of its entry.
    ways
        The words of theirs that say the same, entry by entry.
    """

    by_word: dict[str, tuple[int, ...]]
    phrases: Lexicon
    ways: tuple[str, ...]
    code: str

    def spans(self, place: int, text: str) -> list[tuple[int, int]]:
        """Where the ways of an entry stand in a plain text."""
        return [match.span() for match in _pattern(self.code, self.ways[place]).finditer(text)]


@read_once
def in_our_words(ours: str, theirs: str, same: SameWords) -> tuple[Piece, ...]:
    """What a plain text of theirs says, named as ours names it where it only uses other words.

    >>> same = same_words("en")
    >>> mine, yours = "the employer shall bear the cost", "the employer shall meet the expense"
    >>> [one.name for one in in_our_words(mine, yours, same)] == [one.name for one in same.pieces(mine)]
    True
    """
    mine, yours = same.pieces(ours), same.pieces(theirs)
    gone, new = left_over(mine, yours)
    if not gone or not new:
        return yours
    known = synonyms(same.words.language)
    told, free = list(yours), [one for one in new if one.name[0] not in _KEPT]
    for names, entries in _wanted(ours, gone, known):
        found = _way(theirs, entries, free, known)
        if found is None:
            continue
        start, end = found
        free = [one for one in free if not start <= one.start < end]
        within = [one for one in told if start <= one.start < end and one in new and one.name[0] not in _KEPT]
        told = [one for one in told if one not in within]
        told += [Piece(name, start, end) for name in names]
    return tuple(sorted(told, key=lambda one: one.start))


def our_names(ours: str, theirs: str, same: SameWords) -> dict[str, str]:
    """The names of their words that are other ways to say ours, each with that of ours.

    >>> en = same_words("en")
    >>> names = our_names("it shall bear it", "it shall defray it", en)
    >>> names == {"defray": "bear"}
    True
    """
    told = in_our_words(ours, theirs, same)
    found: dict[str, str] = {}
    for one in same.pieces(theirs):
        if one not in told and one.name[0] not in _KEPT:
            over = next((each for each in told if each.start <= one.start < each.end), None)
            if over is not None:
                found.setdefault(one.name, over.name)
    return found


def _wanted(ours: str, gone: Sequence[Piece], known: Synonyms) -> Iterable[tuple[list[str], tuple[int, ...]]]:
    """What is gone, phrases first: the names, and the entries that hold other ways to say it."""
    left = [one for one in gone if one.name[0] not in _KEPT]
    by_phrase: dict[tuple[int, int], list[int]] = defaultdict(list)
    for found in known.phrases.find(ours):
        by_phrase[found.start, found.end].extend(map(int, found.list.split()))
    for (start, end), entries in by_phrase.items():
        inside = [one for one in left if start <= one.start < end]
        if inside:
            yield [one.name for one in inside], tuple(entries)
    for one in left:
        entries_of = known.by_word.get(_word(ours[one.start : one.end], known.code))
        if entries_of:
            yield [one.name], entries_of


def _way(theirs: str, entries: tuple[int, ...], free: Sequence[Piece], known: Synonyms) -> tuple[int, int] | None:
    """Where theirs says it in another way: the longest that holds something new."""
    spans = [span for place in entries for span in known.spans(place, theirs)]
    new = [(start, end) for start, end in spans if any(start <= one.start < end for one in free)]
    return max(new, key=lambda span: span[1] - span[0], default=None)


@lru_cache(4096)  # of all entries few are needed
def _pattern(code: str, ways: str) -> re.Pattern[str]:
    said = sorted({plain(one) for one in _parts(ways)}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(lexicon(code).pattern, said))})(?!\w)")


def _word(written: str, code: str) -> str:
    """What a word is known by: a group of words may hold one that says something else as well."""
    return written if " " in written else stem_of(code, written)


def _parts(text: str) -> list[str]:
    return [one.strip() for one in text.split(";") if one.strip()]


@cache
def synonyms(code: str) -> Synonyms:
    """The entries of a language.

    Raises
    ------
    RecordError
    """
    where = f"bargaining/synonyms/{code}.yml"
    record = load_record(folder("templates") / "bargaining" / "synonyms" / f"{code}.yml", where)
    if not isinstance(record, dict) or record.get("language") != code or set(record) != {"language", "entries"}:
        raise RecordError(where, f"“language” must be {code}, and “entries” a list")
    same = same_words(code)
    by_word: dict[str, list[int]] = defaultdict(list)
    phrases: dict[str, list[int]] = defaultdict(list)
    ways = []
    for place, entry in enumerate(record["entries"]):
        if not isinstance(entry, dict) or set(entry) != {"ours", "theirs"}:
            raise RecordError(where, f"entry {place + 1} needs “ours” and “theirs”")
        for phrase in map(plain, _parts(entry["ours"])):
            bare = phrase.replace("*", "")
            pieces = same.pieces(bare)
            if [(one.start, one.end) for one in pieces] == [(0, len(bare))]:
                by_word[_word(bare, code)].append(place)
            else:
                phrases[phrase].append(place)
        ways.append(entry["theirs"])
    lists: dict[str, list[str]] = defaultdict(list)
    for phrase, places in phrases.items():
        lists[" ".join(map(str, places))].append(phrase)
    by_place = {word: tuple(dict.fromkeys(places)) for word, places in by_word.items()}
    return Synonyms(by_place, Lexicon(code, {"words": dict(lists)}), tuple(ways), code)
