"""What the start page and the page for those who teach offer, ready to be read: doors, topics, tools, editions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit.course.topics import TOPICS, Topic
from toolkit.languages import Language
from toolkit.serving.lessons import DOORS, LessonCard
from toolkit.serving.pages import words

Address = Callable[[str], str]
"""Where a file of the language's folder is opened."""


@dataclass(frozen=True)
class Door:
    """One of the large links that come first: what somebody came for, what happens behind it and how long it takes."""

    address: str
    title: str
    what: str
    minutes: str = ""


@dataclass(frozen=True)
class Entry:
    """A lesson or tool in a list."""

    address: str
    title: str
    summary: str
    minutes: str
    audience: str
    leave_with: str
    topic: int | None = None


@dataclass(frozen=True)
class TopicEntry:
    """A topic with its lessons in this language; without any, its lesson is not ready yet."""

    number: int
    title: str
    question: str
    audience: str
    lessons: tuple[Entry, ...]


def doors(cards: Sequence[LessonCard], language: Language, address: Address, teach: str) -> tuple[Door, ...]:
    """The doors whose rooms are built in this language; `teach` is the address of the page for those who teach."""
    behind = _behind_doors(cards)
    built = [_door(name, language, address(card.file), card.minutes) for name, card in behind.items()]
    return (*built, _door("teach", language, teach)) if editions(cards, language, address) else tuple(built)


def topics(cards: Sequence[LessonCard], language: Language, address: Address) -> tuple[TopicEntry, ...]:
    """All topics in their order, each with the lessons that are written for it."""
    return tuple(
        TopicEntry(
            number=topic.number,
            title=language.say(topic.title),
            question=language.say(topic.question),
            audience=_for_whom(topic.for_whom, language),
            lessons=tuple(
                _entry(card, language, address(card.file), topic) for card in cards if _topic_of(card) is topic
            ),
        )
        for topic in TOPICS
    )


def tools(cards: Sequence[LessonCard], language: Language, address: Address) -> tuple[Entry, ...]:
    """What stands behind no door and belongs to no topic; so nothing that is served is out of reach."""
    behind = _behind_doors(cards).values()
    return tuple(
        _entry(card, language, address(card.file))
        for card in cards
        if card not in behind and not card.gallery and not card.teach and _topic_of(card) is None
    )


def editions(cards: Sequence[LessonCard], language: Language, address: Address) -> tuple[Entry, ...]:
    """The facilitators' editions, those of the topics first."""
    found = [
        (card, card.facilitator, _topic_of(card))
        for card in cards
        if card.facilitator and not card.gallery and not card.teach
    ]
    found.sort(key=lambda each: each[2] is None)
    return tuple(_entry(card, language, address(file), topic) for card, file, topic in found)


def for_sessions(cards: Sequence[LessonCard]) -> tuple[LessonCard, ...]:
    """What a room can go through together: the lessons of the topics first, then all that have steps of their own."""
    found = [card for card in cards if not card.gallery and not card.teach]
    return tuple(sorted(found, key=lambda card: _topic_of(card) is None))


def preparing(cards: Sequence[LessonCard], language: Language, address: Address) -> tuple[Entry, ...]:
    """The tools of those who teach, such as the planner of courses."""
    return tuple(_entry(card, language, address(card.file)) for card in cards if card.teach and not card.board)


def boards(cards: Sequence[LessonCard], language: Language, address: Address) -> tuple[Entry, ...]:
    """The dashboards: what came of a workshop, a course, in a region."""
    return tuple(_entry(card, language, address(card.file)) for card in cards if card.teach and card.board)


def galleries(cards: Sequence[LessonCard], language: Language, address: Address) -> tuple[Entry, ...]:
    """The notebooks that show every control, to try them on the phones that there are."""
    return tuple(_entry(card, language, address(card.file)) for card in cards if card.gallery)


def _behind_doors(cards: Sequence[LessonCard]) -> dict[str, LessonCard]:
    """The one notebook behind each door, in the order of the doors."""
    first = {card.door: card for card in reversed(cards) if card.door and not card.gallery}
    return {name: first[name] for name in DOORS if name in first}


def _topic_of(card: LessonCard) -> Topic | None:
    if card.door or card.gallery or card.teach:
        return None
    return next((topic for topic in TOPICS if topic.number == card.topic), None)


def _door(name: str, language: Language, address: str, minutes: int | None = None) -> Door:
    title, what = words.DOORS[name]
    return Door(address, language.say(title), language.say(what), _minutes(minutes, language))


def _entry(card: LessonCard, language: Language, address: str, topic: Topic | None = None) -> Entry:
    taken = card.leave_with or (language.say(topic.leave_with) if topic else "")
    return Entry(
        address=address,
        title=card.title,
        summary=card.summary,
        minutes=_minutes(card.minutes, language),
        audience=_for_whom(card.audience or (topic.for_whom if topic else ()), language),
        leave_with=language.say(words.START["leave_with"], what=taken) if taken else "",
        topic=topic.number if topic else None,
    )


def _for_whom(audience: Sequence[str], language: Language) -> str:
    named = [language.say(who) for who in audience]
    return language.say(words.START["for_whom"], audience=named) if named else ""


def _minutes(minutes: int | None, language: Language) -> str:
    return language.say_plural(words.MINUTES, minutes) if minutes else ""
