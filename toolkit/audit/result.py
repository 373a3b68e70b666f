"""What an audit gives: what it publishes, and the papers that are made of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.audit.findings.finding import Finding
from toolkit.audit.papers.brief import Kind, write_brief
from toolkit.audit.papers.letter import write_letter
from toolkit.audit.papers.plot import Plot, plot_of
from toolkit.audit.papers.report import at_a_glance, report_document
from toolkit.audit.publication.published import Published, rows_of
from toolkit.documents import html_of, write
from toolkit.languages import Language

TABLES = ("counts", "rates", "gaps", "adjusted", "left_out", "bounds", "outcome_bounds", "rounding", "scores")


@dataclass(frozen=True, kw_only=True)
class AuditResult(Published):
    """What an audit publishes: tables (fresh pandas frames at each access), findings that speak, and papers.

    The three papers are written in one way: a path whose ending says which kind of file, a language, and by name what
    else they need.
    """

    def report(
        self,
        path: str | Path,
        language: Language | str = "en",
        *,
        title: str | None = None,
        author: str = "",
        mark: str = "",
        on: datetime.date | None = None,
    ) -> Path:
        """Write the audit down for others: .docx, .pdf, .html, .md or .xlsx, as the ending of the file says.

        Parameters
        ----------
        path : str or Path
        language : Language or str
            Of the report; the words of the dataset fall back to English where it has none.
        title : str, optional
            Else the dataset's title, or the name of the decision.
        author, mark : str
            Who signs; a line repeated on every page.
        on : date, optional
            The date of the report; today if left out.
        """
        return write(report_document(self, language, title=title, author=author, mark=mark, on=on), path)

    def brief(
        self,
        path: str | Path,
        language: Language | str = "en",
        *,
        kind: Kind = "hearing",
        finding: Finding | None = None,
        union: str = "",
        on: datetime.date | None = None,
    ) -> Path:
        """Write one page for people who have three minutes: .docx, .pdf, .html or .md.

        Parameters
        ----------
        path : str or Path
        language : Language or str
        kind : {"hearing", "tender", "press"}
            Whether it ends with questions, with what a bidder must supply, or with facts that can be printed.
        finding : Finding, optional
            Which finding of the audit; the weightiest gap if left out.
        union : str
            Who hands it out.
        on : date, optional
            Its date; today if left out.

        Raises
        ------
        AuditError
            If there is no brief of that kind.
        """
        return write_brief(self, path, language, kind=kind, finding=finding, union=union, on=on)

    def letter(
        self,
        path: str | Path,
        language: Language | str = "en",
        *,
        union: str,
        employer: str,
        finding: Finding | None = None,
        place: str = "",
        on: datetime.date | None = None,
        reply_days: int = 30,
    ) -> Path:
        """Write a letter that asks the employer for as many counts as would be enough to tell.

        Parameters
        ----------
        path : str or Path
        language : Language or str
        union, employer : str
            Who writes it, and to whom.
        finding : Finding, optional
            The gap that could not be judged; the weightiest of these if left out.
        place : str
            Where it is written.
        on : date, optional
            When; today if left out.
        reply_days : int
            Within how many days an answer is asked for.

        Raises
        ------
        AuditError
            If there is nothing to ask for.
        """
        told = {"union": union, "employer": employer, "place": place, "on": on, "reply_days": reply_days}
        return write_letter(self, finding, path, language, **told)  # type: ignore[arg-type]

    def plot(self, characteristic: str | None = None, language: Language | str = "en") -> Plot:
        """The charts that a report has, by one characteristic or by all; a notebook shows them by itself.

        Parameters
        ----------
        characteristic : str, optional
            By what people are compared; all if left out.
        language : Language or str

        Raises
        ------
        AuditError
            If nothing that could be drawn is published.
        """
        return plot_of(self, language, characteristic)

    def to_dict(self, language: Language | str = "en") -> dict[str, Any]:
        """Everything that the audit publishes, as plain values: the tables as rows, the findings in words."""
        tables: dict[str, Any] = {name: rows_of(getattr(self, f"_{name}")) for name in TABLES}
        return {**tables, "findings": [finding.say(language) for finding in self.findings]}

    def _repr_html_(self) -> str:
        return html_of(at_a_glance(self))
