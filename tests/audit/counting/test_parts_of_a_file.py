"""Further tables, titles of parts and sums without a word for it: told, left out or refused, never added in silence."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from toolkit.audit import DecisionLog
from toolkit.errors import DataError

HEAD = ["sex", "hired", "n"]
FIRST = [["women", "yes", "40"], ["women", "no", "61"], ["men", "yes", "50"], ["men", "no", "50"]]
SECOND = [["women", "yes", "10"], ["women", "no", "90"], ["men", "yes", "20"], ["men", "no", "80"]]
PEOPLE = [["women", "yes"], ["men", "no"]] * 8
WIDE = ["sex", "yes", "no"]
WARDS = [["North", "30", "51"], ["women", "10", "30"], ["men", "20", "21"]]
WARDS += [["South", "60", "60"], ["women", "30", "31"], ["men", "30", "29"]]
ALL_WIDE = [["women", "40", "61"], ["men", "50", "50"]]
NEXT_WARD = [["men", "yes", "20"], ["women", "no", "90"]]
Lines = list[list[str]]

# What stands in the file; how many people are counted, none where the file is refused; which notes are open.
CASES: dict[str, tuple[Lines, int | None, set[str]]] = {
    "the same headings behind an empty line": ([HEAD, *FIRST, [], HEAD, *SECOND], 201, {"tables"}),
    "the same headings below a title": ([HEAD, *FIRST, [], ["Nakuru"], HEAD, *SECOND], 201, {"tables"}),
    "a title without an empty line": ([HEAD, *FIRST, ["Nakuru"], HEAD, *SECOND], 201, {"tables"}),
    "a year as the title": ([HEAD, *FIRST, [], ["2025"], HEAD, *SECOND], 201, {"tables"}),
    "the same lines without headings": ([HEAD, *FIRST, [], *SECOND], 201, {"tables"}),
    "the same lines below the headings again": ([HEAD, *FIRST, HEAD, *SECOND], 201, {"tables"}),
    "shares of the same lines": ([HEAD, *FIRST, [], *([*row[:2], f"{row[2]}%"] for row in FIRST)], 201, {"tables"}),
    "persons twice": ([HEAD[:2], *PEOPLE, [], HEAD[:2], *PEOPLE], 16, {"tables"}),
    "other headings": ([HEAD, *FIRST, [], ["grade", "hired", "n"], ["A", "yes", "30"]], None, set()),
    "other headings without an empty line": ([HEAD, *FIRST, ["grade", "hired", "n"], ["A", "yes", "3"]], None, set()),
    "fewer headings without an empty line": ([HEAD, *FIRST, ["sex", "n", ""], ["women", "101", ""]], None, set()),
    "columns in another order": ([HEAD, *FIRST, [], ["hired", "sex", "n"], ["yes", "women", "9"]], None, set()),
    "persons and a summary of them": ([HEAD[:2], *PEOPLE, [], ["women", "8"], ["men", "8"]], None, set()),
    "titles of parts": ([HEAD, ["Ward A"], *FIRST, ["Ward B"], *NEXT_WARD], 311, {"tables"}),
    "titles of parts behind empty lines": ([HEAD, ["Ward A"], *FIRST, [], ["Ward B"], *NEXT_WARD], 311, {"tables"}),
    "sums above their parts": ([WIDE, *WARDS], 201, {"totals", "header"}),
    "sums below their parts": ([WIDE, *WARDS[1:3], WARDS[0], *WARDS[4:], WARDS[3]], 201, {"totals", "header"}),
    "a sum of all without a word": ([WIDE, ["Hospital", "90", "111"], *ALL_WIDE], 201, {"totals", "header"}),
    "a sum of all in a long table": (
        [HEAD, *FIRST, ["Hospital", "yes", "90"], ["Hospital", "no", "111"]],
        201,
        {"totals"},
    ),
    # Where nothing of this is so, nothing of it is said.
    "one table": ([HEAD, *FIRST], 201, set()),
    "an empty line between rows of one table": ([HEAD, *FIRST[:2], [], *FIRST[2:]], 201, set()),
    "an empty line between persons": ([HEAD[:2], *PEOPLE, [], *PEOPLE], 32, set()),
    "headings on each printed page": ([HEAD[:2], *PEOPLE, HEAD[:2], *PEOPLE], 32, set()),
    "a note at the end": ([HEAD, *FIRST, [], ["Source: HR"]], 201, set()),
    "a group that is no sum": ([WIDE, ["a", "30", "51"], ["b", "10", "30"], ["c", "20", "22"]], 163, {"header"}),
}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("case", CASES)
def test_parts_of_a_file(case: str, kind: str, tmp_path: Path) -> None:
    lines, people, kinds = CASES[case]
    path = _written(lines, tmp_path / f"log.{kind}")
    count = "n" if "n" in lines[0] else None
    if people is None:
        with pytest.raises(DataError, match="another one begins in line"):
            _log(path, count=count)
        return
    log = _log(path, count=count)
    assert (log.people, {one.kind for one in log.reading if one.is_open}) == (people, kinds)


def test_a_further_table_is_counted_where_somebody_said_so(tmp_path: Path) -> None:
    path = _written([HEAD, *FIRST, [], HEAD, *SECOND], tmp_path / "log.xlsx")
    both, first = (_log(path, count="n", tables=said) for said in ("all", "first"))
    assert (both.people, first.people) == (401, 201)
    assert not [one for one in (*both.reading, *first.reading) if one.is_open]
    assert both.recipe.reading["tables"] == "all"


def test_the_line_and_the_titles_are_named(tmp_path: Path) -> None:
    further = _log(_written([HEAD, *FIRST, [], HEAD, *SECOND], tmp_path / "a.csv"), count="n")
    assert next(one for one in further.reading if one.kind == "tables").what == "7"
    titles = _log(_written([HEAD, ["Ward A"], *FIRST, ["Ward B"], *NEXT_WARD], tmp_path / "b.csv"), count="n")
    assert next(one for one in titles.reading if one.kind == "tables").what == "Ward A, Ward B"


def _log(path: Path, **said: str | None) -> DecisionLog:
    given = {name: value for name, value in said.items() if value is not None}
    return DecisionLog(path, decision="hired", selected=["yes"], effect="benefit", groups=["sex"], **given)  # type: ignore[arg-type]


def _written(lines: Lines, path: Path) -> Path:
    if path.suffix == ".csv":
        width = len(lines[0])
        path.write_text("\n".join(",".join([*row, *[""] * (width - len(row))]) for row in lines), encoding="utf-8")
        return path
    book = openpyxl.Workbook()
    for number, row in enumerate(lines, start=1):
        for place, cell in enumerate(row, start=1):
            if cell:
                book.active.cell(number, place, int(cell) if cell.isdecimal() else cell)
    book.save(path)
    return path
