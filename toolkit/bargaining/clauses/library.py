"""The clause library: a clause is a folder, with its blanks in ``clause.yml`` and its words in one file a language."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from toolkit.bargaining.clauses import record
from toolkit.bargaining.clauses.blanks import Blank, read_blank
from toolkit.bargaining.clauses.fixed import Fix, read_fixes
from toolkit.bargaining.clauses.record import STRENGTHS, Argument, Duty, Entry, PlaceNote, Promise, Trade, Words
from toolkit.bargaining.clauses.standing_articles import STANDING_FOR
from toolkit.bargaining.clauses.texts import MARK, lines, load_record, one_line, paragraphs, read_file
from toolkit.documents import Numbered
from toolkit.errors import RecordError, UnknownClause
from toolkit.languages import Language
from toolkit.registers.locate import folder

_SECTIONS = (*STRENGTHS, "why", "watch out")
FAMILIES = ("voice", "data", "decisions", "monitoring", "jobs", "power")
_own: set[str] = set()  # clauses of one's own, in this process


@dataclass(frozen=True)
class ClauseText:
    """A clause in one language: title, the paragraphs of each strength, and what a bargainer should know."""

    language: str
    title: str
    reviewed: bool
    source_hash: str
    paragraphs: Mapping[str, tuple[Numbered, ...]]
    why: str
    watch_out: str

    def blanks_of(self, strength: str) -> list[str]:
        """The blanks that a strength uses, in the order of the text."""
        found = (name for line in self.lines_of(strength) for name, _ in MARK.findall(line))
        return list(dict.fromkeys(name for name in found if name))

    def references_of(self, strength: str) -> list[str]:
        """The clauses that a strength points to, in the order of the text."""
        found = (clause for line in self.lines_of(strength) for _, clause in MARK.findall(line))
        return list(dict.fromkeys(clause for clause in found if clause))

    def lines_of(self, strength: str) -> list[str]:
        """The paragraphs and points of a strength one after the other, as written."""
        return lines(self.paragraphs[strength])


@dataclass(frozen=True)
class Clause:
    """A demand in the words of an agreement, in three strengths, with blanks to fill in.

    Attributes
    ----------
    provisions, rights
        Law that it can lean on, by id and by kind of right.
    terms
        Words with one meaning in the whole agreement, by their id in ``terms.yml``.
    requires, companions, conflicts
        Clauses that must, should and cannot stand in the same agreement.
    question
        For a checklist; whoever answers no may need the clause.
    evidence
        What supports the demand.
    fixes
        Times, groups and persons that it fixes, as data.
    trade
        What it costs the employer, what could be given for it, what is lost without it.
    """

    id: str
    family: str
    strengths: tuple[str, ...]
    blanks: tuple[Blank, ...]
    provisions: tuple[str, ...]
    rights: tuple[str, ...]
    requires: tuple[str, ...]
    conflicts: tuple[str, ...]
    texts: Mapping[str, ClauseText] = field(repr=False)
    terms: tuple[str, ...]
    companions: tuple[str, ...]
    question: Words
    evidence: tuple[Words, ...]
    duties: tuple[Duty, ...]
    arguments: tuple[Argument, ...]
    jurisdictions: tuple[PlaceNote, ...]
    promise: Promise | None
    fixes: tuple[Fix, ...] = ()
    trade: Trade | None = None

    def text(self, language: Language | str) -> ClauseText:
        """The clause's words in a language.

        Raises
        ------
        RecordError
            If it is not written in that language: an agreement in two languages at once helps nobody.
        """
        code = Language.of(language).code
        if code not in self.texts:
            written = ", ".join(sorted(self.texts))
            raise RecordError(f"clauses/{self.id}", f"there is no text in “{code}”; it is written in: {written}")
        return self.texts[code]

    def blank(self, name: str) -> Blank | None:
        """A blank by its name."""
        return next((blank for blank in self.blanks if blank.name == name), None)


def library() -> Mapping[str, Clause]:
    """All clauses by id, those of one's own that were brought in by `use_clause` last.

    >>> library()["bias"].strengths
    ('minimum', 'standard', 'strong')
    """
    return MappingProxyType(read_library())


@cache
def read_library() -> dict[str, Clause]:
    """All clauses, read once; `use_clause` adds to them."""
    root = folder("templates") / "clauses"
    clauses = [read_clause(path.parent) for path in sorted(root.glob("*/*/clause.yml"))]
    return {clause.id: clause for clause in clauses}


def use_clause(place: str | Path) -> Clause:
    """Read a clause of one's own, and let drafts use it like one of the library for as long as this process runs.

    Read again after a change, the new one takes the old one's place.

    Parameters
    ----------
    place
        Its folder, such as `copy_clause` made.

    Raises
    ------
    RecordError
        If a part of it does not hold, or it has the name of a clause of the library.
    """
    clause = read_clause(Path(place))
    known = read_library()
    if clause.id in known and clause.id not in _own:
        raise RecordError(f"clauses/{clause.id}", "the library has a clause of that name; give yours another")
    if unknown := [name for name in clause.requires if name not in known]:
        raise RecordError(f"clauses/{clause.id}", f"“requires” names {', '.join(unknown)}, which is no clause")
    _own.add(clause.id)
    known[clause.id] = clause
    return clause


def find_clause(clause: str) -> Clause:
    """A clause by id, or an error that lists what there is."""
    if clause not in library():
        raise UnknownClause(clause, library())
    return library()[clause]


def read_clause(place: Path) -> Clause:
    """Read a clause's folder and refuse it as a whole if a part does not hold."""
    where = f"clauses/{place.name}/clause.yml"
    entry = Entry(where, load_record(place / "clause.yml", where))
    if entry.raw.get("id") != place.name:
        raise entry.error("id", f"must be the name of the folder, {place.name}")
    entry.known(record.REQUIRED, record.OPTIONAL)
    strengths = entry.names("strengths", STRENGTHS)
    blanks = entry.raw["blanks"]
    if not isinstance(blanks, list):
        raise entry.error("blanks", "must be a list")
    read = tuple(read_blank(where, one) for one in blanks)
    if len({blank.name for blank in read}) < len(read):
        raise entry.error("blanks", "has one name twice")
    evidence = entry.raw["evidence"]
    if not isinstance(evidence, list):
        raise entry.error("evidence", "must be a list")
    clause = Clause(
        id=place.name,
        family=entry.choice("family", FAMILIES),
        strengths=strengths,
        blanks=read,
        provisions=entry.names("provisions"),
        rights=entry.names("rights"),
        requires=entry.names("requires"),
        conflicts=entry.names("conflicts"),
        texts=MappingProxyType({path.stem: read_text(path) for path in sorted(place.glob("*.md"))}),
        terms=entry.names("terms"),
        companions=entry.names("companions"),
        question=entry.words("question"),
        evidence=tuple(Entry(where, {"evidence": one}).words("evidence") for one in evidence),
        duties=record.read_duties(entry, strengths, read),
        arguments=record.read_arguments(entry),
        jurisdictions=record.read_notes(entry),
        promise=record.read_promise(entry, read),
        fixes=read_fixes(entry, strengths, read),
        trade=record.read_trade(entry),
    )
    _check_texts(clause)
    return clause


def read_text(path: Path) -> ClauseText:
    """Read one language's file of a clause."""
    where = f"clauses/{path.parent.name}/{path.name}"
    written = read_file(path, where)
    if set(written.sections) != set(_SECTIONS):
        raise RecordError(where, f"its sections must be: {', '.join(_SECTIONS)}")
    return ClauseText(
        path.stem,
        written.title,
        written.reviewed,
        written.source_hash,
        MappingProxyType({strength: paragraphs(written.sections[strength], where) for strength in STRENGTHS}),
        one_line(written.sections["why"]),
        one_line(written.sections["watch out"]),
    )


def source_hash(place: Path) -> str:
    """A fingerprint of the English text, by which a translation knows whether it is late."""
    return hashlib.sha256((place / "en.md").read_bytes()).hexdigest()[:16]


def _check_texts(clause: Clause) -> None:
    if "en" not in clause.texts:
        raise RecordError(f"clauses/{clause.id}", "there is no en.md, from which the others are translated")
    declared = {blank.name for blank in clause.blanks}
    used_in = {strength: clause.texts["en"].blanks_of(strength) for strength in clause.strengths}
    for fix in clause.fixes:
        name = fix.amount.blank if fix.amount else None
        if name and (without := [strength for strength in fix.strengths if name not in used_in[strength]]):
            raise RecordError(
                f"clauses/{clause.id}/clause.yml", f"“fixes” names {name}, which {', '.join(without)} does not use"
            )
    for code, text in sorted(clause.texts.items(), key=lambda entry: entry[0] != "en"):  # the source is to blame first
        for strength in clause.strengths:
            used = text.blanks_of(strength)
            if unknown := set(used) - declared:
                raise RecordError(f"clauses/{clause.id}/{code}.md", f"{strength} uses {unknown}, not in clause.yml")
            if set(used) != set(clause.texts["en"].blanks_of(strength)):
                raise RecordError(f"clauses/{clause.id}/{code}.md", f"{strength} has other blanks than en.md")
            if far := set(text.references_of(strength)) - {*clause.requires, *STANDING_FOR}:
                raise RecordError(f"clauses/{clause.id}/{code}.md", f"{strength} points to {far}, not in “requires”")
