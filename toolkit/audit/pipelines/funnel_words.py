"""The words of a funnel."""

from __future__ import annotations

from toolkit.languages import translatable

TITLE = translatable("A pipeline, step by step")
PICTURE = translatable("At each step, how many times as often as {reference}")
NO_PIPELINE = translatable("The codebook of “{name}” describes no pipeline. Use audit_funnel() with steps of your own.")
ONE_TABLE = translatable(
    "Steps can come from two tables only where the counts of the first were rounded before they were published. Put "
    "all steps into one table, one row a person; two tables of the same people can give a small group away."
)
FIRST_ALONE = translatable(
    "The column “{column}” of the first step “{step}” is used by a later step as well. Put the later one into a column "
    "of its own."
)
STEP_TWICE = translatable("Both tables have a step “{step}”. Give each step its own name.")
NO_ALTERNATIVE = translatable(
    "“{value}” does not say who was burdened for nothing. Give columns with values, such as {{“visit”: [“nothing "
    "wrong”]}}."
)
FROM_ALL = translatable("{what}, counted from the first step on")
BURDENED_FOR_NOTHING = translatable("were burdened although nothing was wrong")
ARISES = translatable("Of all {group}, {ratio} times as many {what} as of all {reference}. Step by step: {steps}.")
ONE_STEP = translatable("{ratio} times ({what})")
ONE_STEP_OPEN = translatable("{ratio} times, which could be chance ({what})")
MULTIPLY = translatable("These multiply to the whole. Where a step stands near 1, it adds nothing to the gap.")
RANGE = translatable(
    "{group}, {what}: before the counts were rounded to multiples of {step}, the ratio lay between {low} and {high} "
    "times."
)
CHOSEN_BEFORE = translatable(
    "From the second step on, only people are compared whom the steps before had chosen. If one group was chosen on "
    "less suspicion than the other, a later step can look better or worse for it than it is. What was found among "
    "those who were checked does not say how common it is among all."
)
