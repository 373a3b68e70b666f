"""What is already out about a log, as a small file to keep beside it.

Two results that each hide small groups can give them away together. So what was published is written down: only the
published numbers, blanks as blanks, and what the columns meant. The next audit of the same log reads it
(``audit(log, released=[…])``) and withholds what would tell a small group beside it. Each release holds those before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Protocol

from toolkit.audit.measures.measures import STATES
from toolkit.audit.publication.told import Told, states_of
from toolkit.errors import DataError, translatable

_OPTIONAL = {"measures", "own"}
KIND, VERSION = "published numbers of an audit", 1
NOT_A_RELEASE = translatable(
    "“{path}” is no file of published numbers, or somebody changed it. Give a file that was written with release()."
)


@dataclass(frozen=True)
class Release:
    """The published numbers of one or more audits of the same log, in the order in which they went out.

    Examples
    --------
    >>> from toolkit.audit import DecisionLog, audit
    >>> out = audit(DecisionLog.open("berkeley-admissions-1973")).release()
    >>> len(out.results), out.results[0].groups
    (1, ('gender',))
    """

    results: tuple[Told, ...]

    @property
    def fingerprint(self) -> str:
        """A mark of the published numbers, blanks as blanks: it says nothing of what stands behind them."""
        return hashlib.sha256(_text(self.results).encode()).hexdigest()

    def save(self, path: str | Path) -> Path:
        """Write the file; it is readable text (JSON)."""
        target = Path(path)
        target.write_text(self.to_json(), encoding="utf-8")
        return target

    def to_json(self) -> str:
        """What stands in the file."""
        whole = {"kind": KIND, "version": VERSION, "fingerprint": self.fingerprint, "results": _plain(self.results)}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def open(cls, path: str | Path) -> Release:
        """Read a file that `save` wrote.

        Raises
        ------
        DataError
            If it is no such file, or was changed since.
        """
        try:
            content = Path(path).read_bytes()
        except OSError as error:
            raise DataError(NOT_A_RELEASE, path=str(path)) from error
        return cls.read(content, str(path))

    @classmethod
    def read(cls, content: bytes, name: str) -> Release:
        """The release in the bytes of a file that somebody handed over; `name` is what it is called.

        Raises
        ------
        DataError
        """
        try:
            whole = json.loads(content.decode("utf-8"))
            found = cls(tuple(_told(one) for one in whole["results"]))
            right = whole["kind"] == KIND and whole["fingerprint"] == found.fingerprint
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise DataError(NOT_A_RELEASE, path=name) from error
        if not right:
            raise DataError(NOT_A_RELEASE, path=name)
        return found


class Releasing(Protocol):
    """What can say what it published: the result of an audit."""

    def release(self) -> Release:
        """What is out."""
        ...


def all_told(released: Sequence[Release | Releasing]) -> tuple[Told, ...]:
    """What releases and results tell together, each result once."""
    found: dict[str, Told] = {}
    for one in released:
        release = one if isinstance(one, Release) else one.release()
        for told in release.results:
            found.setdefault(_text((told,)), told)
    return tuple(found.values())


def _plain(results: Sequence[Told]) -> list[dict[str, Any]]:
    """The results as they stand in a file; what was not asked is left out, as in files from before it could be."""
    return [{name: value for name, value in asdict(told).items() if value or name not in _OPTIONAL} for told in results]


def _text(results: Sequence[Told]) -> str:
    return json.dumps(_plain(results), ensure_ascii=False, sort_keys=True)


def _told(values: dict[str, Any]) -> Told:
    names = {one.name for one in fields(Told)}
    if not names - _OPTIONAL <= set(values) <= names:
        raise ValueError
    listed = ("selected", "groups", "within", "outcome_true", "measures")
    right: dict[str, Any] = {name: tuple(value) if name in listed else value for name, value in values.items()}
    right["own"] = {name: _states(flags) for name, flags in values.get("own", {}).items()}
    told = Told(**right)
    for measure in told.rates["measure"]:
        states_of(told, measure)
    return told


def _states(flags: Any) -> tuple[str, str]:
    counted, among = flags
    if not all(isinstance(text, str) and len(text) == STATES and set(text) <= {"0", "1"} for text in (counted, among)):
        raise ValueError
    return counted, among
