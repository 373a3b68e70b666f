"""What is said in another turn, or in another sentence, is no loss; what only looks like it is one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon
from toolkit.bargaining.counter.meanings.party_names import party_names, with_our_names
from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.replies import gravity
from toolkit.bargaining.counter.sentences.frames import compare_sentences

HERE = Path(__file__).parent
TEXTS = yaml.safe_load((HERE / "turns.yml").read_text(encoding="utf-8"))
WORDS = yaml.safe_load((HERE / "other_words.yml").read_text(encoding="utf-8"))


def pairs(key: str, of: dict[str, dict[str, list[list[str]]]] = TEXTS) -> list[tuple[str, ...]]:
    return [(language, *pair) for language, texts in of.items() for pair in texts[key]]


@pytest.mark.parametrize(("language", "ours", "theirs"), pairs("alike"))
def test_what_is_said_in_another_turn_is_no_loss(language: str, ours: str, theirs: str) -> None:
    found = judge(ours, theirs, lexicon(language))
    assert [one.id for one in found.noticed if one.effect == "weakened"] == []
    assert not (found.sure and found.kind == "reworded")


@pytest.mark.parametrize(("language", "ours", "theirs"), pairs("alike", WORDS))
def test_what_is_said_in_other_words_is_no_loss(language: str, ours: str, theirs: str) -> None:
    found = judge(ours, theirs, lexicon(language))
    assert [one.id for one in found.noticed if one.effect == "weakened"] == []


@pytest.mark.parametrize(("language", "ours", "theirs"), [*pairs("less"), *pairs("less", WORDS)])
def test_what_only_looks_like_another_turn_is_a_loss(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind == "weakened"


@pytest.mark.parametrize(("language", "ours", "theirs", "signal"), pairs("first"))
def test_what_the_words_do_is_told_first(language: str, ours: str, theirs: str, signal: str) -> None:
    told = [one for one in judge(ours, theirs, lexicon(language)).noticed if one.effect == "weakened"]
    assert min(told, key=lambda one: gravity(one.id)).id == signal


@pytest.mark.parametrize(("language", "ours", "theirs"), pairs("kept"))
def test_who_pays_decides_and_proves_as_before_takes_nothing(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind != "weakened"


def lost(ours: str, theirs: str, language: str) -> list[str]:
    noticed = compare_sentences(ours, theirs, lexicon(language)).noticed
    return [one.id for one in noticed if one.effect == "weakened"]


@pytest.mark.parametrize("language", TEXTS)
def test_what_was_moved_into_a_sentence_beside_it_is_not_missing(language: str) -> None:
    ours, moved, missing = TEXTS[language]["moved"]
    assert "pays" in lost(ours, missing, language)
    assert lost(ours, moved, language) == []


def test_what_they_give_in_a_sentence_of_its_own_lessens_nothing() -> None:
    ours = "The Employer hands the Union the figures every year."
    further = " A summary of them hangs in every hall."
    instead = " The figures are handed over in a summary."
    assert judge(ours, ours + further, lexicon("en")).kind != "weakened"
    assert judge(ours, ours + instead, lexicon("en")).kind == "weakened"


def test_a_not_that_is_gone_is_told_whatever_stands_beside_it() -> None:
    ours = "The Employer shall not use the tool to rank Workers, and shall not sell it."
    theirs = (
        "The Employer shall use the tool to rank Workers, and shall not sell it. It shall not use the tool at night."
    )
    assert lost(ours, theirs, "en")


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "other"),
    [
        ("en", "The Employer pays.", "The Trust pays.", "another trust"),
        ("fr", "L'Employeur paie.", "L'Office paie.", "d'office"),
        ("es", "El Empleador paga.", "El Consorcio paga.", "otro consorcio"),
        ("pt", "O Empregador paga.", "O Consórcio paga.", "outro consórcio"),
    ],
)
def test_a_name_that_has_a_capital_stands_for_nobody_without_it(
    language: str, ours: str, theirs: str, other: str
) -> None:
    same = same_words(language)
    names = party_names([(ours, theirs)] * 2, same)
    assert list(names.values()) == ["@employer"]
    assert other in with_our_names(f"{theirs} {other}", names, same)
    assert with_our_names(theirs, names, same).casefold() == ours.casefold()
    small = party_names([(ours, theirs.lower())] * 2, same)  # who writes it small means the party
    assert with_our_names(theirs.lower(), small, same).casefold() == ours.casefold()
