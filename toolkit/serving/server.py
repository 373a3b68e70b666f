"""Start the lessons as apps: Voila with our page, our addresses and settings that keep everything on this machine."""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tornado.ioloop
from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_core.utils import run_sync
from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_static_paths, collect_template_paths

from toolkit.course.recordings import Recording
from toolkit.course.store.address import ADDRESS, SERVER
from toolkit.course.store.store import Store
from toolkit.errors import SetupError
from toolkit.languages import Language
from toolkit.serving.announced import Announced
from toolkit.serving.guard.certificate import Certificate, make_certificate
from toolkit.serving.guard.code import RoomCode
from toolkit.serving.guard.connections import Connections
from toolkit.serving.guard.descriptors import connections_in, raise_descriptors
from toolkit.serving.guard.line import LessonLine, LessonProcesses
from toolkit.serving.guard.log import spare_the_log
from toolkit.serving.guard.memory import SECONDS as SECONDS_BETWEEN_LOOKS
from toolkit.serving.guard.memory import end_the_largest, processes_of
from toolkit.serving.guard.messages import MESSAGES
from toolkit.serving.guard.names import Names
from toolkit.serving.handlers import MissingHandler, addresses, voila_files
from toolkit.serving.headers import Compressed, Headers
from toolkit.serving.kernels import Anybody
from toolkit.serving.lessons import LessonCard
from toolkit.serving.limits import Limits, seats_here
from toolkit.serving.network import Arrivals, Reach
from toolkit.serving.opening import KERNEL
from toolkit.serving.pages import words
from toolkit.serving.pages.bundle import bundle_of
from toolkit.serving.pages.drawing import Drawing
from toolkit.serving.pages.frames import Site, page_folder
from toolkit.serving.pages.invitation import advice, invitation
from toolkit.serving.port import folder_for_sockets, take_port
from toolkit.serving.readiness import SECONDS_BETWEEN_LINES, Readiness, lessons_of
from toolkit.serving.seats import Seats
from toolkit.serving.session.inside import Inside
from toolkit.serving.session.keeping import SECONDS_OF_A_DAY, Kept
from toolkit.serving.session.sessions import Sessions
from toolkit.serving.warm.lessons import WarmLesson, WarmLessons
from toolkit.serving.warm.pool import runner_of_lessons
from toolkit.serving.warm.processes import can_fork
from toolkit.serving.warm.provisioner import NAME, make_known

if TYPE_CHECKING:
    from toolkit.serving.hub import Hub

LAUNCH = "toolkit.serving.guard.launch"
# Widgets come from these two together (either alone shows none); our own sheets from `widgets.js`.
LABEXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8"]
# Thirty kernels share a machine: one that starts a thread for every core slows all others down.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
KERNEL_ENVIRONMENT = {**ONE_THREAD, "TOOLKIT_PAGE": "1"}


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
    names: Sequence[str] = (),
    code: str | None = None,
    tls: bool = False,
    warm: bool = True,
    topics: Sequence[int] = (),
    people: int | None = None,
    gateway: bool = False,
    hub: Hub | None = None,
    recorded: Sequence[Recording] = (),
    store: str | None = None,
    kept: Path | None = None,
    announce: Callable[[str], object] = say_at_once,
) -> None:
    """Open the lessons in everybody's browser, until Ctrl+C.

    Parameters
    ----------
    notebooks
        A folder with one folder of built notebooks for each language: ``en/4-seat-at-the-table.ipynb``, ``ar/…``.
    port, host
        Where to listen: ``127.0.0.1`` only for this computer, ``0.0.0.0`` for its network; port 0 takes any free one.
    seats
        The most lessons that are open at the same time; as many as fit into the free memory if left out.
    language
        In which whoever starts the lessons is spoken to.
    open_browser
        Whether to open the start page here as well.
    names
        More names by which this computer is asked for, such as that of a gateway in front of it.
    code
        What other devices are asked for before a lesson opens; made up if it is empty, not asked for if it is None.
    tls
        Whether to encrypt the lines, with a certificate made now.
    warm
        Whether a lesson is run once and forked for everybody, where the system can; else each process runs it.
    topics, people
        Whose lessons are made ready at once, in this language; how many people are expected.
    gateway
        Whether to believe headers on who asks and on encryption: only behind a gateway that nobody gets past.
    hub
        The JupyterHub that started this server for one person; it says who may come in.
    recorded
        Lessons that people have read; each stands on the page of its lesson.
    store, kept
        Where answers of sessions are kept (``sqlite:///w.sqlite``), or the file that is made for the first; else gone.
    announce
        Is told where the lessons can be opened, first the address for this computer; later, whether a phone has come.

    Raises
    ------
    SetupError
        The port is taken or not allowed, the address is not this computer's, the code is too short, the store cannot be
        opened, or there are no lessons. Nothing has been started then.
    """
    base = hub.base if hub else "/"
    site = Site(Path(notebooks).resolve(), base=base, of_one_person=hub is not None, recorded=tuple(recorded))
    if not site.languages:
        raise SetupError(words.NO_LESSONS, folder=str(notebooks))
    room_code = None if code is None else RoomCode(code)
    if room_code is not None and not room_code.is_long_enough:
        raise SetupError(words.CODE_REFUSED, code=code)
    known = Names(names)
    cards = lessons_of(site.notebooks / language, topics)
    sessions = Sessions(Store(store) if store else None, Kept(kept) if kept and not store else None)
    os.environ.pop(ADDRESS, None)  # lessons run in processes of their own, and none of them knows the store
    limits = Limits(seats=seats_here(seats, warm=warm and can_fork()))
    with take_port(port, host) as listening:
        server = ToolkitServer(
            site,
            listening,
            limits=limits,
            language=Language(language),
            open_browser=open_browser,
            warm=warm,
            cards=cards,
            people=people,
            announce=announce if hub is None else lambda line: None,  # nobody reads it, and nobody is invited
            names=known,
            code=room_code,
            certificate=make_certificate(("localhost", "127.0.0.1", *known.given, *known.own())) if tls else None,
            gateway=gateway,
            hub=hub,
            sessions=sessions,
        )
        server.initialize([])
        server.start()


class OwnKernel(KernelSpecManager):
    """The one kernel there is: the Python that runs this server, whatever others are installed for this user."""

    def find_kernel_specs(self) -> dict[str, str]:
        return {KERNEL: RESOURCES}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        if kernel_name != KERNEL:
            raise NoSuchKernel(kernel_name)
        # No history: it would write what runs into a file of the user's, and thirty kernels would share that file.
        described = get_kernel_dict(extra_arguments=["--HistoryManager.enabled=False", "--IPKernelApp.log_level=50"])
        inside_bounds = [LAUNCH if word == "ipykernel_launcher" else word for word in described["argv"]]
        by_us = {**described.get("metadata", {}), "kernel_provisioner": {"provisioner_name": NAME}}
        more = {"argv": inside_bounds, "env": KERNEL_ENVIRONMENT, "metadata": by_us}
        return KernelSpec(resource_dir=RESOURCES, **{**described, **more})


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
        warm: bool = True,
        cards: Sequence[LessonCard] = (),
        people: int | None = None,
        announce: Callable[[str], object] = say_at_once,
        names: Names | None = None,
        code: RoomCode | None = None,
        certificate: Certificate | None = None,
        gateway: bool = False,
        hub: Hub | None = None,
        sessions: Sessions | None = None,
        **kwargs: Any,
    ) -> None:
        self.site = site
        self.listening = listening
        self.limits = limits or Limits()
        self.language = language or Language("en")
        self.announce = announce
        self.names = names or Names()
        self.code = code
        self.certificate = certificate
        self.cards, self.people = cards, people
        self.gateway, self.hub = gateway, hub
        self.sessions = sessions or Sessions()
        asked = [f"{self.language.code}/{card.file}" for card in cards]
        self.announced = Announced(self.sessions, asked, people or 0, self.limits.seats)
        make_known()
        runner = runner_of_lessons(KERNEL_ENVIRONMENT, self.announced.for_lesson, fork=warm)
        self.warm = WarmLessons(runner, idle_seconds=self.limits.idle_seconds, patience=self.limits.warming_seconds)
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
        public = f"https://{self.names.given[0]}/" if gateway and self.names.given else ""
        self.reach = Reach(ip, port, site.base, encrypted=certificate is not None, public=public)
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
        # Nothing of this person's IPython is run in the lessons, and nothing written into their home.
        os.environ["IPYTHONDIR"] = str(Path(self.connection_dir, "ipython"))
        # What their libraries put into temporary folders goes with the server, also that of a process which was killed.
        os.environ["TMPDIR"] = str(self.connection_dir)
        self.kernel_websocket_connection_class = LessonLine
        usual = super().init_settings()
        self.kernel_manager.allowed_message_types = list(MESSAGES)
        self.seats = Seats(self.kernel_manager, self.limits.seats)
        self.kernel_manager.when_done = self.seats.is_done
        self.inside = Inside(self.sessions, self.keys_of_who_teaches)
        os.environ[SERVER] = self.inside.listen(Path(self.connection_dir))
        self.readiness = Readiness(self.language, self.announce, self.seats)
        return {
            **usual,
            "toolkit_site": self.site,
            "toolkit_seats": self.seats,
            "toolkit_limits": self.limits,
            "toolkit_warm": self.warm,
            "toolkit_reach": self.reach,
            "toolkit_names": self.names,
            "toolkit_code": self.code,
            "toolkit_hub": self.hub,
            "toolkit_sessions": self.sessions,
            "toolkit_fingerprint": self.certificate.fingerprint if self.certificate else "",
            "log_function": self.notice,
            "default_handler_class": MissingHandler,
        }

    def init_handlers(self) -> list[tuple[Any, ...]]:
        ours = addresses(
            self.site,
            version=self.version,
            static_paths=self.static_paths,
            labextensions=self.labextensions_path,
        )
        return [*(self.hub.addresses() if self.hub else ()), *ours]

    def listen(self) -> None:
        """Answer on the reserved port, say so, and stay until somebody stops it."""
        self.app.settings["toolkit_drawing"] = Drawing(
            self.site,
            self.app.settings,
            template_paths=self.template_paths,
            config=self.config,
            voila_configuration=self.voila_configuration,
            static=(static := f"{self.site.base}{voila_files(self.version)}"),
            bundle=f"{static}/bundle-{bundle_of(tuple(self.static_paths)).mark}.js",
        )
        Headers.base = self.site.base
        self.app.add_transform(Headers)
        # Voila applies `compress_response` too late to have any effect.
        self.app.add_transform(Compressed)
        spare_the_log()
        server = Connections(
            self.app,
            most=connections_in(raise_descriptors(), self.limits.seats),
            refusal=self.site.crowded(),
            xheaders=self.gateway,
            ssl_options=self.certificate.context() if self.certificate else None,
        )
        server.add_socket(self.listening)
        code, fingerprint = self.app.settings["toolkit_code"], self.app.settings["toolkit_fingerprint"]
        for line in invitation(self.reach, self.language, self.limits.seats, code.shown if code else "", fingerprint):
            self.announce(line)
        if not self.warm.forks and not (self.cards and self.people):
            self.announce(self.language.say(words.EACH_ANEW))
        if self.open_browser:
            threading.Thread(target=webbrowser.open, args=(self.reach.here,), daemon=True).start()
        self.ioloop = tornado.ioloop.IOLoop.current()
        self.ioloop.call_later(self.limits.lonely_seconds, self.advise)
        looking = tornado.ioloop.PeriodicCallback(self.look_after_lessons, SECONDS_BETWEEN_LOOKS * 1000)
        looking.start()
        tornado.ioloop.PeriodicCallback(self.sessions.clear_old, 1000 * SECONDS_OF_A_DAY).start()
        tornado.ioloop.PeriodicCallback(self.warm.end_idle, 1000 * self.limits.clearing_seconds).start()
        if self.cards or self.people:
            self.ioloop.add_callback(self.readiness.prepare, self.cards, self.make_ready, self.people)
            tornado.ioloop.PeriodicCallback(self.readiness.tell, 1000 * SECONDS_BETWEEN_LINES).start()
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            looking.stop()
            server.stop()
            self.stop()
            self.warm.close()
            self.inside.close()
            self.sessions.close()

    def stop(self) -> None:
        """End all lessons, and leave nothing of them behind."""
        run_sync(self.kernel_manager.shutdown_all)()
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    async def look_after_lessons(self) -> None:
        """End lessons for which nobody came, and one that takes the memory of all others."""
        await self.seats.clear()
        self.warm.make_announced(self.announced.by_sessions(), self.make_ready)
        await end_the_largest(processes_of(self.kernel_manager), lambda kernel: self.seats.end(kernel, now=True))

    def keys_of_who_teaches(self) -> list[bytes]:
        """The keys of the processes that run a page of who teaches."""
        return [self.kernel_manager.get_kernel(kernel).session.key for kernel in self.seats.of_who_teaches()]

    async def make_ready(self, path: str, *, stays: bool = True) -> WarmLesson | None:
        """Run a lesson for all who are announced, and keep it for as long as the server runs if it is to stay."""
        drawing: Drawing = self.app.settings["toolkit_drawing"]
        return await self.warm.get_filled(path, self.site.stamp(path), lambda: drawing.prepare(path), stays=stays)

    def notice(self, handler: Any) -> None:
        """Note that an answer was given, and nothing of whom: nobody keeps a list of who opened what."""
        self.arrivals.notice(handler)
        self.readiness.notice(handler)

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
        multi_kernel_manager_class=LessonProcesses,
    )
    config.Voila.token = ""
    config.Voila.identity_provider_class = Anybody
    config.MappingKernelManager.cull_idle_timeout = limits.idle_seconds
    config.MappingKernelManager.cull_interval = limits.clearing_seconds
    # A process that was started anew would know nothing of what was entered, and its page would not notice.
    config.KernelRestarter.restart_limit = 0
    config.KernelManager.transport = "ipc" if os.name == "posix" else "tcp"
    # Nothing is signed here. Left to itself, it would write a secret into this person's home, or fail where it may not.
    config.NotebookNotary.db_file = ":memory:"
    config.NotebookNotary.secret = secrets.token_bytes(32)
    return config
