"""The text of a PDF's pages as its pieces lie there: glyphs, what they stand for and how they look.

Loaded only when a page with right-to-left words is written (`toolkit.documents.text_layer`).
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

UNITS = 1000  # to the size of the letters
MIRROR = dict(zip("([{<«‹)]}>»›", ")]}>»›([{<«‹", strict=True))
CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
# Signs that poppler holds for part of a number, and sets from left to right with the space behind them.
WEAK = ("CS", "ES", "ET")
direction_of = unicodedata.bidirectional
_OPENING = "([{<«‹"
_ARABIC_SIGNS = "\u060c\u066a\u066b\u066c"  # comma, per cent, decimal and thousands
_ENTRY = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<((?:[0-9A-Fa-f]{4})+)>")
# The typesetter begins and ends a block of text on a line of its own, and writes no line break inside a string.
_TEXT = re.compile(rb"^BT\b.*?^ET$", re.MULTILINE | re.DOTALL)
# Brackets stand in a string as they are where each has its twin, one inside the other.
_INSIDE = rb"(?:[^\\()]|\\.)*"
for _ in range(8):
    _INSIDE = rb"(?:[^\\()]|\\.|\(" + _INSIDE + rb"\))*"
STRING = rb"\(" + _INSIDE + rb"\)"
_TOKEN = re.compile(STRING + rb"|<<|>>|<[0-9A-Fa-f]*>|/[^\s/<>\[\]()]*|[-+]?[\d.]+|[\[\]]|[A-Za-z*]+\d?", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"(": b"(", b")": b")", b"\\": b"\\"}
_NEAR = 1.6  # times the size of the letters: how far words of one line stand apart, and columns do not


class Outline(BasePen):  # type: ignore[misc]
    """Notes an outline in the words of a page."""

    def __init__(self, glyphs: Any, scale: float) -> None:
        super().__init__(glyphs)
        self._scale = scale
        self.said: list[str] = []
        self.points: list[tuple[float, float]] = []

    def _say(self, operator: str, *points: tuple[float, float]) -> None:
        scaled = [(x * self._scale, y * self._scale) for x, y in points]
        self.said.append(" ".join([*(f"{x:.4g} {y:.4g}" for x, y in scaled), operator]))
        self.points += scaled[-1:]

    def _moveTo(self, point: tuple[float, float]) -> None:
        self._say("m", point)

    def _lineTo(self, point: tuple[float, float]) -> None:
        self._say("l", point)

    def _curveToOne(self, *points: tuple[float, float]) -> None:
        self._say("c", *points)

    def _closePath(self) -> None:
        self._say("h")


class Font:
    """A font inside the file: what its glyphs stand for, how wide they are and how they look."""

    def __init__(self, font: Any) -> None:
        self._inside = font.DescendantFonts[0]
        told = bytes(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else b""
        self.texts = {
            int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in _ENTRY.findall(told)
        }
        self.widths = dict(_widths(list(self._inside.get("/W", []))))

    @cached_property
    def _shapes(self) -> Any:
        return TTFont(io.BytesIO(self._inside.FontDescriptor.FontFile2.read_bytes()), lazy=True)

    @cached_property
    def _compact(self) -> Any:
        """The shapes of a font in compact form, in which signs come that our own fonts do not have."""
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(self._inside.FontDescriptor.FontFile3.read_bytes()), None)
        return fonts[0]

    def outline(self, code: int) -> Outline:
        """How a glyph looks."""
        if "/FontFile2" in self._inside.FontDescriptor:
            glyphs = self._shapes.getGlyphSet()
            pen = Outline(glyphs, UNITS / self._shapes["head"].unitsPerEm)
            glyphs[self._shapes.getGlyphName(code)].draw(pen)
            return pen
        drawn, names = self._compact.CharStrings, self._compact.charset
        pen = Outline(drawn, UNITS * self._compact.FontMatrix[0])
        name = f"cid{code:05d}" if hasattr(self._compact, "ROS") else names[code] if code < len(names) else ""
        if name in drawn:
            drawn[name].draw(pen)
        return pen

    def is_opening(self, code: int) -> bool:
        """Whether a bracket looks like an opening one: its middle, or else its longest stroke, lies at the left."""
        points = self.outline(code).points
        xs, ys = [x for x, _ in points], [y for _, y in points]
        middle, room = (min(ys) + max(ys)) / 2, (max(ys) - min(ys)) / 6
        waist = [x for x, y in points if abs(y - middle) < room]
        ends = [x for x, y in points if abs(y - middle) > 2 * room]
        if waist:
            return sum(waist) / len(waist) < sum(ends) / len(ends)
        return sum(xs) / len(xs) > (min(xs) + max(xs)) / 2


def _widths(told: list[Any]) -> Iterator[tuple[int, float]]:
    """The width of each glyph: a file lists runs of glyphs and runs of one width (9.7.4.3)."""
    at = 0
    while at < len(told):
        first, second = int(told[at]), told[at + 1]
        if isinstance(second, pikepdf.Array):
            yield from ((first + place, float(width)) for place, width in enumerate(second))
            at += 2
        else:
            yield from ((code, float(told[at + 2])) for code in range(first, int(second) + 1))
            at += 3


class Glyph(NamedTuple):
    """A piece as it stands on the line, and the letters that it stands for, perhaps with its neighbours."""

    font: Font
    code: int
    text: str
    size: float
    x: float
    y: float

    @property
    def width(self) -> float:
        return self.font.widths.get(self.code, 0.0) * self.size / UNITS

    @property
    def is_mirrored(self) -> bool:
        """Whether a bracket is drawn the other way round, as in a right-to-left line."""
        return self.text in MIRROR and self.font.is_opening(self.code) != (self.text in _OPENING)

    @property
    def is_turned(self) -> bool:
        return self.is_mirrored or any(sign in _ARABIC_SIGNS or direction_of(sign) in ("R", "AL") for sign in self.text)


@dataclass(frozen=True)
class Block:
    """A piece of what draws a page: text in one font, or whatever stands between two of them."""

    content: bytes
    glyphs: tuple[Glyph, ...] = ()
    is_reversed: bool = False  # several glyphs in the order of the line, not of the words: the typesetter marks that
    at: tuple[float, float] = (0.0, 0.0)  # where it begins on the page

    @cached_property
    def begins(self) -> float:
        return self.at[0] + self.glyphs[0].x

    @cached_property
    def ends(self) -> float:
        return self.at[0] + self.glyphs[-1].x + self.glyphs[-1].width

    @cached_property
    def says(self) -> str:
        return CONTROLS.sub("", "".join(glyph.text for glyph in self.glyphs))

    @cached_property
    def is_turned(self) -> bool:
        return self.is_reversed or any(glyph.is_turned for glyph in self.glyphs)

    @property
    def is_blank(self) -> bool:
        return bool(self.says) and not self.says.strip()

    @property
    def is_weak(self) -> bool:
        return bool(self.says) and all(direction_of(sign) in (*WEAK, "WS") for sign in self.says) and not self.is_blank

    @property
    def ends_open(self) -> bool:
        """Whether words from left to right end in a sign that has no direction of its own."""
        says = self.says.rstrip()
        return any(direction_of(sign) in ("L", "EN") for sign in says) and direction_of(says[-1]) not in (
            "L",
            "EN",
            *WEAK,
        )

    @property
    def begins_with_digit(self) -> bool:
        return self.says[:1].isdecimal()

    @property
    def begins_with_letter(self) -> bool:
        """Whether it begins with a letter that runs from left to right."""
        return direction_of(self.says[0]) == "L"


def blocks_of(content: bytes, fonts: dict[str, Font]) -> Iterator[Block]:
    """What draws a page, cut into blocks of text and what stands between them."""
    place, saved = pikepdf.Matrix(), []
    at = 0
    for found in _TEXT.finditer(content):
        between = content[at : found.start()]
        for operator, operands in _instructions(between):
            if operator == b"q":
                saved.append(place)
            elif operator == b"Q":
                place = saved.pop()
            elif operator == b"cm":
                place = pikepdf.Matrix(*map(float, operands[-6:])) @ place
        yield Block(between)
        glyphs = tuple(_glyphs(found[0], fonts))
        yield Block(found[0], glyphs, b"/ReversedChars" in found[0], (place.e, place.f))
        at = found.end()
    yield Block(content[at:])


def _instructions(content: bytes) -> Iterator[tuple[bytes, list[bytes]]]:
    operands: list[bytes] = []
    for token in _TOKEN.findall(content):
        if token[:1].isalpha():
            yield token, operands
            operands = []
        else:
            operands.append(token)


def string_of(token: bytes) -> bytes:
    """The bytes of a string as it is written on a page (7.3.4)."""
    if token.startswith(b"<"):
        return bytes.fromhex(token[1:-1].decode("ascii"))
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1]) or bytes([int(found[1], 8)]), token[1:-1])


def _text_of(token: bytes) -> str:
    told = string_of(token)
    return told[2:].decode("utf-16-be") if told.startswith(b"\xfe\xff") else told.decode("latin-1")


class Line:
    """Which block stands beside which on its line: they are written in another order."""

    def __init__(self, blocks: list[Block]) -> None:
        wide = [block for block in blocks if any(glyph.width for glyph in block.glyphs)]
        ordered = sorted(wide, key=lambda block: (round(block.at[1]), block.begins))
        self._left: dict[int, Block] = {}
        self._right: dict[int, Block] = {}
        for one, other in pairwise(ordered):
            if round(one.at[1]) == round(other.at[1]) and other.begins - one.ends < _NEAR * one.glyphs[0].size:
                self._left[id(other)], self._right[id(one)] = one, other
        self._goes_left: dict[int, bool] = {}
        for block in ordered:
            if id(block) not in self._left:
                line = [block]
                while (after := self._right.get(id(line[-1]))) is not None:
                    line.append(after)
                says = [direction_of(sign) for one in line for sign in one.says]
                goes_left = says.count("R") + says.count("AL") > says.count("L")
                self._goes_left |= {id(one): goes_left for one in line}

    def left_of(self, block: Block) -> Block | None:
        """The next block at the left, if it belongs to the same words."""
        return self._left.get(id(block))

    def goes_left(self, block: Block) -> bool:
        """Whether most letters of its line run from right to left."""
        return self._goes_left.get(id(block), False)

    def right_of(self, block: Block) -> Block | None:
        """The next block at the right, if it belongs to the same words."""
        return self._right.get(id(block))


def _glyphs(block: bytes, fonts: dict[str, Font]) -> Iterator[Glyph]:
    """The glyphs of a block with their places and the letters that they stand for."""
    said: list[str | None] = []
    name, size, x, y = "", 0.0, 0.0, 0.0
    for operator, operands in _instructions(block):
        match operator:
            case b"BMC":
                said.append(None)
            case b"BDC":
                told = operands[operands.index(b"/ActualText") + 1] if b"/ActualText" in operands else None
                said.append(None if told is None else _text_of(told))
            case b"EMC":
                said.pop()
            case b"Tf":
                name, size = operands[-2].decode("ascii"), float(operands[-1])
            case b"Tm":
                x, y = float(operands[-2]), float(operands[-1])
            case b"Tj" | b"TJ":
                meant = next((text for text in reversed(said) if text is not None), None)
                font = fonts[name]
                for piece in operands:
                    if piece[:1] in b"[]":
                        continue
                    if piece[:1] not in b"(<":
                        x -= float(piece) * size / UNITS
                        continue
                    codes = string_of(piece)
                    for at in range(0, len(codes), 2):
                        code = codes[at] << 8 | codes[at + 1]
                        text = meant if meant is not None else font.texts.get(code, "")
                        glyph = Glyph(font, code, text, size, x, y)
                        yield glyph
                        x += glyph.width
