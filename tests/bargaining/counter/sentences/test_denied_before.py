"""A verb that was denied and is not any more, in one small edit, whatever else a sentence denies."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.sentences.denied_before import done_in_place

TURNED = [
    (
        "en",
        "The recipient does not take orders from anybody and may not be one of the buyers.",
        "The recipient takes orders from the board and may not be one of the buyers.",
    ),
    (
        "fr",
        "Le Destinataire ne reçoit pas d’instructions et ne peut faire partie des acheteurs.",
        "Le Destinataire reçoit de l’Employeur des instructions et ne peut faire partie des acheteurs.",
    ),
    (
        "es",
        "La persona no recibe órdenes de nadie y no podrá ser del área de compras.",
        "La persona recibe órdenes de la gerencia y no podrá ser del área de compras.",
    ),
    (
        "pt",
        "A pessoa não recebe ordens da chefia e não poderá ser do setor de compras.",
        "A pessoa recebe da diretoria ordens e não poderá ser do setor de compras.",
    ),
]
SAME = [
    (
        "en",
        "It does so without touching others, and does not say why.",
        "It leaves others untouched, and does not say why.",
    ),
    ("es", "Nadie podrá sufrir ninguna desventaja por ello.", "Nadie podrá sufrir desventaja alguna por ello."),
    ("pt", "A mudança não é atingida e não cessa.", "A mudança permanece inalterada e não cessa."),
    ("fr", "Il ne reçoit pas d’ordres et ne vote pas.", "Il n’a pas à recevoir d’ordres et ne vote pas."),
]


@pytest.mark.parametrize(("language", "ours", "theirs"), TURNED)
def test_a_verb_that_is_denied_no_more_is_seen(language: str, ours: str, theirs: str) -> None:
    assert done_in_place(plain(ours), plain(theirs), same_words(language))


@pytest.mark.parametrize(("language", "ours", "theirs"), [*SAME, *((code, b, a) for code, a, b in TURNED)])
def test_other_words_and_a_verb_that_is_denied_now_are_not(language: str, ours: str, theirs: str) -> None:
    assert not done_in_place(plain(ours), plain(theirs), same_words(language))
