"""Write a document as plain text: for a message to a colleague, without any marks."""

from __future__ import annotations

from toolkit.documents import labels
from toolkit.documents.document import (
    Article,
    Band,
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    Part,
    Picture,
    Signatures,
    Table,
    Text,
)
from toolkit.documents.runs import runs
from toolkit.languages.bidi import CLOSE, OPEN

_LINE_TO_SIGN = "________________"


def write_text(document: Document) -> str:
    """The document as plain text, numbered as on paper. Words of the other direction stay isolated.

    >>> from toolkit.documents import Document, Paragraph
    >>> from toolkit.languages import Language
    >>> write_text(Document("Note", Language("en"), (Paragraph("Ask <who> decides."),)))
    'Note\\n\\nAsk <who> decides.\\n'
    """
    parts = [_words(document.mark, document), _words(document.title, document)]
    parts += [_part(part, document) for part in document.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _part(part: Part, document: Document) -> str:
    say = document.language.say
    match part:
        case Heading():
            return _words(part.text, document)
        case Paragraph(kind="note"):
            return f"{say(labels.NOTE)} {_words(part.text, document)}"
        case Paragraph(kind="warning"):
            return f"{say(labels.WARNING)} {_words(part.text, document)}"
        case Paragraph():
            return _words(part.text, document)
        case Bullets():
            return "\n".join(f"• {_words(item, document)}" for item in part.items)
        case Facts():
            return "\n".join(f"{_words(label, document)}: {_words(value, document)}" for label, value in part.rows)
        case Table():
            rows = [*([part.filled(part.header)] if part.header else []), *part.lines]
            lines = [
                _words(row.text, document)
                if isinstance(row, Band)
                else " | ".join(_words(cell, document) for cell in row)
                for row in rows
            ]
            return "\n".join([line for line in (_words(part.caption, document), *lines) if line])
        case Article():
            return _article(part, document)
        case Signatures():
            lines = [f"{say(label)}: {_LINE_TO_SIGN}" for label in (labels.SIGNATURE, labels.PLACE_AND_DATE)]
            return "\n\n".join("\n".join([_words(party, document), *lines]) for party in part.parties)
        case Picture():
            return part.alternative


def _article(article: Article, document: Document) -> str:
    number = document.number_of(article.id)
    lines = [f"{_words(document.label_of(article.id), document)} – {_words(article.title, document)}"]
    for place, paragraph in enumerate(article.paragraphs, start=1):
        lines.append(f"{document.language.isolate(f'{number}.{place}')} {_words(paragraph.text, document)}")
        lines += [
            f"   ({document.letter(n)}) {_words(point, document)}" for n, point in enumerate(paragraph.points, start=1)
        ]
    return "\n".join(lines)


def _words(text: Text, document: Document) -> str:
    shown = []
    for run in runs(text, document):
        words = {"gone": f"[-{run.text}-]", "new": f"[+{run.text}+]"}[run.change] if run.change else run.text
        shown.append(f"{OPEN}{words}{CLOSE}" if run.direction is not None else words)
    return "".join(shown)
