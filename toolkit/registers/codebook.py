"""What the columns and values of a dataset mean, in the words of people, in every language it has."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from toolkit.errors import RecordError, ToolkitError
from toolkit.languages import Language, translatable
from toolkit.registers.locate import folder

_ROLES = {
    "decision",
    "selected",
    "effect",
    "groups",
    "outcome",
    "outcome_true",
    "score",
    "within",
    "when",
    "period",
    "count",
    "rounded_to",
}

_LONGEST_NAME = 80  # letters that are said again

# What is said where a codebook has no words of its own.
PEOPLE_OF = translatable("people in the group “{group}”")
UNKNOWN_GROUP = translatable("(unknown)")
PHRASES = {
    "affected": translatable("were affected by the decision"),
    "spared": translatable("were not affected by the decision"),
    "came_true": translatable("had the outcome that was looked for"),
    "came_untrue": translatable("did not have the outcome that was looked for"),
}


class UnknownDataset(ToolkitError):
    """A dataset was named that is neither one of ours nor a folder."""

    def __init__(self, name: str, available: list[str]) -> None:
        super().__init__(
            translatable("There is no dataset “{name}”. There are: {available}; or give a folder with a codebook.yml."),
            name=name,
            available=available,
        )


@dataclass(frozen=True)
class Codebook:
    """A dataset's story, source and words. Without a record (a log of your own), values speak for themselves."""

    name: str = ""
    table: Path = Path()
    roles: dict[str, Any] = field(default_factory=dict)
    record: dict[str, Any] = field(default_factory=dict, repr=False)

    def text(self, key: str, language: Language | str) -> str:
        """A text of the dataset (``title``, ``story``, ``caution`` …) in a language, or in English, or empty."""
        return _in_language(self.record.get(key), language)

    def label(self, column: str, language: Language | str, value: str | None = None) -> str:
        """How a column, or a value in it, is called; crossed names part by part; else as it stands in the table."""
        if " × " in column and column not in self._columns:
            names = column.split(" × ")
            values = value.split(" × ") if value is not None else [None] * len(names)
            return " × ".join(self.label(name, language, part) for name, part in zip(names, values, strict=False))
        entry = self._columns.get(column, {})
        if value is not None:
            if value == "(unknown)":
                return Language.of(language).say(UNKNOWN_GROUP)
            entry = entry.get("values", {}).get(value, {})
        return _in_language(entry.get("label"), language) or (column if value is None else value)

    def people(self, column: str, group: str, language: Language | str) -> str:
        """The people of a group, as a sentence names them: "students of Dutch origin"."""
        entry = self._columns.get(column, {}).get("values", {}).get(group, {})
        own = _in_language(entry.get("people"), language)
        return own or Language.of(language).say(PEOPLE_OF, group=self.label(column, language, group))

    def phrase(self, key: str, language: Language | str) -> str:
        """What happened to people, in words: ``affected``, ``spared``, ``came_true`` or ``came_untrue``."""
        return self.text(key, language) or Language.of(language).say(PHRASES[key])

    @property
    def _columns(self) -> dict[str, Any]:
        found = self.record.get("columns", {})
        return found if isinstance(found, dict) else {}


def dataset_names() -> list[str]:
    """The datasets that come with the toolkit."""
    return sorted(path.parent.name for path in folder("datasets").glob("*/codebook.yml"))


def read_codebook(name: str | Path) -> Codebook:
    """The codebook of a dataset of ours by name, or of a folder that holds ``codebook.yml`` and its table."""
    place = Path(name)
    if not _is_file(place / "codebook.yml"):
        place = folder("datasets") / str(name)
        if Path(name).name != str(name) or not _is_file(place / "codebook.yml"):
            raise UnknownDataset(str(name)[:_LONGEST_NAME], dataset_names())
    path = place / "codebook.yml"
    where = f"{place.name}/codebook.yml"
    try:
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise RecordError(where, str(error).replace("\n", " ")[:200]) from error
    if not isinstance(record, dict):
        raise RecordError(where, "it is not a list of named entries")
    roles = record.get("roles")
    if not isinstance(roles, dict) or not {"decision", "selected", "effect", "groups"} <= set(roles):
        raise RecordError(where, "roles must name decision, selected, effect and groups")
    if unknown := set(roles) - _ROLES:
        raise RecordError(where, f"roles does not know {', '.join(sorted(unknown))}")
    table = place / str(record.get("table", "data.csv"))
    if table.resolve().parent != place.resolve():
        raise RecordError(where, "table must name a file in the same folder")
    return Codebook(place.name, table, dict(roles), record)


def _is_file(path: Path) -> bool:
    """Whether there is such a file; a name that no system takes is that of none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _in_language(texts: Any, language: Language | str) -> str:
    if isinstance(texts, str):
        return texts.strip()
    if not isinstance(texts, dict):
        return ""
    return str(texts.get(Language.of(language).code) or texts.get("en") or "").strip()
