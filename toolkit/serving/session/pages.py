"""The pages of a session: the one that joins, the wall, and the one from which it is led."""

from __future__ import annotations

import hashlib
import json
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import toolkit
from toolkit.course.sessions.polls import AT_HAND, FEEDBACK, LONGEST_OPTION, LONGEST_QUESTION
from toolkit.course.sessions.session import Session
from toolkit.errors import ToolkitError
from toolkit.languages import Language
from toolkit.languages.notebooks import FACILITATOR
from toolkit.serving.lessons import LessonCard, lessons, read_notebook, title_of
from toolkit.serving.network import Reach
from toolkit.serving.pages import session_words as words
from toolkit.serving.pages.frames import Site
from toolkit.serving.pages.leader_words import LEADER, TAKE_OVER, TO_LEAD
from toolkit.serving.pages.offers import for_sessions
from toolkit.serving.pages.qr import qr_for_page
from toolkit.serving.pages.steps import Step, steps_of
from toolkit.serving.pages.words import LESSON
from toolkit.serving.session.sheet import Row, rows_of_lesson, rows_of_plan, sheet_told
from toolkit.serving.session.views import choices

TIMERS = tuple(range(5, 60, 5))  # every length that a block of a plan has


def join_page(site: Site, code: str, session: Session | None, why: str = "", *, written: str = "") -> str:
    """The page on which somebody joins; without a session it asks for the code.

    Parameters
    ----------
    why
        Why it asks again: ``wrong`` or ``slow``.
    written
        Whether answers are written down, where, and for how long.
    """
    language = Language(code)
    path = lesson_in(site, session, code) if session else ""
    return site.notice(
        language,
        {**{key: sentence for key, sentence in words.JOIN.items() if key != "file"}, **TO_LEAD},
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


def wall_page(site: Site, code: str, session: Session, reach: Reach, *, opens_line: bool = False) -> str:
    """The page for the projector; `opens_line`: with the pass for a line that nobody else can take."""
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
        wall_pass=session.wall_pass() if opens_line else "",
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
        {**words.LEAD, **LEADER},
        "lead.html.j2",
        place=f"session/{session.id}/",
        scripts=("news.js", "odd.js", "own_question.js", "leaders.js", "lead.js"),
        session=session.id,
        rehearsal=session.rehearsal,
        heading=outline(site, lesson_in(site, session, code))[0],
        lessons=offered(site, session),
        wall=f"{site.base}{code}/wall/{session.id}/",
        timers=TIMERS,
        ready=choices(language, AT_HAND),
        spoken=spoken_in(site, session),
        longest_question=LONGEST_QUESTION,
        longest_options=9 * LONGEST_OPTION,
        few=language.say(words.LEAD["few"], smallest=session.smallest),
    )


def spoken_in(site: Site, session: Session) -> list[Language]:
    """The languages in which phones may read the lesson, that of the organiser first."""
    codes = [code for code in site.languages if site.lesson(f"{code}/{session.lesson}")]
    return [Language(code) for code in sorted(codes, key=lambda code: (code != session.language, code))]


def take_over_page(site: Site, code: str, why: str = "") -> str:
    """The page that asks for the code and the key on the leader's sheet; `why` says why it asks again."""
    language = Language(code)
    return site.notice(
        language,
        TAKE_OVER,
        "take_over.html.j2",
        place="lead/",
        scripts=("leaders.js", "take_over.js"),
        act=f"{site.base}{code}/lead/",
        problem=language.say(TAKE_OVER[why]) if why else "",
    )


def lead_told(site: Site, code: str, session: Session, *, edition_opens: bool) -> dict[str, Any]:
    """What the page of whoever leads is told besides the news: the lesson that is gone through, and the run sheet."""
    path = lesson_in(site, session, code)
    edition = f"{path.removesuffix('.ipynb')}.{FACILITATOR}.ipynb"
    return {
        "can_feedback": not set(FEEDBACK) <= {poll.ready for poll in session.polls},
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


def lesson_of(site: Site, session: Session, file: str) -> tuple[list[str], str, str] | None:
    """Steps, topic and version of a lesson with which a session can go on; None if it is not offered here."""
    card = next((each for each in offered(site, session) if each.file == file), None)
    path = f"{session.language}/{file}"
    return None if card is None else (titles_of(site, path), str(card.topic or ""), version_of(site, path))


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


def version_of(site: Site, path: str) -> str:
    """Which notebook it is that a room went through: the release of the toolkit, and a mark of the cells as they are.

    Who has adapted a lesson has another mark; an output or a change of its metadata is none.
    """
    if not site.lesson(path):
        return ""
    cells = [[cell["cell_type"], "".join(cell["source"])] for cell in read_notebook(site.notebooks / path)["cells"]]
    return f"{toolkit.__version__}:{hashlib.sha256(json.dumps(cells).encode()).hexdigest()[:12]}"


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
