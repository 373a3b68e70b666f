"""How every address answers when it has nothing, refuses or fails: with a page of ours, in the reader's language."""

from __future__ import annotations

import logging
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from tornado.web import HTTPError, RequestHandler

from toolkit.serving import network
from toolkit.serving.guard.code import RoomCode
from toolkit.serving.guard.names import Names, network_of
from toolkit.serving.limits import Limits
from toolkit.serving.pages.frames import Site
from toolkit.serving.seats import Seats

_OF_GATEWAYS = ("X-Forwarded-For", "X-Real-Ip", "Forwarded", "Via")
_log = logging.getLogger("toolkit.serving")


class Answering(RequestHandler):
    """An address of ours. Not a Jupyter handler: those set cookies, and these pages have no use for one.

    What it needs stands in the server's settings, so that handlers of Jupyter can be mixed with it.
    """

    @property
    def site(self) -> Site:
        """The lessons, and the pages around them."""
        return self.settings["toolkit_site"]

    @property
    def seats(self) -> Seats:
        """Which browser each lesson's process belongs to."""
        return self.settings["toolkit_seats"]

    @property
    def limits(self) -> Limits:
        """How much the server bears and how long it waits."""
        return self.settings["toolkit_limits"]

    @property
    def reader(self) -> str:
        """The language in which to answer: that of the address, else the one that the browser wishes."""
        address = self.request.path.removeprefix(self.site.base)  # somebody at a hub may be called "ar"
        return self.site.language_for(self.request.headers.get("Accept-Language", ""), address)

    @property
    def code(self) -> RoomCode | None:
        """What a browser from outside has to know, if anything."""
        return self.settings.get("toolkit_code")

    @property
    def address(self) -> str:
        """Where this request comes from, as far as one device cannot change it by itself."""
        return network_of(self.request.remote_ip or "")

    @property
    def is_here(self) -> bool:
        """Whether the browser runs on this computer. What a gateway passes on may come from anywhere."""
        passed_on = any(name in self.request.headers for name in _OF_GATEWAYS)
        return not passed_on and network.is_this_computer(self.request.remote_ip or "")

    @property
    def is_let_in(self) -> bool:
        """Whether lessons open for this browser: it is here, knows the code, or there is none."""
        return self.code is None or self.is_here or self.code.is_known_to(self)

    @property
    def is_of_who_teaches(self) -> bool:
        """Whether what is for facilitators opens for this browser."""
        hub = self.settings.get("toolkit_hub")
        if hub is not None:
            return bool(hub.teaches)
        return self.is_here or (self.code is not None and self.code.is_known_to(self, guests=False))

    @property
    def is_read_along(self) -> bool:
        """Whether others in the network could read what goes over this line."""
        encrypted = self.request.headers.get("X-Forwarded-Proto", self.request.protocol) == "https"
        return not encrypted and not network.is_loopback(self.request.remote_ip or "")

    @property
    def is_gone(self) -> bool:
        """Whether nobody waits for the answer any more."""
        connection: Any = self.request.connection
        return bool(connection.stream is None or connection.stream.closed())

    async def prepare(self) -> None:
        """Answer only those who may ask."""
        await self.may_ask()

    async def may_ask(self) -> bool:
        """Whether this browser gets an answer here; if not, it has been told.

        A hub in front of the server says who comes in, by whatever name; a page of another site has not its cookie.
        """
        hub = self.settings.get("toolkit_hub")
        return bool(await hub.lets_in(self)) if hub is not None else self.check_name()

    def check_name(self) -> bool:
        """Whether the browser asks for this computer by a name of its own; if not, it has been answered."""
        names: Names = self.settings["toolkit_names"]
        if names.know(self.request.host):
            return True
        self.set_status(421)
        self.answer(self.reader, self.site.unknown_name(self.reader), keep="no-store")
        return False

    def answer(self, language: str, html: str, keep: str = "no-cache") -> None:
        """Send a page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Language", language)
        self.set_header("Cache-Control", keep)
        self.set_header("Vary", "Accept-Language")
        self.finish(html)

    def answer_missing(self) -> None:
        """Say that there is nothing at this address."""
        self.set_status(404)
        self.answer(self.reader, self.site.missing(self.reader))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say that something failed or was refused, and nothing about the inside of the server."""
        if status_code == 404:
            self.answer_missing()
        else:
            failed = status_code >= 500
            self.answer(self.reader, self.site.failure(self.reader, failed=failed), keep="no-store")

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Note a fault of ours for whoever mends it; who met it, and what was refused to whom, is nobody's business."""
        if not isinstance(value, HTTPError):
            _log.error("An answer failed: %s", self.request.path, exc_info=value)


def comes_from_our_page(handler: RequestHandler) -> bool:
    """Whether a request comes from a page of this server, as far as the browser says where it comes from."""
    origin = handler.request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc.lower() == handler.request.host.lower()
