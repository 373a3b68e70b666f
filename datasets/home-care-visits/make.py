"""Write data.csv: visits of an invented home-care service, and the minutes that a system allots to each.

Every number is our choice. Nobody in it exists. Run it again and the file comes out byte for byte.
"""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

SEED = 30_1803
VISITS = 2_900
MONTHS = 12  # of 2025
NEW_VERSION = 6  # months before it came: July

SHARES = {
    "sex": {"women": 0.64, "men": 0.36},
    "contract": {"salaried": 0.62, "hourly": 0.38},
}
# Who is sent to what: those paid by the hour more often where work is heaviest.
TASKS = {
    "salaried": {"washing": 0.30, "medicines": 0.40, "meals": 0.30},
    "hourly": {"washing": 0.52, "medicines": 0.24, "meals": 0.24},
}
MINUTES = {"washing": 40.0, "medicines": 15.0, "meals": 25.0}  # allotted on average
SPREAD = 0.06
# From July on: times the minutes of a salaried one for the same task.
SHORTER = {"old": 1.0, "new": 0.88}
# What a visit takes, whoever comes: times the minutes above.
NEEDED = 0.90
NEEDED_SPREAD = 0.15


def pick(chance: random.Random, shares: Mapping[str, float]) -> str:
    """One of the values, each with its share."""
    place = chance.random() * sum(shares.values())
    for value, share in shares.items():
        place -= share
        if place < 0:
            return value
    return value


def rows(visits: int = VISITS, seed: int = SEED) -> Iterator[dict[str, object]]:
    """One row a visit, each drawn for itself: that visits of one carer are alike is not put in."""
    chance = random.Random(seed)
    for number in range(1, visits + 1):
        month = (number - 1) * MONTHS // visits
        version = "old" if month < NEW_VERSION else "new"
        visit = {name: pick(chance, shares) for name, shares in SHARES.items()}
        task = pick(chance, TASKS[visit["contract"]])
        shorter = SHORTER[version] if visit["contract"] == "hourly" else 1.0
        allotted = round(MINUTES[task] * shorter * math.exp(chance.gauss(0, SPREAD)))
        needed = MINUTES[task] * NEEDED * math.exp(chance.gauss(0, NEEDED_SPREAD))
        yield {
            "visit": number,
            "day": f"2025-{month + 1:02d}-{chance.randint(1, 28):02d}",
            "version": version,
            **visit,
            "task": task,
            "minutes": allotted,
            "overran": "yes" if needed > allotted else "no",
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
