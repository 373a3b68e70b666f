"""Messages between a page and its process: what is wrong with one is found before anybody believes it."""

from __future__ import annotations

import json
import logging
import tracemalloc
from functools import cache
from random import Random
from typing import Any
from zlib import crc32

from fuzz_inputs import changed_bytes
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1

from toolkit.app.kit.fields import Choice, Choices, Day, FileIn, Number, Text
from toolkit.app.kit.sheet import Sheet
from toolkit.serving.guard.line import done_with, is_for_pages
from toolkit.serving.guard.messages import LONGEST_CONTENT, Incoming, Unsound, read_message

_NUMBERS = (b"\xff" * 4, b"\xff" * 8, b"\0" * 8, b"\x7f\xff\xff\xff", b"\0\0\0\1", (10**17).to_bytes(8, "little"))
_JSON = (
    b'"event"', b'"values"', b'"press"', b'"file"', b'"here"', b'"fill"', b'"n"', b'"seen"', b"null", b"[]", b"{}",
    b"-1",
    b"1e999", b"NaN", b'"\\ud800"', b'"__class__"', b"[[[[", b"true", b'"at"', b'"size"', b'"id"', b'"gone"', b"9" * 30,
)  # fmt: skip
_HEAD = {
    "msg_type": "comm_msg",
    "msg_id": "1",
    "session": "s",
    "username": "",
    "version": "5.3",
    "date": "2026-01-01T00:00:00Z",
}


def _new(content: bytes, buffers: list[bytes]) -> bytes:
    return serialize_msg_to_ws_v1([json.dumps(_HEAD).encode(), b"{}", b"{}", content, *buffers], "shell")


def _new_seeds() -> list[bytes]:
    return [_new(b'{"comm_id": "a", "data": {}}', []), _new(b"{}", [b"x" * 40, b""])]


def _out_seeds() -> list[bytes]:
    status = json.dumps({"execution_state": "idle"}).encode()
    heads = (b'{"msg_type": "comm_msg"}', b'{"msg_type": "status"}', b'{"msg_type": "stream"}')
    return [b"\0".join((head, b'{"msg_id": "1"}', b"{}", status)) for head in heads]


def incoming(data: bytes) -> str:
    """A message of a page: looked at before anything else does, then taken apart in proportion to its size."""
    try:
        seen: Incoming = _within(data, lambda: read_message(data))
    except Unsound as error:
        return str(error)
    taken = _within(data, lambda: deserialize_msg_from_ws_v1(data))
    channel, parts = taken
    assert sum(map(len, parts)) <= len(data)
    assert seen.goes_on <= (channel == "shell")
    return f"{channel[:10]} {len(parts)} {seen.goes_on}"


def outgoing(data: bytes) -> str:
    """A message of a lesson, whatever a page made it echo: it is passed on or left, and never taken apart further."""
    parts = data.split(b"\0")
    heard, named = _within(data, lambda: (is_for_pages(parts), done_with(parts)))
    assert isinstance(heard, bool)
    assert named is None or isinstance(named, str)
    return f"{heard} {named is None}"


def _within(data: bytes, does: Any) -> Any:
    """What it gives, with memory in proportion to the message."""
    tracemalloc.start()
    try:
        return does()
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 100 * len(data) + 300_000, f"{peak} bytes for a message of {len(data)}"


def there_and_back(data: bytes) -> str:
    """Whatever is put into a message comes back as it was, and is sound."""
    random = Random(crc32(data))
    cuts = sorted(random.randrange(len(data) + 1) for _ in range(random.randint(0, 5)))
    buffers = [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    content = {"text": data.decode("utf-8", "replace"), "list": [1, None, 2.5]}
    out = _new(json.dumps(content).encode(), buffers)
    if len(json.dumps(content)) <= LONGEST_CONTENT:
        assert read_message(out).goes_on
    channel, parts = deserialize_msg_from_ws_v1(out)
    assert channel == "shell"
    assert parts[4:] == buffers
    assert json.loads(parts[3]) == content
    return str(len(buffers))


def _sheet() -> Sheet:
    pair = (("a", "A"), ("b", "B"))
    items = [
        Choice("one", "One", options=pair),
        Choices("many", "Many", options=pair),
        Number("number", "Number", unit="days"),
        Text("words", "Words"),
        Day("day", "Day"),
        FileIn("table", "Table", suffixes=(".csv",), largest=1000),
    ]
    return Sheet("fuzz", items, "en")


class _Listener(logging.Handler):
    """A sheet answers its page even when something of ours is broken, and notes it; here that is a failure."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1] is not None:
            raise record.exc_info[1]


@cache
def _one_sheet() -> Sheet:
    logging.getLogger("toolkit.app.kit.sheet").addHandler(_Listener(logging.ERROR))
    return _sheet()


SHEET_SEEDS = [
    json.dumps(message).encode()
    for message in (
        {"event": "values", "seen": 0, "values": {"one": "a", "many": ["b"], "number": "12", "words": "x"}},
        {"event": "values", "seen": 1, "values": {"day": "2026-01-02"}},
        {"event": "press", "name": "make", "n": "1", "seen": 0, "values": {}},
        {"event": "file", "name": "table", "id": "f", "file": "x.csv", "size": 3, "at": 0},
        {"event": "here", "n": "2"},
    )
]  # fmt: skip


def sheet(data: bytes) -> str:
    """A message of a page to its sheet: taken or left, and then every entry can be read."""
    try:
        message = json.loads(data)
    except (ValueError, RecursionError):
        return "no JSON"
    asked = _one_sheet()
    asked.take(message, [data[:50]])
    for name, entry in asked.entries().items():
        assert entry is None or isinstance(entry, (str, int, float, tuple, list, object)), name
    return str(message.get("event"))[:12] if isinstance(message, dict) else type(message).__name__


def _bytes(tokens: tuple[bytes, ...]) -> Any:
    return lambda data, random, others: changed_bytes(data, random, others, tokens)


# name: seeds, changes, check, share of the time
SOCKET = {
    "socket-in": (_new_seeds, _bytes(_NUMBERS), incoming, 1),
    "socket-out": (_out_seeds, _bytes(_JSON), outgoing, 1),
    "socket-again": (lambda: [b"abc", "نقابة".encode()], _bytes(_NUMBERS), there_and_back, 1),
    "sheet": (lambda: SHEET_SEEDS, _bytes(_JSON), sheet, 2),
}
