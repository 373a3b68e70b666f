"""How does it leave the house, and come back? Neutral `Document` values, written as DOCX, PDF, HTML, Markdown or XLSX.

A document is a value first and a file last, so that every kind of file says the same under the same numbers::

    Document ── write(document, "table.docx") ──▶ file ── read_docx("counter.docx") ──▶ plain blocks

The libraries that know the file formats are loaded when something is written or read, not before; so are the
modules of this room, because a process that reads one file of a stranger is started for each.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.documents.document import (
        Article,
        Band,
        Bilingual,
        Bullets,
        Changed,
        Document,
        Facts,
        Heading,
        Line,
        Numbered,
        Paragraph,
        Part,
        Picture,
        Reference,
        Signatures,
        Table,
        Text,
    )
    from toolkit.documents.form import Form, FormColumn
    from toolkit.documents.html import html_of, write_html
    from toolkit.documents.layouts.deck_html import write_deck_html
    from toolkit.documents.layouts.pdf import write_cards_pdf, write_deck_pdf, write_poster_pdf
    from toolkit.documents.layouts.values import Card, CardSheets, Deck, Poster, Slide
    from toolkit.documents.markdown import write_markdown
    from toolkit.documents.pdf import write_pdf
    from toolkit.documents.text import write_text
    from toolkit.documents.word.docx import write_docx
    from toolkit.documents.word.read import Block, read_docx
    from toolkit.documents.writing import write, write_bytes
    from toolkit.documents.xlsx import write_form, write_xlsx

__all__ = [
    "Article",
    "Band",
    "Bilingual",
    "Block",
    "Bullets",
    "Card",
    "CardSheets",
    "Changed",
    "Deck",
    "Document",
    "Facts",
    "Form",
    "FormColumn",
    "Heading",
    "Line",
    "Numbered",
    "Paragraph",
    "Part",
    "Picture",
    "Poster",
    "Reference",
    "Signatures",
    "Slide",
    "Table",
    "Text",
    "html_of",
    "read_docx",
    "write",
    "write_bytes",
    "write_cards_pdf",
    "write_deck_html",
    "write_deck_pdf",
    "write_docx",
    "write_form",
    "write_html",
    "write_markdown",
    "write_pdf",
    "write_poster_pdf",
    "write_text",
    "write_xlsx",
]
_MODULES = {
    "Card": "layouts.values",
    "CardSheets": "layouts.values",
    "Deck": "layouts.values",
    "Poster": "layouts.values",
    "Slide": "layouts.values",
    "write_cards_pdf": "layouts.pdf",
    "write_deck_html": "layouts.deck_html",
    "write_deck_pdf": "layouts.pdf",
    "write_poster_pdf": "layouts.pdf",
    "write_docx": "word.docx",
    "html_of": "html",
    "write_html": "html",
    "write_markdown": "markdown",
    "write_pdf": "pdf",
    "Block": "word.read",
    "read_docx": "word.read",
    "write_text": "text",
    "write": "writing",
    "write_bytes": "writing",
    "Form": "form",
    "FormColumn": "form",
    "write_form": "xlsx",
    "write_xlsx": "xlsx",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_MODULES.get(name, 'document')}"), name)
    globals()[name] = found
    return found
