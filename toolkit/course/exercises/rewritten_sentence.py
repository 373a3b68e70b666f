"""An exercise of topic 5: the other side has rewritten our sentence four times. In which one has nothing been lost?"""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.course.exercises.choosing import ChoiceExercise, Option
from toolkit.course.exercises.exercise import Said
from toolkit.errors import translatable

OURS = translatable(
    "Where the audit shows a gap, the Employer shall stop using the system from the day on which the report is handed "
    "over, and shall resume its use only with the written consent of the Union."
)
QUESTION = translatable("Our sentence: “{ours}” Which of these answers would you accept?")
THEIRS: Mapping[str, str] = {
    "may": translatable(
        "Where the audit shows a gap, the Employer may stop using the system from the day on which the report is "
        "handed over, and shall resume its use only with the written consent of the Union."
    ),
    "reasonable": translatable(
        "Where the audit shows a gap, the Employer shall stop using the system within a reasonable time, and shall "
        "resume its use only with the written consent of the Union."
    ),
    "same": translatable(
        "If the audit shows a gap, the Employer shall stop using the system from the day on which the report is handed "
        "over. It shall resume its use only with the written consent of the Union."
    ),
    "consult": translatable(
        "Where the audit shows a gap, the Employer shall stop using the system from the day on which the report is "
        "handed over, and shall resume its use after consulting the Union."
    ),
}
TOLD: Mapping[str, str] = {
    "may": translatable("One word: “shall” became “may”. What was a duty is now their decision."),
    "reasonable": translatable("The day is gone. Who says what is reasonable? Whoever runs the system meanwhile."),
    "same": translatable("Yes. Other words, the same day, the same duty, the same consent. Rewriting is no loss."),
    "consult": translatable("Consent became consultation: they ask, you answer, and they go on."),
}
HINTS = (
    translatable("Look for four things: the duty, the day, the consequence, and who has to agree."),
    translatable("Read each answer aloud after ours. Where do you stumble?"),
)
SOLUTION = translatable(
    "Three answers each take one thing away: the duty (“may”), the day (“a reasonable time”), the consent (“after "
    "consulting”). The fourth only uses other words."
)


def what_was_lost() -> ChoiceExercise:
    """Four answers to one sentence of ours; three of them take something away.

    >>> [option.name for option in what_was_lost().options if option.state == "right"]
    ['same']
    """
    options = tuple(
        Option(name, Said(sentence), "right" if name == "same" else "not_yet", Said(TOLD[name]))
        for name, sentence in THEIRS.items()
    )
    return ChoiceExercise(
        id="what-was-lost",
        question=Said(QUESTION, {"ours": lambda language: language.say(OURS)}),
        options=options,
        hints=tuple(Said(hint) for hint in HINTS),
        solution=Said(SOLUTION),
    )
