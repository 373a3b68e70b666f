"""How many small groups can be worked out from published results of invented logs, by integer programming.

    python -m benchmarks.disclosure_attack                500 logs; most of an hour on one core
    python -m benchmarks.disclosure_attack --logs 10      to see that it works

Each log has a few hundred people and many small cells. Of each, three audits are made that ask differently: by other
columns, inside others, with decision and outcome exchanged, crossed or not, or with another smallest cell. The attacker
(`disclosure_attacker`) knows none of the publishing step. Asked is how many small sums of people he is left no choice
for: from one result, and from one with the digits of its pooled figures; from three made without knowledge of each
other, and whether `compare_releases` warns of these; and from three made through `Release`.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from typing import Any

import pandas as pd

from benchmarks.disclosure_attacker import WAYS, Asked, Attacker, invent
from benchmarks.pooled_figures_attacker import try_digits
from toolkit.audit import AuditResult, audit, compare_releases
from toolkit.errors import ToolkitError


def main() -> int:
    """Attack, print what was found, and end with 1 where something was pinned that must not be."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--logs", type=int, default=500)
    options.add_argument("--start", type=int, default=0)
    options.add_argument("--minutes", type=float, default=600.0, help="stop after so many")
    chosen = options.parse_args()
    found = attack(range(chosen.start, chosen.start + chosen.logs), chosen.minutes)
    for name, number in sorted(found.items()):
        print(f"{name}: {number}")
    pinned = found["1 one result: pinned"] + found["2 digits: pinned"] + found["4 through Release: pinned"]
    missed = found["3 three apart: logs with pinned ones"] - found["3 three apart: of these warned of"]
    return int(pinned > 0 or missed > 0.01 * found["3 three apart: logs with pinned ones"])


def attack(seeds: range, minutes: float) -> Counter[str]:
    """The counts of everything that was tried, by name."""
    found: Counter[str] = Counter()
    start = time.monotonic()
    for seed in seeds:
        if time.monotonic() - start > 60 * minutes:
            break
        way = list(WAYS)[seed % len(WAYS)]
        try:
            attack_one(invent(seed), WAYS[way], found)
        except ToolkitError:  # a value that does not occur
            continue
        found["0 logs"] += 1
        if found["0 logs"] % 25 == 0:
            print(dict(found), f"{time.monotonic() - start:.0f} s", flush=True)
    return found


def attack_one(table: pd.DataFrame, asked: list[tuple[Asked, dict[str, Any]]], found: Counter[str]) -> None:
    """One log: a single result, three that know nothing of each other, and three through `Release`."""
    alone = [(one, audit(one.log(table), **how)) for one, how in asked]
    place = sum(table["n"]) % len(alone)
    first, result = alone[place]
    smallest = result.question.smallest_cell
    single = Attacker(table, [(first, result)]).pinned(smallest)
    found["1 one result: small sums"] += single.small
    found["1 one result: pinned"] += len(single.pinned)
    for one, told in alone:
        if one.within and told.counts["people"].isna().any():
            digits = try_digits(table, one, told, told.question.smallest_cell)
            found["2 digits: results"] += 1
            found["2 digits: results, all tables tried"] += digits.finished
            found["2 digits: pooled ratios told"] += int(told.adjusted["adjusted_ratio"].notna().sum())
            found["2 digits: pooled ratios withheld"] += int(told.adjusted["adjusted_ratio"].isna().sum())
            if digits.finished:
                found["2 digits: small cells"] += digits.small
                found["2 digits: pinned"] += len(digits.pinned)
    smallest = min(told.question.smallest_cell for _, told in alone)
    apart = Attacker(table, alone).pinned(smallest)
    found["3 three apart: small sums"] += apart.small
    found["3 three apart: pinned"] += len(apart.pinned)
    if apart.pinned:
        warned = compare_releases(*(told for _, told in alone), smallest_cell=smallest)
        found["3 three apart: logs with pinned ones"] += 1
        found["3 three apart: of these warned of"] += bool(warned)
        found["3 three apart: of these unfinished"] += any(one.kind == "unfinished" for one in warned)
    chained: list[tuple[Asked, AuditResult]] = []
    for one, how in asked:
        before = [chained[-1][1].release()] if chained else []
        chained.append((one, audit(one.log(table), released=before, **how)))
    together = Attacker(table, chained).pinned(smallest)
    found["4 through Release: small sums"] += together.small
    found["4 through Release: pinned"] += len(together.pinned)
    found["4 through Release: unfinished"] += not together.finished
    for (_, plain), (_, careful) in zip(alone, chained, strict=True):
        found["5 shares told apart"] += int(plain.rates["numerator"].notna().sum())
        found["5 shares told through Release"] += int(careful.rates["numerator"].notna().sum())


if __name__ == "__main__":
    raise SystemExit(main())
