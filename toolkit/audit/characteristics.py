"""By what people are grouped: a column of the log, or several crossed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.audit.counting.counts import UNKNOWN, Codes, CountTable


@dataclass(frozen=True)
class Characteristic:
    """One way of grouping people: a column, or several crossed."""

    name: str
    groups: tuple[str, ...]
    codes: Codes  # one a cell of the count table
    crossed: bool = False
    columns: tuple[str, ...] = ()  # what is crossed

    @property
    def known(self) -> list[int]:
        """The groups that can be compared."""
        return [code for code, group in enumerate(self.groups) if group != UNKNOWN]


def cross_characteristics(cells: CountTable, names: tuple[str, ...]) -> Characteristic:
    """Several characteristics as one; where any part is unknown, so is the whole."""
    together = list(zip(*(cells.codes[name].tolist() for name in names), strict=True))
    label_of = {}
    for codes in dict.fromkeys(together):
        parts = [cells.labels[name][code] for name, code in zip(names, codes, strict=True)]
        label_of[codes] = UNKNOWN if UNKNOWN in parts else " × ".join(parts)
    order = sorted(dict.fromkeys(label_of.values()), key=lambda label: label == UNKNOWN)
    index = {label: code for code, label in enumerate(order)}
    whole = np.array([index[label_of[codes]] for codes in together], dtype=np.int64)
    return Characteristic(" × ".join(names), tuple(order), whole, crossed=True, columns=names)
