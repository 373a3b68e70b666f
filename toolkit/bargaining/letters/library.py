"""The letters that there are: a letter is a folder, its blanks in ``letter.yml``, its words in one file a language.

Blanks that several letters have stand in ``blanks.yml`` beside them. The letter that asks for more counts knows an
audit and lies with it (`toolkit.audit.papers.letter`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from toolkit.bargaining.clauses.blanks import Blank, read_blank
from toolkit.bargaining.clauses.record import Entry, Words
from toolkit.bargaining.clauses.texts import MARK, load_record, read_file
from toolkit.errors import AgreementError, RecordError, translatable
from toolkit.languages import KNOWN, Language
from toolkit.registers.law import HOLDERS, law
from toolkit.registers.locate import folder
from toolkit.rights import Employer, Provision, provisions

UNKNOWN_LETTER = translatable("There is no letter “{letter}”. Choose one of these: {available}.")
# What a letter works out by itself, and from which blanks.
BY, DAYS, BASIS = "by", "answer_days", "basis"
_REQUIRED = ("id", "since", "provenance", "when", "forms", "blanks", "optional")
_MOST_NAMED = 3

Piece = str | tuple[str, ...]


@dataclass(frozen=True)
class LawAsked:
    """On which law a letter may rest.

    Attributes
    ----------
    rights
        Kinds of rights of the register of law; any of them will do.
    holder
        Who must be able to use it: whoever writes.
    public
        Whether the letter goes to public bodies only.
    """

    rights: tuple[str, ...]
    holder: tuple[str, ...]
    public: bool


@dataclass(frozen=True)
class LetterText:
    """A letter in one language: title, and the paragraphs and lists of each of its forms."""

    language: str
    title: str
    reviewed: bool
    source_hash: str
    forms: Mapping[str, tuple[Piece, ...]]

    def points_of(self, form: str) -> tuple[str, ...]:
        """What a form asks for as a list, each point as it stands, with its blanks."""
        return tuple(line for part in self.forms[form] if not isinstance(part, str) for line in part)

    def blanks_of(self, form: str) -> tuple[str, ...]:
        """The blanks that a form uses, each once, in the order of the text."""
        found = (name for line in _lines(self.forms[form]) for name, _ in MARK.findall(line))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Letter:
    """A letter with blanks to fill in.

    Attributes
    ----------
    when
        A question; whoever answers yes may need the letter.
    forms
        Ways in which it is written, by name: one person, or the union for many.
    optional
        Blanks that may stay open; the paragraph that holds one is then left out.
    asked
        On which law it may rest; none where it rests on an agreement or on another letter.
    answers
        Words of headings below which an answer may stand, for each point; empty where the letter asks for no list.
    """

    id: str
    when: Words
    forms: Mapping[str, Words]
    blanks: tuple[Blank, ...]
    optional: tuple[str, ...]
    asked: LawAsked | None
    answers: tuple[Mapping[str, tuple[str, ...]], ...]
    texts: Mapping[str, LetterText] = field(repr=False)

    def text(self, language: Language | str) -> LetterText:
        """The letter's words in a language.

        Raises
        ------
        RecordError
            If it is not written in that language: a letter half in another one helps nobody.
        """
        code = Language.of(language).code
        if code not in self.texts:
            written = ", ".join(sorted(self.texts))
            raise RecordError(f"letters/{self.id}", f"there is no text in “{code}”; it is written in: {written}")
        return self.texts[code]

    def blank(self, name: str) -> Blank | None:
        """A blank by its name."""
        return next((blank for blank in self.blanks if blank.name == name), None)

    def blanks_of(self, form: str) -> tuple[Blank, ...]:
        """The blanks to fill in for a form, in the order of the text."""
        used = set(self.texts["en"].blanks_of(form)) | ({DAYS} if BY in self.texts["en"].blanks_of(form) else set())
        return tuple(blank for blank in self.blanks if blank.name in used)

    def law(self, place: str, on: date | None = None, employer: Employer | None = None) -> tuple[Provision, ...]:
        """The law that the letter may name there on that day, nearest first: few, and nothing that is not sure.

        Its official text was read, it is in force, it binds this kind of employer (without a kind: every kind to which
        the letter goes), and whoever writes can use it.

        >>> [one.id for one in letters()["access-request"].law("FR")]
        ['eu-gdpr-13-15', 'eu-gdpr-12-3']
        >>> letters()["access-request"].law("JO")
        ()
        """
        if self.asked is None:
            return ()
        kind = "public" if self.asked.public and employer is None else employer
        found = [
            one
            for one in provisions(place, on=on)
            if set(self.asked.rights) & set(one.rights)
            and set(self.asked.holder) & set(one.holder)
            and one.nameable(kind)
        ]
        return tuple(found[:_MOST_NAMED])

    def open_blanks(self, form: str, given: Mapping[str, Any], law: Sequence[Provision] = ()) -> list[str]:
        """The blanks that are still to be filled in before the letter can go on paper.

        Parameters
        ----------
        law
            What `law` found; it fills the blank for the basis where that stays open.

        >>> letters()["reminder"].open_blanks("letter", {"due": "3 December", "missing": "the list"})
        ['first_letter', 'next_step', 'contact', 'answer_days']
        """
        filled = {name for name, value in given.items() if not is_empty(value)} | ({BASIS} if law else set())
        return [one.name for one in self.blanks_of(form) if one.name not in filled and one.name not in self.optional]


@cache
def letters() -> Mapping[str, Letter]:
    """All letters by id.

    >>> list(letters())[:3]
    ['access-request', 'assessment-participation', 'dispute-notice']
    """
    found = [read_letter(path.parent) for path in sorted((folder("templates") / "letters").glob("*/letter.yml"))]
    return MappingProxyType({one.id: one for one in found})


def find_letter(letter: str) -> Letter:
    """A letter by id, or an error that lists what there is."""
    if letter not in letters():
        raise AgreementError(UNKNOWN_LETTER, letter=letter, available=list(letters()))
    return letters()[letter]


def read_letter(place: Path) -> Letter:
    """Read a letter's folder and refuse it as a whole if a part does not hold."""
    where = f"letters/{place.name}/letter.yml"
    entry = Entry(where, load_record(place / "letter.yml", where))
    if entry.raw.get("id") != place.name:
        raise entry.error("id", f"must be the name of the folder, {place.name}")
    entry.known(_REQUIRED, ("law", "answers"))
    names = entry.raw["forms"]
    if not isinstance(names, dict) or not names:
        raise entry.error("forms", "must name each way in which the letter is written")
    forms = {str(name): Entry(f"{where}, forms", names).words(name) for name in names}
    blanks = _read_blanks(entry, place.parent / "blanks.yml")
    letter = Letter(
        place.name,
        entry.words("when"),
        MappingProxyType(forms),
        blanks,
        entry.names("optional", [blank.name for blank in blanks]),
        _read_law(entry),
        _read_answers(entry),
        MappingProxyType({path.stem: _read_text(path, tuple(forms)) for path in sorted(place.glob("*.md"))}),
    )
    _check(letter)
    return letter


def _read_blanks(entry: Entry, shared: Path) -> tuple[Blank, ...]:
    known = {str(one["name"]): one for one in load_record(shared, "letters/blanks.yml")}
    found = []
    for one in entry.list("blanks"):
        raw = dict(one.raw)
        if (name := raw.pop("use", None)) is not None:
            if name not in known:
                raise one.error("use", f"names “{name}”; blanks that letters share: {', '.join(known)}")
            raw = {**known[name], **raw}
        found.append(read_blank(one.where, raw))
    if len({blank.name for blank in found}) < len(found):
        raise entry.error("blanks", "has one name twice")
    return tuple(found)


def _read_law(entry: Entry) -> LawAsked | None:
    if "law" not in entry.raw:
        return None
    one = Entry(f"{entry.where}, law", entry.raw["law"])
    one.known(("rights", "holder"), ("to",))
    public = "to" in one.raw and one.choice("to", ("public",)) == "public"
    return LawAsked(one.names("rights", law().rights), one.names("holder", HOLDERS), public)


def _read_answers(entry: Entry) -> tuple[Mapping[str, tuple[str, ...]], ...]:
    if "answers" not in entry.raw:
        return ()
    found = []
    for one in entry.list("answers"):
        one.known(KNOWN)
        words = {code: one.raw[code] for code in KNOWN}
        if any(not isinstance(listed, list) or not listed for listed in words.values()):
            raise one.error("answers", "needs a list of words in every language")
        found.append(MappingProxyType({code: tuple(map(str, listed)) for code, listed in words.items()}))
    return tuple(found)


def _read_text(path: Path, forms: tuple[str, ...]) -> LetterText:
    where = f"letters/{path.parent.name}/{path.name}"
    written = read_file(path, where)
    if tuple(written.sections) != forms:
        raise RecordError(where, f"its sections must be the forms of letter.yml: {', '.join(forms)}")
    parts = {name: _parts(body) for name, body in written.sections.items()}
    if short := [name for name, body in parts.items() if len(body) < 3]:
        raise RecordError(where, f"{', '.join(short)} needs a greeting, a request and a closing")
    return LetterText(path.stem, written.title, written.reviewed, written.source_hash, MappingProxyType(parts))


def _parts(body: str) -> tuple[Piece, ...]:
    blocks = [block.splitlines() for block in re.split(r"\n\s*\n", body.strip())]
    return tuple(
        tuple(line[2:].strip() for line in block)
        if all(line.startswith("- ") for line in block)
        else " ".join(line.strip() for line in block)
        for block in blocks
    )


def _check(letter: Letter) -> None:
    if "en" not in letter.texts:
        raise RecordError(f"letters/{letter.id}", "there is no en.md, from which the others are translated")
    allowed = {BY, *(blank.name for blank in letter.blanks)}
    used: set[str] = set()
    for code, text in sorted(letter.texts.items(), key=lambda pair: pair[0] != "en"):  # the source is to blame first
        for form in letter.forms:
            names = set(text.blanks_of(form))
            used |= names
            if unknown := sorted(names - allowed):
                raise RecordError(f"letters/{letter.id}/{code}.md", f"nothing fills {', '.join(unknown)}")
            if names != set(letter.texts["en"].blanks_of(form)):
                raise RecordError(f"letters/{letter.id}/{code}.md", f"“{form}” has other blanks than en.md")
    longest = max(len(letter.texts["en"].points_of(form)) for form in letter.forms)
    if len(letter.answers) != longest:
        raise RecordError(f"letters/{letter.id}/letter.yml", f"“answers” must have a row for each of {longest} points")
    if idle := sorted(blank.name for blank in letter.blanks if blank.name not in used):
        raise RecordError(f"letters/{letter.id}/letter.yml", f"no text uses {', '.join(idle)}")
    if BY in used and letter.blank(DAYS) is None:
        raise RecordError(f"letters/{letter.id}/letter.yml", f"a letter with “{BY}” needs the blank “{DAYS}”")


def is_empty(value: Any) -> bool:
    """Whether a blank was given nothing to hold."""
    return value is None or (isinstance(value, str) and not value.strip())


def _lines(parts: tuple[Piece, ...]) -> list[str]:
    return [line for part in parts for line in ((part,) if isinstance(part, str) else part)]
