"""Write data.csv: an invented town that flags people on welfare for an investigation.

It follows what is known of such systems (the Netherlands: SyRI, Rotterdam) in kind only; every number is our choice.
Nobody in it exists. Run it again and the file comes out byte for byte.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

SEED = 20249
PEOPLE = 6_000

# What the flag counts. Origin and sex are not in it.
POINTS_NEIGHBOURHOOD = {"old town": 0, "new estates": 4, "outskirts": 0}
POINTS_LANGUAGE = {"1": 5, "2": 2, "3": 0}
POINTS_HOUSEHOLD = {"alone": 0, "with children": 0, "shared": 3}
POINTS_INCOME_CHANGES = {"none": 0, "one": 2, "several": 4}
POINTS_OF_CHANCE = 9  # 0 to 8, each as likely: what the caseworker happened to note
CUT = 12

# How origin comes in all the same.
NEIGHBOURHOOD = {
    "born here": {"old town": 0.45, "new estates": 0.20, "outskirts": 0.35},
    "born abroad": {"old town": 0.25, "new estates": 0.60, "outskirts": 0.15},
}
LANGUAGE = {
    "born here": {"1": 0.05, "2": 0.20, "3": 0.75},
    "born abroad": {"1": 0.35, "2": 0.40, "3": 0.25},
}

# What is true: money was paid that should not have been. Neither origin nor sex nor neighbourhood changes it.
OVERPAID = {"none": 0.16, "one": 0.26, "several": 0.45}

SHARES = {"sex": {"women": 0.54, "men": 0.46}, "origin": {"born here": 0.64, "born abroad": 0.36}}
HOUSEHOLD = {
    "women": {"alone": 0.42, "with children": 0.36, "shared": 0.22},
    "men": {"alone": 0.58, "with children": 0.20, "shared": 0.22},
}
INCOME_CHANGES = {"none": 0.60, "one": 0.27, "several": 0.13}
RANDOM_SAMPLE = 0.10


def pick(chance: random.Random, shares: Mapping[str, float]) -> str:
    """One of the values, each with its share."""
    place = chance.random()
    for value, share in shares.items():
        place -= share
        if place < 0:
            return value
    return value


def rows(people: int = PEOPLE, seed: int = SEED) -> Iterator[dict[str, object]]:
    """One row a person on welfare. The random sample is drawn from everybody, flagged or not."""
    chance = random.Random(seed)
    for number in range(1, people + 1):
        sex, origin = pick(chance, SHARES["sex"]), pick(chance, SHARES["origin"])
        household = pick(chance, HOUSEHOLD[sex])
        neighbourhood, language = pick(chance, NEIGHBOURHOOD[origin]), pick(chance, LANGUAGE[origin])
        changes = pick(chance, INCOME_CHANGES)
        points = (
            POINTS_NEIGHBOURHOOD[neighbourhood]
            + POINTS_LANGUAGE[language]
            + POINTS_HOUSEHOLD[household]
            + POINTS_INCOME_CHANGES[changes]
            + int(chance.random() * POINTS_OF_CHANCE)
        )
        flagged = points >= CUT
        in_sample = chance.random() < RANDOM_SAMPLE
        overpaid = chance.random() < OVERPAID[changes]
        route = "random" if in_sample else "flagged" if flagged else "none"
        yield {
            "case": number,
            "sex": sex,
            "origin": origin,
            "household": household,
            "neighbourhood": neighbourhood,
            "language": language,
            "income_changes": changes,
            "points": points,
            "flagged": "yes" if flagged else "no",
            "route": route,
            "overpaid": "" if route == "none" else "yes" if overpaid else "no",
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
