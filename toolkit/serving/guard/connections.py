"""How many connections may be open, how long they may say nothing, and which has to go when there are too many.

A connection that waits for a request, or has sent half of one, can go at any time: a browser opens another. So whoever
fills the server with such connections pushes out their own, and a newcomer always gets through.
"""

from __future__ import annotations

import errno
import logging
import socket
import time
from collections import Counter, OrderedDict
from dataclasses import dataclass
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPMessageDelegate
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.iostream import IOStream, StreamClosedError

from toolkit.serving.guard.names import network_of

SECONDS_FOR_A_REQUEST = 20  # from the connection, or the last answer, to the end of the next request's first part
SECONDS_FOR_A_BODY = 10
SECONDS_UNREAD = 60  # in which somebody takes nothing of what they asked for
LONGEST_BODY = 16 * 1024  # nobody sends more than a code
LONGEST_REQUEST = 16 * 1024  # its first part, with all cookies
MOST_BUFFERED = 4 * 1024**2  # what is read ahead from one connection
AT_ONCE = 64  # connections that are taken before others have their turn
SECONDS_WITHOUT_FILES = 0.25  # until the next try when the system has no more
_NO_FILES = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
_log = logging.getLogger("toolkit.serving")


@dataclass
class _Connection:
    """A connection: where it comes from, whether it is being answered, and what it has taken of the answer."""

    stream: IOStream
    network: str
    busy: bool = False
    taken: int = 0
    since: float = 0.0


class Connections(HTTPServer):
    """Tornado's server with bounds.

    Parameters
    ----------
    most
        How many connections may be open at once.
    refusal
        The page for a newcomer when each of them is being answered.
    """

    def initialize(  # type: ignore[override]
        self, request_callback: Any, most: int = 256, refusal: str = "", **more: Any
    ) -> None:
        bounds = {
            "idle_connection_timeout": SECONDS_FOR_A_REQUEST,
            "body_timeout": SECONDS_FOR_A_BODY,
            "max_body_size": LONGEST_BODY,
            "max_header_size": LONGEST_REQUEST,
            "max_buffer_size": MOST_BUFFERED,
        }
        super().initialize(request_callback, **{**bounds, **more})
        self.most = most
        self._refusal = _answer_of(refusal)
        self._open: OrderedDict[int, _Connection] = OrderedDict()
        self._sweep = PeriodicCallback(self.close_unread, 5000)

    # --- coming in -------------------------------------------------------------------------------------------------

    def add_sockets(self, sockets: Any) -> None:
        """Listen; Tornado's own way would ask for a connection for ever when the system has no more files."""
        for each in sockets:
            self._sockets[each.fileno()] = each
            self._handlers[each.fileno()] = self._listen(each)
        self._sweep.start()

    def stop(self) -> None:
        """Take no more connections."""
        self._sweep.stop()
        super().stop()

    def _listen(self, door: socket.socket) -> Any:
        loop = IOLoop.current()
        state: dict[str, Any] = {"closed": False, "again": None}

        def watch() -> None:
            if not state["closed"]:
                state["again"] = None
                loop.add_handler(door, take, IOLoop.READ)

        def take(door: Any, events: int) -> None:
            for _ in range(AT_ONCE):
                if state["closed"]:
                    return
                try:
                    connection, address = door.accept()
                except BlockingIOError:
                    return
                except OSError as error:
                    if error.errno not in _NO_FILES:
                        continue  # it was gone before it was taken
                    _log.error("The system gives no more files to this server: %s", error.strerror)
                    self._make_room()
                    loop.remove_handler(door)
                    state["again"] = loop.call_later(SECONDS_WITHOUT_FILES, watch)
                    return
                self._handle_connection(connection, address)

        def stop() -> None:
            state["closed"] = True
            if state["again"] is None:
                loop.remove_handler(door)
            else:
                loop.remove_timeout(state["again"])

        watch()
        return stop

    def handle_stream(self, stream: IOStream, address: Any) -> None:
        """Take a connection, and let another one go if there are too many."""
        if len(self._open) >= self.most and not self._make_room():
            self._refuse(stream)
            return
        network = network_of(address[0]) if isinstance(address, tuple) else ""
        key = id(stream)
        self._open[key] = _Connection(stream, network)
        close = stream.close_fd

        def close_fd() -> None:
            self._open.pop(key, None)
            close()

        stream.close_fd = close_fd  # type: ignore[method-assign]
        super().handle_stream(stream, address)

    def start_request(self, server_conn: Any, request_conn: Any) -> HTTPMessageDelegate:
        """Note that a connection waits for a request, and later that it has one."""
        connection = self._open.get(id(request_conn.stream))
        delegate = super().start_request(server_conn, request_conn)
        if connection is None:
            return delegate
        connection.busy = False
        self._open.move_to_end(id(request_conn.stream))
        return _Noticing(delegate, connection)

    # --- having to go ----------------------------------------------------------------------------------------------

    def _make_room(self) -> bool:
        """Close the connection that has waited longest for a request, from where most of these come from."""
        waiting = [each for each in self._open.values() if not each.busy]
        if not waiting:
            return False
        many = Counter(each.network for each in waiting)
        worst = max(many.values())
        next(each for each in waiting if many[each.network] == worst).stream.close()
        return True

    def _refuse(self, stream: IOStream) -> None:
        async def say() -> None:
            try:
                await stream.write(self._refusal)
            except StreamClosedError:
                return
            stream.close()

        IOLoop.current().add_callback(say)
        IOLoop.current().call_later(5, stream.close)

    def close_unread(self) -> None:
        """Close connections over which somebody is sent something and takes nothing of it."""
        now = time.monotonic()
        for each in list(self._open.values()):
            taken = each.stream._total_write_done_index
            if not each.stream.writing() or taken != each.taken or not each.since:
                each.taken, each.since = taken, now
            elif now - each.since > SECONDS_UNREAD:
                each.stream.close()


class _Noticing(HTTPMessageDelegate):
    """Passes a request on, and notes when it is whole."""

    def __init__(self, delegate: HTTPMessageDelegate, connection: _Connection) -> None:
        self._delegate = delegate
        self._connection = connection

    def headers_received(self, start_line: Any, headers: Any) -> Any:
        return self._delegate.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Any:
        return self._delegate.data_received(chunk)

    def finish(self) -> None:
        self._connection.busy = True
        self._delegate.finish()

    def on_connection_close(self) -> None:
        self._delegate.on_connection_close()


def _answer_of(page: str) -> bytes:
    body = page.encode("utf-8")
    head = (
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n"
        "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nRetry-After: 5\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode("ascii") + body
