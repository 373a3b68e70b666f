"""The words of a one-page brief: headlines that can be printed, what is not shown, and what to ask for."""

from __future__ import annotations

from toolkit.languages import translatable

KINDS = {
    "hearing": translatable("Brief for a hearing: {subject}"),
    "tender": translatable("Brief for a tender: {subject}"),
    "press": translatable("Brief for the press: {subject}"),
}
UNKNOWN_KIND = translatable("There is no brief of the kind “{kind}”. Ask for one of: {allowed}.")
NOT_A_FINDING = translatable("“{value}” is not a finding. Give one of an audit's findings: result.findings.")
INVENTED = translatable("These data are invented for teaching. Nothing on this page is about real people.")

# Headlines, never more certain than the verdict.
TIMES_AS_OFTEN = translatable("{group} {what} {times} times as often as {reference}")
MORE_OFTEN = translatable("{group} {what} more often than {reference}")
LESS_OFTEN = translatable("{group} {what} less often than {reference}")
LESS_OFTEN_OF = translatable("{group} {what} less often than {reference}: {n} of {base}, against {m}")
RIGHT_LESS_OFTEN = translatable("The decisions were right less often for {group} than for {reference}")
OVERALL = {  # a gap that comparing like with like calls into question, told with that
    "disappears": translatable("{headline} overall; among people of the same {within} no such gap is seen"),
    "reverses": translatable("{headline} overall; among people of the same {within} it is the other way round"),
    "cannot_tell": translatable("{headline} overall; whether among people of the same {within} too cannot be told"),
    "too_few": translatable("{headline} overall; what comparing people of the same {within} shows is not told"),
    "not_comparable": translatable("{headline} overall; nobody could be compared with people of the same {within}"),
}
DIFFERS_INSIDE = translatable(
    "Between {group} and {reference} there is no one answer: the gap differs from one {within} to the other"
)
ONLY_INSIDE = translatable("Among people of the same {within}: {headline}")
NOT_SHOWN = translatable("No difference seen between {group} and {reference}: this does not show equal treatment")
TOO_FEW = translatable("Too few people to tell whether {group} and {reference} are treated differently")
TOO_FEW_KNOWN = translatable(
    "Too few outcomes are known to tell whether {group} and {reference} are treated differently"
)
SIDE_OPEN = translatable("These numbers cannot tell whether {group} and {reference} are treated differently")
NO_GAP = translatable("What these numbers leave open")

IN_FULL = translatable("Counted in full: {k} of {n} people, and {other_k} of {other_n}.")
# With a size before and after; where that inside, or that before, is none; "as often" is not "1 times as often".
INSIDE = (
    translatable(
        "Compared with people of the same {within}: {reading} ({after} times as often, between {low} and {high}; "
        "{before} times without that comparison)."
    ),
    translatable(
        "Compared with people of the same {within}: {reading} (about as often, between {low} and {high} times; "
        "{before} times without that comparison)."
    ),
    translatable(
        "Compared with people of the same {within}: {reading} ({after} times as often, between {low} and {high}; about "
        "as often without that comparison)."
    ),
)

INSIDE_WITHOUT_NUMBERS = translatable("Compared with people of the same {within}: {reading}.")

THE_LIMITS = translatable("What this does not show")
GAP_HANGS_ON_UNKNOWN = translatable(
    "For {people} people {characteristic} is not known; depending on who they are, the gap could vanish or turn round."
)
LABELS_SELECTED = translatable(
    "What turned out true is only known for people who {affected}; how often the system was wrong about the others "
    "cannot be said."
)
LABELS_SPARED = translatable(
    "What turned out true is only known for people who {spared}; how often the system was wrong about the others "
    "cannot be said."
)
NOT_COMPARED_INSIDE = translatable(
    "People in the same situation were not compared; whether the gap is there among them too is not known."
)
TOO_FEW_INSIDE = translatable("There are too few people to tell whether it is so among people of the same {within}.")
SITS_IN_STRATA = translatable("Whether people come to be in each {within} fairly is not shown: a gap can sit there.")
ROUNDED = translatable(
    "The counts were rounded to multiples of {step}; before that the ratio lay between {low} and {high}."
)
NO_CAUSE = translatable("The gap does not name its cause.")
NOTHING_OF_GROUPS = translatable("Nothing is shown about {groups}: so few people could be recognised.")
NO_SINGLE_DECISION = translatable(
    "The numbers do not say whether a single decision was right, nor what happened before people were recorded."
)

WHAT_WE_ASK = {
    "hearing": translatable("What we ask"),
    "tender": translatable("What the bidder must supply"),
    "press": translatable("Facts that can be printed"),
}

ASK_CAUSE = translatable("What, in your view, explains this gap, and on which counts does that rest?")
ASK_HOW = translatable("How do people come to be in each {within}, and who decides that?")
ASK_MORE = translatable("Which further counts do you hold, of other months or offices, that would tell more?")
ASK_COUNTS = translatable(
    "For each group: how many people were decided about, and how many of them {affected}? Please give both numbers."
)
ASK_COUNTS_WITHIN = translatable(
    "For each group and each {within}: how many people were decided about, and how many of them {affected}? Please "
    "give both numbers."
)
ASK_WHO = translatable("Who looks for such gaps, how often, and what happens on the day one shows?")

SUPPLY_COUNTS = translatable(
    "Counts by group: for each group and period, how many people were decided about and how many of them {affected}."
)
SUPPLY_ERRORS = translatable(
    "Errors with their denominators: for each group, of how many people who {came_untrue} how many {affected}, and of "
    "how many who {came_true} how many {spared}; and on whom, how and when that was measured."
)
SUPPLY_AUDIT = translatable(
    "The right to repeat this audit: buyer and union get the table of counts at fixed dates, and may have it "
    "checked by an expert of their choice."
)

PRINT_COUNT = translatable("{k} of {n} {group} {what}: {share}.")
PRINT_COUNT_RIGHT = translatable("For {k} of {n} {group} the decision matched what turned out true: {share}.")
PRINT_COUNT_AMONG = translatable("Of {n} {group} who {who}, {k} {what}: {share}.")
PRINT_INTERVAL = translatable(
    "With {n} and {m} people compared, the first share is {ratio} times the second; from {low} to {high} times fits "
    "the numbers."
)
PRINT_INSIDE = (
    translatable(
        "With {n} and {m} people compared inside each {within}: {reading} ({after} times as often, between {low} and "
        "{high}; {before} times without that comparison)."
    ),
    translatable(
        "With {n} and {m} people compared inside each {within}: {reading} (about as often, between {low} and {high} "
        "times; {before} times without that comparison)."
    ),
    translatable(
        "With {n} and {m} people compared inside each {within}: {reading} ({after} times as often, between {low} and "
        "{high}; about as often without that comparison)."
    ),
)
PRINT_VISIBLE = translatable(
    "With {n} and {m} people compared, a gap of {visible} percentage points would have shown in about four of five "
    "such logs."
)
PRINT_TALLY = translatable("Of {all} comparisons made in this audit, {shown} show a gap.")
A_NUMBER = translatable("A number is evidence about a system, not a verdict on anyone.")

FROM_WHOM = translatable("From")
DATE = translatable("Date")
FINGERPRINT = translatable("Fingerprint of the counts")
MISSING = translatable("Missing here")
MISSING_PEOPLE = {
    "no_decision": translatable("without a decision: {people}"),
    "no_outcome": translatable("without a known outcome: {people}"),
    "no_score": translatable("without a score: {people}"),
}
MISSING_VALUES = {
    "counted_as_no": translatable("counted as no: {values}"),
    "counted_as_untrue": translatable("counted as not true: {values}"),
}
A_LOG = translatable("a log of decisions")
A_LOG_OF = translatable("a log of decisions about {people} people")
