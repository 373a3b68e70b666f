"""Tracks: the workshops of an audience, session by session and block by block.

Reads `templates/course/tracks/` and `templates/course/blocks.yml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from toolkit.course.exercises.written import records
from toolkit.course.topics import EVERYBODY
from toolkit.errors import RecordError, ToolkitError, translatable
from toolkit.languages.catalogue import KNOWN
from toolkit.registers.fields import Fields, load, load_list
from toolkit.registers.locate import folder
from toolkit.registers.words import Words

Kind = Literal["opening", "rules", "exercise", "group", "break", "between", "closing"]
Who = Literal["facilitator", "pairs", "groups", "everybody"]
KINDS: tuple[Kind, ...] = get_args(Kind)
WHO: tuple[Who, ...] = get_args(Who)
WHOLE = 180
LENGTHS = (60, 120, WHOLE)
FIRST, LAST = ("opening", "rules"), ("between", "closing")


class UnknownTrack(ToolkitError):
    """An audience was named for which there is no track."""

    def __init__(self, name: str) -> None:
        super().__init__(
            translatable("There is no course for “{name}”. There are courses for: {available}. Name one of these."),
            name=name,
            available=", ".join(track_names()),
        )


@dataclass(frozen=True)
class Block:
    """Some minutes of a session.

    Attributes
    ----------
    kind
        `opening`, `rules`, `exercise` (out of a lesson), `group` (work without one), `break`, `between` (the work until
        the next session is given) or `closing`.
    happens, say
        What happens, and a sentence for whoever leads.
    topic, steps
        The topic whose lesson is shown, and the tags of its steps; none where no lesson is.
    gives
        What people have in hand afterwards, if anything.
    """

    id: str
    kind: Kind
    minutes: int
    who: Who
    title: Words
    happens: Words
    say: Words
    topic: int | None = None
    steps: tuple[str, ...] = ()
    gives: Words | None = None


@dataclass(frozen=True)
class Session:
    """One meeting: three hours, or two or one where there is no more time.

    Attributes
    ----------
    task
        The work until the next session.
    cuts
        The shorter meetings by their minutes.
    """

    number: int
    title: Words
    task: Words
    blocks: tuple[Block, ...]
    cuts: Mapping[int, tuple[Block, ...]] = field(repr=False)

    @property
    def minutes(self) -> int:
        """How long it takes: the sum of its blocks."""
        return sum(block.minutes for block in self.blocks)

    def within(self, minutes: int) -> tuple[Block, ...]:
        """The blocks of the session of this length: 60, 120 or 180 minutes."""
        return self.blocks if minutes == WHOLE else self.cuts[minutes]

    @property
    def topics(self) -> tuple[int, ...]:
        """The topics whose lessons it uses, each once, as they come."""
        return tuple(dict.fromkeys(block.topic for block in self.blocks if block.topic is not None))


@dataclass(frozen=True)
class Track:
    """The sessions of one audience.

    Attributes
    ----------
    audience
        Whom it is for, as the topics name them.
    """

    id: str
    title: Words
    audience: tuple[str, ...]
    sessions: tuple[Session, ...]

    @property
    def topics(self) -> tuple[int, ...]:
        """The topics of all its sessions, each once, in the order of the course."""
        return tuple(sorted({topic for session in self.sessions for topic in session.topics}))


def track_names() -> tuple[str, ...]:
    """The ids of all tracks on record, organisers first: they teach the others."""
    found = sorted(path.stem for path in _home().glob("tracks/*.yml"))
    return tuple(sorted(found, key=lambda name: (name != "organisers", name)))


@cache
def track(name: str) -> Track:
    """The track of an audience.

    Raises
    ------
    UnknownTrack
        If there is none.
    RecordError
        If its record does not hold, for example because minutes do not add up.

    Examples
    --------
    >>> [session.minutes for session in track("leaders").sessions]
    [180, 180]
    """
    if name not in track_names():
        raise UnknownTrack(name)
    return read_track(_home() / "tracks" / f"{name}.yml", blocks())


@cache
def blocks() -> Mapping[str, Fields]:
    """What sessions are made of, by id, without minutes yet."""
    path = _home() / "blocks.yml"
    found = {}
    for number, raw in enumerate(load_list(path), start=1):
        fields = Fields("course/blocks.yml", number, raw)
        found[fields.text("id")] = fields
    return found


def read_track(path: Path, known: Mapping[str, Fields]) -> Track:
    """Read a track and refuse it if a session does not hold together.

    Raises
    ------
    RecordError
        Naming the session and what is wrong.
    """
    file = f"tracks/{path.name}"
    fields = Fields(file, 1, load(path))
    fields.known(required=("id", "audience", "title", "sessions"))
    if fields.text("id") != path.stem:
        raise fields.error(f"“id” is “{fields.text('id')}”; the file is called “{path.stem}”")
    sessions = tuple(
        _session(one, number, known) for number, one in enumerate(records(fields, file, "sessions", "number"), start=1)
    )
    return Track(path.stem, fields.words("title", KNOWN), fields.choices("audience", EVERYBODY), sessions)


def _session(fields: Fields, number: int, known: Mapping[str, Fields]) -> Session:
    fields.known(required=("title", "task", "blocks", "cuts"))
    whole = _blocks(fields, fields.raw["blocks"], WHOLE, known)
    cuts = fields.raw["cuts"]
    if not isinstance(cuts, Mapping) or sorted(cuts) != list(LENGTHS[:-1]):
        raise fields.error(f"“cuts” must hold {LENGTHS[:-1]}")
    shorter = {minutes: _blocks(fields, cuts[minutes], minutes, known) for minutes in LENGTHS[:-1]}
    names = {block.id for block in whole}
    for minutes, cut in shorter.items():
        more = [block.id for block in cut if block.id not in names]
        if more:
            raise fields.error(f"the cut to {minutes} minutes holds “{more[0]}”, which the whole session does not")
    return Session(number, fields.words("title", KNOWN), fields.words("task", KNOWN), whole, shorter)


def _blocks(fields: Fields, raw: Any, minutes: int, known: Mapping[str, Fields]) -> tuple[Block, ...]:
    if not isinstance(raw, list):
        raise fields.error("“blocks” must be a list of blocks with their minutes")
    found = tuple(_block(Fields(fields.name, number, one, "block"), known) for number, one in enumerate(raw, start=1))
    if sum(block.minutes for block in found) != minutes:
        raise fields.error(f"the minutes add up to {sum(block.minutes for block in found)}; they must be {minutes}")
    kinds = tuple(block.kind for block in found)
    if kinds[:2] != FIRST or kinds[-2:] != LAST:
        raise fields.error(f"a session begins with {FIRST} and ends with {LAST}")
    if minutes > LENGTHS[0] and "break" not in kinds:
        raise fields.error("a session of more than an hour needs a break")
    return found


def _block(given: Fields, known: Mapping[str, Fields]) -> Block:
    given.known(required=("block", "minutes"))
    fields = known[given.choice("block", known)]
    fields.known(required=("id", "kind", "who", "title", "happens", "say"), optional=("topic", "steps", "gives"))
    minutes, topic = given.raw["minutes"], fields.raw.get("topic")
    if not isinstance(minutes, int) or minutes < 1:
        raise given.error(f"“minutes” is “{minutes}”; allowed: whole numbers from 1 on")
    kind = cast(Kind, fields.choice("kind", KINDS))
    if (kind == "exercise") != (topic in range(1, 8)):
        raise RecordError(fields.name, "an exercise, and nothing else, has a topic from 1 to 7")
    return Block(
        fields.text("id"),
        kind,
        minutes,
        cast(Who, fields.choice("who", WHO)),
        fields.words("title", KNOWN),
        fields.words("happens", KNOWN),
        fields.words("say", KNOWN),
        topic,
        fields.texts("steps") if "steps" in fields.raw else (),
        fields.words("gives", KNOWN) if "gives" in fields.raw else None,
    )


def _home() -> Path:
    return folder("templates") / "course"
