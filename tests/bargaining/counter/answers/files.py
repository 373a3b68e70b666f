"""How an answer comes back: our Word file, one with changes tracked, one typed anew, text or Markdown."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import yaml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from toolkit.documents import Article, Document, Paragraph, Signatures, write_docx, write_markdown, write_text
from toolkit.documents.runs import plain

DELETED, INSERTED, END = "\ue010", "\ue011", "\ue012"
FORMS = ("docx", "tracked", "markdown", "text")
PAPER = yaml.load((Path(__file__).parent / "paper.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
ROMAN = ("0", *["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"])


def write_answer(document: Document, form: str, layout: Mapping[str, Any], language: str) -> tuple[bytes, str]:
    """The bytes of the file and its name."""
    if form == "tracked":
        return _track(write_docx(document)), "answer.docx"
    if not layout:
        match form:
            case "docx":
                return write_docx(document), "answer.docx"
            case "markdown":
                return write_markdown(document).encode(), "answer.md"
            case "text":
                return write_text(document).encode(), "answer.txt"
    lines = _lines(document, layout, language)
    match form:
        case "docx":
            return _typed(lines), "answer.docx"
        case "markdown":
            return "\n\n".join(
                f"## {t}" if k == "heading" else f"- {t}" if k == "point" else t for k, t in lines
            ).encode(), "answer.md"
        case "text":
            return "\n".join(
                f"\n{t}" if k == "heading" else f"   {t}" if k == "point" else t for k, t in lines
            ).encode(), "answer.txt"
    raise ValueError(f"the form {form} is none of {FORMS}")


# --- typed anew --------------------------------------------------------------------------------------------------


def _lines(document: Document, layout: Mapping[str, Any], language: str) -> list[tuple[str, str]]:
    """Kind and words of each line, in their numbering, on their paper, under their name for themselves."""
    style = layout.get("numbering", "ours")
    paper = PAPER[language]
    annexed = [one for one in document.articles if one.id in layout.get("annex", ())]
    lines: list[tuple[str, str]] = []
    if layout.get("template"):
        lines += [("heading", paper["title"]), *(("line", words) for words in paper["opening"])]
    signatures = False
    for block in document.blocks:
        match block:
            case Article() if block not in annexed:
                lines += _article(block, document, style, document.number_of(block.id))
            case Paragraph() if not layout.get("template"):
                lines.append(("line", plain(block.text, document)))
            case Signatures():
                signatures = True
    if layout.get("template"):
        lines += [("line", words) for words in paper["closing"]]
    elif signatures:
        lines += [("line", words) for words in paper["signed"]]
    for count, article in enumerate(annexed, start=1):
        lines.append(("heading", f"{paper['annex']} {count}"))
        lines += _article(article, document, style, count)
    if "label" in layout:
        ours, theirs = layout["label"]
        lines = [(kind, re.sub(rf"{re.escape(ours)}(?!\w)", theirs, words)) for kind, words in lines]
    return lines


def _article(article: Article, document: Document, style: str, number: int) -> list[tuple[str, str]]:
    title = plain(article.title, document)
    word = document.article_word
    shown = {
        "section": f"§ {number} {title}",
        "roman": f"{word} {ROMAN[number]}. {title}",
        "bracket": f"{number}) {title}",
        "none": title,
        "dotted": f"{number}. {title}",
    }.get(style, f"{word} {number} – {title}")
    lines = [("heading", shown)]
    for place, paragraph in enumerate(article.paragraphs, start=1):
        lead = {
            "section": f"({place}) ",
            "roman": f"{ROMAN[number]}.{place} ",
            "bracket": f"({place}) ",
            "none": "",
            "dotted": f"{number}.{place}. ",
        }.get(style, f"{number}.{place} ")
        lines.append(("line", lead + plain(paragraph.text, document)))
        for count, point in enumerate(paragraph.points, start=1):
            mark = f"({document.letter(count)})" if style != "section" else f"{count}."
            lines.append(("point", f"{mark} {plain(point, document)}"))
    return lines


def _typed(lines: list[tuple[str, str]]) -> bytes:
    """A Word file as somebody types it: no numbering of Word's, no marks of ours."""
    word = docx.Document()
    for kind, words in lines:
        if kind == "heading":
            word.add_paragraph().add_run(words).bold = True
        else:
            word.add_paragraph(words)
    return _saved(word)


def _saved(word: Any) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


# --- changes tracked ---------------------------------------------------------------------------------------------


def _track(data: bytes) -> bytes:
    """Our Word file, in which the words between marks are insertions and deletions that Word can accept or reject."""
    word = docx.Document(io.BytesIO(data))
    count = 0
    for paragraph in list(word.element.body.iter(qn("w:p"))):
        words = "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        if DELETED not in words and INSERTED not in words:
            continue
        state = ""
        kept = False
        for run in list(paragraph.iter(qn("w:r"))):
            fresh = []
            for child in [one for one in run if one.tag == qn("w:t")]:
                for piece in re.split(f"([{DELETED}{INSERTED}{END}])", child.text or ""):
                    if piece in (DELETED, INSERTED):
                        state = piece
                    elif piece == END:
                        state = ""
                    elif piece:
                        count += 1
                        kept = kept or state != DELETED
                        fresh.append(_run(run, piece, state, count))
            if not fresh and any(one.tag not in (qn("w:t"), qn("w:rPr")) for one in run):
                continue  # a field or a break, not words
            for one in fresh:
                run.addprevious(one)
            run.getparent().remove(run)
        if not kept:  # the paragraph mark goes too
            count += 1
            properties = paragraph.get_or_add_pPr()
            mark = properties.find(qn("w:rPr"))
            if mark is None:
                mark = OxmlElement("w:rPr")
                before = [properties.find(qn(tag)) for tag in ("w:sectPr", "w:pPrChange")]
                place = next((one for one in before if one is not None), None)
                properties.append(mark) if place is None else place.addprevious(mark)
            mark.insert(0, _change("w:del", count))
    return _saved(word)


def _change(tag: str, count: int) -> Any:
    change = OxmlElement(tag)
    change.set(qn("w:id"), str(9000 + count))
    change.set(qn("w:author"), "Legal department")
    change.set(qn("w:date"), "2026-12-05T09:00:00Z")
    return change


def _run(run: Any, words: str, state: str, count: int) -> Any:
    fresh = OxmlElement("w:r")
    properties = run.find(qn("w:rPr"))
    if properties is not None:
        fresh.append(copy.deepcopy(properties))
    text = OxmlElement("w:delText" if state == DELETED else "w:t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    fresh.append(text)
    if not state:
        return fresh
    change = _change("w:del" if state == DELETED else "w:ins", count)
    change.append(fresh)
    return change
