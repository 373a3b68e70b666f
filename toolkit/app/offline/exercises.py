"""Exercises and quizzes as pieces of a page that checks answers by itself: what Python would say stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.app.exercises.marking_view import SENTENCES
from toolkit.app.exercises.quiz_view import COUNT, LATER, NOTE, OURS, RIGHT, THIS_ONE, When, unquoted
from toolkit.app.exercises.sorting_view import WELL
from toolkit.app.exercises.view import ANSWER, CHECK, LOOKS, SOLUTION, fold_hints
from toolkit.app.kit.pieces import fold, paragraph
from toolkit.course.exercises.choosing import NOTHING_CHOSEN, ChoiceExercise
from toolkit.course.exercises.exercise import TRY_AGAIN, UNREADABLE, NumberExercise
from toolkit.course.exercises.marking import BESIDE, FOUND, NO_MARK, MarkingExercise
from toolkit.course.exercises.sorting import NOTHING_PUT, SortingExercise
from toolkit.course.quizzes import Question, Quiz
from toolkit.languages import Language
from toolkit.markup import Markup, joined, json_in_page, markup

Exercise = NumberExercise | ChoiceExercise | SortingExercise | MarkingExercise


def exercise_data(exercise: Exercise, language: Language) -> dict[str, Any]:
    """Every answer that an exercise knows and what is said of it, for the script of the page.

    An answer is a pair: one of `right`, `nearly`, `not_yet`, `unreadable`, and the sentence.
    """

    def say(sentence: Any) -> str:
        return sentence.say(language) if hasattr(sentence, "say") else language.say(sentence)

    match exercise:
        case NumberExercise():
            return {
                "kind": "number",
                "answer": exercise.answer,
                "tolerance": exercise.tolerance,
                "near": exercise.near,
                "mistakes": [[one.answer, say(one.message)] for one in exercise.mistakes],
                "right": say(exercise.praise),
                "nearly": say(exercise.nearly),
                "not_yet": say(TRY_AGAIN),
                "unreadable": say(UNREADABLE),
            }
        case ChoiceExercise():
            told = {one.name: [one.state, say(one.message)] for one in exercise.options}
            return {"kind": "choice", "options": told, "unreadable": say(NOTHING_CHOSEN)}
        case MarkingExercise():
            return _marking_data(exercise, language)
    baskets = [one.name for one in exercise.baskets]
    things = {
        thing.name: {
            name: ["right", say(thing.praise)] if name in thing.right else ["not_yet", say(thing.wrong[name])]
            for name in baskets
        }
        for thing in exercise.things
    }
    counts = [language.say_plural(WELL, number, all=len(things)) for number in range(len(things) + 1)]
    return {"kind": "sorting", "things": things, "counts": counts, "unreadable": say(NOTHING_PUT)}


def _marking_data(exercise: MarkingExercise, language: Language) -> dict[str, Any]:
    """What each mark deserves, and both halves of the count for every number that may come up in it."""
    told = exercise.check([one.name for one in exercise.passages])
    places, all_passages = exercise.places, len(exercise.passages)
    return {
        "kind": "marking",
        "things": {name: [one.state, one.message.say(language)] for name, one in told.items()},
        "found": [language.say_plural(FOUND, number, all=places) for number in range(places + 1)],
        "beside": ["", *(language.say_plural(BESIDE, number) for number in range(1, all_passages - places + 1))],
        "unreadable": language.say(NO_MARK),
    }


def exercise_piece(exercise: Exercise, language: Language) -> Markup:
    """An exercise: question, fields, a button, hints that open one by one, and the solution, open to everybody."""
    match exercise:
        case NumberExercise():
            fields = markup(
                '<label class="tk-field"><span class="tk-label">{}</span>'
                '<input type="text" data-answer inputmode="decimal" autocomplete="off" maxlength="40"></label>',
                language.say(ANSWER),
            )
        case ChoiceExercise():
            options = [(one.name, one.sentence.say(language)) for one in exercise.options]
            fields = choice(exercise.id, language.say(ANSWER), options)
        case SortingExercise():
            baskets = [(one.name, one.words.say(language)) for one in exercise.baskets]
            fields = joined(
                choice(f"{exercise.id}/{thing.name}", thing.words.say(language), baskets, thing.name)
                for thing in exercise.things
            )
        case MarkingExercise():
            fields = _marks(exercise, language)
    hints = fold_hints([hint.say(language) for hint in exercise.hints], language)
    solution = fold(language.say(SOLUTION), paragraph(exercise.solution.say(language)), "tk-solution")
    inside = paragraph(exercise.question.say(language), "tk-question") + fields
    return _checked(inside, CHECK, hints + solution, exercise_data(exercise, language), language)


def quiz_data(quiz: Quiz, when: When, language: Language) -> dict[str, Any]:
    """Which answers are right, how the count reads, and after the lesson what is said of each answer."""
    total = len(quiz.questions)
    later = f" {language.say(LATER)}" if when == "before" else ""
    counts = [f"{language.say_plural(RIGHT, number, all=total)}{later}" for number in range(total + 1)]
    told = {one.id: _answers(one, language) for one in quiz.questions}
    return {"kind": "quiz", "when": when, "things": told, "counts": counts}


def _answers(question: Question, language: Language) -> Mapping[str, list[str]]:
    because = question.because.say(language)
    words_of = {name: unquoted(words.say(language)) for name, words in question.options}
    return {
        name: ["right", f"{language.say(THIS_ONE)} {because}"]
        if name == question.right
        else ["not_yet", f"{language.say(OURS, given=given, answer=words_of[question.right])} {because}"]
        for name, given in words_of.items()
    }


def quiz_piece(quiz: Quiz, when: When, language: Language) -> Markup:
    """The ten questions before or after a topic."""
    asked = joined(
        choice(
            f"quiz/{quiz.topic}/{when}/{one.id}",
            one.words.say(language),
            [(name, words.say(language)) for name, words in one.options],
            one.id,
        )
        for one in quiz.questions
    )
    return _checked(
        paragraph(language.say(NOTE), "tk-note") + asked, COUNT, "", quiz_data(quiz, when, language), language
    )


def choice(name: str, label: str, options: Sequence[tuple[str, str]], thing: str = "", *, many: bool = False) -> Markup:
    """Something to choose from, with a place below it for what is said of the choice."""
    kind = "checkbox" if many else "radio"
    shown = joined(
        markup(
            '<label class="tk-option"><input type="{}" name="{}" value="{}"><span>{}</span></label>',
            kind,
            name,
            value,
            words,
        )
        for value, words in options
    )
    about = markup(' data-thing="{}"', thing) if thing else ""
    told = Markup('<div class="tk-said" role="status"></div>') if thing else ""
    return markup(
        '<fieldset class="tk-field"{}><legend class="tk-label">{}</legend>'
        '<div class="tk-options">{}</div>{}</fieldset>',
        about,
        label,
        shown,
        told,
    )


def _marks(exercise: MarkingExercise, language: Language) -> Markup:
    """The sentences of a text, each to be ticked, with a place below it for what is said of the mark."""
    shown = joined(
        markup(
            '<div data-thing="{}"><label class="tk-option"><input type="checkbox" '
            'name="{}" value="{}"><span>{}</span>'
            '</label><div class="tk-said" role="status"></div></div>',
            one.name,
            exercise.id,
            one.name,
            one.words.say(language),
        )
        for one in exercise.passages
    )
    return markup(
        '<fieldset class="tk-field"><legend class="tk-label">{}</legend><div class="tk-passages">{}</div></fieldset>',
        language.say(SENTENCES),
        shown,
    )


def _checked(inside: str, button: str, after: str, data: Mapping[str, Any], language: Language) -> Markup:
    return markup(
        '<div class="tk-sheet tk-exercise" dir="{}" data-exercise>{}'
        '<div class="tk-row"><button type="button" class="tk-act tk-main-act" data-check>'
        '{}</button></div><div class="tk-said" data-said role="status"></div>{}'
        '<script type="application/json">{}</script></div>',
        language.direction,
        inside,
        language.say(button),
        after,
        json_in_page({**data, "looks": LOOKS}),
    )
