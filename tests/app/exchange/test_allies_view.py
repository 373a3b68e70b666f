"""The map is drawn as one taps; the plan has days; the words have a length; the paper stays with us."""

from __future__ import annotations

import re
from datetime import date

import pytest
from icalendar import Calendar

from toolkit.app.exchange.allies_model import PITCH_SECONDS, Pitch
from toolkit.app.exchange.allies_view import AlliesView
from toolkit.app.kit.fields import TakeAway

DAY = date(2026, 12, 1)
TWO = {
    "system": "ShiftWise",
    "name.0": "Union",
    "interest.0": "2",
    "power.0": "1",
    "name.1": "Ministry",
    "interest.1": "-1",
    "power.1": "4",
}


def view(language: str = "en", **entries: object) -> AlliesView:
    made = AlliesView(language, DAY)
    made.take({"event": "values", "values": entries})
    return made


def text(page: AlliesView, name: str) -> str:
    return re.sub("[\u2066-\u2069]", "", page.items[name].content)  # type: ignore[attr-defined]


def test_an_actor_is_drawn_once_name_interest_and_power_are_there() -> None:
    page = view(**{"name.0": "Union", "interest.0": "2"})
    assert "picture" not in page.items
    page.take({"event": "values", "values": {"power.0": "1"}})
    assert text(page, "picture").count("<circle") == 1


def test_a_gap_is_told_until_a_bridge_leads_there() -> None:
    page = view(**TWO)
    assert "Able to stop us, and reached by nobody on our side on this map: Ministry." in text(page, "gaps")
    page.take({"event": "values", "values": {"reaches.0": ["1"], "step": "bridges"}})
    assert "Able to stop us" not in text(page, "gaps")
    assert "Nothing is missing that this map could show" in text(page, "gaps")
    assert text(page, "picture").count("<line") == 1


def test_for_stands_where_reading_ends() -> None:
    places = [re.findall(r'circle cx="([\d.]+)"', text(view(language, **TWO), "picture")) for language in ("en", "ar")]
    assert places == [["270", "90"], ["30", "210"]]


@pytest.mark.parametrize("raw", ["9", "-3", "1.5", "²", "x", ["1"], None])
def test_what_no_page_of_ours_sends_puts_nobody_on_the_map(raw: object) -> None:
    assert view(**{**TWO, "power.1": raw}).model.map.actors == view(**TWO).model.map.actors[:1]


def test_the_same_name_twice_is_one_actor() -> None:
    assert len(view(**{**TWO, "name.1": "Union"}).model.map.actors) == 1


def test_days_are_proposed_and_a_step_before_its_ground_is_asked_about() -> None:
    page = view(steps=["request", "media"], start="2027-01-04", step="plan")
    page.take({"event": "press", "name": "propose"})
    assert [step.day for step in page.model.plan.steps] == [date(2027, 1, 4), date(2027, 3, 22)]
    assert text(page, "doubts") == ""
    page.take({"event": "values", "values": {"day.media": "2027-01-01"}})
    assert "before “Request” on which it rests" in text(page, "doubts")


def test_days_are_proposed_for_ticked_steps_only_and_before_the_system_starts() -> None:
    page = view(step="plan", start="2027-01-04")
    page.take({"event": "press", "name": "propose"})
    assert page.model.plan.steps == ()
    assert "Tick the steps first" in text(page, "doubts")
    page.take({"event": "values", "values": {"steps": ["limits", "request", "law"], "begins": "2027-05-03"}})
    page.take({"event": "press", "name": "propose"})
    assert [(step.kind, step.day) for step in page.model.plan.steps] == [
        ("limits", date(2027, 1, 4)),
        ("request", date(2027, 1, 4)),
        ("law", date(2027, 4, 30)),
    ]
    page.take({"event": "values", "values": {"day.law": "2027-05-03"}})
    assert "Not before that day: Law." in text(page, "doubts")


def test_words_that_take_longer_than_a_minute_and_a_half_are_told() -> None:
    assert Pitch(ask="word " * 195).seconds == PITCH_SECONDS
    assert "more than" not in Pitch(ask="word " * 195).say_length("en")
    assert "more than 90" in re.sub("[\u2066-\u2069]", "", Pitch(ask="word " * 200).say_length("en"))
    assert Pitch().say_length("en") == "", "nothing is said of what is not written"


def test_the_paper_is_for_us_and_the_days_go_into_a_calendar() -> None:
    page = view(
        **TWO, steps=["request"], **{"day.request": "2027-01-04"}, ally="Patients", ask="Come on 3 March.", step="home"
    )
    page.take({"event": "press", "name": "make"})
    paper, dates = page.items["paper"], page.items["dates"]
    assert isinstance(paper, TakeAway)
    assert isinstance(dates, TakeAway)
    assert "For us. Not for the other side" in paper.page
    assert "Ministry" in paper.words
    assert "Come on 3 March." in paper.words
    assert Calendar.from_ical(dates.files[0][3]).walk("VEVENT")[0]["dtstart"].dt == date(2027, 1, 4)


def test_an_empty_page_makes_no_paper() -> None:
    page = view(step="home")
    page.take({"event": "press", "name": "make"})
    assert "paper" not in page.items
    assert "Nothing is written yet" in text(page, "told")


def test_nothing_that_somebody_wrote_becomes_markup(hostile: str) -> None:
    page = view(**{**TWO, "name.0": hostile[:80], "system": hostile})
    assert "<script>" not in text(page, "picture") + text(page, "gaps")
    assert "<img" not in text(page, "picture") + text(page, "gaps")


def test_the_words_become_a_page_to_hand_over_unless_it_would_harm_somebody() -> None:
    page = view(open_ask="A trial first.", occasion="hearing", ally="Patients", step="home", **TWO)
    page.take({"event": "press", "name": "make"})
    brief = page.items["brief"]
    assert isinstance(brief, TakeAway)
    assert "A trial first." in brief.words
    assert "For us" not in brief.page
    page.take({"event": "values", "values": {"open_ask": "Our red line is March."}})
    page.take({"event": "press", "name": "make"})
    assert "brief" not in page.items
    assert "settle for" in text(page, "told")


def test_actors_of_the_register_come_once_a_country_is_chosen_the_nearest_first() -> None:
    assert "register" not in view().items
    shown = text(view(place="ZA"), "register")
    assert shown.count("<li>") == 5
    assert "does not say that they will join" in shown


ALLY = {
    "ally": "Patients’ association",
    "stake": "Nobody calls you back.",
    "story": "412 calls in March.",
    "ask": "Sit beside us at the hearing on 3 March.",
    "price": "Longer hours, but no overtime.",
}


OPEN = {"open_stake": "Calls stay unanswered.", "open_ask": "Decide after a trial."}


@pytest.mark.parametrize("occasion", ["hearing", "tender", "press"])
def test_what_we_ask_of_an_ally_is_never_on_the_page_for_others(occasion: str) -> None:
    page = view(**TWO, **ALLY, goal="No score untested.", occasion=occasion, step="home")
    page.take({"event": "press", "name": "make"})
    assert "brief" not in page.items, "without a request of its own there is no page"
    assert "asks for nothing yet" in text(page, "told")
    page.take({"event": "values", "values": OPEN})
    page.take({"event": "press", "name": "make"})
    brief, paper = page.items["brief"], page.items["paper"]
    assert isinstance(brief, TakeAway)
    assert isinstance(paper, TakeAway)
    for said in ("Calls stay unanswered.", "412 calls in March.", "Decide after a trial."):
        assert said in brief.words
    ours = (*(ALLY[name] for name in ("ally", "stake", "ask", "price")), "No score untested.", "Ministry", "Union")
    for kept in ours:
        assert kept not in brief.words + brief.page
        assert kept in re.sub("[\u2066-\u2069]", "", paper.words)
    page.take({"event": "values", "values": {"open_ask": f"Decide later. {ALLY['ask']}"}})
    page.take({"event": "press", "name": "make"})
    assert "brief" not in page.items
    assert "for the ally alone" in text(page, "told")


def test_our_paper_holds_the_drawing_with_words_for_those_who_do_not_see_it() -> None:
    import io
    import zipfile

    page = view(**TWO, **{"reaches.0": ["1"]}, step="home")
    page.take({"event": "press", "name": "make"})
    paper = page.items["paper"]
    assert isinstance(paper, TakeAway)
    assert '<img src="data:image/png' in paper.page
    assert 'alt="A map of who has a say' in paper.page
    assert "Who reaches whom" in paper.words
    word, printed = paper.files[0][3], paper.files[1][3]
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        assert [name for name in archive.namelist() if name.endswith(".png")]
        assert "A map of who has a say" in archive.read("word/document.xml").decode()
    assert b"/Image" in printed


def test_who_is_not_from_the_country_is_not_passed_off_as_such() -> None:
    assert "Nobody in our register is from the country" in text(view(place="PE"), "register")
    here = text(view(place="CA"), "register")
    assert "Nobody in our register" not in here
    assert "The nearest first" in here
    assert here.count('<a href="https://') == 5
    assert "Canadian Union of Public Employees" in here, "on record for other topics, but at home there"
