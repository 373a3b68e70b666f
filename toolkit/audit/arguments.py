"""What people hand to the audit, checked at the door: every wrong kind of argument is said in a sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from numbers import Integral, Real
from typing import Any

from toolkit.documents.brought.cell_text import as_text
from toolkit.errors import AuditError, translatable

_LONGEST = 60

NO_LOG = translatable(
    "audit() takes a DecisionLog, which says what the columns of a table mean. Write audit(DecisionLog({table}, "
    "decision=…, selected=[…], effect=…, groups=[…])). The table has the columns: {columns}."
)
NO_LOG_NOR_TABLE = translatable(
    "audit() takes a DecisionLog and not “{value}”. Make one of your table or file first: DecisionLog(table, "
    "decision=…, selected=[…], effect=…, groups=[…])."
)
WANTS_COLUMN = translatable(
    "{argument} takes the name of a column as text, not “{value}”. The table has the columns: {columns}."
)
WANTS_COLUMNS = translatable(
    "{argument} takes names of columns in a list, not “{value}”. The table has the columns: {columns}."
)
WANTS_VALUES = translatable("{argument} takes values of “{column}” in a list, such as [“yes”], not “{value}”.")
WANTS_NUMBER = translatable("{argument} takes a number such as {example}, not “{value}”.")
WANTS_KIND = translatable("{argument} takes {wanted}, not “{value}”.")
ROLES_NOT_SAID = translatable(
    "What the columns mean is not said yet: give {missing}. The table has the columns: {columns}."
)
CONFIDENCE = translatable("The confidence {value} is not between 0 and 1. Give a share such as 0.95.")
SMALLEST_CELL = translatable(
    "The smallest cell {value} is not a whole number, 0 or more. Give the fewest people to show."
)
NO_SUCH_FIELD = translatable("Findings of the kind “{kind}” have no “{name}”. Ask for them by: {available}.")
WRONG_EFFECT = translatable(
    "The effect “{effect}” is not known. Is being selected good for people? Say “benefit”, or “burden”."
)


def shown(value: Any) -> str:
    """A value as it can stand in a sentence: short, on one line.

    >>> shown(None), shown({"a": 1})
    ('None', "{'a': 1}")
    """
    if hasattr(value, "shape") or hasattr(value, "to_native") or callable(value):
        return type(value).__name__
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def check_column(argument: str, value: Any, columns: Iterable[str], optional: bool = False) -> str | None:
    """The name of a column, or nothing where that is allowed."""
    if value is None and optional:
        return None
    if isinstance(value, str) and value:
        return value
    raise AuditError(WANTS_COLUMN, argument=argument, value=shown(value), columns=list(columns))


def check_columns(argument: str, value: Any, columns: Iterable[str]) -> tuple[str, ...]:
    """Names of columns; one alone need not stand in a list, and None means none.

    >>> check_columns("groups", "sex", ["sex"]), check_columns("within", None, ["sex"])
    (('sex',), ())
    """
    if value is None:
        return ()
    listed = [value] if isinstance(value, str) else _listed(value)
    if listed is None or not all(isinstance(name, str) and name for name in listed):
        raise AuditError(WANTS_COLUMNS, argument=argument, value=shown(value), columns=list(columns))
    return tuple(str(name) for name in listed)


def check_values(argument: str, column: str, value: Any) -> tuple[str, ...]:
    """Values of a column as the texts that they are compared by; None means none."""
    if value is None:
        return ()
    listed = [value] if isinstance(value, (str, int, float, bool)) else _listed(value)
    if listed is None or any(isinstance(one, (list, tuple, set, dict, bytes)) for one in listed):
        raise AuditError(WANTS_VALUES, argument=argument, column=column, value=shown(value))
    return tuple(text for text in map(as_text, listed) if text is not None)


def check_effect(value: Any) -> None:
    """Whether being selected is good or bad for people has to be one of two words."""
    if not isinstance(value, str) or value not in ("benefit", "burden"):
        raise AuditError(WRONG_EFFECT, effect=shown(value))


def check_kind(argument: str, value: Any, wanted: type | tuple[type, ...] | None, named: str) -> None:
    """None, or a value of a kind (something that can be called, if no kind is given)."""
    fits = callable(value) if wanted is None else isinstance(value, wanted)
    if value is not None and not fits:
        raise AuditError(WANTS_KIND, argument=argument, wanted=named, value=shown(value))


def check_share(argument: str, value: Any, example: str) -> float:
    """A number that is not below zero."""
    if not isinstance(value, Real) or isinstance(value, bool) or not 0 <= float(value) < math.inf:
        raise AuditError(WANTS_NUMBER, argument=argument, example=example, value=shown(value))
    return float(value)


def check_confidence(value: Any) -> float:
    """A share between 0 and 1, neither of them."""
    if not isinstance(value, Real) or isinstance(value, bool) or not 0 < float(value) < 1:
        raise AuditError(CONFIDENCE, value=shown(value))
    return float(value)


def check_smallest_cell(value: Any) -> int:
    """The fewest people to show: a whole number, 0 or more."""
    if not is_whole(value) or value < 0:
        raise AuditError(SMALLEST_CELL, value=shown(value))
    return int(value)


def is_whole(value: Any) -> bool:
    """Whether this is a whole number; True is none.

    >>> is_whole(10), is_whole(True), is_whole("10")
    (True, False, False)
    """
    return isinstance(value, Integral) and not isinstance(value, bool)


def require_roles(said: Mapping[str, Any], columns: Iterable[str]) -> None:
    """The four things that every log has to say: the first thing a newcomer leaves out."""
    missing = [name for name, value in said.items() if value is None or (isinstance(value, str) and not value)]
    if missing:
        raise AuditError(ROLES_NOT_SAID, missing=missing, columns=list(columns))


def no_such_field(kind: str, name: str, available: Iterable[str]) -> AuditError:
    """What to say where a finding is asked for by something that findings of its kind do not have."""
    return AuditError(NO_SUCH_FIELD, kind=kind, name=name, available=sorted(available))


def _listed(value: Any) -> list[Any] | None:
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable) or hasattr(value, "columns"):
        return None
    try:
        return list(value)
    except Exception:  # a lazy column of some backend
        return None
