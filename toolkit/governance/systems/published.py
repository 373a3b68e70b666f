"""Thirty systems that public bodies have published, from `datasets/systems`, to look at and to compare with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from toolkit.errors import DataError, RecordError
from toolkit.governance.systems.register import Systems
from toolkit.governance.systems.standards import layouts
from toolkit.governance.systems.system import System
from toolkit.governance.systems.text_record import system_of
from toolkit.registers.fields import load_list
from toolkit.registers.locate import folder

TITLES = {
    "united-kingdom": "Algorithmic Transparency Recording Standard, United Kingdom",
    "netherlands": "Algoritmeregister, Netherlands",
}
_NEEDED = ("name", "place", "purpose", "source", "published", "read_on", "licence", "note")


@cache
def published_systems() -> tuple[Systems, ...]:
    """The registers that we ship, each with its title.

    >>> [(register.title.split(",")[-1].strip(), len(register)) for register in published_systems()]
    [('Netherlands', 14), ('United Kingdom', 16)]
    """
    return read_published(folder("datasets") / "systems" / "records")


def read_published(directory: Path) -> tuple[Systems, ...]:
    """Read the registers of a folder and refuse them as a whole if a record does not hold.

    Raises
    ------
    RecordError
        Naming the file, the record and the field.
    """
    return tuple(_register(path) for path in sorted(directory.glob("*.yml")))


def _register(path: Path) -> Systems:
    found: list[System] = []
    for number, raw in enumerate(load_list(path), start=1):
        where = f"systems/records/{path.name}, entry {number}"
        try:
            system = system_of(raw, path.name, number)
        except DataError as error:
            raise RecordError(where, str(error)) from error
        for field in _NEEDED:
            if system[field].state != "answered":
                raise RecordError(where, f"“{field}” must be filled in")
        if not system["source"].text.startswith("https://"):
            raise RecordError(where, "“source” must be an address that begins with https://")
        if system["layout"].text and system["layout"].text not in layouts():
            raise RecordError(where, f"“layout” must be one of: {', '.join(layouts())}")
        found.append(system)
    return Systems(tuple(found), title=TITLES.get(path.stem, path.stem))
