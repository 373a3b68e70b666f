"""Which address answers with what."""

from __future__ import annotations

import os
import re
from typing import Any

from tornado.web import HTTPError, RedirectHandler, StaticFileHandler
from voila.static_file_handler import MultiStaticFileHandler

from toolkit.serving.answers import Answering
from toolkit.serving.kernels import HereHandler, KernelHandler, LeaveHandler, SocketHandler
from toolkit.serving.opening import LessonHandler
from toolkit.serving.pages import Site, page_folder, sheet_folder

_KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"


class StartHandler(Answering):
    """``/`` and ``/<language>/``: the start page."""

    def get(self, code: str = "") -> None:
        if code and code not in self.site.languages:
            self.answer_missing()
            return
        code = code or self.reader
        self.answer(code, self.site.start(code))

    head = get


class TeachHandler(Answering):
    """``/<language>/teach/``: the page for those who teach."""

    def get(self, code: str) -> None:
        if code in self.site.languages:
            self.answer(code, self.site.teach(code))
        else:
            self.answer_missing()

    head = get


class RoomHandler(Answering):
    """``/<language>/room/``: the address for the phones and its QR code, for the projector."""

    def get(self, code: str) -> None:
        if code in self.site.languages:
            reach = self.settings["toolkit_reach"]
            self.answer(code, self.site.room(code, reach), keep="no-store")
        else:
            self.answer_missing()

    head = get


class MissingHandler(Answering):
    """Every address that nothing else answers."""

    def prepare(self) -> None:
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
    """``/toolkit/sheet/…``: the script and the style of the sheets, and nothing else of their folder."""


class VoilaFileHandler(_FileHandler, MultiStaticFileHandler):
    """``/voila/static/…`` and ``/voila/labextensions/…``: what draws the widgets."""


def addresses(
    site: Site,
    *,
    version: str,
    static_paths: list[str],
    labextensions: list[str],
    lesson: dict[str, Any],
) -> list[tuple[Any, ...]]:
    """All addresses of the server; one that is not listed here gets the missing page.

    Voila's own list is not used: it would add a login, a listing of the folder and a way to its files.

    Parameters
    ----------
    version
        Stands in the address of Voila's files, whose names do not change with their content.
    lesson
        What is needed to draw a notebook.
    """
    base = re.escape(site.base)
    language = r"([a-z]{2})"
    static = f"voila/static/at-{version}"
    return [
        (rf"{base}", StartHandler),
        (rf"{base}{language}/", StartHandler),
        (rf"{base}{language}/teach/", TeachHandler),
        (rf"{base}{language}/room/", RoomHandler),
        *(
            (rf"{base}{code}{place}", RedirectHandler, {"url": f"{site.base}{code}{place}/"})
            for code in site.languages
            for place in ("", "/teach", "/room")
        ),
        (rf"{base}voila/render/(.*)", LessonHandler, {**lesson, "static": f"{site.base}{static}"}),
        (rf"{base}api/kernels/{_KERNEL}", KernelHandler),
        (rf"{base}api/kernels/{_KERNEL}/channels", SocketHandler),
        (rf"{base}toolkit/here/{_KERNEL}", HereHandler),
        (rf"{base}toolkit/leave/{_KERNEL}", LeaveHandler),
        (rf"{base}{re.escape(static)}/(.*)", VoilaFileHandler, {"paths": static_paths}),
        (rf"{base}voila/labextensions/(.*)", VoilaFileHandler, {"paths": labextensions}),
        (rf"{base}toolkit/static/(.*)", OwnFileHandler, {"path": str(page_folder() / "static")}),
        (rf"{base}toolkit/sheet/(sheet\.(?:js|css))", SheetFileHandler, {"path": str(sheet_folder())}),
        (r".*", MissingHandler),
    ]
