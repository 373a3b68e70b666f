"""The words by which a loss is recognised, a language at a time: lists in ``templates/bargaining/weakening``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from toolkit.bargaining.clauses.texts import load_record
from toolkit.errors import RecordError
from toolkit.registers.locate import folder

# Arabic writes "and", "by", "for", "like" and "the" onto the word that follows.
# No "if" in "was", no "not" in "was given" or in "both".
_PREFIX = r"(?:[وف]?(?:بال|كال|لل|ال|ب|ل|ك(?!ان(?!\w)|لا(?!\w))|س(?=[ايتن]))?)"
_LONGEST_PREFIX = 4
_ARTICLE = "(?:ال)?"
# And behind a word of three letters at least: "its", "their".
_ROOT = 3
_WHOSE = "(?:هما|ها|هم|ه)?"
_WHOSE_END = re.compile(r"(?<=\w{3})(?:هما|ها|هم|ه)$")
_WORD = re.compile(r"%|\w+")
# "That not", which without its sign is "except", and "if", which is "that".
_THAT_NOT = re.compile(r"(?<!\w)([وفب]?)[\u0622\u0623]لا(?!\w)")
_IF = re.compile(r"(?<!\w)([وف]?)\u0625ن(?!\w)")
_SAW = re.compile(r"(?<!\w)([وف]?)رأى(?!\w)")  # else it is "a view"
_NOTED = re.compile(r"(?<!\w)([وف]?)د\u064f?و[\u064b-\u0650]?\u0651[\u064b-\u0650]?ن")  # else it is "without"
_APART = re.compile(r"([\u0621-\u064a])([0-9])")  # ب30 is "in 30"
_SHAPES = str.maketrans(
    {"ى": "ي", "ة": "ه", "ٱ": "ا", "ـ": "", "٪": "%", "٫": ".", "٬": "", "’": "'", "‘": "'", "ʼ": "'"}
)
_PLAIN_LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي")  # as a plain text has them
_KEYS = {
    *("language", "articles", "heading_words", "stop", "words", "units", "working", "fillers", "one", "periods"),
    *(
        "percent",
        "cents",
        "money",
        "and",
        "numbers",
        "fractions",
        "duals",
        "lower",
        "higher",
        "higher_after",
        "before_objects",
    ),
}


class Found(NamedTuple):
    """A word or phrase of a list, where it stands in the plain text."""

    list: str
    start: int
    end: int


def plain(text: str) -> str:
    """A text as it is compared: small letters, no accents or vowel signs, one shape of an Arabic letter, Latin digits.

    >>> plain("٣٠ يوماً، الموافقةُ المكتوبة"), plain("Écrit — “shall”")
    ('30 يوما، الموافقه المكتوبه', 'ecrit — “shall”')
    """
    return _plain(text)


@lru_cache(8192)  # a paragraph is looked at by many rules
def _plain(text: str) -> str:
    if text.isascii():
        return " ".join(text.casefold().split())
    pieces: list[str] = []
    if "ن" in text or "ل" in text:
        text = _THAT_NOT.sub(r"\1أن لا", _NOTED.sub(r"\1دوون", unicodedata.normalize("NFC", text)))
        text = _SAW.sub(r"\1رءا", _IF.sub(r"\1إذا", text))
    for character in unicodedata.normalize("NFKD", text.translate(_SHAPES)).translate(_SHAPES):
        kind = unicodedata.category(character)
        if kind in ("Mn", "Cf"):
            continue
        pieces.append(str(unicodedata.digit(character)) if kind == "Nd" else character)
    return " ".join(_APART.sub(r"\1 \2", "".join(pieces)).casefold().split())


def forget_plain() -> None:
    """Forget the texts that were read: they are somebody's."""
    _plain.cache_clear()
    _FOUND.clear()
    _fitting.cache_clear()
    _stems.cache_clear()
    _stem_of.cache_clear()
    _stemmed.cache_clear()


@dataclass(frozen=True, eq=False)  # there is one of a kind, and what it found in a text is remembered by it
class Lexicon:
    """The words of one language. Lists of phrases are found in `plain` text, the longest phrase first."""

    language: str
    record: Mapping[str, Any]

    def words(self, key: str) -> frozenset[str]:
        """A list of single words or phrases, plain."""
        return frozenset(plain(str(word)) for word in self.record.get(key) or ())

    def table(self, key: str) -> dict[str, Any]:
        """A table from words to values, its words plain."""
        return {plain(str(word)): value for word, value in (self.record.get(key) or {}).items()}

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The names of the lists of phrases."""
        return tuple(self.record["words"])

    @cached_property
    def _phrases(self) -> dict[str, list[tuple[int, str, str]]]:
        """The phrases by how their first word begins, each with its rank: the longest one counts."""
        phrases = [(plain(str(phrase)), name) for name, all_ in self.record["words"].items() for phrase in all_]
        phrases.sort(key=lambda pair: (-len(pair[0].split()), -len(pair[0])))
        by_first: dict[str, list[tuple[int, str, str]]] = {}
        for rank, (phrase, name) in enumerate(phrases):
            first = _WORD.findall(phrase)[0]
            key = first + "*" if phrase.startswith(f"{first}*") else first
            end = "" if phrase.endswith("'") else r"(?!\w)"  # "en raison d'une demande"
            by_first.setdefault(key, []).append((rank, name, f"{self.pattern(phrase)}{end}"))
        return by_first

    @cached_property
    def _beginnings(self) -> tuple[int, ...]:
        """How long the beginnings are after which any ending may follow."""
        return tuple(sorted({len(key) - 1 for key in self._phrases if key.endswith("*")}))

    @cached_property
    def _joined(self) -> dict[tuple[int, ...], tuple[re.Pattern[str], tuple[str, ...]]]:
        return {}

    def joined(self, word: str) -> tuple[re.Pattern[str], tuple[str, ...]] | None:
        """The phrases that may begin with a word as one pattern, the one that counts first, and their lists."""
        found = sorted(self.candidates(word))
        if not found:
            return None
        key = tuple(rank for rank, _, _ in found)
        if key not in self._joined:
            pattern = re.compile("|".join(f"({phrase})" for _, _, phrase in found))
            self._joined[key] = pattern, tuple(name for _, name, _ in found)
        return self._joined[key]

    def candidates(self, word: str) -> Iterator[tuple[int, str, str]]:
        """The phrases that may begin with a word, each with its rank and its list."""
        for start in range(_LONGEST_PREFIX + 1 if self.language == "ar" else 1):
            bare = word[start:]
            yield from self._phrases.get(bare, ())
            if self.language == "ar" and (whose := _WHOSE_END.search(bare)):
                yield from self._phrases.get(bare[: whose.start()], ())
            for length in self._beginnings:
                if length > len(bare):
                    break
                yield from self._phrases.get(f"{bare[:length]}*", ())

    def pattern(self, phrase: str) -> str:
        """A phrase as a pattern: * is any ending, and Arabic words may carry what is written onto them."""
        words = [re.escape(word).replace(r"\*", r"\w*") for word in phrase.split()]
        if self.language == "ar":
            whose = _WHOSE if len(phrase) >= _ROOT and not phrase.endswith("*") else ""
            return _PREFIX + rf"\s+{_ARTICLE}".join(words) + whose
        return r"\s+".join(words)

    def find(self, text: str) -> tuple[Found, ...]:
        """The phrases in a plain text, in order; none overlaps another."""
        return _found(self, text)

    def remember(self, text: str, part: str, start: int) -> None:
        """Of a part of a text, which begins there and ends with a sentence, what was found in the whole."""
        end = start + len(part)
        _FOUND[self, part] = tuple(
            Found(one.list, one.start - start, one.end - start)
            for one in self.find(text)
            if start <= one.start and one.end <= end
        )

    @cached_property
    def _cues(self) -> dict[str, re.Pattern[str]]:
        return {}

    def cue(self, key: str) -> re.Pattern[str]:
        """Any word or phrase of a list of words, as one pattern."""
        if key not in self._cues:
            phrases = sorted(self.words(key), key=len, reverse=True)
            self._cues[key] = re.compile(rf"(?<!\w)(?:{'|'.join(map(self.pattern, phrases)) or '(?!)'})(?!\w)")
        return self._cues[key]

    @cached_property
    def stop(self) -> frozenset[str]:
        """Words that carry no meaning of their own."""
        return self.words("stop")

    @cached_property
    def before_objects(self) -> frozenset[str]:
        """Words after which somebody is acted upon: *with the Union*."""
        return self.words("before_objects")

    @property
    def reach(self) -> int:
        """How many words before somebody may make an object of them: Arabic puts the subject behind an object."""
        return 1 if self.language == "ar" else 2

    def stem(self, word: str) -> str:
        """A word without its common endings, so that *audits* and *audited* count as one.

        >>> lexicon("en").stem("audited"), lexicon("ar").stem("والانظمه"), lexicon("ar").stem("انظمه")
        ('audit', 'انظم', 'انظم')
        """
        return _stemmed(word, self.language == "ar")

    def stem_of(self, written: str) -> str:
        """The stem of a word as it is written, or nothing where it carries no meaning."""
        return _stem_of(self, written)

    def stems(self, text: str) -> list[str]:
        """The words of a plain text that carry meaning, as stems; numbers stand as ``#``."""
        return list(_stems(self, text))


_ENDINGS = (
    "ations",
    "ation",
    "ingly",
    "ements",
    "ement",
    "ings",
    "ing",
    "ied",
    "ies",
    "ers",
    "ed",
    "es",
    "er",
    "ly",
    "s",
    "e",
    "y",
)


@lru_cache(65536)
def _stemmed(word: str, arabic: bool) -> str:
    if arabic:
        bare = word
        for prefix in ("وال", "بال", "فال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ل"):
            if bare.startswith(prefix) and len(bare) - len(prefix) >= 3:
                bare = bare[len(prefix) :]
                break
        for ending in ("تهما", "هما", "تها", "تهم", "ها", "هم", "ات", "ون", "ين", "ان", "ته", "يه", "ه", "ا", "ي"):
            if bare.endswith(ending) and len(bare) - len(ending) >= 3:
                return bare[: -len(ending)]
        return bare
    if word.endswith(("coes", "soes")):  # "instruções" and "instrução"
        word = f"{word[:-3]}ao"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:7]


_FOUND: dict[tuple[Lexicon, str], tuple[Found, ...]] = {}  # a sentence is looked at by many rules


def _found(words: Lexicon, text: str) -> tuple[Found, ...]:
    known = _FOUND.get((words, text))
    if known is None:
        known = _FOUND[words, text] = _find(words, text)
    return known


def _find(words: Lexicon, text: str) -> tuple[Found, ...]:
    found: list[Found] = []
    done = 0
    for word in _WORD.finditer(text):
        if word.start() < done:
            continue
        fitting = _fitting(words, word[0])
        match = fitting[0].match(text, word.start()) if fitting is not None else None
        if fitting is not None and match is not None:
            done = match.end()
            found.append(Found(fitting[1][(match.lastindex or 1) - 1], word.start(), done))
    return tuple(found)


@lru_cache(8192)  # a sentence is looked for in many places
def _stems(words: Lexicon, text: str) -> tuple[str, ...]:
    stop, arabic = words.stop, words.language == "ar"
    return tuple(
        "#" if word[0].isdigit() else _stemmed(word, arabic)
        for word in _WORD.findall(text)
        if word not in stop and (len(word) > 1 or word[0].isdigit())
    )


@lru_cache(16384)  # texts are made of few words
def _stem_of(words: Lexicon, written: str) -> str:
    return next(iter(words.stems(plain(written))), "")


@lru_cache(16384)
def _fitting(words: Lexicon, word: str) -> tuple[re.Pattern[str], tuple[str, ...]] | None:
    return words.joined(word)


@cache
def lexicon(code: str) -> Lexicon:
    """The words of a language; a language without a list of its own has none, and an error says so.

    Raises
    ------
    RecordError
    """
    where = f"bargaining/weakening/{code}.yml"
    path = folder("templates") / "bargaining" / "weakening" / f"{code}.yml"
    if not path.is_file():
        raise RecordError(where, "there is no list of words for this language")
    record = load_record(path, where)
    if not isinstance(record, dict) or record.get("language") != code:
        raise RecordError(where, f"“language” must be {code}")
    if unknown := set(record) ^ _KEYS:
        raise RecordError(where, f"missing or unknown: {', '.join(sorted(map(str, unknown)))}")
    seen: dict[str, str] = {}
    for name, phrases in record["words"].items():
        for phrase in phrases:
            if not isinstance(phrase, str):
                raise RecordError(where, f"“{phrase}” in {name} is not a text; put it in quotation marks")
            if seen.setdefault(plain(phrase), name) != name:
                raise RecordError(where, f"“{phrase}” stands in {name} and in {seen[plain(phrase)]}")
    return Lexicon(code, record)


def more_often(pattern: re.Pattern[str], text: str, other: str) -> bool:
    """Whether something stands more often in a text than in another, which is read only where it may.

    >>> more_often(re.compile("pay"), "pay, repay", "pay"), more_often(re.compile("pay"), "", "pay")
    (True, False)
    """
    often = len(pattern.findall(text))
    return often > 0 and often > len(pattern.findall(other))


def word_patterns(**by_language: str) -> dict[str, re.Pattern[str]]:
    """By language, a pattern of whole words in a plain text.

    >>> bool(word_patterns(en="pays?")["en"].search("it pays")), bool(word_patterns(en="pays?")["en"].search("repay"))
    (True, False)
    """
    return {
        code: re.compile(rf"(?<!\w)(?:{words.translate(_PLAIN_LETTERS)})(?!\w)") for code, words in by_language.items()
    }
