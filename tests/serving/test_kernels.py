"""The line between a page and its lesson, where it ends."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.websocket import WebSocketClosedError

from toolkit.serving.kernels import SocketHandler


@pytest.mark.parametrize("closing", [True, False])
def test_a_line_that_closes_just_now_is_asked_no_more(closing: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(_: Any) -> None:
        if closing:
            raise WebSocketClosedError

    monkeypatch.setattr(KernelWebsocketHandler, "send_ping", ask)
    stopped: list[bool] = []
    handler = SocketHandler.__new__(SocketHandler)
    handler.ping_callback = SimpleNamespace(stop=lambda: stopped.append(True))
    handler.send_ping()
    assert stopped == [True] * closing
