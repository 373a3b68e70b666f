"""The list of tools for governing: whole, searchable, and honest about what is not known."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from toolkit.errors import DataError, RecordError
from toolkit.languages import KNOWN
from toolkit.registers.locate import folder
from toolkit.registers.tools import read_tools, tool_words, tools


def test_there_are_at_least_fifty_and_each_says_what_it_does_in_every_language() -> None:
    found = tools()
    assert len(found) >= 50
    for one in found:
        assert len({one.say(code) for code in KNOWN}) == len(KNOWN), one.id
        assert all(one.say_assessment(code) for code in KNOWN)


def test_every_code_is_used_by_some_tool() -> None:
    used = {code for one in tools() for code in (one.kind, *one.audiences, *one.strengths, *one.weaknesses)}
    assert used == {code for table in tool_words().values() for code in table}


def test_search_minds_neither_case_nor_accents_and_takes_any_of_our_languages() -> None:
    assert [one.id for one in tools(search="WECLOCK")] == ["weclock", "weclocked"]
    assert "wageindicator-law" in [one.id for one in tools(search="legislacao trabalhista")]
    assert "fairfare" in [one.id for one in tools(search="السائقون")]
    assert tools(search="no such tool anywhere") == ()
    assert {one.kind for one in tools(kind="request")} == {"request"}
    assert all("unions" in one.audiences for one in tools(audience="unions"))


def test_an_unknown_kind_lists_what_there_is() -> None:
    with pytest.raises(DataError, match="worker_data"):
        tools(kind="toy")


def test_not_known_is_an_answer_and_is_never_called_free() -> None:
    unknown = next(one for one in tools() if one.id == "drivers-seat")
    assert unknown.licence is None
    assert unknown.say_licence("en") == "not known"
    assert unknown.say_cost("en") == "not known"
    assert "free" not in unknown.say_licence("en")


def test_a_licence_is_only_said_where_something_was_read() -> None:
    assert all(one.licence is None and one.updated is None for one in tools() if one.read == "memory")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("kind: assessment", "kind: toy", "kind"),
        ("cost: free", "cost: cheap", "cost"),
        ("id: iama", "id: canada-aia", "twice"),
        ('looked: "2026-11-26"', "looked: today", "looked"),
        ("source: https://github.com/canada", "source: http://github.com/canada", "source"),
        ("licence: MIT", "license: MIT", "licence"),
    ],
)
def test_a_record_that_does_not_hold_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    copytree(folder("datasets") / "tools", tmp_path / "tools")
    path = tmp_path / "tools" / "tools.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RecordError, match=says):
        read_tools(tmp_path / "tools")
