"""The words of weighted shares."""

from __future__ import annotations

from toolkit.languages import translatable

TITLE = translatable("A survey, weighted")
OF_ALL = translatable(
    "Weighted: of {base} {group}, {n} {what}; of {base} {reference}, {m}. That is {ratio} times as often, between "
    "{low} and {high}."
)
SHOWN = translatable("Chance alone would hardly make such a gap.")
SMALL = translatable("It is smaller than one of {base} people.")
NOT_SHOWN = translatable(
    "No difference is shown. This does not show equal treatment: with these answers, anything between {low} and {high} "
    "times as often fits."
)
TOO_FEW = translatable(
    "The numbers of {group} or {reference} are too small to be shown, or to be compared in this way."
)
STANDS_FOR = translatable(
    "{people} people were asked, and are weighted. By their weights they stand for about {everybody} people."
)
STANDS_FOR_NOBODY_KNOWS = translatable(
    "{people} people were asked, and are weighted. Their weights do not tell for how many people they stand."
)
WITHOUT_WEIGHT = translatable(
    "People without a weight, or with a weight of 0: {rows}. They were left out, so that it cannot be said for how "
    "many people the others stand."
)
FEW_WITHOUT_WEIGHT = translatable(
    "A few people have no weight, or a weight of 0. They were left out, so that it cannot be said for how many people "
    "the others stand."
)
TELL_AS_MUCH = translatable("Because weights differ, they tell about as much as {effective} people alike in weight.")
NO_CLUSTERS = translatable(
    "Each was taken to be drawn by itself. If people were drawn together, such as those of one household or workplace, "
    "name that column in clusters: else intervals are too narrow."
)
LONELY = translatable(
    "Strata in which only one cluster or person was drawn: {strata}. How much these differ is not known there, and was "
    "taken from all."
)
BAD_WEIGHTS = translatable(
    "The weights in “{column}” are below zero, or beyond all measure, in some rows ({rows}). A weight says for how "
    "many people somebody stands; correct these rows."
)
NO_WEIGHTS = translatable("The column “{column}” holds no weights above 0, or something that is no number: {detail}.")
NOT_DRAWN = translatable(
    "“{column}” is empty in some rows ({rows}). Who was drawn where and with whom has to be known of everybody; fill "
    "it in, or leave these rows out."
)
READ_OTHERWISE = translatable(
    "In “{column}”, some values are read otherwise than they stand there, as errors of a spreadsheet are. Clean this "
    "column first, so that each weight is with its own answer."
)
