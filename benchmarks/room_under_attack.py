"""Is everybody served while somebody attacks? 35 participants come during each attack, and all must reach their papers.

    python benchmarks/room_under_attack.py              # one attack after the other, a table in Markdown at the end
    python benchmarks/room_under_attack.py --people 5 --only half-requests

Everything runs on this computer, against a server that is started for it: participants and attacker share its
processors and one address, as phones behind one router do. Each attack is bounded in number and time.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import itertools
import json
import multiprocessing
import os
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.synchronize import Event as Stop
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import connect

REPOSITORY = Path(__file__).parents[1]
LESSON = "/voila/render/en/write-a-clause.ipynb"
PROTOCOL = "v1.kernel.websocket.jupyter.org"
MOST_SECONDS = 120  # for an attack, and for each participant to come in
FORKED = multiprocessing.get_context("fork")
ENTRIES = {
    "place": "KE",
    "union": "Nurses' Union",
    "employer": "County Hospital",
    "clauses.decisions": ["bias"],
    "strength.bias": "strong",
    "bias.auditor": "the Institute",
    "bias.interval_months": "6",
    "bias.characteristics": ["sex"],
    "bias.ratio_threshold": "0.9",
}


@dataclass(frozen=True)
class Room:
    """A server and its process."""

    address: str
    process: psutil.Process

    @property
    def where(self) -> str:
        return urlsplit(self.address).netloc


def message(kind: str, content: dict[str, Any], *buffers: bytes) -> bytes:
    """A message as a page sends it."""
    head = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "s", "username": "", "version": "5.3"}
    head["date"] = "2026-01-01T00:00:00Z"
    about = b'{"version": "1.0.0"}'
    parts = [b"shell", json.dumps(head).encode(), b"{}", about, json.dumps(content).encode(), *buffers]
    offsets = list(itertools.accumulate(map(len, parts), initial=8 * (len(parts) + 2)))
    return b"".join(number.to_bytes(8, "little") for number in [len(offsets), *offsets]) + b"".join(parts)


class Browser:
    """Somebody's browser, as far as a server sees it."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.cookie = ""

    def get(self, path: str, method: str = "GET") -> tuple[int, str]:
        for _ in range(4):
            line = http.client.HTTPConnection(self.room.where, timeout=MOST_SECONDS)
            line.request(
                method, path, headers={"Accept": "text/html", **({"Cookie": self.cookie} if self.cookie else {})}
            )
            answer = line.getresponse()
            text = answer.read().decode("utf-8", "replace")
            self.cookie = (answer.getheader("Set-Cookie") or self.cookie).partition(";")[0]
            line.close()
            if answer.status not in (301, 302, 303):
                return answer.status, text
            path = answer.getheader("Location") or path
        return 0, ""

    def open(self) -> str:
        """Open the lesson, waiting at the door as its page does; the id of its process."""
        until = time.monotonic() + MOST_SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(OSError, http.client.HTTPException):
                _, text = self.get(LESSON)
                found = re.search(r'"kernelId": "([\w-]+)"', text)
                if found and "toolkit_failed()<" not in text:
                    return found.group(1)
            time.sleep(2)
        raise TimeoutError("never came in")

    def line(self, kernel: str, **how: Any) -> Any:
        return connect(
            f"ws://{self.room.where}/api/kernels/{kernel}/channels",
            subprotocols=[PROTOCOL],
            additional_headers={"Cookie": self.cookie},
            max_size=None,
            **how,
        )

    def leave(self, kernel: str) -> None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            self.get(f"/toolkit/leave/{kernel}", "POST")


def sheet_of(channel: Any) -> str:
    """The sheet on which a clause is written."""
    control = uuid.uuid4().hex
    channel.send(message("comm_open", {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}))
    channel.send(message("comm_msg", {"comm_id": control, "data": {"method": "request_states"}}))
    while True:
        heard = channel.recv(timeout=MOST_SECONDS)
        if b"update_states" in heard:
            begin, end = heard.index(b'{"data"'), heard.rindex(b"}") + 1
            states = json.loads(heard[begin:end])["data"]["states"]
            return next(name for name, state in states.items() if state["state"].get("key") == "clause")


def take_part(room: Room) -> float:
    """Come in, choose, and leave with a draft; how many seconds it took until the lesson could be used."""
    began = time.monotonic()
    browser = Browser(room)
    kernel = browser.open()
    try:
        with browser.line(kernel) as channel:
            sheet = sheet_of(channel)
            usable = time.monotonic() - began
            made = False
            for number, name in enumerate(("next", "next", "next", "next", "next", "make")):
                content = {"event": "press", "name": name, "n": f"{number}", "values": ENTRIES}
                data = {"method": "custom", "content": content}
                channel.send(message("comm_msg", {"comm_id": sheet, "data": data}))
                heard = b""
                while b'"event": "done"' not in heard:
                    heard = channel.recv(timeout=MOST_SECONDS)
                    made = made or b'"paper-us"' in heard
            if not made:
                raise AssertionError("no papers")
            return usable
    finally:
        browser.leave(kernel)


# --- attacks ---------------------------------------------------------------------------------------------------------


def nothing(room: Room, stop: Stop) -> None:
    """For comparison."""


def half_requests(room: Room, stop: Stop) -> None:
    """Connections that send half of a request, as many as the system lets one process have, again and again."""
    where = urlsplit(room.address)
    held: list[socket.socket] = []
    for _ in range(20_000):
        if stop.is_set():
            break
        with contextlib.suppress(OSError):
            held.append(socket.create_connection((where.hostname, where.port), timeout=5))
            held[-1].sendall(b"GET /en/ HTTP/1.1\r\nHost: localhost\r\n")
        if len(held) > 3000:
            held.pop(0).close()
        time.sleep(0.002)
    for each in held:
        each.close()


def endless_bodies(room: Room, stop: Stop) -> None:
    """Bodies of 90 MB that never end."""
    where = urlsplit(room.address)
    for _ in range(200):
        if stop.is_set():
            return
        with contextlib.suppress(OSError), socket.create_connection((where.hostname, where.port), timeout=5) as line:
            line.sendall(b"POST /en/code/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5d00000\r\n")
            for _ in range(1400):
                line.sendall(b"x" * 65536)
        time.sleep(0.1)


def lessons_without_cookie(room: Room, stop: Stop) -> None:
    """Ask for lessons again and again, and keep no cookie."""
    for _ in range(5000):
        if stop.is_set():
            return
        with contextlib.suppress(OSError, http.client.HTTPException):
            line = http.client.HTTPConnection(room.where, timeout=10)
            line.request("GET", LESSON)
            line.getresponse().read()
            line.close()


def lessons_with_cookies(room: Room, stop: Stop) -> None:
    """Open lessons with ever new cookies, and never come for them."""
    for _ in range(300):
        if stop.is_set():
            return
        with contextlib.suppress(OSError, http.client.HTTPException):
            Browser(room).get(LESSON)


def _with_a_lesson(room: Room, stop: Stop, attack: Callable[[Any, str, str], None]) -> None:
    while not stop.is_set():
        browser = Browser(room)
        with contextlib.suppress(OSError, TimeoutError, ConnectionClosed, InvalidHandshake, http.client.HTTPException):
            kernel = browser.open()
            try:
                with browser.line(kernel, compression=None, max_queue=1) as channel:
                    attack(channel, sheet_of(channel), kernel)
                    stop.wait(2)
            finally:
                browser.leave(kernel)


def echo_of_bytes(room: Room, stop: Stop) -> None:
    """The echo that stopped the server for everybody."""

    def attack(channel: Any, sheet: str, kernel: str) -> None:
        data = {"method": "update", "state": {}, "buffer_paths": [["words"]]}
        channel.send(message("comm_msg", {"comm_id": sheet, "data": data}, b"\xff" * 64))

    _with_a_lesson(room, stop, attack)


def asks_and_never_reads(room: Room, stop: Stop) -> None:
    """Ask for the state of a sheet, and take nothing of the answers."""

    def attack(channel: Any, sheet: str, kernel: str) -> None:
        for _ in range(2000):
            if stop.is_set():
                return
            channel.send(message("comm_msg", {"comm_id": sheet, "data": {"method": "request_state"}}))

    _with_a_lesson(room, stop, attack)


def long_entries(room: Room, stop: Stop) -> None:
    """Entries without end."""

    def attack(channel: Any, sheet: str, kernel: str) -> None:
        for number in range(500):
            if stop.is_set():
                return
            values = {f"{number}-{each}": "x" * 10_000 for each in range(20)}
            data = {"method": "custom", "content": {"event": "values", "values": values}}
            channel.send(message("comm_msg", {"comm_id": sheet, "data": data}))

    _with_a_lesson(room, stop, attack)


def stands_still(room: Room, stop: Stop) -> None:
    """A lesson that takes nothing in, and a page that sends."""

    def attack(channel: Any, sheet: str, kernel: str) -> None:
        children = room.process.children(recursive=True)
        found = [each for each in children if kernel in " ".join(each.cmdline())]
        for each in found:
            each.send_signal(signal.SIGSTOP)
        try:
            channel.socket.settimeout(5)
            for number in range(200):
                data = {"method": "custom", "content": {"event": "file", "n": number}}
                channel.send(message("comm_msg", {"comm_id": sheet, "data": data}, os.urandom(900_000)))
        finally:
            for each in found:
                each.send_signal(signal.SIGCONT)

    _with_a_lesson(room, stop, attack)


ATTACKS: dict[str, Callable[[Room, Stop], None]] = {
    "nothing": nothing,
    "half-requests": half_requests,
    "endless-bodies": endless_bodies,
    "without-cookie": lessons_without_cookie,
    "with-cookies": lessons_with_cookies,
    "echo-of-bytes": echo_of_bytes,
    "never-reads": asks_and_never_reads,
    "long-entries": long_entries,
    "stands-still": stands_still,
}


# --- measuring -------------------------------------------------------------------------------------------------------


def answer_times(room: Room, stop: Stop, told: Any) -> None:
    """Ask for the start page every half second, and tell how long each took."""
    times: list[float] = []
    while not stop.wait(0.5):
        began = time.monotonic()
        with contextlib.suppress(OSError, http.client.HTTPException):
            Browser(room).get("/en/")
        times.append(time.monotonic() - began)
    told.send(times)


def run(room: Room, name: str, people: int) -> bool:
    """An attack while people come; print a row of the table, and whether all got through."""
    stop = FORKED.Event()
    before = room.process.memory_info().rss
    hears, told = FORKED.Pipe(duplex=False)
    # In processes of their own: here the participants' threads wait for each other.
    others = [
        FORKED.Process(target=ATTACKS[name], args=(room, stop), daemon=True),
        FORKED.Process(target=answer_times, args=(room, stop, told), daemon=True),
    ]
    for each in others:
        each.start()
    time.sleep(3)
    came: list[float] = []
    with ThreadPoolExecutor(people) as pool:
        for each in [pool.submit(take_part, room) for _ in range(people)]:
            with contextlib.suppress(Exception):
                came.append(each.result(timeout=3 * MOST_SECONDS))
    stop.set()
    times = hears.recv() if hears.poll(MOST_SECONDS) else []
    for each in others:
        each.join(30)
        each.terminate()
    grown = (room.process.memory_info().rss - before) / 1024**2
    came.sort()
    times.sort()
    half, last = (came[len(came) // 2], came[-1]) if came else (0.0, 0.0)
    late = times[int(0.95 * len(times))] if times else 0.0
    slowest = times[-1] if times else 0.0
    print(
        f"| {name} | {len(came)} of {people} | {half:.1f} | {last:.1f} | {late:.2f} | {slowest:.2f} | {grown:+.0f} |",
        flush=True,
    )
    return len(came) == people


def main() -> int:
    """Start a server, and try one attack after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=35)
    parser.add_argument("--seats", type=int, default=45)
    parser.add_argument("--only", nargs="+", choices=ATTACKS, default=list(ATTACKS))
    options = parser.parse_args()
    command = [sys.executable, "-m", "toolkit", "apps", "--only-here", "--port", "0", "--seats", str(options.seats)]
    known = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(command, cwd=REPOSITORY, env=known, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            address = next(word for word in server.stdout.readline().split() if word.startswith("http"))
            room = Room(address.rstrip("/"), psutil.Process(server.pid))
            take_part(room)  # what is loaded once is no growth
            columns = ("attack", "reached their papers", "usable, half, s", "usable, last, s")
            print("| " + " | ".join((*columns, "start page, 95 %, s", "slowest, s", "server, MB")) + " |")
            print("|---" * 7 + "|")
            return 0 if all([run(room, name, options.people) for name in options.only]) else 1
        finally:
            server.terminate()


if __name__ == "__main__":
    raise SystemExit(main())
