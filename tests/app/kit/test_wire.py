"""What a page and the process behind its sheet say to each other, written down once: `wire/*.json`.

The process is held to these conversations here, and so is the page that the other tests use; the script that runs in
browsers is held to them by `sheet/wire.test.mjs`.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit.app.kit.fields import Button, Choices, FileIn, Item, Number, Piece, Progress, StepList, TakeAway, Text
from toolkit.app.kit.sheet import WORDS, Sheet
from toolkit.errors import EmptyTable
from toolkit.languages import Language

FOLDER = Path(__file__).parent / "wire"
OPENED = json.loads((FOLDER / "sheet.json").read_text(encoding="utf-8"))
CONVERSATIONS = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.json"))
    if path.stem != "sheet"
}
each = pytest.mark.parametrize("talk", CONVERSATIONS.values(), ids=CONVERSATIONS.keys())


class Example(Sheet):
    """The sheet that the conversations are about, and what its buttons do."""

    def __init__(self) -> None:
        self.done = 0
        super().__init__("example", self.first(), "en")
        self.begin(name="Dock Workers")
        self.when_changed(self.look)
        self.when_pressed("check", self.check)
        self.when_pressed("next", lambda: (self.fill(step="what"), self.point_at("step")))
        self.when_pressed("paper", self.make)

    def first(self, wrong: str = "") -> list[Item]:
        return [
            StepList("step", "Steps", steps=(("who", "Who"), ("what", "What")), done="done"),
            Number("days", "Deadline", unit="days", unit_forms=(("one", "day"), ("other", "days"))),
            Text("name", "Name", "" if wrong else "Of your union", wrong, longest=20),
            Choices("groups", "Groups", options=(("w", "women"), ("m", "men"))),
            FileIn("log", "Log", suffixes=(".csv",), largest=1_200_000),
            Button("check", "Check", main=True, again=True),
            Button("next", "Next"),
            Button("paper", "Make"),
        ]

    def look(self, changed: frozenset[str]) -> None:
        if self.entry("name") == "broken":
            raise KeyError("broken")

    def check(self) -> None:
        self.done += 1
        if self.entry("name") == "wrong":
            raise EmptyTable("log")

    def make(self) -> None:
        items = {item.name: item for item in self.first("Too short")}
        some = [items["step"], self.items["name"], items["paper"]]
        self.lay_out([*some, Progress("working", "Counting", 0.5)])
        paper = TakeAway(
            "home", "Paper", "Take it home", "<p>Paper</p>", "Paper", (("Save", "a.txt", "text/plain", b"abc"),)
        )
        told = Piece("told", "<p>Made</p>", live=True, look="tk-note")
        self.lay_out([items["step"], items["name"], told, items["paper"], paper])


def in_names(value: Any, sheet: Sheet) -> Any:
    """The same with the name of each sentence in its place, and with the bytes of a file as text."""
    known = {said: name for name, said in sheet.words.items()}
    known |= {Language("en").say_error(EmptyTable("log")): "mistake"}
    known |= {sheet._too_large(FileIn("log", "Log", largest=most)): "too_large" for most in (600_000, 1_200_000)}

    def named(value: Any) -> Any:
        match value:
            case str():
                return f"<{known[value]}>" if value in known else value
            case bytes():
                return {"bytes": value.decode()}
            case dict():
                return {key: named(inner) for key, inner in value.items()}
            case list() | tuple():
                return [named(inner) for inner in value]
        return value

    return named(value)


class Process:
    """A sheet, and all that it said, in order."""

    def __init__(self) -> None:
        self.sheet = Example()
        self.said: deque[Any] = deque()
        self.sheet.send = lambda content, buffers=None: self.said.append(in_names(content, self.sheet))
        self.sheet.observe(lambda change: self.said.append(in_names(change.new, self.sheet)), "specs")


def laid_out(specs: dict[str, Any], step: dict[str, Any]) -> list[Any]:
    """The descriptions that stand after a step of a conversation; `specs` learns the new ones."""
    specs |= step["anew"]
    return [specs[name] for name in step["shown"]]


def test_a_page_is_given_what_the_conversations_begin_with() -> None:
    sheet = Example()
    specs = in_names(sheet.specs, sheet)
    assert specs == OPENED["specs"]
    given = (sheet.key, sheet.language, sheet.direction, sheet.start)
    assert given == tuple(OPENED[name] for name in ("key", "language", "direction", "start"))
    assert list(sheet.words) == list(WORDS)
    assert set(OPENED["words"]) == set(WORDS)


@each
def test_the_process_says_what_is_written(talk: dict[str, Any]) -> None:
    process = Process()
    specs = {spec["name"]: spec for spec in OPENED["specs"]}
    for step in talk["steps"]:
        match step:
            case {"page": message, **rest}:
                if not rest.get("lost"):
                    process.sheet.take(message, [memoryview(b"x" * rest["bytes"])] if "bytes" in rest else [])
            case {"process": "takes", "name": name, "largest": largest}:
                process.sheet.items[name] = FileIn(name, "Log", suffixes=(".csv",), largest=largest)
            case {"process": message}:
                assert process.said.popleft() == message
            case {"shown": _}:
                assert process.said.popleft() == laid_out(specs, step)
            case {"reader": "loads anew"}:
                assert not process.said
                process = Process()
    assert not process.said
    entries = process.sheet.entries()
    entries.pop("log", None)
    assert {name: list(entry) if isinstance(entry, tuple) else entry for name, entry in entries.items()} == talk[
        "entries"
    ]
    assert process.sheet.done == talk.get("done", process.sheet.done)


class Prompter:
    """Stands in for a sheet: compares what a page says with what is written, and answers as it is written."""

    def __init__(self, steps: deque[dict[str, Any]]) -> None:
        self.steps = steps
        self.specs = list(OPENED["specs"])
        self.known = {spec["name"]: spec for spec in self.specs}
        self.signs: dict[str, str] = {}
        self.send: Callable[[Any], None]

    def take(self, content: dict[str, Any], buffers: Any = ()) -> None:
        step = self.steps.popleft()
        assert "page" in step, f"the page says {content}, and nothing is written but {step}"
        written = dict(step["page"])
        for key in written.keys() & {"n", "id"}:
            sign = self.signs.setdefault(written[key], content[key])
            assert list(self.signs.values()).count(sign) == 1  # another sign for everything else
            written[key] = sign
        assert content == written
        assert sum(map(len, buffers)) == step.get("bytes", 0)
        self.answer()

    def answer(self) -> None:
        while self.steps and {"process", "shown"} & self.steps[0].keys():
            step = self.steps.popleft()
            if "shown" in step:
                self.specs = laid_out(self.known, step)
            elif isinstance(step["process"], dict) and not step.get("lost"):
                message = dict(step["process"])
                for key in message.keys() & {"n", "id"} if message["event"] != "fill" else ():
                    message[key] = self.signs[message[key]]
                self.send(message)


@each
def test_the_page_of_our_tests_says_what_is_written(talk: dict[str, Any], open_page: Callable[..., Any]) -> None:
    steps = deque(talk["steps"])
    sheet = Prompter(steps)
    page = open_page(sheet, served=talk.get("served", True))
    sheet.answer()
    while steps:
        match steps.popleft():
            case {"reader": "enters", "values": values}:
                page.enter(**values)
            case {"reader": "presses", "name": name}:
                page.push(name)
            case {"reader": "chooses", "name": name, "file": file, "size": size}:
                page.choose(name, file, b"x" * size)
            case {"reader": "removes", "name": name}:
                page.remove(name)
            case {"reader": "loads anew"}:
                page.load_anew(sheet)
            case {"line": "is back"}:
                page.line_is_back()
            case {"line": "is tried"}:
                page.probe()
            case step:
                pytest.fail(f"nobody does {step}")


def test_a_conversation_is_no_monologue() -> None:
    """Each kind of message is in one of them at least: what is not written down is held by nobody."""
    said = [message for talk in CONVERSATIONS.values() for step in talk["steps"] for message in step.values()]
    events = {message["event"] for message in said if isinstance(message, dict) and "event" in message}
    assert events == {"values", "press", "file", "here", "fill", "point", "done", "part", "refused"}
