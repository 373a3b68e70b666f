"""Walk through the text of a Word file. Loaded only in the process that reads one (`toolkit.documents.brought`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from toolkit.documents.word.read import Block, Revision, WordText, too_long
from toolkit.documents.word.read_safely import Element, Parts, no_text, tag_of, unpack, value_of

_SPACES = re.compile(r"[ \t\n\r]+")
_ISOLATES = re.compile("[\u2066-\u2069]")
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011"}
# A drawing's second version for old programmes, properties, and what a field is told to do.
_NEVER = {"Fallback", "pPr", "rPr", "instrText", "delInstrText", "txbxContent"}
_INSERTED, _DELETED = {"ins", "moveTo"}, {"del", "moveFrom"}
_NO_LIST = -1
_BODY_TEXT = 9  # the outline level that means none
_MOST_BLOCKS = 50_000
_MOST_LETTERS = 4_000_000  # of one reading, each footnote as often as it is called: two thousand pages
_LEVELS = 9  # that a list has in Word


@dataclass(frozen=True)
class Style:
    """What a paragraph style says about its paragraphs."""

    heading: int | None = None
    item: int | None = None
    list: str | None = None

    def over(self, base: Style) -> Style:
        """This style, with what it leaves open taken from another."""
        return Style(
            self.heading if self.heading is not None else base.heading,
            self.item if self.item is not None else base.item,
            self.list if self.list is not None else base.list,
        )


def answer(data: bytes, name: str, told: Mapping[str, Any], _tell: Any) -> tuple[Any, tuple[bytes, ...]]:
    """The text of a Word file as plain values, for the process that asked (see `toolkit.documents.word.read`)."""
    text = read_parts(unpack(data, name), name, told["marks"], told["after"])

    def rows(blocks: tuple[Block, ...]) -> list[list[Any]]:
        return [[one.text, one.kind, one.article, one.level, one.label] for one in blocks]

    revisions = [[one.kind, one.text, one.author, one.date and one.date.isoformat()] for one in text.revisions]
    before = rows(text.before) if revisions else None
    return {"blocks": rows(text.blocks), "before": before, "revisions": revisions}, ()


def read_parts(parts: Parts, name: str, marks: Mapping[str, str], after: str) -> WordText:
    """The text of an unpacked Word file, with its changes accepted and with them taken back.

    Parameters
    ----------
    marks
        Our articles by the bookmarks that mark them.
    after
        How a bookmark begins that ends an article.
    """
    body = _child(parts.document, "body")
    if body is None or tag_of(parts.document) != "document":
        raise no_text(name)
    styles = _styles(parts.styles)
    labels = _labels(parts.numbering)

    def walk(gone: set[str]) -> tuple[Block, ...]:
        room = _Room(name)
        notes: dict[tuple[str, str], str] = {}
        for kind, root in (("footnote", parts.footnotes), ("endnote", parts.endnotes)):
            notes |= _notes(root, kind, gone, room)
        found: list[Block] = []
        for block in _Walk(room, styles, labels, marks, after, notes, gone).through(body):
            found.append(block)
            if len(found) > _MOST_BLOCKS:
                raise too_long(name, _MOST_LETTERS)
        return tuple(found)

    revisions = tuple(_revisions(body, _Room(name)))
    accepted = walk(_DELETED)
    return WordText(accepted, walk(_INSERTED) if revisions else accepted, revisions)


class _Room:
    """How many letters a reading may still hold: a footnote that is called often takes its room each time."""

    def __init__(self, name: str) -> None:
        self.name, self.left = name, _MOST_LETTERS

    def take(self, text: str) -> str:
        """The text, if there is room for it."""
        self.left -= len(text)
        if self.left < 0:
            raise too_long(self.name, _MOST_LETTERS)
        return text


@dataclass(frozen=True)
class _Labels:
    """What each list puts before its items; lists share their kinds, and a file may name many of both."""

    kinds: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str, level: int) -> str:
        """The pattern of a list at a level: ``"Article %1"``."""
        return self.kinds.get(self.lists.get(name, ""), {}).get(level, "")


@dataclass
class _Walk:
    """Goes through the body once and keeps in mind which article it is in."""

    room: _Room
    styles: Mapping[str, Style] = field(default_factory=dict)
    labels: _Labels = field(default_factory=_Labels)
    marks: Mapping[str, str] = field(default_factory=dict)
    after: str = "\0"
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=lambda: _DELETED)
    article: str | None = None
    _held: str = ""  # words of a paragraph whose end was deleted: they belong to the next one
    _marked: bool = False
    depth: int = 1  # the level of our articles' headings

    def through(self, parent: Element) -> Iterator[Block]:
        for child in parent:
            match tag_of(child):
                case "p":
                    yield from self._paragraph(child)
                case "tbl":
                    yield from self._table(child)
                case "bookmarkStart":
                    self._mark(child)
                case "sdt" | "sdtContent" | "customXml" | "smartTag":
                    yield from self.through(child)
                case ("ins" | "moveTo" | "del" | "moveFrom") as kind if kind not in self.gone:
                    yield from self.through(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        properties = _child(paragraph, "pPr")
        words = self._held + self.words(paragraph)
        if self._left_out(_child(properties, "rPr")):
            self._held = words
            return
        self._held = ""
        style = self._style(properties)
        if style.heading is not None:
            if self._marked:
                self.depth = style.heading
            elif style.heading <= self.depth:
                # A heading like that of an article, without a bookmark of ours, opens something that is not ours.
                self.article = None
        self._marked = False
        text = _plain(words)
        if text:
            label = self.labels.of(style.list or "", max(style.item or 0, 0)) if style.item is not None else ""
            if style.heading is not None:
                yield Block(text, "heading", self.article, style.heading, label)
            elif style.item is not None:
                yield Block(text, "item", self.article, style.item, label)
            else:
                yield Block(text, "paragraph", self.article)
        for box in paragraph.iter("{*}txbxContent"):
            if not any(tag_of(parent) in {"Fallback", "txbxContent", *self.gone} for parent in box.iterancestors()):
                yield from self.through(box)

    def _table(self, table: Element) -> Iterator[Block]:
        for row in table.iter("{*}tr"):
            if next(row.iterancestors("{*}tbl"), None) is not table or self._left_out(_child(row, "trPr")):
                continue
            for cell in row.iter("{*}tc"):
                if next(cell.iterancestors("{*}tr"), None) is row:
                    inside = list(self.through(cell))
                    text = " ".join(block.text for block in inside)
                    if text:
                        yield Block(text, "cell", self.article)

    def words(self, element: Element) -> str:
        """The words inside an element, as they are shown."""
        shown = []
        for child in element:
            tag = tag_of(child)
            if tag in ("t", "delText"):  # what is deleted stands inside `del`
                shown.append(self.room.take(child.text or ""))
            elif tag in _BREAKS:
                shown.append(_BREAKS[tag])
            elif tag == "bookmarkStart":
                self._mark(child)
            elif tag in ("footnoteReference", "endnoteReference"):
                note = self.notes.get((tag.removesuffix("Reference"), value_of(child, "id")), "")
                shown.append(self.room.take(f" [{note}]") if note else "")
            elif tag not in _NEVER and tag not in self.gone:
                shown.append(self.words(child))
        return "".join(shown)

    def _mark(self, bookmark: Element) -> None:
        name = value_of(bookmark, "name")
        if name.startswith(self.after):
            self.article = None
        elif name in self.marks:
            self._marked = True
            self.article = self.marks[name]

    def _left_out(self, properties: Element) -> bool:
        """Whether a paragraph's end, or a row, is not there in this reading."""
        return any(_child(properties, tag) is not None for tag in self.gone)

    def _style(self, properties: Element) -> Style:
        """What a paragraph is, by its own properties first and its style second."""
        style = self.styles.get(value_of(_child(properties, "pStyle"), "val"), Style())
        own = _own(properties).over(style)
        return Style(own.heading, None if own.item == _NO_LIST else own.item, own.list)


def _own(properties: Element) -> Style:
    outline = _number(value_of(_child(properties, "outlineLvl"), "val"))
    numbering = _child(properties, "numPr")
    item = kind = None
    if numbering is not None:
        item = _number(value_of(_child(numbering, "ilvl"), "val")) or 0
        kind = value_of(_child(numbering, "numId"), "val") or None
        if kind == "0":
            item = _NO_LIST
    return Style(outline + 1 if outline is not None and outline < _BODY_TEXT else None, item, kind)


def _styles(root: Element) -> dict[str, Style]:
    """What each paragraph style says, with what it takes from the style it is based on."""
    found = (
        {value_of(element, "styleId"): element for element in root if tag_of(element) == "style"}
        if root is not None
        else {}
    )
    known: dict[str, Style] = {}
    for name in found:
        chain: list[str] = []
        step = name
        while step in found and step not in chain and len(chain) < 20:
            chain.append(step)
            step = value_of(_child(found[step], "basedOn"), "val")
        style = Style()
        for step in reversed(chain):
            own = _own(_child(found[step], "pPr"))
            if value_of(_child(found[step], "name"), "val").lower() == "title":
                own = Style(0, own.item, own.list)
            style = own.over(style)
        known[name] = Style(style.heading, None if style.item == _NO_LIST else style.item, style.list)
    return known


def _labels(root: Element) -> _Labels:
    """What each list puts before its items."""
    kinds: dict[str, dict[int, str]] = {}
    lists: dict[str, str] = {}
    for element in root if root is not None else ():
        if tag_of(element) == "num":
            lists[value_of(element, "numId")] = value_of(_child(element, "abstractNumId"), "val")
        elif tag_of(element) == "abstractNum":
            levels = {}
            for level in element:
                place = _number(value_of(level, "ilvl")) or 0
                if tag_of(level) == "lvl" and place < _LEVELS:
                    levels[place] = value_of(_child(level, "lvlText"), "val")[:60]
            kinds[value_of(element, "abstractNumId")] = levels
    return _Labels(kinds, lists)


def _notes(root: Element, kind: str, gone: set[str], room: _Room) -> dict[tuple[str, str], str]:
    """The words of the footnotes or endnotes by their number; an agreement's exceptions like to stand there."""
    if root is None:
        return {}
    walk = _Walk(room, gone=gone)
    return {
        (kind, value_of(note, "id")): _plain(" ".join(walk.words(paragraph) for paragraph in note.iter("{*}p")))
        for note in root
        if tag_of(note) == kind
    }


def _revisions(body: Element, room: _Room) -> Iterator[Revision]:
    kinds: dict[str, Literal["inserted", "deleted", "moved"]]
    kinds = {"ins": "inserted", "del": "deleted", "moveTo": "moved"}
    everything = _Walk(room, gone=set())
    for number, element in enumerate(body.iter(*(f"{{*}}{tag}" for tag in kinds))):
        if number > _MOST_BLOCKS:
            raise too_long(room.name, _MOST_LETTERS)
        yield Revision(
            kinds[tag_of(element)],
            _plain(everything.words(element)),
            _plain(value_of(element, "author"))[:120],
            _date(value_of(element, "date")),
        )


def _date(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None
    except ValueError:
        return None


def _plain(words: str) -> str:
    return _SPACES.sub(" ", _ISOLATES.sub("", words)).strip(" ")


def _child(element: Element, tag: str) -> Element:
    return None if element is None else next((child for child in element if tag_of(child) == tag), None)


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,3}", text, flags=re.ASCII) else None
