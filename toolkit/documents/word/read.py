"""Read what came back: a Word file as plain blocks, with the article that each belongs to.

The file comes from the other side. A process of its own takes it as it stands in the archive, with limits, and never
lends it an entity, a network or a programme; what those limits are stands in `toolkit.documents.word.read_safely` and
`toolkit.documents.brought.apart`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from toolkit.documents.brought.unsound import Unsound
from toolkit.errors import UnreadableFile, translatable

if TYPE_CHECKING:
    from toolkit.documents.brought.apart import Oversight

LARGEST = 50 * 1024 * 1024  # bytes, unpacked: a thousand times a long agreement

Source = Path | str | bytes | BinaryIO
_READER = "toolkit.documents.word.walking:answer"


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item or table cell as it reads with all tracked changes accepted.

    Parameters
    ----------
    text
        The words, white space made single; a footnote stands in square brackets where it is called.
    kind
        What it is in the file.
    article
        The article it belongs to, by our own bookmark; None before the first, and for whatever follows a heading
        that carries no bookmark of ours (an article that the other side added).
    level
        Of a heading (0 is the title) or an item, counted as the file does; None otherwise.
    label
        What Word puts before it by itself, as a pattern: ``"Article %1"``.
    """

    text: str
    kind: Literal["heading", "paragraph", "item", "cell"]
    article: str | None = None
    level: int | None = None
    label: str = field(default="", compare=False)


@dataclass(frozen=True)
class Revision:
    """One tracked change: what was done with which words, by whom and when the file says it was."""

    kind: Literal["inserted", "deleted", "moved"]
    text: str
    author: str
    date: datetime | None


@dataclass(frozen=True)
class WordText:
    """A Word file with its tracked changes: as it reads when all are accepted, and as it read before them."""

    blocks: tuple[Block, ...]
    before: tuple[Block, ...]
    revisions: tuple[Revision, ...]

    @property
    def authors(self) -> tuple[str, ...]:
        """Who changed it, in the order in which they first appear."""
        return tuple(dict.fromkeys(one.author for one in self.revisions if one.author))


def read_docx(source: Source, *, name: str = "", articles: Iterable[str] = ()) -> tuple[Block, ...]:
    """The text of a Word file in reading order, changes accepted; empty paragraphs are left out.

    Parameters
    ----------
    source
        A path, the bytes of an upload, or an open file.
    name
        What to call the file in an error, where the source does not say.
    articles
        The ids of our articles: by their bookmarks they are found again.

    Raises
    ------
    UnreadableFile
        If it is not a Word file, is damaged, protected, too large, or holds what no agreement may hold.
    """
    return read_word(source, name=name, articles=articles).blocks


def read_word(
    source: Source, *, name: str = "", articles: Iterable[str] = (), oversight: Oversight | None = None
) -> WordText:
    """A Word file as it reads now, as it read before the tracked changes, and who changed what.

    Parameters and errors are those of `read_docx`; ``oversight`` tells who may stop the reading.
    """
    from toolkit.documents.brought.apart import BROKEN, read_apart
    from toolkit.documents.document import AFTER_ARTICLES, bookmark_of

    name = name or (Path(source).name if isinstance(source, (str, Path)) else ".docx")
    told = {"marks": {bookmark_of(article): article for article in articles}, "after": AFTER_ARTICLES}
    said = read_apart(_READER, fetch(source, name), name, told, oversight=oversight)
    try:
        blocks = _blocks(said.values["blocks"])
        before = blocks if said.values["before"] is None else _blocks(said.values["before"])
        return WordText(blocks, before, tuple(map(_revision, said.values["revisions"])))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableFile(BROKEN, file=name) from error


def _blocks(rows: Any) -> tuple[Block, ...]:
    return tuple(
        Block(str(text), kind, article, level, str(label))
        for text, kind, article, level, label in rows
        if kind in ("heading", "paragraph", "item", "cell")
    )


def _revision(row: Any) -> Revision:
    kind, text, author, day = row
    if kind not in ("inserted", "deleted", "moved"):
        raise Unsound(kind)
    return Revision(kind, str(text), str(author), datetime.fromisoformat(day) if day else None)


def fetch(source: Source, name: str, largest: int = LARGEST) -> bytes:
    """The bytes of a file that somebody brought, up to the limit.

    Raises
    ------
    UnreadableFile
        If it is not there, cannot be opened or is too large.
    """
    if isinstance(source, bytes):
        data = source
    else:
        try:
            if isinstance(source, (str, Path)):
                with Path(source).open("rb") as file:
                    data = file.read(largest + 1)
            else:
                data = source.read(largest + 1)
        except FileNotFoundError as error:
            raise UnreadableFile(
                translatable("There is no file “{file}”. Check its name and folder."), file=name
            ) from error
        except OSError as error:
            raise UnreadableFile(
                translatable("The file “{file}” could not be opened. Close it in other programmes and try again."),
                file=name,
            ) from error
    if len(data) > largest:
        raise too_large(name, largest)
    return data


def too_large(name: str, largest: int = LARGEST) -> UnreadableFile:
    """The error for a file that would take up more room than what it is for needs."""
    return UnreadableFile(
        translatable(
            "The file “{file}” is too large: unpacked, a file may hold {megabytes} MB. Take pictures and attachments "
            "out of it, save it and try again."
        ),
        file=name,
        megabytes=largest // (1024 * 1024),
    )


def too_long(name: str, letters: int) -> UnreadableFile:
    """The error for a file whose text is longer than any agreement, notes counted as often as they are called."""
    return UnreadableFile(
        translatable(
            "The file “{file}” is too long: {letters} letters at most are read, footnotes counted each time they are "
            "called. Take out what is not the agreement and try again."
        ),
        file=name,
        letters=letters,
    )
