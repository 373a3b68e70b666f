"""A short text of a record in several languages."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.languages import Language


@dataclass(frozen=True, slots=True)
class Words:
    """A short text in several languages, English among them."""

    pairs: tuple[tuple[str, str], ...]

    def say(self, language: Language | str = "en") -> str:
        """The text in a language, or in English where it was not written.

        >>> Words((("en", "pay"), ("ar", "الأجر"))).say("ar")
        'الأجر'
        """
        known = dict(self.pairs)
        return known.get(Language.of(language).code, known["en"])

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it was written."""
        return tuple(code for code, _ in self.pairs)
