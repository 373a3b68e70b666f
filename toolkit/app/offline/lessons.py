"""All lessons of some languages in a folder, with a list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import quote

from toolkit.app.offline.page import OfflineLesson, lesson_page, offline_lesson, saved_name, whole_page
from toolkit.course.plans.lesson import lesson_notebooks
from toolkit.course.plans.pack import safe_name
from toolkit.errors import translatable
from toolkit.languages import KNOWN, Language, translatable_plural
from toolkit.markup import markup

_LESSONS = translatable("Lessons to read and to work on without a network")
_LEAD = translatable(
    "Each lesson is one page. It opens by a double click, on a telephone too, and checks its exercises by itself. "
    "Nothing is sent anywhere."
)
_TOPIC = translatable("Topic {topic}: {title}")
_FILE = translatable("Topic {topic} {title}")
_MINUTES = translatable_plural("{n} minute", "{n} minutes")
INDEX = "index.html"


def offline_pages(
    languages: Sequence[str] = KNOWN,
    topics: Iterable[int] | None = None,
    place: str | None = None,
    on: date | None = None,
    index: str = INDEX,
) -> Iterator[tuple[str, str, str]]:
    """Each file of the folder: its path, its title and its page; one for each lesson and language, and the lists.

    Parameters
    ----------
    languages
        The first is that of the list at the top; with several, each has a folder of its own.
    topics
        The topics whose lessons are wanted; all if left out.
    place
        A country whose law stands in the lesson on rights.
    index
        Where each lesson leads back to.
    """
    wanted = sorted(lesson_notebooks()) if topics is None else sorted(set(topics) & set(lesson_notebooks()))
    lessons = {
        code: [offline_lesson(lesson_notebooks()[topic], Language(code), place, on) for topic in wanted]
        for code in languages
    }
    several = len(languages) > 1
    for code in languages:
        up, below = ("../", f"{code}/") if several else ("", "")
        for number, one in enumerate(lessons[code]):
            others = {
                other: f"{up}{other}/{quote(file_of(lessons[other][number]))}" if several else quote(file_of(one))
                for other in languages
            }
            saved = safe_name(saved_name(one.title, one.language)) + ".txt"
            yield f"{below}{file_of(one)}", title_of(one), lesson_page(one, others, index, saved)
        lists = {other: f"{up}{other}/{INDEX}" for other in languages} if several else {}
        yield f"{below}{INDEX}", Language(code).say(_LESSONS), _index(lessons[code], Language(code), lists)
    if several:
        tops = {code: f"{code}/{INDEX}" for code in languages}
        first = Language(languages[0])
        yield INDEX, first.say(_LESSONS), _index(lessons[first.tag], first, tops, f"{first.tag}/")


def title_of(lesson: OfflineLesson) -> str:
    """The title of a lesson with its topic."""
    return lesson.language.say(_TOPIC, topic=lesson.topic, title=lesson.title)


def file_of(lesson: OfflineLesson) -> str:
    """What the page of a lesson is called: readable, and such as every system takes."""
    return safe_name(lesson.language.say(_FILE, topic=lesson.topic, title=lesson.title)) + ".html"


def _index(lessons: Iterable[OfflineLesson], language: Language, others: Mapping[str, str], inside: str = "") -> str:
    say = language.say
    cards = ""
    for one in lessons:
        title = title_of(one)
        facts = language.say_plural(_MINUTES, one.minutes) if one.minutes else ""
        link = markup('<a class="tk-whole" href="{}">{}</a>', inside + quote(file_of(one)), title)
        cards += markup(
            '<li class="tk-card"><h2 class="tk-card-title">{}</h2><p>{}</p><p class="tk-card-facts">{}</p></li>',
            link,
            one.summary,
            facts,
        )
    main = markup('<h1>{}</h1><p class="tk-lead">{}</p><ul class="tk-cards">{}</ul>', say(_LESSONS), say(_LEAD), cards)
    return whole_page(say(_LESSONS), language, "", others, main)
