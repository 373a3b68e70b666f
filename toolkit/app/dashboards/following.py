"""The workshops of the server that runs this page, as it tells them: this process knows of no store."""

from __future__ import annotations

import http.client
import json
import os
import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from toolkit.course.dashboards.exported import entry_from
from toolkit.course.dashboards.feedback import Heard
from toolkit.course.store.address import PROOF, SERVER, proof_of
from toolkit.course.store.store import Store
from toolkit.errors import DataError, translatable

NO_ANSWER = translatable("The computer that runs this page gives no answer. The page asks again by itself.")
_SECONDS = 5.0


class Following:
    """What the server told last, as a store in memory.

    Attributes
    ----------
    store
        The entries of the workshop that is looked at, and what is known of those that run.
    ids
        All workshops that can be looked at, those that run first.
    """

    def __init__(self, address: str, key: Callable[[], bytes]) -> None:
        self._address, self._key = address, key
        self._mark = ""
        self._asked = ""
        self.store: Store | None = None  # not before a page asks: what a lesson holds is copied to all
        self.ids: tuple[str, ...] = ()

    def look(self, which: str = "") -> None:
        """Ask what is new of a workshop; the first one if none is named.

        Raises
        ------
        DataError
            The server gives no answer.
        """
        asked = urlencode({"which": which, "mark": self._mark if which == self._asked else ""})
        told = self._get(f"/workshops?{asked}")
        try:
            if "ids" in told:
                store = Store()
                store.record(*map(entry_from, told["entries"]))
                for id, state in told["states"].items():
                    store.keep(id, state)
                self.store, self.ids = store, tuple(told["ids"])
            self._mark, self._asked = str(told["mark"]), which
        except (LookupError, TypeError, ValueError, AttributeError):
            raise DataError(NO_ANSWER) from None

    def heard(self) -> tuple[Heard, ...]:
        """How all workshops were that are over.

        Raises
        ------
        DataError
            The server gives no answer.
        """
        try:
            return tuple(Heard(**one) for one in self._get("/heard")["heard"])
        except (LookupError, TypeError):
            raise DataError(NO_ANSWER) from None

    def _get(self, path: str) -> dict[str, Any]:
        line = _line(self._address)
        try:
            line.request("GET", path, headers={PROOF: proof_of(self._key())})
            answer = line.getresponse()
            told = json.loads(answer.read()) if answer.status == 200 else None
        except (OSError, http.client.HTTPException, ValueError):
            told = None
        finally:
            line.close()
        if not isinstance(told, dict):
            raise DataError(NO_ANSWER)
        return told


class _Unix(http.client.HTTPConnection):
    """A line to a socket that has a path and no number."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def _line(address: str) -> http.client.HTTPConnection:
    kind, _, place = address.partition(":")
    if kind == "unix":
        return _Unix(place)
    return http.client.HTTPConnection("127.0.0.1", int(place), timeout=_SECONDS)


def following() -> Following | None:
    """The workshops of the server that runs this page; None where none does."""
    address = os.environ.get(SERVER, "")
    return Following(address, key_of_kernel) if address else None


def key_of_kernel() -> bytes:
    """The key of the kernel that this is: as it is now, because a fork has one of its own."""
    from IPython.core.getipython import get_ipython

    shell: Any = get_ipython()
    kernel = getattr(shell, "kernel", None)
    return bytes(kernel.session.key) if kernel is not None else b""
