"""What each side owes under a charter: every promise with an id, an owner, a document and an evidence, and its days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from toolkit.errors import AgreementError, translatable
from toolkit.governance.body.body import Body
from toolkit.governance.body.options import POINTS
from toolkit.languages import Language
from toolkit.languages.bidi import strip

Side = Literal["employer", "union", "both"]
OWNERS: dict[str, Side] = {
    "members": "both",
    "meetings": "both",
    "documents": "employer",
    "time": "employer",
    "experts": "both",
    "answer": "employer",
    "deadlock": "both",
    "stage": "employer",
    "review": "both",
}
SIDES = {
    "employer": translatable("The Employer"),
    "union": translatable("The Union"),
    "both": translatable("Both parties"),
}
FIRST_MEETING_DAYS = 30
_WITHIN_DAYS = {"members": 14, "experts": FIRST_MEETING_DAYS, "deadlock": FIRST_MEETING_DAYS}
_AT_STAGE = translatable("{stage}: {what}")
NO_START = translatable("The charter does not say from which day it applies, so no promise has a date. Give the day.")


@dataclass(frozen=True)
class BodyPromise:
    """One promise of a charter, as *We signed* can watch it.

    Attributes
    ----------
    id
        The same in every language and each time the charter is written: ``documents``, ``stage-buy``.
    owner
        Which side owes it; `role` says who there, for steps of a stage.
    days
        The days in the first year on which it is due; empty for what is due when something happens.
    """

    id: str
    owner: Side
    body: Body
    stage: str = ""
    role: str = ""
    days: tuple[date, ...] = ()

    @property
    def _kind(self) -> str:
        return "stage" if self.stage else self.id

    def what(self, language: Language | str = "en") -> str:
        """What is promised."""
        speech, menu = Language.of(language), self.body.menu
        what = menu.say(f"promises.{self._kind}.what", speech)
        if not self.stage:
            return what
        return speech.say(_AT_STAGE, stage=menu.say(f"stages.{self.stage}", speech), what=what)

    def document(self, language: Language | str = "en") -> str:
        """The paper that comes of it."""
        return self.body.menu.say(f"promises.{self._kind}.document", language)

    def evidence(self, language: Language | str = "en") -> str:
        """By what one sees that it was kept."""
        return self.body.menu.say(f"promises.{self._kind}.evidence", language)

    def who(self, language: Language | str = "en") -> str:
        """Who owes it: the side, or the role on the employer's side."""
        speech = Language.of(language)
        return self.body.menu.say(f"owners.{self.role}", speech) if self.role else speech.say(SIDES[self.owner])

    def say(self, language: Language | str = "en") -> str:
        """The promise in a line."""
        return f"{self.who(language)}: {strip(self.what(language))}"


def promises_of(body: Body) -> tuple[BodyPromise, ...]:
    """Everything that is promised, in the order of the charter.

    >>> [promise.id for promise in promises_of(Body.model("information"))][:4]
    ['time', 'documents', 'meetings', 'stage-plan']
    """
    found = []
    for point in POINTS:
        gives = body.option(point).gives
        if gives:
            found.append(BodyPromise(gives, OWNERS[gives], body, days=tuple(_days(body, gives))))
    for stage in body.menu.stages:
        if body.power(stage.id) != "none":
            role = body.owner(stage.id)
            side: Side = "both" if role == "chairs" else "employer"
            found.append(BodyPromise(f"stage-{stage.id}", side, body, stage.id, role))
    found.append(BodyPromise("review", OWNERS["review"], body, days=tuple(_days(body, "review"))))
    return tuple(found)


def meetings_of(body: Body) -> tuple[date, ...]:
    """The regular meetings of the first year; none while the charter has no first day."""
    if body.starts is None:
        return ()
    first = body.starts + timedelta(days=FIRST_MEETING_DAYS)
    end = _months_later(body.starts, 12)
    found: list[date] = []
    while (day := _months_later(first, body.number("months") * len(found))) < end:
        found.append(day)
    return tuple(found)


def _days(body: Body, promise: str) -> Iterator[date]:
    if body.starts is None:
        return
    match promise:
        case "meetings":
            yield from meetings_of(body)
        case "documents":
            for day in meetings_of(body):
                yield max(day - timedelta(days=body.number("days")), body.starts)
        case "review":
            yield _months_later(body.starts, 12)
        case "members" | "experts" | "deadlock":
            yield body.starts + timedelta(days=_WITHIN_DAYS[promise])


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that lacks it."""
    year, month = divmod(day.month - 1 + months, 12)
    last = (date(day.year + year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(day.year + year, month + 1, min(day.day, last))


def year_of(body: Body) -> tuple[tuple[date, BodyPromise], ...]:
    """The first year: each day on which something is due, with the promise, in order.

    Raises
    ------
    AgreementError
        If the charter does not say from which day it applies.
    """
    if body.starts is None:
        raise AgreementError(NO_START)
    dated = [(day, promise) for promise in promises_of(body) for day in promise.days]
    return tuple(sorted(dated, key=lambda pair: pair[0]))
