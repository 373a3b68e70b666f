"""Keep names, numbers and Latin words in their place inside right-to-left text.

A value that is put into a sentence is wrapped in Unicode isolates (U+2068 … U+2069) where its direction could
disturb the sentence around it. Source: Unicode Standard Annex #9, sections 2.4 and 6.3.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

OPEN = "\u2068"  # FIRST STRONG ISOLATE: direction is taken from what stands inside
CLOSE = "\u2069"
_MARKS = {OPEN, CLOSE, "\u2066", "\u2067", "\u200e", "\u200f", "\u061c"}
_FORCING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
# A number that signs, letters or spaces go through, between Arabic words and commas: 13(2)(f), 22A-22D, 8 bis, L1222-4.
_PLACE_IN_LAW = re.compile(
    r"\u2068[^\u2069]*\u2069|(?<![^\W\d_a-zA-Z])[(0-9A-Za-z][^\u0590-\u08ff،؛,;\n\u2066-\u2069]*(?<=[0-9A-Za-z)])"
)
_ONE_PIECE = re.compile(r"[0-9]+(?:\.[0-9]+)*|[A-Za-z]+")
_NUMBER = re.compile(r"[0-9]*(?:[.,:/][0-9]+)*%?")  # stays in one piece by itself


def direction_of(text: str) -> str | None:
    """The direction of the first letter that has one: ``"ltr"``, ``"rtl"``, or None.

    >>> direction_of("123 العربية"), direction_of("Nairobi"), direction_of("12 %")
    ('rtl', 'ltr', None)
    """
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT_TO_LEFT:
            return "rtl"
        if kind == "L":
            return "ltr"
    return None


def isolate(text: str, inside: str) -> str:
    """Wrap a value that could disturb a sentence running in the direction `inside`.

    >>> isolate("risk", inside="ltr")
    'risk'
    >>> isolate("risk", inside="rtl") == OPEN + "risk" + CLOSE
    True
    """
    if not text or text[0] == OPEN:
        return text
    disturbing = direction_of(text) == "rtl" if inside == "ltr" else direction_of(text) != "rtl"
    # An override or embedding ends with the isolate that holds it, and nothing outside is turned round.
    return f"{OPEN}{text}{CLOSE}" if disturbing or not _FORCING.isdisjoint(text) else text


def isolate_numbers(text: str) -> str:
    """Where in a law something stands, in Arabic: each number that signs or letters go through in one piece.

    Without it "13(2)(f)" is drawn as "(f)(2)13", and beside it "14(2)(g)" as it is written.

    >>> isolate_numbers("المواد 13(2)(f)، 15") == f"المواد {OPEN}13(2)(f){CLOSE}، 15"
    True
    """

    def held(found: re.Match[str]) -> str:
        whole = found[0][0] == OPEN or _ONE_PIECE.fullmatch(found[0])
        return found[0] if whole else f"{OPEN}{found[0]}{CLOSE}"

    return _PLACE_IN_LAW.sub(held, text)


def hold(text: str) -> str:
    """A value with a mark of its own direction at an end where a number or sign stands.

    For programs that look at the letters around it and not at what the file says of its direction: "50 or older" would
    become "or older 50".

    >>> hold("50 or older") == "\u200e50 or older", hold("35–49") == "\u200e35–49\u200e"
    (True, True)
    >>> hold("men"), hold("1,234.5")
    ('men', '1,234.5')
    """
    if _NUMBER.fullmatch(text):
        return text
    own = direction_of(text)
    mark, letters = ("\u200f", _RIGHT_TO_LEFT) if own == "rtl" else ("\u200e", {"L"})
    before = "" if unicodedata.bidirectional(text[0]) in letters else mark
    after = "" if unicodedata.bidirectional(text[-1]) in ({*letters, "EN"} if own else letters) else mark
    return f"{before}{text}{after}"


def strip(text: str) -> str:
    """The text without isolates and direction marks, for comparing and for file names."""
    return "".join(character for character in text if character not in _MARKS)


def pieces(text: str) -> Iterator[tuple[str, str | None]]:
    """Cut a text at its isolates into (piece, own direction or None), for formats that mark runs themselves.

    A run holds no other run, so an isolate inside an isolate becomes a value held by marks (see `hold`).

    >>> list(pieces("see " + OPEN + "العربية" + CLOSE + " now"))
    [('see ', None), ('العربية', 'rtl'), (' now', None)]
    """
    for part, isolated in _parts(text):
        if isolated:
            nested = list(_parts(part))
            own = direction_of("".join(words for words, inner in nested if not inner)) or direction_of(part) or "ltr"
            piece = "".join(_held(words, own) if inner else strip(words) for words, inner in nested)
            if piece:
                yield piece, own
        elif part:
            yield part, None


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """What stands between isolates and, without its marks, what stands in one: (text, whether it is an isolate)."""
    depth, start = 0, 0
    for position, character in enumerate(text):
        if character == OPEN:
            if depth == 0:
                yield text[start:position], False
                start = position + 1
            depth += 1
        elif character == CLOSE and depth:
            depth -= 1
            if depth == 0:
                yield text[start:position], True
                start = position + 1
    yield strip(text[start:]) if depth else text[start:], False


def _held(text: str, inside: str) -> str:
    """A value inside a run of the direction `inside`, in one piece whatever its ends are."""
    bare = strip(text)
    return bare if (direction_of(bare) or "ltr") == inside else hold(bare)
