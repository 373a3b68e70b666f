"""What a participant with a socket and bad intentions can send to a lesson's process: nothing that it obeys."""

from __future__ import annotations

import itertools
import json
import re
import struct
import uuid
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from toolkit.serving.kernels import SocketHandler

pytestmark = pytest.mark.xdist_group("server")
LESSON = "/voila/render/en/4-seat.ipynb"
BINARY = "v1.kernel.websocket.jupyter.org"
MORE_THAN_A_MESSAGE = 11 * 1024**2
CODE = "open({path!r}, 'w').close()"


def header(kind: str) -> dict[str, str]:
    named = {"msg_type": kind, "msg_id": uuid.uuid4().hex, "session": "s", "username": "", "version": "5.3"}
    return {**named, "date": "2026-01-01T00:00:00Z"}


def as_json(kind: str, channel: str, content: dict, **metadata: str) -> str:
    parts = {"header": header(kind), "parent_header": {}, "metadata": metadata, "content": content}
    return json.dumps({**parts, "channel": channel})


def as_old_binary(kind: str, channel: str, content: dict) -> bytes:
    """JSON with a count of buffers before it, here one empty buffer after it."""
    body = as_json(kind, channel, content).encode()
    return struct.pack("!III", 2, 12, 12 + len(body)) + body


def as_new_binary(kind: str, channel: str, content: dict, head: str = "") -> bytes:
    """Channel and parts one after the other, with a table of where each begins."""
    parts = [channel.encode(), (head or json.dumps(header(kind))).encode(), b"{}", b"{}", json.dumps(content).encode()]
    first = 8 * (len(parts) + 2)
    ends = itertools.accumulate(map(len, parts), initial=first)
    offsets = list(ends)
    return b"".join(number.to_bytes(8, "little") for number in [len(offsets), *offsets]) + b"".join(parts)


def kind_of(heard: str | bytes) -> str:
    if isinstance(heard, str):
        return json.loads(heard)["header"]["msg_type"]
    count = int.from_bytes(heard[:8], "little")
    offsets = [int.from_bytes(heard[8 * n : 8 * n + 8], "little") for n in range(1, count + 1)]
    return json.loads(heard[offsets[1] : offsets[2]])["msg_type"]


def forbidden(trace: Path) -> dict[str, dict]:
    """Every kind of message that runs, asks about, answers or stops code."""
    code = CODE.format(path=str(trace))
    return {
        "execute_request": {"code": code, "silent": False, "store_history": False, "user_expressions": {"x": code}},
        "complete_request": {"code": "impo", "cursor_pos": 4},
        "inspect_request": {"code": "print", "cursor_pos": 5, "detail_level": 1},
        "is_complete_request": {"code": code},
        "history_request": {"hist_access_type": "tail", "n": 10, "output": True, "raw": True},
        "connect_request": {},
        "input_reply": {"value": code},
        "interrupt_request": {},
        "shutdown_request": {"restart": False},
        "debug_request": {"type": "request", "command": "evaluate", "seq": 1, "arguments": {"expression": code}},
        "create_subshell_request": {},
        "usage_request": {},
    }


WAYS = [("json", as_json, None), ("old", as_old_binary, None), ("new", as_new_binary, [BINARY])]


@pytest.mark.parametrize(("write", "protocols"), [way[1:] for way in WAYS], ids=[way[0] for way in WAYS])
def test_no_message_runs_asks_about_or_stops_code(
    visitor: Any, tmp_path: Path, write: Callable[..., Any], protocols: Any
) -> None:
    kernel = visitor.open(LESSON)
    heard: list[str] = []
    with visitor.socket(kernel, subprotocols=protocols, compression=None) as channel:
        assert channel.subprotocol == (protocols[0] if protocols else None)
        for (kind, content), where in itertools.product(
            forbidden(tmp_path / "trace").items(), ("shell", "control", "stdin", "iopub", "nowhere")
        ):
            channel.send(write(kind, where, content))
        # A process works through a channel in order: an answer to any of these would come before the last ones'.
        channel.send(write("kernel_info_request", "control", {}))
        channel.send(write("kernel_info_request", "shell", {}))
        channel.send(write("comm_info_request", "shell", {}))
        while heard.count("kernel_info_reply") < 2 or "comm_info_reply" not in heard:
            heard.append(kind_of(channel.recv(timeout=30)))
    assert set(heard) <= {"status", "kernel_info_reply", "comm_info_reply"}
    assert not list(tmp_path.iterdir())
    assert visitor.here(kernel) == 204, "it was not stopped either"


def test_a_message_with_two_faces_does_what_the_harmless_one_says(visitor: Any, tmp_path: Path) -> None:
    kernel = visitor.open(LESSON)
    run = forbidden(tmp_path / "trace")["execute_request"]
    harmless = json.dumps(header("comm_msg"))
    twice = harmless.replace('"msg_type": "comm_msg"', '"msg_type": "execute_request", "msg_type": "comm_msg"')
    with visitor.socket(kernel, subprotocols=[BINARY]) as channel:
        channel.send(as_new_binary("", "shell", {**run, "comm_id": "x", "data": {}}, head=twice))
        channel.send(as_new_binary("kernel_info_request", "shell", {}))
        new = wait_for(channel, "kernel_info_reply")
    with visitor.socket(kernel) as channel:
        outside = {**json.loads(as_json("comm_msg", "shell", {**run, "comm_id": "x", "data": {}}))}
        channel.send(json.dumps({**outside, "msg_type": "execute_request"}))
        channel.send(as_json("kernel_info_request", "shell", {}))
        old = wait_for(channel, "kernel_info_reply")
    assert "execute_reply" not in new + old
    assert not list(tmp_path.iterdir())


def claims(parts: int, *begins: int, width: int, order: Any) -> bytes:
    """A message that says how many parts it has and where each begins, and holds a hundred letters."""
    return b"".join(number.to_bytes(width, order) for number in (parts, *begins)) + b"x" * 100


NEW, OLD = {"width": 8, "order": "little"}, {"width": 4, "order": "big"}
GARBAGE = {
    "empty": "",
    "no json": "{",
    "no message": "[]",
    "no kind": '{"header": {}, "channel": "shell"}',
    "no header": '{"header": null, "channel": "shell"}',
    "deep": "[" * 200_000,
    "no bytes": b"",
    "few bytes": b"\0",
    "no parts": b"\0" * 40,
    "a billion parts, new": b"\xff" * 40,
    "a billion parts, old": claims(2**30, **OLD),
    "one part many times, new": claims(201, *[1608, 1708] * 100, 1708, **NEW),
    "one part many times, old": claims(201, *[808, 908] * 100, 908, **OLD),
    "parts outside": claims(3, 32, 90, 2**40, **NEW),
    "parts in the table": claims(6, *[0] * 6, **NEW),
}


def test_garbage_closes_its_own_socket_and_nothing_else(visitor: Any) -> None:
    kernel = visitor.open("/voila/render/en/notes.ipynb")
    for name, garbage in GARBAGE.items():
        for protocols in (None, [BINARY]):
            with visitor.socket(kernel, subprotocols=protocols) as channel:
                channel.send(garbage)
                with pytest.raises(ConnectionClosed):
                    listen(channel)
        assert visitor.here(kernel) == 204, name
    with visitor.socket(kernel) as channel:
        channel.send(as_json("kernel_info_request", "shell", {}))
        assert wait_for(channel, "kernel_info_reply")


def wait_for(channel: Any, kind: str) -> list[str]:
    heard: list[str] = []
    while kind not in heard:
        heard.append(kind_of(channel.recv(timeout=30)))
    return heard


def test_what_widgets_need_gets_through(visitor: Any) -> None:
    kernel = visitor.open(LESSON)
    with visitor.socket(kernel) as channel:
        control = {"comm_id": "all", "target_name": "jupyter.widget.control"}
        channel.send(as_json("comm_open", "shell", control, version="1.0.0"))
        channel.send(as_json("comm_msg", "shell", {"comm_id": "all", "data": {"method": "request_states"}}))
        states = data_of(channel, "update_states")["states"]
        of = {state["model_name"]: name for name, state in states.items()}
        assert {"TextModel", "ButtonModel"} <= set(of)
        typed = {"method": "update", "state": {"value": "Amina"}, "buffer_paths": []}
        channel.send(as_json("comm_msg", "shell", {"comm_id": of["TextModel"], "data": typed}))
        tapped = {"method": "custom", "content": {"event": "click"}}
        channel.send(as_json("comm_msg", "shell", {"comm_id": of["ButtonModel"], "data": tapped}))
        while "Thank you, Amina" not in str(data_of(channel, "update")["state"].get("value")):
            pass


def data_of(channel: Any, method: str) -> dict:
    """The next message of a widget that does this."""
    while True:
        heard = channel.recv(timeout=30)
        message = json.loads(heard if isinstance(heard, str) else heard[heard.index(b"{") : heard.rindex(b"}") + 1])
        data = message["content"].get("data", {})
        if data.get("method") == method:
            return data


@pytest.mark.parametrize("compression", [None, "deflate"], ids=["plain", "small on the line"])
def test_a_message_that_is_too_long_closes_its_socket_and_nothing_else(
    visitor: Any, another: Any, compression: Any
) -> None:
    kernel, others = visitor.open(LESSON), another.open(LESSON)
    with another.socket(others) as untouched:
        with visitor.socket(kernel, compression=compression) as channel:
            long = as_json("comm_msg", "shell", {"comm_id": "x", "data": "a" * MORE_THAN_A_MESSAGE})
            with pytest.raises(ConnectionClosed):
                send_and_listen(channel, long)
        untouched.send(as_json("kernel_info_request", "shell", {}))
        assert wait_for(untouched, "kernel_info_reply")
    with visitor.socket(kernel) as channel:
        channel.send(as_json("kernel_info_request", "shell", {}))
        assert wait_for(channel, "kernel_info_reply")


def send_and_listen(channel: Any, message: str) -> None:
    channel.send(message)
    listen(channel)


def listen(channel: Any) -> None:
    while True:
        channel.recv(timeout=30)


def test_a_line_outlives_a_sign_of_life_that_gets_no_answer() -> None:
    often = SimpleNamespace(ping_interval=30_000)
    assert SocketHandler.ping_timeout.fget(often) == 90_000


def test_the_line_is_compressed_where_a_browser_can(visitor: Any) -> None:
    kernel = visitor.open(LESSON)
    with visitor.socket(kernel) as channel:
        assert "permessage-deflate" in channel.response.headers["Sec-WebSocket-Extensions"]
    with visitor.socket(kernel, compression=None) as channel:
        assert "Sec-WebSocket-Extensions" not in channel.response.headers


@pytest.mark.parametrize(
    "origin", ["http://elsewhere.example", "null", "http://127.0.0.1:1", "https://127.0.0.1.elsewhere.example"]
)
def test_a_page_of_another_site_gets_no_socket_and_ends_nothing(visitor: Any, origin: str) -> None:
    kernel = visitor.open("/voila/render/en/notes.ipynb")
    with pytest.raises(InvalidStatus) as refused:
        visitor.socket(kernel, headers={"Origin": origin}).__enter__()
    assert refused.value.response.status_code == 403
    assert re.search(rb'class="tk-page"', refused.value.response.body)
    assert visitor.leave(kernel, Origin=origin) == 403
    assert visitor.here(kernel) == 204
    with visitor.socket(kernel, headers={"Origin": visitor.server.address}):
        pass
    assert visitor.leave(kernel, Origin=visitor.server.address) == 204


def test_an_address_for_sockets_is_none_for_pages(visitor: Any, guarded: Any) -> None:
    kernel = visitor.open("/voila/render/en/notes.ipynb")
    answer = visitor.get(f"/api/kernels/{kernel}/channels")
    assert answer.status == 400
    assert guarded(answer)
    assert 'class="tk-page"' in answer.text
    assert "WebSocket" not in answer.text
