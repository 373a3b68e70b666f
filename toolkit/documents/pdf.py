"""Write a document as a PDF for printing and signing, with fonts that come along."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

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
from toolkit.documents.runs import clean, plain, runs, shares
from toolkit.errors import SetupError, translatable

Data = dict[str, Any]
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_TEMPLATE = Path(__file__).with_name("page.typ")


def write_pdf(document: Document) -> bytes:
    """The document as a PDF: A4, tagged for screen readers, links inside, no outside files.

    Raises
    ------
    SetupError
        If the typesetter refuses, with its own words.
    """
    return _typeset(_page(document, [_data(part, document) for part in document.blocks]), document.blocks)


def write_pdf_columns(pair: Bilingual) -> bytes:
    """Two languages side by side as a PDF: a row a paragraph, each column in its own direction."""
    first, second = pair.first, pair.second
    parts: list[Data] = []
    rows: list[list[Data]] = [[_title(first), _title(second)]]
    for one, other in pair.pairs:
        if isinstance(one, (Table, Signatures, Picture)):
            parts += [{"kind": "columns", "rows": rows}] if rows else []
            rows = []
            if isinstance(one, Signatures) and isinstance(other, Signatures):
                parts.append(_data(signed_in_both(one, other, pair), first))
            else:
                parts.append({"kind": "side", "side": _side(one, first)})
                parts += [] if isinstance(one, Picture) else [{"kind": "side", "side": _side(other, second)}]
        else:
            rows += [[left, right] for left, right in zip(_cells(one, first), _cells(other, second, True), strict=True)]
    parts += [{"kind": "columns", "rows": rows}] if rows else []
    page = _page(first, parts)
    if second.mark and second.mark != first.mark:
        page["marks"].append(_mark(second))
    return _typeset({**page, "heading": []}, first.blocks, mixed=first.language.direction != second.language.direction)


def _page(document: Document, parts: list[Data]) -> Data:
    """What the page needs to know besides its parts."""
    language, _, region = document.language.tag.replace("_", "-").partition("-")
    return {
        "title": " ".join(plain(document.title, document).split()),
        "author": [clean(document.author)] if document.author else [],
        "language": language,
        "region": region.upper() or None,
        "direction": document.language.direction,
        "marks": [_mark(document)] if document.mark else [],
        "heading": _line(document.title, document),
        "parts": parts,
    }


def _typeset(data: Data, blocks: tuple[Part, ...], *, mixed: bool = False) -> bytes:
    pictures = iter(part.png for part in blocks if isinstance(part, Picture))
    for part in (part["side"]["parts"][0] if part["kind"] == "side" else part for part in data["parts"]):
        if part["kind"] == "picture":
            part["file"] = list(next(pictures))  # as numbers, so that no picture ever lies on a disk
    return typeset(_TEMPLATE, data, mixed=mixed)


def typeset(template: Path, data: Data, *, mixed: bool = False) -> bytes:
    """What a template of ours makes of the data; `mixed` where both directions stand side by side.

    Raises
    ------
    SetupError
        If the typesetter refuses, with its own words.
    """
    import typst

    told = json.dumps(data, ensure_ascii=False)
    try:
        pdf: bytes = typst.compile(
            template.read_bytes(),
            root=template.parent,  # the typesetter sees this folder of ours and nothing else of the computer
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"document": told},
        )
    except typst.TypstError as error:
        raise SetupError(
            translatable("The PDF could not be made ({reason}). Write the document as .docx or .html instead."),
            reason=error.message,
        ) from error
    if not _RIGHT_TO_LEFT.search(told):
        return pdf
    from toolkit.documents.text_layer import with_letters

    return with_letters(pdf, mixed=mixed)


@cache
def _fonts() -> Any:
    """The fonts that are installed with the toolkit, so that every computer sets the same page."""
    from importlib.util import find_spec

    import typst

    folders = []
    for package in ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic"):
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise SetupError(
                translatable("The font package “{package}” is missing. Install the toolkit again, with all it needs."),
                package=package,
            )
        folders.append(Path(spec.origin).parent / "files")
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def _data(part: Part, document: Document) -> Data:
    kind, data = _part(part, document)
    return {"kind": kind, **data}


def _side(part: Part, document: Document) -> Data:
    """A part in the language and direction of its own document."""
    return {"language": _of(document), "parts": [_data(part, document)]}


def _of(document: Document) -> Data:
    code, _, region = document.language.tag.replace("_", "-").partition("-")
    return {"lang": code, "region": region.upper() or None, "direction": document.language.direction}


def _mark(document: Document) -> Data:
    return {"language": _of(document), "text": _line(document.mark, document)}


def _title(document: Document) -> Data:
    return {"language": _of(document), "parts": [{"kind": "name", "text": _line(document.title, document)}]}


def _cells(part: Part, document: Document, beside: bool = False) -> list[Data]:
    """A part as cells of one column: of an article one for its heading, and one for each paragraph and point."""
    if not isinstance(part, Article):
        return [_side(part, document)]
    article = _article(part, document, beside)
    cells: list[list[Data]] = [[{"kind": "article", **article, "paragraphs": []}]]
    for paragraph in article["paragraphs"]:
        cells.append([{"kind": "numbered", **paragraph, "points": []}])
        cells += [[{"kind": "point", **point}] for point in paragraph["points"]]
    return [{"language": _of(document), "parts": parts} for parts in cells]


def _part(part: Part, document: Document) -> tuple[str, Data]:
    say = document.language.say
    match part:
        case Heading():
            level = min(max(part.level, 1), 5)
            return "heading", {"level": level, "text": _line(part.text, document), "new_page": part.new_page}
        case Paragraph():
            label = {"note": labels.NOTE, "warning": labels.WARNING}.get(part.kind, "")
            return part.kind, {"text": _line(part.text, document), "label": say(label), "leads": part.leads}
        case Bullets():
            return "bullets", {"items": [_line(item, document) for item in part.items]}
        case Facts():
            return "facts", {"rows": [[_line(label, document), _line(value, document)] for label, value in part.rows]}
        case Table():
            return "table", {
                "caption": _line(part.caption, document),
                "shares": shares(part, document) if part.columns else [1],
                "header": [_line(cell, document) for cell in part.filled(part.header)] if part.header else [],
                "compact": bool(part.bands),
                "rows": [
                    {"across": _line(line.text, document)}
                    if isinstance(line, Band)
                    else [_line(cell, document) for cell in line]
                    for line in part.lines
                ],
            }
        case Article():
            return "article", _article(part, document)
        case Signatures():
            return "signatures", {
                "parties": [_line(party, document) for party in part.parties],
                "labels": [_line(label, document) for label in part.labels(document.language)],
            }
        case Picture():
            return "picture", {"width": float(part.width_cm), "alternative": plain(part.alternative, document)}


def _article(article: Article, document: Document, beside: bool = False) -> Data:
    number = document.number_of(article.id)
    return {
        "target": bookmark_of(twin_of(article.id) if beside else article.id),
        "name": clean(document.label_of(article.id)),
        "title": _line(article.title, document),
        "paragraphs": [
            {
                "number": f"{number}.{place}",
                "text": _line(paragraph.text, document),
                "points": [
                    {"letter": document.letter(n), "text": _line(point, document)}
                    for n, point in enumerate(paragraph.points, start=1)
                ],
            }
            for place, paragraph in enumerate(article.paragraphs, start=1)
        ],
    }


def _line(text: Text, document: Document) -> list[Data]:
    return [
        {
            "text": run.text,
            "direction": run.direction if run.direction != document.language.direction else None,
            "target": bookmark_of(run.article) if run.article is not None else None,
            "change": run.change,
        }
        for run in runs(text, document)
    ]
