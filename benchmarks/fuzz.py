"""Look for inputs that break what reads and what writes: files, messages and words, changed at random, for hours.

    python benchmarks/fuzz.py --minutes 60 --seed 1 --folder found    every target in turn, failures kept
    python benchmarks/fuzz.py --inputs 200 --only docx,to-html        so many inputs a target, of these targets alone
    python benchmarks/fuzz.py --again found/docx-1a2b3c4d.bin         one input once more, with its traceback
    python benchmarks/fuzz.py --only xlsx --coverage --minutes 30     led by what code an input reaches (needs atheris)

A target refuses an input in words (`ToolkitError`), or does what it promises. Anything else is a failure: another
error, a promise that does not hold, more than ten seconds, 300 MB more than before. One seed gives the same inputs
again; each target runs in a process of its own, so that one that dies takes no other along.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import logging
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

from toolkit.errors import ToolkitError

FORKED = multiprocessing.get_context("fork")  # what a target needs is loaded once
LONGEST = 10.0  # seconds of processor time for one input: others may be busy here
MOST_MEMORY = 300_000_000  # bytes that one input may add to the most that was ever used
MOST_KEPT = 400  # inputs that others are made from
_RISEN = 1024 if sys.platform != "darwin" else 1  # what the system counts its memory in


class TooSlow(BaseException):
    """Not an `Exception`, so that nobody takes it for a fault of the file."""


@dataclass
class Found:
    """What came of one target."""

    target: str
    inputs: int = 0
    refused: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_input: str = ""
    failures: dict[str, str] = field(default_factory=dict)  # where it broke: the file that breaks it


def targets() -> dict[str, tuple[Callable[[], list[bytes]], Callable[..., bytes], Callable[[bytes], str], int]]:
    """Every target: its first inputs, how others are made from them, what is tried, and its share of the time."""
    from fuzz_reading import READING
    from fuzz_socket import SOCKET
    from fuzz_writing import WRITING

    return {**SOCKET, **READING, **WRITING}


def main() -> int:
    """Do what the command line says; 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=1.0, help="of processor time, all targets together")
    parser.add_argument("--inputs", type=int, default=0, help="so many inputs a target, instead of minutes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=None, help="where inputs that break something are kept")
    parser.add_argument("--only", default="", help="names of targets, with commas")
    parser.add_argument("--again", type=Path, default=None, help="try this one input, named after its target")
    parser.add_argument("--coverage", action="store_true", help="let atheris choose the inputs of one target")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    known = targets()
    if asked.again is not None:
        print(known[asked.again.name.rpartition("-")[0]][2](asked.again.read_bytes()))
        return 0
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    if asked.coverage:
        return by_coverage(asked.only, known[asked.only], folder, asked.minutes * 60)
    chosen = [name for name in known if not asked.only or name in asked.only.split(",")]
    shares = sum(known[name][3] for name in chosen)
    all_found = []
    for name in chosen:
        seconds = asked.minutes * 60 * known[name][3] / shares
        all_found.append(in_a_process(name, seconds, asked.inputs, asked.seed, folder))
        print(line(all_found[-1]), flush=True)
    (folder / "report.json").write_text(json.dumps([asdict(one) for one in all_found], indent=1), encoding="utf-8")
    inputs, failures = sum(one.inputs for one in all_found), sum(len(one.failures) for one in all_found)
    took = sum(one.seconds for one in all_found)
    print(f"{inputs} inputs, {failures} distinct failures, {took:.0f} s; kept in {folder}")
    return 1 if failures else 0


def in_a_process(name: str, seconds: float, inputs: int, seed: int, folder: Path) -> Found:
    """The target in a process of its own; one that dies has failed with the input it died of."""
    ours, theirs = FORKED.Pipe(duplex=False)

    def work() -> None:
        theirs.send(run(name, targets()[name], folder, seed, inputs, seconds))

    process = FORKED.Process(target=work)
    process.start()
    theirs.close()
    try:
        return ours.recv()
    except EOFError:
        process.join()
    kept = folder / f"{name}-died.bin"
    with contextlib.suppress(OSError):
        (folder / f"{name}.now").replace(kept)
    return Found(name, failures={f"the process ended with {process.exitcode}": kept.name})


def line(found: Found) -> str:
    """The target's row of the report."""
    told = f"{found.target:14} {found.inputs:8} inputs, {found.refused:8} refused, {found.seconds:6.1f} s, "
    told += f"slowest {found.slowest:5.2f} s, {len(found.failures)} failures"
    return "\n    ".join([told, *(f"{kept}: {where}" for where, kept in found.failures.items())])


def run(name: str, target: tuple[Any, Any, Any, int], folder: Path, seed: int, inputs: int, seconds: float) -> Found:
    """Try one input after the other until there were so many, or so much processor time is over."""
    seeds, change, check, _ = target
    random = Random(f"{seed}/{name}")
    kept = list(seeds())
    known: set[str] = set()
    found = Found(name)
    begun = _worked()
    signal.signal(signal.SIGPROF, _too_slow)
    while found.inputs < inputs if inputs else _worked() - begun < seconds:
        data = kept[found.inputs] if found.inputs < len(seeds()) else change(random.choice(kept), random, kept)
        (folder / f"{name}.now").write_bytes(data)
        outcome = try_one(check, data, found, folder)
        # An input of which something else comes than of all before it is worth changing further.
        if outcome not in known and found.inputs >= len(seeds()):
            known.add(outcome)
            kept.append(data)
            if len(kept) > MOST_KEPT:
                del kept[len(seeds())]
    found.seconds = _worked() - begun
    (folder / f"{name}.now").unlink(missing_ok=True)
    return found


def _worked() -> float:
    """Processor time so far, that of the short-lived readers too: most of the work is theirs."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def try_one(check: Callable[[bytes], str], data: bytes, found: Found, folder: Path) -> str:
    """What came of an input, as a word that tells kinds of outcomes apart; a failure is kept with its traceback."""
    before = _memory()
    begun = time.process_time()
    outcome, error = "", None
    try:
        with _in_time():
            outcome = check(data)
    except ToolkitError as refusal:
        found.refused += 1
        outcome = _refusal(refusal)
    except KeyboardInterrupt:
        raise
    except BaseException as broken:  # a typesetter written in another language may panic
        error = broken
    took = time.process_time() - begun
    risen = _memory() - before
    if error is None and risen > MOST_MEMORY and found.inputs > 3:
        error = MemoryError(f"{risen // 1_000_000} MB")
    if took > found.slowest:
        found.slowest, found.slowest_input = took, hashlib.sha256(data).hexdigest()[:8]
    found.inputs += 1
    return outcome if error is None else _keep(data, error, found, folder)


def _refusal(refusal: ToolkitError) -> str:
    """A refusal is one of our sentences, in the reader's language."""
    from toolkit.languages import Language

    said = Language("ar").say_error(refusal)
    assert said
    return f"refused: {refusal.args[0]}"[:120]


def _keep(data: bytes, error: BaseException, found: Found, folder: Path) -> str:
    where = _place(error)
    if where not in found.failures:
        file = f"{found.target}-{hashlib.sha256(data).hexdigest()[:8]}.bin"
        (folder / file).write_bytes(data)
        lines = "".join(traceback.format_exception(error, limit=-25))
        (folder / file).with_suffix(".txt").write_text(lines, encoding="utf-8", errors="backslashreplace")
        found.failures[where] = file
    return f"failed: {where}"


def _place(error: BaseException) -> str:
    """The kind of error and the last line of ours on its way: one fault is told once."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/toolkit/" in frame.filename.replace("\\", "/")] or frames
    last = ours[-1] if ours else None
    at = f"{Path(last.filename).name}:{last.lineno}" if last else "-"
    deepest = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames and frames[-1] is not last else ""
    return " ".join(part for part in (type(error).__name__, at, deepest) if part)


@contextlib.contextmanager
def _in_time() -> Iterator[None]:
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _too_slow(_: int, frame: FrameType | None) -> None:
    raise TooSlow(f"more than {LONGEST:.0f} seconds")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RISEN


def by_coverage(name: str, target: tuple[Any, Any, Any, int], folder: Path, seconds: float) -> int:
    """The inputs of one target as atheris finds them; it ends the process at the first failure and keeps the input."""
    import atheris

    seeds, change, check, _ = target
    corpus = folder / f"{name}-corpus"
    corpus.mkdir(exist_ok=True)
    for number, data in enumerate(seeds()):
        (corpus / f"seed-{number}").write_bytes(data)
    known = seeds()

    def try_it(data: bytes) -> None:
        with contextlib.suppress(ToolkitError):
            check(data)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        made = change(data, Random(seed), known)
        return made if len(made) <= most else data

    atheris.instrument_all()
    options = [
        f"-max_total_time={int(seconds)}",
        "-max_len=400000",
        f"-artifact_prefix={folder}/{name}-",
        "-timeout=10",
    ]
    atheris.Setup([sys.argv[0], str(corpus), *options], try_it, custom_mutator=mutate)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
