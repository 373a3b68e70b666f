"""A system that came, without any widget: what is known of it, what is open, who else has its supplier, the letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from toolkit.bargaining.letters.library import DAYS
from toolkit.bargaining.letters.writing import write_letter
from toolkit.documents import Bullets, Document, Facts, Heading, Paragraph, Part
from toolkit.errors import translatable
from toolkit.governance.systems.emptiness import Gap, emptiness, gaps_of
from toolkit.governance.systems.fields import Field, fields, groups
from toolkit.governance.systems.forms import shown_of, sighting
from toolkit.governance.systems.own_plan import own_plan
from toolkit.governance.systems.published import published_systems
from toolkit.governance.systems.register import Systems
from toolkit.governance.systems.suppliers import SharedSupplier, is_in_house, suppliers_of, who_else
from toolkit.governance.systems.system import System
from toolkit.languages import Language
from toolkit.rights import Employer

NO_SYSTEM = translatable("Say first what the system is called, or choose a file with a register.")
NO_NAMES = translatable("A letter needs the name of the union and of the employer. Give both.")
NO_CONTACT = translatable("Say where the answer is to go: an address that somebody reads.")
NO_DAYS = translatable("Say within how many days you expect the answer.")
QUESTIONS = translatable("Our questions about “{system}”")
ANNEX = translatable(
    "The list that we ask for above is the first step. About one system we ask more, because these answers are missing:"
)
PAPER = translatable("What we know, and what is open: {system}")
KNOWN = translatable("What is known")
OPEN = translatable("What is open")
MISREAD = translatable("Row {row}, column {column}, “{field}”: “{text}” is not {wanted}. It is kept and asked about.")
MISREAD_ENTRY = translatable("Entry {row}, “{field}”: “{text}” is not {wanted}. It is kept and asked about.")
NO_SUPPLIER = translatable(
    "The record names no supplier. Ask for it first: with its name you find the others who have it."
)
NO_NAME = translatable(
    "What the record says of the supplier is no name that could be looked for. Put the name alone there."
)
IN_HOUSE = translatable("The record says that there is no outside supplier.")
NOBODY = translatable(
    "Nobody else in the registers that are here ({registers}) has a system of {supplier}. That says little: most "
    "systems stand in no register."
)
LETTER = "system-inventory"


@dataclass(frozen=True)
class Sender:
    """Who writes to whom, and where the answer goes."""

    union: str = ""
    employer: str = ""
    contact: str = ""
    place: str = ""
    kind: Employer | None = None
    days: int | None = None  # within which the answer is expected; nobody but the union sets it
    own: bool = False  # the systems are the union's own, so nobody else is written to


@dataclass(frozen=True)
class SystemsModel:
    """A register that somebody brought, or a system that somebody saw, and the one that is looked at."""

    language: Language
    today: date
    register: Systems = field(default_factory=Systems)
    chosen: str = ""
    sender: Sender = field(default_factory=Sender)
    counted: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def system(self) -> System | None:
        """The system that is looked at: the one that was chosen, else the first."""
        if not len(self.register):
            return None
        return next((one for one in self.register if one.id == self.chosen), next(iter(self.register)))

    def seen(self, said: Mapping[str, str]) -> SystemsModel:
        """With a system as somebody saw it, in five answers; nothing where nothing was said."""
        if not any(text.strip() for text in said.values()):
            return replace(self, register=Systems())
        system = sighting(Systems(), said, self.language)
        return replace(self, register=Systems((system,)), chosen=system.id)

    def with_members(self) -> SystemsModel:
        """With what members ticked in the record, where nothing else stands and enough of them answered."""
        if self.system is None or not self.counted:
            return self
        system = shown_of(self.counted).into(self.system, self.language)
        return replace(self, register=self.register.with_system(system))

    def plan(self) -> Document:
        """The plan for the union's own systems, where the register is the union's."""
        return own_plan(self.register, self.language, self.today, self.sender.union)

    def gaps(self) -> tuple[Gap, ...]:
        """What is open about the system: first what matters most to those at work."""
        found = gaps_of(self.system) if self.system is not None else ()
        return tuple(sorted(found, key=lambda gap: not gap.workers))

    def say_emptiness(self) -> str:
        """How much of what matters most to workers is open, for the system and for a register of several."""
        if self.system is None:
            return ""
        told = [emptiness([self.system]).say(self.language)]
        if len(self.register) > 1:
            told.append(self.register.emptiness().say(self.language))
        return " ".join(told)

    def say_misread(self) -> list[str]:
        """The cells of the file that could not be read, each with its row, column and field."""
        told = []
        for one in self.register.misread:
            asked: Field = fields()[one.field]
            told.append(
                self.language.say(
                    MISREAD if one.column else MISREAD_ENTRY,
                    row=one.row,
                    column=one.column,
                    field=asked.label.say(self.language),
                    text=one.text,
                    wanted=asked.say_wanted(self.language),
                )
            )
        return told

    def known(self) -> list[tuple[str, str]]:
        """What is known of the system, as labels and answers."""
        if self.system is None:
            return []
        return [
            (one.label.say(self.language), one.in_words(self.system[name], self.language))
            for name, one in fields().items()
            if self.system[name].state in ("answered", "unknown", "reported") and one.question is not None
        ]

    def shared(self) -> tuple[SharedSupplier, ...]:
        """Who else has the supplier: in the register that was brought, and in those that are here."""
        if self.system is None:
            return ()
        return who_else(self.system, [self.register, *published_systems()])

    def say_supplier(self) -> str:
        """Why nobody is named as another holder of the supplier's systems; nothing where somebody is."""
        system = self.system
        if system is None or self.shared():
            return ""
        names = suppliers_of(system)
        if not names:
            if is_in_house(system):
                return self.language.say(IN_HOUSE)
            stands = system["supplier"].state in ("answered", "reported")
            return self.language.say(NO_NAME if stands else NO_SUPPLIER)
        registers = self.language.list([register.title for register in published_systems()])
        return self.language.say(NOBODY, supplier=self.language.list(names), registers=registers)

    def problem(self) -> tuple[str, str]:
        """The entry without which there is no letter, and a sentence; two empty words if nothing is missing."""
        if self.system is None:
            return "what", self.language.say(NO_SYSTEM)
        if self.sender.own:
            return "", ""
        for name in ("union", "employer"):
            if not getattr(self.sender, name).strip():
                return name, self.language.say(NO_NAMES)
        if not self.sender.contact.strip():
            return "contact", self.language.say(NO_CONTACT)
        if self.sender.days is None:
            return DAYS, self.language.say(NO_DAYS)
        return "", ""

    def letter(self) -> Document:
        """The request for a list of all systems, in the language of the page and by the law of the place.

        The questions about the one system stand below it; nothing of what only the union knows stands in it.
        """
        assert self.system is not None
        sender, say = self.sender, self.language.say
        written = write_letter(
            LETTER,
            self.language,
            sender=sender.union,
            to=sender.employer,
            blanks={"workplaces": self._workplaces(), "contact": sender.contact, DAYS: sender.days},
            place=sender.place or "INT",
            employer=sender.kind,
            on=self.today,
        )
        asked = tuple(gap.say(self.language) for gap in self.gaps())
        if not asked:
            return written
        named = self.language.isolate(self.system.name)
        blocks = (*written.blocks, Heading(say(QUESTIONS, system=named)), Paragraph(say(ANNEX)), Bullets(asked))
        return replace(written, blocks=blocks)

    def paper(self) -> Document:
        """What is known and what is open, group by group, for us."""
        assert self.system is not None
        say, language = self.language.say, self.language
        blocks: list[Part] = [Paragraph(self.say_emptiness(), kind="lead")]
        if known := self.known():
            blocks += [Heading(say(KNOWN)), Facts(tuple((label, language.isolate(text)) for label, text in known))]
        if self.gaps():
            blocks.append(Heading(say(OPEN)))
        for group, gaps in self._by_group():
            questions = tuple(
                gap.say(language) if gap.reason == "left_empty" else f"{gap.say(language)} {gap.say_why(language)}"
                for gap in gaps
            )
            blocks += [Heading(group, level=2), Bullets(questions)]
        title = say(PAPER, system=language.isolate(self.system.name))
        return Document(title, language, tuple(blocks), author=self.sender.union)

    def _by_group(self) -> Iterator[tuple[str, list[Gap]]]:
        for name, words in groups().items():
            found = [gap for gap in self.gaps() if fields()[gap.field].group == name]
            if found:
                yield words.say(self.language), found

    def _workplaces(self) -> str:
        """For which workplaces the list is asked: those of the record, else all of the employer."""
        assert self.system is not None
        organisation = self.system["organisation"]
        return organisation.text if organisation.state == "answered" else self.sender.employer
