"""A Jupyter kernel for one lesson: as lean as a fork needs it, and the same before the fork and after.

It has no threads and no sockets of its own. Before the fork everything that it says is recorded; after it, sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from io import TextIOBase
from typing import TYPE_CHECKING, Any, TypeAlias

import zmq
from ipykernel.ipkernel import IPythonKernel
from IPython.core.profiledir import ProfileDir
from jupyter_client.session import Session
from traitlets.config import Config
from zmq.eventloop.zmqstream import ZMQStream

from toolkit.serving.guard.log import Sparing

JupyterMessage: TypeAlias = dict[str, Any]

# All that may reach a lesson. Running code is not among it: the lesson has been run.
REQUESTS = ("kernel_info_request", "comm_info_request", "comm_open", "comm_msg", "comm_close")
SIGNALS = ("kernel_info_request", "shutdown_request", "interrupt_request")
# Long messages are copied too: not to copy them, pyzmq would start a thread that collects them.
COPY_EVERYTHING = 2**40
LONGEST_LINE = 8192
_PAUSE = 0.5  # seconds without a message


class Recording(Session):
    """Hands on what a kernel says while nobody is connected."""

    heard: Callable[[JupyterMessage], object]

    def send(self, *args: Any, **more: Any) -> Any:
        """Hand a message on instead of sending it."""
        named = dict(zip(("stream", "msg_or_type", "content", "parent"), args, strict=False)) | more
        message = named["msg_or_type"]
        if not isinstance(message, dict):
            parts = {name: named.get(name) for name in ("content", "parent", "header", "metadata")}
            message = self.msg(message, **parts)
        self.heard({**message, "buffers": named.get("buffers") or []})
        return message


class Printed(TextIOBase):
    """What a lesson prints, told to its page. It has the kernel send it, so that the fork's own line is used."""

    encoding = "utf-8"

    def __init__(self, kernel: LessonKernel, name: str) -> None:
        self.kernel = kernel
        self.name = name
        self._kept = ""
        self._is_due = False

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def write(self, text: str) -> int:
        self._kept += text
        if len(self._kept) > LONGEST_LINE:
            self.flush()
        elif not self._is_due:
            try:
                asyncio.get_running_loop().call_later(0.1, self.flush)
                self._is_due = True
            except RuntimeError:
                pass  # before the fork: each cell ends with a flush
        return len(text)

    def flush(self) -> None:
        text, self._kept, self._is_due = self._kept, "", False
        kernel = self.kernel
        if text and kernel.session:
            topic = f"stream.{self.name}".encode()
            content = {"name": self.name, "text": text}
            kernel.session.send(kernel.iopub_socket, "stream", content, parent=kernel.get_parent("shell"), ident=topic)


class LessonKernel(IPythonKernel):
    """Keeps what a lesson has run, answers its page, and runs nothing else."""

    if TYPE_CHECKING:
        shell: Any
        session: Any

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._pause: asyncio.TimerHandle | None = None
        self._kernel_modules: list[str] = []  # a debugger would want to know all modules there are
        self.shell_handlers = {name: self.shell_handlers[name] for name in REQUESTS}
        self.control_handlers = {name: self.control_handlers[name] for name in SIGNALS}

    def post_handler_hook(self) -> None:
        """Give back, once a visitor pauses, the memory that answering took."""
        super().post_handler_hook()
        if self._pause is not None:
            self._pause.cancel()
        with contextlib.suppress(RuntimeError):  # before the fork nobody pauses
            self._pause = asyncio.get_running_loop().call_later(_PAUSE, give_back)

    def speak_by(self, session: Session, socket: Any) -> None:
        """Send everything from now on by this session and over this socket."""
        self.session, self.iopub_socket = session, socket
        for part in (self.shell.displayhook, self.shell.display_pub):
            part.session, part.pub_socket = session, socket

    def _process_children(self) -> list[Any]:
        """The processes that this one has started; Jupyter would look through all that there are on the machine."""
        path = f"/proc/self/task/{os.getpid()}/children"
        try:
            with open(path, encoding="ascii") as children:
                if not children.read().strip():
                    return []
        except OSError:
            pass
        return super()._process_children()


def give_back() -> None:
    """Hand unused memory back to the system: an allocator keeps what it once had, and each fork does."""
    with contextlib.suppress(OSError, AttributeError):  # not every C library can
        ctypes.CDLL(None).malloc_trim(0)


class Publisher:
    """The socket on which a page hears what happens. Everything goes through one stream.

    A message that went past the stream would swallow the sign that a page has begun to listen, and that page would
    wait for ever.
    """

    def __init__(self, socket: zmq.Socket[bytes], session: Session) -> None:
        self.session: Any = session
        self.stream = ZMQStream(socket)
        self.stream.on_recv(self._welcome)

    def send_multipart(self, parts: list[bytes], *args: Any, **how: Any) -> None:
        """Send a message at once: a long piece of work tells how far it is while it lasts."""
        self.stream.send_multipart(parts)
        self.stream.flush(zmq.POLLOUT)

    def _welcome(self, frames: list[bytes]) -> None:
        for frame in frames:
            if frame[:1] == b"\x01":
                content = {"subscription": frame[1:].decode("utf-8", "replace")}
                self.session.send(self, "iopub_welcome", content, ident=frame[1:] or None)


def make_kernel(session: Session) -> LessonKernel:
    """A kernel that nobody is connected with; what it says goes to `session`."""
    log = logging.getLogger("lesson.kernel")
    # Our own faults go to whoever runs the server. What a message breaks in Jupyter is not worth a line each, and least
    # of all one that tells its sender where things lie on this computer.
    ours = logging.StreamHandler(sys.__stderr__)
    ours.setLevel(logging.ERROR)
    ours.addFilter(logging.Filter("toolkit"))
    ours.addFilter(Sparing())
    logging.getLogger().addHandler(ours)
    folder = tempfile.mkdtemp()  # nothing of this person's IPython, and nothing written into their home
    try:
        os.environ["IPYTHONDIR"] = folder
        config = Config(HistoryManager=Config(enabled=False))
        kernel: LessonKernel = LessonKernel.instance(
            config=config, session=session, log=log, user_ns={}, profile_dir=ProfileDir(location=folder)
        )
    finally:
        os.environ.pop("IPYTHONDIR", None)
        shutil.rmtree(folder, ignore_errors=True)
    sys.stdout, sys.stderr = Printed(kernel, "stdout"), Printed(kernel, "stderr")
    kernel.shell.extension_manager.load_extension("ipywidgets")  # it was loaded when there was no kernel to listen to
    kernel.shell.displayhook.get_execution_count = lambda: kernel.execution_count
    return kernel
