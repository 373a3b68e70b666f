"""Start the lessons as apps: Voila with our page, our addresses and settings that keep everything on this machine."""

from __future__ import annotations

import errno
import json
import logging
import os
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tornado.ioloop
from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from tornado.httpserver import HTTPServer
from tornado.web import GZipContentEncoding
from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_static_paths, collect_template_paths

from toolkit.errors import SetupError
from toolkit.languages import Language
from toolkit.serving import words
from toolkit.serving.handlers import MissingHandler, addresses
from toolkit.serving.headers import Headers
from toolkit.serving.invitation import advice, invitation
from toolkit.serving.kernels import MESSAGES, Anybody
from toolkit.serving.limits import Limits
from toolkit.serving.network import Arrivals, Reach
from toolkit.serving.pages import Site, page_folder
from toolkit.serving.seats import Seats

KERNEL = "python3"
# Widgets come from these two together (either alone shows none); our own sheets from `widgets.js`.
LABEXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8"]
HIGHEST_PORT = 65535
EVERYWHERE = ("0.0.0.0", "::")
# Thirty kernels share a machine: one that starts a thread for every core slows all others down.
ONE_THREAD = {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}
_LONGEST_SOCKET_PATH = 100  # macOS allows 104 bytes, Linux 108
_BESIDE_FOLDER = len("/voila_12345678/kernel-12345678-1234-1234-1234-123456789012-ipc-5")


class Compressed(GZipContentEncoding):
    """Every answer as small as it gets: phones pay for each byte."""

    GZIP_LEVEL = 9


def say_at_once(line: str) -> None:
    """Print a line for whoever starts the lessons, even when another programme reads along."""
    print(line, flush=True)


def serve(
    notebooks: Path,
    *,
    port: int = 8866,
    host: str = "0.0.0.0",
    seats: int | None = None,
    language: str = "en",
    open_browser: bool = False,
    announce: Callable[[str], object] = say_at_once,
) -> None:
    """Open the lessons in everybody's browser, until Ctrl+C.

    Parameters
    ----------
    notebooks
        A folder with one folder of built notebooks for each language: ``en/4-seat-at-the-table.ipynb``, ``ar/…``.
    port, host
        Where to listen. ``127.0.0.1`` lets only this computer in, ``0.0.0.0`` everybody on its network. Port 0 takes
        any free one.
    seats
        The most lessons that are open at the same time; as many as fit into the free memory if left out.
    language
        In which whoever starts the lessons is spoken to.
    open_browser
        Whether to open the start page here as well.
    announce
        Is told line by line where the lessons can be opened, first the address for this computer; later, whether a
        phone has come.

    Raises
    ------
    SetupError
        The port is taken or not allowed, the address is not this computer's, or there are no lessons. Nothing has been
        started then.
    """
    site = Site(Path(notebooks).resolve())
    if not site.languages:
        raise SetupError(words.NO_LESSONS, folder=str(notebooks))
    limits = Limits() if seats is None else Limits(seats=seats)
    with take_port(port, host) as listening:
        server = ToolkitServer(
            site,
            listening,
            limits=limits,
            language=Language(language),
            open_browser=open_browser,
            announce=announce,
        )
        server.initialize([])
        server.start()


def take_port(port: int, host: str) -> socket.socket:
    """Reserve the port before anything is started, or say clearly why that cannot be."""
    if not 0 <= port <= HIGHEST_PORT:
        raise SetupError(words.PORT_REFUSED, port=str(port), other="8866")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    both = host == "::" and socket.has_dualstack_ipv6()
    # The number as text: a port is a name, not an amount with a thousands separator.
    other = str(port + 1 if port >= 1024 else 8866)
    # Some systems let two listen, one everywhere and one here, and only the second would be reached from here.
    if port and host in EVERYWHERE and _somebody_answers(port):
        raise SetupError(words.PORT_TAKEN, port=str(port), other=other)
    try:
        taken = socket.create_server((host, port), family=family, backlog=128, dualstack_ipv6=both)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SetupError(words.PORT_TAKEN, port=str(port), other=other) from None
        if error.errno == errno.EACCES:
            raise SetupError(words.PORT_REFUSED, port=str(port), other=other) from None
        raise SetupError(words.NO_SUCH_HOST, host=host) from None
    taken.setblocking(False)
    return taken


def _somebody_answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class OwnKernel(KernelSpecManager):
    """The one kernel there is: the Python that runs this server, whatever others are installed for this user."""

    def find_kernel_specs(self) -> dict[str, str]:
        return {KERNEL: RESOURCES}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        if kernel_name != KERNEL:
            raise NoSuchKernel(kernel_name)
        # No history: it would write what runs into a file of the user's, and thirty kernels would share that file.
        described = get_kernel_dict(extra_arguments=["--HistoryManager.enabled=False"])
        return KernelSpec(resource_dir=RESOURCES, **{**described, "env": {**ONE_THREAD, "TOOLKIT_PAGE": "1"}})


class ToolkitServer(Voila):
    """Voila with our page, our addresses and settings that keep everything on this machine."""

    def __init__(
        self,
        site: Site,
        listening: socket.socket,
        *,
        limits: Limits | None = None,
        language: Language | None = None,
        open_browser: bool = False,
        announce: Callable[[str], object] = say_at_once,
        **kwargs: Any,
    ) -> None:
        self.site = site
        self.listening = listening
        self.limits = limits or Limits()
        self.language = language or Language("en")
        self.announce = announce
        super().__init__(config=settings(self.limits), **kwargs)
        # A voila.json of somebody else's projects must not change how the lessons are served.
        self.config_file_paths: list[str] = []
        self.log_level = logging.ERROR
        for name in ("tornado.application", "tornado.general"):
            logging.getLogger(name).setLevel(logging.ERROR)  # a phone that asks for a kernel long gone is no news
        self.root_dir = str(site.notebooks)
        self.base_url = site.base
        self.open_browser = open_browser
        ip, port = listening.getsockname()[:2]
        self.reach = Reach(ip, port, site.base)
        self.arrivals = Arrivals(lambda: announce(self.language.say(words.ARRIVED)))
        self.connection_dir_root = folder_for_sockets()

    def setup_template_dirs(self) -> None:
        """Our page first, then the templates that it builds on; nothing has to be copied into the environment."""
        folder = page_folder()
        base = json.loads((folder / "conf.json").read_text(encoding="utf-8"))["base_template"]
        self.voila_configuration.template = base
        self.template_paths = [str(folder), *collect_template_paths(["voila", "nbconvert"], base, prune=True)]
        self.static_paths = [self.static_root, *collect_static_paths(["voila", "nbconvert"], base)]

    def init_settings(self) -> dict[str, Any]:
        usual = super().init_settings()
        self.kernel_manager.allowed_message_types = MESSAGES
        return {
            **usual,
            "toolkit_site": self.site,
            "toolkit_seats": Seats(self.kernel_manager, self.limits.seats),
            "toolkit_limits": self.limits,
            "toolkit_reach": self.reach,
            "log_function": self.arrivals.notice,  # and nothing else: nobody keeps a list of who opened what
            "default_handler_class": MissingHandler,
        }

    def init_handlers(self) -> list[tuple[Any, ...]]:
        return addresses(
            self.site,
            version=self.version,
            static_paths=self.static_paths,
            labextensions=self.labextensions_path,
            lesson={
                "template_paths": self.template_paths,
                "config": self.config,
                "voila_configuration": self.voila_configuration,
            },
        )

    def listen(self) -> None:
        """Answer on the reserved port, say so, and stay until somebody stops it."""
        Headers.base = self.site.base
        self.app.add_transform(Headers)
        # Voila applies `compress_response` too late to have any effect.
        self.app.add_transform(Compressed)
        server = HTTPServer(self.app)
        server.add_socket(self.listening)
        for line in invitation(self.reach, self.language, self.limits.seats):
            self.announce(line)
        if self.open_browser:
            threading.Thread(target=webbrowser.open, args=(self.reach.here,), daemon=True).start()
        self.ioloop = tornado.ioloop.IOLoop.current()
        self.ioloop.call_later(self.limits.lonely_seconds, self.advise)
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            server.stop()
            self.stop()

    def advise(self) -> None:
        """Say what may be in the way when phones could come and none has."""
        if not self.arrivals.came and self.reach.for_phones():
            self.announce(advice(self.reach, self.language))


def settings(limits: Limits) -> Config:
    """What we ask of Voila and of Jupyter's kernels."""
    config = Config()
    config.VoilaConfiguration = Config(
        strip_sources=True,
        show_tracebacks=False,
        allow_template_override="NO",
        allow_theme_override="NO",
        theme="light",
        file_allowlist=[],
        extension_allowlist=LABEXTENSIONS,
        kernel_spec_manager_class=OwnKernel,
    )
    config.Voila.token = ""
    config.Voila.identity_provider_class = Anybody
    config.MappingKernelManager.cull_idle_timeout = limits.idle_seconds
    config.MappingKernelManager.cull_interval = limits.clearing_seconds
    # A process that was started anew would know nothing of what was entered, and its page would not notice.
    config.KernelRestarter.restart_limit = 0
    config.KernelManager.transport = "ipc" if os.name == "posix" else "tcp"
    config.NotebookNotary.db_file = ":memory:"
    return config


def folder_for_sockets() -> str:
    """A folder for the kernels' sockets whose path is short enough for a socket."""
    usual = tempfile.gettempdir()
    too_long = len(os.fsencode(usual)) + _BESIDE_FOLDER > _LONGEST_SOCKET_PATH
    return "/tmp" if os.name == "posix" and too_long else usual
