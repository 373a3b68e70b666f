"""What whoever starts a workshop reads: is the lesson ready, is there room, how does it stand?"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from toolkit.errors import SetupError
from toolkit.languages import Language
from toolkit.serving.lessons import LessonCard
from toolkit.serving.readiness import Readiness, lessons_of

FOUR = LessonCard("4-seat.ipynb", 4, "A seat", "", 90, ())
ROOM = SimpleNamespace(most=30, count_open=lambda: 12, count_waiting=lambda: 3)


def heard(language: str = "en") -> tuple[Readiness, list[str]]:
    lines: list[str] = []
    return Readiness(Language(language), lines.append, ROOM), lines


def plain(lines: list[str]) -> list[str]:
    return ["".join(letter for letter in line if letter.isprintable()) for line in lines]


def test_topics_are_found_or_missed_by_their_number(notebooks: Path) -> None:
    assert [card.topic for card in lessons_of(notebooks / "en", [4])] == [4]
    assert lessons_of(notebooks / "en", []) == ()
    with pytest.raises(SetupError) as missed:
        lessons_of(notebooks / "ar", [4, 1])
    assert "Topic 1" in Language("en").say_error(missed.value).replace("\u2068", "").replace("\u2069", "")


def test_it_is_said_what_is_ready_and_what_is_not(play: Any) -> None:
    readiness, lines = heard("ar")
    asked: list[str] = []

    async def make(path: str) -> Any:
        asked.append(path)
        return SimpleNamespace(seconds=1.26) if path == "ar/4-seat.ipynb" else None

    five = LessonCard("5-rights.ipynb", 5, "Rights", "", 90, ())
    play(readiness.prepare([FOUR, five], make, None))
    assert asked == ["ar/4-seat.ipynb", "ar/5-rights.ipynb"]
    speech = Language("ar")
    from toolkit.serving.pages import words

    assert lines == [
        speech.say(words.PREPARING, title="A seat"),
        speech.say(words.PREPARED, title="A seat", seconds=speech.number(1.26, decimals=1)),
        speech.say(words.PREPARING, title="Rights"),
        speech.say(words.NOT_PREPARED, title="Rights"),
    ]


@pytest.mark.parametrize(
    ("people", "says"),
    [(30, "There is room for 30 people."), (31, "31 people are expected, and there is room for 30.")],
)
def test_room_is_promised_only_to_as_many_as_there_is(play: Any, people: int, says: str) -> None:
    readiness, lines = heard()
    play(readiness.prepare([], None, people))
    (line,) = plain(lines)
    assert line.startswith(says)


def test_how_it_stands_is_one_line_and_only_when_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = SimpleNamespace(available=2_009 * 1024**2)
    monkeypatch.setattr("toolkit.serving.guard.memory.psutil.virtual_memory", lambda: memory)
    readiness, lines = heard()
    for path, method, seconds in (
        ("/voila/render/en/a.ipynb", "GET", 0.24),
        ("/voila/render/en/a.ipynb", "HEAD", 9.0),
        ("/en/", "GET", 5.0),
    ):
        request = SimpleNamespace(path=path, method=method, request_time=lambda seconds=seconds: seconds)
        readiness.notice(SimpleNamespace(request=request))
    for _ in range(3):
        readiness.tell()
    assert plain(lines) == [
        "Lessons open: 12. Waiting: 3. Memory that is free: 2,000 MB. Slowest page since the last line: 0.2 s.",
        "Lessons open: 12. Waiting: 3. Memory that is free: 2,000 MB. Slowest page since the last line: 0.0 s.",
    ]
