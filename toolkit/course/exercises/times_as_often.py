"""The exercise of topic 4: how many times as often does the decision meet one group as the other?"""

from __future__ import annotations

from collections.abc import Callable

from toolkit.audit import AuditResult
from toolkit.course.exercises.exercise import Mistake, NumberExercise, Said
from toolkit.errors import AuditError, translatable
from toolkit.languages import Language

QUESTION = translatable(
    "{n} of {all} {group} {affected}. Of {all_reference} {reference} it was {m}. How many times as often was that, in "
    "the first group compared with the second? Work it out with a calculator; one decimal is enough."
)
HINTS = (
    translatable(
        "The two groups are not equally large. First find out, for each group, how many of a thousand it was."
    ),
    translatable("For the first group: {n} divided by {all}, times 1,000. Do the same for the second group."),
    translatable("That gives about {rate} and about {reference_rate} of a thousand. Divide the first by the second."),
)
COMPARES_PEOPLE = translatable(
    "You compared numbers of people. But the groups are not equally large, so one number is two different shares. "
    "Compare shares."
)
UPSIDE_DOWN = translatable(
    "The right numbers, the other way round. Divide the share of {group} by the share of {reference}."
)
SUBTRACTS = translatable(
    "That is the difference between the two shares in percentage points. The question is how many times as often."
)
ONE_SHARE = translatable(
    "That is the share of {group} alone, as a percentage. Compare it with the share of {reference}."
)
PART_OF_SELECTED = translatable(
    "That is the part that {group} make up of those who {affected}. It says nothing yet about how large the groups are."
)
PRAISE = translatable("Yes. It was about {ratio} times as often for {group} as for {reference}.")
NEARLY = translatable("Nearly. Keep more decimals on the way, and round only at the end.")
SOLUTION = translatable(
    "{n} of {all} are {rate} of a thousand; {m} of {all_reference} are {reference_rate} of a thousand. "
    "{rate} divided by {reference_rate} is about {ratio}."
)


def times_as_often(result: AuditResult, characteristic: str, group: str, reference: str) -> NumberExercise:
    """The question for two groups of an audit, with the wrong answers that its own numbers invite."""
    n, everybody = result.people(characteristic, group)
    m, everybody_reference = result.people(characteristic, reference)
    if not n or not m:
        raise AuditError(
            translatable("In one of the two groups nobody was affected, so nothing is “times as often”. Choose others.")
        )
    rate, reference_rate = n / everybody, m / everybody_reference
    ratio = rate / reference_rate
    codebook = result.codebook

    def one_decimal(number: float) -> Callable[[Language], str]:
        return lambda language: language.number(number, decimals=1)

    values = {
        "n": n,
        "m": m,
        "all": everybody,
        "all_reference": everybody_reference,
        "group": lambda language: codebook.people(characteristic, group, language),
        "reference": lambda language: codebook.people(characteristic, reference, language),
        "affected": lambda language: codebook.phrase("affected", language),
        "rate": one_decimal(1000 * rate),
        "reference_rate": one_decimal(1000 * reference_rate),
        "ratio": lambda language: language.number(ratio, decimals=1 if ratio >= 1 else 2),
    }

    def said(sentence: str) -> Said:
        return Said(sentence, values)

    return NumberExercise(
        id=f"times-as-often/{result.codebook.name or characteristic}",
        question=said(QUESTION),
        answer=ratio,
        tolerance=0.03,
        near=0.12,
        mistakes=(
            Mistake(n / m, said(COMPARES_PEOPLE)),
            Mistake(1 / ratio, said(UPSIDE_DOWN)),
            Mistake(100 * (rate - reference_rate), said(SUBTRACTS)),
            Mistake(100 * (reference_rate - rate), said(SUBTRACTS)),
            Mistake(100 * rate, said(ONE_SHARE)),
            Mistake(100 * n / (n + m), said(PART_OF_SELECTED)),
            Mistake(n / (n + m), said(PART_OF_SELECTED)),
        ),
        hints=tuple(said(hint) for hint in HINTS),
        praise=said(PRAISE),
        nearly=said(NEARLY),
        solution=said(SOLUTION),
    )
