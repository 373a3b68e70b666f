"""A stranger's two ways through the toolkit, on a phone in Arabic: step by step, as docs/strangers-path.md tells."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

pytestmark = pytest.mark.xdist_group("journeys")

TOLD = Path(__file__).parents[2] / "docs" / "strangers-path.md"


class Watch:
    """Notes each step in the words of the documentation, and when it was done."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self.steps: list[tuple[str, float]] = []

    def did(self, step: str) -> None:
        self.steps.append((step, time.monotonic() - self.begun))

    def report(self, path: str) -> None:
        print(f"\n{path}")
        for number, (step, seconds) in enumerate(self.steps, start=1):
            print(f"{number:2}. {step} ({seconds:.1f} s)")

    def assert_told(self, heading: str) -> None:
        """The documentation lists these steps, in this order."""
        part = TOLD.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
        assert re.findall(r"^\d+\. (.+?)(?: — .*)?$", part, re.MULTILINE) == [step for step, _ in self.steps]


def tap(page: Any, role: str, name: str) -> None:
    draft = page.locator(".tk-draft:visible")  # another sheet of the same step has buttons called the same
    place = draft if role == "button" and draft.count() else page
    place.get_by_role(role, name=name).filter(visible=True).first.tap()


def save_word_file(page: Any, paper: str) -> str:
    with page.expect_download() as waiting:
        page.locator(f'[data-name="{paper}"] a.tk-save').first.tap()
    assert waiting.value.suggested_filename.endswith(".docx")
    return "\n".join(paragraph.text for paragraph in docx.Document(str(waiting.value.path())).paragraphs)


def say_where_and_who(page: Any, watch: Watch) -> None:
    draft = page.locator(".tk-draft:visible")
    draft.get_by_label("البلد").select_option(label="المغرب")
    draft.get_by_label("اسم النقابة").fill("نقابة الممرضات")
    draft.get_by_label("اسم صاحب العمل").fill("المستشفى الجامعي")
    watch.did("Choose the country; write the names of the union and of the employer")
    tap(page, "button", "التالي")


def fill_in_the_blanks(page: Any, watch: Watch, strength: str) -> None:
    draft = page.locator(".tk-draft:visible")
    draft.locator(f'[data-name="{strength}"]').wait_for()
    tap(page, "button", "التالي")
    watch.did("Keep the suggested strength")
    draft.get_by_label("من يجري التدقيق").fill("معهد دراسات العمل")
    draft.get_by_label("الجنس").tap()
    watch.did("Write who audits, and tick by what people are compared")
    tap(page, "button", "التالي")


def make_the_papers(page: Any, watch: Watch) -> None:
    page.locator('.tk-draft [data-name="make"] button').tap()
    page.locator(".tk-draft .tk-takeaway").first.wait_for()
    watch.did("Make the papers")


@pytest.fixture
def phone(open_page: Callable[..., Any]) -> Any:
    return open_page(has_touch=True, is_mobile=True)


def test_from_the_door_to_a_clause_in_word(phone: Any, apps: str) -> None:
    watch = Watch()
    phone.goto(apps + "/")
    assert phone.locator("html").get_attribute("lang") == "ar", "the browser of this phone wishes Arabic"
    watch.did("Open the address")
    tap(phone, "link", "أحتاج إلى بند")
    phone.locator(".tk-draft select").wait_for()
    watch.did("Tap the door “I need a clause”")
    say_where_and_who(phone, watch)
    phone.locator('[data-name="clauses.decisions"]').get_by_label("التدقيق في المعاملة غير المتكافئة").tap()
    watch.did("Tick what the agreement should say")
    tap(phone, "button", "التالي")
    fill_in_the_blanks(phone, watch, "strength.bias")
    phone.locator('.tk-draft [data-name="overview"]').wait_for()
    watch.did("Look at it: what is still open, and what the law there says")
    tap(phone, "button", "التالي")
    make_the_papers(phone, watch)
    text = save_word_file(phone, "paper-table")
    watch.did("Save the paper for the other side")
    assert "معهد دراسات العمل" in text
    watch.report("Door to clause")
    watch.assert_told("From the door “I need a clause” to a clause in Word")


def test_topic_4_from_the_start_page_to_what_people_take_home(phone: Any, apps: str) -> None:
    watch = Watch()
    phone.goto(apps + "/ar/")
    watch.did("Open the address")
    tap(phone, "link", "مقعد على الطاولة: من يراقب الخوارزمية؟")
    phone.locator("#step-0 h1").wait_for()
    watch.did("Tap topic 4")
    tap(phone, "link", "التالي في الدرس: قبل أن تبدأوا")
    phone.locator("#step-1 .tk-quiz").wait_for()
    watch.did("See the ten questions; they can wait")
    tap(phone, "link", "التالي في الدرس: الحالة")
    phone.locator("#step-2 .tk-crowd").first.wait_for()
    watch.did("Read the case and look at the hundred people")
    tap(phone, "link", "التالي في الدرس: جرّبوا")
    answer = phone.locator("#step-3").get_by_label("جوابكم")
    answer.fill("1.9")
    tap(phone, "button", "التحقق من الجواب")
    phone.locator("#step-3 .tk-exercise .tk-notyet").wait_for()
    watch.did("Work out the number; the first try is not right, and the page says why")
    answer.fill("٦٫٢")
    tap(phone, "button", "التحقق من الجواب")
    phone.locator("#step-3 .tk-exercise .tk-right").wait_for()
    watch.did("Try again")
    tap(phone, "link", "التالي في الدرس: مقارنة المتماثلين")
    phone.locator("#step-4 input[value=part]").check()
    tap(phone, "button", "التحقق من الجواب")
    phone.locator("#step-4 .tk-exercise .tk-right").wait_for()
    watch.did("Compare like with like, and choose the sentence that the numbers support")
    tap(phone, "link", "التالي في الدرس: رقمهم")
    phone.locator("#step-5").get_by_label("جوابكم").fill("97")
    tap(phone, "button", "التحقق من الجواب")
    phone.locator("#step-5 .tk-exercise .tk-right").wait_for()
    watch.did("Work out what their number is worth")
    phone.locator("#tk-lesson-steps").get_by_role("link", name="خذوا معكم: مقعدكم وبند").tap()
    phone.locator(".tk-draft:visible select").first.wait_for()
    watch.did("Go on to what to take home")
    say_where_and_who(phone, watch)
    fill_in_the_blanks(phone, watch, "strength")
    make_the_papers(phone, watch)
    text = save_word_file(phone, "paper-us")
    watch.did("Save the paper for yourselves, with the finding as its reason")
    assert "36" in text
    assert "الطلاب من أصول خارج أوروبا" in re.sub("[\u2066-\u2069]", "", text)
    phone.locator('[data-name="paper-table"]').get_by_role("button").first.tap()
    phone.locator("dialog[open]").wait_for()
    watch.did("Open the other paper to read and share it on the phone")
    watch.report("Topic 4 to take-away")
    watch.assert_told("Topic 4, from the start page to what people take home")
