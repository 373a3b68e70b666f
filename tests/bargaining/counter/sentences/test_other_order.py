"""What is said in another order or in a neighbouring sentence, and who acts in it."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon
from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.meanings.sentence_pairs import pair_sentences


def lost(language: str, ours: str, theirs: str) -> set[str]:
    return {one.id for one in judge(ours, theirs, lexicon(language)).noticed if one.effect == "weakened"}


def told(language: str, ours: str, theirs: str) -> set[str]:
    """Also what words tell and the words themselves are shown before."""
    return {one.id for one in judge(ours, theirs, lexicon(language)).noticed if one.effect != "strengthened"}


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        (
            "en",
            "Within 40 days of the signature the Employer shall give the Union a plan of the lamps. For new halls it"
            " shall do so before the opening.",
            "The Employer shall draw up a plan of the lamps. It shall reach the Union within 40 days of the signature"
            " and, for new halls, before the opening.",
        ),
        (
            "fr",
            "Dans un délai de 40 jours à compter de la signature, l’Employeur remet au Syndicat un plan des lampes."
            " Pour les salles neuves, il le fait avant l’ouverture.",
            "L’Employeur dresse un plan des lampes. Il le remet au Syndicat dans un délai de 40 jours à compter de la"
            " signature et, pour les salles neuves, avant l’ouverture.",
        ),
        (
            "es",
            "En un plazo de 40 días desde la firma, el Empleador deberá entregar al Sindicato un plano de las lámparas."
            " Para las salas nuevas deberá hacerlo antes de la apertura.",
            "El Empleador deberá trazar un plano de las lámparas. Deberá entregarlo al Sindicato en un plazo de 40 días"
            " desde la firma y, para las salas nuevas, antes de la apertura.",
        ),
        (
            "pt",
            "No prazo de 40 dias da assinatura, o Empregador deverá entregar ao Sindicato um plano das lâmpadas."
            " Para as salas novas deverá fazê-lo antes da abertura.",
            "O Empregador deverá traçar um plano das lâmpadas. Deverá entregá-lo ao Sindicato no prazo de 40 dias da"
            " assinatura e, para as salas novas, antes da abertura.",
        ),
        (
            "ar",
            "خلال 40 يوماً من التوقيع يسلّم صاحب العمل النقابة مخطط المصابيح. وللقاعات الجديدة يفعل ذلك قبل الافتتاح.",
            "يرسم صاحب العمل مخطط المصابيح. ويسلّمه النقابة خلال 40 يوماً من التوقيع، وللقاعات الجديدة قبل الافتتاح.",
        ),
    ],
)
def test_a_part_that_went_over_to_the_next_sentence_is_not_gone(language: str, ours: str, theirs: str) -> None:
    assert not {"union-gone", "taken-out", "sentence-removed"} & lost(language, ours, theirs)
    alone = theirs.split(". ")[0] + "."
    assert lost(language, ours, alone)


def test_sentences_of_which_one_took_words_of_the_other_are_read_together() -> None:
    ours = "The red lamp is lit at dusk by the guard. The blue lamp stays dark."
    theirs = "The red lamp is lit. The blue lamp stays dark; the guard acts at dusk."
    pairs = pair_sentences(ours, theirs, same_words("en"))
    assert not [one.ours for one in pairs if not one.theirs]


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "turned"),
    [
        (
            "en",
            "The Employer shall answer the letter of a Worker.",
            "When a Worker writes a letter, the Employer shall answer it.",
            "The Worker shall answer the letter of the Employer.",
        ),
        (
            "fr",
            "L’Employeur répond à la lettre d’un Travailleur.",
            "Lorsqu’un Travailleur écrit une lettre, l’Employeur y répond.",
            "Le Travailleur répond à la lettre de l’Employeur.",
        ),
        (
            "es",
            "El Empleador deberá contestar la carta de un Trabajador.",
            "Cuando un Trabajador escriba una carta, el Empleador deberá contestarla.",
            "El Trabajador deberá contestar la carta del Empleador.",
        ),
        (
            "pt",
            "O Empregador deverá responder à carta de um Trabalhador.",
            "Quando um Trabalhador escrever uma carta, o Empregador deverá respondê-la.",
            "O Trabalhador deverá responder à carta do Empregador.",
        ),
        (
            "ar",
            "على صاحب العمل أن يجيب عن رسالة العامل.",
            "إذا كتب عامل رسالة، فعلى صاحب العمل أن يجيب عنها.",
            "على العامل أن يجيب عن رسالة صاحب العمل.",
        ),
    ],
)
def test_who_is_named_first_in_a_clause_that_says_when_does_not_act(
    language: str, ours: str, theirs: str, turned: str
) -> None:
    assert "exchanged" not in told(language, ours, theirs)
    if language not in ("ar",):  # the verb comes first there, and tells nothing of who is named behind it
        assert {"exchanged", "party-exchanged", "proves"} & lost(language, ours, turned)


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "The Employer shall report the hours.", "The Union shall have from the Employer a report on the hours."),
        (
            "es",
            "El Empleador deberá informar de las horas.",
            "El Sindicato tendrá del Empleador las horas y deberán ser 8.",
        ),
        ("pt", "O Empregador deverá informar as horas.", "O Sindicato terá do Empregador as horas, que deverão ser 8."),
    ],
)
def test_to_have_something_from_the_employer_is_no_duty(language: str, ours: str, theirs: str) -> None:
    assert "proves" not in lost(language, ours, theirs)


def test_the_union_that_has_to_prove_something_is_told() -> None:
    ours, theirs = "The Employer shall prove the hours.", "The Union shall prove the hours."
    assert {"exchanged", "proves", "party-exchanged", "burden"} & lost("en", ours, theirs)


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "exchanged"),
    [
        (
            "en",
            "The Worker keeps the lamp. The list says which lamp the Worker has kept in the hall.",
            "The Worker keeps the lamp. The list says which lamp was kept in the hall.",
            "The Worker keeps the lamp. The list says which lamp the Employer has kept in the hall.",
        ),
        (
            "fr",
            "Le Travailleur garde la lampe. La liste dit quelle lampe le Travailleur a gardée dans la salle.",
            "Le Travailleur garde la lampe. La liste dit quelle lampe il a gardée dans la salle.",
            "Le Travailleur garde la lampe. La liste dit quelle lampe l’Employeur a gardée dans la salle.",
        ),
        (
            "es",
            "El Trabajador guarda la lámpara. La lista dice qué lámpara ha guardado el Trabajador en la sala.",
            "El Trabajador guarda la lámpara. La lista dice qué lámpara ha guardado en la sala.",
            "El Trabajador guarda la lámpara. La lista dice qué lámpara ha guardado el Empleador en la sala.",
        ),
        (
            "pt",
            "O Trabalhador guarda a lâmpada. A lista diz qual lâmpada o Trabalhador guardou na sala.",
            "O Trabalhador guarda a lâmpada. A lista diz qual lâmpada ele guardou na sala.",
            "O Trabalhador guarda a lâmpada. A lista diz qual lâmpada o Empregador guardou na sala.",
        ),
        (
            "ar",
            "يحفظ العامل المصباح. وتبيّن القائمة أي مصباح حفظه العامل في القاعة.",
            "يحفظ العامل المصباح. وتبيّن القائمة أي مصباح حفظه في القاعة.",
            "يحفظ العامل المصباح. وتبيّن القائمة أي مصباح حفظه صاحب العمل في القاعة.",
        ),
    ],
)
def test_who_is_named_beside_a_sentence_is_not_gone_from_it(
    language: str, ours: str, theirs: str, exchanged: str
) -> None:
    assert "workers-gone" not in lost(language, ours, theirs)
    assert {"workers-gone", "party-exchanged", "exchanged"} & lost(language, ours, exchanged)


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        (
            "es",
            "El Empleador deberá reunirse si el Sindicato lo pide.",
            "Cuando el Sindicato lo pida, deberá reunirse.",
        ),
        ("pt", "O Empregador deverá reunir-se se o Sindicato pedir.", "Quando o Sindicato pedir, deverá reunir-se."),
        ("en", "The Employer shall meet if the Union asks.", "When the Union asks, a meeting shall be held."),
        (
            "fr",
            "L’Employeur doit tenir une réunion si le Syndicat la demande.",
            "Si le Syndicat la demande, elle doit avoir lieu.",
        ),
        (
            "en",
            "The Employer shall bear the cost of the Representatives.",
            "The cost of the Representatives shall be borne by the Employer.",
        ),
        (
            "ar",
            "ما استُحق يدفعه صاحب العمل خلال 10 أيام من مطالبة النقابة.",
            "يدفع صاحب العمل ما استُحق خلال 10 أيام من مطالبة النقابة.",
        ),
        (
            "ar",
            "يدفع صاحب العمل، خلال 10 أيام من بيان يقدمه العامل، الكلفة.",
            "خلال 10 أيام من بيان يقدمه العامل، يدفع صاحب العمل الكلفة.",
        ),
    ],
)
def test_who_asks_is_not_who_acts(language: str, ours: str, theirs: str) -> None:
    assert not {"exchanged", "proves"} & lost(language, ours, theirs)
