"""What the verbs of a notebook write into a page without a server.

What only shows something shows the same as on the served page. What is worked on there and can be worked on here
(exercises, quizzes, sheets, talks) becomes a form of the page. Everything else becomes its way by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

import toolkit.app
from toolkit.app.kit.pieces import fold, law_list, paragraph
from toolkit.app.offline.exercises import Exercise, exercise_piece, quiz_piece
from toolkit.app.offline.on_paper import BY_HAND, NEEDS_SERVER
from toolkit.app.offline.sheets import notes_piece, talk_piece, ticks_piece, worksheet_piece
from toolkit.bargaining import library
from toolkit.course import quiz, worksheet
from toolkit.errors import translatable
from toolkit.governance.questions.bank import bank
from toolkit.languages import Language
from toolkit.markup import Markup, joined
from toolkit.rights import provisions

Verb = Callable[..., str]
_SHOWS = frozenset(name for name in toolkit.app.__all__ if name.startswith("show_")) | {"say_findings"}
_STRENGTHS = translatable("The clause in three strengths")
_SUBJECTS = translatable("Subjects for which there are clauses")
_LAW = translatable("Law on record for this course")
_NO_LAW = translatable("No country was chosen for these pages. With a country, its law on record stands here.")
_QUESTIONS = translatable("Questions to management")
_NOTES = translatable("By hand")


def offline_verbs(language: Language, place: str | None = None, on: date | None = None) -> Mapping[str, Verb]:
    """For each verb of `toolkit.app` a function of the same arguments that returns a piece of page.

    Parameters
    ----------
    place
        The country whose law stands where the served page asks for one; none for none.
    on
        The day of the law; today if left out.
    """
    made: dict[str, Verb] = {
        name: partial(_shown, name) if name in _SHOWS else partial(_by_hand, name, language, "")
        for name in toolkit.app.__all__
    }
    made["ask"] = lambda exercise, *_: _asked(exercise, language)
    made["ask_ten"] = lambda topic, when, *_: quiz_piece(quiz(topic), when, language)
    made["discuss"] = lambda name, *_: talk_piece(worksheet(name), language)
    made["fill_in"] = lambda name, *_: worksheet_piece(worksheet(name), language)
    made["draft_clause"] = lambda clause, *_: _by_hand("draft_clause", language, _strengths(clause, language))
    made["choose_clause"] = lambda *_: _by_hand("choose_clause", language, _subjects(language))
    made["ask_management"] = lambda *_: _by_hand("ask_management", language, _questions(language))
    made["claim_rights"] = lambda *_: _by_hand("claim_rights", language, _law(language, place, on))
    return made


def _asked(exercise: Exercise, language: Language) -> Markup:
    return exercise_piece(exercise, language)


def _shown(name: str, *given: Any, **named: Any) -> Markup:
    """What a piece that only shows something holds: the same words and pictures, without its control."""
    piece = getattr(toolkit.app, name)(*given, **named)
    content = Markup(piece.value)  # noqa: S704 - a piece of our own
    piece.close()
    return content


def _by_hand(name: str, language: Language, before: str, *_: Any, **__: Any) -> Markup:
    how = BY_HAND.get(name)
    told = paragraph(language.say(NEEDS_SERVER), "tk-note tk-needs-server")
    if how is None:
        return told + notes_piece(name, language.say(_NOTES), [language.say(_NOTES)])
    labels = [language.say(label) for label in how.labels]
    return told + paragraph(language.say(how.how)) + before + notes_piece(name, language.say(how.how), labels)


def _strengths(clause: str, language: Language) -> Markup:
    return fold(language.say(_STRENGTHS), _shown("show_strengths", clause, language.tag), "tk-solution")


def _subjects(language: Language) -> Markup:
    titles = joined(paragraph(one.text(language).title) for one in library().values())
    return fold(language.say(_SUBJECTS), titles, "tk-solution")


def _questions(language: Language) -> Markup:
    asked = bank()
    by_theme = groupby(asked.questions, key=lambda one: one.theme)
    groups = [(asked.theme(theme, language), [one.say(language) for one in inside]) for theme, inside in by_theme]
    return ticks_piece("questions", language.say(_QUESTIONS), groups)


def _law(language: Language, place: str | None, on: date | None) -> Markup:
    if place is None:
        return paragraph(language.say(_NO_LAW))
    return fold(language.say(_LAW), law_list(provisions(place=place, on=on), language), "tk-solution")
