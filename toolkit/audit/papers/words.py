"""The words of a report: what is said around the findings, and short names for tables and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.languages import translatable

if TYPE_CHECKING:
    pass

TITLE = translatable("Audit: {subject}")
LEAD = translatable("What the recorded decisions show about how groups of people were treated, and how sure that is.")
NOTHING_TO_COMPARE = translatable(
    "There is no comparison to show: too few groups are known, or the numbers are so small that showing them could "
    "give people away."
)
TALLY = translatable(
    "Comparisons made: {all}. A gap is shown in {shown}, not shown in {not_shown}; too few people to tell in {too_few}."
)
TALLY_NOT_SETTLED = translatable(
    "In {held} of these a gap is seen that is not called shown, because persons may stand in the table twice and nobody"
    " has said what these rows are."
)

THE_ANSWER = translatable("The answer in short")
THE_QUESTION = translatable("The question")
THE_DATA = translatable("The data")
ALL_FINDINGS = translatable("What was found")
THE_SHARES = translatable("Shares of each group")
THE_GAPS = translatable("Gaps between groups")
LIKE_WITH_LIKE = translatable("Comparing like with like")
THE_METHOD = translatable("How this was worked out")
THE_LIMITS = translatable("What these numbers cannot say")
ABOUT_THIS = translatable("About this report")

DECISION = translatable("Decision")
DECISION_VALUES = translatable("{column}: {values}")
EFFECT = translatable("For the person this is")
EFFECTS = {"benefit": translatable("good (a benefit)"), "burden": translatable("bad (a burden)")}
COMPARED = translatable("Compared by {characteristic}")
AGAINST = translatable("{groups}; each against {reference}")
OUTCOME = translatable("What turned out true")
COUNTED_AS_NO = translatable("Counted as no")
COUNTED_AS_UNTRUE = translatable("Counted as not true")
INSIDE = translatable("Like is compared with like inside")
CERTAINTY = translatable("Certainty asked for")
SMALLEST = translatable("Smallest number shown")
SMALLEST_PEOPLE = translatable("{n} people")
ALL_SHOWN = translatable("all numbers are shown")
PEOPLE = translatable("People in the comparison")
SOURCE = translatable("Source")
ABOUT_TABLE = {  # by what a codebook may say of the whole table
    "row": translatable("One row of the table"),
    "period": translatable("Time that it covers"),
    "decided_by": translatable("Who or what decided"),
}
DATE = translatable("Date of the report")
FINGERPRINT = translatable("Fingerprint of the published counts (SHA-256)")
NO_FINGERPRINT = translatable("none: no count could be published")
NOT_ADVICE = translatable("This report informs and does not replace legal advice.")

GROUP = translatable("Group")
MEASURE = translatable("What is compared")
COUNTED = translatable("Counted")
AMONG_HEAD = translatable("Among")
SHARE = translatable("Share of the group")
FROM = translatable("From")
TO = translatable("To")
DIFFERENCE = translatable("Difference (points)")
TIMES = translatable("Times as often")
VERDICT = translatable("Verdict")
WORSE_OFF_HEAD = translatable("Worse off")
THIS_GROUP = translatable("this group")
THE_OTHER = translatable("the other")
CROSSED = translatable("Compared crossed as well")
AGAINST_HEAD = translatable("Compared with")
P_VALUE = translatable("p")
P_ADJUSTED = translatable("p, all compared")
PEOPLE_COMPARED = translatable("People compared")
THE_TABLES = translatable("All numbers")
THE_COUNTS = translatable("The published counts")
VISIBLE = translatable("Smallest visible gap (points)")
WITHIN = translatable("Inside")
BEFORE = translatable("Times as often before")
AFTER = translatable("Times as often after")
READING = translatable("Reading")
REASON = translatable("Reason")
CHARACTERISTIC = translatable("Characteristic")
PEOPLE_HEAD = translatable("People")

SHARES_BY = translatable("By {characteristic}: {measure}")
GAPS_BY = translatable("Gaps by {characteristic} against {reference}: {measure}")
ADJUSTED_BY = translatable("Like with like by {characteristic} against {reference}: {measure}")
LEFT_OUT = translatable("Who is left out")
NOBODY_LEFT_OUT = translatable("Nobody was left out, and nothing was withheld.")

POINTS_NOTE = translatable(
    "Points are percentage points. The smallest visible gap is the smallest that this many people would probably have "
    "shown."
)
WITHHELD_LONG = translatable("withheld to protect few people")
WITHHELD = translatable("withheld")
WITHHELD_PART = translatable("{group} (some of the numbers)")
WITHHELD_NOTE = translatable(
    "Not in these tables, because the numbers rest on fewer than {smallest} people or would let somebody work out such "
    "a number: {groups}."
)
UNDEFINED = translatable("undefined")
NOBODY = translatable("nobody to count")
NOT_KNOWN = translatable("not known")
DOES_NOT_APPLY = translatable("all")
VERDICTS = {
    "shown": translatable("shown"),
    "not_shown": translatable("not shown"),
    "too_few": translatable("too few people to tell"),
}
TOO_FEW_IN_A_TABLE = translatable("too few to tell")
PERSONS_NOT_SETTLED = translatable("not settled: persons twice?")
READING_WORDS = {
    "remains": translatable("the answer stays the same"),
    "shrinks": translatable("the gap shrinks"),
    "grows": translatable("the gap grows"),
    "disappears": translatable("the gap is no longer seen"),
    "reverses": translatable("the gap turns round"),
    "appears": translatable("a gap appears"),
    "differs": translatable("the strata disagree"),
    "cannot_tell": translatable("the change could be chance"),
    "too_few": translatable("too few people to tell"),
    "not_comparable": translatable("nobody could be compared"),
}

# What is not sharp: people of unknown group, counts that were rounded, and scores.
UNKNOWN_PEOPLE = translatable("Where the group is not known")
BOUNDS_BY = translatable("By {characteristic}: {measure}")
BOUNDS_NOTE = translatable(
    "Between these values every share and every gap lies, whoever the people of unknown group are. No chance is in "
    "them; where a gap reaches from below 0 to above it, it could be on either side."
)
UNKNOWN_OUTCOMES = translatable("Where the outcome is not known")
OUTCOME_BOUNDS_NOTE = translatable(
    "Between these values every share and every gap lies, whatever came true for people whose outcome is not known. A "
    "gap that could be none is not called shown here, and one that could be large enough to matter is not called not "
    "shown: too few outcomes are known to tell."
)
SHARE_LOW = translatable("Share at least")
SHARE_HIGH = translatable("Share at most")
GAP_LOW = translatable("Gap at least (points)")
GAP_HIGH = translatable("Gap at most (points)")
THE_REFERENCE = translatable("the reference")
ROUNDED_COUNTS = translatable("What rounding leaves open")
ROUNDED_BY = translatable("By {characteristic}, against {reference}: {measure}")
ROUNDED_NOTE = translatable(
    "The counts are multiples of a round number. Between these values shares and ratios lay before they were rounded."
)
REFERENCE_LOW = translatable("Reference at least")
REFERENCE_HIGH = translatable("Reference at most")
TIMES_LOW = translatable("Times as often, at least")
TIMES_HIGH = translatable("Times as often, at most")
THE_SCORES = translatable("The scores")
SCORES_BY = translatable("Scores by {characteristic}: {group}")
SCORES_NOTE = translatable(
    "Each line is about people whose scores are at least the first number and below the second. The last columns say "
    "for how many of those whose outcome is known it came true: a score that means the same for everybody shows much "
    "the same share in every group."
)
SCORE_FROM = translatable("Score from")
SCORE_TO = translatable("Score below")
PART_OF_GROUP = translatable("Part of the group")
KNOWN_HEAD = translatable("Outcome known")
TRUE_HEAD = translatable("Came true")
CAME_TRUE_SHARE = translatable("Share of these")
OPEN_ENDED = translatable("no limit")

# The charts and what they say to those who do not see them.
CROWD = translatable("Of {base} people in each group")
CROWD_WHO = translatable("Of {base} people in each group who {who}")
CROWD_OF = translatable("{group}: {n}")
OTHERS = translatable("the others")
OF_ALL = translatable("{counted} of {among}")
SHARE_SAID = translatable("{group}: {counted} of {among}, that is {share}; between {low} and {high}.")
AXIS_SHARE = {
    1: translatable("Share of each group: a larger one is worse for people; the line shows how sure it is"),
    -1: translatable("Share of each group: a smaller one is worse for people; the line shows how sure it is"),
    0: translatable("Share of each group; the line shows how sure it is"),
}
GROUP_MARK = translatable("group")
REFERENCE_MARK = translatable("group that the others are compared with")
GAPS_TITLE = translatable("By {characteristic}, before and after comparing people of the same {within}: {measure}")
AXIS_TIMES = {
    1: translatable("Times as often as {reference}: more than 1 is worse for the group; 1 means as often"),
    -1: translatable("Times as often as {reference}: less than 1 is worse for the group; 1 means as often"),
    0: translatable("Times as often as {reference}; 1 means as often"),
}
BEFORE_MARK = translatable("before")
AFTER_MARK = translatable("after comparing like with like")
BEFORE_AFTER = translatable("{before} before, {after} after")
GAP_SAID = translatable(
    "{group}: {before} times as often as {reference} before, {after} times after; between {low} and {high}."
)

INTERVALS = translatable(
    "Everything is worked out from one table of counts. Shares have Wilson intervals, differences Newcombe intervals, "
    "ratios Katz intervals; made so again and again, {confidence} of them would hold the true value."
)
CORRECTIONS = {
    "holm": translatable(
        "Whether chance could make a gap is asked by a two-sided z test, or by Fisher's exact test where few people "
        "are expected. As many comparisons are made at once, Holm's method keeps the chance of any false alarm among "
        "them below {risk}; intervals are not widened for that, except that of the gap that is told first."
    ),
    "benjamini-hochberg": translatable(
        "Whether chance could make a gap is asked by a two-sided z test, or by Fisher's exact test where few people "
        "are expected. As many comparisons are made at once, the method of Benjamini and Hochberg keeps the expected "
        "part of false alarms among the shown gaps below {risk}; intervals are not widened for that, except that of "
        "the gap that is told first."
    ),
}
METHOD = (
    translatable("“Shown” means: with all comparisons taken into account, chance alone would hardly make such a gap."),
    translatable(
        "“Not shown” means: no gap was seen, although a gap that would matter would probably have shown. It does not "
        "show equal treatment; the tables name the smallest gap that this many people could have shown."
    ),
    translatable("“Too few people to tell” means: a gap that would matter could have stayed hidden."),
    translatable(
        "p is how often chance alone would make such a gap or a larger one, if the groups were treated alike. “p, all "
        "compared” takes into account how many comparisons were made; it decides what is called shown."
    ),
)
LARGEST_GAP_PART = translatable("A gap is taken to matter from {part} of the reference's own share on ({source}).")
LARGEST_GAP_POINTS = translatable("A gap is taken to matter from {points} percentage points on.")
MANTEL_HAENSZEL = translatable(
    "Like is compared with like by the Mantel-Haenszel method: groups are compared inside each {within}, and the "
    "comparisons are put together."
)
MOST_FAVOURED = translatable(
    "The reference is the group that the decisions treat best. As it was chosen from the data, all pairs of groups "
    "count as comparisons."
)
ONE_SIDE = translatable("Shares that say the same from the other side are not listed again.")
LIMITS = (
    translatable("The numbers are evidence about a system and no verdict on any person."),
    translatable("They do not say whether a single decision was right, nor what happened before people were recorded."),
    translatable("A gap that is not shown is not the same as no gap."),
    translatable(
        "A gap that remains does not name its cause; a gap that is no longer seen may sit in what was held equal."
    ),
)
