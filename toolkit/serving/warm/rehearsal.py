"""A notebook is run once, without anybody being connected, and its process is made ready to be forked."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib
import os
import signal
import socket
import sys
import time
import traceback
import uuid
from collections.abc import Callable
from typing import Any

import nbformat

from toolkit.audit.counting.sources import close_engine
from toolkit.serving.warm.fork import serve_one
from toolkit.serving.warm.forking import answer_with_fork, drawn_from
from toolkit.serving.warm.lesson_kernel import JupyterMessage, LessonKernel, Recording, give_back, make_kernel
from toolkit.serving.warm.messages import Message, close_files, hear, tell

_SHOWN = ("display_data", "execute_result", "stream", "error")
_SECONDS_FOR_THREADS = 2
_CONTROL, _CONTROL_VERSION = "jupyter.widget.control", "1.0.0"


class NotForked(Exception):
    """This lesson cannot be forked: it failed, or does something that a fork would not have."""


class Outputs:
    """What the cells of a notebook show, collected from what their kernel says."""

    def __init__(self) -> None:
        self.of_cell: list[Any] = []
        self._clear_first = False
        self._boxes: dict[str, list[Any]] = {}  # of Output widgets: what landed in each
        self._open_box: str | None = None
        self.kernel: LessonKernel | None = None

    def begin(self) -> None:
        """A new cell begins."""
        self.of_cell, self._clear_first = [], False

    def hear(self, message: JupyterMessage) -> None:
        """Take a message, whatever it is."""
        kind, content = message["header"]["msg_type"], message["content"]
        if kind in ("comm_open", "comm_msg"):
            self._note_box(kind, content)
        elif kind == "clear_output":
            self._clear_first = bool(content.get("wait"))
            if not self._clear_first:
                self._target().clear()
                self._fill_box()
        elif kind == "update_display_data":
            self._update(content)
        elif kind in _SHOWN:
            self._add(message)

    def _target(self) -> list[Any]:
        return self.of_cell if self._open_box is None else self._boxes[self._open_box]

    def _add(self, message: JupyterMessage) -> None:
        target = self._target()
        if self._clear_first:
            target.clear()
            self._clear_first = False
        output = nbformat.v4.output_from_msg(message)
        known = message["content"].get("transient", {}).get("display_id")
        if output.output_type == "stream" and target and target[-1].get("name") == output.name:
            target[-1].text += output.text
        else:
            target.append(output)
            if known:
                output.metadata["toolkit_display"] = known
        self._fill_box()

    def _update(self, content: dict[str, Any]) -> None:
        known = content.get("transient", {}).get("display_id")
        for output in self._target():
            if known and output.get("metadata", {}).get("toolkit_display") == known:
                output.data = content["data"]

    def _note_box(self, kind: str, content: dict[str, Any]) -> None:
        """Notice an Output widget that begins or ceases to catch what is shown."""
        state = content.get("data", {}).get("state", {})
        box = content["comm_id"]
        if kind == "comm_open" and state.get("_model_name") == "OutputModel":
            self._boxes[box] = []
        if box in self._boxes and "msg_id" in state:
            self._open_box = box if state["msg_id"] else None

    def _fill_box(self) -> None:
        """Give an Output widget what it caught, as a page would."""
        if self._open_box is not None and self.kernel is not None:
            state = {"outputs": self._boxes[self._open_box]}
            _act_as_page(self.kernel, "comm_msg", self._open_box, {"method": "update", "state": state})


def rehearse(line: socket.socket, lifeline: int, order: Message) -> None:
    """Run a notebook, tell the server what it shows, and fork this process for everybody who comes.

    Parameters
    ----------
    order
        As `run_once` says.
    """
    kernel, told = run_once(order, _end_threads)
    tell(line, told)
    if kernel is None:
        return
    while heard := hear(line):
        visitor, files = heard
        close_files(files)
        if _threads() > 1:
            tell(line, {"failed": "a thread was started after the lesson was run"})
            continue

        def begin(visitor: Message = visitor) -> None:
            line.close()
            # A group of its own, so that what it starts is ended with it. No session of its own: Linux gives every
            # session as much of the processors as any other, and thirty that begin at once would leave the server a
            # thirtieth.
            os.setpgid(0, 0)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            serve_one(kernel, visitor, lifeline)

        answer_with_fork(line, begin)


def run_once(order: Message, make_alone: Callable[[], object] = lambda: None) -> tuple[LessonKernel | None, Message]:
    """Run a notebook: the kernel that has run it, and what it shows; no kernel, and why, if it cannot serve.

    Parameters
    ----------
    order
        `sources`, the code of the notebook's cells in order, None for those that hold none; `folder`, where it runs;
        `seed`, from which numbers are drawn meanwhile.
    make_alone
        Lets go of what the process must not have when it is forked.
    """
    started = time.monotonic()
    try:
        with drawn_from(order["seed"]):
            kernel, cells = _run(order)
            _make_ready(kernel, make_alone)
    except NotForked as reason:
        return None, {"failed": str(reason)}
    except BaseException as fault:
        return None, {"failed": "".join(traceback.format_exception_only(fault)).strip()}
    return kernel, {"cells": cells, "texts": _texts(), "seconds": time.monotonic() - started}


def _run(order: Message) -> tuple[LessonKernel, list[Any]]:
    os.chdir(order["folder"])
    sys.path.insert(0, "")
    outputs = Outputs()
    session = Recording(key=b"")
    session.heard = outputs.hear
    kernel = outputs.kernel = make_kernel(session)
    cells: list[Any] = []
    for source in order["sources"]:
        if source is None:
            cells.append(None)
            continue
        outputs.begin()
        header = session.msg_header("execute_request")
        kernel.set_parent([], {"header": header, "content": {}, "metadata": {}}, channel="shell")
        done = kernel.shell.run_cell(source, store_history=False)
        sys.stdout.flush()
        sys.stderr.flush()
        if not done.success:
            error = done.error_before_exec or done.error_in_exec
            raise NotForked(f"a cell failed: {type(error).__name__}: {error}")
        cells.append([output for output in outputs.of_cell if output.get("name") != "stderr"])
        for output in cells[-1]:
            output.get("metadata", {}).pop("toolkit_display", None)
    kernel.set_parent([], {}, channel="shell")
    return kernel, cells


def _make_ready(kernel: LessonKernel, make_alone: Callable[[], object]) -> None:
    """Let go of what no visitor needs, and do beforehand what each would have to wait for."""
    for name in ("tornado.platform.asyncio", "toolkit.serving.warm.fork"):
        importlib.import_module(name)  # loaded here, shared by all
    _ask_for_states(kernel)
    close_engine()
    loop = _loop_of_cells()
    if loop is not None:
        if asyncio.all_tasks(loop):
            raise NotForked("a cell left something running")
        loop.close()
        asyncio.set_event_loop(None)
    gc.collect()
    make_alone()
    gc.collect()
    give_back()
    gc.freeze()
    gc.collect()  # now nothing counts as old: else a fork would tidy up only after a quarter as much again had come


def _end_threads() -> None:
    """Wait until there is one thread: what has more cannot be forked."""
    importlib.import_module("resource")  # each fork binds itself with it
    until = time.monotonic() + _SECONDS_FOR_THREADS
    while _threads() > 1:
        if time.monotonic() > until:
            raise NotForked("a cell left a thread running")
        time.sleep(0.01)


def _texts() -> dict[str, str]:
    """What controls that are nothing but text say, by their number: they can be read without a process."""
    from toolkit.app.kit.pieces import texts_shown

    return texts_shown()


def _ask_for_states(kernel: LessonKernel) -> None:
    """Ask for the state of all widgets, as every page does first: what that loads and fills is shared by all."""
    kernel.session.heard = lambda message: None
    asker = uuid.uuid4().hex
    _act_as_page(kernel, "comm_open", asker, {}, target=_CONTROL)
    _act_as_page(kernel, "comm_msg", asker, {"method": "request_states"})
    _act_as_page(kernel, "comm_close", asker, {})
    _ = kernel.kernel_info


def _act_as_page(kernel: LessonKernel, kind: str, comm: str, data: dict[str, Any], target: str = "") -> None:
    message = {
        "header": {"msg_type": kind},
        "metadata": {"version": _CONTROL_VERSION},
        "content": {"comm_id": comm, "data": data, "target_name": target},
        "buffers": [],
    }
    getattr(kernel.comm_manager, kind)(None, None, message)


def _loop_of_cells() -> asyncio.AbstractEventLoop | None:
    """The event loop that cells with `await` ran on; none if there were no such cells."""
    with contextlib.suppress(Exception):
        from IPython.core import async_helpers

        runner = async_helpers._asyncio_event_loop
        return runner if runner is not None and not runner.is_closed() else None
    return None


def _threads() -> int:
    return len(os.listdir("/proc/self/task"))
