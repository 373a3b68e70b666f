"""The page on which every control can be tried: each part in each language, and tables of every make."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import lxml.html
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.app import gallery, show_controls, show_example_chart, show_example_table
from toolkit.app.gallery import COLUMNS, EMPTY, LINES, NO_TEXT, first_lines
from toolkit.app.kit.sheet import Sheet
from toolkit.app.kit.upload import Upload
from toolkit.errors import DataError
from toolkit.languages import strip
from toolkit.registers.text_tables import NOT_UTF_8

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"' & <b>"
PARTS = ["fields", "files", "work", "take-home"]
languages = pytest.mark.parametrize("language", ["en", "ar"])


@pytest.fixture
def part(open_page: Callable[[Sheet], Any]) -> Callable[..., Any]:
    return lambda name, language="en": open_page(show_controls(name, language))


def bring(page: Any, content: bytes, name: str = "table.csv") -> None:
    page.sheet.take(
        {"event": "file", "name": "table", "id": "1", "file": name, "size": len(content), "at": 0}, [content]
    )


def cells(page: Any, parse: Callable[[str], Any], name: str) -> list[list[str]]:
    rows = parse(page.specs[name]["content"]).iter("tr")
    return [[strip(cell.text_content()) for cell in row] for row in rows]


# --- each part -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PARTS)
@languages
def test_every_part_is_a_sheet_of_its_own_in_the_language_of_its_reader(
    part: Callable[..., Any], assert_tame: Callable[[str], None], name: str, language: str
) -> None:
    page = part(name, language)
    assert (page.sheet.language, page.sheet.direction) == (language, {"en": "ltr", "ar": "rtl"}[language])
    assert page.sheet.key == f"controls/{name}"
    for spec in page.specs.values():
        if label := spec.get("label"):
            assert bool(re.search("[\u0600-\u06ff]", label)) == (language == "ar"), label
    for piece in page.pieces():
        assert_tame(piece)


def test_the_parts_show_every_kind_of_control_once_they_are_used(part: Callable[..., Any]) -> None:
    seen: set[str] = set()

    def look(specs: Any) -> None:
        seen.update(spec["kind"] for spec in specs)

    for name in PARTS:
        page = part(name)
        page.sheet.observe(lambda change: look(change["new"]), "specs")
        look(page.sheet.specs)
        for button in [name for name, spec in page.specs.items() if spec["kind"] == "button"]:
            assert page.press(button) == ""
    kinds = "choice choices number text day file button piece steps progress takeaway"
    assert seen == set(kinds.split())


def test_everything_of_ours_in_the_gallery_goes_through_the_catalogue(
    part: Callable[..., Any], marked: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery, "_COINS", 10)
    for name in PARTS:
        page = part(name, "ar")
        marked(page.specs.values())
        for button in [each for each, spec in page.specs.items() if spec["kind"] == "button"]:
            page.press(button, **{"one": "noon", "several": ["evening"], "of-many": "3"})
            marked(page.specs.values())
    page = part("files", "ar")
    for content in (b"", b"\x00", "س".encode()):
        bring(page, content, "م.csv")
        marked(page.specs.values())
    marked([{"content": show_example_chart("ar").value}, {"content": show_example_table("ar").value}])


@languages
def test_the_page_says_back_what_it_understood(
    part: Callable[..., Any], parse: Callable[[str], Any], assert_tame: Callable[[str], None], language: str
) -> None:
    page = part("fields", language)
    assert page.specs["understood"]["content"] == ""
    entries = {"one": "noon", "of-many": "3", "several": ["evening", "morning", "night"], "days": "٠"}
    assert page.press("say", **entries, day="2026-12-01", line=f" {HOSTILE} ", lines="") == ""
    assert page.specs["understood"]["live"] is True
    heard = dict(row for row in cells(page, parse, "understood")[1:])
    assert (
        list(heard.values())
        == {
            "en": [
                "at noon",
                "March",
                "in the morning and in the evening",
                "0",
                "1 December 2026",
                HOSTILE,
                "nothing yet",
            ],
            "ar": ["ظهراً", "مارس", "صباحاً ومساءً", "0", "1 ديسمبر 2026", HOSTILE, "لا شيء بعد"],
        }[language]
    )
    assert list(heard) == [spec["label"] for spec in page.specs.values() if spec["kind"] not in ("button", "piece")]
    assert_tame(page.specs["understood"]["content"])
    page.press("say", one="x", days="many", day="2019-12-31", several="morning", **{"of-many": "13"})
    heard = dict(row for row in cells(page, parse, "understood")[1:])
    assert list(heard.values())[3] == "many"
    nothing = {"en": "nothing yet", "ar": "لا شيء بعد"}[language]
    assert list(heard.values()).count(nothing) == 5


def test_the_months_are_called_as_in_the_language(part: Callable[..., Any]) -> None:
    options = part("fields", "en").specs["of-many"]["options"]
    assert options[0] == ["1", "January"]
    assert options[11] == ["12", "December"]
    assert len(options) == 12
    assert part("fields", "fr").specs["of-many"]["options"][7] == ["8", "août"]


def test_a_reader_moves_through_the_steps_and_long_work_says_how_far_it_is(
    part: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery, "_COINS", 10)
    page = part("work")
    assert page.text("at") == "You are at: Look"
    page.enter(step="demand")
    assert page.text("at") == "You are at: Demand"
    page.enter(step="nowhere")
    assert page.text("at") == "You are at: Look"
    shares: list[float] = []
    labels: list[str] = []

    def watch(change: Any) -> None:
        for spec in change["new"]:
            if spec["kind"] == "progress":
                shares.append(spec["share"])
                labels.append(spec["label"])

    page.sheet.observe(watch, "specs")
    assert page.press("throw") == ""
    assert shares == [done / 40 for done in range(1, 41)]
    assert (labels[0], labels[-1]) == ("Thrown 1 of 40 times", "Thrown 40 of 40 times")
    assert list(page.specs) == ["step", "at", "throw", "chance"]
    low, high = map(int, re.findall(r"\d+", page.text("chance")))
    assert 0 <= low <= high <= 10


@languages
def test_a_note_can_be_taken_home_and_vanishes_when_it_changes(
    part: Callable[..., Any], assert_tame: Callable[..., None], language: str
) -> None:
    import docx

    page = part("take-home", language)
    assert page.press("make", note=f"Ask for the log. {HOSTILE}") == ""
    paper = page.specs["paper"]
    assert_tame(paper["page"], paper=True)
    tree = lxml.html.document_fromstring(paper["page"])
    assert (tree.get("lang"), tree.get("dir")) == (language, {"en": "ltr", "ar": "rtl"}[language])
    (file,) = paper["files"]
    texts = [strip(each.text) for each in docx.Document(io.BytesIO(file["content"])).paragraphs]
    for text in ("\n".join(texts), strip(tree.find("body").text_content())):
        assert f"Ask for the log. {HOSTILE}" in text
    assert "Ask for the log." in paper["words"]
    page.enter(note="Something else")
    assert list(page.specs) == ["note", "make"]


def test_a_part_that_does_not_exist_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match="nothing"):
        show_controls("nothing", "en")


# --- tables that people bring --------------------------------------------------------------------------------------

PLAIN = [["Größe", "عدد", "n"], ["L", "٣", "1,5"]]
SEMICOLONS = "Größe;عدد;n\nL;٣;1,5\n"


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (SEMICOLONS.encode("utf-8"), PLAIN),
        (SEMICOLONS.encode("utf-8-sig"), PLAIN),
        (SEMICOLONS.encode("utf-16"), PLAIN),
        (b"\xff\xfe" + SEMICOLONS.encode("utf-16-le"), PLAIN),
        (b"\xfe\xff" + SEMICOLONS.encode("utf-16-be"), PLAIN),
        (b"\xff\xfe" + SEMICOLONS.encode("utf-16-le") + b"x", [*PLAIN, ["�"]]),  # cut off inside a sign
        (SEMICOLONS.replace("\n", "\r\n").encode(), PLAIN),
        (SEMICOLONS.replace("\n", "\r").encode(), PLAIN),
        ("Größe,n\nœuf,1\n".encode("cp1252"), [["Größe", "n"], ["œuf", "1"]]),
        (b"n\n\x81\x8d\n", [["n"], ["��"]]),
        (b"a\tb\n1,5\t2,5\n", [["a", "b"], ["1,5", "2,5"]]),
        (b"a;b\n1,5;2,5\n3,5;4,5\n", [["a", "b"], ["1,5", "2,5"], ["3,5", "4,5"]]),  # more commas than semicolons
        (b'"last, first";n\n"Doe, J";1\n', [["last, first", "n"], ["Doe, J", "1"]]),
        (b'"two\nlines",n\n"say ""yes""",1\n', [["two\nlines", "n"], ['say "yes"', "1"]]),
        (b'"two\nlines";"a, b, c"\n1;2\n', [["two\nlines", "a, b, c"], ["1", "2"]]),
        (b'a,b\n"never closed,1\n', [["a", "b"], ["never closed,1"]]),
        (b"a;b;c\n1,5\n1,5;2,5\n", [["a", "b", "c"], ["1,5"], ["1,5", "2,5"]]),
        (b"only one line", [["only one line"]]),
        (b"a,b", [["a", "b"]]),
        (b"a,b\n1\n1,2,3\n\n,\n", [["a", "b"], ["1"], ["1", "2", "3"], ["", ""]]),
        (b"\n\n \n\n\n\n\n\na,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        (b"\xef\xbb\xbf\r\na,b\n", [["a", "b"]]),
    ],
)
def test_the_first_lines_of_a_table_stand_as_they_stand_in_the_file(content: bytes, lines: list[list[str]]) -> None:
    assert first_lines(Upload("table.csv", content)) == lines


def test_a_long_and_wide_table_is_cut_to_what_a_phone_can_show() -> None:
    content = "\n".join([",".join(["x" * 100] * 20)] * 1000).encode()
    assert first_lines(Upload("table.csv", content)) == [["x" * 80] * 8] * 6
    assert (LINES, COLUMNS) == (5, 8)


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff\x00\n", b"\n" * 999])
def test_an_empty_file_is_called_empty(content: bytes) -> None:
    with pytest.raises(DataError) as error:
        first_lines(Upload("table.csv", content))
    assert error.value.sentence == EMPTY
    assert str(error.value) == "table.csv is empty. Choose a file with at least one line."


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def archive() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        file.writestr("a.csv", "a,b")
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        workbook(),
        archive(),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"a,b\x00c\n",
        b"x" * 200_000,
        b'"' + b"x" * 200_000,
    ],
    ids=["xlsx", "zip", "png", "zero", "one cell", "open quote"],
)
def test_a_file_that_is_no_table_in_text_form_is_named_with_what_to_do(content: bytes) -> None:
    csv.field_size_limit(2**17)  # as in a process of its own: others may be reading longer cells in this one
    with pytest.raises(DataError) as error:
        first_lines(Upload("table.xlsx", content))
    assert error.value.sentence == NO_TEXT
    assert str(error.value).startswith("table.xlsx is not a table in text form.")


@given(st.binary(max_size=300) | st.text().map(str.encode) | st.text().map(lambda text: text.encode("utf-16")))
def test_no_file_whatever_fails_in_a_way_that_its_reader_cannot_mend(content: bytes) -> None:
    try:
        lines = first_lines(Upload("table.csv", content))
    except DataError as problem:
        said, lines = problem.sentence, [[""]]
    else:
        said = ""
    assert said in ("", EMPTY, NO_TEXT, NOT_UTF_8)
    assert 1 <= len(lines) <= 6
    assert all(1 <= len(line) <= 8 for line in lines)


@languages
def test_a_file_is_shown_and_replaced_and_refused_in_words(
    part: Callable[..., Any], parse: Callable[[str], Any], assert_tame: Callable[[str], None], language: str
) -> None:
    page = part("files", language)
    bring(page, f'"{HOSTILE.replace(chr(34), chr(34) * 2)}",n\n<b>,1,more\n'.encode(), "<i>log.csv")
    assert cells(page, parse, "lines") == [[HOSTILE, "n"], ["<b>", "1", "more"]]
    assert_tame(page.specs["lines"]["content"])
    assert "<i>log.csv" in page.text("lines")
    bring(page, b"PK\x03\x04\x00", "log.xlsx")
    assert "log.xlsx" in page.text("lines")
    assert {"en": "Save it as CSV", "ar": "CSV"}[language] in page.text("lines")
    assert "tk-notyet" in page.specs["lines"]["content"]
    bring(page, b"", "<b>.csv")
    assert "<b>.csv" not in page.text("lines").replace("b>.csv", "")  # only what is left of such a name
    assert_tame(page.specs["lines"]["content"])
    bring(page, b"a,b\n1,2\n")
    assert cells(page, parse, "lines") == [["a", "b"], ["1", "2"]]
    page.sheet.take({"event": "file", "name": "table", "gone": True})
    assert page.specs["lines"]["content"] == ""
    assert not [message for message in page.told("done") if message["error"]]


# --- the example ---------------------------------------------------------------------------------------------------

# Published counts: 130 of 15,640, 1,050 of 178,210 and 2,000 of 54,800, so 0.831 %, 0.589 % and 3.650 %.
SHARES = {"0.83%": "15,640", "0.59%": "178,210", "3.6%": "54,800"}


@languages
def test_the_example_says_the_published_shares_in_a_chart_and_in_a_table(language: str) -> None:
    chart, table = (
        lxml.html.fragment_fromstring(show(language).value) for show in (show_example_chart, show_example_table)
    )
    for tree in (chart, table):
        assert (tree.get("lang"), tree.get("dir")) == (language, {"en": "ltr", "ar": "rtl"}[language])
    numbers = [strip(each.text_content()) for each in chart.find_class("tk-bar-number")]
    rows = [[strip(cell.text_content()) for cell in row.iter("td")] for row in table.iter("tr")][1:]
    assert {share: everybody for _, share, everybody in rows} == SHARES
    assert numbers == [share for _, share, _ in rows]
    assert [each.text_content() for each in chart.find_class("tk-bar-label")] == [people for people, _, _ in rows]
    spoken = strip(chart.xpath("//*[@role='img']")[0].get("aria-label"))
    for people, share, _ in rows:
        assert re.search(rf"{re.escape(people)}\s+{re.escape(share)}", spoken)


def test_each_share_stands_beside_its_people() -> None:
    rows = lxml.html.fragment_fromstring(show_example_table("en").value).iter("tr")
    told = {row[0].text_content(): row[1].text_content() for row in rows}
    assert told["students of Dutch origin"] == "0.59%"
    assert told["students with roots outside Europe"] == "3.6%"
    assert told["students with roots elsewhere in Europe"] == "0.83%"
    bars = lxml.html.fragment_fromstring(show_example_chart("en").value).find_class("tk-bar-fill")
    # Of the longest, 3.650 %: 0.831 / 3.650 and 0.589 / 3.650.
    assert [bar.get("style") for bar in bars] == ["inline-size:22.77%", "inline-size:16.14%", "inline-size:100.00%"]
