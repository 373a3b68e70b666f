"""The proxy of a JupyterHub on a computer that has Python and no Node, with what lines of lessons need mended.

`configurable-http-proxy` for Python hands on what browser and server agree on for their own line (compression), sends
what is no text as text, does not tell the browser which language the server has chosen, loses what the server says
before the browser listens, and leaves the browser's line open when the server's has ended. A lesson notices all of it.
"""

from __future__ import annotations

import os
from typing import Any

from configurable_http_proxy import cli, configproxy
from configurable_http_proxy.handlers import ProxyHandler
from tornado.httpclient import AsyncHTTPClient, HTTPRequest

AT_ONCE = int(os.environ.get("TOOLKIT_REQUESTS_AT_ONCE", "400"))
SECONDS = 300  # a lesson's page comes when its notebook has run
_OF_ONE_LINE = ("Sec-Websocket-Extensions", "Sec-Websocket-Key", "Sec-Websocket-Version", "Connection", "Upgrade")


class LineProxy(ProxyHandler):
    """Passes requests and lines on, each as it came."""

    def initialize(self, proxy: Any = None, **kwargs: Any) -> None:
        super().initialize(proxy, **kwargs)
        self.early: list[Any] | None = []  # what the server said before the browser listened

    def _get_proxy_request(self, url: str) -> HTTPRequest:
        request = super()._get_proxy_request(url)
        request.request_timeout = SECONDS
        if url.startswith("ws"):
            for name in _OF_ONE_LINE:
                request.headers.pop(name, None)
        return request

    async def start_ws_client(self, path: str | None = None) -> None:
        await super().start_ws_client(path)
        if self.ws_client is not None:
            self.ws_client._on_message_callback = self.pass_on

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        return self.ws_client.selected_subprotocol if self.ws_client else None

    def get_compression_options(self) -> dict[str, Any]:
        return {}

    def open(self, *args: str) -> None:
        early, self.early = self.early or [], None
        for message in early:
            self.pass_on(message)

    def pass_on(self, message: str | bytes | None) -> None:
        """Give the browser what the server said; None says that the server's line has ended."""
        if self.early is not None:
            self.early.append(message)
        elif self.ws_connection is not None:
            if message is None:
                self.close()
            else:
                self.proxy.update_last_activity(self.target["prefix"])
                self.write_message(message, binary=isinstance(message, bytes))

    def on_message(self, message: str | bytes) -> None:
        if self.ws_client is not None:
            self.proxy.update_last_activity(self.target["prefix"])
            self.ws_client.write_message(message, binary=isinstance(message, bytes))


if __name__ == "__main__":
    configproxy.ProxyHandler = LineProxy
    AsyncHTTPClient.configure(None, max_clients=AT_ONCE)
    cli.main()
