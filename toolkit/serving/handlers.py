"""Which address answers with what."""

from __future__ import annotations

import os
import re
from typing import Any

from tornado.web import HTTPError, StaticFileHandler
from voila.static_file_handler import MultiStaticFileHandler

from toolkit.course.recordings import Recording
from toolkit.serving.kernels import HereHandler, KernelHandler, LeaveHandler, SocketHandler
from toolkit.serving.opening import LessonHandler
from toolkit.serving.pages.answers import Answering, comes_from_our_page
from toolkit.serving.pages.bundle import bundle_of
from toolkit.serving.pages.frames import Site, page_folder, sheet_folder
from toolkit.serving.pages.sheet_script import SheetScript
from toolkit.serving.session.handlers import addresses as session_addresses
from toolkit.serving.session.page_handlers import addresses as addresses_of_session_pages
from toolkit.serving.session.takeover import addresses as addresses_of_leaders

_KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"


class StartHandler(Answering):
    """``/`` and ``/<language>/``: the start page."""

    def get(self, code: str = "") -> None:
        if code and code not in self.site.languages:
            self.answer_missing()
            return
        code = code or self.reader
        self.answer(code, self.site.start(code, read_along=self.is_read_along))

    head = get


class TeachHandler(Answering):
    """``/<language>/teach/``: the page for those who teach."""

    def get(self, code: str) -> None:
        if code in self.site.languages:
            teaches = self.is_of_who_teaches
            running = self.settings["toolkit_sessions"].running() if teaches else ()
            about = [(live.session.id, live.session.lesson, live.session.code) for live in running]
            page = self.site.teach(code, opens_editions=teaches, running=about)
            self.answer(code, page, keep="private, no-cache")
        else:
            self.answer_missing()

    head = get


class RoomHandler(Answering):
    """``/<language>/room/``: the address for the phones and its QR code, for the projector."""

    def get(self, code: str) -> None:
        if code in self.site.languages and not self.site.of_one_person:
            # Who is not let in yet reads the address here, and not the code.
            code_of_room = self.code.shown if self.code and self.is_let_in else ""
            fingerprint = self.settings.get("toolkit_fingerprint", "")
            page = self.site.room(code, self.settings["toolkit_reach"], code_of_room, fingerprint)
            self.answer(code, page, keep="no-store")
        else:
            self.answer_missing()

    head = get


class CodeHandler(Answering):
    """``/<language>/code/``: a browser says the code of the room, and goes on to where it was going."""

    def post(self, code: str) -> None:
        to = self.get_body_argument("to", "")[:300]
        if code not in self.site.languages or self.site.lesson(to) is None or self.code is None:
            self.answer_missing()
        elif not comes_from_our_page(self):
            raise HTTPError(403)
        elif not self.code.may_guess(self.address):
            self._ask_again(code, to, 429, "slow")
        elif not self.code.fits(self.get_body_argument("code", "")):
            self._ask_again(code, to, 403, "wrong")
        else:
            self.code.let_in(self, self.site.base)
            self.set_header("Cache-Control", "no-store")
            self.redirect(self.site.address_of(to), status=303)

    def _ask_again(self, code: str, to: str, status: int, why: str) -> None:
        self.set_status(status)
        self.answer(code, self.site.ask_for_code(to, why), keep="no-store")


class SlashHandler(Answering):
    """An address of a page without its last stroke."""

    def initialize(self, to: str) -> None:
        self.to = to

    def get(self) -> None:
        self.redirect(self.to, permanent=True)

    head = get


class MissingHandler(Answering):
    """Every address that nothing else answers."""

    async def prepare(self) -> None:
        if await self.may_ask():
            self.answer_missing()


class _FileHandler(Answering):
    """A file of a page. What lies elsewhere and what is no file is missing: why, is nobody's business."""

    def parse_url_path(self, url_path: str) -> str:
        if "\0" in url_path:
            raise HTTPError(404)
        return url_path.replace("/", os.sep)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        super().write_error(404 if status_code == 403 else status_code, **kwargs)


class OwnFileHandler(_FileHandler, StaticFileHandler):
    """``/toolkit/static/…``: styles and scripts of our pages."""


class SheetFileHandler(_FileHandler, StaticFileHandler):
    """``/toolkit/sheet/sheet.css``: the style of the sheets, and nothing else of its folder."""


class SheetScriptHandler(_FileHandler, SheetScript):
    """``/toolkit/sheet/sheet.js``: the script of the sheets."""


class RecordingHandler(_FileHandler, StaticFileHandler):
    """``/toolkit/recordings/…``: a recording that is listed, and nothing else of its folder."""

    def initialize(self, recorded: tuple[Recording, ...]) -> None:  # type: ignore[override]
        self.names = {one.file.name for one in recorded}
        super().initialize(path=str(recorded[0].file.parent))

    def parse_url_path(self, url_path: str) -> str:
        if url_path not in self.names:
            raise HTTPError(404)
        return url_path


class VoilaFileHandler(_FileHandler, MultiStaticFileHandler):
    """``/voila/static/…`` and ``/voila/labextensions/…``: what draws the widgets."""


class BundleHandler(Answering):
    """``/voila/static/…/bundle-….js``: the pieces of Voila's script in one file, packed once for everybody."""

    def initialize(self, folders: tuple[str, ...]) -> None:
        self.folders = folders

    def get(self, mark: str) -> None:
        bundle = bundle_of(self.folders)
        if mark != bundle.mark:
            self.answer_missing()
            return
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.write(bundle.packed)
        else:
            self.write(bundle.content)


def voila_files(version: str) -> str:
    """Where Voila's own files are, behind the part of the address in front of every page."""
    return f"voila/static/at-{version}"


def addresses(
    site: Site,
    *,
    version: str,
    static_paths: list[str],
    labextensions: list[str],
) -> list[tuple[Any, ...]]:
    """All addresses of the server; one that is not listed here gets the missing page.

    Voila's own list is not used: it would add a login, a listing of the folder and a way to its files.

    Parameters
    ----------
    version
        Stands in the address of Voila's files, whose names do not change with their content.
    """
    base = re.escape(site.base)
    language = r"([a-z]{2})"
    static = voila_files(version)
    return [
        (rf"{base}", StartHandler),
        (rf"{base}{language}/", StartHandler),
        (rf"{base}{language}/teach/", TeachHandler),
        (rf"{base}{language}/room/", RoomHandler),
        (rf"{base}{language}/code/", CodeHandler),
        *addresses_of_session_pages(base),
        *session_addresses(base),
        *addresses_of_leaders(base),
        *(
            (rf"{base}{code}{place}", SlashHandler, {"to": f"{site.base}{code}{place}/"})
            for code in site.languages
            for place in ("", "/teach", "/room", "/join")
        ),
        (rf"{base}join", SlashHandler, {"to": f"{site.base}join/"}),
        (rf"{base}voila/render/(.*)", LessonHandler),
        (rf"{base}api/kernels/{_KERNEL}", KernelHandler),
        (rf"{base}api/kernels/{_KERNEL}/channels", SocketHandler),
        (rf"{base}toolkit/here/{_KERNEL}", HereHandler),
        (rf"{base}toolkit/leave/{_KERNEL}", LeaveHandler),
        (rf"{base}{re.escape(static)}/bundle-([0-9a-f]{{32}})\.js", BundleHandler, {"folders": tuple(static_paths)}),
        (rf"{base}{re.escape(static)}/(.*)", VoilaFileHandler, {"paths": static_paths}),
        (rf"{base}voila/labextensions/(.*)", VoilaFileHandler, {"paths": labextensions}),
        (rf"{base}toolkit/static/(.*)", OwnFileHandler, {"path": str(page_folder() / "static")}),
        (rf"{base}toolkit/sheet/(sheet\.css)", SheetFileHandler, {"path": str(sheet_folder())}),
        (rf"{base}toolkit/sheet/(sheet\.js)", SheetScriptHandler, {"path": ""}),
        *(
            [(rf"{base}toolkit/recordings/(.*)", RecordingHandler, {"recorded": site.recorded})]
            if site.recorded
            else []
        ),
        (r".*", MissingHandler),
    ]
