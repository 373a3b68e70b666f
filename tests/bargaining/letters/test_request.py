"""A request on its way: one day in letter and calendar, many members, a reply never called complete, a reminder."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import icalendar
import pytest

from toolkit.bargaining.letters.deadline_file import calendar_of_answer
from toolkit.bargaining.letters.library import find_letter, letters
from toolkit.bargaining.letters.reply import Reply, headings_in, read_reply
from toolkit.bargaining.letters.request import Member, Request, members_of
from toolkit.documents import Bullets, write_text
from toolkit.errors import AgreementError, UnknownSuffix
from toolkit.languages import KNOWN, Language, strip
from toolkit.registers.law import DatedValue

SENT = date(2026, 12, 1)  # a Tuesday
NAMES = {"sender": "Nurses", "to": "District"}


def request(letter: str, language: str = "en", form: str = "", **how: Any) -> Request:
    record, speech = find_letter(letter), Language(language)
    way = form or next(iter(record.forms))
    blanks = {one.name: one.example_in(speech) for one in record.blanks_of(way) if one.name != "answer_days"}
    return Request(letter, speech, SENT, form=way, **{**NAMES, "blanks": blanks, **how})


def text_of(document: Any) -> str:
    return strip(write_text(document))


@pytest.mark.parametrize(
    ("time", "place", "due"),
    [
        # 25, 26 and (for 26, a Saturday) 28 December are holidays in England: 20 working days from 1 December.
        (DatedValue("answer_days", None, 20, "working_days", "official"), "GB-ENG", date(2026, 12, 31)),
        (None, "GB-ENG", date(2026, 12, 31)),  # thirty days
        # A week before Christmas plus eight days is Christmas Day; then comes the weekend, then the day for Boxing Day.
        (DatedValue("answer_days", None, 24, "days", "official"), "GB-ENG", date(2026, 12, 29)),
        (DatedValue("answer_days", None, 24, "days", "official"), "INT", date(2026, 12, 25)),  # no holidays known
    ],
)
def test_the_letter_names_the_day_that_stands_in_the_calendar(time: DatedValue | None, place: str, due: date) -> None:
    one = request("system-inventory", time=time, place=place)
    assert one.due.due == due
    assert f"by {Language('en').date(due)}" in text_of(one.document())
    first, second = icalendar.Calendar.from_ical(calendar_of_answer(one)).walk("VEVENT")
    assert first.decoded("dtstart") == due
    assert second.decoded("dtstart") > due
    assert ("are not known" in first["description"]) is not one.due.holidays_known


def test_the_same_letter_gives_the_same_events_and_nothing_of_what_it_asks() -> None:
    one = request("access-request", blanks={"decision": "the secret roster", "since": "x", "contact": "12 Road"})
    written = calendar_of_answer(one)
    assert written == calendar_of_answer(one)
    assert "secret" not in written
    assert "12 Road" not in written


@pytest.mark.parametrize(
    ("today", "late"), [(date(2026, 12, 30), False), (date(2026, 12, 31), False), (date(2027, 1, 1), True)]
)
def test_overdue_is_only_what_is_past(today: date, late: bool) -> None:
    assert request("system-inventory", place="GB-ENG").overdue(today) is late


def test_a_pasted_list_becomes_members_once_each() -> None:
    assert members_of("A. Otieno; 4711\n\n B. Diallo \nA. Otieno;4711\n4712\nد. حداد؛ 12") == (
        Member("A. Otieno", "4711"),
        Member("B. Diallo"),
        Member("د. حداد", "12"),
    )


def test_each_member_writes_alone_or_one_letter_is_written_for_all_with_the_names_apart() -> None:
    members = members_of("A. Otieno; 4711\nB. Diallo")
    first, second = map(text_of, request("access-request", "en", "one").for_each(members))
    assert "A. Otieno" in first
    assert "4711" in first
    assert "B. Diallo" not in first
    assert "B. Diallo" in second
    together = request("access-request", "en", "many")
    assert "Otieno" not in text_of(together.document())
    annex = text_of(together.annex(members))
    assert "A. Otieno (4711)" in annex
    assert "Only for those who deal with this request" in annex
    with pytest.raises(AgreementError, match="61 lines. At most 60"):
        request("access-request", "en", "one").for_each(tuple(Member(f"A{number}") for number in range(61)))


@pytest.mark.parametrize("language", KNOWN)
@pytest.mark.parametrize(("letter", "form"), [(one.id, form) for one in letters().values() for form in one.forms])
def test_the_list_of_what_was_asked_is_the_one_of_the_letter(letter: str, form: str, language: str) -> None:
    one = request(letter, language, form)
    listed = [item for block in one.document().blocks if isinstance(block, Bullets) for item in block.items]
    assert [re.sub(r"[\s;؛.]+$", "", strip(str(item))) for item in listed] == [point.text for point in one.points]
    assert all(point.words for point in one.points)


def test_the_joint_pay_assessment_asks_for_the_seven_contents_from_five_per_cent_on() -> None:
    one = request("pay-assessment")
    assert len(one.points) == 7
    assert "differ by at least five per cent" in text_of(one.document())
    assert find_letter("pay-assessment").law("FR", SENT) == ()  # no law that nobody has read for it


REPLY = """Dear colleagues,

We thank you for your letter of 1 December and are glad to answer it in detail below.

1. Name and supplier
The system is called Rota and comes from Example Ltd.

2. Purpose
It plans shifts.

Data used: see the annex of the contract
We regret that we cannot say more about the retention of anything at this time.
"""


def test_a_heading_is_a_hint_and_only_a_person_ticks() -> None:
    points = request("system-inventory").points
    reply = Reply(points, headings_in(REPLY.splitlines()))
    headings = [one.heading for one in reply]
    assert headings[:2] == ["Name and supplier", "Purpose"]
    assert headings[3].startswith("Data used")
    assert not headings[5], "retention stands in a sentence, and no sentence is a heading"
    assert reply.missing == points, "what a program found is not answered for that"
    assert "0 of 9 points are ticked" in reply.say("en")
    told = Reply(points, reply.headings, frozenset(range(9)))
    assert not told.missing
    assert "complete" not in told.say("en")
    assert "You say" in next(iter(told)).say("en")


@pytest.mark.parametrize(
    ("language", "heading", "number"),
    [
        ("ar", "3. السجلات والبيانات", 0),
        ("fr", "Durée de conservation", 1),
        ("es", "FINALIDAD:", 1),
        ("pt", "Copia", 0),
    ],
)
def test_headings_are_found_whatever_their_accents_letters_and_numbers(
    language: str, heading: str, number: int
) -> None:
    letter = "dispute-notice" if language == "ar" else "access-request"
    reply = Reply(request(letter, language).points, headings_in([heading]))
    assert [place for place, one in enumerate(reply) if one.heading] == [number]


def test_a_word_inside_another_is_no_heading() -> None:
    assert not any(one.heading for one in Reply(request("dispute-notice").points, ("Blogs and databases",)))


def test_a_reply_comes_as_a_file_of_text() -> None:
    assert "Purpose" in read_reply(REPLY.encode(), "reply.txt")
    with pytest.raises(UnknownSuffix):
        read_reply(b"%PDF", "reply.pdf")


@pytest.mark.parametrize("language", KNOWN)
def test_the_reminder_names_exactly_what_is_missing(language: str) -> None:
    one = request("system-inventory", language, place="GB-ENG")
    missing = (one.points[1], one.points[8])
    written = one.reminder(missing, date(2027, 1, 4), contact="12 Harbour Road", next_step="complaint")
    place = next(number for number, block in enumerate(written.blocks) if isinstance(block, Bullets))
    assert [strip(str(item)) for item in written.blocks[place].items] == [point.text for point in missing]
    assert str(written.blocks[place - 1].text).endswith(":"), "the sentence leads to the points"
    told = text_of(written)
    assert one.points[0].text not in told
    assert one.title in told
    assert strip(Language(language).date(date(2026, 12, 31))) in told


def test_no_reminder_before_its_time_and_none_of_nothing() -> None:
    one = request("system-inventory", place="GB-ENG")
    with pytest.raises(AgreementError, match="due on 2026-12-31"):
        one.reminder(one.points, date(2026, 12, 31), contact="x", next_step="y")
    with pytest.raises(AgreementError, match="nothing to remind of"):
        one.reminder((), date(2027, 1, 4), contact="x", next_step="y")
