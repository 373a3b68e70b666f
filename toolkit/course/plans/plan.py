"""A course as it will be held: for whom, where, in which language, on which days, by which clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from toolkit.course.plans.answers import Answers
from toolkit.course.plans.lesson import Lesson, lesson
from toolkit.course.plans.setting import Setting
from toolkit.course.plans.times import begin, zone_for
from toolkit.course.plans.tracks import LENGTHS, WHOLE, Block, Session, Track, track
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language
from toolkit.registers.exchange.regions import region_of
from toolkit.registers.law_records import REGIONS
from toolkit.rights.asking import asked_place
from toolkit.rights.working_days import next_working_day

WEEK, MOST_BETWEEN = 7, 366
TALKS_AFTER, TALK_MINUTES = (30, 60, 90), 15
_ANSWER_DAYS = 14  # before the first session
_YEARS_AHEAD = 3
_FIRST, _LAST = date(2000, 1, 1), date(2999, 12, 31)  # of plans that are read and not made
OVER = translatable("The first session would be on {day}, and that day is over. Give a day from {first} on.")
TOO_FAR = translatable(
    "The first session would be on {day}, which is more than {years} years ahead. Look at the year, and give a day "
    "until {last}."
)


class UnlikelyPlan(ToolkitError):
    """A course cannot be planned so."""


class UnlikelyDay(UnlikelyPlan):
    """The first session cannot be on that day."""


@dataclass(frozen=True)
class Slot:
    """A block at its minute: `at` minutes after the beginning, by the clock from `begins` to `ends`."""

    block: Block
    at: int
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Plan:
    """A course with its days. Made by `make_plan`, which checks what was asked.

    Attributes
    ----------
    country
        ISO 3166 code of the union that holds it.
    region
        Whose cases come after those of the country.
    days
        The day of each session.
    length
        Minutes of a session: 60, 120 or 180.
    made
        The day on which it is planned, where that is known: nothing is to be prepared before it.
    answers
        What invited people answered, where that is known; then so many people are reckoned with.
    """

    track: Track
    language: Language
    country: str
    region: str | None
    days: tuple[date, ...]
    clock: time
    zone: ZoneInfo
    setting: Setting = field(default_factory=Setting)
    length: int = WHOLE
    made: date | None = None
    answers: Answers | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What is done in all sessions, as far as their length lets it be."""
        return tuple(block for session in self.track.sessions for block in session.within(self.length))

    @property
    def talks(self) -> tuple[tuple[int, date], ...]:
        """After how many days it is asked what came of it, and on which working day that is."""
        return tuple(
            (days, next_working_day(self.days[-1] + timedelta(days=days), self.country)) for days in TALKS_AFTER
        )

    @property
    def answer_by(self) -> date:
        """Until when invited people answer: two weeks before, or half way where there is less time."""
        usual = self.days[0] - timedelta(days=_ANSWER_DAYS)
        return usual if self.made is None else max(usual, self.made + (self.days[0] - self.made) // 2)

    def prepared(self, days: int, *, last: bool) -> date:
        """The day that is so many days after the first or the last session, and not before it is planned."""
        day = self.days[-1 if last else 0] + timedelta(days=days)
        return day if self.made is None else max(day, self.made)

    @property
    def meetings(self) -> tuple[tuple[Session, date], ...]:
        """Each session with its day."""
        return tuple(zip(self.track.sessions, self.days, strict=True))

    def begins(self, day: date) -> datetime:
        """When the session of a day begins."""
        return begin(day, self.clock, self.zone)

    def slots(self, session: Session) -> Iterator[Slot]:
        """The blocks of a session, each at its minute."""
        at, start = 0, self.begins(self.days[session.number - 1])
        for block in session.within(self.length):
            # Wall clocks are added up in the zone's own time: nobody meets in the hour in which clocks are changed.
            first = start + timedelta(minutes=at)
            yield Slot(block, at, first, first + timedelta(minutes=block.minutes))
            at += block.minutes

    def lesson(self, topic: int) -> Lesson | None:
        """The lesson of a topic in the plan's language, if there is one yet."""
        return lesson(topic, self.language)

    @property
    def topics(self) -> tuple[int, ...]:
        """The topics that are taught, as far as the length of the sessions lets them be, in the order of the course."""
        return tuple(sorted({block.topic for block in self.blocks if block.topic}))

    @property
    def without_lesson(self) -> tuple[int, ...]:
        """The topics that are taught and for which no lesson is written yet."""
        return tuple(topic for topic in self.topics if self.lesson(topic) is None)


def make_plan(
    audience: str,
    *,
    country: str,
    start: date,
    language: Language | str = "en",
    region: str | None = None,
    zone: str | None = None,
    clock: time = time(9),
    every: int = WEEK,
    hours: int = 3,
    setting: Setting | None = None,
    today: date | None = None,
    answers: Answers | None = None,
) -> Plan:
    """A course from what an organiser knows beforehand.

    Parameters
    ----------
    audience
        One of `toolkit.course.plans.tracks.track_names`: organisers, leaders, representatives.
    country
        ISO 3166 code.
    start
        Day of the first session; the others follow `every` so many days.
    region
        Africa, Americas, Asia-Pacific, Europe or MENA; left out, that of the country.
    zone
        Time zone; left out, that of the country.
    hours
        Length of a session: 3, or 2 or 1 where there is no more time.
    today
        The day on which it is planned: a day before it is refused, and one that is years ahead. Left out where a plan
        is read that was made some time ago.
    answers
        What invited people answered: people, groups, copies and phones are those of whoever comes or may come.

    Raises
    ------
    UnknownTrack, UnknownPlace, UnknownZone, UnlikelyPlan, UnlikelyDay
        Saying what can be asked.

    Examples
    --------
    >>> plan = make_plan("leaders", country="TN", start=date(2027, 2, 1), language="ar")
    >>> [str(slot.begins) for session in plan.track.sessions for slot in plan.slots(session)][6]
    '2027-02-01 11:05:00+01:00'
    """
    place, found = asked_place(country), track(audience)
    if region is not None and region not in REGIONS[1:]:
        raise UnlikelyPlan(
            translatable("There is no region “{region}”. The regions are: {available}. Name one of these."),
            region=region,
            available=", ".join(REGIONS[1:]),
        )
    if 60 * hours not in LENGTHS:
        raise UnlikelyPlan(translatable("A session takes 1, 2 or 3 hours, not {hours}."), hours=hours)
    if not 1 <= every <= MOST_BETWEEN:
        raise UnlikelyPlan(
            translatable("From one session to the next there must be at least one day, and at most {most}."),
            most=MOST_BETWEEN,
        )
    check_day(start, today)
    days = tuple(start + timedelta(days=every * number) for number in range(len(found.sessions)))
    setting = setting or Setting()
    if answers is not None:
        setting = replace(setting, people=len(answers.expected))
    more: dict[str, Any] = {"setting": setting, "length": 60 * hours, "made": today, "answers": answers}
    speech = Language.of(language)
    return Plan(found, speech, place, region or region_of(place), days, clock, zone_for(place, zone), **more)


def check_day(start: date, today: date | None) -> None:
    """Refuse a first day that is over or years ahead.

    Raises
    ------
    UnlikelyDay
        Saying which days can be given.
    """
    first, last = today or _FIRST, date(today.year + _YEARS_AHEAD, 12, 31) if today else _LAST
    if start < first:
        raise UnlikelyDay(OVER, day=start, first=first)
    if start > last:
        raise UnlikelyDay(TOO_FAR, day=start, years=_YEARS_AHEAD, last=last)
