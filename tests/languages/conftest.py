"""Everything that is said in a language, for tests that look for words in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from toolkit.languages.catalogue import read_catalogue

HOME = Path(__file__).parents[2]
# The lexicons hold words of employers, the register names laws as they are named, the glossary says what not to say.
NOT_OURS = {"weakening", "subjects", "law", "languages"}


def values_of(record: Any, code: str, inside: bool = False) -> Iterator[str]:
    """The strings that a record holds under a language's code."""
    if isinstance(record, dict):
        for key, value in record.items():
            yield from values_of(value, code, inside or key == code)
    elif isinstance(record, list):
        for value in record:
            yield from values_of(value, code, inside)
    elif isinstance(record, str) and inside:
        yield record


@cache
def records() -> list[tuple[str, Any]]:
    """The records of the templates and datasets, each with its place."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    paths = [path for folder in ("templates", "datasets") for path in sorted((HOME / folder).rglob("*.yml"))]
    return [
        (str(path.relative_to(HOME)), yaml.load(path.read_text(encoding="utf-8"), Loader=loader))
        for path in paths
        if not NOT_OURS & set(path.relative_to(HOME).parts)
    ]


@cache
def said_in(code: str) -> list[tuple[str, str]]:
    """Everything that is said in a language, with the place where it stands."""
    found = []
    for message in read_catalogue(code):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        found += [(f"{code}.po", string) for string in strings if message.id]
    for path in sorted((HOME / "templates").rglob(f"{code}.md")):
        found.append((str(path.relative_to(HOME)), path.read_text(encoding="utf-8")))
    for place, record in records():
        found += [(place, text) for text in values_of(record, code)]
    return found


@pytest.fixture(scope="session")
def said() -> Callable[[str], list[tuple[str, str]]]:
    """What is said in a language, by its code."""
    return said_in


@pytest.fixture(scope="session")
def all_records() -> list[tuple[str, Any]]:
    """The records of the templates and datasets, each with its place."""
    return records()
