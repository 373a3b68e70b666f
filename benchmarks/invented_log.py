"""An invented decision log of any size, written once as Parquet: the same table for everybody who is measured."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ORIGINS = {"born here": 0.70, "born in Europe": 0.18, "born elsewhere": 0.12}
AGES = {"under 25": 0.10, "25-34": 0.22, "35-44": 0.24, "45-54": 0.22, "55-64": 0.17, "65 or older": 0.05}
REGIONS = {f"region {number:02d}": weight for number, weight in enumerate(np.linspace(2.0, 0.5, 12).tolist(), 1)}
FLAGGED = {"born here": 0.08, "born in Europe": 0.11, "born elsewhere": 0.17}
OVERPAID_IF_FLAGGED, OVERPAID_ELSE = 0.30, 0.04
AT_ONCE = 1_000_000
ROW_GROUP = 122_880  # what DuckDB itself writes: enough groups of rows for two cores from the smallest size on
BYTES_A_ROW = 16  # rather too many, to be safe on a small disk


def write_log(path: Path, rows: int, seed: int = 20_261) -> None:
    """Write the table unless it is there: 3 origins, 6 ages, 12 regions, a decision, an outcome and a score."""
    if path.is_file():
        return
    free = shutil.disk_usage(path.parent).free
    if free < 2 * rows * BYTES_A_ROW:
        raise SystemExit(f"{rows:,} rows need {2 * rows * BYTES_A_ROW / 1e9:.1f} GB free; there are {free / 1e9:.1f}.")
    unfinished = path.with_suffix(".unfinished")
    with pq.ParquetWriter(unfinished, _chunk(1, seed, 0).schema, compression="snappy") as writer:
        for start in range(0, rows, AT_ONCE):
            writer.write_table(_chunk(min(AT_ONCE, rows - start), seed, start), row_group_size=ROW_GROUP)
    unfinished.replace(path)


def _chunk(rows: int, seed: int, start: int) -> pa.Table:
    chance = np.random.default_rng([seed, start])
    origin, age, region = (_draw(chance, shares, rows) for shares in (ORIGINS, AGES, REGIONS))
    flagged = chance.random(rows) < np.array(list(FLAGGED.values()))[origin]
    overpaid = chance.random(rows) < np.where(flagged, OVERPAID_IF_FLAGGED, OVERPAID_ELSE)
    points = chance.normal(50 + 10 * flagged, 12)
    return pa.table(
        {
            "origin": _texts(origin, ORIGINS),
            "age": _texts(age, AGES),
            "region": _texts(region, REGIONS),
            "flagged": pa.array(flagged.astype(np.int8)),
            "overpaid": pa.array(overpaid.astype(np.int8)),
            "points": pa.array(points),
        }
    )


def _draw(chance: np.random.Generator, shares: dict[str, float], rows: int) -> np.ndarray:
    weights = np.array(list(shares.values()))
    return np.searchsorted(np.cumsum(weights / weights.sum())[:-1], chance.random(rows), side="right").astype(np.int32)


def _texts(codes: np.ndarray, shares: dict[str, float]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes), list(shares)).cast(pa.string())
