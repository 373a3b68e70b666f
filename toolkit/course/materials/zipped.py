"""The materials of a topic in one file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from toolkit.course.materials.piece import Kind, Piece
from toolkit.course.plans.pack import file_name
from toolkit.errors import translatable

KIND_NAMES: Mapping[Kind, str] = {
    "brief": translatable("Brief"),
    "slides": translatable("Slides"),
    "cards": translatable("Cards"),
    "poster": translatable("Poster"),
    "paper-twin": translatable("On paper"),
}
_LONG_AGO = (2000, 1, 1, 0, 0, 0)  # a fixed day, so that the same materials give the same file


def zip_pieces(found: Iterable[Piece]) -> bytes:
    """Every file of every piece under its title, in a folder for each kind, all named in the language of the pieces."""
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, piece in enumerate(found, 1):
            folder = piece.language.say(KIND_NAMES[piece.kind])
            for ending in piece.formats:
                about = zipfile.ZipInfo(f"{folder}/{file_name(place, piece.title)}{ending}", _LONG_AGO)
                about.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(about, piece.content(ending))
    return room.getvalue()
