"""Write data.csv: a year of shifts in an invented hospital, which got new rostering software in July.

Every number is our choice. Nobody in it exists. Run it again and the file comes out byte for byte.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

SEED = 30_1801
SHIFTS = 2_600
MONTHS = 12  # of 2025
NEW_SOFTWARE = 6  # months before it came: July

SHARES = {
    "sex": {"women": 0.60, "men": 0.40},
    "trained": {"here": 0.60, "abroad": 0.40},
    "contract": {"permanent": 0.64, "fixed": 0.36},
    "ward": {"emergency": 0.30, "surgery": 0.30, "medical": 0.40},
}
# A change less than three days before: more often on a fixed term; the new software adds as much to all.
CHANGED_LATE = {
    "old": {"permanent": 0.15, "fixed": 0.28},
    "new": {"permanent": 0.26, "fixed": 0.39},
}
NIGHT = {"emergency": 0.36, "surgery": 0.24, "medical": 0.16}
NIGHT_ABROAD = 1.5  # times as often, in every ward
REST_HOURS = {"permanent": 15.0, "fixed": 13.6}  # before the shift, on average; the ward changes nothing
REST_SPREAD = 2.5
SHORTEST_REST = 8


def pick(chance: random.Random, shares: Mapping[str, float]) -> str:
    """One of the values, each with its share."""
    place = chance.random() * sum(shares.values())
    for value, share in shares.items():
        place -= share
        if place < 0:
            return value
    return value


def rows(shifts: int = SHIFTS, seed: int = SEED) -> Iterator[dict[str, object]]:
    """One row a shift, each drawn for itself: that shifts of one person are alike is not put in."""
    chance = random.Random(seed)
    for number in range(1, shifts + 1):
        month = (number - 1) * MONTHS // shifts
        software = "old" if month < NEW_SOFTWARE else "new"
        shift = {name: pick(chance, shares) for name, shares in SHARES.items()}
        contract, ward = shift["contract"], shift["ward"]
        night = chance.random() < NIGHT[ward] * (NIGHT_ABROAD if shift["trained"] == "abroad" else 1)
        changed = chance.random() < CHANGED_LATE[software][contract]
        rest = max(SHORTEST_REST, round(chance.gauss(REST_HOURS[contract], REST_SPREAD)))
        yield {
            "shift": number,
            "day": f"2025-{month + 1:02d}-{chance.randint(1, 28):02d}",
            "software": software,
            **shift,
            "night": "yes" if night else "no",
            "changed_late": "yes" if changed else "no",
            "rest_hours": rest,
        }


def write(path: Path) -> None:
    """Write the table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = list(rows())
        writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


if __name__ == "__main__":
    write(Path(__file__).with_name("data.csv"))
