"""How often page one holds the truth: the gap that an audit leads with, its interval, and its false alarms.

Each setting draws tables, lets `audit` choose what it leads with, and asks whether the interval that is told with it
holds the true ratio: of the plain gap, or of that among people of the same office where the audit leads with that. The
plain 95 % interval of the same gap is asked as well, to see what choosing does.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.stats import binomtest

from toolkit.audit import AdjustedFinding, DecisionLog, GapFinding, audit

SEED = 20_261_126
COVERS, ALARMS = 0.94, 0.06
Draw = Callable[[np.random.Generator], tuple[pa.Table, dict[tuple[str, str], float]]]


@dataclass(frozen=True)
class Setting:
    """How tables are drawn, with the true ratios by group and column ("": the plain one), and how they are audited."""

    name: str
    draw: Draw
    within: tuple[str, ...] = ()
    how: dict[str, Any] = field(default_factory=dict)
    nothing_there: bool = False
    for_contrast: bool = False  # what is done without, to see what it is good for
    planted: tuple[str, str] | None = None  # a group and column whose gap is asked for: how often is it shown?

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process by name: what draws cannot be sent there."""
        return _setting_named, (self.name,)


@dataclass
class Tally:
    """What became of the tables of a setting."""

    setting: Setting
    runs: int = 0
    covered: int = 0
    plainly_covered: int = 0
    shown: int = 0
    covered_shown: int = 0
    plainly_covered_shown: int = 0
    found: int = 0

    def bound(self, number: int, of: int, side: str) -> float:
        """The one-sided 99 % bound of a share (Clopper-Pearson)."""
        interval = binomtest(number, of, alternative=side).proportion_ci(0.99, method="exact")
        return float(interval.high if side == "less" else interval.low)

    @property
    def holds(self) -> bool:
        """Whether the interval covers in 94 of 100, and false alarms are at most 6 of 100, as so many runs tell."""
        enough = self.covered / self.runs >= COVERS
        return enough and not (self.setting.nothing_there and self.bound(self.shown, self.runs, "less") > ALARMS)

    @property
    def row(self) -> str:
        """As a row of the table."""
        shown = self.shown / self.runs
        told = f" (≤ {self.bound(self.shown, self.runs, 'less'):.2%})" if self.setting.nothing_there else ""
        among = [
            f"{number / self.shown:.1%}" if self.shown >= 100 else "–"
            for number in (self.covered_shown, self.plainly_covered_shown)
        ]
        planted = f"{self.found / self.runs:.1%}" if self.setting.planted else "–"
        return (
            f"| {self.setting.name} | {self.runs:,} | {shown:.2%}{told} | {planted} | {self.covered / self.runs:.1%} "
            f"| {self.plainly_covered / self.runs:.1%} | {among[0]} | {among[1]} |"
        )


HEAD = (
    "| setting | tables | a gap leads as shown | the planted gap is shown | covers | plain 95 % would "
    "| covers, if shown | plain, if shown |\n|---|---:|---|---:|---:|---:|---:|---:|"
)


def tally(setting: Setting, runs: int) -> Tally:
    """Draw so many tables and look at page one of each."""
    chance = np.random.default_rng([SEED, zlib.crc32(setting.name.encode())])
    found = Tally(setting)
    while found.runs < runs:
        table, truth = setting.draw(chance)
        if not sum(table["n"].to_pylist()[: len(table) // 2]):
            continue  # a decision that nobody got is refused when the log is opened
        log = DecisionLog(
            table,
            decision="decision",
            selected=["yes"],
            effect="benefit",
            groups=["group"],
            within=setting.within,
            count="n",
        )
        look(audit(log, smallest_cell=0, **setting.how), truth, found)
    return found


def look(result: Any, truth: dict[tuple[str, str], float], found: Tally) -> None:
    """Which gap leads, between which values it is told to lie, and whether the true one does."""
    gap = next(one for one in result.findings if isinstance(one, GapFinding))
    inside = [one for one in result.findings if isinstance(one, AdjustedFinding) and one.group == gap.group]
    leading = next((one for one in inside if one.within == gap.within and gap.verdict != "shown"), None)
    true = truth[gap.group, leading.within if leading else ""]
    chosen = (leading.chosen_low, leading.chosen_high) if leading else (gap.chosen_low, gap.chosen_high)
    plain = (leading.adjusted_ratio_low, leading.adjusted_ratio_high) if leading else (gap.ratio_low, gap.ratio_high)
    holds, plainly = (_holds(edges, true) for edges in (chosen, plain))
    shown = leading is not None or gap.verdict == "shown"
    found.runs += 1
    found.covered += holds
    found.plainly_covered += plainly
    found.shown += shown
    found.covered_shown += holds and shown
    found.plainly_covered_shown += plainly and shown
    if found.setting.planted:
        found.found += _is_found(result, *found.setting.planted)


def _is_found(result: Any, group: str, within: str) -> bool:
    """Whether a planted gap is shown, plainly or inside."""
    if within:
        told = [one for one in result.findings if isinstance(one, AdjustedFinding)]
        return any(one.is_there for one in told if (one.group, one.within) == (group, within))
    plain = [one for one in result.findings if isinstance(one, GapFinding)]
    return any(one.verdict == "shown" for one in plain if one.group == group)


def _holds(edges: tuple[float, float], true: float) -> bool:
    low, high = (
        math.inf if math.isnan(edge) and at else 0.0 if math.isnan(edge) else edge for at, edge in enumerate(edges)
    )
    return low <= true <= high


# --- the tables ------------------------------------------------------------------------------------------------------


def _table(selected: np.ndarray, sizes: np.ndarray, **columns: np.ndarray) -> pa.Table:
    both = {name: np.tile(values, 2) for name, values in columns.items()}
    decision = np.repeat(["yes", "no"], len(sizes))
    return pa.table({**both, "decision": decision, "n": np.concatenate([selected, sizes - selected])})


def groups_alike(sizes: tuple[int, ...], share: float, spread: float = 0.0) -> Draw:
    """Groups beside a reference, the largest; their true ratios spread by chance around 1."""
    people = np.array(sizes)
    names = np.array([f"group {number:02d}" for number in range(len(sizes))])

    def draw(chance: np.random.Generator) -> tuple[pa.Table, dict[tuple[str, str], float]]:
        ratios = (
            np.minimum(np.exp(chance.normal(0, spread, len(people))), 0.95 / share) if spread else np.ones(len(people))
        )
        ratios[0] = 1.0
        selected = chance.binomial(people, share * ratios)
        return _table(selected, people, group=names), {(name, ""): r for name, r in zip(names, ratios, strict=True)}

    return draw


def confounded(people: int, inside: float, tilt: float) -> Draw:
    """Two groups and a reference in five offices that select differently; the groups stand before different doors."""
    offices, base = 5, np.linspace(0.1, 0.5, 5)
    slope = np.linspace(-1, 1, offices)
    weights = {"one": np.exp(tilt * slope), "other": np.exp(-tilt * slope), "reference": np.ones(offices)}
    ratio = {"one": inside, "other": 1.0, "reference": 1.0}
    names = np.repeat(list(weights), offices)
    office = np.tile([f"office {number}" for number in range(offices)], len(weights))
    part = {"one": 0.3, "other": 0.3, "reference": 0.4}
    odds = np.concatenate([part[name] * weight / weight.sum() for name, weight in weights.items()])
    share = np.concatenate([ratio[name] * base for name in weights])
    overall = {name: float((weight * ratio[name] * base).sum() / weight.sum()) for name, weight in weights.items()}
    truth = {(name, ""): overall[name] / overall["reference"] for name in weights}
    truth |= {(name, "office"): ratio[name] for name in weights}

    def draw(chance: np.random.Generator) -> tuple[pa.Table, dict[tuple[str, str], float]]:
        sizes = chance.multinomial(people, odds)
        return _table(chance.binomial(sizes, share), sizes, group=names, office=office), truth

    return draw


def clustered(offices: int, size: int, share: float, alike: float, apart: bool, ratio: float = 1.0) -> Draw:
    """Offices with a share of their own (beta; `alike`: the intraclass correlation); both groups in each, or apart."""
    both = alike if alike else 1e-9
    a, b = share * (1 / both - 1), (1 - share) * (1 / both - 1)
    truth = {("women", ""): ratio, ("men", ""): 1.0, ("women", "office"): ratio}

    def draw(chance: np.random.Generator) -> tuple[pa.Table, dict[tuple[str, str], float]]:
        own = chance.beta(a, b, offices)
        women = np.arange(offices) % 2 * size if apart else np.full(offices, size // 2)
        sizes = np.concatenate([women, size - women + (0 if apart else 1)])
        selected = chance.binomial(sizes, np.concatenate([np.minimum(ratio * own, 1.0), own]))
        names = np.repeat(["women", "men"], offices)
        office = np.tile([f"office {number:02d}" for number in range(offices)], 2)
        keep = sizes > 0
        return _table(selected[keep], sizes[keep], group=names[keep], office=office[keep]), truth

    return draw


KNOWN = {"clusters": "office"}
SETTINGS = (
    Setting(
        "20 groups, 4,500 beside 125 each, 5 %, none treated differently",
        groups_alike((4500, *[125] * 19), 0.05),
        nothing_there=True,
    ),
    Setting(
        "5 groups of 200, 20 %, none treated differently", groups_alike((201, *[200] * 4), 0.2), nothing_there=True
    ),
    Setting("20 groups of 300, 20 %, ratios spread by 0.2", groups_alike((301, *[300] * 19), 0.2, 0.2)),
    Setting("20 groups, 4,500 beside 125 each, 5 %, spread by 0.5", groups_alike((4500, *[125] * 19), 0.05, 0.5)),
    Setting("5 groups of 200, 20 %, ratios spread by 0.3", groups_alike((201, *[200] * 4), 0.2, 0.3)),
    Setting(
        "3 groups in five offices, 4,000 people, 0.70 inside",
        confounded(4000, 0.7, 0.7),
        ("office",),
        planted=("one", "office"),
    ),
    Setting("the same, 1,500 people, nothing inside", confounded(1500, 1.0, 0.7), ("office",)),
    Setting(
        "40 offices of 50, each of one group, correlation 0.05",
        clustered(40, 50, 0.3, 0.05, True),
        ("office",),
        KNOWN,
        True,
    ),
    Setting("the same, clusters not named", clustered(40, 50, 0.3, 0.05, True), ("office",), for_contrast=True),
    Setting(
        "40 offices of 50 with both groups, correlation 0.05",
        clustered(40, 50, 0.3, 0.05, False),
        ("office",),
        KNOWN,
        True,
    ),
    Setting(
        "40 offices of 50, each of one group, planted 1.5",
        clustered(40, 50, 0.3, 0.05, True, 1.5),
        ("office",),
        KNOWN,
        planted=("women", ""),
    ),
)


def table_of_headlines(tallies: list[Tally]) -> list[str]:
    """Markdown, and which settings do not hold what is promised."""
    over = [one.setting.name for one in tallies if not one.holds and not one.setting.for_contrast]
    return [HEAD, *(one.row for one in tallies), "", f"Settings that do not hold: {len(over)}. {'; '.join(over)}", ""]


def _setting_named(name: str) -> Setting:
    return next(one for one in SETTINGS if one.name == name)
