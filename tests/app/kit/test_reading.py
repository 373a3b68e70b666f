"""A file that takes long on its page: it is shown from a second on, everything else goes on, and "stop" ends it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from toolkit.app.audit import view as audit_view
from toolkit.app.audit.own_table import read_own_table
from toolkit.app.audit.view import AuditView
from toolkit.app.counter import view as counter_view
from toolkit.app.counter.model import checked, example_draft
from toolkit.app.counter.view import CounterView
from toolkit.app.kit import reading
from toolkit.app.kit.sheet import Sheet
from toolkit.app.kit.upload import Upload
from toolkit.bargaining.agreements.saving import written
from toolkit.documents.brought.apart import STOPPED, Oversight, Stopped
from toolkit.errors import UnreadableFile
from toolkit.languages import Language

CSV = b"sex,chosen\nwomen,yes\nmen,no\n"
WORDS = b"Article 1\n\n1.1 The employer informs the union.\n"
PATIENCE = 240


class Slow:
    """A reader that waits until it is told to go on, or to stop."""

    def __init__(self, read: Callable[..., Any]) -> None:
        self.read, self.go, self.stopped, self.calls = read, threading.Event(), threading.Event(), 0

    def __call__(self, upload: Upload, oversight: Oversight | None = None, *asked: Any) -> Any:
        assert oversight is not None
        self.calls += 1
        assert oversight.tell is not None
        oversight.tell(0.4)
        while not self.go.wait(0.005):
            if oversight.stop.is_set():
                self.stopped.set()
                raise Stopped(STOPPED, file=upload.name)
        return self.read(upload, None, *asked)


@pytest.fixture(params=["audit", "answer"])
def slow(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[Slow, type[Sheet], str, bytes, str]:
    """A slow reader, the sheet that uses it, its field, a file, and the step where the field stands."""
    monkeypatch.setattr(reading, "SHOWN_AFTER", 0.0)
    if request.param == "audit":
        made = Slow(read_own_table)
        monkeypatch.setattr(audit_view, "read_own_table", made)
        return made, AuditView, "file", CSV, "file"
    made = Slow(checked)
    monkeypatch.setattr(counter_view, "checked", made)
    return made, CounterView, "theirs", WORDS, "theirs"


def give(sheet: Sheet, field: str, content: bytes, name: str) -> None:
    sheet.take({"event": "file", "name": field, "id": name, "file": name, "size": len(content), "at": 0}, [content])


def shown(sheet: Sheet, field: str) -> Any:
    return next(spec for spec in sheet.specs if spec["name"] == field)["reading"]


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not is_so():
            await asyncio.sleep(0.002)


def run(task: Callable[[], Awaitable[None]]) -> None:
    with ThreadPoolExecutor(1) as apart:  # another test's browser may hold the loop of this thread
        apart.submit(asyncio.run, task()).result()  # type: ignore[arg-type]


def opened(kind: type[Sheet], step: str) -> Sheet:
    sheet = kind("en")  # type: ignore[call-arg, arg-type]
    sheet.take({"event": "values", "values": {"step": step}})
    return sheet


def test_a_long_reading_is_shown_and_holds_nothing_up(slow: Any) -> None:
    reader, kind, field, content, step = slow

    async def session() -> None:
        sheet = opened(kind, step)
        give(sheet, field, content, "log.txt")
        assert sheet.is_reading(field)
        assert shown(sheet, field) is None  # not before there is a wait
        await until(lambda: shown(sheet, field) == {"share": 0.4})
        sheet.take({"event": "values", "values": {"later": "x"}})
        assert sheet.entries() is not None
        heard: list[Any] = []
        sheet.send = lambda message, buffers=None: heard.append(message)  # type: ignore[method-assign]
        sheet.take({"event": "here", "n": 7})
        assert heard == [{"event": "here", "n": 7}]
        reader.go.set()
        await until(lambda: not sheet.is_reading(field))
        assert shown(sheet, field) is None
        assert reader.calls == 1
        if kind is AuditView:
            assert sheet.model.table.rows == 2  # type: ignore[attr-defined]
            assert sheet.entry(field) == Upload("log.txt", b"")  # its bytes are not kept once they are read
        else:
            assert sheet.model.theirs == Upload("log.txt", content)  # type: ignore[attr-defined]

    run(session)


def test_stop_ends_a_reading_and_nothing_comes_of_it(slow: Any) -> None:
    reader, kind, field, content, step = slow

    async def session() -> None:
        sheet = opened(kind, step)
        give(sheet, field, content, "log.txt")
        await until(lambda: shown(sheet, field) is not None)
        sheet.take({"event": "file", "name": field, "gone": True})
        assert not sheet.is_reading(field)
        assert shown(sheet, field) is None
        await until(reader.stopped.is_set)
        await asyncio.sleep(0.01)
        assert sheet.entry(field) is None
        assert not [spec for spec in sheet.specs if spec.get("error")]

    run(session)


def test_another_file_takes_the_place_of_one_that_is_being_read(slow: Any) -> None:
    reader, kind, field, content, step = slow

    async def session() -> None:
        sheet = opened(kind, step)
        give(sheet, field, content, "one.txt")
        give(sheet, field, content + b"\n", "two.txt")
        await until(reader.stopped.is_set)
        assert sheet.is_reading(field)
        reader.go.set()
        await until(lambda: not sheet.is_reading(field))
        assert sheet.entry(field).name == "two.txt"

    run(session)


def test_who_goes_on_too_early_is_asked_to_wait(slow: Any) -> None:
    reader, kind, field, content, step = slow

    async def session() -> None:
        sheet = opened(kind, "ours" if kind is CounterView else step)
        if kind is CounterView:
            give(sheet, "ours", written(example_draft(Language("en"))), "draft.yml")
            sheet.take({"event": "values", "values": {"step": step}})
        give(sheet, field, content, "log.txt")
        sheet.take({"event": "press", "name": "make" if kind is AuditView else "next", "values": {"step": step}})
        told = {spec["name"]: spec["error"] for spec in sheet.specs if spec.get("error")}
        assert told == {field: "The file is still being read. Wait until it is here, or stop it."}
        assert sheet.step == step  # type: ignore[attr-defined]
        reader.go.set()
        await until(lambda: not sheet.is_reading(field))

    run(session)


@pytest.mark.parametrize("error", [UnreadableFile("{file} is broken.", file="log.txt"), KeyError("ours")])
def test_what_goes_wrong_in_between_is_said(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_given: Any) -> Any:
        raise error

    monkeypatch.setattr(audit_view, "read_own_table", breaks)

    async def session() -> None:
        sheet = AuditView("en")
        heard: list[Any] = []
        sheet.send = lambda message, buffers=None: heard.append(message)  # type: ignore[method-assign]
        give(sheet, "file", CSV, "log.txt")
        await until(lambda: not sheet.is_reading("file"))
        if isinstance(error, UnreadableFile):
            assert sheet.wrong == "log.txt is broken."
        else:
            assert "it is not your mistake" in heard[-1]["error"]

    run(session)


def test_a_real_file_is_read_and_stopped_beside_the_page() -> None:
    rows = b"".join(b"%d;women;%d\n" % (number, number % 7) for number in range(400_000))

    async def session() -> None:
        before = set(threading.enumerate())
        sheet = AuditView("en")
        give(sheet, "file", CSV, "log.csv")
        await until(lambda: not sheet.is_reading("file"))
        assert sheet.model.table is not None
        at = 0
        content = b"id;sex;grade\n" + rows
        while at < len(content):
            part = content[at : at + 1_000_000]
            sheet.take(
                {"event": "file", "name": "file", "id": "2", "file": "long.csv", "size": len(content), "at": at}, [part]
            )
            at += len(part)
        assert sheet.is_reading("file")
        assert sheet.model.table is None
        sheet.take({"event": "file", "name": "file", "gone": True})
        await until(lambda: before.issuperset(threading.enumerate()))
        assert sheet.model.table is None

    run(session)
