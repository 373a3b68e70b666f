"""YAML that somebody else wrote: texts, whole and broken numbers, days, lists and entries, and no more of it than fits.

What YAML can do besides only helps to harm: references, types of one's own, numbers to the base of 60 or 16, entries
within entries without end.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

import yaml

MOST_ENTRIES = 20_000
DEEPEST = 20
_DAY = "day"
_WHOLE = re.compile(r"[-+]?[0-9]{1,15}\Z", re.ASCII)
_BROKEN = re.compile(
    r"(?:[-+]?(?:[0-9]{1,15}\.[0-9]{0,30}|\.[0-9]{1,30})(?:[eE][-+][0-9]{1,3})?|[-+]?\.inf|\.nan)\Z", re.ASCII
)


class PlainLoader(yaml.SafeLoader):
    """Reads plain YAML and refuses the rest with `yaml.YAMLError`."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def __init__(self, stream: Any) -> None:
        super().__init__(stream)
        self._entries = self._depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """One entry, if it is plain and there is room for it."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("a reference to another entry")
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "tag", None) not in (None, "!"):
            raise yaml.YAMLError("a type of its own")
        self._entries += 1
        self._depth += 1
        if self._entries > MOST_ENTRIES:
            raise yaml.YAMLError(f"more than {MOST_ENTRIES} entries")
        if self._depth > DEEPEST:
            raise yaml.YAMLError(f"more than {DEEPEST} levels")
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """Named entries, each name once."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if len(keys) != len({str(key) for key in keys}):
            raise yaml.YAMLError("the same entry twice")
        return super().construct_mapping(node, deep)


for _tag, _pattern, _first in (
    ("int", _WHOLE, "-+0123456789"),
    ("float", _BROKEN, "-+0123456789."),
    (
        "bool",
        re.compile(r"(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\Z"),
        "yYnNtTfFoO",
    ),
    ("null", re.compile(r"(?:~|null|Null|NULL|)\Z"), ["~", "n", "N", ""]),
    ("timestamp", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9:.Z+-]{1,20})?\Z", re.ASCII), "0123456789"),
):
    PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", _pattern, list(_first))


def read_plain(data: bytes) -> Any:
    """What stands in a YAML file.

    Raises
    ------
    yaml.YAMLError, UnicodeDecodeError, ValueError
        With the reason, in English.

    Examples
    --------
    >>> read_plain(b"days: 30\\nstarts: 2026-12-01\\nat: 1:59:59\\n")
    {'days': 30, 'starts': datetime.date(2026, 12, 1), 'at': '1:59:59'}
    """
    return yaml.load(data.decode("utf-8"), Loader=PlainLoader)


def answer(data: bytes, _name: str, _told: Mapping[str, Any], _tell: Any) -> tuple[Any, tuple[bytes, ...]]:
    """What a process that reads it apart answers: days as a pair, and what is wrong as a word, not an error."""
    try:
        return {"read": _plain(read_plain(data))}, ()
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        return {"wrong": " ".join(str(error).split())[:200]}, ()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {"entries": [[_plain(key), _plain(one)] for key, one in value.items()]}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, datetime.date):
        return {_DAY: value.isoformat(), "time": isinstance(value, datetime.datetime)}
    return value


def taken_up(value: Any) -> Any:
    """What such a process answered, as it was read there."""
    if isinstance(value, list):
        return [taken_up(one) for one in value]
    if not isinstance(value, dict):
        return value
    if _DAY in value:
        kind = datetime.datetime if value["time"] else datetime.date
        return kind.fromisoformat(value[_DAY])
    return {taken_up(key): taken_up(one) for key, one in value["entries"]}
