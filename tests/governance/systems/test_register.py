"""A register is written and read without loss, in every kind of file, and bad cells are named."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.errors import DataError
from toolkit.governance.systems.answer import STATES, Answer
from toolkit.governance.systems.fields import fields
from toolkit.governance.systems.published import published_systems
from toolkit.governance.systems.register import Systems
from toolkit.governance.systems.system import System
from toolkit.languages import KNOWN, Language

TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=20)
VALUES = st.recursive(
    st.one_of(TEXTS, st.booleans(), st.none(), st.integers(-9999, 9999)), lambda inner: st.lists(inner, max_size=2)
)


def told(field: str, text: str, state: str) -> Answer:
    """An answer as `Answer` and its field would keep it."""
    if state in ("answered", "unclear", "reported"):
        return fields()[field].read(text)
    return Answer(state) if state != "unanswered" else Answer()  # type: ignore[arg-type]


@st.composite
def registers(draw: st.DrawFn) -> Systems:
    """Registers with any words in them, and further fields of a source."""
    systems = []
    for number in range(draw(st.integers(1, 3))):
        names = draw(st.lists(st.sampled_from(list(fields())), max_size=5, unique=True))
        answers = {name: told(name, draw(TEXTS), draw(st.sampled_from(STATES))) for name in names}
        further = draw(st.dictionaries(st.text("abcXYZ _-={}+", min_size=1, max_size=8), VALUES, max_size=3))
        systems.append(System(f"s-{number}", {**answers, "name": Answer("answered", f"n{number}")}, further))
    return Systems(tuple(systems))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(register=registers(), suffix=st.sampled_from([".jsonl", ".json", ".yml"]))
def test_nothing_is_lost_in_a_text_file(register: Systems, suffix: str) -> None:
    again = Systems.read_bytes(register.to_bytes(suffix), f"r{suffix}", own=True)
    assert again.systems == register.systems


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_is_lost_in_a_spreadsheet(language: str) -> None:
    nasty = System.of(
        "weird",
        {"=cmd": "=1+1", "Name of the system": "theirs", "deep": {"a": [1, None]}, "empty": "", "+ plus": " x "},
        name="=SUM(A1)",
        purpose="  two\nlines ",
        stage="in use",
        workers_number="1,200",
        contract_end="2027-03",
        cost="? ",
        union_consulted="no",
        appeal="not known: to nobody",
        since="soon",
    ).filled(working_conditions=Answer("reported", "faster"), data=Answer("not_read"))
    register = Systems((nasty, System.of("b", name="B")))
    again = Systems.read_bytes(register.to_bytes(".xlsx", language), "r.xlsx", own=True)
    assert again.systems == register.systems


def test_the_published_registers_survive_every_file(tmp_path: Path) -> None:
    for register in published_systems():
        for suffix in (".xlsx", ".jsonl", ".yml"):
            path = register.write(tmp_path / f"r{suffix}", "pt")
            assert Systems.read(path).systems == register.systems


def test_the_form_asks_below_each_heading_and_offers_lists(tmp_path: Path) -> None:
    path = Systems().write(tmp_path / "form.xlsx", "ar")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    assert sheet.sheet_view.rightToLeft
    assert headings[1] == fields()["name"].label.say("ar")
    at = headings.index(fields()["appeal"].label.say("ar"))
    assert sheet[2][at].value == fields()["appeal"].question.say("ar")  # type: ignore[union-attr]
    assert len(sheet.data_validations.dataValidation) == 2, "stage, and whether the union was consulted"
    assert book.worksheets[1].sheet_state == "hidden"


def filled(tmp_path: Path, language: str, rows: dict[int, dict[str, object]]) -> Path:
    """A form in which somebody filled in rows, by hand."""
    path = Systems().write(tmp_path / f"{language}.xlsx", language)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    for row, cells in rows.items():
        for field, value in cells.items():
            sheet.cell(row=row, column=headings.index(fields()[field].label.say(language)) + 1, value=value)
    book.save(path)
    return path


@pytest.mark.parametrize("language", KNOWN)
def test_a_form_filled_in_by_hand_is_read_in_every_language(tmp_path: Path, language: str) -> None:
    stage = fields()["stage"].options["trial"].say(language)
    register = Systems.read(filled(tmp_path, language, {3: {"name": "Dienst", "stage": stage, "workers_number": 40}}))
    (system,) = register
    assert (system.id, system["stage"].text, system["workers_number"].text) == ("dienst", "trial", "40")
    assert register.misread == ()


def test_a_bad_cell_is_named_by_row_column_and_field_and_kept(tmp_path: Path) -> None:
    rows: dict[int, dict[str, object]] = {
        3: {"name": "A"},
        6: {"name": "B", "workers_number": "many"},  # two empty rows before it
        7: {"name": "C", "stage": "sort of", "contract_end": "31.12.2027"},
    }
    register = Systems.read(filled(tmp_path, "en", rows))
    named = [(one.row, one.field, one.system, one.text) for one in register.misread]
    assert named == [
        (6, "workers_number", "b", "many"),
        (7, "stage", "c", "sort of"),
        (7, "contract_end", "c", "31.12.2027"),
    ]
    headings = [cell.value for cell in openpyxl.load_workbook(tmp_path / "en.xlsx").worksheets[0][1]]
    by_hand = headings.index("Number of workers") + 1
    assert register.misread[0].column == openpyxl.utils.get_column_letter(by_hand)
    assert register["c"]["contract_end"] == Answer("unclear", "31.12.2027")


def test_two_systems_of_one_name_both_stay(tmp_path: Path) -> None:
    register = Systems.read(filled(tmp_path, "en", {3: {"name": "Roster"}, 4: {"name": "Roster"}}))
    assert [one.id for one in register] == ["roster", "roster-2"]


def test_a_cell_that_would_be_cut_off_is_refused_and_not_cut() -> None:
    register = Systems((System.of("a", name="A", purpose="x" * 33_000),))
    with pytest.raises(DataError, match="JSON Lines"):
        register.to_bytes(".xlsx")
    assert Systems.read_bytes(register.to_bytes(".jsonl"), "a.jsonl").systems == register.systems


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(DataError, match="Name of the system"):
        Systems.read_bytes(b"sex,hired\nw,yes\n", "log.csv")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("r.jsonl", b'{"answers": {}}\n{"answers": \n', "line 2"),
        ("r.json", b"[1, 2]", "Entry 1"),
        ("r.json", b'[{"answers": {"cost": [1]}}]', "cost"),
        ("r.yml", b"- id: a\n  answers: {name: [\n", "line"),
        ("r.yml", b"- &a {answers: {}}\n- *a\n", "reference"),
        ("r.docx", b"", ".xlsx"),
    ],
)
def test_what_cannot_be_read_says_where(name: str, content: bytes, says: str) -> None:
    with pytest.raises(DataError, match=says):
        Systems.read_bytes(content, name, own=True)


def test_an_unquoted_no_in_yaml_is_a_no() -> None:
    register = Systems.read_bytes(b"- id: a\n  answers: {name: A, union_consulted: no, since: 2026-11-26}\n", "r.yml")
    assert register["a"]["union_consulted"] == Answer("answered", "no")
    assert register["a"]["since"] == Answer("answered", "2026-11-26")


def test_a_published_record_opens_as_a_register_of_one() -> None:
    content = (Path(__file__).parent / "published" / "concerndashboard.json").read_bytes()
    (system,) = Systems.read_bytes(content, "record.json")
    assert system["layout"].text == "nl-1.0"
    assert "ziekteverzuim" in system["purpose"].text
    (system,) = Systems.read(Path(__file__).parent / "published" / "magic-notes.txt")
    assert (system["layout"].text, system["supplier"].text) == ("atrs-4.0", "Beam UP Limited")


@pytest.mark.parametrize(
    ("text", "said"),
    [("2027", "2027"), ("2027-03", "mars 2027"), ("2027-03-01", "1 mars 2027"), ("2027-03-01 00:00:00", "1 mars 2027")],
)
def test_a_day_is_kept_as_the_calendar_has_it_and_said_as_the_language_does(text: str, said: str) -> None:
    field = fields()["contract_end"]
    assert field.in_words(field.read(text), Language("fr")).replace("1er", "1") == said


@pytest.mark.parametrize("text", ["2026-13", "2026-02-30", "spring", "26.11.2026", "0999"])
def test_what_no_calendar_has_is_no_day(text: str) -> None:
    assert fields()["since"].read(text).state == "unclear"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("r.jsonl", b'{"answers": {}}\n' * 5_001),
        ("r.json", b"[" + b'{"answers":{}},' * 300_000 + b"{}]"),
        ("r.csv", b"Name of the system,x\n" + b"a,1\n" * 5_002),
    ],
)
def test_a_register_without_end_is_refused_before_it_is_built(name: str, content: bytes) -> None:
    with pytest.raises(DataError, match="5,000|5000"):
        Systems.read_bytes(content, name)


def test_many_systems_of_one_name_are_read_all_the_same() -> None:
    register = Systems.read_bytes(b'{"answers": {"name": "Roster"}}\n' * 500, "r.jsonl")
    assert (len(register), next(iter(register)).id, register.systems[-1].id) == (500, "roster", "roster-500")
