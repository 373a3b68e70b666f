"""The exercises of the lessons again, with a union's own numbers and its own cards, as a page without a server."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import toolkit.app
from toolkit.app.kit.pieces import paragraph
from toolkit.app.offline.exercises import Exercise, exercise_piece
from toolkit.app.offline.page import page_with_exercises
from toolkit.audit import AuditResult, GapFinding
from toolkit.course import never_picks, times_as_often, where_it_arises
from toolkit.errors import AuditError, translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup

NUMBERS = translatable("Exercises with your own numbers")
CARDS = translatable("Exercises with your own cards")
_NUMBERS_LEAD = translatable(
    "Made from counts that an audit publishes: small groups are not in them. For your own union. Try each exercise "
    "yourself before you give it to others."
)
_CARDS_LEAD = translatable(
    "Written by a union for its own workshop. Nobody else has checked what is right and wrong here."
)
_NOT_HERE = translatable("One exercise cannot be made of these numbers. {reason}")
NO_GAP = translatable(
    "These numbers show no gap in how often a decision met the groups, so no exercise is made of them. That does not "
    "mean that there is none: read in the report how large a gap they could have shown."
)


def numbers_page(result: AuditResult, language: Language | str, claim: float | None = None) -> str:
    """The exercises of topic 4 about the largest gap that an audit of one's own shows.

    Parameters
    ----------
    claim
        A share of right decisions that somebody claims, for the exercise about it; needs a random sample in the
        codebook.

    Raises
    ------
    AuditError
        If the audit shows no gap.
    """
    speech, gap = Language.of(language), _largest(result)
    who = (gap.characteristic, gap.group, gap.reference)
    makers: list[Callable[[], Exercise]] = [lambda: times_as_often(result, *who)]
    if result.question.within:
        makers.append(lambda: where_it_arises(result, *who))
    if claim is not None:
        makers.append(lambda: never_picks(result.codebook, claim))
    people = toolkit.app.show_people(result, gap.characteristic, [gap.group, gap.reference], speech.tag)
    shown = paragraph(speech.say(_NUMBERS_LEAD), "tk-note") + Markup(people.value)  # noqa: S704 - a piece of our own
    people.close()
    for make in makers:
        try:
            shown += exercise_piece(make(), speech)
        except AuditError as error:
            shown += paragraph(speech.say(_NOT_HERE, reason=speech.say_error(error)), "tk-note")
    return page_with_exercises(speech.say(NUMBERS), speech, shown)


def _largest(result: AuditResult) -> GapFinding:
    shown = [
        one
        for one in result.findings
        if isinstance(one, GapFinding) and one.verdict == "shown" and one.measure == "selection_rate" and one.ratio > 0
    ]
    if not shown:
        raise AuditError(NO_GAP)
    return max(shown, key=lambda one: abs(math.log(one.ratio)))


def cards_page(exercises: Iterable[Exercise], language: Language | str) -> str:
    """Exercises that a union has written itself, one below the other."""
    speech = Language.of(language)
    shown = joined(markup("<section>{}</section>", exercise_piece(one, speech)) for one in exercises)
    return page_with_exercises(
        speech.say(CARDS), speech, markup('<p class="tk-note">{}</p>{}', speech.say(_CARDS_LEAD), shown)
    )
