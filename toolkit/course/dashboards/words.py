"""A published table in words: its title, its rows and columns as people call them, and what a picture of it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.bargaining.clauses.library import library
from toolkit.charts import MOST_ROWS, CountPoint, CountsFigure
from toolkit.course.dashboards.course import NONE
from toolkit.course.dashboards.feedback import UNSHOWN
from toolkit.course.dashboards.publishing import Published
from toolkit.course.dashboards.region import ONE, OWN_THEME
from toolkit.course.dashboards.workshop import AFTER, BEFORE
from toolkit.course.plans.tracks import track, track_names
from toolkit.course.topics import TOPICS
from toolkit.documents import Table
from toolkit.errors import translatable
from toolkit.governance.questions.bank import bank
from toolkit.governance.questions.tracker import STATUS_WORDS
from toolkit.governance.systems.fields import fields
from toolkit.languages import Language

WITHHELD = translatable("withheld")
TOGETHER = translatable("Together")
BEHIND_UNIONS = translatable(
    "A number is withheld where fewer than {number} unions or workplaces stand behind it, and so is one by which it "
    "could be worked out. Withheld does not mean none."
)
BEHIND_PEOPLE = translatable(
    "A number is withheld where fewer than {number} people stand behind it, and so is one by which it could be worked "
    "out. Withheld does not mean none."
)
PUBLISHED_ONCE = translatable(
    "Only what the wall of each workshop could show is added up. What it could not show stands under “withheld”, and "
    "not under its answer: an answer may have been given more often than its number says."
)
TITLES = {
    "clauses": translatable("Clauses in force, by strength"),
    "requests": translatable("Questions to management, by subject"),
    "systems": translatable("What is answered about systems at work"),
    "audits": translatable("Audits that were handed over"),
    "spans": translatable("What was asked, by when it was decided after the course"),
    "topics": translatable("What was asked, by topic"),
    "asked": translatable("What was asked, by clause"),
    "people": translatable("People who came, counted at each session"),
    "progress": translatable("How many are at which step"),
    "quiz": translatable("Before and after"),
    "answers": translatable("What was answered"),
}
_HEADS = {
    "clauses": translatable("Clause"),
    "requests": translatable("Subject"),
    "systems": translatable("Question"),
    "audits": translatable("What they could look at"),
    "spans": translatable("When"),
    "topics": translatable("Topic"),
    "asked": translatable("Clause"),
    "people": translatable("Course for"),
    "progress": translatable("Step"),
    "quiz": translatable("Of ten questions"),
    "answers": translatable("Answer"),
    "by-course": translatable("Course"),
    "by-topic": translatable("Topic"),
    "by-place": translatable("Country"),
    "by-year": translatable("Year"),
}
_STATES = {
    "open": translatable("still open"),
    "won": translatable("won"),
    "refused": translatable("refused"),
}
_STRENGTHS = {
    "minimum": translatable("minimum"),
    "standard": translatable("standard"),
    "strong": translatable("strong"),
}
_ANSWERS = {"open": translatable("no answer"), "answered": translatable("answered")}
_BANDS = {
    "0-4": translatable("0 to 4 right"),
    "5-7": translatable("5 to 7 right"),
    "8-10": translatable("8 to 10 right"),
}
_WORDS = {
    "shares": translatable("who was affected how often"),
    "outcome": translatable("and what turned out true"),
    "score": translatable("and the score behind it"),
    "0-30": translatable("in the first 30 days"),
    "31-60": translatable("on days 31 to 60"),
    "61-90": translatable("on days 61 to 90"),
    "later": translatable("later"),
    "open": translatable("not yet"),
    BEFORE: translatable("before"),
    AFTER: translatable("after"),
    OWN_THEME: translatable("Questions in their own words"),
}
_NO_TOPIC, _NO_CLAUSE, _NO_TRACK = (
    translatable("no topic"),
    translatable("no clause of the library"),
    translatable("no audience named"),
)
_ROW = translatable("{label}: {total}")
_ROW_OF_PARTS = translatable("{label}: {total} ({parts})")
_PART = translatable("{part}: {number}")
_IN_WORDS = translatable("{title}. {rows}.")
_BY_SIZE = ("clauses", "asked")  # too many rows for any order but the longest first


@dataclass(frozen=True)
class Worded:
    """A published table with the words of a language."""

    table: Published
    language: Language
    titled: str = ""  # where the table is one of many of its name, such as polls
    named: Mapping[str, str] = field(default_factory=dict, hash=False)  # rows and columns without words of our own
    spoken: str = ""  # the language of those words, where it is not that of the page

    @property
    def title(self) -> str:
        """What it shows."""
        return self.titled or self.language.say(TITLES[self.table.name])

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows in which there is anybody, or may be; a long list with the largest first, what is unknown last."""
        of = self.table.of_row
        there = [row for row in self.table.rows if of(row) != 0]
        if self.table.name in _BY_SIZE:
            there.sort(key=lambda row: -(of(row) or 0))
        return tuple(there)

    @property
    def has_parts(self) -> bool:
        """Whether the columns tell more than the sum."""
        return self.table.columns != (ONE,)

    @property
    def has_sums(self) -> bool:
        """Whether the rows can be added up: before and after are the same people."""
        return self.table.name != "quiz"

    def label(self, row: str) -> str:
        """What a row is called."""
        language = self.language
        if row in self.named:
            return self.named[row]
        match self.table.name:
            case "clauses" | "asked":
                return language.say(_NO_CLAUSE) if row == NONE else library()[row].text(language).title
            case "requests" if row != OWN_THEME:
                return bank().theme(row, language)
            case "systems":
                return fields()[row].label.say(language)
            case "topics":
                titles: Mapping[str, str] = {str(topic.number): topic.title for topic in TOPICS}
                return language.say(titles.get(row, _NO_TOPIC))
            case "people":
                return track(row).title.say(language) if row in track_names() else language.say(_NO_TRACK)
        return language.say(_WORDS[row]) if row in _WORDS else row

    def part(self, column: str) -> str:
        """What a column is called."""
        if column in self.named:
            return self.named[column]
        words = {
            "clauses": _STRENGTHS,
            "requests": STATUS_WORDS,
            "systems": _ANSWERS,
            "quiz": _BANDS,
        }.get(self.table.name, _STATES)
        return self.language.say(words[column])

    def number(self, value: int | None) -> str:
        """A number as it is read, or that it is not shown."""
        return self.language.say(WITHHELD) if value is None else self.language.number(value)

    def figure(self, most: int = MOST_ROWS) -> CountsFigure:
        """A picture of the rows of which anything is shown; the table holds the others too."""
        table, say = self.table, self.language.say
        columns = tuple(
            column for column in table.columns if column != UNSHOWN
        )  # what is left of a row is drawn dotted
        seen = [row for row in self.rows if table.of_row(row) or any(table.cell(row, one) for one in table.columns)]
        points = tuple(
            CountPoint(
                self.label(row),
                tuple(table.cell(row, column) for column in columns),
                table.of_row(row),
                self.number(table.of_row(row)),
            )
            for row in seen[:most]
        )
        rows = [self._in_words(row) for row in seen[:most]]
        describe = say(_IN_WORDS, title=self.title, rows=self.language.list(rows, whole=True)) if rows else self.title
        parts = tuple(map(self.part, columns)) if self.has_parts else (self.title,)
        return CountsFigure(self.language, self.title, "", points, describe, parts, say(WITHHELD))

    def _in_words(self, row: str) -> str:
        say, table = self.language.say, self.table
        total = self.number(table.of_row(row))
        if not self.has_parts:
            return say(_ROW, label=self.label(row), total=total)
        parts = [
            say(_PART, part=self.part(column), number=self.number(table.cell(row, column)))
            for column in table.columns
            if table.cell(row, column) != 0
        ]
        return say(_ROW_OF_PARTS, label=self.label(row), total=total, parts=self.language.list(parts, whole=True))

    def header(self) -> tuple[str, ...]:
        """The heads of the columns."""
        say = self.language.say
        parts = tuple(self.part(column) for column in self.table.columns) if self.has_parts else ()
        return (say(_HEADS[self.table.name]), *parts, say(TOGETHER))

    def values(self) -> tuple[tuple[int | None, ...], ...]:
        """The numbers of each row, and below them of all rows where that says anything; None where one is not shown."""
        table = self.table
        columns = table.columns if self.has_parts else ()
        rows = [(*(table.cell(row, column) for column in columns), table.of_row(row)) for row in self.rows]
        if not self.has_sums:
            return tuple(rows)
        return (*rows, (*(table.of_column(column) for column in columns), table.total))

    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The rows of the table in words."""
        labels = [self.label(row) for row in self.rows]
        labels += [self.language.say(TOGETHER)] if self.has_sums else []
        return tuple(
            (label, *(self.number(value) for value in values))
            for label, values in zip(labels, self.values(), strict=True)
        )

    def on_paper(self) -> Table:
        """The table for a document or a workbook."""
        values = tuple((None, *map(_float, row)) for row in self.values())
        return Table(self.header(), self.lines(), self.title, values, sheet=self.title)

    def note(self) -> str:
        """From how many on a number is shown."""
        if self.table.name.startswith("by-"):
            return self.language.say(PUBLISHED_ONCE)
        said = BEHIND_PEOPLE if self.table.by_people else BEHIND_UNIONS
        return self.language.say(said, number=self.table.fewest)


def _float(value: int | None) -> float | None:
    return None if value is None else float(value)
