"""Two texts in one Word file, their differences tracked: accept all for one text, reject all for the other."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import SequenceMatcher
from typing import Any, Literal

from toolkit.documents.document import Document
from toolkit.documents.runs import clean
from toolkit.documents.word.docx import write_docx

Role = Literal["title", "article", "heading", "paragraph", "point", "body"]

_STYLES: dict[Role, str] = {
    "title": "Title",
    "article": "Article",
    "heading": "Heading1",
    "paragraph": "ArticleParagraph",
    "point": "ArticlePoint",
    "body": "Normal",
}
_WORD = re.compile(r"\S+\s*|\s+")
_MOVED = 0.6  # how like two lines must be for one to be the other at a new place
_MOVED_WORDS = 4  # and how many words they must have: short ones are alike by chance
_LEAST = 0.35  # how like two lines must be to be shown as one line with changes
_MOST_CELLS = 1_500_000  # beyond that, lines are paired only where they are equal


@dataclass(frozen=True)
class Redlined:
    """A line of the file: as it was, as it became, and what part it plays; None where it is not there.

    ``moved`` is how a line read where it stood before; at its new place it is compared with that.
    """

    before: str | None
    after: str | None
    role: Role = "body"
    moved: str | None = None


def write_redline_docx(
    shell: Document, lines: Iterable[Redlined], *, author: str, moved: str = "", when: datetime | None = None
) -> bytes:
    """A Word file with real tracked changes.

    Parameters
    ----------
    shell
        A document whose title, language, mark and numbering the file takes over; its parts are left out.
    lines
        The lines in the order of the new text, those that are gone where they stood.
    author
        Who is named as the author of the changes.
    moved
        Who is named as the author where words only moved; if left out, a line that moved is not compared.
    when
        The day and hour of the changes; now if left out.
    """
    import docx

    from toolkit.documents.word.body import w

    bare = Document(shell.title, shell.language, (), shell.mark, shell.author, shell.article_word)
    word = docx.Document(io.BytesIO(write_docx(bare)))
    body: Any = word.element.body
    section = body.sectPr
    for child in list(body):
        if child is not section:
            body.remove(child)
    writer = _Writer(clean(author) or "–", when or datetime.now(UTC), clean(moved))
    listed = list(lines)
    for place, line in enumerate(listed, start=1):
        section.addprevious(
            writer.line(line, before_inserted=any(one.before is None for one in listed[place : place + 1]))
        )
    # A paragraph that stays: the end of a deleted last one has to run into something.
    section.addprevious(w("p", w("pPr", w("pStyle", val="Normal"))))
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


class _Writer:
    """Turns lines into Word's elements; counts the changes, since each has a number."""

    def __init__(self, author: str, when: datetime, moved_author: str = "") -> None:
        self.author = author
        self.moved_author = moved_author or author
        self.when = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._changes = 0

    def line(self, line: Redlined, *, before_inserted: bool = False) -> Any:
        """A paragraph with what was taken out and put in."""
        from toolkit.documents.word.body import w

        properties = w("pPr", w("pStyle", val=_STYLES[line.role]))
        before, after = _text(line.before), _text(line.after)
        if line.before is None and line.moved is not None and self.moved_author != self.author:
            properties.append(w("rPr", self._change("ins")))
            return w("p", properties, *self._moved(differences(_text(line.moved), after)))
        if line.before is None:
            properties.append(w("rPr", self._change("ins")))
            return w("p", properties, *self._pieces([("ins", after)]))
        if line.after is None:
            properties.append(w("rPr", self._change("del")))
            return w("p", properties, *self._pieces([("del", before)]))
        pieces = differences(before, after)
        if before_inserted and pieces and pieces[-1][0] != "same":
            # LibreOffice joins two paragraphs on rejecting where a change at the end of one meets an inserted one.
            pieces.append(("same", " "))
        return w("p", properties, *self._pieces(pieces))

    def _moved(self, pieces: Iterable[tuple[str, str]]) -> Iterator[Any]:
        """A line at its new place: all of it came, and what did not come along is shown as put in and taken out again.

        Accepting or rejecting everything leaves none of those words, so both texts stay what they are. The words that
        only moved have an author of their own, since Word tells changes apart by their authors.
        """
        new, self.author = self.author, self.moved_author
        for kind, words in pieces:
            if kind != "same":  # LibreOffice forgets a deletion inside an insertion by the same author
                self.author = new
            (change,) = self._pieces([("ins" if kind == "same" else kind, words)])
            self.author = self.moved_author
            if kind == "del":
                change = self._change("ins", change)
            yield change
        self.author = new

    def _pieces(self, pieces: Iterable[tuple[str, str]]) -> Iterator[Any]:
        from docx.oxml.ns import qn

        from toolkit.documents.word.body import w

        for kind, words in pieces:
            if not words:
                continue
            text = w("delText" if kind == "del" else "t")
            text.text = words
            text.set(qn("xml:space"), "preserve")
            run = w("r", text)
            yield run if kind == "same" else self._change(kind, run)

    def _change(self, kind: str, *inside: Any) -> Any:
        from toolkit.documents.word.body import w

        self._changes += 1
        return w(kind, *inside, id=self._changes, author=self.author, date=self.when)


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """What stayed, went and came, word by word.

    >>> differences("within 30 days", "within 60 days")
    [('same', 'within '), ('del', '30 '), ('ins', '60 '), ('same', 'days')]
    """
    # A full stop that both texts end with stays what it is.
    end = before[-1] if before[-1:] == after[-1:] and before[-1:] in (".", ";", "؛", ":") else ""
    old, new = _WORD.findall(before.removesuffix(end)), _WORD.findall(after.removesuffix(end))
    pieces: list[tuple[str, str]] = []
    for tag, first, last, start, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("same", "".join(old[first:last])))
        else:
            pieces += [("del", "".join(old[first:last])), ("ins", "".join(new[start:stop]))]
    return [(kind, words) for kind, words in [*pieces, ("same", end)] if words]


def interleave(before: Sequence[tuple[str, Role]], after: Sequence[tuple[str, Role]]) -> list[Redlined]:
    """The lines of two texts as one sequence: alike lines in the same order become one, what moved goes and comes.

    >>> old, new = [("A first line", "body"), ("A second", "body")], [("A second", "body"), ("A first line", "body")]
    >>> [(line.before, line.after) for line in interleave(old, new)]
    [('A first line', None), ('A second', 'A second'), (None, 'A first line')]
    """
    lines: list[Redlined] = []
    done, used = 0, 0
    for old, new in [*_in_order(before, after), (len(before), len(after))]:
        lines += [Redlined(text, None, role) for text, role in before[done:old]]
        lines += [Redlined(None, text, role) for text, role in after[used:new]]
        if old < len(before):
            lines.append(Redlined(before[old][0], after[new][0], before[old][1]))
        done, used = old + 1, new + 1
    return _with_moved(lines)


def _with_moved(lines: list[Redlined]) -> list[Redlined]:
    """What came, each with the line that went elsewhere and is most like it."""
    import numpy as np

    gone = [one.before for one in lines if one.after is None and one.before and _many(one.before)]
    came = [place for place, one in enumerate(lines) if one.before is None and one.after and _many(one.after)]
    if not gone or not came or len(gone) * len(came) > _MOST_CELLS:
        return lines
    likeness = _likeness(gone, [lines[place].after or "" for place in came])
    pairs = sorted((-likeness[old][new], int(old), int(new)) for old, new in np.argwhere(likeness >= _MOVED))
    used: tuple[set[int], set[int]] = (set(), set())
    for _, old, new in pairs:
        if old not in used[0] and new not in used[1]:
            used[0].add(old)
            used[1].add(new)
            lines[came[new]] = replace(lines[came[new]], moved=gone[old])
    return lines


def _many(text: str) -> bool:
    return len(text.split()) >= _MOVED_WORDS


def _in_order(before: Sequence[tuple[str, Role]], after: Sequence[tuple[str, Role]]) -> list[tuple[int, int]]:
    """The pairs of lines that keep both orders and are most alike in sum."""
    import numpy as np

    if len(before) * len(after) > _MOST_CELLS:
        matcher = SequenceMatcher(None, [text for text, _ in before], [text for text, _ in after], autojunk=False)
        return [(a + n, b + n) for a, b, size in matcher.get_matching_blocks() for n in range(size)]
    likeness = _likeness([text for text, _ in before], [text for text, _ in after])
    best = np.zeros((len(before) + 1, len(after) + 1))
    for old in range(len(before) - 1, -1, -1):
        row = likeness[old]
        for new in range(len(after) - 1, -1, -1):
            taken = best[old + 1, new + 1] + row[new] if row[new] >= _LEAST else 0.0
            best[old, new] = max(best[old + 1, new], best[old, new + 1], taken)
    pairs: list[tuple[int, int]] = []
    old = new = 0
    while old < len(before) and new < len(after):
        if likeness[old][new] >= _LEAST and best[old, new] == best[old + 1, new + 1] + likeness[old][new]:
            pairs.append((old, new))
            old, new = old + 1, new + 1
        elif best[old, new] == best[old + 1, new]:
            old += 1
        else:
            new += 1
    return pairs


def _likeness(before: list[str], after: list[str]) -> Any:
    """Dice's likeness of the words of all pairs of lines."""
    import numpy as np

    sets = [[frozenset(text.lower().split()) for text in texts] for texts in (before, after)]
    known = {word: place for place, word in enumerate(sorted(set().union(*sets[0], *sets[1])))}
    tables = []
    for lines in sets:
        table = np.zeros((len(lines), max(len(known), 1)), dtype=np.float32)
        for place, words in enumerate(lines):
            table[place, [known[word] for word in words]] = 1
        tables.append(table)
    left, right = tables
    sums = left.sum(axis=1)[:, None] + right.sum(axis=1)[None, :]
    return (2.0 * (left @ right.T) / np.maximum(sums, 1)).astype(float)


def _text(text: str | None) -> str:
    return " ".join(clean(text or "").split())
