"""Where the room has a code: who may begin a session, and what joining opens."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

pytestmark = pytest.mark.xdist_group("own-servers")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LESSON = "/voila/render/en/4-room.ipynb"


def test_who_knows_the_code_begins_a_session_and_who_joins_it_may_open_lessons(room_with_code: Any) -> None:
    server = room_with_code.server
    begin = urlencode({"lesson": "4-room.ipynb"}).encode()
    assert server.get("/en/session/", "POST", begin, **FORM).status == 403
    assert "Begin a session" not in server.get("/en/teach/").text
    # The code of the room, once.
    known = server.get("/en/code/", "POST", urlencode({"code": "482913", "to": "en/4-room.ipynb"}).encode(), **FORM)
    teaches = {"Cookie": "; ".join(part for part in known.cookie.split("; ") if part.startswith("room="))}
    assert "Begin a session" in server.get("/en/teach/", **teaches).text
    assert server.get("/en/session/", "POST", begin, Origin="http://evil.example", **FORM, **teaches).status == 403
    missing = urlencode({"lesson": "../secret.ipynb"}).encode()
    assert server.get("/en/session/", "POST", missing, **FORM, **teaches).status == 404
    leader = room_with_code.begin(cookie=teaches["Cookie"])
    assert leader.code in server.get("/en/teach/", **teaches).text.replace(" ", "")

    assert server.get(LESSON).status == 403
    phone = room_with_code.phone(leader)
    joined = {"Cookie": phone.got["Set-Cookie"].partition(";")[0]}
    assert joined["Cookie"].startswith("room=")
    assert phone.ask("GET", LESSON, **joined)[0] == 302  # on its way in
    # And nothing that is for those who teach.
    assert "Begin a session" not in server.get("/en/teach/", **joined).text
    assert server.get("/en/session/", "POST", begin, **FORM, **joined).status == 403
    assert phone.ask("GET", LESSON.replace(".ipynb", ".facilitator.ipynb"), **joined)[0] == 403
    assert phone.ask("GET", LESSON.replace(".ipynb", ".facilitator.ipynb"), **teaches)[0] == 302
    # A wrong code opens nothing and gives no cookie.
    wrong = "000000" if leader.code != "000000" else "111111"
    stranger = type(phone)(room_with_code.port, id=leader.id)
    assert stranger.ask("POST", f"/session/{leader.id}/join", {"code": wrong})[0] == 403
    assert "Set-Cookie" not in stranger.got
    # Who has the code of the room in the hand, and types it where that of a session is asked for, is let in with it.
    assert stranger.ask("POST", "/en/join/", urlencode({"code": "482914"}), **FORM)[0] == 403
    assert "Set-Cookie" not in stranger.got
    assert stranger.ask("POST", "/en/join/", urlencode({"code": "482 913"}), **FORM)[0] == 303
    assert stranger.got["Location"] == "/en/"
    let_in = stranger.got["Set-Cookie"].partition(";")[0]
    assert stranger.ask("GET", LESSON, Cookie=let_in)[0] == 302
