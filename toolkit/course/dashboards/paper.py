"""A dashboard on one page, as a workbook, and as a plain table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.charts import draw_png
from toolkit.course.dashboards.course import Course
from toolkit.course.dashboards.publishing import Published
from toolkit.course.dashboards.region import Region
from toolkit.course.dashboards.words import WITHHELD, Worded
from toolkit.documents import Document, Facts, Paragraph, Part, Picture, Table
from toolkit.errors import translatable
from toolkit.languages import Language, strip

INVENTED = translatable("Invented: these unions and numbers do not exist. They show what the page can do.")
REGION, COURSE = translatable("What unions of the region won and see"), translatable("What came of the course")
_AS_OF = translatable("As of")
_UNIONS = translatable("Unions")
_AGREEMENTS = translatable("Agreements in force")
_AUDITS = translatable("Audits")
_SYSTEMS = translatable("Systems known")
_OVERDUE = translatable("Questions overdue")
_PLACES = translatable("Unions and workplaces")
_RUNNING = translatable("Courses in their first 90 days")
_SESSIONS, _HELD_FOR = translatable("Sessions held"), translatable("Sessions held, by audience")
_PEOPLE = translatable("People, counted at each session")
_ASKED, _WON, _REFUSED = translatable("Asked for"), translatable("Won"), translatable("Refused")
SUBTRACTED = translatable(
    "Whoever has this paper from before and after one more union handed something over can subtract. Give a new one "
    "away only when three more have."
)
STEPWISE = translatable(
    "A picture of answers moves only when at least five more people have answered: who saw it before and after must "
    "not be able to subtract."
)
_PICTURES = 2  # that one page has room for
_ROWS = 5
_WIDTH_CM = 13.0
_CSV = ("table", "row", "column", "number")


@dataclass(frozen=True)
class Board:
    """A dashboard in a language, ready for page and paper.

    Attributes
    ----------
    facts
        The few numbers that come first.
    tables
        Each table with its words, the most important first.
    further
        Tables of what is no secret.
    told
        What is to be known of it, already in the language; what two papers tell if nothing else is said.
    """

    title: str
    language: Language
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Worded, ...]
    invented: bool = False
    further: tuple[Table, ...] = ()
    told: tuple[str, ...] = ()

    def notes(self) -> tuple[str, ...]:
        """What is to be known of the numbers, each sentence once."""
        hidden = [one.note() for one in self.tables if one.table.hides]
        return tuple(dict.fromkeys([*hidden, *(self.told or [self.language.say(SUBTRACTED)])]))

    def document(self) -> Document:
        """One page: the numbers, the first pictures, and what is not shown. A workbook of it holds all tables."""
        say = self.language.say
        blocks: list[Part] = [Paragraph(say(INVENTED), "warning")] if self.invented else []
        blocks.append(Facts(self.facts))
        drawn = [figure for one in self.tables if (figure := one.figure(_ROWS)).points]
        blocks += [Picture(draw_png(figure), figure.describe, _WIDTH_CM) for figure in drawn[:_PICTURES]]
        blocks.append(Paragraph(" ".join(self.notes()), "note"))
        sheets = (*(one.on_paper() for one in self.tables), *self.further)
        return Document(self.title, self.language, tuple(blocks), sheets=sheets, one_page=True)

    def to_csv(self) -> bytes:
        """All numbers, one a line; the number is empty where it is not shown. It begins so that Excel knows UTF-8."""
        written = io.StringIO()
        lines = csv.writer(written, lineterminator="\r\n")
        lines.writerow(_CSV)
        for one in self.tables:
            _, *columns = one.header()
            for (label, *_), values in zip(one.lines(), one.values(), strict=True):
                for column, value in zip(columns, values, strict=True):
                    lines.writerow((one.title, strip(label), strip(column), "" if value is None else value))
        return b"\xef\xbb\xbf" + written.getvalue().encode("utf-8")


def region_board(region: Region, language: Language, today: date, *, invented: bool = False) -> Board:
    """The dashboard of a region."""
    say = language.say
    facts = (
        (say(_AS_OF), language.date(today)),
        (say(_UNIONS), language.number(region.unions)),
        (say(_AGREEMENTS), _shown(region.agreements.total, language)),
        (say(_OVERDUE), _shown(region.requests.of_column("overdue"), language)),
        (say(_SYSTEMS), _shown(region.seen.total, language)),
        (say(_AUDITS), _shown(region.audits.total, language)),
    )
    return Board(say(REGION), language, facts, _worded(region.tables, language), invented)


def course_board(course: Course, language: Language, today: date, *, invented: bool = False) -> Board:
    """The dashboard of a course."""
    say = language.say
    facts = (
        (say(_AS_OF), language.date(today)),
        (say(_PLACES), language.number(course.unions)),
        (say(_RUNNING), language.number(course.running)),
        (say(_SESSIONS), language.number(sum(number for _, number in course.sessions))),
        (say(_PEOPLE), _shown(course.people.total, language)),
        (say(_ASKED), _shown(course.spans.total, language)),
        (say(_WON), _shown(course.spans.of_column("won"), language)),
        (say(_REFUSED), _shown(course.spans.of_column("refused"), language)),
    )
    people = Worded(course.people, language)
    held = Table(
        (people.header()[0], say(_SESSIONS)),
        tuple((people.label(name), language.number(number)) for name, number in course.sessions if number),
        say(_HELD_FOR),
        tuple((None, float(number)) for _, number in course.sessions if number),
        sheet=say(_SESSIONS),
    )
    further = (held,) if held.rows else ()
    return Board(say(COURSE), language, facts, _worded(course.tables, language), invented, further)


def _worded(tables: Sequence[Published], language: Language) -> tuple[Worded, ...]:
    return tuple(Worded(table, language) for table in tables)


def _shown(value: int | None, language: Language) -> str:
    return language.say(WITHHELD) if value is None else language.number(value)
