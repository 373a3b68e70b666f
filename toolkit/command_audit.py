"""``toolkit audit``: from a file of decisions to findings, tables, a report, a brief, a letter and an answer."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.command_arguments import add_language, read_count, read_pair
from toolkit.errors import SetupError, translatable

if TYPE_CHECKING:
    from toolkit.audit import AuditResult, DecisionLog

COLUMNS_NEEDED = translatable("Say what the columns of “{path}” mean: at least --decision, --selected and --groups.")
PARTIES_NEEDED = translatable("A letter is written by somebody to somebody. Say --union and --employer as well.")


def add_audit(commands: Any) -> None:
    """The command, its options and what a newcomer reads about them."""
    audit = commands.add_parser(
        "audit",
        help="audit a decision log",
        description="Compare how groups of people were treated. FILE is a table (Excel, LibreOffice, CSV, JSON, "
        "Parquet, SPSS, Stata) with the columns named below, or the name of a dataset of ours (student-grant-checks) "
        "without any.",
        epilog="Example: toolkit audit hiring.csv --decision hired --selected yes --effect benefit --groups sex age "
        "--report report.docx --brief brief.pdf",
    )
    audit.add_argument("file", metavar="FILE", help="the file or dataset")
    add_columns(audit.add_argument_group("what the columns of the file mean"))
    _add_question(audit.add_argument_group("what is asked"))
    _add_papers(audit.add_argument_group("what to write, beside what is printed"))
    add_language(audit)
    audit.set_defaults(run=run_audit)


def add_columns(audit: Any) -> None:
    """The options that say what the columns of a file mean."""
    audit.add_argument("--decision", help="the column that holds the decision")
    audit.add_argument("--selected", nargs="+", default=[], help="the values of that column that mean yes")
    audit.add_argument("--effect", choices=("benefit", "burden"), default="benefit", help="is yes good or bad for them")
    audit.add_argument("--said", default="", metavar="WORDS", help="what happened to those people: 'were hired'")
    audit.add_argument(
        "--outcome-said", default="", metavar="WORDS", help="what turned out true: 'had been paid too much'"
    )
    audit.add_argument("--groups", nargs="+", default=[], help="the columns by which people are compared")
    audit.add_argument("--within", nargs="+", default=[], help="compare only people with the same value here")
    audit.add_argument("--outcome", help="the column that says what turned out true")
    audit.add_argument("--outcome-true", nargs="+", default=[], help="the values of that column that mean true")
    audit.add_argument("--score", help="a column with the system's score")
    audit.add_argument("--score-bins", type=read_count, help="into how many parts to cut the scores, to compare them")
    audit.add_argument("--when", help="the column with the day of the decision")
    audit.add_argument(
        "--period", choices=("day", "month", "quarter", "year"), help="by what those days are put together (month)"
    )
    audit.add_argument("--count", help="the column that says how many people a row stands for")
    audit.add_argument("--rounded-to", type=int, help="what the counts were rounded to before they were published")
    audit.add_argument(
        "--codebook", type=Path, metavar="FILE", help="words for columns and values, as `toolkit codebook` writes them"
    )
    audit.add_argument(
        "--recipe", type=Path, metavar="FILE", help="what was said of an earlier table, as it was saved with its report"
    )


def _add_question(audit: Any) -> None:
    audit.add_argument(
        "--reference", nargs="+", type=read_pair, default=[], metavar="COLUMN=GROUP", help="the group to compare with"
    )
    audit.add_argument(
        "--measures",
        nargs="+",
        metavar="MEASURE",
        help="by what to compare, such as selection_rate (all that is possible)",
    )
    audit.add_argument("--confidence", type=float, default=0.95, help="how sure an answer has to be (0.95)")
    audit.add_argument("--smallest-cell", type=int, default=10, help="show nothing about fewer people (10)")
    audit.add_argument("--round-to", type=int, help="show every count as a multiple of this (10: tens)")
    audit.add_argument(
        "--released",
        nargs="*",
        metavar="FILE",
        help="files of what is already out about these people: what would tell a small group beside it is withheld; "
        "without a file: the first of several results",
    )
    audit.add_argument("--cross", action="store_true", help="compare the groups of every pair of columns as well")
    audit.add_argument(
        "--correction",
        default="holm",
        choices=["holm", "benjamini-hochberg"],
        help="how the number of comparisons is taken into account (holm)",
    )
    audit.add_argument(
        "--claim",
        type=float,
        metavar="ACCURACY",
        help="what to answer if somebody says the system is right in this share of cases, such as 0.97",
    )


def _add_papers(audit: Any) -> None:
    audit.add_argument(
        "--report", nargs="+", default=[], metavar="PATH", help="a full report: .docx .pdf .html .xlsx or .md"
    )
    audit.add_argument("--brief", nargs="+", default=[], metavar="PATH", help="one page: .docx .pdf .html or .md")
    audit.add_argument(
        "--brief-kind",
        choices=("hearing", "tender", "press"),
        default="hearing",
        help="whom that page is for: it ends with questions, with what a bidder must supply, or with facts to print",
    )
    audit.add_argument(
        "--letter",
        nargs="+",
        default=[],
        metavar="PATH",
        help="where there are too few people to tell: a letter that asks for as many counts as would be enough",
    )
    audit.add_argument(
        "--exercises",
        type=Path,
        metavar="PATH",
        help="for a workshop: the exercises of topic 4 with these numbers, as a page that needs no server (.html)",
    )
    audit.add_argument(
        "--release", metavar="FILE", help="write down what is out now, to be named in --released the next time"
    )
    audit.add_argument("--union", default="", help="who hands the brief out and writes the letter")
    audit.add_argument("--employer", default="", help="to whom the letter goes")
    audit.add_argument("--town", default="", help="where the letter is written")
    audit.add_argument("--on", type=date.fromisoformat, default=date.today(), help="the day on both, as 2026-12-01")
    audit.add_argument("--json", action="store_true", help="print all tables for other programmes")


def run_audit(options: argparse.Namespace) -> int:
    """Audit, write what was asked for, and print the findings or all tables."""
    from toolkit.audit import Release, answer_claim, audit

    if options.letter and not (options.union and options.employer):
        raise SetupError(PARTIES_NEEDED)
    result = audit(
        log_of(options),
        reference=dict(options.reference),
        confidence=options.confidence,
        smallest_cell=options.smallest_cell,
        cross=options.cross,
        correction=options.correction,
        round_to=options.round_to,
        measures=options.measures,
        released=None if options.released is None else [Release.open(path) for path in options.released],
    )
    language = options.language
    claim = "" if options.claim is None else answer_claim(options.claim, result).say(language)
    if options.release:
        result.release().save(options.release)
    for path in options.report:
        result.report(path, language=language)
    for path in options.brief:
        result.brief(path, language, kind=options.brief_kind, union=options.union, on=options.on)
    for path in options.letter:
        parties = {"union": options.union, "employer": options.employer, "place": options.town}
        result.letter(path, language, on=options.on, **parties)
    if options.exercises:
        from toolkit.app.offline.own import numbers_page
        from toolkit.documents import write_bytes

        write_bytes(numbers_page(result, language, options.claim).encode("utf-8"), options.exercises)
    if options.json:
        print(json.dumps(_told(result, language, claim), ensure_ascii=False, indent=1))
        return 0
    for finding in result.findings:
        print(f"- {finding.say(language)}")
    if claim:
        print(f"\n{claim}")
    return 0


def log_of(options: argparse.Namespace, table: Any = None) -> DecisionLog:
    """The log that a file and the options about its columns make; of a table instead, if one is given."""
    from toolkit.audit import DecisionLog
    from toolkit.audit.codebooks.answers import codebook_at

    words = codebook_at(options.codebook) if options.codebook else None
    if options.recipe:
        changes = {} if words is None else {"codebook": words}
        return DecisionLog.follow(options.recipe, options.file if table is None else table, **changes)
    if words is not None and not options.decision:
        return DecisionLog(options.file if table is None else table, codebook=words, **words.roles)
    if options.decision:
        return DecisionLog(
            options.file if table is None else table,
            decision=options.decision,
            selected=options.selected,
            effect=options.effect,
            groups=options.groups,
            outcome=options.outcome,
            outcome_true=options.outcome_true,
            within=options.within,
            score=options.score,
            score_bins=options.score_bins,
            when=options.when,
            period=options.period,
            count=options.count,
            rounded_to=options.rounded_to,
            said={"affected": options.said, "came_true": options.outcome_said},
            codebook=words,
        )
    if Path(options.file).is_file():
        raise SetupError(COLUMNS_NEEDED, path=options.file)
    return DecisionLog.open(options.file)


def _told(result: AuditResult, language: str, claim: str) -> dict[str, Any]:
    """Everything that an audit publishes, as plain values."""
    return result.to_dict(language) | ({"claim": claim} if claim else {})
