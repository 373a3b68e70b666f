"""Everything for a course in plain folders: plan, lessons that need no network, materials, and a start page."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from toolkit.app.offline.lessons import offline_pages
from toolkit.app.packs.start import Section, Shown, start_page
from toolkit.course import pieces
from toolkit.course.materials.piece import Kind
from toolkit.course.materials.twins import TOPIC
from toolkit.course.plans.pack import FOLDER_TAKEN, dates, pack_papers, safe_name
from toolkit.course.plans.plan import Plan
from toolkit.documents import Document, write_docx, write_pdf
from toolkit.errors import SetupError, translatable
from toolkit.languages import strip

START = "index.html"
KINDS: Mapping[str, Callable[[Document], bytes]] = {".pdf": write_pdf, ".docx": write_docx}
_PLAN = translatable("Plan of the course")
_PLAN_WORDS = translatable("For those who lead: agenda, run sheet by the minute, guide, invitation, lists and forms.")
_LESSONS = translatable("Lessons without a network")
_LESSONS_WORDS = translatable("For everybody: each lesson is a page to read, with exercises that check themselves.")
_BRIEFS = translatable("Briefs")
_BRIEFS_WORDS = translatable("To read before a session: what each topic is about, with cases, figures and sources.")
_SLIDES = translatable("Slides")
_SLIDES_WORDS = translatable("To show on a wall: they open in any browser, without a network.")
_POSTERS = translatable("Posters")
_POSTERS_WORDS = translatable("To hang up in the room or at work.")
_CARDS = translatable("Cards")
_CARDS_WORDS = translatable("To print and cut out, for groups without phones.")
_SHEETS = translatable("Sheets to fill in")
_SHEETS_WORDS = translatable(
    "To print, for groups without phones: each exercise, worksheet and set of ten questions. The answers are for those "
    "who lead."
)
_DATES = translatable("Dates for your calendar")


FilesOf = Callable[[Plan, str, Collection[str]], Iterator["File"]]


@dataclass(frozen=True)
class File:
    """A file of a pack: where it lies, what it is called on the start page, and how it is written."""

    path: str
    title: str
    write: Callable[[Path], object]


@dataclass(frozen=True)
class Folder:
    """A folder of a pack with its files; what it is for is told on the start page."""

    name: str
    title: str
    words: str
    files: tuple[File, ...]


def pack_folders(plan: Plan, kinds: Collection[str] = tuple(KINDS)) -> tuple[Folder, ...]:
    """What lies in a pack; nothing is written yet, and empty folders are left out."""
    say = plan.language.say
    made: tuple[tuple[str, str, FilesOf], ...] = (
        (_PLAN, _PLAN_WORDS, _plan_files),
        (_LESSONS, _LESSONS_WORDS, _lesson_files),
        (_BRIEFS, _BRIEFS_WORDS, partial(_piece_files, "brief")),
        (_SLIDES, _SLIDES_WORDS, partial(_piece_files, "slides")),
        (_POSTERS, _POSTERS_WORDS, partial(_piece_files, "poster")),
        (_CARDS, _CARDS_WORDS, partial(_piece_files, "cards")),
        (_SHEETS, _SHEETS_WORDS, partial(_piece_files, "paper-twin")),
    )
    found: list[Folder] = []
    for title, words, files_of in made:
        name = safe_name(f"{len(found) + 1} {say(title)}")
        files = tuple(files_of(plan, name, kinds))
        if files:
            found.append(Folder(name, say(title), say(words), files))
    return tuple(found)


def write_teaching_pack(plan: Plan, folder: str | Path, kinds: Collection[str] = tuple(KINDS)) -> tuple[Path, ...]:
    """Write a pack into a folder, and the zip of it beside the folder; it opens by its start page, without a network.

    Raises
    ------
    SetupError
        If the folder cannot be made or does not take a file.
    """
    home = Path(folder)
    try:
        written = [*_written(plan, home, kinds)]
    except OSError as error:
        raise SetupError(FOLDER_TAKEN, folder=str(home), reason=error.strerror or type(error).__name__) from error
    beside = home.resolve()
    archive = beside.with_name(f"{beside.name}.zip")
    _zip(plan, home, written, archive)
    return (*written, archive)


def _written(plan: Plan, home: Path, kinds: Collection[str]) -> Iterator[Path]:
    home.mkdir(parents=True, exist_ok=True)  # before anything is made that could not be written
    folders = pack_folders(plan, kinds)
    for one in (file for part in folders for file in part.files):
        path = home / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        one.write(path)
        yield path
    sections = [
        Section(part.title, part.words, tuple(Shown(one.title, one.path) for one in part.files if one.title))
        for part in folders
    ]
    start = home / START
    start.write_text(start_page(plan.track.title.say(plan.language), plan.language, sections), encoding="utf-8")
    yield start


def _zip(plan: Plan, home: Path, files: Collection[Path], archive: Path) -> None:
    inside = safe_name(plan.track.title.say(plan.language))
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in files:
            # The day of the course stands for the day of making, so that the same plan gives the same file.
            name = f"{inside}/{path.relative_to(home).as_posix()}"
            about = zipfile.ZipInfo(name, (*plan.days[0].timetuple()[:3], 0, 0, 0))
            about.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(about, path.read_bytes())


def _papers(inside: str, name: str, title: str, document: Document, kinds: Collection[str]) -> Iterator[File]:
    for kind in kinds:
        yield File(f"{inside}/{name}{kind}", title, _writing(partial(KINDS[kind], document)))


def _writing(make: Callable[[], bytes]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(make())

    return write


def _plan_files(plan: Plan, inside: str, kinds: Collection[str]) -> Iterator[File]:
    name, content = dates(plan)
    yield File(f"{inside}/{name}", plan.language.say(_DATES), _writing(lambda: content))
    for one in pack_papers(plan):
        yield from _papers(inside, one.name, one.title, one.document, kinds)


def _lesson_files(plan: Plan, inside: str, _: Collection[str]) -> Iterator[File]:
    pages = offline_pages([plan.language.tag], plan.topics, plan.country, plan.days[0], f"../{START}")
    for name, title, content in pages:
        if name != START:  # the pack has a start page of its own
            yield File(f"{inside}/{name}", title, _writing(partial(content.encode, "utf-8")))


def _piece_files(which: Kind, plan: Plan, inside: str, kinds: Collection[str]) -> Iterator[File]:
    """Pieces of a kind for the topics that are taught; slides come as a page too, which opens on any computer."""
    taken: set[tuple[str, int]] = set()
    for topic in plan.topics:
        before = strip(plan.language.say(TOPIC, topic=topic, title="")).strip()
        for piece in pieces(topic, plan.language):
            if piece.kind != which:
                continue
            name = safe_name(f"{topic} {strip(piece.title).removeprefix(before).strip()}")
            number = next(n for n in range(1, 99) if (name, n) not in taken)
            taken.add((name, number))
            again, title = (f" {number}", f"{piece.title} ({number})") if number > 1 else ("", piece.title)
            for suffix in piece.formats:
                if suffix in kinds or (suffix == ".html" and piece.kind == "slides"):
                    yield File(f"{inside}/{name}{again}{suffix}", title, piece.write)
