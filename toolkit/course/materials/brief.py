"""A brief of two to four pages for a topic: its words from a file per language, its facts from the registers.

Reads `templates/course/briefs/<topic>/<language>.md`. What is on record is named there by its id and never typed again:
the case or figure with its numbers, its source, its day, and how well we know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from toolkit.course.plans.prose import parts_of
from toolkit.course.topics import topic_of
from toolkit.documents import Bullets, Document, Heading, Paragraph, Part, Table
from toolkit.errors import RecordError, translatable
from toolkit.languages import Language
from toolkit.registers.exchange.actors import actors
from toolkit.registers.exchange.cases import Case, cases
from toolkit.registers.exchange.figures import FigureRecord, figures
from toolkit.registers.exchange.practices import Practice, practices
from toolkit.registers.exchange.saying import amount, place_name, source_name
from toolkit.registers.exchange.sources import Source
from toolkit.registers.locate import folder

SECTIONS = ("about", "why", "cases", "figures", "union", "monday", "reading")
HEADINGS = {
    "about": translatable("What this is about"),
    "why": translatable("Why it matters to those who do the work, and to those who use the service"),
    "cases": translatable("Three cases"),
    "figures": translatable("Two figures"),
    "union": translatable("What a union can do"),
    "monday": translatable("Questions for Monday"),
    "reading": translatable("To read on"),
}
ESTABLISHED, ALLEGED = translatable("Established: {text}"), translatable("Alleged: {text}")
STANDINGS = {"established": ESTABLISHED, "alleged": ALLEGED}
EVIDENCE = {
    "official": translatable("read in an official paper"),
    "secondary": translatable("read in what others report"),
    "memory": translatable("not yet checked against the source"),
}
_LEARNT = translatable("What can be learnt: {text}")
_SINCE, _YEARS = translatable("since {since}"), translatable("{since} to {until}")
_HEAD = translatable("{title} ({place}, {years})")
_SOURCE = translatable("Source: {source} ({evidence}). {link}")
_FIGURE = translatable("{amount}: {title} ({place}, {year})")
NAMED = translatable("{name}: {text}")
_MIND = translatable("Mind: {text}")
_BRIEF = translatable("Brief on topic {topic}: {title}")
_HOW = translatable(
    "Each fact says where it stands and when somebody of ours read it, often only its beginning. Go by the link before "
    "you quote. This is no legal advice."
)
Found = TypeVar("Found", Case, FigureRecord)
_RECORD = re.compile(r"\[([a-z0-9-]+)\]")


@dataclass(frozen=True)
class Named:
    """A record that a brief names: its id, and what is said about it there, by its standing or under an empty name."""

    id: str
    told: Mapping[str, str]


@dataclass(frozen=True)
class Brief:
    """The words of a brief in one language.

    Attributes
    ----------
    prose
        The words of the sections that are prose: ``about``, ``why``, ``union`` and ``monday``.
    named
        The records of the other sections.
    """

    topic: int
    language: Language
    prose: Mapping[str, str]
    named: Mapping[str, tuple[Named, ...]]

    def points(self, section: str) -> tuple[str, ...]:
        """The points of a section that is a list."""
        return tuple(
            str(item) for part in parts_of(self.prose[section]) if isinstance(part, Bullets) for item in part.items
        )

    def document(self) -> Document:
        """The brief as a paper."""
        speech = self.language
        about = topic_of(self.topic)
        parts: list[Part] = [Paragraph(speech.say(about.question), "lead")]
        for section in SECTIONS:
            parts.append(Heading(speech.say(HEADINGS[section])))
            if section in self.prose:
                parts += parts_of(self.prose[section])
            for one in self.named.get(section, ()):
                parts += _told(section, one, speech)
        links = tuple(reading_line(one.id, speech) for one in self.named["reading"])
        parts += [Bullets(links), Paragraph(speech.say(_HOW), "note")]
        title = speech.say(_BRIEF, topic=self.topic, title=speech.say(about.title))
        return Document(title, speech, tuple(parts))


@cache
def brief(topic: int, language: Language) -> Brief:
    """The brief of a topic in a language.

    Raises
    ------
    RecordError
        If it is not written in that language, or lacks a section.

    Examples
    --------
    >>> [one.id for one in brief(1, Language("en")).named["figures"]]
    ['cloud-three-share', 'six-companies-tax-rate']
    """
    name = f"briefs/{topic}/{language.code}.md"
    path = folder("templates") / "course" / "briefs" / str(topic) / f"{language.code}.md"
    if not path.is_file():
        raise RecordError(name, "the file is missing")
    pieces = re.split(r"^## (\w+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = dict(zip(pieces[1::2], (piece.strip() for piece in pieces[2::2]), strict=True))
    if tuple(found) != SECTIONS or not all(found.values()):
        raise RecordError(name, f"it needs the sections {', '.join(SECTIONS)}, in this order")
    with_records = {section: tuple(_named(text)) for section, text in found.items() if _RECORD.search(text)}
    prose = {section: text for section, text in found.items() if section not in with_records}
    if set(with_records) != {"cases", "figures", "reading"}:
        raise RecordError(name, "cases, figures and reading name records in square brackets, and no other section does")
    return Brief(topic, language, prose, with_records)


def _named(text: str) -> Iterable[Named]:
    names = _RECORD.split(text)
    for name, below in zip(names[1::2], names[2::2], strict=True):
        told: dict[str, str] = {}
        for line in filter(None, map(str.strip, below.splitlines())):
            kind, _, words = line.partition(":")
            told |= {kind: words.strip()} if kind in STANDINGS else {"": line}
        yield Named(name, told)


def _told(section: str, one: Named, speech: Language) -> list[Part]:
    if section == "cases":
        return _case(case_of(one.id), one, speech)
    return _figure(figure_of(one.id), one, speech) if section == "figures" else []


def _case(case: Case, one: Named, speech: Language) -> list[Part]:
    told = [speech.say(STANDINGS[kind], text=words) for kind, words in one.told.items()]
    return [
        Heading(case_head(case, speech), 2),
        Paragraph(case.say(speech)),
        Bullets((*told, speech.say(_LEARNT, text=case.say_lesson(speech)))),
        Paragraph(source_line(case, speech)),
    ]


def _figure(figure: FigureRecord, one: Named, speech: Language) -> list[Part]:
    parts: list[Part] = [Heading(figure_head(figure, speech), 2)]
    if figure.parts:
        rows = tuple((part.say(speech), amount(figure, part.value, speech)) for part in figure.parts)
        parts.append(Table((), rows, with_words=True))
    caution = speech.say(_MIND, text=figure.say(speech))
    return [*parts, Paragraph(f"{one.told['']} {caution}", leads=True), Paragraph(source_line(figure, speech))]


def case_head(case: Case, speech: Language) -> str:
    """What a case is called, where it lies and when it was."""
    if case.until is None:
        years = speech.say(_SINCE, since=str(case.since))
    elif case.until == case.since:
        years = str(case.since)
    else:
        years = speech.say(_YEARS, since=str(case.since), until=str(case.until))
    return speech.say(_HEAD, title=case.title(speech), place=place_name(case, speech), years=years)


def figure_head(figure: FigureRecord, speech: Language) -> str:
    """The number, what it counts, where and when."""
    said = amount(figure, figure.value, speech)
    where = place_name(figure, speech)
    return speech.say(_FIGURE, amount=said, title=figure.title(speech), place=where, year=str(figure.year))


def source_line(one: Case | FigureRecord, speech: Language) -> str:
    """The source of a record that bears it out best, how well we know it, and its address."""
    first = best_source(one)
    evidence = speech.say(EVIDENCE[one.checked])
    return speech.say(_SOURCE, source=source_name(first, speech), evidence=evidence, link=first.link)


def best_source(one: Case | FigureRecord) -> Source:
    """The paper of an authority or a court where we read one, else the first source that is named."""
    papers = [source for source in one.sources if source.read_on and source.kind in ("official", "court")]
    return papers[0] if papers and one.checked == "official" else one.sources[0]


def reading_line(name: str, speech: Language) -> str:
    """A record to read on: what it is called, who published it, and its address."""
    titled: tuple[Case | Practice, ...] = (*practices(), *cases())
    for one in titled:
        if one.id == name:
            first = one.sources[0]
            return f"{one.title(speech)}. {source_name(first, speech)}. {speech.isolate(first.link)}"
    for actor in actors():
        if actor.id == name:
            return f"{speech.say(NAMED, name=actor.name, text=actor.say(speech))} {speech.isolate(actor.link)}"
    raise RecordError(f"briefs: {name}", "no case, practice or actor on record has this id")


def case_of(name: str) -> Case:
    """A case on record by its id."""
    return _by_id(cases(), name)


def figure_of(name: str) -> FigureRecord:
    """A figure on record by its id."""
    return _by_id(figures(), name)


def _by_id(records: Iterable[Found], name: str) -> Found:
    for one in records:
        if one.id == name:
            return one
    raise RecordError(f"briefs: {name}", "nothing on record has this id")
