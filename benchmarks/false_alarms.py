"""Tables in which no group is treated differently: how often does an audit of them say "shown" all the same?

The settings, the tables drawn for each, the verdicts about them by `compare_groups`, and what is printed of it. It is a
part of verdict.py, which runs it.
"""

from __future__ import annotations

import copy
import itertools
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from toolkit.audit import FOUR_FIFTHS, DecisionLog, audit
from toolkit.audit.comparing.comparisons import compare_groups, reference_groups
from toolkit.audit.comparing.shares import Shares, compute_shares
from toolkit.audit.statistics import proportions
from toolkit.errors import DataError

SEED = 20_261_124
CONFIDENCE, BOUND = 0.95, 0.06
LEVEL = 1 - CONFIDENCE
ENOUGH_RUNS = 5_000  # with fewer the upper bound is wide by itself
CHECKED = 5  # tables a setting and kind that are given to audit() as well

GROUPS = (2, 3, 5, 20)
PEOPLE = (50, 200, 1_000, 5_000)
SHARES = (0.05, 0.30)
SIZES = ("equal", "falling", "one large")
REFERENCES = ("named", "largest", "most_favoured")
# Where the test was weakest: expected counts just large enough for the z test, beside a group that is far larger.
HARDEST = ((5, 5_000), (10, 5_625), (20, 6_875))
CORRECTIONS = ("holm", "benjamini-hochberg")
PUBLISHED_FROM = 10


@dataclass(frozen=True)
class Design:
    """Groups of people who are all treated alike."""

    groups: int
    people: int
    sizes: str
    share: float
    smallest_cell: int = 0

    @property
    def group_sizes(self) -> np.ndarray:
        """How many people each group has: alike, like 1, 1/2, 1/3 …, or very many in the first."""
        weights = {
            "equal": np.ones(self.groups),
            "falling": 1 / np.arange(1, self.groups + 1),
            "one large": np.array([9.0 * (self.groups - 1), *np.ones(self.groups - 1)]),
            "36 to 1": np.array([36.0, *np.ones(self.groups - 1)]),
        }[self.sizes]
        sizes = np.maximum(np.floor(self.people * weights / weights.sum()), 1).astype(np.int64)
        sizes[0] += self.people - sizes.sum()
        return sizes

    @property
    def name(self) -> str:
        """As a row of the table begins."""
        return f"| {self.groups} | {self.people:,} | {self.sizes} | {self.share:.0%} | {self.smallest_cell} |"


@dataclass(frozen=True)
class Alarms:
    """How often anything was shown where there was nothing."""

    design: Design
    reference: str
    correction: str
    alarms: int
    runs: int
    checked: int

    @property
    def share(self) -> float:
        """Of the audits."""
        return self.alarms / self.runs

    def bound(self, side: str = "less") -> float:
        """The upper 99 % bound of the true share, or with "greater" the lower."""
        interval = binomtest(self.alarms, self.runs, alternative=side).proportion_ci(0.99, method="exact")
        return float(interval.high if side == "less" else interval.low)

    @property
    def too_many(self) -> bool:
        """Whether the bound is over what is allowed; of few runs, whether it is beyond doubt."""
        return self.bound("less" if self.runs >= ENOUGH_RUNS else "greater") > BOUND


class Disagreement(Exception):
    """The fast path and `audit` gave different verdicts about the same table."""


def false_alarms(design: Design, runs: int, again: int = 0) -> list[Alarms]:
    """The same tables put to every reference rule and correction; other tables if drawn `again`."""
    chance = np.random.default_rng([SEED + again, zlib.crc32(design.name.encode())])
    sizes = design.group_sizes
    if is_refused(sizes):
        return []
    selected = chance.binomial(sizes, design.share, size=(runs, design.groups))
    log = DecisionLog(table_of(np.ones_like(sizes), sizes + 1), **ROLES)
    template = compute_shares(log, [], 0)
    pairs = np.array(list(itertools.combinations(range(design.groups), 2))).T
    p_values = proportions.difference_p_value(
        selected[:, pairs[0]], sizes[pairs[0]], selected[:, pairs[1]], sizes[pairs[1]]
    )
    found = []
    for reference, correction in itertools.product(REFERENCES, CORRECTIONS):
        family = slice(None)
        if reference != "most_favoured":
            family = (pairs == (design.groups - 1 if reference == "named" else int(sizes.argmax()))).any(axis=0)
        possible = np.flatnonzero(anything_possible(p_values[:, family], correction))
        alarms = 0
        for run in possible:
            alarms += "shown" in verdicts(
                shares_of(template, log, selected[run], sizes, design), log, reference, correction
            )
        others = np.setdiff1d(np.arange(runs), possible)
        thought_impossible = chance.choice(others, min(CHECKED, len(others)), replace=False)
        sample = [*possible[:CHECKED], *thought_impossible]
        checked = sum(check(design, template, log, selected[run], reference, correction) for run in sample)
        for run in thought_impossible:
            if "shown" in verdicts(shares_of(template, log, selected[run], sizes, design), log, reference, correction):
                raise Disagreement(f"{design}, {reference}, {correction}: shown, and thought impossible")
        found.append(Alarms(design, reference, correction, alarms, runs, checked))
    return found


def is_refused(sizes: np.ndarray) -> bool:
    """Whether an audit takes so many groups of so few people for names, and makes no comparison of them."""
    try:
        DecisionLog(table_of(np.minimum(sizes, 1), sizes), **ROLES)
    except DataError:
        return True
    return False


def anything_possible(p_values: np.ndarray, correction: str) -> np.ndarray:
    """In which tables some comparison of the family could pass the correction at all.

    With Holm the smallest p-value has to pass level/m; with Benjamini-Hochberg the i-th smallest i·level/m for some i.
    Undefined ones are no part of the family. What is blanked enters as 1, which only makes it harder.
    """
    ordered = np.sort(p_values, axis=1)  # NaN last
    size = (~np.isnan(ordered)).sum(axis=1, keepdims=True)
    steps = ordered * size / np.arange(1, ordered.shape[1] + 1)
    with np.errstate(invalid="ignore"):
        passing = steps < LEVEL * (1 + 1e-9)
    return np.asarray(passing[:, 0] if correction == "holm" else passing.any(axis=1))


ROLES: dict[str, Any] = {
    "decision": "selected",
    "selected": ["yes"],
    "effect": "burden",
    "groups": ["group"],
    "count": "people",
}


def table_of(selected: np.ndarray, sizes: np.ndarray) -> pd.DataFrame:
    """A table of counts as somebody would bring it."""
    names = [f"group {number:02d}" for number in range(1, len(sizes) + 1)]
    return pd.DataFrame(
        {
            "group": names * 2,
            "selected": ["yes"] * len(sizes) + ["no"] * len(sizes),
            "people": np.concatenate([selected, sizes - selected]),
        }
    )


def shares_of(template: Shares, log: DecisionLog, selected: np.ndarray, sizes: np.ndarray, design: Design) -> Shares:
    """What `audit` hands to `compare_groups`: with everything published the counts alone differ from table to table."""
    if design.smallest_cell == 0:
        return replace(template, numerator=selected, denominator=sizes)
    people = np.column_stack([sizes - selected, selected]).ravel()
    return compute_shares(with_people(log, people), [], design.smallest_cell)


def with_people(log: DecisionLog, people: np.ndarray) -> DecisionLog:
    """The same log with other numbers of people in its cells; cells of nobody are not in it, as everywhere."""
    cells, there = log.cells, people > 0
    changed = copy.copy(log)
    changed._cells = replace(
        cells,
        codes={name: codes[there] for name, codes in cells.codes.items()},
        selected=cells.selected[there],
        outcome=cells.outcome[there],
        above=cells.above[there],
        people=people[there],
    )
    return changed


def wanted_reference(reference: str, groups: int) -> Any:
    """The reference as `audit` is asked for it; the named one is the last, the smallest where sizes differ."""
    return {"named": {"group": f"group {groups:02d}"}, "largest": None, "most_favoured": "most_favoured"}[reference]


def verdicts(shares: Shares, log: DecisionLog, reference: str, correction: str) -> tuple[str, ...]:
    """The verdicts of all gaps, by the audit's own functions in the audit's own order."""
    wanted = wanted_reference(reference, len(shares.characteristics[0].groups))
    references = reference_groups(shares, log, wanted)
    found = compare_groups(shares, references, CONFIDENCE, FOUR_FIFTHS, wanted == "most_favoured", correction)
    return found.verdict


def check(
    design: Design, template: Shares, log: DecisionLog, selected: np.ndarray, reference: str, correction: Any
) -> int:
    """Compare the verdicts with those of a whole audit of the same table; 1 where there was one to compare."""
    if not selected.any():
        return 0  # a decision that nobody got is refused when the log is opened
    sizes = design.group_sizes
    result = audit(
        DecisionLog(table_of(selected, sizes), **ROLES),
        reference=wanted_reference(reference, design.groups),
        smallest_cell=design.smallest_cell,
        confidence=CONFIDENCE,
        correction=correction,
    )
    ours = verdicts(shares_of(template, log, selected, sizes, design), log, reference, correction)
    if tuple(result.gaps["verdict"]) != ours:
        raise Disagreement(f"{design}, {reference}, {correction}, {selected.tolist()}")
    return 1


def designs(quick: bool) -> Iterator[Design]:
    """Every setting without a gap; some again with small groups blanked."""
    yield from (Design(groups, people, "36 to 1", 0.05) for groups, people in HARDEST)
    for groups, people, sizes, share in itertools.product(GROUPS, PEOPLE, SIZES, SHARES):
        if quick and (groups not in (2, 5) or people not in (200, 1_000) or sizes == "falling"):
            continue
        yield Design(groups, people, sizes, share)
        if groups in (5, 20) and people in (200, 1_000) and sizes != "one large":
            yield Design(groups, people, sizes, share, PUBLISHED_FROM)


def alarm_table(found: Iterable[Alarms], correction: str) -> list[str]:
    """One row a design, one column a rule for the reference: share of audits with a false alarm, and its bound."""
    by_design: dict[Design, dict[str, Alarms]] = {}
    for one in found:
        if one.correction == correction:
            by_design.setdefault(one.design, {})[one.reference] = one
    lines = [
        "| groups | people | sizes | share selected | smallest cell | " + " | ".join(REFERENCES) + " |",
        "|---:|---:|---|---:|---:|" + "---|" * len(REFERENCES),
    ]
    for design, row in by_design.items():
        cells = [
            f"{row[name].share:.2%} (≤ {row[name].bound():.2%}){' **over**' if row[name].too_many else ''}"
            for name in REFERENCES
        ]
        lines.append(f"{design.name} {' | '.join(cells)} |")
    worst = max((one for row in by_design.values() for one in row.values()), key=lambda one: one.share)
    lines += [
        "",
        f"The most of all: {worst.share:.2%}, at most {worst.bound():.2%}; {worst.design.name} {worst.reference}.",
    ]
    return [*lines, ""]


def tell_alarms(alarms: list[Alarms], again: list[Alarms]) -> int:
    """Print how often there was a false alarm; 1 where that is too often, with other tables too."""
    print(
        "## False alarms with Holm: audits with any gap “shown” where there is none; in brackets the upper 99 % bound\n"
    )
    print("\n".join(alarm_table(alarms, "holm")))
    print("## The same with Benjamini-Hochberg\n")
    print(
        "It keeps another promise: few false alarms among what is shown. Where there is no gap at all, the two agree.\n"
    )
    print("\n".join(alarm_table(alarms, "benjamini-hochberg")))
    print(
        f"Verdicts compared with those of whole audits: {sum(one.checked for one in alarms):,} tables, all the same.\n"
    )
    over = [one for one in alarms if one.correction == "holm" and one.too_many]
    print(f"Settings with a bound over {BOUND:.0%} (Holm): {len(over)} of {len(alarms) // len(CORRECTIONS)}.\n")
    failed = 0
    for one in over:
        second = next(
            other
            for other in again
            if (other.design, other.reference, other.correction) == (one.design, one.reference, one.correction)
        )
        failed += second.too_many
        print(
            f"- {one.design.name} {one.reference}: {one.share:.2%} (≤ {one.bound():.2%}); drawn again, {second.runs:,} "
            f"other tables: {second.share:.2%} (≤ {second.bound():.2%}){' **too many**' if second.too_many else ''}"
        )
    return int(failed > 0)
