"""What has been let out, against plain linear algebra with fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.audit.publishing import LetOut

KINDS = 6
SUMS = st.lists(st.booleans(), min_size=KINDS, max_size=KINDS).filter(any).map(np.array)


def rank(sums: list[np.ndarray]) -> int:
    rows = [[Fraction(int(number)) for number in one] for one in sums]
    found = 0
    for column in range(KINDS):
        pivot = next((row for row in range(found, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for row in range(found + 1, len(rows)):
            factor = rows[row][column] / rows[found][column]
            rows[row] = [one - factor * other for one, other in zip(rows[row], rows[found], strict=True)]
        found += 1
    return found


def worked_out(secret: np.ndarray, out: list[np.ndarray]) -> bool:
    return rank([*out, secret]) == rank(out)


class Plain:
    """The same promise, kept slowly."""

    def __init__(self, secrets: list[np.ndarray]) -> None:
        self.secrets, self.out = secrets, list[np.ndarray]()

    def add(self, *sums: np.ndarray) -> bool:
        if any(worked_out(secret, [*self.out, *sums]) for secret in self.secrets):
            return False
        self.out += sums
        return True


@settings(max_examples=150, deadline=None)
@given(
    st.lists(SUMS, min_size=1, max_size=4),
    st.lists(st.tuples(SUMS, SUMS), max_size=12),
    st.permutations(range(KINDS)),
    st.lists(SUMS, min_size=1, max_size=5),
)
def test_pairs_and_single_kinds_are_let_out_as_plain_algebra_would(
    secrets: list[np.ndarray],
    pairs: list[tuple[np.ndarray, np.ndarray]],
    order: list[int],
    asked: list[np.ndarray],
) -> None:
    people = np.array([30, 4, 12, 7, 25, 9])
    fast, plain = LetOut(np.array(secrets), people), Plain(secrets)
    for one, other in pairs:
        inside = one & other
        both = (inside if inside.any() else one).astype(np.int64), other.astype(np.int64)
        assert fast.add(*both) == plain.add(*both)
    units = np.eye(KINDS, dtype=np.int64)[order]
    assert fast.add_single(np.array(order)).tolist() == [plain.add(unit) for unit in units]
    for sums in asked:
        assert fast.reveals(sums.astype(np.int64)) == worked_out(sums, plain.out)
    for one, other in pairs:  # what was refused has left nothing behind, and nothing is forgotten
        assert fast.add(one.astype(np.int64), other.astype(np.int64)) == plain.add(one, other)


def test_more_sums_than_there_was_room_for_are_kept() -> None:
    kinds = 150
    out = LetOut(np.eye(kinds, dtype=bool)[:1])
    pairs = np.eye(kinds, dtype=np.int64)[1:-1] + np.eye(kinds, dtype=np.int64)[2:]
    assert all(out.add(pair) for pair in pairs)
    assert out.reveals(pairs[::2].sum(axis=0))
    assert not out.reveals(np.eye(kinds, dtype=np.int64)[0])
    assert not out.reveals(np.eye(kinds, dtype=np.int64)[1])
