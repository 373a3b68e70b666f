"""The seat of topic 4 on a phone: ten questions, a committee, two scores, each up to its paper, in two languages."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import icalendar
import pytest

from toolkit.governance.assessment.answers import read_answers
from toolkit.governance.assessment.offline import write_questionnaire

pytestmark = pytest.mark.xdist_group("server")

LESSON = "/voila/render/{}/4-seat-at-the-table.ipynb"
QUESTIONS, COMMITTEE, SCORES = 6, 7, 8
WORDS = {
    "en": {
        "holds": "a tie can end",
        "no_owner": "nobody must bring this step",
        "article": "Who sits in it",
        "question": "What exactly does the system do with a case",
        "why": "covers everything from a hint",
        "drives": "points more in ours",
        "proposal": "Another way: a proposal for",
    },
    "ar": {
        "holds": "وكل تعادل يمكن أن ينتهي",
        "no_owner": "لا أحد ملزم بعرض هذه الخطوة",
        "article": "من هم أعضاؤها",
        "question": "ماذا يفعل النظام بالحالة بالضبط",
        "why": "تشمل كل شيء من التلميح",
        "drives": "نقطة أكثر عندنا",
        "proposal": "طريق آخر: اقتراح بشأن",
    },
}
BOTH = pytest.mark.parametrize("language", ["en", "ar"])


def seat(page: Any, step: int) -> Any:
    """A sheet of the lesson on a phone."""
    page.evaluate(f"location.hash = 'step-{step}'")
    page.locator(f"#step-{step}").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    return page.locator(f"#step-{step} .tk-draft")


def item(sheet: Any, name: str) -> Any:
    return sheet.locator(f'[data-name="{name}"]')


def go_to(sheet: Any, step: int, awaited: str) -> None:
    item(sheet, "step").locator("button").nth(step).click()
    item(sheet, awaited).wait_for()


def plain(text: str) -> str:
    return re.sub("[\u2066-\u2069\u200e\u200f]", "", text)


def saved(sheet: Any, name: str, place: int = 0) -> bytes:
    with sheet.page.expect_download() as waiting:
        item(sheet, name).locator("a.tk-save").nth(place).click()
    return Path(waiting.value.path()).read_bytes()


def word(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return plain("\n".join([*(one.text for one in document.paragraphs), *cells]))


def make(sheet: Any, awaited: str) -> None:
    item(sheet, "make").locator("button").click()
    item(sheet, awaited).wait_for()


@BOTH
def test_questions_a_committee_and_two_scores_go_home_as_papers(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str
) -> None:
    page = open_page()
    visit(page, apps + LESSON.format(language))
    ten_questions_are_asked_and_go_home_as_a_letter(page, WORDS[language])
    a_committee_is_built_mended_and_taken_home(page, WORDS[language])
    two_scores_stand_side_by_side_and_end_in_a_proposal(page, WORDS[language])


def ten_questions_are_asked_and_go_home_as_a_letter(page: Any, words: dict[str, str]) -> None:
    sheet = seat(page, QUESTIONS)
    assert sheet.locator("input[type=checkbox]:checked").count() == 10
    go_to(sheet, 1, "asked")
    item(sheet, "union").locator("input").fill("Union")
    item(sheet, "asked").locator("button").click()
    go_to(sheet, 2, "expect")
    go_to(sheet, 3, "make")
    make(sheet, "letter")
    letter, meeting = word(saved(sheet, "letter")), word(saved(sheet, "meeting"))
    assert words["question"] in letter
    assert words["why"] not in letter
    assert words["why"] in meeting
    assert len(json.loads(saved(sheet, "file"))["questions"]) == 10


def a_committee_is_built_mended_and_taken_home(page: Any, words: dict[str, str]) -> None:
    sheet = seat(page, COMMITTEE)
    the_way_out_looks_lesser_while_the_sheet_has_a_next(page, COMMITTEE, is_lesser=True)
    item(sheet, "model").locator("input[value=parity]").check()
    go_to(sheet, 3, "owner.buy")
    item(sheet, "owner.buy").locator("select").select_option("nobody")
    go_to(sheet, 4, "holds")
    sheet.get_by_text(words["no_owner"]).wait_for()
    go_to(sheet, 3, "owner.buy")
    item(sheet, "owner.buy").locator("select").select_option("chairs")
    go_to(sheet, 4, "holds")
    sheet.get_by_text(words["holds"]).wait_for()
    go_to(sheet, 5, "starts")
    the_way_out_looks_lesser_while_the_sheet_has_a_next(page, COMMITTEE, is_lesser=False)
    item(sheet, "union").locator("input").fill("Union")
    item(sheet, "starts").locator("input").fill("2027-01-01")
    make(sheet, "charter")
    charter = word(saved(sheet, "charter"))
    assert words["article"] in charter
    assert "Union" in charter
    year = icalendar.Calendar.from_ical(saved(sheet, "files", 1).decode())
    assert len(year.walk("VEVENT")) == 16
    assert item(sheet, "charter").locator("a.tk-save").count() == 2


LOOKS_LESSER = """([step, lesser]) => {
    const ways = [...document.querySelectorAll(`#step-${step} .tk-onward a`)];
    const [back, onward] = ways.map((way) => getComputedStyle(way).backgroundColor);
    return ways.length === 2 && (back === onward) === lesser;
}"""


def the_way_out_looks_lesser_while_the_sheet_has_a_next(page: Any, step: int, *, is_lesser: bool) -> None:
    """The page looks at the sheet after it has drawn it: wait for what it comes to."""
    page.wait_for_function(LOOKS_LESSER, arg=[step, is_lesser])


def two_scores_stand_side_by_side_and_end_in_a_proposal(page: Any, words: dict[str, str]) -> None:
    sheet = seat(page, SCORES)
    item(sheet, "example").locator("button").click()
    sheet.page.wait_for_function("document.querySelector('#step-8 [data-name=system] input').value !== ''")
    go_to(sheet, 3, "scores")
    sheet.get_by_text(words["drives"]).first.wait_for()
    rows = item(sheet, "scores").locator("tbody tr")
    assert rows.count() == 5
    go_to(sheet, 4, "access")
    item(sheet, "access").locator("textarea").fill("A person answers within a day")
    for name in ("quality", "in_house", "jobs"):
        item(sheet, name).locator("textarea").fill("As agreed")
    go_to(sheet, 5, "make")
    make(sheet, "proposal")
    proposal = word(saved(sheet, "proposal"))
    assert words["proposal"] in proposal
    assert "A person answers within a day" in proposal
    assert read_answers(saved(sheet, "files"), "a.json")["jobs"] == ("much",)
    assert b"default-src 'none'" in saved(sheet, "files", 1)


def test_the_questionnaire_opens_by_double_click_and_its_answers_come_back(browser: Any, tmp_path: Path) -> None:
    path = write_questionnaire(tmp_path / "q.html", "ar")
    context = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True, offline=True)
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda said: broken.append(said.text))
    page.goto(path.as_uri())
    assert page.locator("#q-lock-in").is_hidden()
    page.locator("input[name=who-runs][value=cloud]").check()
    page.locator("#q-lock-in").wait_for()
    page.locator("input[name=lock-in][value=very]").check()
    page.locator("input[name=traces][value=none]").check()
    page.locator("input[name=traces][value=voice]").check()
    assert not page.locator("input[name=traces][value=none]").is_checked(), "none of these stands alone"
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    with page.expect_download() as waiting:
        page.locator("#save").click()
    data = Path(waiting.value.path()).read_bytes()
    answers = read_answers(data, "q.json")
    assert dict(answers.entries) == {"who-runs": ("cloud",), "lock-in": ("very",), "traces": ("voice",)}
    page.reload()
    assert page.locator("input:checked").count() == 0
    page.locator("#open").set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": data})
    page.locator("input[name=lock-in][value=very]:checked").wait_for()
    page.locator("#open").set_input_files({"name": "b.json", "mimeType": "application/json", "buffer": b"{}"})
    page.wait_for_function("document.querySelector('#problem').textContent !== ''")
    assert page.locator("input[name=lock-in][value=very]").is_checked(), "a wrong file takes nothing away"
    context.close()
    assert broken == []
