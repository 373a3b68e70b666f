"""What every address of a session knows: the sessions, who asks (key, ticket, device), and how it says why not."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from tornado.web import HTTPError

from toolkit.course.sessions.answers import TooLate
from toolkit.errors import ToolkitError
from toolkit.languages import KNOWN, Language
from toolkit.serving.pages.answers import Answering, comes_from_our_page
from toolkit.serving.session.bounds import DEVICES_OF_ONE_ADDRESS
from toolkit.serving.session.live import Live, SessionOver, Sessions, TooMany

KEY, TICKET, WALL = "X-Session-Key", "X-Session-Ticket", "X-Session-Wall"
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
        path = self.site.base
        self.set_cookie(DEVICE, word, path=path, expires_days=None, httponly=True, samesite="Lax", secure=safe)

    def in_language(self, code: str) -> bool:
        """Whether there is such a page; if not, it has been answered."""
        if code in self.site.languages and not self.site.of_one_person:
            return True
        self.answer_missing()
        return False


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
        return ticket if live.session.is_ticket(ticket) and ticket not in live.room.aside else ""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.tell({"said": ""})
