"""The words of a set of records where they fill a file per language: ``words/en.yml``, ``words/ar.yml``, …"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import RecordError
from toolkit.languages import KNOWN
from toolkit.registers.fields import load
from toolkit.registers.words import Words


def words_in(folder: Path) -> dict[str, Words]:
    """Everything that a folder of word files says, by its path in the file: ``questions.role``.

    Raises
    ------
    RecordError
        If a language lacks something that another one says, or says nothing under a name.
    """
    by_language = {code: dict(_leaves(f"words/{code}.yml", load(folder / f"{code}.yml"), code)) for code in KNOWN}
    english = by_language["en"]
    for code, said in by_language.items():
        for path in [*(english.keys() - said.keys()), *(said.keys() - english.keys())]:
            raise RecordError(f"words/{code}.yml", f"“{path}” stands in one language and not in another")
    return {path: Words(tuple((code, by_language[code][path]) for code in KNOWN)) for path in english}


def _leaves(file: str, content: Any, code: str) -> Iterator[tuple[str, str]]:
    """The texts of a language's file, each with its path; the file holds one entry, the language."""
    if not isinstance(content, Mapping) or list(content) != [code]:
        raise RecordError(file, f"it must hold one entry, “{code}”")
    yield from _walk(file, content[code], "")


def _walk(file: str, node: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, str) and node.strip():
        yield path, node.strip()
    elif isinstance(node, Mapping):
        for key, below in node.items():
            yield from _walk(file, below, f"{path}.{key}" if path else str(key))
    else:
        raise RecordError(file, f"“{path}” must be a text")
