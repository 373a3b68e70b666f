"""What can be compared between groups. A measure is a row: who is counted, among whom.

"Positive" means *selected*, whether that is good or bad for the person. Definitions as in S. Verma and J. Rubin,
"Fairness definitions explained", FairWare 2018; `scoring_rate` as in New York City, 6 RCNY 5-300.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.counting.counts import CountTable

Mask = NDArray[np.bool_]
KnownFor = Literal["everybody", "selected", "spared"]
MaskOf = Callable[[CountTable], Mask]


@dataclass(frozen=True)
class Measure:
    """A share: the people `counted` among the people `among`; `needs` says what the log must hold for it.

    "outcome" is what turned out true for the selected and for the others; some need it for one of the two only.
    """

    id: str
    counted: MaskOf
    among: MaskOf
    needs: Literal["decision", "outcome", "outcome of selected", "outcome of spared", "score"]


def _everybody(cells: CountTable) -> Mask:
    return np.ones(len(cells.people), dtype=bool)


def _selected(cells: CountTable) -> Mask:
    return np.asarray(cells.selected & (cells.outcome >= 0))


def _spared(cells: CountTable) -> Mask:
    return np.asarray(~cells.selected & (cells.outcome >= 0))


def _true(cells: CountTable) -> Mask:
    return np.asarray(cells.outcome == 1)


def _untrue(cells: CountTable) -> Mask:
    return np.asarray(cells.outcome == 0)


def _known(cells: CountTable) -> Mask:
    return np.asarray(cells.outcome >= 0)


def _right(cells: CountTable) -> Mask:
    return np.asarray(_known(cells) & (cells.selected == (cells.outcome == 1)))


MEASURES: tuple[Measure, ...] = (
    Measure("selection_rate", lambda cells: cells.selected, _everybody, "decision"),
    Measure("base_rate", _true, _known, "outcome"),
    Measure("true_positive_rate", _selected, _true, "outcome"),
    Measure("false_positive_rate", _selected, _untrue, "outcome"),
    Measure("false_negative_rate", _spared, _true, "outcome"),
    Measure("true_negative_rate", _spared, _untrue, "outcome"),
    Measure("precision", _true, _selected, "outcome of selected"),
    Measure("false_discovery_rate", _untrue, _selected, "outcome of selected"),
    Measure("false_omission_rate", _true, _spared, "outcome of spared"),
    Measure("negative_predictive_value", _untrue, _spared, "outcome of spared"),
    Measure("accuracy", _right, _known, "outcome"),
    Measure("scoring_rate", lambda cells: cells.above == 1, lambda cells: cells.above >= 0, "score"),
)

# What says the same from the other side: the shares of a pair add up to one, so one test decides about both.
COMPLEMENTS = {
    "false_negative_rate": "true_positive_rate",
    "true_negative_rate": "false_positive_rate",
    "false_discovery_rate": "precision",
    "negative_predictive_value": "false_omission_rate",
}


KNOWN_ALIKE = 0.8  # how often outcomes are known after one decision, as a part of how often after the other


def labels_known_for(cells: CountTable) -> KnownFor:
    """For whom it is known what turned out true: everybody, or (nearly) only those whom the system (did not) pick.

    Outcomes that were looked for among the selected alone are called selective labels: H. Lakkaraju et al., "The
    selective labels problem", KDD 2017. A few known outcomes among the others do not mend that. A rate that puts people
    of both decisions together, such as the share of errors among those it came true for, then mostly counts who was
    looked at, even if these were drawn by lot (verification bias: C. Begg and R. Greenes, Biometrics 39 (1983)
    207-215). So both have to be known about equally often: the rarer at least four fifths as often as the other.
    """
    both = cells.selected.any() and not cells.selected.all()
    known = {of: _known_share(cells, cells.selected == of) for of in (True, False)} if both else {}
    if not any(known.values()) or min(known.values()) >= KNOWN_ALIKE * max(known.values()):
        return "everybody"
    return "selected" if known[True] > known[False] else "spared"


def _known_share(cells: CountTable, who: Mask) -> float:
    return float(cells.people[who & (cells.outcome >= 0)].sum() / cells.people[who].sum())


def measures_for(
    has_outcome: bool, has_score: bool, known_for: KnownFor = "everybody", some: bool = False
) -> tuple[Measure, ...]:
    """The measures that a log with these columns, and outcomes known for these people (and `some` others), supports."""
    has = {
        "decision": True,
        "outcome": has_outcome and known_for == "everybody",
        "outcome of selected": has_outcome and (known_for != "spared" or some),
        "outcome of spared": has_outcome and (known_for != "selected" or some),
        "score": has_score,
    }
    return tuple(measure for measure in MEASURES if has[measure.needs])


def masks(measure: Measure, cells: CountTable) -> tuple[Mask, Mask]:
    """Which cells are counted, and among which."""
    among = measure.among(cells)
    return measure.counted(cells) & among, among
