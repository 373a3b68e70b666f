"""What clauses fix, as data: read whole, refused with the place, and told in every language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toolkit.bargaining import library
from toolkit.bargaining.agreements.draft import DraftArticle
from toolkit.bargaining.clauses.fixed import KINDS, things
from toolkit.errors import RecordError
from toolkit.languages import KNOWN


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{kind: keep, of: worker_data, at_most: 10}", "“at_most” must hold a time"),
        ("{kind: group, of: work_figure, at_least: 10 days}", "“at_least” must hold a number without a unit"),
        ("{kind: keep, of: worker_data, at_most: practice_years}", "it must be a blank of this clause"),
        ("{kind: keep, of: weather, at_most: 10 days}", "“of” is “weather”"),
        ("{kind: settles, of: record}", "“about” belongs to “settles”"),
        ("{kind: settles, of: record, about: rest}", "“about” is “rest”"),
        ("{kind: keep, of: record, about: keep, at_most: 1 days}", "“about” belongs to “settles”"),
        ("{kind: consents, of: new_system, who: everybody}", "“who” is “everybody”"),
        ("{kind: group, of: work_figure, at_least: 5, where: {nothing: [a]}}", "“where” must name one of the blanks"),
        ("{kind: group, of: work_figure, at_least: 5, where: {subjects: [weather]}}", "“subjects” has weather"),
        ("{kind: keep, of: worker_data, at_least: yearly_hours, in: [minimum]}", "which minimum does not use"),
    ],
)
def test_what_a_record_fixes_wrongly_is_refused(fixing: Callable[..., DraftArticle], line: str, complaint: str) -> None:
    with pytest.raises(RecordError, match=complaint):
        fixing("mine", line)


def test_only_the_report_of_an_article_is_a_thing_that_each_has_of_its_own() -> None:
    assert [thing.id for thing in things().values() if thing.own] == ["report"]


def test_things_have_words_in_every_language_and_every_kind_is_used() -> None:
    for thing in things().values():
        assert set(thing.words.languages) == set(KNOWN), thing.id
    used = {fix.kind for clause in library().values() for fix in clause.fixes}
    assert used == set(KINDS)
    assert all(clause.fixes for clause in library().values())


def test_responsibility_orders_no_keeping_of_what_others_delete() -> None:
    (keep,) = [fix for fix in library()["liability"].fixes if fix.kind == "keep"]
    assert keep.unless == ("monitoring_data", "prompt_record")
