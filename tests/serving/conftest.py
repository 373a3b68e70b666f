"""A real server over two tiny languages, started once, and a browser to open it with."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from websockets.sync.client import ClientConnection, connect

from tests.conftest import PATIENCE

REPOSITORY = Path(__file__).parents[2]
PROTOCOL = "v1.kernel.websocket.jupyter.org"
# With LESSONS_ANEW=1 the tests of this folder and of the browser run without warm lessons, as on Windows and macOS.
START = """\
import os, sys
from pathlib import Path
from toolkit.serving import serve
serve(Path(sys.argv[1]), port=0, warm=not os.environ.get("LESSONS_ANEW"))"""
WIDGETS = """\
import ipywidgets, sys
from IPython.display import HTML, display
name = ipywidgets.Text(description={label!r})
button = ipywidgets.Button(description={button!r})
answer = ipywidgets.HTML()
button.on_click(lambda _: setattr(answer, "value", f"<p class='answer'>{thanks} {{name.value}}</p>"))
display(ipywidgets.VBox([name, button, answer]))"""
ABOUT_KERNEL = """\
import os
display(HTML(f"<p class='kernel'>{sys.executable} threads={os.environ['OPENBLAS_NUM_THREADS']}</p>"))"""
WIDE = "\n\n| a | b |\n|---|---|\n| " + "wide" * 30 + " | 2 |"


@dataclass(frozen=True)
class Answer:
    """What came back from an address."""

    status: int
    headers: dict[str, str]
    body: bytes
    cookie: str = ""  # that was given on the way

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


class Cookies(urllib.request.HTTPRedirectHandler):
    """A lesson opens for a browser that brings back the cookie that it was given on the way."""

    cookie = ""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        following = super().redirect_request(req, fp, code, msg, headers, newurl)
        if following is not None:
            kept = dict(word.split("=", 1) for word in req.get_header("Cookie", "").split("; ") if word)
            kept |= [given.partition(";")[0].split("=", 1) for given in headers.get_all("Set-Cookie", [])]
            self.cookie = "; ".join(f"{name}={value}" for name, value in kept.items())
            following.add_header("Cookie", self.cookie)
        return following


@dataclass(frozen=True)
class Server:
    """A running server and how to ask it."""

    address: str
    folder: Path
    said: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)
    process: int = 0

    def get(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.address + path, headers=named, method=method, data=body)
        way = Cookies()
        try:
            with urllib.request.build_opener(way).open(request, timeout=600) as reply:
                return Answer(reply.status, dict(reply.headers), reply.read(), way.cookie)
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, dict(error.headers), error.read(), way.cookie)


@dataclass
class Visitor:
    """Somebody's browser, as far as a server sees it: it keeps the cookie that it is given."""

    server: Server
    cookie: str = ""

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        if self.cookie:
            headers["Cookie"] = self.cookie
        answer = self.server.get(path, method, **headers)
        self.cookie = answer.headers.get("Set-Cookie", answer.cookie or self.cookie).partition(";")[0]
        return answer

    def open(self, path: str) -> str:
        """Open a lesson and return the id of its process."""
        answer = self.get(path)
        assert answer.status == 200, answer.text
        (kernel,) = re.findall(r'"kernelId": "([\w-]+)"', answer.text)
        return kernel

    def socket(self, kernel: str, **options: Any) -> ClientConnection:
        headers = {"Cookie": self.cookie} if self.cookie else {}
        options.setdefault("subprotocols", [PROTOCOL])
        return connect(
            f"{self.server.address.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels",
            additional_headers={**headers, **options.pop("headers", {})},
            **options,
        )

    def here(self, kernel: str) -> int:
        return self.get(f"/toolkit/here/{kernel}").status

    def leave(self, kernel: str, **headers: str) -> int:
        return self.get(f"/toolkit/leave/{kernel}", "POST", **headers).status


def write_lesson(path: Path, language: str, title: str, *code: str, about: dict | None = None) -> None:
    """A notebook as the toolkit writes them."""
    metadata: dict = {"language": language}
    if about is not None:
        metadata["toolkit"] = about
    cells = [new_markdown_cell(f"# {title}{WIDE}"), *(new_code_cell(source) for source in code)]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells, metadata=metadata), path)


@pytest.fixture(scope="session")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two languages with one lesson in both, one in English alone, and a notebook that is no lesson."""
    folder = tmp_path_factory.mktemp("notebooks")
    about = {"topic": 4, "minutes": 60, "audience": ["organisers", "shop stewards"]}
    english = WIDGETS.format(label="Your name", button="Answer", thanks="Thank you,")
    arabic = WIDGETS.format(label="اسمك", button="أجب", thanks="شكرًا يا")
    write_lesson(
        folder / "en/4-seat.ipynb",
        "en",
        "A *seat* & a table",
        english,
        ABOUT_KERNEL,
        about={**about, "summary": "Read <one>."},
    )
    write_lesson(
        folder / "ar/4-seat.ipynb", "ar", "مقعد", arabic, about={**about, "summary": "اقرأ بندًا.", "reviewed": False}
    )
    write_lesson(folder / "en/1-only.ipynb", "en", "Only in English", "1 / 0", about={"topic": 1, "minutes": 1})
    write_lesson(folder / "en/notes.ipynb", "en", "No lesson")
    (folder / "drafts").mkdir()
    return folder


@contextmanager
def running(folder: Path, script: str = START, cwd: Path | None = None, **environment: str) -> Iterator[Server]:
    """A server of its own; what it prints and logs is kept."""
    given = {"PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", **environment}
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        cwd=cwd,
        env={**os.environ, **given},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout
    assert process.stderr
    said: list[str] = []
    logged: list[str] = []
    readers = [threading.Thread(target=_read, args=each) for each in ((process.stdout, said), (process.stderr, logged))]
    readers[1].start()
    try:
        said.append(process.stdout.readline())
        readers[0].start()
        addresses = [word for word in said[0].split() if word.startswith("http")]
        assert addresses, logged
        yield Server(addresses[0].rstrip("/"), folder, said, logged, process.pid)
    finally:
        process.terminate()
        process.wait(PATIENCE)
        for reader in readers:
            reader.join(PATIENCE)


def _read(stream: IO[str], lines: list[str]) -> None:
    with stream:
        for line in stream:
            lines.append(line)


@pytest.fixture(scope="session")
def start() -> Callable[..., AbstractContextManager[Server]]:
    """To start a server of one's own: ``with start(folder, script) as server``."""
    return running


@pytest.fixture(scope="session")
def write() -> Callable[..., None]:
    """To write a lesson for a server of one's own."""
    return write_lesson


@pytest.fixture(scope="session")
def server(notebooks: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server, among another project's settings and a broken kernel that must not change anything."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "voila.json").write_text(json.dumps({"VoilaConfiguration": {"show_tracebacks": True}}))
    kernel = elsewhere / "kernels" / "python3"
    kernel.mkdir(parents=True)
    broken = {"argv": ["no-such-python"], "language": "python", "display_name": "x"}
    (kernel / "kernel.json").write_text(json.dumps(broken))
    with running(notebooks, cwd=elsewhere, JUPYTER_PATH=str(elsewhere)) as started:
        yield started


@pytest.fixture
def visit() -> Callable[[Server], Visitor]:
    """A browser that comes to a server for the first time."""
    return Visitor


@pytest.fixture
def visitor(server: Server) -> Visitor:
    """A browser that has not been here before."""
    return Visitor(server)


@pytest.fixture
def another(server: Server) -> Visitor:
    """Somebody else's browser."""
    return Visitor(server)


@pytest.fixture(scope="session")
def guarded() -> Callable[[Answer], bool]:
    """Whether an answer carries what protects every page; for a file of a page, what protects somebody who opens it."""
    return _is_guarded


def _is_guarded(answer: Answer) -> bool:
    carried = answer.headers
    everywhere = (
        carried["X-Content-Type-Options"] == "nosniff"
        and carried["Referrer-Policy"] == "same-origin"
        and carried["Cross-Origin-Resource-Policy"] == "same-origin"
        and "Server" not in carried
    )
    if carried["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'":
        return everywhere and carried.get("Cache-Control", "").startswith("public")
    return (
        everywhere
        and "default-src 'none'; script-src 'self';" in carried["Content-Security-Policy"]
        and "frame-ancestors 'none'" in carried["Content-Security-Policy"]
        and carried["Cross-Origin-Opener-Policy"] == "same-origin"
        and carried["Permissions-Policy"] == "camera=(), microphone=(), geolocation=()"
    )


@pytest.fixture(scope="session")
def process_of() -> Callable[[str], psutil.Process]:
    """The process of a lesson, by the id that stands in its page: forked or started, it listens under that name."""
    return _process_of


def _process_of(kernel: str) -> psutil.Process:
    found: list[psutil.Process] = []

    def listens() -> bool:
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if any(kernel in str(line.laddr) for line in process.net_connections("unix")):
                    found.append(process)
                    return True
        return False

    _wait_until(listens)
    return found[0]


@pytest.fixture(scope="session")
def wait_until() -> Callable[[Callable[[], bool]], None]:
    """Ask until something is so; a time limit only says that it never will be."""
    return _wait_until


def _wait_until(so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.05)


@pytest.fixture(scope="session")
def play() -> Callable[[Coroutine[Any, Any, None]], None]:
    """Play a story that takes turns, in a thread of its own: another test's browser may hold this one's."""
    return _play


def _play(story: Coroutine[Any, Any, None]) -> None:
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, story).result()
