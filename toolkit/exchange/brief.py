"""One page for a hearing, a tender or the press: what is at stake, what was found, what is asked, and its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, get_args

from toolkit.documents import Document, Heading, Paragraph, Part
from toolkit.errors import translatable
from toolkit.exchange.publishing import Problem, harm_in
from toolkit.exchange.shared import LABELS, plain_words
from toolkit.languages import Language

Occasion = Literal["hearing", "tender", "press"]
OCCASIONS: tuple[Occasion, ...] = get_args(Occasion)
OCCASION_WORDS: dict[Occasion, str] = {
    "hearing": translatable("A hearing"),
    "tender": translatable("A tender"),
    "press": translatable("The press"),
}
_TITLES: dict[Occasion, str] = {
    "hearing": translatable("For the hearing: {system}"),
    "tender": translatable("For the tender: {system}"),
    "press": translatable("For the press: {system}"),
}
_LAST: dict[Occasion, str] = {
    "hearing": translatable(
        "We answer questions on it, and bring those who work with the system and the people it affects."
    ),
    "tender": translatable("What is asked here belongs in the specification and the contract: later it costs more."),
    "press": translatable(
        "What stands here can be looked up at the source. People speak for themselves, if they wish to."
    ),
}
_SOURCE = translatable("Source: {source}")
_SENDER = translatable("{union}, {day}")
_SENTENCES = re.compile(r"[.!?؟;؛\n]+")
_FEWEST_WORDS = 3  # a “yes, please” in both is no proof that something was carried over
MOST_WORDS = 350  # with title and closing what one page holds


class Found(Protocol):
    """A finding of an audit, or anything else that can be said in a language."""

    def say(self, language: Language | str) -> str:
        """The finding in words."""


@dataclass(frozen=True)
class Brief:
    """A page that leaves the house: it holds facts and one request, and nothing of what we would settle for.

    Attributes
    ----------
    stake, ask
        What is at stake for everybody, and what is asked of those who get the page.
    unsaid
        What is asked of an ally. It is strategy and never stands on the page: `problems` looks for it there.
    """

    occasion: Occasion
    system: str
    stake: str = ""
    story: str = ""
    ask: str = ""
    source: str = ""
    union: str = ""
    unsaid: str = ""

    @classmethod
    def of_finding(
        cls, occasion: Occasion, system: str, finding: Found, language: Language | str, **said: str
    ) -> Brief:
        """A brief whose facts are a finding, with its numbers and how sure it is."""
        return cls(occasion, system, story=finding.say(Language.of(language)), **said)

    @property
    def words(self) -> int:
        """How many words it has of its own; more than `MOST_WORDS` do not stand on one page."""
        return len(f"{self.stake} {self.story} {self.ask}".split())

    def problems(self) -> tuple[Problem, ...]:
        """Names, addresses, small numbers and strategy, which do not go out; nor does what an ally is asked for."""
        texts = {"stake": self.stake, "story": self.story, "ask": self.ask, "source": self.source}
        return (*harm_in(texts), *self._for_the_ally(texts))

    def _for_the_ally(self, texts: Mapping[str, str]) -> Iterator[Problem]:
        said = [f" {plain_words(one)} " for one in _SENTENCES.split(self.unsaid)]
        private = [one for one in said if len(one.split()) >= _FEWEST_WORDS]
        for name, text in texts.items():
            if any(one in f" {plain_words(text)} " for one in private):
                yield Problem("ally", name)

    def document(self, language: Language | str, on: date) -> Document:
        """The page, for the other side; what was not written is left out."""
        speech = Language.of(language)
        say, own = speech.say, speech.isolate
        blocks: list[Part] = []
        for name in ("stake", "story", "ask"):
            if text := getattr(self, name):
                blocks += [Heading(say(LABELS[name]), level=2), Paragraph(own(text))]
        if self.source:
            blocks.append(Paragraph(say(_SOURCE, source=self.source)))
        blocks.append(Paragraph(say(_LAST[self.occasion])))
        if self.union:
            blocks.append(Paragraph(say(_SENDER, union=self.union, day=on)))
        return Document(
            say(_TITLES[self.occasion], system=self.system or "…"), speech, tuple(blocks), author=self.union
        )
