"""What scripts ask of a session, and who may ask it. Phones show a ticket, whoever leads a key, the wall nothing."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from tornado.web import HTTPError

from toolkit.course.sessions.answers import NOT_TAKEN, TooLate
from toolkit.course.sessions.polls import texts_sent
from toolkit.course.sessions.session import Session
from toolkit.course.store.store import NotKept
from toolkit.errors import DataError, ToolkitError
from toolkit.languages import KNOWN, Language
from toolkit.serving.lessons import read_notebook
from toolkit.serving.pages.answers import comes_from_our_page
from toolkit.serving.session import pages
from toolkit.serving.session.bounds import (
    GUESSES,
    MOST_STRANGERS,
    MOST_WAITING,
    MOST_WALLS,
    NEWS_OF_ONE_PAGE,
    STRANGERS_OF_ONE_ADDRESS,
)
from toolkit.serving.session.leaders import MovedMeanwhile
from toolkit.serving.session.live import Live, SessionOver, TooMany
from toolkit.serving.session.page_handlers import OfSessions
from toolkit.serving.session.rehearsal import names_in
from toolkit.serving.session.sheet import ask_of_row, go_to_row, room_line
from toolkit.serving.session.views import tally_exercise, view_of

KEY, TICKET, WALL, LEADER = "X-Session-Key", "X-Session-Ticket", "X-Session-Wall", "X-Session-Leader"
_LARGEST = 1_000_000  # of a step, or of the seconds of a timer


class Data(OfSessions):
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
        except NotKept:
            self.refuse(503)  # the phone sends its answer again
        except (TooLate, MovedMeanwhile) as error:
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
        """Whether the key of this session was shown.

        The right key is looked at whatever came before: who sends wrong ones often shares the address of whoever leads.
        """
        if live.session.is_led_with(self.request.headers.get(KEY, "")):
            return True
        if KEY in self.request.headers and self.sessions.guesses_keys(self.address):
            raise TooMany
        return False

    @property
    def leader(self) -> str:
        """What the browser of whoever leads calls itself; it is a number drawn there, and opens nothing."""
        return self.request.headers.get(LEADER, "")

    def ticket_of(self, live: Live) -> str:
        """The ticket of a phone that has joined, or nothing."""
        ticket = self.request.headers.get(TICKET, "")
        return ticket if live.session.is_ticket(ticket) and ticket not in live.room.aside else ""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.tell({"said": ""})


class TicketHandler(Data):
    """``/session/<id>/join``: a phone that knows the code gets its ticket, and may open lessons."""

    async def post(self, id: str) -> None:
        async def join(live: Live) -> None:
            # Who knows the random id of a session was told it behind the right code: wrong ones of others that share
            # the address are no matter of this phone, and are counted apart.
            guesses = live.pace(f"guess {self.address} {self.device_of(live)}", GUESSES)
            if not guesses.has():
                raise TooMany
            sent = self.sent()
            if not hmac.compare_digest(str(sent.get("code", ""))[:12].encode(), live.session.code.encode()):
                guesses.take()
                self.refuse(403)
                return
            ticket = await self.sessions.join(
                live, str(sent.get("ticket", ""))[:100], self.address, self.device_of(live)
            )
            if self.code is not None and not self.is_let_in:
                self.code.let_in(self, self.site.base, guest=True)
            self.tell({"ticket": ticket})

        await self.about(id, join)


class NewsHandler(Data):
    """``/session/<id>/news``: waits until something is new, or a while, and tells how things stand."""

    async def get(self, id: str) -> None:
        async def tell(live: Live) -> None:
            steers, ticket = self.steers(live), self.ticket_of(live)
            if (KEY in self.request.headers and not steers) or (TICKET in self.request.headers and not ticket):
                self.refuse(403)
                return
            shown = self.request.headers.get(WALL, "")
            if ticket or steers:
                place, most = ticket or "lead", MOST_WAITING if ticket else MOST_WALLS
            elif shown and hmac.compare_digest(shown.encode(), live.session.wall_pass().encode()):
                place, most = "wall", MOST_WALLS
            else:
                place, most = f"stranger {self.address}", STRANGERS_OF_ONE_ADDRESS
            if not steers and place != "wall" and not live.pace(f"news {place}", NEWS_OF_ONE_PAGE).take():
                raise TooMany
            if live.waiting[place] >= most or (place.startswith("stranger") and live.strangers >= MOST_STRANGERS):
                raise TooMany
            if ticket:
                live.room.come(ticket, self.address, self.device_of(live))
                live.is_here(ticket)
            await self.sessions.read_in(live, self.language.code)
            since = self.get_query_argument("since", "0")[:9]
            leader = self.leader if steers else ""
            with (
                live.waits(place, lambda: bool(ticket) and not self.is_gone),
                live.leaders.asks(leader, lambda: not self.is_gone),
            ):
                await live.news(int(since) if since.isdecimal() else 0)
            live = self.sessions.find(id)
            who = "lead" if steers else "phone" if ticket else "wall"
            told = await view_of(self.sessions, live, who, self.language)  # type: ignore[arg-type]
            if steers:
                told["leaders"] = live.leaders.told(leader, self.language)
                opens = self.is_of_who_teaches
                told |= pages.lead_told(self.site, self.language.code, live.session, edition_opens=opens)
                told["room"] = room_line(told, self.language)
            path = pages.lesson_in(self.site, live.session, self.language.code)
            if not self.is_gone:
                self.tell({**told, "address": self.site.address_of(path)})

        await self.about(id, tell)


class AnswerHandler(Data):
    """``/session/<id>/answer``: a phone says where it is or what was answered; 204 says that it is kept."""

    async def post(self, id: str) -> None:
        async def take(live: Live) -> None:
            ticket = self.ticket_of(live)
            if not ticket:
                self.refuse(403)
                return
            sent = self.sent()
            if sent.get("kind") == "exercise" and str(sent.get("question")) not in self._asked_in(live):
                raise DataError(NOT_TAKEN)
            await self.sessions.take(live, ticket, sent, self.address, self.device_of(live))
            self.set_status(204)
            self.finish()

        await self.about(id, take)

    def _asked_in(self, live: Live) -> set[str]:
        """The names of the exercises of the lessons in which the session is and was."""
        for lesson in live.lessons:
            if lesson not in live.names:
                live.names[lesson] = names_in(read_notebook(self.site.notebooks / live.session.language / lesson))
        return set().union(*live.names.values())


class CommandHandler(Data):
    """``/session/<id>/do``: whoever has the key does one thing."""

    async def post(self, id: str) -> None:
        async def do(live: Live) -> None:
            if not self.steers(live):
                self.refuse(403)
                return
            sent = self.sent()
            what = str(sent.get("do", ""))
            live.leaders.check(self.leader, what, sent.get("version"))
            told = {}
            if what in ("more-from", "stop-from"):
                live.room.decide(str(sent.get("id", ""))[:80], more=what == "more-from")
                live.changed()
            elif what == "throw-out":
                await self.sessions.throw_out(live, str(sent.get("id", ""))[:80])
            elif what in ("end", "delete"):
                await self.sessions.end(live, delete=what == "delete")
            elif what == "new-key":
                session, told["key"] = live.session.with_another_key()
                await self.sessions.change(live, session)
            else:
                before = live.session
                session = await self._changed(live, what, sent)
                live.leaders.note(self.leader, what, live.version, before, session)
                await self.sessions.change(live, session)
            self.tell(told)

        await self.about(id, do)

    async def _changed(self, live: Live, what: str, sent: dict[str, Any]) -> Session:
        session, id = live.session, str(sent.get("id", ""))[:80]
        number = sent.get("number", 0)
        is_number = isinstance(number, (int, float)) and not isinstance(number, bool) and abs(number) < _LARGEST
        number = number if is_number else -1  # also of what is no number to Python, such as NaN
        if what == "step":
            return session.go_to(int(number), sent.get("minute"))
        if what == "lesson":
            lesson = pages.lesson_of(self.site, session, id)
            if lesson is None:
                raise HTTPError(400)
            return session.go_on_with(id, *lesson)
        if what in ("next", "row", "ask"):
            return self._by_sheet(session, what, int(number))
        if what == "timer":
            return session.set_timer(number, time.time())
        if what == "ready":
            return session.add_poll(ready=id)
        if what == "feedback":
            return session.ask_feedback()
        if what == "poll":
            return session.add_poll(texts=texts_sent(sent, session.language))
        if what == "show-exercise":
            tally = await self.sessions.ask(tally_exercise, live.store, session, id)
            return live.session.show_exercise(id, tally)
        known = {name: getattr(session, f"{name}_poll") for name in ("open", "close", "show", "reset", "remove")}
        known["hide-exercise"] = session.hide_exercise
        if what not in known:
            raise HTTPError(400)
        changed: Session = known[what](id)
        return changed

    def _by_sheet(self, session: Session, what: str, number: int) -> Session:
        """Go on by the run sheet, to the next row or to that of the number, or ask what its row asks."""
        rows = pages.sheet_of(self.site, session, session.language)
        if what == "ask":
            return ask_of_row(session, rows)
        if what == "next":
            number = 0 if session.row is None else session.row + 1
        return go_to_row(session, rows, number, time.time(), partial(pages.lesson_of, self.site, session))


def addresses(base: str) -> list[tuple[Any, ...]]:
    """The addresses that scripts ask; `base` is escaped already."""
    id = r"([0-9a-f]{32})"
    return [
        (rf"{base}session/{id}/join", TicketHandler),
        (rf"{base}session/{id}/news", NewsHandler),
        (rf"{base}session/{id}/answer", AnswerHandler),
        (rf"{base}session/{id}/do", CommandHandler),
    ]
