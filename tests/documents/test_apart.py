"""The process that reads a stranger's file: what it may not do, and that nothing it says is believed unread."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from toolkit.documents.brought.apart import Allowance, Answer, Oversight, Stopped, read_apart
from toolkit.errors import DataError, EmptyTable, UnreadableFile

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="these limits are of other systems")
READERS = """
import os, sys, time
from toolkit.errors import DataError, EmptyTable, UnreadableFile

def given(data, name, told, tell):
    print("not an answer")
    tell(0.5)
    return {"size": len(data), "name": name, "told": told, "half": "\\ud800"}, (b"abc", b"", data)

def waits(data, name, told, tell):
    tell(0.1)
    time.sleep(600)

def burns(data, name, told, tell):
    while True:
        pass

def eats(data, name, told, tell):
    return [bytearray(10_000_000) for _ in range(1000)], ()

def eats_outside(data, name, told, tell):
    import mmap
    kept = []
    while True:
        kept.append(mmap.mmap(-1, 5_000_000))
        kept[-1].write(data * 5_000_000)
        time.sleep(0.02)

def writes(data, name, told, tell):
    with open(told["path"], "w") as file:
        file.write("secret")
        file.flush()

def opens(data, name, told, tell):
    return len([open(os.devnull) for _ in range(told["many"])]), ()

def ends(data, name, told, tell):
    os._exit(0)

def crashes(data, name, told, tell):
    os.abort()

def breaks(data, name, told, tell):
    raise KeyError("a secret word of the file")

def says(data, name, told, tell):
    raise EmptyTable(name)

def recurses(data, name, told, tell):
    return recurses(data, name, told, tell)
"""
NONSENSE = """
import os
def speak(words):
    for place in range(3, 40):
        try:
            os.write(place, words)
        except OSError:
            continue
    os._exit(0)
def foreign(data, name, told, tell): speak(b'{"error": {"kind": "%s", "sentence": "%s", "values": {"a": "b"}}}\\n' % (
    told["kind"].encode(), told["sentence"].encode()))
def rubbish(data, name, told, tell): speak(told["words"].encode())
def endless(data, name, told, tell):
    while True:
        for place in range(3, 40):
            try:
                os.write(place, b"x" * 60_000)
            except OSError:
                continue
"""


@pytest.fixture(autouse=True)
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "readers_of_a_test.py").write_text(READERS)
    (tmp_path / "nonsense_of_a_test.py").write_text(NONSENSE)
    monkeypatch.syspath_prepend(str(tmp_path))


def read(reader: str, data: bytes = b"x", told: dict[str, Any] | None = None, **how: Any) -> Answer:
    module = "nonsense" if reader in ("foreign", "rubbish", "endless") else "readers"
    return read_apart(f"{module}_of_a_test:{reader}", data, "log.csv", told, **how)


def test_what_was_read_comes_back_as_it_is() -> None:
    shares: list[float] = []
    data = os.urandom(300_000)
    answer = read("given", data, {"most": [1, "é"]}, oversight=Oversight(shares.append))
    assert answer.values == {"size": 300_000, "name": "log.csv", "told": {"most": [1, "é"]}, "half": "\ud800"}
    assert answer.pieces == (b"abc", b"", data)
    assert shares == [0.5]


def test_an_error_of_ours_comes_back_as_itself() -> None:
    with pytest.raises(EmptyTable, match="There are no rows in log.csv"):
        read("says")


@pytest.mark.parametrize("reader", ["ends", "breaks", "recurses"])
def test_a_reader_that_breaks_is_told_without_a_word_of_the_file(reader: str) -> None:
    with pytest.raises(UnreadableFile, match="“log.csv” could not be read") as error:
        read(reader)
    assert "secret" not in str(error.value)


@POSIX
@pytest.mark.slow
def test_memory_and_processor_time_have_an_end() -> None:
    with pytest.raises(UnreadableFile, match="more than the 100 MB of memory"):
        read("eats", allowance=Allowance(100, 20))
    with pytest.raises(UnreadableFile, match="more than the 260 MB of memory"):
        read("crashes")
    with pytest.raises(UnreadableFile, match="longer than the 1 seconds"):
        read("burns", allowance=Allowance(100, 1))


def test_where_the_system_has_no_limits_whoever_asked_watches() -> None:
    with pytest.raises(UnreadableFile, match="longer than the 0 seconds"):
        read("waits", allowance=Allowance(100, 0))
    if sys.platform != "win32":  # memory that the limit of the system does not count
        with pytest.raises(UnreadableFile, match="more than the 100 MB of memory"):
            read("eats_outside", allowance=Allowance(100, 20))


@POSIX
def test_it_can_write_no_file_and_open_few(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read("writes", told={"path": str(tmp_path / "left")})
    assert not (tmp_path / "left").exists() or (tmp_path / "left").read_bytes() == b""
    assert read("opens", told={"many": 5}).values == 5
    with pytest.raises(UnreadableFile):
        read("opens", told={"many": 50})


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("UnreadableFile", "{a.__class__}"),
        ("UnreadableFile", "{b}"),
        ("UnreadableFile", "{a!r:>{a}}"),
        ("UnreadableFile", "{"),
        ("UnreadableFile", "x" * 700),
        ("ToolkitError", "You won"),
        ("Any", "You won"),
    ],
)
def test_a_sentence_that_is_none_of_ours_is_not_passed_on(kind: str, sentence: str) -> None:
    with pytest.raises(UnreadableFile, match="^“log.csv” could not be read"):
        read("foreign", told={"kind": kind, "sentence": sentence})


@pytest.mark.parametrize(
    "words",
    ["", "[]\n", "{}\n", "1\n", "x", "[" * 100_000, '{"answer": 1, "pieces": [9]}\nabc', '{"share": "x"}\n',
     '{"answer": 1, "pieces": [-1]}\n', '{"answer": 1, "pieces": ["1"]}\n'],
)  # fmt: skip
def test_rubbish_is_no_answer(words: str) -> None:
    with pytest.raises(UnreadableFile, match="^“log.csv” could not be read"):
        read("rubbish", told={"words": words})


def test_an_answer_without_end_is_cut_off() -> None:
    with pytest.raises(UnreadableFile, match="^“log.csv” could not be read"):
        read("endless", allowance=Allowance(100, 5))


def test_a_sign_ends_the_reading_at_once() -> None:
    over = Oversight(lambda share: over.stop.set())
    started = time.monotonic()
    with pytest.raises(Stopped, match="Reading “log.csv” was stopped"):
        read("waits", oversight=over, allowance=Allowance(100, 100))
    assert time.monotonic() - started < 60
    with pytest.raises(Stopped):
        read("given", oversight=over)


@POSIX
def test_nothing_is_left_over() -> None:
    import psutil

    me = psutil.Process()
    read("given")
    before = (me.num_fds(), threading.active_count(), set(me.children()))
    for reader in ("given", "ends", "says"):
        try:
            read(reader)
        except DataError:
            continue
    assert (me.num_fds(), threading.active_count(), set(me.children())) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked there")
def test_a_forked_process_reads_as_well(tmp_path: Path) -> None:
    program = f"""
import os, sys, warnings
warnings.simplefilter("ignore")
sys.path.insert(0, {str(tmp_path)!r})
from toolkit.documents.brought.apart import read_apart
def size():
    return read_apart("readers_of_a_test:given", b"12345", "x", {{}}).values["size"]
assert size() == 5
child = os.fork()
if not child:
    os._exit(10 + size())
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=600, check=True)
    assert ended.stdout.split() == ["15"]


def test_a_loop_goes_on_while_a_thread_waits() -> None:
    async def both() -> int:
        over, ticks = Oversight(), 0
        waiting = asyncio.get_running_loop().run_in_executor(None, lambda: _stopped(over))
        while ticks < 20:
            await asyncio.sleep(0)
            ticks += 1
        over.stop.set()
        assert await waiting
        return ticks

    with ThreadPoolExecutor(1) as apart:  # another test's browser may hold the loop of this thread
        assert apart.submit(asyncio.run, both()).result() == 20


def _stopped(over: Oversight) -> bool:
    try:
        read("waits", oversight=over)
    except Stopped:
        return True
    return False
