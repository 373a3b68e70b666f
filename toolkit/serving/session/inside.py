"""What the server tells the dashboard of a workshop, which runs in a process of its own.

That process is not told where the store is, or its password: it asks. Only processes of this computer reach the
address, and only the page of who teaches is answered: it shows a proof made with the key of its own kernel, which the
server and that process alone have.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from toolkit.course.dashboards.feedback import heard
from toolkit.course.dashboards.workshop import workshops
from toolkit.course.sessions.session import from_text, to_text
from toolkit.course.store.address import PROOF, proof_of
from toolkit.course.store.entry import plain
from toolkit.course.store.store import Store
from toolkit.serving.session.live import Live
from toolkit.serving.session.sessions import Sessions

Keys = Callable[[], Iterable[bytes]]


class Inside:
    """The address at which the dashboard asks.

    Parameters
    ----------
    keys
        The keys of the kernels that run a page of who teaches now.
    """

    def __init__(self, sessions: Sessions, keys: Keys) -> None:
        about = {"sessions": sessions, "keys": keys}
        self._server = HTTPServer(
            Application(
                [(r"/workshops", _WorkshopsHandler, about), (r"/heard", _HeardHandler, about)],
                log_function=lambda _: None,
            )
        )

    def listen(self, folder: Path) -> str:
        """Begin to answer, at a socket in a folder that nobody else may read; return the address."""
        if os.name == "posix":
            from tornado.netutil import bind_unix_socket

            path = str(folder / "s")  # short: macOS allows 104 bytes
            self._server.add_socket(bind_unix_socket(path, mode=0o600))
            return f"unix:{path}"
        found = bind_sockets(0, "127.0.0.1")
        self._server.add_sockets(found)
        return f"tcp:{found[0].getsockname()[1]}"

    def close(self) -> None:
        """Answer no more."""
        self._server.stop()


class _Telling(RequestHandler):
    """An address at which only a page of who teaches is answered."""

    def initialize(self, sessions: Sessions, keys: Keys) -> None:
        self.sessions, self.keys = sessions, keys

    def prepare(self) -> None:
        shown = self.request.headers.get(PROOF, "")
        if not any(hmac.compare_digest(shown.encode(), proof_of(key).encode()) for key in self.keys()):
            raise HTTPError(403)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.finish()


class _HeardHandler(_Telling):
    """``/heard``: how all workshops were that are over, as their walls could show it."""

    async def get(self) -> None:
        found = await self.sessions.ask(heard, self.sessions.store)
        self.write({"heard": [asdict(one) for one in found]})


class _WorkshopsHandler(_Telling):
    """``/workshops``: which there are, and all that is counted of one."""

    async def get(self) -> None:
        running = [live for live in self.sessions.running() if not live.session.rehearsal]
        which, mark = self.get_query_argument("which", "")[:64], self.get_query_argument("mark", "")[:80]
        now = _mark(running, which)
        if mark == now:
            self.write({"mark": now})
            return
        told = await self.sessions.ask(_told, self.sessions.store, running, which)
        # Without what lets somebody steer, or make out which answers came from one phone.
        told["states"] |= {live.session.id: to_text(replace(live.session, key="", secret="")) for live in running}
        self.write(json.dumps({"mark": now, **told}))


def _mark(running: list[Live], which: str) -> str:
    """What is another one as soon as there is something new."""
    text = json.dumps([which, *([live.session.id, live.version] for live in running)])
    return hashlib.sha256(text.encode()).hexdigest()


def _told(store: Store, running: list[Live], which: str) -> dict[str, Any]:
    live = {each.session.id: each.store for each in running}  # those without a trace are in no store but their own
    known = set(workshops(store)).union(*map(workshops, live.values()))
    ids = [id for id in live if id in known]
    ids += [id for id in sorted(known) if id not in ids]
    at = which if which in ids else next(iter(ids), "")
    entries = live.get(at, store).entries(workshop=at) if at else ()
    over = {id: text for id, text in store.states().items() if from_text(text).ended and id == at}
    return {"ids": ids, "which": at, "entries": [plain(entry) for entry in entries], "states": over}
