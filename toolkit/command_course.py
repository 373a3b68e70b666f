"""``toolkit course``: the lessons with their minutes; ``toolkit course plan``: all papers of a course."""

from __future__ import annotations

import argparse
import tempfile
from datetime import date, time
from pathlib import Path
from typing import Any

from toolkit.command_arguments import add_language, read_count
from toolkit.languages import write_notebooks
from toolkit.registers.locate import folder


def add_course(commands: Any) -> None:
    """The command, its options and what a newcomer reads about them."""
    course = commands.add_parser(
        "course",
        help="list the lessons with their minutes, or plan a course (toolkit course plan)",
        description="List the lessons. With “plan”, write all papers of a course into a folder.",
    )
    add_language(course)
    course.set_defaults(run=_lessons)
    _add_plan(course.add_subparsers(title="what else it can do", metavar="plan"))


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
