"""How many people will open which lesson, as far as a server can know: it was told so, or they joined a session."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from toolkit.serving.session.live import Live
from toolkit.serving.session.sessions import Sessions


@dataclass(frozen=True)
class Announced:
    """Who is announced.

    Parameters
    ----------
    paths, people
        The lessons that whoever started the server asked for, and for how many.
    most
        How many lessons may be open.
    """

    sessions: Sessions
    paths: Collection[str] = ()
    people: int = 0
    most: int = 0

    def for_lesson(self, path: str) -> int:
        """How many people are announced for the lesson at a path."""
        joined = [live.connected for live in self.sessions.running() if lesson_of(live) == path]
        return min(max([self.people if path in self.paths else 0, *joined]), self.most)

    def by_sessions(self) -> set[str]:
        """The lessons of the sessions that somebody has joined."""
        return {lesson_of(live) for live in self.sessions.running() if live.connected}


def lesson_of(live: Live) -> str:
    """The path of the lesson that a session goes through."""
    return f"{live.session.language}/{live.session.lesson}"
