"""From the tables of an audit to its findings: which of all numbers are worth a sentence, and in which order."""

from __future__ import annotations

import datetime
import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from toolkit.audit.comparing.comparisons import Comparisons
from toolkit.audit.comparing.like_with_like import InsideNotes, LikeWithLike, one_sided
from toolkit.audit.comparing.missing import known_outcomes
from toolkit.audit.comparing.open_sides import Key as OpenKey
from toolkit.audit.comparing.open_sides import OpenSide
from toolkit.audit.comparing.shares import Shares
from toolkit.audit.counting.counts import UNKNOWN
from toolkit.audit.findings.adjusted import AdjustedFinding
from toolkit.audit.findings.disagreement import strata_apart
from toolkit.audit.findings.finding import Finding, GapFinding, LeftOutFinding, WithheldFinding
from toolkit.audit.findings.headline import ReadInside, deciding, order_of_gap, readings_of
from toolkit.audit.findings.limits import (
    BoundsFinding,
    EqualizedOddsFinding,
    OutcomeTestFinding,
    RoundingFinding,
    SelectiveLabelsFinding,
)
from toolkit.audit.findings.missing import MISSING, missing_findings
from toolkit.audit.findings.reading import reading_findings
from toolkit.audit.measures.measures import SPOKEN, Measure, is_told
from toolkit.audit.measures.supported import labels_known_for, measures_for
from toolkit.languages.units import DAYS

Columns = dict[str, list[Any]]
Key = tuple[str, str, str, str]

OPPORTUNITY, ALARMS = "true_positive_rate", "false_positive_rate"  # what equalized odds compares
_NAMES = ("characteristic", "group", "reference", "measure")


def tell(
    shares: Shares,
    comparisons: Comparisons,
    inside: LikeWithLike,
    counts: Columns,
    left_out: Columns,
    bounds: Columns,
    rounding: Columns,
    smallest_cell: int,
    rates: Columns,
    calibration: Sequence[Finding] = (),
    open_gaps: Mapping[OpenKey, OpenSide] | None = None,
    clusters: str | None = None,
) -> tuple[Finding, ...]:
    """All findings: gaps, gaps among people in the same situation, what error rates say together, and the limits."""
    readings = readings_of(inside)
    open_gaps = open_gaps or {}
    gaps = _gap_findings(shares, comparisons, inside, readings, open_gaps, clusters or "")
    asked = shares.asked
    order = [measure.id for measure in shares.measures]
    crossed = {one.name for one in shares.characteristics if one.crossed}
    spoken = sorted(
        (gap for gap in gaps.values() if is_told(gap.measure, asked, SPOKEN)),
        key=lambda gap: order_of_gap(gap, readings.get(_key(gap), ()), gap.characteristic in crossed, order),
    )
    return (
        *spoken,
        *_adjusted_findings(shares, comparisons, inside, counts, _key(spoken[0]) if spoken else None, open_gaps),
        *_odds_findings(shares, gaps),
        *calibration,
        *_labels_findings(shares),
        *_bounds_findings(shares, gaps, bounds),
        *_rounding_findings(shares, spoken, rounding),
        *_left_out_findings(shares, left_out, smallest_cell),
        *missing_findings(left_out, rates, shares.log.roles, shares.log.codebook),
        *reading_findings(shares.log.reading),
    )


def _gap_findings(
    shares: Shares,
    comparisons: Comparisons,
    inside: LikeWithLike,
    readings: Mapping[Key, Sequence[ReadInside]],
    open_gaps: Mapping[OpenKey, OpenSide],
    clusters: str,
) -> dict[Key, GapFinding]:
    """Every published gap that findings speak of, or are made of, by its names."""
    found: dict[Key, GapFinding] = {}
    table = comparisons.published()
    months = _months(shares)
    unknown_after = {
        one.selected
        for one in shares.missing
        if one.reason == "no_outcome" and not one.characteristic and one.people != 0
    }
    scoreless = any(one.reason == "no_score" and not one.characteristic and one.people != 0 for one in shares.missing)
    scored = {"scoring_rate"} if scoreless else set()
    partly = {measure.id for measure in shares.measures if _leaves_out(measure, unknown_after)}
    rates, reference_rates = comparisons.rates()
    chosen = [edges.tolist() for edges in comparisons.ratio_interval(inside.level)]
    for position, row in enumerate(_rows(table)):
        spoken = is_told(row["measure"], shares.asked, SPOKEN) or row["measure"] == OPPORTUNITY
        if math.isnan(row["difference"]) or not spoken:
            continue
        now = int(shares.denominator[comparisons.group_row[position]])
        growth = float(comparisons.growth[position])
        ends = comparisons.open_gaps.get((row["characteristic"], row["group"], row["measure"]))
        edges = one_sided(chosen[0][position], chosen[1][position], row["ratio"], row["verdict"] == "shown")
        side = open_gaps.get((row["characteristic"], row["group"], row["measure"]))
        hangs = side is not None and side.is_open and ends is None
        held = position in comparisons.held and ends is None
        lies = ends or ((side.low, side.high) if side is not None and hangs and not held else (math.nan, math.nan))
        asks = row["verdict"] == "too_few" and growth > 1 and ends is None and not hangs and not held  # NaN is not
        key = (row["characteristic"], row["group"], row["reference"], row["measure"])
        told = deciding(readings.get(key, ()), row["verdict"] == "shown")
        found[key] = GapFinding(
            **{name: row[name] for name in (*_NAMES, "verdict")},
            **{name: row[name] for name in ("ratio", "ratio_low", "ratio_high", "p_value", "p_adjusted")},
            smallest_visible=row["smallest_visible"],
            family=comparisons.size,
            comparisons=comparisons.size + inside.size,
            chosen_low=edges[0],
            chosen_high=edges[1],
            within=told.within if told else "",
            reading=told.reading if told else "",
            shown_inside=told is not None and told.shown,
            rate=rates[position],
            reference_rate=reference_rates[position],
            effect=shares.log.effect,
            people=now,
            people_needed=math.ceil(now * growth) if asks and not clusters else None,
            months_needed=math.ceil(months * growth) if asks and months and not clusters else None,
            growth_needed=growth if asks and clusters else math.nan,
            clusters=clusters,
            material_difference=float(comparisons.material[position]),
            known_only=row["measure"] in partly,
            scored_only=row["measure"] in scored,
            is_open=ends is not None,
            open_low=lies[0],
            open_high=lies[1],
            hangs_on="persons" if held else side.why if side is not None and hangs else "",
            rounded_to=shares.log.roles.rounded_to or shares.rounding.step,
            codebook=shares.log.codebook,
        )
    return found


def _leaves_out(measure: Measure, unknown_after: Collection[str]) -> bool:
    """Whether a measure is about people of known outcome alone, and there are others after these decisions."""
    decisions = {"outcome of selected": ("yes", True), "outcome of spared": ("no", False)}
    return any(
        word in unknown_after and measure.leaves_out_unknown(selected)
        for need, (word, selected) in decisions.items()
        if need in measure.needs
    )


def _months(shares: Shares) -> float | None:
    """How many months the log spans, from its first to its last period; None without dates."""
    roles = shares.log.roles
    if roles.when is None:
        return None
    periods = [label for label in shares.cells.labels[shares.cells.names[-1]] if label != UNKNOWN]
    if not periods:
        return None
    numbers = [_number_of(period) for period in periods]
    return (max(numbers) - min(numbers) + 1) * DAYS[f"{roles.period or 'month'}s"] / DAYS["months"]


def _number_of(period: str) -> int:
    """Periods in a row, numbered: those in which nobody was decided about count for the pace of a log.

    >>> _number_of("2025-12"), _number_of("2026-01"), _number_of("2026-Q1") - _number_of("2025-Q4")
    (24311, 24312, 1)
    """
    parts = period.split("-")
    if len(parts) == 3:
        return datetime.date.fromisoformat(period).toordinal()
    if len(parts) == 1:
        return int(period)
    of_year = int(parts[1].removeprefix("Q")) - 1
    return int(parts[0]) * (4 if parts[1].startswith("Q") else 12) + of_year


def _adjusted_findings(
    shares: Shares,
    comparisons: Comparisons,
    inside: LikeWithLike,
    counts: Columns,
    leading: Key | None,
    open_gaps: Mapping[OpenKey, OpenSide],
) -> list[Finding]:
    """What comparing like with like does to a shown gap in who was selected, and to the gap that leads."""
    found: list[Finding] = []
    table = comparisons.published()
    verdicts = {tuple(row[name] for name in _NAMES): row["verdict"] for row in _rows(table)}
    rates = {tuple(row[name] for name in _NAMES): row["reference_rate"] for row in _rows(table)}
    for row in _rows(inside.columns):
        key = tuple(row[name] for name in _NAMES)
        notes = inside.notes[(*key, row["within"])]
        spoken = row["measure"] == "selection_rate" or key == leading
        if not spoken or not _is_worth_a_word(row, verdicts[key], notes):
            continue
        told = (*_NAMES, "within", "crude_ratio", "adjusted_ratio", "adjusted_ratio_low", "adjusted_ratio_high")
        named, withheld = strata_apart(row, notes.apart, counts, shares) if notes.apart else ((), False)
        found.append(
            AdjustedFinding(
                **{
                    name: row[name] for name in (*told, "odds_ratio", "reading", "people", "people_compared", "p_value")
                },
                verdict=verdicts[key],
                effect=shares.log.effect,
                shown_inside=notes.shown,
                steady=notes.steady,
                enough=notes.enough,
                beyond_chance=notes.beyond_chance,
                side_open=_hides(open_gaps.get((key[0], key[1], key[3])), rates[key], row["adjusted_ratio"]),
                p_adjusted=notes.p_adjusted,
                family=inside.size,
                comparisons=comparisons.size + inside.size,
                chosen_low=notes.chosen[0],
                chosen_high=notes.chosen[1],
                apart=named,
                apart_withheld=withheld,
                codebook=shares.log.codebook,
            )
        )
    return found


def _hides(side: OpenSide | None, reference_rate: float, adjusted_ratio: float) -> bool:
    """Whether what a plain gap hangs on could turn round the one inside as well: by as many points."""
    if side is None:
        return False
    size = abs(reference_rate * (adjusted_ratio - 1))
    return not size > side.width if math.isfinite(size) else side.is_open


def _is_worth_a_word(row: dict[str, Any], verdict: str, notes: InsideNotes) -> bool:
    if row["strata"] is None:
        return False  # withheld
    if row["reading"] in ("differs", "appears") or notes.shown:
        return True
    return verdict == "shown" and (row["reading"] == "not_comparable" or not math.isnan(row["adjusted_ratio"]))


def _odds_findings(shares: Shares, gaps: dict[Key, GapFinding]) -> list[Finding]:
    """Equal opportunity and equalized odds where both of their gaps are published."""
    found: list[Finding] = []
    for (characteristic, group, reference, measure), opportunity in gaps.items():
        alarms = gaps.get((characteristic, group, reference, ALARMS))
        if measure != OPPORTUNITY or alarms is None:
            continue
        both = {opportunity.verdict, alarms.verdict}
        verdict = next(word for word in ("shown", "too_few", "not_shown") if word in both)
        found.append(
            EqualizedOddsFinding(
                characteristic=characteristic,
                group=group,
                reference=reference,
                measure="equalized_odds",
                verdict=verdict,
                opportunity=opportunity,
                alarms=alarms,
                codebook=shares.log.codebook,
            )
        )
    return found


def _labels_findings(shares: Shares) -> list[Finding]:
    log = shares.log
    known_for = labels_known_for(shares.cells)
    about_outcomes = any(shares.measures[m].needs_outcome for m in shares.compared)
    if log.roles.outcome is None or known_for == "everybody" or (shares.asked and not about_outcomes):
        return []
    used = {measure.id for measure in shares.measures}
    missing = tuple(one.id for one in measures_for(True, log.roles.score is not None) if one.id not in used)
    known = known_outcomes(shares.missing, shares.rounding)
    other = shares.cells.selected != (known_for == "selected")
    none_known = not (shares.cells.outcome[other] >= 0).any()
    found: list[Finding] = [
        SelectiveLabelsFinding(
            known_for=known_for,
            left_out=missing,
            none_known=none_known,
            known_selected=known["known_selected"],
            known_spared=known["known_spared"],
            codebook=log.codebook,
        )
    ]
    return [*found, OutcomeTestFinding(codebook=log.codebook)] if known_for == "selected" else found


def _bounds_findings(shares: Shares, gaps: dict[Key, GapFinding], bounds: Columns) -> list[Finding]:
    """Gaps in who was selected that are shown, but could vanish or lie on the other side."""
    found: list[Finding] = []
    unknown = dict(shares.unknown_groups())
    ranges = {(row["characteristic"], row["group"], row["measure"]): row for row in _rows(bounds)}
    for (characteristic, group, reference, measure), gap in gaps.items():
        row = ranges.get((characteristic, group, measure))
        people = unknown.get(characteristic)
        if measure != "selection_rate" or gap.verdict != "shown" or row is None or people is None:
            continue
        if row["gap_low"] < 0 < row["gap_high"]:
            found.append(
                BoundsFinding(
                    characteristic=characteristic,
                    group=group,
                    reference=reference,
                    measure=measure,
                    verdict=gap.verdict,
                    people=people,
                    gap_low=row["gap_low"],
                    gap_high=row["gap_high"],
                    codebook=shares.log.codebook,
                )
            )
    return found


def _rounding_findings(shares: Shares, spoken: list[GapFinding], rounding: Columns) -> list[Finding]:
    """One, on the headline: the weightiest gap in who was selected."""
    headline = next((gap for gap in spoken if gap.measure == "selection_rate"), None)
    step = shares.log.roles.rounded_to or shares.rounding.step
    if headline is None or step == 1 and shares.log.roles.rounded_to is None:
        return []
    names = {name: getattr(headline, name) for name in _NAMES}
    for row in _rows(rounding):
        if names.items() <= row.items() and not math.isnan(row["rate_low"]):
            return [
                RoundingFinding(
                    **names,
                    verdict=headline.verdict,
                    rounded_to=step,
                    ratio_low=row["ratio_low"],
                    ratio_high=row["ratio_high"],
                    codebook=shares.log.codebook,
                )
            ]
    return []


def _left_out_findings(shares: Shares, left_out: Columns, smallest_cell: int) -> list[Finding]:
    found: list[Finding] = []
    for row in _rows(left_out):
        who = {"characteristic": row["characteristic"], "group": row["group"], "codebook": shares.log.codebook}
        if row["reason"] in MISSING:
            continue
        if row["reason"] == "suppressed":
            found.append(WithheldFinding(**who, smallest_cell=smallest_cell))
        else:
            found.append(LeftOutFinding(**who, reason=row["reason"], people=row["people"]))
    return found


def _key(finding: Finding) -> Key:
    return finding.characteristic, finding.group, finding.reference, finding.measure


def _rows(columns: Columns) -> list[dict[str, Any]]:
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
