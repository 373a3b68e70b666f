"""The checks of a catalogue find every kind of fault in catalogues made wrong by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from toolkit.languages import catalogue, extract
from toolkit.languages.checks import Fault, check_catalogue, check_message, placeholders

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: {code}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: {plural};\\n"\n\n'
)
SOURCE = """
from toolkit.errors import translatable
from toolkit.languages import translatable_plural

A = translatable("Write a number.")
B = translatable("Of {n} people, {day}.")
C = translatable_plural("{n} day", "{n} days")
"""
LINK = "Read [the law](https://example.org/law) first, or https://example.org/other."
GOOD = {
    "A": 'msgid "Write a number."\nmsgstr "اكتبوا رقماً."\n\n',
    "B": 'msgid "Of {n} people, {day}."\nmsgstr "من {n} شخص، {day}."\n\n',
    "C": (
        'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} يوم"\nmsgstr[1] "يوم واحد"\nmsgstr[2] "يومين"\n'
        'msgstr[3] "{n} أيام"\nmsgstr[4] "{n} يوماً"\nmsgstr[5] "{n} يوم"\n\n'
    ),
    "LINK": (
        f'msgid "{LINK}"\nmsgstr "اقرؤوا [القانون](https://example.org/law) أولاً، أو https://example.org/other."\n\n'
    ),
}


@pytest.fixture
def faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    package, notebooks, folder = (tmp_path / name for name in ("package", "notebooks", "catalogues"))
    for place in (package, notebooks, folder):
        place.mkdir()
    (package / "words.py").write_text(SOURCE, encoding="utf-8")
    cells = [{"cell_type": "markdown", "source": [LINK]}, {"cell_type": "code", "source": ["x = 1"]}]
    (notebooks / "1.ipynb").write_text(json.dumps({"metadata": {}, "cells": cells}), encoding="utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", folder)

    def check(code: str = "ar", **changed: str) -> list[Fault]:
        header = HEADER.format(code=code, plural=catalogue.PLURAL_FORMS[code])
        (folder / f"{code}.po").write_text(header + "".join((GOOD | changed).values()), encoding="utf-8")
        return check_catalogue(code, package, notebooks)

    return check


def test_a_good_catalogue_has_no_fault(faults) -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("changed", "kind", "detail"),
    [
        ({"A": ""}, "missing", ""),
        ({"A": 'msgid "Write a number."\nmsgstr ""\n\n'}, "missing", "not translated"),
        ({"LINK": ""}, "missing", ""),
        ({"C": GOOD["C"].replace('msgstr[4] "{n} يوماً"', 'msgstr[4] ""')}, "missing", "a plural form is empty"),
        ({"D": 'msgid "No longer said."\nmsgstr "لم يعد يُقال."\n\n'}, "stale", ""),
        ({"A": "#, fuzzy\n" + GOOD["A"]}, "fuzzy", ""),
        (
            {"B": GOOD["B"].replace("شخص، {day}", "شخص، { day}")},
            "placeholders",
            "lost ['day'], invented [' day']",
        ),
        (
            {"B": GOOD["B"].replace("شخص، {day}", "شخص، {day }")},
            "placeholders",
            "lost ['day'], invented ['day ']",
        ),
        ({"B": GOOD["B"].replace("شخص، {day}", "شخص")}, "placeholders", "lost ['day'], invented []"),
        ({"B": GOOD["B"].replace("شخص، {day}", "شخص، {day} {week}")}, "placeholders", "lost [], invented ['week']"),
        ({"B": GOOD["B"].replace("شخص، {day}", "شخص، {days}")}, "placeholders", "lost ['day'], invented ['days']"),
        ({"B": GOOD["B"].replace("شخص، {day}", "شخص، {يوم}")}, "placeholders", "lost ['day'], invented ['يوم']"),
        ({"B": GOOD["B"].replace("شخص، {day}", "شخص، {day")}, "placeholders", "invented ['(broken)']"),
        ({"A": GOOD["A"].replace("رقماً.", "رقماً {}.")}, "placeholders", "lost [], invented ['']"),
        ({"C": GOOD["C"].replace('msgstr[5] "{n} يوم"\n', "")}, "missing", "a plural form is empty"),
        ({"C": GOOD["C"].replace('"{n} أيام"', '"أيام"')}, "placeholders", "lost ['n'], invented []"),
        ({"C": GOOD["C"].replace('"{n} يوماً"', '"{m} يوماً"')}, "placeholders", "lost ['n'], invented ['m']"),
        (
            {
                "LINK": GOOD["LINK"].replace(
                    "[القانون](https://example.org/law)", "[القانون](https://example.org/qanun)"
                )
            },
            "links",
            "",
        ),
        ({"LINK": GOOD["LINK"].replace("أو https://example.org/other", "أو هنا")}, "links", "an address is missing"),
    ],
)
def test_a_fault_made_by_hand_is_found_and_named(faults, changed: dict[str, str], kind: str, detail: str) -> None:
    found = faults(**changed)
    assert kind in {fault.kind for fault in found}, found
    named = next(fault for fault in found if fault.kind == kind)
    assert detail in named.detail
    assert named.language == "ar"
    assert str(named).startswith(f"ar: {kind}: ")


def test_too_few_plural_forms_are_found_even_where_none_is_empty() -> None:
    # Babel fills a file's missing forms with empty ones, so this is seen in messages made in another way only.
    message = Message(("{n} day", "{n} days"), ("{n} يوم", "يوم واحد", "يومين"))
    assert [str(fault) for fault in check_message("ar", message)] == ["ar: plurals: '{n} day' 3 forms instead of 6"]


def test_french_says_the_number_also_for_nothing_and_one(faults) -> None:
    french = {
        "A": 'msgid "Write a number."\nmsgstr "Écrivez un nombre."\n\n',
        "B": 'msgid "Of {n} people, {day}."\nmsgstr "Sur {n} personnes, {day}."\n\n',
        "LINK": f'msgid "{LINK}"\nmsgstr "Lisez [la loi](https://example.org/law), ou https://example.org/other."\n\n',
    }
    day = 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "%s"\nmsgstr[1] "{n} jours"\n\n'
    assert faults("fr", **french, C=day % "{n} jour") == []
    # French uses its first form for 0 and for 1: a word would be wrong for one of them.
    assert [fault.kind for fault in faults("fr", **french, C=day % "un jour")] == ["placeholders"]
    spanish = french | {"A": 'msgid "Write a number."\nmsgstr "Escriba un número."\n\n'}
    assert faults("es", **spanish, C=day % "un día") == []


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Of {base} people, {n} were chosen.", {"base", "n"}),
        ("No place.", set()),
        ("{ day}", {" day"}),
        ("{{not a place}}", set()),
        ("{n:>10}", {"n"}),
        ("{", {"(broken)"}),
        ("}", {"(broken)"}),
        ("{}", {""}),
    ],
)
def test_the_places_of_a_sentence_are_found(sentence: str, places: set[str]) -> None:
    assert placeholders(sentence) == places


def test_a_catalogue_is_brought_up_to_date_and_keeps_what_was_translated(
    faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "FOLDER", tmp_path / "catalogues")
    faults(D='msgid "No longer said."\nmsgstr "لم يعد يُقال."\n\n', A="")
    path = tmp_path / "catalogues" / "ar.po"
    path.write_text(path.read_text("utf-8").replace('"Language: ar', '"X-Review: reviewed\\n"\n"Language: ar'), "utf-8")
    written = extract.update_catalogues(tmp_path / "package", tmp_path / "notebooks", ["en", "ar"])
    assert [one.name for one in written] == ["toolkit.pot", "ar.po"]
    text = path.read_text(encoding="utf-8")
    assert "No longer said." not in text
    assert "من {n} شخص، {day}." in text
    assert 'msgid "Write a number."\nmsgstr ""' in text
    assert "X-Review: reviewed" in text
    assert "n==0 ? 0 : n==1 ? 1 : n==2 ? 2" in text
    assert "Creation-Date" not in text
    assert [fault.kind for fault in check_catalogue("ar", tmp_path / "package", tmp_path / "notebooks")] == ["missing"]
    again = path.read_bytes()
    extract.update_catalogues(tmp_path / "package", tmp_path / "notebooks", ["ar"])
    assert path.read_bytes() == again


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("# Title\n\nOne line\nand more.\n\n- a\n- b\n", ["# Title", "One line\nand more.", "- a\n- b"]),
        ("a  \n\n\n\nb", ["a", "b"]),
        ("```\na\n\nb\n```\n\nc", ["```\na\n\nb\n```", "c"]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_a_markdown_cell_is_cut_into_blocks(markdown: str, blocks: list[str]) -> None:
    assert extract.blocks_of(markdown) == blocks


@pytest.mark.parametrize(
    ("block", "prose"),
    [("Words.", True), ("---", False), ('<div class="tk">', False), ("1 2 3", False), ("كلمة", True), ("| a |", True)],
)
def test_only_words_are_to_be_translated(block: str, prose: bool) -> None:
    assert extract.is_prose(block) is prose
