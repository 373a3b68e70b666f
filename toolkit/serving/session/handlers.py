"""Which address of a session answers with what. Phones show a ticket, whoever leads a key, the wall nothing."""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tornado.web import HTTPError

from toolkit.course.sessions.answers import TooLate
from toolkit.course.sessions.session import Session
from toolkit.course.store.tally import SMALLEST
from toolkit.errors import ToolkitError
from toolkit.languages import KNOWN, Language
from toolkit.serving.guard.code import plain_code
from toolkit.serving.lessons import lessons, read_notebook
from toolkit.serving.pages.answers import Answering, comes_from_our_page
from toolkit.serving.pages.qr import qr_for_page
from toolkit.serving.pages.session_words import SMALLEST_NUMBERS
from toolkit.serving.session import pages
from toolkit.serving.session.live import (
    MOST_WAITING,
    MOST_WATCHING,
    NEWS_OF_ONE_PAGE,
    Live,
    SessionOver,
    Sessions,
    TooMany,
)
from toolkit.serving.session.rehearsal import exercises_by_step, simulate
from toolkit.serving.session.views import tally_exercise, view_of

KEY, TICKET = "X-Session-Key", "X-Session-Ticket"
_LARGEST = 1_000_000  # of a step, or of the seconds of a timer


class _Sessions(Answering):
    """An address of a session."""

    @property
    def sessions(self) -> Sessions:
        """All sessions of the server."""
        return self.settings["toolkit_sessions"]

    def in_language(self, code: str) -> bool:
        """Whether there is such a page; if not, it has been answered."""
        if code in self.site.languages and not self.site.of_one_person:
            return True
        self.answer_missing()
        return False


class BeginHandler(_Sessions):
    """``/<language>/session/``: somebody who teaches begins a session, and is led to its page with the key to it."""

    async def post(self, code: str) -> None:
        file = self.get_body_argument("lesson", "")[:200]
        card = next((card for card in lessons(self.site.notebooks / code) if card.file == file), None)
        if not self.in_language(code):
            return
        if not comes_from_our_page(self) or not self.is_of_who_teaches:
            raise HTTPError(403)
        if card is None:
            self.answer_missing()
            return
        steps = tuple(pages.titles_of(self.site, f"{code}/{file}"))
        try:
            rehearsal = self.get_body_argument("rehearsal", "") == "yes"
            asked = self.get_body_argument("smallest", "")
            about = {"topic": str(card.topic or ""), "rehearsal": rehearsal}
            # Chosen before anybody answers: what people were promised holds to the end.
            smallest = next((each for each in SMALLEST_NUMBERS if str(each) == asked), SMALLEST)
            live, key = await self.sessions.open(file, code, steps, **about, smallest=smallest)
            if rehearsal:
                live.simulated = asyncio.create_task(simulate(self.sessions, live, self._exercises))
        except TooMany:
            raise HTTPError(503) from None
        self.set_header("Cache-Control", "no-store")
        # What stands behind # is sent to no server and stands in no log.
        self.redirect(f"{self.site.base}{code}/session/{live.session.id}/#{key}", status=303)

    def _exercises(self, session: Session) -> Mapping[int, tuple[str, ...]]:
        return exercises_by_step(read_notebook(self.site.notebooks / session.language / session.lesson))


class LeadHandler(_Sessions):
    """``/<language>/session/<id>/``: the page from which a session is led."""

    def get(self, code: str, id: str) -> None:
        if self.in_language(code):
            live = self._find(id)
            if live:
                opens = self.is_of_who_teaches
                page = pages.lead_page(self.site, code, live.session, edition_opens=opens)
                self.answer(code, page, keep="no-store")

    def _find(self, id: str) -> Live | None:
        try:
            return self.sessions.find(id)
        except SessionOver:
            self.answer_missing()
            return None


class WallHandler(LeadHandler):
    """``/<language>/wall/<id>/``: the page for the projector."""

    def get(self, code: str, id: str) -> None:
        if self.in_language(code):
            live = self._find(id)
            if live:
                page = pages.wall_page(self.site, code, live.session, self.settings["toolkit_reach"])
                self.answer(code, page, keep="no-store")


class JoinHandler(_Sessions):
    """``/join/``, ``/join/<code>/`` and the same behind a language: the page on which a phone joins."""

    def get(self, code: str = "", figures: str = "") -> None:
        code = code or self.reader
        if not self.in_language(code):
            return
        live, why = self._session_of(figures) if figures else (None, "")
        session, written = (live.session, live.store.outlives) if live else (None, False)
        self.answer(code, pages.join_page(self.site, code, session, why, written=written), keep="no-store")

    def post(self, code: str) -> None:
        """Somebody typed the code."""
        if not self.in_language(code):
            return
        if not comes_from_our_page(self):
            raise HTTPError(403)
        typed = self.get_body_argument("code", "")[:40]
        live, why = self._session_of(plain_code(typed))
        if live is None and self._opens_room(typed):
            self.set_header("Cache-Control", "no-store")
            self.redirect(f"{self.site.base}{code}/", status=303)
        elif live is None:
            self.set_status(429 if why == "slow" else 403)
            self.answer(code, pages.join_page(self.site, code, None, why), keep="no-store")
        else:
            self.redirect(f"{self.site.base}{code}/join/{live.session.code}/", status=303)

    def _opens_room(self, typed: str) -> bool:
        """Whether it is the code of the room that was typed: people have one code in the hand, and not two kinds."""
        if self.code is None or self.is_let_in or not self.code.may_guess(self.address) or not self.code.fits(typed):
            return False
        self.code.let_in(self, self.site.base)
        return True

    def _session_of(self, figures: str) -> tuple[Live | None, str]:
        if not self.sessions.may_guess(self.address):
            return None, "slow"
        live = self.sessions.of_code(figures)
        if live is None:
            self.sessions.note_wrong(self.address)
        return live, "" if live else "wrong"


class _Data(_Sessions):
    """An address that a script asks: it answers with data, and says what went wrong in the reader's language."""

    async def prepare(self) -> None:
        if await self.may_ask() and not comes_from_our_page(self):
            raise HTTPError(403)

    @property
    def language(self) -> Language:
        """The language of the page that asks."""
        asked = self.get_query_argument("language", "")[:10]
        return Language(asked if asked in KNOWN else self.reader)

    async def about(self, id: str, do: Callable[[Live], Awaitable[None]]) -> None:
        """Do something in a session, and say what kept it from being done."""
        try:
            await do(self.sessions.find(id))
        except SessionOver:
            self.refuse(404)
        except TooMany:
            self.set_header("Retry-After", "2")
            self.refuse(429)
        except TooLate as error:
            self.refuse(409, error)
        except ToolkitError as error:
            self.refuse(400, error)

    def refuse(self, status: int, error: ToolkitError | None = None) -> None:
        """Say why not."""
        self.set_status(status)
        self.tell({"said": self.language.say_error(error) if error else ""})

    def tell(self, told: Any) -> None:
        """Send data."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(told, ensure_ascii=False))

    def sent(self) -> dict[str, Any]:
        """What a script sent."""
        try:
            found = json.loads(self.request.body or b"{}")
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise HTTPError(400)
        return found

    def steers(self, live: Live) -> bool:
        """Whether the key of this session was shown."""
        return live.session.is_led_with(self.request.headers.get(KEY, ""))

    def ticket_of(self, live: Live) -> str:
        """The ticket of a phone that has joined, or nothing."""
        ticket = self.request.headers.get(TICKET, "")
        return ticket if ticket and live.session.is_ticket(ticket) else ""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.tell({"said": ""})


class TicketHandler(_Data):
    """``/session/<id>/join``: a phone that knows the code gets its ticket, and may open lessons."""

    async def post(self, id: str) -> None:
        async def join(live: Live) -> None:
            if not self.sessions.may_guess(self.address):
                raise TooMany
            sent = self.sent()
            if not hmac.compare_digest(str(sent.get("code", ""))[:12].encode(), live.session.code.encode()):
                self.sessions.note_wrong(self.address)
                self.refuse(403)
                return
            ticket = await self.sessions.join(live, str(sent.get("ticket", ""))[:100])
            if self.code is not None and not self.is_let_in:
                self.code.let_in(self, self.site.base, guest=True)
            self.tell({"ticket": ticket})

        await self.about(id, join)


class NewsHandler(_Data):
    """``/session/<id>/news``: waits until something is new, or a while, and tells how things stand."""

    async def get(self, id: str) -> None:
        async def tell(live: Live) -> None:
            steers, ticket = self.steers(live), self.ticket_of(live)
            if (KEY in self.request.headers and not steers) or (TICKET in self.request.headers and not ticket):
                self.refuse(403)
                return
            place = ticket or ("lead" if steers else "wall")
            if not steers and not live.pace(f"news {ticket or self.address}", NEWS_OF_ONE_PAGE).take():
                raise TooMany
            if live.waiting[place] >= (MOST_WAITING if ticket else MOST_WATCHING):
                raise TooMany
            if ticket:
                live.is_here(ticket)
            since = self.get_query_argument("since", "0")[:9]
            with live.waits(place, lambda: bool(ticket) and not self.is_gone):
                await live.news(int(since) if since.isdecimal() else 0)
            live = self.sessions.find(id)
            who = "lead" if steers else "phone" if ticket else "wall"
            told = await view_of(self.sessions, live, who, self.language)  # type: ignore[arg-type]
            path = pages.lesson_in(self.site, live.session, self.language.code)
            if not self.is_gone:
                self.tell({**told, "address": self.site.address_of(path)})

        await self.about(id, tell)


class AnswerHandler(_Data):
    """``/session/<id>/answer``: a phone says where it is or what was answered; 204 says that it is kept."""

    async def post(self, id: str) -> None:
        async def take(live: Live) -> None:
            ticket = self.ticket_of(live)
            if not ticket:
                self.refuse(403)
                return
            await self.sessions.take(live, ticket, self.sent())
            self.set_status(204)
            self.finish()

        await self.about(id, take)


class CommandHandler(_Data):
    """``/session/<id>/do``: whoever has the key does one thing."""

    async def post(self, id: str) -> None:
        async def do(live: Live) -> None:
            if not self.steers(live):
                self.refuse(403)
                return
            sent = self.sent()
            what = str(sent.get("do", ""))
            if what in ("end", "delete"):
                await self.sessions.end(live, delete=what == "delete")
            else:
                await self.sessions.change(live, await self._changed(live, what, sent))
            self.tell({})

        await self.about(id, do)

    async def _changed(self, live: Live, what: str, sent: dict[str, Any]) -> Session:
        session, id = live.session, str(sent.get("id", ""))[:80]
        number = sent.get("number", 0)
        is_number = isinstance(number, (int, float)) and not isinstance(number, bool) and abs(number) < _LARGEST
        number = number if is_number else -1  # also of what is no number to Python, such as NaN
        if what == "step":
            return session.go_to(int(number))
        if what == "lesson":
            card = next((each for each in pages.offered(self.site, session) if each.file == id), None)
            if card is None:
                raise HTTPError(400)
            steps = pages.titles_of(self.site, f"{session.language}/{card.file}")
            return session.go_on_with(card.file, steps, str(card.topic or ""))
        if what == "timer":
            return session.set_timer(number, time.time())
        if what == "ready":
            return session.add_poll(ready=id)
        if what == "poll":
            options = sent.get("options", [])
            given = [str(each) for each in options][:20] if isinstance(options, list) else []
            return session.add_poll(str(sent.get("question", "")), given)
        if what == "show-exercise":
            tally = await self.sessions.ask(tally_exercise, live.store, session, id)
            return live.session.show_exercise(id, tally)
        known = {
            "open": session.open_poll,
            "close": session.close_poll,
            "show": session.show_poll,
            "reset": session.reset_poll,
            "remove": session.remove_poll,
            "hide-exercise": session.hide_exercise,
        }
        if what not in known:
            raise HTTPError(400)
        return known[what](id)


class ExportHandler(_Data):
    """``/session/<id>/export``: all answers as a file, for whoever has the key."""

    async def get(self, id: str) -> None:
        async def export(live: Live) -> None:
            if not self.steers(live):
                self.refuse(403)
                return
            text = await self.sessions.ask(live.store.export, workshop=live.session.id)
            self.set_header("Content-Type", "application/x-ndjson; charset=utf-8")
            self.set_header("Cache-Control", "no-store")
            self.finish(text)

        await self.about(id, export)


class OnDemandHandler(_Data):
    """``/session/<id>/<what>``: the picture that moves the session to another device, and the facilitator's notes."""

    async def post(self, id: str) -> None:
        async def draw(live: Live) -> None:
            if not self.steers(live):
                self.refuse(403)
                return
            code = self.language.code
            found = self.settings["toolkit_reach"].for_phones()
            key = self.request.headers[KEY]
            address = f"{found[0]}{code}/session/{live.session.id}/#{key}" if found else ""
            notes = pages.notes_of(self.site, live.session, code)
            self.tell({"address": address, "drawn": qr_for_page(address) if address else "", "notes": notes})

        await self.about(id, draw)


def addresses(base: str) -> list[tuple[Any, ...]]:
    """All addresses of sessions; `base` is escaped already."""
    language, id, code = r"([a-z]{2})", r"([0-9a-f]{32})", r"([0-9]{6})"
    return [
        (rf"{base}{language}/session/", BeginHandler),
        (rf"{base}{language}/session/{id}/", LeadHandler),
        (rf"{base}{language}/wall/{id}/", WallHandler),
        (rf"{base}join/", JoinHandler),
        (rf"{base}join/()({code[1:-1]})/?", JoinHandler),
        (rf"{base}{language}/join/", JoinHandler),
        (rf"{base}{language}/join/{code}/?", JoinHandler),
        (rf"{base}session/{id}/join", TicketHandler),
        (rf"{base}session/{id}/news", NewsHandler),
        (rf"{base}session/{id}/answer", AnswerHandler),
        (rf"{base}session/{id}/do", CommandHandler),
        (rf"{base}session/{id}/export", ExportHandler),
        (rf"{base}session/{id}/on-demand", OnDemandHandler),
    ]
