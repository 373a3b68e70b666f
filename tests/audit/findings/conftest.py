"""Small tables of counts about which a sentence of the audit is right or must not be said, and what is said of them.

Women and men are compared, women with men; every number is one that can be checked by hand.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from toolkit.audit import (
    AdjustedFinding,
    AuditResult,
    DecisionLog,
    answer_claim,
    audit,
    compare_releases,
    report_document,
)
from toolkit.errors import ToolkitError

Row = tuple[Any, ...]
COLUMNS = ["group", "office", "hit", "fraud", "score", "n", "day"]
WITH_MEN = {"reference": {"group": "men"}}
HIRING = {"effect": "benefit", "said": "were hired"}
TABLES: dict[str, Callable[[], list[str]]] = {}


def log(rows: list[Row], **roles: Any) -> DecisionLog:
    table = pd.DataFrame([[*row, *[None] * (len(COLUMNS) - len(row))] for row in rows], columns=COLUMNS)
    known = {name for name in COLUMNS if table[name].notna().any()}
    asked: dict[str, Any] = {"groups": ["group"], "effect": "burden", "said": "were checked"}
    if "office" in known:
        asked["within"] = ["office"]
    if "fraud" in known:
        asked |= {"outcome": "fraud", "outcome_true": ["true"]}
    if "score" in known:
        asked["score"] = "score"
    if "day" in known:
        asked |= {"when": "day", "period": "month"}
    columns = [name for name in COLUMNS if name in known]
    return DecisionLog(table[columns], decision="hit", selected=["yes"], count="n", **asked | roles)


def strata(*lines: str) -> list[Row]:
    """From "A 300/1000 150/1000": of so many women, and men, of an office how many were checked; "-" is no office."""
    rows: list[Row] = []
    for line in lines:
        office, *shares = line.split()
        for group, share in zip(("women", "men"), shares, strict=True):
            checked, people = map(int, share.split("/"))
            named = None if office == "-" else office
            rows += [(group, named, "yes", None, None, checked), (group, named, "no", None, None, people - checked)]
    return [row for row in rows if row[5]]


def shares(**groups: str) -> list[Row]:
    """From women="300/1000": of so many people of a group how many were checked."""
    rows: list[Row] = []
    for group, share in groups.items():
        checked, people = map(int, share.split("/"))
        rows += [(group, None, "yes", None, None, checked), (group, None, "no", None, None, people - checked)]
    return rows


def outcomes(**groups: str) -> list[Row]:
    """Checked and true, checked and untrue, not checked and true, and untrue; unknown of checked, of not checked."""
    kinds = [("yes", "true"), ("yes", "false"), ("no", "true"), ("no", "false"), ("yes", None), ("no", None)]
    return [
        (group, None, *kind, None, int(n))
        for group, numbers in groups.items()
        for kind, n in zip(kinds, numbers.split(), strict=False)
        if int(n)
    ]


def scores(**groups: str) -> list[Row]:
    """From "2:300/1000": of so many people with this score for how many it came true; half of them are checked."""
    rows: list[Row] = []
    for group, numbers in groups.items():
        for number in numbers.split():
            score, share = number.split(":")
            true, people = map(int, share.split("/"))
            for decision in ("yes", "no"):
                rows += [(group, None, decision, "true", int(score), true // 2)]
                rows += [(group, None, decision, "false", int(score), (people - true) // 2)]
    return rows


def strings(value: Any) -> list[str]:
    """Every text that a document holds."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | tuple):
        return [text for part in value for text in strings(part)]
    if dataclasses.is_dataclass(value):
        return [text for field in dataclasses.fields(value) for text in strings(getattr(value, field.name))]
    return []


def sentences(findings: Iterable[Any]) -> list[str]:
    return [finding.say("en") for finding in findings]


def result(rows: list[Row], roles: dict[str, Any] | None = None, **asked: Any) -> Callable[[], AuditResult]:
    return cache(lambda: audit(log(rows, **roles or {}), **WITH_MEN | asked))


def add(name: str, rows: list[Row], roles: dict[str, Any] | None = None, **asked: Any) -> None:
    made = result(rows, roles, **asked)
    TABLES[name] = cache(lambda: sentences(made().findings))


def paper(name: str, rows: list[Row]) -> None:
    made = result(rows)
    TABLES[name] = cache(lambda: strings(report_document(made(), "en")))


def claim(name: str, accuracy: float, base_rates: Any) -> None:
    def said() -> list[str]:
        try:
            return [answer_claim(accuracy, base_rates() if callable(base_rates) else base_rates).say("en")]
        except ToolkitError as error:
            return [str(error)]

    TABLES[name] = cache(said)


def compare(name: str, *results: Callable[[], AuditResult], **asked: Any) -> None:
    TABLES[name] = cache(lambda: sentences(compare_releases(*[made() for made in results], **asked)))


# Two groups and one decision.
TWICE = shares(women="300/1000", men="150/1000")
add("twice", TWICE)
add("four checked", shares(women="4/1000", men="150/1000"))
add("half", shares(women="150/1000", men="300/1000"))
add("twice as many hired", TWICE, HIRING)
add("alike, many", shares(women="2000/10000", men="2000/10000"))
add("alike, few", shares(women="10/50", men="10/50"))
add("three and three", shares(women="1/3", men="2/3"), smallest_cell=0)
add("a small gap", shares(women="10500/100000", men="10000/100000"))
add("a group of six", [*TWICE, *shares(others="2/6")])
add("a group of sixty", [*TWICE, *shares(others="20/60")])
add(
    "alike, half a year",
    [
        (*row[:5], row[5] // 6, f"2024-0{month}-01")
        for month in range(1, 7)
        for row in shares(women="60/300", men="60/300")
    ],
)
# 300 a group in January and June: in half a year, not in two months.
add(
    "alike, January and June",
    [(*row[:5], row[5] // 2, f"2024-0{month}-01") for month in (1, 6) for row in shares(women="60/300", men="60/300")],
)
add("twice, half a year", [(*row[:5], row[5] // 2, f"2024-0{month}-01") for month in (1, 6) for row in TWICE])

# Like with like: the plain ones stand in offices.txt.
for line in (Path(__file__).parent / "offices.txt").read_text(encoding="utf-8").splitlines():
    if not line.startswith("#"):
        name, *offices = line.split(" | ")
        add(name, strata(*offices))

add("step beyond chance", strata("A 40/80 8/20", "B 4/20 12/80"), smallest_cell=0)


# Four comparisons instead of one; the other three are as the men are.
def and_three(women: tuple[str, str], men: tuple[str, str]) -> list[Row]:
    alike = [row for row in strata(f"A {men[0]} 0/0", f"B {men[1]} 0/0") if row[5]]
    three = [(group, *row[1:]) for group in ("x", "y", "z") for row in alike]
    return [*strata(f"A {women[0]} {men[0]}", f"B {women[1]} {men[1]}"), *three]


# P in all 0.0117, inside 0.0131: with all four 0.047 and 0.053.
add("significance lost, four", and_three(("70/394", "69/427"), ("40/304", "46/394")))
# Inside 1.05 times (p 0.039, with all four 0.16), in all 2.5.
add("mostly gone, four", and_three(("4240/8000", "200/2000"), ("1000/2000", "800/8000")))
add("nobody checked, few compared", strata("A 0/500 1/500", "B 0/3 300/1000"), smallest_cell=0)

# Forty offices of one group each, which decide about between none and 99 of their 100 people.
APART = [
    row
    for i in range(20)
    for row in strata(f"w{i} {i * 53 % 100}/100 0/0", f"m{i} 0/0 {max(0, i * 53 % 100 - 15)}/100")
]
add("offices as clusters", APART, clusters="office")
add("one office each", strata("A 800/2000 0/0", "B 0/0 200/2000"), clusters="office")

# What turned out true: every share differs, none does, it is known of some only, or of one decision.
KNOWN = outcomes(women="300 300 300 1100", men="300 100 100 1500")
add("outcomes", KNOWN)
add("outcomes of a hiring", KNOWN, HIRING)
# Women are wrongly checked half as often and let go by mistake three times as often; right are 70 and 85 of 100.
add("wrong in their favour", outcomes(women="400 50 600 1117", men="800 100 200 900"))
add("no outcomes", shares(women="600/2000", men="400/2000"))
add("hundreds unknown", outcomes(women="300 300 300 1100 40 60", men="300 100 100 1500 30 80"))
add("five unknown", outcomes(women="300 300 300 1100 2 3", men="300 100 100 1500"))
add("a third of the checked unknown", outcomes(women="100 100 300 1100 100 100", men="150 100 300 1200 100 100"))
add("eight and 700 unknown", outcomes(women="300 300 300 1100 5 400", men="300 100 100 1500 3 300"))
add("known of the checked", outcomes(women="300 300 0 0 0 1400", men="300 100 0 0 0 1600"))
add("known of the others", outcomes(women="0 0 300 1100 600 0", men="0 0 100 1500 400 0"))
add("known of a tenth of the others", outcomes(women="300 300 30 110 0 1260", men="300 100 10 150 0 1440"))
add("known of a tenth of the checked", outcomes(women="30 30 300 1100 540 0", men="30 10 100 1500 360 0"))
add("known of nearly all others", outcomes(women="300 300 270 990 0 140", men="300 100 90 1350 0 160"))
add("known of nearly all checked", outcomes(women="270 270 300 1100 60 0", men="270 90 100 1500 40 0"))
add("fifty pending", [*KNOWN, ("men", None, "pending", "false", None, 50)])
add("four pending", [*KNOWN, ("men", None, "pending", "false", None, 4)])
add("sixty unclear", [*KNOWN, ("men", None, "no", "unclear", None, 60)])
add("thirty codes", [*KNOWN, *(("men", None, f"code {i}", "false", None, 20 + i) for i in range(30))])

# Who is missing.
add("no decision for thirty", [*TWICE, ("men", None, None, None, None, 30)])
add("no decision for four", [*TWICE, ("men", None, None, None, None, 4)])
add("a row without a number", [*TWICE, ("men", None, "no", None, None, None)])
add("a row of nobody", [*TWICE, ("men", None, "no", None, None, 0)])
add("group of thirty unknown", [*TWICE, (None, None, "yes", None, None, 15), (None, None, "no", None, None, 15)])
add("group of four unknown", [*TWICE, (None, None, "yes", None, None, 4)])
add("group of 504 unknown", [*TWICE, (None, None, "yes", None, None, 4), (None, None, "no", None, None, 500)])
add("group of 800 unknown", [*TWICE, (None, None, "yes", None, None, 300), (None, None, "no", None, None, 500)])
add(
    "alike, unknown withheld",
    [
        *shares(women="2000/10000", men="2000/10000"),
        (None, None, "yes", None, None, 5),
        (None, None, "no", None, None, 5500),
    ],
)
half_unknown = [(None, None, "yes", None, None, 1500), (None, None, "no", None, None, 4000)]
add("alike, group of 5,500 unknown", [*shares(women="2000/10000", men="2000/10000"), *half_unknown])

# Counts that were rounded before: of 50 to 150 and 150 to 250 women 17 to 50 in 100, of men 13 to 38.
add("rounded to tens", TWICE, {"rounded_to": 10})
add("rounded to hundreds", shares(women="100/300", men="100/400"), {"rounded_to": 100})
add("rounded to none", shares(women="100/400", men="0/400"), {"rounded_to": 100})
add("rounded scores", scores(women="2:100/1000 8:600/1000", men="2:100/1000 8:600/1000"), {"rounded_to": 10})
add("rounded to thousands, alike", shares(women="4000/20000", men="4000/20000"), {"rounded_to": 1000})

# Scores: below 4, from 4 to 7, from 7 on.
BINS = {"score_bins": [4, 7]}
SCORED = scores(women="2:100/1000 5:300/1000 8:600/1000", men="2:20/1000 5:100/1000 8:300/1000")
add("scores", SCORED, BINS)
add(
    "same scores, same meaning",
    scores(women="2:100/1000 5:600/2000 8:1800/3000", men="2:300/3000 5:600/2000 8:600/1000"),
    BINS,
)
add(
    "high scores differ", scores(women="2:100/1000 5:300/1000 8:600/1000", men="2:100/1000 5:300/1000 8:300/1000"), BINS
)
add("low scores differ", scores(women="2:300/1000 5:300/1000 8:600/1000", men="2:100/1000 5:300/1000 8:600/1000"), BINS)
add(
    "middle scores differ",
    scores(women="2:100/1000 5:500/1000 8:600/1000", men="2:100/1000 5:300/1000 8:600/1000"),
    BINS,
)
add(
    "low scores are checked",
    [
        ("women", None, "no", None, 8, 600),
        ("women", None, "yes", None, 2, 400),
        ("men", None, "no", None, 8, 300),
        ("men", None, "yes", None, 2, 700),
    ],
)
# The same people, but those with high scores are the ones who are checked.
add(
    "high scores are checked",
    [
        ("women", None, "yes", None, 8, 600),
        ("women", None, "no", None, 2, 400),
        ("men", None, "yes", None, 8, 300),
        ("men", None, "no", None, 2, 700),
    ],
)
high = scores(women="8:60/100", men="8:300/1000")
unknown: list[Row] = [("women", None, decision, None, 8, 450) for decision in ("yes", "no")]
add("outcome of a tenth of high scores", [*high, *unknown, *scores(women="2:100/1000", men="2:100/1000")], BINS)
add(
    "no score for 200",
    [*SCORED, ("women", None, "no", "false", None, 120), ("women", None, "no", "true", None, 80)],
    BINS,
)
add(
    "no score for most women",
    [*SCORED, ("women", None, "no", "false", None, 5000), ("women", None, "no", "true", None, 900)],
    BINS,
)
without = [("women", "no", 8, 600), ("women", "no", 2, 400), ("women", "yes", None, 3), ("women", "no", None, 4000)]
scored = [*without, ("men", "no", 8, 300), ("men", "no", 2, 500), ("men", "yes", 2, 200)]
add("no score for most, withheld", [(group, None, hit, None, score, n) for group, hit, score, n in scored])
add("no score for three", [*SCORED, ("women", None, "no", "false", None, 3)], BINS)

# Papers, where p-values and the words for who is left out stand.
paper("paper", KNOWN)
paper("paper of one gap", TWICE)
paper(
    "paper of what is missing",
    [
        *[
            (group, "A", decision, outcome, 8 if outcome == "true" else 2, n)
            for group, _, decision, outcome, _, n in KNOWN
        ],
        ("men", "A", None, "false", 2, 30),
        ("men", "A", "no", "false", 2, None),
        (None, "A", "no", "false", 2, 40),
        ("men", None, "no", "false", 2, 50),
        ("women", "A", "no", None, 2, 60),
        ("women", "A", "no", "false", None, 70),
        ("men", "A", "pending", "false", 2, 80),
        ("men", "A", "no", "unclear", 2, 90),
        ("others", "A", "yes", "true", 2, 3),
        ("others", "A", "no", "false", 2, 20),
    ],
)

# Claims of an accuracy.
claim("nine of ten", 0.9, {"women": 0.05, "men": 0.2})
claim("nine of ten, rarer by a hair", 0.9, {"women": 0.1004, "men": 0.2})
claim("nine of ten, no base rates", 0.9, {})
claim("nine of ten, one group", 0.9, {"women": 0.05})
claim("always right", 1.0, {"women": 0.05, "men": 0.2})
claim("accuracy of 92", 92, {"women": 0.05, "men": 0.2})
claim("base rates in a list", 0.9, [0.05, 0.2])
claim("against an audit", 0.9, result(KNOWN))
claim("against an audit without outcomes", 0.9, result(TWICE))


# Several results.
def around(n: int) -> list[Row]:
    return [
        (group, None, decision, None, score, people)
        for group, some in (("women", n), ("men", 100))
        for decision in ("yes", "no")
        for score, people in ((100, 200), (301, some), (500, 200))
    ]


EDGES = [result(around(3), {"score_bins": [edge]}) for edge in (300, 303)]
OFFICES = [*strata("A 300/1000 150/1000", "B 40/500 100/500"), *strata("C 1/5 50/100")]
compare("edges around six", *EDGES)
compare("edges around sixty", *[result(around(30), {"score_bins": [edge]}) for edge in (300, 303)])
compare("twice the same", EDGES[0], EDGES[0])
compare("edges, no time", *EDGES, seconds=0.0)
compare("one person shown", result(OFFICES, smallest_cell=0), result(OFFICES), smallest_cell=10)
compare("three people more", result(TWICE), result(shares(women="303/1003", men="150/1000")))
compare("one person more", result(TWICE), result(shares(women="301/1001", men="150/1000")))
compare("three more not checked", result(TWICE), result(shares(women="300/1003", men="150/1000")))
compare("hundreds more", result(TWICE), result(shares(women="400/1300", men="250/1300")))

for which, more in ("low", "2:103/1003"), ("middle", "5:303/1003"), ("high", "8:603/1003"):
    women = " ".join(more if part[0] == more[0] else part for part in ("2:100/1000", "5:300/1000", "8:600/1000"))
    fuller = scores(women=women, men="2:20/1000 5:100/1000 8:300/1000")
    compare(f"few more {which} scores", result(SCORED, BINS), result(fuller, BINS))


# What an audit does not pick, but a finding can say: complementary shares, and like with like where no gap was shown.
def of(measure: str, rate: float, other: float) -> None:
    def built() -> list[str]:
        plain = result(KNOWN)().finding("gap", measure="selection_rate")
        return [dataclasses.replace(plain, measure=measure, rate=rate, reference_rate=other).say("en")]

    TABLES[f"of {measure}"] = cache(built)


of("base_rate", 600 / 2000, 400 / 2000)
of("precision", 300 / 600, 300 / 400)
of("true_negative_rate", 1100 / 1400, 1500 / 1600)
of("negative_predictive_value", 1100 / 1400, 1500 / 1600)
TABLES["reading of too few"] = cache(
    lambda: sentences(
        [
            AdjustedFinding(
                "group",
                "women",
                "men",
                "selection_rate",
                codebook=result(TWICE)().codebook,
                within="office",
                people=40,
                people_compared=40,
            )
        ]
    )
)


@pytest.fixture(scope="session")
def said() -> dict[str, Callable[[], list[str]]]:
    """What is said about each table, by its name."""
    return TABLES
