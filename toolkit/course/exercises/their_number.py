"""An exercise of topic 4: how good is a system that never picks anybody, and what does a claimed number leave out?"""

from __future__ import annotations

from collections.abc import Callable

from toolkit.course.exercises.exercise import Mistake, NumberExercise, Said
from toolkit.errors import AuditError, translatable
from toolkit.languages import Language
from toolkit.registers.codebook import Codebook

QUESTION = translatable(
    "A supplier says: “Our system is right in {claim} of 100 cases.” Look at a random sample of {people} people: about "
    "{true} of them {came_true}. Now think of a system that never picks anybody. In how many of 100 cases would that "
    "one be right?"
)
HINTS = (
    translatable("A system that never picks anybody is wrong only about the people who {came_true}."),
    translatable("{people} minus {true} is how often it is right. Of how many people in all?"),
    translatable("Divide {right} by {people}, times 100."),
)
THE_WRONG_ONES = translatable(
    "That is the share it is wrong about: those who {came_true}. The question is how often it is right."
)
PEOPLE_NOT_SHARE = translatable("That is a number of people. How many of a hundred is it?")
PRAISE = translatable(
    "Yes: about {share} of 100, without looking at anybody. So a claim of {claim} of 100 tells nothing yet. Ask about "
    "whom the system was wrong, and in which direction."
)
NEARLY = translatable("Nearly. Divide {right} by {people} and keep one decimal.")
SOLUTION = translatable(
    "{people} minus {true} is {right}; {right} divided by {people} is {share} of 100. Where few people are what is "
    "looked for, “right in {claim} of 100 cases” is easily reached and says nothing about who is picked wrongly."
)


def never_picks(codebook: Codebook, claim: float) -> NumberExercise:
    """The question for a dataset whose codebook has a random sample, beside an accuracy that somebody claims.

    Parameters
    ----------
    codebook
        With ``random_sample: {people: …, came_true: …}``: how many were looked at by chance, and for how many of them
        it came true.
    claim
        The share of right decisions that is claimed, from 0 to 1.

    Raises
    ------
    AuditError
        If the codebook has no such sample, or the claim is no share.
    """
    sample = codebook.record.get("random_sample")
    if not isinstance(sample, dict) or not 0 < int(sample["came_true"]) < int(sample["people"]):
        raise AuditError(
            translatable(
                "The dataset “{name}” has no random sample. Write one into its codebook, with people and came_true."
            ),
            name=codebook.name,
        )
    if not 0 < claim < 1:
        raise AuditError(
            translatable("“{value}” is no share. Give the claimed accuracy as a number between 0 and 1."),
            value=str(claim),
        )
    people, true = int(sample["people"]), int(sample["came_true"])
    share = 100 * (people - true) / people
    values = {
        "claim": _shown(100 * claim),
        "people": people,
        "true": true,
        "right": people - true,
        "share": _shown(share),
        "came_true": lambda language: codebook.phrase("came_true", language),
    }

    def said(sentence: str) -> Said:
        return Said(sentence, values)

    return NumberExercise(
        id=f"never-picks/{codebook.name}",
        question=said(QUESTION),
        answer=share,
        tolerance=0.005,
        near=0.02,
        mistakes=(
            Mistake(100 - share, said(THE_WRONG_ONES)),
            *(Mistake(round(100 - share, places), said(THE_WRONG_ONES)) for places in (0, 1)),
            Mistake(true, said(PEOPLE_NOT_SHARE)),
            Mistake(people - true, said(PEOPLE_NOT_SHARE)),
        ),
        hints=tuple(said(hint) for hint in HINTS),
        praise=said(PRAISE),
        nearly=said(NEARLY),
        solution=said(SOLUTION),
    )


def _shown(number: float) -> Callable[[Language], str]:
    return lambda language: language.number(number, decimals=0 if round(number, 1) == round(number) else 1)
