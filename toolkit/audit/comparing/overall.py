"""The shares of everybody, added up from published ones."""

from __future__ import annotations

import math
from typing import Any

from toolkit.audit.statistics.proportions import share, wilson_interval

Columns = dict[str, list[Any]]


def overall_of(rates: Columns, confidence: float) -> Columns:
    """For each measure the people counted and all of them, over a characteristic whose groups are all published.

    >>> rates = {"characteristic": ["sex"] * 2, "group": ["w", "m"], "measure": ["selection_rate"] * 2}
    >>> overall_of({**rates, "numerator": [10, 30], "denominator": [50, 50]}, 0.95)["value"]
    [0.4]
    """
    rows = [dict(zip(rates, values, strict=True)) for values in zip(*rates.values(), strict=True)]
    columns: Columns = {name: [] for name in ("measure", "numerator", "denominator", "value", "low", "high")}
    for measure in dict.fromkeys(rates["measure"]):
        sums: tuple[int, int] | None = None
        for name in dict.fromkeys(rates["characteristic"]):
            own = [row for row in rows if (row["characteristic"], row["measure"]) == (name, measure)]
            if " × " not in name and all(row["numerator"] is not None for row in own):
                counted, among = (sum(int(row[key]) for row in own) for key in ("numerator", "denominator"))
                sums = (counted, among)
                break
        k, n = sums if sums is not None else (0, 0)
        ends = wilson_interval([k], [n], confidence)
        columns["measure"].append(measure)
        columns["numerator"].append(None if sums is None else k)
        columns["denominator"].append(None if sums is None else n)
        columns["value"].append(float(share([k], [n])[0]) if n else math.nan)
        columns["low"].append(float(ends[0][0]))
        columns["high"].append(float(ends[1][0]))
    return columns
