"""Who is neither of us, named where the employer was; and the employer, named where both of us or nobody's man was."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.actors.third_parties import compare_named_more
from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.meanings.same_words import same_words

INSTEAD = {
    "en": ("The Employer pays for the course.", "Whoever provides the tool pays for the course."),
    "ar": ("ويرد صاحب العمل كتابةً.", "ويرد المتعاقد المعني كتابةً."),
    "fr": ("L’Employeur répond de cette erreur.", "Répond de cette erreur le prestataire."),
    "es": ("El Empleador responde de él.", "Responde de él quien suministra la herramienta."),
    "pt": ("O Empregador deverá arcar com o custo.", "O Fornecedor da Ferramenta arcará com o custo."),
}
BESIDE = {
    "en": ("The Employer shall not sell them.", "Neither the Employer nor a Supplier shall sell them."),
    "ar": ("لا يجوز لصاحب العمل بيعها.", "لا يجوز لصاحب العمل ولا لأي مورّد بيعها."),
    "fr": ("L’Employeur ne peut les vendre.", "Ni l’Employeur ni un Fournisseur ne peut les vendre."),
    "es": ("El Empleador no podrá venderlos.", "Ni el Empleador ni ningún Proveedor podrán venderlos."),
    "pt": ("O Empregador não poderá vendê-los.", "Nem o Empregador nem o Fornecedor poderão vendê-los."),
}


def told(language: str, ours: str, theirs: str) -> list[str]:
    return [one.id for one in compare_named_more(plain(ours), plain(theirs), same_words(language))]


@pytest.mark.parametrize("language", INSTEAD)
def test_somebody_outside_in_the_place_of_the_employer_is_told(language: str) -> None:
    assert told(language, *INSTEAD[language]) == ["party-exchanged"]
    judged = judge(*INSTEAD[language], lexicon(language))
    assert judged.kind == "weakened"
    assert not judged.sure or any(one.sure for one in judged.noticed if one.effect == "weakened")


@pytest.mark.parametrize("language", BESIDE)
def test_somebody_outside_who_is_bound_beside_the_employer_takes_nothing(language: str) -> None:
    assert told(language, *BESIDE[language]) == []


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "found"),
    [
        (
            "en",
            "A body chosen by both parties tests it.",
            "A body chosen by the Employer's board tests it.",
            ["decider"],
        ),
        ("en", "The parties choose the expert.", "The Employer and the Union choose the expert.", []),
        ("pt", "Decide um especialista indicado pela mediação.", "Decide a diretoria do Empregador.", ["decider"]),
        ("fr", "Les parties choisissent l’expert.", "L’Employeur et le Syndicat choisissent l’expert.", []),
    ],
)
def test_the_employer_where_both_of_us_or_somebody_neutral_was_is_told(
    language: str, ours: str, theirs: str, found: list[str]
) -> None:
    assert told(language, ours, theirs) == found
