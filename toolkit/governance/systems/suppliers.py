"""Who else has this supplier? Names as different registers spell them, brought together, and what is not sure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import count, islice

from toolkit.errors import translatable
from toolkit.governance.systems.system import System, SystemList
from toolkit.languages import Language
from toolkit.registers.fields import Fields, load
from toolkit.registers.locate import folder

SAME_SUPPLIER = translatable("{organisation} has “{system}” from {supplier}.")
PERHAPS = translatable("{organisation} has “{system}” from {supplier}: perhaps the same supplier, spelt differently.")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BETWEEN = re.compile(r"[;\n]|,(?!\s*(?:inc|llc|ltd|s\.?\s?a|b\.?\s?v|n\.?\s?v)\b)", re.IGNORECASE)
_NEAR = 0.9  # of the letters alike: “Palantir Technologies” and “Palantir Technolgies”
_SHORTEST = 5  # letters of a name that may be a slip of the pen; shorter ones are often names of others
_MOST = 20  # names in one record
_LONGEST = 80  # letters of a name; what is longer is a sentence
_IN_HOUSE = frozenset({"none", "no", "in house", "inhouse", "internal", "geen", "intern", "aucun", "ninguno", "nenhum"})


@dataclass(frozen=True, slots=True)
class SharedSupplier:
    """A system elsewhere of the same supplier.

    Attributes
    ----------
    register
        The title of the register in which it stands.
    supplier
        As it is spelt there.
    sure
        Whether the names are the same but for spelling; otherwise one is longer than the other, or has a slip of the
        pen.
    """

    register: str
    system: System
    supplier: str
    sure: bool

    def say(self, language: Language | str = "en") -> str:
        """Who has it, in a sentence."""
        speech = Language.of(language)
        organisation = self.system["organisation"].text or self.register
        sentence = SAME_SUPPLIER if self.sure else PERHAPS
        return speech.say(sentence, organisation=organisation, system=self.system.name, supplier=self.supplier)


def suppliers_of(system: System) -> tuple[str, ...]:
    """The suppliers that a record names, each as it is spelt there; none where it is made in the house.

    >>> suppliers_of(System.of("a", supplier="Microsoft (formerly known as Nuance); Acme, Inc."))
    ('Microsoft (formerly known as Nuance)', 'Acme, Inc.')
    """
    answer = system["supplier"]
    if answer.state not in ("answered", "reported"):
        return ()
    names = (name.strip(" .") if not name.strip().endswith("Inc.") else name.strip() for name in _parts(answer.text))
    found = (name for name in names if name and len(name) <= _LONGEST and normalised(name) not in _IN_HOUSE)
    return tuple(islice(found, _MOST))


def is_in_house(system: System) -> bool:
    """Whether the record says that nobody outside supplies it; not where it says nothing, or too much to be a name.

    >>> is_in_house(System.of("a", supplier="None")), is_in_house(System.of("a", supplier="no idea who that was"))
    (True, False)
    """
    answer = system["supplier"]
    return answer.state in ("answered", "reported") and normalised(answer.text) in _IN_HOUSE


def normalised(name: str) -> str:
    """A supplier's name without what differs from record to record: case, accents, signs, legal forms, remarks.

    >>> normalised("PinkRoccade Local Government B.V."), normalised("Société Générale S.A."), normalised("AWS")
    ('pinkroccade', 'societe generale', 'amazon web services')
    """
    bare = _bare(name)
    return _aliases().get(bare, bare)


def who_else(system: System, registers: Iterable[SystemList]) -> tuple[SharedSupplier, ...]:
    """Systems of the same supplier in any registers, the sure ones first.

    The system itself is not among them, nor another system of the same organisation under the same name.
    """
    mine = {normalised(name) for name in suppliers_of(system)} - {""}
    found: list[SharedSupplier] = []
    for register in registers:
        for other in register:
            if _is_same(system, other):
                continue
            for name in suppliers_of(other):
                theirs = normalised(name)
                if theirs in mine:
                    found.append(SharedSupplier(register.title, other, name, True))
                elif any(_near(theirs, one) for one in mine):
                    found.append(SharedSupplier(register.title, other, name, False))
    return tuple(sorted(found, key=lambda one: not one.sure))


def by_supplier(registers: Iterable[SystemList]) -> Mapping[str, tuple[System, ...]]:
    """All systems under the normalised names of their suppliers, those with most systems first."""
    found: dict[str, list[System]] = {}
    for register in registers:
        for system in register:
            for name in dict.fromkeys(map(normalised, suppliers_of(system))):
                found.setdefault(name, []).append(system)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return {name: tuple(systems) for name, systems in ordered}


def _parts(text: str) -> list[str]:
    """Names one after the other, but nothing of what stands in brackets."""
    kept = _BRACKETS.findall(text)
    numbers = count()
    held = _BRACKETS.sub(lambda _match: f"\x00{next(numbers)}\x00", text)
    return [re.sub(r"\x00(\d+)\x00", lambda match: kept[int(match[1])], part) for part in _BETWEEN.split(held)]


def _is_same(one: System, other: System) -> bool:
    if one is other or one == other:
        return True
    alike = (one.name.casefold(), one["organisation"].text.casefold())
    return alike == (other.name.casefold(), other["organisation"].text.casefold())


def _near(one: str, other: str) -> bool:
    if not one or not other or min(len(one), len(other)) < _SHORTEST:
        return False
    short, long = sorted((one.split(), other.split()), key=len)
    if long[: len(short)] == short:
        return True
    return SequenceMatcher(None, one, other).ratio() >= _NEAR


def _bare(name: str) -> str:
    text = unicodedata.normalize("NFKD", _BRACKETS.sub(" ", name)).casefold()
    text = "".join(sign for sign in text if not unicodedata.combining(sign)).replace(".", "").replace("'", "")
    words = re.sub(r"[^\w]+", " ", text).split()
    while len(words) > 1 and words[-1] in _legal_forms():
        words.pop()
    return " ".join(words)


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(map(str, _content().raw["legal_forms"]))


@cache
def _aliases() -> Mapping[str, str]:
    """The bare names of one supplier, all led to the first of them."""
    found: dict[str, str] = {}
    for names in _content().raw["same"]:
        for name in names:
            found[_bare(str(name))] = _bare(str(names[0]))
    return found


@cache
def _content() -> Fields:
    content = Fields(
        "governance/systems/suppliers.yml", 1, load(folder("templates") / "governance/systems/suppliers.yml")
    )
    content.known(("legal_forms", "same"))
    return content
