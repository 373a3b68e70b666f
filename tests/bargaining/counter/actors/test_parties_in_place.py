"""The same sentence with another party in it, and what only looks like it: another voice, another order, a gain."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.actors.parties_in_place import compare_places
from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon
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


def reasons(language: str, ours: str, theirs: str) -> set[str]:
    return {one.id for one in judge(ours, theirs, lexicon(language)).noticed if one.effect == "weakened"}


ALIKE = [
    (
        "en",
        "The jury is a board of members of whom the Union names half and the Employer half, all trained.",
        "The jury is a board of members of whom the Employer names half and the Union half, all trained.",
    ),
    (
        "ar",
        "تفحص الشكوى هيئة من خبراء تعيّن النقابة نصفهم وصاحب العمل نصفهم، وتجتمع في وقت العمل.",
        "تفحص الشكوى هيئة من خبراء يعيّن صاحب العمل نصفهم وتعيّن النقابة نصفهم، وتجتمع في وقت العمل.",
    ),
    (
        "pt",
        "A banca se compõe de peritos, dos quais o Sindicato nomeia metade e o Empregador metade, e se "
        "reúne em jornada.",
        "A banca se compõe de peritos, dos quais o Empregador nomeia metade e o Sindicato metade, e se "
        "reúne em jornada.",
    ),
    (
        "es",
        "El tribunal se compone de peritos, de los que el Sindicato nombra a la mitad y el Empleador a la mitad.",
        "El tribunal se compone de peritos, de los que el Empleador nombra a la mitad y el Sindicato a la mitad.",
    ),
    (
        "fr",
        "Le jury se compose d’experts dont le Syndicat désigne la moitié et l’Employeur la moitié.",
        "Le jury se compose d’experts dont l’Employeur désigne la moitié et le Syndicat la moitié.",
    ),
    (
        "pt",
        "Ninguém poderá abrir o armário de um Trabalhador pelo Empregador sem que o Trabalhador esteja presente.",
        "Pelo Empregador, ninguém poderá abrir o armário de um Trabalhador sem que o Trabalhador esteja presente.",
    ),
    (
        "en",
        "No Worker may be searched by the Employer unless the Worker asks a witness to attend.",
        "By the Employer no Worker may be searched unless the Worker asks a witness to attend.",
    ),
]
PASSED_ON = [
    (
        "en",
        "The Employer tells the Union about every test of the machine.",
        "The Union tells the Employer about every test of the machine.",
    ),
    (
        "en",
        "The jury has members of whom the Union names half and the Employer a third, all trained.",
        "The jury has members of whom the Employer names half and the Union a third, all trained.",
    ),
    (
        "pt",
        "A banca se compõe de peritos, dos quais o Sindicato nomeia dois terços e o Empregador um terço.",
        "A banca se compõe de peritos, dos quais o Empregador nomeia dois terços e o Sindicato um terço.",
    ),
    (
        "pt",
        "O Trabalhador não poderá ser revistado pelo Empregador sem a presença do Sindicato.",
        "O Empregador não poderá ser revistado pelo Trabalhador sem a presença do Sindicato.",
    ),
    (
        "en",
        "The Employer pays half of the costs and the Union half of the fees of the expert.",
        "The Union pays half of the costs and the Employer half of the fees of the expert.",
    ),
    ("ar", "يسلّم صاحب العمل النقابة نسخة من كل تقرير عن الآلة.", "تسلّم النقابة صاحب العمل نسخة من كل تقرير عن الآلة."),
]


@pytest.mark.parametrize(("language", "ours", "theirs"), ALIKE)
def test_two_who_do_as_much_and_a_by_that_moved_are_not_told(language: str, ours: str, theirs: str) -> None:
    assert reasons(language, ours, theirs) == set()


@pytest.mark.parametrize(("language", "ours", "theirs"), PASSED_ON)
def test_two_who_changed_places_are_told(language: str, ours: str, theirs: str) -> None:
    assert reasons(language, ours, theirs) & {"party-exchanged", "exchanged", "banned"}


def test_two_who_are_named_behind_a_by_and_changed_places_are_not_excused_as_moved() -> None:
    ours = "The list is checked by the Union before it is printed by the Employer."
    theirs = "The list is checked by the Employer before it is printed by the Union."
    (pair,) = pair_sentences(ours, theirs, same_words("en"))
    assert [one.id for one in compare_places(pair, same_words("en"))] == ["party-exchanged"]
