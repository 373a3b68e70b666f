"""The first rows of a table: what they show of columns that tell persons apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.audit.counting.reading.note import Note, note
from toolkit.errors import translatable

MOST = 5_000  # rows that are looked at
FEWEST = 50  # rows that show by the shape of a column alone whether it tells persons apart
_FEWEST_NAMED = 4
_LOOKED_AT = 200  # cells

IDENTIFIERS = translatable(
    "“{column}” seems to tell persons apart, as names, addresses and personnel numbers do. The audit does not use it; "
    "take it out before you pass the file on."
)
DUPLICATES = translatable(
    "“{column}” seems to tell persons apart, and {people} of its values stand on more than one of the {rows} rows that "
    "were looked at. Each row was counted as a decision of its own; if it is the same one, keep one row a person."
)

_WORDS = {
    *("id", "name", "names", "surname", "email", "mail", "phone", "telephone", "mobile", "badge", "nin", "ssn"),
    *("employee", "staff", "personnel", "applicant", "worker", "person", "candidate", "case"),
    *("nom", "prenom", "matricule", "courriel", "telephone", "salarie", "agent", "dossier"),
    *("nombre", "apellido", "correo", "telefono", "legajo", "dni", "cedula", "expediente"),
    *("nome", "sobrenome", "telefone", "matricula", "cpf", "registro", "processo"),
    *("الاسم", "اسم", "رقم", "الرقم", "هاتف", "الهاتف", "البريد"),
}
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"(?:\+|00?)\d[\d\s().\-]{6,18}\d", re.ASCII)
_MEASURED = re.compile(r"[+-]?\d+[.,]\d+|\d{4}-\d\d.*|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}.*|\d{1,2}:\d\d.*", re.ASCII)


@dataclass(frozen=True)
class Sample:
    """The first rows, column by column; an empty cell is an empty text."""

    columns: Mapping[str, Sequence[str]] = field(repr=False)

    def texts(self, column: str | None) -> set[str]:
        """The different texts of a column, without the empty one."""
        return {text for text in self.columns.get(column or "", ()) if text.strip()}


def person_notes(sample: Sample, used: Sequence[str], counted: bool) -> list[Note]:
    """Columns that tell persons apart, and persons who stand there twice; columns in use are judged elsewhere."""
    notes: list[Note] = []
    for column, cells in sample.columns.items():
        if column in used:
            continue
        texts = [cell.strip() for cell in cells if cell.strip()]
        if not _tells_persons(column, texts, counted):
            continue
        notes.append(note("identifiers", column, column, IDENTIFIERS, column=column))
        people = sum(number > 1 for number in Counter(texts).values())
        if people and not counted:
            told = {"column": column, "people": people, "rows": len(cells)}
            notes.append(note("duplicates", people, column, DUPLICATES, is_open=True, **told))
    return notes


def _tells_persons(column: str, texts: Sequence[str], counted: bool) -> bool:
    some = texts[:_LOOKED_AT]
    if len(some) < _FEWEST_NAMED:
        return False
    if any(2 * sum(bool(shape.fullmatch(text)) for text in some) > len(some) for shape in (_ADDRESS, _PHONE)):
        return True
    if counted or 2 * sum(bool(_MEASURED.fullmatch(text)) for text in some) > len(some):
        return False
    share = len(set(texts)) / len(texts)
    if share > 0.5 and not _WORDS.isdisjoint(_words_of(column)):
        return True
    return len(texts) >= FEWEST and share > 0.95 and not _is_running(texts)


def _is_running(texts: Sequence[str]) -> bool:
    """Whether these are the numbers of the rows themselves."""
    return all(text.isdecimal() and len(text) < 16 for text in texts) and all(
        int(after) - int(before) == 1 for before, after in zip(texts, texts[1:], strict=False)
    )


def _words_of(heading: str) -> set[str]:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(sign))
    return set(re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare).replace("-", "").casefold()))
