"""Worksheets and talks as forms of a page that are filled in on it or printed and filled in by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from toolkit.app.kit.pieces import fold, paragraph
from toolkit.app.offline.exercises import choice
from toolkit.app.worksheets.view import MORE, POSSIBLE
from toolkit.course.worksheets import MEASURED, NO_SUM, Asked, SheetPart, Worksheet
from toolkit.languages import Language, amount_rules
from toolkit.markup import Markup, joined, markup

_MOST_ROWS = 6  # as on the paper that is filled in by hand


def worksheet_piece(sheet: Worksheet, language: Language) -> Markup:
    """A worksheet: every part with its fields, row by row where there may be several, and its totals."""
    title = sheet.title.say(language)
    parts = joined(_part(sheet, part, language) for part in sheet.parts)
    return _sheet(
        title, markup("<h3>{}</h3>{}{}", title, paragraph(sheet.note.say(language)), parts), _totals(sheet, language)
    )


def talk_piece(sheet: Worksheet, language: Language) -> Markup:
    """The questions of a talk, each with a place to write and possible answers."""
    shown = Markup()
    for part in sheet.parts:
        shown += joined(_field(sheet, part, 0, one, language) for one in part.asked) + _possible(part, language)
    return _sheet(sheet.title.say(language), shown)


def notes_piece(name: str, title: str, labels: Sequence[str]) -> Markup:
    """Places to write under questions of our own, where the page of the server does more than a paper can."""
    fields = joined(_long(f"{name}.{place}", label, "", label) for place, label in enumerate(labels))
    return _sheet(title, fields)


def ticks_piece(name: str, title: str, groups: Sequence[tuple[str, Sequence[str]]]) -> Markup:
    """Sentences to tick, by theme; what is ticked is saved with what is written."""
    shown = Markup()
    for place, (heading, sentences) in enumerate(groups):
        ticks = choice(f"{name}.{place}", heading, [(str(n), words) for n, words in enumerate(sentences)], many=True)
        shown += _writing(ticks, heading)
    return _sheet(title, shown)


def _sheet(title: str, inside: str, after: str = "") -> Markup:
    return markup('<div class="tk-sheet tk-worksheet" data-sheet="{}">{}{}</div>', title, inside, after)


def _part(sheet: Worksheet, part: SheetPart, language: Language) -> Markup:
    head = markup("<h4>{}</h4>", part.label.say(language)) if len(sheet.parts) > 1 else ""
    head += paragraph(part.note.say(language)) if part.note is not None else ""
    rows = [
        joined(_field(sheet, part, row, one, language) for one in part.asked)
        for row in range(min(part.rows, _MOST_ROWS))
    ]
    if len(rows) == 1:
        return markup("<section>{}{}{}</section>", head, rows[0], _possible(part, language))
    shown = joined(
        markup('<div class="tk-row-of-sheet" data-row><h5>{}</h5>{}</div>', language.number(place), row)
        for place, row in enumerate(rows, 1)
    )
    button = markup('<button type="button" class="tk-act" data-more>{}</button>', language.say(MORE))
    more = markup('<div class="tk-row">{}</div>', button)
    return markup("<section data-rows>{}{}{}{}</section>", head, shown, more, _possible(part, language))


def _possible(part: SheetPart, language: Language) -> Markup:
    points = joined(markup("<li>{}</li>", one.say(language)) for one in part.possible)
    return fold(language.say(POSSIBLE), markup("<ul>{}</ul>", points), "tk-note") if points else Markup()


def _field(sheet: Worksheet, part: SheetPart, row: int, asked: Asked, language: Language) -> Markup:
    name, label = f"{sheet.id}.{part.id}.{row}.{asked.id}", asked.label.say(language)
    help_ = asked.help.say(language) if asked.help is not None else ""
    if asked.options:
        options = [(one, words.say(language)) for one, words in asked.options]
        return _writing(choice(name, label, options, many=asked.kind == "choices"), label)
    if asked.kind == "long":
        return _long(name, label, help_, label)
    kind = "date" if asked.kind == "day" else "text"
    number = Markup()
    if asked.kind in MEASURED:
        number = markup(' data-number="{}" data-measure="{}"', f"{part.id}.{asked.id}", asked.kind)
    return _labelled(
        label, help_, markup('<input type="{}" autocomplete="off" data-writes="{}"{}>', kind, label, number)
    )


def _long(name: str, label: str, help_: str, writes: str) -> Markup:
    attributes = markup('name="{}" data-writes="{}"', name, writes)
    return _labelled(label, help_, markup('<textarea rows="3" {}></textarea>', attributes))


def _labelled(label: str, help_: str, control: str) -> Markup:
    more = markup('<span class="tk-help">{}</span>', help_) if help_ else ""
    return markup('<label class="tk-field"><span class="tk-label">{}</span>{}{}</label>', label, more, control)


def _writing(fieldset: Markup, label: str) -> Markup:
    return fieldset.replace("<fieldset ", markup('<fieldset data-writes="{}" ', label), 1)


def _totals(sheet: Worksheet, language: Language) -> str:
    told = [
        {"label": one.label.say(language), "plus": list(one.plus), "minus": list(one.minus), "where": one.where}
        for one in sheet.totals
    ]
    unread = language.say(NO_SUM, entry="{entry}")
    rules = asdict(amount_rules(language.code))
    data = json.dumps({"totals": told, "unread": unread, "rules": rules}, ensure_ascii=False)
    return markup('<div data-totals="{}" role="status"></div>', data) if told else ""
