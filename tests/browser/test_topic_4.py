"""Somebody opens the lesson, does the exercise, fills in the clause and takes it home: in English and in Arabic."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import docx
import pytest

pytestmark = pytest.mark.xdist_group("journeys")

LESSON = "/voila/render/{}/4-seat-at-the-table.ipynb"


@dataclass(frozen=True)
class Words:
    """What the page says in a language, written down by hand."""

    direction: str
    title: str
    check: str
    people_not_shares: str
    right_answer: str
    praise: str
    make: str
    no_country: str
    auditor: str
    auditor_label: str
    characteristic: str
    finding: str
    article: str
    months: str
    strategy: tuple[str, ...]


ENGLISH = Words(
    direction="ltr",
    title="A seat at the table: who watches the algorithm?",
    check="Check",
    people_not_shares="You compared numbers of people.",
    right_answer="6.2",
    praise="about 6.2 times as often",
    make="Make the papers",
    no_country="Choose the country first",
    auditor="the Institute for Labour Studies",
    auditor_label="Who audits",
    characteristic="national or ethnic origin",
    finding="Of 1,000 students with roots outside Europe, 36 were selected for a check; of 1,000 students of Dutch",
    article="Audit for unequal treatment, and remedy",
    months="every 12 months thereafter",
    strategy=("Strength of this draft", "Our reason", "Watch out", "students with roots", "not checked"),
)
ARABIC = Words(
    direction="rtl",
    title="مقعد على الطاولة: من يراقب الخوارزمية؟",
    check="التحقق من الجواب",
    people_not_shares="قارنتم",
    right_answer="٦٫٢",
    praise="6.2",
    make="إعداد الأوراق",
    no_country="اختاروا البلد أولاً",
    auditor="معهد دراسات العمل",
    auditor_label="من يجري التدقيق",
    characteristic="الأصل القومي أو العرقي",
    finding="من بين كل 1,000 من الطلاب من أصول خارج أوروبا، نجد 36 ممّن اختير للتحقّق",
    article="التدقيق في المعاملة غير المتكافئة وجبر الضرر الناتج عنها",
    months="ثم كل 12 شهراً",
    strategy=("قوة الصياغة", "سببنا", "الطلاب من أصول", "لم نتحقق"),
)
ALL = pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("ar", ARABIC)], ids=["en", "ar"])


@pytest.fixture
def page(open_page: Callable[..., Any]) -> Any:
    """A phone that remembers every address it asked."""
    return open_page()


def open_step(page: Any, step: int) -> None:
    page.evaluate(f"location.hash = 'step-{step}'")
    page.locator(f"#step-{step}").wait_for()


def plain(text: str) -> str:
    return re.sub("[\u2066-\u2069\u200e\u200f]", "", text)


@ALL
def test_the_lesson_is_walked_from_the_start_page_to_what_is_taken_home(
    page: Any, visit: Callable[..., None], apps: str, language: str, words: Words
) -> None:
    page.goto(apps + "/")
    assert page.locator("html").get_attribute("lang") == "ar"  # what this phone wishes
    if language == "en":
        page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("dir") == words.direction
    page.get_by_role("link", name=re.compile(re.escape(words.title))).click()
    page.wait_for_url(f"**{LESSON.format(language)}")
    page.locator("#tk-lesson-steps").wait_for()
    assert words.title in page.title()
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == words.direction
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    visit(page, apps + LESSON.format(language))
    see_a_hundred_people_twice(page)
    work_out_the_number(page, words)
    choose_a_sentence(page)
    answer_their_number(page, words)
    name_the_next_seat(page)
    fill_in_the_clause(page, language, words)


def see_a_hundred_people_twice(page: Any) -> None:
    open_step(page, 2)
    crowds = page.locator(".tk-crowd svg")
    assert [crowds.nth(place).locator("g").count() for place in range(crowds.count())] == [100, 100]
    spoken = plain(page.locator(".tk-crowds").get_attribute("aria-label"))
    assert re.findall(r"\d+", spoken.replace("100", "", 2)) == ["22", "6", "72", "63", "4", "33"]


def work_out_the_number(page: Any, words: Words) -> None:
    open_step(page, 3)
    exercise = page.locator("#step-3 .tk-exercise")
    field = exercise.locator("input[type=text]")
    field.fill("1.9")
    exercise.get_by_role("button", name=words.check).click()
    exercise.get_by_text(words.people_not_shares).wait_for()
    hints = exercise.locator("details.tk-hint")
    hints.nth(0).locator("summary").first.click()
    assert hints.nth(1).is_visible()
    assert not hints.nth(2).is_visible(), "hints open one by one"
    exercise.locator("details.tk-solution summary").click()
    assert "36.5" in plain(exercise.locator("details.tk-solution").inner_text())
    field.fill(words.right_answer)
    field.press("Enter")
    exercise.locator(".tk-right").wait_for()
    assert words.praise in plain(exercise.locator(".tk-right").inner_text())


def choose_a_sentence(page: Any) -> None:
    open_step(page, 4)
    rows = [plain(row) for row in page.locator("#step-4 .tk-cards-table tbody tr").all_inner_texts()]
    assert len(rows) == 6
    assert "1,460" in rows[0]
    assert "4.5" in rows[0]
    exercise = page.locator("#step-4 .tk-exercise")
    button = exercise.locator('[data-name="check"] button')
    button.click()
    exercise.locator(".tk-notyet").wait_for()
    for option in ("all", "none", "excuse"):
        exercise.locator(f"input[value={option}]").check()
        before = exercise.locator(".tk-feedback").inner_text()
        button.click()
        page.wait_for_function(
            "(before) => document.querySelector('#step-4 .tk-feedback').innerText !== before", arg=before
        )
        assert exercise.locator(".tk-notyet").is_visible()
    exercise.locator("input[value=part]").check()
    button.click()
    exercise.locator(".tk-right").wait_for()
    assert "3.6" in plain(exercise.locator(".tk-right").inner_text())


def answer_their_number(page: Any, words: Words) -> None:
    open_step(page, 5)
    exercise = page.locator("#step-5 .tk-exercise")
    exercise.locator("input[type=text]").fill("97")
    exercise.get_by_role("button", name=words.check).click()
    exercise.locator(".tk-right").wait_for()
    answer = page.locator("#step-5 details.tk-solution", has=page.locator("ol"))
    answer.locator("summary").click()
    assert answer.locator("ol > li").count() == 3


def name_the_next_seat(page: Any) -> None:
    open_step(page, 9)
    assert page.locator("#step-9 .tk-talk textarea").count() == 2
    open_step(page, 10)
    seat = page.locator("#step-10 .tk-worksheet")
    seat.locator('[data-name="seat.0.system"] input').fill("Roster program")
    seat.locator('[data-name="seat.0.today"] input[value="told"]').check()
    seat.locator('[data-name="step"] button').last.click()
    seat.locator('[data-name="make"] button').click()
    assert "Roster program" in everything_in(taken_home(page, "paper", seat))


def fill_in_the_clause(page: Any, language: str, words: Words) -> None:
    draft = page.locator("#step-10 .tk-draft")  # further steps have sheets of their own

    def item(name: str) -> Any:
        return draft.locator(f'[data-name="{name}"]')

    def go_to(step: int, awaited: str) -> None:
        item("step").locator("button").nth(step).click()
        item(awaited).wait_for()

    go_to(3, "make")
    draft.get_by_role("button", name=words.make).click()
    item("place").get_by_text(words.no_country).wait_for()

    item("place").locator("select").select_option(label="Kenya" if language == "en" else "كينيا")
    act = "Data Protection Act 2019" if language == "en" else "قانون حماية البيانات لسنة 2019 في كينيا"
    draft.get_by_text(act).first.wait_for(state="attached")
    item("union").locator("input").fill("Union <script>alert(1)</script>")
    item("employer").locator("input").fill("County")
    go_to(1, "support")
    assert "6.2" in plain(item("support").text_content())
    go_to(2, "bias.auditor")
    item("bias.auditor").locator("input").fill(words.auditor)
    draft.get_by_label(words.characteristic).check()
    go_to(3, "make")
    draft.get_by_role("button", name=words.make).click()
    item("paper-us").wait_for()

    ours = taken_home(page, "paper-us")
    theirs = taken_home(page, "paper-table")
    text = plain("\n".join(paragraph.text for paragraph in ours.paragraphs))
    assert words.finding in text
    assert words.article in text
    assert words.auditor in text
    assert words.months in text
    assert words.strategy[0] in text
    text = plain("\n".join(paragraph.text for paragraph in theirs.paragraphs))
    assert words.auditor in text
    assert words.months in text
    for secret in words.strategy:
        assert secret not in everything_in(theirs), secret
    if language == "ar":
        assert "<w:bidi" in everything_in(theirs)

    go_to(0, "employer")
    item("employer").locator("input").fill("Another county")
    go_to(3, "make")
    assert item("paper-us").count() == 0, "a paper that no longer says what the form says is gone"


def taken_home(page: Any, paper: str, sheet: Any = None) -> Any:
    place = (sheet or page).locator(f'[data-name="{paper}"] a.tk-save').first
    place.wait_for()
    with page.expect_download() as waiting:
        place.click()
    download = waiting.value
    assert download.suggested_filename.endswith(".docx")
    with open(download.path(), "rb") as file:
        return docx.Document(io.BytesIO(file.read()))


def everything_in(document: Any) -> str:
    """All text of all parts of a Word file, so that nothing hides in a corner of it."""
    file = io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as archive:
        return plain("\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist()))
