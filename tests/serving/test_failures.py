"""What fails says so on the page, in the reader's language, and leaves nothing hanging."""

from __future__ import annotations

import asyncio
import json
import shutil
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import psutil
import pytest

from toolkit.serving.opening import with_beats
from toolkit.serving.pages.frames import page_folder

pytestmark = pytest.mark.xdist_group("own-servers")
LESSON = "/voila/render/{}/{}.ipynb"
FAILED = '<div id="tk-failed" hidden></div>'
# A page that cannot be drawn from the start, or from its middle on, and processes that end or never say a word.
BROKEN = """\
import sys
from pathlib import Path
from toolkit.languages import Language
from toolkit.serving import ToolkitServer, handlers, server
from toolkit.serving.pages import frames as pages
from toolkit.serving.limits import Limits
page = Path(sys.argv[1]) / "page"
pages.page_folder = handlers.page_folder = server.page_folder = lambda: page
usual = server.get_kernel_dict
ILL = "import os, runpy, sys, time;" \\
    "os.path.basename(os.getcwd()) == 'fr' and sys.exit(1);" \\
    "os.path.basename(os.getcwd()) == 'es' and time.sleep(600);" \\
    "runpy.run_module('ipykernel_launcher', run_name='__main__')"
argv = [sys.executable, "-c", ILL, "-f", "{connection_file}"]
server.get_kernel_dict = lambda **more: {**usual(**more), "argv": argv}
with server.take_port(0, "127.0.0.1") as listening:
    class Asked(Limits):  # the test says how long a process may be silent, also while the server runs
        silent_seconds = property(
            lambda self: float((Path(sys.argv[1]) / "patience").read_text()), lambda self, default: None)
    limits = Asked(beat_seconds=0.1)
    how = {"limits": limits, "announce": server.say_at_once, "warm": False}  # each process is started, not forked
    started = ToolkitServer(pages.Site(Path(sys.argv[1])), listening, **how)
    started.initialize([])
    started.start()"""


@pytest.fixture(scope="module")
def broken(
    start: Callable[..., Any], write: Callable[..., None], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("broken")
    shutil.copytree(page_folder(), folder / "page")
    template = folder / "page" / "index.html.j2"
    fault = "{%%- if resources.metadata.name == %r %%}{{ 1 / 0 }}{%% endif -%%}"
    drawn = template.read_text(encoding="utf-8")
    for name, block in (("at-once", "header"), ("midway", "body_footer")):
        start_of_block = f"{{%- block {block} -%}}"
        assert start_of_block in drawn
        drawn = drawn.replace(start_of_block, start_of_block + fault % name)
    template.write_text(drawn, encoding="utf-8")
    for code, name in (("en", "at-once"), ("en", "midway")):
        write(folder / code / f"{name}.ipynb", code, "Broken", about={"topic": 1})
    for code, name in (("fr", "ends"), ("es", "silent")):  # a cell fails, so that there is no pool of it
        write(folder / code / f"{name}.ipynb", code, "Broken", "1 / 0", about={"topic": 1})
    write(folder / "en" / "dies.ipynb", "en", "Dies", "import os; os._exit(1)", about={"topic": 1})
    write(folder / "ar" / "no-notebook.ipynb", "ar", "x", about={"topic": 1})
    (folder / "ar" / "no-notebook.ipynb").write_text(json.dumps({"cells": "none"}))
    (folder / "patience").write_text("5")
    with start(folder, BROKEN) as started:
        yield started


@pytest.mark.parametrize(
    ("language", "name", "says"), [("en", "at-once", "Something went wrong"), ("ar", "no-notebook", 'dir="rtl"')]
)
def test_what_fails_before_anything_is_shown_is_answered_with_a_page_of_ours(
    broken: Any, visit: Any, guarded: Any, language: str, name: str, says: str
) -> None:
    answer = visit(broken).get(LESSON.format(language, name))
    assert answer.status == 500
    assert guarded(answer)
    assert says in answer.text
    assert 'class="tk-page"' in answer.text
    assert answer.headers["Content-Language"] == language
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    for inside in ("Traceback", "ZeroDivisionError", "Internal Server Error", ".py"):
        assert inside not in answer.text


@pytest.mark.parametrize(("language", "name"), [("en", "midway"), ("en", "dies"), ("fr", "ends"), ("es", "silent")])
def test_a_page_that_cannot_be_finished_says_so_and_leaves_no_process(
    broken: Any, visit: Any, wait_until: Any, language: str, name: str
) -> None:
    already = len(broken.logged)
    answer = visit(broken).get(LESSON.format(language, name))
    assert answer.status == 200
    assert answer.text.rstrip().endswith(FAILED)
    assert answer.text.count(FAILED) == 1

    def told() -> list[str]:
        return [line for line in broken.logged[already:] if "could not be prepared" in line]

    wait_until(lambda: told())  # what it logs is read by another thread and may come after the answer
    assert [f"{language}/{name}.ipynb" in line for line in told()] == [True]
    assert "Traceback" not in answer.text


def test_where_lessons_are_not_forked_that_is_said_in_one_line(broken: Any, wait_until: Any) -> None:
    wait_until(lambda: sum("Each phone starts a lesson anew here" in line for line in broken.said) == 1)


def test_a_process_that_ended_while_its_page_is_open_is_not_replaced(
    server: Any, visitor: Any, wait_until: Any, process_of: Any
) -> None:
    """A new one would know nothing of what was entered, and the page would not notice."""
    kernel = visitor.open("/voila/render/en/notes.ipynb")
    assert visitor.here(kernel) == 204
    process_of(kernel).kill()
    wait_until(lambda: visitor.here(kernel) == 410)
    wait_until(lambda: visitor.get(f"/api/kernels/{kernel}").status == 404)


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/en/", "POST", 405),
        ("/en/", "BREW", 405),
        ("/voila/render/en/4-seat.ipynb", "DELETE", 405),
        ("/toolkit/static/page.css", "PUT", 405),
        ("/toolkit/here/00000000-0000-4000-8000-000000000000", "POST", 405),
        ("/api/kernels/00000000-0000-4000-8000-000000000000", "DELETE", 405),
        ("/toolkit/static/nothing.css", "GET", 404),
        ("/toolkit/static/", "GET", 404),
    ],
)
def test_refusals_are_pages_of_ours_too(server: Any, guarded: Any, path: str, method: str, status: int) -> None:
    answer = server.get(path, method, Accept_Language="ar")
    assert answer.status == status
    assert guarded(answer)
    assert 'class="tk-page"' in answer.text
    assert ('dir="rtl"' in answer.text) == ("/en/" not in path)
    assert "Method Not Allowed" not in answer.text


def test_asking_whether_a_lesson_is_there_starts_nothing(server: Any, visitor: Any) -> None:
    answer = visitor.get("/voila/render/en/4-seat.ipynb", "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert visitor.cookie == "", "a process would have come with a seat"
    assert visitor.get("/voila/render/en/nothing.ipynb", "HEAD").status == 404


def test_a_sign_of_life_comes_whenever_nothing_else_does(play: Any) -> None:
    heard: list[str | None] = []

    async def slow(go_on: asyncio.Event) -> AsyncIterator[str]:
        yield "first"
        await go_on.wait()
        yield "second"

    async def story() -> None:
        go_on = asyncio.Event()
        async for piece in with_beats(slow(go_on), 0.01):
            heard.append(piece)
            if heard[-3:] == [None, None, None]:
                go_on.set()

    play(story())
    assert [piece for piece in heard if piece] == ["first", "second"]
    assert heard[:4] == ["first", None, None, None]


def test_a_fault_while_drawing_reaches_who_listens(play: Any) -> None:
    heard: list[str] = []

    async def faulty() -> AsyncIterator[str]:
        yield "first"
        raise ZeroDivisionError

    async def listen() -> None:
        async for piece in with_beats(faulty(), 60):
            heard.append(piece)

    with pytest.raises(ZeroDivisionError):
        play(listen())
    assert heard == ["first"]


@pytest.fixture
def patient(broken: Any) -> Iterator[Any]:
    """The server while it waits for a silent process as long as it takes."""
    (broken.folder / "patience").write_text("600")
    yield broken
    (broken.folder / "patience").write_text("5")


def test_a_page_that_is_closed_while_it_is_drawn_leaves_no_process(patient: Any, visit: Any, wait_until: Any) -> None:
    def processes() -> list[Any]:
        where = str(patient.folder / "es")
        return [each for each in psutil.process_iter(["cwd"]) if each.info["cwd"] == where]

    def told(lesson: str) -> int:
        return sum("could not be prepared" in line and f"{lesson}.ipynb" in line for line in list(patient.logged))

    def ask_what_is_logged_at_once() -> None:
        """What was logged before has been read too, once this has: another thread reads it, in order."""
        already = told("en/at-once")
        visitor.get(LESSON.format("en", "at-once"))
        wait_until(lambda: told("en/at-once") > already)

    visitor = visit(patient)
    ask_what_is_logged_at_once()
    given_up = told("es/silent")
    asked = urllib.request.Request(patient.address + LESSON.format("es", "silent"), headers={"Cookie": visitor.cookie})
    with urllib.request.urlopen(asked, timeout=600) as page:
        page.read(100)
        wait_until(lambda: len(processes()) == 1)
    wait_until(lambda: not processes())
    ask_what_is_logged_at_once()
    assert told("es/silent") == given_up, "nobody waited so long"
