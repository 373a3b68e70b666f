"""A computer keeps no more lessons open than it bears, and says so in a way that helps."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import psutil
import pytest
from websockets.exceptions import InvalidStatus

from toolkit.serving.limits import seats_in_memory

pytestmark = pytest.mark.xdist_group("own-servers")
# Two seats, in a network that is there on every computer; every device counts as another one; nobody waits for phones.
SMALL = """\
import sys
from pathlib import Path
from toolkit.languages import Language
from toolkit.serving import ToolkitServer, network, server
from toolkit.serving.limits import Limits
from toolkit.serving.pages.frames import Site
network.addresses_in_networks = lambda: ("192.168.1.20", "10.0.0.5")
network.is_this_computer = lambda ip: False
with server.take_port(0, "0.0.0.0") as listening:
    limits = Limits(seats=2, lonely_seconds=0)
    started = ToolkitServer(Site(Path(sys.argv[1])), listening, limits=limits, announce=server.say_at_once)
    started.initialize([])
    started.start()"""
CONTROL = "import ipywidgets; ipywidgets.Text()"
SAID = "ipywidgets.HTML('<i>told by a widget</i>')"
TOLD = "from IPython.display import HTML; HTML('<b>told by a cell</b>')"
ENGLISH, ARABIC = "/voila/render/en/one.ipynb", "/voila/render/ar/one.ipynb"


@pytest.fixture(scope="module")
def small(
    start: Callable[..., Any], write: Callable[..., None], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("small")
    for code in ("en", "ar"):
        write(folder / code / "one.ipynb", code, "One", TOLD, CONTROL, SAID, about={"topic": 1})
    with start(folder, SMALL) as started:
        yield started


def test_room_is_full_is_said_to_who_comes_too_late(small: Any, visit: Any, guarded: Any) -> None:
    amina, ben, chidi = visit(small), visit(small), visit(small)
    theirs, his = amina.open(ENGLISH), ben.open(ENGLISH)
    with amina.socket(theirs), ben.socket(his):
        answer = chidi.get(ARABIC, Accept_Language="en")
        assert answer.status == 503
        assert answer.headers["Retry-After"] == "20"
        assert answer.headers["Cache-Control"] == "no-store"
        assert guarded(answer)
        assert "Set-Cookie" not in answer.headers
        assert '<html lang="ar" dir="rtl">' in answer.text
        assert 'data-again="20"' in answer.text
        assert "/toolkit/static/full.js" in answer.text
        assert f'href="{ENGLISH}"' in answer.text, "the switch leads to the same lesson"
        assert "<h1>The room is full</h1>" in chidi.get(ENGLISH).text
        assert chidi.get(ENGLISH, "HEAD").status == 503, "the page asks so whether it may come in"
        if hasattr(os, "pidfd_open"):  # where lessons can be forked, their pages are there without a process
            is_read_without_a_place(chidi)
        again = amina.open(ENGLISH)  # a reload, before the old page has said farewell
        assert (amina.here(theirs), ben.here(his)) == (204, 204)
        assert (amina.leave(theirs), amina.leave(again)) == (204, 204)
        assert chidi.get(ENGLISH, "HEAD").status == 200
        assert chidi.leave(chidi.open(ARABIC)) == 204


def is_read_without_a_place(chidi: Any) -> None:
    """The page of a full room leads to the lesson as it stands, which has no process, takes no place and says so."""
    assert f'href="{ENGLISH}?read=1"' in chidi.get(ENGLISH).text
    page = chidi.get(f"{ENGLISH}?read=1")
    assert page.status == 200
    assert "<b>told by a cell</b>" in page.text
    assert "<i>told by a widget</i>" in page.text
    assert "You are reading without a place" in page.text
    assert "Here something can be chosen or written" in page.text
    assert 'style="display: none"' not in page.text
    assert re.findall(r'<script[^>]*src="([^"?]+)', page.text) == ["/toolkit/static/full.js"]
    assert not re.search(r"kernelId|kernel-[0-9a-f]{32}", page.text)
    assert chidi.get(ENGLISH).status == 503, "reading takes no place"


def test_the_start_says_where_phones_come_in_and_when_the_first_one_has(
    small: Any, visit: Any, wait_until: Any
) -> None:
    visit(small).get("/en/")
    visit(small).get("/en/")
    wait_until(lambda: "The first phone has arrived" in "".join(small.said))  # another thread reads what is printed
    told = "".join(small.said)
    first, *_ = small.said
    assert re.search(r" http://127\.0\.0\.1:\d+/ ", first)
    port = small.address.rpartition(":")[2]
    assert f"http://192.168.1.20:{port}/\n" in told
    assert f"http://10.0.0.5:{port}/\n" in told
    assert "█" in told
    assert "--only-here" in told
    assert "room for 2 open lessons" in told
    assert "/en/room/\nNo other device has opened the lessons yet." in told
    assert f"port {port}," in told
    assert told.count("The first phone has arrived") == 1


@pytest.mark.parametrize(("free", "seats"), [(0, 2), (250 * 1024**2, 2), (6 * 1024**3, 51)])
def test_seats_are_counted_from_the_memory_that_is_free(monkeypatch: pytest.MonkeyPatch, free: int, seats: int) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: type("Memory", (), {"available": free}))
    assert seats_in_memory() == seats


def test_an_idle_lesson_whose_page_has_gone_is_ended(
    start: Callable[..., Any], visit: Any, small: Any, wait_until: Any
) -> None:
    impatient = SMALL.replace("seats=2", "seats=9, idle_seconds=2, clearing_seconds=1")
    with start(small.folder, impatient) as started:
        visitor = visit(started)

        def lives_with_a_page_and_ends_without() -> bool:
            try:
                left, looked_at = visitor.open(ENGLISH), visitor.open(ENGLISH)
                with visitor.socket(looked_at):
                    wait_until(lambda: visitor.here(left) == 410)
                    assert visitor.here(looked_at) == 204, "a page that is open keeps its process, however idle"
            except (ValueError, InvalidStatus):
                return False  # on a busy computer two seconds are over before a page can come
            wait_until(lambda: visitor.here(looked_at) == 410)
            return True

        wait_until(lives_with_a_page_and_ends_without)
