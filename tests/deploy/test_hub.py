"""Two people at a JupyterHub: each has the lessons and JupyterLab, and nobody comes to what is another's."""

from __future__ import annotations

import json
import os
import re
import uuid
from typing import Any

import psutil
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"
TOPIC_4 = "voila/render/en/4-seat-at-the-table.ipynb"
NAMES = ("amina", "berta")
# All these tests talk with one hub, so that it is started once.
pytestmark = [
    pytest.mark.xdist_group("hub"),
    pytest.mark.skipif(os.name == "nt", reason="JupyterHub does not run on Windows"),
]


def other(name: str) -> str:
    return NAMES[1 - NAMES.index(name)]


def line(browser: Any, path: str) -> ClientConnection:
    """A line to a lesson's process, as its page opens it."""
    return connect(
        f"{browser.hub.replace('http', 'ws', 1)}{path}",
        subprotocols=[PROTOCOL],
        additional_headers={"Cookie": browser.cookies_for(path), "Origin": browser.hub},
        open_timeout=600,
    )


def ask_for_states(socket: ClientConnection) -> str:
    """The kinds of what a lesson answers to a page that has just opened, until it is done."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": "kernel_info_request", "session": "s", "username": "", "date": ""}
    parts = [b"shell", json.dumps({**header, "version": "5.3"}).encode(), b"{}", b"{}", b"{}"]
    places = [8 * (len(parts) + 2)]
    for part in parts:
        places.append(places[-1] + len(part))
    table = [len(places), *places]
    socket.send(b"".join(number.to_bytes(8, "little") for number in table) + b"".join(parts))
    while True:
        came = socket.recv(timeout=600)
        assert isinstance(came, bytes)
        if b'"kernel_info_reply"' in came:
            return came.decode("utf-8", "replace")


def hear_all(socket: ClientConnection) -> None:
    """Take what comes, until nothing can come any more."""
    while True:
        socket.recv(timeout=600)


@pytest.mark.parametrize("name", NAMES)
def test_everybody_has_the_lessons_behind_their_own_address(people: dict[str, Any], name: str) -> None:
    page = people[name].get(f"/user/{name}/en/")
    assert (page.status, page.address) == (200, f"{people[name].hub}/user/{name}/en/")
    leads = re.findall(r'(?:href|src|action)="(/[^"]*)"', page.text)
    assert any(TOPIC_4 in each for each in leads)
    assert all(each.startswith(f"/user/{name}/") for each in leads), leads
    for file in {each for each in leads if "/toolkit/static/" in each}:
        assert people[name].get(file).status == 200
    # One person's server is no room to invite into.
    assert people[name].get(f"/user/{name}/en/room/").status == 404
    assert "/room/" not in people[name].get(f"/user/{name}/en/teach/").text


@pytest.mark.parametrize("name", NAMES)
def test_everybody_of_the_researchers_has_jupyterlab_and_the_notebooks(people: dict[str, Any], name: str) -> None:
    lab = people[name].get(f"/user/{name}/lab/lab")
    (about,) = re.findall(
        r'id="jupyter-config-data" type="application/json">\s*(\{.*?\})\s*</script>', lab.text, re.DOTALL
    )
    assert json.loads(about)["baseUrl"] == f"/user/{name}/lab/"
    tree = people[name].get(f"/user/{name}/lab/files/notebooks/en/4-seat-at-the-table.ipynb")
    assert tree.status == 200, tree.text[:500]
    assert json.loads(tree.text)["cells"]


def test_a_lesson_runs_and_answers_through_the_proxy(people: dict[str, Any]) -> None:
    amina, berta = people["amina"], people["berta"]
    page = amina.get(f"/user/amina/{TOPIC_4}")
    assert page.status == 200, page.text[-2000:]
    (kernel,) = re.findall(r'"kernelId": "([\w-]+)"', page.text)
    path = f"/user/amina/api/kernels/{kernel}/channels"
    with line(amina, path) as socket:
        assert socket.subprotocol == PROTOCOL
        assert '"implementation": "ipython"' in ask_for_states(socket).replace('":"', '": "')
        # Whoever knows the number of her process, but has another's cookies or none, comes to no line.
        for thief in (berta, type(amina)(amina.hub)):
            with pytest.raises(InvalidStatus) as refused, line(thief, path):
                pass
            assert refused.value.response.status_code == 403
        assert amina.get(f"/user/amina/toolkit/here/{kernel}").status == 204
        socket.send(b"nothing that can be read")
        with pytest.raises(ConnectionClosed):  # the proxy passes it on that the server has closed the line
            hear_all(socket)
    assert amina.get(f"/user/amina/toolkit/leave/{kernel}", body={}).status == 204
    assert amina.get(f"/user/amina/toolkit/here/{kernel}").status == 410


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("place", ["", "en/", TOPIC_4, "toolkit/here/0-0-0-0-0", "lab/lab", "lab/api/contents"])
def test_nobody_comes_to_what_is_anothers(people: dict[str, Any], name: str, place: str) -> None:
    theirs = people[other(name)].get(f"/user/{name}/{place}")
    assert theirs.status in (403, 404), (theirs.status, theirs.address)
    assert "tk-doors" not in theirs.text
    assert "jupyter-config-data" not in theirs.text


@pytest.mark.parametrize("name", NAMES)
def test_who_is_not_logged_in_is_sent_to_the_hub_and_gets_nothing_else(people: dict[str, Any], name: str) -> None:
    nobody = type(people[name])(people[name].hub)
    assert "/hub/login" in nobody.get(f"/user/{name}/en/").address
    assert nobody.get(f"/user/{name}/toolkit/leave/0-0-0-0-0", body={}, follow=False).status == 403
    assert nobody.get(f"/user/{name}/en/", Sec_Fetch_Mode="cors", follow=False).status == 403
    made_up = nobody.get(f"/user/{name}/en/", Cookie=f"jupyterhub-user-{name}=made-up; seat={'a' * 43}", follow=False)
    assert made_up.status == 302


def test_a_cookie_that_one_server_gave_opens_no_other(people: dict[str, Any]) -> None:
    """As if a thief had all of amina's cookies for her server, and sent them to berta's under its cookie's name."""
    amina = people["amina"]
    stolen = amina.cookies_for("/user/amina/").replace("jupyterhub-user-amina", "jupyterhub-user-berta")
    assert "jupyterhub-user-berta=" in stolen
    assert type(amina)(amina.hub).get("/user/berta/en/", Cookie=stolen, follow=False).status == 302


def test_idle_servers_are_looked_for(people: dict[str, Any]) -> None:
    running = [" ".join(each.cmdline()) for each in psutil.Process().children(recursive=True) if each.is_running()]
    assert any("jupyterhub_idle_culler" in each for each in running), running
