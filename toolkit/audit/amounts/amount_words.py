"""The words of an audit of amounts."""

from __future__ import annotations

from toolkit.languages import translatable

TITLE = translatable("Who gets how much")
AVERAGES = translatable("{what}, on average: {group} {mean}, {reference} {reference_mean}.")
INSIDE = translatable(
    "{what}, among people of the same {within}: {group} {mean} on average, {reference} {reference_mean} if they stood "
    "in the same places."
)
IN_ONE = translatable("{what}, {within} {category}, on average: {group} {mean}, {reference} {reference_mean}.")
LESS = translatable("That is {share} less; with this many people, between {low} and {high} of difference.")
MORE = translatable("That is {share} more; with this many people, between {low} and {high} of difference.")
SHOWN = translatable("Chance alone would hardly make such a gap.")
NOT_SHOWN = translatable(
    "No difference seen here. This does not show equality: a gap of {visible} would have shown in about four of five "
    "such tables, a smaller one less often."
)
TOO_FEW = translatable(
    "Too few people to tell: only a gap of {visible} or more would probably have shown, in about four of five such "
    "tables."
)
TOO_FEW_FOR_ANY = translatable("Too few people to tell.")
COMPARED = translatable(
    "{compared} of {people} people of the group could be compared so; the others have nobody of the other group beside "
    "them, or stand in categories that are too small to be shown."
)
PARTS = translatable(
    "Of the whole gap of {whole}: {inside} inside the same {within}, {mix} through who has which {within}, and {apart} "
    "through people who could not be compared. Who gets which {within} can itself be unequal: that part explains, it "
    "does not excuse."
)
NOBODY_BESIDE = translatable(
    "{what}: nobody could be compared among people of the same {within}. No {within} that may be shown holds both "
    "{group} and {reference}. That does not mean that there is no gap."
)
ASSESSMENT = translatable(
    "In {flagged} of {shown} groups of equal work whose numbers are shown, the average pay of {group} and of "
    "{reference} differs by {threshold} or more: {categories}. From there on Article 10 of Directive (EU) 2023/970 "
    "asks for a joint pay assessment, unless the employer justifies the difference by objective, gender-neutral "
    "criteria or removes it within six months of the report. It looks at averages in the report, not at chance."
)
NO_ASSESSMENT = translatable(
    "In none of {shown} groups of equal work whose numbers are shown, the average pay of {group} and of {reference} "
    "differs by {threshold} or more."
)
CATEGORIES_WITHHELD = translatable("The numbers of {withheld} further groups are withheld to protect few people.")
NO_AMOUNTS = translatable("For {people} people no amount is recorded. They are in none of these numbers.")
NO_AMOUNTS_FEW = translatable("For a few people no amount is recorded. They are in none of these numbers.")
AND_MEDIAN = translatable("The middle amounts are {median} and {reference_median}.")
MEDIAN_OTHERWISE = translatable(
    "The middle amounts point the other way ({median} and {reference_median}): a few large amounts move the averages."
)
NO_GROUPS = translatable("No characteristic to compare people by is named. Name at least one in groups.")
SMALLEST = translatable("The smallest cell {value} is not a whole number, 0 or more. Give the fewest people to show.")
NO_AMOUNTS_THERE = translatable(
    "The codebook of “{name}” describes no amounts. Use audit_amounts() with columns of your own."
)
