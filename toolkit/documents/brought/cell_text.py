"""A value of whatever kind as the text by which it is compared: “1” and 1 are one value."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from typing import Any

from toolkit.documents.brought.workbooks.headings import bare_of


def as_text(value: Any) -> str | None:
    """A value as the text it is compared by; None where it is missing.

    >>> as_text(1.0), as_text("1"), as_text(True), as_text(float("nan")), as_text("  ")
    ('1', '1', 'True', None, None)
    """
    if type(value) is str:  # nearly all are
        return bare_of(value) or None
    if type(value) is int:
        return str(value)
    if hasattr(value, "item"):
        value = value.item()
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, (float, Decimal)):
        if value.is_nan() if isinstance(value, Decimal) else math.isnan(value):
            return None
        if math.isfinite(value) and value == int(value):
            value = int(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return bare_of(str(value)) or None
