"""Who owes what by when, and the calendar file: days by hand, and read again by a parser that is not ours."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from dateutil.rrule import rrulestr

from toolkit.bargaining import Agreement, library
from toolkit.bargaining.agreements.calendar_file import calendar_of
from toolkit.bargaining.agreements.timetable import Span
from toolkit.errors import AgreementError

DAY = date(2026, 12, 1)


@pytest.fixture
def draft() -> Agreement:
    blanks = {blank.name: blank.example for blank in library()["bias"].blanks}
    empty = Agreement(title="Fair, dated; and\\or", union="Union", employer="Agency", place="KE", on=DAY, months=24)
    return replace(empty, starts=date(2027, 1, 31)).add("bias", blanks=blanks)


def test_the_duties_of_the_audit_fall_due_on_days_counted_by_hand(draft: Agreement) -> None:
    audit = next(due for due in draft.timetable() if due.article == "bias" and due.who == "employer")
    assert audit.day == date(2027, 5, 1)  # 31 January and 90 days
    assert list(audit.days()) == [date(2027, 5, 1), date(2028, 5, 1)]  # the term ends on 31 January 2029
    renewal = next(due for due in draft.timetable() if due.article == "force" and due.who == "union")
    assert renewal.day == date(2028, 7, 31)
    report = next(due for due in draft.timetable() if due.article == "force" and due.who == "employer")
    assert report.day == date(2028, 1, 17)  # two weeks before 31 January 2028
    assert [due.day for due in draft.timetable()] == sorted(due.day for due in draft.timetable() if due.day)


@pytest.mark.parametrize(
    ("span", "day", "then"),
    [
        (Span(1, "months"), date(2027, 1, 31), date(2027, 2, 28)),
        (Span(1, "months"), date(2028, 1, 31), date(2028, 2, 29)),
        (Span(12, "months"), date(2028, 2, 29), date(2029, 2, 28)),
        (Span(1, "years"), date(2028, 2, 29), date(2029, 2, 28)),
        (Span(3, "weeks"), date(2027, 12, 20), date(2028, 1, 10)),
        (Span(30, "days"), date(2027, 2, 1), date(2027, 3, 3)),
    ],
)
def test_time_is_counted_as_agreements_count_it(span: Span, day: date, then: date) -> None:
    assert span.after(day) == then


def test_without_a_beginning_duties_have_times_and_no_days(draft: Agreement, tmp_path: Path) -> None:
    undated = replace(draft, starts=None)
    assert {due.day for due in undated.timetable()} == {None}
    assert any(due.within == Span(90, "days") for due in undated.timetable())
    with pytest.raises(AgreementError, match="does not say when it enters into force"):
        undated.write(tmp_path / "dates.ics")
    assert list(tmp_path.iterdir()) == []


def test_an_open_blank_gives_no_date(draft: Agreement) -> None:
    assert not [due for due in draft.fill("bias", first_audit_days=None).timetable() if due.article == "bias"]


def test_another_parser_reads_the_days_back(draft: Agreement, tmp_path: Path) -> None:
    raw = draft.write(tmp_path / "dates.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    events = list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))
    assert len(events) == len(draft.timetable())
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert sorted(event["DTSTART"].dt for event in events) == [due.day for due in draft.timetable()]
    assert all(str(event["DESCRIPTION"]).startswith("Fair, dated; and\\or: ") for event in events)
    assert any("audited for unequal treatment" in str(event["SUMMARY"]) for event in events)


def test_the_file_is_written_as_the_format_wants_it(draft: Agreement) -> None:
    """RFC 5545, by hand: signs of its own are escaped, a day is no moment, a reminder comes two weeks before."""
    lines = calendar_of(draft).replace("\r\n ", "").split("\r\n")
    title = "Fair\\, dated\\; and\\\\or"
    assert [f"NAME:{title}", f"X-WR-CALNAME:{title}"] == [line for line in lines if "NAME:" in line]
    first = draft.timetable()[0].day
    assert first is not None
    event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    assert f"DTSTART;VALUE=DATE:{first:%Y%m%d}" in event
    assert f"DTEND;VALUE=DATE:{first + timedelta(days=1):%Y%m%d}" in event
    assert {"TRANSP:TRANSPARENT", "ACTION:DISPLAY", "TRIGGER:-P14D"} <= set(event)
    assert all(line.startswith("SUMMARY;LANGUAGE=en-KE:") for line in event if line.startswith("SUMMARY"))


def test_repetitions_fall_on_the_days_of_the_timetable(draft: Agreement) -> None:
    blanks = dict(draft.article("bias").blanks) | {"first_audit_days": 59, "interval_months": 1}  # 31 March
    monthly = draft.fill("bias", **blanks)
    due = next(one for one in monthly.timetable() if one.article == "bias")
    assert due.day == date(2027, 3, 31)
    rules = re.findall(r"RRULE:(\S+)", calendar_of(monthly).replace("\r\n ", ""))
    rule = next(one for one in rules if "INTERVAL=1;" in one)
    found = [one.date() for one in rrulestr(f"DTSTART:20270331\nRRULE:{rule}")]
    assert found == list(due.days())
    assert found[1] == date(2027, 4, 30)


def test_the_same_draft_gives_the_same_bytes_and_no_trace_of_the_machine(draft: Agreement) -> None:
    assert calendar_of(draft) == calendar_of(draft)
    assert "DTSTAMP:20261201T000000Z" in calendar_of(draft)


def test_the_other_side_gets_no_homework_of_ours(draft: Agreement) -> None:
    assert "note the day" in calendar_of(draft).replace("\r\n ", "")
    assert "note the day" not in calendar_of(draft, "table").replace("\r\n ", "")
    assert "prepare" not in calendar_of(draft, "table").replace("\r\n ", "")


def test_arabic_is_folded_between_letters(draft: Agreement, tmp_path: Path) -> None:
    arabic = replace(draft, language="ar", place="MA", title="اتفاق " * 30)
    raw = arabic.write(tmp_path / "dates.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    for line in raw.split(b"\r\n"):
        line.decode("utf-8")
    assert "اتفاق" in str(icalendar.Calendar.from_ical(raw)["NAME"])


def test_half_a_letter_in_a_name_leaves_a_calendar_that_can_be_read(draft: Agreement, tmp_path: Path) -> None:
    odd = replace(draft, union="Dock\ud800 Workers", title="A\udfffB")
    raw = odd.write(tmp_path / "dates.ics").read_bytes()
    assert len({str(event["UID"]) for event in icalendar.Calendar.from_ical(raw).walk("VEVENT")}) > 1
    for suffix in ("docx", "pdf", "html", "md"):
        assert odd.write(tmp_path / f"paper.{suffix}").stat().st_size > 1000
