"""Words with one meaning in the whole agreement: which ones its texts use, and how its first article defines them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from toolkit.bargaining.clauses.record import Entry
from toolkit.bargaining.clauses.texts import load_record, one_line
from toolkit.errors import RecordError
from toolkit.languages import Language
from toolkit.registers.locate import folder

_FILE = "terms/terms.yml"
_LANGUAGE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True)
class TermWords:
    """A term in one language: its name, the forms in which texts use it, and what it means."""

    term: str
    forms: tuple[str, ...]
    definition: str


@dataclass(frozen=True)
class Term:
    """A word that means the same in every clause.

    Attributes
    ----------
    uses
        Other terms that the definition itself needs.
    """

    id: str
    uses: tuple[str, ...]
    words: Mapping[str, TermWords]

    def in_language(self, language: Language | str) -> TermWords:
        """The term in a language.

        Raises
        ------
        RecordError
            If it is not written in that language: an agreement in two languages at once helps nobody.
        """
        code = Language.of(language).code
        if code not in self.words:
            written = ", ".join(sorted(self.words))
            raise RecordError(f"{_FILE}: {self.id}", f"there is no text in “{code}”; it is written in: {written}")
        return self.words[code]


@cache
def terms() -> Mapping[str, Term]:
    """All terms by id, in the order in which agreements define them.

    >>> terms()["covered-system"].in_language("en").forms
    ('Covered System', 'Covered Systems')
    """
    return read_terms(folder("templates") / "terms" / "terms.yml")


def read_terms(path: Path) -> Mapping[str, Term]:
    """Read the terms from their file and refuse it as a whole if one does not hold."""
    content = load_record(path, _FILE)
    if not isinstance(content, list) or not content:
        raise RecordError(_FILE, "it must be a list of terms")
    found: dict[str, Term] = {}
    for number, raw in enumerate(content, start=1):
        term = _term(Entry(f"{_FILE}, entry {number}", raw))
        if term.id in found:
            raise RecordError(f"{_FILE}: {term.id}", "the “id” is used twice")
        found[term.id] = term
    for term in found.values():
        if lost := [one for one in term.uses if one not in found or one == term.id]:
            raise RecordError(f"{_FILE}: {term.id}", f"“uses” names {', '.join(lost)}, which is no other term")
    return MappingProxyType(found)


def terms_of(texts: Iterable[str], declared: Iterable[str] | None = None) -> tuple[Term, ...]:
    """The terms that English texts use, with those that their definitions need, in the order of the file.

    Every language of an agreement defines the same terms, so they are looked for in the source, where capital letters
    set them apart.

    Parameters
    ----------
    texts
        Paragraphs as written, in English.
    declared
        Ids to look for; all terms if left out.

    >>> [term.id for term in terms_of(["The Supplier shall answer within 30 days."])]
    ['worker', 'covered-system', 'worker-data', 'service-user', 'supplier']
    """
    everything = terms()
    looked_for = everything if declared is None else {one: everything[one] for one in declared if one in everything}
    whole = "\n".join(texts)
    wanted = {name for name, term in looked_for.items() if uses_term(term, whole)}
    waiting = list(wanted)
    while waiting:
        for name in everything[waiting.pop()].uses:
            if name not in wanted:
                wanted.add(name)
                waiting.append(name)
    return tuple(term for name, term in everything.items() if name in wanted)


def uses_term(term: Term, text: str) -> bool:
    """Whether an English text uses a term, as such and not as a part of a longer one ("Worker" in "Worker Data")."""
    longer = [form for other in terms().values() if other.id != term.id for form in other.words["en"].forms]
    for form in term.words["en"].forms:
        hiding = [one for one in longer if form in one]
        bare = re.sub("|".join(map(re.escape, hiding)), " ", text) if hiding else text
        if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", bare):
            return True
    return False


def _term(entry: Entry) -> Term:
    languages = tuple(str(key) for key in entry.raw if key != "id" and _LANGUAGE.fullmatch(str(key)))
    entry.known(("id", "uses", "en"), languages)
    name = entry.raw["id"]
    if not isinstance(name, str) or not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
        raise entry.error("id", "must be small letters and single hyphens")
    words = {}
    for code in languages:
        one = Entry(f"{entry.where}, {code}", entry.raw[code])
        one.known(("term", "forms", "definition"))
        for key in ("term", "definition"):
            if not isinstance(one.raw[key], str) or not one.raw[key].strip():
                raise one.error(key, "must be a text")
        forms = one.names("forms")
        if one.raw["term"] not in forms:
            raise one.error("forms", "must hold the term itself")
        words[code] = TermWords(one.raw["term"], forms, one_line(one.raw["definition"]))
    return Term(name, entry.names("uses"), MappingProxyType(words))
