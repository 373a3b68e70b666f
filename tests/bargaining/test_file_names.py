"""Names of files that somebody takes home, in every language."""

from __future__ import annotations

import re
import unicodedata
from typing import get_args

import pytest

from toolkit.bargaining.file_names import Kind, stem

LANGUAGES = ("en", "ar", "fr", "es", "pt")
OURS = {"en": "for-us-", "ar": "us-لنا-وحدنا-", "fr": "pour-nous-", "es": "para-nosotros-", "pt": "para-nós-"}
# To the other side, or round among members and unions.
LET_OUT = {
    *("table", "letter", "form", "request", "reminder"),
    *("dashboard", "follow-up"),  # what is published of many people, and what whoever teaches hands over
    *("charter", "alternative", "questionnaire", "shared", "brief", "answer", "exercise"),
    *("report", "recipe", "codebook", "taken-back"),  # of a table, or of a record: no side of a bargain is in it
}
KINDS: tuple[Kind, ...] = get_args(Kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ours_are_called_ours_and_the_one_for_the_other_side_is_not(language: str) -> None:
    names = {kind: stem(kind, language) for kind in KINDS}
    assert len(set(names.values())) == len(names)
    assert {kind for kind, name in names.items() if name.startswith(OURS[language])} == set(KINDS) - LET_OUT
    # Where names are cut off in a list, their first letters already differ.
    assert all(name[:2] != names["table"][:2] for kind, name in names.items() if kind != "table")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_part_of_a_name_changes_places_in_a_list_from_right_to_left(kind: Kind, language: str) -> None:
    name = stem(kind, language)
    assert re.match(r"[a-z]{2}", name)  # a list shows the whole name from left to right
    assert not any(unicodedata.category(sign) == "Cf" for sign in name)
    assert not re.search(r'[\\/:*?"<>|.\s]', name)
    # Right-to-left words stand in one piece, so that there is only one order to read them in.
    assert len(re.findall(r"[\u0600-\u06ff][\u0600-\u06ff-]*", name)) == (1 if language == "ar" else 0)
    assert len(name.encode("utf-8")) < 80


def test_only_arabic_needs_a_word_of_another_language() -> None:
    assert stem("table", "ar").startswith("table-")
    assert stem("us", "ar").startswith("us-")
