"""Write data.csv: applications for nursing posts in an invented group of public hospitals.

Every number is our choice. Nobody and no hospital in it exists. Run it again and the file comes out byte for byte.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

SEED = 20305
PEOPLE = 5_000

# Who applies where: the weight of each hospital, and how much more or less often some people choose it.
HOSPITALS = {"North": 0.22, "South": 0.20, "East": 0.20, "West": 0.18, "Harbour": 0.20}
CHOICE_OF_MEN = {"North": 0.30, "South": 0.50, "East": 1.0, "West": 2.0, "Harbour": 2.6}
CHOICE_WITH_DIPLOMA_FROM_ABROAD = {"North": 3.2, "South": 2.0, "East": 0.9, "West": 0.4, "Harbour": 0.25}

# What becomes of an application. Inside a hospital sex, age and disability change nothing.
SHORTLISTED = {"North": 0.85, "South": 0.70, "East": 0.50, "West": 0.35, "Harbour": 0.25}
HIRED_FROM_SHORTLIST = {"ward": 0.56, "intensive care": 0.50, "night": 0.60}
DIPLOMA_FROM_ABROAD = 0.70  # times the chance to be shortlisted, in every hospital; nothing changes after that

SHARES = {
    "sex": {"women": 0.70, "men": 0.30},
    "age_group": {"under 35": 0.45, "35-49": 0.36, "50 or older": 0.19},
    "diploma": {"this country": 0.70, "abroad": 0.30},
    "post": {"ward": 0.60, "intensive care": 0.18, "night": 0.22},
}
DISABILITY = 0.09
DISABILITY_NOT_KNOWN = 0.08


def pick(chance: random.Random, shares: Mapping[str, float]) -> str:
    """One of the values, each with its share."""
    place = chance.random() * sum(shares.values())
    for value, share in shares.items():
        place -= share
        if place < 0:
            return value
    return value


def rows(people: int = PEOPLE, seed: int = SEED) -> Iterator[dict[str, object]]:
    """One row an application."""
    chance = random.Random(seed)
    for number in range(1, people + 1):
        person = {name: pick(chance, shares) for name, shares in SHARES.items()}
        abroad = person["diploma"] == "abroad"
        weights = {
            name: weight
            * (CHOICE_OF_MEN[name] if person["sex"] == "men" else 1)
            * (CHOICE_WITH_DIPLOMA_FROM_ABROAD[name] if abroad else 1)
            for name, weight in HOSPITALS.items()
        }
        hospital = pick(chance, weights)
        disability = "yes" if chance.random() < DISABILITY else "no"
        if chance.random() < DISABILITY_NOT_KNOWN:
            disability = ""
        shortlisted = chance.random() < SHORTLISTED[hospital] * (DIPLOMA_FROM_ABROAD if abroad else 1)
        hired = chance.random() < HIRED_FROM_SHORTLIST[person["post"]]
        yield {
            "application": number,
            "hospital": hospital,
            "post": person["post"],
            "sex": person["sex"],
            "age_group": person["age_group"],
            "diploma": person["diploma"],
            "disability": disability,
            "result": "not shortlisted" if not shortlisted else "hired" if hired else "shortlisted",
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
