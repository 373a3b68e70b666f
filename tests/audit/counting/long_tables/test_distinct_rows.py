"""Rows of codes, against numpy's own way of finding the different ones."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from toolkit.audit.counting.long_tables.distinct_rows import distinct_rows

CODES = st.integers(-1, 3) | st.sampled_from([0, 2**21, 2**40])  # the last so large that products would overflow


@given(st.integers(1, 6).flatmap(lambda width: st.lists(st.tuples(*[CODES] * width), min_size=1, max_size=30)))
def test_rows_are_found_as_numpy_finds_them(rows: list[tuple[int, ...]]) -> None:
    table = np.array(rows, dtype=np.int64)
    wanted, first, which = np.unique(table, axis=0, return_index=True, return_inverse=True)
    found = distinct_rows(list(table.T))
    assert found[0].tolist() == wanted.tolist()
    assert found[1].tolist() == first.tolist()
    assert found[2].tolist() == which.reshape(-1).tolist()


def test_yes_and_no_are_codes_too() -> None:
    rows, _, which = distinct_rows([np.array([True, False, True]), np.array([-1, 0, -1])])
    assert rows.tolist() == [[0, 0], [1, -1]]
    assert which.tolist() == [1, 0, 1]
