"""``toolkit course``: the lessons with their minutes; ``plan``: all papers of a course; ``audio``: lessons to hear."""

from __future__ import annotations

import argparse
import tempfile
from datetime import date, time
from pathlib import Path
from typing import Any

from toolkit.command_arguments import add_language, read_count
from toolkit.errors import translatable
from toolkit.languages import Language, write_notebooks
from toolkit.registers.locate import folder

NO_RECORDING = translatable(
    "Nobody has recorded a lesson yet. Put sound files into a folder, list them in its recordings.yml with file, "
    "topic, language, licence and reader, and name the folder with --recordings."
)


def add_course(commands: Any) -> None:
    """The command, its options and what a newcomer reads about them."""
    course = commands.add_parser(
        "course",
        help="list the lessons with their minutes; plan a course (course plan); have a lesson read (course audio)",
        description="List the lessons. With “plan”, write all papers of a course into a folder; with “audio”, have a "
        "lesson read, or list what people have recorded.",
    )
    add_language(course)
    course.set_defaults(run=_lessons)
    actions = course.add_subparsers(title="what else it can do", metavar="plan|audio")
    _add_plan(actions)
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
    plan.add_argument("--audience", required=True, help="organisers, leaders or representatives")
    plan.add_argument("--country", required=True, help="two letters of the country (KE)")
    plan.add_argument("--region", help="Africa, Americas, Asia-Pacific, Europe or MENA (that of the country)")
    plan.add_argument("--start", required=True, type=date.fromisoformat, help="the first day, as 2027-02-01")
    plan.add_argument("--time", type=time.fromisoformat, default=time(9), help="when a session begins (09:00)")
    plan.add_argument("--zone", help="the time zone, as Africa/Nairobi (that of the country)")
    plan.add_argument("--every", type=read_count, default=7, metavar="DAYS", help="days between two sessions (7)")
    plan.add_argument("--hours", type=int, default=3, help="hours of a session: 3, 2 or 1 (3)")
    plan.add_argument("--people", type=read_count, default=30, help="how many will come (30)")
    plan.add_argument("--online", action="store_true", help="people meet on screens, with the internet")
    plan.add_argument(
        "--network",
        choices=("internet", "local", "none"),
        help="in the room: the internet, only a network between your computer and the phones (local), or none: paper",
    )
    plan.add_argument("--folder", type=Path, default=Path("plan"), help="where to write (plan)")
    add_language(plan)
    plan.set_defaults(run=_plan)


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
    add_language(audio)
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
    from toolkit.course.plans.pack import write_pack
    from toolkit.course.plans.plan import make_plan
    from toolkit.course.plans.setting import Network, Setting

    network: Network = options.network or ("internet" if options.online else "local")
    plan = make_plan(
        options.audience,
        country=options.country,
        region=options.region,
        start=options.start,
        language=options.language,
        zone=options.zone,
        clock=options.time,
        every=options.every,
        hours=options.hours,
        setting=Setting(options.people, options.online, network),
    )
    for path in write_pack(plan, options.folder):
        print(path)
    return 0
