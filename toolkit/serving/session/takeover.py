"""How a session goes on without the device that it was led from: with a code and a key, and what is taken along."""

from __future__ import annotations

from typing import Any

from tornado.web import HTTPError

from toolkit.course.sessions.exporting import export
from toolkit.course.sessions.session import Session
from toolkit.serving.guard.code import plain_code
from toolkit.serving.pages.answers import comes_from_our_page
from toolkit.serving.pages.qr import qr_for_page
from toolkit.serving.session import pages
from toolkit.serving.session.handlers import KEY, Data
from toolkit.serving.session.live import Live
from toolkit.serving.session.page_handlers import JoinHandler


class TakeOverHandler(JoinHandler):
    """``/<language>/lead/``: asks for the code and the key on the leader's sheet, and leads to the leader's page.

    The key is in no form: a script of the page puts it behind ``#``, where browsers leave it when they are led on.
    """

    def get(self, code: str) -> None:  # type: ignore[override] # the code of a session is in no address here
        if self.in_language(code):
            self.answer(code, pages.take_over_page(self.site, code), keep="no-store")

    def post(self, code: str) -> None:
        """Somebody typed the code."""
        if not self.in_language(code):
            return
        if not comes_from_our_page(self):
            raise HTTPError(403)
        live, why = self._session_of(plain_code(self.get_body_argument("code", "")[:40]))
        if live is None:
            self.set_status(429 if why == "slow" else 403)
            self.answer(code, pages.take_over_page(self.site, code, why), keep="no-store")
        else:
            self.set_header("Cache-Control", "no-store")
            self.redirect(f"{self.site.base}{code}/session/{live.session.id}/", status=303)


class OnDemandHandler(Data):
    """``/session/<id>/on-demand``: what stands on the leader's sheet, and the facilitator's notes."""

    async def post(self, id: str) -> None:
        async def draw(live: Live) -> None:
            if not self.steers(live):
                self.refuse(403)
                return
            code = self.language.code
            self.tell({**self._sheet(live.session, code), "notes": pages.notes_of(self.site, live.session, code)})

        await self.about(id, draw)

    def _sheet(self, session: Session, code: str) -> dict[str, str]:
        found = self.settings["toolkit_reach"].for_phones()
        if not found:
            return {"address": "", "drawn": "", "typed": ""}
        address = f"{found[0]}{code}/session/{session.id}/#{self.request.headers[KEY]}"
        return {"address": address, "drawn": qr_for_page(address), "typed": f"{found[0]}{code}/lead/"}


class ExportHandler(Data):
    """``/session/<id>/export``: all answers as a file, for whoever has the key."""

    async def get(self, id: str) -> None:
        async def send(live: Live) -> None:
            if not self.steers(live):
                self.refuse(403)
                return
            text = await self.sessions.ask(export, live.store, live.session.id)
            self.set_header("Content-Type", "application/x-ndjson; charset=utf-8")
            self.set_header("Cache-Control", "no-store")
            self.finish(text)

        await self.about(id, send)


def addresses(base: str) -> list[tuple[Any, ...]]:
    """The addresses of what is taken along; `base` is escaped already."""
    id = r"([0-9a-f]{32})"
    return [
        (rf"{base}([a-z]{{2}})/lead/", TakeOverHandler),
        (rf"{base}session/{id}/export", ExportHandler),
        (rf"{base}session/{id}/on-demand", OnDemandHandler),
    ]
