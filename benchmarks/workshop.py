"""How long do people wait who open a lesson at the same moment, and what does it cost the computer that serves it?

Plays participants at protocol level against stock Voila with its default template and against ours, with the same
notebook, in the same environment, in one run, and prints what differs as ratios. Any notebook folder that Voila serves
can be given with ``--voila-only``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from tornado.httpclient import AsyncHTTPClient

from benchmarks.workshop_visitor import LONGEST, Participant, Visit

HOME = Path(__file__).parents[1]
MB = 1024**2
CLIENTS = {"max_clients": 1000, "max_buffer_size": 2**30, "max_body_size": 2**30}
SECONDS_UNTIL_ALL_LEFT = 5.0
PEERS = ("ours", "ours, not forked", "ours, not forked, announced", "stock Voila")


@dataclass(frozen=True)
class Cost:
    """What a server has used so far, itself and all processes below it."""

    processor: float
    memory: float
    private: tuple[float, ...]

    @classmethod
    def of(cls, root: psutil.Process, kernels: bool = False) -> Cost:
        """Measure now; the private memory of lessons' processes only where it is asked for, because it takes long."""
        seconds = pss = 0.0
        private = []
        for process in [root, *root.children(recursive=True)]:
            with contextlib.suppress(psutil.Error, OSError):
                times = process.cpu_times()
                seconds += times.user + times.system + times.children_user + times.children_system
                rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
                sizes = {name: int(size) for name, size in re.findall(r"^(\w+): +(\d+) kB", rollup, re.MULTILINE)}
                pss += sizes["Pss"] / 1024
                if kernels and _is_kernel(process):
                    private.append((sizes["Private_Clean"] + sizes["Private_Dirty"]) / 1024)
        return cls(seconds, pss, tuple(private))


def _is_kernel(process: psutil.Process) -> bool:
    return any("kernel-" in str(each.laddr) for each in process.net_connections("unix"))


@dataclass(frozen=True)
class Round:
    """One burst."""

    peer: str
    visits: tuple[Visit, ...]
    warming: float
    opening: float
    working: float
    before: float
    after: float
    private: tuple[float, ...]


@contextlib.contextmanager
def serving(peer: str, notebook: str, people: int) -> Iterator[tuple[psutil.Process, str, str]]:
    """A server, its address, and the path of the lesson on it."""
    folder, _, file = notebook.partition("/")
    if peer == "stock Voila":
        with contextlib.closing(__import__("socket").create_server(("127.0.0.1", 0))) as door:
            port = door.getsockname()[1]
        root = HOME / "build" / "notebooks" / folder
        if not (root / file).exists():
            subprocess.run(
                [sys.executable, "-m", "toolkit", "notebooks"], cwd=HOME, check=True, stdout=subprocess.DEVNULL
            )
        command = ["-m", "voila", str(root), "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
        path = f"/voila/render/{file}"
    else:
        port = 0
        command = ["-m", "toolkit", "apps", "--only-here", "--port=0", f"--seats={people + 5}"]
        command += ["--no-warm"] if "not forked" in peer else []
        if "announced" in peer:
            command += [f"--topic={file.partition('-')[0]}", f"--language={folder}", f"--people={people}"]
        path = f"/voila/render/{notebook}"
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=HOME,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout
        found = None
        for line in process.stdout:
            found = found or re.search(r"http://[\w.]+:\d+", line)
            if found and ("announced" not in peer or f" {people} " in line):  # it tells last whether so many find room
                break
        else:
            raise RuntimeError("the server did not start")
        import threading

        threading.Thread(target=process.stdout.read, daemon=True).start()
        yield psutil.Process(process.pid), found[0], path
    finally:
        process.terminate()
        process.wait(60)


async def play(peer: str, notebook: str, people: int, over: float, work: bool) -> Round:
    """Let so many people open the lesson, all at once or over so many seconds, and go through it."""
    with serving(peer, notebook, people) as (root, server, path):
        start = Cost.of(root)
        if peer == "ours":
            first = Participant(server, path)
            await first.open()
            first.leave()
            await asyncio.sleep(2)
        ready = Cost.of(root)
        room = [Participant(server, path) for _ in range(people)]

        async def take_part(number: int) -> None:
            await asyncio.sleep(over * number / max(1, people))
            await room[number].open()
            await room[number].write()

        await asyncio.gather(*map(take_part, range(people)))
        opened = Cost.of(root)
        if work:
            for one in room:
                await one.work()
        worked = Cost.of(root, kernels=True)
        for one in room:
            one.leave()
        return Round(
            peer,
            tuple(one.visit for one in room),
            ready.processor - start.processor,
            opened.processor - ready.processor,
            worked.processor - opened.processor,
            ready.memory,
            worked.memory,
            worked.private,
        )


async def come_and_go(notebook: str, people: int, rounds: int) -> list[tuple[float, int, int]]:
    """The memory of our server in MB, its processes and its open files, before anybody came and after each round.

    In each, so many people open the lesson, go through it and leave.
    """
    with serving("ours", notebook, people) as (root, server, path):
        found = []
        for played in range(rounds + 1):
            room = [Participant(server, path) for _ in range(people if played else 1)]  # the first has it run once
            await asyncio.gather(*(one.open() for one in room))
            for one in room:
                await one.work()
                if one.visit.fault:
                    raise RuntimeError(one.visit.fault)
            await asyncio.gather(*(one.say_farewell() for one in room))
            await asyncio.sleep(SECONDS_UNTIL_ALL_LEFT)
            processes = len(root.children(recursive=True))
            found.append((Cost.of(root).memory, processes, root.num_fds()))
        return found


def of_hundred(values: list[float], share: float) -> float:
    """The value that so many of a hundred do not exceed.

    >>> of_hundred([1, 2, 3, 4], 50), of_hundred([1, 2, 3, 4], 95)
    (2, 4)
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * share // 100) - 1).__int__())] if ordered else 0.0


def row(one: Round) -> dict[str, float]:
    """The figures of a round."""
    good = [visit for visit in one.visits if not visit.fault]
    return {
        "usable p50, s": of_hundred([visit.usable for visit in good], 50),
        "usable p95, s": of_hundred([visit.usable for visit in good], 95),
        "written p50, s": of_hundred([visit.written for visit in good], 50),
        "written p95, s": of_hundred([visit.written for visit in good], 95),
        "processor, s": one.opening,
        "running it once before, s": one.warming,
        "memory after, MB": one.after,
        "private, MB each": sum(one.private) / max(1, len(one.private)),
        "page unpacked, kB": sum(visit.page_bytes for visit in good) / max(1, len(good)) / 1024,
        "socket, kB": sum(visit.socket_bytes for visit in good) / max(1, len(good)) / 1024,
        "press p95, s": of_hundred([press for visit in good for press in visit.presses], 95),
        "paper p95, s": of_hundred([paper for visit in good for paper in visit.papers], 95),
        "failed": float(len(one.visits) - len(good)),
    }


def report(rounds: list[Round]) -> str:
    """A table in Markdown, with ratios against stock Voila where it took part."""
    figures = [(one.peer, row(one)) for one in rounds]
    names = list(figures[0][1])
    lines = [f"| | {' | '.join(names)} |", f"|---|{'---:|' * len(names)}"]
    lines += [f"| {peer} | {' | '.join(f'{found[name]:.3g}' for name in names)} |" for peer, found in figures]
    stock = [found for peer, found in figures if peer == "stock Voila"]
    for peer, found in figures if stock else ():
        if peer != "stock Voila":
            shares = [f"1/{stock[-1][name] / found[name]:.3g}" if found[name] else "–" for name in names[:-1]]
            lines.append(f"| {peer}, against stock | {' | '.join(shares)} | |")
    return "\n".join(lines)


def main() -> int:
    """Play the rounds that were asked for; ends with 1 if anybody could not open the lesson."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--over", type=float, default=0, help="open over so many seconds instead of at once")
    parser.add_argument("--notebook", default="en/4-seat-at-the-table.ipynb")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=["stock Voila", "ours"])
    parser.add_argument("--again", type=int, help="let them come and go so often in one server of ours, and no more")
    parser.add_argument("--open-only", action="store_true", help="no presses, no papers")
    options = parser.parse_args()
    AsyncHTTPClient.configure("tornado.simple_httpclient.SimpleAsyncHTTPClient", **CLIENTS)
    if options.again:
        print("| after round | memory, MB | processes | open files |\n|---:|---:|---:|---:|")
        for number, found in enumerate(asyncio.run(come_and_go(options.notebook, options.people, options.again))):
            print(f"| {number} | {found[0]:.0f} | {found[1]} | {found[2]} |")
        return 0
    rounds = []
    for _ in range(options.rounds):
        for peer in options.peers:
            begun = time.monotonic()
            done = asyncio.run(play(peer, options.notebook, options.people, options.over, not options.open_only))
            rounds.append(done)
            faults = sorted({visit.fault for visit in done.visits if visit.fault})
            print(f"{peer}: {time.monotonic() - begun:.0f} s", *faults, file=sys.stderr)
    print(f"{options.people} people, {options.notebook}, waiting at most {LONGEST:.0f} s\n")
    print(report(rounds))
    return int(any(visit.fault for one in rounds for visit in one.visits))


if __name__ == "__main__":
    sys.exit(main())
