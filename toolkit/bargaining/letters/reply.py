"""What a reply answers of what was asked: found by its headings, ticked by whoever has read it; the rest is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.letters.request import Point
from toolkit.documents.brought.apart import Oversight
from toolkit.documents.word.read import Source
from toolkit.errors import translatable
from toolkit.languages import Language

SEEN = translatable("A heading names it: “{heading}”. Read whether the answer stands below it; only you can tell.")
NOT_SEEN = translatable(
    "Not seen in the headings. It can still stand in the text: look before you say that it is missing."
)
TICKED = translatable("You say that it is answered.")
NOTHING_READ = translatable("No reply has been put in. Tick what you have found in it yourself.")
NO_HEADINGS = translatable("We found no headings in what you put in. Set the ticks yourselves.")
COUNT = translatable("{ticked} of {all} points are ticked as answered. Missing, as far as you say: {missing}.")
NO_LIST = translatable("This letter asks for no list, so there is nothing to tick.")
_LONGEST_HEADING, _MOST_WORDS = 100, 12
_NUMBER = re.compile(r"^\s*(?:[-–•*#]+|\(?\w{1,3}[.)]|\d+(?:\.\d+)*\.?)\s+")
_SENTENCE = re.compile(r"[.!?؟…]\s*$")


@dataclass(frozen=True, slots=True)
class Ticked:
    """A point of a letter beside the reply.

    Attributes
    ----------
    heading
        The heading of the reply that names it; empty if none does.
    answered
        Whether a person who read the reply said that it is answered. No program says so.
    """

    point: Point
    heading: str
    answered: bool

    def say(self, language: Language | str) -> str:
        """How it stands, in words."""
        speech = Language.of(language)
        if self.answered:
            return speech.say(TICKED)
        return speech.say(SEEN, heading=self.heading) if self.heading else speech.say(NOT_SEEN)


@dataclass(frozen=True)
class Reply:
    """A reply beside the list of what was asked for.

    Parameters
    ----------
    headings
        What reads like a heading in it.
    answered
        The numbers, from 0, of the points that a person ticked.
    """

    points: tuple[Point, ...]
    headings: tuple[str, ...] = ()
    answered: frozenset[int] = frozenset()

    def __iter__(self) -> Iterator[Ticked]:
        for number, point in enumerate(self.points):
            yield Ticked(point, _heading_for(point, self.headings), number in self.answered)

    @property
    def missing(self) -> tuple[Point, ...]:
        """What nobody ticked; a heading alone is no answer."""
        return tuple(one.point for one in self if not one.answered)

    def say(self, language: Language | str) -> str:
        """How much is ticked; never that the reply is complete, which only its reader knows."""
        speech = Language.of(language)
        if not self.points:
            return speech.say(NO_LIST)
        done = len(self.points) - len(self.missing)
        return speech.say(COUNT, ticked=done, all=len(self.points), missing=len(self.missing))


def headings_in(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines that read like headings: short, and no sentence.

    >>> headings_in(["2. Data sources", "We thank you for your letter and shall look into it.", "Logs:"])
    ('Data sources', 'Logs')
    """
    found = []
    for line in lines:
        bare = _NUMBER.sub("", line.strip()).strip()
        short = len(bare) <= _LONGEST_HEADING and len(bare.split()) <= _MOST_WORDS
        if bare and short and not _SENTENCE.search(bare):
            found.append(bare.rstrip(":： \u00a0"))
    return tuple(dict.fromkeys(found))


def read_reply(source: Source, name: str, oversight: Oversight | None = None) -> tuple[str, ...]:
    """The headings of a reply that came as a file: Word, Markdown or plain text.

    Raises
    ------
    UnknownSuffix, UnreadableFile, UnreadableCounter
        If the file is of another kind, or cannot be read.
    """
    from toolkit.bargaining.counter.paragraphs.reading import read_counter

    return headings_in(read_counter(source, name=name, oversight=oversight).lines)


def _heading_for(point: Point, headings: Iterable[str]) -> str:
    """The first heading in which a word of the point stands whole."""
    wanted = [re.compile(rf"(?<!\w)(?:ال|وال)?{re.escape(plain(word))}(?!\w)") for word in point.words]
    return next((one for one in headings if any(word.search(plain(one)) for word in wanted)), "")
