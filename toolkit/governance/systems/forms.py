"""A system was seen, and what members say of it: two nameless forms, on phone and paper, that feed the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from toolkit.documents import Bullets, Document, Facts, Heading, Paragraph, Part, Table
from toolkit.errors import DataError, translatable
from toolkit.governance.systems.answer import Answer, plain
from toolkit.governance.systems.fields import fields, in_a_row
from toolkit.governance.systems.system import System, SystemList, id_for
from toolkit.languages import KNOWN, Language
from toolkit.registers.fields import Fields, load
from toolkit.registers.locate import folder
from toolkit.registers.words import Words

SMALLEST = 5  # answers to a survey below which no count is shown: among four, people know who said what
SEEN_TITLE = translatable("New system seen")
SURVEY_TITLE = translatable("How we work with it: a survey of members")
NAMELESS = translatable(
    "Please write no name, neither your own nor a colleague’s, and nothing about patients, clients or pupils. Put the "
    "sheet into the union’s box or hand it to your representative."
)
TICK = translatable("Please tick one answer in each row.")
WHICH = translatable("Which system?")
ANSWER = translatable("Answer")
QUESTION = translatable("Question")
SAID = translatable("{question} {answers} ({people} members answered.)")
SHARE = translatable("{answer}: {number}")
TOO_FEW = translatable(
    "Fewer than {smallest} members answered, so no number is shown: the few could be recognised by what they said."
)
UNKNOWN_ANSWER = translatable("“{answer}” is no answer to the question “{question}”. There are: {available}.")


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question of a form: the field of the register that it feeds, and what can be ticked, if anything."""

    id: str
    field: str
    words: Words
    options: Mapping[str, Words]


@dataclass(frozen=True)
class Tally:
    """What members ticked, question by question; without any number where fewer than `SMALLEST` answered.

    >>> tally([{"watched": "yes"}] * 6).counts["watched"]
    mappingproxy({'yes': 6, 'no': 0, 'unsure': 0})
    >>> tally([{"watched": "yes"}] * 4).counts
    mappingproxy({})
    """

    counts: Mapping[str, Mapping[str, int]]

    def say(self, language: Language | str = "en") -> list[str]:
        """What was counted, one sentence a question; that there were too few is said once."""
        speech = Language.of(language)
        told = [self._say_one(one, speech) for one in questions("survey") if one.id in self.counts]
        return told if len(told) == len(questions("survey")) else [*told, speech.say(TOO_FEW, smallest=SMALLEST)]

    def _say_one(self, one: FormQuestion, language: Language) -> str:
        counted = self.counts[one.id]
        shares = [language.say(SHARE, answer=one.options[code].say(language), number=n) for code, n in counted.items()]
        asked = one.words.say(language)
        return language.say(
            SAID, question=asked, answers=f"{in_a_row(shares, language)}.", people=sum(counted.values())
        )

    def into(self, system: System, language: Language | str = "en") -> System:
        """The system with what members said where nothing is answered yet; an answer of management is left alone."""
        speech = Language.of(language)
        said: dict[str, list[str]] = {}
        for one in questions("survey"):
            if one.id in self.counts and fields()[one.field].kind == "text":
                said.setdefault(one.field, []).append(self._say_one(one, speech))
        new = {
            name: Answer("reported", "\n".join(texts))
            for name, texts in said.items()
            if system[name].state == "unanswered"
        }
        return system.filled(**new)


@cache
def questions(form: str) -> tuple[FormQuestion, ...]:
    """The questions of a form: ``sighting`` or ``survey``."""
    content = Fields("governance/systems/forms.yml", 1, load(folder("templates") / "governance/systems/forms.yml"))
    content.known(("sighting", "survey"))
    found = []
    for number, raw in enumerate(content.raw[form], start=1):
        entry = Fields(f"governance/systems/forms.yml: {form}", number, raw)
        entry.known(("id", "field", "question"), ("options",))
        options = Fields(f"{entry.name}: options", 1, entry.raw.get("options", {}))
        read = MappingProxyType({str(code): options.words(code, KNOWN) for code in options.raw})
        field = entry.choice("field", fields().keys())
        found.append(FormQuestion(entry.text("id"), field, entry.words("question", KNOWN), read))
    return tuple(found)


def sighting(register: SystemList, said: Mapping[str, str], language: Language | str = "en") -> System:
    """A system from the five answers of somebody who saw it; what they did not know stays open.

    What a member saw is marked as such: it is no statement of management, and the question to management stays.

    >>> sighting(SystemList(), {"what": "Roster app", "since": "2026"})["since"]
    Answer(state='reported', text='2026')
    """
    speech = Language.of(language)
    answers: dict[str, Answer] = {}
    for one in questions("sighting"):
        text = said.get(one.id, "").strip()
        if not text:
            continue
        answers[one.field] = Answer.of(text) if one.field == "name" else Answer("reported", plain(text))
    name = answers.get("name", Answer()).text
    return System(id_for(name or speech.say(SEEN_TITLE), [one.id for one in register]), answers)


def tally(sheets: Iterable[Mapping[str, str]]) -> Tally:
    """Count the ticks of many sheets. A question is left out where fewer than `SMALLEST` members answered it.

    Raises
    ------
    DataError
        If something was ticked that the form does not offer.
    """
    counted = {one.id: Counter[str]() for one in questions("survey")}
    for sheet in sheets:
        for one in questions("survey"):
            ticked = sheet.get(one.id, "")
            if ticked and ticked not in one.options:
                raise DataError(
                    UNKNOWN_ANSWER, answer=ticked, question=one.words.say("en"), available=list(one.options)
                )
            if ticked:
                counted[one.id][ticked] += 1
    return shown_of(counted)


def shown_of(counted: Mapping[str, Mapping[str, int]]) -> Tally:
    """What may be shown of ticks that were counted already, by question and answer."""
    shown = {}
    for one in questions("survey"):
        ticks = {code: counted.get(one.id, {}).get(code, 0) for code in one.options}
        if sum(ticks.values()) >= SMALLEST:
            shown[one.id] = MappingProxyType(ticks)
    return Tally(MappingProxyType(shown))


def sighting_paper(language: Language | str = "en") -> Document:
    """The five questions on a sheet to be printed and filled in by hand."""
    speech = Language.of(language)
    blocks: list[Part] = [Paragraph(speech.say(NAMELESS), kind="note")]
    for one in questions("sighting"):
        blocks += [Heading(one.words.say(speech), level=2), Paragraph("_" * 60), Paragraph("_" * 60)]
    return Document(speech.say(SEEN_TITLE), speech, tuple(blocks), one_page=True)


def survey_paper(language: Language | str = "en", system: str = "") -> Document:
    """The survey on a sheet to be printed: boxes to tick, no name."""
    speech = Language.of(language)
    rows = tuple(
        (one.words.say(speech), "\n".join(f"☐ {words.say(speech)}" for words in one.options.values()))
        for one in questions("survey")
    )
    blocks: tuple[Part, ...] = (
        Facts(((speech.say(WHICH), system or "_" * 40),)),
        Paragraph(speech.say(NAMELESS), kind="note"),
        Paragraph(speech.say(TICK)),
        Table((speech.say(QUESTION), speech.say(ANSWER)), rows),
    )
    return Document(speech.say(SURVEY_TITLE), speech, blocks, one_page=True)


def tally_paper(counted: Tally, language: Language | str = "en") -> Document:
    """What members said, to be read out and put beside the register."""
    speech = Language.of(language)
    return Document(speech.say(SURVEY_TITLE), speech, (Bullets(tuple(counted.say(speech))),))
