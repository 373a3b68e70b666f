"""An attack on published tables, with no code of the publishing step in it.

The attacker has every number that is shown, knows that counts are whole and not below nothing, and asks by integer
programming for the smallest and the largest that each secret can be.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from toolkit.audit.suppression.publishing import LetOut
from toolkit.course.dashboards.publishing import Count, Layout, Published, publish

EXAMPLES = 2 if settings.get_current_profile_name() == "quick" else 8
TOPICS, CLAUSES, STATES = ("t1", "t2", "t3"), ("c1", "c2", "c3"), ("open", "won", "refused")
KINDS = tuple(itertools.product(TOPICS, CLAUSES, STATES))
TWO_TABLES = [Layout("topics", 0, 2, TOPICS, STATES), Layout("clauses", 1, 2, CLAUSES, STATES)]


def sums_of(layout: Layout) -> dict[tuple[str, str], np.ndarray]:
    """Every number of a table, by row and column (empty: all of them), as a sum over kinds."""
    return {
        (row, column): np.array(
            [float(row in ("", kind[layout.row]) and column in ("", kind[layout.column])) for kind in KINDS]
        )
        for row in ("", *layout.rows)
        for column in ("", *layout.columns)
    }


def shown(table: Published, row: str, column: str) -> int | None:
    if row and column:
        return table.cell(row, column)
    return table.of_row(row) if row else table.of_column(column) if column else table.total


def secrets(layouts: Sequence[Layout], behind: dict[tuple[str, ...], set[str]], fewest: int) -> dict[str, np.ndarray]:
    """Each number of few, and each rest of a row, column or table that is of few."""
    found = {}
    for layout in layouts:
        sums = sums_of(layout)
        for (row, column), vector in sums.items():
            parts = {"": vector}
            if row and column:
                parts |= {"rest of row": sums[row, ""] - vector, "rest of column": sums["", column] - vector}
            elif row or column:
                parts |= {"rest": sums["", ""] - vector}
            for name, part in parts.items():
                people = set().union(*(behind[kind] for kind, there in zip(KINDS, part, strict=True) if there), set())
                if 0 < len(people) < fewest:
                    found[f"{layout.name} {row} {column} {name}"] = part
    return found


def worked_out(counts: Sequence[Count], tables: Sequence[Published], fewest: int) -> list[str]:
    """What the attacker knows: secrets of one possible value, and sums of people that can be nothing but few."""
    behind: dict[tuple[str, ...], set[str]] = defaultdict(set)
    numbers: dict[tuple[str, ...], int] = defaultdict(int)
    by_people = not any(one.source for one in counts)
    for place, one in enumerate(counts):
        numbers[one.kind] += one.number
        behind[one.kind] |= {one.source} if one.source else {f"{place}.{n}" for n in range(one.number)}
    truth = np.array([float(numbers[kind]) for kind in KINDS])
    rows, values = [], []
    for table in tables:
        for (row, column), vector in sums_of(table.layout).items():
            number = shown(table, row, column)
            if number is not None:
                assert number == vector @ truth, "what is shown is true"
                rows.append(vector)
                values.append(float(number))
    known = [LinearConstraint(np.array(rows), values, values)] if rows else []
    found = []
    for name, part in secrets([table.layout for table in tables], behind, fewest).items():
        low, high = (
            milp(sign * part, constraints=known, integrality=np.ones(len(KINDS), dtype=np.int64), bounds=Bounds(0, 500))
            for sign in (1, -1)
        )
        assert low.success
        assert high.success
        smallest, largest = round(low.fun), round(-high.fun)
        if smallest == largest or (by_people and smallest > 0 and largest < fewest):
            found.append(f"{name}: {smallest} to {largest}")
    return found


FEW_OR_MANY = st.integers(0, 6) | st.integers(0, 2) | st.integers(3, 40) | st.just(0)
SOURCES = st.sampled_from(["A", "B", "C", "D", "E"])


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(FEW_OR_MANY, min_size=len(KINDS), max_size=len(KINDS)), st.sampled_from([TWO_TABLES, TWO_TABLES[:1]]))
@pytest.mark.slow
def test_few_people_cannot_be_worked_out(numbers: list[int], layouts: list[Layout]) -> None:
    counts = [Count(kind, number) for kind, number in zip(KINDS, numbers, strict=True)]
    assert worked_out(counts, publish(counts, layouts, 5), 5) == []


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(KINDS), SOURCES, st.integers(1, 12)), max_size=40))
@pytest.mark.slow
def test_few_unions_cannot_be_worked_out(handed: list[tuple[tuple[str, ...], str, int]]) -> None:
    counts = [Count(kind, number, source) for kind, source, number in handed]
    assert worked_out(counts, publish(counts, TWO_TABLES, 3), 3) == []


def test_the_attacker_succeeds_where_only_small_numbers_are_blanked() -> None:
    numbers = {("t1", "c1", "won"): 12, ("t1", "c1", "refused"): 2, ("t2", "c1", "won"): 30, ("t2", "c1", "refused"): 9}
    counts = [Count(kind, number) for kind, number in numbers.items()]
    everything = publish(counts, TWO_TABLES[:1], 0)[0]
    assert not everything.hides
    naive = replace(
        everything, cells={key: None if number and number < 5 else number for key, number in everything.cells.items()}
    )
    assert worked_out(counts, [naive], 5)
    table = publish(counts, TWO_TABLES[:1], 5)[0]
    assert worked_out(counts, [table], 5) == []
    # The sums tell enough, and none of them gives the two away.
    assert (table.of_row("t1"), table.of_row("t2"), table.of_column("won"), table.of_column("refused")) == (
        14,
        39,
        42,
        11,
    )
    assert (table.cell("t1", "refused"), table.cell("t2", "refused")) == (None, None)
    assert table.cell("t3", "won") == 0, "nobody is no secret"


def test_many_things_of_one_union_are_a_secret_of_it() -> None:
    row = [Count(("t1", "c1", "won"), 1, union) for union in ("A", "B", "C")]
    row += [Count(("t1", "c1", "refused"), 40, "A"), *(Count(("t1", "c1", "open"), 2, union) for union in "ABCD")]
    table = publish(row, TWO_TABLES[:1], 3)[0]
    assert table.cell("t1", "refused") is None
    assert [table.cell("t1", state) for state in ("open", "won")].count(None) == 1, "another one hides it"
    assert table.total == 51
    assert worked_out(row, [table], 3) == []


def test_two_tables_of_the_same_things_do_not_tell_by_each_other() -> None:
    """By topic nothing is small; by clause three were refused, and both tables together must not tell."""
    counts = [Count(("t1", "c1", "won"), 20), Count(("t1", "c2", "refused"), 3), Count(("t1", "c1", "refused"), 9)]
    counts += [Count(("t2", "c3", "won"), 11), Count(("t2", "c3", "refused"), 7)]
    tables = publish(counts, TWO_TABLES, 5)
    assert worked_out(counts, tables, 5) == []
    assert tables[0].cell("t1", "refused") == 12
    assert tables[1].cell("c2", "refused") is None


def test_nothing_counted_is_nothing_shown_of_anybody() -> None:
    table = publish([], TWO_TABLES[:1], 5)[0]
    assert (table.total, table.hides) == (0, False)
    small = publish([Count(("t1", "c1", "won"), 3)], TWO_TABLES[:1], 5)[0]
    assert small.total is None
    assert small.cell("t1", "won") is None
    assert small.cell("t1", "refused") is None, "where three people are, not even a nobody is told"


def test_work_grows_with_what_is_counted_and_not_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each count is looked at once; what follows depends on the kinds alone, however many counts there are."""
    steps = {"counts": 0, "sums": 0}
    add = LetOut.add

    def counted_add(self: LetOut, *vectors: Any) -> bool:
        steps["sums"] += 1
        return add(self, *vectors)

    monkeypatch.setattr(LetOut, "add", counted_add)

    def watched(size: int) -> Iterator[Count]:
        for place in range(size):
            steps["counts"] += 1
            yield Count(KINDS[place % len(KINDS)], 1, "ABCDE"[place % 5])

    def work(size: int) -> tuple[int, int]:
        steps.update(counts=0, sums=0)
        publish(watched(size), TWO_TABLES, 3)
        return steps["counts"], steps["sums"]

    small, large = work(1000), work(4000)
    assert large == (4 * small[0], small[1])
