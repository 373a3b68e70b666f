"""A room with a session: whoever leads, phones as far as a server sees them, and a lesson with three steps."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.conftest import PATIENCE

START = """\
import os, sys
from pathlib import Path
from toolkit.serving import serve
store, kept = os.environ.get("ROOM_STORE") or None, os.environ.get("ROOM_FILE")
more = {"store": store, "kept": Path(kept) if kept else None}
serve(Path(sys.argv[1]), port=int(os.environ["ROOM_PORT"]), host="127.0.0.1", **more)"""


@dataclass
class Asking:
    """Asks a server as a script of a page does, and again while it gives no answer."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)
    line: http.client.HTTPConnection | None = field(default=None, kw_only=True)

    def __del__(self) -> None:
        if self.line is not None:
            self.line.close()

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Ask over a line of its own."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        try:
            return self._ask(line, method, path, body, **headers)
        finally:
            line.close()

    def _ask(self, line: http.client.HTTPConnection, method: str, path: str, body: Any, **headers: str) -> Any:
        sent = json.dumps(body).encode() if isinstance(body, (dict, list)) else body
        line.request(method, path, sent, {**self.headers, **headers})
        answer = line.getresponse()
        text = answer.read().decode()
        self.got = answer.headers
        try:
            return answer.status, json.loads(text)
        except ValueError:
            return answer.status, text

    def ask_until_answered(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Ask until there is an answer, over one line for as long as it holds: browsers do so too."""
        until = time.monotonic() + PATIENCE
        while True:
            if self.line is None:
                self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
            try:
                status, told = self._ask(self.line, method, path, body)
                if status not in (429, 503):
                    return status, told
            except (OSError, http.client.HTTPException):
                self.line.close()
                self.line = None
                assert time.monotonic() < until, "the server never came back"
            time.sleep(0.05)


@dataclass
class Leader(Asking):
    """Whoever leads."""

    id: str = ""
    code: str = ""

    def do(self, what: str, **more: Any) -> tuple[int, Any]:
        return self.ask_until_answered("POST", f"/session/{self.id}/do", {"do": what, **more})

    def view(self, language: str = "en", who: dict[str, str] | None = None) -> dict[str, Any]:
        asking = self if who is None else Asking(self.port, who)
        status, told = asking.ask_until_answered("GET", f"/session/{self.id}/news?language={language}")
        assert status == 200, told
        return told

    def wall(self, language: str = "en") -> dict[str, Any]:
        return self.view(language, who={})


@dataclass
class Phone(Asking):
    """A phone that joins, and sends until it is told that what it sent is kept."""

    id: str = ""

    def join(self, code: str) -> None:
        ticket = self.headers.get("X-Session-Ticket", "")
        status, told = self.ask_until_answered("POST", f"/session/{self.id}/join", {"code": code, "ticket": ticket})
        assert status == 200, told
        self.headers = {"X-Session-Ticket": told["ticket"]}

    def send(self, kind: str, question: str = "", answer: str = "", **more: Any) -> int:
        sent = {"kind": kind, "question": question, "answer": answer, **more}
        return self.ask_until_answered("POST", f"/session/{self.id}/answer", sent)[0]


@dataclass
class Room:
    """A server with one session that has begun."""

    port: int
    folder: Path
    server: Any = None

    def begin(self, lesson: str = "4-room.ipynb", cookie: str = "", **more: str) -> Leader:
        asking = Asking(self.port, {"Cookie": cookie} if cookie else {})
        status, _ = asking.ask(
            "POST",
            "/en/session/",
            urlencode({"lesson": lesson, **more}),
            **{"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert status == 303
        path, key = asking.got["Location"].split("#")
        leader = Leader(self.port, {"X-Session-Key": key}, path.split("/")[-2])
        leader.code = leader.view()["code"].replace(" ", "")
        return leader

    def phone(self, leader: Leader) -> Phone:
        phone = Phone(self.port, id=leader.id)
        phone.join(leader.code)
        return phone


@pytest.fixture(scope="session")
def lesson_of_three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lesson of three steps, in two languages, with an exercise whose answers are chosen."""
    folder = tmp_path_factory.mktemp("room")
    for language, title in (("en", "A room"), ("ar", "قاعة")):
        step = {"tags": ["step"]}
        cells = [
            new_markdown_cell(f"# {title}"),
            new_code_cell(f'from toolkit.app import ask\nlanguage = "{language}"'),
            new_markdown_cell("## 1 · One", metadata=step),
            new_code_cell('ask("be-the-model", language)\n# ask(times_as_often(result, "welfare"), language)'),
            new_markdown_cell("## 2 · Two", metadata=step),
            new_markdown_cell("## 3 · Three", metadata=step),
        ]
        about = {"language": language, "toolkit": {"topic": 4, "minutes": 60}}
        (folder / language).mkdir()
        nbformat.write(new_notebook(cells=cells, metadata=about), folder / language / "4-room.ipynb")
        notes = new_markdown_cell("## Notes\n\nStop on the *minute*.", metadata={"tags": ["facilitator"]})
        about["toolkit"] = {**about["toolkit"], "facilitator": True}
        edition = folder / language / "4-room.facilitator.ipynb"
        nbformat.write(new_notebook(cells=[*cells, notes], metadata=about), edition)
    return folder


@pytest.fixture(scope="session")
def room(start: Callable[..., Any], lesson_of_three: Path) -> Iterator[Room]:
    """A room whose sessions are in memory."""
    port = free_port()
    with start(lesson_of_three, START, ROOM_PORT=str(port)) as server:
        yield Room(port, lesson_of_three, server)


@pytest.fixture
def rooms(start: Callable[..., Any], lesson_of_three: Path) -> Callable[..., Any]:
    """To open a room with a store on a port of its own: ``with rooms(store, port, lessons) as room``."""
    from contextlib import contextmanager

    @contextmanager
    def opened(store: str, port: int, lessons: Path = lesson_of_three, file: str = "") -> Iterator[Room]:
        with start(lessons, START, ROOM_PORT=str(port), ROOM_STORE=store, ROOM_FILE=file) as server:
            yield Room(port, lessons, server)

    return opened


@pytest.fixture
def begin_in() -> Callable[[Any], tuple[Room, Leader]]:
    """To begin a session on a server that runs already."""

    def begin(server: Any) -> tuple[Room, Leader]:
        room = Room(int(server.address.rpartition(":")[2]), server.folder, server)
        return room, room.begin()

    return begin


@pytest.fixture
def port() -> int:
    """A port that is free, and stays free while a server is started anew."""
    return free_port()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


ELSEWHERE = """\
import os, sys
from pathlib import Path
from toolkit.serving import network, serve
network.is_this_computer = lambda ip: False
serve(Path(sys.argv[1]), port=int(os.environ["ROOM_PORT"]), host="127.0.0.1", code="482913")"""


@pytest.fixture
def room_with_code(start: Callable[..., Any], lesson_of_three: Path) -> Iterator[Room]:
    """A room that asks for a code, in which nobody sits at the computer itself."""
    port = free_port()
    with start(lesson_of_three, ELSEWHERE, ROOM_PORT=str(port)) as server:
        yield Room(port, lesson_of_three, server)
