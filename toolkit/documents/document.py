"""What stands on paper, before any paper: headings, articles, lists and tables as frozen values.

Every text may be plain, or a line of plain pieces, live references to articles and words that went or came::

    Paragraph(("Names are never given out, see ", Reference("data"), "."))

A value that was put into a sentence is wrapped in Unicode isolates (see `toolkit.languages.bidi`); each writer turns
them into what its format offers for that.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from toolkit.documents import labels
from toolkit.errors import AgreementError, DataError, translatable
from toolkit.languages import Language


@dataclass(frozen=True)
class Reference:
    """A pointer to an article by its id; every writer shows the number the article has in this document."""

    article: str


@dataclass(frozen=True)
class Changed:
    """Words that went or came between two texts: struck out, or underlined; by sign and not by colour."""

    text: str
    change: Literal["gone", "new"]


Line = tuple[str | Reference | Changed, ...]
Text = str | Line


@dataclass(frozen=True)
class Heading:
    """The title of a part, level 1 directly below that of the document; with ``new_page`` on a page of its own."""

    text: Text
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text; a note explains, a warning must not be missed, a lead opens the document.

    One with ``leads`` stands on the same page as what follows: no name is to sign an empty page.
    """

    text: Text
    kind: Literal["body", "note", "warning", "lead"] = "body"
    leads: bool = False


@dataclass(frozen=True)
class Bullets:
    """Points in no order that matters."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Facts:
    """What is known at a glance (parties, place, date): pairs of a label and a value."""

    rows: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True)
class Band:
    """A line across a table that says what the rows below it are about.

    ``cells`` says the same as columns, for a spreadsheet that sorts and filters: pairs of a head and a word.
    """

    before: int
    text: Text
    cells: tuple[tuple[Text, Text], ...] = ()


@dataclass(frozen=True)
class Table:
    """Rows under a header; a short row is filled up with empty cells.

    ``values`` holds the numbers behind the words, cell by cell (None: there is none), for a spreadsheet to reckon with.
    ``bands`` part a long table, each before the row whose number it has; such a table is set smaller. ``sheet`` is a
    short name for its sheet in a workbook; a table ``with_words`` has none and stands there among the words.
    ``in_full`` is what a workbook holds in its place.
    """

    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: Text = ""
    values: tuple[tuple[float | None, ...], ...] = ()
    bands: tuple[Band, ...] = ()
    sheet: Text = ""
    with_words: bool = False
    in_full: Table | None = None

    @property
    def lines(self) -> Iterator[Band | tuple[Text, ...]]:
        """Bands and filled rows, one after the other as they are read."""
        bands = {band.before: band for band in self.bands}
        for place, row in enumerate(self.rows):
            if place in bands:
                yield bands[place]
            yield self.filled(row)

    def value(self, row: int, column: int) -> float | None:
        """The number behind a cell, where there is one."""
        known = self.values[row] if row < len(self.values) else ()
        return known[column] if column < len(known) else None

    @property
    def columns(self) -> int:
        """How many columns the widest row has."""
        return max([len(self.header), *(len(row) for row in self.rows)], default=0)

    def filled(self, row: tuple[Text, ...]) -> tuple[Text, ...]:
        """A row with as many cells as the table has columns."""
        return (*row, *[""] * (self.columns - len(row)))


@dataclass(frozen=True)
class Numbered:
    """A numbered paragraph of an article (3.1), perhaps with lettered points (a), (b)."""

    text: Text
    points: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Article:
    """One article of an agreement. Its number comes from its place in the document, never from its text."""

    id: str
    title: Text
    paragraphs: tuple[Numbered, ...]


@dataclass(frozen=True)
class Signatures:
    """Where the parties sign, in the language of the document and perhaps in a second one."""

    parties: tuple[Text, ...]
    second: Language | None = None

    def labels(self, language: Language) -> tuple[str, str]:
        """What stands under the two lines of each party."""
        own = (language.say(labels.SIGNATURE), language.say(labels.PLACE_AND_DATE))
        if self.second is None:
            return own
        beside = (self.second.say(labels.SIGNATURE), self.second.say(labels.PLACE_AND_DATE))
        first, then = (f"{one}\n{language.isolate(other)}" for one, other in zip(own, beside, strict=True))
        return first, then


@dataclass(frozen=True)
class Picture:
    """A picture and the words that say the same to those who do not see it."""

    png: bytes
    alternative: str
    width_cm: float

    def __post_init__(self) -> None:
        if not self.png.startswith(b"\x89PNG\r\n\x1a\n"):
            raise DataError(
                translatable("The picture “{picture}” is not a PNG. Save it as PNG and put it in again."),
                picture=self.alternative,
            )


Part = Heading | Paragraph | Bullets | Facts | Table | Article | Signatures | Picture

_ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_LONGEST_ID = 30
_BOOKMARK = "_Ref"  # as Word names the targets of its own references, and hides them from its list
AFTER_ARTICLES = "_End"  # a bookmark that begins so ends an article: signatures, annexes


@dataclass(frozen=True)
class Document:
    """A whole document in one language, ready for any writer.

    Parameters
    ----------
    title, language, blocks
        What it says, and in which language (this also sets the direction).
    mark
        A line of confidentiality, repeated on every page: "For us — not for the other side".
    author
        Who appears as the author in the properties of the file; nobody if empty.
    article_word
        What an article is called: "Article", "المادة".
    sheets
        Tables that only a workbook has room for.
    one_page
        Whether it is meant to stay on one page: a word processor then sets it closer.
    """

    title: str
    language: Language
    blocks: tuple[Part, ...]
    mark: str = ""
    author: str = ""
    article_word: str = "Article"
    sheets: tuple[Table, ...] = ()
    one_page: bool = False

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for article in self.articles:
            if not _ID.fullmatch(article.id) or len(article.id) > _LONGEST_ID:
                raise AgreementError(
                    translatable(
                        "“{article}” cannot be the id of an article. Use up to 30 small letters a to z, digits and "
                        "single hyphens."
                    ),
                    article=article.id,
                )
            if article.id in seen:
                raise AgreementError(
                    translatable("The article “{article}” stands in this document twice. Take one of them out."),
                    article=article.id,
                )
            seen.add(article.id)
        for text in self.texts():
            for piece in (text,) if isinstance(text, str) else text:
                if isinstance(piece, Reference):
                    self.number_of(piece.article)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The articles in their order."""
        return tuple(block for block in self.blocks if isinstance(block, Article))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {article.id: number for number, article in enumerate(self.articles, start=1)}

    def number_of(self, article: str) -> int:
        """The number that an article has in this document.

        Raises
        ------
        AgreementError
            If there is no such article here.
        """
        if article not in self._numbers:
            raise AgreementError(
                translatable(
                    "The document points to the article “{article}”, which is not in it. It has: {available}. "
                    "Add that article or take the reference out."
                ),
                article=article,
                available=list(self._numbers),
            )
        return self._numbers[article]

    def label_of(self, article: str) -> str:
        """How the document calls an article: "Article 3"."""
        return f"{self.article_word} {self.number_of(article)}"

    def letter(self, position: int) -> str:
        """The letter of the point at this position, counted from 1."""
        return letter(position, self.language.code)

    def texts(self) -> Iterator[Text]:
        """Every text of the document except its title and mark, in reading order."""
        for block in self.blocks:
            match block:
                case Heading() | Paragraph():
                    yield block.text
                case Bullets():
                    yield from block.items
                case Facts():
                    yield from (cell for row in block.rows for cell in row)
                case Table():
                    yield block.caption
                    yield from (cell for row in (block.header, *block.rows) for cell in row)
                    yield from (band.text for band in block.bands)
                case Article():
                    yield block.title
                    for paragraph in block.paragraphs:
                        yield paragraph.text
                        yield from paragraph.points
                case Signatures():
                    yield from block.parties


@dataclass(frozen=True)
class Bilingual:
    """The same document in two languages, to be set in two columns, paragraph beside paragraph."""

    first: Document
    second: Document

    def __post_init__(self) -> None:
        if [_shape(part) for part in self.first.blocks] != [_shape(part) for part in self.second.blocks]:
            raise AgreementError(
                translatable(
                    "The texts in {first} and {second} cannot stand side by side: they do not have the same articles, "
                    "paragraphs and points. Write the agreement in one of the two languages."
                ),
                first=self.first.language.own_name,
                second=self.second.language.own_name,
            )

    @property
    def pairs(self) -> tuple[tuple[Part, Part], ...]:
        """The parts in their order, each in both languages."""
        return tuple(zip(self.first.blocks, self.second.blocks, strict=True))

    @property
    def title(self) -> str:
        """The title in the first language."""
        return self.first.title

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles in the first language."""
        return self.first.articles


def twin_of(article: str) -> str:
    """The name under which the second column marks an article, so that no mark stands in a file twice."""
    return f"{article}-beside"


def signed_in_both(one: Signatures, other: Signatures, pair: Bilingual) -> Signatures:
    """The same signatures asked for in both languages; a line that is the same in both stands once."""
    speech = pair.first.language
    return Signatures(
        tuple(
            first if first == second else f"{first} / {speech.isolate(str(second))}"
            for first, second in zip(one.parties, other.parties, strict=True)
        ),
        pair.second.language,
    )


def _shape(part: Part) -> tuple[object, ...]:
    """What two languages must share to stand side by side."""
    match part:
        case Article():
            return Article, part.id, tuple(len(one.points) for one in part.paragraphs)
        case Facts():
            return Facts, len(part.rows)
        case Paragraph():
            return Paragraph, part.kind
        case Signatures():
            return Signatures, len(part.parties)
        case Table():
            return Table, part.columns, len(part.rows)
    return (type(part),)


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"


def letter(position: int, language: str) -> str:
    """The letter of a point as Word counts: a … z, aa, bb; in Arabic the abjad order that law texts use.

    >>> letter(3, "en"), letter(28, "en"), letter(3, "ar")
    ('c', 'bb', 'ج')
    """
    letters = _ABJAD if language == "ar" else _LATIN
    rounds, place = divmod(position - 1, len(letters))
    return letters[place] * (rounds + 1)


def bookmark_of(article: str) -> str:
    """The bookmark that marks an article inside a file: a name as Word gives, which tells nobody what we call it.

    >>> bookmark_of("prior-notice")
    '_Ref16084131'
    """
    digest = hashlib.sha256(article.encode("utf-8")).digest()
    return f"{_BOOKMARK}{int.from_bytes(digest[:8], 'big') % 10**8:08d}"


def article_of(bookmark: str, known: Iterable[str] = ()) -> str | None:
    """The article among the known ones that a bookmark marks, or None if it marks none of them.

    >>> article_of(bookmark_of("prior-notice"), ["bias", "prior-notice"]), article_of("_Toc42", ["bias"])
    ('prior-notice', None)
    """
    return next((article for article in known if bookmark_of(article) == bookmark), None)
