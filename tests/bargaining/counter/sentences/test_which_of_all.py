"""Each, only, one and instead, said without the word for it."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.meanings.same_words import same_words


def lost(language: str, ours: str, theirs: str) -> set[str]:
    return {one.id for one in judge(ours, theirs, lexicon(language)).noticed if one.effect == "weakened"}


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "fewer"),
    [
        (
            "en",
            "The list of every 6 months names the lamps.",
            "The list that comes twice a year names the old and the new lamps of the hall.",
            "The list names the lamps that were bought for the hall.",
        ),
        (
            "fr",
            "La liste nomme les lampes pour chaque salle.",
            "Salle par salle, la liste nomme avec soin les lampes neuves et anciennes.",
            "La liste nomme les lampes achetées pour la grande salle neuve.",
        ),
        (
            "es",
            "La lista nombra las lámparas de cada sala.",
            "Sala por sala, la lista nombra con cuidado las lámparas nuevas y antiguas.",
            "La lista nombra las lámparas compradas de la gran sala nueva.",
        ),
        (
            "pt",
            "A lista nomeia as lâmpadas de cada sala.",
            "Sala por sala, a lista nomeia com cuidado as lâmpadas novas e antigas.",
            "A lista nomeia as lâmpadas compradas da grande sala nova.",
        ),
        (
            "ar",
            "تسمّي القائمة مصابيح كل قاعة.",
            "تسمّي القائمة بعناية، قاعة بقاعة، المصابيح الجديدة والقديمة.",
            "تسمّي القائمة المصابيح المشتراة الجديدة للقاعة الكبرى.",
        ),
    ],
)
def test_one_by_one_is_each_and_every_so_often_is_not_all(language: str, ours: str, theirs: str, fewer: str) -> None:
    assert "every" not in lost(language, ours, theirs)
    every = ours.replace("list of every 6 months names the", "list names every one of the")
    assert "every" in lost(language, every, fewer)


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "open"),
    [
        (
            "en",
            "The lamps of the hall have only one use, the light.",
            "The lamps of the hall have no use other than the light.",
            "The lamps of the hall have a use, the light.",
        ),
        (
            "ar",
            "ليس لمصابيح القاعة إلا غرض واحد فقط وهو الإنارة.",
            "ليس لمصابيح القاعة غرض سوى الإنارة.",
            "لمصابيح القاعة غرض وهو الإنارة.",
        ),
        (
            "fr",
            "Les lampes de la salle servent seulement à éclairer.",
            "Les lampes de la salle n’ont d’autre usage que d’éclairer.",
            "Les lampes de la salle servent à éclairer.",
        ),
        (
            "es",
            "Las lámparas de la sala solo sirven para la luz.",
            "Las lámparas de la sala no tienen otro uso que la luz.",
            "Las lámparas de la sala sirven para la luz.",
        ),
        (
            "pt",
            "As lâmpadas da sala só servem para a luz.",
            "As lâmpadas da sala não têm outro uso além da luz.",
            "As lâmpadas da sala servem para a luz.",
        ),
    ],
)
def test_no_other_use_than_one_is_only_that_use(language: str, ours: str, theirs: str, open: str) -> None:
    same = same_words(language)
    assert same.has("closed", plain(theirs)) > same.has("closed", plain(open)) == 0
    assert "only-gone" not in lost(language, ours, theirs)


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "A guard who works alone has a lamp.", "A lone guard has a lamp."),
        ("fr", "Le gardien qui travaille seul a une lampe.", "Le gardien isolé a une lampe."),
        ("es", "El guardia que trabaja solo tiene lámpara.", "El guardia aislado tiene lámpara."),
        ("pt", "O guarda que trabalha só tem lâmpada.", "O guarda isolado tem lâmpada."),
        ("ar", "للحارس الذي يعمل وحده مصباح.", "للحارس المنفرد مصباح."),
    ],
)
def test_to_work_alone_limits_nothing(language: str, ours: str, theirs: str) -> None:
    assert "only-gone" not in lost(language, ours, theirs)


def test_the_same_as_for_others_limits_nothing_in_french() -> None:
    fr = same_words("fr")
    assert fr.has("closed", plain("Les lampes sont les mêmes que pour les autres salles.")) == 0
    assert fr.has("closed", plain("La lampe n’est allumée que pour les autres salles.")) == 1


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "There are no more halls than this number: 1.", "There is a single hall."),
        ("ar", "لا تزيد القاعات على هذا العدد: 1.", "هناك قاعة واحدة فقط."),
        ("fr", "Il n’y a pas plus de salles que ce nombre : 1.", "Il y a une seule salle."),
        ("es", "No hay más salas que este número: 1.", "Hay una sola sala."),
        ("pt", "Não há mais salas que este número: 1.", "Há uma única sala."),
    ],
)
def test_a_single_one_is_the_number_one(language: str, ours: str, theirs: str) -> None:
    assert "number-gone" not in lost(language, ours, theirs)
    assert "number-gone" in lost(language, ours.replace("1", "3"), theirs)


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        (
            "en",
            "The list names the lamps for each hall.",
            "The list names the new lamps, by hall, and all their makers.",
        ),
        ("fr", "La liste nomme les lampes de chaque salle.", "La liste nomme avec soin, par salle, les lampes neuves."),
        ("es", "La lista nombra las lámparas de cada sala.", "La lista nombra con cuidado, por sala, lámparas nuevas."),
        ("pt", "A lista nomeia as lâmpadas de cada sala.", "A lista nomeia com cuidado, por sala, lâmpadas novas."),
        ("ar", "كل مصباح ينكسر يُصلحه الحارس.", "إذا انكسر مصباح أصلحه الحارس بعناية في الورشة."),
    ],
)
def test_by_hall_is_for_each_hall(language: str, ours: str, theirs: str) -> None:
    assert "every" not in lost(language, ours, theirs)


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "say"),
    [
        (
            "en",
            "The old list is the list of the hall.",
            "The old list stands in for the list of the hall.",
            "The old list stands in for consultation.",
        ),
        (
            "fr",
            "L’ancienne liste est la liste de la salle.",
            "L’ancienne liste tient lieu de liste de la salle.",
            "L’ancienne liste tient lieu de consultation.",
        ),
        (
            "es",
            "La lista antigua es la lista de la sala.",
            "La lista antigua hace las veces de lista de la sala.",
            "La lista antigua hace las veces de consulta.",
        ),
        (
            "pt",
            "A lista antiga é a lista da sala.",
            "A lista antiga faz as vezes de lista da sala.",
            "A lista antiga faz as vezes de consulta.",
        ),
        (
            "ar",
            "القائمة القديمة قائمة القاعة.",
            "القائمة القديمة تقوم مقام قائمة القاعة.",
            "القائمة القديمة تقوم مقام التشاور.",
        ),
    ],
)
def test_to_stand_in_for_a_thing_is_no_yes(language: str, ours: str, theirs: str, say: str) -> None:
    assert "deemed" not in lost(language, ours, theirs)
    assert "deemed" in lost(language, ours, say)
