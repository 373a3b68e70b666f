"""How long an audit takes, ours and that of the peers, on the same table and in the same run.

    python benchmarks/audit_speed.py                   100,000 and 1,000,000 rows
    python benchmarks/audit_speed.py --rows 10000000
    python benchmarks/audit_speed.py --large           100,000,000 rows as well; about 1 GB on disk

Every peer lives in an environment of its own under the cache folder, with the versions pinned below. Each measurement
is a fresh process; the tools take turns, round by round, so that whatever else the machine does meets all of them.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import statistics
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from invented_log import write_log

HOME = Path(__file__).parents[1]
TASK_FILE = Path(__file__).with_name("audit_task.py")

SKLEARN = ["numpy==2.4.6", "scipy==1.17.1", "pyarrow==26.0.1", "scikit-learn==1.9.1"]
ENVIRONMENTS = {
    "fairlearn": ["fairlearn==0.15.0", "pandas==3.1.1", *SKLEARN],
    "aequitas": ["aequitas==1.1.0", "pandas==2.3.3", "numpy==2.4.6", "scipy==1.17.1", "pyarrow==26.0.1"],
    "aif360": ["aif360==0.6.1", "pandas==3.1.1", *SKLEARN],
    "holisticai": ["holisticai==1.0.14", "pandas==3.1.1", *SKLEARN],
}


@dataclass(frozen=True)
class Tool:
    """What is measured, in whose environment, and what a reader has to know about its number."""

    name: str
    environment: str
    note: str


TOOLS = {
    "toolkit": Tool("this toolkit, complete audit of a Parquet file", "", "reading, tests, verdicts, publishing"),
    "toolkit-score": Tool("the same, with the score", "", "one measure more, needs the median score"),
    "duckdb": Tool("DuckDB, one GROUP BY, rates by hand", "", "reading; rates only"),
    "scan": Tool("DuckDB, reading the same five columns", "", "the floor: nothing is grouped"),
    "polars": Tool("polars, one group_by, rates by hand", "", "reading; rates only"),
    "pandas": Tool("pandas, one groupby, rates by hand", "", "rates only"),
    "fairlearn": Tool("Fairlearn, MetricFrame", "fairlearn", "rates only; four frames, five metrics"),
    "aequitas": Tool("Aequitas, get_crosstabs", "aequitas", "rates only; crossing prepared outside the clock"),
    "aequitas-tests": Tool("Aequitas, disparities with its tests", "aequitas", "with t tests"),
    "aif360": Tool("AIF360, ClassificationMetric", "aif360", "rates only; 39 groups one by one"),
    "holisticai": Tool("holisticai, classification_bias_metrics", "holisticai", "39 groups, each against the rest"),
}
PEERS = ("polars", "pandas", "fairlearn", "aequitas", "aequitas-tests", "aif360", "holisticai")

SMALL = 10_000  # rows of the table that each tool sees first, before the clock
FAIRLEARN_AT_A_MILLION = 500.0
SCAN_AT_MOST = 1.5
MEMORY_AT_MOST = 400e6
SCAN_TARGET_ROWS = 100_000_000


@dataclass
class Measured:
    """All runs of one tool on one table."""

    runs: list[dict[str, Any]] = field(default_factory=list)
    left_out: str = ""

    def median(self, *parts: str) -> float:
        """The median over the runs of the sum of these parts of a run."""
        return statistics.median(sum(run[part] for part in parts) for run in self.runs) if self.runs else math.nan

    @property
    def peak(self) -> float:
        """The highest memory any run needed, in bytes."""
        return max((run["peak"] for run in self.runs), default=math.nan)


def python_of(environment: str, cache: Path) -> Path:
    """The Python that runs a tool; a peer's environment is made the first time."""
    if not environment:
        return Path(sys.executable)
    place = cache / "peers" / environment
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pinned = "\n".join(ENVIRONMENTS[environment])
    done = place / "pinned.txt"
    if not done.is_file() or done.read_text(encoding="utf-8") != pinned:
        print(f"Making the environment of {environment} …", file=sys.stderr, flush=True)
        venv.create(place, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *ENVIRONMENTS[environment]], check=True)
        done.write_text(pinned, encoding="utf-8")
    return python


def run_once(tool: str, python: Path, log: Path, small: Path, longest: float) -> dict[str, Any]:
    """One measurement in a fresh process."""
    search = [str(HOME), *filter(None, [os.environ.get("PYTHONPATH")])] if not TOOLS[tool].environment else []
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(reversed(search))}
    ended = subprocess.run(
        [python, TASK_FILE, tool, log, small],
        capture_output=True,
        text=True,
        env=surroundings,
        timeout=longest,
        check=False,
    )
    if ended.returncode:
        raise RuntimeError((ended.stderr.strip().splitlines() or [f"ended with {ended.returncode}"])[-1])
    found: dict[str, Any] = json.loads(ended.stdout.strip().splitlines()[-1])
    return found


def measure(
    rows: int, tools: Sequence[str], arguments: argparse.Namespace, before: dict[str, Measured], rows_before: int
) -> dict[str, Measured]:
    """All tools on one table, taking turns."""
    log = arguments.cache / "logs" / f"{rows}.parquet"
    log.parent.mkdir(parents=True, exist_ok=True)
    small = log.with_name(f"{SMALL}.parquet")
    write_log(small, SMALL)
    write_log(log, rows)
    with log.open("rb") as file:  # everybody finds the file in memory, the first one too
        while file.read(1 << 24):
            pass
    pythons = {tool: python_of(TOOLS[tool].environment, arguments.cache) for tool in tools}
    found = {tool: Measured(left_out=too_much(before.get(tool), rows, rows_before, arguments)) for tool in tools}
    for turn in range(arguments.rounds):
        for tool, measured in found.items():
            slow = turn and measured.median("task") > arguments.patience
            if measured.left_out or (slow and turn >= arguments.slow_rounds):
                continue
            print(f"{rows:,} rows, round {turn + 1}: {tool} …", file=sys.stderr, flush=True)
            try:
                measured.runs.append(run_once(tool, pythons[tool], log, small, arguments.longest))
            except (RuntimeError, subprocess.TimeoutExpired) as error:
                measured.left_out = (
                    "took too long" if isinstance(error, subprocess.TimeoutExpired) else f"failed: {error}"
                )
    return found


def too_much(measured: Measured | None, rows: int, rows_before: int, arguments: argparse.Namespace) -> str:
    """Why a tool is not tried on a larger table, judged by the smaller one of the same run."""
    if measured is None:
        return ""
    if not measured.runs:
        return measured.left_out
    seconds = measured.median("task") * rows / rows_before
    needed = measured.peak + (measured.peak - 200e6) * (rows / rows_before - 1)
    if seconds > arguments.longest:
        return f"not run: about {seconds:,.0f} s, going by {rows_before:,} rows"
    if needed > 0.7 * psutil.virtual_memory().total and measured.median("read") > 0.01:
        return f"not run: about {needed / 1e9:,.0f} GB of memory, going by {rows_before:,} rows"
    return ""


# --- what is printed -------------------------------------------------------------------------------------------------


def table_of(rows: int, found: dict[str, Measured]) -> list[str]:
    """A Markdown table of one size."""
    ours = found["toolkit"].median("task")
    heads = [
        "tool",
        "seconds",
        "× ours",
        "reading before, s",
        "× ours with it",
        "processor, s",
        "imports, s",
        "peak memory, MB",
        "runs",
    ]
    lines = [f"### {rows:,} rows", "", f"| {' | '.join(heads)} | in the seconds |", f"|---|{'---:|' * 8}---|"]
    for name, measured in found.items():
        tool = TOOLS[name]
        if not measured.runs:
            lines.append(f"| {tool.name} | | | | | | | | 0 | {measured.left_out} |")
            continue
        task, read = measured.median("task"), measured.median("read")
        numbers = [
            f"{task:.3g}",
            f"{task / ours:.3g}",
            f"{read:.2g}" if read > 0.001 else "–",
            f"{measured.median('read', 'task') / ours:.3g}",
            f"{measured.median('processor'):.3g}",
            f"{measured.median('imports'):.2g}",
            f"{measured.peak / 1e6:,.0f}",
            str(len(measured.runs)),
        ]
        lines.append(f"| {tool.name} | {' | '.join(numbers)} | {tool.note} |")
    return [*lines, ""]


def targets_of(rows: int, found: dict[str, Measured]) -> list[str]:
    """What was aimed at for this size, and whether it was reached."""
    lines = []

    def say(reached: bool, sentence: str) -> None:
        lines.append(f"- {'reached' if reached else '**missed**'}: {sentence}")

    ours = found["toolkit"].median("task")
    if rows == 1_000_000 and "fairlearn" in found and found["fairlearn"].runs:
        ratio = found["fairlearn"].median("task") / ours
        say(ratio >= FAIRLEARN_AT_A_MILLION, f"{FAIRLEARN_AT_A_MILLION:.0f} times faster than Fairlearn; {ratio:,.0f}.")
    if rows == 1_000_000:
        for name in (name for name in PEERS if name in found and found[name].runs):
            ratio = found[name].median("read", "task") / ours
            say(ratio > 1, f"faster than {TOOLS[name].name}, its reading included; {ratio:,.1f} times.")
    if rows == SCAN_TARGET_ROWS and "scan" in found:
        ratio = ours / found["scan"].median("task")
        say(ratio <= SCAN_AT_MOST, f"within {SCAN_AT_MOST} times reading the same columns; {ratio:.2f} times.")
        peak = found["toolkit"].peak
        say(peak < MEMORY_AT_MOST, f"under {MEMORY_AT_MOST / 1e6:.0f} MB of memory; {peak / 1e6:.0f} MB.")
    return [*lines, ""] if lines else []


def disagreements(found: dict[str, Measured]) -> list[str]:
    """Where a tool gives a share that is not ours: everybody has to have done the same task."""
    ours = found["toolkit"].runs[0]["shares"]
    lines = []
    for name, measured in found.items():
        theirs = measured.runs[0]["shares"] if measured.runs else {}
        if theirs and set(theirs) != set(ours):
            lines.append(f"- {TOOLS[name].name}: other groups than ours: {sorted(set(theirs) ^ set(ours))[:3]}")
        for group, rates in ours.items():
            for rate, value in rates.items():
                other = theirs.get(group, {}).get(rate, value)
                if value == value and not math.isclose(other, value, rel_tol=1e-9, abs_tol=1e-12):
                    lines.append(f"- {TOOLS[name].name}: {rate} of {group} is {other}, ours {value}")
    return lines


def versions_of(found: dict[str, Measured]) -> str:
    """All versions that were measured, each once."""
    told = {f"{key} {value}" for one in found.values() for run in one.runs for key, value in run["versions"].items()}
    return f"Python {platform.python_version()}, " + ", ".join(sorted(told, key=str.lower))


def machine() -> str:
    """The kind of machine, without its name."""
    memory = psutil.virtual_memory().total / 2**30
    return f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB of memory, {platform.system()}"


def main() -> int:
    """Measure, print Markdown, and return 1 where tools disagree about a share."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000], help="sizes of the table")
    parser.add_argument("--large", action="store_true", help="100,000,000 rows as well")
    parser.add_argument("--tools", nargs="+", choices=TOOLS, default=list(TOOLS), help="what to measure; ours always")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each tool")
    parser.add_argument("--patience", type=float, default=20, help="seconds beyond which a tool has fewer rounds")
    parser.add_argument("--slow-rounds", type=int, default=2, help="runs of a tool that needs patience")
    parser.add_argument("--longest", type=float, default=300, help="seconds beyond which a tool is left out")
    parser.add_argument("--cache", type=Path, default=HOME / "build" / "benchmarks", help="environments and tables")
    arguments = parser.parse_args()
    tools = ["toolkit", *(tool for tool in TOOLS if tool in arguments.tools and tool != "toolkit")]
    sizes = sorted({*arguments.rows, *([SCAN_TARGET_ROWS] if arguments.large else [])})
    found: dict[str, Measured] = {}
    rows_before, wrong = 1, False
    print(f"Machine: {machine()}.\n", flush=True)
    for rows in sizes:
        found = measure(rows, tools, arguments, found, rows_before)
        rows_before = rows
        if not found["toolkit"].runs:
            print(f"{rows:,} rows: our own audit {found['toolkit'].left_out}", flush=True)
            return 1
        differing = disagreements(found)
        wrong = wrong or bool(differing)
        agreed = differing or ["All tools that tell rates tell the same ones, for every group.", ""]
        print("\n".join([*table_of(rows, found), *targets_of(rows, found), *agreed]), flush=True)
        print(f"Versions: {versions_of(found)}.\n", flush=True)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
