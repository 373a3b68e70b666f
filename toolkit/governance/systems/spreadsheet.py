"""A register as a spreadsheet that a person can fill in, in the headings of any language, and back without loss."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from toolkit.documents import Form, FormColumn, write_form
from toolkit.documents.brought.table import BroughtTable, Column, read_table
from toolkit.errors import DataError, UnreadableFile, translatable
from toolkit.governance.systems.answer import Answer, plain
from toolkit.governance.systems.fields import Field, fields
from toolkit.governance.systems.system import MOST_SYSTEMS, TOO_MANY, Misread, System, SystemList, id_for
from toolkit.languages import KNOWN, Language

SHEET = translatable("Systems")
ID_HEADING = translatable("Id in the register")
NO_SYSTEMS = translatable(
    "{name} has no column that this register knows. Its headings are those of the form, in any of its languages, for "
    "example: {examples}."
)
TOO_VARIED = translatable("The column “{column}” of {name} holds more text than can be read here. Split the register.")
_AS_JSON = " {json}"  # after a heading: the cells hold values that are no plain text
_FURTHER = "+ "  # before a heading that a source has and this register has not, should it look like one of ours


def write_spreadsheet(systems: SystemList, language: Language | str = "en") -> bytes:
    """The register as an Excel workbook: a row a system, what is asked below each heading, lists for what is chosen.

    Raises
    ------
    DataError
        If a text is longer than a cell may hold, rather than cutting it.
    """
    speech = Language.of(language)
    further = list(dict.fromkeys(name for one in systems for name in one.further))
    headings = {name: _heading_of(name, systems) for name in further}
    columns = [FormColumn(speech.say(ID_HEADING), width=18)]
    columns += [_column(field, speech) for field in fields().values()]
    columns += [FormColumn(headings[name], width=24) for name in further]
    rows = tuple(tuple(_cells(one, headings, speech)) for one in systems)
    return write_form(Form(speech.say(SHEET), speech, tuple(columns), rows))


def _column(field: Field, language: Language) -> FormColumn:
    choices = tuple(words.say(language) for words in field.options.values())
    asks = field.question.say(language) if field.question is not None else ""
    return FormColumn(field.label.say(language), asks, choices, 36 if field.kind == "text" and asks else 22)


def _cells(system: System, headings: Mapping[str, str], language: Language) -> Iterator[str]:
    yield system.id
    for name, field in fields().items():
        yield field.show(system[name], language)
    for name, heading in headings.items():
        value = system.further.get(name)
        if name not in system.further:
            yield ""
        else:
            yield json.dumps(value, ensure_ascii=False) if heading.endswith(_AS_JSON) else str(value)


def _heading_of(name: str, systems: Iterable[System]) -> str:
    """The heading for a further field: one that says so where a value is no text that a cell keeps as it is."""
    values = [one.further[name] for one in systems if name in one.further]
    as_json = not all(isinstance(value, str) and value and plain(value) == value for value in values)
    shown = f"{_FURTHER}{name}" if _key(name) in _ours() or name.startswith(_FURTHER) or name != name.strip() else name
    return f"{shown}{_AS_JSON}" if as_json or name.endswith(_AS_JSON) else shown


def read_spreadsheet(content: bytes, name: str, *, own: bool = False) -> SystemList:
    """A register from the bytes of a spreadsheet (Excel or CSV), in the headings of any of our languages.

    What a field cannot hold stays in the record, as unclear, and is named in ``misread`` by row, column and field.
    Columns with other headings are kept as further fields. A row of nothing is none.

    Raises
    ------
    DataError
        If it is no table, or none of its headings is known.
    """
    table = read_table(content, name, own=own)
    headings: list[str] = []
    for heading in table.headings:
        field = _known(heading)
        headings.append("" if field in headings else field)  # the same in two languages: the second stays beside it
    if not any(field for field in headings if field in fields()):
        examples = [one.label.say("en") for one in list(fields().values())[:4]]
        raise DataError(NO_SYSTEMS, name=name, examples=examples)
    if table.rows > MOST_SYSTEMS + 1:  # the line of questions is one of them
        raise DataError(TOO_MANY, name=name, most=MOST_SYSTEMS)
    cells = [_texts(table, place, name) for place in range(len(headings))]
    found: list[System] = []
    taken: set[str] = set()
    misread: list[Misread] = []
    for row in range(table.rows):
        texts = [column[row] for column in cells]
        if not any(texts) or _is_help(headings, texts):
            continue
        found.append(_system(table, row, headings, texts, taken, misread))
        taken.add(found[-1].id)
    return SystemList(tuple(found), tuple(misread), name)


def _system(
    table: BroughtTable, row: int, headings: list[str], texts: list[str], taken: set[str], misread: list[Misread]
) -> System:
    answers: dict[str, Answer] = {}
    further: dict[str, Any] = {}
    given = ""
    for place, (field, text) in enumerate(zip(headings, texts, strict=True)):
        if field == "id":
            given = text
        elif field in fields():
            answers[field] = fields()[field].read(text)
        elif text:
            key, value = _further(table.headings[place], text)
            further[key] = value
    name = given if given and given not in taken else id_for(given or answers.get("name", Answer()).text, taken)
    for field, answer in answers.items():
        if answer.state == "unclear" and fields()[field].kind != "text":
            column = _letter(headings.index(field))
            misread.append(Misread(table.number_of(row), column, field, name, answer.text))
    return System(name, answers, further)


def _texts(table: BroughtTable, place: int, name: str) -> list[str]:
    column: Column | None = table.columns[place]
    if column is None:
        raise UnreadableFile(TOO_VARIED, column=table.headings[place], name=name)
    return [column.texts[code] for code in column.codes]


def _further(heading: str, text: str) -> tuple[str, Any]:
    key = heading.removesuffix(_AS_JSON)
    value: Any = text
    if heading != key:
        try:
            value = json.loads(text)
        except ValueError:
            key = heading  # somebody's own column that only looks so
    return key.removeprefix(_FURTHER) if key.startswith(_FURTHER) else key, value


def _is_help(headings: list[str], texts: list[str]) -> bool:
    """Whether a row is the one that says what is asked: each cell that is filled repeats a question of ours."""
    asked = [(field, text) for field, text in zip(headings, texts, strict=True) if text]
    return all(
        field in fields()
        and (question := fields()[field].question) is not None
        and any(" ".join(text.split()) == " ".join(words.split()) for _, words in question.pairs)
        for field, text in asked
    )


@cache
def _ours() -> Mapping[str, str]:
    """Headings that are known, in small letters, and the fields that they stand for."""
    found = {"id": "id"} | {_key(Language(code).say(ID_HEADING)): "id" for code in KNOWN}
    for name, field in fields().items():
        found[name] = name
        found.update({_key(label): name for _, label in field.label.pairs})
    return found


def _known(heading: str) -> str:
    return _ours().get(_key(heading), "")


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _letter(place: int) -> str:
    """The letter of a column by its place, as a spreadsheet shows it.

    >>> _letter(0), _letter(26)
    ('A', 'AA')
    """
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
