"""What stands in front of the server: a gateway that is believed, a hub that says who comes in, a container's bound."""

from __future__ import annotations

import contextlib
import http.client
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from tornado.httputil import HTTPHeaders
from tornado.web import HTTPError

from toolkit.commands import main
from toolkit.errors import SetupError
from toolkit.serving.guard.memory import free_memory
from toolkit.serving.hub import Hub, goes_to_a_page
from toolkit.serving.network import Reach

NAME = "lessons.union.example"
PROXIED = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https", "X-Real-Ip": "203.0.113.7"}
FROM_HUB = {
    "JUPYTERHUB_API_TOKEN": "t",
    "JUPYTERHUB_CLIENT_ID": "jupyterhub-user-ar",
    "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:40001/user/ar/",
    "JUPYTERHUB_OAUTH_ACCESS_SCOPES": '["access:servers!server=ar/"]',
}


def asking(address: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(address).netloc, timeout=600)


# --- a gateway -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("believed", [True, False])
@pytest.mark.slow
def test_only_a_gateway_that_is_believed_says_that_the_line_is_encrypted(
    start: Any, notebooks: Path, believed: bool
) -> None:
    script = (
        "import sys; from pathlib import Path; from toolkit.serving import serve;"
        f"serve(Path(sys.argv[1]), port=0, names=['{NAME}'], gateway={believed}, warm=False)"
    )
    with start(notebooks, script) as server, contextlib.closing(asking(server.address)) as asked:
        asked.request("GET", "/voila/render/en/1-only.ipynb", headers={"Host": NAME, **PROXIED})
        answer = asked.getresponse()
        assert answer.status == 302, answer.read()
        assert ("; Secure" in answer.headers["Set-Cookie"]) is believed
        room = server.get("/en/room/", Host=NAME).text
        assert (f"https://{NAME}/en/" in room) is believed


def test_behind_a_gateway_the_projector_shows_its_name_and_not_that_of_a_container() -> None:
    reach = Reach("0.0.0.0", 8866, public="https://lessons.union.example/")
    assert reach.for_phones() == ("https://lessons.union.example/",)
    assert not reach.only_here
    assert not Reach("127.0.0.1", 8866, public="https://lessons.union.example/").only_here
    assert Reach("127.0.0.1", 8866).only_here


# --- a hub -----------------------------------------------------------------------------------------------------------


def test_a_hub_says_where_to_listen_and_who_teaches() -> None:
    hub = Hub(FROM_HUB)
    assert (hub.host, hub.port, hub.base, hub.teaches) == ("127.0.0.1", 40001, "/user/ar/", False)
    everywhere = Hub({**FROM_HUB, "JUPYTERHUB_SERVICE_URL": "http://:8888/user/ar", "TOOLKIT_TEACHES": "1"})
    assert (everywhere.host, everywhere.port, everywhere.base) == ("0.0.0.0", 8888, "/user/ar/")
    assert everywhere.teaches


@pytest.mark.parametrize("missing", FROM_HUB)
def test_without_a_hub_nothing_is_served_as_if_there_were_one(missing: str) -> None:
    with pytest.raises(SetupError, match=missing):
        Hub({**FROM_HUB, missing: ""})


def test_without_the_hubs_package_the_command_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [each for each in sys.modules if each.startswith("toolkit.serving.hub")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "jupyterhub", None)
    assert main(["apps", "--hub"]) == 2
    assert "jupyterhub" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("method", "headers", "led"),
    [
        ("GET", {}, True),
        ("HEAD", {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, True),
        ("POST", {}, False),
        ("GET", {"Upgrade": "websocket"}, False),
        ("GET", {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, False),
        ("GET", {"Accept": "application/json"}, False),
    ],
)
def test_only_who_goes_to_a_page_is_led_to_the_hub(method: str, headers: dict[str, str], led: bool) -> None:
    request = SimpleNamespace(method=method, headers=HTTPHeaders(headers))
    handler: Any = SimpleNamespace(request=request)
    assert goes_to_a_page(handler) is led


class Asked:
    """As much of a hub's own package as a server asks: whose token it is, and what that person may do."""

    cookie_name, access_scopes = "jupyterhub-user-ar", {"access:servers!server=ar/"}

    def get_session_id(self, handler: Any) -> str:
        return ""

    async def user_for_token(self, token: str, **how: Any) -> dict[str, Any] | None:
        return {"theirs": {"scopes": ["access:servers!server=ar/"]}, "anothers": {"scopes": ["access:servers"]}}.get(
            token
        )

    def check_scopes(self, wanted: set[str], person: dict[str, Any]) -> set[str]:
        return wanted & set(person["scopes"])


@pytest.mark.parametrize(("token", "status"), [("theirs", None), ("anothers", 403), ("forgotten", 403), ("", 403)])
def test_who_is_known_to_the_hub_comes_in_only_where_the_hub_says_so(play: Any, token: str, status: int | None) -> None:
    hub = Hub(FROM_HUB)
    hub.auth = Asked()
    request = SimpleNamespace(method="POST", headers=HTTPHeaders())
    handler: Any = SimpleNamespace(request=request, get_secure_cookie=lambda name: token.encode() or None)

    async def story() -> None:
        if status is None:
            assert await hub.lets_in(handler)
            return
        with pytest.raises(HTTPError) as refused:
            await hub.lets_in(handler)
        assert refused.value.status_code == status

    play(story())


# --- a container -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("most", "taken", "stat", "free"),
    [
        ("2000\n", "1500\n", "anon 900\ninactive_file 400\n", 900),
        ("2000\n", "2500\n", "anon 900\ninactive_file 0\n", 0),
        ("999999\n", "0\n", "inactive_file 0\n", 50_000),
        ("max\n", "1500\n", "inactive_file 400\n", 50_000),
        ("2000\n", "1500\n", None, 50_000),
    ],
)
def test_a_container_has_no_more_memory_than_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: str, taken: str, stat: str | None, free: int
) -> None:
    monkeypatch.setattr("toolkit.serving.guard.memory.psutil.virtual_memory", lambda: SimpleNamespace(available=50_000))
    for name, text in (("memory.max", most), ("memory.current", taken), ("memory.stat", stat)):
        if text is not None:
            (tmp_path / name).write_text(text, encoding="ascii")
    assert free_memory(tmp_path) == free
