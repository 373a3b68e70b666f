"""What an audit gives: what it publishes, and the papers that are made of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolkit.audit.papers.report import report_document
from toolkit.audit.published import Published
from toolkit.documents import write
from toolkit.languages import Language


@dataclass(frozen=True)
class AuditResult(Published):
    """What an audit publishes: tables (fresh pandas frames at each access), findings that speak, and papers."""

    def report(self, path: str | Path, language: Language | str = "en") -> Path:
        """Write the audit down for others: .docx, .pdf, .html, .md or .xlsx, as the ending of the file says.

        For another title or date see `toolkit.audit.papers.report.report_document`.
        """
        return write(report_document(self, language), path)
