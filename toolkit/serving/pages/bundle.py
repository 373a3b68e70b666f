"""Voila's script comes in seventy pieces, of which a browser asks for six at a time: here they are one file.

A piece registers itself when it is run, so Voila's script finds those of the file there and asks for the others as
ever. The file is packed once for everybody.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# What every lesson needs of Voila 0.5.13; a test opens a lesson and compares. A piece that is not there is left out.
PIECES = tuple(
    map(
        str,
        (
            73, 143, 225, 431, 457, 614, 630, 1187, 1601, 1621, 1670, 1996, 2121, 2296, 2772, 2829, 2930, 3144,
            3249, 3307, 3311, 3459, 3649, 3916, 3989, 3992, 4041, 4135, 4173, 4222, 4371, 4486, 4653, 4729,
            4875, 4972, 5044, 5312, 5688, 5764, 5767, 5992, 6008, 6049, 6074, 6305, 6382, 6468, 6573, 7155,
            7245, 7259, 7393, 7483, 7556, 7598, 7770, 7883, 8017, 8135, 8487, 8766, 8773, 8862, 8925, 9081,
            9151, 9212, 9582, 9684, 9890, 9981,
        ),
    )
)  # fmt: skip


@dataclass(frozen=True)
class Bundle:
    """A script in one piece, as it is and packed; `mark` changes with its content."""

    content: bytes
    packed: bytes
    mark: str


@cache
def bundle_of(folders: tuple[str, ...]) -> Bundle:
    """The pieces found in the folders of Voila's files, each in a function of its own."""
    content = b"\n".join(b"(()=>{" + piece + b"\n})();" for piece in _pieces(folders))
    return Bundle(content, gzip.compress(content, 9, mtime=0), hashlib.sha256(content).hexdigest()[:32])


def _pieces(folders: Iterable[str]) -> Iterable[bytes]:
    for name in PIECES:
        found = next((path for folder in folders if (path := Path(folder) / f"{name}.voila.js").is_file()), None)
        if found is not None:
            yield found.read_bytes()
