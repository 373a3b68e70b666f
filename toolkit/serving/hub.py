"""A JupyterHub in front of the lessons: it knows who somebody is, and starts a server for each of them.

Its proxy passes on whatever anybody asks, so each server has to ask the hub itself whether this browser may come in.
Imported only where a hub starts the lessons, because its package is not there otherwise.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import jupyterhub
from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler
from tornado.httputil import url_concat
from tornado.web import HTTPError

from toolkit.errors import SetupError
from toolkit.serving.opening import wants_a_page
from toolkit.serving.pages import words
from toolkit.serving.pages.answers import Answering

SECONDS_BELIEVED = 60  # after which the hub is asked again; so long may somebody go on who has just logged out
_NEEDED = ("JUPYTERHUB_API_TOKEN", "JUPYTERHUB_CLIENT_ID", "JUPYTERHUB_SERVICE_URL", "JUPYTERHUB_OAUTH_ACCESS_SCOPES")


class Hub:
    """The JupyterHub that started this server for one person, and where it wants it to listen.

    Parameters
    ----------
    environment
        What the hub says to the servers that it starts; this process's own if left out.

    Raises
    ------
    SetupError
        No hub has started this.
    """

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        said = os.environ if environment is None else environment
        for name in _NEEDED:
            if not said.get(name):
                raise SetupError(words.NO_HUB, missing=name)
        place = urlsplit(said["JUPYTERHUB_SERVICE_URL"])
        self.host = place.hostname or "0.0.0.0"
        self.port = place.port or 0
        self.base = f"{place.path.rstrip('/')}/"
        self.teaches = said.get("TOOLKIT_TEACHES") == "1"
        self.auth: Any = HubOAuth.instance(cache_max_age=SECONDS_BELIEVED)

    def addresses(self) -> list[tuple[Any, ...]]:
        """Where a browser comes back to from the hub."""
        return [(rf"{self.base}oauth_callback", CallbackHandler)]

    async def lets_in(self, handler: Answering) -> bool:
        """Whether this browser may come in; if not yet, it has been sent to the hub.

        Raises
        ------
        HTTPError
            It is somebody else's, asks for something that is no page before it has come in, or the hub cannot say.
        """
        person = await self._person(handler)
        if person is not None:
            if self.auth.check_scopes(self.auth.access_scopes, person):
                return True
            raise HTTPError(403)
        if not goes_to_a_page(handler):
            raise HTTPError(403)
        handler.set_header("X-JupyterHub-Version", jupyterhub.__version__)  # the hub looks whether its own fits
        handler.set_header("Cache-Control", "no-store")
        handler.redirect(self._way_in(handler))
        return False

    async def _person(self, handler: Answering) -> Any:
        """Whom the hub has let in with this browser; None if nobody, or if it has logged them out meanwhile."""
        brought = handler.get_secure_cookie(self.auth.cookie_name)
        if not brought:
            return None
        token, session = brought.decode("ascii", "replace"), self.auth.get_session_id(handler)
        return await self.auth.user_for_token(token, session_id=session, sync=False)

    def _way_in(self, handler: Answering) -> str:
        verifier, challenge, method = self.auth.generate_pkce_code_challenge()
        state = self.auth.set_state_cookie(handler, next_url=handler.request.uri, code_verifier=verifier)
        proof = {"state": state, "code_challenge": challenge, "code_challenge_method": method}
        return str(url_concat(self.auth.login_url, proof))


def goes_to_a_page(handler: Answering) -> bool:
    """Whether somebody could be led to the hub and back: not a line, nor what a page does by itself."""
    asks = handler.request
    return asks.method in ("GET", "HEAD") and "Upgrade" not in asks.headers and wants_a_page(handler)


class CallbackHandler(HubOAuthCallbackHandler, Answering):
    """``/oauth_callback``: a browser comes back from the hub, which has let it in."""

    async def prepare(self) -> None:
        """Whoever comes here is not in yet."""
