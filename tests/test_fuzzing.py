"""A short run of the fuzzer over all that is read and written, and the fuzzer itself on targets that are broken."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.xdist_group("fuzzing"),
    pytest.mark.skipif(sys.platform == "win32", reason="the fuzzer forks its targets, which Windows cannot"),
]
HOME = Path(__file__).parents[1]
INPUTS = 12
BROKEN = """
import os, sys
from random import Random
sys.path.insert(0, "benchmarks")
import fuzz

def grows(data, random, others):
    return data + bytes([random.randrange(256)])

def breaks(data):
    assert len(data) < 5, "five bytes are too many"
    return str(len(data))

def dies(data):
    if len(data) > 3:
        os._exit(9)
    return str(len(data))

def hangs(data):
    if len(data) == 2:
        while True:
            pass
    return ""

fuzz.LONGEST = 0.05
seeds = lambda: [b"x"]
fuzz.targets = lambda: {
    "breaks": (seeds, grows, breaks, 1), "dies": (seeds, grows, dies, 1), "hangs": (seeds, grows, hangs, 1),
    "holds": (seeds, grows, lambda data: "", 1),
}
sys.exit(fuzz.main())
"""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], cwd=HOME, capture_output=True, encoding="utf-8", timeout=600)


def report(folder: Path) -> dict[str, dict]:
    return {one["target"]: one for one in json.loads((folder / "report.json").read_text(encoding="utf-8"))}


def test_nothing_breaks_in_a_short_run(tmp_path: Path) -> None:
    done = run("benchmarks/fuzz.py", "--inputs", str(INPUTS), "--seed", "2026", "--folder", str(tmp_path))
    found = report(tmp_path)
    assert {name: one["failures"] for name, one in found.items() if one["failures"]} == {}, done.stdout
    assert done.returncode == 0, done.stderr
    assert len(found) >= 22
    assert all(one["inputs"] == INPUTS for one in found.values())
    # Some are read and some refused: a target that refuses all, or none, tries nothing.
    for name in ("docx", "xlsx", "csv", "yaml-draft", "yaml-talks"):
        assert 0 < found[name]["refused"] < INPUTS, name


def test_what_breaks_is_found_told_once_and_kept_so_that_it_breaks_again(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        done = run("-c", BROKEN, "--inputs", "40", "--seed", "3", "--folder", str(folder))
        assert done.returncode == 1, done.stderr
    found, again = map(report, folders)
    assert {name: one["failures"] for name, one in found.items()} == {n: one["failures"] for n, one in again.items()}
    assert len(found["breaks"]["failures"]) == len(found["hangs"]["failures"]) == 1
    assert list(found["dies"]["failures"]) == ["the process ended with 9"]
    assert found["holds"]["failures"] == {}
    for name, kept in (("breaks", 5), ("dies", 4), ("hangs", 2)):
        (file,) = found[name]["failures"].values()
        assert len((folders[0] / file).read_bytes()) == kept
    assert "five bytes" in next(folders[0].glob("breaks-*.txt")).read_text(encoding="utf-8")
    file = next(folders[0].glob("breaks-*.bin"))
    assert "five bytes are too many" in run("-c", BROKEN, "--again", str(file)).stderr
