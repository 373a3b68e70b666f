"""Cards to cut out, and a poster for the wall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from typing import TypeVar

from toolkit.course.exercises.choosing import ChoiceExercise
from toolkit.course.exercises.marking import MarkingExercise
from toolkit.course.exercises.sorting import SortingExercise
from toolkit.course.materials.asked import AnyExercise, AskedExercise, asked_in
from toolkit.course.materials.brief import NAMED, case_head
from toolkit.course.materials.slides import TOPIC, key_points, outline
from toolkit.course.materials.twins import TOPIC as TOPIC_AND_TITLE
from toolkit.course.plans.prose import parts_of
from toolkit.course.topics import topic_of
from toolkit.documents import Card, CardSheets, Poster, Table
from toolkit.errors import translatable
from toolkit.governance import bank
from toolkit.languages import Language
from toolkit.registers.exchange.actors import Actor, actors
from toolkit.registers.exchange.cases import Case, cases
from toolkit.registers.exchange.practices import Practice, practices
from toolkit.registers.exchange.saying import place_name, source_name

Found = TypeVar("Found", Case, Practice, Actor)
SHEET = 8
FEWEST = 4
WITH_QUESTIONS, WITH_PRACTICES, WITH_ACTORS = (4,), (5, 6), (7,)
QUESTIONS, CASES, PRACTICES, ACTORS = (
    translatable("Question cards: topic {topic}"),
    translatable("Case cards: topic {topic}"),
    translatable("Practice cards: topic {topic}"),
    translatable("Ally cards: topic {topic}"),
)
_TAKE_HOME = translatable("You take home: {what}")


def card_sheets(topic: int, speech: Language) -> Iterator[tuple[str, CardSheets]]:
    """The sets of cards of a topic, each with the name of its file: of its exercises first, then of the registers."""
    above = speech.say(TOPIC, topic=topic)
    seen: set[tuple[str, ...]] = set()
    plan = outline(topic)
    for one in asked_in(topic, speech):
        foot = f"{above} · {one.step}"
        sorted_ones = _choices(one.exercise, speech, chosen=one.name in plan.cards)
        rows = _rows(one, plan.rows.get(one.name, 0), speech)
        for name, texts in ((one.name, sorted_ones), (f"{one.name}-rows", rows)):
            if len(texts) >= FEWEST and texts not in seen:
                seen.add(texts)
                title = speech.say(TOPIC_AND_TITLE, topic=topic, title=one.step)
                yield f"cards-{name}", CardSheets(title, speech, tuple(Card("", text, foot) for text in texts))
    if topic in WITH_QUESTIONS:
        yield f"cards-questions-{topic}", _set(QUESTIONS, topic, speech, _questions(speech))
    found_cases = _spread(topic, cases())
    yield f"cards-cases-{topic}", _set(CASES, topic, speech, (_case(one, speech) for one in found_cases))
    if topic in WITH_PRACTICES:
        found = _spread(topic, practices())
        yield f"cards-practices-{topic}", _set(PRACTICES, topic, speech, (_practice(one, speech) for one in found))
    if topic in WITH_ACTORS:
        allies = _spread(topic, actors())
        yield f"cards-actors-{topic}", _set(ACTORS, topic, speech, (_actor(one, speech) for one in allies))


def poster(topic: int, speech: Language) -> Poster:
    """One question and three sentences."""
    about, points = topic_of(topic), key_points(topic, speech)
    return Poster(
        speech.say(TOPIC_AND_TITLE, topic=topic, title=speech.say(about.title)),
        speech,
        speech.say(about.question),
        tuple(points[place] for place in outline(topic).poster),
        speech.say(_TAKE_HOME, what=speech.say(about.leave_with)),
    )


def _choices(exercise: AnyExercise, speech: Language, *, chosen: bool) -> tuple[str, ...]:
    match exercise:
        case SortingExercise():
            return tuple(thing.words.say(speech) for thing in exercise.things)
        case MarkingExercise():
            return tuple(one.words.say(speech) for one in exercise.passages)
        case ChoiceExercise() if chosen:
            return tuple(sorted(option.sentence.say(speech) for option in exercise.options))
    return ()


def _rows(one: AskedExercise, columns: int, speech: Language) -> tuple[str, ...]:
    """The rows of the table before an exercise, so many columns of it, so that people can lay them side by side."""
    tables = [part for part in parts_of(one.before) if isinstance(part, Table)] if columns else []
    return tuple(
        "\n".join(speech.say(NAMED, name=head, text=cell) if head else str(cell) for head, cell in pairs[:columns])
        for table in tables
        for pairs in (list(zip(table.header, row, strict=True)) for row in table.rows)
    )


def _spread(topic: int, records: Iterable[Found]) -> list[Found]:
    """Records of a topic, of each region in turn, as many as fit on a sheet."""
    about = [one for one in records if topic in one.topics]
    # Those whose lesson it is come first; practices and actors have none.
    about.sort(key=lambda one: getattr(one, "lesson", topic) != topic)
    regions = [[one for one in about if one.region == region] for region in dict.fromkeys(one.region for one in about)]
    return [one for one in chain.from_iterable(zip_longest(*regions)) if one is not None][:SHEET]


def _set(title: str, topic: int, speech: Language, cards: Iterable[Card]) -> CardSheets:
    return CardSheets(speech.say(title, topic=topic), speech, tuple(cards))


def _questions(speech: Language) -> Iterator[Card]:
    """Two questions to management of each theme, the ten musts among them and unmarked: the group finds them."""
    known = bank()
    for theme in known.themes:
        asked = [one for one in known.questions if one.theme == theme]
        musts, others = ([one for one in asked if one.first is first] for first in (True, False))
        for one in (*musts, *others)[:2]:
            yield Card(known.theme(theme, speech), one.say(speech))


def _case(one: Case, speech: Language) -> Card:
    return Card(case_head(one, speech), one.say(speech), source_name(one.sources[0], speech))


def _practice(one: Practice, speech: Language) -> Card:
    head = f"{one.title(speech)} ({place_name(one, speech)}, {one.year})"
    return Card(head, one.say(speech), source_name(one.sources[0], speech))


def _actor(one: Actor, speech: Language) -> Card:
    head = f"{speech.isolate(one.name)} ({place_name(one, speech)})"
    return Card(head, f"{one.say(speech)}\n{one.say_how(speech)}", speech.isolate(one.link))
