"""The different rows of a table of codes, found by one number a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]

_LARGEST = 2**62  # that a number made of a row's codes may be


def distinct_rows(columns: Sequence[NDArray[Any]] | NDArray[Any]) -> tuple[Codes, Codes, Codes]:
    """Each combination of codes once in rising order, where it stands first, and which one each row is.

    The same as ``numpy.unique(…, axis=0)``, which sorts rows by many comparisons; numbers are sorted in a tenth of the
    time. Codes are whole numbers, and few (labels of a column, -1 for unknown).

    >>> rows, first, which = distinct_rows([np.array([1, 0, 1]), np.array([5, -1, 5])])
    >>> rows.tolist(), first.tolist(), which.tolist()
    ([[0, -1], [1, 5]], [1, 0], [1, 0, 1])
    """
    table = np.array([*columns], dtype=np.int64).T
    number = np.zeros(len(table), dtype=np.int64)
    combinations = 1
    for codes in table.T:
        lowest = int(codes.min(initial=0))
        size = int(codes.max(initial=0)) - lowest + 1
        if combinations * size >= _LARGEST:  # numbered anew, so that the product stays small
            number = np.unique(number, return_inverse=True)[1].reshape(-1)
            combinations = int(number.max(initial=0)) + 1
        number = number * size + (codes - lowest)
        combinations *= size
    _, first, which = np.unique(number, return_index=True, return_inverse=True)
    return table[first], first, which.reshape(-1)
