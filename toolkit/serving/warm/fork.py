"""A process that has run a lesson, and serves one visitor: it opens its own line and answers its page."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from typing import Any

import zmq
from jupyter_client.session import Session
from tornado.ioloop import IOLoop
from zmq.eventloop.zmqstream import ZMQStream

from toolkit.documents.making import make_apart
from toolkit.serving.guard.process import limit_process
from toolkit.serving.warm.forking import draw_anew
from toolkit.serving.warm.lesson_kernel import COPY_EVERYTHING, LessonKernel, Publisher
from toolkit.serving.warm.messages import Message

_LINGER = 1000  # milliseconds for the last words


def serve_one(kernel: LessonKernel, visitor: Message, lifeline: int | None = None) -> None:
    """Answer one visitor's page until it is told to end, or the server has gone.

    Parameters
    ----------
    visitor
        `connection`, what stands in the kernel's connection file; `kernel`, its id.
    lifeline
        In a fork, the number of an open file that ends when the server ends.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_process()
    draw_anew()
    make_apart(wanted=True)
    os.environ["VOILA_KERNEL_ID"] = visitor["kernel"]
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    io_loop = IOLoop.current()
    context = _connect(kernel, visitor["connection"])
    if lifeline is not None:
        loop.add_reader(lifeline, os._exit, 0)
    kernel.start()
    with contextlib.suppress(KeyboardInterrupt):
        io_loop.start()
    sys.stdout.flush()
    context.destroy(linger=_LINGER)
    os._exit(0)  # what the lesson would tidy up at its end is there for the other forks


def _connect(kernel: LessonKernel, connection: dict[str, Any]) -> zmq.Context[Any]:
    session = Session(key=connection["key"].encode(), copy_threshold=COPY_EVERYTHING)
    session.signature_scheme = connection["signature_scheme"]
    context: zmq.Context[Any] = zmq.Context()

    def bind(kind: int, name: str) -> zmq.Socket[Any]:
        made = context.socket(kind)
        made.linger = _LINGER
        if kind == zmq.ROUTER:
            made.router_handover = 1
        else:
            made.xpub_verbose = True  # each who begins to listen is told so, not only the first
        between = "-" if connection["transport"] == "ipc" else ":"
        made.bind(f"{connection['transport']}://{connection['ip']}{between}{connection[f'{name}_port']}")
        return made

    kernel.stdin_socket = bind(zmq.ROUTER, "stdin")
    kernel.speak_by(session, Publisher(bind(zmq.XPUB, "iopub"), session))
    kernel.shell_stream = ZMQStream(bind(zmq.ROUTER, "shell"))
    kernel.control_stream = ZMQStream(bind(zmq.ROUTER, "control"))
    return context
