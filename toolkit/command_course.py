"""``toolkit course``: lessons; plans, packs and materials of courses, cards of one's own, lessons to hear."""

from __future__ import annotations

import argparse
import tempfile
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from toolkit.command_arguments import add_language, read_count
from toolkit.errors import SetupError, translatable
from toolkit.languages import Language, write_notebooks
from toolkit.registers.locate import folder

NO_EXERCISE = translatable("There is no exercise “{name}”. There are: {available}. Name one of these.")
# As `toolkit.course.materials.piece` has them; the course is not loaded to explain a command.
_KINDS = ("brief", "slides", "cards", "poster", "paper-twin")
NO_RECORDING = translatable(
    "Nobody has recorded a lesson yet. Put sound files into a folder, list them in its recordings.yml with file, "
    "topic, language, licence and reader, and name the folder with --recordings."
)


def add_course(commands: Any) -> None:
    """The command, its options and what a newcomer reads about them."""
    course = commands.add_parser(
        "course",
        help="list the lessons with their minutes, plan a course, or write its materials",
        description="List the lessons. With “plan”, write all papers of a course into a folder; with “materials”, what "
        "is read, shown, cut out and filled in by hand for a topic; with “pack”, all of it and the lessons, to open "
        "without a network; with “cards”, an exercise again with cards of your own; with "
        "“audio”, lessons to hear; with “rehearse”, a session of a plan with ten simulated phones.",
    )
    add_language(course)
    course.set_defaults(run=_lessons)
    actions = course.add_subparsers(
        title="what else it can do", metavar="plan | rehearse | pack | materials | cards | audio"
    )
    _add_plan(actions)
    _add_rehearse(actions)
    _add_pack(actions)
    _add_materials(actions)
    _add_cards(actions)
    _add_audio(actions)


def _add_plan(actions: Any) -> None:
    plan = actions.add_parser(
        "plan",
        help="write agenda, run sheet, guide, handbook and all other papers of a course",
        description="Write the papers of a course into a folder, as Word files and PDFs, with its dates as a calendar "
        "file and all of it as one zip. Law, cases and allies of the country come first.",
        epilog="Example: toolkit course plan --audience organisers --region Africa --country KE --language en "
        "--start 2027-02-01",
    )
    _add_asked(plan)
    plan.add_argument(
        "--answers",
        type=Path,
        metavar="FILE",
        help="what invited people answered, as .csv or .xlsx with a column “Coming” (yes, no, maybe) and, if you like, "
        "a nickname, what they need and whether they have a phone; papers then reckon with who comes",
    )
    plan.add_argument("--folder", type=Path, default=Path("plan"), help="where to write (plan)")
    plan.add_argument("--start", required=True, type=date.fromisoformat, help="the first day, as 2027-02-01")
    add_language(plan, below=True)
    plan.set_defaults(run=_plan)


def _add_rehearse(actions: Any) -> None:
    rehearse = actions.add_parser(
        "rehearse",
        help="try a session of a plan with ten simulated phones, before there are people in the room",
        description="Go through a session of a plan on your own computer, faster than the clock: simulated phones "
        "join with its code, go along, answer rightly and wrongly, vote and play the table. You read at which minute "
        "what is to be pressed; a page is written at the end, with what you would say and what the wall showed. "
        "Nothing else is kept, and no network is needed.",
        epilog="Example: toolkit course rehearse --audience organisers --country KE --session 2 --to rehearsal.html",
    )
    _add_asked(rehearse)
    rehearse.add_argument(
        "--start", type=date.fromisoformat, help="the first day, as 2027-02-01 (a Monday in eight weeks)"
    )
    rehearse.add_argument("--session", type=read_count, default=1, metavar="NUMBER", help="which session (1)")
    rehearse.add_argument(
        "--speed", type=read_count, default=60, metavar="TIMES", help="how many times as fast as the clock (60)"
    )
    rehearse.add_argument(
        "--to", type=Path, default=Path("rehearsal.html"), metavar="FILE", help="a page, .docx or .pdf (rehearsal.html)"
    )
    add_language(rehearse)
    rehearse.set_defaults(run=_rehearse)


def _add_pack(actions: Any) -> None:
    pack = actions.add_parser(
        "pack",
        help="write everything for a course into one folder that opens without a network",
        description="Write the papers of a course, its lessons as pages that check their exercises by themselves, its "
        "sheets and its questions into plain folders with a start page, and all of it as one zip for a USB stick.",
        epilog="Example: toolkit course pack --track organisers --region Africa --country KE --language en --to pack",
    )
    _add_asked(pack)
    pack.add_argument(
        "--recordings",
        type=Path,
        metavar="FOLDER",
        help="recordings to carry along, listed in its recordings.yml",
    )
    pack.add_argument("--start", type=date.fromisoformat, help="the first day, as 2027-02-01 (a Monday in eight weeks)")
    pack.add_argument("--to", type=Path, default=Path("pack"), metavar="FOLDER", help="where to write (pack)")
    add_language(pack, below=True)
    pack.set_defaults(run=_pack)


def _add_cards(actions: Any) -> None:
    cards = actions.add_parser(
        "cards",
        help="do an exercise again with cards of your own",
        description="With --begin, write one of our exercises into a file, to put the cases of your own union in the "
        "place of ours. With FILE, check such files and make a page of them that needs no server. With neither, list "
        "our exercises.",
        epilog="Examples: toolkit course cards --begin eight-claims --to claims.yml --language fr; "
        "toolkit course cards claims.yml --to claims.html --language fr",
    )
    cards.add_argument("files", nargs="*", type=Path, metavar="FILE", help="exercises of your own (.yml)")
    cards.add_argument("--begin", metavar="EXERCISE", help="one of ours to begin with")
    cards.add_argument(
        "--to", type=Path, metavar="PATH", help="the file to write (cards.html; with --begin: cards.yml)"
    )
    add_language(cards, below=True)
    cards.set_defaults(run=_cards)


def _add_asked(command: Any) -> None:
    """What a course depends on, in a plan and in a pack."""
    command.add_argument("--audience", "--track", required=True, help="organisers, leaders or representatives")
    command.add_argument("--country", required=True, help="two letters of the country (KE)")
    command.add_argument("--region", help="Africa, Americas, Asia-Pacific, Europe or MENA (that of the country)")
    command.add_argument("--time", type=time.fromisoformat, default=time(9), help="when a session begins (09:00)")
    command.add_argument("--zone", help="the time zone, as Africa/Nairobi (that of the country)")
    command.add_argument("--every", type=read_count, default=7, metavar="DAYS", help="days between two sessions (7)")
    command.add_argument("--hours", type=int, default=3, help="hours of a session: 3, 2 or 1 (3)")
    command.add_argument("--people", type=read_count, default=30, help="how many will come (30)")
    command.add_argument("--online", action="store_true", help="people meet on screens, with the internet")
    command.add_argument(
        "--network",
        choices=("internet", "local", "none"),
        help="in the room: the internet, only a network between your computer and the phones (local), or none: paper",
    )


def _add_materials(actions: Any) -> None:
    materials = actions.add_parser(
        "materials",
        help="write the brief, slides, cards, poster and paper exercises of a topic",
        description="Write the materials of a topic into a folder: a brief (PDF, Word, web page), slides (web page and "
        "PDF), cards and a poster (PDF), and every exercise on paper, with the answers on a sheet of their own.",
        epilog="Example: toolkit course materials --topic 3 --language ar --to materials-3",
    )
    materials.add_argument("--topic", type=int, help="1 to 7 (all, each in a folder of its own)")
    materials.add_argument("--kind", choices=_KINDS, action="append", help="only these; may be given again (all)")
    materials.add_argument("--to", type=Path, default=Path("materials"), help="where to write (materials)")
    add_language(materials, below=True)
    materials.set_defaults(run=_materials)


def _add_audio(actions: Any) -> None:
    audio = actions.add_parser(
        "audio",
        help="have a lesson read into a sound file with captions, or list what people have recorded",
        description="Have the prose of a lesson read by espeak-ng, if that program is on this computer, into a sound "
        "file (WAV) with captions (WebVTT). Nothing is sent anywhere. With --list, show what people have recorded.",
        epilog="Example: toolkit course audio --topic 6 --language fr --to audio",
    )
    audio.add_argument("--topic", type=read_count, help="the number of the topic, 1 to 7")
    audio.add_argument("--to", type=Path, default=Path("audio"), metavar="FOLDER", help="where to write (audio)")
    audio.add_argument(
        "--synthetic-arabic", action="store_true", help="have Arabic read as well, although it is misread"
    )
    audio.add_argument("--list", action="store_true", help="only list the recordings")
    audio.add_argument(
        "--recordings", type=Path, metavar="FOLDER", help="the folder with recordings.yml (that of the toolkit)"
    )
    add_language(audio, below=True)
    audio.set_defaults(run=_audio)


def _audio(options: argparse.Namespace) -> int:
    from toolkit.course.audio import write_audio
    from toolkit.course.recordings import recordings

    if options.list or options.topic is None:
        found = recordings(options.recordings)
        for one in found:
            print(f"{one.topic}  {one.language}  {one.file.name}  ({one.reader}; {one.licence})")
        if not found:
            print(Language.of(options.language).say(NO_RECORDING))
        return 0
    for path in write_audio(options.topic, options.language, options.to, synthetic_arabic=options.synthetic_arabic):
        print(path)
    return 0


def _lessons(options: argparse.Namespace) -> int:
    from toolkit.serving.lessons import lessons

    with tempfile.TemporaryDirectory() as place:
        write_notebooks(folder("notebooks"), Path(place), [options.language])
        for card in lessons(Path(place) / options.language):
            if not card.gallery:
                minutes = f"  ({card.minutes} min)" if card.minutes else ""
                print(f"{card.topic or '•'}  {card.title}{minutes}\n   {card.summary}")
    return 0


def _plan(options: argparse.Namespace) -> int:
    from toolkit.course.plans.answers import answers_of
    from toolkit.course.plans.free_days import told_days
    from toolkit.course.plans.pack import write_pack

    plan = _asked_plan(options, options.start, answers_of(options.answers) if options.answers else None)
    for sentence in told_days(plan, plan.language):
        print(sentence)
    for path in write_pack(plan, options.folder):
        print(path)
    return 0


def _rehearse(options: argparse.Namespace) -> int:
    from toolkit.documents import write
    from toolkit.serving.rehearsal.report import heading_of, presses, report
    from toolkit.serving.rehearsal.run import Seen, rehearse

    plan = _asked_plan(options, options.start or monday_ahead(date.today()))

    def tell(seen: Seen) -> None:
        print(heading_of(seen, plan.language))
        print(*(f"   {line}" for line in presses(seen.moment, seen.before, plan.language)), sep="\n", flush=True)

    done = rehearse(plan, options.session, speed=options.speed, tell=tell)
    print(write(report(done), options.to))
    return 0


def _pack(options: argparse.Namespace) -> int:
    from toolkit.app.packs.pack import write_teaching_pack
    from toolkit.course.recordings import recordings

    plan = _asked_plan(options, options.start or monday_ahead(date.today()))
    for path in write_teaching_pack(plan, options.to, recorded=recordings(options.recordings)):
        print(path)
    return 0


def _cards(options: argparse.Namespace) -> int:
    from toolkit.app.offline.own import cards_page
    from toolkit.course.exercises.own import begin_exercise, own_exercise
    from toolkit.course.exercises.written import exercise, written_exercises
    from toolkit.documents import write_bytes

    if options.begin:
        if options.begin not in written_exercises():
            raise SetupError(NO_EXERCISE, name=options.begin, available=", ".join(written_exercises()))
        print(begin_exercise(options.begin, options.language, options.to or Path("cards.yml")))
    elif options.files:
        page = cards_page([own_exercise(path) for path in options.files], options.language)
        print(write_bytes(page.encode("utf-8"), options.to or Path("cards.html")))
    else:
        for name in written_exercises():
            print(f"{name}: {exercise(name).question.say(options.language)}")
    return 0


def monday_ahead(today: date) -> date:
    """The first Monday for which there are eight weeks to prepare.

    >>> monday_ahead(date(2026, 11, 26))
    datetime.date(2027, 1, 25)
    """
    ready = today + timedelta(weeks=8)
    return ready + timedelta(days=-ready.weekday() % 7)


def _asked_plan(options: argparse.Namespace, start: date, answers: Any = None) -> Any:
    from toolkit.course.plans.plan import make_plan
    from toolkit.course.plans.setting import Network, Setting

    network: Network = options.network or ("internet" if options.online else "local")
    return make_plan(
        options.audience,
        country=options.country,
        region=options.region,
        start=start,
        language=options.language,
        zone=options.zone,
        clock=options.time,
        every=options.every,
        hours=options.hours,
        setting=Setting(options.people, options.online, network),
        today=date.today(),
        answers=answers,
    )


def _materials(options: argparse.Namespace) -> int:
    from toolkit.course import TOPICS, pieces
    from toolkit.course.plans.pack import make_folder

    topics = [topic.number for topic in TOPICS] if options.topic is None else [options.topic]
    for topic in topics:
        found = pieces(topic, options.language)
        home = make_folder(options.to / str(topic) if options.topic is None else options.to)
        for piece in found:
            if options.kind is None or piece.kind in options.kind:
                for ending in piece.formats:
                    print(piece.write(home / f"{piece.name}{ending}"))
    return 0
