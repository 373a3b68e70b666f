"""What every answer carries: how long it keeps, and that its page may speak with this server alone."""

from __future__ import annotations

import re

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import OutputTransform

_STATIC = ("voila/static/", "voila/labextensions/", "toolkit/static/")
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
        headers["Content-Security-Policy"] = _STATIC_POLICY if static else policy(self.request.host)
        headers.pop("Server", None)
        return status_code, headers, chunk


def policy(host: str) -> str:
    """The rule that keeps a page from asking anything of any other computer, whatever a notebook or library puts in it.

    Voila's own scripts need inline code and `eval`; anywidget loads the script of a control from a `blob:`. Older
    Safari does not count a socket to the same host as 'self'.
    """
    sockets = f" ws://{host} wss://{host}" if re.fullmatch(r"[\w.:\[\]-]+", host) else ""
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{sockets}",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )
