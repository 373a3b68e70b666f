"""Write a document as Markdown, to be read in a notebook, pasted into a wiki or compared line by line."""

from __future__ import annotations

import base64
import re

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
    bookmark_of,
)
from toolkit.documents.runs import runs
from toolkit.languages.bidi import CLOSE, OPEN

_SPECIAL = re.compile(r"([\\`*_\[\]~$|])")
_STARTS_BLOCK = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))", flags=re.MULTILINE)
_LINE_TO_SIGN = r"\_\_\_\_\_\_\_\_\_\_\_\_"


def write_markdown(document: Document) -> str:
    """The document as Markdown text; right-to-left documents stand inside a ``div`` that says so."""
    parts = [f"# {_escaped(document.title, document)}"]
    mark = _escaped(document.mark, document)
    if mark.strip():  # four asterisks and nothing between them would be a rule
        parts.insert(0, f"**{mark}**")
    parts += [_part(part, document) for part in document.blocks]
    text = "\n\n".join(part for part in parts if part)
    if document.language.direction == "rtl":
        tag = document.language.tag.replace("_", "-")
        text = f'<div dir="rtl" lang="{tag}">\n\n{text}\n\n</div>'
    return text + "\n"


def _part(part: Part, document: Document) -> str:
    language = document.language
    match part:
        case Heading():
            return f"{'#' * (min(part.level, 5) + 1)} {_one_line(part.text, document)}"
        case Paragraph(kind="note"):
            return f"> **{language.say(labels.NOTE)}** {_escaped(part.text, document)}"
        case Paragraph(kind="warning"):
            return f"> **{language.say(labels.WARNING)}** {_escaped(part.text, document)}"
        case Paragraph():
            return _escaped(part.text, document)
        case Bullets():
            return "\n".join(f"- {_escaped(item, document)}" for item in part.items)
        case Facts():
            rows = [(_escaped(label, document), _escaped(value, document)) for label, value in part.rows]
            return "\n".join(f"- **{label}:** {value}" for label, value in rows)
        case Table():
            return _table(part, document)
        case Article():
            return _article(part, document)
        case Signatures():
            return "\n\n".join(_signature(party, document) for party in part.parties)
        case Picture():
            data = base64.b64encode(part.png).decode("ascii")
            return f"![{_one_line(part.alternative, document)}](data:image/png;base64,{data})"


def _article(article: Article, document: Document) -> str:
    number = document.number_of(article.id)
    label = _escaped(document.label_of(article.id), document)
    lines = [f'<a id="{bookmark_of(article.id)}"></a>']
    lines.append(f"## {label} – {_one_line(article.title, document)}")
    for place, paragraph in enumerate(article.paragraphs, start=1):
        lines.append(f"**{document.language.isolate(f'{number}.{place}')}** {_escaped(paragraph.text, document)}")
        points = enumerate(paragraph.points, start=1)
        points_text = "\n".join(f"- ({document.letter(n)}) {_escaped(point, document)}" for n, point in points)
        if points_text:
            lines.append(points_text)
    return "\n\n".join(lines)


def _signature(party: Text, document: Document) -> str:
    say = document.language.say
    name = _one_line(party, document)
    return "\n".join(
        [
            *([f"**{name}**", ""] if name else []),  # four asterisks and nothing between them would be a rule
            f"- {say(labels.SIGNATURE)}: {_LINE_TO_SIGN}",
            f"- {say(labels.PLACE_AND_DATE)}: {_LINE_TO_SIGN}",
        ]
    )


def _table(table: Table, document: Document) -> str:
    if not table.columns:
        return _escaped(table.caption, document)

    def line(cells: Band | tuple[Text, ...]) -> str:
        if isinstance(cells, Band):
            return f"| **{_one_line(cells.text, document)}** |" + " |" * (table.columns - 1)
        return "| " + " | ".join(_one_line(cell, document) for cell in table.filled(cells)) + " |"

    lines = [line(table.header), "|" + " --- |" * table.columns, *map(line, table.lines)]
    caption = _escaped(table.caption, document)
    return (f"*{caption}*\n\n" if caption else "") + "\n".join(lines)


def _one_line(text: Text, document: Document) -> str:
    return _escaped(text, document).replace("<br>\n", "<br>")


def _escaped(text: Text, document: Document) -> str:
    """Words that Markdown, and HTML inside it, takes as words; isolates stay, plain text has nothing better."""
    shown: list[str] = []
    for run in runs(text, document):
        words = _SPECIAL.sub(r"\\\1", run.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        if run.direction is not None:
            words = f"{OPEN}{words}{CLOSE}"
        if run.change is not None and words.strip():
            # Markdown wants its signs next to the words; HTML's own do not mind spaces.
            tag = "del" if run.change == "gone" else "ins"
            words = f"<{tag}>{words}</{tag}>"
        if run.article is not None:
            words = f"[{words}](#{bookmark_of(run.article)})"
            if shown and shown[-1].endswith("!"):  # together with the bracket it would be a picture
                shown[-1] = shown[-1][:-1] + r"\!"
        shown.append(words)
    # An empty or indented line would end the paragraph or begin a block of code.
    lines = [line.strip(" \t") for line in "".join(shown).split("\n")]
    return _STARTS_BLOCK.sub(_disarmed, "<br>\n".join(line for line in lines if line))


def _disarmed(start: re.Match[str]) -> str:
    space, sign = start.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"
