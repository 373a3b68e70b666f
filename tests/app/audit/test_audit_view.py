"""An audit of one's own file, driven as a page drives it: a file in, what it means, a report out."""

from __future__ import annotations

import io
from html import unescape
from pathlib import Path
from typing import Any

import docx
import pytest

from toolkit.app.audit.view import AuditView
from toolkit.app.kit.fields import Choices, Field, Piece, TakeAway
from toolkit.languages import strip

DATASETS = Path(__file__).parents[3] / "datasets"
GRANTS = (DATASETS / "student-grant-checks" / "data.csv").read_bytes()
MEANING: dict[str, Any] = {
    "decision": "selected_for_control",
    "selected": ["yes"],
    "effect": "burden",
    "groups": ["origin"],
    "within": "risk_category",
    "count": "people",
}
languages = pytest.mark.parametrize("language", ["en", "ar"])


def view(language: str = "en") -> AuditView:
    made = AuditView(language)
    made.sent = []  # type: ignore[attr-defined]
    made.send = lambda content, buffers=None: made.sent.append(content)  # type: ignore[attr-defined, method-assign]
    return made


def give(page: AuditView, content: bytes, name: str = "grants.csv") -> None:
    message = {"event": "file", "name": "file", "id": "1", "file": name, "size": len(content), "at": 0}
    page.take(message, [content])


def enter(page: AuditView, **values: Any) -> None:
    page.take({"event": "values", "values": values})


def press(page: AuditView, name: str) -> None:
    page.take({"event": "press", "name": name, "values": {}})


def piece(page: AuditView, name: str) -> str:
    item = page.items[name]
    assert isinstance(item, Piece)
    return strip(item.content)


def errors(page: AuditView) -> dict[str, str]:
    return {name: item.error for name, item in page.items.items() if isinstance(item, Field) and item.error}


def test_names_of_the_file_stay_in_order_on_an_arabic_page() -> None:
    page = view("ar")
    give(page, b"sex;shift given\nwomen;50 or older\nmen;35 to 49\n" * 20)
    assert isinstance(page.items["seen"], Piece)
    assert "<span>\u206850 or older\u2069</span>" in page.items["seen"].content
    enter(page, decision="shift given", step="decision")
    selected = page.items["selected"]
    assert isinstance(selected, Choices)
    assert ("50 or older", "\u206850 or older\u2069") in selected.options


@languages
@pytest.mark.slow
def test_what_happened_to_people_is_said_in_the_words_that_were_typed(language: str) -> None:
    page = view(language)
    rows = "men,no\n" * 385 + "men,hired\n" * 115 + "women,no\n" * 345 + "women,hired\n" * 155
    give(page, f"sex,result\n{rows}".encode())
    answers = {"decision": "result", "selected": ["hired"], "effect": "benefit", "groups": ["sex"]}
    for typed, told in (("were taken on.", "were taken on"), ("", "hired")):
        enter(page, **answers, said=typed, step="report")
        press(page, "make")
        says = page.items["says"]
        assert isinstance(says, Piece)
        words = strip(unescape(says.content))
        assert told in words
        assert "affected" not in words
        assert words.index("men") < words.index("100")  # who is worse off comes before any number


def test_columns_that_are_not_shown_or_not_offered_are_named_with_the_reason() -> None:
    page = view()
    rows = "\n".join(f"{n},{'ab'[n % 2]},x,y,z,q,{'cd'[n % 2]},{'ef'[n % 2]}" for n in range(60))
    give(page, f"age,sex,one,two,three,four,office,hired\n{rows}".encode())
    assert isinstance(page.items["seen"], Piece)
    assert "The file has these columns as well: office and hired." in page.items["seen"].content
    enter(page, decision="hired", selected=["e"], step="people")
    told = page.items["not_offered"]
    assert isinstance(told, Piece)
    assert "or more than 40: age, one, two, three and four." in told.content


def test_commas_in_a_heading_do_not_part_its_cells() -> None:
    page = view()
    give(page, b"office;pay, gross, EUR;hired\nNairobi;1,5;yes\nAgadir;2,5;no\n")
    assert page.model.table is not None
    assert page.model.table.columns == ("office", "pay, gross, EUR", "hired")


@languages
@pytest.mark.slow
def test_the_published_case_comes_out_of_its_own_file(language: str) -> None:
    page = view(language)
    give(page, GRANTS)
    enter(page, **MEANING, step="report")
    press(page, "make")
    assert page.result is not None
    gaps = page.result.gaps.set_index(["group", "reference"])
    # 2,000 of 54,800 against 1,050 of 178,210, added up over the six published risk classes.
    assert gaps.loc[("outside Europe", "Netherlands"), "ratio"] == pytest.approx(6.19, abs=0.01)
    report = page.items["report"]
    assert isinstance(report, TakeAway)
    names = [name for _, name, _, _ in report.files]
    report_name = {"en": "report-on-decisions", "ar": "report-تقرير-عن-القرارات"}[language]
    recipe_name = {"en": "recipe-for-the-next-table", "ar": "recipe-وصفة-للجدول-القادم"}[language]
    assert names == [*(f"{report_name}.{ending}" for ending in ("docx", "pdf", "xlsx")), f"{recipe_name}.yml"]
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(report.files[0][3])).paragraphs)
    assert "outside Europe" in text
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in report.page


@pytest.mark.parametrize(
    ("left_out", "where"),
    [("decision", "decision"), ("selected", "selected"), ("effect", "effect"), ("groups", "groups")],
)
def test_what_is_missing_is_said_where_it_is_missing(left_out: str, where: str) -> None:
    page = view()
    give(page, GRANTS)
    enter(page, **{name: value for name, value in MEANING.items() if name != left_out}, step="report")
    press(page, "make")
    assert list(errors(page)) == [where]
    assert page.result is None
    assert {"event": "point", "name": where} in page.sent  # type: ignore[attr-defined]


def test_without_a_file_the_page_asks_for_it_first() -> None:
    page = view()
    enter(page, step="report")
    press(page, "make")
    assert page.step == "file"
    assert errors(page) == {"file": "Choose the file first."}


def test_ticking_every_value_is_no_decision() -> None:
    page = view()
    give(page, GRANTS)
    enter(page, **{**MEANING, "selected": ["yes", "no"]}, step="report")
    press(page, "make")
    assert list(errors(page)) == ["selected"]


def test_a_column_that_is_no_count_is_said_in_words() -> None:
    page = view()
    give(page, GRANTS)
    enter(page, **{**MEANING, "groups": ["risk_category"], "within": "", "count": "origin"})
    press(page, "make")
    (done,) = [message for message in page.sent if message["event"] == "done"]  # type: ignore[attr-defined]
    assert strip(done["error"]).startswith("The count column holds “Netherlands”.")
    assert page.result is None


def test_a_broken_file_is_refused_beside_the_field_and_a_good_one_takes_its_place() -> None:
    page = view()
    give(page, b"PK\x03\x04 rubbish", "x.xlsx")
    assert "x.xlsx is not a table" in strip(errors(page)["file"])
    give(page, GRANTS)
    assert errors(page) == {}
    assert "grants.csv" in strip(page.items["seen"].content)  # type: ignore[attr-defined]


def test_the_report_vanishes_when_anything_changes() -> None:
    page = view()
    give(page, GRANTS)
    enter(page, **MEANING, step="report")
    press(page, "make")
    assert "report" in page.items
    enter(page, effect="benefit")
    assert "report" not in page.items
    assert "Make the report again" in page.items["told"].content  # type: ignore[attr-defined]


def test_what_a_page_sends_of_another_table_means_nothing_here() -> None:
    page = view()
    enter(page, **{**MEANING, "decision": "no such column", "groups": ["<script>", "origin"]})
    give(page, GRANTS)
    assert page.model.meaning.decision == ""
    assert page.model.meaning.groups == ("origin",)


def test_hostile_headings_and_values_stay_words_on_the_page() -> None:
    page = view()
    hostile = "<script>alert(1)</script>"
    give(page, f'"{hostile}",sex\n"{hostile}",women\nno,men\n'.encode(), f"{hostile}.csv")
    assert "<script" not in page.items["seen"].content  # type: ignore[attr-defined]
    enter(page, step="decision", decision=hostile)
    ticks = page.items["selected"]
    assert isinstance(ticks, Choices)
    assert (hostile, hostile) in ticks.options


def test_what_a_step_still_lacks_is_said_before_the_next_one() -> None:
    page = view()
    press(page, "next")
    assert (page.step, set(errors(page))) == ("file", {"file"})
    give(page, GRANTS)
    press(page, "next")
    enter(page, decision="selected_for_control", effect="burden")
    press(page, "next")
    assert (page.step, errors(page)) == (
        "decision",
        {"selected": "Tick what the column says when the system chose somebody."},
    )
    enter(page, selected=["yes"])
    press(page, "next")
    assert (page.step, errors(page)) == ("people", {}), "what only a later step asks for is not asked here"


def test_next_and_back_stay_inside_the_steps() -> None:
    page = view()
    press(page, "back")
    assert page.step == "file"
    give(page, GRANTS)
    enter(page, **MEANING)
    for _ in range(9):
        press(page, "next")
    assert page.step == "report"


def test_what_will_count_as_no_stands_on_the_page_before_the_report_is_made() -> None:
    rows = ["sex,result,late"]
    counted = {("women", "hired"): 40, ("women", "rejected"): 60, ("men", "hired"): 50, ("men", "pending"): 12}
    for (sex, result), n in counted.items():
        rows += [f"{sex},{result},{'yes' if n == 40 else 'no'}"] * n
    page = view()
    give(page, "\n".join(rows).encode())
    enter(page, decision="result", selected=["hired"], effect="benefit", groups=["sex"], step="report")
    said = piece(page, "no")
    assert "“result” will count as no" in said
    assert "rejected (60) and pending (12)" in said
    assert "hired" not in said
    assert "not true" not in said
    enter(page, outcome="late", outcome_true=["yes"])
    assert "“late” will count as not true, with the rows that have them: no (122)" in piece(page, "no")
    enter(page, selected=["hired", "rejected", "pending"], outcome="")
    assert piece(page, "no") == ""
