"""What somebody answered about a table, as a codebook that an audit speaks by, and as a file that people read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from toolkit.audit.codebooks.questions import LONGEST, Asked, Kind
from toolkit.audit.recipe import Recipe, record_in
from toolkit.errors import DataError, translatable
from toolkit.languages import Language
from toolkit.registers.codebook import ROLES, Codebook

NO_CODEBOOK = translatable("“{path}” is no codebook that can be read: {detail}. Write it anew, or correct it.")
_ABOUT = translatable("What a table says, in words. Reports use these words in place of what stands in the file.")
_BY_HAND = translatable("Everything here can be changed by hand; what stands before a colon stays as it is.")
_COMMENTS = {
    "title": translatable("What the table is called"),
    "table": translatable("The file, beside this one"),
    "row": translatable("What one row is"),
    "period": translatable("Which time it covers"),
    "decided_by": translatable("Who or what decided"),
    "roles": translatable(
        "Which column says what, and whether the decision is good (benefit) or bad (burden) for people"
    ),
    "affected": translatable("What happened to people who were chosen"),
    "columns": translatable("What columns and their values are called"),
}
_WHOLE: tuple[Kind, ...] = ("title", "row", "period", "decided_by")
_MOST_COLUMNS, _MOST_VALUES = 200, 500

Answers = Mapping[Asked, str]


@dataclass(frozen=True)
class Worded:
    """The words for a table, in the language of whoever wrote them.

    Parameters
    ----------
    answers
        What was answered, without what was left open.
    language
        The code of the language they are written in.
    """

    answers: Answers = field(default_factory=dict)
    language: str = "en"

    def codebook(self, roles: Mapping[str, Any] | None = None, table: str = "") -> Codebook:
        """The codebook that these answers make.

        >>> words = Worded({Asked("column", "sexe"): "sex", Asked("group", "sexe", "F"): "women"})
        >>> words.codebook().people("sexe", "F", "en"), words.codebook().label("sexe", "en")
        ('women', 'sex')
        """
        record: dict[str, Any] = {"language": self.language}
        record |= {kind: text for kind in _WHOLE if (text := self.answers.get(Asked(kind)))}
        record |= {"table": table} if table else {}
        columns: dict[str, Any] = {}
        for asked, text in self.answers.items():
            if asked.kind == "column":
                columns.setdefault(asked.column, {})["label"] = text
            elif asked.kind in ("group", "value"):
                entry = {"label": text, "people": text} if asked.kind == "group" else {"label": text}
                columns.setdefault(asked.column, {}).setdefault("values", {})[asked.value] = entry
        return Codebook(record={**record, **({"columns": columns} if columns else {})}, roles=dict(roles or {}))


def codebook_text(codebook: Codebook, language: Language | str, said: str = "") -> str:
    """A codebook as it stands in its file (YAML), with what its parts are in the reader's language.

    >>> text = codebook_text(Worded({Asked("row"): "one application"}).codebook({"decision": "hired"}), "en")
    >>> text.splitlines()[3:]
    ['language: en', '# What one row is', 'row: one application', '# Which column says what, and whether the decision \
is good (benefit) or bad (burden) for people', 'roles:', '  decision: hired']
    """
    speech = Language.of(language)
    record = dict(codebook.record)
    parts = {name: record.get(name) for name in ("language", *_COMMENTS) if name not in ("roles", "affected")}
    parts |= {"roles": _plain(codebook.roles), "affected": said or record.get("affected")}
    lines = [f"# {speech.say(_ABOUT)}", f"# {speech.say(_BY_HAND)}", ""]
    for name in ("language", *_COMMENTS):
        if parts[name]:
            lines += [f"# {speech.say(_COMMENTS[name])}"] if name in _COMMENTS else []
            lines.append(yaml.safe_dump({name: parts[name]}, allow_unicode=True, sort_keys=False, width=110).rstrip())
    return "\n".join(lines) + "\n"


def answers_in(content: bytes, name: str, language: Language | str) -> dict[Asked, str]:
    """The answers that a codebook holds, in this language or in the one that it has.

    Raises
    ------
    DataError
        If the file is no codebook.
    """
    record = record_in(content, name, NO_CODEBOOK)
    columns = record.get("columns") or {}
    if not isinstance(columns, dict) or not set(record) & {*_COMMENTS, "story"}:
        raise DataError(NO_CODEBOOK, path=name, detail="columns")
    told = Codebook(record=record)
    found: dict[Asked, str] = {Asked(kind): told.text(kind, language) for kind in _WHOLE}
    for column, entry in list(columns.items())[:_MOST_COLUMNS]:
        entry = entry if isinstance(entry, dict) else {}
        found[Asked("column", str(column))] = _text(entry.get("label"), language)
        values = entry.get("values")
        for value, words in list(values.items())[:_MOST_VALUES] if isinstance(values, dict) else ():
            words = words if isinstance(words, dict) else {"label": words}
            people = _text(words.get("people"), language)
            label = _text(words.get("label"), language)
            found[Asked("group", str(column), str(value))] = people or label
            found[Asked("value", str(column), str(value))] = label
    return {asked: text[:LONGEST] for asked, text in found.items() if text}


def codebook_in(content: bytes, name: str) -> Codebook:
    """The codebook in the bytes of a file, with the roles that it names, for an audit of the table beside it.

    Raises
    ------
    DataError
        If it is none, or names roles that no log has.
    """
    record = record_in(content, name, NO_CODEBOOK)
    roles = record.get("roles") or {}
    wrong = [str(role) for role in roles if role not in ROLES] if isinstance(roles, dict) else ["roles"]
    if wrong or not isinstance(record.get("columns") or {}, dict):
        raise DataError(NO_CODEBOOK, path=name, detail=", ".join(wrong or ["columns"])[:200])
    return Codebook(record=record, roles=dict(roles))


def is_codebook(content: bytes, name: str) -> bool:
    """Whether a file says what a table means in words, and not how it is read, as a recipe does.

    Raises
    ------
    DataError
        If it is neither, because it is no file of named entries.
    """
    return bool(set(record_in(content, name, NO_CODEBOOK)) & (set(_COMMENTS) - {"roles"}))


def codebook_at(path: str | Path) -> Codebook:
    """The codebook in a file.

    Raises
    ------
    DataError
        If there is no such file, or it is no codebook.
    """
    place = Path(path)
    try:
        content = place.read_bytes()
    except OSError as error:
        raise DataError(NO_CODEBOOK, path=place.name, detail=error.strerror or type(error).__name__) from error
    return codebook_in(content, place.name)


def roles_of(recipe: Recipe) -> dict[str, Any]:
    """The roles of a recipe that a codebook can name too; the words for what happened stand beside them."""
    return {name: _plain(value) for name, value in recipe.roles.items() if name in ROLES}


def _text(texts: Any, language: Language | str) -> str:
    return Codebook(record={"text": texts}).text("text", language) if isinstance(texts, str | dict) else ""


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
