"""How every address answers when it has nothing, refuses or fails: with a page of ours, in the reader's language."""

from __future__ import annotations

import logging
from types import TracebackType
from typing import Any

from tornado.web import HTTPError, RequestHandler

from toolkit.serving.limits import Limits
from toolkit.serving.pages import Site
from toolkit.serving.seats import Seats

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
        return self.site.language_for(self.request.headers.get("Accept-Language", ""), self.request.path)

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
