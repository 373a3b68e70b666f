"""The same sentence with another party in it, and what only looks like it: another voice, another order, a gain."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.actors.parties_in_place import compare_places
from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.meanings.sentence_pairs import pair_sentences


def told(language: str, ours: str, theirs: str) -> list[tuple[str, str]]:
    same = same_words(language)
    (pair,) = pair_sentences(ours, theirs, same)
    return [(str(one.values["ours"]), str(one.values["theirs"])) for one in compare_places(pair, same)]


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "expected"),
    [
        (
            "en",
            "Where the log is lost the account of the Worker holds unless the Employer disproves it.",
            "Where the log is lost the account of the Employer holds unless the Worker disproves it.",
            ("worker", "employer"),
        ),
        (
            "es",
            "Corresponde al Empleador aclarar si la ficha estaba entera.",
            "Corresponde al Sindicato aclarar si la ficha estaba entera.",
            ("empleador", "sindicato"),
        ),
        (
            "fr",
            "Le Salarié fixe le lieu de la visite et son horaire exact.",
            "La Direction fixe le lieu de la visite et son horaire exact.",
            ("salarie", "direction"),
        ),
        (
            "pt",
            "Vale a versão do Trabalhador sobre a hora do desligamento da máquina.",
            "Vale a versão da Empresa sobre a hora do desligamento da máquina.",
            ("trabalhador", "empresa"),
        ),
        (
            "ar",
            "تبقى مفاتيح الغرفة لدى النقابة طوال مدة الفحص الفني.",
            "تبقى مفاتيح الغرفة لدى الإدارة طوال مدة الفحص الفني.",
            ("النقابه", "الاداره"),
        ),
    ],
)
def test_a_party_in_the_place_of_the_other_is_told(
    language: str, ours: str, theirs: str, expected: tuple[str, str]
) -> None:
    assert told(language, ours, theirs) == [expected]


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        # the other voice
        (
            "en",
            "The Employer gives the Union the yearly table of shifts.",
            "The Union receives from the Employer the yearly table of shifts.",
        ),
        (
            "fr",
            "L’Employeur rend compte au Syndicat de l’état des écrans.",
            "Il est rendu compte au Syndicat par l’Employeur de l’état des écrans.",
        ),
        # another order
        (
            "en",
            "Within a week of the letter the Employer and the Union meet in the hall.",
            "The Union and the Employer meet in the hall within a week of the letter.",
        ),
        # of our own side, or a gain
        (
            "en",
            "The Worker shall see the log of the gate and its date.",
            "The Union shall see the log of the gate and its date.",
        ),
        (
            "en",
            "The Employer may inspect the log of the gate and its date.",
            "The Union may inspect the log of the gate and its date.",
        ),
        (
            "en",
            "The Worker shall repair the log of the gate and its date.",
            "The Employer shall repair the log of the gate and its date.",
        ),
    ],
)
def test_what_exchanges_nothing_is_not_told(language: str, ours: str, theirs: str) -> None:
    assert told(language, ours, theirs) == []
