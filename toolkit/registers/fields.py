"""Read one field of a record after the other, and say exactly which one does not hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from toolkit.errors import RecordError
from toolkit.registers.words import Words

PLACE = re.compile(r"INT|[A-Z]{2}(-[A-Z0-9]{1,3})?")

# libyaml reads the register about ten times faster; not every build of PyYAML has it.
_Fastest: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TRUTH = "tag:yaml.org,2002:bool"


class _Loader(_Fastest):  # type: ignore[misc]
    """Reads as YAML 1.2 does: only `true` and `false` are truth values; `on:` and NO stay the words they are."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _TRUTH]
        for first, resolvers in _Fastest.yaml_implicit_resolvers.items()
    }


_Loader.add_implicit_resolver(_TRUTH, re.compile("true|false"), list("tf"))


def load(path: Path) -> Any:
    """The content of a YAML file of ours, or an error that names the file."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError:
        raise RecordError(_named(path), "the file is missing") from None
    except yaml.YAMLError as error:
        raise RecordError(_named(path), f"it is not valid YAML ({' '.join(str(error).split())})") from error


def load_list(path: Path) -> list[Any]:
    """The records of a YAML file that must be a list."""
    content = load(path)
    if not isinstance(content, list) or not content:
        raise RecordError(_named(path), "it must be a list of records")
    return content


def _named(path: Path) -> str:
    """A file as errors call it: with its folder, without the rest of the disk."""
    return f"{path.parent.name}/{path.name}"


class Fields:
    """The fields of one record, taken by name; each taker refuses what the field cannot hold."""

    def __init__(self, file: str, number: int, raw: Any, key: str = "id") -> None:
        self.name = f"{file}, entry {number}"
        if not isinstance(raw, Mapping):
            raise self.error("it must consist of named fields")
        self.raw: Mapping[str, Any] = raw
        if raw.get(key):
            self.name = f"{file}: {raw[key]}"

    def error(self, problem: str) -> RecordError:
        """An error about this record."""
        return RecordError(self.name, problem)

    def known(self, required: Iterable[str], optional: Iterable[str] = ()) -> None:
        """Refuse a record that lacks a field or has one that nobody reads (mostly a slip of the pen)."""
        required, optional = list(required), list(optional)
        for field in required:
            if field not in self.raw:
                raise self.error(f"the field “{field}” is missing")
        for field in self.raw:
            if field not in required and field not in optional:
                raise self.error(f"the field “{field}” is not known; allowed: {', '.join(required + optional)}")

    def text(self, field: str) -> str:
        """A text that says something."""
        value = self.raw.get(field)
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"“{field}” must be a text")
        return value.strip()

    def choice(self, field: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of a few words."""
        if default is not None and field not in self.raw:
            return default
        value = self.text(field)
        if value not in allowed:
            raise self.error(f"“{field}” is “{value}”; allowed: {', '.join(allowed)}")
        return value

    def choices(self, field: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Several of a few words, each once."""
        values = self.texts(field)
        for value in values:
            if value not in allowed:
                raise self.error(f"“{field}” holds “{value}”; allowed: {', '.join(allowed)}")
        return values

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts, each once."""
        values = self.raw.get(field)
        if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
            raise self.error(f"“{field}” must be a list of texts")
        if len(set(values)) != len(values):
            raise self.error(f"“{field}” names something twice")
        return tuple(values)

    def words(self, field: str, needed: Collection[str]) -> Words:
        """A short text in several languages, each of the needed ones among them."""
        value = self.raw.get(field)
        if not isinstance(value, Mapping) or not all(isinstance(text, str) and text.strip() for text in value.values()):
            raise self.error(f"“{field}” must hold a text for each language ({', '.join(needed)})")
        for code in (*needed, *value):
            if code not in value or code not in needed:
                what = "is missing" if code not in value else "is not known"
                raise self.error(f"“{field}” in “{code}” {what}; it needs: {', '.join(needed)}")
        # Lines are joined, but the hard spaces of French stay hard.
        return Words(tuple((str(code), re.sub("[ \\t\\r\\n]+", " ", value[code]).strip()) for code in needed))

    def place(self, field: str) -> str:
        """A place by its ISO 3166 code, EU or INT."""
        value = self.raw.get(field)
        if not isinstance(value, str) or not PLACE.fullmatch(value):
            raise self.error(f"“{field}” is “{value}”; allowed: ISO 3166 codes such as KE or US-NY, EU, INT")
        return value

    def places(self, field: str) -> frozenset[str]:
        """Several places."""
        values = self.texts(field)
        for value in values:
            if not PLACE.fullmatch(value):
                raise self.error(f"“{field}” holds “{value}”; allowed: ISO 3166 codes such as KE or US-NY, EU, INT")
        return frozenset(values)

    def day(self, field: str) -> date | None:
        """A day, or none where the field is null."""
        value = self.raw.get(field)
        if value is None:
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            raise self.error(f"“{field}” is “{value}”; allowed: a day such as 2026-12-01, or null")
        return value

    def flag(self, field: str, default: bool | None = None) -> bool:
        """Yes or no."""
        value = self.raw.get(field, default)
        if not isinstance(value, bool):
            raise self.error(f"“{field}” is “{value}”; allowed: true, false")
        return value

    def link(self, field: str) -> str:
        """A web address."""
        value = self.text(field)
        if not value.startswith(("https://", "http://")):
            raise self.error(f"“{field}” is “{value}”; allowed: an address that begins with https:// or http://")
        return value
