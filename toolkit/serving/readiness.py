"""What whoever starts the lessons reads before people come, and while they are there: is it ready, is there room?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import SetupError
from toolkit.languages import Language
from toolkit.serving.guard.memory import free_memory
from toolkit.serving.lessons import LessonCard, lessons
from toolkit.serving.pages import words
from toolkit.serving.seats import Seats
from toolkit.serving.warm.lessons import WarmLesson

SECONDS_BETWEEN_LINES = 30
_MB = 1024**2


def lessons_of(folder: Path, topics: Iterable[int]) -> tuple[LessonCard, ...]:
    """The lessons of these topics in one language.

    Parameters
    ----------
    folder
        The folder of the language.

    Raises
    ------
    SetupError
        A topic has no lesson there.
    """
    wanted = set(topics)
    found = tuple(card for card in lessons(folder) if card.topic in wanted)
    for topic in sorted(wanted - {card.topic for card in found}):
        raise SetupError(words.NO_SUCH_TOPIC, topic=str(topic))
    return found


@dataclass
class Readiness:
    """Prepares the lessons of a workshop and tells how it goes, line by line."""

    language: Language
    announce: Callable[[str], object]
    seats: Seats
    _told: str = ""
    _slowest: float = 0.0

    async def prepare(
        self, cards: Iterable[LessonCard], make: Callable[[str], Awaitable[WarmLesson | None]], people: int | None
    ) -> None:
        """Have each lesson run once, and say whether everybody finds room.

        Parameters
        ----------
        make
            Runs the lesson at a path, such as ``ar/4-seat-at-the-table.ipynb``; gives None if it has to be started anew
            for each visitor.
        """
        say = self.language.say
        for card in cards:
            self.announce(say(words.PREPARING, title=card.title))
            lesson = await make(f"{self.language.code}/{card.file}")
            if lesson is None:
                self.announce(say(words.NOT_PREPARED, title=card.title))
            else:
                self.announce(
                    say(words.PREPARED, title=card.title, seconds=self.language.number(lesson.seconds, decimals=1))
                )
        if people is not None:
            self.announce(
                self.language.say_plural(words.ENOUGH, people)
                if people <= self.seats.most
                else say(words.NOT_ENOUGH, people=people, seats=self.seats.most)
            )

    def notice(self, handler: Any) -> None:
        """Note how long a lesson's page took; of whom, is nobody's business."""
        if handler.request.method == "GET" and "/voila/render/" in handler.request.path:
            self._slowest = max(self._slowest, handler.request.request_time())

    def tell(self) -> None:
        """Say how it stands, if that has changed."""
        line = self.language.say(
            words.STANDING,
            open=self.seats.count_open(),
            waiting=self.seats.count_waiting(),
            free=free_memory() // _MB // 10 * 10,
            slowest=self.language.number(self._slowest, decimals=1),
        )
        self._slowest = 0.0
        if line != self._told:
            self.announce(line)
        self._told = line
