"""The parts of a package of XML (ECMA-376, OpenDocument), piece by piece: nothing is defined or fetched."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers import expat

from toolkit.documents.brought.unsound import Unsound

PIECE = 1 << 18
_DEEPEST = 64  # elements inside one another; a sheet needs a dozen

Start = Callable[[str, dict[str, str]], None]


def walk(archive: zipfile.ZipFile, part: str, seen: Start) -> None:
    """Go through a part for what its elements say of themselves."""
    for _ in parse(archive, part, seen, lambda tag: None, lambda text: None):
        pass


def parse(
    archive: zipfile.ZipFile, part: str, seen: Start, ended: Callable[[str], None], read: Callable[[str], None]
) -> Iterator[int]:
    """Go through a part piece by piece; how many bytes are done comes after each. Nothing is defined or fetched."""
    parser = expat.ParserCreate(namespace_separator=None)
    parser.buffer_text = True
    deep = [0]

    def starts(name: str, attributes: dict[str, str]) -> None:
        deep[0] += 1
        if deep[0] > _DEEPEST:
            raise Unsound("too deep")
        seen(name.rpartition(":")[2], attributes)

    def ends(name: str) -> None:
        deep[0] -= 1
        ended(name.rpartition(":")[2])

    def refuse(*_given: Any) -> None:
        raise Unsound("a document type")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = starts, ends, read
    parser.StartDoctypeDeclHandler = refuse
    done = 0
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            done += len(piece)
            parser.Parse(piece, False)
            yield done
        parser.Parse(b"", True)
        yield done
