"""Every notebook is thin, holds no outputs, and runs from top to bottom in every language."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.languages import KNOWN, write_notebooks

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SOURCES = sorted(NOTEBOOKS.rglob("*.ipynb"))
LESSONS = [path for path in SOURCES if re.match(r"\d-", path.name)]
MOST_CODE_CELLS = 18  # four of them in every lesson: the questions before and after, the talk, the sheet
MOST_STATEMENTS = 3
ALLOWED_IMPORTS = ("toolkit", "pandas")
FORBIDDEN = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.With, ast.Lambda)

# As a kernel runs them, cell after cell and each notebook with names of its own, but all in one process. That a page
# made of them comes out of a kernel is looked at in the browser (tests/browser).
RUN = """
import json, sys, warnings
from pathlib import Path
from IPython.core.interactiveshell import InteractiveShell
shell, ran = InteractiveShell.instance(), 0
shell.colors = "nocolor"
for path in sys.argv[1:]:
    shell.reset(new_session=False)
    for cell in json.loads(Path(path).read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            done = shell.run_cell("".join(cell["source"]), store_history=True)
            if not done.success:
                print("failed:", path)
                sys.exit(1)
            ran += 1
print(f"{ran} cells ran")
"""

each_source = pytest.mark.parametrize("path", SOURCES, ids=[path.name for path in SOURCES])


def code_of(path: Path) -> list[str]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def test_there_is_a_notebook() -> None:
    assert SOURCES


@each_source
def test_a_notebook_is_thin(path: Path) -> None:
    cells = code_of(path)
    assert len(cells) <= MOST_CODE_CELLS
    for code in cells:
        tree = ast.parse(code)
        assert len(tree.body) <= MOST_STATEMENTS, code
        for node in ast.walk(tree):
            assert not isinstance(node, FORBIDDEN), f"{type(node).__name__} in: {code}"
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] in ALLOWED_IMPORTS, code
            if isinstance(node, ast.Import):
                assert all(name.name.split(".")[0] in ALLOWED_IMPORTS for name in node.names), code


@each_source
def test_a_notebook_holds_no_outputs_and_every_cell_has_an_id(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    for cell in notebook["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@each_source
def test_a_notebook_says_what_it_is_and_has_a_part_for_facilitators(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    about = notebook["metadata"]["toolkit"]
    assert about["summary"]
    assert about["minutes"] > 0
    assert about["audience"]
    assert sum(kind in about for kind in ("topic", "door", "gallery", "lab", "teach")) == 1
    tags = [tag for cell in notebook["cells"] for tag in cell["metadata"].get("tags", [])]
    assert {"aims", "parameters", "facilitator"} <= set(tags)
    for cell in notebook["cells"]:
        if "step" in cell["metadata"].get("tags", []):
            assert "".join(cell["source"]).startswith("## "), "a step is named by its heading"


@pytest.mark.parametrize("path", LESSONS, ids=[path.name for path in LESSONS])
def test_a_lesson_has_every_part_and_its_minutes_add_up(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    about = notebook["metadata"]["toolkit"]
    tags = {tag for cell in notebook["cells"] for tag in cell["metadata"].get("tags", [])}
    wanted = {"aims", "parameters", "case", "look", "exercise", "discussion", "draft", "key-points", "facilitator"}
    assert wanted <= tags
    prose = "\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    minutes = [int(line.split("(")[1].split(" ")[0]) for line in prose.splitlines() if line.endswith("minutes)")]
    assert sum(minutes) == about["minutes"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("built")
    write_notebooks(NOTEBOOKS, target)
    return target


@pytest.mark.slow
def test_every_notebook_runs_in_a_kernel(built: Path) -> None:
    files = [path for path in sorted((built / "en").rglob("*.ipynb")) if ".facilitator." not in path.name]
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, cwd=built, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    cells = sum(len(code_of(path)) for path in files)
    assert re.search(rf"^{cells} passed", done.stdout, re.MULTILINE), done.stdout


@pytest.mark.parametrize("language", KNOWN)
@pytest.mark.slow
def test_both_editions_of_a_notebook_run_the_same_code(built: Path, language: str) -> None:
    every = sorted((built / language).rglob("*.ipynb"))
    assert len(every) == 2 * len(SOURCES), "one for participants and one for facilitators each"
    for path in every:
        if ".facilitator." not in path.name:  # running one of the two shows that both run
            assert code_of(path) == code_of(path.with_suffix(".facilitator.ipynb"))


@pytest.mark.parametrize("language", [language for language in KNOWN if language != "en"])  # which a kernel has run
@pytest.mark.slow
def test_the_notebooks_of_a_language_run(built: Path, language: str) -> None:
    files = [path for path in sorted((built / language).rglob("*.ipynb")) if ".facilitator." not in path.name]
    done = subprocess.run(
        [sys.executable, "-c", RUN, *map(str, files)], capture_output=True, text=True, cwd=built, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    cells = sum(len(code_of(path)) for path in files)
    assert done.stdout.splitlines()[-1] == f"{cells} cells ran"


@pytest.mark.slow
def test_a_cell_that_fails_is_seen_where_it_stands(tmp_path: Path) -> None:
    """Whether for a fault of its own, for a name that another notebook left, or because its name is not written so."""
    for name, code in {"one": "left = 1", "two": "left", "three": "1 +", "four": "await nothing"}.items():
        cells = [{"cell_type": "code", "source": code}]
        (tmp_path / f"{name}.ipynb").write_text(json.dumps({"cells": cells, "metadata": {}}), encoding="utf-8")
    for name, fault in {"two": "NameError", "three": "SyntaxError", "four": "NameError"}.items():
        files = [str(tmp_path / f"{each}.ipynb") for each in ("one", name)]
        done = subprocess.run([sys.executable, "-c", RUN, *files], capture_output=True, text=True, timeout=600)
        assert done.returncode != 0
        assert f"{name}.ipynb" in done.stdout.splitlines()[-1]
        assert fault in done.stdout + done.stderr
