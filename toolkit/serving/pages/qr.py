"""An address as a picture that a phone's camera reads, for the terminal and for a page."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO

import segno

from toolkit.markup import Markup

_WHITE_ON_BLACK = "\033[97;40m"
_AS_BEFORE = "\033[0m"


def qr_for_page(address: str) -> Markup:
    """A drawing that stands inside a page, dark on white whatever colours the page has."""
    return Markup(_qr(address).svg_inline(light="#fff", omitsize=True))  # noqa: S704 - an address becomes squares


def qr_for_terminal(address: str, stream: TextIO | None = None) -> str:
    """Two dots a letter, so that it fits on a screen; nothing if the terminal cannot write such letters.

    Parameters
    ----------
    stream
        Where it will be written; the standard output if left out.
    """
    stream = stream or sys.stdout
    drawn = io.StringIO()
    _qr(address).terminal(drawn, border=2, compact=True)
    lines = drawn.getvalue().splitlines()
    try:
        drawn.getvalue().encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return ""
    # On a light terminal the picture would come out as its own negative, which not every camera reads.
    if os.name == "posix" and stream.isatty():
        lines = [f"{_WHITE_ON_BLACK}{line}{_AS_BEFORE}" for line in lines]
    return "\n".join(lines)


def _qr(address: str) -> segno.QRCode:
    return segno.make(address, micro=False)
