"""A clause of one's own: begin with the nearest one of the library, under a new name, and change it."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.bargaining.clauses.library import find_clause
from toolkit.errors import SetupError, translatable
from toolkit.registers.locate import folder

BAD_NAME = translatable(
    "A clause cannot be called “{name}”. Name the folder with small letters, digits and hyphens, a letter first."
)
NOT_COPIED = translatable("The folder “{name}” could not be written ({reason}). Choose another place and try again.")
_NAME = re.compile(r"[a-z][a-z0-9-]{0,40}")


def copy_clause(clause: str, path: str | Path) -> Path:
    """Copy a clause of the library into a folder of one's own, to be changed there and read with `read_clause`.

    The last part of the path is the id of the new clause. A folder that is there already stays as it is.

    Parameters
    ----------
    clause
        The id of the clause to begin with.
    path
        Where the new folder goes.

    Raises
    ------
    UnknownClause, SetupError
    """
    record = find_clause(clause)
    place = Path(path)
    if not _NAME.fullmatch(place.name):
        raise SetupError(BAD_NAME, name=place.name)
    if (place / "clause.yml").exists():
        return place
    source = folder("templates") / "clauses" / record.family / clause
    try:
        place.mkdir(parents=True, exist_ok=True)
        for file in sorted(source.glob("*.md")):
            (place / file.name).write_bytes(file.read_bytes())
        written = (source / "clause.yml").read_text(encoding="utf-8")
        renamed = re.sub(rf"^id: {re.escape(clause)}$", f"id: {place.name}", written, flags=re.MULTILINE)
        (place / "clause.yml").write_text(renamed, encoding="utf-8")
    except OSError as error:
        raise SetupError(NOT_COPIED, name=place.name, reason=error.strerror or type(error).__name__) from error
    return place
