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
    "difference": translatable("Difference"),
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
    "rounding": words.ROUNDED_COUNTS,
}
# Which columns hold whole numbers, and which shares.
WHOLE = frozenset({"numerator", "denominator", "people", "reference_people"})
SHARES = frozenset({"value", "of_all", "difference", "rate", "reference_rate"})
CODED = {"verdict": words.VERDICTS}
