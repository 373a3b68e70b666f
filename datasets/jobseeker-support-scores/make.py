"""Write data.csv: an invented employment service that sorts job seekers by a computed chance of finding work.

Signs and relative sizes of the weights follow the Austrian AMS model (2018); see codebook.yml for what is checked and
what is our choice. Nobody in it exists. Run it again and the file comes out byte for byte.
"""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

SEED = 20254
PEOPLE = 5_400

# The score: log odds of finding work. The first two are checked against a published reading of the AMS model.
CONSTANT = 0.10
WOMEN = -0.14
CARE_DUTIES_OF_WOMEN = -0.15
AGE = {"under 30": 0.0, "30-49": -0.13, "50 or older": -0.70}
ORIGIN = {"home country": 0.0, "EU": 0.16, "third country": -0.05}
HEALTH = {"no limits": 0.0, "limits": -0.67}
OCCUPATION = {"services": 0.0, "production": 0.17}
REGION = {"1": 0.0, "2": -0.34, "3": -0.18, "4": -0.83, "5": -0.82}
PREVIOUS_WORK = {"steady": 0.0, "little": -0.74}
CUT = 25  # per cent: below it, little support

# In our invented world these do not make it harder to find work, though the score counts them.
WOMEN_IN_TRUTH = 0.0
CARE_DUTIES_IN_TRUTH = 0.0

SHARES = {
    "sex": {"women": 0.46, "men": 0.54},
    "age_group": {"under 30": 0.27, "30-49": 0.45, "50 or older": 0.28},
    "origin": {"home country": 0.62, "EU": 0.16, "third country": 0.22},
    "occupation": {"services": 0.64, "production": 0.36},
    "region": {"1": 0.30, "2": 0.22, "3": 0.20, "4": 0.15, "5": 0.13},
    "previous_work": {"steady": 0.66, "little": 0.34},
}
CARE_DUTIES = {"women": 0.45, "men": 0.15}
HEALTH_LIMITS = {"under 30": 0.08, "30-49": 0.14, "50 or older": 0.27}


def pick(chance: random.Random, shares: Mapping[str, float]) -> str:
    """One of the values, each with its share."""
    place = chance.random()
    for value, share in shares.items():
        place -= share
        if place < 0:
            return value
    return value


def rows(people: int = PEOPLE, seed: int = SEED) -> Iterator[dict[str, object]]:
    """One row a job seeker."""
    chance = random.Random(seed)
    for number in range(1, people + 1):
        row: dict[str, object] = {"case": number}
        row |= {name: pick(chance, shares) for name, shares in SHARES.items()}
        row["care_duties"] = "yes" if chance.random() < CARE_DUTIES[str(row["sex"])] else "no"
        row["health"] = "limits" if chance.random() < HEALTH_LIMITS[str(row["age_group"])] else "no limits"
        women, duties = row["sex"] == "women", row["care_duties"] == "yes"
        both = (
            CONSTANT
            + AGE[str(row["age_group"])]
            + ORIGIN[str(row["origin"])]
            + HEALTH[str(row["health"])]
            + OCCUPATION[str(row["occupation"])]
            + REGION[str(row["region"])]
            + PREVIOUS_WORK[str(row["previous_work"])]
        )
        score = round(100 * share_of(both + WOMEN * women + CARE_DUTIES_OF_WOMEN * (women and duties)))
        truth = share_of(both + WOMEN_IN_TRUTH * women + CARE_DUTIES_IN_TRUTH * (women and duties))
        row["chance_percent"] = score
        row["support"] = "high" if score >= CUT else "low"
        row["found_work"] = "yes" if chance.random() < truth else "no"
        yield row


def share_of(log_odds: float) -> float:
    """The share that log odds stand for."""
    return 1 / (1 + math.exp(-log_odds))


def write(path: Path) -> None:
    """Write the table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = list(rows())
        writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


if __name__ == "__main__":
    write(Path(__file__).with_name("data.csv"))
