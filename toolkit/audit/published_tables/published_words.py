"""The words of a recomputed table."""

from __future__ import annotations

from toolkit.languages import translatable

TITLE = translatable("A published audit, recomputed")
RATE = translatable("{row}: the table says {stated}, but {selected} of {people} is {found}.")
RATIO = translatable(
    "{row}: the table says an impact ratio of {stated}, but against the highest rate ({highest}, {rate}) it is {found}."
)
RATIO_OTHER = translatable(
    "{row}: the stated ratio of {stated} does follow if {other} is taken as the reference, which has not the highest "
    "rate."
)
MORE_SELECTED = translatable("{row}: more people selected ({selected}) than there are ({people}).")
ALL_FOLLOWS = translatable(
    "Every rate and ratio in the table follows from its own numbers. That says nothing about whether the numbers are "
    "right, who was left out, or whether the ratios are good."
)
SOME_FOLLOW = translatable("{wrong} of {all} rows do not follow from their own numbers.")
NOTHING_TO_CHECK = translatable(
    "For {rows} rows the table does not give the number of people, or of those selected. What it says of them cannot "
    "be recomputed: ask for these numbers."
)
SMALL = translatable(
    "Left out of the search for the highest rate, as fewer than {part} of all people: {rows}. The rule of New York "
    "City allows that (6 RCNY 5-301); their numbers have to be told all the same."
)
BELOW = translatable("Below four fifths of the highest rate, by the table's own numbers: {rows}.")
SUMS = translatable(
    "The rows of “{part}” add up to {found} people, those of “{whole}” to {stated}. Somebody is missing or counted "
    "twice."
)
NO_NUMBERS = translatable("The column “{column}” of the table holds “{value}”, which is no number.")
NEEDS = translatable("Say which columns hold what: at least group and rate, or group, people and selected.")
