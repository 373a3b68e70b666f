"""The addresses of a lesson's process: each answers only to the browser that opened the lesson.

Anybody else gets what somebody gets who makes an address up, so that nobody learns which processes there are.
"""

from __future__ import annotations

import logging
from typing import Any

from jupyter_server.auth import User
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.web import HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler
from voila.voila_identity_provider import VoilaIdentityProvider

from toolkit.serving.guard.messages import LONGEST_MESSAGE, PROTOCOL, Unsound, read_message
from toolkit.serving.pages.answers import Answering, comes_from_our_page
from toolkit.serving.seats import seat_of

MOST_UNREAD = 16 * 1024**2  # bytes that may be on their way to a page which does not read them
MOST_LINES = 3  # from the pages of one lesson: one is open, and others may be breaking

_log = logging.getLogger("toolkit.serving")


class Anybody(VoilaIdentityProvider):
    """Whoever comes is the same to us. Jupyter's own would give everybody a name and keep it in a cookie."""

    def get_user(self, handler: RequestHandler) -> User:
        return User("anybody")


class _OfOneBrowser(Answering):
    """An address that is there for one browser only."""

    @property
    def kernel(self) -> str:
        return str(self.path_kwargs["kernel_id"])

    @property
    def is_theirs(self) -> bool:
        return self.seats.holds(seat_of(self), self.kernel)


class KernelHandler(_OfOneBrowser):
    """``/api/kernels/<kernel>``: what Voila's page asks about its own process."""

    SUPPORTED_METHODS = ("GET",)

    def get(self, kernel_id: str) -> None:
        if self.is_theirs:
            self.set_header("Cache-Control", "no-store")
            self.write(self.seats.kernels.kernel_model(kernel_id))
        else:
            self.answer_missing()


class SocketHandler(_OfOneBrowser, KernelWebsocketHandler):
    """``/api/kernels/<kernel>/channels``: what is clicked goes one way, what changes comes back.

    Voila's own handler is not used: it would read what goes out in the language of the line that it is not on.
    """

    _unread = 0

    async def prepare(self) -> None:  # type: ignore[override]
        if not await self.may_ask():
            return
        if not self.is_theirs or self.kernel in self.seats.kernels.missed:
            self.answer_missing()
            return
        # Tornado would refuse these itself, with English sentences.
        if self.request.headers.get("Upgrade", "").lower() != "websocket" or PROTOCOL not in self._languages():
            raise HTTPError(400)
        if not comes_from_our_page(self):
            raise HTTPError(403)
        lines = self.seats.lines(self.kernel)
        if sum(not each.is_over for each in lines) >= MOST_LINES:
            raise HTTPError(429)
        lines.add(self)
        await KernelWebsocketHandler.prepare(self)

    @property
    def is_over(self) -> bool:
        """Whether nothing goes over this line any more."""
        if not self._finished:
            return self.is_gone
        return self.ws_connection is None or self.ws_connection.is_closing()

    def _languages(self) -> list[str]:
        asked = self.request.headers.get("Sec-WebSocket-Protocol", "")
        return [each.strip() for each in asked.split(",")]

    async def open(self, kernel_id: str) -> None:
        self.seats.is_met(kernel_id)
        self.set_nodelay(True)  # else an answer waits until the page has confirmed the piece before it
        await super().open(kernel_id)

    def send_ping(self) -> None:
        """Ask the page whether it is still there; one that closes its line just now needs no asking any more."""
        try:
            super().send_ping()
        except WebSocketClosedError:
            if self.ping_callback is not None:
                self.ping_callback.stop()

    async def on_message(self, ws_message: str | bytes) -> None:
        """Pass a message on once there is room for it; one that cannot be read ends this line, and this line alone."""
        try:
            incoming = read_message(ws_message)
            pace = self.seats.pace(self.kernel)
            if not incoming.goes_on or pace is None:
                return
            if not await pace.admit(incoming):
                raise Unsound("there are too many")
            if self.ws_connection is not None:
                super().on_message(ws_message)
        except Unsound as reason:
            self._refuse(str(reason))
        except Exception as error:
            self._refuse(f"{type(error).__name__}: {error}")

    def _refuse(self, reason: str) -> None:
        _log.error("A message could not be read: %s", reason)
        self.close(1007)

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """Send something, as long as the page reads: what it leaves unread would fill this computer."""
        size = len(message)
        if self._unread + size > MOST_UNREAD and self.ws_connection is not None:
            _log.error("A page does not read what is sent to it, so its line was closed.")
            line: Any = self.ws_connection
            line.stream.close()
            raise WebSocketClosedError
        written = WebSocketHandler.write_message(self, message, binary)
        self._unread += size
        written.add_done_callback(lambda done: self._was_read(size, done))
        return written

    def _was_read(self, size: int, written: Any) -> None:
        self._unread -= size
        if not written.cancelled():
            written.exception()  # looked at, so that nobody is told that nobody looked

    @property
    def max_message_size(self) -> int:
        """How many bytes a message may have, also after it has been unpacked."""
        return LONGEST_MESSAGE

    @property
    def ping_timeout(self) -> int:
        """After how many milliseconds without an answer the line is given up: three unanswered signs of life.

        As long as between two signs would be too short: the first is sent when the time is already over.
        """
        return 3 * int(self.ping_interval)

    def get_compression_options(self) -> dict[str, Any]:
        """Tables and drawings shrink to a fraction, and thirty phones share one Wi-Fi."""
        return {"compression_level": 6, "mem_level": 5}


class LeaveHandler(_OfOneBrowser):
    """``/toolkit/leave/<kernel>``: the page is closed, its process can go.

    Voila's page asks for this in a way that its own server refuses, so that every reload would leave a process behind.
    """

    SUPPORTED_METHODS = ("POST",)

    async def post(self, kernel_id: str) -> None:
        if not self.is_theirs:
            self.answer_missing()
        elif not comes_from_our_page(self):
            raise HTTPError(403)
        else:
            await self.seats.end(kernel_id)
            self.set_status(204)
            self.finish()


class HereHandler(_OfOneBrowser):
    """``/toolkit/here/<kernel>``: a page asks whether the line is up and its process still there."""

    SUPPORTED_METHODS = ("GET",)

    async def get(self, kernel_id: str) -> None:
        there = self.is_theirs and await self.seats.alive(kernel_id)
        self.set_header("Cache-Control", "no-store")
        self.set_status(204 if there else 410)
        self.finish()
