"""One participant of a workshop, as far as a Voila server sees them: a page, its socket, presses, a paper."""

from __future__ import annotations

import asyncio
import json
import re
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect

SPOKEN = "v1.kernel.websocket.jupyter.org"
LONGEST = 300.0  # seconds for one step; who waits longer has failed
_KERNEL = re.compile(r'"kernelId": ?"([\w-]+)"')
ENTRIES = {
    "place": "KE",
    "union": "Nurses' union",
    "employer": "General hospital",
    "bias.auditor": "University of Nairobi",
    "bias.characteristics": ["sex", "origin"],
}


@dataclass
class Visit:
    """How one participant fared, in seconds from the moment of asking for the page, and bytes that came."""

    page: float = 0
    usable: float = 0
    written: float = 0  # until the first entry was answered
    widgets: int = 0
    page_bytes: int = 0
    socket_bytes: int = 0
    presses: list[float] = field(default_factory=list)
    papers: list[float] = field(default_factory=list)
    fault: str = ""


class Participant:
    """Opens a lesson and goes through it.

    Parameters
    ----------
    server
        Such as ``http://127.0.0.1:8866``.
    path
        The page's address behind it.
    """

    def __init__(self, server: str, path: str) -> None:
        self.server, self.path = server, path
        self.visit = Visit()
        self.kernel = self.cookies = ""
        self.sheets: dict[str, dict[str, Any]] = {}
        self._session = uuid.uuid4().hex
        self._socket: WebSocketClientConnection | None = None

    async def open(self) -> None:
        """Ask for the page, connect with its process, and have the state of all widgets: then it can be used."""
        start = time.monotonic()
        try:
            answer, cookies = await self._get(self.server + self.path)
            self.visit.page = time.monotonic() - start
            self.visit.page_bytes = int(answer.headers.get("X-Consumed-Content-Length", 0)) or len(answer.body)
            kernel = self.kernel = _KERNEL.findall(answer.body.decode())[0]
            self.cookies = cookies
            address = f"{self.server.replace('http', 'ws')}/api/kernels/{kernel}/channels?session_id={self._session}"
            self._socket = await websocket_connect(
                HTTPRequest(address, headers={"Cookie": cookies}, connect_timeout=LONGEST, request_timeout=LONGEST),
                subprotocols=[SPOKEN],
                compression_options={},
                max_message_size=2**30,
            )
            control = uuid.uuid4().hex
            target = "jupyter.widget.control"
            await self._send("comm_open", {"comm_id": control, "target_name": target, "data": {}}, "1.0.0")
            await self._send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
            while True:
                kind, content = await self._hear()
                if kind == "comm_msg" and content["data"].get("method") == "update_states":
                    break
            self.visit.usable = time.monotonic() - start
            states = content["data"]["states"]
            self.visit.widgets = len(states)
            self.sheets = {one: each["state"] for one, each in states.items() if "specs" in each["state"]}
        except Exception as error:
            self.visit.fault = f"{type(error).__name__}: {error}"

    async def write(self) -> None:
        """Make the first entry of the lesson that is answered, at once."""
        if self.visit.fault:
            return
        begun = time.monotonic()
        try:
            for one, state in self.sheets.items():
                if "check" in {spec["name"] for spec in state["specs"]}:
                    await self._press(one, "check", {"answer": "6.2"})
                    break
            self.visit.written = self.visit.usable + time.monotonic() - begun
        except Exception as error:
            self.visit.fault = f"{type(error).__name__}: {error}"

    async def work(self, between: float = 0) -> None:
        """Press every check of the lesson, then make the paper of its draft, if it has one."""
        if self.visit.fault:
            return
        try:
            for one, state in self.sheets.items():
                names = {spec["name"] for spec in state["specs"]}
                if "check" in names:
                    await asyncio.sleep(between)
                    self.visit.presses.append(await self._press(one, "check", {"answer": "6.2"}))
                if "place" in names and state["key"] == "draft":
                    await asyncio.sleep(between)
                    entries = {**state.get("start", {}), **ENTRIES, "step": "papers"}
                    self.visit.papers.append(await self._press(one, "make", entries))
                    if not any(spec["kind"] == "takeaway" for spec in self.sheets[one]["specs"]):
                        raise RuntimeError("no paper was made")
        except Exception as error:
            self.visit.fault = f"{type(error).__name__}: {error}"

    def leave(self) -> None:
        """Close the page."""
        if self._socket is not None:
            self.visit.socket_bytes = self._socket.protocol._wire_bytes_in if self._socket.protocol else 0
            self._socket.close()

    async def say_farewell(self) -> None:
        """Close the page, and say so as our page does."""
        self.leave()
        headers = {"Cookie": self.cookies}
        address = f"{self.server}/toolkit/leave/{self.kernel}"
        await AsyncHTTPClient().fetch(HTTPRequest(address, "POST", headers, b""), raise_error=False)

    async def _get(self, address: str) -> tuple[HTTPResponse, str]:
        """Ask for a page as a browser does: it brings back the cookies that it is given on the way."""
        cookies: dict[str, str] = {}
        while True:
            kept = "; ".join(f"{name}={value}" for name, value in cookies.items())
            answer = await AsyncHTTPClient().fetch(
                HTTPRequest(
                    address,
                    headers={"Accept-Encoding": "gzip", "Accept": "text/html", "Cookie": kept},
                    follow_redirects=False,
                    request_timeout=LONGEST,
                    connect_timeout=LONGEST,
                ),
                raise_error=False,
            )
            cookies |= [each.partition(";")[0].split("=", 1) for each in answer.headers.get_list("Set-Cookie")]
            kept = "; ".join(f"{name}={value}" for name, value in cookies.items())
            if answer.code not in (301, 302, 303, 307):
                answer.rethrow()
                return answer, kept
            address = self.server + answer.headers["Location"]

    async def _press(self, sheet: str, name: str, values: dict[str, Any]) -> float:
        start = time.monotonic()
        press = {"event": "press", "name": name, "n": uuid.uuid4().hex, "values": values, "seen": 0}
        await self._send("comm_msg", {"comm_id": sheet, "data": {"method": "custom", "content": press}})
        while True:
            kind, content = await self._hear()
            told = content.get("data", {}).get("content", {}) if kind == "comm_msg" else {}
            changed = content.get("data", {}).get("state", {}) if kind == "comm_msg" else {}
            self.sheets.get(content.get("comm_id", ""), {}).update(changed)
            if told.get("event") == "done" and told.get("name") == name and content["comm_id"] == sheet:
                if told["error"]:
                    raise RuntimeError(told["error"])
                return time.monotonic() - start

    async def _send(self, kind: str, content: dict[str, Any], version: str = "2.1.0") -> None:
        assert self._socket is not None
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "username": "",
            "session": self._session,
            "date": "2026-01-01T00:00:00Z",
            "version": "5.3",
        }
        parts = [b"shell", *(json.dumps(each).encode() for each in (header, {}, {"version": version}, content))]
        offsets = [8 * (len(parts) + 2)]
        for part in parts:
            offsets.append(offsets[-1] + len(part))
        numbers = [len(offsets), *offsets]
        await self._socket.write_message(b"".join([*(n.to_bytes(8, "little") for n in numbers), *parts]), binary=True)

    async def _hear(self) -> tuple[str, dict[str, Any]]:
        assert self._socket is not None
        message = await asyncio.wait_for(self._socket.read_message(), LONGEST)
        if not isinstance(message, bytes):
            raise ConnectionError("the line was closed")
        count = int.from_bytes(message[:8], "little")
        at = [int.from_bytes(message[8 * n : 8 * n + 8], "little") for n in range(1, count + 1)]
        kind = json.loads(message[at[1] : at[2]])["msg_type"]
        return kind, json.loads(message[at[4] : at[5]]) if kind.startswith("comm") else {}
