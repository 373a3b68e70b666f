"""What is written in several languages is written in all of them, and a label that is quoted is the label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from toolkit.languages.catalogue import KNOWN, read_catalogue

QUOTED = re.compile("“([A-Z][^”{}]{2,80})”")


def several(record: Any, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """The fields of a record that hold words by language, each with its languages."""
    if isinstance(record, dict):
        keys = {str(key) for key in record}
        if "en" in keys and keys & set(KNOWN) != {"en"} and isinstance(record["en"], (str, list, dict)):
            yield path, keys & set(KNOWN)
        for key, value in record.items():
            yield from several(value, f"{path}/{key}")
    elif isinstance(record, list):
        for place, value in enumerate(record):
            yield from several(value, f"{path}/{place}")


def test_every_field_that_is_translated_is_translated_into_every_language(all_records: list[tuple[str, Any]]) -> None:
    checked, left = 0, []
    for place, record in all_records:
        for path, languages in several(record):
            checked += 1
            if languages != set(KNOWN):
                left.append(f"{place}{path}: {', '.join(sorted(set(KNOWN) - languages))}")
    assert checked > 500
    assert left == []


def test_the_search_finds_a_field_that_lacks_a_language() -> None:
    assert list(several({"say": [{"en": "pay", "ar": "الأجر"}]})) == [("/say/0", {"en", "ar"})]


@pytest.mark.parametrize("code", [code for code in KNOWN if code != "en"])
def test_a_label_that_is_quoted_is_the_label_that_stands_on_the_page(code: str) -> None:
    catalogue = read_catalogue(code)
    labels = {}
    for message in catalogue:
        if isinstance(message.id, str) and message.id:
            labels[message.id.lstrip("# ")] = str(message.string).lstrip("# ")
    checked, left = 0, []
    for message in catalogue:
        english, told = (text if isinstance(text, str) else text[-1] for text in (message.id, message.string))
        for quoted in QUOTED.findall(english):
            label = labels.get(quoted, labels.get(quoted.rstrip(".")))
            if label is not None and quoted != english:
                checked += 1
                if label not in told:
                    left.append((quoted, label, told[:200]))
    assert checked >= 10
    assert left == []
