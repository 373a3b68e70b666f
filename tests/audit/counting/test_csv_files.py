"""A broken CSV file is refused with its line, and nothing of a whole one is lost or guessed away."""

from __future__ import annotations

import csv
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from toolkit.audit import DecisionLog, audit
from toolkit.audit.counting.csv_files import fault_of
from toolkit.errors import UnreadableFile

HEAD, ROWS = "office,hired\n", "Nairobi,yes\nAgadir,no\n"
SHORT, LONG = 20, 15_000  # how often these rows come before the fault: seen by DuckDB's look ahead, or after it
ROLES: dict[str, Any] = {"decision": "hired", "selected": ["yes"], "effect": "benefit", "groups": ["office"]}
CELLS = st.one_of(
    st.sampled_from(
        ["a", "'", "'d'", '"', '""', "#", "1,5", "a;b", "x|y", "\\", "007", "NULL", "أ", "two\nlines", " "]
    ),
    st.text(alphabet="ab'\"#,;|\t\\ é", max_size=5),
)


def written(folder: Path, text: str | bytes, name: str = "log.csv") -> Path:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder / name


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(CELLS, st.sampled_from(["yes", "no"]), CELLS), min_size=1, max_size=30),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@example([("'", "yes", "a"), ("a", "no", "'"), ("a", "no", "a")] * 9, ",", "\n", csv.QUOTE_MINIMAL)
@pytest.mark.slow
def test_every_row_of_a_whole_file_is_counted(
    tmp_path: Path, rows: list[tuple[str, str, str]], delimiter: str, end: str, quoting: Any
) -> None:
    rows = rows * 4  # else most offices would be persons
    with (tmp_path / "log.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting)
        writer.writerows([("office", "hired", "note"), *rows, ("last", "yes", "x")])
    log = DecisionLog(tmp_path / "log.csv", **ROLES)
    cells = log._cells
    found = {cells.labels["office"][code]: 0 for code in cells.codes["office"]}
    for code, people in zip(cells.codes["office"], cells.people, strict=True):
        found[cells.labels["office"][code]] += int(people)
    expected = Counter(office.strip() or "(unknown)" for office, _, _ in [*rows, ("last", "yes", "x")])
    assert found == expected
    assert fault_of(tmp_path / "log.csv") is None


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "names",
    [
        ["'", "a", "tab\tin", "NA"],
        ["'d'", "''", "b"],
        ["'s-Gravenhage", "Utrecht", 'the "Hague"'],
        ["#1", "# 2", "Smith, John; Ann | \\"],
        ["line\nbreak", "\\", "\\n", "=1+1", "1,5"],
    ],
)
def test_no_sign_in_a_csv_is_taken_for_a_way_of_writing(names: list[str], delimiter: str, tmp_path: Path) -> None:
    chance = random.Random(7)
    rows = [(chance.choice(names), chance.choice(["yes", "no"])) for _ in range(400)]
    with (tmp_path / "log.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([("office", "decision"), *rows])
    log = DecisionLog(tmp_path / "log.csv", decision="decision", selected=["yes"], effect="burden", groups=["office"])
    rates = audit(log, smallest_cell=0).rates.query("measure == 'selection_rate'").set_index("group")
    assert rates["denominator"].to_dict() == Counter(office for office, _ in rows)
    assert rates["numerator"].to_dict() == Counter(office for office, decision in rows if decision == "yes")


@pytest.mark.parametrize("times", [SHORT, LONG])
@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("Nakuru\n", ["does not have as many cells", "(1 instead of 2)"]),
        ("Nakuru,yes,or no\n", ["does not have as many cells", "(3 instead of 2)"]),
        ("   \n", ["does not have as many cells"]),
        ('"Nakuru,yes\n', ["quotation mark", "not closed"]),
        ('"Nakuru"x,yes\n', ["quotation mark", "stands behind it"]),
        ("Nakuru,yes\r\n", ["do not all end in the same way"]),
    ],
)
def test_a_broken_line_is_told_with_its_number(bad: str, told: list[str], times: int, tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + ROWS * times + bad)
    with pytest.raises(UnreadableFile) as caught:
        DecisionLog(path, **ROLES)
    said = str(caught.value)
    assert all(words in said for words in (*told, "“log.csv”", "nothing of it was used"))
    if "end in the same way" not in said:
        assert f"ine {2 * times + 2} " in said.replace(",", "")
    assert "Nakuru" not in said  # nobody's row is in an error


def test_a_broken_line_is_told_where_the_scores_are_read_first(tmp_path: Path) -> None:
    path = written(tmp_path, "office,hired,points\n" + "Nairobi,yes,1\nAgadir,no,2\n" * LONG + "Nakuru,yes\n")
    with pytest.raises(UnreadableFile, match=r"\(2 instead of 3\)"):
        DecisionLog(path, **ROLES, score="points")
    path = written(tmp_path, "office,hired,points\n" + 'Nairobi,yes,"1\r\n"\nAgadir,no,many\n' * 9)
    with pytest.raises(UnreadableFile, match="not a number"):
        DecisionLog(path, **ROLES, score="points")


@pytest.mark.parametrize(
    "text",
    [
        "\n\n" + HEAD + ROWS,
        "\r\n" + (HEAD + ROWS).replace("\n", "\r\n"),
        (HEAD + ROWS).replace("\n", "\r"),
        HEAD + ROWS.replace("\n", ",\n"),
        HEAD.replace("\n", ",,\n") + ROWS.replace("\n", ",,\n"),
        "Promotions\n\n" + HEAD + ROWS,
        "\ufeff" + HEAD + ROWS,
        HEAD + ROWS.replace("\n", "\n\n"),
        '"office","hired"\n' + ROWS,
        "office;hired;pay, gross, EUR\nNairobi;yes;1,5\nAgadir;no;2,5\n",
        "\toffice\thired\n1\tNairobi\tyes\n2\tAgadir\tno\n",
        (HEAD + ROWS).encode("utf-16"),
        (HEAD + ROWS + "Málaga,\n").encode("cp1252"),
        "Promotions,,\n" + HEAD + ROWS,
        " office , hired\n" + ROWS,
        "office,hired,,,\n" + ROWS,
    ],
)
def test_what_spreadsheets_add_does_no_harm(text: str | bytes, tmp_path: Path) -> None:
    assert DecisionLog(written(tmp_path, text), **ROLES).people == 2


def test_a_file_in_another_alphabet_and_a_title_with_commas_are_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="UTF-8"):
        DecisionLog(written(tmp_path, (HEAD + "Бишкек,yes\n").encode("cp1251")), **ROLES)
    log = DecisionLog(written(tmp_path, "Promotions,2026\noffice,hired,n\na,yes,1\n"), **ROLES)
    assert [note.kind for note in log.reading] == ["header"]
