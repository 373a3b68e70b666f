"""A British record as its page shows it, copied as text: the labelled fields of the standard, back as a record."""

from __future__ import annotations

import re
from typing import Any

from toolkit.errors import DataError, translatable
from toolkit.governance.systems.answer import plain
from toolkit.governance.systems.standards import Layout, LayoutField, layouts

NO_PAGE = translatable(
    "This text has no fields of the British standard, such as “1.1 - Organisation or department”. Copy the whole page "
    "of the record, from its title to its end."
)
_HEADING = re.compile(r"^(?:\d+\.)*\d+\.?\s*[-–]\s*(?P<label>\S.{0,80})$")
_SECTION = re.compile(r"^Tier \d\b(?P<of>.*)$")
_WITHOUT_NUMBER = ("Name", "Description", "Website URL", "Contact email")
_NEWER = ("third party", "human review", "system-level input")  # labels of version 4.0 alone


def read_atrs_page(text: str) -> tuple[dict[str, Any], str]:
    """A published page as a record by the names of the standard's fields, and the id of its version.

    A field that comes again, as where a tool has several models, holds a list.

    Raises
    ------
    DataError
        If the text has no such field.

    >>> read_atrs_page("A: Tool\\nTier 1 Information\\n1 - Name\\nTool\\nTier 2 - Owner\\n1.2 - Team\\nRosters")[0]
    {'title': 'A: Tool', 'name': 'Tool', 'team': 'Rosters'}
    """
    lines = plain(text).split("\n")
    labels = {_label(line) for line in lines}
    layout = layouts()["atrs-4.0" if labels & set(_NEWER) else "atrs-3.0"]
    record: dict[str, Any] = {"title": lines[0].strip()} if lines[0].strip() else {}
    here: list[str] = []
    key = "one_sentence_description"
    section, fields_found = "", 0
    for line in lines[1:]:
        found = _field(layout, _label(line), section)
        if found is None and not (part := _SECTION.match(line.strip())):
            here.append(line)
            continue
        _put(record, key, here)
        here, key = [], found.key if found is not None else ""
        if found is not None:
            fields_found += 1
        elif part:
            section = part["of"].casefold()
    _put(record, key, here)
    if not fields_found:
        raise DataError(NO_PAGE)
    return record, layout.id


def _put(record: dict[str, Any], key: str, lines: list[str]) -> None:
    text = plain("\n".join(lines))
    if not key or not text:
        return
    if key in record and key not in ("title", "one_sentence_description"):
        before = record[key]
        record[key] = [*before, text] if isinstance(before, list) else [before, text]
    else:
        record[key] = text


def _label(line: str) -> str:
    match = _HEADING.match(line.strip())
    label = match["label"] if match else line
    # Some pages number no field of the first part; what stands in a text may be called so anywhere else.
    return label.strip().casefold() if match or line.strip() in _WITHOUT_NUMBER else ""


def _field(layout: Layout, label: str, section: str) -> LayoutField | None:
    """The field with that label; where two have it, the one of the section that the page is at."""
    named = [one for one in layout.fields if label and one.label.casefold() == label]
    if len(named) > 1:
        for word in ("operational", "development"):
            if word in section:
                return next((one for one in named if one.key.startswith(word)), named[0])
        if "tool spec" in section:
            return named[-1]
    return named[0] if named else None
