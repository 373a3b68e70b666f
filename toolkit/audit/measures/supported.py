"""Which measures a log supports: by the columns that it has, and by whose outcomes are known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from toolkit.audit.counting.counts import CountTable
from toolkit.audit.measures.measures import MEASURES, Mask, Measure

KnownFor = Literal["everybody", "selected", "spared"]
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
    has_outcome: bool,
    has_score: bool,
    known_for: KnownFor = "everybody",
    some: bool = False,
    measures: Iterable[Measure] = MEASURES,
) -> tuple[Measure, ...]:
    """The measures that a log with these columns, and outcomes known for these people (and `some` others), supports."""

    def is_supported(measure: Measure) -> bool:
        after = measure.needs - {"score"}
        if "score" in measure.needs and not has_score or after and not has_outcome:
            return False
        if len(after) == 2:
            return known_for == "everybody"
        return some or not any(after == {f"outcome of {of}"} and known_for == _OTHER[of] for of in _OTHER)

    return tuple(filter(is_supported, measures))


_OTHER = {"selected": "spared", "spared": "selected"}
