"""What in the table itself can change the numbers of an audit, as long as nobody settles it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from toolkit.audit.counting.reading.note import Note
from toolkit.audit.findings.finding import Finding
from toolkit.errors import Reason
from toolkit.languages import Language, translatable

NOT_SETTLED = translatable(
    "Something in the table can change these numbers, and is not settled yet: {what}. Read the notes on how the table "
    "was read, and settle them before you build on these numbers."
)
NOT_SETTLED_BRIEFLY = translatable(
    "How the table was read is not settled yet, and can change the numbers here: {what}."
)
WHAT = {
    "sheets": translatable("sheets that were not read"),
    "spellings": translatable("values that may mean the same"),
    "totals": translatable("rows that may add up others"),
    "duplicates": translatable("persons who may stand there twice"),
    "numbers": translatable("numbers that may mean something else"),
    "dates": translatable("dates that are kept as numbers"),
    "hidden": translatable("rows that are hidden"),
    "merged": translatable("cells that are empty below others"),
    "errors": translatable("cells that show an error"),
    "header": translatable("columns that were read as values"),
    "tables": translatable("further tables and titles of parts in the file"),
}


@dataclass(frozen=True)
class ReadingFinding(Finding):
    """Kinds of notes that are open. No value of the table stands here: this goes on papers."""

    kind: str = field(init=False, default="reading")
    notes: tuple[str, ...] = ()

    def say(self, language: Language | str = "en") -> str:
        return self._say(NOT_SETTLED, Language.of(language))

    def say_briefly(self, language: Language | str = "en") -> str:
        """What is not settled, for papers that others read: nothing about what is to be done."""
        return self._say(NOT_SETTLED_BRIEFLY, Language.of(language))

    def _say(self, sentence: str, speech: Language) -> str:
        return speech.say(sentence, what=[Reason(WHAT[kind]).say(speech) for kind in self.notes])


def say_not_settled(findings: Iterable[Finding], language: Language) -> list[str]:
    """What every paper says while the reading of the table is not settled: a sentence, or none."""
    return [one.say_briefly(language) for one in findings if isinstance(one, ReadingFinding)]


def persons_are_open(findings: Iterable[Finding]) -> bool:
    """Whether persons may stand in the table twice, and nobody has said what these rows are."""
    return any("duplicates" in one.notes for one in findings if isinstance(one, ReadingFinding))


def reading_findings(notes: Iterable[Note]) -> list[ReadingFinding]:
    """One finding on all notes that are open, or none."""
    kinds = {one.kind for one in notes if one.is_open}
    return [ReadingFinding(notes=tuple(kind for kind in WHAT if kind in kinds))] if kinds else []
