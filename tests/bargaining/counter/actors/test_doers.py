"""Who does what the employer did, where no word says "shall"; and numbers of what comes to us."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("fr", "L’Employeur traduit chaque avis.", "Chaque avis est traduit par un membre du Syndicat."),
        ("en", "The Employer translates each notice.", "Each notice is translated by a member of the Union."),
        ("es", "El Empleador traduce cada aviso.", "Corresponde a los Trabajadores traducir cada aviso."),
        ("pt", "O Empregador traduz cada aviso.", "Cabe aos Trabalhadores traduzir cada aviso."),
    ],
)
def test_what_the_employer_did_falls_to_us(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind == "weakened"


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("fr", "L’Employeur traduit chaque avis.", "Chaque avis est traduit par l’Employeur."),
        ("fr", "L’Employeur informe le Syndicat par écrit.", "L’Employeur écrit au Syndicat pour l’en informer."),
        ("en", "The Employer translates each notice.", "Each notice is translated by the Employer for the Union."),
    ],
)
def test_what_the_employer_does_in_another_voice_is_still_its_own(language: str, ours: str, theirs: str) -> None:
    assert "exchanged" not in {one.id for one in judge(ours, theirs, lexicon(language)).noticed}


def test_the_supplier_in_place_of_the_employer_is_told_wherever_it_stands() -> None:
    ours = "À la demande d’un Travailleur, l’Employeur répare la porte du dépôt."
    theirs = "À la demande d’un Travailleur, le Fournisseur répare la porte du dépôt."
    assert "party-exchanged" in {one.id for one in judge(ours, theirs, lexicon("fr")).noticed}


@pytest.mark.parametrize(
    ("language", "ours", "more", "less"),
    [
        ("fr", "Chaque Travailleur reçoit {} heures de cours.", 12, 3),
        ("fr", "Le Représentant est libéré, sans perte de salaire, à raison de {} heures par mois.", 12, 3),
        ("fr", "Le Syndicat peut donner son avis dans un délai de {} jours.", 45, 5),
        ("fr", "Aucun Travailleur ne peut être licencié dans un délai de {} mois.", 24, 6),
        ("fr", "Les images sont effacées après {} jours.", 3, 30),
        ("fr", "L’Employeur répond dans un délai de {} jours.", 3, 30),
        ("fr", "Les images sont conservées {} jours au plus.", 3, 30),
        ("en", "Every Worker receives {} hours of training.", 12, 3),
        ("en", "The Union may object within {} days.", 45, 5),
        ("es", "Cada Trabajador recibe {} horas de curso.", 12, 3),
        ("pt", "Cada Trabalhador recebe {} horas de curso.", 12, 3),
    ],
)
def test_what_comes_to_us_is_better_where_it_is_more(language: str, ours: str, more: int, less: int) -> None:
    words = lexicon(language)
    assert judge(ours.format(9), ours.format(less), words).kind == "weakened"
    assert judge(ours.format(9), ours.format(more), words).kind == "strengthened"


@pytest.mark.parametrize(("theirs", "kind"), [("la totalité", "reworded"), ("le tiers", "weakened")])
def test_half_of_what_is_paid_that_became_the_whole_takes_nothing(theirs: str, kind: str) -> None:
    assert (
        judge("L’Employeur paie la moitié des frais.", f"L’Employeur paie {theirs} des frais.", lexicon("fr")).kind
        == kind
    )


def test_one_thing_more_that_is_banned_or_ours_is_no_loss() -> None:
    words = lexicon("fr")
    for ours, theirs in (
        ("Nul ne peut être muté pendant l’essai.", "Nul ne peut être muté, noté ou filmé pendant l’essai."),
        (
            "Le Syndicat peut désigner 2 personnes.",
            "Le Syndicat peut désigner 2 personnes et un suppléant pour chacune.",
        ),
    ):
        assert judge(ours, theirs, words).kind != "weakened"
    less = "Nul ne peut être muté pendant l’essai, sauf lundi ou mardi."
    assert judge("Nul ne peut être muté pendant l’essai.", less, words).kind == "weakened"
