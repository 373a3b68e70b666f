"""The addresses of a lesson's process: each answers only to the browser that opened the lesson.

Anybody else gets what somebody gets who makes an address up, so that nobody learns which processes there are.
"""

from __future__ import annotations

import logging
from itertools import pairwise
from typing import Any, Literal
from urllib.parse import urlsplit

from jupyter_server.auth import User
from tornado.web import HTTPError, RequestHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler
from voila.voila_identity_provider import VoilaIdentityProvider

from toolkit.serving.answers import Answering
from toolkit.serving.seats import seat_of

MOST_PARTS = 256  # a message has six, and one more for each file that goes with it
# What widgets need. Code, questions about code and signals are not among it, nor is ending the process.
MESSAGES = ["comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"]

_log = logging.getLogger("toolkit.serving")


class Anybody(VoilaIdentityProvider):
    """Whoever comes is the same to us. Jupyter's own would give everybody a name and keep it in a cookie."""

    def get_user(self, handler: RequestHandler) -> User:
        return User("anybody")


def is_sound(message: str | bytes, *, new: bool) -> bool:
    """Whether the parts of a message lie one behind the other inside it.

    Jupyter believes whatever a message says about itself: a short one that claims to have a billion parts, or a
    thousand times the same long one, would stop the server for everybody.

    Parameters
    ----------
    new
        Whether the line speaks Jupyter's newer language, in which everything is bytes; in the older one only messages
        with files are.
    """
    if isinstance(message, str):
        return not new
    width = 8 if new else 4
    order: Literal["little", "big"] = "little" if new else "big"
    numbers = [int.from_bytes(message[at : at + width], order) for at in range(0, width * (MOST_PARTS + 1), width)]
    parts = numbers[0]
    if not 0 < parts <= MOST_PARTS:
        return False
    begins = [width * (parts + 1), *numbers[1 : parts + 1], len(message)]
    return all(one <= next_one for one, next_one in pairwise(begins))


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


class SocketHandler(_OfOneBrowser, VoilaKernelWebsocketHandler):
    """``/api/kernels/<kernel>/channels``: what is clicked goes one way, what changes comes back."""

    async def prepare(self) -> None:
        if not self.is_theirs:
            self.answer_missing()
            return
        # Tornado would refuse these two itself, with English sentences.
        if self.request.headers.get("Upgrade", "").lower() != "websocket":
            raise HTTPError(400)
        if not _from_our_page(self):
            raise HTTPError(403)
        await VoilaKernelWebsocketHandler.prepare(self)

    async def open(self, kernel_id: str) -> None:
        self.seats.is_met(kernel_id)
        self.set_nodelay(True)  # else an answer waits until the page has confirmed the piece before it
        await super().open(kernel_id)

    def on_message(self, ws_message: str | bytes) -> None:
        """Pass a message on; one that cannot be read ends this line, and this line alone."""
        if not is_sound(ws_message, new=self.selected_subprotocol is not None):
            self._refuse("its table of contents is wrong")
            return
        try:
            super().on_message(ws_message)
        except Exception as error:
            self._refuse(f"{type(error).__name__}: {error}")

    def _refuse(self, reason: str) -> None:
        _log.error("A message could not be read: %s", reason)
        self.close(1007)

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
        elif not _from_our_page(self):
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


def _from_our_page(handler: RequestHandler) -> bool:
    """Whether a request comes from a page of this server, as far as the browser says where it comes from."""
    origin = handler.request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc.lower() == handler.request.host.lower()
