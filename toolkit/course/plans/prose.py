"""The prose of a lesson as parts of a document: headings, points, tables and paragraphs without their marks."""

from __future__ import annotations

import re

from toolkit.documents import Bullets, Heading, Paragraph, Part, Table

_HEADING = re.compile(r"(#+)\s+(.*)")
_POINT = re.compile(r"\s*(?:[-*]|\d+\.)\s+(.*)")
_ROW = re.compile(r"\s*\|(.*)\|\s*")
_RULE = re.compile(r"[\s|:-]+")
_MARKS = re.compile(r"\*\*|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_WRAPPING = re.compile(r"</?div[^>]*>")
_LOWEST = 3


def plain(markdown: str) -> str:
    """A line without marks for bold, slanted and code.

    >>> plain("**Before.** Open `toolkit` *once*")
    'Before. Open toolkit once'
    """
    return _MARKS.sub("", markdown).strip()


def parts_of(markdown: str, level: int = 2) -> tuple[Part, ...]:
    """What a piece of prose says, its headings set at a level and below it.

    >>> [type(part).__name__ for part in parts_of("## Aims\\n\\n- See\\n- Say\\n\\nThen go.")]
    ['Heading', 'Bullets', 'Paragraph']
    """
    found: list[Part] = []
    for piece in re.split(r"\n\s*\n", _WRAPPING.sub("", markdown)):
        lines = [line for line in piece.strip().splitlines() if line.strip()]
        if lines and (heading := _HEADING.fullmatch(lines[0].strip())):
            found.append(Heading(plain(heading[2]), min(level + max(len(heading[1]) - 2, 0), _LOWEST)))
            lines = lines[1:]
        if not lines:
            continue
        points, rows = [_POINT.fullmatch(line) for line in lines], [_ROW.fullmatch(line) for line in lines]
        if all(rows):
            found.append(_table([row[1] for row in rows if row and not _RULE.fullmatch(row[0])]))
        elif all(points):
            found.append(Bullets(tuple(plain(point[1]) for point in points if point)))
        else:
            found.append(Paragraph(plain(" ".join(line.strip() for line in lines))))
    return tuple(found)


def _table(rows: list[str]) -> Table:
    header, *rest = (tuple(plain(cell) for cell in row.split("|")) for row in rows)
    return Table(header, tuple(rest), with_words=True)
