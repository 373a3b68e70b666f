"""The house rules that a machine can check; each test's name is a rule."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
import yaml

HOME = Path(__file__).parents[1]
PACKAGE = HOME / "toolkit"
MODULES = sorted(PACKAGE.rglob("*.py"))
ROOMS = sorted(
    path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists() and not path.name.startswith("_")
)
MOST_LINES = 400


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=HOME, capture_output=True, text=True, timeout=600)


@cache
def imported_by(path: Path) -> set[str]:
    """The first parts of the names of all that a module imports, wherever in it."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    return {name.split(".")[0] for name in names}


def project() -> dict:
    return tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))


def test_code_is_clean_and_formatted() -> None:
    checked = run("ruff", "check", ".")
    assert checked.returncode == 0, checked.stdout
    formatted = run("ruff", "format", "--check", "toolkit", "tests")
    assert formatted.returncode == 0, formatted.stdout


@pytest.mark.xdist_group("types")  # half a minute by itself
def test_types_hold_strictly_below_the_app() -> None:
    checked = run("mypy")
    assert checked.returncode == 0, checked.stdout


def test_a_room_knows_only_the_rooms_below_it() -> None:
    script = "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"
    done = subprocess.run([sys.executable, "-c", script], cwd=HOME, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("library", "room"),
    [("docx", "documents"), ("typst", "documents"), ("ipywidgets", "app"), ("matplotlib", "charts")],
)
def test_one_room_alone_imports_a_heavy_library(library: str, room: str) -> None:
    for path in MODULES:
        if library in imported_by(path):
            assert path.relative_to(PACKAGE).parts[0] == room, path


def test_spreadsheets_are_written_by_documents_alone() -> None:
    writing = [path for path in MODULES if re.search(r"import .*\bWorkbook\b", path.read_text(encoding="utf-8"))]
    assert [path.relative_to(PACKAGE).as_posix() for path in writing] == ["documents/sheets.py", "documents/xlsx.py"]


def test_modules_are_short_and_none_is_a_catch_all() -> None:
    for path in [*MODULES, *sorted((HOME / "tests").rglob("*.py")), HOME / "start.py"]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= MOST_LINES, f"{path.name} has {lines} lines"
        assert path.stem not in ("utils", "util", "helpers", "misc", "common"), path


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_room_offers_is_a_sorted_list_and_exists(room: str) -> None:
    module = importlib.import_module(f"toolkit.{room}")
    names = getattr(module, "__all__", [])
    assert list(names) == sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))
    for name in names:
        assert hasattr(module, name)


def test_a_folder_inside_a_room_says_its_question_and_imports_nothing() -> None:
    inside = [path for path in PACKAGE.glob("*/*/__init__.py") if not path.parts[-3].startswith("_")]
    assert len(inside) > 15
    for path in inside:
        (only,) = ast.parse(path.read_text(encoding="utf-8")).body
        assert isinstance(only, ast.Expr), path  # its docstring, so that importing one module loads no other


def test_conda_gets_what_the_project_needs() -> None:
    environment = yaml.safe_load((HOME / "environment.yml").read_text(encoding="utf-8"))
    pip = next(entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))
    assert pip == [*project()["project"]["dependencies"], "-e ."]
    assert f"python{project()['project']['requires-python']}" in environment["dependencies"]


def test_the_start_needs_nothing_but_python() -> None:
    tree = ast.parse((HOME / "start.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            assert name.split(".")[0] in sys.stdlib_module_names


def test_nothing_speaks_of_a_machine_or_of_how_the_work_is_done() -> None:
    places = ("/wo" + "rk/", "/ro" + "ot/", "/tmp/" + "bash")
    hosts = ("py" + "pi.org", "python" + "hosted", "registry.np" + "mjs")  # in pieces: this file is searched as well
    forbidden = re.compile("|".join(map(re.escape, (*places, *hosts))), re.IGNORECASE)
    folders = (
        "toolkit",
        "tests",
        "notebooks",
        "templates",
        "datasets",
        "docs",
        "benchmarks",
        "deploy",
        ".binder",
        ".ci",
    )
    files = [path for name in folders for path in (HOME / name).rglob("*") if path.is_file()]
    files += [path for path in HOME.iterdir() if path.is_file() and path.suffix in (".md", ".py", ".toml", ".yml")]
    for path in files:
        if path.suffix in (".png", ".pyc"):
            continue
        assert not forbidden.search(path.read_text(encoding="utf-8", errors="replace")), path


def test_the_datasets_are_what_their_package_says() -> None:
    from frictionless import Package

    report = Package(str(HOME / "datasets" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    listed = {resource.path for resource in Package(str(HOME / "datasets" / "datapackage.json")).resources}
    lying = {path.relative_to(HOME / "datasets").as_posix() for path in (HOME / "datasets").rglob("*.csv")}
    for register in ("law", "precedents", "systems", "tools", "cases", "practices", "actors", "figures"):
        records = (HOME / "datasets" / register).rglob("*.yml")
        lying |= {path.relative_to(HOME / "datasets").as_posix() for path in records}
    assert listed == lying
