"""The script of the sheets as a file of this server, made from its modules when the server starts."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime

from tornado.web import HTTPError, StaticFileHandler

from toolkit.app.kit.script import sheet_script

NAME = "sheet.js"


class SheetScript(StaticFileHandler):
    """A file that lies on no disk; its address, its mark and how long it keeps are as those of all others."""

    @classmethod
    def get_absolute_path(cls, root: str, path: str) -> str:
        return path

    def validate_absolute_path(self, root: str, absolute_path: str) -> str:
        if absolute_path != NAME:
            raise HTTPError(404)
        return absolute_path

    @classmethod
    def get_content(
        cls, abspath: str, start: int | None = None, end: int | None = None
    ) -> Generator[bytes, None, None]:
        yield sheet_script().encode()[start:end]

    def get_content_size(self) -> int:
        return len(sheet_script().encode())

    def get_modified_time(self) -> datetime | None:
        return None  # whether it has changed is told by its mark


def address(base: str) -> str:
    """Where a page finds it, with a mark of its content so that browsers may keep it for good."""
    settings = {"static_path": "", "static_url_prefix": f"{base}toolkit/sheet/"}
    return SheetScript.make_static_url(settings, NAME)
