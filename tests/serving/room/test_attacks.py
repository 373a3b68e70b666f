"""What a participant with a socket and bad intentions can send to a lesson's process: nothing that it obeys."""

from __future__ import annotations

import itertools
import json
import re
import uuid
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from toolkit.serving.kernels import SocketHandler

pytestmark = pytest.mark.xdist_group("server")
LESSON = "/voila/render/en/4-seat.ipynb"
MORE_THAN_A_MESSAGE = 2 * 1024**2
CODE = "open({path!r}, 'w').close()"


def header(kind: str) -> dict[str, str]:
    named = {"msg_type": kind, "msg_id": uuid.uuid4().hex, "session": "s", "username": "", "version": "5.3"}
    return {**named, "date": "2026-01-01T00:00:00Z"}


def as_json(kind: str, channel: str, content: dict) -> str:
    """How the older language on the line says it; nobody understands it here."""
    parts = {"header": header(kind), "parent_header": {}, "metadata": {}, "content": content}
    return json.dumps({**parts, "channel": channel})


def message(
    kind: str, channel: str, content: dict, head: str = "", about: str = "{}", buffers: tuple[bytes, ...] = ()
) -> bytes:
    """Channel and parts one after the other, with a table of where each begins."""
    parts = [
        channel.encode(),
        (head or json.dumps(header(kind))).encode(),
        b"{}",
        about.encode(),
        json.dumps(content).encode(),
    ]
    parts += buffers
    offsets = list(itertools.accumulate(map(len, parts), initial=8 * (len(parts) + 2)))
    return b"".join(number.to_bytes(8, "little") for number in [len(offsets), *offsets]) + b"".join(parts)


def part_of(heard: bytes, number: int) -> Any:
    offsets = [
        int.from_bytes(heard[8 * n : 8 * n + 8], "little") for n in range(1, int.from_bytes(heard[:8], "little") + 1)
    ]
    return json.loads(heard[offsets[number] : offsets[number + 1]])


def kind_of(heard: bytes) -> str:
    return part_of(heard, 1)["msg_type"]


def content_of(heard: bytes) -> dict:
    return part_of(heard, 4)


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


def test_no_message_runs_asks_about_or_stops_code(visitor: Any, tmp_path: Path) -> None:
    kernel = visitor.open(LESSON)
    heard: list[str] = []
    with visitor.socket(kernel, compression=None) as channel:
        assert channel.subprotocol == "v1.kernel.websocket.jupyter.org"
        for (kind, content), where in itertools.product(
            forbidden(tmp_path / "trace").items(), ("shell", "control", "stdin", "iopub", "nowhere")
        ):
            channel.send(message(kind, where, content))
        # A process works through a channel in order: an answer to any of these would come before the last one's.
        channel.send(message("kernel_info_request", "control", {}))
        channel.send(message("kernel_info_request", "shell", {}))
        channel.send(message("comm_info_request", "shell", {}))
        while "comm_info_reply" not in heard:
            heard.append(kind_of(channel.recv(timeout=600)))
    assert set(heard) == {"status", "kernel_info_reply", "comm_info_reply"}
    assert heard.count("kernel_info_reply") == 1, "only what goes over the shell's channel is passed on"
    assert not list(tmp_path.iterdir())
    assert visitor.here(kernel) == 204, "it was not stopped either"


def test_a_message_with_two_faces_does_what_the_harmless_one_says(visitor: Any, tmp_path: Path) -> None:
    kernel = visitor.open(LESSON)
    run = forbidden(tmp_path / "trace")["execute_request"]
    harmless = json.dumps(header("comm_msg"))
    twice = harmless.replace('"msg_type": "comm_msg"', '"msg_type": "execute_request", "msg_type": "comm_msg"')
    with visitor.socket(kernel) as channel:
        channel.send(message("", "shell", {**run, "comm_id": "x", "data": {}}, head=twice))
        channel.send(message("kernel_info_request", "shell", {}))
        assert "execute_reply" not in wait_for(channel, "kernel_info_reply")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("languages", [None, ["v2.kernel.websocket.jupyter.org"]])
def test_a_line_in_another_language_is_refused(visitor: Any, languages: Any) -> None:
    kernel = visitor.open("/voila/render/en/notes.ipynb")
    with pytest.raises(InvalidStatus) as refused:
        visitor.socket(kernel, subprotocols=languages).__enter__()
    assert refused.value.response.status_code == 400
    assert visitor.here(kernel) == 204


def test_an_echo_that_looks_like_a_longer_language_stops_nobody(visitor: Any, another: Any) -> None:
    """What comes back from a lesson is sent as it is: nobody counts parts in it that it only claims to have."""
    kernel = visitor.open(LESSON)
    with visitor.socket(kernel) as channel:
        text = of_kind(channel, "TextModel")
        data = {"method": "update", "state": {}, "buffer_paths": [["words"]]}
        channel.send(message("comm_msg", "shell", {"comm_id": text, "data": data}, buffers=(b"\xff" * 64,)))
        channel.send(message("kernel_info_request", "shell", {}))
        wait_for(channel, "kernel_info_reply")
    assert another.get("/en/").status == 200


def claims(parts: int, *begins: int) -> bytes:
    """A message that says how many parts it has and where each begins, and holds a hundred letters."""
    return b"".join(number.to_bytes(8, "little") for number in (parts, *begins)) + b"x" * 100


def headed(**more: Any) -> bytes:
    return message("comm_msg", "shell", {}, head=json.dumps({**header("comm_msg"), **more}))


GARBAGE = {
    "empty": "",
    "text": as_json("kernel_info_request", "shell", {}),
    "deep": "[" * 200_000,
    "no bytes": b"",
    "few bytes": b"\0",
    "no parts": b"\0" * 40,
    "a billion parts": b"\xff" * 40,
    "a hundred parts": claims(102, *[824] * 101, 924),
    "one part many times": claims(7, *[64, 164] * 3, 164),
    "parts outside": claims(6, 56, 90, 100, 110, 120, 2**40),
    "parts in the table": claims(6, *[0] * 6),
    "parts missing": claims(3, 32, 40, 132),
    "more behind the parts": message("comm_msg", "shell", {}) + b"x",
    "header is no JSON": message("comm_msg", "shell", {}, head="{"),
    "header is a list": message("comm_msg", "shell", {}, head="[]"),
    "header is deep": message("comm_msg", "shell", {}, head="[" * 3900),
    "header is long": headed(username="x" * 5000),
    "no kind": headed(msg_type=None),
    "no name": headed(msg_id=""),
    "a name without end": headed(msg_id="x" * 1000),
    "for a part of the process": headed(subshell_id="1"),
}


def test_garbage_closes_its_own_socket_and_nothing_else(visitor: Any) -> None:
    kernel = visitor.open("/voila/render/en/notes.ipynb")
    for name, garbage in GARBAGE.items():
        with visitor.socket(kernel) as channel:
            channel.send(garbage)
            with pytest.raises(ConnectionClosed):
                listen(channel)
        assert visitor.here(kernel) == 204, name
    with visitor.socket(kernel) as channel:
        channel.send(message("kernel_info_request", "shell", {}))
        assert wait_for(channel, "kernel_info_reply")


def wait_for(channel: Any, kind: str) -> list[str]:
    heard: list[str] = []
    while kind not in heard:
        heard.append(kind_of(channel.recv(timeout=600)))
    return heard


def test_what_widgets_need_gets_through(visitor: Any) -> None:
    kernel = visitor.open(LESSON)
    with visitor.socket(kernel) as channel:
        of = models(channel)
        assert {"TextModel", "ButtonModel"} <= set(of)
        typed = {"method": "update", "state": {"value": "Amina"}, "buffer_paths": []}
        channel.send(message("comm_msg", "shell", {"comm_id": of["TextModel"], "data": typed}))
        tapped = {"method": "custom", "content": {"event": "click"}}
        channel.send(message("comm_msg", "shell", {"comm_id": of["ButtonModel"], "data": tapped}))
        while "Thank you, Amina" not in str(data_of(channel, "update")["state"].get("value")):
            pass


def models(channel: Any) -> dict[str, str]:
    """The controls of a lesson, by their kind."""
    control = {"comm_id": uuid.uuid4().hex, "target_name": "jupyter.widget.control", "data": {}}
    channel.send(message("comm_open", "shell", control, about='{"version": "1.0.0"}'))
    asked = {"comm_id": control["comm_id"], "data": {"method": "request_states"}}
    channel.send(message("comm_msg", "shell", asked))
    return {state["model_name"]: name for name, state in data_of(channel, "update_states")["states"].items()}


def of_kind(channel: Any, kind: str) -> str:
    return models(channel)[kind]


def data_of(channel: Any, method: str) -> dict:
    """The next message of a widget that does this."""
    while True:
        data = content_of(channel.recv(timeout=600)).get("data", {})
        if data.get("method") == method:
            return data


@pytest.mark.parametrize("compression", [None, "deflate"], ids=["plain", "small on the line"])
def test_a_message_that_is_too_long_closes_its_socket_and_nothing_else(
    visitor: Any, another: Any, compression: Any
) -> None:
    kernel, others = visitor.open(LESSON), another.open(LESSON)
    with another.socket(others) as untouched:
        with visitor.socket(kernel, compression=compression) as channel:
            long = message("comm_msg", "shell", {"comm_id": "x", "data": "a" * MORE_THAN_A_MESSAGE})
            with pytest.raises(ConnectionClosed):
                send_and_listen(channel, long)
        untouched.send(message("kernel_info_request", "shell", {}))
        assert wait_for(untouched, "kernel_info_reply")
    with visitor.socket(kernel) as channel:
        channel.send(message("kernel_info_request", "shell", {}))
        assert wait_for(channel, "kernel_info_reply")


def send_and_listen(channel: Any, message: bytes) -> None:
    channel.send(message)
    listen(channel)


def listen(channel: Any) -> None:
    while True:
        channel.recv(timeout=600)


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
