"""Numbers as sentences hold them: so many of so many, so many times as often, percentage points, chances."""

from __future__ import annotations

import math

from toolkit.audit.suppression.rounding import CHANCES
from toolkit.languages import Language, translatable

P_VALUES = translatable("p {p}; with all {comparisons} comparisons of this kind taken into account, p {adjusted}.")
ONE_P_VALUE = translatable("p {p}.")


def natural_frequencies(rate: float, reference_rate: float, apart: bool = False) -> tuple[int, int, int]:
    """Two shares as "of so many, so many": the roundest base at which the rarer one still counts.

    With `apart` also one at which the two numbers are not the same: "51 and 51" is no picture of a gap.

    Source: G. Gigerenzer and U. Hoffrage, Psychological Review 102 (1995) 684-704.

    >>> natural_frequencies(0.4485, 0.2345), natural_frequencies(0.036496, 0.005892), natural_frequencies(0.3, 0.0)
    ((100, 45, 23), (1000, 36, 6), (100, 30, 0))
    >>> natural_frequencies(0.512, 0.508), natural_frequencies(0.512, 0.508, apart=True)
    ((100, 51, 51), (1000, 512, 508))
    """
    rarer = min((value for value in (rate, reference_rate) if value > 0), default=1.0)
    bases = [size for size in (100, 1_000, 10_000) if size * rarer >= 5]
    told = (size for size in bases if not apart or round(size * rate) != round(size * reference_rate))
    base = next(told, 100_000)
    return base, round(base * rate), round(base * reference_rate)


def in_times(ratio: float, speech: Language, fine: bool = False, cut: bool = False) -> str:
    """A ratio with as many digits as say something; `fine`: so many that what is not 1 does not look like it.

    `cut`: a figure that may be told with fewer digits on purpose, and is said with no more than it has.

    >>> in_times(1.7, Language("en")), in_times(1.7, Language("en"), cut=True), in_times(3.0, Language("en"), cut=True)
    ('1.70', '1.7', '3')
    >>> in_times(1.004, Language("en")), in_times(1.004, Language("en"), fine=True), in_times(0.99, Language("en"))
    ('1.00', '1.004', '0.99')
    """
    if not math.isfinite(ratio):
        return "–"
    if fine and 0 < abs(ratio - 1) < 0.005:
        return speech.number(ratio, decimals=min(4, math.ceil(-math.log10(abs(ratio - 1)))))
    decimals = 0 if ratio >= 20 else 1 if ratio >= 2 else 2
    return speech.number(ratio, decimals=min(decimals, decimals_of(ratio)) if cut else decimals)


def is_cut(*ratios: float) -> bool:
    """Whether figures that stand together may have lost digits on purpose: none has more than three decimals.

    Then each is said with no more digits than it has; else all of them with as many as say something.

    >>> is_cut(2.0, 1.7), is_cut(2.0, 1.6786)
    (True, False)
    """
    return all(decimals_of(ratio) <= 3 for ratio in ratios if math.isfinite(ratio))


def is_about_one(ratio: float) -> bool:
    """Whether a ratio reads as 1: what is as often must not be called so many times as often.

    >>> is_about_one(1.004), is_about_one(0.99)
    (True, False)
    """
    return math.isfinite(ratio) and round(ratio, 2) == 1


def decimals_of(number: float) -> int:
    """How many decimals a number has as it stands in a table.

    >>> decimals_of(1.7), decimals_of(3.0), decimals_of(0.943)
    (1, 0, 3)
    """
    return len(f"{number:.9f}".rstrip("0").partition(".")[2])


def say_chance(p_value: float, adjusted: float, comparisons: int, speech: Language) -> str:
    """A p-value in words; nothing where there is none."""
    if math.isnan(p_value):
        return ""
    if comparisons < 2 or math.isnan(adjusted):
        return speech.say(ONE_P_VALUE, p=in_chances(p_value, speech))
    told = {"p": in_chances(p_value, speech), "adjusted": in_chances(adjusted, speech)}
    return speech.say(P_VALUES, comparisons=comparisons, **told)


def in_chances(p_value: float, speech: Language) -> str:
    """What a p-value is, with two digits that count, or that it is less than one in ten thousand.

    One that was raised to the next of a few steps, so that it tells nothing of few people, is at most that.

    >>> in_chances(0.0642, Language("en")), in_chances(0.00123, Language("en")), in_chances(2e-9, Language("en"))
    ('= 0.064', '= 0.0012', '< 0.0001')
    >>> in_chances(0.05, Language("en"))
    '≤ 0.05'
    """
    if p_value < 1e-4:
        said = f"< {speech.number(1e-4, decimals=4)}"
    elif p_value in CHANCES:
        said = f"≤ {speech.number(p_value, decimals=decimals_of(p_value))}"
    else:
        said = f"= {speech.number(p_value, decimals=2 if p_value >= 0.1 else 3 if p_value >= 0.01 else 4)}"
    # In a line from right to left a sign would turn round and say the opposite.
    return said if speech.direction == "ltr" else f"\N{LEFT-TO-RIGHT ISOLATE}{said}\N{POP DIRECTIONAL ISOLATE}"


def in_points(difference: float, speech: Language) -> str:
    """A difference of shares in percentage points."""
    points = difference * 100
    return speech.number(points, decimals=0 if points >= 10 else 1 if points >= 1 else 2)


def in_signed_points(difference: float, speech: Language) -> str:
    """A difference of shares in percentage points, with its sign."""
    return ("−" if difference < 0 else "") + in_points(abs(difference), speech)
