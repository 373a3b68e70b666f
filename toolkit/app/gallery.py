"""All controls on one page, to try them out before people come in."""

from __future__ import annotations

import csv
import io
from datetime import date
from itertools import islice
from typing import Any

from toolkit.app.kit.controls import count_field
from toolkit.app.kit.fields import (
    Button,
    Choice,
    Choices,
    Day,
    Field,
    FileIn,
    Item,
    Piece,
    Progress,
    StepList,
    TakeAway,
    Text,
    fields_of,
)
from toolkit.app.kit.pieces import feedback, html, paragraph, table
from toolkit.app.kit.sheet import Sheet
from toolkit.app.kit.upload import Upload
from toolkit.audit import DecisionLog, audit
from toolkit.charts import Bar, draw_bars
from toolkit.documents import Document, Facts, Paragraph, write_docx, write_html, write_text
from toolkit.errors import DataError, translatable
from toolkit.languages import Language
from toolkit.registers.text_tables import WIDE, encoding_of, layout_of

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINES, COLUMNS = 5, 8
_THROWS, _COINS = 40, 1_000_000

_ONE = translatable("One of a few")
_OF_MANY = translatable("One of many")
_SEVERAL = translatable("Any number of these")
_FEW = {
    "morning": translatable("in the morning"),
    "noon": translatable("at noon"),
    "evening": translatable("in the evening"),
}
_DAYS = translatable("A number with its unit")
_DAYS_HELP = translatable("In whichever digits your keyboard has.")
_DATE = translatable("A day")
_LINE = translatable("A few words")
_LINES = translatable("Several lines")
_SAY = translatable("Say what the page understood")
_UNDERSTOOD = translatable("What the page understood")
_FIELD, _ENTRY = translatable("Field"), translatable("Entry")
_NOTHING = translatable("nothing yet")
_TABLE = translatable("A table")
_TABLE_HELP = translatable("A file that ends in .csv, up to 1 MB.")
_FIRST_LINES = translatable("The first lines of {name}")
NO_TEXT = translatable("{name} is not a table in text form. Save it as CSV in your spreadsheet, and choose that file.")
EMPTY = translatable("{name} is empty. Choose a file with at least one line.")
_THROW = translatable("Throw a million coins, {times} times")
_THROWN = translatable("Thrown {done} of {all} times")
_CHANCE = translatable("Between {low} and {high} heads: this much comes from chance alone.")
_STEPS_LABEL = translatable("Steps of a longer task")
_STEPS = {
    "look": translatable("Look"),
    "ask": translatable("Ask"),
    "demand": translatable("Demand"),
}
_DONE = translatable("done")
_AT = translatable("You are at: {step}")
_NOTE_TITLE = translatable("A note to take home")
_NOTE_LABEL = translatable("What you want to remember")
_MAKE = translatable("Make the note")
_NOTE_DAY = translatable("Date")
_NOTE_HELP = translatable("It was made here and is stored nowhere else.")
_SAVE_WORD = translatable("Save for Word")
_CHART = translatable("Selected for a check, of students with a grant for living away from their parents")
_CHART_IN_WORDS = translatable("{caption}: {numbers}.")
_BAR_IN_WORDS = translatable("{people} {share}")
_GROUP, _SHARE, _OF = translatable("Group"), translatable("Share selected"), translatable("People")


def show_controls(part: str, language: str) -> Sheet:
    """One part of the gallery: ``fields``, ``files``, ``work`` or ``take-home``."""
    return {"fields": _fields, "files": _files, "work": _work, "take-home": _take_home}[part](Language(language))


def show_example_chart(language: str) -> Any:
    """Bars with the same in words, from the published counts of student-grant checks."""
    speech = Language(language)
    caption = speech.say(_CHART)
    bars = [Bar(people, share, speech.percent(share)) for people, share, _ in _checks(speech)]
    numbers = [speech.say(_BAR_IN_WORDS, people=bar.label, share=bar.number) for bar in bars]
    return html(draw_bars(bars, caption, speech.say(_CHART_IN_WORDS, caption=caption, numbers=numbers)), speech)


def show_example_table(language: str) -> Any:
    """The numbers of the example chart as a table that a phone can show."""
    speech = Language(language)
    rows = [(people, speech.percent(share), speech.number(everybody)) for people, share, everybody in _checks(speech)]
    return html(table(speech.say(_CHART), [speech.say(word) for word in (_GROUP, _SHARE, _OF)], rows), speech)


def first_lines(upload: Upload) -> list[list[str]]:
    """The first lines of a table in text form, as they stand there.

    Raises
    ------
    DataError
        The file is empty, or no text.
    """
    text = _text(upload)
    layout = layout_of(text, "\t" if upload.name.lower().endswith(".tsv") else "")
    lines = text.lstrip("\ufeff").splitlines()[layout.above :]
    head = "\n".join(islice(lines, LINES + 1))
    if not head.strip():
        raise DataError(EMPTY, name=upload.name)
    try:
        rows = [row for row in csv.reader(io.StringIO(head), delimiter=layout.delimiter) if row]
    except csv.Error as problem:  # a cell longer than any cell of a table
        raise DataError(NO_TEXT, name=upload.name) from problem
    return [[cell[:80] for cell in row[:COLUMNS]] for row in rows]


def _text(upload: Upload) -> str:
    if b"\x00" in upload.content[:4000] and not upload.content.startswith(WIDE):
        raise DataError(NO_TEXT, name=upload.name)
    return upload.content.decode(encoding_of(upload.content, upload.name), errors="replace")


def _checks(speech: Language) -> list[tuple[str, float, int]]:
    result = audit(DecisionLog.open("student-grant-checks"), reference={"origin": "Netherlands"})
    rows = []
    for group in result.groups("origin"):
        selected, everybody = result.people("origin", group)
        rows.append((result.codebook.people("origin", group, speech), selected / everybody, everybody))
    return rows


def _fields(speech: Language) -> Sheet:
    say = speech.say
    few = tuple((name, say(words)) for name, words in _FEW.items())
    months = tuple((str(month), str(speech.locale.months["stand-alone"]["wide"][month])) for month in range(1, 13))
    sheet = Sheet(
        "controls/fields",
        [
            Choice("one", say(_ONE), options=few),
            Choice("of-many", say(_OF_MANY), options=months, many=True),
            Choices("several", say(_SEVERAL), options=few),
            count_field("days", say(_DAYS), say(_DAYS_HELP), "days", speech),
            Day("day", say(_DATE), first=date(2020, 1, 1)),
            Text("line", say(_LINE)),
            Text("lines", say(_LINES), long=True, longest=2000),
            Button("say", say(_SAY), main=True, again=True),
            Piece("understood", live=True),
        ],
        speech,
    )

    def understood() -> None:
        rows = [
            (item.label, _in_words(item, sheet.entry(name), speech) or say(_NOTHING))
            for name, item in fields_of(sheet.items.values()).items()
        ]
        sheet.show(Piece("understood", table(say(_UNDERSTOOD), [say(_FIELD), say(_ENTRY)], rows), live=True))

    sheet.when_pressed("say", understood)
    return sheet


def _in_words(item: Field, value: Any, speech: Language) -> str:
    """An entry as a reader knows it; nothing if there is none."""
    named = dict(item.options) if isinstance(item, Choice | Choices) else {}
    if isinstance(value, tuple):
        return speech.list([named[each] for each in value], whole=True) if value else ""
    return "" if value is None else speech.show(named.get(value, value))


def _files(speech: Language) -> Sheet:
    chooser = FileIn(
        "table", speech.say(_TABLE), speech.say(_TABLE_HELP), suffixes=(".csv", ".tsv", ".txt"), largest=1_000_000
    )
    sheet = Sheet("controls/files", [chooser, Piece("lines", live=True)], speech)

    def read(_names: frozenset[str]) -> None:
        upload = sheet.entry("table")
        if upload is None:
            sheet.show(Piece("lines", live=True))
            return
        try:
            lines = first_lines(upload)
        except DataError as error:
            sheet.show(Piece("lines", feedback(speech.say_error(error), "tk-notyet"), live=True))
            return
        shown = table(speech.say(_FIRST_LINES, name=upload.name), lines[0], lines[1:])
        sheet.show(Piece("lines", shown, live=True))

    sheet.when_changed(read)
    return sheet


def _work(speech: Language) -> Sheet:
    say = speech.say
    named = tuple((name, say(word)) for name, word in _STEPS.items())
    sheet = Sheet("controls/work", [], speech)

    def draw(*more: Item) -> None:
        steps = StepList("step", say(_STEPS_LABEL), steps=named, done=say(_DONE))
        at = paragraph(say(_AT, step=dict(named)[sheet.entry("step") or named[0][0]]))
        sheet.lay_out([steps, Piece("at", at), Button("throw", say(_THROW, times=_THROWS), main=True), *more])

    def throw() -> None:
        import numpy as np

        random = np.random.default_rng()
        heads = []
        for done in range(1, _THROWS + 1):
            heads.append(int((random.random(_COINS) < 0.5).sum()))
            draw(Progress("progress", say(_THROWN, done=done, all=_THROWS), done / _THROWS))
        draw(Piece("chance", paragraph(say(_CHANCE, low=min(heads), high=max(heads))), live=True))

    draw()
    sheet.when_changed(lambda names: draw())
    sheet.when_pressed("throw", throw)
    return sheet


def _take_home(speech: Language) -> Sheet:
    say = speech.say
    note = Text("note", say(_NOTE_LABEL), long=True, longest=2000)
    button = Button("make", say(_MAKE), main=True, again=True)
    sheet = Sheet("controls/take-home", [note, button], speech)

    def make() -> None:
        title = say(_NOTE_TITLE)
        facts = Facts(((say(_NOTE_DAY), speech.date(date.today())),))
        document = Document(title, speech, (facts, Paragraph(sheet.entry("note") or say(_NOTHING))))
        files = ((say(_SAVE_WORD), "note.docx", _WORD_TYPE, write_docx(document)),)
        page, words = write_html(document), write_text(document)
        sheet.show(TakeAway("paper", title, say(_NOTE_HELP), page, words, files))

    sheet.when_pressed("make", make)
    sheet.when_changed(lambda names: sheet.lay_out([note, button]))
    return sheet
