"""``toolkit watch``: a growing log held against what was signed; one page when a promise breaks, nothing otherwise."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from toolkit.command_arguments import add_language, read_pair
from toolkit.command_audit import add_columns, log_of
from toolkit.errors import SetupError, translatable

WHEN_NEEDED = translatable("To leave out what lies before {day}, say which column holds the day: --when COLUMN.")


def add_watch(commands: Any) -> None:
    """The command, its options and what a newcomer reads about them."""
    watch = commands.add_parser(
        "watch",
        help="hold a growing log against what was signed",
        description="Audit the log once more and hold it against the numbers in a signed agreement. Where a promise is "
        "newly broken, one page is written and the exit code is 1; otherwise nothing is printed and nothing is written "
        "but the memory. Let a calendar start it: each night, each month.",
        epilog="Example: toolkit watch LOG --agreement A.yml --memory M.json --page P.pdf …",
    )
    watch.add_argument("file", metavar="FILE", help="the log, grown since the last look, or a dataset of ours")
    watch.add_argument("--agreement", required=True, type=Path, metavar="FILE", help="the agreement, as saved (.yml)")
    watch.add_argument("--memory", required=True, type=Path, metavar="FILE", help="where the watch keeps what it told")
    watch.add_argument(
        "--page", required=True, type=Path, metavar="PATH", help="the page, if there is one: .docx .pdf .html or .md"
    )
    watch.add_argument("--since", type=date.fromisoformat, metavar="DAY", help="leave out decisions before this day")
    watch.add_argument("--on", type=date.fromisoformat, default=date.today(), help="the day on the page")
    watch.add_argument("--confidence", type=float, default=0.95, help="how sure all looks together have to be (0.95)")
    watch.add_argument("--smallest-cell", type=int, default=10, help="show nothing about fewer people (10)")
    watch.add_argument(
        "--reference", nargs="+", type=read_pair, default=[], metavar="COLUMN=GROUP", help="the group to compare with"
    )
    add_columns(watch.add_argument_group("what the columns of the file mean"))
    add_language(watch)
    watch.set_defaults(run=run_watch)


def run_watch(options: argparse.Namespace) -> int:
    """Look once; say and write something only where a promise is newly broken."""
    from toolkit.audit.over_time.since import decisions_since
    from toolkit.bargaining import Agreement
    from toolkit.bargaining.watching import Watched, watch
    from toolkit.documents import write

    table: Any = options.file
    if options.since is not None:
        if not options.when:
            raise SetupError(WHEN_NEEDED, day=options.since.isoformat())
        table = decisions_since(options.file, options.when, options.since)
    look = watch(
        Agreement.open(options.agreement),
        log_of(options, table),
        Watched.open(options.memory),
        confidence=options.confidence,
        smallest_cell=options.smallest_cell,
        reference=dict(options.reference),
    )
    page = look.page(options.language, on=options.on)
    if page is not None:
        print(write(page, options.page))
    look.watched.save(options.memory)  # last: what could not be written is told the next time
    return int(page is not None)
