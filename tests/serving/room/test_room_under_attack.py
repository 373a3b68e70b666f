"""One visitor with bad intentions: others are answered meanwhile, and no memory is taken from them."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import signal
import socket
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest
from websockets.exceptions import ConnectionClosed

pytestmark = pytest.mark.xdist_group("own-servers")
LESSON = "/voila/render/en/sheet.ipynb"
MOST_TAKEN = 50 * 1024**2
PATIENCE = 10  # one second on an idle computer; a limit for one that has much else to do
# A lesson with a sheet as the toolkit's own lessons have it, in a process of few lines and files.
SHEET = """\
from toolkit.app.kit.fields import Text
from toolkit.app.kit.sheet import Sheet
Sheet("one", [Text("name", "Name")], "en")"""
FEW_FILES = """\
import resource, sys
from pathlib import Path
from toolkit.serving import serve
if resource.getrlimit(resource.RLIMIT_NOFILE)[1] >= 300:
    resource.setrlimit(resource.RLIMIT_NOFILE, (120, 300))
serve(Path(sys.argv[1]), port=0, host="127.0.0.1")"""


@pytest.fixture(scope="module")
def room(
    start: Callable[..., Any], write: Callable[..., None], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    if sys.platform == "win32":
        pytest.skip("the system has no such bounds there")
    folder = tmp_path_factory.mktemp("room")
    write(folder / "en" / "sheet.ipynb", "en", "Sheet", SHEET, about={"topic": 1})
    with start(folder, FEW_FILES) as started:
        yield started


@pytest.fixture
def others(room: Any) -> Iterator[Callable[[], None]]:
    """To ask whether others are answered; at the end, that the attack has taken no memory and filled no log."""
    server = psutil.Process(room.process)
    assert_answered(room)
    before, logged = server.memory_info().rss, len(room.logged)
    yield lambda: assert_answered(room)
    assert_answered(room)
    assert server.memory_info().rss - before < MOST_TAKEN
    assert len(room.logged) - logged < 200


def assert_answered(room: Any) -> None:
    began = time.monotonic()
    assert room.get("/en/").status == 200
    assert time.monotonic() - began < PATIENCE


def message(kind: str, content: dict[str, Any], *buffers: bytes) -> bytes:
    head = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "s", "username": "", "version": "5.3"}
    head["date"] = "2026-01-01T00:00:00Z"
    parts = [
        b"shell",
        json.dumps(head).encode(),
        b"{}",
        b'{"version": "1.0.0"}',
        json.dumps(content).encode(),
        *buffers,
    ]
    offsets = list(itertools.accumulate(map(len, parts), initial=8 * (len(parts) + 2)))
    return b"".join(number.to_bytes(8, "little") for number in [len(offsets), *offsets]) + b"".join(parts)


def entries(sheet: str, values: dict[str, str]) -> bytes:
    data = {"method": "custom", "content": {"event": "values", "values": values}}
    return message("comm_msg", {"comm_id": sheet, "data": data})


def sheet_of(channel: Any) -> str:
    control = uuid.uuid4().hex
    channel.send(message("comm_open", {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}))
    channel.send(message("comm_msg", {"comm_id": control, "data": {"method": "request_states"}}))
    while True:
        heard = channel.recv(timeout=600)
        if b"update_states" in heard:
            content = json.loads(heard[heard.index(b'{"data"') : heard.rindex(b"}") + 1])
            return next(n for n, s in content["data"]["states"].items() if s["model_name"] == "AnyModel")


def lines_to(room: Any, count: int) -> list[socket.socket]:
    where = urlsplit(room.address)
    return [socket.create_connection((where.hostname, where.port), timeout=10) for _ in range(count)]


def test_what_is_promised_about_seats_is_true(room: Any, visit: Any, wait_until: Any) -> None:
    wait_until(lambda: any("room for" in line for line in room.said))
    promised = next(int(word) for line in room.said for word in line.split() if "room for" in line and word.isdecimal())
    assert 3 <= promised <= 12, "by the lines and files that this process may have"
    with contextlib.ExitStack() as pages:
        for _ in range(promised):
            visitor = visit(room)
            kernel = visitor.open(LESSON)
            pages.callback(visitor.leave, kernel)
            pages.enter_context(visitor.socket(kernel))
        answer = visit(room).get(LESSON)
        assert answer.status == 503
        assert "The room is full" in answer.text


def test_half_requests_shut_nobody_out(room: Any, others: Any) -> None:
    held = lines_to(room, 250)
    try:
        for each in held:
            with contextlib.suppress(OSError):  # some have been closed already, to make room
                each.sendall(b"GET /en/ HTTP/1.1\r\nHost: localhost\r\n")
        others()
        others()
    finally:
        for each in held:
            each.close()


def test_bodies_that_never_end_fill_nothing(room: Any, others: Any) -> None:
    held = lines_to(room, 5)
    try:
        for each, size in zip(held, (b"Content-Length: 90000000", b"Transfer-Encoding: chunked") * 3, strict=False):
            with contextlib.suppress(OSError):
                each.sendall(b"POST /en/code/ HTTP/1.1\r\nHost: localhost\r\n" + size + b"\r\n\r\n4000000\r\n")
                for _ in range(400):
                    each.sendall(b"x" * 65536)
        others()
    finally:
        for each in held:
            each.close()


def test_a_page_that_asks_and_never_reads_is_let_go(room: Any, others: Any, visit: Any) -> None:
    visitor = visit(room)
    kernel = visitor.open(LESSON)
    with visitor.socket(kernel, compression=None, max_queue=1) as channel:
        sheet = sheet_of(channel)
        asked = message("comm_msg", {"comm_id": sheet, "data": {"method": "request_state"}})
        with contextlib.suppress(ConnectionClosed, TimeoutError):
            for _ in range(1500):
                unique = asked.replace(asked[asked.index(b'"msg_id": "') + 11 :][:32], uuid.uuid4().hex.encode())
                channel.send(unique)
        others()
    assert visitor.leave(kernel) in (204, 404)


def test_a_lesson_that_stands_still_does_not_fill_the_server(
    room: Any, others: Any, visit: Any, process_of: Any
) -> None:
    visitor = visit(room)
    kernel = visitor.open(LESSON)
    process = process_of(kernel)
    with visitor.socket(kernel) as channel:
        sheet = sheet_of(channel)
        process.send_signal(signal.SIGSTOP)
        try:
            channel.socket.settimeout(5)
            with contextlib.suppress(ConnectionClosed, TimeoutError, OSError):
                for number in range(200):
                    data = {"method": "custom", "content": {"event": "file", "n": number}}
                    channel.send(message("comm_msg", {"comm_id": sheet, "data": data}, os.urandom(900_000)))
            others()
        finally:
            process.send_signal(signal.SIGCONT)
    assert visitor.leave(kernel) in (204, 404)


def test_a_lesson_takes_no_more_than_a_page_of_ours_sends(
    room: Any, others: Any, visit: Any, wait_until: Any, process_of: Any
) -> None:
    visitor = visit(room)
    kernel = visitor.open(LESSON)
    process = process_of(kernel)
    with visitor.socket(kernel) as channel:
        sheet = sheet_of(channel)
        before = process.memory_info().rss
        for number in range(40):
            channel.send(entries(sheet, {f"{number}-{each}": "x" * 10_000 for each in range(20)}))
        others()
        here = {"method": "custom", "content": {"event": "here", "n": "the last"}}
        channel.send(message("comm_msg", {"comm_id": sheet, "data": here}))
        while b"the last" not in channel.recv(timeout=600):
            pass
        assert process.memory_info().rss - before < MOST_TAKEN
        with contextlib.suppress(ConnectionClosed):
            for number in range(100):
                state = {"method": "update", "state": {f"x{number}": "x" * 200_000}, "buffer_paths": []}
                channel.send(message("comm_msg", {"comm_id": sheet, "data": state}))
            while True:
                channel.recv(timeout=600)
        assert process.memory_info().rss - before < MOST_TAKEN
    assert visitor.leave(kernel) in (204, 404)


def test_controls_that_a_page_invents_are_not_made(room: Any, others: Any, visit: Any) -> None:
    visitor = visit(room)
    kernel = visitor.open(LESSON)
    with visitor.socket(kernel) as channel:
        sheet = sheet_of(channel)
        state = {"_model_name": "TextModel", "_model_module": "@jupyter-widgets/controls", "value": "x" * 1000}
        for number in range(50):
            invented = {"comm_id": f"invented-{number}", "target_name": "jupyter.widget", "data": {"state": state}}
            channel.send(message("comm_open", invented))
        channel.send(message("comm_info_request", {}))
        while b'"comms"' not in (heard := channel.recv(timeout=600)):
            pass
        assert sheet.encode() in heard
        assert b"invented" not in heard
    assert visitor.leave(kernel) == 204


def test_lines_to_one_lesson_have_a_bound(room: Any, visit: Any) -> None:
    from websockets.exceptions import InvalidStatus

    visitor = visit(room)
    kernel = visitor.open(LESSON)
    with contextlib.ExitStack() as lines:
        first = lines.enter_context(visitor.socket(kernel))
        for _ in range(2):
            lines.enter_context(visitor.socket(kernel))
        with pytest.raises(InvalidStatus) as refused:
            visitor.socket(kernel).__enter__()
        assert refused.value.response.status_code == 429
        first.send(message("kernel_info_request", {}))
        while b"kernel_info_reply" not in first.recv(timeout=600):
            pass
    with visitor.socket(kernel):
        pass
    assert visitor.leave(kernel) == 204
