"""Cases, practices, actors and figures: the records as published, what is near, and what is refused."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, dataclass
from pathlib import Path
from shutil import copytree

import pytest

from toolkit.errors import DataError, RecordError
from toolkit.languages import KNOWN
from toolkit.registers.exchange.actors import actors
from toolkit.registers.exchange.cases import cases, read_cases
from toolkit.registers.exchange.figures import figures
from toolkit.registers.exchange.nearness import near
from toolkit.registers.exchange.practices import practices
from toolkit.registers.law import Evidence
from toolkit.registers.locate import folder
from toolkit.registers.words import Words


@dataclass(frozen=True)
class Place:
    id: str
    place: str
    region: str
    sectors: tuple[str, ...] = ("health",)
    topics: tuple[int, ...] = (2,)
    checked: Evidence = "secondary"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A copy of the published cases that a test may spoil."""
    return copytree(folder("datasets") / "cases", tmp_path / "cases")


def test_there_are_enough_records_and_most_cases_lie_outside_europe_and_north_america() -> None:
    assert len(cases()) >= 60
    assert len([one for one in cases() if one.region != "Europe" and one.place[:2] not in ("US", "CA")]) >= 30
    assert len(practices()) >= 40
    assert len(actors()) >= 60
    assert len(figures()) >= 25
    assert {one.lesson for one in cases()} == set(range(1, 8))


@pytest.mark.parametrize("one", [*cases(), *practices(), *actors(), *figures()], ids=lambda one: one.id)
def test_a_record_speaks_five_languages_and_says_where_it_comes_from(one: object) -> None:
    words = [value for name in one.__slots__ if isinstance(value := getattr(one, name), Words)]  # type: ignore[attr-defined]
    assert len(words) >= 2
    for each in words:
        said = dict(each.pairs)
        assert set(said) == set(KNOWN)
        assert len(set(said.values())) >= len(KNOWN) - 1
    read = [source.kind for source in one.sources if source.read_on]  # type: ignore[attr-defined]
    checked = one.checked  # type: ignore[attr-defined]
    assert bool(read) == (checked != "memory")
    assert checked != "official" or {"official", "court"} & set(read)


@pytest.mark.parametrize("one", [*cases(), *practices(), *actors(), *figures()], ids=lambda one: one.id)
def test_french_keeps_its_signs_with_the_word_before(one: object) -> None:
    words = [value for name in one.__slots__ if isinstance(value := getattr(one, name), Words)]  # type: ignore[attr-defined]
    for each in words:
        assert not re.search(r"\S [;:?!%»]|« ", each.say("fr")), each.say("fr")


def test_near_ones_come_first_and_none_is_left_out() -> None:
    far = Place("a", "FR", "Europe")
    world = Place("b", "INT", "global")
    region = Place("c", "UG", "Africa")
    other_topic = Place("d", "KE", "Africa", topics=(5,))
    country = Place("e", "KE-30", "Africa")
    water = Place("f", "KE", "Africa", sectors=("water",))
    health = Place("g", "KE", "Africa")
    memory = Place("0", "KE", "Africa", checked="memory")
    asked = near(
        [other_topic, far, world, memory, region, water, country, health], place="KE", sector="health", topic=2
    )
    assert [one.id for one in asked] == ["g", "0", "f", "e", "c", "b", "a", "d"]


@pytest.mark.parametrize("topic", [1, 2, 4, 6, 7])
def test_of_equally_near_cases_those_of_the_lesson_come_first(topic: int) -> None:
    own = [one.lesson == topic for one in near(cases(), topic=topic) if topic in one.topics]
    assert own == sorted(own, reverse=True)
    assert sum(own) >= 3, "a lesson has more than one case"
    here = near(cases(), topic=6, place="KE")[0]
    assert (here.place, here.lesson) == ("KE", 6)


def test_a_slip_in_the_place_is_said() -> None:
    with pytest.raises(DataError):
        near(cases(), place="Kenya")


def test_a_record_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        cases()[0].lesson = 3  # type: ignore[misc]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("region: Africa", "region: Europe", "region"),
        ("kind: press", "kind: hearsay", "kind"),
        ("read_on: 2026-", "read_on: memory # ", "checked"),
        ("link: https://", "link: ", "link"),
        ("topics: [", "topics: [9, ", "topics"),
        ("lesson: ", "lesson: 1", "lesson"),
        ("clauses: [", "clauses: [no-such-clause, ", "clauses"),
        ("until: ", "until: 1", "until"),
        ("happened:", "hapened:", "happened"),
    ],
)
def test_what_does_not_hold_is_refused_by_file_and_field(register: Path, old: str, new: str, said: str) -> None:
    path = register / "records" / "africa.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RecordError) as refused:
        read_cases(register)
    assert "cases/records/africa.yml" in str(refused.value)
    assert said in str(refused.value)


def test_a_case_may_be_invented_if_it_says_so(register: Path) -> None:
    path = register / "records" / "africa.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n  checked:", "\n  synthetic: true\n  checked:", 1), encoding="utf-8")
    assert [one.synthetic for one in read_cases(register)].count(True) == 1
    assert not any(one.synthetic for one in cases())


@pytest.mark.parametrize(
    ("code", "disputed"),
    [("en", "disputed"), ("ar", "محل خلاف"), ("fr", "contesté"), ("es", "discutido"), ("pt", "controverso")],
)
def test_who_reviewed_the_fraud_findings_of_michigan_is_said_to_be_disputed(code: str, disputed: str) -> None:
    case = next(one for one in cases() if one.id == "us-mi-midas")
    figure = next(one for one in figures() if one.id == "us-midas-wrong")
    assert disputed in case.say(code)
    assert disputed in figure.say(code)
    assert any("agency’s own" in said for said in case.alleged)
