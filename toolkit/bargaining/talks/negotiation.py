"""The table: what was offered in each round, what it is worth to us, and what we will not go below.

A negotiation is a value; every verb returns a new one and the old stays as it was::

    talks = Negotiation("Digital rights", "Union", "Agency", issues=(
        Issue("bias", opening="strong", floor="standard", weight=40, theirs="none"),
        Issue("Notice", opening=90, floor=30, weight=10, theirs=0, better="higher", unit="days"),
    ))
    talks = talks.open_round(date(2027, 3, 1)).offer("bias", "union", "strong")

**What a package is worth** is the simplest model that can be discussed: each issue counts from 0 (the worst it may be)
to 1 (our opening), in even steps along its scale, and the issues add up by their weights. The model does not know that
two clauses only work together, nor that the last step of one matters more than the first of another. A number from it
helps a team to talk; people decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from toolkit.bargaining.talks.issue import Issue, Position
from toolkit.errors import AgreementError, translatable
from toolkit.languages import Language

if TYPE_CHECKING:
    from toolkit.documents import Document

Side = Literal["union", "employer"]
Audience = Literal["us", "table"]
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
        from toolkit.bargaining.talks.paper import say_concession

        return say_concession(self, Language.of(language))


@dataclass(frozen=True)
class Alarm:
    """Our own offer, or what was settled, lies below our red line."""

    issue: Issue
    position: Position
    settled: bool

    def say(self, language: Language | str = "en") -> str:
        """The alarm in words."""
        from toolkit.bargaining.talks.paper import say_alarm

        return say_alarm(self, Language.of(language))


@dataclass(frozen=True)
class Negotiation:
    """A negotiation on record: issues with our weights and red lines, and the rounds so far."""

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

    def add(self, issue: Issue) -> Negotiation:
        """The negotiation with one more issue."""
        return replace(self, issues=(*self.issues, issue))

    def open_round(self, day: date | None = None, note: str = "") -> Negotiation:
        """The negotiation with a new round, today if no day is given."""
        day = day or date.today()
        if self.rounds and day < self.rounds[-1].day:
            raise AgreementError(BACKWARDS, day=day, last=self.rounds[-1].day)
        return replace(self, rounds=(*self.rounds, Round(day, note=note)))

    def offer(self, issue: str, side: Side, position: Position) -> Negotiation:
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

    def settle(self, issue: str, position: Position | None = None) -> Negotiation:
        """The negotiation with an issue settled: at a position, or where both last offers meet."""
        one = self._open(issue)
        if position is None:
            now = self.state()[issue]
            if now.ours is None or now.ours != now.theirs:
                raise AgreementError(NOT_AGREED, issue=issue)
            position = now.ours
        one.check(position)
        return self._with(Decision(issue, "settled", position))

    def withdraw(self, issue: str) -> Negotiation:
        """The negotiation with an issue that we took off the table."""
        self._open(issue)
        return self._with(Decision(issue, "withdrawn"))

    def reopen(self, issue: str) -> Negotiation:
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

    def _with(self, event: Offer | Decision) -> Negotiation:
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

    def package_value(self, of: Side | Mapping[str, Position] = "union", after: int | None = None) -> float | None:
        """What a package is worth by our weights: 0 to 1, or None where no issue has a weight.

        Parameters
        ----------
        of : {"union", "employer"} or mapping
            The last offers of a side, or positions by issue (what is not named is worth nothing). Before its first
            offer a side stands where it started; what is settled counts as settled, what we withdrew as nothing.
        after : int, optional
            After which round; now if left out.
        """
        from toolkit.bargaining.talks.worth import package_value

        return package_value(self, of, after)

    def concessions(self) -> tuple[Concession, ...]:
        """Each step of one side towards the other, in its order."""
        from toolkit.bargaining.talks.worth import concessions

        return concessions(self)

    def beyond_floor(self) -> tuple[Alarm, ...]:
        """Where our last offer, or what was settled, lies below our red line."""
        found = []
        for now in self.state().values():
            position = now.agreed if now.status == "settled" else now.ours if now.status == "open" else None
            if position is not None and now.issue.below_floor(position):
                found.append(Alarm(now.issue, position, now.status == "settled"))
        return tuple(found)

    # --- on paper ------------------------------------------------------------------------------------------------

    def document(self, audience: Audience = "us") -> Document:
        """The record as a document: for us with weights, red lines and steps; for the table what was said there."""
        from toolkit.bargaining.talks.paper import document_for

        return document_for(self, audience)

    def side_sheet(self, side: Side, language: Language | str | None = None) -> Document:
        """What one group of a role-play gets to read, and the other does not."""
        from toolkit.bargaining.talks.paper import sheet_for

        return sheet_for(self, side, Language.of(language or self.language))

    def picture(self, language: Language | str | None = None) -> str:
        """How the package moved, as page text with SVG. For us alone: it is drawn with our weights."""
        from toolkit.bargaining.talks.paper import picture_of

        return picture_of(self, Language.of(language or self.language))

    def save(self, path: str | Path) -> Path:
        """Keep all of it in one file that people can read; for us alone."""
        from toolkit.bargaining.talks.saving import save

        return save(self, path)

    @classmethod
    def open(cls, path: str | Path) -> Negotiation:
        """Open a saved negotiation; everything in it is checked as if it had just been typed."""
        from toolkit.bargaining.talks.saving import load

        return load(path)


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
