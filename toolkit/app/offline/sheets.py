"""Worksheets and talks as forms of a page that are filled in on it or printed and filled in by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from toolkit.app.kit.pieces import fold, paragraph
from toolkit.app.offline.exercises import choice
from toolkit.app.worksheets.view import MORE, POSSIBLE
from toolkit.course.worksheets import Asked, SheetPart, Worksheet
from toolkit.languages import Language

_MOST_ROWS = 6  # as on the paper that is filled in by hand


def worksheet_piece(sheet: Worksheet, language: Language) -> str:
    """A worksheet: every part with its fields, row by row where there may be several, and its totals."""
    title = sheet.title.say(language)
    parts = "".join(_part(sheet, part, language) for part in sheet.parts)
    return _sheet(
        title, f"<h3>{escape(title)}</h3>{paragraph(sheet.note.say(language))}{parts}", _totals(sheet, language)
    )


def talk_piece(sheet: Worksheet, language: Language) -> str:
    """The questions of a talk, each with a place to write and possible answers."""
    shown = ""
    for part in sheet.parts:
        shown += "".join(_field(sheet, part, 0, one, language) for one in part.asked) + _possible(part, language)
    return _sheet(sheet.title.say(language), shown)


def notes_piece(name: str, title: str, labels: Sequence[str]) -> str:
    """Places to write under questions of our own, where the page of the server does more than a paper can."""
    fields = "".join(_long(f"{name}.{place}", label, "", label) for place, label in enumerate(labels))
    return _sheet(title, fields)


def ticks_piece(name: str, title: str, groups: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Sentences to tick, by theme; what is ticked is saved with what is written."""
    shown = ""
    for place, (heading, sentences) in enumerate(groups):
        ticks = choice(f"{name}.{place}", heading, [(str(n), words) for n, words in enumerate(sentences)], many=True)
        shown += _writing(ticks, heading)
    return _sheet(title, shown)


def _sheet(title: str, inside: str, after: str = "") -> str:
    return f'<div class="tk-sheet tk-worksheet" data-sheet="{escape(title, quote=True)}">{inside}{after}</div>'


def _part(sheet: Worksheet, part: SheetPart, language: Language) -> str:
    head = f"<h4>{escape(part.label.say(language))}</h4>" if len(sheet.parts) > 1 else ""
    head += paragraph(part.note.say(language)) if part.note is not None else ""
    rows = [
        "".join(_field(sheet, part, row, one, language) for one in part.asked)
        for row in range(min(part.rows, _MOST_ROWS))
    ]
    if len(rows) == 1:
        return f"<section>{head}{rows[0]}{_possible(part, language)}</section>"
    shown = "".join(
        f'<div class="tk-row-of-sheet" data-row><h5>{language.number(place)}</h5>{row}</div>'
        for place, row in enumerate(rows, 1)
    )
    button = f'<button type="button" class="tk-act" data-more>{escape(language.say(MORE))}</button>'
    more = f'<div class="tk-row">{button}</div>'
    return f"<section data-rows>{head}{shown}{more}{_possible(part, language)}</section>"


def _possible(part: SheetPart, language: Language) -> str:
    points = "".join(f"<li>{escape(one.say(language))}</li>" for one in part.possible)
    return fold(language.say(POSSIBLE), f"<ul>{points}</ul>", "tk-note") if points else ""


def _field(sheet: Worksheet, part: SheetPart, row: int, asked: Asked, language: Language) -> str:
    name, label = f"{sheet.id}.{part.id}.{row}.{asked.id}", asked.label.say(language)
    help_ = asked.help.say(language) if asked.help is not None else ""
    if asked.options:
        options = [(one, words.say(language)) for one, words in asked.options]
        return _writing(choice(name, label, options, many=asked.kind == "choices"), label)
    if asked.kind == "long":
        return _long(name, label, help_, label)
    kind = "date" if asked.kind == "day" else "text"
    number = f' data-number="{escape(f"{part.id}.{asked.id}", quote=True)}"' if asked.kind == "number" else ""
    return _labelled(
        label, help_, f'<input type="{kind}" autocomplete="off" data-writes="{escape(label, quote=True)}"{number}>'
    )


def _long(name: str, label: str, help_: str, writes: str) -> str:
    attributes = f'name="{escape(name, quote=True)}" data-writes="{escape(writes, quote=True)}"'
    return _labelled(label, help_, f'<textarea rows="3" {attributes}></textarea>')


def _labelled(label: str, help_: str, control: str) -> str:
    more = f'<span class="tk-help">{escape(help_)}</span>' if help_ else ""
    return f'<label class="tk-field"><span class="tk-label">{escape(label)}</span>{more}{control}</label>'


def _writing(fieldset: str, label: str) -> str:
    return fieldset.replace("<fieldset ", f'<fieldset data-writes="{escape(label, quote=True)}" ', 1)


def _totals(sheet: Worksheet, language: Language) -> str:
    told = [
        {"label": one.label.say(language), "plus": list(one.plus), "minus": list(one.minus)} for one in sheet.totals
    ]
    data = escape(json.dumps(told, ensure_ascii=False), quote=True)
    return f'<div data-totals="{data}" role="status"></div>' if told else ""
