"""What somebody can ask for by typing addresses: the lessons and the files of their pages, and nothing else."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import pytest

pytestmark = pytest.mark.xdist_group("server")
LESSON = "/voila/render/en/4-seat.ipynb"
KERNEL = "00000000-0000-4000-8000-000000000000"
SECRET = "nobody may read this"
UP = ("../", "%2e%2e/", "%2e%2e%2f", "..%2f", "%252e%252e%252f", "..\\", "..%5c", "....//", "..;/", "%c0%ae%c0%ae/")


@pytest.fixture(scope="module")
def secret(server: Any) -> Iterator[str]:
    """A file just outside the folder that is served."""
    path = server.folder.parent / "secret.ipynb"
    path.write_text(SECRET)
    yield str(path)
    path.unlink()


@pytest.fixture(scope="module")
def static(server: Any) -> str:
    """The address of Voila's files, which has its version in it."""
    match = re.search(r'src="(/voila/static/at-[^/]+/)', server.get("/voila/render/en/notes.ipynb").text)
    assert match
    return match.group(1)


def ask(server: Any, target: str, method: str = "GET") -> tuple[int, str]:
    """Ask for an address exactly as it is written; a tidy client would put it in order first."""
    line = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=600)
    try:
        line.putrequest(method, target, skip_host=False, skip_accept_encoding=True)
        line.endheaders()
        answer = line.getresponse()
        return answer.status, answer.read().decode("utf-8", errors="replace")
    finally:
        line.close()


@pytest.mark.parametrize("up", UP)
def test_no_way_leads_out_of_what_is_served(server: Any, secret: str, static: str, up: str) -> None:
    served = ("/voila/render/en/", "/voila/render/", static, "/voila/labextensions/", "/toolkit/static/")
    for prefix in served:
        for depth in (1, 2, 3, 12):
            for file in ("secret.ipynb", "conf.json", "index.html.j2", "etc/passwd", "pyproject.toml"):
                status, text = ask(server, f"{prefix}{up * depth}{file}")
                assert status in (400, 404), (prefix, depth, file)
                assert SECRET not in text
                assert "root:" not in text
                assert "base_template" not in text


@pytest.mark.parametrize(
    "prefix", ["/voila/render/", "/voila/render/en/", "/toolkit/static/", "/voila/labextensions/", ""]
)
def test_an_absolute_path_is_no_way_in(server: Any, secret: str, prefix: str) -> None:
    for path in (secret, secret.replace("/", "%2f"), f"file://{secret}", "/etc/passwd", "//etc/passwd", "C:\\x", "~/x"):
        status, text = ask(server, prefix + path)
        assert status in (400, 404), path
        assert SECRET not in text
        assert "root:" not in text


@pytest.mark.parametrize(
    "target",
    [
        "/en/\0",
        "/toolkit/static/%00",
        "/voila/render/en/4-seat.ipynb%00.png",
        "*",
        "en/",
        f"/voila/render/en/{'x' * 5000}.ipynb",
    ],
)
def test_odd_addresses_are_refused_without_a_word_of_the_inside(server: Any, target: str) -> None:
    line = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=600)
    line.connect()
    line.sock.sendall(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    with line.sock.makefile("rb") as answer:
        text = answer.read().decode("utf-8", errors="replace")
    line.close()
    assert re.match(r"HTTP/1\.1 4\d\d ", text) or text == ""
    assert "Traceback" not in text


@pytest.mark.parametrize(
    "path",
    [
        "/api", "/api/kernels", "/api/kernels/", "/api/kernelspecs", "/api/sessions", "/api/contents", "/api/terminals",
        "/api/status", "/api/me", "/api/config/x", "/api/spec.yaml", "/api/events", f"/api/kernels/{KERNEL}/interrupt",
        f"/api/kernels/{KERNEL}/restart", f"/voila/api/shutdown/{KERNEL}", f"/voila/query/{KERNEL}",
        f"/voila/execution/{KERNEL}", "/voila/api/themes/x", "/voila/templates/lab/static/index.css", "/voila/tree",
        "/voila/files/en/4-seat.ipynb", "/files/en/4-seat.ipynb", "/view/x", "/edit/x", "/nbconvert/html/x", "/lab",
        "/tree", "/terminals/1", "/metrics", "/login", "/logout", "/static/x", "/kernelspecs/python3/logo-64x64.png",
        "/toolkit/leave/", "/toolkit/here/x", "/robots.txt", "/.git/config", "/voila/render/en/", "/voila/render/en",
    ],
)  # fmt: skip
def test_what_jupyter_and_voila_offer_elsewhere_is_not_there(server: Any, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE"):
        answer = server.get(path, method)
        assert answer.status in (404, 405), (method, path)
        assert 'class="tk-page"' in answer.text
        assert "Set-Cookie" not in answer.headers


def test_address_cannot_change_template_or_theme(server: Any) -> None:
    asked = "template=classic&theme=dark&voila-template=reveal&voila-theme=dark"
    page = server.get(f"/voila/render/ar/4-seat.ipynb?{asked}").text
    assert "/toolkit/static/page.css" in page
    assert "مقعد" in page
    assert '"jupyterLabTheme": "light"' in page
    assert "theme-dark" not in page
    assert "reveal" not in page


def test_every_kind_of_answer_carries_the_same_protection(server: Any, visitor: Any, guarded: Any, static: str) -> None:
    lesson = visitor.get(LESSON)
    kernel = re.findall(r'"kernelId": "([\w-]+)"', lesson.text)[0]
    style = "/toolkit/static/page.css"
    known = server.get(style).headers["Etag"]
    answers = {
        "lesson": lesson,
        "start": server.get("/"),
        "room": server.get("/en/room/"),
        "file": server.get(style),
        "file of Voila": server.get(f"{static}voila.js"),
        "part of a file": server.get(style, Range="bytes=0-9"),
        "unchanged": server.get(style, If_None_Match=known),
        "head": server.get("/en/", "HEAD"),
        "missing": server.get("/nothing"),
        "refused": server.get("/", "POST"),
        "model": visitor.get(f"/api/kernels/{kernel}"),
        "here": visitor.get(f"/toolkit/here/{kernel}"),
        "gone": server.get(f"/toolkit/here/{kernel}"),
        "left": visitor.get(f"/toolkit/leave/{kernel}", "POST"),
    }
    statuses = [answer.status for answer in answers.values()]
    assert statuses == [200, 200, 200, 200, 200, 206, 304, 200, 404, 405, 200, 204, 410, 204]
    assert [name for name, answer in answers.items() if not guarded(answer)] == []


@pytest.mark.parametrize("path", ["/", "/en/", "/ar/teach/", "/en/room/", "/nothing", LESSON])
def test_a_page_runs_files_of_this_server_and_no_other_script(server: Any, path: str) -> None:
    policy = dict(part.split(" ", 1) for part in server.get(path).headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    # Pictures are drawn with styles, and the widgets bring theirs; the pages around the lessons have but a file.
    assert policy["style-src"] == ("'self' 'unsafe-inline'" if path == LESSON else "'self'")
    assert not {"worker-src", "frame-src", "script-src-elem", "script-src-attr"} & set(policy)
    # A lesson plays what people have recorded, from this server.
    assert policy.get("media-src") == ("'self'" if path == LESSON else None)


@pytest.mark.parametrize("path", ["/en/", "/ar/teach/", "/en/room/", "/nothing", LESSON])
def test_no_page_holds_a_script_of_its_own(server: Any, path: str) -> None:
    page = lxml.html.document_fromstring(server.get(path).text)
    for script in page.iter("script"):
        assert script.get("src", "").startswith("/") or "json" in script.get("type", ""), script.text
    for element in page.iter():
        assert not [name for name in element.attrib if name.startswith("on")], element.tag
        assert path == LESSON or "style" not in element.attrib, element.tag
    assert path == LESSON or not page.findall(".//style")


def test_a_made_up_host_does_not_get_into_the_policy(server: Any) -> None:
    answer = server.get("/", Host="x; script-src http://elsewhere.example")
    assert "elsewhere" not in answer.headers.get("Content-Security-Policy", "")
