"""Odd files are read right, or with a note, or refused with a sentence; a clean one has no note."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook

from toolkit.audit import DecisionLog, audit
from toolkit.errors import AuditError, DataError, ToolkitError, UnreadableFile
from toolkit.languages import COMPLETE
from toolkit.registers.codebook import dataset_names

HEAD = "sex,hired,n\n"
COUNTS = "women,yes,40\nwomen,no,60\nmen,yes,50\nmen,no,30\n"
TRUTH = {"women": (40, 100), "men": (50, 80)}
ROLES: dict[str, Any] = {"decision": "hired", "selected": ["yes"], "effect": "benefit", "groups": ["sex"]}
COUNTED = {**ROLES, "count": "n"}


def log_of(folder: Path, data: str | bytes, **roles: Any) -> DecisionLog:
    path = folder / "log.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return DecisionLog(path, **(COUNTED | roles))


def rates_of(log: DecisionLog) -> dict[str, tuple[int, int]]:
    rates = audit(log, smallest_cell=0).rates.query("measure == 'selection_rate'")
    return {row.group: (row.numerator, row.denominator) for row in rates.itertuples()}


def kinds_of(log: DecisionLog) -> list[str]:
    return [note.kind for note in log.reading]


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (HEAD + COUNTS, []),
        ("\ufeff" + HEAD + COUNTS, []),
        ((HEAD + COUNTS).replace(",", ";"), []),
        ((HEAD + COUNTS).encode("utf-16"), []),
        ((HEAD + COUNTS).encode("utf-16-le"), ["encoding"]),
        ("Hired in 2026\nHospital of the city\n\n" + HEAD + COUNTS, ["header"]),
        (HEAD + COUNTS.replace("men,yes,50", HEAD + "men,yes,50"), ["header"]),
        (HEAD + COUNTS + "\nPrinted by the HR department\n", ["footnotes"]),
        (HEAD + COUNTS + "Source: HR\n* without trainees\n", ["footnotes"]),
        (HEAD + COUNTS + "Source: HR,,\n", ["footnotes"]),
        (HEAD + COUNTS + "Total,yes,90\nTotal,no,90\n", ["totals"]),
        (HEAD + COUNTS + "Total,,180\n", ["totals"]),
        (HEAD + COUNTS + "women,Total,100\nmen,Total,80\nEnsemble,Total,180\n", ["totals", "totals"]),
        ((HEAD + COUNTS).replace("40", "٤٠"), ["numbers"]),
    ],
)
def test_an_odd_file_is_read_right_with_its_note(data: str | bytes, kinds: list[str], tmp_path: Path) -> None:
    log = log_of(tmp_path, data)
    assert rates_of(log) == TRUTH
    assert kinds_of(log) == kinds


def test_counts_with_marks_between_thousands(tmp_path: Path) -> None:
    text = "sex;hired;n\nwomen;yes;1.400\nwomen;no;6.000\nmen;yes;500\nmen;no;30\n"
    log = log_of(tmp_path, text)
    assert rates_of(log) == {"women": (1400, 7400), "men": (500, 530)}
    assert [note.what for note in log.reading] == ["1.400"]
    with pytest.raises(DataError, match="two ways"):
        log_of(tmp_path, text.replace("1.400", "1.000"))
    assert rates_of(log_of(tmp_path, text, decimal=","))["women"] == (1400, 7400)
    assert rates_of(log_of(tmp_path, text.replace(".", " ")))["women"] == (1400, 7400)
    with pytest.raises(DataError, match="whole numbers"):
        log_of(tmp_path, text.replace("1.400", "12,5"))


def test_scores_with_a_decimal_comma(tmp_path: Path) -> None:
    rows = "".join(f"{'women' if n % 2 else 'men'};yes;{n // 2},{n % 2 * 5}\n" for n in range(20))
    log = log_of(tmp_path, "sex;hired;points\n" + rows + "men;no;1.000,5\n", count=None, score="points")
    assert kinds_of(log) == ["numbers"]
    scored = audit(log, smallest_cell=0).rates.query("measure == 'scoring_rate'").set_index("group")
    # In order 0.0, 0.5, … 9.5, 1000.5: the middle one of 21 is 5.0. Above are women 5.5 … 9.5, men 6, 7, 8, 9, 1000.5.
    assert scored["numerator"].to_dict() == {"women": 5, "men": 5}
    plain = "sex,hired,points\n" + "".join(f"women,yes,{n}.{n}25\n" for n in range(1, 9)) + "men,no,3.125\n"
    told = log_of(tmp_path, plain, count=None, score="points")
    assert [note.is_open for note in told.reading if note.kind == "numbers"] == [True]
    assert kinds_of(log_of(tmp_path, plain, count=None, score="points", decimal=".")) == []
    with pytest.raises(DataError, match="two ways"):
        log_of(tmp_path, plain.replace(",", ";").replace(".", ","), count=None, score="points")


def test_old_letters_are_said_and_can_be_named(tmp_path: Path) -> None:
    arabic = "الجنس,hired,n\nالنساء,yes,40\nالنساء,no,60\nالرجال,yes,50\nالرجال,no,30\n"
    for encoding in ("cp1256", "iso8859_6"):
        log = log_of(tmp_path, arabic.encode(encoding), groups=["الجنس"])
        assert rates_of(log) == {"النساء": (40, 100), "الرجال": (50, 80)}
        assert [(note.kind, note.what) for note in log.reading] == [("encoding", encoding)]
        assert log_of(tmp_path, arabic.encode(encoding), groups=["الجنس"], encoding=encoding).reading == ()
    western = (HEAD + COUNTS).replace("women", "employées").encode("cp1252")
    assert rates_of(log_of(tmp_path, western))["employées"] == (40, 100)
    assert kinds_of(log_of(tmp_path, western)) == ["encoding"]
    with pytest.raises(UnreadableFile, match="is not written in utf-8"):
        log_of(tmp_path, western, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="UTF-8"):  # Russian, which is not guessed
        log_of(tmp_path, (HEAD + COUNTS).replace("women", "женщины").encode("cp1251"))
    russian = log_of(tmp_path, (HEAD + COUNTS).replace("women", "женщины").encode("cp1251"), encoding="cp1251")
    assert rates_of(russian)["женщины"] == (40, 100)


def test_the_line_of_headings_can_be_named(tmp_path: Path) -> None:
    log = log_of(tmp_path, "a,b,c\nx,y,z\n" + HEAD + COUNTS, header_row=3)
    assert rates_of(log) == TRUTH
    assert log.reading == ()
    with pytest.raises(ToolkitError):
        log_of(tmp_path, HEAD + COUNTS, header_row=30)


def test_a_row_that_was_cut_off_is_no_footnote(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="as many cells"):
        log_of(tmp_path, HEAD + COUNTS + "men\n")
    assert rates_of(log_of(tmp_path, HEAD + COUNTS + "men,yes,\n")) == TRUTH  # a cell that was suppressed


def test_what_only_reads_like_a_total_is_counted_and_said(tmp_path: Path) -> None:
    text = HEAD + COUNTS + "Total,yes,7\nTotal,no,4\n"
    log = log_of(tmp_path, text)
    assert rates_of(log)["Total"] == (7, 11)
    assert kinds_of(log) == ["totals"]
    assert audit(log).finding("reading").notes == ("totals",)
    assert rates_of(log_of(tmp_path, text, totals="leave-out")) == TRUTH
    kept = log_of(tmp_path, HEAD + COUNTS + "Total,yes,90\nTotal,no,90\n", totals="keep")
    assert rates_of(kept)["Total"] == (90, 180)
    assert kept.reading == ()


def test_values_that_differ_by_their_writing_are_said_and_never_merged(tmp_path: Path) -> None:
    log = log_of(tmp_path, HEAD + COUNTS + "Women,yes,5\nmen,Yes,3\nn/a,no,2\n")
    assert rates_of(log)["Women"] == (5, 5)
    assert sorted((note.kind, note.where, note.what) for note in log.reading) == [
        ("spellings", "hired", "Yes, yes"),
        ("spellings", "sex", "Women, women"),
        ("spellings", "sex", "n/a"),
    ]
    assert audit(log).finding("reading").notes == ("spellings",)
    settled = log_of(tmp_path, HEAD + COUNTS + "men,Yes,3\nmen,NO,3\n", selected=["yes", "Yes"])
    assert settled.reading == ()


def test_persons_who_stand_there_twice(tmp_path: Path) -> None:
    rows = [f"{'women' if n % 2 else 'men'},{'yes' if n % 3 else 'no'},K{n:03},m{n}@union.example\n" for n in range(60)]
    text = "sex,hired,matricule,contact\n" + "".join(rows)
    log = log_of(tmp_path, text, count=None)
    assert [(note.kind, note.where) for note in log.reading] == [
        ("identifiers", "matricule"),
        ("identifiers", "contact"),
    ]
    assert not any(finding.kind == "reading" for finding in audit(log).findings)
    twice = log_of(tmp_path, text + rows[0] + rows[7], count=None)
    assert [note.what for note in twice.reading if note.kind == "duplicates"] == ["2", "2"]
    assert twice.people == 62
    places = "sex,hired,nom\n" + "".join(f"women,{'yes' if n % 3 else 'no'},ward {n % 4}\n" for n in range(60))
    assert log_of(tmp_path, places, count=None).reading == ()


@pytest.mark.parametrize(
    ("days", "periods", "kinds"),
    [
        (["2026-03-04", "2026-12-25"], {"2026-03", "2026-12"}, []),
        (["2026/3/4", "2026/12/25"], {"2026-03", "2026-12"}, []),
        (["4/3/2026 8:00", "25/12/2026 9:30"], {"2026-03", "2026-12"}, ["dates"]),
        (["3/4/26", "12/25/26"], {"2026-03", "2026-12"}, ["dates"]),
        (["04.03.2026", "25.12.2026"], {"2026-03", "2026-12"}, ["dates"]),
        (["2026-03-04", "25/12/2026"], {"2026-03", "2026-12"}, ["dates"]),
        (["46085", "46381"], {"2026-03", "2026-12"}, ["dates"]),  # 46085 = 4 March 2026: 46023 is 1 January
        (["٢٠٢٦-٠٣-٠٤", "٢٠٢٦-١٢-٢٥"], {"2026-03", "2026-12"}, []),
    ],
)
@pytest.mark.parametrize("given", ["file", "frame"])
def test_days_in_every_order(days: list[str], periods: set[str], kinds: list[str], given: str, tmp_path: Path) -> None:
    rows = [(sex, hired, days[n % 2]) for n, (sex, hired) in enumerate([("women", "yes"), ("men", "no")] * 8)]
    frame = pd.DataFrame(rows, columns=["sex", "hired", "day"])
    if given == "frame":
        log = DecisionLog(frame, **ROLES, when="day")
    else:
        log = log_of(tmp_path, frame.to_csv(index=False), count=None, when="day")
    assert set(log.cells.labels["period"]) == periods
    assert kinds_of(log) == kinds


def test_days_that_can_be_read_in_two_ways_are_asked(tmp_path: Path) -> None:
    text = "sex,hired,day\nwomen,yes,03/04/2026\nmen,no,05/06/2026\n"
    with pytest.raises(DataError, match="day first or month first"):
        log_of(tmp_path, text, count=None, when="day")
    first = log_of(tmp_path, text, count=None, when="day", dates="day-first")
    assert set(first.cells.labels["period"]) == {"2026-04", "2026-06"}
    first = log_of(tmp_path, text, count=None, when="day", dates="month-first")
    assert set(first.cells.labels["period"]) == {"2026-03", "2026-05"}
    with pytest.raises(DataError, match="more than one order"):
        log_of(tmp_path, text + "men,no,25/06/2026\nmen,no,06/25/2026\n", count=None, when="day")
    with pytest.raises(DataError, match="not a date"):
        log_of(tmp_path, text + "men,no,31/06/2026\n", count=None, when="day")


SERIAL = "sex,hired,n,day\nwomen,yes,40,46085\nmen,no,60,46381\n"
TWICE = "sex,hired,matricule\n" + "".join(f"women,{'yes' if n % 2 else 'no'},K{n % 19}\n" for n in range(20))


@pytest.mark.parametrize(
    ("data", "roles", "words"),
    [
        (HEAD + COUNTS + "Women,yes,5\n", {}, "values that may mean the same"),
        (HEAD + COUNTS + "Total,yes,7\n", {}, "rows that may add up others"),
        (TWICE, {"count": None}, "persons who may stand there twice"),
        (HEAD + COUNTS.replace("30", "50"), {}, "numbers that may mean something else"),
        (SERIAL, {"when": "day"}, "dates that are kept as numbers"),
        (HEAD + COUNTS, {}, ""),
        (TWICE.replace("K0\n", "K20\n", 1), {"count": None}, ""),
        (SERIAL, {"when": "day", "dates": "excel"}, ""),
        ("Title\n\n" + HEAD + COUNTS + "\nPrinted by HR\n", {}, ""),
    ],
)
def test_an_audit_says_what_is_not_settled_and_nothing_else(
    data: str, roles: dict[str, Any], words: str, tmp_path: Path
) -> None:
    said = [finding.say() for finding in audit(log_of(tmp_path, data, **roles)).findings if finding.kind == "reading"]
    assert bool(said) == bool(words)
    assert all(f"not settled yet: {words}." in one for one in said)


def test_sheets_that_were_not_read_are_said_and_can_be_named(tmp_path: Path) -> None:
    book = Workbook()
    for place, (name, hired) in enumerate([("draft", 10), ("May", 40), ("June", 70)]):
        sheet = book.active if place == 0 else book.create_sheet(name)
        sheet.title = name
        for row in [["sex", "hired", "n"], ["women", "yes", hired], ["women", "no", 60], ["men", "yes", 30]]:
            sheet.append(row)
    book.create_sheet("empty")
    book["draft"].sheet_state = "hidden"
    book.save(tmp_path / "log.xlsx")
    log = DecisionLog(tmp_path / "log.xlsx", **COUNTED)
    assert rates_of(log)["women"] == (110, 230)
    assert [(note.kind, note.what) for note in log.reading] == [("sheets", "May, June"), ("hidden", "draft")]
    assert audit(log).finding("reading").notes == ("sheets",)
    both = DecisionLog(tmp_path / "log.xlsx", **COUNTED, sheet=["June", 1])
    assert rates_of(both)["women"] == (80, 200)
    assert both.reading == ()
    for sheet, women in (("June", 70), (3, 70), ("draft", 10)):
        named = DecisionLog(tmp_path / "log.xlsx", **COUNTED, sheet=sheet)
        assert rates_of(named)["women"] == (women, women + 60)
        assert named.reading == ()
    with pytest.raises(DataError, match="draft, May, June, empty"):
        DecisionLog(tmp_path / "log.xlsx", **COUNTED, sheet="July")


def test_percentages_are_no_people(tmp_path: Path) -> None:
    log = log_of(tmp_path, HEAD + "women,yes,40\nwomen,no,60\nmen,yes,50\nmen,no,50\n")
    assert [(note.kind, note.what) for note in log.reading] == [("numbers", "100")]


def test_no_dataset_of_ours_is_odd() -> None:
    for name in dataset_names():
        # One of them has a column of case numbers, longer than what is looked through, which is said.
        log = DecisionLog.open(name)
        assert set(kinds_of(log)) <= {"identifiers", "duplicates"}, name
        assert not any(one.is_open for one in log.reading), name


@pytest.mark.parametrize(
    "wrong",
    [
        {"sheet": 0},
        {"sheet": [0]},
        {"sheet": {"May": 1}},
        {"hidden": "no"},
        {"spellings": "yes"},
        {"repeated": True},
        {"merged": "down"},
        {"missing": "n/a"},
        {"across": ["yes"]},
        {"zone": "Dakar"},
        {"header_row": 0},
        {"header_row": "first"},
        {"header_row": True},
        {"encoding": "klingon"},
        {"encoding": 8},
        {"encoding": "base64"},
        {"decimal": ";"},
        {"dates": ["day-first"]},
        {"totals": True},
    ],
)
def test_a_wrong_argument_is_said_with_what_it_takes(wrong: dict[str, Any]) -> None:
    with pytest.raises(AuditError, match=f"{next(iter(wrong))} takes"):
        DecisionLog(pd.DataFrame({"sex": ["a"], "hired": ["yes"]}), **ROLES, **wrong)


def test_an_argument_that_says_nothing_about_a_table_is_refused(tmp_path: Path) -> None:
    frame = pd.DataFrame({"sex": ["a", "b"], "hired": ["yes", "no"]})
    frame.to_excel(tmp_path / "log.xlsx", index=False)
    frame.to_csv(tmp_path / "log.csv", index=False)
    for table, asked in ((frame, {"sheet": 1}), (tmp_path / "log.xlsx", {"encoding": "cp1252"})):
        with pytest.raises(AuditError, match="does not go with"):
            DecisionLog(table, **ROLES, **asked)
    with pytest.raises(AuditError, match="does not go with"):
        DecisionLog(tmp_path / "log.csv", **ROLES, sheet="May")


def test_notes_are_said_in_every_language(tmp_path: Path) -> None:
    log = log_of(tmp_path, ("Hired\n\n" + HEAD + COUNTS + "Women,yes,5\n\nété\n").encode("cp1252"))
    assert kinds_of(log) == ["encoding", "header", "footnotes", "spellings"]
    for language in COMPLETE:
        said = [note.say(language) for note in log.reading]
        assert all("{" not in one for one in said)
        assert language == "en" or not {note.say() for note in log.reading} & set(said)


def test_persons_are_looked_for_in_the_first_rows_and_that_is_said_where_there_are_more() -> None:
    def notes(rows: int, **asked: Any) -> list[str]:
        table = pd.DataFrame({"matricule": [f"K{n:05}" for n in range(rows)], "sex": "women", "hired": "yes"})
        found = DecisionLog(table, **ROLES, **asked).reading
        assert not any(one.is_open for one in found)
        return [one.say() for one in found if one.kind == "duplicates"]

    said = "Whether persons in “matricule” stand there twice was looked for in the first 5,000 rows only."
    assert notes(5001) == [said]
    assert notes(5000) == notes(5001, repeated="keep") == notes(5001, repeated="drop") == []


def test_of_a_long_text_it_is_said_what_was_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "sex,hired\n" + "women,yes\nmen,no\n" * 50
    assert kinds_of(log_of(tmp_path, text, count=None)) == []
    monkeypatch.setattr("toolkit.audit.counting.sources.WHOLE", 500)
    (note,) = log_of(tmp_path, text, count=None).reading
    assert (note.kind, note.is_open) == ("footnotes", False)
    assert "only its beginning and its end were looked at" in note.say()
