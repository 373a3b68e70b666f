"""The employer's answer as articles and paragraphs, whatever it was typed in and whatever its numbering.

Word files keep our bookmarks if the employer worked in our file; a text that was typed anew has only its headings and
the numbers in front of its lines. Both end as the same value.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.documents.brought.apart import Oversight
from toolkit.documents.word.read import Block, Revision, Source, fetch, read_word
from toolkit.errors import UnknownSuffix, UnreadableFile, translatable
from toolkit.registers.locate import folder

ENDINGS = (".docx", ".md", ".txt")
TOO_LONG = translatable(
    "The file “{file}” is too long to be compared: at most {lines} lines and {letters} letters are. Take out what is "
    "not the agreement and try again."
)
LONG_PARAGRAPH = translatable(
    "The paragraph “{start} …” in “{file}” is too long to be compared: at most {letters} letters are. Check that it is "
    "the right file; if so, part the paragraph and try again."
)
_LONGEST_TEXT = 4 * 1024 * 1024
_MOST_LINES = 4000
_FULL_LINE = 0.8  # of the longest line of a text in which lines are broken
_BROKEN = 160  # letters: longer lines are whole paragraphs, and no line goes on
_MOST_LETTERS = 400_000  # a hundred and fifty pages; all clauses of the library three times over
_LONGEST_LINE = 8_000  # letters of a paragraph: three pages (a longer one takes more than its share of time)


@dataclass(frozen=True)
class CounterParagraph:
    """A paragraph of theirs with its points; the numbers before them are taken off."""

    text: str
    points: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """The paragraph and its points as one text."""
        return " ".join((self.text, *self.points))


@dataclass(frozen=True)
class CounterArticle:
    """An article of theirs: our id where our bookmark survived, the heading as typed, the paragraphs."""

    mark: str | None
    heading: str
    paragraphs: tuple[CounterParagraph, ...]
    numbered: bool = True  # it is counted as an article, not merely headed


@dataclass(frozen=True)
class CounterText:
    """The employer's answer, as best recognised.

    Attributes
    ----------
    articles
        In their order; what stands before the first heading is an article without a heading.
    before
        The text as it was before the tracked changes, line by line; empty where no change was tracked.
    revisions
        The tracked changes with author and date.
    """

    articles: tuple[CounterArticle, ...]
    before: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()

    @property
    def tracked(self) -> bool:
        """Whether the file says what was changed; a change that it does not say was made in silence."""
        return bool(self.revisions)

    @property
    def lines(self) -> tuple[str, ...]:
        """Every heading, paragraph and point in reading order."""
        found = []
        for article in self.articles:
            found += [article.heading] if article.heading else []
            for paragraph in article.paragraphs:
                found += [paragraph.text, *paragraph.points]
        return tuple(found)


@dataclass(frozen=True)
class Line:
    """A line of the file before it is known what part it plays."""

    text: str
    heading: int | None = None
    point: bool = False
    article: str | None = None  # the id of ours under which the file has it
    opens: bool = False  # it begins an article beyond doubt
    cell: bool = False  # it stands in a table, perhaps beside the same in another language


def read_counter(
    source: Source, *, name: str = "", articles: Iterable[str] = (), oversight: Oversight | None = None
) -> CounterText:
    """Read the employer's answer.

    Parameters
    ----------
    source
        A path, or the bytes of an upload; Word (.docx), Markdown (.md) or plain text (.txt).
    name
        The name of the file, where the source does not say: its ending tells what it is.
    articles
        The ids of our articles, to be found again by their bookmarks.

    oversight
        Who may stop the reading.

    Raises
    ------
    UnknownSuffix, UnreadableFile
    """
    name = name or (Path(source).name if isinstance(source, (str, Path)) else ".docx")
    ending = Path(name).suffix.lower() or name.lower()
    if ending == ".docx":
        word = read_word(source, name=name, articles=articles, oversight=oversight)
        before = tuple(block.text for block in word.before) if word.revisions else ()
        text = CounterText(assemble(_bounded(_from_word(word.blocks), name)), before, word.revisions)
    elif ending in ENDINGS:
        text = CounterText(assemble(_bounded(_from_text(_decoded(fetch(source, name), name)), name)))
    else:
        raise UnknownSuffix(name, list(ENDINGS))
    return text


def _bounded(lines: Iterable[Line], name: str) -> Iterator[Line]:
    """The lines, as long as there are no more than can be compared."""
    letters = 0
    for number, line in enumerate(lines, start=1):
        letters += len(line.text)
        if len(line.text) > _LONGEST_LINE:
            raise UnreadableFile(LONG_PARAGRAPH, file=name, letters=_LONGEST_LINE, start=line.text[:60])
        if number > _MOST_LINES or letters > _MOST_LETTERS:
            raise UnreadableFile(TOO_LONG, file=name, lines=_MOST_LINES, letters=_MOST_LETTERS)
        yield line


def _decoded(data: bytes, name: str) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            translatable("The text in “{file}” is not stored as UTF-8. Save it as UTF-8 and bring that file."),
            file=name,
        ) from error
    if len(text) > _LONGEST_TEXT or "\x00" in text:
        raise UnreadableFile(
            translatable("The file “{file}” is no text, or far too long for one. Check that it is the right file."),
            file=name,
        )
    return text


# --- lines out of files ----------------------------------------------------------------------------------------------


def _from_word(blocks: Iterable[Block]) -> Iterator[Line]:
    depth: dict[str | None, int] = {}
    listed = list(blocks)
    for block in listed:
        if block.kind == "item" and block.level is not None:
            depth[block.article] = min(block.level, depth.get(block.article, block.level))
    for block in listed:
        text = _clean(block.text)
        opens = bool(block.label) and _typed_article(block.label.replace("%1", "1").strip() + " – x") is not None
        if block.kind == "heading":
            yield Line(text, block.level, article=block.article, opens=opens)
            continue
        deeper = block.kind == "item" and (block.level or 0) > depth.get(block.article, 0)
        bullet = block.kind == "item" and bool(block.label) and "%" not in block.label
        yield Line(text, None, deeper or bullet, block.article, opens and not deeper, block.kind == "cell")


_HTML = re.compile(r"<[^<>]{0,200}>")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TO_SIGN = re.compile("_{4,}")
_RULE = re.compile(r"[\s|:=_*-]*")


def _from_text(text: str) -> Iterator[Line]:
    """Lines of Markdown or plain text, lines that go on joined."""
    held: list[str] = []
    point = False
    cleaned = [_clean(_TO_SIGN.sub(" ", _ESCAPED.sub(r"\1", _HTML.sub(" ", raw)))) for raw in text.splitlines()]
    full = _full(cleaned)
    for bare in [*cleaned, ""]:
        heading = re.match(r"(#{1,6})\s+(.+?)\s*#*$", bare)
        row = bare.startswith("|") or " | " in bare
        # A line is broken only where it is full; after a short one something new begins.
        short = bool(held) and len(held[-1]) + 1 + len(bare.split(" ")[0]) <= full
        starts = heading or not bare or row or _starts(bare) or short
        if starts and held:
            yield Line(_unmarked(" ".join(held)), point=point)
            held = []
        if heading:
            yield Line(_unmarked(heading[2]), len(heading[1]))
        elif row:
            if not _RULE.fullmatch(bare):
                cells = (cell.strip() for cell in bare.strip("|").split("|"))
                yield from (Line(_unmarked(cell), cell=True) for cell in cells if cell)
        elif bare and not _RULE.fullmatch(bare):
            if not held:
                point = bool(_BULLET.match(bare))
            held.append(_BULLET.sub("", bare, count=1) if point and not held else bare)
            if _typed_article(_unmarked(held[0])) is not None and len(held) == 1:
                yield Line(_unmarked(held.pop()))


def _full(lines: list[str]) -> float:
    """How long a line must be, with the first word of the next, to have been broken there."""
    broken = [len(line) for line in lines if len(line) <= _BROKEN]
    whole = sum(map(len, lines)) - sum(broken)
    return math.inf if whole > sum(broken) else _FULL_LINE * max(broken, default=0)


def _unmarked(text: str) -> str:
    """Without the signs that make letters bold or slanted."""
    return re.sub(r"(\*\*|__)(.+?)\1", r"\2", text).strip("*_ ").strip()


def _clean(text: str) -> str:
    return " ".join(re.sub("[\u2066-\u2069\u200e\u200f\u061c\ufeff]", "", text).split())


# --- what a line is --------------------------------------------------------------------------------------------------

_DIGITS = r"[0-9\u0660-\u0669\u06f0-\u06f9]"
_BULLET = re.compile(r"^[-•*–▪·‣◦o]\s+")
_NUMBER = re.compile(
    rf"^(?:(?:§+\s*)?\(?(?:{_DIGITS}{{1,3}}|[IVXLC]{{1,6}})(?:[.\-–/]{_DIGITS}{{1,3}}){{1,3}}[.)]?\s*[-–]?\s+|\(?{_DIGITS}{{1,3}}\s*[.)\-–]\s*(?!{_DIGITS}))"
)
_LEVELS = re.compile(
    rf"^(?:§\s*)?\(?(?:{_DIGITS}{{1,3}}|[IVXLC]{{1,6}})[.\-–/]{_DIGITS}"
)  # 3.2 is a paragraph, and no point
_LETTER = re.compile(
    r"^(?:\(\s*[a-z]{1,4}\s*\)\s*|[a-z]{1,2}[.)]\s+|\(\s*[\u0621-\u064a]{1,3}\s*\)\s*|[\u0621-\u064a]{1,2}\s*[.)\-–]\s+)"
)
_COUNTED = rf"\(?\s*(?:{_DIGITS}{{1,3}}\s*(?:ª|º|st|nd|rd|th|er|ère|bis)?|[ivxlc]{{1,6}})\s*\)?"
_ORDINAL = rf"(?:{_COUNTED}|(?:ال\w+)(?:\s+عشرة?|\s+وال\w+)?)"


@cache
def _heading_pattern() -> re.Pattern[str]:
    words = set()
    for path in (folder("templates") / "bargaining" / "weakening").glob("*.yml"):
        words |= {str(word) for word in lexicon(path.stem).record["heading_words"]}
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=lambda word: -len(word)))
    return re.compile(
        rf"^(?:{longest_first})\.?\s*(?:n[.º°o]*\s*)?{_ORDINAL}(?P<sign>\s*[.:)\-–—]+)?\s*(?P<rest>.*)$", re.IGNORECASE
    )


def _typed_article(text: str) -> str | None:
    """The heading behind "Article 3 –", or None if the line is no such heading."""
    match = _heading_pattern().match(text)
    if match is None:
        return None
    rest = match["rest"].strip()
    many = len(rest.split())
    if match["sign"] is None and (many > 10 or rest.endswith((".", ";", "؛", ":")) or rest[:1].islower()):
        return None  # "Article 3 applies to …" is a sentence
    return rest if many <= 20 else None


def _starts(text: str) -> bool:
    """Whether a typed line begins something of its own."""
    bare = _unmarked(text)
    return bool(_BULLET.match(text) or _NUMBER.match(bare) or _LETTER.match(bare)) or _typed_article(bare) is not None


def assemble(lines: Iterable[Line]) -> tuple[CounterArticle, ...]:
    """Articles out of lines."""
    listed = [line for line in lines if line.text]
    depth = _depth(listed)
    articles: list[CounterArticle] = [CounterArticle(None, "", (), numbered=False)]
    awaiting = False  # "Article 3" stood alone: the next line is its heading
    for place, line in enumerate(listed):
        heading = _heading(listed, place, depth)
        if heading is not None:
            numbered = line.heading is None or bool(line.opens or line.article) or heading != line.text
            articles.append(CounterArticle(line.article, heading, (), numbered))
            awaiting = not heading
        elif awaiting and len(line.text.split()) <= 14 and not _NUMBER.match(line.text) and not line.text.endswith("."):
            articles[-1] = replace(articles[-1], heading=line.text)
            awaiting = False
        else:
            awaiting = False
            if (
                articles[-1].mark is not None and line.article is None
            ):  # the file itself says that the article has ended
                articles.append(CounterArticle(None, "", (), numbered=False))
            articles[-1] = _with_line(articles[-1], line)
    return tuple(article for article in articles if article.heading or article.paragraphs)


def _depth(lines: list[Line]) -> int | None:
    """The level of the headings that open articles."""
    headings = [line for line in lines if line.heading]
    named = [line for line in headings if line.opens or line.article or _typed_article(line.text) is not None]
    levels = Counter(line.heading or 0 for line in named or headings)
    return max(levels, key=lambda level: (levels[level], level)) if levels else None


def _heading(lines: list[Line], place: int, depth: int | None) -> str | None:
    """The heading of an article, if this line is one."""
    line = lines[place]
    typed = _typed_article(line.text)
    if typed is not None and not line.point:
        return typed
    if line.opens and line.heading is None and len(line.text.split()) <= 20:
        return line.text
    if line.heading is not None:
        if depth is not None and line.heading > depth:
            return None
        return _NUMBER.sub("", line.text, count=1) or line.text
    number = re.match(rf"^(?:§\s*)?({_DIGITS}{{1,3}})\s*[.)\-–]?\s+(.+)$", line.text)
    if number and not line.point and len(line.text.split()) <= 14 and not line.text.endswith((".", ";", "؛", ":")):
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        if re.match(rf"^(?:§\s*)?{number[1]}\s*[.\-–/]\s*{_DIGITS}", following) or line.text.startswith("§"):
            return number[2]
    return None


def _with_line(article: CounterArticle, line: Line) -> CounterArticle:
    text = line.text
    numbered = _NUMBER.match(text)
    bare = text[numbered.end() :] if numbered else text
    lettered = _LETTER.match(bare)
    is_point = line.point or (lettered is not None and not numbered)
    words = bare[lettered.end() :].strip() if lettered else bare.strip()
    if not words:
        return article
    may_go_on = (not line.cell if numbered is None else not _LEVELS.match(text)) and bool(article.paragraphs)
    is_point = is_point or (may_go_on and _goes_on(article.paragraphs[-1], words))
    if is_point and article.paragraphs:
        last = article.paragraphs[-1]
        return replace(article, paragraphs=(*article.paragraphs[:-1], replace(last, points=(*last.points, words))))
    return replace(article, paragraphs=(*article.paragraphs, CounterParagraph(words)))


def _goes_on(last: CounterParagraph, words: str) -> bool:
    """Whether a line that bears a mere number, or nothing, is a point of the list before it: it began with a colon."""
    if not last.text.endswith(":"):
        return False
    return (last.points[-1] if last.points else words).endswith((";", "؛"))


def bare_heading(text: str) -> str:
    """A heading as it is compared."""
    typed = _typed_article(text)
    return plain(typed if typed else _NUMBER.sub("", text, count=1))
