"""Records as public bodies publish them come in and go out without loss."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import DataError
from toolkit.governance.systems.answer import STATES, Answer
from toolkit.governance.systems.atrs_page import read_atrs_page
from toolkit.governance.systems.fields import fields
from toolkit.governance.systems.standards import BESIDE, from_standard, layout_of, layouts, to_standard
from toolkit.governance.systems.system import System

PUBLISHED = Path(__file__).parent / "published"


def record(name: str) -> tuple[dict[str, Any], str]:
    """A published record and its layout."""
    path = PUBLISHED / name
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        return read_atrs_page(text)
    content = json.loads(text)
    return content, layout_of(content)


RECORDS = {
    "magic-notes.txt": "atrs-4.0",
    "violence-in-prisons-estimator.txt": "atrs-3.0",
    "scanauto.json": "nl-0.1",
    "concerndashboard.json": "nl-1.0",
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_published_record_goes_out_as_it_came_in(name: str) -> None:
    original, layout = record(name)
    assert layout == RECORDS[name]
    assert to_standard(from_standard(original, layout), layout) == original


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("other", ["atrs-3.0", "atrs-4.0", "nl-1.0"])
def test_it_comes_back_whole_from_any_other_layout(name: str, other: str) -> None:
    system = from_standard(record(name)[0])
    through = json.loads(json.dumps(to_standard(system, other)))
    back = from_standard(through, other)
    assert dict(back.answers) == dict(system.answers)
    assert to_standard(back, RECORDS[name]) == record(name)[0] | (
        {BESIDE: to_standard(back, RECORDS[name])[BESIDE]} if BESIDE in to_standard(back, RECORDS[name]) else {}
    )


def test_what_a_british_page_says_is_read_field_by_field() -> None:
    read, layout = record("magic-notes.txt")
    assert layout == "atrs-4.0", "only version 4.0 speaks of a third party"
    assert read["third_party"] == "Beam UP Limited"
    assert read["companies_house_number"] == "10637337"
    assert "contact_email" not in read
    system = from_standard(read, whole=False)
    assert system["supplier"].text == "Beam UP Limited"
    assert system["contract"].text.startswith("Proof of concept pilot")
    assert system["human_role"].state == "not_read", "the page was not read so far"
    assert system["staff_effect"].state == "unanswered", "there is no such field to be read"


def test_a_page_that_leaves_out_the_numbers_is_read_all_the_same() -> None:
    read, layout = record("violence-in-prisons-estimator.txt")
    assert layout == "atrs-3.0"
    assert read["name"] == "Violence in Prisons Estimator"
    assert read["description"].count("\n") == 2
    system = from_standard(read, layout)
    assert system["source"].state == "unclear", "N/A is no address"
    assert system["supplier"].text == "none", "the page says that no outside supplier is involved"
    assert from_standard({**read, "external_supplier_involvement": "Yes"}, layout)["supplier"].state == "unanswered"


def test_a_text_that_is_no_record_is_refused() -> None:
    with pytest.raises(DataError, match="1.1 - Organisation"):
        read_atrs_page("Minutes of the meeting\n1. Welcome\n2. Any other business")


def test_stage_and_links_of_a_dutch_record_are_understood() -> None:
    told = {
        "name": "Roosters",
        "organization": "Ziekenhuis",
        "goal": "<div><p>Diensten plannen</p><ul><li>snel</li></ul></div>",
        "status": "Buiten gebruik",
        "begin_date": "2023-01",
        "impacttoetsen_grouping": [{"title": "DPIA", "link": "https://example.org/dpia"}],
        "provider": "onbekend",
    }
    system = from_standard(told)
    assert system["purpose"].text == "Diensten plannen\nsnel"
    assert (system["stage"].text, system["since"].text) == ("ended", "2023-01")
    assert system["assessments"].text == "DPIA – https://example.org/dpia"
    assert system["supplier"].state == "unknown"
    assert to_standard(system, "nl-1.0") == told, "the markup is kept"


def test_only_what_was_changed_here_changes_on_the_way_out() -> None:
    original, _ = record("scanauto.json")
    system = from_standard(original).filled(human_role=Answer("answered", "An officer decides."))
    out = to_standard(system, "nl-0.1")
    assert {key for key in out if out[key] != original.get(key)} == {"human_intervention"}


def test_a_change_made_in_the_file_of_another_layout_counts() -> None:
    out = to_standard(System.of("a", name="Rosters", appeal="To the ward", staff_effect="none known"), "atrs-4.0")
    out["appeals_and_review"] = "To the joint committee"
    back = from_standard(out, "atrs-4.0")
    assert back["appeal"].text == "To the joint committee"
    assert back["staff_effect"].text == "none known", "the standard has no place for it, so it travels beside"


def test_signs_that_look_like_markup_stay_in_our_own_words() -> None:
    system = System.of("a", name="x", purpose="sorts <b>bold</b> cases where a < b > c")
    for layout in ("atrs-4.0", "nl-1.0"):
        assert from_standard(to_standard(system, layout), layout)["purpose"] == system["purpose"]


def test_no_layout_asks_about_staff_or_the_union() -> None:
    for layout in layouts().values():
        for field in ("staff_effect", "working_conditions", "union_consulted", "workers_number"):
            assert not layout.asks(field), layout.id


def test_an_unknown_layout_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(DataError, match="atrs-3.0"):
        from_standard({"a": 1})
    with pytest.raises(DataError, match="nl-1.0"):
        to_standard(System("a"), "xyz")


WORDS = st.sampled_from(
    [
        "Acme; Beam",
        "n/a",
        "?",
        "<p>one</p>",
        "a < b",
        "2026-11",
        "In gebruik",
        "in use",
        "not known: to them",
        "لا",
        "40",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    told=st.dictionaries(st.sampled_from(list(fields())), st.tuples(WORDS, st.sampled_from(STATES)), max_size=6),
    layout=st.sampled_from(list(layouts())),
)
def test_whatever_a_system_holds_comes_back_from_every_layout(told: dict[str, Any], layout: str) -> None:
    answers = {}
    for name, (text, state) in told.items():
        read = fields()[name].read(text)
        answers[name] = Answer(state) if state in ("unanswered", "not_read") else read
    system = System("s", answers, {"elsewhere": [1, None]})
    back = from_standard(json.loads(json.dumps(to_standard(system, layout))), layout)
    assert dict(back.answers) == dict(system.answers)
    assert back.further["elsewhere"] == [1, None]


def test_markup_without_end_is_read_in_one_go() -> None:
    assert from_standard({"name": "x", "goal": "<p " * 300_000, "lang": "NLD"})["purpose"].state == "answered"
    assert from_standard({"name": "x", "goal": "<p>R&amp;D <b>team</b><br>two</p>", "lang": ""})["purpose"].text == (
        "R&D team\ntwo"
    )
