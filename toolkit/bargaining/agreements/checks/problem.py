"""One thing to settle in a draft, and what its sentence names, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.bargaining.clauses.blanks import Blank, Value
from toolkit.bargaining.clauses.library import find_clause
from toolkit.languages import Language, translatable

QUOTED = translatable("“{clause}”")


@dataclass(frozen=True)
class Problem:
    """One thing to settle: what kind it is, which clauses it concerns, and how to say it.

    Attributes
    ----------
    kind
        ``open`` (an empty blank), ``missing`` (a clause that another needs), ``conflict``, ``floor`` (worse than our
        own floor), ``place`` (what the law there says), ``companion`` (would make it stronger), ``advice``.
    """

    kind: str
    clauses: tuple[str, ...]
    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    blank: str = ""

    def say(self, language: Language | str = "en") -> str:
        """The problem in words."""
        speech = Language.of(language)
        return speech.say(self.sentence, **self.values) if self.values else speech.say(self.sentence)


@dataclass(frozen=True)
class Title:
    """A clause by its title, in the language of the sentence around it."""

    clause: str

    def say(self, language: Language | str) -> str:
        """The title, or the English one where the clause is not written in that language."""
        clause = find_clause(self.clause)
        code = Language.of(language).code
        return clause.texts.get(code, clause.texts["en"]).title


@dataclass(frozen=True)
class Quoted:
    """A clause by its title in quotation marks, for a list: titles hold commas."""

    clause: str

    def say(self, language: Language | str) -> str:
        """The title, quoted as in that language."""
        return Language.of(language).say(QUOTED, clause=Title(self.clause))


@dataclass(frozen=True)
class Label:
    """A blank by what it asks for."""

    blank: Blank

    def say(self, language: Language | str) -> str:
        """The label of the blank."""
        return self.blank.label(language)


@dataclass(frozen=True)
class Shown:
    """A value of a blank, as it stands in the text of its clause."""

    blank: Blank
    value: Value

    def say(self, language: Language | str) -> str:
        """The value with its unit."""
        return self.blank.show(self.value, Language.of(language))


@dataclass(frozen=True)
class PlaceName:
    """A place by its code."""

    place: str

    def say(self, language: Language | str) -> str:
        """The name of the place."""
        return str(Language.of(language).locale.territories.get(self.place, self.place))
