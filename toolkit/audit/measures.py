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

from toolkit.audit.counting import CountTable

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


def labels_known_for(cells: CountTable) -> KnownFor:
    """For whom it is known what turned out true: everybody, or only those whom the system (did not) pick.

    Outcomes that were looked for among the selected alone are called selective labels: H. Lakkaraju et al., "The
    selective labels problem", KDD 2017.
    """
    known = cells.outcome >= 0
    both = cells.selected.any() and not cells.selected.all()
    if not known.any() or not both:
        return "everybody"
    if not known[~cells.selected].any():
        return "selected"
    return "everybody" if known[cells.selected].any() else "spared"


def measures_for(has_outcome: bool, has_score: bool, known_for: KnownFor = "everybody") -> tuple[Measure, ...]:
    """The measures that a log with these columns, and outcomes known for these people, can support."""
    has = {
        "decision": True,
        "outcome": has_outcome and known_for == "everybody",
        "outcome of selected": has_outcome and known_for != "spared",
        "outcome of spared": has_outcome and known_for != "selected",
        "score": has_score,
    }
    return tuple(measure for measure in MEASURES if has[measure.needs])


def masks(measure: Measure, cells: CountTable) -> tuple[Mask, Mask]:
    """Which cells are counted, and among which."""
    among = measure.among(cells)
    return measure.counted(cells) & among, among
