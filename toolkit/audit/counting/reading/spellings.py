"""Values that may be one and the same, and signs that say that nobody knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Any

from toolkit.audit.counting.reading.note import Note, note
from toolkit.documents.brought.cell_text import as_text
from toolkit.errors import translatable

SPELLINGS = translatable(
    "In “{column}”, these values differ only by capitals, spaces, signs or accents, and were counted apart: {values}. "
    "Do they mean the same?"
)
SPELLINGS_CODE = translatable("Say spellings=“merge” or spellings=“keep”.")
SAME_WORDS = translatable(
    "In “{column}”, these values may be words for the same, and were counted apart: {values}. Do they mean the same?"
)
NOT_KNOWN = translatable(
    "In “{column}”, these were counted as values of their own: {values}. Do they mean that nobody knows?"
)
NOT_KNOWN_CODE = translatable("Name those that do in missing; an empty list says that none does.")

_MARKS = re.compile(r"\s*([*†‡§]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)$")  # of a footnote
_MOST_VALUES = 5_000
_MOST_TOLD = 6
_UNKNOWN = {"n/a", "na", "n.a.", "-", "–", "—", "--", "?", "??", "null", "none", "unknown", "inconnu", "inconnue", "x"}
_UNKNOWN |= {
    "nan",
    ".",
    "..",
    "n.d.",
    "n/d",
    "s/d",
    "desconocido",
    "desconhecido",
    "غير معروف",
    "غير محدد",
    "999",
    "9999",
}
# Words of several languages, and their short forms, for what columns of decisions and of sex mostly hold.
_WORDS = (
    {"yes", "y", "oui", "o", "si", "s", "sim", "نعم", "true", "vrai", "verdadero", "verdadeiro"},
    {"no", "n", "non", "nao", "لا", "false", "faux", "falso"},
    {"f", "female", "females", "femme", "femmes", "woman", "women", "mujer", "mujeres", "mulher", "mulheres", "feminin"}
    | {"femenino", "feminino", "انثي", "اناث", "امراه", "نساء", "النساء"},
    {"m", "male", "males", "homme", "hommes", "h", "man", "men", "hombre", "hombres", "homem", "homens", "masculin"}
    | {"masculino", "ذكر", "ذكور", "رجل", "رجال", "الرجال"},
)
_WORD = {word: min(words) for words in _WORDS for word in words}
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None})


def spelling_notes(
    column: str, values: Iterable[str], named: Collection[str] | None = None, is_settled: bool = False
) -> list[Note]:
    """Notes on the values of a column; of a decision or an outcome, ``named`` are the values that mean yes.

    Where values that differ by their writing all mean yes, or all no, nothing is to be settled.

    >>> [one.what for one in spelling_notes("sex", ["women", "Women ", "men"])]
    ['Women , women']
    >>> spelling_notes("hired", ["Yes", "yes", "no", "No"], named=["Yes", "yes"])
    []
    """
    found = list(values)
    if len(found) > _MOST_VALUES:
        return []
    alike: dict[str, list[str]] = {}
    for value in found:
        alike.setdefault(_meant(value), []).append(value)
    notes = []
    twins = [sorted(group) for group in alike.values() if len(group) > 1 and _is_open(group, named)]
    words = [group for group in twins if len(set(map(folded, group))) > 1]
    twins = [group for group in twins if group not in words]
    if words:
        told = [value for group in sorted(words) for value in group][:_MOST_TOLD]
        said = {"column": column, "values": told}
        notes.append(note("spellings", told, column, SAME_WORDS, SPELLINGS_CODE, is_open=True, **said))
    if twins:
        told = [value for group in sorted(twins) for value in group][:_MOST_TOLD]
        notes.append(
            note("spellings", told, column, SPELLINGS, SPELLINGS_CODE, is_open=True, column=column, values=told)
        )
    unknown = sorted(value for value in found if value.strip().casefold() in _UNKNOWN and value not in (named or ()))
    if unknown and not is_settled:
        notes.append(
            note("spellings", unknown, column, NOT_KNOWN, NOT_KNOWN_CODE, is_open=True, column=column, values=unknown)
        )
    return notes


def one_spelling(values: Iterable[tuple[Any, float]], named: Collection[str] | None) -> dict[Any, str]:
    """For values that differ by their writing, the one that stands for all: one that was named, else the commonest.

    >>> one_spelling([("women", 5), ("Women ", 2), ("men", 9)], None)
    {'women': 'women', 'Women ': 'women'}
    """
    often: dict[str, dict[Any, float]] = {}
    for value, people in values:
        if (text := as_text(value)) is not None:
            alike = often.setdefault(_meant(text), {})
            alike[value] = alike.get(value, 0) + people
    before = {_meant(value): value for value in reversed(list(named or ()))}
    chosen: dict[Any, str] = {}
    for key, alike in often.items():
        told = before.get(key)
        if told is None and len({as_text(value) for value in alike}) > 1:
            told = max((people, as_text(value) or "") for value, people in alike.items())[1]
        if told is not None:
            chosen |= dict.fromkeys(alike, told)
    return chosen


def folded(text: str) -> str:
    """A text without what people write differently: capitals, accents, spaces, hyphens, forms of Arabic letters, marks.

    >>> folded("Cote d’Ivoire ") == folded("CÔTE D'IVOIRE"), folded("إداري") == folded("اداري")
    (True, True)
    """
    text = _MARKS.sub("", text)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return (
        re.sub(r"[\s_\-’'.\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+", " ", bare.translate(_ARABIC))
        .strip()
        .casefold()
    )


def _meant(text: str) -> str:
    """A text as it is compared: a word for what other words mean as well is one of these."""
    bare = folded(text)
    return _WORD.get(bare, bare)


def _is_open(group: Iterable[str], named: Collection[str] | None) -> bool:
    return named is None or len({value in named for value in group}) == 2
