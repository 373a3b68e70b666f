"""What packages and steps are worth by our weights: a plain sum, to help a team talk, see `negotiation`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit.bargaining.talks.issue import Position
from toolkit.bargaining.talks.values import (
    NO_SIDE,
    SIDES,
    Alarm,
    Concession,
    Decision,
    IssueState,
    Offer,
    Side,
    Talks,
    after_event,
    events_of,
)
from toolkit.errors import AgreementError


def package_value(talks: Talks, of: Side | Mapping[str, Position], after: int | None = None) -> float | None:
    """The weighted mean of what the positions are worth, or None where no issue has a weight."""
    if isinstance(of, str) and of not in SIDES:
        raise AgreementError(NO_SIDE, side=of, known=list(SIDES))
    total = sum(issue.weight for issue in talks.issues)
    if not total:
        return None
    if isinstance(of, str):
        held = {name: held_by(of, now) for name, now in talks.state(after).items()}
    else:
        held = dict(of)
        for name, position in of.items():
            talks.issue(name).check(position)
    worths = ((issue.weight, held.get(issue.name), issue) for issue in talks.issues)
    return sum(weight * issue.worth(position) for weight, position, issue in worths if position is not None) / total


def held_by(side: str, now: IssueState) -> Position | None:
    """Which position a side holds on an issue: settled, its last offer, or where it started; none if withdrawn."""
    if now.status != "open":
        return now.agreed
    if side == "union":
        return now.issue.opening if now.ours is None else now.ours
    return now.issue.theirs if now.theirs is None else now.theirs


def concessions(talks: Talks) -> tuple[Concession, ...]:
    """The steps of both sides towards each other; a side that hardens its demand makes none."""
    total = sum(issue.weight for issue in talks.issues)
    states = {issue.name: IssueState(issue) for issue in talks.issues}
    found: list[Concession] = []
    for number, event in events_of(talks.rounds):
        before = states[event.issue]
        states[event.issue] = after_event(before, event)
        found += _steps(number, before, event, 100 / total if total else 0.0)
    return tuple(found)


def _steps(number: int, before: IssueState, event: Offer | Decision, share: float) -> Iterator[Concession]:
    """The steps in one event; settling moves both sides to what was settled."""
    issue = before.issue
    if isinstance(event, Decision) and event.kind == "reopened":
        return
    sides: tuple[Side, ...] = (event.side,) if isinstance(event, Offer) else SIDES
    for side in sides:
        start = held_by(side, before)
        if start is None or (event.position is None and side == "employer"):
            continue
        worth = 0.0 if event.position is None else issue.worth(event.position)
        points = share * issue.weight * (worth - issue.worth(start))
        change = -1.0 if event.position is None else issue.rank(event.position) - issue.rank(start)
        if change < 0 if side == "union" else change > 0:
            yield Concession(number, side, issue, start, event.position, points)


def beyond_floor(talks: Talks) -> tuple[Alarm, ...]:
    """Where our last offer, or what was settled, lies below our red line."""
    found = []
    for now in talks.state().values():
        position = now.agreed if now.status == "settled" else now.ours if now.status == "open" else None
        if position is not None and now.issue.below_floor(position):
            found.append(Alarm(now.issue, position, now.status == "settled"))
    return tuple(found)
