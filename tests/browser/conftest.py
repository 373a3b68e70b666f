"""The toolkit as people start it, phones to open it with, and a line between them that can be cut and measured."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PATIENCE

REPOSITORY = Path(__file__).parents[2]
QUIET = ["--store", "none"]  # nothing is written into the folders of whoever runs the tests
ANEW = ["--no-warm"] if os.environ.get("LESSONS_ANEW") else []  # as in the tests of the server
PHONE = {"width": 390, "height": 844}
# Voila gives its kernel up as somebody leaves. The page knows that this is no fault (line.js), but where the next page
# comes at once, the browser tells of it before the page is asked.
LEFT = "Kernel connection is disposed"
POLICY = "Content Security Policy"  # a browser names it when it refuses something


class Server:
    """``toolkit apps`` as a process of its own, which can be stopped and started at the same port; `before` runs it."""

    def __init__(self, environment: dict[str, str] | None = None, before: Sequence[str] = ()) -> None:
        self.before = before
        self.environment = {**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})}
        self.process: subprocess.Popen[str] | None = None
        self.port = 0
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                *self.before,
                sys.executable,
                "-m",
                "toolkit",
                "apps",
                "--only-here",
                "--port",
                str(self.port),
                *QUIET,
                *ANEW,
            ],
            cwd=REPOSITORY,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        said = self.process.stdout.readline()
        self.port = int(next(word for word in said.split() if word.startswith("http")).rstrip("/").rsplit(":", 1)[1])
        # What else it says is read away, or the pipe would fill up.
        self._reading = threading.Thread(target=self.process.stdout.read, daemon=True)
        self._reading.start()

    def stop(self) -> None:
        assert self.process
        assert self.process.stdout
        self.process.terminate()
        self.process.wait(PATIENCE)
        self._reading.join(PATIENCE)
        self.process.stdout.close()


class Line:
    """A line between a phone and the server: it counts what passes, and can be cut."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.up = True
        self.swallows = False  # what goes in is lost, and neither end has noticed yet
        self.refused = 0  # how often somebody tried while it was cut
        self.passed = 0
        self._ends: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._answer, daemon=True).start()

    def cut(self) -> None:
        self.up = False
        for end in list(self._ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self.up = True

    def close(self) -> None:
        self.cut()
        self._door.close()

    def _answer(self) -> None:
        while True:
            try:
                phone, _ = self._door.accept()
            except OSError:
                return
            try:
                if not self.up:
                    self.refused += 1
                    raise OSError
                there = socket.create_connection(("127.0.0.1", self.server.port))
            except OSError:
                phone.close()
                continue
            self._ends |= {phone, there}
            for one, other in ((phone, there), (there, phone)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while part := one.recv(65536):
                self.passed += len(part)
                if self.swallows:
                    continue
                other.sendall(part)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            self._ends.discard(end)
            end.close()


@pytest.fixture(scope="session")
def shared_server() -> Iterator[Server]:
    """``toolkit apps``, the same for all tests that leave it as it is; lessons of theirs they may end."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def apps(shared_server: Server) -> str:
    """The address of the server of all."""
    return shared_server.address


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server for one test alone, which may stop it."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def line(shared_server: Server) -> Iterator[Line]:
    """A line of the test's own to the server of all."""
    opened = Line(shared_server)
    yield opened
    opened.close()


def _wait_until_true(page: Any, script: str, arg: Any = None) -> None:
    """Playwright's own way asks again by "eval" in the page, which the page's policy refuses."""
    until = time.monotonic() + PATIENCE
    while not page.evaluate(script, arg):
        assert time.monotonic() < until, script
        page.wait_for_timeout(50)


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open new pages on phones or wider screens.

    A request that leaves the server, a script that fails, and anything that the page's policy refuses fail the test.
    """
    contexts: list[Any] = []
    refused: list[str] = []
    asked: list[str] = []
    broken: list[str] = []

    def open_one(width: int = 390, height: int = 844, **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True, locale="ar-MA", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: asked.append(socket.url.replace("ws:", "http:")))
        page.on("pageerror", lambda error: None if str(error) == LEFT else broken.append(str(error)))
        page.on("console", lambda said: refused.append(said.text) if POLICY in said.text else None)
        page.wait_for_function = partial(_wait_until_true, page)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))] == []
    assert broken == []
    assert refused == []


@pytest.fixture
def visit() -> Callable[..., None]:
    """Go to a page of the toolkit and wait until it can be used."""

    def go(page: Any, address: str) -> None:
        page.goto(address, wait_until="commit")
        if "/render/" not in address:
            page.locator("main").wait_for()
            return
        page.locator("#rendered_cells").wait_for(state="visible")
        page.locator(".tk-sheet").first.wait_for(state="attached")
        page.wait_for_function("document.querySelectorAll('#rendered_cells script[type*=cell-output]').length === 0")
        assert "exception occurred at the server" not in page.locator("body").inner_text()
        assert page.locator(".tk-broken").count() == 0

    return go
