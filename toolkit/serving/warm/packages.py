"""The process with Python and the packages in it, from which the process of every lesson is forked.

It opens no file, starts no thread and runs no lesson. It ends when the server's end of its line is closed.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import os
import signal
import socket
import sys
from typing import Any

from toolkit.serving.lean_imports import import_jsonschema
from toolkit.serving.warm.forking import answer_with_fork
from toolkit.serving.warm.messages import Message, hear, tell

# What lessons need, papers included; loaded once, and shared by all.
PACKAGES = (
    "zmq.eventloop.zmqstream",
    "ipykernel.ipkernel",
    "duckdb",
    "narwhals",
    "lxml.etree",
    "docx",
    "typst",
    "toolkit.documents.word.docx",
    "toolkit.documents.pdf",
    "toolkit.app.lesson",
    "toolkit.course",
    "toolkit.app.agreement.view",
    "toolkit.app.counter.view",
    "toolkit.app.talks.view",
)
_ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER of Linux's prctl


def run(line: int, lifeline: int) -> None:
    """Load the packages, say so, and fork the process of a lesson whenever the server asks for one.

    Parameters
    ----------
    line
        The number of the open socket to the server.
    lifeline
        The number of an open file that ends when the server ends; every fork keeps it.
    """
    import_jsonschema()  # nbformat brings it
    from toolkit.serving.warm.lesson_kernel import give_back
    from toolkit.serving.warm.rehearsal import rehearse

    control = socket.socket(fileno=line)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a fork to end: the server holds its own sign of it
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)  # what a lesson's end leaves behind is let go here
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # a lesson is not debugged
    for name in PACKAGES:
        importlib.import_module(name)
    make_paper()
    gc.collect()
    give_back()
    gc.freeze()
    tell(control, {"ready": True})
    while heard := hear(control):
        order, files = heard

        def begin(order: Message = order, files: list[int] = files) -> None:
            control.close()
            rehearse(socket.socket(fileno=files[0]), lifeline, order)

        answer_with_fork(control, begin)
        os.close(files[0])
    os._exit(0)


def make_paper() -> None:
    """Make a paper and throw it away: what that loads is shared, or each fork would load it for itself.

    No PDF: its typesetter starts threads, and what has threads cannot be forked.
    """
    from toolkit.bargaining import Agreement, library
    from toolkit.course.exercises.clause_strength import examples_of
    from toolkit.documents import write_docx, write_html, write_text

    examples = examples_of(library()["bias"], "en")
    draft = Agreement(title="–", union="–", employer="–", place="KE").add("bias", blanks=examples)
    for audience in ("us", "table"):
        document: Any = draft.document(audience)
        for write in (write_docx, write_html, write_text):
            write(document)
