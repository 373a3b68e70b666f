"""The words of standardised rates and of proxies."""

from __future__ import annotations

from toolkit.languages import translatable

TITLE = translatable("If both groups had the same mix")
SAME_MIX = translatable(
    "If both had the same {within}: of {base} {group}, {n} {what}; of {base} {reference}, {m}. As they are: {crude_n} "
    "and {crude_m}."
)
TIMES = translatable("That is {ratio} times as often, between {low} and {high}.")
SHOWN = translatable("Chance alone would hardly make such a gap.")
NOT_SHOWN = translatable(
    "No difference is shown after that. This does not show equal treatment: with this many people anything between "
    "{low} and {high} times as often fits."
)
SOME_COMPARED = translatable(
    "That is about {compared} of {people} people: the others have nobody of the other group in the same situation, and "
    "nothing is said of them."
)
NO_OVERLAP = translatable(
    "{group} and {reference} hardly ever stand in the same situation ({within}): fewer than half of one group could be "
    "compared. No number is given for what would be if they had the same."
)
NO_FIT = translatable(
    "The model does not fit these numbers, so no single number is given for {group}. Compare inside each {within} by "
    "itself."
)
DIFFERS = translatable(
    "How {group} are treated differs with {within}, by more than chance. One number for all would hide that, so none "
    "is given. Compare inside each by itself."
)
TOO_FEW = translatable(
    "The numbers of {group} or {reference} are too small to be shown, or to be compared in this way."
)
SPARSE = translatable(
    "There are too many different situations ({within}) for so few people: a model would make gaps of its own. Hold "
    "fewer things equal, or put values into larger classes."
)
ROUNDED = translatable(
    "The counts that were given are rounded to multiples of {step}, and the range from low to high leaves that out."
)
SMALL = translatable("It is smaller than one of {base} people.")
NEARLY_ALL = translatable(
    "Nearly all of them are compared: a few have nobody of the other group in the same situation, and nothing is said "
    "of them."
)
WITHOUT_NUMBER = {"sparse": SPARSE, "no_overlap": NO_OVERLAP, "no_fit": NO_FIT, "differs": DIFFERS, "too_few": TOO_FEW}
DOES_NOT_EXCUSE = translatable(
    "It is a calculation, and no proof of a cause. If {within} is itself handed out unequally, holding it equal hides "
    "that part of the gap."
)
NOTHING_WITHIN = translatable(
    "Say in within what is to be held equal: columns such as the job, the office or the grade."
)
NO_CHARACTERISTIC = translatable("“{name}” is none of the characteristics of this log: {available}.")

PROXIES = translatable("Which columns tell who somebody is")
TELLS = translatable(
    "From “{column}” alone, {characteristic} can be guessed for {right} of 100 people; without it, for {base} of 100."
)
TELLS_SOME = translatable(
    "“{column}” goes together with {characteristic}, by more than chance, though it hardly helps to guess it for a "
    "single person ({right} of 100 instead of {base})."
)
TELLS_OF_1000 = translatable(
    "From “{column}” alone, {characteristic} can be guessed for {right} of 1,000 people; without it, for {base} of "
    "1,000."
)
TWO_THINGS = translatable("The column “{column}” is named for two things at once. Give each column one meaning.")
NOT_GROUPED = translatable(
    "“{column}” holds something that people cannot be counted by: {detail}. Leave it out of columns."
)
TELLS_NOT_SHOWN = translatable(
    "No connection of “{column}” with {characteristic} is shown. A weak one can hide here, and columns can tell "
    "together what none of them tells alone."
)
NOT_USED = translatable(
    "That a column tells it does not show that the system uses it, or that it treats people differently. But “we do "
    "not use {characteristic}” is no answer where such columns go in: compare the decisions."
)
TOO_LITTLE = translatable("Too few people, or too many different values, to say what “{column}” tells.")
WITHHELD = translatable("The numbers for {characteristic} are too small to be shown.")
SAME = translatable("“{column}” is what is to be guessed. Leave it out of the columns.")
