"""The seven topics of the course: which question each answers, for whom, and what people leave with."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.errors import DataError, translatable

ORGANISERS = translatable("digital-rights organisers")
LEADERS = translatable("union leaders")
REPRESENTATIVES = translatable("workplace representatives")
STAFF = translatable("secretariat staff")

# Representatives and the staff who support them are one audience: they sit in the same workshop.
EVERYBODY = (ORGANISERS, LEADERS, REPRESENTATIVES, STAFF)


@dataclass(frozen=True)
class Topic:
    """One of the seven topics, whether or not a lesson has been written for it yet. All its words are sentences to say.

    Attributes
    ----------
    number
        Its place in the course, counted from 1.
    question
        What somebody can answer after it.
    for_whom
        The audiences whose workshops hold it.
    leave_with
        What people take home from a lesson of this topic, unless the lesson itself says something else.
    """

    number: int
    title: str
    question: str
    for_whom: tuple[str, ...]
    leave_with: str


TOPICS = (
    Topic(
        1,
        translatable("Why all the fuss about data and AI?"),
        translatable("Who collects data about people at work, what is made of it, and why does that matter now?"),
        EVERYBODY,
        translatable("a list of the data that one working day leaves behind, and of who holds it"),
    ),
    Topic(
        2,
        translatable("How digitalisation changes public services and jobs"),
        translatable(
            "What changes for the people who do the work and for the people the service is for, and who pays for it?"
        ),
        (ORGANISERS, LEADERS),
        translatable("a map of one job: what changes, who gains and who loses"),
    ),
    Topic(
        3,
        translatable("Workers’ rights over data and AI"),
        translatable("Which rights do workers have today, how do you claim them, and what has to change?"),
        (ORGANISERS, REPRESENTATIVES, STAFF),
        translatable("a letter that asks the employer what is recorded about you, and what for"),
    ),
    Topic(
        4,
        translatable("A seat at the table"),
        translatable(
            "How do unions get a say over systems that decide about people, and what should they ask at that table?"
        ),
        EVERYBODY,
        translatable("a clause with a date, an auditor and a remedy"),
    ),
    Topic(
        5,
        translatable("Collective bargaining for digital rights"),
        translatable("How does an agreement protect the rights that workers have, and win them new ones?"),
        EVERYBODY,
        translatable("a draft agreement to take to the table"),
    ),
    Topic(
        6,
        translatable("Sharing across unions"),
        translatable("What have other unions seen, won and lost, and how do we save each other the same work?"),
        (ORGANISERS, LEADERS),
        translatable("a record of your own case that another union can use"),
    ),
    Topic(
        7,
        translatable("Alliances for public services"),
        translatable(
            "Who can stand with us against harm to public services and to those who work in them, and for better rules?"
        ),
        (ORGANISERS, LEADERS),
        translatable("a map of who has a say, a plan with dates, and the first words to one ally"),
    ),
)


def topic_of(number: int) -> Topic:
    """A topic by its number.

    Raises
    ------
    DataError
        If there is none of that number.
    """
    for topic in TOPICS:
        if topic.number == number:
            return topic
    raise DataError(
        translatable("There is no topic {number}. The course has topics 1 to {last}."), number=number, last=len(TOPICS)
    )
