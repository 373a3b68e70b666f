"""Whatever somebody writes into a field, a file or a browser's store stays words; too much is refused in words."""

from __future__ import annotations

import json
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

pytestmark = pytest.mark.xdist_group("survival")

CLAUSE = "/voila/render/{}/write-a-clause.ipynb"
TOPIC_4 = "/voila/render/{}/4-seat-at-the-table.ipynb"
CONTROLS = "/voila/render/{}/organisers/controls.ipynb"
SCRIPT = "<script>window.hacked=1</script><img src=x onerror=window.hacked=2>\"'><svg onload=window.hacked=3>{{7*7}}"
TOO_LARGE = {"en": "This file is too large: at most 1 MB", "ar": "هذا الملف كبير جداً"}
NO_TEXT = {"en": "is not a table in text form", "ar": "ليس جدولاً في صورة نص"}
EMPTY = {"en": "is empty", "ar": "فارغ"}
both = pytest.mark.parametrize("language", ["en", "ar"])


def assert_tame(page: Any) -> None:
    """No script of a stranger ran, none stands on the page, and no dialog came up."""
    assert page.evaluate("window.hacked") is None
    assert page.locator("#rendered_cells img[src=x], #rendered_cells [onload], #rendered_cells [onerror]").count() == 0
    assert page.evaluate(
        "[...document.querySelectorAll('script')].every((each) => !each.textContent.includes('hacked'))"
    )


def choose(page: Any, file: Path) -> None:
    with page.expect_file_chooser() as waiting:
        page.locator('[data-name="table"] button:visible').first.click()
    waiting.value.set_files(file)


@pytest.fixture
def files_step(open_page: Callable[..., Any], visit: Callable[..., None], apps: str) -> Callable[[str], Any]:
    def go(language: str) -> Any:
        page = open_page()
        visit(page, apps + CONTROLS.format(language) + "#step-2")
        page.locator("#step-2").wait_for()
        return page

    return go


@both
def test_script_in_every_text_field_stays_words(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str
) -> None:
    page = open_page()
    visit(page, apps + CONTROLS.format(language) + "#step-1")
    for name in ("days", "line", "lines"):
        page.locator(f'[data-name="{name}"] :is(input, textarea)').fill(SCRIPT[:40] if name == "days" else SCRIPT)
    page.locator('[data-name="say"] button').click()
    page.locator('[data-name="understood"] td').first.wait_for()
    assert page.locator('[data-name="understood"]').get_by_text(SCRIPT).count() == 2
    assert_tame(page)

    visit(page, apps + TOPIC_4.format(language) + "#step-3")
    page.locator('#step-3 [data-name="answer"] input').fill(SCRIPT[:40])
    page.locator('#step-3 [data-name="check"] button').click()
    page.locator("#step-3 .tk-exercise .tk-notyet").wait_for()
    assert_tame(page)


@both
def test_script_in_a_clause_stays_words_in_the_paper_too(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str
) -> None:
    page = open_page()
    visit(page, apps + CLAUSE.format(language))
    draft = page.locator(".tk-draft")
    draft.locator("select").select_option("KE")
    draft.locator('[data-name="union"] input').fill(SCRIPT)
    draft.locator('[data-name="employer"] input').fill(SCRIPT)
    draft.locator('[data-name="step"] button').nth(1).click()
    draft.locator('[data-name="clauses.decisions"] input[value=bias]').check()
    draft.locator('[data-name="step"] button').nth(3).click()
    draft.locator('[data-name="bias.auditor"] input').fill(SCRIPT)
    draft.locator('[data-name="bias.interval_months"] input').fill(SCRIPT[:40])
    draft.locator('[data-name="bias.characteristics"] input').first.check()
    draft.locator('[data-name="step"] button').nth(5).click()
    draft.locator('[data-name="make"] button').click()
    draft.locator('[data-name="bias.interval_months"] .tk-error:visible').wait_for()
    assert SCRIPT[:40] in draft.locator('[data-name="bias.interval_months"] .tk-error').inner_text()
    assert_tame(page)
    draft.locator('[data-name="bias.interval_months"] input').fill("12")
    draft.locator('[data-name="step"] button').nth(5).click()
    draft.locator('[data-name="make"] button').click()
    draft.locator('[data-name="paper-us"] button').first.click()
    paper = page.frame_locator("dialog iframe")
    assert SCRIPT in paper.locator("body").inner_text()
    assert paper.locator("script, img, svg").count() == 0
    assert_tame(page)


@both
def test_script_in_the_header_and_name_of_a_table_stays_words(
    files_step: Callable[[str], Any], tmp_path: Path, language: str
) -> None:
    page = files_step(language)
    file = tmp_path / "<img src=x onerror=window.hacked=4>.csv"
    head = SCRIPT.replace('"', '""')
    file.write_text(f'"{head}",=HYPERLINK("http://x"),ok\n1,"{head}",3\n', encoding="utf-8")
    choose(page, file)
    table = page.locator('[data-name="lines"] table')
    table.wait_for()
    assert SCRIPT[:80] in table.locator("th").first.text_content()
    assert file.name in page.locator('[data-name="table"] .tk-file').inner_text()
    assert_tame(page)


@both
def test_uploads_that_cannot_be_read_are_refused_in_words(
    files_step: Callable[[str], Any], tmp_path: Path, language: str
) -> None:
    page = files_step(language)
    large = tmp_path / "large.csv"
    large.write_bytes(b"a,b\n" * 300_000)
    choose(page, large)
    page.locator('[data-name="table"] .tk-error').get_by_text(TOO_LARGE[language]).wait_for()
    bomb = tmp_path / "bomb.csv"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", b"\0" * 50_000_000)
    choose(page, bomb)
    page.locator('[data-name="lines"]').get_by_text(NO_TEXT[language]).wait_for()
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    choose(page, empty)
    page.locator('[data-name="lines"]').get_by_text(EMPTY[language]).wait_for()
    good = tmp_path / "good.csv"
    good.write_bytes("الجنس;العدد\nنساء;3\n".encode())
    choose(page, good)
    page.locator('[data-name="lines"] td').get_by_text("نساء").wait_for()


def test_a_page_that_lies_about_the_size_is_refused_by_the_server(
    files_step: Callable[[str], Any], tmp_path: Path
) -> None:
    page = files_step("en")
    # The browser's own check is deceived, as somebody could who writes their own page.
    page.evaluate("Object.defineProperty(File.prototype, 'size', { get() { return 999999; } })")
    large = tmp_path / "large.csv"
    large.write_bytes(b"a,b\n" * 300_000)
    choose(page, large)
    page.locator('[data-name="table"] .tk-error').get_by_text(TOO_LARGE["en"]).wait_for()
    assert page.locator('[data-name="lines"] table').count() == 0


def test_an_upload_is_never_written_to_a_disk(
    open_page: Callable[..., Any], visit: Callable[..., None], shared_server: Any, tmp_path: Path
) -> None:
    page = open_page()
    begun = time.time() - 1
    visit(page, shared_server.address + CONTROLS.format("en") + "#step-2")
    mark = "mark-2b8d10"
    file = tmp_path / "marked.csv"
    file.write_text(f"{mark},b\n" + "1,2\n" * 100_000)
    choose(page, file)
    page.locator('[data-name="lines"] th', has_text=mark).wait_for(state="attached")
    server = psutil.Process(shared_server.process.pid)
    # What a process has written to any disk at all, temporary folders included, by its own count.
    written = [
        each for process in (server, *server.children(recursive=True)) for each in _regular_files(process, begun)
    ]
    for path in written:
        assert mark.encode() not in path.read_bytes(), path


def _regular_files(process: psutil.Process, begun: float) -> list[Path]:
    opened = [Path(each.path) for each in process.open_files()]
    beside = [path for path in Path(os.environ.get("TMPDIR", "/tmp")).glob("*") if path.is_file()]
    return [path for path in (*opened, *beside) if path.is_file() and path.stat().st_mtime >= begun]


POISON = {
    "script": json.dumps({"values": {"union": SCRIPT, "place": SCRIPT, "step": SCRIPT}, "pressed": SCRIPT}),
    "wrong kinds": json.dumps({"values": {"union": {"a": 1}, "place": 7, "employer": [[1]]}, "pressed": 3}),
    "prototype": '{"values": {"__proto__": "x", "constructor": "y", "union": "ok"}, "pressed": "__proto__"}',
    "no values": json.dumps([1, 2, 3]),
    "no json": "{" * 1000,
    "much": json.dumps({"values": {f"field{n}": "x" * 19_000 for n in range(100)}}),
}


@pytest.mark.parametrize("name", POISON)
def test_whatever_lies_in_the_browsers_store_the_page_works(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, name: str
) -> None:
    page = open_page()
    page.goto(apps + "/en/")
    page.evaluate("(text) => localStorage.setItem('toolkit:write-a-clause:clause', text)", POISON[name])
    visit(page, apps + CLAUSE.format("en"))
    draft = page.locator(".tk-draft")
    draft.locator('[data-name="place"] select').select_option("KE")
    draft.locator('[data-name="step"] button').nth(4).click()
    draft.locator('[data-name="look"]').wait_for()
    assert_tame(page)
