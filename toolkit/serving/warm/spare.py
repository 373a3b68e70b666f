"""A process that has run a lesson and waits for its visitor: what there is where no process can be forked.

It is asked and answers in lines of JSON, over its input and output. When its input ends, the server has gone, and so
does it.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import BinaryIO

from toolkit.serving.lean_imports import import_jsonschema


def wait_for_visitor() -> None:
    """Run the notebook that the first line holds, tell what it shows, and serve the visitor of the second line."""
    asked = sys.stdin.buffer
    # What a lesson or a library prints must not come between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    order = json.loads(asked.readline() or "null")
    if order is None:
        return
    import_jsonschema()  # nbformat brings it
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # a lesson is not debugged
    from toolkit.serving.warm.rehearsal import run_once

    kernel, told = run_once(order)
    answers.write(json.dumps(told).encode() + b"\n")
    answers.flush()
    line = asked.readline() if kernel is not None else b""
    if kernel is None or not line:
        return
    threading.Thread(target=_end_with_server, args=(asked,), daemon=True).start()
    from toolkit.serving.warm.fork import serve_one

    serve_one(kernel, json.loads(line))


def _end_with_server(asked: BinaryIO) -> None:
    asked.read()
    os._exit(0)


if __name__ == "__main__":
    wait_for_visitor()
