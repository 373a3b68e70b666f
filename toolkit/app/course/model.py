"""A course as it is being planned, without any widget: what is chosen, what is missing, and the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from toolkit.course.plans.answers import Answers
from toolkit.course.plans.plan import Plan, UnlikelyDay, check_day, make_plan
from toolkit.course.plans.setting import Network, Setting
from toolkit.course.plans.times import zones_of
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language

NO_COUNTRY = translatable("Choose the country first: law, cases and the clock come from it.")
NO_DAY = translatable("Give the day of the first session.")
NO_CLOCK = translatable("The time is not of the form 09:00. Write hours and minutes with a colon.")
NO_PEOPLE = translatable("Write how many people will come, as a whole number.")
ROOMS: dict[str, tuple[bool, Network]] = {
    "room": (False, "internet"),
    "local": (False, "local"),
    "paper": (False, "none"),
    "online": (True, "internet"),
}
USUAL_PEOPLE, USUAL_CLOCK, USUAL_ROOM, USUAL_EVERY, USUAL_HOURS = 30, "09:00", "local", 7, 3


@dataclass(frozen=True)
class CourseModel:
    """What is chosen for a course; whatever is left out is as it is mostly."""

    language: Language
    audience: str = "organisers"
    country: str | None = None
    region: str | None = None
    start: date | None = None
    clock: str = USUAL_CLOCK
    zone: str | None = None
    every: int = USUAL_EVERY
    hours: int = USUAL_HOURS
    people: object = USUAL_PEOPLE
    room: str = USUAL_ROOM
    today: date | None = None
    answers: Answers | None = None

    @property
    def zones(self) -> tuple[str, ...]:
        """The time zones to choose from: none where the country has one or none is known."""
        found = zones_of(self.country) if self.country else ()
        return found if len(found) > 1 else ()

    def problem(self, step: str = "") -> tuple[str, str]:
        """What is missing in a step, or in all of them: a field and a sentence, said; two empty words if nothing is."""
        found = {"who": self._who(), "when": self._when(), "how": self._how()}
        asked = [found.get(step, ("", ""))] if step else list(found.values())
        return next((one for one in asked if one[0]), ("", ""))

    def _who(self) -> tuple[str, str]:
        return ("", "") if self.country else ("country", NO_COUNTRY)

    def _when(self) -> tuple[str, str]:
        if self.start is None:
            return "start", NO_DAY
        try:
            check_day(self.start, self.today)
        except UnlikelyDay as error:
            return "start", self.language.say_error(error)
        return ("", "") if self.read_clock() is not None else ("clock", NO_CLOCK)

    def _how(self) -> tuple[str, str]:
        whole = isinstance(self.people, int) and not isinstance(self.people, bool)
        return ("", "") if whole else ("people", NO_PEOPLE)

    def read_clock(self) -> time | None:
        """The time at which sessions begin, if it is one."""
        try:
            found = time.fromisoformat(self.clock.strip())
        except ValueError:
            return None
        return found.replace(tzinfo=None)

    def plan(self) -> Plan:
        """The course.

        Raises
        ------
        ToolkitError
            Saying what is missing or cannot be.
        """
        _, missing = self.problem()
        clock = self.read_clock()
        if missing or self.country is None or self.start is None or clock is None or not isinstance(self.people, int):
            raise ToolkitError(missing or NO_COUNTRY)
        return make_plan(
            self.audience,
            country=self.country,
            start=self.start,
            language=self.language,
            region=self.region,
            zone=self.zone,
            clock=clock,
            every=self.every,
            hours=self.hours,
            setting=Setting(self.people, *ROOMS[self.room]),
            today=self.today,
            answers=self.answers,
        )
