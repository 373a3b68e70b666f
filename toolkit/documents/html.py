"""Write a document as one web page that a phone can open without a network."""

from __future__ import annotations

import base64
import re
from functools import cache
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
from toolkit.markup import Markup, escape, joined, markup, read_markup

# Nothing may be fetched and nothing may run, whatever somebody managed to put into a text.
_POLICY = Markup("default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'")


def write_html(document: Document) -> str:
    """The document as a complete page: language, direction, light and dark, a print style, no outside files."""
    body = joined((_part(part, document) for part in document.blocks), "\n")
    return _page(document, markup("<h1>{}</h1>\n{}", _inline(document.title, document), body))


def html_of(document: Document) -> Markup:
    """What stands in a document as a piece of page for a notebook: nothing from elsewhere, nothing that runs."""
    body = joined((_part(part, document) for part in document.blocks), "\n")
    return markup("<div {}>\n{}\n</div>", _language_of(document), body)


def write_html_columns(pair: Bilingual) -> str:
    """Two languages side by side as a web page: a row a paragraph; on a phone one below the other."""
    first, second = pair.first, pair.second
    shown = [
        _row(
            markup("<h1>{}</h1>", _inline(first.title, first)),
            markup('<p class="title">{}</p>', _inline(second.title, second)),
            pair,
        )
    ]
    for one, other in pair.pairs:
        if isinstance(one, Signatures) and isinstance(other, Signatures):
            shown.append(_part(signed_in_both(one, other, pair), first))
        elif isinstance(one, Picture):
            shown.append(_part(one, first))
        elif isinstance(one, Table):
            shown += [_part(one, first), markup("<div {}>{}</div>", _language_of(second), _part(other, second))]
        else:
            cells = zip(_cells(one, first), _cells(other, second, beside=True), strict=True)
            shown += [_row(left, right, pair) for left, right in cells]
    return _page(first, joined(shown, "\n"), beside=second)


def _page(document: Document, body: Markup, beside: Document | None = None) -> str:
    title = " ".join(plain(document.title, document).split())
    author = markup('<meta name="author" content="{}">\n', clean(document.author)) if document.author else ""
    mark = markup('<p class="mark">{}</p>\n', _inline(document.mark, document)) if document.mark else ""
    if beside is not None and beside.mark and beside.mark != document.mark:
        mark += markup('<p class="mark" {}>{}</p>\n', _language_of(beside), _inline(beside.mark, beside))
    page = markup(
        '<!DOCTYPE html>\n<html {}>\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n{author}<title>{title}</title>\n'
        "<style>\n{}{}</style>\n</head>\n<body>\n{mark}<main>\n"
        "{body}\n</main>\n</body>\n</html>\n",
        _language_of(document),
        _POLICY,
        _css(),
        _page_margins(document),
        author=author,
        title=title,
        mark=mark,
        body=body,
    )
    return str(page)  # a text like any other: whoever takes it further is not to escape by surprise


def _language_of(document: Document) -> str:
    tag = document.language.tag.replace("_", "-")
    return markup('lang="{}" dir="{}"', tag, document.language.direction)


def _row(left: str, right: str, pair: Bilingual) -> str:
    sides = ((left, pair.first), (right, pair.second))
    return markup(
        '<div class="columns">{}</div>',
        joined(markup("<div {}>{}</div>", _language_of(doc), cell) for cell, doc in sides),
    )


def _cells(part: Part, document: Document, *, beside: bool = False) -> list[Markup]:
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
def _css() -> Markup:
    return read_markup(Path(__file__).parent / "page.css")


def _page_margins(document: Document) -> Markup:
    """The running header and the page number on paper; browsers take these words from the style only."""
    words = " ".join(plain(document.mark, document).split())
    # Spaces too: a style takes the space behind an escaped sign as the end of the escape.
    quoted = re.sub(r"[^A-Za-z0-9]", lambda sign: f"\\{ord(sign[0]):06x}", words)
    return Markup(  # noqa: S704 - every sign in the words that could end them is escaped
        "@page { size: A4; margin: 22mm 20mm; "
        f'@top-center {{ content: "{quoted}"; font: 700 9pt "Noto Sans", "Noto Sans Arabic", Arial, sans-serif; '
        f"direction: {document.language.direction}; }} "
        "@bottom-center { content: counter(page); } }\n"
    )


def _part(part: Part, document: Document) -> Markup:
    say = document.language.say
    match part:
        case Heading():
            level = min(max(part.level, 1), 5) + 1
            alone = Markup(' class="new-page"') if part.new_page else ""
            return markup("<h{}{}>{}</h{}>", level, alone, _inline(part.text, document), level)
        case Paragraph(kind="note"):
            return markup('<p class="note"><strong>{}</strong> {}</p>', say(labels.NOTE), _inline(part.text, document))
        case Paragraph(kind="warning"):
            label = say(labels.WARNING)
            return markup('<p class="warning"><strong>{}</strong> {}</p>', label, _inline(part.text, document))
        case Paragraph(kind="lead"):
            return markup('<p class="lead">{}</p>', _inline(part.text, document))
        case Paragraph(leads=True):
            return markup('<p class="leads">{}</p>', _inline(part.text, document))
        case Paragraph():
            return markup("<p>{}</p>", _inline(part.text, document))
        case Bullets():
            return markup("<ul>{}</ul>", joined(markup("<li>{}</li>", _inline(item, document)) for item in part.items))
        case Facts():
            rows = ((_inline(label, document), _inline(value, document)) for label, value in part.rows)
            pairs = joined(markup("<dt>{}</dt><dd>{}</dd>", label, value) for label, value in rows)
            return markup('<dl class="facts">{}</dl>', pairs)
        case Table():
            return _table(part, document)
        case Article():
            return _article(part, document)
        case Signatures():
            parties = joined(_signature(party, part, document) for party in part.parties)
            return markup('<div class="signatures">{}</div>', parties)
        case Picture():
            data = base64.b64encode(part.png).decode("ascii")
            alternative = plain(part.alternative, document)
            style = f"width:{float(part.width_cm):.2f}cm"
            return markup('<p><img src="data:image/png;base64,{}" alt="{}" style="{}"></p>', data, alternative, style)


def _article(article: Article, document: Document) -> Markup:
    number = document.number_of(article.id)
    shown = [markup('<section id="{}">', bookmark_of(article.id)), _article_title(article, document)]
    for place, paragraph in enumerate(article.paragraphs, start=1):
        shown.append(_numbered(f"{number}.{place}", paragraph.text, document))
        if paragraph.points:
            shown.append(_points(paragraph.points, document))
    return joined([*shown, Markup("</section>")], "\n")


def _article_title(article: Article, document: Document, name: str = "") -> Markup:
    label = clean(document.label_of(article.id))
    mark = markup(' id="{}"', bookmark_of(name)) if name else ""
    return markup('<h2{}><span class="number">{}</span> {}</h2>', mark, label, _inline(article.title, document))


def _numbered(number: str, text: Text, document: Document) -> Markup:
    return markup(
        '<p class="numbered"><span class="number">{}</span> <span>{}</span></p>', number, _inline(text, document)
    )


def _points(points: tuple[Text, ...], document: Document, first: int = 1) -> Markup:
    items = (
        markup(
            '<li><span class="number">({})</span> <span>{}</span></li>', document.letter(n), _inline(point, document)
        )
        for n, point in enumerate(points, start=first)
    )
    return markup('<ol class="points">{}</ol>', joined(items))


def _signature(party: Text, signatures: Signatures, document: Document) -> Markup:
    lines = joined(
        markup('<p class="line"></p><p class="label">{}</p>', _inline(label, document))
        for label in signatures.labels(document.language)
    )
    return markup('<div><p class="party">{}</p>{}</div>', _inline(party, document), lines)


def _table(table: Table, document: Document) -> Markup:
    caption = _inline(table.caption, document)
    shown = [markup("<caption>{}</caption>", caption)] if caption else []
    if table.header:
        heads = joined(
            markup('<th scope="col">{}</th>', _inline(cell, document)) for cell in table.filled(table.header)
        )
        shown.append(markup("<thead><tr>{}</tr></thead>", heads))
    rows = (_cells_of(line, table, document) for line in table.lines)
    shown.append(markup("<tbody>{}</tbody>", joined(markup("<tr>{}</tr>", row) for row in rows)))
    # The keyboard reaches what a phone would swipe.
    return markup('<div class="scroll" tabindex="0"><table>{}</table></div>', joined(shown))


def _cells_of(line: Band | tuple[Text, ...], table: Table, document: Document) -> Markup:
    if isinstance(line, Band):
        return markup(
            '<th class="band" scope="rowgroup" colspan="{}">{}</th>', table.columns, _inline(line.text, document)
        )
    return joined(markup("<td>{}</td>", _inline(cell, document)) for cell in line)


def _inline(text: Text, document: Document) -> Markup:
    shown = []
    for run in runs(text, document):
        words = escape(run.text).replace("\n", Markup("<br>"))
        if run.direction is not None:
            words = markup('<bdi dir="{}">{}</bdi>', run.direction, words)
        if run.change is not None:
            tag = "del" if run.change == "gone" else "ins"
            words = markup("<{}>{}</{}>", tag, words, tag)
        if run.article is not None:
            words = markup('<a href="#{}">{}</a>', bookmark_of(run.article), words)
        shown.append(words)
    return joined(shown)
