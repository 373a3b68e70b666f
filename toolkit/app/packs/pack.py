"""Everything for a course in plain folders: plan, lessons that need no network, materials, and a start page."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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
from toolkit.course.recordings import Recording
from toolkit.course.topics import topic_of
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
_RECORDED = translatable("Recordings")
_RECORDED_WORDS = translatable(
    "To listen to: lessons as people have read them. Pass them on only as their licence allows."
)
_BY_WHOM = translatable("{title}. Read by {reader} ({licence})")
_DATES = translatable("Dates for your calendar")


FilesOf = Callable[[Plan, str, Collection[str]], Iterator["File"]]


@dataclass(frozen=True)
class File:
    """A file of a pack: where it lies, what it is called on the start page, and what makes it."""

    path: str
    title: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Folder:
    """A folder of a pack with its files; what it is for is told on the start page.

    Attributes
    ----------
    kind
        What lies in it, the same in every language: `plan`, `lessons`, `recordings`, or the kind of its pieces.
    """

    kind: str
    name: str
    title: str
    words: str
    files: tuple[File, ...]


def pack_folders(
    plan: Plan, kinds: Collection[str] = tuple(KINDS), recorded: Sequence[Recording] = ()
) -> tuple[Folder, ...]:
    """What lies in a pack; nothing is made yet, and empty folders are left out."""
    say = plan.language.say
    made: tuple[tuple[str, str, str, FilesOf], ...] = (
        ("plan", _PLAN, _PLAN_WORDS, _plan_files),
        ("lessons", _LESSONS, _LESSONS_WORDS, _lesson_files),
        ("brief", _BRIEFS, _BRIEFS_WORDS, partial(_piece_files, "brief")),
        ("slides", _SLIDES, _SLIDES_WORDS, partial(_piece_files, "slides")),
        ("poster", _POSTERS, _POSTERS_WORDS, partial(_piece_files, "poster")),
        ("cards", _CARDS, _CARDS_WORDS, partial(_piece_files, "cards")),
        ("paper-twin", _SHEETS, _SHEETS_WORDS, partial(_piece_files, "paper-twin")),
        ("recordings", _RECORDED, _RECORDED_WORDS, partial(_recorded_files, recorded)),
    )
    found: list[Folder] = []
    for kind, title, words, files_of in made:
        name = safe_name(f"{len(found) + 1} {say(title)}")
        files = tuple(files_of(plan, name, kinds))
        if files:
            found.append(Folder(kind, name, say(title), say(words), files))
    return tuple(found)


def write_teaching_pack(
    plan: Plan,
    folder: str | Path,
    kinds: Collection[str] = tuple(KINDS),
    recorded: Sequence[Recording] = (),
) -> tuple[Path, ...]:
    """Write a pack into a folder, and the zip of it beside the folder; it opens by its start page, without a network.

    Raises
    ------
    SetupError
        If the folder cannot be made or does not take a file.
    """
    home = Path(folder)
    try:
        written = [*_written(plan, home, pack_folders(plan, kinds, recorded))]
    except OSError as error:
        raise SetupError(FOLDER_TAKEN, folder=str(home), reason=error.strerror or type(error).__name__) from error
    beside = home.resolve()
    archive = beside.with_name(f"{beside.name}.zip")
    _zip(plan, home, written, archive)
    return (*written, archive)


def _written(plan: Plan, home: Path, folders: Sequence[Folder]) -> Iterator[Path]:
    home.mkdir(parents=True, exist_ok=True)  # before anything is made that could not be written
    for one in (file for part in folders for file in part.files):
        path = home / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.make())
        yield path
    start = home / START
    start.write_text(first_page(plan, folders), encoding="utf-8")
    yield start


def first_page(plan: Plan, folders: Sequence[Folder], note: str = "") -> str:
    """The page that leads to everything in these folders; `note` says what is not in them."""
    sections = [
        Section(part.title, part.words, tuple(Shown(one.title, one.path) for one in part.files if one.title))
        for part in folders
    ]
    return start_page(plan.track.title.say(plan.language), plan.language, sections, note)


def _zip(plan: Plan, home: Path, files: Collection[Path], archive: Path) -> None:
    inside = safe_name(plan.track.title.say(plan.language))
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in files:
            packed.writestr(entry_of(plan, f"{inside}/{path.relative_to(home).as_posix()}"), path.read_bytes())


def entry_of(plan: Plan, name: str) -> zipfile.ZipInfo:
    """A file inside the zip; the day of the course stands for that of making, so that a plan gives the same file."""
    about = zipfile.ZipInfo(name, (*plan.days[0].timetuple()[:3], 0, 0, 0))
    about.compress_type = zipfile.ZIP_DEFLATED
    return about


def _papers(inside: str, name: str, title: str, document: Document, kinds: Collection[str]) -> Iterator[File]:
    for kind in kinds:
        yield File(f"{inside}/{name}{kind}", title, partial(KINDS[kind], document))


def _plan_files(plan: Plan, inside: str, kinds: Collection[str]) -> Iterator[File]:
    name, content = dates(plan)
    yield File(f"{inside}/{name}", plan.language.say(_DATES), lambda: content)
    for one in pack_papers(plan):
        yield from _papers(inside, one.name, one.title, one.document, kinds)


def _lesson_files(plan: Plan, inside: str, _: Collection[str]) -> Iterator[File]:
    pages = offline_pages([plan.language.tag], plan.topics, plan.country, plan.days[0], f"../{START}")
    for name, title, content in pages:
        if name != START:  # the pack has a start page of its own
            yield File(f"{inside}/{name}", title, partial(content.encode, "utf-8"))


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
                    yield File(f"{inside}/{name}{again}{suffix}", title, partial(piece.content, suffix))


def _recorded_files(recorded: Sequence[Recording], plan: Plan, inside: str, _: Collection[str]) -> Iterator[File]:
    """The lessons of this course that people have read in its language, with whose voice it is and what it allows."""
    speech = plan.language
    here = [one for one in recorded if one.topic in plan.topics and one.language == speech.code]
    for number, one in enumerate(sorted(here, key=lambda each: (each.topic, each.file.name)), start=1):
        title = speech.say(topic_of(one.topic).title)
        name = safe_name(f"{number:02} {strip(title)}")
        whose = speech.say(_BY_WHOM, title=title, reader=one.reader, licence=one.licence)
        yield File(f"{inside}/{name}{one.file.suffix.lower()}", whose, one.file.read_bytes)
