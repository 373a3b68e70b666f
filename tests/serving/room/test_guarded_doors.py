"""Who gets in by which door: names, kinds of requests, the code of the room, what is for facilitators, encryption."""

from __future__ import annotations

import hashlib
import ssl
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("own-servers")
LESSON, FACILITATOR = "/voila/render/en/4-seat.ipynb", "/voila/render/en/4-seat.facilitator.ipynb"
# Every device counts as another one, as a phone would.
FROM_OUTSIDE = """\
import sys
from pathlib import Path
from toolkit.serving import network, serve
network.is_this_computer = lambda ip: False
network.is_loopback = lambda ip: False
serve(Path(sys.argv[1]), port=0, {})"""
TLS = FROM_OUTSIDE.format("tls=True")


@pytest.fixture(scope="module")
def folder(write: Callable[..., None], tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("guarded")
    for code in ("en", "ar"):
        write(folder / code / "4-seat.ipynb", code, "Seat", about={"topic": 4})
        about = {"topic": 4, "facilitator": True}
        write(folder / code / "4-seat.facilitator.ipynb", code, "Seat, for facilitators", about=about)
        write(folder / code / "organisers" / "workshop-dashboard.ipynb", code, "Workshop", about={"teach": True})
    return folder


@pytest.fixture(scope="module")
def outside(start: Callable[..., Any], folder: Any) -> Iterator[Any]:
    """A server without a code, as phones see it."""
    with start(folder, FROM_OUTSIDE.format("host='127.0.0.1', names=['lessons.union.example']")) as started:
        yield started


@pytest.fixture(scope="module")
def coded(start: Callable[..., Any], folder: Any) -> Iterator[Any]:
    """A server with a code, as phones see it."""
    with start(folder, FROM_OUTSIDE.format("code='Summer 26'")) as started:
        yield started


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["/", "/en/", "/en/teach", "/en/room/", "/nothing", LESSON, "/toolkit/static/page.css", "/toolkit/here/0-0-0-0-0"],
)
def test_only_this_computers_own_names_are_answered(outside: Any, guarded: Any, path: str) -> None:
    for host in ("elsewhere.example", "127.0.0.1.elsewhere.example:80", "203.0.113.9"):
        answer = outside.get(path, Host=host, Accept_Language="ar")
        assert answer.status == 421, host
        assert guarded(answer)
        assert 'class="tk-page"' in answer.text
        assert "Set-Cookie" not in answer.headers
    for host in ("localhost", "LESSONS.union.example:443"):
        assert outside.get(path, Host=host).status != 421


def test_a_socket_is_not_opened_by_another_name(outside: Any, visit: Any) -> None:
    from websockets.exceptions import InvalidStatus

    visitor = visit(outside)
    kernel = visitor.open(LESSON)
    with pytest.raises(InvalidStatus) as refused:
        visitor.socket(kernel, headers={"Host": "elsewhere.example"}).__enter__()
    assert refused.value.response.status_code in (400, 421)
    assert visitor.here(kernel) == 204
    visitor.leave(kernel)


# --- kinds of requests -----------------------------------------------------------------------------------------------

PICTURE = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"
PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "image", "Accept": PICTURE},
        {"Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe", "Accept": PAGE},
        {"Sec_Fetch_Mode": "cors", "Sec_Fetch_Dest": "empty", "Accept": "text/html"},
        {
            "Sec_Fetch_Mode": "navigate",
            "Sec_Fetch_Dest": "document",
            "Accept": PAGE,
            "Sec_Purpose": "prefetch;prerender",
        },
        {"Accept": PICTURE},
        {"Accept": "application/json"},
    ],
)
def test_what_is_no_visit_starts_no_lesson(outside: Any, headers: dict[str, str]) -> None:
    answer = outside.get(LESSON, **headers)
    assert answer.status == 403
    assert "kernelId" not in answer.text
    assert (answer.cookie, answer.headers.get("Set-Cookie")) == ("", None)


def test_old_and_new_browsers_are_let_in(outside: Any, visit: Any) -> None:
    for headers in (
        {"Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document", "Sec_Fetch_Site": "cross-site", "Accept": PAGE},
        {"Accept": PAGE},
    ):
        visitor = visit(outside)
        answer = visitor.get(LESSON, **headers)
        assert "kernelId" in answer.text
        kernel = answer.text.partition('"kernelId": "')[2].partition('"')[0]
        assert visitor.leave(kernel) == 204


class NoCookies(urllib.request.HTTPRedirectHandler):
    """A browser that keeps no cookie."""


def test_who_keeps_no_cookie_is_told_so_and_starts_nothing(outside: Any) -> None:
    for _ in range(3):
        with pytest.raises(urllib.error.HTTPError) as told:
            urllib.request.build_opener(NoCookies).open(outside.address + LESSON, timeout=600)
        with told.value as answer:
            assert answer.code == 403
            assert "one cookie" in answer.read().decode()


# --- the code of the room --------------------------------------------------------------------------------------------


def enter(visitor: Any, code: str, to: str = "en/4-seat.ipynb", **headers: str) -> Any:
    body = urllib.parse.urlencode({"to": to, "code": code}).encode()
    headers = {"Cookie": visitor.cookie, **headers} if visitor.cookie else headers
    return visitor.server.get("/en/code/", "POST", body, **headers)


def test_a_lesson_opens_for_who_knows_the_code_and_asks_once(coded: Any, visit: Any, guarded: Any) -> None:
    visitor = visit(coded)
    for path, words in ((LESSON, "The code of this room"), (LESSON.replace("/en/", "/ar/"), 'dir="rtl"')):
        asked = visitor.get(path)
        assert asked.status == 403
        assert guarded(asked)
        assert words in asked.text
        assert 'name="code"' in asked.text
        assert "kernelId" not in asked.text
    wrong = enter(visitor, "winter")
    assert wrong.status == 403
    assert "not the code of this room" in wrong.text
    assert wrong.cookie == ""
    right = enter(visitor, " SUMMER-٢٦ ")
    assert right.status == 200
    assert "kernelId" in right.text
    visitor.cookie = right.cookie
    again = visitor.get(FACILITATOR)  # whoever helps to teach knows the code as well
    assert "for facilitators" in again.text
    assert "kernelId" in again.text
    assert "Summer 26" not in again.text


def test_the_code_is_shown_to_nobody_who_does_not_know_it(coded: Any) -> None:
    for path in ("/", "/en/", "/en/room/", "/en/teach/", LESSON):
        assert "Summer" not in coded.get(path).text
    assert any("Summer 26" in line for line in coded.said), "the organiser reads it where it was started"


def test_a_code_that_comes_from_elsewhere_or_leads_elsewhere_is_not_taken(coded: Any, visit: Any) -> None:
    assert enter(visit(coded), "summer26", Origin="http://elsewhere.example").status == 403
    for to in ("http://elsewhere.example/", "//elsewhere.example", "en/../../x.ipynb", "en/nothing.ipynb", "en/", ""):
        assert enter(visit(coded), "summer26", to, Accept_Language="en").status == 404, to


def test_guesses_run_out(coded: Any, visit: Any) -> None:
    statuses = [enter(visit(coded), str(number)).status for number in range(45)]
    assert set(statuses) == {403, 429}
    slow = enter(visit(coded), "summer26")
    assert slow.status == 429
    assert "Wait half a minute" in slow.text


# --- for facilitators ------------------------------------------------------------------------------------------------


def test_phones_do_not_open_what_is_for_facilitators(outside: Any, server: Any, visit: Any) -> None:
    phone = visit(outside)
    assert phone.get("/voila/render/en/organisers/workshop-dashboard.ipynb").status == 403, "before the wall shows it"
    refused = phone.get(FACILITATOR)
    assert refused.status == 403
    assert "kernelId" not in refused.text
    assert "computer that runs this page" in refused.text
    teach = outside.get("/en/teach/").text
    assert "facilitator.ipynb" not in teach
    assert "They open only on the computer" in teach
    assert outside.get("/en/teach/", X_Forwarded_For="127.0.0.1").text == teach


def test_a_gateway_does_not_make_a_phone_this_computer(server: Any) -> None:
    here = server.get("/en/teach/").text
    passed_on = server.get("/en/teach/", X_Forwarded_For="192.168.1.7").text
    assert "They open only on the computer" not in here
    assert "They open only on the computer" in passed_on


# --- encryption ------------------------------------------------------------------------------------------------------


def test_a_line_that_can_be_read_along_is_called_so(outside: Any, server: Any) -> None:
    words = "The line to this page is not encrypted"
    assert words in outside.get("/en/").text
    assert words not in server.get("/en/").text, "nothing leaves this computer"
    assert words not in outside.get("/en/", X_Forwarded_Proto="https").text


def test_a_room_with_a_certificate_of_its_own(start: Callable[..., Any], folder: Any) -> None:
    with start(folder, TLS) as started:
        assert started.address.startswith("https://")
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=context), urllib.request.HTTPCookieProcessor()
        )
        with opener.open(started.address + "/en/", timeout=600) as answer:
            assert "not encrypted" not in answer.read().decode()
        with opener.open(started.address + LESSON, timeout=600) as answer:
            assert "Secure" in answer.headers["Set-Cookie"]
            assert "kernelId" in answer.read().decode()
        with opener.open(started.address + "/en/room/", timeout=600) as answer:
            room = answer.read().decode()
        port = int(started.address.rpartition(":")[2])
        der = ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", port)))
        shown = room.partition('class="tk-fingerprint"')[2].partition(">")[2].partition("<")[0]
        assert shown.replace(":", "").lower() == hashlib.sha256(der).hexdigest()
        assert any(shown in line for line in started.said)
        assert "https://" in room
