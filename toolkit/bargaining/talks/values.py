"""What was put on the table, as values: offers, decisions, rounds, where each issue stands, steps and alarms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, Self

from toolkit.bargaining.talks.issue import Issue, Position, show
from toolkit.errors import AgreementError, translatable
from toolkit.languages import Language

Side = Literal["union", "employer"]
Status = Literal["open", "settled", "withdrawn"]
Kind = Literal["settled", "withdrawn", "reopened"]

SIDES: tuple[Side, ...] = ("union", "employer")
KINDS: tuple[Kind, ...] = ("settled", "withdrawn", "reopened")

TWICE = translatable("The issue “{issue}” is on the list twice. Give each its own name.")
NO_ISSUE = translatable("There is no issue “{issue}” in this negotiation. It has: {known}.")
NO_ROUND = translatable("No round is open yet. Open one first.")
NO_SIDE = translatable("“{side}” does not sit at this table. Name one of: {known}.")
BACKWARDS = translatable("A round on {day} cannot follow one on {last}. Give that day or a later one.")
NOT_OPEN = translatable("The issue “{issue}” is no longer open. Reopen it first, if both sides agree.")
IS_OPEN = translatable("The issue “{issue}” is open already.")
NOT_AGREED = translatable("The last offers on “{issue}” are not the same. Say on what you settled.")

OFFER_BELOW = translatable(
    "Red line: our offer on “{issue}” ({position}) is worse than what we said we would accept ({floor})."
)
SETTLED_BELOW = translatable(
    "Red line: “{issue}” was settled at {position}, worse than what we said we would accept ({floor})."
)
WE_MOVED = translatable("Round {number}: we moved on “{issue}” from {before} to {after} (−{points} points of 100).")
THEY_MOVED = translatable("Round {number}: they moved on “{issue}” from {before} to {after} (+{points} points of 100).")
WE_WITHDREW = translatable("Round {number}: we withdrew “{issue}”, last at {before} (−{points} points of 100).")


@dataclass(frozen=True)
class Offer:
    """What a side offered on an issue."""

    issue: str
    side: Side
    position: Position


@dataclass(frozen=True)
class Decision:
    """An issue that was settled (at a position), withdrawn by us, or reopened."""

    issue: str
    kind: Kind
    position: Position | None = None


@dataclass(frozen=True)
class Round:
    """A meeting: its day, what happened in its order, and a note for ourselves."""

    day: date
    events: tuple[Offer | Decision, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class IssueState:
    """Where an issue stands: the last offers of both sides, and what was agreed."""

    issue: Issue
    status: Status = "open"
    ours: Position | None = None
    theirs: Position | None = None
    agreed: Position | None = None


@dataclass(frozen=True)
class Concession:
    """A step of one side towards the other; ``points`` are hundredths of our whole package, gained (+) or given (−).

    ``after`` is none where we withdrew the issue.
    """

    round: int
    side: Side
    issue: Issue
    before: Position
    after: Position | None
    points: float

    def say(self, language: Language | str = "en") -> str:
        """The step in words."""
        speech = Language.of(language)
        values = {
            "number": self.round,
            "issue": self.issue.called(speech),
            "before": show(self.issue, self.before, speech),
            "points": speech.number(abs(self.points), 0 if abs(self.points) >= 10 else 1),
        }
        if self.after is None:
            return speech.say(WE_WITHDREW, **values)
        sentence = WE_MOVED if self.side == "union" else THEY_MOVED
        return speech.say(sentence, after=show(self.issue, self.after, speech), **values)


@dataclass(frozen=True)
class Alarm:
    """Our own offer, or what was settled, lies below our red line."""

    issue: Issue
    position: Position
    settled: bool

    def say(self, language: Language | str = "en") -> str:
        """The alarm in words."""
        speech = Language.of(language)
        shown = {"position": self.position, "floor": self.issue.floor}
        words = {name: show(self.issue, value, speech) for name, value in shown.items()}
        return speech.say(SETTLED_BELOW if self.settled else OFFER_BELOW, issue=self.issue.called(speech), **words)


@dataclass(frozen=True)
class Talks:
    """What was put on the table: issues with our weights and red lines, and the rounds so far.

    Every verb gives a new value.
    """

    title: str
    union: str
    employer: str
    language: str = "en"
    issues: tuple[Issue, ...] = ()
    rounds: tuple[Round, ...] = field(default=())

    def __post_init__(self) -> None:
        Language(self.language)
        names = [issue.name for issue in self.issues]
        for name in names:
            if names.count(name) > 1:
                raise AgreementError(TWICE, issue=name)

    # --- verbs ---------------------------------------------------------------------------------------------------

    def add(self, issue: Issue) -> Self:
        """The negotiation with one more issue."""
        return replace(self, issues=(*self.issues, issue))

    def open_round(self, day: date | None = None, note: str = "") -> Self:
        """The negotiation with a new round, today if no day is given."""
        day = day or date.today()
        if self.rounds and day < self.rounds[-1].day:
            raise AgreementError(BACKWARDS, day=day, last=self.rounds[-1].day)
        return replace(self, rounds=(*self.rounds, Round(day, note=note)))

    def offer(self, issue: str, side: Side, position: Position) -> Self:
        """The negotiation with an offer in the round that is open.

        Raises
        ------
        AgreementError
            If the issue, the side or the position is unknown, or the issue is no longer open.
        """
        if side not in SIDES:
            raise AgreementError(NO_SIDE, side=str(side), known=list(SIDES))
        self._open(issue).check(position)
        return self._with(Offer(issue, side, position))

    def settle(self, issue: str, position: Position | None = None) -> Self:
        """The negotiation with an issue settled: at a position, or where both last offers meet."""
        one = self._open(issue)
        if position is None:
            now = self.state()[issue]
            if now.ours is None or now.ours != now.theirs:
                raise AgreementError(NOT_AGREED, issue=issue)
            position = now.ours
        one.check(position)
        return self._with(Decision(issue, "settled", position))

    def withdraw(self, issue: str) -> Self:
        """The negotiation with an issue that we took off the table."""
        self._open(issue)
        return self._with(Decision(issue, "withdrawn"))

    def reopen(self, issue: str) -> Self:
        """The negotiation with a settled or withdrawn issue open again."""
        self.issue(issue)
        if self.state()[issue].status == "open":
            raise AgreementError(IS_OPEN, issue=issue)
        return self._with(Decision(issue, "reopened"))

    def issue(self, name: str) -> Issue:
        """An issue by its name.

        Raises
        ------
        AgreementError
            Listing what there is.
        """
        for issue in self.issues:
            if issue.name == name:
                return issue
        raise AgreementError(NO_ISSUE, issue=str(name), known=[issue.name for issue in self.issues])

    def _open(self, name: str) -> Issue:
        issue = self.issue(name)
        if self.state()[name].status != "open":
            raise AgreementError(NOT_OPEN, issue=name)
        return issue

    def _with(self, event: Offer | Decision) -> Self:
        if not self.rounds:
            raise AgreementError(NO_ROUND)
        last = self.rounds[-1]
        return replace(self, rounds=(*self.rounds[:-1], replace(last, events=(*last.events, event))))

    # --- where it stands -----------------------------------------------------------------------------------------

    def state(self, after: int | None = None) -> Mapping[str, IssueState]:
        """Where each issue stands after a round (0: before the first), or now."""
        states = {issue.name: IssueState(issue) for issue in self.issues}
        for event in (event for one in self.rounds[:after] for event in one.events):
            states[event.issue] = after_event(states[event.issue], event)
        return states


def after_event(state: IssueState, event: Offer | Decision) -> IssueState:
    """Where an issue stands after an offer or a decision."""
    if isinstance(event, Offer):
        return replace(state, ours=event.position) if event.side == "union" else replace(state, theirs=event.position)
    if event.kind == "reopened":
        return replace(state, status="open", agreed=None)
    return replace(state, status=event.kind, agreed=event.position)


def events_of(rounds: Iterable[Round]) -> Iterator[tuple[int, Any]]:
    """All events with the number of their round, counted from 1."""
    return ((number, event) for number, one in enumerate(rounds, start=1) for event in one.events)
