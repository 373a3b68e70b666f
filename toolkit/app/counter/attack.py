"""The text of a draft as a group rewrites it for the other side, without any widget: articles in, an answer out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from toolkit.app.counter.model import example_draft
from toolkit.app.kit.upload import Upload
from toolkit.bargaining.counter.compare import read_ours
from toolkit.bargaining.counter.lexicon import lexicon
from toolkit.bargaining.counter.paragraphs.reading import CounterArticle, read_counter
from toolkit.bargaining.counter.proposals.proposal import language_of
from toolkit.documents import write_markdown
from toolkit.documents.brought.apart import Oversight
from toolkit.languages import Language


@dataclass(frozen=True)
class Rewriting:
    """A text in articles, of which some paragraphs were rewritten."""

    articles: tuple[CounterArticle, ...]
    language: str

    def field(self, article: int, paragraph: int, point: int = 0) -> str:
        """Under which name a paragraph is entered, or one of its points from 1; another text has other names."""
        return f"text.{self.mark}.{article}.{paragraph}.{point}"

    @cached_property
    def mark(self) -> str:
        """What tells this text from others."""
        return sha256(repr(self.articles).encode("utf-8")).hexdigest()[:8]

    def texts(self, article: int) -> Iterator[tuple[str, str]]:
        """The paragraphs and points of an article with the names of their fields."""
        for place, paragraph in enumerate(self.articles[article].paragraphs):
            for number, text in enumerate((paragraph.text, *paragraph.points)):
                yield self.field(article, place, number), text

    def changed(self, entered: Callable[[str], str | None]) -> int:
        """How many paragraphs and points read otherwise than they came."""
        all_texts = [pair for article in range(len(self.articles)) for pair in self.texts(article)]
        return sum(_now(entered, name, text) != text for name, text in all_texts)

    def markdown(self, entered: Callable[[str], str | None]) -> str:
        """The whole text as it reads now; a paragraph that was emptied is gone."""
        word = str(lexicon(self.language).record["heading_words"][0]).capitalize()
        lines = []
        number = 0
        for place, article in enumerate(self.articles):
            if article.numbered:
                number += 1
                lines.append(f"## {word} {number} – {article.heading}")
            elif article.heading:
                lines.append(f"# {article.heading}")
            shown = 0
            for name, text in self.texts(place):
                now = _now(entered, name, text)
                is_point = not name.endswith(".0")
                shown += bool(now) and not is_point
                if now:
                    lines.append(f"- {now}" if is_point else f"{number}.{shown} {now}" if article.numbered else now)
        return "\n\n".join(lines) + "\n"


def _now(entered: Callable[[str], str | None], name: str, text: str) -> str:
    """What stands in a field now; one that nobody has touched holds what it held."""
    given = entered(name)
    return text if given is None else " ".join(given.split())


def read_for_rewriting(upload: Upload, oversight: Oversight | None = None) -> Rewriting:
    """A paper for the table as a text to be rewritten.

    Raises
    ------
    ToolkitError
        If it cannot be read.
    """
    read = read_counter(upload.content, name=upload.name, oversight=oversight)
    return Rewriting(read.articles, language_of(read.lines, upload.name))


def example_for_rewriting(language: Language) -> Rewriting:
    """The articles of the example that a union drafted, as they went to the other side."""
    document = read_ours(example_draft(language))
    return read_for_rewriting(Upload("example.md", write_markdown(document).encode("utf-8")))
