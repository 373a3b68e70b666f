"""Files on their way from a phone: they come in parts, stay in memory, and are whole or not there."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

LARGEST_PART = 2_000_000
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Upload:
    """A file that somebody chose: its name, without any folder, and its content."""

    name: str
    content: bytes = field(repr=False)

    @property
    def suffix(self) -> str:
        """The ending of the name, small: ``.csv``."""
        return PurePosixPath(self.name).suffix.lower()


@dataclass
class _Coming:
    id: str
    name: str
    size: int
    parts: io.BytesIO  # gives its bytes away without a second copy of them
    taken: int = 0


class Uploads:
    """The files of one sheet, one for each of its fields.

    >>> uploads = Uploads()
    >>> uploads.take("log", {"id": "1", "file": "C:\\\\data\\\\log.csv", "size": 3, "at": 0}, b"a,b", largest=10)
    3
    >>> uploads.whole("log").name
    'log.csv'
    """

    def __init__(self) -> None:
        self._coming: dict[str, _Coming] = {}
        self._whole: dict[str, Upload] = {}

    def take(self, field_name: str, message: Mapping[str, Any], part: bytes, largest: int) -> int | None:
        """Take a part of a file.

        Parameters
        ----------
        message
            ``id`` of this upload, ``file`` its name, ``size`` in bytes, ``at`` where the part belongs.
        largest
            How many bytes a file may have.

        Returns
        -------
        int or None
            How many bytes are here now; None if the file is refused, and then nothing of it is kept.
        """
        id_, size, at = str(message.get("id")), message.get("size"), message.get("at")
        if not isinstance(size, int) or not 0 <= size <= largest or len(part) > LARGEST_PART:
            self.forget(field_name)
            return None
        if at == 0:
            self._whole.pop(field_name, None)
            self._coming[field_name] = _Coming(id_, base_name(message.get("file")), size, io.BytesIO())
        coming = self._coming.get(field_name)
        if coming is None or coming.id != id_ or at != coming.taken or at + len(part) > coming.size:
            self.forget(field_name)
            return None
        coming.parts.write(part)
        coming.taken += len(part)
        if coming.taken == coming.size:
            self._whole[field_name] = Upload(coming.name, coming.parts.getvalue())
            del self._coming[field_name]
        return at + len(part)

    def whole(self, field_name: str) -> Upload | None:
        """The file of a field once all of it is here."""
        return self._whole.get(field_name)

    def let_go(self, field_name: str) -> None:
        """Keep the name of a file and not its bytes, once all that is needed of them has been read."""
        whole = self._whole.get(field_name)
        if whole is not None:
            self._whole[field_name] = Upload(whole.name, b"")

    def forget(self, field_name: str) -> None:
        """Let go of a file and of what has come of it."""
        self._coming.pop(field_name, None)
        self._whole.pop(field_name, None)


def base_name(name: Any) -> str:
    """The name of a file without folders and without signs that steer a screen or a disk.

    >>> base_name("../../etc/pass\\x00wd.csv"), base_name(None)
    ('passwd.csv', 'file')
    """
    last = str(name or "").replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    return printable[-_LONGEST_NAME:].lstrip(" .") or "file"
