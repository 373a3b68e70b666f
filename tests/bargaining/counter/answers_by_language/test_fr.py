"""What French answers taught: the same in other words is no loss, and what only looks like it is one."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

# Ours, the same in their words, and a near miss that takes something.
PAIRS = [
    (
        "Un Délégué et un cadre comptent les heures et signent un relevé.",
        "Un Délégué et un cadre comptent les heures et un relevé est signé par tous deux.",
        "Un Délégué et un cadre comptent les heures et un relevé peut être signé par tous deux.",
    ),
    (
        "Le Syndicat peut donner son avis dans un délai de 20 jours à compter de la remise du plan.",
        "Le Syndicat dispose, pour donner son avis, d’un délai de 20 jours à compter de la remise du plan.",
        "Le Syndicat dispose, pour donner son avis, d’un délai de 10 jours à compter de la remise du plan.",
    ),
    (
        "L’Employeur paie le transport de nuit dans un délai de 15 jours.",
        "Le transport de nuit est payé par l’Employeur dans un délai de 15 jours.",
        "Le transport de nuit est payé par le Travailleur dans un délai de 15 jours.",
    ),
    (
        "Si d’autres bulletins portent la même erreur, l’Employeur les corrige sans qu’ils le demandent.",
        "Si d’autres bulletins portent la même erreur, l’Employeur les corrige d’office.",
        "Si d’autres bulletins portent la même erreur, l’Employeur les corrige à leur demande.",
    ),
    (
        "Une photo ou un message ne peut être utilisé contre un Travailleur que si un jury en a examiné l’origine.",
        "Aucune photo, aucun message ne peut être utilisé contre un Travailleur, à moins qu’un jury n’en ait examiné "
        "l’origine.",
        "Une photo ou un message peut être utilisé contre un Travailleur, à moins qu’un jury n’en ait examiné "
        "l’origine.",
    ),
    (
        "Chaque Travailleur peut refuser la caméra sans donner de motif.",
        "Chaque Travailleur peut refuser la caméra ; il n’a pas à donner de motif.",
        "Chaque Travailleur peut refuser la caméra ; l’Employeur n’a pas à donner de motif de son choix.",
    ),
    (
        "L’Employeur tient un registre qui indique le prix de chaque outil.",
        "L’Employeur tient un registre où figure le prix de chaque outil.",
        "L’Employeur tient un registre où peut figurer le prix de chaque outil.",
    ),
]


@pytest.mark.parametrize(("ours", "theirs"), [(ours, same) for ours, same, _ in PAIRS])
def test_the_same_in_their_words_is_no_loss(ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon("fr")).kind != "weakened"


@pytest.mark.parametrize(("ours", "theirs"), [(ours, less) for ours, _, less in PAIRS])
def test_what_only_looks_like_it_is_told(ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon("fr")).kind == "weakened"


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        (
            "La prime est versée aussi longtemps que dure le travail de nuit.",
            "La prime est versée pendant 6 mois.",
            "cap",
        ),
        (
            "Sans relevé, la note du Travailleur fait foi, à moins que l’Employeur ne prouve le contraire.",
            "Sans relevé, il revient au Travailleur d’établir par tout moyen la réalité des heures.",
            "proves",
        ),
        (
            "Le fait est tenu pour établi, à moins que l’Employeur ne prouve le contraire.",
            "Le Travailleur est admis à établir par tout moyen le fait.",
            "proves",
        ),
        (
            "Les images ne sont conservées au-delà de ce terme que lorsqu’une enquête en a besoin.",
            "Les images sont conservées au-delà de ce terme, en particulier, lorsqu’une enquête en a besoin.",
            "opened",
        ),
    ],
)
def test_what_was_missed_is_told_by_its_reason(ours: str, theirs: str, told: str) -> None:
    assert told in {one.id for one in judge(ours, theirs, lexicon("fr")).noticed if one.effect == "weakened"}


@pytest.mark.parametrize(
    ("ours", "theirs", "untold"),
    [
        (
            "La prime est versée aussi longtemps que dure le travail de nuit.",
            "La prime est versée aussi longtemps que dure le travail de nuit, et pendant 6 mois après sa fin.",
            "cap",
        ),
        (
            "Le fait est tenu pour établi, à moins que l’Employeur ne prouve le contraire.",
            "Le Travailleur peut établir le fait par tout moyen, et il est tenu pour établi, à moins que l’Employeur "
            "ne prouve le contraire.",
            "proves",
        ),
    ],
)
def test_what_gives_more_is_not_told_by_that(ours: str, theirs: str, untold: str) -> None:
    assert untold not in {one.id for one in judge(ours, theirs, lexicon("fr")).noticed if one.effect == "weakened"}


def test_who_establishes_that_there_is_no_reason_proves_it() -> None:
    ours = "Si l’Employeur ne prouve pas une cause objective, il verse la différence."
    theirs = "Si le Syndicat établit qu’aucune cause objective n’existe, l’Employeur verse la différence."
    assert "proves" in {one.id for one in judge(ours, theirs, lexicon("fr")).noticed if one.effect == "weakened"}
