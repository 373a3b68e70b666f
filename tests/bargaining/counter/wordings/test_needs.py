"""What is needed, said by a verb with a "not" or by one that says it alone."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

ALIKE = [
    ("pt", "O elevador deverá ter um botão que não exija chave.", "O elevador deverá ter um botão que dispense chave."),
    ("pt", "O recurso não requer advogado.", "O recurso prescinde de advogado."),
    ("pt", "O alarme exige assinatura do médico.", "O alarme não dispensa a assinatura do médico."),
    ("es", "El botón no requiere llave.", "El botón prescinde de llave."),
    ("fr", "Le bouton n’exige aucune clé.", "Le bouton se passe de clé."),
    ("en", "The button requires no key.", "The button dispenses with a key."),
    ("ar", "زر لا يتطلب مفتاحاً.", "زر يستغني عن المفتاح."),
]
TURNED = [
    ("pt", "O elevador deverá ter um botão que dispense chave.", "O elevador deverá ter um botão que exija chave."),
    (
        "pt",
        "O elevador deverá ter um botão que não exija chave.",
        "O elevador deverá ter um botão que não dispense chave.",
    ),
    ("pt", "A mudança exige acordo do Sindicato.", "A mudança dispensa acordo do Sindicato."),
    ("es", "El botón prescinde de llave.", "El botón exige llave."),
    ("fr", "Le bouton se passe de clé.", "Le bouton exige une clé."),
    ("en", "The button dispenses with a key.", "The button requires a key."),
    ("ar", "زر يستغني عن المفتاح.", "زر يتطلب مفتاحاً."),
    (
        "pt",
        "Nenhum Trabalhador poderá ser dispensado; o botão não exige chave.",
        "O Trabalhador poderá ser dispensado; o botão dispensa chave.",
    ),
]


@pytest.mark.parametrize(("language", "ours", "theirs"), ALIKE)
def test_what_is_needed_as_little_as_before_is_not_told(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind == "reworded"


@pytest.mark.parametrize(("language", "ours", "theirs"), TURNED)
def test_what_is_needed_now_or_no_longer_is_told(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind == "weakened"
