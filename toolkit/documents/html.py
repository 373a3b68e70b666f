"""Write a document as one web page that a phone can open without a network."""

from __future__ import annotations

import base64
import re
from functools import cache
from html import escape
from pathlib import Path

from toolkit.documents import labels
from toolkit.documents.document import (
    Article,
    Band,
    Bilingual,
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
    signed_in_both,
    twin_of,
)
from toolkit.documents.runs import clean, plain, runs

# Nothing may be fetched and nothing may run, whatever somebody managed to put into a text.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def write_html(document: Document) -> str:
    """The document as a complete page: language, direction, light and dark, a print style, no outside files."""
    body = "\n".join(_part(part, document) for part in document.blocks)
    return _page(document, f"<h1>{_inline(document.title, document)}</h1>\n{body}")


def html_of(document: Document) -> str:
    """What stands in a document as a piece of page for a notebook: nothing from elsewhere, nothing that runs."""
    body = "\n".join(_part(part, document) for part in document.blocks)
    return f"<div {_language_of(document)}>\n{body}\n</div>"


def write_html_columns(pair: Bilingual) -> str:
    """Two languages side by side as a web page: a row a paragraph; on a phone one below the other."""
    first, second = pair.first, pair.second
    shown = [
        _row(f"<h1>{_inline(first.title, first)}</h1>", f'<p class="title">{_inline(second.title, second)}</p>', pair)
    ]
    for one, other in pair.pairs:
        if isinstance(one, Signatures) and isinstance(other, Signatures):
            shown.append(_part(signed_in_both(one, other, pair), first))
        elif isinstance(one, Picture):
            shown.append(_part(one, first))
        elif isinstance(one, Table):
            shown += [_part(one, first), f"<div {_language_of(second)}>{_part(other, second)}</div>"]
        else:
            cells = zip(_cells(one, first), _cells(other, second, beside=True), strict=True)
            shown += [_row(left, right, pair) for left, right in cells]
    return _page(first, "\n".join(shown), beside=second)


def _page(document: Document, body: str, beside: Document | None = None) -> str:
    title = escape(" ".join(plain(document.title, document).split()))
    author = f'<meta name="author" content="{escape(clean(document.author))}">\n' if document.author else ""
    mark = f'<p class="mark">{_inline(document.mark, document)}</p>\n' if document.mark else ""
    if beside is not None and beside.mark and beside.mark != document.mark:
        mark += f'<p class="mark" {_language_of(beside)}>{_inline(beside.mark, beside)}</p>\n'
    return (
        f'<!DOCTYPE html>\n<html {_language_of(document)}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{author}<title>{title}</title>\n'
        f"<style>\n{_css()}{_page_margins(document)}</style>\n</head>\n<body>\n{mark}<main>\n"
        f"{body}\n</main>\n</body>\n</html>\n"
    )


def _language_of(document: Document) -> str:
    tag = escape(document.language.tag.replace("_", "-"))
    return f'lang="{tag}" dir="{document.language.direction}"'


def _row(left: str, right: str, pair: Bilingual) -> str:
    sides = ((left, pair.first), (right, pair.second))
    return '<div class="columns">' + "".join(f"<div {_language_of(doc)}>{cell}</div>" for cell, doc in sides) + "</div>"


def _cells(part: Part, document: Document, *, beside: bool = False) -> list[str]:
    """A part as cells of one column: of an article one for its heading, and one for each paragraph and point."""
    if not isinstance(part, Article):
        return [_part(part, document)]
    number = document.number_of(part.id)
    cells = [_article_title(part, document, twin_of(part.id) if beside else part.id)]
    for place, paragraph in enumerate(part.paragraphs, start=1):
        cells.append(_numbered(f"{number}.{place}", paragraph.text, document))
        cells += [_points((point,), document, first=n) for n, point in enumerate(paragraph.points, start=1)]
    return cells


@cache
def _css() -> str:
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


def _page_margins(document: Document) -> str:
    """The running header and the page number on paper; browsers take these words from the style only."""
    words = " ".join(plain(document.mark, document).split())
    # Spaces too: a style takes the space behind an escaped sign as the end of the escape.
    quoted = re.sub(r"[^A-Za-z0-9]", lambda sign: f"\\{ord(sign[0]):06x}", words)
    return (
        "@page { size: A4; margin: 22mm 20mm; "
        f'@top-center {{ content: "{quoted}"; font: 700 9pt "Noto Sans", "Noto Sans Arabic", Arial, sans-serif; '
        f"direction: {document.language.direction}; }} "
        "@bottom-center { content: counter(page); } }\n"
    )


def _part(part: Part, document: Document) -> str:
    say = document.language.say
    match part:
        case Heading():
            level = min(max(part.level, 1), 5) + 1
            alone = ' class="new-page"' if part.new_page else ""
            return f"<h{level}{alone}>{_inline(part.text, document)}</h{level}>"
        case Paragraph(kind="note"):
            return f'<p class="note"><strong>{escape(say(labels.NOTE))}</strong> {_inline(part.text, document)}</p>'
        case Paragraph(kind="warning"):
            label = escape(say(labels.WARNING))
            return f'<p class="warning"><strong>{label}</strong> {_inline(part.text, document)}</p>'
        case Paragraph(kind="lead"):
            return f'<p class="lead">{_inline(part.text, document)}</p>'
        case Paragraph(leads=True):
            return f'<p class="leads">{_inline(part.text, document)}</p>'
        case Paragraph():
            return f"<p>{_inline(part.text, document)}</p>"
        case Bullets():
            return "<ul>" + "".join(f"<li>{_inline(item, document)}</li>" for item in part.items) + "</ul>"
        case Facts():
            rows = ((_inline(label, document), _inline(value, document)) for label, value in part.rows)
            pairs = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows)
            return f'<dl class="facts">{pairs}</dl>'
        case Table():
            return _table(part, document)
        case Article():
            return _article(part, document)
        case Signatures():
            parties = "".join(_signature(party, part, document) for party in part.parties)
            return f'<div class="signatures">{parties}</div>'
        case Picture():
            data = base64.b64encode(part.png).decode("ascii")
            alternative = escape(plain(part.alternative, document))
            style = f"width:{float(part.width_cm):.2f}cm"
            return f'<p><img src="data:image/png;base64,{data}" alt="{alternative}" style="{style}"></p>'


def _article(article: Article, document: Document) -> str:
    number = document.number_of(article.id)
    shown = [f'<section id="{bookmark_of(article.id)}">', _article_title(article, document)]
    for place, paragraph in enumerate(article.paragraphs, start=1):
        shown.append(_numbered(f"{number}.{place}", paragraph.text, document))
        if paragraph.points:
            shown.append(_points(paragraph.points, document))
    return "\n".join([*shown, "</section>"])


def _article_title(article: Article, document: Document, name: str = "") -> str:
    label = escape(clean(document.label_of(article.id)))
    mark = f' id="{bookmark_of(name)}"' if name else ""
    return f'<h2{mark}><span class="number">{label}</span> {_inline(article.title, document)}</h2>'


def _numbered(number: str, text: Text, document: Document) -> str:
    return f'<p class="numbered"><span class="number">{number}</span> <span>{_inline(text, document)}</span></p>'


def _points(points: tuple[Text, ...], document: Document, first: int = 1) -> str:
    items = (
        f'<li><span class="number">({document.letter(n)})</span> <span>{_inline(point, document)}</span></li>'
        for n, point in enumerate(points, start=first)
    )
    return '<ol class="points">' + "".join(items) + "</ol>"


def _signature(party: Text, signatures: Signatures, document: Document) -> str:
    lines = "".join(
        f'<p class="line"></p><p class="label">{_inline(label, document)}</p>'
        for label in signatures.labels(document.language)
    )
    return f'<div><p class="party">{_inline(party, document)}</p>{lines}</div>'


def _table(table: Table, document: Document) -> str:
    caption = _inline(table.caption, document)
    shown = [f"<caption>{caption}</caption>"] if caption else []
    if table.header:
        heads = "".join(f'<th scope="col">{_inline(cell, document)}</th>' for cell in table.filled(table.header))
        shown.append(f"<thead><tr>{heads}</tr></thead>")
    rows = (_cells_of(line, table, document) for line in table.lines)
    shown.append("<tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody>")
    # The keyboard reaches what a phone would swipe.
    return '<div class="scroll" tabindex="0"><table>' + "".join(shown) + "</table></div>"


def _cells_of(line: Band | tuple[Text, ...], table: Table, document: Document) -> str:
    if isinstance(line, Band):
        return f'<th class="band" scope="rowgroup" colspan="{table.columns}">{_inline(line.text, document)}</th>'
    return "".join(f"<td>{_inline(cell, document)}</td>" for cell in line)


def _inline(text: Text, document: Document) -> str:
    shown = []
    for run in runs(text, document):
        words = escape(run.text).replace("\n", "<br>")
        if run.direction is not None:
            words = f'<bdi dir="{run.direction}">{words}</bdi>'
        if run.change is not None:
            tag = "del" if run.change == "gone" else "ins"
            words = f"<{tag}>{words}</{tag}>"
        if run.article is not None:
            words = f'<a href="#{bookmark_of(run.article)}">{words}</a>'
        shown.append(words)
    return "".join(shown)
