"""The words of the papers that the audits beside `audit()` give."""

from __future__ import annotations

from toolkit.audit.papers import words
from toolkit.languages import translatable

EVIDENCE = translatable("What the numbers show")
NO_FINDING = translatable("There is no finding “{kind}” with {wanted}. There are findings of the kinds: {available}.")
NOTHING_FOUND = translatable("Nothing is to be said of these numbers.")
NUMBERS = translatable("The numbers")
YES, NO = translatable("yes"), translatable("no")
WITHHELD = words.WITHHELD

HEADS = {
    "characteristic": words.CHARACTERISTIC,
    "step": translatable("Step"),
    "group": words.GROUP,
    "reference": words.AGAINST_HEAD,
    "measure": words.MEASURE,
    "among": words.AMONG_HEAD,
    "within": words.WITHIN,
    "numerator": words.COUNTED,
    "denominator": translatable("Out of"),
    "people": words.PEOPLE_HEAD,
    "value": words.SHARE,
    "of_all": translatable("Of all in the group"),
    "category": translatable("Category"),
    "mean": translatable("Average"),
    "reference_mean": translatable("Average of the other group"),
    "median": translatable("Middle amount"),
    "reference_median": translatable("Middle amount of the other group"),
    "gini": translatable("Gini"),
    "period": translatable("Period"),
    "before": translatable("Before"),
    "after": translatable("After"),
    "lower_limit": translatable("Lower limit"),
    "upper_limit": translatable("Upper limit"),
    "outside": translatable("Outside the limits"),
    "crude_rate": translatable("Share as it is"),
    "crude_reference_rate": translatable("The other group as it is"),
    "rate": translatable("Share with the same mix"),
    "reference_rate": translatable("The other group with the same mix"),
    "column": translatable("Column"),
    "connection": translatable("Connection (0 to 1)"),
    "information": translatable("Information (bits)"),
    "right": translatable("Guessed right"),
    "base": translatable("Guessed right without it"),
    "table": translatable("Table"),
    "row": translatable("Row"),
    "selected": words.COUNTED,
    "rate_stated": translatable("Rate as stated"),
    "rate_found": translatable("Rate recomputed"),
    "ratio_stated": translatable("Ratio as stated"),
    "ratio_found": translatable("Ratio recomputed"),
    "follows": translatable("Follows"),
    "difference": translatable("Difference"),
    "relative": translatable("Difference, as a part"),
    "whole": translatable("Whole gap"),
    "inside": translatable("Inside the same category"),
    "mix": translatable("Through who is where"),
    "apart": translatable("Not comparable"),
    "effective_people": translatable("Worth so many alike in weight"),
    "people_compared": words.PEOPLE_COMPARED,
    "at_threshold": translatable("At the threshold or above"),
    "ratio": words.TIMES,
    "low": words.FROM,
    "high": words.TO,
    "ratio_low": words.FROM,
    "ratio_high": words.TO,
    "p_adjusted": words.P_ADJUSTED,
    "verdict": words.VERDICT,
}
TABLES = {
    "steps": translatable("Step by step"),
    "gaps": words.THE_GAPS,
    "averages": translatable("Averages"),
    "amount_gaps": translatable("Gaps between averages"),
    "parts": translatable("Gaps taken apart"),
    "categories": translatable("Category by category"),
    "standardised": translatable("As they are, and with the same mix"),
    "weighted_rates": translatable("Shares, weighted"),
    "weighted_gaps": translatable("Gaps, weighted"),
    "proxies": translatable("What each column tells"),
    "published_rows": translatable("Row by row"),
    "periods": translatable("Period by period"),
    "changes": translatable("Before and after"),
    "rates": words.THE_SHARES,
    "rounding": words.ROUNDED_COUNTS,
}
# Which columns hold whole numbers, and which shares.
WHOLE = frozenset(
    {"selected", "numerator", "denominator", "people", "reference_people", "people_compared", "reference_compared"}
    | {"effective_people"}
)
SHARES = frozenset(
    {"before", "after", "lower_limit", "upper_limit", "value", "of_all", "rate", "reference_rate", "relative"}
    | {"crude_rate", "crude_reference_rate", "right", "base", "rate_stated", "rate_found"}
)
ENDS = frozenset({"difference", "low", "high"})  # of shares, where they stand beside shares
CODED = {
    "verdict": {
        **words.VERDICTS,
        "no_overlap": translatable("too few in the same situation"),
        "no_fit": translatable("no single number fits"),
        "sparse": translatable("too many situations for so few people"),
        "differs": translatable("not the same everywhere"),
        "tells": translatable("tells it"),
        "goes_with": translatable("goes with it"),
        "withheld": words.WITHHELD,
    }
}
# Columns that only a workbook has room for; and names that are said once where they are alike in all rows.
IN_FULL = {
    "amount_gaps": ("reference_people", "difference", "low", "high"),
    "averages": ("within",),
    "parts": ("within", "people"),
    "gaps": ("difference", "ratio_low", "ratio_high"),
    "standardised": ("within", "people", "people_compared", "p_adjusted"),
    "periods": ("low", "high"),
}
NAMES = ("characteristic", "reference")
# Tables whose rows stand below a line that names the two groups.
BANDED = ("gaps", "amount_gaps", "categories")
BAND = ("characteristic", "group", "reference")
AGAINST = words.AGAINST_HEAD
