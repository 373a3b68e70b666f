"""Which clauses of the library a text touches, by the words that people use for their subjects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from toolkit.bargaining.clauses.library import library
from toolkit.bargaining.clauses.texts import load_record
from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.paragraphs.reading import CounterArticle
from toolkit.errors import RecordError
from toolkit.registers.locate import folder

_ENOUGH = 2  # words of a subject in an article; one in its heading counts as two
_CERTAIN = 4
_ON_SUBJECT = 0.4  # the share of articles about systems or data from which on the whole text is


@dataclass(frozen=True)
class Subject:
    """A clause that an article touches.

    Attributes
    ----------
    words
        By which words, as they are compared: small letters, no accents.
    sure
        Whether there are several, so that chance is no good explanation.
    """

    clause: str
    words: tuple[str, ...]
    sure: bool


@dataclass(frozen=True)
class Subjects:
    """The subjects of the clauses in one language, as patterns over plain text."""

    digital: re.Pattern[str]
    clauses: Mapping[str, re.Pattern[str]]

    def touched(self, articles: Iterable[CounterArticle]) -> list[tuple[CounterArticle, tuple[Subject, ...]]]:
        """Each article with the clauses that it touches, the likeliest first.

        An article that speaks of no system and no data touches none, unless the text as a whole is about them: a
        committee on menus is not our committee on systems.
        """
        listed = [one for one in articles if one.heading or one.paragraphs]
        about = [bool(self.digital.search(plain(_whole(one)))) for one in listed]
        whole = sum(about) >= max(_ON_SUBJECT * len(listed), 1)
        return [(one, self._of(one) if is_about or whole else ()) for one, is_about in zip(listed, about, strict=True)]

    def _of(self, article: CounterArticle) -> tuple[Subject, ...]:
        heading = plain(article.heading)
        body = plain(" ".join(one.whole for one in article.paragraphs))
        found = []
        for clause, pattern in self.clauses.items():
            above, below = (set(pattern.findall(text)) for text in (heading, body))
            score = 2 * len(above) + len(below)
            if score >= _ENOUGH:
                found.append((score, Subject(clause, tuple(sorted(above | below)), score >= _CERTAIN)))
        return tuple(subject for _, subject in sorted(found, key=lambda pair: (-pair[0], pair[1].clause)))


def _whole(article: CounterArticle) -> str:
    return " ".join((article.heading, *(one.whole for one in article.paragraphs)))


@cache
def subjects(code: str) -> Subjects:
    """The subjects in a language.

    >>> bool(subjects("en").digital.search("an algorithm"))
    True

    Raises
    ------
    RecordError
        If the file has no words for a clause of the library, or words for one that is not there.
    """
    where = f"bargaining/subjects/{code}.yml"
    record = load_record(folder("templates") / "bargaining" / "subjects" / f"{code}.yml", where)
    if not isinstance(record, dict) or set(record) != {"language", "digital", "clauses"} or record["language"] != code:
        raise RecordError(where, f"must hold “digital” and “clauses”, and be of the language {code}")
    if unknown := set(record["clauses"]) - set(library()):
        raise RecordError(where, f"names {', '.join(sorted(unknown))}, which is no clause")
    return Subjects(
        _pattern(code, record["digital"]),
        {clause: _pattern(code, phrases) for clause, phrases in record["clauses"].items()},
    )


def _pattern(code: str, phrases: Iterable[object]) -> re.Pattern[str]:
    words = lexicon(code)
    longest_first = sorted((plain(str(one)) for one in phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(words.pattern, longest_first))})(?!\w)")
