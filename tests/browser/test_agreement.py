"""On a phone: choose, fill in, download; then their answer comes back as a file, and what was lost is read."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from toolkit.bargaining import Agreement, library
from toolkit.documents import write_docx
from toolkit.languages import strip

pytestmark = pytest.mark.xdist_group("journeys")

FAMILIES = {"bias": "decisions", "notice": "voice"}
PROPOSALS = Path(__file__).parents[1] / "bargaining" / "counter" / "proposals"
LOST = {"en": ("“90 days” became “15 days”", "No loss was recognised"), "ar": ("«90 يوماً» صار «15 يوماً»", "لم يُلحظ")}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_from_an_empty_page_to_what_their_answer_took_away(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, tmp_path: Path, language: str
) -> None:
    page = open_page(has_touch=True, is_mobile=True)

    def item(name: str) -> Any:
        return page.locator(f'.tk-draft [data-name="{name}"]')

    def go_on(awaited: str) -> None:
        item("next").locator('button:not([aria-busy="true"])').tap()
        item(awaited).wait_for()

    def assert_nothing_slides() -> None:
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    def choose(name: str, file: Path) -> None:
        with page.expect_file_chooser() as waiting:
            item(name).locator("button:visible").first.tap()
        waiting.value.set_files(file)

    def save(paper: str, name: str) -> Path:
        with page.expect_download() as waiting:
            item(paper).locator("a.tk-save").first.tap()
        waiting.value.save_as(tmp_path / name)
        return tmp_path / name

    # Choose and fill in.
    visit(page, f"{apps}/voila/render/{language}/write-a-clause.ipynb")
    item("place").locator("select").select_option("MA" if language == "ar" else "KE")
    item("union").locator("input").fill("نقابة الممرضات" if language == "ar" else "Nurses")
    item("employer").locator("input").fill("المستشفى الجامعي" if language == "ar" else "Hospital")
    go_on("clauses.decisions")
    for clause, family in FAMILIES.items():
        item(f"clauses.{family}").locator(f"input[value={clause}]").check()
    go_on("strength.bias")
    go_on("notice.triggers")  # a say comes before decisions
    item("notice.triggers").locator("input[value=tender]").check()
    go_on("bias.auditor")
    item("bias.auditor").locator("input").fill("معهد" if language == "ar" else "Institute")
    item("bias.characteristics").locator("input[value=sex]").check()
    assert_nothing_slides()
    go_on("overview")
    assert_nothing_slides()
    go_on("make")

    # Download, and save the draft for later.
    item("make").locator("button").tap()
    item("paper-draft").wait_for()
    table = docx.Document(str(save("paper-table", "table.docx")))
    titles = [library()[clause].text(language).title for clause in FAMILIES]
    text = strip("\n".join(paragraph.text for paragraph in table.paragraphs))
    assert all(title in text for title in titles)
    draft = save("paper-draft", "draft.yml")

    # What the employer does: fewer days, and the paragraph on who pays is gone.
    opened = Agreement.open(draft)
    weaker = opened.fill("notice", notice_days=15)
    answer = tmp_path / "answer.docx"
    made = docx.Document(io.BytesIO(write_docx(weaker.document("table"))))
    pays = strip(str(library()["bias"].text(language).paragraphs["standard"][6].text))
    (paragraph,) = [one for one in made.paragraphs if pays in strip(one.text)]
    paragraph._element.getparent().remove(paragraph._element)
    made.save(str(answer))

    # Upload both, and read what was lost.
    visit(page, f"{apps}/voila/render/{language}/they-answered.ipynb")
    choose("ours", draft)
    item("ours-read").locator("p").wait_for()
    go_on("theirs")
    choose("theirs", answer)
    item("theirs").locator(".tk-file", has_text="answer.docx").wait_for()
    go_on("lost")
    lost = strip(item("lost").inner_text())
    crossed, silent = LOST[language]
    assert crossed in lost
    assert all(title in lost for title in titles)
    assert "4.1" in lost
    assert "5.7" in lost
    assert silent not in strip(item("summary").inner_text())
    # The gravest first; one loss is opened, and both texts stand there with the words marked.
    losses = item("lost").locator("ul > li:has(> p strong)")
    assert crossed in strip(losses.first.inner_text())
    losses.first.locator("summary").tap()
    for mark, words in (("del", "90"), ("ins", "15")):
        shown = losses.first.locator(mark, has_text=words).first
        shown.wait_for()
        assert "underline" in shown.evaluate("(node) => getComputedStyle(node).textDecorationLine") or mark == "del"
    assert_nothing_slides()
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert pays in strip(item("lost").inner_text())
    assert_nothing_slides()
    go_on("make")
    item("make").locator("button").tap()
    item("redline").wait_for()
    redline = docx.Document(str(save("redline", "redline.docx")))
    assert redline.element.xpath("//w:del")
    assert redline.element.xpath("//w:ins")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_ladder_keeps_its_answers_apart_and_the_next_round_is_taken_home(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str
) -> None:
    page = open_page()
    visit(page, f"{apps}/voila/render/{language}/5-bargaining-for-digital-rights.ipynb#step-3")
    exercises = page.locator("#step-3 .tk-exercise")
    exercises.nth(2).wait_for()
    for place, rung in enumerate(("told", "due", "bites")):
        exercises.nth(place).locator(f"input[value={rung}]").check()
    for place, rung in enumerate(("told", "due", "bites")):
        exercise = exercises.nth(place)
        assert exercise.locator(f"input[value={rung}]").is_checked()
        exercise.locator('[data-name="check"] button').click()
        exercise.locator(".tk-right").wait_for()
    assert (
        page.evaluate(
            "() => { const ids = [...document.querySelectorAll('[id]')].map((each) => each.id);"
            " return ids.filter((id, place) => ids.indexOf(id) !== place); }"
        )
        == []
    )
    page.evaluate("location.hash = 'step-7'")
    page.locator("#step-7 .tk-talk textarea").first.wait_for()
    page.evaluate("location.hash = 'step-8'")
    plan = page.locator("#step-8 .tk-worksheet")
    plan.locator('[data-name="round.0.floor"] input').fill("four weeks of notice")
    plan.locator('[data-name="step"] button').last.click()
    plan.locator('[data-name="make"] button').click()
    plan.locator('[data-name="paper"]').wait_for()
    with page.expect_download() as waiting:
        plan.locator('[data-name="paper"] a.tk-save').first.click()
    paper = docx.Document(str(waiting.value.path()))
    assert "four weeks of notice" in [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


@pytest.mark.parametrize("language", ["ar"])
def test_places_are_marked_by_keyboard_a_draft_is_weakened_and_a_proposal_is_read_alone(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str
) -> None:
    page = open_page()
    visit(page, f"{apps}/voila/render/{language}/5-bargaining-for-digital-rights.ipynb#step-5")

    def assert_nothing_slides() -> None:
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    # Mark: nothing is told before the check, then each mark in its own words.
    marking = page.locator("#step-5 .tk-exercise", has=page.locator('[data-name="marks"]'))
    marking.wait_for()
    marking.locator("input[value=documents]").focus()
    page.keyboard.press("Space")
    marking.locator("input[value=views]").check()
    assert marking.locator(".tk-feedback").count() == 0
    marking.locator('[data-name="check"] button').press("Enter")
    marking.locator(".tk-right").wait_for()
    assert marking.locator(".tk-notyet").count() == 1
    assert_nothing_slides()

    # Weaken a draft without Word: the answer comes out as a text.
    attack = page.locator("#step-5 .tk-draft", has=page.locator('[data-name="paper"]'))
    attack.locator('[data-name="example"] button').click()
    title = library()["bias"].text(language).title
    attack.locator('[data-name="article"] select').wait_for()
    attack.locator('[data-name="article"] select').select_option(label=title)
    written = attack.locator("textarea").first
    written.wait_for()
    written.fill("60 / 120")
    attack.locator('[data-name="make"] button').click()
    attack.locator('[data-name="answer"]').wait_for()
    assert attack.locator('[data-name="changed"]').inner_text().strip()
    assert_nothing_slides()

    # Their first draft alone, without one of ours.
    visit(page, f"{apps}/voila/render/{language}/they-answered.ipynb")
    page.locator('[data-name="alone"] button').click()
    with page.expect_file_chooser() as waiting:
        page.locator('[data-name="theirs"] button:visible').first.click()
    waiting.value.set_files(PROPOSALS / f"{language}.md")
    page.locator('[data-name="theirs"] .tk-file', has_text=f"{language}.md").wait_for()
    page.locator('[data-name="next"] button:not([aria-busy="true"])').click()
    touched = page.locator('[data-name="touched"]')
    touched.wait_for()
    assert library()["notice"].text(language).title in strip(touched.inner_text())
    assert_nothing_slides()
