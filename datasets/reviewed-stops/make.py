"""Write data.csv: recommendations to stop a benefit, and what people made of them, in an invented welfare office.

Every number is our choice. Nobody in it exists. Run it again and the file comes out byte for byte.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

SEED = 30_1125
CASES = 6_000
MONTHS = 18  # from January 2025 on
NEW_VERSION = 12  # months before the new version of the system came: January 2026

SHARES = {
    "sex": {"women": 0.56, "men": 0.44},
    "interpreter": {"no": 0.76, "yes": 0.24},
    "caseload": {"up to 20": 0.40, "21 to 40": 0.35, "over 40": 0.25},
}
ENTITLED = 0.90  # to the benefit, in every group and month: checked by hand for all cases
STOP_IF_NOT_ENTITLED = 0.70  # how often the system then recommends to stop
STOP_IF_ENTITLED = {"old version": 0.12, "new version": 0.22}
WITH_INTERPRETER = 1.6  # times as often the system wrongly recommends to stop
# How often somebody changes a recommendation that is wrong: by how many cases there were that day.
WRONG_CHANGED = {"up to 20": 0.50, "21 to 40": 0.25, "over 40": 0.08}
WRONG_CHANGED_WITH_INTERPRETER = 0.6  # times as often; sex changes nothing
RIGHT_CHANGED = 0.02


def pick(chance: random.Random, shares: Mapping[str, float]) -> str:
    """One of the values, each with its share."""
    place = chance.random() * sum(shares.values())
    for value, share in shares.items():
        place -= share
        if place < 0:
            return value
    return value


def rows(cases: int = CASES, seed: int = SEED) -> Iterator[dict[str, object]]:
    """One row a case."""
    chance = random.Random(seed)
    for number in range(1, cases + 1):
        month = (number - 1) * MONTHS // cases
        case = {name: pick(chance, shares) for name, shares in SHARES.items()}
        other = case["interpreter"] == "yes"
        entitled = chance.random() < ENTITLED
        version = "old version" if month < NEW_VERSION else "new version"
        wrongly = STOP_IF_ENTITLED[version] * (WITH_INTERPRETER if other else 1)
        recommended = "stop" if chance.random() < (wrongly if entitled else STOP_IF_NOT_ENTITLED) else "pay"
        wrong = (recommended == "stop") == entitled
        often = WRONG_CHANGED[case["caseload"]] * (WRONG_CHANGED_WITH_INTERPRETER if other else 1)
        changed = chance.random() < (often if wrong else RIGHT_CHANGED)
        decided = {"stop": "pay", "pay": "stop"}[recommended] if changed else recommended
        yield {
            "case": number,
            "day": f"{2025 + month // 12}-{month % 12 + 1:02d}-{chance.randint(1, 28):02d}",
            **case,
            "recommended": recommended,
            "decided": decided,
            "entitled": "yes" if entitled else "no",
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
