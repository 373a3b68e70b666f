"""The third and fourth collections: rewritten articles of an employer, with the losses marked. Knows no rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from tests.bargaining.counter.answers.collection import DAY, PARTIES
from toolkit.bargaining import Agreement
from toolkit.documents import Article, Document, Numbered
from toolkit.languages import Language

HERE = Path(__file__).parent
PLACES = {"en": "KE", "ar": "MA", "fr": "SN", "es": "MX", "pt": "BR"}
_HEADING = re.compile(r"^## (?:\S+ )?\S*?\d+\S* [–-] (.*)$")
_PARAGRAPH = re.compile(r"^\*\*\d+\.\d+\*\* ?(.*)$", re.DOTALL)
_POINT = re.compile(r"^- \(\S+\) (.*)$")
_MARKS = re.compile("[\u2066-\u2069\u200e\u200f]")  # of direction
_NAMES = {"defs": "definitions"}


@dataclass(frozen=True)
class Mark:
    """A place in one of the two texts, and what is true of it.

    Attributes
    ----------
    kind
        Of a loss what was done; empty where the words are harmless.
    where
        The words themselves.
    ours
        Whether they stand in our text, as what was taken out does, or in theirs.
    gravity
        2 or 3 for a loss, 0 for what is harmless.
    """

    kind: str
    where: str
    ours: bool
    gravity: int


@dataclass(frozen=True)
class RewrittenAnswer:
    """One answer: our articles, theirs, and the marks."""

    name: str
    language: str
    cooperative: bool
    agreement: Agreement
    ours: Document
    theirs: bytes
    losses: tuple[Mark, ...]
    harmless: tuple[Mark, ...]


def read_rewritten(part: Literal["third/work", "third/frozen", "fourth"]) -> Iterator[RewrittenAnswer]:
    """The answers of a part, by language."""
    for language in PLACES:
        for record in yaml.load((HERE / part / f"{language}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            yield _answer(record)


def _answer(record: Mapping[str, Any]) -> RewrittenAnswer:
    language = record["language"]
    title, union, employer = PARTIES[language]
    place = record.get("place", PLACES[language])
    agreement = Agreement(title=title, union=union, employer=employer, place=place, language=language, on=DAY).add(
        record["clause"], strength=record["strength"], blanks=record["blanks"]
    )
    ids = [_NAMES.get(one, record["clause"] if one == "clause" else one) for one in record["articles"]]
    return RewrittenAnswer(
        record["id"],
        language,
        record["employer"] != "tough",
        agreement,
        _document(record["ours"], ids, title, Language.of(language)),
        record["theirs"].encode(),
        tuple(_mark(one) for one in record["losses"]),
        tuple(_mark(one) for one in record["harmless"]),
    )


def _mark(record: Mapping[str, Any]) -> Mark:
    return Mark(
        str(record.get("kind", "")), record["where"], record["found_in"] == "ours", int(record.get("gravity", 0))
    )


def _document(text: str, ids: list[str], title: str, language: Language) -> Document:
    """Our articles from their Markdown; today's library may say them in other words."""
    articles: list[Article] = []
    word = ""
    for block in _MARKS.sub("", text).split("\n\n"):
        heading, paragraph = _HEADING.match(block), _PARAGRAPH.match(block)
        if heading:
            word = block.removeprefix("## ").split()[0]
            articles.append(Article(ids[len(articles)], heading[1], ()))
            continue
        last = articles[-1]
        if paragraph:
            made = (*last.paragraphs, Numbered(paragraph[1]))
        else:
            points = tuple(match[1] for line in block.split("\n") if (match := _POINT.match(line)))
            assert points, f"neither a heading, a paragraph nor points: {block}"
            made = (*last.paragraphs[:-1], Numbered(last.paragraphs[-1].text, points))
        articles[-1] = Article(last.id, last.title, made)
    assert len(articles) == len(ids), "an article is missing"
    return Document(title=title, language=language, blocks=tuple(articles), article_word=word)
