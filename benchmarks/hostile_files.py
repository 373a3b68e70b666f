"""Every hostile file of the tests, and the heavy ones, with the time and memory that it costs to refuse or read it.

    python benchmarks/hostile_files.py

The time that counts is that of the processor, because other programmes may run; the memory is what this process and the
one that reads take together beyond what this one had before.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil

from toolkit.bargaining import Agreement
from toolkit.documents import read_docx
from toolkit.documents.brought import apart
from toolkit.errors import ToolkitError

TESTS = Path(__file__).parents[1] / "tests"
MOST_SECONDS, MOST_MEGABYTES = 10, 300


STARTED: list[Any] = []


def start() -> Any:
    """Start a process that reads, and remember it."""
    STARTED.append(_start())
    return STARTED[-1]


_start, apart._start = apart._start, start


def processor_time() -> float:
    """Seconds of this process and of those that it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def loaded(path: str) -> ModuleType:
    """A module of the tests."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, TESTS / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def corpus() -> Iterator[tuple[str, Callable[[], bytes], Callable[[bytes], Any]]]:
    """Each file: what it is, how it is made, how it is read."""
    words, tables, drafts = map(
        loaded,
        ("documents/test_hostile_files.py", "documents/test_hostile_tables.py", "bargaining/agreements/test_saving.py"),
    )
    for kind, (make, _) in words.REFUSED.items():
        yield f"Word: {kind}", make, read_docx
    for kind, make in words.NEUTRALISED.items():
        yield f"Word: {kind}", make, read_docx
    for group in (tables.READ, tables.REFUSED, tables.HEAVY):
        for kind, (make, *_) in group.items():
            yield f"table: {kind}", make, tables.read
    for content, complaint in drafts.REFUSED:
        yield f"draft: {complaint}", content.encode, lambda data: Agreement.read(data, "draft.yml")


class Peak(threading.Thread):
    """The most memory that this process and those it started had at once."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.me, self.over, self.most = psutil.Process(), threading.Event(), 0
        self.before = self.now()

    def now(self) -> int:
        """All of it, in bytes; a process that has just ended has none."""
        total = self.me.memory_info().rss
        for process in STARTED[-1:]:
            try:
                total += psutil.Process(process.pid).memory_info().rss if process.poll() is None else 0
            except psutil.Error:
                continue
        return total

    def run(self) -> None:
        while not self.over.wait(0.02):
            self.most = max(self.most, self.now() - self.before)


def main() -> int:
    """Read them all; 1 if one took more than it may."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    found, failed = [], 0
    for kind, make, read in corpus():
        if wanted not in kind:
            continue
        data = make()
        peak = Peak()
        peak.start()
        began, worked = time.perf_counter(), processor_time()
        try:
            read(data)
            said = "read"
        except ToolkitError as error:
            said = str(error)
        seconds, work = time.perf_counter() - began, processor_time() - worked
        peak.over.set()
        peak.join()
        megabytes = peak.most / 2**20
        is_bad = work > MOST_SECONDS or megabytes > MOST_MEGABYTES
        failed += is_bad
        found.append(work)
        spent = f"{work:6.2f} s of work in {seconds:5.1f} s, {megabytes:4.0f} MB"
        print(f"{'!' if is_bad else ' '} {spent}, {len(data) / 1e6:6.2f} MB long: {kind}: {said[:70]}", flush=True)
    told = {
        "files": len(found),
        "over": failed,
        "seconds": round(sum(found)),
        "slowest": round(max(found, default=0), 1),
    }
    print(json.dumps({**told, "processors": os.cpu_count()}))
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
