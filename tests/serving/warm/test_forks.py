"""A lesson is run once and forked for everybody: each fork is a process of its own, and knows of no other."""

from __future__ import annotations

import contextlib
import json
import os
import re
import resource
import secrets
import signal
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

pytestmark = [
    pytest.mark.xdist_group("own-servers"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="lessons are forked on Linux alone"),
    pytest.mark.skipif(bool(os.environ.get("LESSONS_ANEW")), reason="every lesson is started anew in this run"),
]


@contextlib.contextmanager
def opened(server: Any, visit: Any, page: Any, path: str) -> Any:
    visitor = visit(server)
    kernel = visitor.open(path)
    with visitor.socket(kernel) as channel:
        yield visitor, kernel, page(channel)


def test_visitors_get_forks_of_one_process_that_ran_the_lesson(
    warm: Any, visit: Any, page: Any, lesson: Any, process_of: Any
) -> None:
    with opened(warm, visit, page, lesson("names")) as one, opened(warm, visit, page, lesson("names")) as other:
        processes = [process_of(kernel) for _, kernel, _ in (one, other)]
        assert processes[0] != processes[1]
        assert processes[0].ppid() == processes[1].ppid()
        assert [each.num_threads() for each in processes] == [3, 3], "itself and the two of its sockets"
        assert psutil.Process(processes[0].ppid()).num_threads() == 1
        for _, kernel, theirs in (one, other):
            assert theirs.answer("who") == kernel
        assert len({os.getpgid(each.pid) for each in processes}) == 2
        # Linux shares its processors out by session: one for all, or the server gets a thirtieth of them among thirty.
        assert {os.getsid(each.pid) for each in processes} == {os.getsid(processes[0].ppid())}
        assert os.getsid(processes[0].pid) != os.getsid(0)


def test_what_one_enters_is_in_no_other_fork_and_not_in_their_memory(
    warm: Any, visit: Any, page: Any, lesson: Any, process_of: Any
) -> None:
    marks = [f"mark-{secrets.token_hex(12)}" for _ in range(6)]
    with contextlib.ExitStack() as stack:
        people = [stack.enter_context(opened(warm, visit, page, lesson("names"))) for _ in marks]
        for mark, (_, _, theirs) in zip(marks, people, strict=True):
            theirs.enter(mark)
        for _, _, theirs in people:
            theirs.press()
        for mark, (_, _, theirs) in zip(marks, people, strict=True):
            assert theirs.hear_answer() == mark
            assert theirs.answer(f"{mark}-again") == f"{mark}|{mark}-again"
        late = stack.enter_context(opened(warm, visit, page, lesson("names")))
        assert late[2].answer("late") == "late"
        everything = str([each.heard for _, _, each in (*people, late)])
        assert all(mark in everything for mark in marks)
        for mark, (_, _, theirs) in zip(marks, people, strict=True):
            assert all(other not in str(theirs.heard) for other in marks if other != mark)
        assert all(mark not in str(late[2].heard) for mark in marks)
        assert all(mark not in visit(warm).get(lesson("names")).text for mark in marks)
        held = process_of(people[0][1])
        assert marks[0].encode() in memory_of(held), "the search finds what is there"
        assert not any(mark.encode() in memory_of(held) for mark in marks[1:])
        for process in (process_of(late[1]), psutil.Process(held.ppid())):
            assert not any(mark.encode() in memory_of(process) for mark in marks)


def memory_of(process: psutil.Process) -> bytes:
    """All that a process can write to."""
    pieces = []
    with open(f"/proc/{process.pid}/mem", "rb", buffering=0) as memory:
        for line in Path(f"/proc/{process.pid}/maps").read_text().splitlines():
            begin, end = (int(each, 16) for each in line.split()[0].split("-"))
            if line.split()[1].startswith("rw") and end - begin < 2**30:
                with contextlib.suppress(OSError, ValueError):
                    memory.seek(begin)
                    pieces.append(memory.read(end - begin))
    return b"".join(pieces)


def test_each_line_to_a_fork_is_heard_also_one_that_opens_beside_another(
    warm: Any, visit: Any, page: Any, lesson: Any
) -> None:
    with opened(warm, visit, page, lesson("names")) as (visitor, kernel, theirs):
        with visitor.socket(kernel) as channel:
            beside = page(channel)
            assert beside.answer("beside") == "beside"
            assert theirs.hear_answer() == "beside"
        deadline = time.monotonic() + 120  # what it is doing is told a little later than what it answered
        while json.loads(visitor.get(f"/api/kernels/{kernel}").text)["execution_state"] != "idle":
            assert time.monotonic() < deadline, "never idle again"
            time.sleep(0.05)


def test_forks_draw_different_numbers(warm: Any, visit: Any, page: Any, lesson: Any) -> None:
    drawn = []
    for _ in range(3):
        with opened(warm, visit, page, lesson("names")) as (_, _, theirs):
            drawn.append(theirs.answer("draw").split())
    assert all(len(set(column)) == 3 for column in zip(*drawn, strict=True))


def test_a_fork_is_bound_and_leaves_no_image_of_its_memory(
    warm: Any, visit: Any, page: Any, lesson: Any, process_of: Any
) -> None:
    with opened(warm, visit, page, lesson("names")) as (_, kernel, _):
        process = process_of(kernel)
        assert process.rlimit(resource.RLIMIT_CORE) == (0, 0)
        assert process.rlimit(resource.RLIMIT_DATA)[1] != resource.RLIM_INFINITY
        assert not [each.path for each in process.open_files()]


def test_a_killed_fork_troubles_nobody_else(
    warm: Any, visit: Any, page: Any, lesson: Any, process_of: Any, wait_until: Any
) -> None:
    with opened(warm, visit, page, lesson("names")) as one, opened(warm, visit, page, lesson("names")) as other:
        process_of(one[1]).kill()
        wait_until(lambda: one[0].here(one[1]) == 410)
        assert other[2].answer("still here") == "still here"
        assert other[0].here(other[1]) == 204


def test_a_fork_that_computes_for_ever_is_ended_when_its_page_leaves(
    warm: Any, visit: Any, page: Any, lesson: Any, process_of: Any, wait_until: Any
) -> None:
    with opened(warm, visit, page, lesson("names")) as (visitor, kernel, theirs):
        theirs.enter("for ever")
        theirs.press()
        process = process_of(kernel)
        assert visitor.leave(kernel) == 204
        wait_until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE)


def test_a_fault_in_a_press_ends_nothing_and_what_is_printed_is_heard(
    warm: Any, visit: Any, page: Any, lesson: Any
) -> None:
    with opened(warm, visit, page, lesson("names")) as (_, _, theirs):
        theirs.enter("fail")
        theirs.press()
        theirs.enter("say")
        theirs.press()
        assert theirs.answer("after all") == "fail|say|after all"
        streams = [content for kind, content in theirs.heard if kind == "stream"]
        assert {"name": "stdout", "text": "said aloud\n"} in streams
        assert not any(kind == "error" for kind, _ in theirs.heard)


def test_the_work_goes_on_when_what_it_was_forked_from_dies(
    warm: Any, visit: Any, page: Any, lesson: Any, process_of: Any, wait_until: Any
) -> None:
    with opened(warm, visit, page, lesson("names")) as (visitor, kernel, theirs):
        theirs.answer("first")
        of_lesson = psutil.Process(process_of(kernel).ppid())
        of_packages = psutil.Process(of_lesson.ppid())
        of_lesson.kill()
        with opened(warm, visit, page, lesson("names")) as (_, newer, others):
            assert others.answer("new") == "new"
            assert process_of(newer).ppid() not in (of_lesson.pid, 1)
        of_packages.kill()
        wait_until(lambda: not of_packages.is_running() or of_packages.status() == psutil.STATUS_ZOMBIE)
        with opened(warm, visit, page, lesson("names", "ar")) as (_, _, others):
            assert others.answer("another lesson") == "another lesson"
        assert theirs.answer("second") == "first|second"
        assert visitor.here(kernel) == 204


def test_a_changed_notebook_is_run_anew(warm: Any, visit: Any, lesson: Any, write: Any) -> None:
    path = warm.folder / "en" / "changed.ipynb"
    for words in ("one", "another"):
        write(path, "en", "Changed", f"print('{words} time')", about={"topic": 1})
        text = visit(warm).get(lesson("changed")).text
        assert f"{words} time" in text
        assert ("one time" in text) == (words == "one")


def test_a_page_shows_what_its_cells_show(warm: Any, visit: Any, page: Any, lesson: Any) -> None:
    text = visit(warm).get(lesson("shown")).text
    (shown,) = shown_by(text)
    assert shown["data"]["text/html"] == "<p class='after'>after</p>"
    assert "printed 42" in text
    assert "first" not in text
    with opened(warm, visit, page, lesson("caught")) as (_, _, theirs):
        caught = theirs.states[theirs.model("OutputModel")]["state"]["outputs"]
        assert [each["text"] for each in caught] == ["caught in a box\n"]
    (box,) = shown_by(visit(warm).get(lesson("caught")).text)
    assert "application/vnd.jupyter.widget-view+json" in box["data"], "it is shown in its box and not beside it"


def shown_by(text: str) -> list[dict]:
    """What the cells of a page show, as Voila's script reads it."""
    found = re.findall(r'<script type="application/vnd.voila.cell-output\+json">\s*(.*?)\s*</script>', text, re.DOTALL)
    return [json.loads(each) for each in found]


@pytest.mark.parametrize(
    ("name", "reason", "shows"),
    [("thread", "left a thread running", "with a thread"), ("fails", "ZeroDivisionError", "tk-broken")],
)
def test_what_cannot_be_forked_is_opened_in_the_ordinary_way(
    warm: Any, visit: Any, lesson: Any, process_of: Any, wait_until: Any, name: str, reason: str, shows: str
) -> None:
    visitor = visit(warm)
    kernel = visitor.open(lesson(name))
    assert shows in visitor.get(lesson(name)).text
    assert "launch" in " ".join(process_of(kernel).cmdline())
    wait_until(lambda: any("could not be forked" in line and name in line for line in warm.logged))
    (told,) = [line for line in warm.logged if "could not be forked" in line and f"en/{name}.ipynb" in line]
    assert reason in told


def test_nothing_is_left_when_the_server_is_killed(
    start: Any, write: Any, visit: Any, page: Any, lesson: Any, process_of: Any, wait_until: Any, tmp_path: Path
) -> None:
    write(tmp_path / "en" / "names.ipynb", "en", "Names", "1 + 1", about={"topic": 1})
    with start(tmp_path) as server:
        visitor = visit(server)
        fork = process_of(visitor.open(lesson("names")))
        family = [fork, *fork.parents()[:3]]
        assert re.search(r"\bserve\(", family[3].cmdline()[2]), "the last of them is the server"
        os.kill(family[3].pid, signal.SIGKILL)
        wait_until(lambda: not any(is_running(each) for each in family))


def is_running(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
