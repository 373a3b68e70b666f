"""Paper twins: every exercise, worksheet and set of ten questions as a sheet to fill in by hand."""

from __future__ import annotations

from toolkit.course.exercises.choosing import ChoiceExercise
from toolkit.course.exercises.exercise import NumberExercise
from toolkit.course.exercises.marking import MarkingExercise
from toolkit.course.exercises.sorting import SortingExercise
from toolkit.course.materials.asked import AnyExercise, AskedExercise, asked_in
from toolkit.course.plans.lesson import lesson, without_minutes
from toolkit.course.plans.prose import parts_of
from toolkit.course.plans.sheets import BOX, blank_sheet
from toolkit.course.quizzes import has_quiz, quiz
from toolkit.course.topics import topic_of
from toolkit.course.worksheets import worksheet
from toolkit.documents import Bullets, Document, Heading, Paragraph, Part, Table
from toolkit.errors import translatable
from toolkit.languages import Language

TOPIC = translatable("Topic {topic}: {title}")
ANSWERS = translatable("Answers: topic {topic}, {title}")
TEN_QUESTIONS = translatable("Ten questions: topic {topic}")
FOR_THE_FACILITATOR = translatable("For the facilitator. Do not hand this out with the sheets.")
TICK = "✓"
_QUESTION, _ANSWER, _BECAUSE = translatable("The question"), translatable("The answer"), translatable("Why")
_OUR_REASON = translatable("Our reason, in one sentence")
_TICK = translatable("Tick one box, then write down why.")
_SORT = translatable("Tick one box in each row.")
_MARK = translatable("Tick the box beside each sentence that you mark, then write down why.")
_OUR_REASONS = translatable("Number of the sentence, and our reason")
_RECKON = translatable("Write down the number, and how you came to it.")
_HINTS, SOLUTION = translatable("Hints, one after the other"), translatable("The solution")
_CHOICE, _TOLD = translatable("What was chosen"), translatable("What to say to it")
_ABOUT = translatable("about {number}")
_POSSIBLE = translatable("Possible answers")
_BEFORE_AFTER = translatable("Fill in one sheet before and one after. Nobody collects them.")
_LINES = "\n".join(["…" * 28] * 3)


def twin(topic: int, one: AskedExercise, speech: Language) -> Document:
    """An exercise on paper, with what stands before it on the page and nothing that gives the answer away."""
    own = (Heading(one.step, 2), Heading(one.step, 3))
    parts = [part for part in map(_timeless, parts_of(one.before)) if part not in own]
    parts += [Heading(speech.say(_QUESTION), 1), Paragraph(one.exercise.question.say(speech), "lead", leads=True)]
    parts += _to_fill_in(one.exercise, speech)
    return Document(speech.say(TOPIC, topic=topic, title=one.step), speech, tuple(parts))


def _timeless(part: Part) -> Part:
    """A heading without the minutes of the lesson: on paper people take theirs."""
    return Heading(without_minutes(str(part.text)), part.level) if isinstance(part, Heading) else part


def _to_fill_in(exercise: AnyExercise, speech: Language) -> list[Part]:
    reason = Table((speech.say(_OUR_REASON),), ((_LINES,),), with_words=True)
    match exercise:
        case ChoiceExercise():
            rows = tuple((f"{BOX} {option.sentence.say(speech)}",) for option in exercise.options)
            return [Paragraph(speech.say(_TICK), leads=True), Table((), rows, with_words=True), reason]
        case SortingExercise():
            heads = ("", *(basket.words.say(speech) for basket in exercise.baskets))
            boxes = (BOX,) * len(exercise.baskets)
            things = tuple((thing.words.say(speech), *boxes) for thing in exercise.things)
            return [Paragraph(speech.say(_SORT), leads=True), Table(heads, things, with_words=True), reason]
        case MarkingExercise():
            lines = Table((speech.say(_OUR_REASONS),), (("\n".join(["…" * 28] * exercise.places),),), with_words=True)
            return [Paragraph(speech.say(_MARK), leads=True), exercise.table(speech), lines]
        case NumberExercise():
            return [Table((speech.say(_RECKON),), ((_LINES,),), with_words=True)]


def sheets_of(topic: int, speech: Language) -> tuple[str, ...]:
    """The worksheets that the lesson of a topic has people fill in."""
    found = lesson(topic, speech)
    return () if found is None else found.sheets


def sheet_twin(name: str, speech: Language) -> Document:
    """A worksheet with room to write, and behind it possible answers."""
    sheet = worksheet(name)
    title, *parts = blank_sheet(sheet, speech)
    assert isinstance(title, Heading)
    possible = [answer.say(speech) for part in sheet.parts for answer in part.possible]
    if possible:
        parts += [Heading(speech.say(_POSSIBLE)), Bullets(tuple(possible))]
    return Document(str(title.text), speech, tuple(parts))


def quiz_twin(topic: int, speech: Language) -> Document:
    """The ten questions with boxes, for before and after."""
    parts: list[Part] = [Paragraph(speech.say(_BEFORE_AFTER), "note")]
    rows = tuple(
        (
            f"{speech.number(number)}. {one.words.say(speech)}",
            "\n".join(f"{BOX} {words.say(speech)}" for _, words in one.options),
        )
        for number, one in enumerate(quiz(topic).questions, 1)
    )
    parts.append(Table((), rows, with_words=True))
    return Document(speech.say(TEN_QUESTIONS, topic=topic), speech, tuple(parts))


def answers(topic: int, speech: Language) -> Document:
    """Everything that the sheets of a topic leave open: what to say to each choice, hints, solutions."""
    parts: list[Part] = []
    for one in asked_in(topic, speech):
        parts += [Heading(one.step), Paragraph(one.exercise.question.say(speech)), *_answered(one.exercise, speech)]
        if one.exercise.hints:
            parts += [Heading(speech.say(_HINTS), 2), Bullets(tuple(hint.say(speech) for hint in one.exercise.hints))]
        parts += [Heading(speech.say(SOLUTION), 2), Paragraph(one.exercise.solution.say(speech))]
    if has_quiz(topic):
        parts.append(Heading(speech.say(TEN_QUESTIONS, topic=topic)))
        parts.append(Table((speech.say(_ANSWER), speech.say(_BECAUSE)), _right_ones(topic, speech), with_words=True))
    title = speech.say(ANSWERS, topic=topic, title=speech.say(topic_of(topic).title))
    return Document(title, speech, tuple(parts), mark=speech.say(FOR_THE_FACILITATOR))


def _answered(exercise: AnyExercise, speech: Language) -> list[Part]:
    match exercise:
        case ChoiceExercise():
            rows = [
                (f"{TICK} {option.sentence.say(speech)}", option.message.say(speech))
                if option.state == "right"
                else (option.sentence.say(speech), option.message.say(speech))
                for option in exercise.options
            ]
        case SortingExercise():
            names = {basket.name: basket.words.say(speech) for basket in exercise.baskets}
            rows = []
            for thing in exercise.things:
                places = speech.list([words for name, words in names.items() if name in thing.right])
                rows.append((f"{thing.words.say(speech)}\n{TICK} {places}", thing.praise.say(speech)))
                rows += [(f"{names[name]}?", told.say(speech)) for name, told in thing.wrong.items()]
        case MarkingExercise():
            rows = [
                (
                    f"{f'{TICK} ' if one.lost else ''}{speech.number(place)}. {one.words.say(speech)}",
                    one.told.say(speech),
                )
                for place, one in enumerate(exercise.passages, 1)
            ]
        case NumberExercise():
            rows = [(f"{TICK} {_number(exercise.answer, speech)}", exercise.praise.say(speech))]
            told = {mistake.message.say(speech): mistake for mistake in reversed(exercise.mistakes)}
            rows += [(_number(mistake.answer, speech), words) for words, mistake in reversed(told.items())]
    return [Table((speech.say(_CHOICE), speech.say(_TOLD)), tuple(rows), with_words=True)]


def _number(value: float, speech: Language) -> str:
    return speech.say(_ABOUT, number=speech.number(value, 1 if value >= 1 else 2))


def _right_ones(topic: int, speech: Language) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{speech.number(place)}. {dict(one.options)[one.right].say(speech)}", one.because.say(speech))
        for place, one in enumerate(quiz(topic).questions, 1)
    )
