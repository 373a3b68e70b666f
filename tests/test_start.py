"""The start with nothing but Python: what is in the way gets one clear sentence."""

from __future__ import annotations

import builtins
import importlib.util
import re
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


def test_an_unknown_task_gets_those_that_there_are(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["start.py", "app"])
    sentence = said(start.main)
    assert all(f"start.py {task}" in sentence for task in ("apps", "lab", "tests", "docs"))


def test_a_missing_programme_is_named(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start.shutil, "which", lambda tool: None)
    start.name_missing_tools(quick=False)
    told = capsys.readouterr().out
    assert "Not found: chromium" in told
    assert "skipped" in told
    start.name_missing_tools(quick=True)
    told = capsys.readouterr().out
    assert "chromium" not in told, "no quick test opens a browser"
    assert "Not found: node" in told


class Ran:
    """What `start.py` would run, and what of it fails."""

    def __init__(self, start: ModuleType, monkeypatch: pytest.MonkeyPatch, version: str, failing: str = "") -> None:
        self.commands: list[list[str]] = []
        self.failing = failing
        monkeypatch.setattr(start, "run", self.run)
        monkeypatch.setattr(start, "version_of", lambda uv: version)
        monkeypatch.setenv("UV_PROJECT_ENVIRONMENT", "")

    def run(self, *command: object) -> int:
        self.commands.append([str(part) for part in command])
        return 1 if self.failing and self.failing in self.commands[-1] else 0


def test_the_installer_is_one_version_and_no_other_file(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = Ran(start, monkeypatch, version="0.1.0")
    start.install("--no-default-groups")
    (fetching,) = [command for command in ran.commands if "pip" in command]
    assert "--require-hashes" in fetching
    assert fetching[fetching.index("--only-binary") + 1] == ":all:"
    assert Path(fetching[fetching.index("--requirement") + 1]) == start.INSTALLER
    assert "uv" not in fetching, "no name beside the file, which would be fetched in any version"


def test_the_installer_that_is_there_already_is_not_fetched_again(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = Ran(start, monkeypatch, version=start.wanted_version())
    start.install()
    assert not [command for command in ran.commands if "pip" in command]
    assert [command[1] for command in ran.commands if "--locked" in command] == ["sync"]


def test_an_installer_that_is_not_the_named_one_ends_in_a_sentence(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = Ran(start, monkeypatch, version="", failing="pip")
    assert "do not go on" in said(start.install)
    assert "sync" not in [part for command in ran.commands for part in command]


def test_the_installers_file_names_one_version_and_fingerprints_for_the_usual_computers(start: ModuleType) -> None:
    lines = start.INSTALLER.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    (named,) = [line for line in lines if line and not line.startswith("#")]
    package, *hashes = named.split()
    assert package == f"uv=={start.wanted_version()}"
    assert len(set(hashes)) == len(hashes) >= 10  # Linux, macOS and Windows on two kinds of processors, and more
    assert all(re.fullmatch("--hash=sha256:[0-9a-f]{64}", each) for each in hashes)


def test_the_documentation_is_built_strictly_from_its_own_group(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(start, monkeypatch, version=start.wanted_version())
    monkeypatch.setattr(sys, "argv", ["start.py", "docs"])
    assert start.main() == 0
    synced, built = [command for command in ran.commands if "venv" not in command]
    assert synced[-2:] == ["--group", "docs"]
    assert "-W" in built, "a fault in the documentation is a failure"
    assert built[-2:] == [".", "build/site"]
    assert "build/site/index.html" in capsys.readouterr().out
    ran.failing = "sphinx"
    assert start.main() == 1
    assert "index.html" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "workers", "chosen"),
    [
        (["tests"], "6", ["-m", "not thorough"]),
        (["tests", "--thorough"], "6", []),
        (["tests", "-x", "tests/audit"], "6", ["-m", "not thorough", "-x", "tests/audit"]),
        (["tests", "--quick"], "4", ["-m", "not slow"]),
        (["tests", "-x", "--quick", "-k", "ratio"], "4", ["-m", "not slow", "-x", "-k", "ratio"]),
    ],
)
def test_all_tests_or_the_quick_ones_are_run_and_what_else_is_asked_goes_to_pytest(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, asked: list[str], workers: str, chosen: list[str]
) -> None:
    ran = Ran(start, monkeypatch, version=start.wanted_version())
    monkeypatch.setattr(start.os, "cpu_count", lambda: 4)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(sys, "argv", ["start.py", *asked])
    assert start.main() == 0
    (command,) = [command for command in ran.commands if "pytest" in command]
    after = command[command.index("pytest") + 1 :]
    assert after[:2] == ["-n", workers]
    assert after[after.index("--dist") + 1] == "loadgroup"
    assert [word for word in after[2:] if word not in ("--dist", "loadgroup")] == chosen
    assert "PYTHONDONTWRITEBYTECODE" not in start.os.environ, "what was compiled once is not compiled in each process"


def test_an_installer_that_does_not_work_has_no_version(start: ModuleType, tmp_path: Path) -> None:
    assert start.version_of(tmp_path / "uv") == ""
    (tmp_path / "text").write_text("no programme")
    assert start.version_of(tmp_path / "text") == ""
    assert start.version_of(sys.executable) == "{}.{}.{}".format(*sys.version_info[:3])  # it tells its own alike
