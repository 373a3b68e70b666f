"""What every answer carries: how long it keeps, and that its page may speak with this server alone."""

from __future__ import annotations

import re

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import GZipContentEncoding, OutputTransform

_STATIC = ("voila/static/", "voila/labextensions/", "toolkit/static/", "toolkit/sheet/", "toolkit/recordings/")
_LESSONS = "voila/render/"
_NAMED_BY_CONTENT = re.compile(r"/at-[^/]+/|\.[0-9a-f]{16,}\.")
_FOR_GOOD = "public, max-age=31536000, immutable"
_FOR_AN_HOUR = "public, max-age=3600"
_ALWAYS = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_PAGES = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
# A script or style obeys the policy of the page that loads it. Its own only matters to somebody who opens it by itself,
# and a hundred long ones would cost a phone as much as a chart.
_STATIC_POLICY = "default-src 'none'; frame-ancestors 'none'"


class Headers(OutputTransform):
    """Put on every answer, whichever handler gives it."""

    base = "/"

    def __init__(self, request: HTTPServerRequest) -> None:
        self.request = request

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        path = self.request.path.removeprefix(self.base)
        static = path.startswith(_STATIC) and status_code in (200, 206, 304)
        if static:
            for_good = "v" in self.request.arguments or _NAMED_BY_CONTENT.search(self.request.path)
            headers["Cache-Control"] = _FOR_GOOD if for_good else _FOR_AN_HOUR
            headers.pop("Expires", None)
        for name, value in {**_ALWAYS, **({} if static else _PAGES)}.items():
            headers[name] = value
        drawn = path.startswith(_LESSONS) and status_code == 200
        host = self.request.host if drawn else ""
        headers["Content-Security-Policy"] = _STATIC_POLICY if static else policy(host)
        headers.pop("Server", None)
        return status_code, headers, chunk


class Compressed(GZipContentEncoding):
    """Every answer as small as it gets: phones pay for each byte."""

    GZIP_LEVEL = 9


def policy(host: str = "") -> str:
    """The rule that a page lives by, whatever a notebook, a library or somebody's words put into it.

    It runs no script but files of this server: none that stands in the page, comes in a text, or is made by `eval`.
    It asks nothing of any other computer, stands in no other page, and sends no form elsewhere.

    Parameters
    ----------
    host
        The address that a lesson is asked for at; none for the pages around the lessons, which have no socket, no
        styles but files and no pictures but the icon. In a lesson Voila's scripts put styles into the page, and
        pictures are drawn with them. Older Safari does not count a socket to the same host as 'self'.

    >>> "unsafe" in policy()
    False
    >>> policy("127.0.0.1:8866").partition("connect-src ")[2].partition(";")[0]
    "'self' ws://127.0.0.1:8866 wss://127.0.0.1:8866"
    """
    lesson = bool(re.fullmatch(r"[\w.:\[\]-]+", host))
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'" if lesson else "style-src 'self'",
            "img-src 'self' data:" if lesson else "img-src data:",
            *(["font-src 'self' data:", "media-src 'self'"] if lesson else []),
            f"connect-src 'self' ws://{host} wss://{host}" if lesson else "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )
