"""A file that was not read as it is: somebody says on the page how it is to be read, and it is read once more."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pandas as pd
import pytest

from tests.app.audit.test_audit_view import enter, errors, give, piece, press, view
from tests.audit.corpus.test_corpus import here
from tests.audit.corpus.writing import csv, gzipped, json_lines, xlsx
from toolkit.app.audit import file_step
from toolkit.app.audit.column_steps import ACROSS
from toolkit.app.audit.own_table import read_own_table
from toolkit.app.audit.view import AuditView
from toolkit.app.kit.fields import Choices, StepList, TakeAway
from toolkit.app.kit.upload import Upload
from toolkit.audit import AuditResult, DecisionLog
from toolkit.documents.brought import table


@pytest.fixture(autouse=True)
def _read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of its own for each file would cost more than all that is tried here; one Parquet file has it."""
    if "parquet]" not in request.node.name:
        monkeypatch.setattr(table, "read_apart", here)


HEAD = ["sex", "promoted", "n"]
ROWS: list[list[Any]] = [["women", "yes", 150], ["women", "no", 850], ["men", "yes", 300], ["men", "no", 700]]
MEANING: dict[str, Any] = {"decision": "promoted", "selected": ["yes"], "effect": "benefit", "groups": ["sex"]}


def rates(result: AuditResult | None) -> dict[str, tuple[int, int]]:
    assert result is not None
    found = result.rates.query("measure == 'selection_rate'")
    return {row.group: (row.numerator, row.denominator) for row in found.itertuples()}


def reported(page: AuditView, **more: Any) -> dict[str, tuple[int, int]]:
    enter(page, **MEANING | more, step="report")
    assert not page.model.problem(page.speech)[1]
    return rates(page.model.result())


def saved(page: AuditView, ending: str) -> bytes:
    report = page.items["report"]
    assert isinstance(report, TakeAway)
    return next(content for _, name, _, content in report.files if name.endswith(ending))


def test_another_sheet_is_chosen() -> None:
    other = [["team", "phones"], ["a", 3], ["b", 5]]
    page = view()
    give(page, xlsx(other, [HEAD, *ROWS], names=("Phones", "Promotions")), "log.xlsx")
    sheets = page.items["read_sheet"]
    assert isinstance(sheets, Choices)
    assert [value for value, _ in sheets.options] == ["Phones", "Promotions"]
    assert "Only the sheet" in piece(page, "seen")
    enter(page, read_sheet=["Promotions"])
    assert page.model.table is not None
    assert page.model.table.columns == tuple(HEAD)
    assert "Only the sheet" not in piece(page, "seen")
    assert reported(page, count="n") == {"women": (150, 1000), "men": (300, 1000)}
    recipe = page.model.log().recipe
    assert recipe.reading["sheet"] == "Promotions"


def test_the_same_sheets_twice_are_refused_and_one_is_chosen() -> None:
    page = view()
    give(page, xlsx([HEAD, *ROWS], [HEAD, *ROWS], names=("May", "Copy")), "log.xlsx")
    assert "same rows" in errors(page)["file"]
    enter(page, read_sheet=["May"])
    assert not errors(page)
    assert reported(page, count="n") == {"women": (150, 1000), "men": (300, 1000)}


def test_letters_that_cannot_be_told_are_named() -> None:
    page = view()
    rows = [[{"women": "женщины", "men": "мужчины"}[row[0]], *row[1:]] for row in ROWS]
    give(page, csv([HEAD, *rows], encoding="cp1251"))
    assert "UTF-8" in errors(page)["file"]
    enter(page, read_encoding="cp1251")
    assert not errors(page)
    assert reported(page, count="n") == {"женщины": (150, 1000), "мужчины": (300, 1000)}


def test_the_line_of_headings_is_named() -> None:
    page = view()
    give(page, csv([["Company", "2026", "b"], ["A", "B", "C"], HEAD, *ROWS]))
    assert page.model.table is not None
    assert "read_header_row" not in page.items  # who sees nothing wrong is not asked
    press(page, "mend")
    enter(page, read_header_row="٣")
    assert page.model.table.columns == tuple(HEAD)
    enter(page, read_header_row="3 or so")
    assert page.model.table is not None


def test_hidden_rows_are_left_out() -> None:
    book = openpyxl.Workbook()
    for row in [HEAD, *ROWS, ["men", "yes", 999]]:
        book.active.append(row)
    book.active.row_dimensions[6].hidden = True
    file = io.BytesIO()
    book.save(file)
    page = view()
    give(page, file.getvalue(), "log.xlsx")
    assert "hidden" in piece(page, "seen")
    enter(page, read_hidden="leave-out")
    assert reported(page, count="n") == {"women": (150, 1000), "men": (300, 1000)}


def test_of_a_large_file_the_bytes_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_step, "KEPT", 10)
    content = csv([["A", "B", "C"], HEAD, *ROWS])
    page = view()
    give(page, content)
    assert page._content is None
    press(page, "mend")
    enter(page, read_header_row="2")
    assert "once more" in errors(page)["file"]
    give(page, content)
    assert page.model.table is not None
    assert page.model.table.columns == tuple(HEAD)


def test_what_was_said_of_one_file_is_not_said_of_another() -> None:
    page = view()
    give(page, csv([["A", "B", "C"], HEAD, *ROWS]))
    enter(page, read_header_row="2")
    give(page, csv([HEAD, *ROWS, ["others", "no", 7]]), "other.csv")
    assert page.model.table is not None
    assert page.model.table.columns == tuple(HEAD)


def test_a_page_that_is_loaded_anew_does_not_call_the_file_done() -> None:
    content = csv([HEAD, *ROWS])
    page = view()
    give(page, content)
    enter(page, **MEANING, count="n", step="report")
    steps = page.items["step"]
    assert isinstance(steps, StepList)
    assert steps.lacking == ("words",)  # nobody has named anything
    kept = {name: page._raw(name) for name in ("decision", "selected", "effect", "groups", "count", "step", "read_of")}

    again = view()
    enter(again, **kept)  # as a browser sends them
    steps = again.items["step"]
    assert isinstance(steps, StepList)
    assert steps.lacking == ("file", "decision", "people", "words", "report")
    assert "“Your file”" in piece(again, "not_here")
    enter(again, step="file")
    give(again, content)
    enter(again, step="report")
    steps = again.items["step"]
    assert isinstance(steps, StepList)
    assert steps.lacking == ("words",)
    assert "not_here" not in again.items
    assert rates(again.model.result()) == {"women": (150, 1000), "men": (300, 1000)}


CROSSTAB: list[list[Any]] = [["sex", "yes", "no", "Total"], ["women", 150, 850, 1000], ["men", 300, 700, 1000]]


@pytest.mark.slow
def test_a_cross_table_becomes_a_report_and_a_recipe() -> None:
    page = view()
    give(page, csv(CROSSTAB))
    enter(page, decision=ACROSS, step="decision")
    across, selected = page.items["across"], page.items["selected"]
    assert isinstance(across, Choices)
    assert isinstance(selected, Choices)
    assert [value for value, _ in across.options] == [value for value, _ in selected.options] == ["yes", "no"]
    enter(page, step="people")
    groups = page.items["groups"]
    assert isinstance(groups, Choices)
    assert [value for value, _ in groups.options] == ["sex"]
    assert not {"count", "outcome"} & set(page.items)
    assert reported(page, decision=ACROSS) == {"women": (150, 1000), "men": (300, 1000)}
    press(page, "make")
    assert rates(page.result) == {"women": (150, 1000), "men": (300, 1000)}
    recipe = saved(page, ".yml")

    later = view()
    message = {"event": "file", "name": "recipe", "id": "2", "file": "recipe.yml", "size": len(recipe), "at": 0}
    later.take(message, [recipe])
    give(later, csv([CROSSTAB[0], ["women", 10, 40, 50], ["men", 30, 20, 50]]))
    assert "does not have" not in piece(later, "followed")
    enter(later, step="report")
    assert rates(later.model.result()) == {"women": (10, 50), "men": (30, 50)}


def test_a_cross_table_the_other_way_round_is_to_be_turned() -> None:
    page = view()
    give(page, csv([["promoted", "women", "men"], ["yes", 150, 300], ["no", 850, 700]]))
    enter(page, **MEANING | {"groups": []}, step="people")
    assert "transposed" in piece(page, "turn")
    enter(page, step="file")
    give(page, csv([["promoted", "age", "children"], ["yes", 30, 1], ["no", 40, 2], ["no", 50, 0]]), "other.csv")
    enter(page, step="people")
    assert "groups" in page.items
    assert "turn" not in page.items  # three people, and not a table of counts


def test_a_cross_table_on_another_sheet_is_offered_as_such() -> None:
    page = view()
    give(page, xlsx([["team", "phones"], ["a", 3]], CROSSTAB, names=("Phones", "Promotions")), "log.xlsx")
    enter(page, read_sheet=["Promotions"])
    assert reported(page, decision=ACROSS) == {"women": (150, 1000), "men": (300, 1000)}


def test_sums_that_do_not_add_up_are_refused_and_one_column_is_no_cross_table() -> None:
    page = view()
    give(page, csv([CROSSTAB[0], ["women", 150, 850, 7], ["men", 300, 700, 8]]))
    enter(page, **MEANING | {"decision": ACROSS}, step="report")
    press(page, "make")
    assert page.result is None
    assert "add up" in str(page.sent)  # type: ignore[attr-defined]
    enter(page, across=["yes"])
    press(page, "make")
    assert "across" in errors(page)


def test_a_column_too_few_is_told_by_the_sum_beside() -> None:
    page = view()
    head, *rows = CROSSTAB
    give(page, csv([[*head, "pending"], *([*row[:3], row[3] + 50, 50] for row in rows)]))
    enter(page, **MEANING | {"decision": ACROSS, "across": ["yes", "no"]}, step="report")
    assert "does not add up" in piece(page, "odd")
    assert page.model.result().finding("reading") is not None


KINDS = (".parquet", ".sav", ".dta", ".jsonl", ".csv.gz", ".csv.bz2", ".csv.xz", ".parquet.gz")


def written(kind: str, frame: pd.DataFrame, folder: Any) -> bytes:
    import bz2
    import lzma

    if kind in (".sav", ".dta"):
        survey = pytest.importorskip("pyreadstat")
        path = folder / f"made{kind}"
        (survey.write_sav if kind == ".sav" else survey.write_dta)(frame, str(path))
        return path.read_bytes()  # type: ignore[no-any-return]
    rows = [list(frame.columns), *frame.astype(object).to_numpy().tolist()]
    packing: dict[str, Any] = {".gz": gzipped, ".bz2": bz2.compress, ".xz": lzma.compress}
    if kind == ".jsonl":
        return json_lines(rows)
    plain = frame.to_parquet(index=False) if kind.startswith(".parquet") else csv(rows)
    pack = packing.get(re.sub(r"^.*(?=\.)", "", kind))
    return pack(plain) if pack else plain


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_is_read_on_the_page_as_in_code(kind: str, tmp_path: Any) -> None:
    frame = pd.DataFrame({"sex": ["women", "men"] * 10, "promoted": ["yes", "no", "no", "no"] * 5, "n": range(1, 21)})
    data = written(kind, frame, tmp_path)
    path = tmp_path / f"log{kind}"
    path.write_bytes(data)
    told: dict[str, Any] = {**MEANING, "count": "n"}
    own = read_own_table(Upload(path.name, data))
    assert (own.columns, own.rows) == (tuple(HEAD), 20)
    page, code = DecisionLog(own.read, **told), DecisionLog(path, **told)
    # Women stand in rows 1, 3, 5, …; those in rows 1, 5, 9, 13 and 17 were promoted: 45 of 100 people, and no man.
    for log in (page, code):
        rows = zip(log.cells.codes["sex"], log.cells.selected, log.cells.people, strict=True)
        found = {(log.cells.labels["sex"][code], bool(is_chosen)): int(people) for code, is_chosen, people in rows}
        assert found == {("women", True): 45, ("women", False): 55, ("men", False): 110}
    assert [one.say() for one in page.reading] == [one.say() for one in code.reading]


def test_a_parquet_file_of_many_kinds_of_values_reads_as_code_compares_them(tmp_path: Any) -> None:
    moments = pd.to_datetime(["2026-11-24T23:30:00Z", None], utc=True)
    frame = pd.DataFrame(
        {
            "whole": [1.0, float("nan")],
            "part": [0.5, 2.0],
            "truth": [True, False],
            "day": [pd.Timestamp("2026-03-01"), pd.NaT],
            "moment": moments,
            "listed": [[1, 2], None],
            'a "name"': ["x", " y "],
        }
    )
    own = read_own_table(Upload("log.parquet", frame.to_parquet(index=False)))
    assert own.read.first == (
        ("1", "0.5", "True", "2026-03-01", "2026-11-24 23:30:00+00", "[1, 2]", "x"),
        ("", "2", "False", "", "", "", "y"),
    )


def test_a_broken_parquet_file_is_refused() -> None:
    whole = pd.DataFrame({"sex": ["women"] * 50}).to_parquet(index=False)
    for content, name in ((whole[:200], "log.parquet"), (b"sex\nwomen\n", "log.parquet"), (b"PAR1" * 99, "log.csv")):
        page = view()
        give(page, content, name)
        assert page.model.table is None
        assert errors(page)["file"].endswith(".")
