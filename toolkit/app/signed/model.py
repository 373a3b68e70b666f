"""An agreement that was signed, without any widget: what is due, what an event starts, and what became of promises."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from toolkit.app.counter.model import example_draft
from toolkit.audit import AuditResult, DecisionLog, audit
from toolkit.bargaining import Agreement, Due, KeptPromise, check_promises
from toolkit.bargaining.agreements.articles import title_of
from toolkit.bargaining.agreements.calendar_file import WHO
from toolkit.bargaining.agreements.clocks import Clock, clocks_of
from toolkit.bargaining.clauses.library import find_clause
from toolkit.documents import Document, Heading, Paragraph, Part, Table
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language

NOTHING_SIGNED = translatable("Choose the agreement that you saved first.")
NO_DAY = translatable(
    "The saved agreement does not say on which day it entered into force. Give the day, so that duties have dates."
)
TITLE = translatable("Who owes what by when: {title}")
WHEN = translatable("When")
WHO_OWES = translatable("Who")
WHAT = translatable("What")
WHERE = translatable("Article")
PASSED = translatable("{day}, passed: was it done?")
AGAIN = translatable("{day}, and every {span}")
EVENTS = translatable("Times that begin when something happens")
EVENT_ROW = translatable("{span} from the day on which it begins")
PROMISES = translatable("What became of the promises")
EXAMPLE_LOG = "hiring-by-hospital"


@dataclass(frozen=True)
class Row:
    """A duty with the day on which it is due next, or was due last if it comes only once and the day has passed."""

    due: Due
    day: date
    passed: bool


@dataclass(frozen=True)
class SignedModel:
    """A signed agreement on a day."""

    language: Language
    today: date
    agreement: Agreement | None = field(default=None, repr=False)

    def problem(self) -> tuple[str, str]:
        """What is missing, ``signed`` or ``starts``, and a sentence; two empty words if nothing is."""
        if self.agreement is None:
            return "signed", self.language.say(NOTHING_SIGNED)
        if self.agreement.starts is None:
            return "starts", self.language.say(NO_DAY)
        return "", ""

    def rows(self) -> tuple[Row, ...]:
        """All duties with a day: what has passed and comes once first, then by the next day."""
        found = []
        for due in self.agreement.timetable() if self.agreement else ():
            days = list(due.days())
            if not days:
                continue
            coming = next((day for day in days if day >= self.today), None)
            found.append(Row(due, coming or days[-1], coming is None))
        return tuple(sorted(found, key=lambda row: (not row.passed, row.day)))

    def clocks(self) -> tuple[Clock, ...]:
        """The times that an event starts."""
        return clocks_of(self.agreement) if self.agreement else ()

    @property
    def promising(self) -> tuple[str, ...]:
        """The clauses of the agreement that promise a number which a later log can be held against."""
        if self.agreement is None:
            return ()
        found = []
        for article in self.agreement.articles:
            promise = find_clause(article.clause).promise
            if promise is not None and promise.blank in article.blanks:
                found.append(article.clause)
        return tuple(found)

    def say_when(self, row: Row) -> str:
        """When a duty is due, in words."""
        day = self.language.date(row.day)
        if row.passed:
            return self.language.say(PASSED, day=day)
        if row.due.every is not None:
            return self.language.say(AGAIN, day=day, span=row.due.every.say(self.language))
        return day

    def table(self) -> list[list[str]]:
        """Who owes what by when, as rows of words."""
        language = self.language
        return [
            [
                self.say_when(row),
                language.say(WHO[row.due.who]),
                row.due.what.say(language),
                self.title(row.due.article),
            ]
            for row in self.rows()
        ]

    def title(self, article: str) -> str:
        """The title of an article, in the language of the page where it has one."""
        try:
            return title_of(article, self.language)
        except ToolkitError:
            return title_of(article, Language("en"))

    def heads(self) -> list[str]:
        """The headings of that table."""
        return [self.language.say(word) for word in (WHEN, WHO_OWES, WHAT, WHERE)]

    def clock_rows(self) -> list[list[str]]:
        """The times that an event starts, as rows of words."""
        say = self.language.say
        return [
            [clock.say(self.language), say(EVENT_ROW, span=clock.span.say(self.language)), self.title(clock.article)]
            for clock in self.clocks()
        ]

    def document(self, kept: tuple[KeptPromise, ...] = ()) -> Document:
        """Duties, clocks and promises on paper, for us."""
        language, say = self.language, self.language.say
        assert self.agreement is not None
        blocks: list[Part] = [Table(tuple(self.heads()), tuple(map(tuple, self.table())))]
        if clocks := self.clock_rows():
            heads = tuple(say(word) for word in (WHAT, WHEN, WHERE))
            blocks += [Heading(say(EVENTS)), Table(heads, tuple(map(tuple, clocks)))]
        if kept:
            blocks.append(Heading(say(PROMISES)))
            blocks += [Paragraph(one.say(language)) for one in kept]
        return Document(say(TITLE, title=self.agreement.title), language, tuple(blocks), author=self.agreement.union)

    def kept(self, result: AuditResult) -> tuple[KeptPromise, ...]:
        """What a later audit says of the promises."""
        return check_promises(self.agreement, result) if self.agreement is not None else ()


def example_signed(language: Language, today: date) -> Agreement | None:
    """An agreement as it might have been signed half a year ago; None where it is not written in this language."""
    try:
        draft = example_draft(language)
    except ToolkitError:
        return None
    starts = date(today.year - (today.month <= 6), (today.month - 7) % 12 + 1, 1)
    return replace(draft, starts=starts, months=24)


def example_result() -> AuditResult:
    """The audit of an invented log of decisions, to hold the example against."""
    return audit(DecisionLog.open(EXAMPLE_LOG))
