"""The page of a new system: five answers or a file, what is empty, who else has it, and what is taken home."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from toolkit.app.kit.sheet import Sheet
from toolkit.app.systems.model import Sender, SystemsModel
from toolkit.app.systems.view import SystemsView
from toolkit.documents import write_text
from toolkit.governance.systems.register import Systems
from toolkit.governance.systems.system import System
from toolkit.languages import COMPLETE, Language, strip

TODAY = date(2026, 11, 26)
PUBLISHED = Path(__file__).parents[2] / "governance" / "systems" / "published"


def give(page: Any, content: bytes, name: str) -> None:
    """Choose a file, as the page sends it."""
    message = {"event": "file", "name": "register", "id": name, "file": name, "size": len(content), "at": 0}
    page.sheet.take(message, [content])


@pytest.fixture
def page(open_page: Callable[[Sheet], Any]) -> Any:
    return open_page(SystemsView("en", TODAY))


def shown(page: Any, name: str) -> str:
    """What a piece of the page says."""
    return strip(page.sheet.items[name].content)


def test_without_an_answer_there_is_no_next_step(page: Any) -> None:
    page.press("next")
    assert page.sheet.step == "seen"
    assert "what the system is called" in page.sheet.items["what"].error


def test_what_a_member_saw_becomes_questions_and_the_supplier_is_looked_for(page: Any) -> None:
    page.enter(what="Roster <b>app</b>", does="plans shifts", supplier="Microsoft Ltd")
    page.press("next")
    assert "14 are open" in shown(page, "how-empty")
    assert "only those at work say something: plans shifts" in shown(page, "gaps")
    assert "<b>app" not in "".join(getattr(item, "content", "") for item in page.sheet.items.values())
    page.press("next")
    assert "HM Revenue and Customs" in shown(page, "others")


def test_a_supplier_that_nobody_else_has_proves_little(page: Any) -> None:
    page.enter(what="Roster app", supplier="Unheard Of Systems", step="others")
    assert "most systems stand in no register" in shown(page, "others")
    page.enter(supplier="")
    assert "Ask for it first" in shown(page, "others")
    page.enter(supplier="none")
    assert "no outside supplier" in shown(page, "others")
    page.enter(supplier="Nobody here knows what that firm is called because it changed hands so many times")
    assert "no name that could be looked for" in shown(page, "others")
    assert "no outside supplier" not in shown(page, "others")


def test_a_form_with_a_bad_cell_says_which_and_goes_on(page: Any) -> None:
    register = Systems((System.of("a", name="Rosters", workers_number="many"), System.of("b", name="Chat")))
    give(page, register.to_bytes(".xlsx"), "ours.xlsx")
    told = shown(page, "told")
    assert "2 systems" in told
    assert "Row 3, column" in told
    assert "“many” is not a whole number" in told
    assert "what" not in page.sheet.items, "a file is there, so nothing is asked a second time"
    page.enter(chosen="b")
    page.press("next")
    assert "In 2 systems" in shown(page, "how-empty")


def test_a_file_of_something_else_is_refused_in_words(page: Any) -> None:
    give(page, b"sex,hired\nw,yes\n", "log.csv")
    assert "no column that this register knows" in page.sheet.items["register"].error
    page.press("next")
    assert page.sheet.step == "seen"


def test_a_published_record_tells_what_its_form_does_not_ask(page: Any) -> None:
    give(page, (PUBLISHED / "concerndashboard.json").read_bytes(), "record.json")
    page.enter(step="open")
    assert "does not ask for it" in shown(page, "gaps")


def test_the_example_is_the_published_registers(page: Any) -> None:
    page.press("example")
    assert len(page.sheet.items["chosen"].options) == 30
    page.enter(chosen="expenses-fraud-detector", step="open")
    assert "does not ask for it" in shown(page, "gaps")
    page.press("own")
    assert page.sheet.model.system is None


def test_letter_record_and_forms_are_taken_home(page: Any) -> None:
    page.press("forms")
    assert [item.name for item in page.sheet.forms] == ["form-systems", "form-seen", "form-survey"]
    page.enter(what="Roster app", does="plans shifts", step="home")
    page.press("make")
    assert page.sheet.items["union"].error
    page.enter(union="Nurses", employer="District", contact="12 Harbour Road", place="FR", kind="contract")
    page.enter(answer_days="400")
    page.press("make")
    assert "180" in page.sheet.items["answer_days"].error
    page.enter(answer_days="")
    page.press("make")
    assert "how many days" in page.sheet.items["answer_days"].error
    page.enter(answer_days="21")
    page.press("make")
    letter, ours, record = page.sheet.papers
    assert "within 21 days" in strip(letter.words)
    assert [file[1] for file in letter.files] == ["letter-with-questions.docx", "letter-with-questions.pdf"]
    assert "So far only those at work say something" in ours.words
    assert "plans shifts" not in letter.words, "what only the union knows stays with the union"
    saved = {name: content for _, name, _, content in record.files}
    again = Systems.read_bytes(saved["for-us-systems.json"], "a.json")
    assert again.systems == Systems.read_bytes(saved["for-us-systems.xlsx"], "a.xlsx").systems
    assert again.systems == page.sheet.model.register.systems
    page.enter(does="something else")
    assert page.sheet.papers == (), "papers of what was entered before are not left standing"


@pytest.mark.parametrize("language", COMPLETE)
def test_the_letter_asks_each_open_question_once_in_every_language(language: str) -> None:
    speech = Language(language)
    sender = Sender("Nurses", "District", "12 Harbour Road", "FR", "contract", 30)
    model = SystemsModel(speech, TODAY, Systems((System.of("a", name="X", appeal="to the ward"),)), sender=sender)
    text = strip(write_text(model.letter()))
    for gap in model.gaps():
        assert text.count(strip(gap.say(speech))) == 1
    assert len(model.gaps()) == 25


def test_a_record_without_a_gap_adds_no_questions_to_the_letter() -> None:
    sender = Sender("Nurses", "District", "12 Harbour Road", days=30)
    full = json.loads(Systems((System.of("a", name="X"),)).to_bytes(".json"))
    open_ = SystemsModel(Language("en"), TODAY, Systems.read_bytes(json.dumps(full).encode(), "a.json"), sender=sender)
    answers = {gap.field: {"state": "not_read"} for gap in open_.gaps()}
    full[0]["answers"] |= answers
    closed = SystemsModel(Language("en"), TODAY, Systems.read_bytes(json.dumps(full).encode(), "a.json"), sender=sender)
    assert "Our questions" in write_text(open_.letter())
    assert "Our questions" not in write_text(closed.letter())


def tick(page: Any, **ticks: str) -> None:
    """A member ticks and presses."""
    page.enter(**{f"member-{name}": code for name, code in ticks.items()})
    page.press("count")


def test_ticks_are_counted_together_and_shown_only_when_five_have_answered(page: Any) -> None:
    page.enter(what="Roster app", step="members")
    page.press("count")
    assert page.sheet.items["member-told"].error, "nobody ticked anything"
    for _ in range(4):
        tick(page, watched="yes")
        assert page.sheet.entry("member-watched") is None, "the next member sees no tick"
    assert "counted so far: 4" in shown(page, "counted-so-far")
    assert page.sheet.model.with_members() == page.sheet.model, "four are too few to be shown anywhere"
    tick(page, watched="no")
    assert "yes: 4" not in shown(page, "counted-so-far"), "who has the phone next would see the last tick"
    record = page.sheet.model.with_members().system
    assert record["working_conditions"].state == "reported"
    assert "yes: 4; no: 1" in strip(record["working_conditions"].text)
    page.press("forget")
    assert page.sheet.model.counted == {}


@pytest.mark.parametrize("kept", ["[1]", "{", '{"watched": {"yes": -1, "toString": 9}}', '{"watched": 5}', "[" * 9_000])
def test_counts_that_no_page_of_ours_kept_are_left_out(page: Any, kept: str) -> None:
    page.sheet.take({"event": "values", "values": {"counted": kept, "step": "members"}})
    assert page.sheet.model.counted == {}


def test_for_the_unions_own_systems_there_is_a_plan_and_no_letter(page: Any) -> None:
    ours = Systems((System.of("m", name="Member register", supplier="Acme"), System.of("n", name="Post")))
    give(page, ours.to_bytes(".jsonl"), "ours.jsonl")
    page.enter(step="home", whose="own", union="Nurses")
    assert "employer" not in page.sheet.items
    page.press("make")
    plan, _, record = page.sheet.papers
    assert "Member register" in plan.words
    assert "Dear Sir" not in plan.words
    assert record.files
