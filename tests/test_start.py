"""The start with nothing but Python: what is in the way gets one clear sentence."""

from __future__ import annotations

import builtins
import importlib.util
import socket
import sys
from pathlib import Path, PureWindowsPath
from types import ModuleType

import pytest


@pytest.fixture
def start() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", Path(__file__).parents[1] / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def said(action: object, *arguments: object) -> str:
    with pytest.raises(SystemExit) as ended:
        action(*arguments)  # type: ignore[operator]
    return str(ended.value.code)


def test_an_old_python_is_named_and_the_way_out_too(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    sentence = said(start.check_computer)
    assert "3.11" in sentence
    assert "3.9" in sentence
    assert "Install" in sentence


def test_a_python_without_environments_is_told_what_to_install(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object) -> ModuleType:
        if name == "ensurepip":
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    assert "python3-venv" in said(start.check_computer)


def test_a_deep_folder_on_windows_is_named(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = PureWindowsPath("C:/" + "/".join(["a long folder name"] * 6))
    monkeypatch.setattr(start, "HOME", deep)
    monkeypatch.setattr(start, "WINDOWS", True)
    sentence = said(start.check_computer)
    assert str(deep) in sentence
    assert "too deep" in sentence


def test_this_computer_is_fine(start: ModuleType) -> None:
    start.check_computer()


def test_a_taken_port_is_named_with_a_free_one_beside_it(start: ModuleType) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        sentence = said(start.check_port, ["--port", str(port)])
    assert f"Port {port} is already in use" in sentence
    assert f"--port {port + 1}" in sentence


def test_an_unknown_task_gets_the_three_that_there_are(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["start.py", "app"])
    sentence = said(start.main)
    assert all(f"start.py {task}" in sentence for task in ("apps", "lab", "tests"))


def test_a_missing_programme_is_named(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start.shutil, "which", lambda tool: None)
    start.name_missing_tools()
    told = capsys.readouterr().out
    assert "Not found: chromium" in told
    assert "skipped" in told
