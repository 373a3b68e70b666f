"""The decisions of a log from a day on."""

from __future__ import annotations

import datetime
import re
from typing import Any

import narwhals as nw

from toolkit.audit.counting.sources import open_table, require_columns, rows_of
from toolkit.errors import AuditError, EmptyTable, translatable

NOT_YEAR_FIRST = translatable(
    "“{value}” in “{column}” is not written year first (2026-03-01), so it cannot be told what lies before {day}. "
    "Write the days so, or leave out what lies before."
)
_YEAR_FIRST = re.compile(r"\d{4}-\d{2}-\d{2}")


def decisions_since(table: Any, when: str, day: datetime.date) -> Any:
    """The rows of a table or file whose day is this one or later; rows without a day are not among them.

    Raises
    ------
    ColumnNotFound, EmptyTable, AuditError
    """
    opened = open_table(table)
    require_columns(opened.frame, [when])
    column = nw.col(when)
    kind = opened.frame.collect_schema()[when]
    if kind in (nw.Date, nw.Datetime):  # by parts: not every backend compares a moment with a day
        number = column.dt.year() * 10_000 + column.dt.month() * 100 + column.dt.day()
        kept = opened.frame.filter(number >= int(day.strftime("%Y%m%d")))
    else:
        text = column.cast(nw.String)
        for (one,) in rows_of(opened.frame.select(text.alias("day")).filter(~nw.col("day").is_null()).head(50)):
            if not _YEAR_FIRST.match(str(one).strip()) and str(one).strip():
                raise AuditError(NOT_YEAR_FIRST, value=str(one), column=when, day=day.isoformat())
        kept = opened.frame.filter(text.str.slice(0, 10) >= nw.lit(day.isoformat()))
    ((rows,),) = rows_of(kept.select(nw.len().alias("rows")))
    if not rows:
        raise EmptyTable(opened.name)
    return kept.to_native()
