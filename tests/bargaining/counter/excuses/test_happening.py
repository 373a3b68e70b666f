"""A clause that only says that it happens, each time, and one that brings an event of its own."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

CARRIED = [
    (
        "pt",
        "Por dia em que uma rampa quebrada impedir um Trabalhador de entrar, o Empregador deverá pagar-lhe "
        "como se tivesse trabalhado.",
        "Se uma rampa quebrada impedir um Trabalhador de entrar, o Empregador deverá pagar-lhe, por cada "
        "dia em que isso aconteça, como se tivesse trabalhado.",
    ),
    (
        "es",
        "Por día en que una rampa rota impida a un Trabajador entrar, el Empleador le pagará como si "
        "hubiera trabajado.",
        "Si una rampa rota impide a un Trabajador entrar, el Empleador le pagará, por cada día en que ello "
        "ocurra, como si hubiera trabajado.",
    ),
    (
        "en",
        "Per day on which a broken ramp keeps a Worker out, the Employer shall pay as if the Worker had worked.",
        "If a broken ramp keeps a Worker out, the Employer shall pay, for each day on which this happens, "
        "as if the Worker had worked.",
    ),
    (
        "fr",
        "Par jour où une rampe cassée empêche un Travailleur d’entrer, l’Employeur le paie comme s’il avait travaillé.",
        "Si une rampe cassée empêche un Travailleur d’entrer, l’Employeur le paie, pour chaque jour où cela "
        "se produit, comme s’il avait travaillé.",
    ),
]
OWN = [
    (
        "pt",
        "Por dia em que uma rampa quebrada impedir um Trabalhador de entrar, o Empregador deverá pagar-lhe "
        "como se tivesse trabalhado.",
        "Se uma rampa quebrada impedir um Trabalhador de entrar, o Empregador deverá pagar-lhe, por cada "
        "dia em que isso aconteça na sede, como se tivesse trabalhado.",
    ),
    (
        "pt",
        "O Empregador deverá pagar 50 euros por dia de atraso.",
        "O Empregador deverá pagar 50 euros por cada dez dias de atraso.",
    ),
    (
        "en",
        "The Employer repairs the ramp at once.",
        "The Employer repairs the ramp at once where an accident happens.",
    ),
    (
        "pt",
        "O Empregador deverá consertar a rampa.",
        "O Empregador deverá consertar a rampa quando ocorrer um acidente.",
    ),
    ("es", "El Empleador reparará la rampa.", "El Empleador reparará la rampa cuando suceda un accidente."),
]


@pytest.mark.parametrize(("language", "ours", "theirs"), CARRIED)
def test_that_it_happens_is_no_word_put_in(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind == "reworded"


@pytest.mark.parametrize(("language", "ours", "theirs"), OWN)
def test_what_has_to_happen_now_is_told(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind == "weakened"
