"""An exercise of topic 4: does the gap come from what people are sorted by, or does it arise elsewhere?"""

from __future__ import annotations

from typing import Any

from toolkit.audit import AdjustedFinding, AuditResult, GapFinding
from toolkit.course.exercises.choosing import ChoiceExercise, Option
from toolkit.course.exercises.exercise import Said
from toolkit.errors import AuditError, translatable
from toolkit.languages import Language

QUESTION = translatable(
    "In these numbers {group} {affected} {ratio} times as often as {reference}. Compared only with people of the same "
    "{within}, it was still {adjusted} times. Which sentence do these two numbers support?"
)
QUESTION_GONE = translatable(
    "In these numbers {group} {affected} {ratio} times as often as {reference}. Compared only with people of the same "
    "{within}, the gap is gone ({adjusted} times). Which sentence do these two numbers support?"
)
ALL_OF_IT = translatable("The whole gap comes from the {within}.")
A_PART = translatable("A part goes with the {within}; the rest arises elsewhere.")
NONE_OF_IT = translatable("The {within} explains nothing of it.")
NO_PROBLEM = translatable("There is an explanation, so nobody was treated unequally.")

TOLD_PART = translatable(
    "Yes. The gap became smaller, from {ratio} to {adjusted}, and it did not vanish. Ask who or what decides among "
    "people of the same {within}."
)
TOLD_ALL = translatable(
    "Yes. Among people of the same {within} no gap is left in these numbers. Ask why the groups differ in the "
    "{within}, and who sorts people into it."
)
TOLD_NONE = translatable(
    "Yes. Among people of the same {within} the gap is as large as before. So ask what else decides."
)
NOT_ALL = translatable("If it all came from the {within}, the second number would be about 1. It is {adjusted}.")
NOT_NONE = translatable(
    "If the {within} explained nothing, the second number would still be about {ratio}. It is {adjusted}."
)
NOT_PART = translatable(
    "Compare the second number, {adjusted}, with 1 and with the first, {ratio}. To which of them is it near?"
)
NOT_AN_EXCUSE = translatable(
    "What explains a gap does not excuse it. People were met more often, whatever the reason; and a rule can be the "
    "reason itself."
)
HINTS = (
    translatable("If two people have the same {within}, the {within} cannot be why one is met and the other is not."),
    translatable("1 would mean: no gap is left among people of the same {within}. Is {adjusted} close to 1?"),
)
SOLUTION = translatable(
    "The first number compares everybody, {ratio} times. The second compares people of the same {within}, {adjusted} "
    "times. The fall from {ratio} to {adjusted} goes with the {within}. What is left, {adjusted}, is not explained by "
    "it."
)
_RIGHT = {"shrinks": "part", "disappears": "all", "remains": "none"}


def where_it_arises(result: AuditResult, characteristic: str, group: str, reference: str) -> ChoiceExercise:
    """The question for two groups of an audit that was made with strata.

    Raises
    ------
    AuditError
        If the audit does not compare like with like, or the gap does something else than shrink, stay or disappear.
    """
    plain = result.finding("gap", characteristic=characteristic, group=group, reference=reference)
    alike = result.finding("adjusted", characteristic=characteristic, group=group, reference=reference)
    assert isinstance(plain, GapFinding)
    assert isinstance(alike, AdjustedFinding)
    if alike.reading not in _RIGHT or (alike.reading == "remains" and not alike.is_there):
        raise AuditError(
            translatable(
                "Among people of the same kind the gap reads “{reading}”. Choose a gap that shrinks, stays or "
                "disappears."
            ),
            reading=alike.reading,
        )
    codebook = result.codebook
    values: dict[str, Any] = {
        "group": lambda language: codebook.people(characteristic, group, language),
        "reference": lambda language: codebook.people(characteristic, reference, language),
        "affected": lambda language: codebook.phrase("affected", language),
        "within": lambda language: codebook.label(alike.within, language),
        "ratio": _one_decimal(plain.ratio),
        "adjusted": _one_decimal(alike.adjusted_ratio),
    }

    def said(sentence: str) -> Said:
        return Said(sentence, values)

    right = _RIGHT[alike.reading]
    told = {
        "all": (ALL_OF_IT, TOLD_ALL, NOT_ALL),
        "part": (A_PART, TOLD_PART, NOT_PART),
        "none": (NONE_OF_IT, TOLD_NONE, NOT_NONE),
    }
    options = [
        Option(name, said(sentence), "right", said(yes))
        if name == right
        else Option(name, said(sentence), "not_yet", said(no))
        for name, (sentence, yes, no) in told.items()
    ]
    options.append(Option("excuse", said(NO_PROBLEM), "not_yet", said(NOT_AN_EXCUSE)))
    return ChoiceExercise(
        id=f"where-it-arises/{codebook.name or characteristic}",
        question=said(QUESTION_GONE if right == "all" else QUESTION),
        options=tuple(options),
        hints=tuple(said(hint) for hint in HINTS),
        solution=said(SOLUTION),
    )


def _one_decimal(number: float) -> Any:
    return lambda language: Language.of(language).number(number, decimals=1 if number >= 1 else 2)
