"""Languages are chosen as a reader wishes; words come from the catalogue; colours can be read."""

from __future__ import annotations

import json
import re
import socket
import sys
from pathlib import Path

import pytest
from tornado.web import HTTPError

from toolkit.course.recordings import Recording
from toolkit.errors import SetupError
from toolkit.languages import Language
from toolkit.serving import serve
from toolkit.serving.handlers import RecordingHandler
from toolkit.serving.pages import words
from toolkit.serving.pages.frames import Site, page_folder, wished
from toolkit.serving.port import folder_for_sockets
from toolkit.serving.server import ONE_THREAD, OwnKernel


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ar-MA,ar;q=0.9,en;q=0.5", "ar"),
        ("de,fr;q=0.2,en;q=0.1", "fr"),
        ("en;q=0.1,fr;q=0.8", "fr"),
        ("ar;q=0,fr;q=0.1", "fr"),
        ("de", "en"),
        ("", "en"),
        ("*;q=nonsense, ;;", "en"),
    ],
)
def test_browser_gets_the_language_it_wishes(accepted: str, language: str) -> None:
    assert wished(accepted, ("en", "ar", "fr")) == language


def test_without_english_the_first_language_answers() -> None:
    assert wished("de", ("ar", "fr")) == "ar"


def test_only_notebooks_inside_a_language_are_lessons(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "outside.ipynb").touch()
    (tmp_path / "en/one.ipynb").touch()
    (tmp_path / "en/data.csv").touch()
    site = Site(tmp_path)
    assert site.lesson("en/one.ipynb") == tmp_path / "en/one.ipynb"
    for path in ("", "en", "outside.ipynb", "en/../outside.ipynb", "en/data.csv", "en//one.ipynb", "de/one.ipynb"):
        assert site.lesson(path) is None, path


def test_taken_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SetupError) as raised:
            serve(tmp_path, port=port, announce=lambda said: pytest.fail(said))
    assert raised.value.sentence == words.PORT_TAKEN
    assert f"Port {port} " in str(raised.value)
    assert f"--port {port + 1}" in str(raised.value)


def test_unknown_host_and_empty_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(SetupError) as raised:
        serve(tmp_path, port=0)
    assert raised.value.sentence == words.NO_LESSONS
    (tmp_path / "en").mkdir()
    with pytest.raises(SetupError) as raised:
        serve(tmp_path, port=0, host="192.0.2.1")
    assert raised.value.sentence == words.NO_SUCH_HOST
    with pytest.raises(SetupError) as raised:
        serve(tmp_path, port=70_000)
    assert raised.value.sentence == words.PORT_REFUSED


def test_kernel_is_the_python_of_this_server() -> None:
    described = OwnKernel().get_kernel_spec("python3")
    assert described.argv[0] == sys.executable
    assert described.env == {**ONE_THREAD, "TOOLKIT_PAGE": "1"}  # a page sends the script of its sheets once
    assert list(OwnKernel().get_all_specs()) == ["python3"]


def test_socket_folder_is_short_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: "/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T")
    assert folder_for_sockets() == "/tmp"
    monkeypatch.setattr("tempfile.gettempdir", lambda: "/home/me/tmp")
    assert folder_for_sockets() == "/home/me/tmp"


# --- words -----------------------------------------------------------------------------------------------------------


def test_templates_hold_no_words_of_their_own() -> None:
    for template in page_folder().glob("*.j2"):
        marks = r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<script.*?</script>|<[^>]*>"
        text = re.sub(marks, " ", template.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.findall(r"[^\W\d_]{2,}", text), template.name


def test_every_sentence_can_be_filled_in() -> None:
    for group in (words.PAGE, words.LESSON, words.START, words.TEACH, words.MISSING):
        assert all(words.said(group, Language("en")).values())


# --- colours ---------------------------------------------------------------------------------------------------------

TEXT = [
    ("ink", "paper"), ("ink", "sheet"), ("ink", "tint"), ("quiet", "paper"), ("quiet", "sheet"), ("quiet", "tint"),
    ("accent", "paper"), ("accent", "sheet"), ("accent", "tint"), ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("ink", "right-tint"), ("ink", "nearly-tint"), ("ink", "notyet-tint"), ("notyet", "sheet"),
]  # fmt: skip
SIGNS = [
    ("field-line", "paper"), ("field-line", "sheet"), ("focus", "paper"), ("focus", "sheet"), ("right", "right-tint"),
    ("nearly", "nearly-tint"), ("notyet", "notyet-tint"),
]  # fmt: skip


def colours(scheme: str) -> dict[str, str]:
    css = (page_folder() / "static" / "page.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, flags=re.DOTALL)
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[("light", "dark").index(scheme)]))


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_reach_the_contrast_of_wcag_aa(scheme: str) -> None:
    palette = colours(scheme)
    for pairs, least in ((TEXT, 4.5), (SIGNS, 3.0)):
        for front, back in pairs:
            dark, light = sorted((luminance(palette[front]), luminance(palette[back])))
            assert (light + 0.05) / (dark + 0.05) >= least, (scheme, front, back)


def test_a_recording_stands_on_its_lesson_in_its_language_and_nothing_else_of_its_folder_is_given_out(
    tmp_path: Path,
) -> None:
    recorded = (Recording(tmp_path / "six.mp3", 6, "ar", "CC BY 4.0", "<b>two</b> readers"),)
    for code in ("en", "ar"):
        (tmp_path / code).mkdir()
        for topic in (5, 6):
            about = {
                "cells": [],
                "metadata": {"language": code, "toolkit": {"topic": topic, "summary": "", "audience": []}},
            }
            (tmp_path / code / f"{topic}.ipynb").write_text(json.dumps(about), encoding="utf-8")
    site = Site(tmp_path, base="/here/", recorded=recorded)
    (heard,) = site.frame("ar/6.ipynb").recorded
    assert heard[0] == "/here/toolkit/recordings/six.mp3"
    assert "<b>two</b> readers" in heard[1]
    assert "CC BY 4.0" in heard[1]
    assert not any(site.frame(path).recorded for path in ("ar/5.ipynb", "en/6.ipynb"))
    handler = RecordingHandler.__new__(RecordingHandler)
    handler.initialize(recorded)
    assert handler.parse_url_path("six.mp3") == "six.mp3"
    for other in ("recordings.yml", "../six.mp3", "ar/6.ipynb", ""):
        with pytest.raises(HTTPError):
            handler.parse_url_path(other)
