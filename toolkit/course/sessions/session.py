"""A session: a room that goes through one lesson together. Each command of the organiser makes a new frozen value."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from toolkit.course.sessions.asked import Asked, asked_from, options_of, texts_from
from toolkit.course.sessions.keys import digest, new_key
from toolkit.course.sessions.polls import FEEDBACK, READY, Poll, Text, written
from toolkit.course.store.entry import Entry
from toolkit.course.store.tally import SMALLEST, Bar, Tally
from toolkit.errors import DataError, translatable

MOST_POLLS = 24
LONGEST_TIMER = 180  # minutes
LONGEST_SESSION = 24 * 60
MOST_SHOWN = 12
MOST_EXERCISES = 200  # of which the words are kept: phones name them
MOST_THROWN = 1000

NO_SUCH = translatable("There is no “{what}” in this session. It may have been removed on another device.")
NOT_NOW = translatable("This cannot be done with the poll now. Close it before you show it; begin anew to ask again.")
TOO_MANY = translatable("This session has as many polls as it can hold ({most}). Remove one that is over.")
OVER = translatable("The session is over.")
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
    plan, meeting
        The plan that it runs, as `toolkit.course.plans.reference` writes it, and which of its sessions, from 1 on;
        empty and 0 without a plan.
    minute
        At which minute of that session the block begins in which the room is.
    version
        Of the notebook: which release of the toolkit, and a mark of what stands in it.
    languages
        In which pages of the session have been read.
    asked
        What the room was asked, in words: polls each time they were opened, exercises as soon as one is answered. A
        poll that is removed or begun anew stays here.
    ended
        Whether it is over. What was asked stays in a store; who leads and which answers are of one phone is gone.
    thrown
        Digests of the tickets of phones that were thrown out.
    row, row_began
        The row of the run sheet that runs, from 0 on, and since when its block runs, in seconds since 1970.
    sheet_began
        When the run sheet's minute 0 was, in seconds since 1970.
    row_asked
        The poll that was put to the room out of the block that runs; empty if none was.
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
    plan: str = ""
    meeting: int = 0
    minute: int | None = None
    version: str = ""
    languages: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    ended: bool = False
    thrown: tuple[str, ...] = ()
    row: int | None = None
    row_began: float | None = None
    sheet_began: float | None = None
    row_asked: str = ""

    # --- who may do what -------------------------------------------------------------------------------------------

    def is_led_with(self, key: str) -> bool:
        """Whether this is the word that lets somebody steer."""
        return hmac.compare_digest(digest(key), self.key)  # which is empty once the session is over

    def ticket(self) -> str:
        """A word that a phone keeps for itself; it says nothing of whose phone that is."""
        random = secrets.token_urlsafe(16)
        return f"{random}.{self._signed('ticket', random)}"

    def is_ticket(self, ticket: str) -> bool:
        """Whether a phone has this word from us."""
        random, _, proof = ticket.partition(".")
        ours = bool(random) and hmac.compare_digest(proof.encode(), self._signed("ticket", random).encode())
        return ours and digest(ticket)[:16] not in self.thrown

    def throw_out(self, tickets: Sequence[str]) -> Session:
        """These tickets are none any more."""
        return replace(self, thrown=(*self.thrown, *(digest(each)[:16] for each in tickets))[-MOST_THROWN:])

    def wall_pass(self) -> str:
        """The word with which a wall asks for news over a line that nobody else can take."""
        return self._signed("wall", "")

    def proof_of_device(self, random: str) -> str:
        """Our mark of the word that a phone is given with the page for joining."""
        return self._signed("device", random)

    def entry_id(self, ticket: str, kind: str, question: str) -> str:
        """Under which id a phone's answer to one question is kept.

        Always the same one for the same phone and question, and two questions of one phone have nothing in common: who
        reads the store cannot put together what one person answered.
        """
        return self._signed("entry", f"{ticket} {kind} {question}")

    def _signed(self, what: str, words: str) -> str:
        if not self.secret:
            raise DataError(OVER)
        return hmac.new(bytes.fromhex(self.secret), f"{what} {words}".encode(), hashlib.sha256).hexdigest()[:32]

    def with_another_key(self) -> tuple[Session, str]:
        """Lock out whoever has the key that there was: on a paper or in a browser that was lost."""
        key = new_key()
        return replace(self, key=digest(key)), key

    # --- what the organiser does -----------------------------------------------------------------------------------

    def go_to(self, step: int, minute: Any = None) -> Session:
        """Ask all to go to a step, counted from 0; `minute` is where its plan puts it."""
        if not 0 <= step < max(1, len(self.steps)):
            raise DataError(WRONG_STEP, step=step + 1, steps=len(self.steps))
        planned = type(minute) is int and 0 <= minute <= LONGEST_SESSION
        return replace(self, step=step, minute=minute if planned else None)

    def go_on_with(self, lesson: str, steps: Sequence[str], topic: str, version: str = "") -> Session:
        """Go on with another lesson: code, questions and what hangs on the wall stay, nobody is at a step of it yet."""
        about = {"lesson": lesson, "steps": tuple(steps), "topic": topic, "version": version}
        moved = replace(self, **about, step=None, minute=None, ends=None)  # type: ignore[arg-type]
        # Without a plan the lesson is the run sheet: another one begins with its first row.
        return moved if self.plan else replace(moved, row=None, row_began=None, sheet_began=None, row_asked="")

    def set_timer(self, minutes: float, now: float) -> Session:
        """Let a timer run that everybody sees; 0 stops it."""
        if not 0 <= minutes <= LONGEST_TIMER:
            raise DataError(WRONG_TIMER, most=LONGEST_TIMER)
        return replace(self, ends=now + 60 * minutes if minutes else None)

    def add_poll(
        self, question: str = "", options: Sequence[str] = (), ready: str = "", texts: Sequence[Text] = ()
    ) -> Session:
        """Put a poll beside the others; it waits until it is opened.

        It is one at hand, one in the organiser's language, or one whose words are given in several languages.
        """
        if len(self.polls) >= MOST_POLLS:
            raise DataError(TOO_MANY, most=MOST_POLLS)
        id = f"p{self.numbered + 1}"
        if ready and ready not in READY:
            raise DataError(NO_SUCH, what=ready)
        own = texts or [Text(self.language, question, tuple(options))]
        poll = Poll(id, ready=ready) if ready else written(id, own)
        return replace(self, polls=(*self.polls, poll), numbered=self.numbered + 1)

    def open_poll(self, id: str) -> Session:
        """Let people answer."""
        opened = self._with(id, lambda poll: replace(poll, state="open"), only=("waiting",))
        poll = opened.poll(id)
        return opened._noting(Asked(poll.code, "poll", poll.answers, poll.texts, poll.ready))

    def ask_feedback(self) -> Session:
        """Ask how it was: all questions of it at once, each open. What is asked already is not asked again."""
        session = self
        for ready in FEEDBACK:
            if all(poll.ready != ready for poll in session.polls):
                session = session.add_poll(ready=ready)
        waiting = [poll.id for poll in session.polls if poll.ready in FEEDBACK and poll.state == "waiting"]
        for id in waiting:
            session = session.open_poll(id)
        return session

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

    # --- what stays of it ------------------------------------------------------------------------------------------

    def read_in(self, language: str) -> Session:
        """Note that a page of the session is read in a language: what was asked is kept in its words too."""
        if language in self.languages:
            return self
        languages = (*self.languages, language)
        return replace(self, languages=languages, asked=tuple(each.read_in(languages) for each in self.asked))

    def hearing(self, entry: Entry) -> Session:
        """Note which exercise it was that somebody answered first."""
        known = {each.question for each in self.asked if each.kind == "exercise"}
        if entry.kind != "exercise" or entry.question in known or len(known) >= MOST_EXERCISES:
            return self
        return self._noting(Asked(entry.question, "exercise", options_of(entry.question)))

    def end(self) -> Session:
        """What stays of it once it is over: what was asked, and nothing by which somebody leads or a phone is found."""
        return replace(self, ended=True, code="", key="", secret="", ends=None)

    def _noting_what_was_open(self) -> Session:
        """With the words of its polls and exercises: a version before this one kept no list of what was asked."""
        session = self
        for poll in self.polls:
            for number in range(1, poll.round + (poll.state != "waiting")):
                code = replace(poll, round=number).code
                session = session._noting(Asked(code, "poll", poll.answers, poll.texts, poll.ready))
        return session

    def _noting(self, asked: Asked) -> Session:
        about = {name: getattr(self, name) for name in ("topic", "lesson", "version", "step", "minute")}
        return replace(self, asked=(*self.asked, replace(asked, **about).read_in(self.languages)))

    def _with(self, id: str, change: Callable[[Poll], Poll], only: Sequence[str] = ()) -> Session:
        poll = self.poll(id)
        if only and poll.state not in only:
            raise DataError(NOT_NOW)
        changed = change(poll)
        return replace(self, polls=tuple(changed if each.id == id else each for each in self.polls))


def begin(lesson: str, language: str, steps: Sequence[str] = (), **more: Any) -> tuple[Session, str]:
    """A new session, and the word that lets somebody steer it."""
    key = new_key()
    code = f"{secrets.randbelow(10**6):06d}"
    session = Session(
        secrets.token_hex(16),
        code,
        digest(key),
        secrets.token_hex(32),
        lesson,
        language,
        tuple(steps),
        languages=(language,),
        began=int(time.time()) // 3600 * 3600,
        **more,
    )
    return session, key


def to_text(session: Session) -> str:
    """A session as the store keeps it."""
    return json.dumps(asdict(session), ensure_ascii=False)


def from_text(text: str) -> Session:
    """A session as it was kept, also by a version before this one, which kept less of it."""
    kept: dict[str, Any] = json.loads(text)
    known = {each.name for each in fields(Session)} & kept.keys()
    language = kept["language"]
    shown = {exercise: _tally(tally) for exercise, tally in kept["shown"]}
    more = {
        "polls": tuple(_poll(poll, language) for poll in kept["polls"]),
        "shown": tuple((exercise, tally) for exercise, tally in shown.items() if tally is not None),
        "languages": tuple(kept.get("languages", [language])),
        "asked": tuple(map(asked_from, kept.get("asked", []))),
        **{name: tuple(kept.get(name, ())) for name in ("steps", "down", "thrown")},
    }
    session = Session(**{**{name: kept[name] for name in known}, **more})
    return session if "asked" in kept else session._noting_what_was_open()


def _poll(kept: Mapping[str, Any], language: str) -> Poll:
    about = {name: kept[name] for name in ("id", "ready", "round", "state")}
    if "texts" in kept:
        return Poll(**about, texts=texts_from(kept["texts"]))
    return Poll(**about, texts=() if kept["ready"] else (Text(language, kept["question"], tuple(kept["options"])),))


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
