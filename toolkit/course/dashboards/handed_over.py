"""What unions hand over: files of five kinds, read one by one; what is in two of them is counted once.

Each file is read or refused by itself, and it is told which. The order in which they come changes nothing.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from toolkit.audit.publication.release import KIND, Release, all_told
from toolkit.audit.publication.told import Told
from toolkit.course.dashboards.agreement_file import Agreed, read_agreed
from toolkit.course.follow_up import WHAT as FOLLOW_UP
from toolkit.course.follow_up import FollowUp, name_of, read_follow_up
from toolkit.errors import DataError, ToolkitError, UnknownSuffix, translatable
from toolkit.governance.questions.tracker import Reply, read_tracker
from toolkit.governance.systems.fields import fields
from toolkit.governance.systems.register import Systems

Kind = Literal["", "agreement", "audit", "systems", "questions", "follow-up"]
SUFFIXES = (".yml", ".yaml", ".json", ".jsonl", ".xlsx", ".csv", ".zip")
LARGEST = 20_000_000  # bytes of one file, and of all in one zip when they are unpacked
MOST_FILES = 2_000
TOO_LARGE = translatable("“{file}” is too large: at most {megabytes} MB can be read here. Split it.")
TOO_MANY = translatable("“{file}” holds more than {most} files. Split it.")
NO_ZIP = translatable("“{file}” is no zip that can be unpacked. Make it again, without a password.")


@dataclass(frozen=True)
class FileRead:
    """What became of one file: what it is, how much was taken from it, or why nothing was.

    Attributes
    ----------
    taken, repeated
        How many things are new, and how many were handed over before.
    """

    name: str
    kind: Kind = ""
    taken: int = 0
    repeated: int = 0
    refused: ToolkitError | None = None


@dataclass(frozen=True)
class Audited:
    """A published result of an audit, with whoever handed it over."""

    union: str
    told: Told = field(repr=False)


@dataclass(frozen=True)
class Seen:
    """A system that a union knows of: for each question that matters most to those at work, whether it is answered."""

    union: str
    answers: Mapping[str, bool] = field(hash=False)


@dataclass(frozen=True)
class Requested:
    """A question to management: when it was asked, when the answer was due, what came. Not what was said."""

    union: str
    theme: str
    asked: date | None
    due: date | None
    reply: Reply
    last: date | None

    def state(self, today: date) -> str:
        """Where it stands on a day."""
        if self.asked is None:
            return "to_ask"
        if self.reply:
            return self.reply
        return "overdue" if self.due is not None and today > self.due else "asked"


@dataclass(frozen=True)
class HandedOver:
    """All that was handed over so far, each thing once under its key, and what became of each file."""

    files: tuple[FileRead, ...] = ()
    agreements: Mapping[str, Agreed] = field(default_factory=dict, hash=False, repr=False)
    audits: Mapping[str, Audited] = field(default_factory=dict, hash=False, repr=False)
    systems: Mapping[str, Seen] = field(default_factory=dict, hash=False, repr=False)
    requests: Mapping[str, Requested] = field(default_factory=dict, hash=False, repr=False)
    follow_ups: Mapping[str, FollowUp] = field(default_factory=dict, hash=False, repr=False)

    def with_file(self, name: str, data: bytes, union: str = "") -> HandedOver:
        """With one more file, or with all files of a zip.

        Parameters
        ----------
        union
            Who handed it over, where the file itself does not say. In a zip a folder says it: its name.
        """
        return self.with_files([(name, data)], union)

    def with_files(self, files: Iterable[tuple[str, bytes]], union: str = "") -> HandedOver:
        """With more files, each under its name."""
        taking = _Taking(self)
        for name, data in files:
            for each, content, from_whom in _unpacked(name, data, union, taking):
                taking.take(each, content, from_whom)
        return taking.result()

    def __bool__(self) -> bool:
        return bool(self.files)


def read_folder(folder: str | Path) -> HandedOver:
    """All files of a folder; a folder in it is called as the union whose files it holds."""
    root = Path(folder)
    handed = HandedOver()
    found = sorted(path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
    by_union: dict[str, list[tuple[str, bytes]]] = {}
    for path in found[:MOST_FILES]:
        inside = path.relative_to(root)
        by_union.setdefault(_union_of(inside.as_posix()), []).append((inside.name, path.read_bytes()))
    for union, files in by_union.items():
        handed = handed.with_files(files, union)
    return handed


class _Taking:
    """Takes files one after the other into copies of what there was."""

    def __init__(self, before: HandedOver) -> None:
        self._files = list(before.files)
        self._kept: dict[str, dict[str, Any]] = {
            name: dict(getattr(before, name)) for name in ("agreements", "audits", "systems", "requests", "follow_ups")
        }

    def result(self) -> HandedOver:
        """All of it as a value."""
        return HandedOver(tuple(self._files), **self._kept)

    def refuse(self, name: str, error: ToolkitError) -> None:
        """Say that a file was not read."""
        self._files.append(FileRead(name, refused=error))

    def take(self, name: str, data: bytes, union: str) -> None:
        """Read a file, or say why not."""
        try:
            kind = _kind(name, data)
            found = _READERS[kind](data, name, union)
        except ToolkitError as error:
            self.refuse(name, error)
            return
        room, newer = _ROOMS[kind]
        kept = self._kept[room]
        repeated = 0
        for key, one in found:
            before = kept.get(key)
            repeated += before is not None
            if before is None or newer(one) > newer(before):
                kept[key] = one
        self._files.append(FileRead(name, kind, len(found) - repeated, repeated))


def _unpacked(name: str, data: bytes, union: str, taking: _Taking) -> Iterator[tuple[str, bytes, str]]:
    """The files in a file: itself, or what a zip holds; what is too large is refused before it is unpacked."""
    if len(data) > LARGEST:
        taking.refuse(name, DataError(TOO_LARGE, file=name, megabytes=LARGEST // 1_000_000))
        return
    if PurePosixPath(name).suffix.lower() != ".zip":
        yield name, data, union
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [one for one in archive.infolist() if not one.is_dir() and not _is_beside(one.filename)]
            if len(inside) > MOST_FILES:
                taking.refuse(name, DataError(TOO_MANY, file=name, most=MOST_FILES))
                return
            left = LARGEST
            for one in inside:
                with archive.open(one) as file:
                    content = file.read(left + 1)  # whatever the list of the zip says of its size
                left -= len(content)
                if left < 0:
                    taking.refuse(name, DataError(TOO_LARGE, file=name, megabytes=LARGEST // 1_000_000))
                    return
                yield PurePosixPath(one.filename).name, content, _union_of(one.filename) or union
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        taking.refuse(name, DataError(NO_ZIP, file=name, reason=type(error).__name__))


def _is_beside(path: str) -> bool:
    """Whether a system put the file there of its own accord."""
    parts = PurePosixPath(path).parts
    return any(part.startswith((".", "__MACOSX")) or part == "Thumbs.db" for part in parts)


def _union_of(path: str) -> str:
    """The union whose folder a file lies in: the last folder before it."""
    return name_of(PurePosixPath(path.replace("\\", "/")).parent.name)


# --- one kind of file after the other --------------------------------------------------------------------------------


def _kind(name: str, data: bytes) -> Kind:
    """What a file is: by its ending, and in JSON by what it says of itself."""
    match PurePosixPath(name).suffix.lower():
        case ".yml" | ".yaml":
            return "agreement"
        case ".xlsx" | ".csv" | ".jsonl":
            return "systems"
        case ".json":
            return _kind_of_json(data)
    raise UnknownSuffix(name, SUFFIXES)


def _kind_of_json(data: bytes) -> Kind:
    try:
        record = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return "systems"  # whose reader says at which line it does not hold
    if not isinstance(record, dict):
        return "systems"
    if record.get("what") == FOLLOW_UP:
        return "follow-up"
    if record.get("kind") == KIND:
        return "audit"
    return "questions" if "questions" in record else "systems"


Found = list[tuple[str, Any]]


def _mark(*parts: str) -> str:
    """A mark by which the same thing is recognised, in which nobody reads of whom and what it is."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def _agreement(data: bytes, name: str, _union: str) -> Found:
    agreed = read_agreed(data, name)
    return [(agreed.key, agreed)]


def _audit(data: bytes, name: str, union: str) -> Found:
    release = Release.read(data, name)
    return [(Release((told,)).fingerprint, Audited(union, told)) for told in all_told([release])]


def _systems(data: bytes, name: str, union: str) -> Found:
    asked = [field for field, about in fields().items() if about.workers]
    found: Found = []
    for system in Systems.read_bytes(data, name):
        states = {field: system[field].state for field in asked}
        # What nobody of ours has read says nothing of them, and what only members say is no answer of theirs.
        answers = {field: state == "answered" for field, state in states.items() if state != "not_read"}
        organisation = system["organisation"].text.strip().casefold()
        found.append((_mark(organisation or union.casefold(), system.id), Seen(union, answers)))
    return found


def _questions(data: bytes, name: str, union: str) -> Found:
    from toolkit.governance.questions.bank import bank

    tracker = read_tracker(data, name)
    whose = name_of(tracker.union) or union
    about = (whose.casefold(), tracker.employer.strip().casefold(), tracker.system.strip().casefold())
    return [
        (
            _mark(*about, one.text.casefold() or one.id),
            Requested(
                whose,
                "" if one.text else bank().question(one.id).theme,
                one.asked,
                one.due,
                one.reply,
                max((day for day in (one.asked, one.replied) if day is not None), default=None),
            ),
        )
        for one in tracker.entries
    ]


def _follow_up(data: bytes, name: str, _union: str) -> Found:
    follow_up = read_follow_up(data, name)
    return [(_mark(follow_up.union.casefold(), follow_up.id), follow_up)]


_READERS: Mapping[Kind, Callable[[bytes, str, str], Found]] = {
    "agreement": _agreement,
    "audit": _audit,
    "systems": _systems,
    "questions": _questions,
    "follow-up": _follow_up,
}
# Where each kind is kept, and what makes one newer than another of the same key. Where two are equally new, the words
# decide, so that the order in which files come does not.
_ROOMS: Mapping[Kind, tuple[str, Callable[[Any], Any]]] = {
    "agreement": ("agreements", lambda one: (one.written, one.starts or date.min, repr(one))),
    "audit": ("audits", lambda one: one.union),
    "systems": ("systems", lambda one: (sum(one.answers.values()), sorted(one.answers.items()), one.union)),
    "questions": ("requests", lambda one: (one.last or date.min, repr(one))),
    "follow-up": ("follow_ups", lambda one: (one.version, repr(one))),
}
