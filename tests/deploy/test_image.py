"""The steps that make the image are run as a script, without an engine, and what they make is served and asked.

What an engine alone can show stays untried: that the base image has all that is needed, and that a root which really
is read-only is enough. In its place is looked whether anything outside the folder for passing things is written.
"""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

HOME = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the image is Linux, and so are the steps that make it")


def stage(name: str) -> list[tuple[str, str]]:
    """The instructions of one stage of the Dockerfile."""
    text = (HOME / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    lines = "\n".join(each for each in text.splitlines() if not each.startswith("#")).replace("\\\n", " ")
    (found,) = re.findall(rf"^FROM \S+ AS {name}\n(.*?)(?=^FROM|\Z)", lines, re.MULTILINE | re.DOTALL)
    return [(word, rest.strip()) for word, _, rest in (each.partition(" ") for each in found.splitlines() if each)]


def settings(name: str, places: dict[str, str]) -> dict[str, str]:
    """What a stage puts into the environment, at other places."""
    said = " ".join(rest for word, rest in stage(name) if word == "ENV")
    return dict(moved(each, places).split("=", 1) for each in shlex.split(said))


def moved(text: str, places: dict[str, str]) -> str:
    """With each place put elsewhere, once: the other place may hold the name of one of them."""
    return re.sub("|".join(map(re.escape, places)), lambda found: places[found[0]], text)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where this computer has what the image would have at its root, with the steps of the first stage done."""
    root = tmp_path_factory.mktemp("image")
    found = {each: f"{root}{each}" for each in ("/opt/toolkit", "/src", "/tmp", "/home/toolkit")}
    for each in ("/src", "/tmp", "/home/toolkit"):
        Path(found[each]).mkdir(parents=True)
    mine = Path(sys.executable).parent
    # Linked and not copied, and not translated for the processor's sake: neither changes what is installed.
    environment = {**os.environ, **settings("packages", found), "UV_LINK_MODE": "hardlink", "VIRTUAL_ENV": ""}
    environment["PATH"] = f"{mine}{os.pathsep}{os.environ['PATH']}"
    for word, rest in stage("packages"):
        if word == "COPY":
            *sources, target = rest.split()
            for source in sources:
                to = Path(found["/src"]) / target
                if (HOME / source).is_dir():
                    shutil.copytree(HOME / source, to, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    shutil.copy(HOME / source, to)
        elif word == "RUN" and "pip install" not in rest:  # the installer is here already
            step = moved(rest, found).replace("--compile-bytecode", "")
            done = subprocess.run(
                ["sh", "-ec", step], cwd=found["/src"], env=environment, capture_output=True, text=True, timeout=600
            )
            assert done.returncode == 0, f"{step}\n{done.stderr}"
    return found


def test_what_the_steps_make_serves_the_lessons_and_writes_nothing_but_passing_things(places: dict[str, str]) -> None:
    shutil.move(places["/src"], f"{places['/src']}-gone")  # the image has nothing of it
    before = files(places["/opt/toolkit"])
    environment = {**settings("base", {**places, "$PATH": os.environ["PATH"]}), "HOME": places["/home/toolkit"]}
    environment |= {"TMPDIR": places["/tmp"], "LANG": "C.UTF-8"}
    command = ast.literal_eval(dict(stage("lessons"))["CMD"])
    command[command.index("8866")] = "0"
    command[0] = f"{places['/opt/toolkit']}/bin/{command[0]}"
    with subprocess.Popen(
        command, cwd=places["/home/toolkit"], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            (port,) = re.findall(r":(\d+)/", process.stdout.readline())
            _, _, look = dict(stage("lessons"))["HEALTHCHECK"].partition("CMD ")
            well = [each.replace("8866", port) for each in ast.literal_eval(look)]
            assert subprocess.run(well, env=environment, timeout=600).returncode == 0
            ill = [each.replace("8866", "9") for each in ast.literal_eval(look)]
            assert subprocess.run(ill, env=environment, timeout=600, capture_output=True).returncode != 0
            assert files(places["/opt/toolkit"]) == before
            assert files(places["/home/toolkit"]) == {}
            assert any(each.endswith("4-seat-at-the-table.ipynb") for each in files(places["/tmp"]))
        finally:
            for each in [*psutil.Process(process.pid).children(recursive=True), process]:
                each.terminate()


def files(folder: str) -> dict[str, int]:
    """All files below a folder, and when each was written."""
    return {str(each): each.stat().st_mtime_ns for each in Path(folder).rglob("*") if each.is_file()}
