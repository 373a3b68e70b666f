"""What invited people answered, from a list: how many come, need what and have a phone. No name is kept."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.documents.brought.table import BroughtTable, read_table
from toolkit.errors import DataError, translatable

LARGEST, MOST_ROWS = 1_000_000, 2_000
NO_COMING = translatable(
    "“{file}” has no column that says who comes. Name one “Coming”, and write yes, no or maybe below it."
)
TOO_LONG = translatable("“{file}” is too large for a list of people who were invited: at most {rows} rows and 1 MB.")
NO_FILE = translatable("“{file}” cannot be read ({reason}). Look at its name, and at where it lies.")
NEEDS: Mapping[str, str] = {
    "language": translatable("another language"),
    "access": translatable("access without steps, large print"),
    "food": translatable("food"),
    "children": translatable("care for children"),
    "other": translatable("something else: read the list"),
}
# What headings and cells hold in our five languages, without accents and vowel signs.
_NEEDED = {
    "language": "language langue lengua idioma lingua interpret translat traduc لغه ترجم",
    "access": "access acces fauteuil wheelchair ruedas rodas large|print gros|caracter letra ramp وصول كرسي كبيره",
    "food": "food diet vegetar vegan halal allerg alerg repas aliment comida طعام نباتي حلال حساسيه",
    "children": "child kid enfant nino hijo crianca filho اطفال طفل",
}
_HEADINGS = {
    "needs": "need besoin necesi necess precis احتياج تحتاج يلزم",
    "phone": "phone mobile telefon celular movil portable هاتف جوال محمول",
    "name": "name nom nombre apelido apodo alias surnom number numero اسم لقب رقم",
    "coming": "coming come attend answer reponse respuesta resposta vien viene vendra venez vem vir presen asist"
    " particip حضور ستحضر تحضر جواب مشارك",
}
_SAID = {
    "yes": "yes y oui o si sim s نعم ن 1 true x ok",
    "no": "no n non nao لا ل 0 false",
    "maybe": "maybe perhaps peut-etre peutetre quizas quiza tal|vez talvez ربما ?",
}


@dataclass(frozen=True)
class Answer:
    """One person's answer. It says nothing of who that was.

    Attributes
    ----------
    coming
        `yes`, `no`, `maybe`; empty where that could not be read.
    needs
        Codes out of `NEEDS`.
    phone
        Whether they have one; None where nothing is said.
    """

    coming: str
    needs: frozenset[str] = frozenset()
    phone: bool | None = None


@dataclass(frozen=True)
class Answers:
    """All answers, each person once, in no order that says who they are."""

    each: tuple[Answer, ...]

    def count(self, coming: str) -> int:
        """How many answered so; with empty words, how many could not be read."""
        return sum(one.coming == coming for one in self.each)

    @property
    def expected(self) -> tuple[Answer, ...]:
        """Those for whom there must be a chair and a handbook: who comes, and who may come."""
        return tuple(one for one in self.each if one.coming in ("yes", "maybe"))

    @property
    def without_phone(self) -> int:
        """How many of them said that they have no phone."""
        return sum(one.phone is False for one in self.expected)

    @property
    def needs(self) -> dict[str, int]:
        """How many of them need what."""
        counted = Counter(need for one in self.expected for need in one.needs)
        return {need: counted[need] for need in NEEDS if counted[need]}


def answers_of(source: str | Path | bytes) -> Answers:
    """Read a list of answers: a row for each, a column that says who comes, and perhaps needs, a phone and a name.

    A name may be a nickname or a number. It is only used to count whoever answered twice once, by the last row, and is
    then forgotten. Headings and answers may be in any of our languages.

    Raises
    ------
    DataError
        There is no such file, it is no list, it is too large, or nothing in it says who comes.
    """
    name = "answers.csv" if isinstance(source, bytes) else Path(source).name
    try:
        data = source if isinstance(source, bytes) else _read(Path(source))
    except OSError as error:
        raise DataError(NO_FILE, file=name, reason=error.strerror or type(error).__name__) from error
    if len(data) > LARGEST:
        raise DataError(TOO_LONG, file=name, rows=MOST_ROWS)
    table = read_table(data, name)
    if table.rows > MOST_ROWS:
        raise DataError(TOO_LONG, file=name, rows=MOST_ROWS)
    kinds = {place: _kind(_plain(heading)) for place, heading in enumerate(table.headings)}
    if "coming" not in kinds.values():
        raise DataError(NO_COMING, file=name)
    found: dict[str, Answer] = {}
    for row in range(table.rows):
        cells = {place: _plain(_cell(table, place, row)) for place in kinds}
        called = " ".join(cells[place] for place, kind in kinds.items() if kind == "name")
        if any(cells.values()):
            found[called or f"\n{row}"] = _answer(cells, kinds)
    return Answers(tuple(sorted(found.values(), key=lambda one: (one.coming, sorted(one.needs), str(one.phone)))))


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _cell(table: BroughtTable, place: int, row: int) -> str:
    column = table.columns[place]
    return "" if column is None else column.texts[column.codes[row]]


def _answer(cells: Mapping[int, str], kinds: Mapping[int, str]) -> Answer:
    coming, phone, needs = "", None, set[str]()
    for place, kind in kinds.items():
        cell = cells[place]
        said = _said(cell)
        if kind == "coming":
            coming = coming or said
        elif kind == "phone" and said in ("yes", "no"):
            phone = said == "yes"
        elif kind == "needs" and cell and said != "no":
            needs |= set(_words_in(cell)) or {"other"}
        elif kind in NEEDS and cell and said != "no":
            needs.add(kind)
    return Answer(coming, frozenset(needs), phone)


def _kind(heading: str) -> str:
    """What a column is about: one of the headings, or one need by itself; empty if it is something else."""
    for kind in ("needs", "phone"):
        if _holds(heading, _HEADINGS[kind]):
            return kind
    need = next(iter(_words_in(heading)), "")
    return need or next((kind for kind in ("coming", "name") if _holds(heading, _HEADINGS[kind])), "")


def _words_in(text: str) -> Iterable[str]:
    return (need for need, words in _NEEDED.items() if _holds(text, words))


def _holds(text: str, words: str) -> bool:
    return any(word.replace("|", " ") in text for word in words.split())


def _said(cell: str) -> str:
    """Yes, no or maybe, by the word with which a cell begins; empty if it is none of them."""
    for said, words in _SAID.items():
        for word in words.split():
            known = word.replace("|", " ")
            if cell == known or re.match(rf"{re.escape(known)}[ ,;.:!(]", cell):
                return said
    return ""


def _plain(text: str) -> str:
    """Small letters without accents, vowel signs and double spaces; letters of Arabic that people mix are one."""
    parts = unicodedata.normalize("NFKD", text.casefold().replace("✓", "x").replace("✔", "x"))
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign) and sign != "ـ")
    return " ".join(bare.replace("ة", "ه").replace("ى", "ي").replace("أ", "ا").split())
