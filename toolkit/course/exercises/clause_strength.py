"""Exercises of topic 5: what a sentence of an agreement can do, from being told to a rule that bites by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from toolkit.bargaining import Clause, library
from toolkit.bargaining.clauses.blanks import Value
from toolkit.bargaining.clauses.texts import fill
from toolkit.course.exercises.choosing import ChoiceExercise, Option
from toolkit.course.exercises.exercise import Said
from toolkit.documents import Reference, Text
from toolkit.errors import translatable
from toolkit.languages import Language

Rung = Literal["told", "due", "bites"]

# Each rung has a situation of its own, so that no sentence comes twice: the clause, and per sentence its strength and
# paragraph, in the order in which they are shown.
SENTENCES: Mapping[Rung, tuple[str, Mapping[str, tuple[str, int]]]] = {
    "told": ("bias", {"due": ("standard", 4), "bare": ("standard", 7), "bites": ("strong", 4), "told": ("minimum", 3)}),
    "due": (
        "disconnect",
        {"bites": ("strong", 7), "due": ("standard", 7), "told": ("minimum", 4), "bare": ("standard", 1)},
    ),
    "bites": (
        "schedule",
        {"bare": ("standard", 4), "told": ("minimum", 3), "bites": ("strong", 2), "due": ("standard", 3)},
    ),
}
QUESTIONS: Mapping[Rung, str] = {
    "told": translatable("Which of these sentences only gives the union a right to be told?"),
    "due": translatable("Which of these sentences makes the employer act together with the union, by a date?"),
    "bites": translatable(
        "Which of these sentences bites by itself: something happens even if the employer does nothing?"
    ),
}
RIGHT: Mapping[Rung, str] = {
    "told": translatable(
        "Yes. The employer has to say what it intends, and may intend nothing. It is worth having, and not enough."
    ),
    "due": translatable("Yes. There is a date, a plan that both have to agree on, and a person who answers for it."),
    "bites": translatable(
        "Yes. The change has no effect, whatever anybody intends: the first roster holds, and it is paid. Nobody has "
        "to act first."
    ),
}
_TOLD = translatable("Look at what the employer has to do there: write to the union. Nothing changes by it.")
NOT: Mapping[Rung, Mapping[str, str]] = {
    "told": {
        "due": translatable(
            "There a plan is owed by a date. If it does not come, the system runs on until somebody enforces it."
        ),
        "bites": translatable(
            "There the employer has to stop the system on a day and needs nobody’s agreement for it: that is more than "
            "being told."
        ),
        "bare": translatable("That settles who pays. It says nothing of what follows when the audit shows a gap."),
    },
    "due": {
        "told": _TOLD,
        "bites": translatable(
            "There performance pay ends by itself when the limit is passed. Nobody has to agree on anything, and "
            "nobody acts together with you."
        ),
        "bare": translatable(
            "That says which hours are free of work. It says nothing of what follows when somebody calls in them."
        ),
    },
    "bites": {
        "told": _TOLD,
        "due": translatable(
            "There time off is owed within the next roster. If it does not come, somebody has to ask for it."
        ),
        "bare": translatable(
            "That says what counts as working time. It says nothing of what follows when the roster leaves it out."
        ),
    },
}
WHICH = translatable("It is this sentence: “{words}” {why}")
HINTS = (
    translatable("Ask of each sentence: who has to do what, by when?"),
    translatable("Then ask: what happens if they do not?"),
)
SOLUTION = translatable(
    "A right to be told makes the employer write. A dated duty makes it act, and somebody has to see to it. A sentence "
    "bites by itself when something happens on a day although nobody does anything. Most agreements need all three."
)


def clause_ladder(rung: Rung) -> ChoiceExercise:
    """Four sentences of our own library about one situation; one of them stands on the rung that is asked for.

    >>> clause_ladder("bites").check("told").state
    'not_yet'
    """
    name_of_clause, sentences = SENTENCES[rung]
    clause = library()[name_of_clause]
    options = []
    for name, (strength, place) in sentences.items():
        state: Literal["right", "not_yet"] = "right" if name == rung else "not_yet"
        told = Said(RIGHT[rung] if name == rung else NOT[rung][name])
        options.append(Option(name, Said("{words}", {"words": _sentence(clause, strength, place)}), state, told))
    return ChoiceExercise(
        id=f"clause-ladder/{rung}",
        question=Said(QUESTIONS[rung]),
        options=tuple(options),
        hints=tuple(Said(hint) for hint in HINTS),
        solution=Said(WHICH, {"words": _sentence(clause, *sentences[rung]), "why": Said(SOLUTION)}),
    )


def _sentence(clause: Clause, strength: str, place: int) -> Any:
    def say(language: Language) -> str:
        return words_of(clause, strength, language, examples_of(clause, language))[place - 1][0]

    return say


def words_of(
    clause: Clause, strength: str, language: Language, values: Mapping[str, Value]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The paragraphs of a clause in one strength as they read, each with its points; open blanks are dots.

    >>> words_of(library()["bias"], "standard", Language("en"), {})[6][0]
    'The Employer shall bear the cost of the audits.'
    """
    shown = {blank.name: "…" for blank in clause.blanks}
    for blank in clause.blanks:
        if blank.name in values:
            shown[blank.name] = blank.show(values[blank.name], language)

    def read(text: Text) -> str:
        pieces = fill(text, shown)
        listed = (pieces,) if isinstance(pieces, str) else pieces
        return "".join(_title(one.article, language) if isinstance(one, Reference) else str(one) for one in listed)

    return tuple(
        (read(one.text), tuple(read(point) for point in one.points))
        for one in clause.text(language).paragraphs[strength]
    )


def examples_of(clause: Clause, language: Language | str) -> dict[str, Value]:
    """Every blank of a clause with its usual value or its example."""
    return {
        blank.name: blank.default if blank.default is not None else blank.example_in(language)
        for blank in clause.blanks
    }


def _title(clause: str, language: Language) -> str:
    known = library().get(clause)
    return language.isolate(known.text(language).title if known and language.code in known.texts else clause)
