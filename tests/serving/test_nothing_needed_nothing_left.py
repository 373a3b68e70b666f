"""A server needs no place of its own to write to, and leaves nothing behind when it is stopped."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit.commands import NOT_WRITABLE, main

pytestmark = pytest.mark.xdist_group("own-servers")
LESSON = "/voila/render/en/figure.ipynb"
FIGURE = """\
import matplotlib.figure
from IPython.display import HTML, display
display(HTML(f"<p class='drawn'>{matplotlib.figure.Figure().add_subplot() is not None}</p>"))"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process is ended in another way there")
def test_a_home_that_cannot_be_written_keeps_nobody_out_and_nothing_is_left(
    start: Callable[..., Any], write: Callable[..., None], visit: Any, process_of: Any, wait_until: Any, tmp_path: Path
) -> None:
    home, rest = tmp_path / "no-folder", Path(tempfile.mkdtemp(prefix="t"))  # short: sockets lie below it
    home.write_text("")  # a file: not even who may do everything can write into it
    write(tmp_path / "notebooks" / "en" / "figure.ipynb", "en", "Figure", FIGURE, about={"topic": 1})
    places = {name: str(home / name) for name in ("JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR")}
    more = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home), "TMPDIR": str(rest)}
    with start(tmp_path / "notebooks", **places, **more) as server:
        visitor = visit(server)
        kernels = [visitor.open(LESSON), visitor.open(LESSON)]
        page = visitor.get(LESSON).text
        assert "drawn" in page
        assert "True" in page
        assert 'class="tk-broken"' not in page
        assert os.listdir(rest), "the sockets of the lessons lie there while they run"
        process_of(kernels[0]).kill()
        wait_until(lambda: visitor.here(kernels[0]) == 410)
    assert os.listdir(rest) == []
    rest.rmdir()
    assert not any("Traceback" in line for line in server.logged)


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr("toolkit.commands.write_notebooks", refuse)
    monkeypatch.setattr("toolkit.commands.build_folder", lambda **_: tmp_path)
    assert main(["apps"]) == 2
    said = capsys.readouterr().err
    assert NOT_WRITABLE.format(folder=tmp_path) in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        ([], {"names": [], "code": None, "tls": False}),
        (["--code"], {"names": [], "code": "", "tls": False}),
        (
            ["--code", "summer", "--tls", "--name", "a.example", "--name", "b.example"],
            {"names": ["a.example", "b.example"], "code": "summer", "tls": True},
        ),
    ],
)
def test_the_command_line_says_who_comes_in(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], given: dict[str, Any]
) -> None:
    got: dict[str, Any] = {}
    monkeypatch.setattr("toolkit.serving.serve", lambda folder, **how: got.update(how))
    monkeypatch.setattr("toolkit.commands.write_notebooks", lambda *_: [])
    assert main(["apps", *arguments]) == 0
    assert {name: got[name] for name in given} == given


@pytest.mark.parametrize(
    ("arguments", "store", "kept"),
    [
        ([], None, "data/digital-rights-toolkit/workshops.sqlite"),
        (["--store", "sqlite:///here.sqlite"], "sqlite:///here.sqlite", None),
        (["--store", "none"], None, None),
    ],
)
def test_the_command_line_says_where_sessions_are_kept_and_makes_no_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], store: str | None, kept: str | None
) -> None:
    got: dict[str, Any] = {}
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr("toolkit.serving.serve", lambda folder, **how: got.update(how))
    monkeypatch.setattr("toolkit.commands.write_notebooks", lambda *_: [])
    assert main(["apps", *arguments]) == 0
    assert (got["store"], got["kept"]) == (store, None if kept is None else tmp_path / kept)
    assert not (tmp_path / "data").exists()


def test_a_code_that_is_too_short_is_refused_before_anything_starts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "en").mkdir()
    monkeypatch.setattr("toolkit.commands.write_notebooks", lambda *_: [])
    monkeypatch.setattr("toolkit.commands.build_folder", lambda **_: tmp_path)
    assert main(["apps", "--code", "12"]) == 2
    assert "The code “12” cannot be used" in capsys.readouterr().err.replace("\u2068", "").replace("\u2069", "")
