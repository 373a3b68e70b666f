"""The line between a page and its lesson: what goes out is looked at as carefully as what comes in."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from typing import Any

from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop
from tornado.websocket import WebSocketClosedError

# What a page needs to hear. Faults of the code are not among it: they name files and hold what somebody entered.
HEARD_BY_PAGES = frozenset(
    (
        "status",
        "comm_open",
        "comm_msg",
        "comm_close",
        "comm_info_reply",
        "kernel_info_reply",
        "display_data",
        "update_display_data",
        "execute_result",
        "clear_output",
        "stream",
    )
)
MOST_KEPT = 4 * 1024**2  # bytes that are kept for a page whose line has broken
_HEADER, _PARENT, _CONTENT = 0, 1, 3  # after the signature


class LessonLine(ZMQChannelsWebsocketConnection):
    """Jupyter's line, in its newer language alone."""

    def handle_outgoing_message(self, stream: Any, outgoing_msg: list[Any]) -> None:
        """Pass on what a page needs to hear."""
        if isinstance(stream, str):
            stream = self.channels.get(stream)
        if stream is None or stream.closed():
            return
        _, signed = self.session.feed_identities(outgoing_msg)
        parts: list[Any] = list(signed[1:])
        if is_for_pages(parts):
            with contextlib.suppress(WebSocketClosedError):
                self.write_message(serialize_msg_to_ws_v1(parts, stream.channel), binary=True)


def is_for_pages(parts: list[bytes]) -> bool:
    """Whether a page may hear a message of its lesson.

    Parameters
    ----------
    parts
        Its header, parent, metadata and content, and perhaps files.
    """
    try:
        kind = json.loads(parts[_HEADER])["msg_type"]
        return kind in HEARD_BY_PAGES and (kind != "stream" or json.loads(parts[_CONTENT])["name"] == "stdout")
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return False


def done_with(parts: list[bytes]) -> str | None:
    """The name of the message that a lesson says it is done with, or None if it says something else."""
    try:
        if json.loads(parts[_HEADER])["msg_type"] != "status":
            return None
        if json.loads(parts[_CONTENT])["execution_state"] != "idle":
            return None
        name = json.loads(parts[_PARENT])["msg_id"]
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    return name if isinstance(name, str) else None


class LessonProcesses(AsyncMappingKernelManager):
    """Jupyter's manager of processes. It tells what each is done with, and keeps little for pages that are away."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.when_done: Callable[[str, str], object] = lambda kernel, message: None
        self.missed: set[str] = set()  # whose pages have missed something, and have to be loaded anew

    def start_watching_activity(self, kernel_id: str) -> None:
        """Hear what a process says about itself, also while no page is connected with it."""
        super().start_watching_activity(kernel_id)
        kernel = self._kernels[kernel_id]
        stream = kernel._activity_stream
        record = stream._recv_callback

        def hear(message: list[bytes]) -> None:
            record(message)
            _, parts = kernel.session.feed_identities(message)
            name = done_with(parts[1:])
            if name is not None:
                self.when_done(kernel_id, name)

        stream.on_recv(hear)

    def start_buffering(self, kernel_id: str, session_key: str, channels: dict[str, Any]) -> None:
        """Keep what comes while a page is away, up to a bound; then its page has missed something."""
        super().start_buffering(kernel_id, session_key, channels)
        about = self._kernel_buffers[kernel_id]
        kept = 0

        def keep(channel: str, parts: list[bytes]) -> None:
            nonlocal kept
            kept += sum(map(len, parts))
            if kept <= MOST_KEPT:
                about["buffer"].append((channel, parts))
                return
            self.missed = {each for each in self.missed if each in self} | {kernel_id}
            IOLoop.current().add_callback(self.stop_buffering, kernel_id)  # not while one of its streams is being read

        for channel, stream in channels.items():
            stream.on_recv(lambda parts, channel=channel: keep(channel, parts))
