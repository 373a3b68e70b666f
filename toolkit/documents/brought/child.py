"""The process that reads one file of a stranger and ends. It is run as a script, with nothing but Python itself.

It takes away from itself what it will not need before a byte of the file comes in: memory, processor time, open files,
further processes, and writing to any disk.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any

_OPEN_FILES = 24
_LEAST_STEP = 0.02  # of the whole, between two signs of how far it is


def main() -> None:
    """Read the call and the file from the standard input; write the answer to the standard output."""
    said = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    call = json.loads(sys.stdin.buffer.readline())
    sys.path[:] = [*call["path"], *sys.path]
    _give_up(call["megabytes"], call["seconds"])
    module, _, function = call["reader"].partition(":")
    try:
        read = getattr(importlib.import_module(module), function)
        data = sys.stdin.buffer.read(call["size"])
        if len(data) != call["size"]:
            return  # who asked is gone
        values, pieces = read(data, call["name"], call["told"], _teller(said))
        answer = json.dumps({"answer": values, "pieces": [len(piece) for piece in pieces]}).encode("ascii")
    except MemoryError:
        values = data = pieces = read = None  # room for the last word
        answer, pieces = b'{"error": "memory"}', ()
    except Exception as error:
        answer, pieces = json.dumps({"error": _told(error)}).encode("ascii"), ()
    said.write(answer + b"\n")
    for piece in pieces:
        said.write(piece)
    said.flush()
    os._exit(0)  # without taking apart what the end takes away at once


def _give_up(megabytes: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: whoever started this watches it
        return
    size = megabytes * 2**20
    limits = {
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NPROC": 0,
        "RLIMIT_NOFILE": _OPEN_FILES,
        "RLIMIT_CPU": seconds,
        "RLIMIT_DATA": size,
        "RLIMIT_AS": 4 * size,
    }
    for name, value in limits.items():
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        hard = resource.getrlimit(kind)[1]
        try:
            most = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (most, most if name != "RLIMIT_CPU" else most + 1))
        except (OSError, ValueError):
            continue  # a system that does not take this one: whoever started this watches it


def _teller(said: Any) -> Any:
    last = [0.0]

    def tell(share: float) -> None:
        if share - last[0] >= _LEAST_STEP:
            last[0] = share
            said.write(json.dumps({"share": share}).encode("ascii") + b"\n")
            said.flush()

    return tell


def _told(error: Exception) -> Any:
    from toolkit.errors import Reason, ToolkitError

    if not isinstance(error, ToolkitError):
        return None

    def plain(value: Any) -> Any:
        if isinstance(value, Reason):
            return {"reason": value.sentence}
        if isinstance(value, list | tuple):
            return [str(one) for one in value]
        return value if isinstance(value, int) else str(value)

    values = {key: plain(value) for key, value in error.values.items()}
    return {"kind": type(error).__name__, "sentence": error.sentence, "values": values}


if __name__ == "__main__":
    main()
