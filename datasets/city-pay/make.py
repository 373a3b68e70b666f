"""Write data.csv: pay and bonuses in an invented city administration.

Every number is our choice. Nobody in it exists. Run it again and the file comes out byte for byte.
"""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

SEED = 20261126
PEOPLE = 4_000

WOMEN = 0.55
# Who stands in which grade: women more often in the lower ones.
GRADES = {
    "women": {"1": 0.34, "2": 0.32, "3": 0.22, "4": 0.12},
    "men": {"1": 0.18, "2": 0.26, "3": 0.30, "4": 0.26},
}
PAY = {"1": 14.0, "2": 17.0, "3": 22.0, "4": 30.0}  # euros an hour, the middle of each grade
SPREAD = 0.06
SUPPLEMENT = {"1": 1.0, "2": 1.0, "3": 0.92, "4": 1.0}  # times the pay of a man in the same grade: grade 3 alone
PART_TIME = {"women": 0.48, "men": 0.12}
BONUS = {
    "full time": 0.40,
    "part time": 0.22,
}  # a score counts hours at the desk; inside a contract sex changes nothing
AGES = {"under 35": 0.34, "35-49": 0.38, "50 or older": 0.28}


def pick(chance: random.Random, shares: Mapping[str, float]) -> str:
    """One of the values, each with its share."""
    place = chance.random() * sum(shares.values())
    for value, share in shares.items():
        place -= share
        if place < 0:
            return value
    return value


def rows(people: int = PEOPLE, seed: int = SEED) -> Iterator[dict[str, object]]:
    """One row a person."""
    chance = random.Random(seed)
    for number in range(1, people + 1):
        sex = "women" if chance.random() < WOMEN else "men"
        grade = pick(chance, GRADES[sex])
        age = pick(chance, AGES)
        contract = "part time" if chance.random() < PART_TIME[sex] else "full time"
        pay = PAY[grade] * math.exp(chance.gauss(0, SPREAD)) * (SUPPLEMENT[grade] if sex == "women" else 1)
        bonus = "yes" if chance.random() < BONUS[contract] else "no"
        yield {
            "employee": number,
            "sex": sex,
            "age_group": age,
            "grade": grade,
            "contract": contract,
            "hourly_pay": f"{pay:.2f}",
            "bonus": bonus,
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
