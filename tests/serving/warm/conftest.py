"""A server over lessons that try out what a fork has to bear, and somebody who speaks with them as a page does."""

from __future__ import annotations

import itertools
import json
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PATIENCE

WIDGETS = """\
import ipywidgets, os, random, secrets, sys, time, uuid
import numpy
from IPython.display import HTML, display
seen = []
name = ipywidgets.Text(description="Your name")
button = ipywidgets.Button(description="Answer")
answer = ipywidgets.HTML()
def press(_):
    seen.append(name.value)
    if name.value == "for ever":
        while True: time.sleep(0.01)
    if name.value == "draw":
        drawn = random.random(), numpy.random.rand(), uuid.uuid4().hex, secrets.token_hex(8)
        answer.value = " ".join(map(str, drawn))
    elif name.value == "who":
        answer.value = os.environ["VOILA_KERNEL_ID"]
    elif name.value == "say":
        print("said aloud")
        print("to the log", file=sys.stderr)
    elif name.value == "fail":
        1 / 0
    else:
        answer.value = "|".join(seen)
button.on_click(press)
random.random(), numpy.random.rand()
display(ipywidgets.VBox([name, button, answer]))"""
SHOWN = """\
import asyncio
from IPython.display import HTML, clear_output, display
print("first"); print("second")
clear_output(wait=True)
handle = display(HTML("<p>before</p>"), display_id=True)
handle.update(HTML("<p class='after'>after</p>"))
await asyncio.sleep(0)
print("printed", 6 * 7)"""
CAUGHT = """\
import ipywidgets
box = ipywidgets.Output()
with box:
    print("caught in a box")
display(box)"""
THREAD = """\
import threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
print("with a thread")"""


class Page:
    """What a page says to its process and hears of it."""

    def __init__(self, channel: Any) -> None:
        self.channel = channel
        self.heard: list[tuple[str, dict]] = []
        self.states = self._ask_states()

    def model(self, name: str) -> str:
        (found,) = [one for one, each in self.states.items() if each["model_name"] == name]
        return found

    def enter(self, text: str) -> None:
        self.send("comm_msg", self.model("TextModel"), {"method": "update", "state": {"value": text}})

    def press(self) -> None:
        content = {"method": "custom", "content": {"event": "click"}}
        self.send("comm_msg", self.model("ButtonModel"), content)

    def answer(self, text: str) -> str:
        """Enter a text, press, and wait for what is answered."""
        self.enter(text)
        self.press()
        return self.hear_answer()

    def hear_answer(self) -> str:
        """Wait for what is answered to a press."""
        box = self.model("HTMLModel")
        while True:
            kind, content = self.hear()
            state = content.get("data", {}).get("state", {})
            if kind == "comm_msg" and content["comm_id"] == box and "value" in state:
                return state["value"]

    def send(self, kind: str, comm: str, data: dict, target: str = "", version: str = "2.1.0") -> str:
        number = uuid.uuid4().hex
        header = {"msg_type": kind, "msg_id": number, "session": "s", "username": "", "version": "5.3"}
        header["date"] = "2026-01-01T00:00:00Z"
        content = {"comm_id": comm, "data": data, **({"target_name": target} if target else {})}
        parts = [b"shell", *(json.dumps(each).encode() for each in (header, {}, {"version": version}, content))]
        offsets = list(itertools.accumulate(map(len, parts), initial=8 * (len(parts) + 2)))
        table = b"".join(each.to_bytes(8, "little") for each in [len(offsets), *offsets])
        self.channel.send(table + b"".join(parts))
        return number

    def hear(self) -> tuple[str, dict]:
        heard = self.channel.recv(PATIENCE)
        count = int.from_bytes(heard[:8], "little")
        at = [int.from_bytes(heard[8 * n : 8 * n + 8], "little") for n in range(1, count + 1)]
        said = json.loads(heard[at[1] : at[2]])["msg_type"], json.loads(heard[at[4] : at[5]])
        self.heard.append(said)
        return said

    def _ask_states(self) -> dict[str, Any]:
        control = uuid.uuid4().hex
        self.send("comm_open", control, {}, "jupyter.widget.control", "1.0.0")
        self.send("comm_msg", control, {"method": "request_states"}, version="1.0.0")
        while True:
            kind, content = self.hear()
            if kind == "comm_msg" and content["data"].get("method") == "update_states":
                return content["data"]["states"]


@pytest.fixture(scope="session")
def page() -> Callable[[Any], Page]:
    """A page that is connected by a socket."""
    return Page


@pytest.fixture(scope="module")
def warm(
    start: Callable[..., Any], write: Callable[..., None], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """A server of this module's own: its processes are killed."""
    folder = tmp_path_factory.mktemp("warm")
    lessons = {"names": WIDGETS, "shown": SHOWN, "caught": CAUGHT, "thread": THREAD, "fails": "1 / 0"}
    for name, code in lessons.items():
        write(folder / "en" / f"{name}.ipynb", "en", name.title(), code, about={"topic": 1})
    write(folder / "ar" / "names.ipynb", "ar", "أسماء", WIDGETS, about={"topic": 1})
    with start(folder) as started:
        yield started


@pytest.fixture(scope="session")
def lesson() -> Callable[[str], str]:
    """The address of a lesson."""
    return lambda name, language="en": f"/voila/render/{language}/{Path(name).stem}.ipynb"
