"""What people and decisions are called: in the record's words, else by the value, and never a benefit as harm."""

from __future__ import annotations

import pytest

from toolkit.languages import KNOWN, strip
from toolkit.registers.codebook import PHRASES, Codebook, dataset_names, read_codebook

HIRED = Codebook(roles={"decision": "result", "selected": ["hired"], "effect": "benefit"})


def test_without_words_the_value_says_what_was_decided() -> None:
    assert HIRED.phrase("affected", "en") == "had the decision “hired”"
    assert HIRED.phrase("spared", "en") == "did not have the decision “hired”"


@pytest.mark.parametrize(
    ("selected", "said"),
    [
        (["yes"], "had the decision “hired: yes”"),
        (["1"], "had the decision “hired: 1”"),
        (["نعم"], "had the decision “hired: نعم”"),
        (["full", "part"], "had the decision “full / part”"),
        (["a", "b", "c", "d"], "had the decision “a / b / c / …”"),
    ],
)
def test_a_bare_yes_is_said_with_its_column_and_several_values_together(selected: list[str], said: str) -> None:
    assert strip(Codebook(roles={"decision": "hired", "selected": selected}).phrase("affected", "en")) == said


@pytest.mark.parametrize("language", KNOWN)
def test_where_not_even_the_value_is_known_good_and_bad_never_sound_alike(language: str) -> None:
    good, bad, unknown = (
        {Codebook(roles={"effect": effect}).phrase(key, language) for key in ("affected", "spared")}
        for effect in ("benefit", "burden", "")
    )
    assert len(good | bad | unknown) == 6


def test_own_words_for_one_side_give_the_other() -> None:
    book = Codebook(record={"affected": "were hired", "came_true": {"en": "stayed a year", "fr": "sont restées un an"}})
    assert book.phrase("spared", "en") == "were not among those who were hired"
    assert "sont restées un an" in book.phrase("came_untrue", "fr")


@pytest.mark.parametrize(
    ("column", "value", "label"),
    [
        ("sex × children", "men × no", "men, children: no"),
        ("sex × origin", "women × outside Europe", "women, origin: outside Europe"),
        ("children × car", "no × yes", "children: no, car: yes"),
        ("sex × children", "(unknown)", "(unknown)"),
    ],
)
def test_crossed_groups_without_words_can_be_read(column: str, value: str, label: str) -> None:
    assert Codebook().label(column, "en", value) == label


def test_a_group_that_is_a_bare_no_names_its_column() -> None:
    assert Codebook().people("children", "no", "en") == "people in the group “children: no”"
    assert Codebook().people("sex", "men", "en") == "people in the group “men”"


@pytest.mark.parametrize(
    ("dataset", "column", "group", "people"),
    [
        ("hiring-by-hospital", "sex × disability", "men × no", "men without a disability"),
        (
            "hiring-by-hospital",
            "age_group × diploma",
            "35-49 × abroad",
            "applicants aged 35 to 49 with a diploma from abroad",
        ),
        ("compas-2013-2014", "race × sex", "African-American × Female", "Black women"),
        ("welfare-fraud-flags", "origin × sex", "born abroad × women", "women on welfare who were born abroad"),
    ],
)
def test_crossed_groups_of_ours_read_as_people(dataset: str, column: str, group: str, people: str) -> None:
    book = read_codebook(dataset)
    assert book.people(column, group, "en") == book.label(column, "en", group) == people


@pytest.mark.parametrize("dataset", dataset_names())
@pytest.mark.parametrize("language", KNOWN)
def test_every_crossed_group_of_ours_reads_as_people_in_every_language(dataset: str, language: str) -> None:
    book = read_codebook(dataset)
    groups = {name: list(book.record["columns"][name]["values"]) for name in book.roles["groups"]}
    for one in groups:
        for other in list(groups)[list(groups).index(one) + 1 :]:
            for group in (f"{a} × {b}" for a in groups[one] for b in groups[other]):
                said = book.people(f"{one} × {other}", group, language)
                assert not any(sign in said for sign in ("×", ":", "“", "«")), said


def test_no_dataset_of_ours_needs_a_word_that_it_does_not_have() -> None:
    for name in dataset_names():
        book = read_codebook(name)
        wanted = PHRASES if book.roles.get("outcome") else PHRASES[:2]
        assert all(book.text(key, language) for key in wanted for language in KNOWN), name
