"""Nobody loses what they typed: reload, broken line, killed kernel, restarted server, a phone that slept."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

pytestmark = pytest.mark.xdist_group("survival")

LESSON = "/voila/render/{}/write-a-clause.ipynb"
UNION, EMPLOYER, AUDITOR = "Nurses’ <Union> اتحاد", "County Hospital", "the Institute"
SAID = {
    "en": {
        "lost": "The connection is interrupted",
        "back": "The connection is back. What you had entered is still here.",
        "was lost": "The connection had been lost. The page was loaded anew",
        "was ended": "The lesson had ended on the computer that runs it. The page was loaded anew",
        "kept": "What you enter is kept in this browser",
        "not kept": "This browser keeps nothing",
        "wrong file": "This is not a file that was saved here",
        "menu": ("Your work", "Save to a file", "Open a file", "Clear this device"),
    },
    "ar": {
        "lost": "انقطع الاتصال",
        "back": "عاد الاتصال. ما كنتم أدخلتموه ما زال هنا.",
        "was lost": "كان الاتصال قد انقطع. أُعيد تحميل الصفحة",
        "was ended": "كان الدرس قد انتهى على الحاسوب الذي يشغّله. أُعيد تحميل الصفحة",
        "kept": "ما تدخلونه يُحفظ في هذا المتصفح",
        "not kept": "هذا المتصفح لا يحفظ شيئاً",
        "wrong file": "ليس هذا ملفاً حُفظ هنا",
        "menu": ("عملكم", "حفظ في ملف", "فتح ملف", "محو ما أدخلتموه من هذا الجهاز"),
    },
}
both = pytest.mark.parametrize("language", ["en", "ar"])


def item(page: Any, name: str) -> Any:
    return page.locator(f'.tk-draft [data-name="{name}"]')


def press(page: Any, name: str) -> None:
    """Press a button of the sheet once the answer to the last press is there."""
    item(page, name).locator('button:not([aria-busy="true"])').click()


def fill_in(page: Any) -> None:
    """Somebody gets as far as the papers: a choice of every kind, and a step in the middle of the page."""
    item(page, "place").locator("select").select_option("KE")
    item(page, "union").locator("input").fill(UNION)
    item(page, "employer").locator("input").fill(EMPLOYER)
    press(page, "next")
    item(page, "clauses.decisions").locator("input[value=bias]").check()
    press(page, "next")
    item(page, "strength.bias").locator("input[value=strong]").check()
    press(page, "next")
    item(page, "bias.auditor").locator("input").fill(AUDITOR)
    item(page, "bias.interval_months").locator("input").fill("٦")
    item(page, "bias.characteristics").locator("input[value=sex]").check()
    item(page, "bias.ratio_threshold").locator("select").select_option("0.9")


def lose_a_press(page: Any, line: Any) -> None:
    """Press "next" into a line that breaks in that moment; then it is mended."""
    line.swallows = True
    press(page, "next")
    item(page, "next").locator('button[aria-busy="true"]').wait_for()
    line.cut()
    line.swallows = False
    line.mend()


def make_papers(page: Any) -> None:
    press(page, "next")
    item(page, "overview").wait_for()
    press(page, "next")
    press(page, "make")
    item(page, "paper-us").wait_for()


def assert_all_is_back(page: Any, step: str = "blanks") -> None:
    """Every entry is there again, on the step where it was left, for the page and for the process behind it."""
    page.locator(f'.tk-draft [data-name="{"make" if step == "papers" else "bias.auditor"}"]').wait_for()
    if step == "papers":
        item(page, "paper-us").wait_for()
        press(page, "back")
        item(page, "overview").wait_for()
        press(page, "back")
    assert item(page, "bias.auditor").locator("input").input_value() == AUDITOR
    assert item(page, "bias.interval_months").locator("input").input_value() == "٦"
    assert item(page, "bias.characteristics").locator("input[value=sex]").is_checked()
    assert not item(page, "bias.characteristics").locator("input[value=age]").is_checked()
    assert item(page, "bias.ratio_threshold").locator("select").input_value() == "0.9"
    press(page, "back")
    item(page, "strength.bias").wait_for()
    assert item(page, "strength.bias").locator("input[value=strong]").is_checked()
    press(page, "back")
    item(page, "clauses.decisions").wait_for()
    assert item(page, "clauses.decisions").locator("input[value=bias]").is_checked()
    assert not item(page, "clauses.decisions").locator("input[value=human]").is_checked()
    press(page, "back")
    item(page, "place").wait_for()
    assert item(page, "place").locator("select").input_value() == "KE"
    assert item(page, "union").locator("input").input_value() == UNION
    assert item(page, "employer").locator("input").input_value() == EMPLOYER


def kernel_of(page: Any, server: Any) -> psutil.Process:
    """The process of the page's lesson: it listens under the name that stands in the page."""
    name = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    children = psutil.Process(server.process.pid).children(recursive=True)
    (found,) = [each for each in children if any(name in str(line.laddr) for line in each.net_connections("unix"))]
    return found


def test_a_reload_brings_all_entries_and_the_papers_back(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str
) -> None:
    page = open_page()
    visit(page, apps + LESSON.format("ar"))
    fill_in(page)
    make_papers(page)
    page.reload(wait_until="commit")
    assert_all_is_back(page, "papers")


def test_entries_move_with_the_language_and_are_kept_on_a_phone_that_slept(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str
) -> None:
    page = open_page()
    visit(page, apps + LESSON.format("en"))
    fill_in(page)
    page.get_by_role("link", name="العربية").click()
    page.wait_for_url("**/ar/**")
    assert_all_is_back(page)
    for awaited in ("clauses.decisions", "strength.bias", "bias.auditor"):
        press(page, "next")
        item(page, awaited).wait_for()
    # What an hour does: the server has ended the idle kernel, and the phone has not heard of it.
    page.evaluate(
        """async () => {
            const { baseUrl, kernelId } = JSON.parse(document.getElementById("jupyter-config-data").textContent);
            await fetch(`${baseUrl}toolkit/leave/${kernelId}`, { method: "POST" });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    page.locator("#tk-notice").get_by_text(SAID["ar"]["was ended"]).wait_for()
    assert_all_is_back(page)


def test_a_line_cut_for_long_is_noticed_said_and_mended(
    open_page: Callable[..., Any], visit: Callable[..., None], line: Any
) -> None:
    pages = {language: open_page() for language in ("en", "ar")}
    for language, page in pages.items():
        visit(page, line.address + LESSON.format(language))
        fill_in(page)
        item(page, "bias.auditor").locator("input").fill("somebody else")
    line.cut()
    for language, page in pages.items():
        page.locator("#tk-lost").get_by_text(SAID[language]["lost"]).wait_for()
        item(page, "bias.auditor").locator("input").fill(AUDITOR)  # written while nobody listens
    # For as long as it takes both pages to have tried in vain, again and again.
    until, tried = time.monotonic() + 120, line.refused
    while line.refused < tried + 8:
        assert time.monotonic() < until, "the pages have given up"
        pages["en"].wait_for_timeout(100)
    line.mend()
    for language, page in pages.items():
        page.locator("#tk-notice").wait_for()
        # Whether the old process is reached again or the page is loaded anew depends on who tries first.
        said = page.locator("#tk-notice").inner_text()
        assert said.startswith((SAID[language]["back"], SAID[language]["was lost"])), said
        assert not page.locator("#tk-lost").is_visible()
        make_papers(page)
        assert_all_is_back(page, "papers")


@both
def test_a_killed_kernel_is_noticed_and_a_new_one_takes_the_work_up(
    open_page: Callable[..., Any], visit: Callable[..., None], shared_server: Any, language: str
) -> None:
    page = open_page()
    visit(page, shared_server.address + LESSON.format(language))
    fill_in(page)
    make_papers(page)
    os.kill(kernel_of(page, shared_server).pid, signal.SIGKILL)
    page.locator("#tk-notice").get_by_text(SAID[language]["was ended"]).wait_for()
    assert_all_is_back(page, "papers")


def test_a_restarted_server_finds_the_work_where_it_was(
    open_page: Callable[..., Any], visit: Callable[..., None], own_server: Any
) -> None:
    page = open_page()
    visit(page, own_server.address + LESSON.format("ar"))
    fill_in(page)
    own_server.stop()
    page.locator("#tk-lost").get_by_text(SAID["ar"]["lost"]).wait_for()
    own_server.start()
    page.locator("#tk-notice").get_by_text(SAID["ar"]["was ended"]).wait_for()
    assert_all_is_back(page)


def test_a_short_hiccup_troubles_nobody_and_a_press_into_a_breaking_line_is_answered_once_it_is_back(
    open_page: Callable[..., Any], visit: Callable[..., None], line: Any
) -> None:
    page = open_page()
    visit(page, line.address + LESSON.format("en"))
    fill_in(page)
    line.cut()
    line.mend()
    press(page, "next")
    item(page, "overview").wait_for()
    press(page, "back")
    item(page, "bias.auditor").wait_for()
    lose_a_press(page, line)
    item(page, "overview").wait_for()
    press(page, "next")
    press(page, "make")
    item(page, "paper-us").wait_for()
    assert_all_is_back(page, "papers")


def test_a_press_without_an_answer_is_made_again_by_the_page_that_is_loaded_anew(
    open_page: Callable[..., Any], visit: Callable[..., None], line: Any
) -> None:
    page = open_page()
    visit(page, line.address + LESSON.format("en"))
    fill_in(page)
    lose_a_press(page, line)
    page.reload(wait_until="commit")
    item(page, "overview").wait_for()
    page.reload(wait_until="commit")  # it was answered: it is not made once more
    item(page, "overview").wait_for()


@both
def test_a_browser_that_keeps_nothing_still_works_and_is_told_so(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str
) -> None:
    page = open_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
    visit(page, apps + LESSON.format(language))
    fill_in(page)
    make_papers(page)
    page.locator("#tk-work summary").click()
    assert SAID[language]["not kept"] in page.locator("#tk-work-state").inner_text()


@both
def test_work_is_saved_to_a_file_cleared_and_opened_again(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str, tmp_path: Path
) -> None:
    page = open_page()
    visit(page, apps + LESSON.format(language))
    fill_in(page)
    menu, save, open_, clear = SAID[language]["menu"]
    page.locator("#tk-work summary", has_text=menu).click()
    assert SAID[language]["kept"] in page.locator("#tk-work-state").inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=save).click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    kept = json.loads(saved.read_text(encoding="utf-8"))
    assert saved.name.startswith("write-a-clause-20")
    assert kept["entries"]["write-a-clause:clause"]["values"]["union"] == UNION

    other = page.context.new_page()  # the same lesson in another tab, with everything that was entered
    visit(other, apps + LESSON.format(language))
    item(other, "bias.auditor").wait_for()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=clear).click()
    item(page, "place").wait_for()
    item(other, "place").wait_for()
    assert item(other, "union").locator("input").input_value() == ""
    other.close()
    page.wait_for_function("Object.keys(localStorage).length === 0")
    assert item(page, "union").locator("input").input_value() == ""

    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"kind": "something else", "entries": {"write-a-clause:clause": {"values": {}}}}')
    page.locator("#tk-work summary").click()
    choose(page, open_, wrong)
    page.locator("#tk-work-told").get_by_text(SAID[language]["wrong file"]).wait_for()
    choose(page, open_, saved)
    assert_all_is_back(page)


def choose(page: Any, button: str, file: Path) -> None:
    with page.expect_file_chooser() as waiting:
        page.get_by_role("button", name=button).click()
    waiting.value.set_files(file)


def test_nothing_of_it_is_stored_on_the_server(
    open_page: Callable[..., Any], visit: Callable[..., None], shared_server: Any
) -> None:
    page = open_page()
    begun = time.time()
    visit(page, shared_server.address + LESSON.format("en"))
    mark = "mark-9c1e7b"
    item(page, "place").locator("select").select_option("KE")
    item(page, "union").locator("input").fill(mark)
    item(page, "employer").locator("input").fill(mark)
    press(page, "next")
    item(page, "clauses.decisions").locator("input[value=bias]").check()
    press(page, "next")
    item(page, "strength.bias").wait_for()
    press(page, "next")
    item(page, "bias.auditor").locator("input").fill(mark)
    item(page, "bias.characteristics").locator("input[value=sex]").check()
    make_papers(page)
    # Every file that the server or its lessons hold open, or that was made or changed since.
    server = psutil.Process(shared_server.process.pid)
    held = {
        opened.path
        for process in (server, kernel_of(page, shared_server), *server.children())
        for opened in process.open_files()
    }
    places = [
        Path.cwd() / "build",
        Path(os.environ.get("TMPDIR", "/tmp")),
        Path.home() / ".local/share/jupyter",
        Path.home() / ".ipython",
        Path.home() / ".cache",
    ]
    for place in places:
        for folder, _, names in os.walk(place):
            if "pytest-of" in folder or "chrom" in folder.lower() or "playwright" in folder.lower():
                continue
            held |= {os.path.join(folder, name) for name in names}
    for path in held:
        file = Path(path)
        try:
            if file.is_file() and file.stat().st_mtime >= begun - 1 and file.stat().st_size < 50_000_000:
                assert mark.encode() not in file.read_bytes(), path
        except (OSError, PermissionError):
            continue
