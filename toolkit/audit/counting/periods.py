"""Days of decisions, put together by day, month, quarter or year."""

from __future__ import annotations

import datetime
from typing import Any

import narwhals as nw

from toolkit.audit.counting.reading.days import LENGTH
from toolkit.audit.counting.roles import Roles
from toolkit.audit.counting.sources import Frame
from toolkit.documents.brought.cell_text import as_text
from toolkit.errors import DataError, translatable


def period_keys(
    frame: Frame, roles: Roles, odd: bool = False, zone: str | None = None, has_offsets: bool = False
) -> dict[str, nw.Expr]:
    """What to group by, so that a day comes back in its period; whole days where they are `odd`ly written.

    Parameters
    ----------
    zone
        Whose days are meant. A DuckDB relation over a file knows it already.
    has_offsets
        Whether texts say how far their clock was from UTC: then whole moments are needed.
    """
    assert roles.when is not None
    column = nw.col(roles.when)
    kind = frame.collect_schema()[roles.when]
    if kind in (nw.Date, nw.Datetime):
        if zone is not None and getattr(kind, "time_zone", None) and isinstance(frame, nw.DataFrame):
            column = column.dt.convert_time_zone(zone)
        keys = {"year": column.dt.year()}
        if roles.period != "year":
            keys["month"] = column.dt.month()
        if roles.period == "day":
            keys["day"] = column.dt.day()
        return keys
    if zone is not None and has_offsets:
        return {"date text": column.cast(nw.String)}
    length = LENGTH if odd else {"year": 4, "month": 7, "quarter": 7, "day": 10}[roles.period or "month"]
    return {"date text": column.cast(nw.String).str.slice(0, length)}


def period_of(by_key: dict[str, Any], roles: Roles) -> str | None:
    """The period of a row, as 2026-11 or 2026-Q4; None where no day is known."""
    if roles.when is None:
        return None
    if "date text" in by_key:
        text = as_text(by_key["date text"])
        if text is None:
            return None
        try:
            if len(text) < {"year": 4, "day": 10}.get(roles.period or "month", 7):
                raise ValueError  # a year alone is in no month
            day = datetime.date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10])
        except ValueError as error:
            raise DataError(
                translatable("“{value}” in “{column}” is not a date as it is read here. Write dates like 2026-11-24."),
                value=text,
                column=roles.when,
            ) from error
        year, month, of_month = day.year, day.month, day.day
    else:
        parts = [as_text(by_key.get(name)) for name in ("year", "month", "day")]
        if parts[0] is None:
            return None
        year, month, of_month = (int(part or 1) for part in parts)
    match roles.period:
        case "year":
            return f"{year:04d}"
        case "quarter":
            return f"{year:04d}-Q{(month + 2) // 3}"
        case "day":
            return f"{year:04d}-{month:02d}-{of_month:02d}"
    return f"{year:04d}-{month:02d}"
