"""Records as public bodies publish them, in and out without loss: two versions of the British standard, one Dutch.

A record that comes in is kept whole beside the answers that are read from it. On its way out in the same layout only
the fields change whose answer was changed here; what a layout has no place for travels along under a name of ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from types import MappingProxyType
from typing import Any

from toolkit.errors import DataError, translatable
from toolkit.governance.systems.answer import NOT_READ, NOTHING, Answer, plain
from toolkit.governance.systems.fields import Field, asked, fields
from toolkit.governance.systems.system import System, id_for
from toolkit.governance.systems.text_record import record_of, system_of
from toolkit.languages import Language
from toolkit.registers.fields import Fields, load
from toolkit.registers.locate import folder

UNKNOWN_STANDARD = translatable("There is no layout “{standard}”. Choose one of these: {available}.")
IN_HOUSE = "none"  # as a supplier: it is made in the house
BESIDE = "toolkit_record"  # under which what a layout has no place for travels along
# Each stops at the next sign of a tag, so that no text without end is gone through again and again.
_LINE_TAG = re.compile(r"</?(?:p|div|li|br|ul|ol|table|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)
_WORD_TAG = re.compile(r"</?(?:b|i|u|a|strong|em|span|td|th)\b[^<>]*>", re.IGNORECASE)
_LEAST_SHARED = 3  # fields of a layout by which a record is recognised


@dataclass(frozen=True, slots=True)
class LayoutField:
    """A field of a published layout: its name in files, its label on pages, and our field that it answers, if any."""

    key: str
    label: str
    ours: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout in which systems are published."""

    id: str
    title: str
    place: str
    fields: tuple[LayoutField, ...]
    stages: Mapping[str, str]
    in_house: str = ""  # the field that says “no” where nobody outside has a part in it

    def keys_for(self, field: str) -> tuple[str, ...]:
        """The names under which the layout answers a field of ours; none where it does not ask for it."""
        return tuple(one.key for one in self.fields if one.ours == field)

    def asks(self, field: str) -> bool:
        """Whether the layout has a place for what we ask; the British one has none for effects on staff.

        >>> layouts()["atrs-4.0"].asks("appeal"), layouts()["atrs-4.0"].asks("staff_effect")
        (True, False)
        """
        return bool(self.keys_for(field))


@cache
def layouts() -> Mapping[str, Layout]:
    """The layouts by id: ``atrs-3.0``, ``atrs-4.0``, ``nl-1.0``."""
    content = load(folder("templates") / "governance" / "systems" / "standards.yml")
    found = {}
    for name, raw in content.items():
        entry = Fields(f"governance/systems/standards.yml: {name}", 1, raw)
        entry.known(("title", "place", "stages", "fields"), ("in_house",))
        columns = tuple(LayoutField(*map(str, one)) for one in entry.raw["fields"])
        for one in columns:
            if one.ours and one.ours not in fields():
                raise entry.error(f"“{one.key}” answers “{one.ours}”, which is no field of ours")
        if len({one.key for one in columns}) < len(columns):
            raise entry.error("a field stands there twice")
        stages = MappingProxyType({str(said): str(ours) for said, ours in entry.raw["stages"].items()})
        found[name] = Layout(
            name, entry.text("title"), entry.place("place"), columns, stages, entry.raw.get("in_house", "")
        )
    return MappingProxyType(found)


def find_layout(standard: str) -> Layout:
    """A layout by its id, or an error that lists what there is."""
    if standard not in layouts():
        raise DataError(UNKNOWN_STANDARD, standard=standard, available=list(layouts()))
    return layouts()[standard]


def layout_of(record: Mapping[str, Any]) -> str:
    """In which layout a record is written: the one that knows most of its fields; nothing if none knows enough.

    >>> layout_of({"goal": "…", "organization": "…", "human_intervention": "…", "lang": "NLD"})
    'nl-1.0'
    """
    shared = {name: sum(one.key in record for one in layout.fields) for name, layout in layouts().items()}
    best = max(shared, key=lambda name: shared[name])
    return best if shared[best] >= _LEAST_SHARED else ""


def from_standard(record: Mapping[str, Any], standard: str = "", id: str = "", *, whole: bool = True) -> System:
    """A system from a published record.

    Parameters
    ----------
    record
        The record by the names of the layout's fields. Fields that the layout does not know are kept as they are.
    standard
        The id of the layout; recognised by its fields if left out.
    whole
        Whether the whole record was read. If not, fields of ours that nothing answers count as not read, instead of
        as left empty.

    Raises
    ------
    DataError
        If there is no such layout, or none is recognised.
    """
    layout = find_layout(standard or layout_of(record))
    original = {str(key): value for key, value in record.items() if key != BESIDE}
    answers = _answers(layout, original)
    beside = record.get(BESIDE)
    if isinstance(beside, Mapping):
        kept = system_of(beside)
        changed = {
            name: answer for name, answer in answers.items() if not _written_from(layout, original, name, kept[name])
        }
        return System(kept.id, {**kept.answers, **changed}, {**kept.further, layout.id: original})
    if not whole:
        unread = {one.id: NOT_READ for one in asked() if layout.asks(one.id)}
        answers = unread | answers
    answers.setdefault("place", Answer("answered", layout.place))
    answers["layout"] = Answer("answered", layout.id)
    return System(id or id_for(answers.get("name", NOTHING).text), answers, {layout.id: original})


def to_standard(system: System, standard: str) -> dict[str, Any]:
    """A system as a record in a published layout; `from_standard` makes the same system of it again.

    Raises
    ------
    DataError
        If there is no such layout.
    """
    layout = find_layout(standard)
    original = system.further.get(layout.id)
    record: dict[str, Any] = dict(original) if isinstance(original, Mapping) else {}
    came = _answers(layout, record)
    for name in fields():
        keys = layout.keys_for(name)
        answer = NOTHING if system[name].state == "not_read" else system[name]
        if not keys or answer == came.get(name, NOTHING):
            continue
        for key in keys:
            record.pop(key, None)
        if answer != NOTHING:
            record[keys[0]] = _said(layout, fields()[name], answer)
    again = from_standard(record, layout.id, system.id)
    further = {name: value for name, value in system.further.items() if name != layout.id}
    if again.answers != system.answers or further:
        record[BESIDE] = record_of(System(system.id, system.answers, further))
    return record


def _answers(layout: Layout, record: Mapping[str, Any]) -> dict[str, Answer]:
    """What a record answers, by our fields."""
    found = {}
    for name, field in fields().items():
        texts = [text for key in layout.keys_for(name) if (text := _text(record.get(key)))]
        text = layout.stages.get(texts[0], texts[0]) if name == "stage" and texts else "\n\n".join(texts)
        if (answer := field.read(text)) != NOTHING:
            found[name] = answer
    if _text(record.get(layout.in_house)).casefold().strip(".") == "no" and not _is_named(found.get("supplier")):
        found["supplier"] = Answer("answered", IN_HOUSE)
    return found


def _is_named(answer: Answer | None) -> bool:
    return answer is not None and answer.state == "answered"


def _written_from(layout: Layout, record: Mapping[str, Any], name: str, answer: Answer) -> bool:
    """Whether what stands in a record is what we ourselves would write there for an answer."""
    keys = [key for key in layout.keys_for(name) if key in record]
    if _answers(layout, {key: record[key] for key in keys}).get(name, NOTHING) == answer:
        return True
    return len(keys) == 1 and record[keys[0]] == _said(layout, fields()[name], answer)


def _said(layout: Layout, field: Field, answer: Answer) -> str:
    if field.id == "stage" and answer.state == "answered":
        return next((said for said, ours in layout.stages.items() if ours == answer.text), answer.text)
    return answer.text if answer.state == "answered" else field.show(answer, Language("en"))


def _text(value: Any) -> str:
    """A value of a record as plain text: markup taken off, lists below each other, links with their titles."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(text for one in value if (text := _text(one)))
    if isinstance(value, Mapping):
        return " – ".join(text for one in value.values() if (text := _text(one)))
    text = str(value)
    bare = _WORD_TAG.sub("", _LINE_TAG.sub("\n", text))
    if bare == text:
        return plain(text)
    return "\n".join(line for line in (" ".join(line.split()) for line in unescape(bare).split("\n")) if line)
