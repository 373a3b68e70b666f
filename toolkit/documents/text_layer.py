"""Give the right-to-left words of a PDF letters that can be searched, copied and read aloud.

The typesetter draws an Arabic letter in several pieces (a body, dots, signs above) and says of each piece which letter
it stands for. Readers of PDFs then count letters twice and in another order: «في» comes out as «فف ي». So the pieces
are turned into drawings here, and over each letter lies an invisible sign of its own, one beside the other as they
stand on the line. Scanned pages are made searchable in that way, and every reader of PDFs understands it.

Loaded only when such a page is written, since it brings its libraries along. Sources: ISO 32000-1, 9.4.3 (showing
text), 9.10 (extraction of text), 14.9.4 (ActualText); how PDFium and poppler find the order of a line.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from toolkit.documents.page_text import (
    CONTROLS,
    MIRROR,
    STRING,
    UNITS,
    WEAK,
    Block,
    Font,
    Glyph,
    Line,
    blocks_of,
    direction_of,
    string_of,
)

_LRM, _RLM = "\u200e", "\u200f"
_LETTERS, _MEANT = "/Letters", "/Meant"
_SHOWN = re.compile(rb"(" + STRING + rb")(\s*Tj)?", re.DOTALL)
_INVISIBLE = 3  # a way of showing text (9.3.6)


def with_letters(pdf: bytes, *, mixed: bool = False) -> bytes:
    """The same pages with a layer of letters over words that run from right to left; other words stay as they are.

    Parameters
    ----------
    mixed
        Whether columns of both directions stand on the pages: then none of them is that of the whole file.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        layer = _Layer(file, mixed=mixed)
        if mixed and "/Direction" in file.Root.get("/ViewerPreferences", {}):
            del file.Root.ViewerPreferences["/Direction"]  # PDFium would set the lines of both columns in this one
        if not sum(layer.rewrite(page) for page in file.pages):
            return pdf
        layer.put_in_fonts()
        file.remove_unreferenced_resources()
        out = io.BytesIO()
        # No name by chance: the same document gives the same file.
        file.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


class _Layer:
    """What is put over the pages of one file, and the drawings that take the place of letters in pieces."""

    def __init__(self, file: pikepdf.Pdf, *, mixed: bool) -> None:
        self.file, self._mixed = file, mixed
        self._fonts: dict[Any, Font] = {}
        self._drawings: dict[tuple[int, int], tuple[str, Any]] = {}
        self._letters: set[int] = set()
        self.fonts = {name: file.make_indirect(pikepdf.Dictionary()) for name in (_LETTERS, _MEANT)}

    def rewrite(self, page: pikepdf.Page) -> bool:
        """Turn the right-to-left words of a page into drawings under letters; whether there were any."""
        resources = page.resources
        fonts = {name: self._font(font) for name, font in resources.get("/Font", {}).items()}
        drawings: dict[str, Any] = {}
        blocks = list(blocks_of(page.Contents.read_bytes(), fonts))
        done = b"\n".join(_Rewriting(self, drawings, mixed=self._mixed).through(blocks))
        if not drawings:
            return False
        if self._mixed:
            done += self._weight(blocks)
        page.Contents = self.file.make_stream(done)
        for kind, added in (("/XObject", drawings), ("/Font", self.fonts)):
            held = resources.get(kind, pikepdf.Dictionary())
            resources[kind] = pikepdf.Dictionary({**dict(held.items()), **added})
        return True

    def _font(self, font: Any) -> Font:
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = Font(font)
        return self._fonts[font.objgen]

    def drawing(self, glyph: Glyph) -> tuple[str, Any]:
        """The name and the drawing of a glyph."""
        key = id(glyph.font), glyph.code
        if key not in self._drawings:
            outline = glyph.font.outline(glyph.code)
            xs, ys = [x for x, _ in outline.points] or [0.0], [y for _, y in outline.points] or [0.0]
            form = pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[round(min(xs)) - 200, round(min(ys)) - 200, round(max(xs)) + 200, round(max(ys)) + 200],
                Resources=pikepdf.Dictionary(),
            )
            path = " ".join([*outline.said, "f"]) if outline.said else ""
            stream = self.file.make_stream(path.encode("ascii"), form)
            self._drawings[key] = f"/G{len(self._drawings)}", stream
        return self._drawings[key]

    def _weight(self, blocks: list[Block]) -> bytes:
        """What lets poppler set a page of both directions from right to left.

        It asks which letters are more, and from left to right it tears the stops and numbers of right-to-left lines
        off; the other way both columns come out as they are written. An empty sign in a corner stands for so many
        marks of direction; PDFium leaves it out, and so does who reads the page aloud.
        """
        classes = [direction_of(sign) for block in blocks for sign in block.says]
        marks = f"<FEFF{'200F' * (classes.count('L') + 100)}>"
        shown = f"BT {_INVISIBLE} Tr {_MEANT} 1 Tf 1 0 0 1 2 2 Tm {self.code(_RLM)} Tj ET"
        return f"\n/Artifact BMC /Span <</ActualText {marks}>> BDC {shown} EMC EMC".encode("ascii")

    def code(self, letter: str) -> str:
        """The code of an invisible letter; from now on the fonts hold it."""
        self._letters.add(ord(letter))
        return f"<{ord(letter):04X}>"

    def put_in_fonts(self) -> None:
        """Write the fonts of invisible letters, once it is known which letters there are."""
        program = self.file.make_stream(_inkless_font())
        meaning = self.file.make_stream(_meaning(sorted(self._letters)))
        for shape, (name, font) in enumerate(self.fonts.items(), start=1):
            inside = pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.CIDFontType2,
                BaseFont=pikepdf.Name(name),
                CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
                FontDescriptor=self._descriptor(name, program),
                DW=UNITS,
                CIDToGIDMap=self.file.make_stream(bytes([0, shape]) * (max(self._letters, default=0) + 1)),
            )
            font.update(
                {
                    "/Type": pikepdf.Name.Font,
                    "/Subtype": pikepdf.Name.Type0,
                    "/BaseFont": pikepdf.Name(name),
                    "/Encoding": pikepdf.Name("/Identity-H"),
                    "/DescendantFonts": pikepdf.Array([self.file.make_indirect(inside)]),
                    "/ToUnicode": meaning,
                }
            )

    def _descriptor(self, name: str, stroke: Any) -> Any:
        descriptor = pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=pikepdf.Name(name),
            Flags=4,
            FontBBox=[0, -200, UNITS, 800],
            ItalicAngle=0,
            Ascent=800,
            Descent=-200,
            CapHeight=700,
            StemV=80,
            FontFile2=stroke,
        )
        return self.file.make_indirect(descriptor)


def _meaning(codes: list[int]) -> bytes:
    """The table by which a reader knows that each code is the letter of that number (9.10.3)."""
    parts = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Letters def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for first in range(0, len(codes), 100):
        some = codes[first : first + 100]
        parts += [f"{len(some)} beginbfchar", *(f"<{code:04X}> <{code:04X}>" for code in some), "endbfchar"]
    parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(parts).encode("ascii")


def _inkless_font() -> bytes:
    """A font without ink: a stroke from corner to corner that has no breadth, and a blank.

    PDFium leaves out what has no extent, so its letters are strokes; what only the others are to read is blank.
    """
    pen = TTGlyphPen(None)
    pen.moveTo((0, -200))
    pen.lineTo((UNITS, 800))
    pen.closePath()
    glyphs = {".notdef": TTGlyphPen(None).glyph(), "stroke": pen.glyph(), "blank": TTGlyphPen(None).glyph()}
    built = FontBuilder(UNITS, isTTF=True)
    built.setupGlyphOrder(list(glyphs))
    built.setupGlyf(glyphs)
    built.setupHorizontalMetrics(dict.fromkeys(glyphs, (UNITS, 0)))
    built.setupHorizontalHeader(ascent=800, descent=-200)
    built.updateHead(created=0, modified=0)
    built.font.recalcTimestamp = False
    out = io.BytesIO()
    built.save(out)
    return out.getvalue()


class _Rewriting:
    """Goes through what draws one page, and rewrites the blocks of text that run from right to left.

    On a mixed page the others get a mark at their end: poppler would set a bracket or semicolon there in front.
    """

    def __init__(self, layer: _Layer, drawings: dict[str, Any], *, mixed: bool) -> None:
        self._layer, self._drawings, self._mixed = layer, drawings, mixed
        self._pieces: list[str] = []  # letters whose small parts are drawn and whose body follows
        self._last = ""  # the sign that stands at the left of the next one

    def through(self, blocks: list[Block]) -> Iterator[bytes]:
        """What draws the page, with the blocks that run from right to left rewritten."""
        line = Line(blocks)
        for block in blocks:
            if not block.says:
                # What only sets a direction is an empty glyph, which would part a number from its blank.
                yield b"" if block.glyphs else block.content
                continue
            left, right = line.left_of(block), line.right_of(block)
            # A blank, a stop or a title behind a number, or a blank behind a name, in a line that goes on to the left.
            blank = block.is_blank and left is not None and left.is_turned
            behind = right is not None and (
                (right.begins_with_digit and (block.is_turned or block.is_weak or blank))
                or (right.begins_with_letter and blank and line.goes_left(block))
            )
            if behind or block.is_turned:
                self._last = left.says[-1:] if left is not None else ""
                gap = right.begins - block.ends if right is not None else 0.0
                yield "\n".join(self._rewritten(block.glyphs, gap if behind else None)).encode("ascii")
            elif block.ends_open and (line.goes_left(block) or (self._mixed and right is None)):
                yield self._bare(block).removesuffix(b"ET") + self._end(block) + b"\nET"
            else:
                yield self._bare(block)

    def _end(self, block: Block) -> bytes:
        """A mark that a line from left to right ends here, inside a block that is not closed yet."""
        last = block.glyphs[-1]
        place = f"{100 / last.size:.2f} Tz 1 0 0 -1 {last.x + last.width:.2f} {last.y:.2f} Tm"
        return f"{_INVISIBLE} Tr {_LETTERS} {last.size:.4g} Tf {place} {self._layer.code(_LRM)} Tj".encode("ascii")

    def _bare(self, block: Block) -> bytes:
        """A block as it was, without the empty glyphs that only set a direction."""
        empty = {glyph.code: glyph.font for glyph in block.glyphs if CONTROLS.fullmatch(glyph.text)}
        if not empty:
            return block.content

        def without(found: re.Match[bytes]) -> bytes:
            codes = string_of(found[1])
            shown = []
            for at in range(0, len(codes), 2):
                code = int.from_bytes(codes[at : at + 2], "big")
                shown.append(f"{-empty[code].widths.get(code, 0.0):.5g}" if code in empty else f"<{code:04X}>")
            inside = " ".join(shown)
            return (f"[{inside}]TJ" if found[2] else inside).encode("ascii")

        return _SHOWN.sub(without, block.content)

    def _rewritten(self, glyphs: tuple[Glyph, ...], gap: float | None) -> Iterator[str]:
        """Drawings, and the letters over them; behind a number, so far at the right, there is a mark beside it."""
        letters: list[str] = []
        for glyph in glyphs:
            name, drawing = self._layer.drawing(glyph)
            self._drawings[name] = drawing
            scale = glyph.size / UNITS
            # The page is turned over, and so was each letter.
            yield f"q {scale:.5g} 0 0 {-scale:.5g} {glyph.x:.2f} {glyph.y:.2f} cm {name} Do Q"
            letters += self._letters(glyph, behind=gap is not None and gap < 1 and glyph is glyphs[-1])
        if letters and gap is not None and gap >= 1:
            last = glyphs[-1]
            letters.append(f"{100 / last.size:.2f} Tz 1 0 0 -1 {last.x + last.width + gap - 1:.2f} {last.y:.2f} Tm")
            letters.append(f"{self._layer.code(_RLM)} Tj")
        if letters:
            yield "\n".join([f"BT {_INVISIBLE} Tr {_LETTERS} {glyphs[0].size:.4g} Tf", *letters, "ET"])

    def _letters(self, glyph: Glyph, *, behind: bool) -> list[str]:
        """The letters over a glyph, in the order in which they stand on the line: the last one first.

        Where poppler would hold a sign for part of a number, a mark says that the line goes on to the left.
        """
        text = CONTROLS.sub("", glyph.text)
        if not glyph.width:
            if text and self._pieces[-1:] != [text]:
                self._pieces.append(text)
            return []
        before = [piece for piece in self._pieces if piece != text]
        self._pieces = []
        signs = [*"".join(before)[::-1], *text[::-1]] if text else []
        if not signs:
            return []
        # PDFium as well takes a mark above a letter and a comma behind it for parts of one number.
        if direction_of(signs[0]) in WEAK or (
            direction_of(signs[0]) == "NSM" and direction_of(self._last or " ") in WEAK
        ):
            signs.insert(0, _RLM)
        self._last = signs[-1]
        if behind:
            signs.append(_RLM)
        width = glyph.width / len(signs)
        said = [f"{100 * width / glyph.size:.2f} Tz"]
        for place, letter in enumerate(signs):
            here = f"1 0 0 -1 {glyph.x + place * width:.2f} {glyph.y:.2f} Tm"
            if letter in MIRROR and glyph.is_mirrored:
                # PDFium turns a bracket of a right-to-left line round by itself: it gets the drawn one, which the
                # others are told to read as nothing. They get the one that is meant.
                meant, drawn = self._layer.code(letter), self._layer.code(MIRROR[letter])
                said.append(f"{_MEANT} {glyph.size:.4g} Tf {here} {meant} Tj {_LETTERS} {glyph.size:.4g} Tf")
                said.append(f"/Span <</ActualText ()>> BDC {here} {drawn} Tj EMC")
            else:
                said.append(f"{here if not place else ''} {self._layer.code(letter)} Tj")
        return said
