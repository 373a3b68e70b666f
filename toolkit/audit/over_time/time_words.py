"""The words of an audit over time."""

from __future__ import annotations

from toolkit.languages import translatable

TITLE = translatable("What changed over time")
NO_WHEN = translatable(
    "This log has no dates. Say which column holds the day of the decision: DecisionLog(…, when=…, period=“month”)."
)
NO_SUCH_DAY = translatable("“{value}” is no day. Give one such as 2026-03-01.")
ONE_SIDE = translatable(
    "All decisions with a date lie on one side of {day}. To see what changed, the log has to hold periods before and "
    "after it."
)
CHANGED = translatable("{group}: before {day}, {before} of 100 {what}; after it, {after} of 100.")
SHOWN = translatable(
    "With this many people the change lies between {low} and {high} percentage points; chance alone would hardly make "
    "it."
)
NOT_SHOWN = translatable(
    "No change is seen that chance alone would hardly make; with this many people it lies between {low} and {high} "
    "percentage points."
)
GAP_CHANGED = translatable(
    "The gap between {group} and {reference} was {before} percentage points before {day}, and is {after} after it."
)
NOT_BECAUSE = translatable(
    "What came after {day} need not have come because of it: ask what else changed then, and whether the same people "
    "are in the log."
)
LEFT_OUT = translatable("The period {period}, in which it changed, is in neither.")
SIGNAL = translatable(
    "{group}: in {periods} the share of those who {what} lies outside what the baseline lets expect ({low} to {high})."
)
FALSE_ALARMS = translatable(
    "Where nothing changes, about one period in 370 lies outside by chance. One such period asks for a look, not for a "
    "verdict."
)
TOO_SHORT = translatable(
    "No limits are drawn: the baseline has {periods} periods whose numbers are shown, and at least {needed} are needed."
)
QUIET = translatable(
    "In no period whose numbers are shown does a share lie outside what the baseline lets expect. A change that builds "
    "up slowly, or is small, is not seen in this way."
)
CHART = translatable("Period by period: {what}")
