"""What the documentation says of the sources: paths that are there, a picture of today's rooms, code that runs."""

from __future__ import annotations

import importlib
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

HOME = Path(__file__).parents[2]
PAGES = sorted([*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md"), *(HOME / "benchmarks").glob("*.md")])
REFERENCE = sorted(page for page in (HOME / "docs" / "reference").glob("*.md") if page.stem != "index")
FOLDERS = "toolkit|tests|docs|notebooks|datasets|templates|benchmarks|deploy"
NAMED = re.compile(rf"`((?:{FOLDERS})/[^`\s<>*…{{}}]*)`")
LINKED = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "CHANGELOG.md"], ids=lambda page: page.stem)
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for path in NAMED.findall(text):
        assert (HOME / path.split("::")[0]).exists(), f"{page.name} names {path}"
    for link in LINKED.findall(text):
        place = link.partition("#")[0]
        if place and not re.match(r"[a-z]+:", place):
            assert (page.parent / place).exists(), f"{page.name} leads to {link}"


@pytest.fixture
def drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw_rooms", HOME / "docs" / "draw_rooms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_picture_of_the_rooms_is_that_of_today(drawing: ModuleType) -> None:
    assert drawing.PICTURE.read_text(encoding="utf-8") == drawing.drawn(), "run: python docs/draw_rooms.py"


def test_the_page_on_architecture_names_every_room_and_folder(drawing: ModuleType) -> None:
    page = (HOME / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [room for layer in drawing.layers() for room in layer if not room.startswith("command")]
    assert len(rooms) > 10
    for room in rooms:
        assert room in page
        for folder in drawing.folders(HOME / "toolkit" / room):
            assert f"`{room}/{folder}`" in page, f"{room}/{folder}"


def test_every_decision_stands_in_the_index_and_numbers_are_given_once() -> None:
    folder = HOME / "docs" / "decisions"
    index = (folder / "index.md").read_text(encoding="utf-8")
    decisions = sorted(folder.glob("0*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        assert f"({path.name})" in index, path.name
        headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], path.name


def test_the_page_on_tests_names_every_group_and_every_room_has_quick_tests() -> None:
    page = (HOME / "docs" / "tests.md").read_text(encoding="utf-8")
    groups: set[str] = set()
    quick: set[str] = set()
    for path in sorted((HOME / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        groups |= set(re.findall(r"mark\.xdist_group\(\"([\w-]+)\"\)", text))
        if not re.search(r"^pytestmark = (\[\s*)?pytest\.mark\.(slow|xdist_group)", text, re.MULTILINE):
            quick.add(path.relative_to(HOME / "tests").parts[0])
    assert groups == set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE))
    rooms = {path.parent.name for path in (HOME / "toolkit").glob("*/__init__.py")}
    assert {room for room in rooms if (HOME / "tests" / room).is_dir()} <= quick


@pytest.mark.slow
def test_the_code_that_researchers_read_runs() -> None:
    code = []
    for page in sorted((HOME / "docs" / "researcher").glob("*.md")):
        blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        code.append(f"exec(compile({''.join(blocks)!r}, {page.name!r}, 'exec'), {{}})")
    assert len(code) > 4
    command = [sys.executable, "-W", "error", "-c", "\n".join(code)]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    assert "{'unchanged'}" in done.stdout  # a draft held against its own paper


@pytest.mark.parametrize("page", REFERENCE, ids=[page.stem for page in REFERENCE])
def test_the_reference_says_what_each_constant_of_a_room_is(page: Path) -> None:
    room = importlib.import_module(f"toolkit.{page.stem}")
    constants = [name for name in room.__all__ if not callable(getattr(room, name))]
    said = set(re.findall(r"^(\w+): \S", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert set(constants) <= said
