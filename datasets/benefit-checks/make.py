"""Write data.csv: the checks of an invented benefits office, from the score to the appeal.

Every number is our choice. Nobody in it exists. Run it again and the file comes out byte for byte.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

SEED = 30_1814
PEOPLE = 4_800

SHARES = {"sex": {"women": 0.53, "men": 0.47}, "origin": {"here": 0.65, "abroad": 0.35}}
NEIGHBOURHOOD = {
    "here": {"riverside": 0.20, "station": 0.35, "hills": 0.45},
    "abroad": {"riverside": 0.56, "station": 0.26, "hills": 0.18},
}
# Step by step, each among the people of the step before. Sex changes nothing at any of them.
HIGH_RISK = {"riverside": 0.55, "station": 0.24, "hills": 0.24}  # the score knows where somebody lives, not where from
SELECTED = {"here": 0.30, "abroad": 0.50}  # by staff, out of those with a high risk
VISITED = 0.90
FOUND_WRONG = {"here": 0.46, "abroad": 0.28}  # who is visited on weaker grounds, is found less often
APPEALED = {"here": 0.62, "abroad": 0.36}
WON = 0.50


def pick(chance: random.Random, shares: Mapping[str, float]) -> str:
    """One of the values, each with its share."""
    place = chance.random() * sum(shares.values())
    for value, share in shares.items():
        place -= share
        if place < 0:
            return value
    return value


def rows(people: int = PEOPLE, seed: int = SEED) -> Iterator[dict[str, object]]:
    """One row a person with a benefit; what came after a step that somebody did not reach is empty."""
    chance = random.Random(seed)
    for number in range(1, people + 1):
        sex, origin = (pick(chance, SHARES[name]) for name in ("sex", "origin"))
        neighbourhood = pick(chance, NEIGHBOURHOOD[origin])
        high = chance.random() < HIGH_RISK[neighbourhood]
        selected = chance.random() < SELECTED[origin] and high
        visited = chance.random() < VISITED and selected
        wrong = chance.random() < FOUND_WRONG[origin] and visited
        appealed = chance.random() < APPEALED[origin] and wrong
        won = chance.random() < WON and appealed
        yield {
            "case": number,
            "sex": sex,
            "origin": origin,
            "neighbourhood": neighbourhood,
            "score": "high" if high else "low",
            "selected": "yes" if selected else "no",
            "visited": ("yes" if visited else "no") if selected else "",
            "found": ("wrong" if wrong else "nothing") if visited else "",
            "appeal": ("won" if won else "lost" if appealed else "none") if wrong else "",
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
