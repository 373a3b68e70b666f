"""The other side's answer held against our draft, without any widget: two files in, changes and papers out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from toolkit.app.agreement.model import TITLE
from toolkit.app.counter.proposal import ReadProposal, read_alone
from toolkit.app.kit.papers import Paper, paper_of
from toolkit.app.kit.upload import Upload
from toolkit.bargaining import Agreement, library
from toolkit.bargaining.counter.changes import Change, gravest_first, summary
from toolkit.course.exercises.clause_strength import examples_of
from toolkit.documents import Document
from toolkit.documents.brought.apart import Oversight
from toolkit.errors import ToolkitError, UnreadableFile, translatable
from toolkit.languages import Language
from toolkit.registers.locate import folder

NO_DRAFT_YET = translatable("Choose your own draft first.")
NO_ANSWER_YET = translatable("Choose the file that they sent, or paste its text.")
NOT_THE_DRAFT = translatable(
    "“{file}” is a paper, not the draft that was saved. What you would not go below stands only in the draft: choose "
    "the file that ends in .yml and was saved under “Take home”. If you have only the paper, open “I need a clause”, "
    "fill in the same again, and save the draft there."
)
CUT_OFF = translatable(
    "The text that was pasted is longer than {most} letters and was cut off, so its end would seem to be missing. Save "
    "it as a file and choose that."
)
PASTED = "pasted.txt"
LONGEST_PASTED = 19_000
EXAMPLE_CLAUSES = ("notice", "human", "bias")
_UNION = translatable("Union of Municipal Workers")
_EMPLOYER = translatable("City Administration")
_EXAMPLE_PLACES = {"ar": "MA", "fr": "SN", "es": "CO", "pt": "BR"}
_WORD_ENDINGS = (".docx", ".doc", ".pdf", ".odt", ".md", ".txt")


@dataclass(frozen=True)
class CounterModel:
    """Our draft and their answer; a new value each time one of them comes or goes."""

    language: Language
    ours: Agreement | None = field(default=None, repr=False)
    theirs: Upload | None = None
    alone: bool = False  # there is no draft of ours: their text is read beside the library

    def problem(self) -> tuple[str, str]:
        """What is missing, ``ours`` or ``theirs``, and a sentence; two empty words if nothing is."""
        if self.ours is None and not self.alone:
            return "ours", self.language.say(NO_DRAFT_YET)
        if self.theirs is None:
            return "theirs", self.language.say(NO_ANSWER_YET)
        return "", ""

    def compare(self) -> Comparison | ReadProposal:
        """What they changed; or, without a draft of ours, what their text touches.

        Raises
        ------
        ToolkitError
            If a file is missing, cannot be read, or our draft still has open blanks.
        """
        from toolkit.bargaining.counter.compare import compare_with

        if self.alone and self.theirs is not None:
            return read_alone(self.theirs)
        ours, theirs = self.ours, self.theirs
        if ours is None or theirs is None:
            raise UnreadableFile(NO_DRAFT_YET if ours is None else NO_ANSWER_YET)
        return Comparison(ours, theirs, compare_with(ours, theirs.content, name=theirs.name))


@dataclass(frozen=True)
class Comparison:
    """A finished comparison: every change, and what can be taken home of it."""

    ours: Agreement = field(repr=False)
    theirs: Upload
    changes: tuple[Change, ...]

    @property
    def lost(self) -> tuple[Change, ...]:
        """What was taken out or weakened, as far as was recognised: the gravest first, what crosses a floor of ours."""
        return gravest_first(one for one in self.changes if one.takes)

    @property
    def others(self) -> tuple[Change, ...]:
        """What else they changed: what may be a loss, stronger, added, in other words, or the same for fewer cases."""
        order = {"strengthened": 0, "added": 1, "reworded": 2}
        kept = [one for one in self.changes if not one.takes and not (one.kind == "unchanged" and one.sure)]
        return tuple(sorted(kept, key=lambda one: (not one.doubtful, order.get(one.kind, 3))))

    def summary(self, language: Language) -> str:
        """The comparison in a few sentences; it never says that nothing was lost."""
        return summary(self.changes, language, self._names)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        from toolkit.bargaining.counter.compare import names_given

        return names_given(self.ours, self.changes)

    def places(self, changes: Iterable[Change], language: Language) -> list[str]:
        """Where each change stands: number and title of our article, or that it is theirs."""
        from toolkit.bargaining.counter.compare import read_ours
        from toolkit.bargaining.counter.papers.changes_paper import NO_ARTICLE

        ours = read_ours(self.ours)
        titles = {article.id: str(article.title) for article in ours.articles}
        found = []
        for one in changes:
            if one.clause is None:
                found.append(language.say(NO_ARTICLE))
                continue
            number = one.label if one.paragraph else str(ours.number_of(one.clause))
            found.append(f"{language.isolate(number)} {language.isolate(titles[one.clause])}")
        return found

    def paper(self, language: Language) -> Paper:
        """All of it in words, for us."""
        from toolkit.bargaining.counter.papers.changes_paper import changes_document

        document: Document = changes_document(self.ours, self.changes, language)
        return paper_of(document)

    def redline(self) -> bytes:
        """Our text with their changes tracked, for Word."""
        from toolkit.bargaining.counter.papers.redline import redline

        return redline(self.ours, self.theirs.content, name=self.theirs.name)


def read_ours(upload: Upload) -> Agreement:
    """Our draft out of an upload.

    Raises
    ------
    ToolkitError
        If it is a paper and not the draft, or no draft at all.
    """
    if PurePosixPath(upload.name).suffix.lower() in _WORD_ENDINGS or upload.content[:2] == b"PK":
        raise UnreadableFile(NOT_THE_DRAFT, file=upload.name)
    return Agreement.read(upload.content, upload.name)


def checked(upload: Upload, oversight: Oversight | None = None) -> Upload:
    """A file of theirs; one is refused at once that cannot be read, or that no one should open.

    Raises
    ------
    ToolkitError
    """
    from toolkit.bargaining.counter.paragraphs.reading import read_counter

    read_counter(upload.content, name=upload.name, oversight=oversight)
    return upload


def pasted(text: str, language: Language) -> Upload:
    """A text that was pasted, as if it had come in a file.

    Raises
    ------
    UnreadableFile
        If the field was too short for it.
    """
    if len(text) >= LONGEST_PASTED:
        raise UnreadableFile(CUT_OFF, most=language.number(LONGEST_PASTED))
    return Upload(PASTED, text.encode("utf-8"))


# --- an example for whoever has no file at hand ------------------------------------------------------------------


def example_draft(language: Language) -> Agreement:
    """An agreement of three clauses, as a union might have sent it.

    Raises
    ------
    ToolkitError
        If a clause is not written in this language.
    """
    draft = Agreement(
        title=language.say(TITLE),
        union=language.say(_UNION),
        employer=language.say(_EMPLOYER),
        place=_EXAMPLE_PLACES.get(language.code, "KE"),
        language=language.code,
        annexes=(),
    )
    for clause in EXAMPLE_CLAUSES:
        draft = draft.add(clause, blanks=examples_of(library()[clause], language))
    return draft


def example_answer(language: Language) -> Upload | None:
    """What the employer of the example sent back; None where it is not written in this language."""
    path = folder("templates") / "bargaining" / "example-counter" / f"{language.code}.md"
    return Upload(path.name, path.read_bytes()) if path.exists() else None


def example(language: Language) -> CounterModel | None:
    """The example as a model, or None where it is not written in this language."""
    try:
        answer = example_answer(language)
        return CounterModel(language, example_draft(language), answer) if answer else None
    except ToolkitError:
        return None
