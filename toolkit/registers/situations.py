"""What comes up at work and in public services, and which kinds of rights matter then; read from `datasets/law/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from toolkit.errors import RecordError
from toolkit.languages import KNOWN
from toolkit.registers.fields import Fields, load_list
from toolkit.registers.law import law
from toolkit.registers.locate import folder
from toolkit.registers.words import Words


@dataclass(frozen=True, slots=True)
class Situation:
    """Something that happens, in words, and the kinds of rights that matter then, the most telling first."""

    id: str
    name: Words
    rights: tuple[str, ...]


@cache
def situations() -> Mapping[str, Situation]:
    """All situations by id.

    >>> list(situations())[:3]
    ['hiring_tool', 'monitoring', 'scoring']
    """
    found: dict[str, Situation] = {}
    for number, raw in enumerate(load_list(folder("datasets") / "law" / "situations.yml"), start=1):
        fields = Fields("law/situations.yml", number, raw)
        fields.known(required=("id", "name", "rights"))
        one = Situation(fields.text("id"), fields.words("name", KNOWN), fields.choices("rights", law().rights))
        if one.id in found:
            raise RecordError(f"law/situations.yml: {one.id}", "the “id” is used twice")
        found[one.id] = one
    return MappingProxyType(found)
