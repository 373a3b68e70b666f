"""The step at which somebody says in words what a table means: for the report, and for a codebook to keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from toolkit.app.audit.model import AuditModel
from toolkit.app.audit.own_table import OwnTable
from toolkit.app.kit.fields import Item, Piece, Text
from toolkit.app.kit.pieces import paragraph
from toolkit.audit.codebooks.answers import Worded
from toolkit.audit.codebooks.questions import LONGEST, MOST_VALUES, Asked, ColumnAsked, questions_on
from toolkit.audit.counting.bands import say_band
from toolkit.errors import translatable
from toolkit.languages import Language

PREFIX = "words_"
_INTRO = translatable(
    "All of this may be left open. What you write stands in the report in place of the codes in the file, and in a "
    "codebook that you can save with it: whoever has to read the file after you knows then what it means."
)
_TOO_MANY = translatable("More than {most} different values, which stay as they are: {columns}.")


def columns_of(model: AuditModel) -> list[ColumnAsked]:
    """The columns that mean something in this audit, each once."""
    said = model.meaning
    named = [name for name in dict.fromkeys((said.decision, *said.groups, said.outcome, said.within)) if name]
    return [ColumnAsked(name, model.values(name), name in said.groups) for name in named]


def wording_items(model: AuditModel, speech: Language) -> list[Item]:
    """A question for the table, for each column that means something, and for each of its values."""
    own = model.table
    items: list[Item] = [Piece("why", paragraph(speech.say(_INTRO)))]
    if own is None:
        return items
    columns = columns_of(model)
    bands, helped = dict(model.meaning.bands), set[tuple[str, str]]()
    for asked in questions_on(columns):
        kind = (asked.kind, asked.column)
        told = "" if kind in helped else asked.say_help(speech)  # said once for all values of a column
        helped.add(kind)
        edges = bands.get(asked.column)
        shown = replace(asked, value=say_band(asked.value, edges, speech)) if edges else asked
        items.append(Text(_entry(own, asked), shown.say(speech), told, longest=LONGEST))
    varied = [one.name for one in columns if len(one.values) > MOST_VALUES]
    if varied:
        items.append(Piece("varied", paragraph(speech.say(_TOO_MANY, most=MOST_VALUES, columns=varied), "tk-note")))
    return items


def worded(model: AuditModel, raw: Callable[[str], Any], speech: Language) -> Worded | None:
    """What somebody has answered of these questions; None if nothing was."""
    own = model.table
    answers = {}
    for asked in questions_on(columns_of(model)) if own is not None else ():
        text = Text("", "", longest=LONGEST).read(raw(_entry(own, asked)))
        if text:
            answers[asked] = text
    return Worded(answers, speech.code) if answers else None


def entries_with(own: OwnTable, answers: Mapping[Asked, str]) -> dict[str, str]:
    """The entries that hold the answers of a codebook, of those columns that this table has."""
    kept = {asked: text for asked, text in answers.items() if not asked.column or asked.column in own.columns}
    labels = {_entry(own, asked): text for asked, text in kept.items() if asked.kind != "group"}
    return labels | {_entry(own, asked): text for asked, text in kept.items() if asked.kind == "group"}


def _entry(own: OwnTable | None, asked: Asked) -> str:
    """The name of an entry; of a value, by a mark of it, because values are as long as they are."""
    place = own.columns.index(asked.column) if own is not None and asked.column in own.columns else ""
    if asked.kind in ("group", "value"):
        return f"{PREFIX}{place}_{sha256(asked.value.encode()).hexdigest()[:12]}"
    return f"{PREFIX}{asked.kind}{place}"
