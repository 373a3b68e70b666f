"""A pack as it comes out of its zip: opened from a folder on a phone without any network, in three languages."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from toolkit.app.packs import pack
from toolkit.app.packs.pack import write_teaching_pack
from toolkit.course import exercise, quiz, times_as_often
from toolkit.course.plans.lesson import lesson
from toolkit.course.plans.plan import make_plan
from toolkit.languages import Language

COURSES = (("organisers", "KE", "en"), ("leaders", "TN", "ar"), ("representatives", "BR", "pt"))


@pytest.mark.xdist_group("journeys")
@pytest.mark.parametrize(("audience", "country", "code"), COURSES)
def test_a_pack_opens_from_a_folder_without_a_network(
    audience: str, country: str, code: str, tmp_path: Path, browser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is printed is opened elsewhere: here only what a browser shows is made.
    monkeypatch.setattr(pack, "pack_papers", lambda _: ())
    plan = make_plan(audience, country=country, language=code, start=date(2027, 2, 1))
    speech, archive = Language(code), write_teaching_pack(plan, tmp_path / "pack", kinds=())[-1]
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path / "stick")
    (home,) = (tmp_path / "stick").iterdir()
    context = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    context.set_offline(True)
    page, asked, broken = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)

    page.goto((home / "index.html").as_uri())
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [code, speech.direction]
    _fits(page)
    page.get_by_role("link", name=lesson(1, speech).title).first.click()  # type: ignore[union-attr]
    _fits(page)

    # One of several: a wrong answer has words of its own, the right one others; a new choice takes them away.
    model = exercise("be-the-model")
    box = page.locator("[data-exercise]", has_text=model.question.say(speech))
    for option in model.options:  # type: ignore[union-attr]
        box.get_by_label(option.sentence.say(speech), exact=True).check()
        assert box.locator("[data-said]").inner_text() == ""
        box.locator("[data-check]").click()
        assert box.locator("[data-said]").inner_text() == option.message.say(speech)
    assert box.locator("details").last.is_visible()  # the solution is open to everybody

    # Ten questions, after the lesson: each with its reason.
    ten = quiz(1)
    box = page.locator("[data-exercise]:has([name^='quiz/1/after'])")
    for question in ten.questions:
        box.locator(f"[name='quiz/1/after/{question.id}'][value='{question.right}']").check()
    box.locator("[data-check]").click()
    assert "10" in box.locator("[data-said]").inner_text()
    assert box.locator(".tk-right").count() == 10

    # What is written is saved as a text; nothing of it is kept.
    sheet = page.locator("[data-sheet]:has([data-rows])").first
    sheet.locator("input[type=text]").first.fill("Card at the door بطاقة")
    sheet.locator("[data-more]").click()
    assert sheet.locator("[data-row]:visible").count() == 2
    with page.expect_download() as saving:
        page.locator("[data-save]").click()
    assert "Card at the door بطاقة" in Path(saving.value.path()).read_text(encoding="utf-8-sig")
    page.reload()
    assert sheet.locator("input[type=text]").first.input_value() == ""

    # On paper every fold is open.
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0

    # A number in any way of writing it, and the way back to the start page.
    page.locator("header a").first.click()
    page.get_by_role("link", name=lesson(4, speech).title).first.click()  # type: ignore[union-attr]
    _fits(page)
    number = _number_exercise()
    box = page.locator("[data-exercise]", has=page.locator("[data-answer]")).first
    for typed in ("6,2", "٦٫٢", "1.9", "two"):
        box.locator("[data-answer]").fill(typed)
        box.locator("[data-check]").click()
        assert box.locator("[data-said]").inner_text() == number.check(typed).message.say(speech)

    page.locator("header a").first.click()
    page.locator("a[href*='/1%20']").first.click()  # the slides of topic 1
    assert page.locator("body").inner_text().strip()
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "blob:", "data:"))] == []
    assert broken == []


def _fits(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def _number_exercise() -> Any:
    from toolkit.audit import DecisionLog, audit

    result = audit(DecisionLog.open("student-grant-checks"), reference={"origin": "Netherlands"})
    return times_as_often(result, "origin", "outside Europe", "Netherlands")
