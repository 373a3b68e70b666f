"""``toolkit course``: the lessons; ``… plan``: all papers of a course; ``… materials``: what is read and shown."""

from __future__ import annotations

import argparse
import tempfile
from datetime import date, time
from pathlib import Path
from typing import Any

from toolkit.command_arguments import add_language, read_count
from toolkit.languages import write_notebooks
from toolkit.registers.locate import folder

# As `toolkit.course.materials.piece` has them; the course is not loaded to explain a command.
_KINDS = ("brief", "slides", "cards", "poster", "paper-twin")


def add_course(commands: Any) -> None:
    """The command, its options and what a newcomer reads about them."""
    course = commands.add_parser(
        "course",
        help="list the lessons with their minutes, plan a course, or write its materials",
        description="List the lessons. With “plan”, write all papers of a course into a folder; with “materials”, what "
        "is read, shown, cut out and filled in by hand for a topic.",
    )
    add_language(course)
    course.set_defaults(run=_lessons)
    actions = course.add_subparsers(title="what else it can do", metavar="plan | materials")
    _add_plan(actions)
    _add_materials(actions)


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
    add_language(materials)
    materials.set_defaults(run=_materials)


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
