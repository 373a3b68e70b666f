"""Does every translation say what the original says? What is missing, stale, or would break a sentence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from gettext import c2py
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Message

from toolkit.languages.catalogue import PLURAL_FORMS, read_catalogue
from toolkit.languages.extract import extract_messages


@dataclass(frozen=True)
class Fault:
    """What is wrong with one message in one language."""

    language: str
    kind: str  # missing, stale, fuzzy, placeholders, plurals, links
    message: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.language}: {self.kind}: {self.message[:80]!r} {self.detail}".rstrip()


def check_catalogue(code: str, package: Path, notebooks: Path) -> list[Fault]:
    """All faults of a language's catalogue against what the package and the notebooks say now."""
    wanted = {message.id for message in extract_messages(package, notebooks) if message.id}
    catalog = read_catalogue(code)
    present = {message.id: message for message in catalog if message.id}
    faults = [Fault(code, "missing", _first(text)) for text in wanted if text not in present]
    faults += [Fault(code, "stale", _first(text)) for text in present if text not in wanted]
    for text, message in present.items():
        if text in wanted:
            faults += check_message(code, message)
    return faults


def check_message(code: str, message: Message) -> list[Fault]:
    """The faults of one message: not translated, marked fuzzy, places lost or invented, forms missing."""
    name = _first(message.id)
    found = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    strings = [str(string or "") for string in found]
    if not all(strings):
        return [Fault(code, "missing", name, "not translated" if not any(strings) else "a plural form is empty")]
    faults = [Fault(code, "fuzzy", name)] if message.fuzzy else []
    ids = list(message.id) if isinstance(message.id, (list, tuple)) else [message.id]
    if message.pluralizable:
        forms = int(re.match(r"nplurals=(\d+)", PLURAL_FORMS[code])[1])  # type: ignore[index]
        if len(strings) != forms:
            faults.append(Fault(code, "plurals", name, f"{len(strings)} forms instead of {forms}"))
    places = placeholders(ids[-1])
    for form, string in enumerate(strings):
        # A form for exactly one or two may say the number in a word instead of showing it.
        in_a_word = {"n"} if message.pluralizable and form in _forms_for_one_number(code) else set()
        lost = places - placeholders(string) - in_a_word
        invented = placeholders(string) - places
        if lost or invented:
            faults.append(Fault(code, "placeholders", name, f"lost {sorted(lost)}, invented {sorted(invented)}"))
    addresses = set(re.findall(r"\]\(([^)]+)\)|(https?://\S+?)(?=[)\s]|$)", ids[0]))
    if not all(any(part and part in strings[0] for part in address) for address in addresses):
        faults.append(Fault(code, "links", name, "an address is missing"))
    return faults


def _forms_for_one_number(code: str) -> set[int]:
    """The plural forms that only a single number takes: in Arabic those for 0, 1 and 2."""
    form_of = c2py(PLURAL_FORMS[code].split("plural=")[1])
    forms = Counter(form_of(n) for n in range(200))
    return {form for form, numbers in forms.items() if numbers == 1}


def placeholders(text: str) -> set[str]:
    """The named places of a sentence.

    >>> sorted(placeholders("Of {base} people, {n} were chosen.")), placeholders("{")
    (['base', 'n'], {'(broken)'})
    """
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"(broken)"}


def _first(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else str(text[0])
