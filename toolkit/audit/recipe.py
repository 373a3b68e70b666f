"""What was said of a table, as a file that people can read: the table of next month is counted by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from toolkit.audit.counting.reading.asked import FileAsked
from toolkit.audit.counting.reading.note import Note, note
from toolkit.audit.counting.roles import Roles
from toolkit.errors import DataError, translatable
from toolkit.registers.plain_yaml import PlainLoader

NO_RECIPE = translatable("“{path}” is no recipe that can be followed: {detail}. Write it anew, or correct it.")
NEW_VALUES = translatable(
    "In “{column}”, these values were not in the table that the recipe was made from: {values}. Do they mean what the "
    "recipe takes them for?"
)
NEW_VALUES_CODE = translatable("If so, say confirmed=[“spellings”], and write the recipe anew.")
_ABOUT = """# How a table of decisions is read, and what its columns mean. Made by log.recipe.write; followed by
# DecisionLog.follow("this file", "the next table"). Everything here can be changed by hand.
"""
_MOST_VALUES = 200
_LARGEST = 1_000_000
_READING = tuple(one.name for one in fields(FileAsked) if one.name != "known")
_ROLES = (*(one.name for one in fields(Roles)), "effect")


@dataclass(frozen=True)
class Recipe:
    """What the columns of a table mean, how it is read, and which values were known.

    Parameters
    ----------
    roles, reading
        What `DecisionLog` takes: decision, selected, effect, groups …; and sheet, dates, totals, spellings …
    said
        The words for what happened to people.
    values
        By column, the values that stood there; others are told when the recipe is followed.
    """

    roles: Mapping[str, Any]
    reading: Mapping[str, Any] = field(default_factory=dict)
    said: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def text(self) -> str:
        """The recipe as it stands in its file (YAML).

        >>> print(Recipe({"decision": "hired", "selected": ("yes",)}).text().partition("roles:")[2])
        <BLANKLINE>
          decision: hired
          selected:
          - 'yes'
        <BLANKLINE>
        """
        parts = {"roles": self.roles, "reading": self.reading, "said": self.said, "values": self.values}
        plain = {name: _plain(part) for name, part in parts.items() if part}
        return _ABOUT + yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=110)

    def write(self, path: str | Path) -> Path:
        """Write the recipe into a file, and say where it is."""
        place = Path(path)
        place.write_text(self.text(), encoding="utf-8")
        return place

    def new_values(self, found: Mapping[str, tuple[str, ...]]) -> list[Note]:
        """Notes on values that the recipe does not know."""
        notes = []
        for column, values in found.items():
            known = self.values.get(column)
            new = [value for value in values if known and value not in known][:10]
            if new:
                told = {"column": column, "values": new}
                notes.append(note("spellings", new, column, NEW_VALUES, NEW_VALUES_CODE, is_open=True, **told))
        return notes


def read_recipe(path: str | Path) -> Recipe:
    """The recipe in a file.

    Raises
    ------
    DataError
        If it is none, or says something that no log takes.
    """
    place = Path(path)
    try:
        content = place.read_bytes()
    except OSError as error:
        raise DataError(NO_RECIPE, path=place.name, detail=error.strerror or type(error).__name__) from error
    return recipe_in(content, place.name)


def recipe_in(content: bytes, name: str) -> Recipe:
    """The recipe in a file's bytes, whoever sends them.

    Raises
    ------
    DataError
        If they are no recipe, or say something that no log takes.
    """
    record = record_in(content, name, NO_RECIPE)
    if not isinstance(record.get("roles"), dict):
        raise DataError(NO_RECIPE, path=name, detail="roles")
    parts = {part: record.get(part) or {} for part in ("roles", "reading", "said", "values")}
    wrong = [part for part, said in parts.items() if not isinstance(said, dict)]
    wrong += [str(part) for part in record if part not in parts]
    wrong += [str(one) for one in parts["roles"] if one not in _ROLES]
    wrong += [str(one) for one in parts["reading"] if one not in _READING]
    if wrong:
        raise DataError(NO_RECIPE, path=name, detail=", ".join(wrong)[:200])
    values = {str(column): tuple(map(str, listed)) for column, listed in parts["values"].items() if _is_list(listed)}
    return Recipe(parts["roles"], parts["reading"], parts["said"], values)


def record_in(content: bytes, name: str, sentence: str) -> dict[str, Any]:
    """The named entries in a file of plain YAML, whoever sends it; `sentence` says what is wrong with any other."""
    try:
        text = content.decode("utf-8-sig") if len(content) <= _LARGEST else ""
        record = yaml.load(text, PlainLoader)
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError) as error:
        raise DataError(sentence, path=name, detail=(str(error).splitlines() or [""])[0][:200]) from error
    if not isinstance(record, dict):
        raise DataError(sentence, path=name, detail="YAML")
    return record


def _is_list(listed: Any) -> bool:
    return isinstance(listed, list) and bool(listed)


def recipe_of(
    roles: Roles, effect: str, asked: FileAsked, said: Mapping[str, Any], found: Mapping[str, tuple[str, ...]]
) -> Recipe:
    """The recipe by which a log was made; columns with very many values are not listed."""
    meant = {one.name: getattr(roles, one.name) for one in fields(Roles)}
    meant["effect"] = effect
    reading = {name: getattr(asked, name) for name in _READING}
    return Recipe(
        {name: value for name, value in meant.items() if value not in (None, ())},
        {name: value for name, value in reading.items() if value not in (None, ())},
        dict(said),
        {column: values for column, values in found.items() if len(values) <= _MOST_VALUES},
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value
