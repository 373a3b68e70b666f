"""Files of SPSS (.sav) and Stata (.dta), read by pyreadstat where it is installed; codes become the words for them."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Callable, Iterable, Mapping
from itertools import zip_longest
from typing import Any

from toolkit.documents.brought.workbooks.arranged import Answer
from toolkit.documents.brought.workbooks.columns import EMPTY, Columns
from toolkit.errors import DataError, UnreadableFile, translatable
from toolkit.registers.text_tables import NO_TABLE

NOT_INSTALLED = translatable(
    "{name} is a file of SPSS or Stata, which needs pyreadstat, and that is not installed here. Save the table as CSV "
    "there, or install the group “survey”."
)
_A_TICK = 5_000


def answer(data: bytes, name: str, told: Mapping[str, Any], tell: Callable[[float], None]) -> Answer:
    """The columns of a file, for the process that asked (`toolkit.documents.brought.table` takes them up)."""
    try:
        import pyreadstat
    except ImportError as error:
        raise DataError(NOT_INSTALLED, name=name) from error
    read = pyreadstat.read_sav if data.startswith(b"$FL") else pyreadstat.read_dta
    try:
        values, about = read(io.BytesIO(data), output_format="dict")
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, TypeError, OverflowError) as error:
        raise UnreadableFile(NO_TABLE, name=name) from error
    if not values:
        raise DataError(EMPTY, name=name)
    columns = Columns(name, values, told["most"])
    size = max(map(len, values.values()))
    labels = about.variable_value_labels
    texts = [_texts(column, labels.get(name, {})) for name, column in values.items()]
    for place, cells in enumerate(zip_longest(*texts, fillvalue="")):
        columns.add(cells)
        if place % _A_TICK == 0:
            tell(place / (size or 1))
    plain, pieces = columns.answer()
    return {**plain, "oddities": {"labelled": [name[:60] for name in labels][:50]}}, pieces


def _texts(values: Iterable[Any], labels: Mapping[Any, str]) -> list[str]:
    """The cells of a column; a code that has a word is that word."""
    words = {_shown(code): str(word) for code, word in labels.items()}
    return [words.get(text, text) for text in map(_shown, values)]


def _shown(value: Any) -> str:
    if hasattr(value, "item"):
        value = value.item()
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return str(value.date() if value.time() == datetime.time() else value)
    return str(value)
