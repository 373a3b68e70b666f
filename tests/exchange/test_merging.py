"""Two unions' files become one: in any order, however often, with nothing taken back that returns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as some

from toolkit.exchange import Merged, Shared, merge, read_records, write_records

DAY = date(2026, 12, 1)
RECORD = Shared("Nurses’ Union", "a1b2c3d4e5f6", 1, DAY, tried="We asked.", expires=date(2028, 1, 1))

# Few names and versions, so that the same record often comes in several ways.
RECORDS = some.builds(
    Shared,
    author=some.sampled_from(["A", "B"]),
    id=some.sampled_from(["a1b2c3d4e5f6", "b1b2c3d4e5f6"]),
    version=some.integers(1, 3),
    written=some.sampled_from([DAY, date(2026, 12, 2)]),
    tried=some.sampled_from(["one", "two"]),
    retracted=some.sampled_from([False, False, False, True]),
)
FILES = some.lists(RECORDS, max_size=8)
often = settings(max_examples=150, deadline=None)


@often
@given(FILES, FILES)
def test_it_does_not_matter_who_merges_with_whom(first: list[Shared], second: list[Shared]) -> None:
    assert merge(first, second) == merge(second, first)


@often
@given(FILES, FILES, FILES)
def test_it_does_not_matter_which_two_come_first(a: list[Shared], b: list[Shared], c: list[Shared]) -> None:
    assert merge(merge(a, b), c) == merge(a, merge(b, c))


@often
@given(FILES)
def test_merging_again_changes_nothing(records: list[Shared]) -> None:
    once = merge(records)
    assert merge(once, once) == once
    assert merge(once, records) == once
    assert Merged(tuple(sorted(read_records(write_records(once.records))))) == once, "a file holds all of it"


@often
@given(FILES)
def test_nothing_that_was_taken_back_is_left_and_nothing_else_is_lost(records: list[Shared]) -> None:
    merged = merge(records)
    gone = {one.key for one in records if one.retracted}
    assert {one.key for one in merged.tombstones} == gone
    assert {one.key for one in merged.live} == {one.key for one in records} - gone
    assert all(not one.tried for one in merged.tombstones)


def test_the_newest_version_holds_whichever_file_brings_it() -> None:
    newer = replace(RECORD, version=2, tried="We asked twice.")
    assert merge([RECORD], [newer]).live == merge([newer], [RECORD]).live == (newer,)


def test_two_sayings_under_one_version_are_both_kept_and_shown() -> None:
    other = replace(RECORD, tried="We were told no.")
    merged = merge([RECORD], [other])
    assert set(merged.live) == {RECORD, other}
    assert merged.conflicts == (tuple(sorted((RECORD, other))),)
    assert merge(merged, [replace(RECORD, version=2)]).conflicts == (), "the author has said what holds"


def test_two_unions_may_have_the_same_id() -> None:
    other = replace(RECORD, author="Clerks’ Union")
    merged = merge([RECORD], [other])
    assert len(merged.live) == 2
    assert not merged.conflicts


def test_an_old_copy_does_not_bring_back_what_was_taken_back_nor_does_a_later_version() -> None:
    mark = RECORD.tombstone(DAY)
    assert merge([mark], [RECORD, replace(RECORD, version=7)]).records == (mark,)


def test_what_no_longer_holds_is_marked_and_stays() -> None:
    merged = merge([RECORD])
    assert merged.expired(date(2028, 1, 1)) == (), "the last day still counts"
    assert merged.expired(date(2028, 1, 2)) == merged.live == (RECORD,)
