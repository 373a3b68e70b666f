"""Bands for numbers: ages as age groups, and points on either side of a threshold."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from numbers import Real
from typing import Any

import narwhals as nw

from toolkit.audit.counting.reading.note import Note
from toolkit.audit.counting.reading.numbers import NumberStyle, style_of
from toolkit.audit.counting.score_bins import has_score
from toolkit.audit.counting.sources import Opened
from toolkit.errors import AuditError, DataError, translatable
from toolkit.languages import KNOWN, Language, strip
from toolkit.registers.codebook import Codebook

Bands = Mapping[str, tuple[float, ...]]

MOST_EDGES = 20
WANTS_EDGES = translatable(
    "bands takes, for each column, a rising list of the numbers at which a band begins, such as “age”: [30, 45, 60], "
    "not “{value}”."
)
NOT_NAMED = translatable(
    "“{column}” has bands, but is neither the decision, the outcome, a characteristic nor a stratum. Name it as one of "
    "these, or leave its bands out."
)
UNDER = translatable("under {edge}")
OVER = translatable("{edge} or over")
FROM_TO = translatable("{low} to {high}")
FROM_TO_UNDER = translatable("from {low} to under {high}")
_NUMBER = r"^[+-]?[0-9]+[.]?[0-9]*$"  # without groups, of which pandas would warn


def check_bands(bands: Any, columns: Sequence[str]) -> Bands | None:
    """The edges as numbers; refuses what cannot be cut, and columns that mean nothing here.

    >>> check_bands({"age": [35, 45]}, ["age", "hired"])
    {'age': (35.0, 45.0)}
    """
    if bands is None:
        return None
    if not isinstance(bands, Mapping) or not bands or not all(map(_are_edges, bands.values())):
        raise AuditError(WANTS_EDGES, value=str(bands)[:60])
    for column in bands:
        if column not in columns:
            raise AuditError(NOT_NAMED, column=str(column))
    return {column: tuple(float(edge) for edge in edges) for column, edges in bands.items()}


def _are_edges(edges: Any) -> bool:
    if not isinstance(edges, list | tuple) or not 0 < len(edges) <= MOST_EDGES:
        return False
    if not all(isinstance(one, Real) and not isinstance(one, bool) and math.isfinite(one) for one in edges):
        return False
    return all(low < high for low, high in zip(edges, edges[1:], strict=False))


def names_of(edges: Sequence[float]) -> tuple[str, ...]:
    """What the bands between these edges are called; each begins with its edge, and the next one begins a new band.

    Whole edges are told as ages are: somebody of 44 and a half years is 44.

    >>> names_of([30, 45, 46]), names_of([0.5, 1.5])
    (('<30', '30–44', '45', '≥46'), ('<0.5', '0.5–<1.5', '≥1.5'))
    """
    whole = all(edge == int(edge) for edge in edges)
    texts = [f"{edge:.0f}" if whole else f"{edge:g}" for edge in edges]
    between = []
    for place, high in enumerate(edges[1:]):
        last = f"{high - 1:.0f}" if whole else f"<{texts[place + 1]}"
        between.append(texts[place] if last == texts[place] else f"{texts[place]}–{last}")
    return (f"<{texts[0]}", *between, f"≥{texts[-1]}")


def say_band(name: str, edges: Sequence[float], language: Language | str) -> str:
    """A band as people say it: signs for less and more change their side where a line runs from right to left.

    >>> [say_band(name, [30, 45, 46], "en") for name in names_of([30, 45, 46])]
    ['under 30', '30 to 44', '45', '46 or over']
    >>> say_band("0.5–<1.5", [0.5, 1.5], "en"), say_band("n/a", [30], "en")
    ('from 0.5 to under 1.5', 'n/a')
    """
    speech, names = Language.of(language), names_of(edges)
    if name not in names:
        return name
    place, shown = names.index(name), [_shown(edge, speech) for edge in edges]
    if place == 0:
        return strip(speech.say(UNDER, edge=shown[0]))
    if place == len(edges):
        return strip(speech.say(OVER, edge=shown[-1]))
    low, high = shown[place - 1], shown[place]
    if "–<" in name:
        return strip(speech.say(FROM_TO_UNDER, low=low, high=high))
    if "–" not in name:
        return low
    return strip(speech.say(FROM_TO, low=low, high=_shown(edges[place] - 1, speech)))


def _shown(edge: float, speech: Language) -> str:
    """An edge with the digits that it has; a whole one as it is, because it may be a year."""
    text = f"{edge:g}" if edge != int(edge) else f"{edge:.0f}"
    decimals = len(text.partition(".")[2])
    return speech.number(edge, decimals) if decimals and "e" not in text else text


def with_band_words(codebook: Codebook, bands: Bands | None) -> Codebook:
    """The codebook with words for bands that it has no words for."""
    if not bands:
        return codebook
    known = codebook.record.get("columns")
    columns: dict[str, Any] = dict(known) if isinstance(known, Mapping) else {}
    for column, edges in bands.items():
        entry = dict(columns[column]) if isinstance(columns.get(column), Mapping) else {}
        values = dict(entry["values"]) if isinstance(entry.get("values"), Mapping) else {}
        said = {name: {"label": {code: say_band(name, edges, code) for code in KNOWN}} for name in names_of(edges)}
        columns[column] = {**entry, "values": {**said, **values}}
    return codebook.saying({"columns": columns}, {})


def band_of(number: float, edges: Sequence[float]) -> str:
    """The name of the band in which a number lies.

    >>> [band_of(number, [30, 45]) for number in (29.9, 30, 44, 45)]
    ['<30', '30–44', '30–44', '≥45']
    """
    return names_of(edges)[sum(number >= edge for edge in edges)]


def numbers_of(texts: Iterable[str], column: str, decimal: str | None = None) -> dict[str, float]:
    """The texts of a column that are numbers, as they are counted; none where they can be read in two ways.

    >>> numbers_of(["1.234,5", "7", "n/a"], "pay")
    {'1.234,5': 1234.5, '7': 7.0}
    """
    listed = list(texts)
    try:
        style, _ = style_of(listed, column, decimal, whole=False)
    except DataError:
        return {}
    plain = {text: text.strip() if style.is_plain else style.plain(text.strip()) for text in listed}
    return {text: float(one) for text, one in plain.items() if re.fullmatch(_NUMBER, one, flags=re.ASCII)}


def banded(opened: Opened, bands: Bands | None) -> Opened:
    """The table with the name of its band in place of each number; texts that are no numbers stay as they are."""
    if not bands:
        return opened
    sample = opened.sample([*bands])
    made, notes = [], list[Note]()
    for column, edges in bands.items():
        texts = sorted(sample.texts(column))
        style, found = style_of(texts, column, opened.asked.decimal, whole=False)
        notes += [found] if found else []
        made.append(_banded(opened, column, edges, style).alias(column))
    frame = opened.frame.with_columns(*made)
    # What is made of columns cannot be counted by the numbers of the rows in the file.
    return replace(opened, frame=frame, is_long=False, notes=(*opened.notes, *notes))


def _banded(opened: Opened, column: str, edges: Sequence[float], style: NumberStyle) -> nw.Expr:
    cell, kind = nw.col(column), opened.frame.collect_schema()[column]
    if kind.is_numeric():
        number = cell.cast(nw.Float64)
        return nw.when(has_score(number)).then(_named(number, edges))
    text = cell.cast(nw.String)
    plain = style.expression(text.str.strip_chars())
    number = nw.when(plain.str.contains(_NUMBER)).then(plain).cast(nw.Float64)
    return nw.when(has_score(number)).then(_named(number, edges)).otherwise(text)


def _named(number: nw.Expr, edges: Sequence[float]) -> nw.Expr:
    first, *others = names_of(edges)
    named = nw.lit(first)
    for edge, name in zip(edges, others, strict=True):
        named = nw.when(number >= edge).then(nw.lit(name)).otherwise(named)
    return named
