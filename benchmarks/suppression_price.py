"""What protecting small groups costs: our blanks beside those of Tau-Argus, which statistics offices use.

    uv run --with pytauargus python -m benchmarks.suppression_price            60 invented tables

The same table of counts (sex, office and decision, with all totals) goes through `audit` and through the optimal cell
suppression of Tau-Argus with a frequency rule of ten. Told is in how many single cells of enough people, and for how
many people, the number is blanked all the same. Not the same promise: Tau-Argus keeps all totals and an interval of a
tenth around each small cell; ours also keeps what single shares and their rests give away, does not need the totals
that it does not publish, and asks for no interval. Tau-Argus is no dependency of the toolkit (EUPL 1.2).
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import tempfile

import numpy as np
import pandas as pd

from benchmarks.disclosure_attacker import Asked, invent
from toolkit.audit import audit

SMALLEST = 10
ASKED = Asked("d", ("yes",), ("sex", "office"))
NAMES = ["sex", "office", "d"]


def main() -> int:
    """Print the comparison."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--logs", type=int, default=60)
    chosen = options.parse_args()
    rows = []
    for seed in range(chosen.logs):
        cells = invent(seed).groupby(NAMES)["n"].sum().reset_index()
        if cells["d"].nunique() < 2 or not (cells["n"] < SMALLEST).any():
            continue
        enough = cells["n"] >= SMALLEST
        numbers = cells["n"].to_numpy()
        ours, theirs = by_us(cells) & enough.to_numpy(), by_tau_argus(cells) & enough.to_numpy()
        blanked = [int(ours.sum()), int(numbers[ours].sum()), int(theirs.sum()), int(numbers[theirs].sum())]
        rows.append([int(numbers.sum()), int(enough.sum()), *blanked])
    total = np.array(rows).sum(axis=0)
    print(f"{len(rows)} tables, {total[0]:,} people, {total[1]:,} single cells of {SMALLEST} people or more")
    for name, blanked, hidden in (("ours", *total[2:4]), ("Tau-Argus, optimal", *total[4:6])):
        print(f"{name}: {blanked} such cells blanked with {hidden:,} people ({hidden / total[0]:.1%})")
    return 0


def by_us(cells: pd.DataFrame) -> np.ndarray:
    counts = audit(ASKED.log(cells), smallest_cell=SMALLEST).counts
    told = {(row["sex"], row["office"], row["selected"]) for row in counts.dropna().to_dict("records")}
    return np.array([(row["sex"], row["office"], row["d"]) not in told for row in cells.to_dict("records")])


def by_tau_argus(cells: pd.DataFrame) -> np.ndarray:
    from pytauargus import protect  # a beta; brought by `uv run --with`

    people = cells.loc[cells.index.repeat(cells["n"]), NAMES].assign(one=1.0)
    rule = f"FREQ({SMALLEST},10)"
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        here = os.getcwd()
        done = protect(people, NAMES, response="one", safety_rules=rule, suppress="OPT(1)", workdir=folder)
        table = done.tables[0]
        frame, safe = table.dataframe(), list(table.safe(None))
        os.chdir(here)
    blank = {
        tuple(str(row[name]).strip() for name in NAMES): value is None or value != value
        for row, value in zip(frame.to_dict("records"), safe, strict=True)
    }
    return np.array([blank[tuple(row[name] for name in NAMES)] for row in cells.to_dict("records")])


if __name__ == "__main__":
    raise SystemExit(main())
