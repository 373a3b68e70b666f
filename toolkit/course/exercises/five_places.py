"""An exercise of topic 5: an answer of the employer that still sounds friendly. Where did it take something?"""

from __future__ import annotations

from toolkit.course.exercises.exercise import Said
from toolkit.course.exercises.marking import MarkingExercise, Passage
from toolkit.errors import translatable

QUESTION = translatable(
    "This came back from the employer, and it sounds like ours. In five sentences something was taken out. Mark them "
    "first; what is to be said of them comes after."
)
# Name, whether something was taken, their sentence, and what is said of a mark on it.
_PASSAGES = (
    (
        "notice",
        False,
        translatable(
            "The Employer shall give the Union written notice of each new system not later than 90 days before it is "
            "first used."
        ),
        translatable("Nothing was taken here: a duty, in writing, with a number of days. It reads as ours."),
    ),
    (
        "documents",
        True,
        translatable("With the notice it may hand over the description of the system and the list of the data."),
        translatable("Yes. Ours said “shall hand over”. One word, and what was a duty is their decision."),
    ),
    (
        "views",
        False,
        translatable("The Union may state its views within 45 days of receiving these documents."),
        translatable("This “may” is ours: it gives the Union a right. Ask of each “may” whose it is."),
    ),
    (
        "answer",
        True,
        translatable("The Employer shall answer each point in writing, with reasons, within a reasonable time."),
        translatable(
            "Yes. Ours said “within 14 days”. What is reasonable is decided by whoever runs the system meanwhile."
        ),
    ),
    (
        "dismissal",
        False,
        translatable("Nobody shall be dismissed by a system alone; a person shall take the decision and sign it."),
        translatable("Other words, and nothing lost: a ban, and a person who answers for the decision."),
    ),
    (
        "examine",
        True,
        translatable("Before that the person shall examine the facts of the case, where operational needs allow."),
        translatable(
            "Yes. The end of the sentence is new. An open exception leaves no rule: who says what the needs allow?"
        ),
    ),
    (
        "cost",
        False,
        translatable("The cost of the audits shall be borne by the Employer."),
        translatable("Only the order of the words changed: the Employer still pays."),
    ),
    (
        "consent",
        True,
        translatable("A system that an audit has stopped shall be used again only after consultation of the Union."),
        translatable("Yes. Ours asked for the written consent of the Union. Now they ask, you answer, and they go on."),
    ),
    (
        "report",
        False,
        translatable("The full report shall go to the Employer and to the Union on the same day."),
        translatable("Nothing was taken here: the whole report, to both, on the same day."),
    ),
    (
        "loss",
        True,
        translatable("The Employer shall make good the loss that a breach has caused, to the extent required by law."),
        translatable("Yes. What the law requires you have already. Ours said “every loss”."),
    ),
)
HINTS = (
    translatable("Look for five things: a duty, a day, an exception, a consent, a remedy."),
    translatable("Read each sentence aloud and ask: who has to do what, by when, and what if not?"),
)
SOLUTION = translatable(
    "What was taken: the duty to hand over documents (“may”), the day of the answer (“a reasonable time”), the "
    "examination without exception (“operational needs”), the consent (“consultation”) and the remedy (“required "
    "by law”)."
)


def five_places() -> MarkingExercise:
    """Ten sentences of an answer; from five of them something was taken.

    >>> five_places().places, [one.name for one in five_places().passages if one.lost][:2]
    (5, ['documents', 'answer'])
    """
    return MarkingExercise(
        id="five-places",
        question=Said(QUESTION),
        passages=tuple(Passage(name, Said(words), lost, Said(told)) for name, lost, words, told in _PASSAGES),
        hints=tuple(Said(hint) for hint in HINTS),
        solution=Said(SOLUTION),
    )
