"""What the running server answers, what it refuses, and what it never sends."""

from __future__ import annotations

import gzip
import json
import re
import sys
from typing import Any
from urllib.parse import urlsplit

import pytest

from toolkit.app.kit.script import sheet_script

pytestmark = pytest.mark.xdist_group("server")
LESSON = "/voila/render/{}/4-seat.ipynb"


@pytest.fixture(scope="module")
def english(server: Any) -> str:
    """The English lesson's page, fetched once."""
    return server.get(LESSON.format("en")).text


def found(pattern: str, page: str) -> str:
    """The one part of a page that a pattern marks."""
    match = re.search(pattern, page)
    assert match, pattern
    return match.group(1)


def addresses_elsewhere(html: str) -> list[str]:
    return [each for each in re.findall(r"(?:https?:)?//[\w.-]+\.[\w./-]+", html) if "127.0.0.1" not in each]


@pytest.mark.parametrize(
    ("path", "wish", "language", "direction"),
    [
        ("/", "ar-EG,en;q=0.3", "ar", "rtl"),
        ("/", "de", "en", "ltr"),
        ("/ar/", "en", "ar", "rtl"),
        ("/en/", "ar", "en", "ltr"),
    ],
)
def test_start_page_comes_in_the_language_of_the_reader(
    server: Any, path: str, wish: str, language: str, direction: str
) -> None:
    answer = server.get(path, Accept_Language=wish)
    assert answer.status == 200
    assert f'<html lang="{language}" dir="{direction}">' in answer.text
    assert answer.headers["Content-Language"] == language
    assert "Set-Cookie" not in answer.headers


def test_start_page_lists_the_lessons(server: Any) -> None:
    page = server.get("/en/").text
    assert page.index("Only in English") < page.index("A seat &amp; a table")
    assert "Read &lt;one&gt;." in page
    assert "60 minutes" in page
    assert "1 minute<" in page
    assert "organisers and shop stewards" in page
    assert LESSON.format("en") in page
    assert "notes.ipynb" not in page
    assert "employer’s device" in page


def test_address_without_slash_leads_to_the_page(server: Any) -> None:
    assert '<html lang="ar"' in server.get("/ar").text
    assert server.get("/ar/teach").text == server.get("/ar/teach/").text


@pytest.mark.parametrize("address", ["/join", "/ar/join"])
def test_the_page_that_asks_for_the_code_needs_no_stroke_at_its_end(server: Any, address: str) -> None:
    """People type it from a wall on a phone."""
    answer = server.get(address)
    assert (answer.status, 'id="tk-code"' in answer.text) == (200, True)


def test_an_address_with_a_code_is_answered_with_and_without_its_last_stroke(server: Any) -> None:
    assert [server.get(f"/join/123456{end}").status for end in ("/", "", "7")] == [200, 200, 404]


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_those_who_teach_have_a_page_in_each_language(server: Any, language: str, direction: str) -> None:
    answer = server.get(f"/{language}/teach/", Accept_Language="fr")
    assert answer.status == 200
    assert f'<html lang="{language}" dir="{direction}">' in answer.text
    assert answer.headers["Content-Language"] == language
    assert "Set-Cookie" not in answer.headers


def test_lesson_says_its_language_title_and_translations(server: Any, english: str) -> None:
    assert '<html lang="en" dir="ltr">' in english
    assert "<title>A seat &amp; a table – " in english
    assert f'<a href="{LESSON.format("ar")}" lang="ar" hreflang="ar">العربية</a>' in english
    assert f'<a href="{LESSON.format("en")}" lang="en" hreflang="en" aria-current="true">English</a>' in english
    assert "tk-unreviewed" not in english
    arabic = server.get(LESSON.format("ar")).text
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "tk-unreviewed" in arabic


def test_switch_offers_only_what_is_there(server: Any) -> None:
    page = server.get("/voila/render/en/1-only.ipynb").text
    assert 'hreflang="ar"' not in page


def test_kernel_is_ours_though_another_is_installed(english: str) -> None:
    assert json.dumps(f"{sys.executable} threads=1")[1:-1] in english


def test_error_in_a_cell_is_said_without_traceback(server: Any) -> None:
    page = server.get("/voila/render/en/1-only.ipynb").text
    assert 'class="tk-broken"' in page
    assert "ZeroDivisionError" not in page
    assert "Traceback" not in page
    assert "show_tracebacks" not in page


def test_sources_are_not_sent(english: str) -> None:
    assert "import ipywidgets" not in english


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/de/",
        "/de/teach/",
        "/voila/render/en/nothing.ipynb",
        "/voila/render/en/%2e%2e/%2e%2e/etc/passwd",
        "/voila/render/drafts/x.ipynb",
        "/voila/render/",
        "/voila/files/en/4-seat.ipynb",
        "/voila/tree/en",
        "/voila/api/contents/en",
        "/voila/templates/lab/static/index.css",
        "/api/kernels",
        "/api/contents",
        "/login",
        "/static/etc/passwd",
    ],
)
def test_everything_else_is_a_missing_page_of_ours(server: Any, path: str) -> None:
    answer = server.get(path, Accept_Language="ar")
    assert answer.status == 404
    assert 'class="tk-page"' in answer.text
    assert '<html lang="en"' in answer.text if "/en" in path else '<html lang="ar" dir="rtl">' in answer.text


def test_pages_name_no_address_elsewhere(server: Any, english: str) -> None:
    for page in (english, server.get("/en/").text, server.get("/nothing").text):
        assert not addresses_elsewhere(page)
    for file in ("page.css", "page.js"):
        assert not addresses_elsewhere(server.get(f"/toolkit/static/{file}").text)


def test_page_may_speak_with_this_server_alone(server: Any) -> None:
    policy = server.get(LESSON.format("en")).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    host = urlsplit(server.address).netloc
    assert f"connect-src 'self' ws://{host} wss://{host};" in policy
    assert "http" not in policy
    assert "*" not in policy


def test_only_needed_labextensions_are_loaded(english: str) -> None:
    config = json.loads(found(r'id="jupyter-config-data" type="application/json">(.*?)</script>', english))
    names = {each["name"] for each in config["federated_extensions"]}
    assert names == {"@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "toolkit"}
    assert "frame" not in config


def test_answers_are_compressed(server: Any, english: str) -> None:
    script = found(r'src="(/voila/static/[^"]+)"', english)
    for path in (script, "/toolkit/static/page.css", "/en/", LESSON.format("ar")):
        answer = server.get(path, Accept_Encoding="gzip")
        assert answer.headers["Content-Encoding"] == "gzip", path
        assert gzip.decompress(answer.body)


def test_static_files_are_kept_and_pages_are_not(server: Any, english: str) -> None:
    style = found(r'href="(/toolkit/static/page.css\?v=[^"]+)"', english)
    script = found(r'src="(/voila/static/[^"]+)"', english)
    for path in (style, script):
        assert "immutable" in server.get(path).headers["Cache-Control"], path
    assert "no-" in server.get("/").headers["Cache-Control"]
    assert "no-store" in server.get(LESSON.format("ar")).headers["Cache-Control"]


def test_the_script_of_the_sheets_is_one_file_and_its_modules_are_none(server: Any, english: str) -> None:
    config = json.loads(found(r'id="jupyter-config-data" type="application/json">(.*?)</script>', english))
    answer = server.get(config["sheet"]["script"], Accept_Encoding="gzip")
    assert gzip.decompress(answer.body).decode() == sheet_script()
    assert answer.headers["Content-Type"].startswith(("text/javascript", "application/javascript"))
    assert "immutable" in answer.headers["Cache-Control"]
    assert server.get(config["sheet"]["script"], If_None_Match=answer.headers["Etag"]).status == 304
    for path in ("sheet/wire.mjs", "sheet/", "wire.mjs", "sheet.mjs", "sheet.py", "sheet.js/", "../kit/sheet.js"):
        assert server.get(f"/toolkit/sheet/{path}").status == 404, path
