"""Does everything come out as it did before? Writes what people get into a folder, and compares two such folders.

Before a change that should change nothing: ``python -m benchmarks.same_results write before``; after it: ``python -m
benchmarks.same_results write after`` and ``python -m benchmarks.same_results compare before after``. Only the command
line is called, so that the code may be moved about freely in between.
"""

from __future__ import annotations

import argparse
import difflib
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).parents[1]
DATASETS = sorted(path.parent.name for path in (HOME / "datasets").glob("*/codebook.yml"))
PARTIES = ("--union", "PSU", "--employer", "Ministry of Labour", "--on", "2026-12-01")


def toolkit(*arguments: str) -> str:
    """What a command prints, or its complaint."""
    done = subprocess.run([sys.executable, "-m", "toolkit", *arguments], cwd=HOME, capture_output=True, text=True)
    return done.stdout + done.stderr


def audits(folder: Path) -> None:
    """Tables and findings of every dataset, and its papers in two languages."""
    for name in DATASETS:
        for language in ("en", "ar"):
            place = folder / f"{name}-{language}"
            again = ["--report", f"{place}-report.md", "--brief", f"{place}-brief.md", "--union", "PSU"]
            printed = toolkit("audit", name, "--json", "--language", language, "--on", "2026-12-01", *again)
            place.with_suffix(".json").write_text(printed, encoding="utf-8")
        printed = toolkit("audit", name, "--cross", "--round-to", "10", "--release", str(folder / f"{name}.release"))
        (folder / f"{name}-crossed.txt").write_text(printed, encoding="utf-8")


def agreements(folder: Path) -> None:
    """Every clause on both papers, in English and Arabic."""
    clauses = sorted(path.parent.name for path in (HOME / "templates" / "clauses").glob("*/*/clause.yml"))
    for number, clause in enumerate(clauses):
        language = ("en", "ar")[number % 2]
        audience = ("us", "table")[number // 2 % 2]
        out = folder / f"clause-{clause}-{language}-{audience}.md"
        options = (clause, "--place", "KE", "--language", language, "--audience", audience, "--out", str(out))
        out.with_suffix(".txt").write_text(toolkit("agreement", *options, *PARTIES), encoding="utf-8")


def answers(folder: Path) -> None:
    """How answers to our drafts are read, loss by loss."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.counter_drafts", "--misses"], cwd=HOME, capture_output=True, text=True
    )
    lines = [line for line in done.stdout.splitlines() if " ms" not in line and "second" not in line]
    (folder / "answers.txt").write_text("\n".join(lines), encoding="utf-8")


def write(folder: Path) -> None:
    """Write everything."""
    folder.mkdir(parents=True, exist_ok=True)
    audits(folder)
    agreements(folder)
    answers(folder)


def read(folder: Path, name: str) -> str:
    """A file of a folder without that folder's own name; nothing if it is not there."""
    path = folder / name
    return path.read_text(encoding="utf-8").replace(str(folder.resolve()), "") if path.exists() else ""


def compare(before: Path, after: Path) -> int:
    """Print what differs; ends with 1 if anything does."""
    names = sorted({path.name for folder in (before, after) for path in folder.iterdir()})
    differing = 0
    for name in names:
        one, other = (read(folder, name) for folder in (before, after))
        if one != other:
            differing += 1
            print(f"== {name}")
            print("\n".join(list(difflib.unified_diff(one.splitlines(), other.splitlines(), lineterm="", n=0))[:12]))
    print(f"{len(names)} files, {differing} differ")
    return int(differing > 0)


def main() -> int:
    """Write or compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("write", "compare"))
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args()
    if options.what == "write":
        write(options.folders[0].resolve())
        return 0
    return compare(*options.folders[:2])


if __name__ == "__main__":
    sys.exit(main())
