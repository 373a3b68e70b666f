"""What a sentence says, whatever its words: one name for words that an employer may exchange without taking anything.

The groups of such words, and the small words by which a sentence is turned round, lie in ``templates/bargaining/same``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, wraps
from typing import Any, NamedTuple, TypeVar

from toolkit.bargaining.clauses.texts import load_record
from toolkit.bargaining.counter.lexicon import Found, Lexicon, forget_plain, lexicon, plain
from toolkit.bargaining.counter.meanings.beginnings import Beginnings, beginnings, forget_beginnings
from toolkit.bargaining.counter.numbers.quantities import forget_quantities, quantities, remember_quantities
from toolkit.errors import RecordError
from toolkit.registers.locate import folder

F = TypeVar("F", bound=Callable[..., Any])
_LISTS = (
    *("negation", "concord", "from", "by", "examples", "closed", "deemed", "later"),
    *("requires", "least", "most", "under", "over", "light", "either", "together", "prevails", "unlimited"),
    *(
        "whole",
        "extremes",
        "ordered",
        "decides",
        "asks_for",
        "refuses",
        "views",
        "counts_as",
        "whoever",
        "applies",
        "since",
        "small",
    ),
)
_PARTIES = ("employer", "union")
OURS = ("union", "workers", "person", "service_users", "applicants")
PARTIES = (*OURS, "employer", "supplier")
_IF = {"en": "if", "ar": "إذا", "fr": "si", "es": "si", "pt": "se"}
_NO_GROUP = ("soft", "feasible", "should", "released")
NOT = "!not"  # the name of whatever turns a sentence round; "note" has the stem "not" in French
_WORD = re.compile(r"%|\w+")
_CLITIC = re.compile(r"(?<=[aei]r)(?:las?|los?|les?|se)$")  # written onto a Spanish verb: "detenerla"
_JOINED = "وف"  # "and", "so": written onto the word that follows in Arabic
_IF_OR_THAT = re.compile(r"[وف]?ان")
_IF_OR_WHO = re.compile(r"(?<!\w)[وف]?(?:اذا|متي|كلما|حيثما|قد|الذي|ثم) $")
# "ne … que", and no "parce que", "ainsi que" or "avant que" behind a "ne".
_THAT = r"(?:parce|ainsi|afin|alors|avant|des|sans|pour|tandis|telle?s?|moins|meme|apres|bien|ce|tant|aussi|plus) qu"
# "Has no use other than": it has only that one.
_NONE_OTHER = {
    "en": re.compile(
        r"(?<!\w)(?:(?:not|no|never)(?:\s\w+){0,4}\s(?:other|else)(?:\s\w+){0,2}\s(?:than|but|except)"
        r"|(?:nothing|nobody)(?:\s\w+){1,5}\s(?:but|except))(?!\w)"
    ),
    "es": re.compile(r"(?<!\w)(?:no|ningun\w*|nunca)(?:\s\w+){0,4}\sotr[oa]s?(?:\s\w+){0,3}\sque(?!\w)"),
    "pt": re.compile(
        r"(?<!\w)(?:nao|nenhum\w*|nunca)(?:\s\w+){0,4}\soutr[oa]s?"
        r"(?:\s\w+){0,3}\s(?:alem d\w+|que nao|senao|do que)(?!\w)"
    ),
    "ar": re.compile(r"(?<!\w)و?(?:لا|لن|ليس|ليست)(?:\s\w+){0,5}\s(?:سوي|غير هذا|اخر غير|اخري غير)(?!\w)"),
}
# "Just as they state it" names no example: a verb follows, or a word that stands only before one.
_JUST_AS = {
    "en": re.compile(r"such as (?:it|they|he|she|is|are|was|were|has|have|may)(?!\w)"),
    "fr": re.compile(
        r"tel(?:le)?s? que (?:defini|prevu|decrit|indique|recu|fixe|etabli|enregistre|modifie|arrete|convenu|transmis|"
        r"conserve|affirme|constate|consigne|declare|donne|remis|redige)e?s?(?!\w)"
    ),
    "es": re.compile(
        r"tal(?:es)? como (?:(?:lo|se|le|les|nos) \w+|(?:fue|fueron|fuera|es|era|estan?|estaba|figur[ae]n?|"
        r"const[ae]n?|aparec[ae]n?|aparezcan?|preven?|prevea|dispon(?:e|en|ga|gan)|establ\w{3,6}|defin[ae]n?|"
        r"indi(?:ca|can|que|quen)|afirm[ae]n?|han?|hayan?|habian?|seran?|sean?|result[ae]n?|exi(?:ge|gen|ja|jan)|"
        r"qued[ae]n?|orden[ae]n?|declar[ae]n?|describ[ae]n?|recib[ae]n?)(?!\w))"
    ),
    "pt": re.compile(
        r"tal como (?:(?:se|lhe|lhes) \w+|(?:foi|foram|era|esta|estao|estava|figur[ae]m?|const[ae]m?|aparec[ae]m?|"
        r"apareca|preve|disp(?:oe|onha)|estabele(?:ce|cem|ca)|defin[ae]m?|indi(?:ca|cam|que)|afirm[ae]m?|tenham?|sera|"
        r"sejam?|result[ae]m?|exi(?:ge|gem|ja)|fi(?:ca|que)|orden[ae]m?|declar[ae]m?|descrev[ae]m?|receb[ae]m?)(?!\w))"
    ),
}
# "The same as for", "as much as by" limit nothing.
_LIKE_IN_FRENCH = re.compile(r"(?<!\w)(?:memes?|autant|aussi|tels?|telles?|ainsi|plutot|plus|moins)(?:\s\w+)?\s$")
_UNLESS_IT = re.compile(r"\b(?:a moins|avant|sans|de crainte|de peur) qu(?:e\b|')[^.,;:]*$")
_ONLY_IN_FRENCH = re.compile(
    rf"\bn(?:e\s+|')[\w'’]+(?:(?:\s+|,\s+(?=[\w'’]+(?:,|\s+(?:ou|et|ni)\b)))(?!pas\b|plus\b|jamais\b|aucun|ni\b|quelque|{_THAT})[\w'’]+){{0,8}}?\s+qu(?:e\b|')"
)


class Piece(NamedTuple):
    """A word or phrase and what it stands for.

    Attributes
    ----------
    name
        The same for all words that say the same: ``@employer``, ``=17`` (a group), ``#time 30`` (a number), ``!not``,
        else the stem.
    start, end
        Where it stands in the plain text.
    """

    name: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)  # there is one of a language, and what was found in a text is remembered by it
class SameWords:
    """The words of one language that may be exchanged, and the small words that turn a sentence round."""

    words: Lexicon
    record: Mapping[str, Any]
    groups: Lexicon  # parties, negations and groups as lists of phrases

    def has(self, key: str, text: str) -> int:
        """How often a word of a list stands in a plain text."""
        if key != "closed" or self.words.language != "fr":
            return len(_spans(self.words.language, key, text))
        found = self.spans(key, text)
        others = (
            match.span()
            for match in _ONLY_IN_FRENCH.finditer(text)
            if not _UNLESS_IT.search(text, 0, match.start())  # "à moins qu'il ne prouve que"
        )  # "ne peut servir que pour" limits once
        return len(found) + sum(not any(start <= one < end for one, _ in found) for start, end in others)

    def spans(self, key: str, text: str) -> list[tuple[int, int]]:
        """Where the words of a list stand in a plain text."""
        return list(_spans(self.words.language, key, text))

    def group(self, phrase: str) -> frozenset[str]:
        """The name of the group that holds a phrase, as it is written in the file of the language."""
        return _group(self.words.language, phrase)

    @cached_property
    def small(self) -> frozenset[str]:
        """The names of words by which sentences are built, and which rules of their own read."""
        return frozenset().union(*map(self.group, self.record["small"]))

    @cached_property
    def ifs(self) -> frozenset[str]:
        """The names of words that begin a condition."""
        return self.group(_IF[self.words.language])

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """A plain text as what it says, in its order; words without meaning of their own are left out.

        >>> same = same_words("en")
        >>> [one.name for one in same.pieces(plain("The Company shall reply within thirty days."))] == [
        ...     one.name for one in same.pieces(plain("The Employer must answer within 30 days."))
        ... ]
        True
        """
        return _pieces(self.words.language, text)

    def sentences_of(self, text: str, sentences: Iterable[str]) -> None:
        """Read a whole text at once, and remember of each of its sentences what was read there.

        All are plain, the sentences in their order; no phrase and no number reaches over the end of a sentence.
        """
        code, place = self.words.language, 0
        whole = self.pieces(text)
        for sentence in sentences:
            start = text.find(sentence, place)
            if start < 0:
                return  # it is read by itself
            place = start + len(sentence)
            first = bisect_left(whole, start, key=_start)
            last = bisect_left(whole, place, key=_start)
            _PIECES[code, sentence] = tuple(
                Piece(one.name, one.start - start, one.end - start) for one in whole[first:last]
            )
            self.words.remember(text, sentence, start)
            remember_quantities(text, sentence, start, self.words)

    def parties(self, text: str) -> tuple[Found, ...]:
        """Who is named in a plain text, also within a phrase that means more: "at the expense of the Employer"."""
        return _parties(self.words.language).find(text)

    def phrases(self, text: str) -> tuple[Found, ...]:
        """The phrases of a plain text by which a loss is recognised."""
        return self.words.find(text)


@cache
def _parties(code: str) -> Lexicon:
    words = lexicon(code).record["words"]
    return Lexicon(code, {"words": {name: words[name] for name in PARTIES if name in words}})


_PIECES: dict[tuple[str, str], tuple[Piece, ...]] = {}  # a sentence is looked at by many rules


def _pieces(code: str, text: str) -> tuple[Piece, ...]:
    known = _PIECES.get((code, text))
    if known is None:
        known = _PIECES[code, text] = _read(code, text)
    return known


def _read(code: str, text: str) -> tuple[Piece, ...]:
    same = same_words(code)
    found: list[Piece] = []
    for one in quantities(text, same.words):
        number = round(one.values[0], 2)
        found.append(Piece(f"#{one.kind} {number:g} {one.of}".strip(), one.start, one.end))
    taken = Taken(((one.start, one.end) for one in found), len(text))
    soft = [one for one in same.words.find(text) if one.list in _NO_GROUP]
    for each in same.groups.find(text):
        if code == "ar" and (_is_that(text, each) or _is_noted(text, each)):
            continue
        if soft and any(one.start <= each.start < one.end for one in soft):
            continue  # a short beginning with * must not swallow "to endeavour"
        if taken.free(each.start, each.end):
            found.append(Piece(each.list, each.start, each.end))
    taken = Taken(((one.start, one.end) for one in found), len(text))
    stop = same.words.stop
    for match in _WORD.finditer(text):
        word = match[0]
        if (
            word in stop
            or (code == "ar" and word[0] in _JOINED and word[1:] in stop)
            or not (len(word) > 1 or word.isdigit())
            or not taken.free(match.start(), match.end())
        ):
            continue
        found.append(Piece(stem_of(code, word), match.start(), match.end()))
    return tuple(sorted(found, key=lambda one: one.start))


def _is_that(text: str, found: Found) -> bool:
    """Whether what may be "if" in Arabic is "that": a verb that is still to come follows it."""
    if not _IF_OR_THAT.fullmatch(text, found.start, found.end):
        return False
    after = text[found.end :].lstrip().removeprefix("لا ")
    return after.startswith(("ي", "ت"))


def _is_noted(text: str, found: Found) -> bool:
    """Whether what may be "without" in Arabic is "noted down": behind an "if", a "who" or an "already"."""
    return text[found.start : found.end] == "دون" and _IF_OR_WHO.search(text[: found.start]) is not None


def _start(piece: Piece) -> int:
    return piece.start


class Taken:
    """Which letters of a text stand for something already."""

    def __init__(self, spans: Iterable[tuple[int, int]], length: int) -> None:
        self._marks = bytearray(length)
        for start, end in spans:
            self._marks[start:end] = b"\x01" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing stands for these letters yet."""
        return self._marks.find(1, start, end) < 0


@lru_cache(32768)  # a sentence is looked at by many rules
def _spans(code: str, key: str, text: str) -> tuple[tuple[int, int], ...]:
    first, pattern = _pattern(code, key)
    found = [match.span() for match in pattern.finditer(text)] if first.may_stand_in(beginnings(text, code)) else []
    if key == "examples" and code in _JUST_AS:
        return tuple(one for one in found if not _JUST_AS[code].match(text, one[0]))
    if key != "closed":
        return tuple(found)
    others = _NONE_OTHER[code].finditer(text) if code in _NONE_OTHER else ()
    found += [one.span() for one in others if not any(one.start() <= start < one.end() for start, _ in found)]
    return tuple(one for one in found if not (code == "fr" and _LIKE_IN_FRENCH.search(text[: one[0]])))


@lru_cache(65536)
def stem_of(code: str, word: str) -> str:
    """A word without its endings; the Arabic one of the lexicon takes off what is written onto a word as well."""
    if code == "ar" or word[0].isdigit():
        return lexicon(code).stem(word)
    if code == "es":
        word = _CLITIC.sub("", word)
    return str(_stemmer(code).stemWord(word))


@cache
def _stemmer(code: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer({"en": "english", "fr": "french", "es": "spanish", "pt": "portuguese"}[code])


_READ: list[Any] = []


def read_once(function: F) -> F:
    """A function of plain texts that is worked out once a text, until the comparison is over."""
    kept = lru_cache(8192)(function)
    _READ.append(kept)
    return wraps(function)(kept)  # type: ignore[return-value]


def forget_texts() -> None:
    """Forget the sentences that were read: they are somebody's, and the next comparison is of others."""
    for one in _READ:
        one.cache_clear()
    forget_plain()
    forget_quantities()
    forget_beginnings()
    _PIECES.clear()
    _spans.cache_clear()
    stem_of.cache_clear()


def left_over(ours: Iterable[Piece], theirs: Iterable[Piece]) -> tuple[list[Piece], list[Piece]]:
    """What is said in one text and not in the other.

    >>> same = same_words("en")
    >>> gone, new = left_over(same.pieces("the employer shall stop at once"), same.pieces("the employer shall stop"))
    >>> (len(gone), len(new))
    (1, 0)
    """
    ours, theirs = list(ours), list(theirs)
    more = Counter([one.name for one in ours])
    for one in theirs:
        more[one.name] -= 1
    gone = {name: often for name, often in more.items() if often > 0}
    return _beyond(ours, gone), _beyond(theirs, {name: -often for name, often in more.items() if often < 0})


def _beyond(pieces: list[Piece], left: dict[str, int]) -> list[Piece]:
    """The last pieces of each name that the other text does not have; what is left of each name is counted down."""
    if not left:
        return []
    found = []
    for piece in reversed(pieces):
        if left.get(piece.name, 0) > 0:
            left[piece.name] -= 1
            found.append(piece)
    return found[::-1]


@cache
def same_words(code: str) -> SameWords:
    """The exchangeable words of a language.

    Raises
    ------
    RecordError
    """
    where = f"bargaining/same/{code}.yml"
    words = lexicon(code)
    record = load_record(folder("templates") / "bargaining" / "same" / f"{code}.yml", where)
    if not isinstance(record, dict) or record.get("language") != code:
        raise RecordError(where, f"“language” must be {code}")
    if unknown := set(record) ^ {"language", "groups", *_LISTS}:
        raise RecordError(where, f"missing or unknown: {', '.join(sorted(map(str, unknown)))}")
    lists: dict[str, list[str]] = {f"={place}": group for place, group in enumerate(record["groups"], start=1)}
    lists |= {f"@{party}": list(words.record["words"].get(party) or ()) for party in _PARTIES}
    lists[NOT] = record["negation"]
    seen: dict[str, str] = {}
    for name, phrases in lists.items():
        for phrase in phrases:
            if not isinstance(phrase, str):
                raise RecordError(where, f"“{phrase}” is not a text; put it in quotation marks")
            if name.startswith("=") and seen.setdefault(plain(phrase), name) != name:
                raise RecordError(where, f"“{phrase}” stands in two groups")
    return SameWords(words, record, Lexicon(code, {"words": lists}))


@cache
def _group(code: str, phrase: str) -> frozenset[str]:
    words = same_words(code).groups.record["words"]
    return frozenset(name for name, phrases in words.items() if phrase in phrases)


@cache
def _pattern(code: str, key: str) -> tuple[Beginnings, re.Pattern[str]]:
    """How the phrases of a list begin, and all as one pattern.

    The longest phrase stands first, so that a phrase is not counted again for a word of it.
    """
    words = lexicon(code)
    phrases = sorted((plain(str(one)) for one in same_words(code).record[key]), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(words.pattern, phrases)) or '(?!)'})(?!\w)")
    return Beginnings.of(phrases, code), pattern
