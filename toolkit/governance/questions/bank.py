"""The bank of questions to management: what is asked and why, what a good answer holds, how an evasive one sounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from toolkit.errors import RecordError
from toolkit.languages import Language
from toolkit.registers.fields import Fields, load_list
from toolkit.registers.locate import folder
from toolkit.registers.word_files import words_in
from toolkit.registers.words import Words

PARTS = ("ask", "why", "good", "evasive")


@dataclass(frozen=True)
class BankQuestion:
    """One question; `why`, `good` and `evasive` are for us and never go to the other side.

    Attributes
    ----------
    first
        Whether it is one of the ten that must be asked.
    about
        Ids of questions of the assessment that its answer settles.
    """

    id: str
    theme: str
    ask: Words
    why: Words
    good: Words
    evasive: Words
    first: bool = False
    about: tuple[str, ...] = ()

    def say(self, language: Language | str = "en") -> str:
        """What is asked."""
        return self.ask.say(language)


@dataclass(frozen=True)
class Bank:
    """All questions, by theme.

    >>> len(bank().questions), bank().themes[0], bank().question("control-stop").say("es")[:20]
    (60, 'purpose', '¿Quién puede pararlo')
    """

    questions: tuple[BankQuestion, ...]
    words: Mapping[str, Words] = field(repr=False, compare=False)

    @property
    def themes(self) -> tuple[str, ...]:
        """The ids of the themes in their order."""
        return tuple(dict.fromkeys(one.theme for one in self.questions))

    def __contains__(self, id_: object) -> bool:
        return any(one.id == id_ for one in self.questions)

    def question(self, id_: str) -> BankQuestion:
        """A question by its id."""
        return next(one for one in self.questions if one.id == id_)

    def theme(self, id_: str, language: Language | str) -> str:
        """What a theme is called."""
        return self.words[f"themes.{id_}"].say(language)

    def settling(self, open_: Iterable[str]) -> tuple[BankQuestion, ...]:
        """The questions whose answers settle what is open in an assessment, each once, in the order of the bank."""
        wanted = set(open_)
        return tuple(one for one in self.questions if wanted & set(one.about))


@cache
def bank() -> Bank:
    """The bank of this toolkit."""
    return read_bank(folder("templates") / "governance" / "questions")


def read_bank(path: Path) -> Bank:
    """A bank from a folder.

    Raises
    ------
    RecordError
        With the entry that does not hold.
    """
    words = words_in(path / "words")
    made: dict[str, BankQuestion] = {}
    for number, raw in enumerate(load_list(path / "bank.yml"), start=1):
        fields = Fields("bank.yml", number, raw)
        fields.known(["id", "theme"], ["first", "about"])
        id_, theme = fields.text("id"), fields.text("theme")
        for needed in [f"themes.{theme}", *(f"questions.{id_}.{part}" for part in PARTS)]:
            if needed not in words:
                raise fields.error(f"the words “{needed}” are missing")
        if id_ in made:
            raise fields.error("the id stands there twice")
        about = fields.texts("about") if "about" in raw else ()
        ask, why, good, evasive = (words[f"questions.{id_}.{part}"] for part in PARTS)
        made[id_] = BankQuestion(id_, theme, ask, why, good, evasive, fields.flag("first", False), about)
    unused = [path for path in words if path.startswith("questions.") and path.split(".")[1] not in made]
    if unused:
        raise RecordError("bank.yml", f"words without a question: {', '.join(unused)}")
    return Bank(tuple(made.values()), words)
