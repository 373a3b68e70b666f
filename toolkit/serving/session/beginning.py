"""Where a session begins: from a lesson, or from a plan with the number of one of its sessions."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import urlencode

from tornado.web import HTTPError

from toolkit.course.plans.reference import LONGEST, PARTS, plan_to_text
from toolkit.course.sessions.session import Session
from toolkit.course.store.tally import SMALLEST
from toolkit.errors import ToolkitError
from toolkit.languages import Language
from toolkit.serving.lessons import lessons, read_notebook
from toolkit.serving.pages.answers import Answering, comes_from_our_page
from toolkit.serving.pages.session_words import SMALLEST_NUMBERS
from toolkit.serving.session import pages
from toolkit.serving.session.live import Sessions, TooMany
from toolkit.serving.session.rehearsal import exercises_by_step, simulate
from toolkit.serving.session.sheet import read_plan, rows_of_plan


class SessionHandler(Answering):
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


class BeginHandler(SessionHandler):
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
        steps = tuple(pages.titles_of(self.site, f"{code}/{file}"))
        try:
            rehearsal = self.get_body_argument("rehearsal", "") == "yes"
            asked = self.get_body_argument("smallest", "")
            about = {"topic": str(card.topic or ""), "rehearsal": rehearsal}
            about |= {"plan": line, "meeting": meeting} if line else {}
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

    def _plan_line(self, code: str) -> str:
        line = self.get_body_argument("plan", "")[:LONGEST]
        if line or not self.get_body_argument("audience", ""):
            return line
        fields = {name: self.get_body_argument(name, "")[:80] for name in PARTS}
        return urlencode({"language": code} | {name: value for name, value in fields.items() if value})

    def _exercises(self, session: Session) -> Mapping[int, tuple[str, ...]]:
        return exercises_by_step(read_notebook(self.site.notebooks / session.language / session.lesson))
