"""Write data.csv: applications to an invented benefits office, a year before and a year after it went online only.

Every number is our choice. Nobody in it exists. Run it again and the file comes out byte for byte.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

SEED = 20297
BEFORE = 3_300
AFTER = 2_700  # fewer people apply: who stays away is in no row
YEAR = {"before": 2023, "after": 2024}

# Who still applies.
AGE = {
    "before": {"under 40": 0.38, "40-64": 0.36, "65 or older": 0.26},
    "after": {"under 40": 0.42, "40-64": 0.39, "65 or older": 0.19},
}
CHANNEL = {
    "before": {"counter": 0.46, "phone": 0.20, "online": 0.34},
    "after": {"online": 1.0},
}
LANGUAGE = {"official": 0.78, "other": 0.22}
DISABILITY = 0.12

# Who gives up before a decision.
ABANDONED = {
    "before": {"under 40": 0.07, "40-64": 0.07, "65 or older": 0.07},
    "after": {"under 40": 0.07, "40-64": 0.09, "65 or older": 0.27},
}
ABANDONED_WITH_DISABILITY_AFTER = 2.2  # times; 1 before

# What is decided, and what an appeal makes of it.
REFUSED = {"before": 0.20, "after": 0.26}
APPEALED = {"before": 0.30, "after": 0.42}
APPEAL_WON = {"before": 0.25, "after": 0.50}

# Days until the decision: between the two, each as likely.
WAITING_DAYS = {"before": (14, 70), "after": (5, 45)}


def pick(chance: random.Random, shares: Mapping[str, float]) -> str:
    """One of the values, each with its share."""
    place = chance.random()
    for value, share in shares.items():
        place -= share
        if place < 0:
            return value
    return value


def rows(times: int = 1, seed: int = SEED) -> Iterator[dict[str, object]]:
    """One row an application, month by month; `times` as many to see the plan with less chance in it."""
    chance = random.Random(seed)
    before, after = BEFORE * times, AFTER * times
    for number in range(1, before + after + 1):
        period = "before" if number <= before else "after"
        place, year = (number - 1, before) if period == "before" else (number - 1 - before, after)
        month = 1 + 12 * place // year
        age, language = pick(chance, AGE[period]), pick(chance, LANGUAGE)
        disability = chance.random() < DISABILITY
        channel = pick(chance, CHANNEL[period])
        harder = ABANDONED_WITH_DISABILITY_AFTER if disability and period == "after" else 1
        abandoned = chance.random() < ABANDONED[period][age] * harder
        refused = chance.random() < REFUSED[period]
        appealed = chance.random() < APPEALED[period]
        won = chance.random() < APPEAL_WON[period]
        shortest, longest = WAITING_DAYS[period]
        days = shortest + int(chance.random() * (longest - shortest + 1))
        yield {
            "application": number,
            "received": f"{YEAR[period]}-{month:02d}",
            "period": period,
            "channel": channel,
            "age_group": age,
            "language": language,
            "disability": _said(disability),
            "abandoned": _said(abandoned),
            "waiting_days": "" if abandoned else days,
            "refused": "" if abandoned else _said(refused),
            "appealed": "" if abandoned or not refused else _said(appealed),
            "appeal_won": "" if abandoned or not (refused and appealed) else _said(won),
        }


def _said(true: bool) -> str:
    return "yes" if true else "no"


def write(path: Path) -> None:
    """Write the table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = list(rows())
        writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


if __name__ == "__main__":
    write(Path(__file__).with_name("data.csv"))
