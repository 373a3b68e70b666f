"""Records travel as JSON Lines: one record a line, readable by people, without any server between two unions."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from toolkit.errors import DataError, Reason, translatable
from toolkit.exchange.shared import (
    CONSENTS,
    FIELDS,
    ID,
    KINDS,
    LICENCES,
    LONGEST,
    LONGEST_LINE,
    TOPICS,
    Shared,
)
from toolkit.languages.catalogue import KNOWN
from toolkit.registers.fields import PLACE

LARGEST = 4_000_000
MOST_RECORDS = 2_000
LONGEST_RECORD = 40_000
SUFFIX = ".jsonl"
MOST_CLAUSES = 30
_CLAUSE = re.compile(r"[a-z0-9_-]{1,40}")
_NEEDED = ("author", "id", "version", "written")
_CHOICES: Mapping[str, Iterable[str]] = {
    "kind": KINDS,
    "consent": CONSENTS,
    "licence": LICENCES,
    "topic": TOPICS,
    "language": KNOWN,
}
# Signs that turn the direction of what stands behind them, or are not there to be read.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

TOO_LARGE = translatable("it is too large")
NOT_TEXT = translatable("it is not text in UTF-8")
NOT_JSON = translatable("it is no record of named fields (JSON)")
TWICE = translatable("it names a field twice")
UNKNOWN = translatable("this field is not known")
MISSING = translatable("this field is missing")
NO_TEXT = translatable("it must be a text that is not too long")
NO_ID = translatable("it must be 12 to 40 small letters and digits")
NO_VERSION = translatable("it must be a whole number from 1 on")
NO_DAY = translatable("it must be a day such as 2026-12-01")
NO_CHOICE = translatable("it is none of the words that may stand here")
NO_PLACE = translatable("it must be a country as ISO 3166 writes it, such as KE or US-NY")
NO_CLAUSES = translatable("it must be a list of names of clauses")
NO_FLAG = translatable("it must be true or false")
_IN_LINE = translatable("The file cannot be taken in. Line {line}: {reason}. Ask whoever sent it for a new one.")
_IN_FIELD = translatable(
    "The file cannot be taken in. Line {line}, field “{field}”: {reason}. Ask whoever sent it for a new one."
)
_WHOLE = translatable("The file cannot be taken in: {reason}. At most {number} records are read at once.")


class UnreadableRecord(DataError):
    """A line of a file of records does not hold; says which line and which field."""

    def __init__(self, line: int, reason: str, field: str = "") -> None:
        if field:
            super().__init__(_IN_FIELD, line=line, field=field[:40], reason=Reason(reason))
        else:
            super().__init__(_IN_LINE, line=line, reason=Reason(reason))
        self.line, self.field, self.reason = line, field, reason


class TooManyRecords(DataError):
    """A file holds more than is read at once."""

    def __init__(self, reason: str = TOO_LARGE) -> None:
        super().__init__(_WHOLE, reason=Reason(reason), number=MOST_RECORDS)


def write_records(records: Iterable[Shared]) -> bytes:
    """Records as JSON Lines, always in the same order, so that the same records give the same file."""
    lines = [json.dumps(_plain(one), ensure_ascii=False, allow_nan=False) for one in sorted(set(records))]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _plain(record: Shared) -> dict[str, Any]:
    """A record as plain values; of one that was taken back only what keeps it away."""
    if record.retracted:
        named: tuple[str, ...] = (*_NEEDED, "retracted")
    else:
        named = tuple(name for name in FIELDS if name != "retracted")
    told: dict[str, Any] = {name: getattr(record, name) for name in named}
    days = {name: value.isoformat() for name, value in told.items() if isinstance(value, date)}
    lists = {name: list(value) for name, value in told.items() if isinstance(value, tuple)}
    return {**told, **days, **lists}


def read_records(data: bytes) -> tuple[Shared, ...]:
    """The records of a file; the file is refused as a whole if one of them does not hold.

    Raises
    ------
    UnreadableRecord
        With the line and the field.
    TooManyRecords
        If it is larger than what is read at once.

    Examples
    --------
    >>> line = b'{"author": "Union", "id": "a1b2c3d4e5f6", "version": 1, "written": "2026-12-01", "tried": "We asked."}'
    >>> read_records(line)[0].tried
    'We asked.'
    """
    if len(data) > LARGEST:
        raise TooManyRecords
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TooManyRecords(NOT_TEXT) from None
    # Not splitlines: it also breaks at signs that may stand inside a text.
    lines = [(number, line.strip("\r \t")) for number, line in enumerate(text.split("\n"), start=1)]
    full = [(number, line) for number, line in lines if line]
    if len(full) > MOST_RECORDS:
        raise TooManyRecords
    return tuple(_record(number, line) for number, line in full)


def _record(number: int, line: str) -> Shared:
    if len(line) > LONGEST_RECORD:
        raise UnreadableRecord(number, TOO_LARGE)
    try:
        raw = json.loads(line, object_pairs_hook=_once, parse_constant=_refuse)
    except _NamedTwice:
        raise UnreadableRecord(number, TWICE) from None
    except (ValueError, RecursionError):
        raise UnreadableRecord(number, NOT_JSON) from None
    if not isinstance(raw, dict):
        raise UnreadableRecord(number, NOT_JSON)
    for name in raw:
        if name not in FIELDS:
            raise UnreadableRecord(number, UNKNOWN, "".join(filter(str.isalnum, name)) or "?")
    for name in _NEEDED:
        if name not in raw:
            raise UnreadableRecord(number, MISSING, name)
    told = {name: _value(number, name, value) for name, value in raw.items()}
    if told.get("retracted"):  # whatever else still stands there was taken back
        told = {name: told[name] for name in (*_NEEDED, "retracted")}
    return Shared(**told)


class _NotANumber(ValueError):
    """Infinity or NaN, which are no JSON."""


class _NamedTwice(ValueError):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) != len(pairs):
        raise _NamedTwice
    return named


def _refuse(constant: str) -> Any:
    raise _NotANumber(constant)


def _value(number: int, name: str, value: Any) -> Any:
    """One field as a value of its kind."""

    def wrong(reason: str) -> UnreadableRecord:
        return UnreadableRecord(number, reason, name)

    match name:
        case "version":
            if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1_000_000:
                raise wrong(NO_VERSION)
            return value
        case "written" | "expires":
            return _day(value, wrong(NO_DAY))
        case "clauses":
            return _clauses(value, wrong(NO_CLAUSES))
        case "retracted":
            if not isinstance(value, bool):
                raise wrong(NO_FLAG)
            return value
    text = clean(value, LONGEST.get(name, LONGEST_LINE)) if isinstance(value, str) else None
    if text is None or (name == "author" and not text):
        raise wrong(NO_TEXT)
    if name == "id" and not ID.fullmatch(text):
        raise wrong(NO_ID)
    if name == "place" and not PLACE.fullmatch(text):
        raise wrong(NO_PLACE)
    if name in _CHOICES and text not in _CHOICES[name]:
        raise wrong(NO_CHOICE)
    return text


def _day(value: Any, wrong: UnreadableRecord) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII):
        raise wrong
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise wrong from None


def _clauses(value: Any, wrong: UnreadableRecord) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_CLAUSES:
        raise wrong
    if not all(isinstance(one, str) and _CLAUSE.fullmatch(one) for one in value):
        raise wrong
    return tuple(sorted(set(value)))


def clean(text: str, longest: int) -> str | None:
    """A text without signs that hide or turn what is read; None where it is too long or half a sign.

    >>> clean("pay\\u202e slip", 100), clean("too long", 3)
    ('pay slip', None)
    """
    if len(text) > longest:
        return None
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return None
    shown = unicodedata.normalize("NFC", _HIDDEN.sub("", text.replace("\r\n", "\n")))
    return shown.strip() if len(shown) <= longest else None
