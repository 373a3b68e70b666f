"""The first rows of a table: what they show of columns that tell persons apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.audit.counting.reading.note import Note, note
from toolkit.audit.counting.reading.phones import phones_in
from toolkit.errors import translatable

MOST = 5_000  # rows that are looked at
FEWEST = 50  # rows that show by the shape of a column alone whether it tells persons apart
_FEWEST_NAMED = 4
_LOOKED_AT = 200  # cells

IDENTIFIERS = translatable(
    "“{column}” seems to tell persons apart, as names, addresses and personnel numbers do. The audit does not use it; "
    "take it out before you pass the file on."
)
PHONES = translatable(
    "“{column}” holds phone numbers. The audit does not use it; take it out before you pass the file on."
)
PERHAPS_PHONES = translatable(
    "“{column}” seems to hold phone numbers, or other numbers that tell persons apart. The audit does not use it; take "
    "it out before you pass the file on."
)
_KINDS = {"": IDENTIFIERS, "seems": PERHAPS_PHONES, "is": PHONES}
DROPPED = translatable("{rows} rows that stand there twice for the same person were left out.")
NO_PERSONS = translatable(
    "repeated=“drop” needs a column that tells persons apart, such as a personnel number, and none was found here."
)
DUPLICATES = translatable(
    "“{column}” seems to tell persons apart, and {people} of its values stand on more than one of the {rows} rows that "
    "were looked at. Each row was counted as a decision of its own, and no gap is called shown. Are they decisions of "
    "their own, or do rows stand there twice?"
)
FIRST_ONLY = translatable(
    "Whether persons in “{column}” stand there twice was looked for in the first {rows} rows only."
)
DUPLICATES_CODE = translatable("Say repeated=“keep” in the first case, repeated=“drop” in the second.")

_WORDS = {
    *("id", "name", "names", "surname", "email", "mail", "phone", "telephone", "mobile", "badge", "nin", "ssn"),
    *("tel", "gsm", "whatsapp", "celular", "movil", "portable", "telemovel", "fone", "الجوال", "جوال", "موبايل"),
    *("employee", "staff", "personnel", "applicant", "worker", "person", "candidate", "case"),
    *("nom", "prenom", "matricule", "courriel", "telephone", "salarie", "agent", "dossier"),
    *("nombre", "apellido", "correo", "telefono", "legajo", "dni", "cedula", "expediente"),
    *("nome", "sobrenome", "telefone", "matricula", "cpf", "registro", "processo"),
    *("الاسم", "اسم", "رقم", "الرقم", "هاتف", "الهاتف", "البريد"),
}
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_CODE = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w./\-]{4,20}")  # K-00123
_MEASURED = re.compile(r"[+-]?\d+[.,]\d+|\d{4}-\d\d.*|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}.*|\d{1,2}:\d\d.*", re.ASCII)


@dataclass(frozen=True)
class Sample:
    """The first rows, column by column; an empty cell is an empty text."""

    columns: Mapping[str, Sequence[str]] = field(repr=False)

    def texts(self, column: str | None) -> set[str]:
        """The different texts of a column, without the empty one."""
        return {text for text in self.columns.get(column or "", ()) if text.strip()}


def persons_in(sample: Sample, used: Sequence[str], counted: bool) -> list[str]:
    """The columns that tell persons apart and are not in use: columns in use are judged elsewhere."""
    return [
        column
        for column, cells in sample.columns.items()
        if column not in used and _tells_persons(column, _filled(cells), counted)
    ]


def person_notes(
    sample: Sample,
    columns: Sequence[str],
    is_settled: bool,
    told: Sequence[str] = (),
    rows: int = 0,
    phones: Mapping[str, str] | None = None,
) -> list[Note]:
    """Notes on columns that tell persons apart, and on persons who stand there twice.

    Parameters
    ----------
    columns : those that tell persons apart
    told : those of them that were seen to do so before their values were taken away
    is_settled : whether it is known that rows of one person are decisions of their own
    rows : how many there are in all
    phones : of columns whose values were taken away, whether they were or seemed phone numbers
    """
    notes: list[Note] = []
    for column in columns:
        texts = _filled(sample.columns[column])
        like = (phones or {}).get(column, "") if column in told else phones_in(texts)
        sentence = _KINDS.get(like, IDENTIFIERS)
        notes.append(note("identifiers", column, column, sentence, column=column))
        people = sum(number > 1 for number in Counter(texts).values())
        if is_settled or not (column in told or are_surely_persons(column, texts)):
            continue
        seen = len(sample.columns[column])
        said: dict[str, Any] = {"column": column, "rows": seen}
        if people:
            said["people"] = people
            notes.append(note("duplicates", people, column, DUPLICATES, DUPLICATES_CODE, is_open=True, **said))
        elif rows > seen:
            notes.append(note("duplicates", seen, column, FIRST_ONLY, **said))
    return notes


def once(sample: Sample, columns: Sequence[str]) -> Sample:
    """The rows without those that are like another one in these columns."""
    kept = list(
        dict.fromkeys(zip(*(sample.columns[column] for column in columns if column in sample.columns), strict=True))
    )
    cells = zip(*kept, strict=True)
    named = [column for column in columns if column in sample.columns]
    return Sample(dict(zip(named, cells, strict=True)))


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells if cell.strip()]


def are_surely_persons(column: str, texts: Sequence[str]) -> bool:
    """Whether these are persons and not, say, salaries of which two are the same."""
    some = texts[:_LOOKED_AT]
    if not _WORDS.isdisjoint(_words_of(column)):
        return True
    if any(2 * sum(bool(shape.fullmatch(text)) for text in some) > len(some) for shape in (_ADDRESS, _CODE)):
        return True
    return phones_in(some) == "is"


def _tells_persons(column: str, texts: Sequence[str], counted: bool) -> bool:
    some = texts[:_LOOKED_AT]
    if len(some) < _FEWEST_NAMED:
        return False
    if 2 * sum(bool(_ADDRESS.fullmatch(text)) for text in some) > len(some) or phones_in(some):
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
