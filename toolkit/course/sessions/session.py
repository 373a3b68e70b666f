"""A session: a room that goes through one lesson together. Each command of the organiser makes a new frozen value."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from toolkit.course.sessions.polls import READY, Poll, written
from toolkit.course.store.tally import SMALLEST, Bar, Tally
from toolkit.errors import DataError, translatable

MOST_POLLS = 20
LONGEST_TIMER = 180  # minutes
MOST_SHOWN = 12

NO_SUCH = translatable("There is no “{what}” in this session. It may have been removed on another device.")
NOT_NOW = translatable("This cannot be done with the poll now. Close it before you show it; begin anew to ask again.")
TOO_MANY = translatable("This session has as many polls as it can hold ({most}). Remove one that is over.")
WRONG_TIMER = translatable("The timer takes 1 to {most} minutes.")
WRONG_STEP = translatable("The lesson has no step {step}. It has {steps}.")


@dataclass(frozen=True)
class Session:
    """What a room does together.

    Attributes
    ----------
    id
        Random; under it entries are kept.
    code
        Six figures that people type to join.
    key
        The digest of the word that lets somebody steer; the word itself is nowhere kept.
    secret
        From it and a phone's ticket come the ids of that phone's answers.
    lesson, language, steps
        The notebook, the language that the organiser reads it in, and what its steps are called.
    step
        Where all are asked to be; None before anybody was asked.
    ends
        When the timer runs out, in seconds since 1970; None if none runs.
    smallest
        Fewer answers than this are not shown by themselves.
    shown
        Results of exercises as they were first put on the wall, the last one last: they stay as they were shown.
    down
        Those that do not hang there now.
    numbered
        How many polls there have been.
    began
        When, in seconds since 1970, to the hour.
    rehearsal
        Whether simulated phones take part.
    """

    id: str
    code: str
    key: str
    secret: str
    lesson: str
    language: str
    steps: tuple[str, ...] = ()
    topic: str = ""
    step: int | None = None
    ends: float | None = None
    polls: tuple[Poll, ...] = ()
    smallest: int = SMALLEST
    shown: tuple[tuple[str, Tally], ...] = ()
    down: tuple[str, ...] = ()
    numbered: int = 0
    began: int = 0
    rehearsal: bool = False

    # --- who may do what -------------------------------------------------------------------------------------------

    def is_led_with(self, key: str) -> bool:
        """Whether this is the word that lets somebody steer."""
        return hmac.compare_digest(digest(key), self.key)

    def ticket(self) -> str:
        """A word that a phone keeps for itself; it says nothing of whose phone that is."""
        random = secrets.token_urlsafe(16)
        return f"{random}.{self._signed('ticket', random)}"

    def is_ticket(self, ticket: str) -> bool:
        """Whether a phone has this word from us."""
        random, _, proof = ticket.partition(".")
        return bool(random) and hmac.compare_digest(proof.encode(), self._signed("ticket", random).encode())

    def entry_id(self, ticket: str, kind: str, question: str) -> str:
        """Under which id a phone's answer to one question is kept.

        Always the same one for the same phone and question, and two questions of one phone have nothing in common: who
        reads the store cannot put together what one person answered.
        """
        return self._signed("entry", f"{ticket} {kind} {question}")

    def _signed(self, what: str, words: str) -> str:
        return hmac.new(bytes.fromhex(self.secret), f"{what} {words}".encode(), hashlib.sha256).hexdigest()[:32]

    # --- what the organiser does -----------------------------------------------------------------------------------

    def go_to(self, step: int) -> Session:
        """Ask all to go to a step, counted from 0."""
        if not 0 <= step < max(1, len(self.steps)):
            raise DataError(WRONG_STEP, step=step + 1, steps=len(self.steps))
        return replace(self, step=step)

    def go_on_with(self, lesson: str, steps: Sequence[str], topic: str) -> Session:
        """Go on with another lesson: code, questions and what hangs on the wall stay, nobody is at a step of it yet."""
        return replace(self, lesson=lesson, steps=tuple(steps), topic=topic, step=None, ends=None)

    def set_timer(self, minutes: float, now: float) -> Session:
        """Let a timer run that everybody sees; 0 stops it."""
        if not 0 <= minutes <= LONGEST_TIMER:
            raise DataError(WRONG_TIMER, most=LONGEST_TIMER)
        return replace(self, ends=now + 60 * minutes if minutes else None)

    def add_poll(self, question: str = "", options: Sequence[str] = (), ready: str = "") -> Session:
        """Put a poll beside the others; it waits until it is opened."""
        if len(self.polls) >= MOST_POLLS:
            raise DataError(TOO_MANY, most=MOST_POLLS)
        id = f"p{self.numbered + 1}"
        if ready and ready not in READY:
            raise DataError(NO_SUCH, what=ready)
        poll = Poll(id, ready=ready) if ready else written(id, question, list(options))
        return replace(self, polls=(*self.polls, poll), numbered=self.numbered + 1)

    def open_poll(self, id: str) -> Session:
        """Let people answer."""
        return self._with(id, lambda poll: replace(poll, state="open"), only=("waiting",))

    def close_poll(self, id: str) -> Session:
        """Take no more answers and no changes."""
        return self._with(id, lambda poll: replace(poll, state="closed"), only=("open",))

    def show_poll(self, id: str) -> Session:
        """Put the answers on the wall, once nobody can change theirs any more."""
        return self._with(id, lambda poll: replace(poll, state="shown"), only=("open", "closed"))

    def reset_poll(self, id: str) -> Session:
        """Ask again from the beginning: what was answered before no longer counts."""
        return self._with(id, lambda poll: replace(poll, state="waiting", round=poll.round + 1))

    def remove_poll(self, id: str) -> Session:
        """Take a poll away."""
        self.poll(id)
        return replace(self, polls=tuple(poll for poll in self.polls if poll.id != id))

    def poll(self, id: str) -> Poll:
        """The poll of that id."""
        found = next((poll for poll in self.polls if poll.id == id), None)
        if found is None:
            raise DataError(NO_SUCH, what=id[:20])
        return found

    @property
    def on_wall(self) -> tuple[tuple[str, Tally], ...]:
        """The results of exercises that hang on the wall now."""
        return tuple(each for each in self.shown if each[0] not in self.down)[-MOST_SHOWN:]

    def show_exercise(self, exercise: str, tally: Tally) -> Session:
        """Put what the room answered on the wall, as it was when it was first shown.

        Who has seen an earlier tally could subtract it from a later one. Only one in which so few had answered that
        nothing was told makes room for another.
        """
        before = dict(self.shown).get(exercise)
        told = tally if before is None or before.too_few or not before.total else before
        others = tuple(each for each in self.shown if each[0] != exercise)
        down = tuple(each for each in self.down if each != exercise)
        return replace(self, shown=(*others, (exercise, told)), down=down)

    def hide_exercise(self, exercise: str) -> Session:
        """Take the answers to an exercise from the wall."""
        return replace(self, down=(*(each for each in self.down if each != exercise), exercise))

    def _with(self, id: str, change: Callable[[Poll], Poll], only: Sequence[str] = ()) -> Session:
        poll = self.poll(id)
        if only and poll.state not in only:
            raise DataError(NOT_NOW)
        changed = change(poll)
        return replace(self, polls=tuple(changed if each.id == id else each for each in self.polls))


def begin(lesson: str, language: str, steps: Sequence[str] = (), **more: Any) -> tuple[Session, str]:
    """A new session, and the word that lets somebody steer it."""
    key = secrets.token_urlsafe(24)
    code = f"{secrets.randbelow(10**6):06d}"
    session = Session(
        secrets.token_hex(16),
        code,
        digest(key),
        secrets.token_hex(32),
        lesson,
        language,
        tuple(steps),
        began=int(time.time()) // 3600 * 3600,
        **more,
    )
    return session, key


def digest(key: str) -> str:
    """What is kept of the word that lets somebody steer."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def to_text(session: Session) -> str:
    """A session as the store keeps it."""
    return json.dumps(asdict(session), ensure_ascii=False)


def from_text(text: str) -> Session:
    """A session as it was kept."""
    kept: dict[str, Any] = json.loads(text)
    polls = tuple(Poll(**{**poll, "options": tuple(poll["options"])}) for poll in kept["polls"])
    shown = tuple((exercise, _tally(tally)) for exercise, tally in kept["shown"])
    told = {name: tally for name, tally in shown if tally is not None}
    down = tuple(kept.get("down", ()))
    return Session(
        **{**kept, "polls": polls, "shown": tuple(told.items()), "down": down, "steps": tuple(kept["steps"])}
    )


def _tally(kept: Mapping[str, Any]) -> Tally | None:
    key = tuple(kept["key"])
    if "bars" in kept:
        bars = tuple(Bar(tuple(bar["answers"]), bar["people"]) for bar in kept["bars"])
        return Tally(**{**kept, "key": key, "answers": tuple(kept["answers"]), "bars": bars})
    if kept["total"] is None:  # kept by an earlier version, and told nothing
        return None
    counts, hidden = kept["counts"], tuple(answer for answer, people in kept["counts"].items() if people is None)
    alone = (Bar((answer,), people) for answer, people in counts.items() if people is not None)
    return Tally(key, tuple(counts), (*alone, *([Bar(hidden, kept["together"])] if hidden else [])), kept["total"])
