"""The page of rights: from a situation to cards, a letter with its day, a reply that a person ticks, and a demand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest

from toolkit.app.kit.sheet import Sheet
from toolkit.app.rights.model import RightsModel, clause_for
from toolkit.app.rights.view import RightsView
from toolkit.bargaining import library
from toolkit.documents import Heading, write_text
from toolkit.languages import Language, strip
from toolkit.registers.law import law
from toolkit.rights import saying
from toolkit.rights.asking import AskedEmployer
from toolkit.rights.saying import place_name, rights_in_words

TODAY = date(2026, 12, 1)


@pytest.fixture
def page(open_page: Callable[[Sheet], Any]) -> Any:
    return open_page(RightsView("en", TODAY))


def shown(page: Any, name: str) -> str:
    return strip(page.sheet.items[name].content)


def text_of(file: bytes) -> str:
    return strip("\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(file)).paragraphs))


@pytest.mark.parametrize(("language", "mark"), [("en", "; "), ("fr", "\N{NO-BREAK SPACE}; "), ("ar", "؛ ")])
def test_rights_beside_each_other_are_parted_as_the_language_parts_them(language: str, mark: str) -> None:
    rights = ("access", "consultation")
    told = rights_in_words(rights, Language(language))
    assert told.split(mark) == [rights_in_words((right,), Language(language)) for right in rights]


def test_law_is_looked_up_only_once_place_and_situation_are_named(page: Any) -> None:
    page.press("next")
    assert "Choose the country first" in page.sheet.items["place"].error
    page.enter(place="KE")
    page.press("next")
    assert "what happened" in page.sheet.items["situation"].error
    page.enter(situation="monitoring", place="Atlantis")
    page.press("next")
    assert page.sheet.step == "where"


def test_a_card_says_who_how_by_when_and_how_sure(page: Any) -> None:
    page.enter(place="FR", kind="private", situation="scoring", step="rights")
    cards = shown(page, "cards")
    assert "Who: the person concerned" in cards
    assert "How: request for access to data" in cards
    assert "How sure we are: official text read on" in cards
    assert "is no legal advice" in cards


def test_every_region_with_law_of_its_own_has_a_name() -> None:
    on_record = {one.place for one in law().records if "-" in one.place}
    assert on_record == set(saying.REGIONS)
    for code in ("en", "ar", "fr", "es", "pt"):
        assert not any(region in place_name(region, Language(code)) for region in on_record)


def test_what_was_not_found_is_not_said_to_be_missing_law(page: Any) -> None:
    page.enter(place="JO", situation="monitoring", kind="private", step="rights")
    cards = shown(page, "cards")
    assert "Not found in force here" in cards
    assert "There is no law" not in cards
    assert "Whom to ask" in cards


def fill_letter(page: Any, **more: Any) -> None:
    page.enter(
        place="GB", kind="contract", situation="scoring", letter="access-request", to="District", step="letter", **more
    )


def test_each_member_gets_a_letter_and_no_name_stands_in_a_file_name(page: Any) -> None:
    fill_letter(page, form="one", members="A. Otieno; 4711\nB. Diallo")
    page.enter(**{"blank-decision": "the roster", "blank-since": "1 June 2026", "blank-contact": "12 Road"})
    assert "Names read: 2" in shown(page, "counted")
    page.enter(step="home")
    page.press("make")
    letter, dates = page.sheet.items["letter"], page.sheet.items["dates"]
    ((_, _, _, content),) = letter.files
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        texts = [text_of(archive.read(name)) for name in names]
    assert len(names) == 2
    assert not any("Otieno" in name for name in names)
    assert "B. Diallo" in texts[1]
    assert "A. Otieno" not in texts[1]
    assert b"BEGIN:VEVENT" in dates.files[0][3]
    page.enter(to="Other")
    assert "letter" not in page.sheet.items, "what was made before grows old"


def test_what_is_open_is_pointed_at(page: Any) -> None:
    fill_letter(page, form="many", sender="Nurses", members="A\nB\nC")
    assert "blank-people" not in page.sheet.items, "the list counts them"
    page.enter(step="home")  # by the list of steps, past what "Next" would have said
    page.press("make")
    assert page.sheet.step == "letter"
    assert page.sheet.items["blank-decision"].error
    page.enter(
        **{"blank-decision": "the roster", "blank-since": "1 June 2026", "blank-contact": "12 Road"}, step="home"
    )
    page.press("make")
    assert "Their number: 3." in text_of(page.sheet.items["letter"].files[0][3])
    assert "annex" in page.sheet.items


def test_next_stops_at_what_the_letter_lacks_and_back_does_not(page: Any) -> None:
    page.enter(place="KE", kind="public", situation="scheduling", step="letter", letter="system-inventory")
    page.press("next")
    assert page.sheet.step == "letter"
    assert set(page.errors) == {"to"}
    page.enter(sender="UNION-A", to="EMPLOYER-B")
    page.press("next")
    assert set(page.errors) == {"blank-workplaces"}
    page.enter(**{"blank-workplaces": "all wards", "blank-contact": "P.O. Box 100", "days": "abc"})
    page.press("next")
    assert set(page.errors) == {"days"}, "days that are no number do not pass in silence"
    page.press("back")
    assert page.sheet.step == "rights"
    page.enter(step="letter", days="٣٠")
    page.press("next")
    assert page.sheet.step == "home"


@pytest.mark.parametrize("place", ["KE", "AQ"])
def test_the_paper_of_rights_has_a_title_over_each_part_and_says_nothing_twice(place: str) -> None:
    model = RightsModel(Language("en"), TODAY, TODAY, place, "public", "scheduling")
    paper = model.rights_paper()
    titles = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert ("What can be used today" in titles) == bool(model.found and model.found.claims)
    assert titles[-1] == "Whom to ask"
    lines = [line for line in strip(write_text(paper)).splitlines() if line.strip()]
    assert len(lines) == len(set(lines))
    assert "Persuades and does not bind:" not in "".join(lines), "the title says so already"


def test_without_a_letter_only_the_rights_are_taken_home(page: Any) -> None:
    page.enter(place="KE", situation="monitoring", step="home")
    page.press("make")
    assert "rights" in page.sheet.items
    assert "letter" not in page.sheet.items


def test_a_reply_is_checked_and_the_reminder_waits_for_its_day(open_page: Callable[[Sheet], Any]) -> None:
    def at(today: date) -> Any:
        page = open_page(RightsView("en", today))
        page.enter(
            place="GB", kind="private", situation="monitoring", letter="system-inventory", sender="Nurses",
            to="District", day="2026-12-01", days="30", step="reply", pasted="1. Purpose\nIt plans shifts.",
        )  # fmt: skip
        return page

    early = at(date(2026, 12, 20))
    assert "not overdue" in shown(early, "due")
    assert "remind" not in early.sheet.items
    assert "A heading names it: “Purpose”" in shown(early, "seen")
    late = at(date(2027, 1, 5))
    assert "it is overdue" in shown(late, "due")
    late.enter(answered=["1"])
    late.press("remind")
    assert "is empty" in late.sheet.items["next-step"].error
    late.enter(**{"remind-contact": "12 Road", "next-step": "a complaint"})
    late.press("remind")
    told = text_of(late.sheet.items["reminder"].files[0][3])
    assert "which data it uses" in told
    assert "what it is for" not in told, "that is ticked"
    late.enter(answered=[str(number) for number in range(9)])
    assert "remind" not in late.sheet.items
    assert "I have a file" in shown(late, "data")


def test_every_kind_of_right_that_has_a_clause_leads_to_one_that_names_it() -> None:
    for right in law().rights:
        clause = clause_for(right)
        assert clause is None or right in library()[clause].rights
    assert clause_for("consultation") is not None


REGIONS: list[tuple[str, str, str, AskedEmployer, str]] = [
    # place, language, situation, kind of employer, letter: two countries in each of five regions
    ("KE", "en", "dismissal_by_system", "private", "access-request"),
    ("SN", "fr", "scoring", "private", "access-request"),
    ("MA", "ar", "monitoring", "private", "access-request"),
    ("JO", "ar", "hiring_tool", "private", "access-request"),
    ("BR", "pt", "scoring", "private", "access-request"),
    ("MX", "es", "public_chatbot", "statute", "information-act-request"),
    ("GB", "en", "public_chatbot", "contract", "information-act-request"),
    ("ES", "es", "monitoring", "private", "access-request"),
    ("IN", "en", "biometrics", "private", "access-request"),
    ("NZ", "en", "public_chatbot", "contract", "information-act-request"),
]


@pytest.mark.parametrize(("place", "language", "situation", "kind", "letter"), REGIONS)
def test_from_place_and_situation_to_letter_day_reply_and_demand(
    place: str, language: str, situation: str, kind: AskedEmployer, letter: str
) -> None:
    speech = Language(language)
    model = RightsModel(
        speech, date(2027, 3, 1), TODAY, place, kind, situation, letter, sender="UNION-A", to="EMPLOYER-B"
    )
    found = model.found
    assert found is not None
    assert model.rights_paper().language.code == language
    record = model.record
    assert record is not None
    blanks = {one.name: one.example_in(speech) for one in record.blanks_of(model.way) if one.name != "answer_days"}
    model = RightsModel(
        speech, date(2027, 3, 1), TODAY, place, kind, situation, letter, sender="UNION-A", to="EMPLOYER-B",
        blanks=blanks, answered=frozenset({0}), demanded=tuple(one.right for one in found.missing[:3]),
    )  # fmt: skip
    assert model.open_entry() == ("", "")
    (out,) = model.letters_out()
    told = strip(write_text(out))
    assert model.request.title in told
    assert strip(out.language.date(model.request.due.due)) in told
    assert TODAY < model.request.due.due < model.today
    reminder = strip(
        write_text(model.request.reminder(model.reply.missing, model.today, contact="A 1", next_step="B 2"))
    )
    assert model.request.points[0].text not in reminder
    assert all(point.text in reminder for point in model.request.points[1:])
    draft = model.draft()
    assert draft is not None, "something is missing everywhere"
    assert draft.language == language
    paper = strip(write_text(model.demand_paper()))
    assert len(paper) > 200
