"""The pages of a session: the one that begins it, the leader's, the wall, and the one on which a phone joins."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from tornado.web import HTTPError

from toolkit.course.plans.reference import LONGEST, PARTS, plan_to_text
from toolkit.course.sessions.session import Session
from toolkit.course.store.tally import SMALLEST
from toolkit.errors import ToolkitError
from toolkit.languages import Language
from toolkit.serving.guard.code import plain_code
from toolkit.serving.lessons import lessons, read_notebook
from toolkit.serving.pages.answers import Answering, comes_from_our_page
from toolkit.serving.pages.session_words import SMALLEST_NUMBERS
from toolkit.serving.session import pages
from toolkit.serving.session.bounds import (
    DEVICES_OF_ONE_ADDRESS,
)
from toolkit.serving.session.live import Live, SessionOver, TooMany
from toolkit.serving.session.rehearsal import exercises_by_step, simulate
from toolkit.serving.session.sessions import Sessions
from toolkit.serving.session.sheet import read_plan, rows_of_plan
from toolkit.serving.session.views import kept_on_join_page

DEVICE = "device"


class OfSessions(Answering):
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


class BeginHandler(OfSessions):
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


class LeadHandler(OfSessions):
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


class JoinHandler(OfSessions):
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


def addresses(base: str) -> list[tuple[Any, ...]]:
    """The addresses of the pages of sessions; `base` is escaped already."""
    language, id, code = r"([a-z]{2})", r"([0-9a-f]{32})", r"([0-9]{6})"
    return [
        (rf"{base}{language}/session/", BeginHandler),
        (rf"{base}{language}/session/{id}/", LeadHandler),
        (rf"{base}{language}/wall/{id}/", WallHandler),
        (rf"{base}join/", JoinHandler),
        (rf"{base}join/()({code[1:-1]})/?", JoinHandler),
        (rf"{base}{language}/join/", JoinHandler),
        (rf"{base}{language}/join/{code}/?", JoinHandler),
    ]
