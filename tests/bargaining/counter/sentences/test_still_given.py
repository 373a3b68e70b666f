"""How much a sentence still gives, in sentences that stand in no collection; and when nothing of it must be said."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon
from toolkit.bargaining.counter.meanings.same_words import left_over, same_words
from toolkit.bargaining.counter.meanings.sentence_pairs import pair_sentences
from toolkit.bargaining.counter.sentences.silence import compare_unsaid
from toolkit.bargaining.counter.sentences.still_given import compare_order, compare_what_is_given


def told(language: str, ours: str, theirs: str) -> set[str]:
    same = same_words(language)
    (pair,) = pair_sentences(ours, theirs, same)
    gone, new = left_over(pair.ours_pieces, pair.theirs_pieces)
    return {one.id for one in compare_what_is_given(pair, gone, new, same)}


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "id"),
    [
        ("en", "The plan is agreed in talks with the crew.", "The crew is notified of the plan.", "less-say"),
        ("es", "El cuadro se negocia con la plantilla.", "El cuadro se comunica a la plantilla.", "less-say"),
        ("fr", "La grille est négociée avec les équipes.", "La grille est notifiée aux équipes.", "less-say"),
        ("pt", "A tabela é negociada com as equipes.", "A tabela é comunicada às equipes.", "less-say"),
        ("ar", "يُعدَّل الجدول بعد التشاور مع الفريق.", "يُعدَّل الجدول بعد إخطار الفريق.", "less-say"),
        ("en", "The crew gets the complete map of the sensors.", "The crew gets the map of the sensors.", "not-whole"),
        ("fr", "L’équipe reçoit le plan intégral du site.", "L’équipe reçoit le plan du site.", "not-whole"),
        ("es", "El turno más largo fija la pausa de todos.", "El turno fija la pausa de todos.", "other-end"),
        ("pt", "O turno mais longo fixa a pausa de todos.", "O turno fixa a pausa de todos.", "other-end"),
        ("en", "The fee is paid on Monday.", "If the Worker requests it, the fee is paid on Monday.", "on-request"),
        (
            "fr",
            "La prime est versée lundi.",
            "La prime est versée lundi si le Salarié la réclame par lettre.",
            "on-request",
        ),
        (
            "en",
            "It opens when the guard agrees.",
            "It opens when the guard or the manager agrees.",
            "wider",
        ),
        (
            "pt",
            "Abre-se com a chave da equipe.",
            "Abre-se com a chave da equipe ou da chefia.",
            "wider",
        ),
        (
            "en",
            "The wage of a week is paid at once.",
            "One tenth of the wage of a week is paid at once.",
            "share",
        ),
        (
            "es",
            "Se paga por ello a todos el salario de una semana.",
            "Se paga por ello a todos un décimo del salario de una semana.",
            "share",
        ),
        (
            "en",
            "It follows the list of the crew.",
            "It follows the list that the Employer chooses.",
            "alone",
        ),
        ("fr", "Le repas suit la liste de l’équipe.", "Le repas suit la liste que l’Employeur retient.", "alone"),
    ],
)
def test_what_is_given_no_more_is_told(language: str, ours: str, theirs: str, id: str) -> None:
    assert id in told(language, ours, theirs)


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "The plan is agreed with the crew.", "With the crew the plan is agreed."),
        ("en", "The crew gets the complete map.", "The crew gets the full and complete map."),
        ("en", "The law that is more favourable prevails.", "The law that favours us more prevails."),
        ("en", "It is paid when the Worker asks for it.", "If the Worker requests it, it is paid."),
        ("en", "No list shows fewer than ten people.", "Each list shows ten people or more."),
        ("en", "The Worker may ask for it.", "The Worker or the Union may ask for it."),
        ("en", "Nobody shall sell the map.", "Nobody shall sell or lend the map."),
        ("en", "Half of the wage is paid.", "One half of the wage is paid."),
        ("en", "The Employer shall choose a doctor.", "A doctor shall be chosen by the Employer."),
        ("en", "The Employer chooses it with the Union.", "It is chosen by the Employer with the Union."),
    ],
)
def test_what_gives_as_much_is_not_told(language: str, ours: str, theirs: str) -> None:
    assert told(language, ours, theirs) == set()


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "the request is deemed granted then", "the request is laid before the board then"),
        ("fr", "la demande est reputee accordee", "la demande est transmise au bureau"),
    ],
)
def test_what_silence_gave_is_missed(language: str, ours: str, theirs: str) -> None:
    same = same_words(language)
    assert [one.id for one in compare_unsaid(ours, theirs, same)] == ["unsaid"]
    assert list(compare_unsaid(theirs, ours, same)) == []  # a gain, or for another rule


def test_what_is_denied_gave_nothing() -> None:
    assert list(compare_unsaid("it is not deemed granted", "it is open", same_words("en"))) == []


def test_the_order_of_a_list_counts_only_where_it_is_said_to() -> None:
    same, points = same_words("en"), ("the rota of the crew;", "the rota of the firm.")
    ours, theirs = " ".join(points), "the rota of the firm; the rota of the crew."
    said, unsaid = "The first of the following holds: ", "One of these holds: "
    assert [one.id for one in compare_order(said + ours, said + theirs, points, same)] == ["order"]
    assert list(compare_order(said + ours, said + ours, points, same)) == []
    assert list(compare_order(unsaid + ours, unsaid + theirs, points, same)) == []


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "The crew receives the plans of the hall.", "The crew may look at the plans of the hall."),
        ("fr", "L’équipe reçoit les plans de la salle.", "L’équipe peut consulter les plans de la salle."),
        ("ar", "يتسلّم الفريق مخططات القاعة.", "للفريق أن يطّلع على مخططات القاعة."),
    ],
)
def test_looking_at_a_thing_is_less_than_having_it(language: str, ours: str, theirs: str) -> None:
    assert "lesser" in told(language, ours, theirs)
    assert "lesser" not in told(language, theirs, ours)


def test_asking_is_less_than_refusing() -> None:
    ours, theirs = "The crew may refuse the night shift in July.", "The crew may ask to skip the night shift in July."
    assert "asks" in told("en", ours, theirs)
    assert "asks" not in told("en", ours, "The crew may decline the night shift in July.")


def test_all_is_gone_where_words_say_which() -> None:
    ours, theirs = "This covers all rooms.", "This covers rooms with an open window front."
    assert "every" in told("en", ours, theirs)
    assert "every" not in told("en", ours, "All rooms are covered by this.")


def test_an_order_that_counts_is_told_where_all_words_stay() -> None:
    ours = "The first of the following rules counts:\na statute;\nthis Article;\na rule of the Employer."
    theirs = "The first of the following rules counts:\na rule of the Employer;\nthis Article;\na statute."
    for points in ((), tuple(ours.split("\n")[1:])):
        found = judge(ours, theirs, lexicon("en"), points=points)
        assert (found.kind, [one.id for one in found.noticed]) == ("weakened", ["order"])
        assert judge(ours, ours.replace("\n", " "), lexicon("en"), points=points).kind == "unchanged"
