"""The text of a PDF's pages as its pieces lie there: glyphs, what they stand for and how they look.

Loaded only when a page with right-to-left words is written (`toolkit.documents.text_layer`).
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import pikepdf
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

    def outline(self, code: int) -> Outline:
        """How a glyph looks."""
        glyphs = self._shapes.getGlyphSet()
        pen = Outline(glyphs, UNITS / self._shapes["head"].unitsPerEm)
        glyphs[self._shapes.getGlyphName(code)].draw(pen)
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

    instructions: list[Any]
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
        return any(direction_of(sign) == "L" for sign in says) and direction_of(says[-1]) not in ("L", "EN", *WEAK)

    @property
    def begins_with_digit(self) -> bool:
        return self.says[:1].isdecimal()


def blocks_of(instructions: Iterable[Any], fonts: dict[str, Font]) -> Iterator[Block]:
    held: list[Any] = []
    place, saved = pikepdf.Matrix(), []
    for one in instructions:
        operator = str(one.operator)
        if operator == "BT":
            yield Block(held)
            held = []
        held.append(one)
        match operator:
            case "q":
                saved.append(place)
            case "Q":
                place = saved.pop()
            case "cm":
                place = pikepdf.Matrix(*map(float, one.operands)) @ place
            case "ET":
                marks = {str(each.operands[0]) for each in held if str(each.operator) == "BMC"}
                glyphs = tuple(_glyphs(held, fonts))
                yield Block(held, glyphs, "/ReversedChars" in marks, (place.e, place.f))
                held = []
    yield Block(held)


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

    def left_of(self, block: Block) -> Block | None:
        """The next block at the left, if it belongs to the same words."""
        return self._left.get(id(block))

    def right_of(self, block: Block) -> Block | None:
        """The next block at the right, if it belongs to the same words."""
        return self._right.get(id(block))


def _glyphs(block: list[Any], fonts: dict[str, Font]) -> Iterator[Glyph]:
    """The glyphs of a block with their places and the letters that they stand for."""
    said: list[str | None] = []
    name, size, x, y = "", 0.0, 0.0, 0.0
    for one in block:
        match str(one.operator):
            case "BMC":
                said.append(None)
            case "BDC":
                inside = one.operands[1]
                held = inside.get("/ActualText") if isinstance(inside, pikepdf.Dictionary) else None
                said.append(None if held is None else str(held))
            case "EMC":
                said.pop()
            case "Tf":
                name, size = str(one.operands[0]), float(one.operands[1])
            case "Tm":
                x, y = float(one.operands[4]), float(one.operands[5])
            case "Tj" | "TJ" as operator:
                meant = next((text for text in reversed(said) if text is not None), None)
                for piece in one.operands if operator == "Tj" else one.operands[0]:
                    if not isinstance(piece, pikepdf.String):
                        x -= float(piece) * size / UNITS
                        continue
                    codes = bytes(piece)
                    for at in range(0, len(codes), 2):
                        code = int.from_bytes(codes[at : at + 2], "big")
                        text = meant if meant is not None else fonts[name].texts.get(code, "")
                        yield (glyph := Glyph(fonts[name], code, text, size, x, y))
                        x += glyph.width
