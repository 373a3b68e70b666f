"""Write data.csv: productivity scores of the clerks of an invented office, and who was warned because of them.

Every number is our choice. Nobody in it exists. Run it again and the file comes out byte for byte.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

SEED = 30_1802
PEOPLE = 3_000

WOMEN = 0.58
AGES = {"under 35": 0.32, "35-49": 0.38, "50 or older": 0.30}
CARE = {"women": 0.38, "men": 0.16}  # for children or for somebody who is ill
PART_TIME = {"women": 0.48, "men": 0.10}

# What is true: whether work is good, found by hand for all, and how many cases an hour. Nothing below changes it.
LACKING = 0.12
CASES = 6.0
CASES_SPREAD = 0.9

# What the score counts. Sex is not in it, nor is the hour that somebody is paid for.
POINTS = 62.0
POINTS_SPREAD = 9.0
POINTS_LACKING = -12.0
POINTS_PART_TIME = -8.0  # it counts minutes at the keyboard a weekday, whatever the contract says
POINTS_CARE = -6.0  # it counts each time somebody leaves the keyboard at short notice
WARNED_BELOW = 48


def pick(chance: random.Random, shares: Mapping[str, float]) -> str:
    """One of the values, each with its share."""
    place = chance.random() * sum(shares.values())
    for value, share in shares.items():
        place -= share
        if place < 0:
            return value
    return value


def rows(people: int = PEOPLE, seed: int = SEED) -> Iterator[dict[str, object]]:
    """One row an employee."""
    chance = random.Random(seed)
    for number in range(1, people + 1):
        sex = "women" if chance.random() < WOMEN else "men"
        age = pick(chance, AGES)
        cares = chance.random() < CARE[sex]
        part_time = chance.random() < PART_TIME[sex]
        lacking = chance.random() < LACKING
        points = round(
            chance.gauss(POINTS, POINTS_SPREAD)
            + (POINTS_LACKING if lacking else 0)
            + (POINTS_PART_TIME if part_time else 0)
            + (POINTS_CARE if cares else 0)
        )
        yield {
            "employee": number,
            "sex": sex,
            "age_group": age,
            "care": "yes" if cares else "no",
            "contract": "part time" if part_time else "full time",
            "cases_an_hour": f"{max(1.0, chance.gauss(CASES, CASES_SPREAD)):.1f}",
            "points": min(100, max(0, points)),
            "warned": "yes" if points < WARNED_BELOW else "no",
            "work": "lacking" if lacking else "good",
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
