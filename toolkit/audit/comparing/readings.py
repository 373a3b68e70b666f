"""What comparing like with like does to a gap, in one word. Sizes are compared, with their common uncertainty.

Two verdicts say nothing about a change: 0.82 times shown (p = 0.048) and 0.82 times not shown (p = 0.064) is the same
gap twice (A. Gelman and H. Stern, The American Statistician 60 (2006) 328-331). So a gap has only gone where the step
between the two ratios is larger than chance makes; see docs/method.md.
"""

from __future__ import annotations

import math

from toolkit.audit.statistics.mantel_haenszel import Change, Pooled
from toolkit.audit.statistics.proportions import normal_quantile

SHRINKS_BELOW = 0.8  # of the crude log ratio
GROWS_ABOVE = 1.25
GONE_BELOW = 0.5  # what is left, at most, where a gap has gone: the larger part went, whatever chance did
ENOUGH_COMPARED = 0.5  # of one of the two groups: a figure about fewer does not speak for the gap between them

READINGS = (
    *("remains", "shrinks", "grows", "disappears", "reverses", "appears"),
    *("differs", "cannot_tell", "too_few", "not_comparable"),
)
SEEN_INSIDE = ("remains", "shrinks", "grows", "appears", "reverses")  # where a gap is there among people alike
QUALIFIED = ("disappears", "reverses", "differs", "cannot_tell", "too_few", "not_comparable")


def has_enough(pooled: Pooled, unknown: tuple[float, float] = (0, 0)) -> bool:
    """Whether the people compared inside strata can speak for the gap: at least half of one of the two groups.

    `unknown` are people of the group and of the reference whose stratum is not known; they could not be compared.
    """
    groups = zip((pooled.people_group, pooled.people_reference), unknown, strict=True)
    return any(compared >= ENOUGH_COMPARED * (people + more) > 0 for (compared, people), more in groups)


def read_adjustment(verdict: str, shown_after: bool, change: Change | None, confidence: float = 0.95) -> str:
    """What comparing like with like does to a gap.

    Parameters
    ----------
    verdict : str
        That of the plain gap: "shown", "not_shown" or "too_few".
    shown_after : bool
        Whether a gap is shown inside the strata.
    change : Change or None
        Both ratios with their uncertainty; None where there is no size to compare (a ratio of nobody).
    confidence : float
        Of the interval of the change.

    Examples
    --------
    The same size twice is no gap that went, whatever the p-values say; what was halved is not yet gone.

    >>> import math
    >>> steady = Change(math.log(0.82), math.log(0.82), 0.01, 0.011, 0.0104)
    >>> halved = Change(math.log(0.50), math.log(0.70), 0.01, 0.03, 0.01)
    >>> gone = Change(math.log(0.50), math.log(1.02), 0.01, 0.011, 0.0104)
    >>> [read_adjustment("shown", False, step) for step in (steady, halved, gone)]
    ['remains', 'cannot_tell', 'disappears']
    """
    shown_before = verdict == "shown"
    if not shown_before and not shown_after:
        return "too_few" if verdict == "too_few" else "remains"
    if change is None:
        return "remains" if shown_before and shown_after else "cannot_tell"
    z = normal_quantile(0.5 + confidence / 2)
    if not shown_after:
        gone = _falls(change, 1, z) and _falls(change, GONE_BELOW, z)
        return "disappears" if gone else "remains" if _is_steady(change, z) else "cannot_tell"
    if not shown_before:
        new = _rises(change, z) and abs(change.adjusted) > GROWS_ABOVE * abs(change.crude)
        return "appears" if new else "remains" if _is_steady(change, z) else "cannot_tell"
    if change.crude * change.adjusted < 0:
        return "reverses" if _falls(change, 1, z) else "cannot_tell"
    if abs(change.adjusted) < SHRINKS_BELOW * abs(change.crude) and _falls(change, 1, z):
        return "shrinks"
    if abs(change.adjusted) > GROWS_ABOVE * abs(change.crude) and _rises(change, z):
        return "grows"
    return "remains"


def _falls(change: Change, part: float, z: float) -> bool:
    """Whether less than this part of the crude gap is left, or it lies on the other side: more than chance does."""
    low, high = change.interval(part, z)
    return high < 0 if change.crude > 0 else low > 0


def _rises(change: Change, z: float) -> bool:
    """Whether the gap is larger after, or on the other side: more than chance does."""
    low, high = change.interval(1, z)
    return low > 0 if change.adjusted > 0 else high < 0


def is_steady(change: Change | None, confidence: float) -> bool:
    """Whether the size is known to be much the same before and after."""
    return change is not None and _is_steady(change, normal_quantile(0.5 + confidence / 2))


def is_beyond_chance(change: Change | None, confidence: float) -> bool:
    """Whether the step between the two sizes is larger than chance makes, however large it is."""
    if change is None:
        return False
    low, high = change.interval(1, normal_quantile(0.5 + confidence / 2))
    return low > 0 or high < 0


def _is_steady(change: Change, z: float) -> bool:
    """Whether the interval of the change leaves the gap between 0.8 and 1.25 times its size, as logarithms."""
    edges = sorted(math.copysign(1.0, change.crude) * edge for edge in change.interval(1, z))
    size = abs(change.crude)
    return (SHRINKS_BELOW - 1) * size < edges[0] <= edges[1] < (GROWS_ABOVE - 1) * size
