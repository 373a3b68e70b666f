"""A clause of one's own begins as a copy under a new name, and is read like any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.bargaining import Agreement, library, use_clause
from toolkit.bargaining.agreements.saving import save, written
from toolkit.bargaining.clauses import library as clauses
from toolkit.bargaining.clauses.library import read_clause
from toolkit.bargaining.clauses.own_clause import copy_clause
from toolkit.documents import write_text
from toolkit.errors import RecordError, SetupError, UnknownClause


def test_a_copy_is_a_clause_of_its_own(tmp_path: Path) -> None:
    place = copy_clause("bias", tmp_path / "own" / "night-rest")
    clause = read_clause(place)
    assert clause.id == "night-rest"
    assert clause.texts == library()["bias"].texts
    assert clause.blanks == library()["bias"].blanks
    assert "night-rest" not in library()


def test_every_clause_of_the_library_can_be_the_beginning(tmp_path: Path) -> None:
    for name, clause in library().items():
        assert read_clause(copy_clause(name, tmp_path / f"own-{name}")).strengths == clause.strengths


def test_what_was_changed_stays_when_the_copy_is_asked_for_again(tmp_path: Path) -> None:
    place = copy_clause("bias", tmp_path / "mine")
    words = (place / "en.md").read_text("utf-8")
    (place / "en.md").write_text(words.replace("title: ", "title: My "), encoding="utf-8")
    assert read_clause(copy_clause("bias", place)).text("en").title.startswith("My ")


def test_a_change_that_does_not_hold_is_refused_with_its_place(tmp_path: Path) -> None:
    place = copy_clause("bias", tmp_path / "mine")
    words = (place / "en.md").read_text("utf-8")
    (place / "en.md").write_text(words.replace("{{ remedy_days }}", "{{ nights }}"), encoding="utf-8")
    with pytest.raises(RecordError, match=r"clauses/mine/en\.md.*nights"):
        read_clause(place)


@pytest.mark.parametrize("name", ["Night", "9nights", "a b", "-x", "x" * 60])
def test_a_name_that_cannot_be_an_id_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SetupError, match="small letters"):
        copy_clause("bias", tmp_path / name)


def test_an_unknown_beginning_and_a_place_that_takes_nothing_are_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnknownClause):
        copy_clause("nothing", tmp_path / "mine")
    (tmp_path / "file").write_text("x")
    with pytest.raises(SetupError, match="could not be written"):
        copy_clause("bias", tmp_path / "file" / "mine")


def test_a_draft_is_read_from_bytes_as_from_its_file(tmp_path: Path) -> None:
    draft = Agreement(title="t", union="u", employer="e", place="KE").add("bias", blanks={"remedy_days": 20})
    assert save(draft, tmp_path / "d.yml").read_bytes() == written(draft)
    assert Agreement.read(written(draft), "d.yml") == draft == Agreement.open(tmp_path / "d.yml")


@pytest.fixture
def forgotten() -> Iterator[None]:
    """Clauses of one's own that a test brings in are gone after it."""
    yield
    clauses.read_library.cache_clear()
    clauses._own.clear()


@pytest.mark.usefixtures("forgotten")
def test_a_draft_uses_a_clause_of_ones_own_like_any_other(tmp_path: Path) -> None:
    place = copy_clause("train", tmp_path / "night-rest")
    words = (place / "en.md").read_text("utf-8").replace("title: ", "title: Rest at night and ")
    (place / "en.md").write_text(words, "utf-8")
    clause = use_clause(place)
    assert library()["night-rest"] is clause
    blanks = {blank.name: blank.example for blank in clause.blanks}
    draft = Agreement(title="t", union="u", employer="e", place="KE").add("night-rest", blanks=blanks)
    assert "Rest at night and " in write_text(draft.document("table"))
    draft.save(tmp_path / "d.yml")
    assert Agreement.open(tmp_path / "d.yml") == draft
    assert use_clause(place) == clause, "it can be read again after a change"


@pytest.mark.usefixtures("forgotten")
def test_a_clause_of_ones_own_takes_no_name_of_the_library(tmp_path: Path) -> None:
    place = copy_clause("bias", tmp_path / "mine")
    renamed = place.rename(tmp_path / "bias")
    written = (renamed / "clause.yml").read_text("utf-8").replace("id: mine", "id: bias")
    (renamed / "clause.yml").write_text(written, "utf-8")
    with pytest.raises(RecordError, match="has a clause of that name"):
        use_clause(renamed)
    needy = copy_clause("bias", tmp_path / "needy")
    written = (needy / "clause.yml").read_text("utf-8").replace("requires: []", "requires: [nothing-like-it]")
    (needy / "clause.yml").write_text(written, "utf-8")
    with pytest.raises(RecordError, match="nothing-like-it"):
        use_clause(needy)
