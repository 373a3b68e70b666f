"""A gain is told where a number is better, or where a small edit alone makes the difference: never beside much else."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon
from toolkit.bargaining.counter.signals import Noticed
from toolkit.bargaining.counter.weighing.gains import without_unproved_gains

OURS = "The Employer keeps the archive open for visitors until noon."
WRITTEN = Noticed("written-more", "strengthened", "It has to be in writing now.")
NUMBER = Noticed("number-better", "strengthened", "Better than ours.")
LOSS = Noticed("may", "weakened", "A may.")
EDITED = OURS.replace("open", "open, in writing,")


def ids(*noticed: Noticed, theirs: str = EDITED) -> list[str]:
    return [one.id for one in without_unproved_gains(noticed, OURS, theirs, lexicon("en"))]


def test_a_small_edit_is_proof_and_a_sentence_written_anew_is_none() -> None:
    assert ids(WRITTEN) == ["written-more"]
    assert ids(WRITTEN, theirs="Visitors who ask in writing find the archive open until the Employer closes it.") == []


def test_the_word_must_stand_in_the_edit() -> None:
    assert ids(WRITTEN, theirs=OURS.replace("noon", "dusk")) == []


def test_beside_a_loss_or_a_doubt_no_words_are_a_gain() -> None:
    assert ids(WRITTEN, LOSS) == ["may"]
    assert ids(WRITTEN, Noticed("may", "doubtful", "A may.")) == ["may"]


def test_a_better_number_is_a_gain_whatever_stands_beside_it() -> None:
    assert ids(NUMBER, WRITTEN, LOSS, theirs="Whatever.") == ["number-better", "may"]


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        # Each was told as a gain once, and takes something away.
        (
            "pt",
            "Portar uma Câmera Corporal é voluntário e pode ser encerrado a qualquer momento.",
            "Porta a Câmera Corporal o Trabalhador que, até ao início do turno, não tenha declarado por escrito que "
            "não o deseja.",
        ),
        (
            "en",
            "Every person who performs work for the Employer through a Contractor is an Outsourced Worker.",
            "Every employee of a Contractor who works for the Employer under a contract is an Outsourced Worker.",
        ),
    ],
)
def test_what_takes_is_not_called_strengthened(language: str, ours: str, theirs: str) -> None:
    judged = judge(ours, theirs, lexicon(language))
    assert judged.kind != "strengthened"
    assert judged.kind == "weakened" or not judged.sure


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "This Agreement may be changed only in writing.", "This Agreement may be amended only in writing."),
        (
            "pt",
            "O Sindicato poderá manifestar-se no prazo de 45 dias.",
            "O Sindicato poderá pronunciar-se no prazo de 45 dias.",
        ),
        (
            "es",
            "El Empleador deberá informar por escrito a esa persona.",
            "Esa persona deberá ser informada por escrito por el Empleador.",
        ),
    ],
)
def test_other_words_for_the_same_are_no_gain(language: str, ours: str, theirs: str) -> None:
    judged = judge(ours, theirs, lexicon(language))
    assert judged.kind == "reworded"
    assert not [one for one in judged.noticed if one.effect == "strengthened"]
