"""What has been let out, against plain linear algebra: exact in whole numbers, and by directions at right angles."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.audit.suppression import publishing
from toolkit.audit.suppression.publishing import LetOut, choose_shown

KINDS = 6
SUMS = st.lists(st.booleans(), min_size=KINDS, max_size=KINDS).filter(any).map(np.array)


def rank(sums: list[np.ndarray]) -> int:
    """The rank of sums, by elimination without fractions."""
    rows = [[int(number) for number in one] for one in sums]
    found = 0
    for column in range(KINDS):
        pivot = next((row for row in range(found, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for row in range(found + 1, len(rows)):
            factor, whole = rows[row][column], rows[found][column]
            rows[row] = [whole * one - factor * other for one, other in zip(rows[row], rows[found], strict=True)]
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


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(SUMS, SUMS), min_size=1, max_size=4),
    st.lists(st.integers(1, KINDS - 1), max_size=2, unique=True),
    st.lists(SUMS, min_size=1, max_size=3),
    st.lists(SUMS, min_size=1, max_size=8),
)
def test_what_is_kept_later_does_not_come_out_with_what_is_out_already(
    pairs: list[tuple[np.ndarray, np.ndarray]], singles: list[int], later: list[np.ndarray], asked: list[np.ndarray]
) -> None:
    secret = np.eye(KINDS, dtype=bool)[0]
    fast, plain = LetOut(secret[None]), Plain([secret])
    for one, other in pairs:
        assert fast.add(one.astype(np.int64), other.astype(np.int64)) == plain.add(one, other)
    if singles:
        units = np.eye(KINDS, dtype=np.int64)[singles]
        assert fast.add_single(np.array(singles)).tolist() == [plain.add(unit) for unit in units]
    fresh = [one for one in later if not worked_out(one, plain.out)]
    fast.keep(fresh)
    plain.secrets += fresh
    for sums in asked:
        assert fast.add(sums.astype(np.int64)) == plain.add(sums)
    for one in fresh:
        assert not fast.reveals(one.astype(np.int64))


def test_more_sums_than_there_was_room_for_are_kept() -> None:
    kinds = 150
    out = LetOut(np.eye(kinds, dtype=bool)[:1])
    pairs = np.eye(kinds, dtype=np.int64)[1:-1] + np.eye(kinds, dtype=np.int64)[2:]
    assert all(out.add(pair) for pair in pairs)
    assert out.reveals(pairs[::2].sum(axis=0))
    assert not out.reveals(np.eye(kinds, dtype=np.int64)[0])
    assert not out.reveals(np.eye(kinds, dtype=np.int64)[1])


def test_the_many_may_go_first_where_everything_gets_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which of 96 kinds and of their margins come out, against ranks of plain matrices, one after the other."""
    shapes = (4, 4, 3, 2)  # three characteristics, and whether the decision was yes
    codes = np.array(list(np.ndindex(*shapes))).T
    taken = []
    monkeypatch.setattr(publishing, "_let_out_many_first", noting(publishing._let_out_many_first, taken))
    for seed in range(8):
        chance = np.random.default_rng(seed)
        people = chance.integers(20, 300, codes.shape[1])
        hidden = chance.choice(codes.shape[1], 1 + seed % 3, replace=False)
        people[hidden] = chance.integers(1, 10, len(hidden))
        if seed % 4 == 3:  # an office in which nearly nobody is: a share has to stay in
            people[(codes[0] == 0) & (codes[3] == 1)] = 0
            people[(codes[0] == 0) & (codes[3] == 1) & (codes[1] == 0)] = [2, 0, 3]
        whole = np.array([codes[name] == group for name in range(3) for group in range(shapes[name])])
        counted = whole & (codes[3] == 1)
        shown = choose_shown(counted, whole, whole, [0] * 4 + [1] * 4 + [2] * 3, range(11), whole[:0], people, 10)
        assert (shown.shares.tolist(), shown.kinds.tolist()) == slowly(counted, whole, people, 10)
    assert {True, False} <= set(taken)


def noting(let_out: Any, taken: list[bool]) -> Any:
    def note(*arguments: Any) -> Any:
        answer = let_out(*arguments)
        taken.append(answer is not None)
        return answer

    return note


def slowly(counted: np.ndarray, whole: np.ndarray, people: np.ndarray, smallest: int) -> tuple[list[bool], list[bool]]:
    """The shares in their order, then the kinds from the largest on; what lies in the span of what is out is known."""
    units, span = np.eye(len(people)), np.zeros((0, len(people)))
    parts = [*counted, *(whole & ~counted), *whole]
    secrets = np.array([sums.astype(float) for sums in [*parts, *units] if 0 < sums @ people < smallest])

    def let_out(*sums: np.ndarray) -> bool:
        nonlocal span
        wider = span
        for one in sums:
            rest = one - wider.T @ (wider @ one)
            rest = rest - wider.T @ (wider @ rest)  # once more: what rounding left
            if np.linalg.norm(rest) > 1e-9:
                wider = np.vstack([wider, rest / np.linalg.norm(rest)])
        if (np.abs(secrets - secrets @ wider.T @ wider).max(axis=1) < 1e-9).any():
            return False
        span = wider
        return True

    few = [any(0 < sums @ people < smallest for sums in (k, n & ~k, n)) for k, n in zip(counted, whole, strict=True)]
    shares = [not few[row] and let_out(counted[row], whole[row]) for row in range(len(counted))]
    kinds = [False] * len(people)
    for kind in np.argsort(-people, kind="stable"):
        kinds[kind] = bool(people[kind] >= smallest) and let_out(units[kind])
    return shares, kinds
