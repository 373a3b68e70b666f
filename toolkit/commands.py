"""The command line: ``toolkit apps``, ``lab``, ``audit``, ``agreement``, ``course``, ``watch``, ``notebooks`` …"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import toolkit
from toolkit.command_arguments import add_language, read_count, read_pair
from toolkit.command_audit import add_audit
from toolkit.command_codebook import add_codebook
from toolkit.command_course import add_course
from toolkit.command_watch import add_watch
from toolkit.errors import SetupError, ToolkitError, translatable
from toolkit.languages import COMPLETE, KNOWN, Language, UnknownLanguage, write_notebooks
from toolkit.registers.locate import folder

if TYPE_CHECKING:
    from toolkit.bargaining import Agreement


NOT_WRITABLE = translatable(
    "The lessons cannot be written into {folder}. Copy the toolkit into a folder of your own, or let yourself write "
    "into this one, and check that the disk is not full; then start again."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; a problem becomes one sentence on the error stream and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may not know Arabic
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except BrokenPipeError:  # the reader had enough, as `| head` does
        sys.stderr.close()
        return 0
    except ToolkitError as error:
        speech = "en" if isinstance(error, UnknownLanguage) else getattr(options, "language", "en")
        print(Language.of(speech).say_error(error), file=sys.stderr)
        return 2


def build_folder(*, own: bool = False) -> Path:
    """Where the notebooks of all languages are written: ``build/`` in a working copy, else the person's own.

    `own` says that it has to be the person's own in any case, because others use the same working copy.
    """
    home = Path(toolkit.__file__).parent.parent
    if not own and (home / "pyproject.toml").is_file():
        return home / "build" / "notebooks"
    from jupyter_core.paths import jupyter_runtime_dir

    return Path(jupyter_runtime_dir()) / f"digital-rights-toolkit-{toolkit.__version__}" / "notebooks"


# --- the commands ------------------------------------------------------------------------------------------------


def _apps(options: argparse.Namespace) -> int:
    from toolkit.course.recordings import recordings
    from toolkit.serving import serve
    from toolkit.serving.session.keeping import default_file

    language = Language.of(options.language).code
    host, port = "127.0.0.1" if options.only_here else options.host, options.port
    hub = _hub() if options.hub else None
    if hub is not None:
        host, port = hub.host, hub.port
    target = build_folder(own=hub is not None)
    try:
        write_notebooks(folder("notebooks"), target)
    except OSError:
        raise SetupError(NOT_WRITABLE, folder=str(target)) from None
    who = {"names": options.name, "code": options.code, "tls": options.tls}
    how = {"port": port, "host": host, "seats": options.seats, "language": language}
    room = {"topics": options.topic, "people": options.people, "warm": not options.no_warm}
    front = {"gateway": options.gateway, "hub": hub, "recorded": recordings(options.recordings)}
    store = None if options.store == "none" else options.store
    # A server of one person leads no session; who says "none" wants nothing written.
    kept = default_file() if options.store is None and hub is None else None
    serve(target, **how, **who, **room, **front, store=store, kept=kept, open_browser=options.open)
    return 0


def _hub() -> Any:
    try:
        from toolkit.serving.hub import Hub
    except ModuleNotFoundError as error:
        from toolkit.serving.pages.words import NO_HUB

        raise SetupError(NO_HUB, missing=str(error.name)) from None
    return Hub()


def _lab(options: argparse.Namespace) -> int:
    notebooks = folder("notebooks")
    # JupyterLab would ask for news and updates on the internet, and list extensions to install from there.
    paths = [str(folder("templates") / "lab"), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    silent = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    silent += ["--LabApp.extension_manager=readonly"]
    more = [word for word in options.more if word != "--"]
    if options.hub:
        from jupyterhub.singleuser import main as serve_one_person

        copy = Path.home() / "notebooks"
        if not copy.exists():  # what somebody has written into it stays
            write_notebooks(notebooks, copy)
        serve_one_person([f"--ServerApp.root_dir={Path.home()}", *silent, *more])
    else:
        from jupyterlab.labapp import LabApp

        welcome = "--LabApp.default_url=/lab/tree/researchers/welcome.ipynb"
        LabApp.launch_instance([f"--notebook-dir={notebooks}", f"--port={options.port}", welcome, *silent, *more])
    return 0


def _notebooks(options: argparse.Namespace) -> int:
    source = folder("notebooks")
    if options.extract:
        from toolkit.languages.extract import update_catalogues

        written = update_catalogues(Path(toolkit.__file__).parent, source)
    else:
        target = options.to or build_folder()
        written = write_notebooks(source, target, options.languages)
    for path in written:
        print(path)
    return 0


def _agreement(options: argparse.Namespace) -> int:
    from toolkit.bargaining import Agreement, library

    if options.draft:
        return _saved_draft(Agreement.open(options.draft), options)
    if not options.clause:
        for clause in library().values():
            print(f"{clause.id}: {clause.text(options.language).title}")
            for blank in clause.blanks:
                print(f"  --blank {blank.name}=…   {blank.label(options.language)}: {blank.wanted(options.language)}")
        return 0
    draft = Agreement(
        title=options.title,
        union=options.union,
        employer=options.employer,
        place=options.place,
        language=options.language,
        on=options.on,
    )
    blanks = {name: _typed(options.clause, name, value) for name, value in options.blank}
    draft = draft.add(options.clause, strength=options.strength, blanks=blanks)
    print(draft.write(options.out or "agreement.docx", audience=options.audience))
    return 0


def _saved_draft(draft: Agreement, options: argparse.Namespace) -> int:
    """A whole agreement on paper, all papers of a meeting, or what became of it in the other side's answer."""
    if options.answer:
        from toolkit.bargaining.counter.changes import summary
        from toolkit.bargaining.counter.papers.changes_paper import changes_document
        from toolkit.bargaining.counter.papers.redline import write_redline
        from toolkit.documents import write

        changes = draft.compare(options.answer)
        print(summary(changes, options.language))
        for change in changes:
            if change.kind != "unchanged":
                print(f"- {change.say(options.language)}")
        if options.redline:
            print(write_redline(draft, options.answer, options.redline))
        if options.out:
            print(write(changes_document(draft, changes, options.language), options.out))
    elif options.folder:
        for path in draft.write_folder(options.folder):
            print(path)
    else:
        for problem in draft.problems():
            print(f"- {problem.say(options.language)}")
        print(draft.write(options.out or "agreement.docx", audience=options.audience))
    return 0


def _check(_options: argparse.Namespace) -> int:
    from toolkit.audit import DecisionLog
    from toolkit.bargaining import library
    from toolkit.languages.checks import check_catalogue
    from toolkit.registers.codebook import dataset_names
    from toolkit.registers.law import law

    print(f"law register: {len(law().records)} records hold")
    print(f"clauses: {len(library())} hold")
    for name in dataset_names():
        print(f"dataset {name}: {DecisionLog.open(name).people} people")
    faulty = False
    for code in KNOWN[1:]:
        faults = check_catalogue(code, Path(toolkit.__file__).parent, folder("notebooks"))
        print(f"language {code}: {len(faults)} things to translate or mend")
        if code in COMPLETE:
            for fault in faults:
                print(f"  {fault}")
            faulty = faulty or bool(faults)
    return int(faulty)


def _typed(clause: str, name: str, text: str) -> Any:
    """A value from the command line in the type its blank takes; what does not fit is refused by the blank itself."""
    from toolkit.bargaining.clauses.library import find_clause
    from toolkit.languages import read_number

    blank = find_clause(clause).blank(name)
    if blank is None or blank.kind == "text":
        return text
    if blank.kind == "choices":
        return [part.strip() for part in text.split(",")]
    number = read_number(text)
    return text if number is None else number


# --- what newcomers read -----------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="toolkit",
        description="Audit algorithms that decide about people at work, and bargain about them. "
        "Start with: toolkit apps",
    )
    parser.add_argument("--version", action="version", version=toolkit.__version__)
    commands = parser.add_subparsers(title="what it can do", required=True, metavar="COMMAND")
    _add_apps(commands)
    add_audit(commands)
    _add_agreement(commands)
    add_codebook(commands)
    add_course(commands)
    add_watch(commands)

    notebooks = commands.add_parser(
        "notebooks",
        help="write the lessons in every language",
        description="Write each notebook in each language into build/notebooks/. With --extract, bring the files that "
        "translators edit up to date instead.",
    )
    notebooks.add_argument("--to", type=Path, help="another folder to write into")
    notebooks.add_argument("--languages", nargs="+", default=list(KNOWN), choices=KNOWN, help="which languages")
    notebooks.add_argument("--extract", action="store_true", help="update the translators' files")
    notebooks.set_defaults(run=_notebooks)

    check = commands.add_parser(
        "check",
        help="check that records, clauses, datasets and translations hold",
        description="Read everything the toolkit has on record and say what does not hold.",
    )
    check.set_defaults(run=_check)
    return parser


def _add_apps(commands: Any) -> None:
    apps = commands.add_parser(
        "apps",
        help="serve the lessons to browsers",
        description="Serve the lessons as pages, to this computer and to all phones in the same network. Open the "
        "address that is printed; Ctrl+C stops the server.",
    )
    apps.add_argument("--port", type=int, default=8866, help="the number at the end of the address (8866)")
    who = apps.add_mutually_exclusive_group()
    who.add_argument("--only-here", action="store_true", help="let no other device in")
    who.add_argument("--host", default="0.0.0.0", help="listen at one address of this computer alone (0.0.0.0: all)")
    apps.add_argument("--seats", type=read_count, help="how many lessons may be open at once (what fits in memory)")
    apps.add_argument(
        "--name", action="append", default=[], help="another name by which browsers ask for this computer (repeatable)"
    )
    apps.add_argument(
        "--code", nargs="?", const="", help="ask phones for a code before a lesson opens; without CODE, one is drawn"
    )
    apps.add_argument("--tls", action="store_true", help="encrypt the lines, with a certificate made now")
    apps.add_argument(
        "--topic",
        type=read_count,
        action="append",
        default=[],
        help="make the lesson of a topic ready now (repeatable)",
    )
    apps.add_argument("--people", type=read_count, help="how many will come; says whether there is room for them")
    apps.add_argument("--recordings", type=Path, metavar="FOLDER", help="a folder of lessons that people have read")
    apps.add_argument(
        "--store",
        metavar="URL",
        help="where answers of sessions are kept, without names: sqlite:///workshops.sqlite, postgresql://…; “none” "
        "keeps nothing (a file in your data folder)",
    )
    apps.add_argument("--no-warm", action="store_true", help="start every lesson anew instead of forking one")
    apps.add_argument(
        "--gateway",
        action="store_true",
        help="believe the gateway in front (Caddy, nginx) about who asks; only where nobody gets past it",
    )
    apps.add_argument("--hub", action="store_true", help="serve one person of the JupyterHub that starts this")
    apps.add_argument("--open", action="store_true", help="open the page in this computer's browser")
    add_language(apps)
    apps.set_defaults(run=_apps)
    lab = commands.add_parser(
        "lab", help="open the notebooks in JupyterLab", description="Open the notebooks in JupyterLab, to adapt them."
    )
    lab.add_argument("--port", type=int, default=8888, help="the number at the end of the address (8888)")
    lab.add_argument("--hub", action="store_true", help="serve one person of the JupyterHub that starts this")
    lab.add_argument("more", nargs=argparse.REMAINDER, help="options for JupyterLab itself, after --")
    lab.set_defaults(run=_lab)


def _add_agreement(commands: Any) -> None:
    agreement = commands.add_parser(
        "agreement",
        help="put a clause or an agreement on paper, or read the answer to it",
        description="Fill in a clause and write it to a file; or take a draft that was saved on the page “I need a "
        "clause” (--draft) and write it, make all papers of a meeting (--folder), or hold their answer against it "
        "(--answer). Without CLAUSE and --draft, list the clauses and their blanks.",
        epilog="Examples: toolkit agreement bias --place KE --union U --employer E --blank auditor=… --out draft.docx; "
        "toolkit agreement --draft draft.yml --answer theirs.docx --redline redline.docx",
    )
    agreement.add_argument("clause", nargs="?", metavar="CLAUSE", help="the clause's id, for example bias")
    agreement.add_argument("--strength", default="standard", help="minimum, standard or strong")
    agreement.add_argument(
        "--blank", action="append", type=read_pair, default=[], metavar="NAME=VALUE", help="fill in a blank"
    )
    agreement.add_argument("--title", default="Agreement", help="the title of the agreement")
    agreement.add_argument("--union", default="…", help="the name of the union")
    agreement.add_argument("--employer", default="…", help="the name of the employer")
    agreement.add_argument("--place", default="INT", help="two letters of the country (KE): decides which law is named")
    agreement.add_argument("--on", type=date.fromisoformat, default=date.today(), help="the day, as 2026-12-01")
    agreement.add_argument("--audience", choices=("us", "table"), default="us", help="for us, or for the other side")
    agreement.add_argument("--out", type=Path, help=".docx, .pdf, .html or .md; with --draft also dates as .ics")
    agreement.add_argument("--draft", type=Path, metavar="FILE", help="a draft that was saved (.yml)")
    agreement.add_argument("--folder", type=Path, help="write all papers for a meeting into this folder")
    agreement.add_argument("--answer", type=Path, metavar="FILE", help="what they sent back: .docx, .md or .txt")
    agreement.add_argument("--redline", type=Path, metavar="FILE", help="their changes in our text, tracked (.docx)")
    add_language(agreement)
    agreement.set_defaults(run=_agreement)


if __name__ == "__main__":
    raise SystemExit(main())
