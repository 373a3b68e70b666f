"""How often the word "shown" is a false alarm, and how often it finds what is there: the verdict itself, by simulation.

    python benchmarks/verdict.py            10,000 tables a setting; a good while on two cores
    python benchmarks/verdict.py --quick    a few settings and tables, to see that it works
    python benchmarks/verdict.py --only headlines --runs 1000

Where no group is treated differently, "shown" must appear anywhere in an audit's gaps in at most 5 of 100 audits. That
share is told with its upper 99 % bound (Clopper-Pearson), which must not be over 6 %; where it is, four times as many
other tables are drawn, and theirs must not be. A second part draws logs as large
as our invented datasets, with what was planted in them, and tells how often each planted gap is shown.

A third part asks what page one says (headlines.py): how often the interval of the gap that leads holds the truth.

Every verdict comes from `compare_groups`, the function that `audit` asks. It is not asked about tables where nothing
can be shown: that needs a p-value, from the audit's own `difference_p_value`, below the level of the first step
of the correction. For some tables of every setting, both kinds, the verdicts are compared with those of `audit`.
"""

from __future__ import annotations

import argparse
import functools
import multiprocessing
import sys
import zlib
from typing import Any

import numpy as np
from false_alarms import CONFIDENCE, SEED, designs, false_alarms, tell_alarms, with_people
from headlines import SETTINGS, table_of_headlines, tally
from planted_gaps import PlantedAudit, planted_audits

from toolkit.audit import FOUR_FIFTHS
from toolkit.audit.comparing.comparisons import compare_groups, reference_groups
from toolkit.audit.comparing.shares import compute_shares
from toolkit.audit.statistics import proportions


def planted_verdicts(planned: PlantedAudit, runs: int) -> list[str]:
    """Rows of the table: for each planted gap how often each verdict was given."""
    chance = np.random.default_rng([SEED, zlib.crc32(planned.name.encode())])
    log = planned.log()
    odds = log.cells.people / log.cells.people.sum()
    counts = {position: dict.fromkeys(("shown", "too_few", "not_shown"), 0) for position in range(len(planned.gaps))}
    for _ in range(runs):
        drawn = with_people(log, chance.multinomial(planned.people, odds))
        shares = compute_shares(drawn, [], 0)
        compared = compare_groups(
            shares, reference_groups(shares, drawn, planned.references), CONFIDENCE, FOUR_FIFTHS, False
        )
        columns = [shares.characteristics[shares.characteristic_of[row]].name for row in compared.group_row]
        measures = [shares.measures[shares.measure_of[row]].id for row in compared.group_row]
        groups = [shares.group_name(row) for row in compared.group_row]
        place = {key: position for position, key in enumerate(zip(columns, measures, groups, strict=True))}
        for position, gap in enumerate(planned.gaps):
            row = place.get((gap["characteristic"], gap["measure"], gap["group"]))
            counts[position]["too_few" if row is None else compared.verdict[row]] += 1
    return [
        f"| {planned.name} | {gap['characteristic']}: {gap['group']} / {gap['reference']} | {gap['measure']} "
        f"| {gap['ratio']:g} | {planned.people:,} | "
        + " | ".join(f"{number / runs:.1%}" for number in counts[position].values())
        + " |"
        for position, gap in enumerate(planned.gaps)
    ]


def work(task: tuple[str, Any, int]) -> tuple[str, list[Any]]:
    """One task in a process of its own."""
    kind, what, runs = task
    # Fisher's test of the same table is asked for again and again; its answer is remembered, not changed.
    if not hasattr(proportions._fisher, "cache_clear"):
        proportions._fisher = functools.cache(proportions._fisher)
    proportions._fisher.cache_clear()
    if kind == "headline":
        found: list[Any] = [tally(what, runs)]
    elif kind == "planted":
        found = planted_verdicts(what, runs)
    else:
        found = list(false_alarms(what, runs, again=int(kind == "again")))
    print(f"done: {what.name}", file=sys.stderr, flush=True)
    return kind, found


def main() -> int:
    """Simulate, print Markdown, and return 1 where Holm's verdicts give too many false alarms."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, help="tables a setting (10,000; with --quick 300)")
    parser.add_argument("--quick", action="store_true", help="a few settings")
    parser.add_argument("--only", choices=("alarms", "planted", "headlines"), help="one of the three parts")
    parser.add_argument("--workers", type=int, default=2, help="processes at once")
    arguments = parser.parse_args()
    runs = arguments.runs or (300 if arguments.quick else 10_000)
    tasks: list[tuple[str, Any, int]] = []
    if arguments.only in (None, "headlines"):
        tasks += [("headline", setting, min(runs, 4_000)) for setting in SETTINGS]
    if arguments.only in (None, "planted"):
        tasks += [("planted", planned, runs) for planned in planted_audits()]
    if arguments.only in (None, "alarms"):  # those that take long begin
        tasks += [("design", design, runs) for design in reversed(list(designs(arguments.quick)))]
    with multiprocessing.get_context("spawn").Pool(arguments.workers) as pool:
        done = pool.map(work, tasks, chunksize=1)
        alarms = [one for kind, found in reversed(done) if kind == "design" for one in found]
        # Of hundreds of bounds some lie too high by chance: four times as many new tables tell.
        doubtful = dict.fromkeys(one.design for one in alarms if one.correction == "holm" and one.too_many)
        again = pool.map(work, [("again", design, 4 * runs) for design in doubtful], chunksize=1)
    planted = [row for kind, found in done if kind == "planted" for row in found]
    print(f"{runs:,} tables a setting.\n")
    if planted:
        print("## Planted gaps: how often each verdict is given (Holm, everything published)\n")
        print("| dataset | gap | measure | planted ratio | people | shown | too few | not shown |")
        print("|---|---|---|---:|---:|---:|---:|---:|")
        print("\n".join(planted) + "\n")
    tallies = [one for kind, found in done if kind == "headline" for one in found]
    if tallies:
        print("## Page one: does the interval of the gap that leads hold the truth?\n")
        print("\n".join(table_of_headlines(tallies)))
    failed = any(not one.holds for one in tallies if not one.setting.for_contrast)
    return max(int(failed), tell_alarms(alarms, [one for _, found in again for one in found]) if alarms else 0)


if __name__ == "__main__":
    sys.exit(main())
