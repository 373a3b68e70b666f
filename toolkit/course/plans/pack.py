"""All papers of a course in a folder with readable names, and in one file beside it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.course.plans import books, papers
from toolkit.course.plans.plan import TALK_MINUTES, Plan
from toolkit.course.plans.print_list import AGENDA, GUIDE, HANDBOOK, RUN_SHEET
from toolkit.course.plans.run_sheet import SESSION
from toolkit.course.plans.sheets import preparations
from toolkit.course.plans.times import Meeting, calendar_of
from toolkit.course.worksheets import worksheet
from toolkit.documents import Document, write_bytes, write_docx, write_pdf
from toolkit.errors import SetupError, translatable
from toolkit.languages import strip, translatable_plural

DATES, DATES_LEADING = translatable("Dates"), translatable("Dates for those who lead")
TALK = translatable_plural("{course}: talk after {n} day", "{course}: talk after {n} days")
FOLDER_TAKEN = translatable(
    "“{folder}” cannot be made ({reason}). Name a folder in a place where you may write: --folder plan."
)
_WRITERS: Mapping[str, Callable[[Document], bytes]] = {".docx": write_docx, ".pdf": write_pdf}
LONGEST_NAME = 70  # letters; with its folders and an ending a path stays far below what Windows takes
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')  # what Windows does not take


@dataclass(frozen=True)
class Packed:
    """A paper under its title and the name of its file, without the ending."""

    id: str
    title: str
    name: str
    document: Document


def pack_papers(plan: Plan) -> tuple[Packed, ...]:
    """All papers, in the order in which somebody needs them."""
    say = plan.language.say
    made: list[tuple[str, str, Document]] = [
        ("agenda", say(AGENDA), papers.agenda(plan)),
        ("invitation", say(papers.INVITATION), papers.invitation(plan)),
        ("preparation", say(papers.PREPARATION), papers.preparation(plan)),
        ("first-workshop", say(papers.FIRST_WORKSHOP), papers.first_workshop(plan)),
        ("run-sheet", say(RUN_SHEET), papers.run_sheet(plan)),
        ("guide", say(GUIDE), books.guide(plan)),
        ("handbook", say(HANDBOOK), books.handbook(plan)),
        ("feedback", _title("workshop-feedback", plan), papers.sheet_paper(plan, "workshop-feedback")),
        ("observation", _title("peer-observation", plan), papers.sheet_paper(plan, "peer-observation")),
        ("print-list", say(papers.PRINT_LIST), papers.print_list(plan)),
        ("catch-up", say(papers.CATCH_UP), papers.catch_up(plan)),
        ("follow-up", _title("follow-up", plan), papers.follow_up(plan)),
    ]
    return tuple(
        Packed(name, title, file_name(place, title), paper) for place, (name, title, paper) in enumerate(made, 1)
    )


def file_name(place: int, title: str) -> str:
    """What a file is called: its place and its title, as every system takes it.

    >>> file_name(3, "After 90 days: asked, won?")
    '03 After 90 days asked, won'
    """
    return safe_name(f"{place:02} {title}")


def safe_name(title: str) -> str:
    """A title as the name of a file or folder that every system takes, without what would make it too long.

    >>> safe_name("A seat at the table: who watches the algorithm?")
    'A seat at the table who watches the algorithm'
    """
    words = " ".join(_NOT_IN_NAMES.sub(" ", strip(title)).split())
    if len(words) > LONGEST_NAME:
        words = words[: LONGEST_NAME + 1].rpartition(" ")[0] or words[:LONGEST_NAME]
    return words.rstrip(". ")


def dates(plan: Plan, *, leading: bool = False) -> tuple[str, bytes]:
    """The calendar file with sessions and talks, and its name; for whoever leads also with what is prepared by when."""
    speech = plan.language
    title, about = plan.track.title.say(speech), papers.who_comes(plan)
    meetings = []
    for session, day in plan.meetings:
        name = speech.say(SESSION, number=session.number, title=session.title.say(speech))
        meetings.append(
            Meeting(f"session {session.number}", name, session.task.say(speech), plan.begins(day), plan.length)
        )
    for after, day in plan.talks:
        name = speech.say_plural(TALK, after, course=title)
        meetings.append(Meeting(f"talk {after}", name, about, plan.begins(day), TALK_MINUTES))
    for one in preparations() if leading else ():
        day = plan.prepared(one.days, last=one.last)
        meetings.append(
            Meeting(f"preparation {one.days} {one.last}", one.words.say(speech), one.first.say(speech), day)
        )
    # Neither language nor clock: a corrected file replaces what stands in a calendar, another course stays beside it.
    course = f"{plan.track.id} {plan.country} {plan.days[0]}"
    name = f"{file_name(1, speech.say(DATES_LEADING if leading else DATES))}.ics"
    return name, calendar_of(title, course, meetings, speech.code).encode("utf-8")


def pack_files(plan: Plan, kinds: Collection[str] = tuple(_WRITERS)) -> Iterator[tuple[str, bytes]]:
    """Every file of the pack: its name and what stands in it, one after the other."""
    yield dates(plan)
    yield dates(plan, leading=True)
    for one in pack_papers(plan):
        for kind in kinds:
            yield f"{one.name}{kind}", _WRITERS[kind](one.document)


def zipped(plan: Plan, files: Mapping[str, bytes]) -> bytes:
    """The files in one, in a folder of the course's name."""
    room, title = io.BytesIO(), plan.track.title.say(plan.language)
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # The day of the course stands for the day of making, so that the same plan gives the same file.
            about = zipfile.ZipInfo(f"{title}/{name}", (*plan.days[0].timetuple()[:3], 0, 0, 0))
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, content)
    return room.getvalue()


def pack_bytes(plan: Plan, kinds: Collection[str] = tuple(_WRITERS)) -> bytes:
    """The whole pack in one file."""
    return zipped(plan, dict(pack_files(plan, kinds)))


def write_pack(plan: Plan, folder: str | Path, kinds: Collection[str] = tuple(_WRITERS)) -> tuple[Path, ...]:
    """Write the pack into a folder, and the zip of it beside the folder.

    Raises
    ------
    SetupError
        If the folder cannot be made or does not take a file.
    """
    home = make_folder(folder)
    files = dict(pack_files(plan, kinds))
    written = [write_bytes(content, home / name) for name, content in files.items()]
    beside = home.resolve()
    return (*written, write_bytes(zipped(plan, files), beside.with_name(f"{beside.name}.zip")))


def make_folder(folder: str | Path) -> Path:
    """A folder to write into, made where it is missing.

    Raises
    ------
    SetupError
        If it cannot be made.
    """
    home = Path(folder)
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(FOLDER_TAKEN, folder=str(home), reason=error.strerror or type(error).__name__) from error
    return home


def _title(name: str, plan: Plan) -> str:
    return worksheet(name).title.say(plan.language)
