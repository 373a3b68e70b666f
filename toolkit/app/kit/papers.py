"""A paper in the forms in which it leaves the page: to read, to send as text, for Word, and to print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from toolkit.app.kit.fields import TakeAway
from toolkit.documents import Bilingual, Document, write_docx, write_html, write_pdf, write_text
from toolkit.documents.making import made
from toolkit.errors import translatable
from toolkit.languages import Language

WORD = translatable("Save for Word")
PDF = translatable("Save as PDF")
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Paper:
    """A paper in the forms in which it leaves the page: to read, to send as text, for Word, and to print."""

    page: str = field(repr=False)
    words: str = field(repr=False)
    word_file: bytes = field(repr=False)
    pdf_file: bytes = field(repr=False)


def paper_of(document: Document | Bilingual, *, printed: bool = True) -> Paper:
    """A document in all its forms; one in two languages has two columns, and one text after the other in a message.

    Parameters
    ----------
    printed
        Whether a PDF is made too. It carries its fonts along: in Arabic it weighs many times what Word does.
    """
    return papers_of([(document, printed)])[0]


def papers_of(documents: Sequence[tuple[Document | Bilingual, bool]]) -> list[Paper]:
    """Several documents in all their forms, each with whether a PDF is made of it too."""
    files = iter(made([maker for document, printed in documents for maker in _makers(document, printed)]))
    return [Paper(*_texts(document), next(files), next(files)) for document, _ in documents]


def _makers(document: Document | Bilingual, printed: bool) -> tuple[Callable[[], bytes], Callable[[], bytes]]:
    """What makes the file for Word, and the PDF."""
    if isinstance(document, Document):
        return partial(write_docx, document), partial(write_pdf, document) if printed else bytes
    from toolkit.documents.pdf import write_pdf_columns
    from toolkit.documents.word.docx import write_docx_columns

    return partial(write_docx_columns, document), partial(write_pdf_columns, document) if printed else bytes


def _texts(document: Document | Bilingual) -> tuple[str, str]:
    """A page to read, and a text to send."""
    if isinstance(document, Document):
        return write_html(document), write_text(document)
    from toolkit.documents.html import write_html_columns

    return write_html_columns(document), f"{write_text(document.first)}\n\n{write_text(document.second)}"


def take_home(name: str, title: str, note: str, paper: Paper, stem: str, speech: Language) -> TakeAway:
    """A paper as something to take home: to read on the screen, for Word, and for printing where it was made so."""
    files = [(speech.say(WORD), f"{stem}.docx", WORD_TYPE, paper.word_file)]
    if paper.pdf_file:
        files.append((speech.say(PDF), f"{stem}.pdf", "application/pdf", paper.pdf_file))
    return TakeAway(name, speech.say(title), speech.say(note), paper.page, paper.words, tuple(files))
