"""Keep a negotiation in one file that people can read, and open it again; nothing in it is believed unread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import yaml

from toolkit.bargaining.agreements.paper import FOR_US
from toolkit.bargaining.clauses.saved_file import FORMAT, Dumper, content_of, read_record, refuse_unknown, wrong_value
from toolkit.bargaining.talks.issue import Issue
from toolkit.bargaining.talks.values import KINDS, SIDES, Decision, Offer, Round, Talks
from toolkit.documents import write_bytes
from toolkit.errors import UnreadableFile, translatable
from toolkit.languages import Language

T = TypeVar("T", bound=Talks)
WHAT = "negotiation"  # tells the file from that of a draft
_MOST = 500  # issues, rounds, and events of a round
_LONGEST_TEXT = 2000
_TEXTS = ("title", "union", "employer", "language")
_ISSUE = tuple(one.name for one in fields(Issue))

NO_NEGOTIATION = translatable(
    "The file “{file}” is not a negotiation that was saved here. Choose a file that ends in .yml and was made with "
    "“save” of a negotiation."
)


def save(talks: Talks, path: str | Path) -> Path:
    """Write the negotiation with all we know about it."""
    warning = dict.fromkeys([Language("en").say(FOR_US), Language(talks.language).say(FOR_US)])
    record = {
        "format": FORMAT,
        "what": WHAT,
        **{name: getattr(talks, name) for name in _TEXTS},
        "issues": [_issue_record(issue) for issue in talks.issues],
        "rounds": [_round_record(one) for one in talks.rounds],
    }
    content = yaml.dump(record, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100)
    head = "".join(f"# {line}\n" for line in warning)
    return write_bytes(f"{head}{content}".encode(), path)


def _issue_record(issue: Issue) -> dict[str, Any]:
    """What is as it would be anyway is left out."""
    values = {one.name: (getattr(issue, one.name), one.default) for one in fields(Issue)}
    written = {name: value for name, (value, default) in values.items() if default is MISSING or value != default}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in written.items()}


def _round_record(one: Round) -> dict[str, Any]:
    events = []
    for event in one.events:
        who = {"side": event.side} if isinstance(event, Offer) else {"decision": event.kind}
        at = {} if event.position is None else {"position": event.position}
        events.append({"issue": event.issue, **who, **at})
    return {"day": one.day, **({"note": one.note} if one.note else {}), "events": events}


def load(path: str | Path, kind: type[T]) -> T:
    """Read a saved negotiation; every offer is made again, so that no file can hold what could not have happened."""
    name = Path(path).name
    return read_talks(content_of(Path(path), name), name, kind)


def read_talks(data: bytes, name: str, kind: type[T]) -> T:
    """The negotiation in the bytes of an upload; `name` is what the file is called.

    Raises
    ------
    UnreadableFile, AgreementError
    """
    record = read_record(data, name)
    if record.get("what") != WHAT:
        raise UnreadableFile(NO_NEGOTIATION, file=name)
    refuse_unknown(record, ("format", "what", *_TEXTS, "issues", "rounds"), name)
    for key in _TEXTS:
        _check_text(record, key, name)
    talks = kind(*(record[key] for key in _TEXTS))
    for one in _entries(record, "issues", name):
        talks = talks.add(_issue(one, name))
    for one in _entries(record, "rounds", name):
        talks = _with_round(talks, one, name)
    return talks


def _issue(one: Mapping[str, Any], name: str) -> Issue:
    refuse_unknown(one, _ISSUE, name)
    _check_text(one, "name", name)
    for key in ("opening", "floor", "weight"):
        if key not in one:
            raise wrong_value(name, key, "")
    for key in ("opening", "floor", "theirs", "their_limit"):
        if one.get(key) is not None and not isinstance(one[key], (str, int, float)):
            raise wrong_value(name, key, one[key])
    for key in ("better", "unit"):
        if one.get(key) is not None:
            _check_text(one, key, name)
    ladder = one.get("ladder", [])
    if not isinstance(ladder, list) or len(ladder) > _MOST or not all(isinstance(step, str) for step in ladder):
        raise wrong_value(name, "ladder", ladder)
    return Issue(**{**one, "ladder": tuple(ladder)})


def _with_round(talks: T, one: Mapping[str, Any], name: str) -> T:
    refuse_unknown(one, ("day", "note", "events"), name)
    day = one.get("day")
    if isinstance(day, datetime) or not isinstance(day, date):
        raise wrong_value(name, "day", day)
    if "note" in one:
        _check_text(one, "note", name)
    talks = talks.open_round(day, one.get("note", ""))
    for event in _entries(one, "events", name):
        talks = _with_event(talks, event, name)
    return talks


def _with_event(talks: T, event: Mapping[str, Any], name: str) -> T:
    refuse_unknown(event, ("issue", "side", "decision", "position"), name)
    _check_text(event, "issue", name)
    issue, position = event["issue"], event.get("position")
    if position is not None and not isinstance(position, (str, int, float)):
        raise wrong_value(name, "position", position)
    if event.get("side") in SIDES and "decision" not in event and position is not None:
        return talks.offer(issue, event["side"], position)
    decision = event.get("decision")
    if "side" in event or decision not in KINDS or (position is None) is (decision == "settled"):
        raise wrong_value(name, "decision", decision)
    match Decision(issue, decision).kind:
        case "settled":
            return talks.settle(issue, position)
        case "withdrawn":
            return talks.withdraw(issue)
    return talks.reopen(issue)


def _entries(record: Mapping[str, Any], key: str, name: str) -> list[Mapping[str, Any]]:
    entries = record.get(key, [])
    if not isinstance(entries, list) or len(entries) > _MOST or not all(isinstance(one, dict) for one in entries):
        raise wrong_value(name, key, entries)
    return entries


def _check_text(record: Mapping[str, Any], key: str, name: str) -> None:
    value = record.get(key)
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise wrong_value(name, key, value)
