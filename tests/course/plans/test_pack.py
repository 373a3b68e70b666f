"""The papers of the three courses: complete, in their language, by the clock of the place."""

import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from toolkit.commands import main
from toolkit.course.plans import books, papers
from toolkit.course.plans.lesson import Lesson
from toolkit.course.plans.pack import pack_papers
from toolkit.course.plans.plan import Plan, UnlikelyPlan, make_plan
from toolkit.course.plans.run_sheet import NO_LESSON
from toolkit.course.plans.setting import Setting
from toolkit.course.plans.times import UnknownZone, zone_for
from toolkit.documents import Document, read_docx, write_pdf, write_text

COURSES = {
    "KE": ("organisers", "Africa", "en", "Africa/Nairobi", 3),
    "TN": ("leaders", "MENA", "ar", "Africa/Tunis", 2),
    "BR": ("representatives", "Americas", "pt", "America/Sao_Paulo", 2),
}
PAPERS, CALENDARS = 12, 2


class Then(date):
    """The day on which these tests plan, so that they hold in other years as well."""

    @classmethod
    def today(cls) -> "Then":
        return cls(2026, 12, 7)


@pytest.fixture(autouse=True)
def planned_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.command_course.date", Then)


@dataclass(frozen=True)
class Made:
    """A course as it is planned."""

    plan: Plan
    texts: dict[str, str]
    documents: dict[str, Document]


@pytest.fixture(scope="module", params=sorted(COURSES))
def made(request: pytest.FixtureRequest) -> Made:
    audience, region, language, _, _ = COURSES[request.param]
    plan = make_plan(audience, country=request.param, region=region, language=language, start=date(2027, 2, 1))
    packed = {one.id: one.document for one in pack_papers(plan)}
    return Made(plan, {name: write_text(one) for name, one in packed.items()}, packed)


def test_a_pack_is_complete_and_speaks_its_language(made: Made) -> None:
    plan, language = made.plan, made.plan.language
    assert len(made.documents) == PAPERS
    assert all(one.language == language for one in made.documents.values())
    for session in plan.track.sessions:
        for name in ("agenda", "run-sheet", "guide", "invitation"):
            assert session.title.say(language) in made.texts[name], name
        assert session.task.say(language) in made.texts["handbook"]
        for block in session.blocks:
            assert block.say.say(language) in made.texts["run-sheet"]
    assert all(plan.country in {"KE", "TN", "BR"} and one.strip() for one in made.texts.values())


def test_lessons_give_notes_and_key_points_or_are_said_to_be_missing(made: Made) -> None:
    plan = made.plan
    for topic in plan.topics:
        lesson, missing = plan.lesson(topic), plan.language.say(NO_LESSON, topic=topic)
        assert (missing in made.texts["handbook"]) == (lesson is None)
        assert (missing in made.texts["run-sheet"]) == (lesson is None)
        if lesson is not None:
            assert lesson.notes
            assert lesson.key_points
            assert lesson.title in made.texts["guide"]


def test_law_of_the_country_comes_and_unread_law_is_said_to_be_so(made: Made) -> None:
    from toolkit.course.plans.nearby import _NOT_READ, allies_near, cases_near, law_here

    plan, handbook = made.plan, made.texts["handbook"]
    law = law_here(plan)
    assert law
    assert {one.place for one in law} == {plan.country}
    unread = sum(not one.checked for one in law)
    assert handbook.count(plan.language.say(_NOT_READ)) == unread
    assert any(one.place == plan.country for topic in plan.topics for one in cases_near(plan, topic)) or (
        plan.country == "TN"
    )
    assert all(one.name in handbook for one in allies_near(plan))


def test_the_command_writes_word_dates_and_a_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.course.plans import pack

    monkeypatch.setitem(pack._WRITERS, ".pdf", lambda _: b"%PDF-")  # type: ignore[index]
    for country in ("KE", "TN"):
        audience, region, language, zone, sessions = COURSES[country]
        home = tmp_path / country
        line = f"course plan --audience {audience} --region {region} --country {country} --language {language}"
        assert main([*line.split(), "--start", "2027-02-01", "--folder", str(home)]) == 0
        names = sorted(path.name for path in home.iterdir())
        assert len(names) == 2 * PAPERS + CALENDARS
        with zipfile.ZipFile(tmp_path / f"{country}.zip") as archive:
            assert sorted(Path(name).name for name in archive.namelist()) == names
        assert all(read_docx(path) for path in home.glob("*.docx"))
        calendar = Calendar.from_ical(min(home.glob("*.ics"), key=lambda path: path.stat().st_size).read_bytes())
        events = list(calendar.walk("VEVENT"))[:-3]  # the last three are talks
        starts = [event.decoded("dtstart") for event in events]
        assert [one.replace(tzinfo=ZoneInfo(zone)) for one in starts] == [
            datetime(2027, 2, day, 9, tzinfo=ZoneInfo(zone)) for day in (1, 8, 15)[:sessions]
        ]
        assert all((event.decoded("dtend") - event.decoded("dtstart")).seconds == 3 * 3600 for event in events)
        assert [str(one["tzid"]) for one in calendar.walk("VTIMEZONE")] == [zone]


def test_a_run_sheet_is_printed() -> None:
    plan = make_plan("representatives", country="BR", language="pt", start=date(2027, 2, 1))
    assert write_pdf(papers.run_sheet(plan)).startswith(b"%PDF-")


def test_each_minute_follows_the_one_before() -> None:
    for hours in (1, 2, 3):
        plan = make_plan("organisers", country="KE", start=date(2027, 2, 1), hours=hours)
        for session in plan.track.sessions:
            slots = list(plan.slots(session))
            assert slots[0].at == 0
            assert all(one.ends == after.begins for one, after in zip(slots, slots[1:], strict=False))
            assert (slots[-1].ends - slots[0].begins).seconds == hours * 3600


def test_a_topic_without_a_lesson_is_planned_and_one_with_a_lesson_is_not_called_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from toolkit.course.plans import plan as planning

    found = planning.lesson
    monkeypatch.setattr(planning, "lesson", lambda topic, code: None if topic == 5 else found(topic, code))
    plan = make_plan("organisers", country="KE", start=date(2027, 2, 1))
    text = write_text(papers.run_sheet(plan))
    assert 5 in plan.without_lesson
    assert "Topic 5 is without a lesson yet" in text
    assert "Topic 4 is without a lesson yet" not in text


def test_cuts_of_a_lesson_stand_in_the_guide(monkeypatch: pytest.MonkeyPatch) -> None:
    short = Lesson(4, "Seat", 90, {"case": "The case"}, "", "- One", (("", "Begin."),), (), {60: {"case": 60}})
    monkeypatch.setattr(Plan, "lesson", lambda *_: short)
    text = write_text(books.guide(make_plan("leaders", country="TN", start=date(2027, 2, 1))))
    assert "The lesson by itself in 60 minutes" in text


def test_without_a_network_nothing_is_shown_on_a_phone() -> None:
    setting = Setting(6, network="none")
    plan = make_plan("leaders", country="TN", start=date(2027, 2, 1), setting=setting)
    text = write_text(papers.run_sheet(plan))
    assert "QR" not in text
    assert "On paper: the sheets of topic 4" in text
    assert "phones" not in write_text(papers.preparation(plan))


def test_what_lies_ready_is_enough_for_all() -> None:
    plan = make_plan("leaders", country="TN", start=date(2027, 2, 1), setting=Setting(31))
    ready = dict(papers.materials(plan))
    assert ready["Participant handbook"] == 31
    assert ready["phones, charged"] == 16
    assert ready["How was it?"] == 62


def test_a_country_without_law_on_record_is_not_said_to_have_none() -> None:
    plan = make_plan("leaders", country="AQ", start=date(2027, 2, 1), zone="UTC")
    text = write_text(books.handbook(plan))
    assert "That does not mean that there is none" in text


def test_what_cannot_be_planned_is_said_with_what_can() -> None:
    with pytest.raises(UnlikelyPlan, match="Africa, Americas"):
        make_plan("leaders", country="TN", start=date(2027, 2, 1), region="Maghreb")
    with pytest.raises(UnlikelyPlan, match="1, 2 or 3"):
        make_plan("leaders", country="TN", start=date(2027, 2, 1), hours=5)
    with pytest.raises(UnknownZone, match="Mars"):
        zone_for("KE", "Mars/Olympus")
    with pytest.raises(UnknownZone, match="which clock"):
        zone_for("AQ")
