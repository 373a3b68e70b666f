"""By what people are grouped: a column of the log, or several crossed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.audit.counting import UNKNOWN, Codes, CountTable


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
    labels = []
    for position in range(len(cells.people)):
        parts = [cells.labels[name][cells.codes[name][position]] for name in names]
        labels.append(UNKNOWN if UNKNOWN in parts else " × ".join(parts))
    order = sorted(dict.fromkeys(labels), key=lambda label: label == UNKNOWN)
    index = {label: code for code, label in enumerate(order)}
    codes = np.array([index[label] for label in labels], dtype=np.int64)
    return Characteristic(" × ".join(names), tuple(order), codes, crossed=True, columns=names)
