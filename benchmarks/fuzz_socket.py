"""Messages between a page and its process: what is wrong with one is found before anybody believes it."""

from __future__ import annotations

import json
import logging
import struct
import tracemalloc
from functools import cache
from random import Random
from typing import Any
from zlib import crc32

from fuzz_inputs import changed_bytes
from jupyter_server.services.kernels.connection.base import (
    deserialize_binary_message,
    deserialize_msg_from_ws_v1,
    serialize_binary_message,
    serialize_msg_to_ws_v1,
)

from toolkit.app.kit import Choice, Choices, Day, FileIn, Number, Text
from toolkit.app.sheet import Sheet
from toolkit.serving.kernels import is_sound

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


def _message(content: dict[str, Any], buffers: list[bytes]) -> dict[str, Any]:
    parts = {"header": _HEAD, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    return {**parts, "buffers": buffers}


def _new(content: bytes, buffers: list[bytes]) -> bytes:
    return serialize_msg_to_ws_v1([json.dumps(_HEAD).encode(), b"{}", b"{}", content, *buffers], "shell")


def _old_seeds() -> list[bytes]:
    update = {"comm_id": "a", "data": {"method": "update", "state": {}, "buffer_paths": [["words"]]}}
    return [
        serialize_binary_message(_message(update, [b"x" * 40])),
        serialize_binary_message(_message({}, [b"", b"y"])),
    ]


def _new_seeds() -> list[bytes]:
    return [_new(b'{"comm_id": "a", "data": {}}', []), _new(b"{}", [b"x" * 40, b""])]


def old(data: bytes) -> str:
    """A message in the older binary language: what is sound is taken apart at once and in proportion to its size."""
    if not is_sound(data, new=False):
        return "unsound"
    parts = _within(data, lambda: deserialize_binary_message(data))
    return f"{len(parts['buffers'])}" if parts else "closed"


def new(data: bytes) -> str:
    """A message in the newer language."""
    if not is_sound(data, new=True):
        return "unsound"
    taken = _within(data, lambda: deserialize_msg_from_ws_v1(data))
    if taken is None:
        return "closed"
    channel, parts = taken
    assert sum(map(len, parts)) <= len(data)
    return f"{channel[:10]} {len(parts)}"


def _within(data: bytes, does: Any) -> Any:
    """What it gives, or None for a message that closes its line; either with memory in proportion to the message."""
    tracemalloc.start()
    try:
        return does()
    except (ValueError, KeyError, TypeError, IndexError, struct.error, AttributeError, RecursionError):
        return None
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 100 * len(data) + 300_000, f"{peak} bytes for a message of {len(data)}"


def there_and_back(data: bytes) -> str:
    """Whatever goes out in either language comes back as it was, and is sound."""
    random = Random(crc32(data))
    cuts = sorted(random.randrange(len(data) + 1) for _ in range(random.randint(0, 5)))
    buffers = [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    content = {"text": data.decode("utf-8", "replace"), "list": [1, None, 2.5]}
    message = _message(content, buffers)
    out = serialize_binary_message(message)
    assert is_sound(out, new=False)
    back = deserialize_binary_message(out)
    assert back["buffers"] == buffers
    assert back["content"] == content
    out = _new(json.dumps(content).encode(), buffers)
    assert is_sound(out, new=True)
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
    logging.getLogger("toolkit.app.sheet").addHandler(_Listener(logging.ERROR))
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
    "socket-old": (_old_seeds, _bytes(_NUMBERS), old, 1),
    "socket-new": (_new_seeds, _bytes(_NUMBERS), new, 1),
    "socket-again": (lambda: [b"abc", "نقابة".encode()], _bytes(_NUMBERS), there_and_back, 1),
    "sheet": (lambda: SHEET_SEEDS, _bytes(_JSON), sheet, 2),
}
