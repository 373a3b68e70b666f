"""Which address of a session answers with what. Phones show a ticket, whoever leads a key, the wall nothing."""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from tornado.web import HTTPError

from toolkit.course.plans.reference import LONGEST, PARTS, plan_to_text
from toolkit.course.sessions.answers import NOT_TAKEN, TooLate
from toolkit.course.sessions.polls import texts_sent
from toolkit.course.sessions.session import Session
from toolkit.course.store.store import NotKept
from toolkit.course.store.tally import SMALLEST
from toolkit.errors import DataError, ToolkitError
from toolkit.languages import KNOWN, Language
from toolkit.serving.guard.code import plain_code
from toolkit.serving.lessons import lessons, read_notebook
from toolkit.serving.pages.answers import Answering, comes_from_our_page
from toolkit.serving.pages.session_words import SMALLEST_NUMBERS
from toolkit.serving.session import pages
from toolkit.serving.session.bounds import (
    DEVICES_OF_ONE_ADDRESS,
    GUESSES,
    MOST_STRANGERS,
    MOST_WAITING,
    MOST_WALLS,
    NEWS_OF_ONE_PAGE,
    STRANGERS_OF_ONE_ADDRESS,
)
from toolkit.serving.session.leaders import MovedMeanwhile
from toolkit.serving.session.live import Live, SessionOver, Sessions, TooMany
from toolkit.serving.session.rehearsal import exercises_by_step, names_in, simulate
from toolkit.serving.session.sheet import ask_of_row, go_to_row, read_plan, room_line, rows_of_plan
from toolkit.serving.session.views import kept_on_join_page, tally_exercise, view_of

KEY, TICKET, WALL, LEADER = "X-Session-Key", "X-Session-Ticket", "X-Session-Wall", "X-Session-Leader"
DEVICE = "device"
_LARGEST = 1_000_000  # of a step, or of the seconds of a timer


class _Sessions(Answering):
    """An address of a session."""

    @property
    def sessions(self) -> Sessions:
        """All sessions of the server."""
        return self.settings["toolkit_sessions"]

    def device_of(self, live: Live) -> str:
        """What this phone was given to keep with the page for joining; nothing if it never opened that page."""
        word = self.get_cookie(DEVICE) or ""
        random, _, proof = word.partition(".")
        ours = live.session.proof_of_device(random)
        return random if proof and hmac.compare_digest(proof.encode(), ours.encode()) else ""

    def give_device(self, live: Live) -> None:
        """Let the phone keep that it opened the page for joining; so many of one address at once as people do."""
        if self.device_of(live) or not live.pace(f"device {self.address}", DEVICES_OF_ONE_ADDRESS).take():
            return
        random = secrets.token_urlsafe(12)
        word = f"{random}.{live.session.proof_of_device(random)}"
        safe = self.request.protocol == "https"
        path = f"{self.site.base}session/{live.session.id}"
        self.set_cookie(DEVICE, word, path=path, expires_days=None, httponly=True, samesite="Lax", secure=safe)

    def in_language(self, code: str) -> bool:
        """Whether there is such a page; if not, it has been answered."""
        if code in self.site.languages and not self.site.of_one_person:
            return True
        self.answer_missing()
        return False


class BeginHandler(_Sessions):
    """``/<language>/session/``: somebody who teaches begins a session, and is led to its page with the key to it.

    It takes a lesson, or a plan with the number of its session: as a line, or as the fields of which a line is made.
    """

    async def post(self, code: str) -> None:
        if not self.in_language(code):
            return
        if not comes_from_our_page(self) or not self.is_of_who_teaches:
            raise HTTPError(403)
        file, number = (self.get_body_argument(name, "")[:200] for name in ("lesson", "meeting"))
        meeting, line = int(number) if number.isdecimal() else 0, self._plan_line(code)
        if line:
            try:
                plan, _ = read_plan(line, meeting)
            except ToolkitError as error:
                self.set_status(400)
                self.answer(code, self.site.teach(code, problem=Language(code).say_error(error)), keep="no-store")
                return
            line = plan_to_text(plan)
            file = file or rows_of_plan(line, meeting, code)[0].lesson
        card = next((card for card in lessons(self.site.notebooks / code) if card.file == file), None)
        if card is None:
            self.answer_missing()
            return
        steps = tuple(pages.titles_of(self.site, path := f"{code}/{file}"))
        try:
            rehearsal = self.get_body_argument("rehearsal", "") == "yes"
            asked = self.get_body_argument("smallest", "")
            version = pages.version_of(self.site, path)
            about: dict[str, Any] = {"topic": str(card.topic or ""), "rehearsal": rehearsal, "version": version}
            about |= {"plan": line, "meeting": meeting} if line else {}
            trace = self.get_body_argument("trace", "") != "no"
            # Chosen before anybody answers: what people were promised holds to the end.
            smallest = next((each for each in SMALLEST_NUMBERS if str(each) == asked), SMALLEST)
            live, key = await self.sessions.open(file, code, steps, **about, smallest=smallest, trace=trace)
            if rehearsal:
                live.simulated = asyncio.create_task(simulate(self.sessions, live, self._exercises))
        except TooMany:
            raise HTTPError(503) from None
        self.set_header("Cache-Control", "no-store")
        # What stands behind # is sent to no server and stands in no log.
        self.redirect(f"{self.site.base}{code}/session/{live.session.id}/#{key}", status=303)

    def _plan_line(self, code: str) -> str:
        line = self.get_body_argument("plan", "")[:LONGEST]
        if line or not self.get_body_argument("audience", ""):
            return line
        fields = {name: self.get_body_argument(name, "")[:80] for name in PARTS}
        return urlencode({"language": code} | {name: value for name, value in fields.items() if value})

    def _exercises(self, session: Session) -> Mapping[int, tuple[str, ...]]:
        return exercises_by_step(read_notebook(self.site.notebooks / session.language / session.lesson))


class LeadHandler(_Sessions):
    """``/<language>/session/<id>/``: the page from which a session is led."""

    def get(self, code: str, id: str) -> None:
        if self.in_language(code):
            live = self._find(id)
            if live:
                self.answer(code, pages.lead_page(self.site, code, live.session), keep="no-store")

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
                page = pages.wall_page(
                    self.site, code, live.session, self.settings["toolkit_reach"], opens_line=self.is_of_who_teaches
                )
                self.answer(code, page, keep="no-store")


class JoinHandler(_Sessions):
    """``/join/``, ``/join/<code>/`` and the same behind a language: the page on which a phone joins."""

    def get(self, code: str = "", figures: str = "") -> None:
        code = code or self.reader
        if not self.in_language(code):
            return
        live, why = self._session_of(figures) if figures else (None, "")
        written = kept_on_join_page(self.sessions, live, Language(code)) if live else ""
        if live:
            self.give_device(live)
        page = pages.join_page(self.site, code, live.session if live else None, why, written=written)
        self.answer(code, page, keep="no-store")

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


class Data(_Sessions):
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
                if live.room.has_place(self.address, device := self.device_of(live)):
                    live.room.come(ticket, self.address, device)
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
            return session.add_poll(texts=texts_sent(sent, session.language), in_order=sent.get("ordered") is True)
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
    ]
