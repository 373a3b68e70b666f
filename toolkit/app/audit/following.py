"""What was said of an earlier table, put into the entries of the page for the next one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.app.audit.banding import edges_text
from toolkit.app.audit.column_steps import ACROSS
from toolkit.app.audit.model import BEFORE_READING, AuditModel, edges_field
from toolkit.app.audit.own_table import OwnTable
from toolkit.app.audit.settling import PREFIX
from toolkit.app.kit.fields import FileIn, Item, Piece
from toolkit.app.kit.pieces import paragraph
from toolkit.audit import Recipe
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import joined

LARGEST = 1_000_000
EARLIER = translatable("What you said of an earlier table, if you saved it")
EARLIER_HELP = translatable(
    "The recipe that was saved with its report, and then the codebook, if there is one. You can look through what they "
    "say and change it."
)
FOLLOWED = translatable(
    "What you said of an earlier table stands in the next steps. Look through them before you go on."
)
WORDS_THERE = translatable("What the codebook says of columns of this table stands in the step for words.")
NOT_THERE = translatable("The recipe names columns that this file does not have: {columns}. Choose them anew.")
NOT_HERE = translatable("The recipe says things that this page does not take, and they were left out: {parts}.")
_SINGLE = ("decision", "effect", "outcome", "count")
_SEVERAL = ("selected", "groups", "outcome_true")
_SETTLED = ("totals", "spellings", "repeated", "merged", "decimal", "missing", "confirmed")


def entries_of(recipe: Recipe, table: OwnTable) -> dict[str, Any]:
    """The entries of the page that say the same as a recipe, as far as the table has its columns."""
    roles, reading = recipe.roles, recipe.reading
    found: dict[str, Any] = {name: _text(roles.get(name)) for name in _SINGLE}
    found |= {name: _texts(roles.get(name)) for name in _SEVERAL}
    found["within"] = next(iter(_texts(roles.get("within"))), "")
    found["said"] = _text(recipe.said.get("affected"))
    bands = roles.get("bands")
    for column, edges in bands.items() if isinstance(bands, Mapping) else ():
        if column in table.columns and isinstance(edges, list | tuple):
            found[edges_field(table, column)] = edges_text(edges)
    if is_across(recipe, table):
        listed = _texts(reading.get("across")) or list(table.counting)
        found |= {"decision": ACROSS, "across": listed, "count": ""}
    for name in _SETTLED:
        value = reading.get(name)
        found[PREFIX + name] = _texts(value) if isinstance(value, list | tuple) else _text(value)
    return found


def is_across(recipe: Recipe, table: OwnTable) -> bool:
    """Whether the decisions of a recipe have columns of their own in this table."""
    return _text(recipe.roles.get("decision")) not in table.columns and bool(table.counting)


def recipe_items(model: AuditModel, problem: str, speech: Language, *, has_words: bool = False) -> list[Item]:
    """Where a recipe and a codebook are chosen, and what came of them."""
    chooser = FileIn("recipe", speech.say(EARLIER), speech.say(EARLIER_HELP), problem, (".yml", ".yaml"), LARGEST)
    table, recipe = model.table, model.recipe
    told = say_followed(recipe, table, speech) if table is not None and recipe is not None else []
    told += [speech.say(WORDS_THERE)] if table is not None and has_words else []
    return [chooser, Piece("followed", joined(map(paragraph, told)), live=True)]


def say_followed(recipe: Recipe, table: OwnTable, speech: Language) -> list[str]:
    """What came of a recipe, and what of it could not be followed."""
    roles = recipe.roles
    single = ("outcome",) if is_across(recipe, table) else ("decision", "outcome", "count")
    named = [_text(roles.get(name)) for name in single]
    named += [*_texts(roles.get("groups")), *_texts(roles.get("within"))]
    missing = [speech.isolate(name) for name in dict.fromkeys(named) if name and name not in table.kept]
    others = [name for name in roles if name not in (*_SINGLE, *_SEVERAL, "within", "bands")]
    others += [name for name in recipe.reading if name not in (*_SETTLED, *BEFORE_READING, "across")]
    others += ["within"] if len(_texts(roles.get("within"))) > 1 else []
    said = [speech.say(FOLLOWED)]
    said += [speech.say(NOT_THERE, columns=missing)] if missing else []
    return said + ([speech.say(NOT_HERE, parts=others)] if others else [])


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _texts(value: Any) -> list[str]:
    return [_text(one) for one in value if _text(one)] if isinstance(value, list | tuple) else []
