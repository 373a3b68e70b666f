"""The pages of a session: the one that joins, the wall, and the one from which it is led."""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from toolkit.course.sessions.polls import LONGEST_OPTION, LONGEST_QUESTION, READY
from toolkit.course.sessions.session import Session
from toolkit.errors import ToolkitError
from toolkit.languages import Language
from toolkit.languages.notebooks import FACILITATOR
from toolkit.serving.lessons import LessonCard, lessons, read_notebook, title_of
from toolkit.serving.network import Reach
from toolkit.serving.pages import session_words as words
from toolkit.serving.pages.frames import Site
from toolkit.serving.pages.offers import for_sessions
from toolkit.serving.pages.qr import qr_for_page
from toolkit.serving.pages.steps import Step, steps_of
from toolkit.serving.pages.words import LESSON
from toolkit.serving.session.sheet import Row, rows_of_lesson, rows_of_plan, sheet_told
from toolkit.serving.session.views import choices

TIMERS = tuple(range(5, 60, 5))  # every length that a block of a plan has


def join_page(site: Site, code: str, session: Session | None, why: str = "", *, written: bool = False) -> str:
    """The page on which somebody joins; without a session it asks for the code.

    Parameters
    ----------
    why
        Why it asks again: ``wrong`` or ``slow``.
    written
        Whether answers go into a store that has a name.
    """
    language = Language(code)
    path = lesson_in(site, session, code) if session else ""
    return site.notice(
        language,
        words.JOIN,
        "join.html.j2",
        place=f"join/{session.code}/" if session else "join/",
        scripts=("join.js",),
        session=session.id if session else "",
        code=session.code if session else "",
        written=written,
        lesson=site.address_of(path) if path else "",
        heading=site.frame(path).heading if path else "",
        act=f"{site.base}{code}/join/",
        problem=language.say(words.JOIN[why]) if why else "",
    )


def wall_page(site: Site, code: str, session: Session, reach: Reach) -> str:
    """The page for the projector."""
    language = Language(code)
    address = join_address(site, reach, session)
    return site.notice(
        language,
        {key: sentence for key, sentence in words.WALL.items() if key != "qr"},
        "wall.html.j2",
        place=f"wall/{session.id}/",
        scripts=("news.js", "wall.js"),
        session=session.id,
        rehearsal=session.rehearsal,
        in_lesson=session.lesson.removesuffix(".ipynb"),
        titles=titles_of(site, lesson_in(site, session, code)) or list(session.steps),
        heading=site.frame(lesson_in(site, session, code)).heading,
        address=address.removesuffix(f"{session.code}/"),
        drawn=qr_for_page(address) if address else "",
        described=language.say(words.WALL["qr"], address=address),
    )


def lead_page(site: Site, code: str, session: Session) -> str:
    """The page from which a session is led; it says nothing of the session before the key was shown."""
    language = Language(code)
    return site.notice(
        language,
        words.LEAD,
        "lead.html.j2",
        place=f"session/{session.id}/",
        scripts=("news.js", "lead.js"),
        session=session.id,
        rehearsal=session.rehearsal,
        lessons=offered(site, session),
        wall=f"{site.base}{code}/wall/{session.id}/",
        timers=TIMERS,
        ready=choices(language, tuple(READY)),
        longest_question=LONGEST_QUESTION,
        longest_options=9 * LONGEST_OPTION,
        few=language.say(words.LEAD["few"], smallest=session.smallest),
    )


def lead_told(site: Site, code: str, session: Session, *, edition_opens: bool) -> dict[str, Any]:
    """What the page of whoever leads is told besides the news: the lesson that is gone through, and the run sheet."""
    path = lesson_in(site, session, code)
    edition = f"{path.removesuffix('.ipynb')}.{FACILITATOR}.ipynb"
    return {
        "heading": outline(site, path)[0],
        "titles": titles_of(site, path) or list(session.steps),
        "edition": site.address_of(edition) if edition_opens and site.lesson(edition) else "",
        **sheet_told(session, sheet_of(site, session, code), Language(code), time.time()),
    }


def lesson_in(site: Site, session: Session, code: str) -> str:
    """The lesson of a session in a reader's language, or in the organiser's where there is none in theirs."""
    path = f"{code}/{session.lesson}"
    return path if site.lesson(path) else f"{session.language}/{session.lesson}"


def offered(site: Site, session: Session) -> tuple[LessonCard, ...]:
    """The lessons that a room can go through, in the organiser's language."""
    return for_sessions(lessons(site.notebooks / session.language))


def lesson_of(site: Site, session: Session, file: str) -> tuple[list[str], str] | None:
    """The steps and the topic of a lesson with which a session can go on; None if it is not offered here."""
    card = next((each for each in offered(site, session) if each.file == file), None)
    return None if card is None else (titles_of(site, f"{session.language}/{file}"), str(card.topic or ""))


def titles_of(site: Site, path: str) -> list[str]:
    """What the steps of a lesson are called."""
    return [step.title for step in outline(site, path)[1]]


def outline(site: Site, path: str) -> tuple[str, tuple[Step, ...]]:
    """What a lesson is called, and its steps; none of one that is not here."""
    found = site.lesson(path)
    return _outline(found, found.stat().st_mtime_ns, path.partition("/")[0]) if found else ("", ())


@lru_cache(64)
def _outline(path: Path, changed: int, code: str) -> tuple[str, tuple[Step, ...]]:
    notebook = read_notebook(path)
    return title_of(notebook) or path.stem, steps_of(notebook, Language(code).say(LESSON["first_step"]))


def sheet_of(site: Site, session: Session, code: str) -> tuple[Row, ...]:
    """The run sheet of a session: that of its plan, or the steps of its lesson with their minutes."""
    if session.plan:
        try:
            return rows_of_plan(session.plan, session.meeting, code)
        except ToolkitError:  # made by an edition of ours that had another course
            pass
    return rows_of_lesson(outline(site, lesson_in(site, session, code))[1])


def notes_of(site: Site, session: Session, code: str) -> list[str]:
    """What is written for the facilitator of a lesson, as pieces of a page."""
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    path = lesson_in(site, session, code)
    edition = read_notebook(site.notebooks / f"{path.removesuffix('.ipynb')}.{FACILITATOR}.ipynb")
    cells = [cell for cell in edition.get("cells", []) if FACILITATOR in cell.get("metadata", {}).get("tags", [])]
    texts = ["".join(cell["source"]) for cell in cells if cell.get("cell_type") == "markdown"]
    return [str(markdown2html_mistune(text)) for text in texts]


def join_address(site: Site, reach: Reach, session: Session) -> str:
    """What a phone's camera reads; nothing where no phone gets here. The language is that of the phone."""
    found = reach.for_phones()
    return f"{found[0]}join/{session.code}/" if found else ""
