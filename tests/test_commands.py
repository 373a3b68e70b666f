"""The command line, as a newcomer and as another programme use it."""

from __future__ import annotations

import json
import os
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest

from toolkit.bargaining import Agreement, library
from toolkit.commands import main
from toolkit.languages import strip

HOME = Path(__file__).parents[1]
COMMANDS = ["apps", "lab", "audit", "agreement", "codebook", "course", "watch", "notebooks", "check"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert f"usage: toolkit {command}" in said
    options = re.split(r"^  (?=-)|^(?=\S)", said.split("options:")[1], flags=re.MULTILINE)
    options = [option for option in options if option.startswith("-")]
    assert len(options) >= 1
    for option in options:
        assert re.search(r"(?:  |\n {20,})\S", option.strip()), f"{option} does not say what it is for"


def test_the_overview_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(re.search(rf"^    {command}\b", said, flags=re.MULTILINE) for command in COMMANDS)


def test_an_audit_of_a_dataset_speaks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "student-grant-checks"]) == 0
    said = capsys.readouterr().out
    assert (
        "- Worse off: students with roots outside Europe. Of 1,000 students with roots outside Europe, 36 were" in said
    )


def test_an_audit_of_a_file_gives_all_tables_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "log.csv"
    path.write_text("sex,hired,n\nwomen,yes,40\nwomen,no,60\nmen,yes,50\nmen,no,50\n", encoding="utf-8")
    words = ["--decision", "hired", "--selected", "yes", "--groups", "sex", "--count", "n", "--reference", "sex=men"]
    assert main(["audit", str(path), *words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (gap,) = told["gaps"]
    assert (gap["group"], gap["reference"]) == ("women", "men")
    assert gap["ratio"] == pytest.approx(0.8)
    tables = {"counts", "rates", "gaps", "adjusted", "left_out", "bounds", "outcome_bounds", "rounding", "scores"}
    assert set(told) == {*tables, "findings"}


@pytest.mark.slow
def test_an_audit_writes_reports_beside_what_it_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / "report.docx", tmp_path / "report.xlsx"]
    assert main(["audit", "student-grant-checks", "--report", *map(str, paths), "--language", "ar"]) == 0
    assert "الطلاب" in capsys.readouterr().out
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(paths[0])).paragraphs)
    assert "الجواب باختصار" in words
    assert paths[1].read_bytes().startswith(b"PK")
    assert main(["audit", "student-grant-checks", "--report", str(tmp_path / "report.odt")]) == 2
    assert ".docx" in capsys.readouterr().err


MONTHS = ["2026-01-15", "2026-02-15", "2026-03-15"]


@pytest.fixture
def hiring(tmp_path: Path) -> list[str]:
    """Three months with 20 of 60 women and 24 of 60 men a month: too few to tell; and scores."""
    rows = [
        f"{sex},{word},{day},{score},{n}"
        for day in MONTHS
        for sex, yes in (("women", 20), ("men", 24))
        for word, score, n in (("yes", 3, yes), ("no", 7, 60 - yes))
    ]
    path = tmp_path / "hiring.csv"
    path.write_text("\n".join(["sex,hired,day,points,n", *rows]), encoding="utf-8")
    words = ["--decision", "hired", "--selected", "yes", "--groups", "sex", "--count", "n", "--when", "day"]
    return ["audit", str(path), *words, "--reference", "sex=men"]


def test_a_brief_and_a_letter_are_written_beside_the_findings(
    hiring: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brief, letter = tmp_path / "brief.docx", tmp_path / "letter.md"
    parties = ["--union", "Nurses", "--employer", "County Hospital", "--town", "Nairobi", "--on", "2026-12-01"]
    papers = ["--brief", str(brief), "--brief-kind", "press", "--letter", str(letter)]
    assert main([*hiring, *papers, *parties]) == 0
    assert "Too few people to tell" in capsys.readouterr().out
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(brief)).paragraphs)
    assert "Facts that can be printed" in words
    assert "60 of 180" in words
    text = letter.read_text(encoding="utf-8")
    for wanted in ("Nurses", "County Hospital", "Nairobi", "31 December 2026", "months in all"):
        assert wanted in text, wanted


def test_a_letter_needs_its_parties_before_anything_is_counted(
    hiring: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*hiring, "--letter", str(tmp_path / "letter.md"), "--union", "Nurses"]) == 2
    assert "--employer" in capsys.readouterr().err
    assert not (tmp_path / "letter.md").exists()


def test_a_letter_where_nothing_is_missing_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--letter", str(tmp_path / "letter.md"), "--union", "Nurses", "--employer", "Agency"]
    assert main(["audit", "student-grant-checks", *words]) == 2
    assert "nothing to ask for" in capsys.readouterr().err


def test_a_claimed_accuracy_is_answered_from_the_base_rates_of_the_audit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "compas-2013-2014", "--claim", "0.65"]) == 0
    said = capsys.readouterr().out
    assert "An accuracy of 65 %" in said
    assert "right for 49 of 100 Black defendants" in said  # 1,795 of 3,696 were not charged again
    assert main(["audit", "compas-2013-2014", "--claim", "0.65", "--json"]) == 0
    assert "An accuracy of 65 %" in json.loads(capsys.readouterr().out)["claim"]
    assert main(["audit", "compas-2013-2014", "--claim", "65"]) == 2
    assert "65" in capsys.readouterr().err


def test_how_sure_how_rounded_and_which_periods_are_said_on_the_line(
    hiring: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*hiring, "--period", "quarter", "--confidence", "0.9", "--round-to", "20", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {row["denominator"] for row in told["rates"]} == {180}
    # Wilson for 60 of 180 at 90 %, z = 1.6449: (1/3 + z²/360 ± z √(2/9/180 + z²/4/180²)) / (1 + z²/180)
    women = next(row for row in told["rates"] if row["group"] == "women")
    assert [women["low"], women["high"]] == pytest.approx([0.2784, 0.3932], abs=2e-4)
    assert any(str(value).startswith("2026") for row in told["counts"] for value in row.values())
    assert all(row["people"] is None or row["people"] % 20 == 0 for row in told["counts"])


def test_scores_in_parts_come_with_the_tables(hiring: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*hiring, "--score", "points", "--score-bins", "2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {(row["group"], row["people"]) for row in told["scores"] if row["people"] is not None} == {
        ("women", 60),
        ("women", 120),
        ("men", 72),
        ("men", 108),
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["audit", "nothing.csv", "--decision", "x", "--selected", "y", "--groups", "z"], "nothing.csv"),
        (["audit", "no-such-dataset"], "berkeley-admissions-1973"),
        (["agreement", "bais"], "bias"),
        (["agreement", "bias", "--blank", "interval_months=soon"], "interval_months"),
        (["agreement", "bias"], "auditor"),
        (["audit", "student-grant-checks", "--language", "tlh"], "tlh"),
    ],
)
def test_a_problem_is_one_sentence_and_exit_code_2(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    assert list(tmp_path.iterdir()) == []


def test_a_problem_is_said_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "no-such-dataset", "--language", "ar"]) == 2
    assert "لا توجد مجموعة بيانات" in capsys.readouterr().err


def test_a_clause_goes_on_paper(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "draft.docx"
    blanks = {
        "auditor": "the court of auditors",
        "first_audit_days": "60",
        "interval_months": "6",
        "characteristics": "sex, age",
        "ratio_threshold": "0.9",
        "remedy_days": "14",
        "summary_days": "21",
    }
    words = [word for name, value in blanks.items() for word in ("--blank", f"{name}={value}")]
    parties = ["--union", "Nurses", "--employer", "County", "--place", "KE", "--on", "2026-12-01"]
    assert main(["agreement", "bias", *parties, *words, "--audience", "table", "--out", str(path)]) == 0
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    for wanted in ("the court of auditors", "60 days", "every 6 months", "sex and age", "90%", "14 days", "21 days"):
        assert wanted in text


@pytest.fixture
def saved_draft(tmp_path: Path) -> Path:
    """A draft of one clause, as the page saves it."""
    draft = Agreement(
        title="Fair decisions",
        union="Nurses",
        employer="County",
        place="KE",
        on=date(2026, 12, 1),
        starts=date(2027, 1, 1),
    )
    blanks = {blank.name: blank.example for blank in library()["bias"].blanks}
    return draft.add("bias", strength="strong", blanks=blanks).save(tmp_path / "draft.yml")


def test_a_saved_draft_is_written_with_what_is_still_to_be_looked_at(
    saved_draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["agreement", "--draft", str(saved_draft), "--audience", "table", "--out", str(tmp_path / "t.docx")]) == 0
    )
    assert "is stronger together with" in capsys.readouterr().out
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "t.docx")).paragraphs)
    assert "shall stop using the Covered System" in text
    assert main(["agreement", "--draft", str(saved_draft), "--folder", str(tmp_path / "tuesday")]) == 0
    written = capsys.readouterr().out.splitlines()
    assert len(written) == 5
    assert all(Path(line).is_file() for line in written)


def test_the_answer_to_a_saved_draft_is_told_and_redlined(
    saved_draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = Agreement.open(saved_draft).write(tmp_path / "ours.md", audience="table")
    ours = table.read_text(encoding="utf-8")
    theirs = ours.replace("Employer shall stop using", "Employer may stop using")
    assert theirs != ours
    answer = tmp_path / "theirs.md"
    answer.write_text(theirs, encoding="utf-8")
    words = ["--answer", str(answer), "--redline", str(tmp_path / "red.docx"), "--out", str(tmp_path / "told.docx")]
    assert main(["agreement", "--draft", str(saved_draft), *words]) == 0
    told = capsys.readouterr().out
    assert "In 1 paragraph something was lost or taken out" in strip(told)
    assert "became a possibility" in told
    with zipfile.ZipFile(tmp_path / "red.docx") as redline:
        document = redline.read("word/document.xml").decode()
    assert "<w:del " in document
    assert "<w:ins " in document
    assert (tmp_path / "told.docx").is_file()


def test_the_lessons_are_listed_in_arabic(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["course", "--language", "ar"]) == 0
    listed = capsys.readouterr().out
    assert "مقعد على الطاولة" in listed
    assert "•  دقّقوا ملفكم  (10 min)" in listed
    assert "None" not in listed
    assert "كل أدوات الصفحة" not in listed, "what only shows the controls is no lesson"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["course", "--language", "fr", "cards"], "quelle règle"),
        (["course", "cards", "--language", "fr"], "quelle règle"),
        (["course", "--language", "en", "cards", "--language", "fr"], "quelle règle"),
        (["course", "cards"], "which rule"),
    ],
)
def test_a_language_holds_on_either_side_of_what_the_course_does(
    line: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(line) == 0
    assert said in capsys.readouterr().out.lower()


def test_notebooks_are_written_where_one_wants_them(tmp_path: Path) -> None:
    assert main(["notebooks", "--to", str(tmp_path), "--languages", "en", "fr"]) == 0
    assert (tmp_path / "fr" / "4-seat-at-the-table.ipynb").exists()
    assert (tmp_path / "en" / "4-seat-at-the-table.facilitator.ipynb").exists()


@pytest.mark.slow
def test_what_is_on_record_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"law register: \d{3} records hold", said)
    assert "language ar: 0 things to translate or mend" in said


def test_the_readme_speaks_of_commands_and_files_that_exist() -> None:
    for path in (HOME / "README.md", HOME / "CONTRIBUTING.md", *sorted((HOME / "docs").glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        for command in re.findall(r"`(?:uv run )?toolkit ([a-z]+)", text):
            assert command in COMMANDS, f"{path.name}: {command}"
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_the_readmes_code_is_true_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["sex,office,risk", *["women,a,high", "men,a,low"] * 40, *["women,b,low", "men,b,high"] * 25]
    (tmp_path / "log.csv").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code = re.search(r"```python\n(.*?)```", (HOME / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert code is not None
    names: dict[str, object] = {}
    exec(code[1], names)  # the README's own words, run as a reader would
    assert len(names["result"].gaps) == 1  # type: ignore[attr-defined]


def test_the_lab_asks_nothing_of_the_internet(monkeypatch: pytest.MonkeyPatch) -> None:
    from jupyterlab.labapp import LabApp

    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "")
    started: list[list[str]] = []
    monkeypatch.setattr(LabApp, "launch_instance", started.append)
    assert main(["lab", "--port", "9999", "--", "--no-browser"]) == 0
    (words,) = started
    assert {"--port=9999", "--no-browser", "--LabApp.news_url=None", "--LabApp.extension_manager=readonly"} <= set(
        words
    )
    settings = Path(os.environ["JUPYTER_CONFIG_PATH"]) / "labconfig" / "default_setting_overrides.json"
    told = json.loads(settings.read_text(encoding="utf-8"))["@jupyterlab/apputils-extension:notification"]
    assert told == {"checkForUpdates": False, "fetchNews": "false"}


@pytest.mark.parametrize(
    "words", [["audit", "student-grant-checks", "--reference", "origin"], ["agreement", "bias", "--blank", "x"]]
)
def test_a_pair_without_its_value_is_explained(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "NAME=VALUE" in capsys.readouterr().err


def test_a_file_without_its_columns_meanings_is_answered_with_what_is_needed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "log.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert main(["audit", str(path)]) == 2
    said = capsys.readouterr().err
    assert "log.csv" in said
    assert "--decision" in said
