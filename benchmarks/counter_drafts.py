"""How much of what employers take away is noticed: recall and precision on two collections of answers.

    python -m benchmarks.counter_drafts                    both collections, in figures
    python -m benchmarks.counter_drafts --misses           and every paragraph that was judged otherwise
    python -m benchmarks.counter_drafts --print FILE.yml   our draft of a file of the second collection, numbered
    python -m benchmarks.counter_drafts --check FILE.yml   whether such a file can be read

What the collections are and how to write one stands in ``counter_drafts/README.md``.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from benchmarks.counter_answers import HERE, Answer, Key, draft, read_first, read_second
from toolkit.bargaining.counter.changes import Change
from toolkit.bargaining.counter.compare import read_ours
from toolkit.documents import write_text


@dataclass
class Score:
    """What was right and wrong over many answers."""

    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)  # truth, ours
    unsure: int = 0
    added: int = 0
    added_found: int = 0
    floors: int = 0
    floors_missed: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    slowest: float = 0.0
    answers: int = 0

    def recall(self, *kinds: str) -> float:
        """Of the paragraphs that are such in truth, the share that we called such."""
        true = sum(n for (truth, _), n in self.pairs.items() if truth in kinds)
        return (
            sum(n for (truth, ours), n in self.pairs.items() if truth in kinds and ours in kinds) / true
            if true
            else 1.0
        )

    def precision(self, *kinds: str) -> float:
        """Of the paragraphs that we called such, the share that are such in truth."""
        told = sum(n for (_, ours), n in self.pairs.items() if ours in kinds)
        return (
            sum(n for (truth, ours), n in self.pairs.items() if truth in kinds and ours in kinds) / told
            if told
            else 1.0
        )


def score(answers: Iterable[Answer]) -> Score:
    """Hold what we say against the truth."""
    total = Score()
    for answer in answers:
        start = time.perf_counter()
        changes = answer.changes()
        total.slowest = max(total.slowest, time.perf_counter() - start)
        total.answers += 1
        found = _by_paragraph(answer, changes)
        for key, truth in answer.truth.kinds.items():
            change = found.get(key)
            ours = change.kind if change is not None else "nothing"
            total.pairs[truth, ours] += 1
            total.unsure += change is not None and not change.sure
            if truth != ours:
                said = change.say() if change is not None else ""
                theirs = change.theirs[:400] if change is not None else ""
                total.misses.append(f"{answer.name} {key}: is {truth}, called {ours}: {said}\n      {theirs}")
        for key in answer.truth.floors:
            total.floors += 1
            change = found.get(key)
            if change is None or change.kind not in ("weakened", "removed"):
                total.floors_missed.append(f"{answer.name} {key}")
        theirs_alone = " ".join(" ".join(one.theirs.split()) for one in changes if one.kind == "added")
        total.added += len(answer.truth.added)
        for phrase in answer.truth.added:
            if " ".join(phrase.split()) in theirs_alone:
                total.added_found += 1
            else:
                total.misses.append(f"{answer.name}: not called added: {phrase}")
    return total


def _by_paragraph(answer: Answer, changes: Iterable[Change]) -> dict[Key, Change]:
    found: dict[Key, Change] = {}
    for change in changes:
        if change.kind == "added" or change.clause is None:
            continue
        if change.paragraph is None:
            found |= {key: change for key in answer.truth.kinds if key[0] == change.clause}
        else:
            found[change.clause, change.paragraph] = change
    return found


def report(name: str, total: Score) -> str:
    """The figures of one collection."""
    weak = sum(n for (truth, _), n in total.pairs.items() if truth == "weakened")
    lines = [
        f"{name}: {total.answers} answers, {sum(total.pairs.values())} paragraphs, {weak} of them weakened",
        f"  weakened            recall {total.recall('weakened'):.3f}   precision {total.precision('weakened'):.3f}",
        f"  weakened or removed recall {total.recall('weakened', 'removed'):.3f}   "
        f"precision {total.precision('weakened', 'removed'):.3f}",
        f"  added: {total.added_found} of {total.added} found; uncertain: {total.unsure} paragraphs",
        f"  numbers across their floor: {total.floors}, missed: {len(total.floors_missed)}",
        *(f"    missed: {one}" for one in total.floors_missed),
        f"  slowest comparison: {total.slowest:.2f} s",
        "  truth -> ours: " + ", ".join(f"{truth} -> {ours} {n}" for (truth, ours), n in sorted(total.pairs.items())),
    ]
    return "\n".join(lines)


def collections(language: str | None = None) -> dict[str, list[Answer]]:
    """The answers that lie here, by collection."""
    first = [one for path in sorted((HERE / "first").glob("*.yml")) for one in read_first(path)]
    second = [read_second(path) for path in sorted((HERE / "second").glob("*.yml"))]
    kept = {"first": first, "second": second}
    return {name: [one for one in all_ if language in (None, one.language[:2])] for name, all_ in kept.items()}


def main() -> None:
    """Print the figures, or help to write an answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list what was judged otherwise than it is")
    parser.add_argument("--print", dest="shown", metavar="FILE", type=Path, help="our draft of this file, numbered")
    parser.add_argument("--check", dest="checked", metavar="FILE", type=Path, help="whether this file can be read")
    arguments = parser.parse_args()
    if arguments.shown:
        print(write_text(read_ours(draft(yaml.safe_load(arguments.shown.read_text(encoding="utf-8"))))))
        return
    if arguments.checked:
        answer = read_second(arguments.checked)
        answer.changes()
        print(f"{answer.name} can be read: {len(answer.truth.kinds)} paragraphs, {len(answer.truth.added)} added.")
        return
    for name, answers in collections().items():
        if answers:
            for part in ("en", "ar"):
                total = score(one for one in answers if one.language[:2] == part)
                print(report(f"{name} ({part})", total))
                if arguments.misses:
                    print("\n".join(f"    {one}" for one in total.misses))
            print(report(f"{name} (both)", score(answers)))


if __name__ == "__main__":
    main()
