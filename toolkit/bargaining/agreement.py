"""An agreement in the making: a value that grows clause by clause and goes on paper, for us or for the table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolkit.bargaining.agreements.calendar_file import write_calendar
from toolkit.bargaining.agreements.checks.problem import Problem
from toolkit.bargaining.agreements.checks.problems import find_problems
from toolkit.bargaining.agreements.draft import Audience, Draft, check_audience
from toolkit.bargaining.agreements.meeting_folder import write_folder
from toolkit.bargaining.agreements.paper import document_for
from toolkit.bargaining.agreements.saving import load, read_draft, save
from toolkit.bargaining.agreements.timetable import Due, timetable_of
from toolkit.bargaining.clauses.library import find_clause
from toolkit.bargaining.clauses.record import STRENGTH_NAMES
from toolkit.bargaining.counter.compare import compare_with
from toolkit.bargaining.counter.papers.changes_paper import Changes
from toolkit.bargaining.counter.papers.redline import write_redline
from toolkit.bargaining.demands.demands import CLAUSE, STRENGTH
from toolkit.documents import Bilingual, Document, Heading, Table, html_of, write
from toolkit.languages import translatable

STILL_EMPTY = translatable("Still to be filled in")


@dataclass(frozen=True)
class Agreement(Draft):
    """A draft agreement. Every change gives a new value; the old one stays as it was.

    Parameters
    ----------
    title, union, employer : str
    place : str
        ISO 3166 code; decides which law is named and what an article is called.
    language : str
        ``"ar-MA"``: the language of the paper, in a place.
    on : date, optional
        The day of the draft, from which law is read; today if left out.
    regime : {"private", "statutory"}
        Whether work is governed by contracts, or by a statute of the public service.
    employer_kind : {"statute", "contract", "private", "platform"}, optional
        Public service under a statute, public employees under contract, private, or a platform: decides which law the
        table reads.
    kind : {"company", "sector", "protocol", "tender_annex", "motion"}
        What the paper is; its opening and closing words follow it.
    scope : str
        To whom and where it applies, after "applies to"; everybody at the employer if empty.
    starts : date, optional
        When it enters into force; with the last signature if left out.
    months : int, optional
        For how long; for an indefinite term if left out.
    signatories : tuple of str
        Who signs, a line each; both parties if empty.
    second_language, prevailing : str, optional
        A second language beside the first, and which of the two counts where they differ (else the first).
    beside : mapping
        ``title``, ``union``, ``employer`` and ``scope`` in the second language, where they differ.
    lawyer, read_on : str and date, optional
        Which lawyer has read the draft, and when.
    annexes : tuple of {"register", "timetable", "audit"}
        What the other side gets besides the articles. Published numbers of an audit only if chosen here.

    Examples
    --------
    >>> draft = Agreement(title="Fair decisions", union="Union", employer="Agency", place="KE", language="en")
    >>> draft.add("bias", strength="strong", blanks={"interval_months": 12}).articles[0].strength
    'strong'
    >>> len(draft.articles)
    0
    """

    def problems(self) -> tuple[Problem, ...]:
        """What a careful colleague would ask before this goes to the table, the gravest first."""
        return find_problems(self)

    def timetable(self) -> tuple[Due, ...]:
        """Who owes what by when, the earliest first."""
        return timetable_of(self)

    def document(self, audience: Audience = "us") -> Document | Bilingual:
        """The agreement as a neutral document; in two columns if it has a second language.

        Parameters
        ----------
        audience : {"us", "table"}
            "us" holds reasons, strengths, unchecked law and advice, and says so on every page; "table" none of it.

        Raises
        ------
        UnfilledBlank
            Naming the first clause and blank that is empty.
        """
        return document_for(self, audience)

    # --- files ---------------------------------------------------------------------------------------------------

    def write(self, path: str | Path, audience: Audience = "us") -> Path:
        """Write the agreement, in the format that the file's ending names (.docx, .pdf, .html, .md, .xlsx, .ics).

        Raises
        ------
        UnfilledBlank, UnknownSuffix
        """
        if Path(path).suffix.lower() == ".ics":
            check_audience(audience)
            return write_calendar(self, path, audience)
        write(self.document(audience), path)
        return Path(path)

    def write_folder(self, path: str | Path) -> tuple[Path, ...]:
        """Write all that one takes along: the table copy, our copy, a two-minute speech, objections, the dates."""
        return write_folder(self, path)

    def save(self, path: str | Path) -> Path:
        """Keep the draft in one file that people can read, to go on later. It is for us: it holds our strategy."""
        return save(self, path)

    @classmethod
    def open(cls, path: str | Path) -> Agreement:
        """A draft that was saved.

        Raises
        ------
        UnreadableFile, AgreementError
        """
        return load(path, cls)

    @classmethod
    def read(cls, data: bytes, name: str) -> Agreement:
        """A draft in the bytes of a file that was saved; `name` is what the file is called.

        Raises
        ------
        UnreadableFile, AgreementError
        """
        return read_draft(data, name, cls)

    def compare(self, path: str | Path) -> Changes:
        """What the other side's answer took away: every change, clause by clause."""
        return Changes.of(self, compare_with(self, path))

    def write_redline(self, answer: str | Path, path: str | Path) -> Path:
        """Write their answer as tracked changes in our draft, a Word file: accept all for theirs, reject all for ours.

        Parameters
        ----------
        answer
            The file that they sent back.
        path
            Where the redline goes.

        Raises
        ------
        UnfilledBlank, UnknownSuffix, UnreadableFile
        """
        return write_redline(self, answer, path)

    def _repr_html_(self) -> str:
        speech = self.speech
        still = {(clause, name) for clause, name in self.missing()}
        rows = []
        for article in self.articles:
            clause = find_clause(article.clause)
            empty = [blank.label(speech) for blank in clause.blanks if (clause.id, blank.name) in still]
            title = clause.text(self.language).title
            rows.append((title, speech.say(STRENGTH_NAMES[article.strength]), speech.list(empty) if empty else "–"))
        heads = tuple(speech.say(word) for word in (CLAUSE, STRENGTH, STILL_EMPTY))
        return html_of(Document(self.title, speech, (Heading(self.title), Table(heads, tuple(rows)))))
