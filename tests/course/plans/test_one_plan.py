"""Every paper of a course says of days, clocks, minutes, topics and places what its one plan says, and nothing else."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from docx import Document as read_word
from icalendar import Calendar

from toolkit.course.plans import papers
from toolkit.course.plans.free_days import told_days
from toolkit.course.plans.pack import dates
from toolkit.course.plans.plan import Plan, UnlikelyDay, UnlikelyPlan, make_plan
from toolkit.course.plans.print_list import prints
from toolkit.course.plans.run_sheet import show
from toolkit.course.plans.setting import Network, Setting
from toolkit.course.plans.times import Meeting, calendar_of, zone_for
from toolkit.course.plans.tracks import LENGTHS, blocks, track, track_names
from toolkit.documents import Document, write_docx, write_text
from toolkit.languages import Language, strip

# Written down by hand: weekday and date of Monday 1 February 2027 and of the Monday after it.
MONDAYS = {
    "en": ("Monday, 1 February 2027", "Monday, 8 February 2027"),
    "ar": ("الاثنين، 1 فبراير 2027", "الاثنين، 8 فبراير 2027"),
    "ar-TN": ("الاثنين، 1 فيفري 2027", "الاثنين، 8 فيفري 2027"),
    "fr": ("Lundi 1er février 2027", "Lundi 8 février 2027"),
    "es": ("Lunes, 1 de febrero de 2027", "Lunes, 8 de febrero de 2027"),
    "pt": ("Segunda-feira, 1 de fevereiro de 2027", "Segunda-feira, 8 de fevereiro de 2027"),
}
COUNTRIES = {"en": "KE", "ar": "MA", "ar-TN": "TN", "fr": "MA", "es": "AR", "pt": "BR"}
CASES = [
    (audience, language, hours, network)
    for number, audience in enumerate(("organisers", "leaders", "representatives"))
    for turn, language in enumerate(MONDAYS)
    for hours, network in (((turn + number) % 3 + 1, ("internet", "local", "none", "online")[(turn + number) % 4]),)
]


def planned(audience: str, language: str, hours: int, network: str) -> Plan:
    online = network == "online"
    reach: Network = "internet" if online else network  # type: ignore[assignment]
    setting = Setting(31, online, reach)
    country = COUNTRIES[language]
    more = {"zone": "America/Argentina/Buenos_Aires"} if country == "AR" else {}
    start = date(2027, 2, 1)
    return make_plan(
        audience,
        country=country,
        language=language,
        start=start,
        hours=hours,
        clock=time(14, 30),
        setting=setting,
        **more,
    )  # type: ignore[arg-type]


def words_of(document: Document) -> str:
    """The text of a paper as Word holds it, without marks of direction."""
    found = read_word(io.BytesIO(write_docx(document)))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return strip("\n".join([*(paragraph.text for paragraph in found.paragraphs), *cells]))


@pytest.mark.parametrize(("audience", "language", "hours", "network"), CASES)
def test_each_paper_agrees_with_the_plan(audience: str, language: str, hours: int, network: str) -> None:
    plan = planned(audience, language, hours, network)
    speech = plan.language
    ends = (datetime(2027, 2, 1, 14, 30) + timedelta(hours=hours)).strftime("%H:%M")
    run_sheet, invitation, agenda = papers.run_sheet(plan), papers.invitation(plan), papers.agenda(plan)
    for document in (run_sheet, invitation, agenda, papers.print_list(plan), papers.preparation(plan)):
        told = words_of(document)
        for monday in MONDAYS[language]:
            (line,) = [line for line in dict.fromkeys(told.splitlines()) if monday in line and "14:30" in line]
            assert re.findall(r"\d\d:\d\d", line)[-2:] == ["14:30", ends], document.title
    # The minutes and titles of run sheet and agenda are those of the blocks of that length, one after the other.
    for session in plan.track.sessions:
        held = session.within(60 * hours)
        clocks = [slot.begins.strftime("%H:%M") for slot in plan.slots(session)]
        in_agenda = strip(write_text(agenda)).split(strip(session.title.say(speech)), 1)[1]
        rows = [line.split(" | ") for line in in_agenda.splitlines() if re.match(r"\d\d:\d\d \|", line)][: len(held)]
        assert rows == [
            [clock, strip(block.title.say(speech)), str(block.minutes)]
            for clock, block in zip(clocks, held, strict=True)
        ]
        sheet = words_of(run_sheet)
        assert all(strip(block.happens.say(speech)) in sheet for block in held)
        assert all(strip(show(plan, session, block)) in sheet for block in held)
    taught = {block.id for block in plan.blocks}
    left_out = {block.id for session in plan.track.sessions for block in session.blocks} - taught
    for block in (block for session in plan.track.sessions for block in session.blocks if block.id in left_out):
        assert strip(block.happens.say(speech)) not in words_of(run_sheet), block.id
    # The invitation promises what a block gives that is held, and nothing of one that is not.
    lines = strip(write_text(invitation)).splitlines()
    promised = [line.removeprefix("• ") for line in lines if line.startswith("• ")]
    assert promised == list(dict.fromkeys(strip(block.gives.say(speech)) for block in plan.blocks if block.gives))
    bring = {"none": "paper", "online": "online"}.get(network, "phone")
    asked = {name: strip(speech.say(sentence)) in "\n".join(lines) for name, sentence in papers._BRING.items()}
    assert asked == {name: name == bring for name in papers._BRING}
    assert (speech.say(papers._WAY_HOME) in "\n".join(lines)) == (network != "online")


@pytest.mark.parametrize(("audience", "language", "hours", "network"), CASES)
def test_the_calendars_agree_with_the_plan(audience: str, language: str, hours: int, network: str) -> None:
    plan = planned(audience, language, hours, network)
    _, content = dates(plan)
    assert b"ATTENDEE" not in content
    assert b"ORGANIZER" not in content
    events = Calendar.from_ical(content).walk("VEVENT")
    count = len(plan.track.sessions)
    for session, event in zip(plan.track.sessions, events[:count], strict=True):
        assert event.decoded("dtstart").replace(tzinfo=plan.zone) == plan.begins(plan.days[session.number - 1])
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=hours)
        assert strip(session.title.say(plan.language)) in str(event["summary"])
    told = strip(write_text(papers.follow_up(plan)))
    invited = strip(write_text(papers.invitation(plan)))
    for event, after in zip(events[count:], (30, 60, 90), strict=True):
        begins, ends = event.decoded("dtstart"), event.decoded("dtend")
        assert 0 <= (begins.date() - plan.days[-1]).days - after <= 4, "the first working day from then on"
        assert (ends - begins).seconds == 15 * 60  # as the sheet of the talks says
        assert str(event["description"]) == strip(papers.who_comes(plan))
        assert strip(plan.language.day(begins.date())) in told
        assert strip(plan.language.date(begins.date(), "full")) in invited


def test_a_calendar_replaces_its_own_events_and_no_other_course() -> None:
    def ids(**changed: object) -> list[str]:
        asked = {"audience": "leaders", "country": "KE", "start": date(2027, 2, 1), **changed}
        events = Calendar.from_ical(dates(make_plan(**asked))[1]).walk("VEVENT")  # type: ignore[arg-type]
        return [str(event["uid"]) for event in events]

    first = ids()
    assert len(set(first)) == len(first) == 2 + 3
    assert ids(language="ar") == ids(clock=time(14)) == first
    for other in ({"start": date(2027, 2, 2)}, {"country": "UG"}, {"audience": "representatives"}):
        assert not set(ids(**other)) & set(first)


def test_whoever_leads_has_the_days_of_preparation_too() -> None:
    plan = make_plan("leaders", country="KE", start=date(2027, 2, 1))
    leading = Calendar.from_ical(dates(plan, leading=True)[1]).walk("VEVENT")
    whole_days = [event.decoded("dtstart") for event in leading if not isinstance(event.decoded("dtstart"), datetime)]
    assert whole_days[0] == date(2026, 12, 7)  # eight weeks before, counted on a calendar
    assert len(whole_days) == 8
    assert len(leading) == 2 + 3 + 8


def test_nothing_is_to_be_prepared_before_the_day_of_planning() -> None:
    plan = make_plan("leaders", country="KE", start=date(2027, 2, 1), today=date(2027, 1, 22))
    assert plan.answer_by == date(2027, 1, 27)  # half way of ten days
    assert plan.prepared(-56, last=False) == date(2027, 1, 22)
    assert plan.prepared(-1, last=False) == date(2027, 1, 31)
    assert make_plan("leaders", country="KE", start=date(2027, 2, 1)).answer_by == date(2027, 1, 18)


@pytest.mark.parametrize(
    ("start", "today", "said"),
    [
        (date(2026, 12, 6), date(2026, 12, 7), "from 7 December 2026 on"),
        (date(2026, 12, 7), date(2026, 12, 7), ""),
        (date(2029, 12, 31), date(2026, 12, 7), ""),
        (date(2030, 1, 1), date(2026, 12, 7), "until 31 December 2029"),
        (date(2021, 1, 4), None, ""),  # a plan that was saved years ago
        (date(9999, 12, 31), None, "until 31 December 2999"),
        (date(1, 1, 1), None, "from 1 January 2000 on"),
    ],
)
def test_days_that_are_over_or_years_ahead_are_refused(start: date, today: date | None, said: str) -> None:
    if not said:
        assert make_plan("leaders", country="KE", start=start, today=today).days[0] == start
        return
    with pytest.raises(UnlikelyDay, match="The first session would be on") as refused:
        make_plan("leaders", country="KE", start=start, today=today)
    assert said in strip(Language("en").say_error(refused.value))


def test_sessions_follow_within_a_year() -> None:
    for every in (0, 367, 10**9):
        with pytest.raises(UnlikelyPlan, match="at least one day"):
            make_plan("leaders", country="KE", start=date(2027, 2, 1), every=every)


@pytest.mark.parametrize(
    ("country", "start", "said"),
    [
        ("KE", date(2027, 2, 1), []),
        ("KE", date(2027, 6, 1), ["Session 1 (Tuesday, 1 June 2027) is on a public holiday in Kenya: Madaraka Day"]),
        (
            "BR",
            date(2027, 2, 1),
            ["many in Brazil do not work: Carnival. The next day that is neither is Thursday, 11"],
        ),
        ("EG", date(2027, 2, 5), ["weekend in Egypt. The next day that is neither is Sunday, 7", "Session 2"]),
        ("MA", date(2027, 3, 2), ["Eid al-Fitr (estimated)", "follows the moon"]),
        ("LK", date(2027, 2, 6), ["no list of holidays for Sri Lanka"]),  # a Saturday
    ],
)
def test_weekends_and_holidays_are_named_and_what_is_not_known_is_not_denied(
    country: str, start: date, said: list[str]
) -> None:
    plan = make_plan("leaders", country=country, start=start)
    told = [strip(sentence) for sentence in told_days(plan, plan.language)]
    assert len(told) == len(said)
    assert all(part in sentence for part, sentence in zip(said, told, strict=True))
    on_paper = strip(write_text(papers.preparation(plan)))
    assert all(sentence in on_paper for sentence in told)
    assert ("No session is on a weekend or on a holiday of Kenya" in on_paper) == (not said)


def test_what_is_printed_is_counted_from_people_and_groups() -> None:
    def counted(setting: Setting, session: int, hours: int = 1) -> dict[str, int]:
        plan = make_plan("leaders", country="KE", start=date(2027, 2, 1), setting=setting, hours=hours)
        return {one.title: one.copies for one in prints(plan, plan.track.sessions[session])}

    phones, paper = counted(Setting(31), 0), counted(Setting(31, network="none"), 1)
    assert (phones["Participant handbook"], phones["Run sheet"], phones["How was it?"]) == (31, 2, 31)
    assert phones["The address of the page with its QR code, from the page of the room"] == 7
    assert not any(title.startswith("Exercises") for title in phones)
    # An hour of the second session is topic 5 alone, and decisions without a lesson.
    assert paper["Exercises on paper, topic 5"] == 7
    assert not any("topic 7" in title or "QR" in title for title in paper)
    assert "Participant handbook" not in paper, "people bring the one that they got"
    assert "Exercises on paper, topic 7" in counted(Setting(31, network="none"), 1, 3)
    assert set(counted(Setting(31, True, "internet"), 0)) == {"Run sheet", "Facilitator guide"}


def test_every_thing_that_is_promised_comes_of_a_block_of_a_course() -> None:
    for name in track_names():
        for session in track(name).sessions:
            for shorter, longer in pairwise(LENGTHS):
                # Whoever catches up in an hour does nothing that the others did not do.
                assert {one.id for one in session.within(shorter)} <= {one.id for one in session.within(longer)}
    assert sum("gives" in one.raw for one in blocks().values()) == 14


@pytest.mark.parametrize(
    ("country", "day", "offset"),
    [
        ("MA", date(2027, 2, 8), 0),
        ("MA", date(2027, 3, 15), 1),
        ("KE", date(2027, 2, 8), 3),
        ("BR", date(2027, 2, 8), -3),
    ],
)
def test_the_calendar_knows_the_clock_there(country: str, day: date, offset: int) -> None:
    """Morocco turns its clocks for Ramadan alone: from 7 February to 14 March 2027 they show UTC."""
    begins = datetime(day.year, day.month, day.day, 9, tzinfo=zone_for(country))
    around = [Meeting(str(n), "x", "y", begins + timedelta(days=n), 60) for n in (-30, 0, 40)]
    calendar = Calendar.from_ical(calendar_of("Course", "course", around, "en"))
    there = calendar.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)  # what the file says, not what this computer knows
    assert there.utcoffset(datetime(day.year, day.month, day.day, 9)) == timedelta(hours=offset)
