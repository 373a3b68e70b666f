"""A cause is no reason to be given, a document nobody sees is no evidence, and "nothing else" closes by itself."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

CAUSES = [
    (
        "pt",
        "Nenhum Trabalhador poderá ser transferido porque uma máquina chega.",
        "Da chegada de uma máquina não poderá resultar, para nenhum Trabalhador, transferência.",
    ),
    (
        "fr",
        "Aucun Travailleur n’est muté en raison de l’arrivée d’une machine.",
        "L’arrivée d’une machine n’entraîne la mutation d’aucun Travailleur.",
    ),
    (
        "es",
        "Ningún Trabajador perderá su turno por razón de la llegada de una máquina.",
        "La llegada de una máquina no hará perder su turno a ningún Trabajador.",
    ),
    ("ar", "لا يُنقل أي عامل بسبب وصول آلة.", "لا يترتب على وصول آلة نقل أي عامل."),
]
REASONS = [
    ("pt", "O Empregador deverá explicar por que recusa o pedido.", "O Empregador deverá responder ao pedido."),
    (
        "pt",
        "O Empregador deverá dizer ao Trabalhador porque recusa o pedido.",
        "O Empregador deverá responder ao Trabalhador.",
    ),
    ("pt", "O Empregador responderá com os motivos da recusa.", "O Empregador responderá."),
    ("fr", "L’Employeur indique les raisons du refus.", "L’Employeur notifie le refus."),
    ("en", "The Employer states the grounds of the refusal.", "The Employer announces the refusal."),
]
NAMED = [
    (
        "ar",
        "لا تُستخدم رسائل العامل أو صوته أو صورته أو سجلات عمله في تدريب أي أداة.",
        "لا تُستخدم رسائل العامل أو صوته أو صورته في تدريب أي أداة.",
    ),
    (
        "pt",
        "As mensagens, a voz e os registros de trabalho do Trabalhador não poderão treinar ferramenta alguma.",
        "As mensagens e a voz do Trabalhador não poderão treinar ferramenta alguma.",
    ),
]
SEEN = [
    (
        "ar",
        "يسلّم صاحب العمل إلى النقابة سجلات الصيانة والفواتير كل شهر.",
        "يسلّم صاحب العمل إلى النقابة الفواتير كل شهر.",
    ),
    (
        "pt",
        "O Empregador deverá entregar ao Sindicato os registros de manutenção e as faturas.",
        "O Empregador deverá entregar ao Sindicato as faturas.",
    ),
    ("pt", "O Sindicato poderá examinar os registros da máquina.", "O Sindicato poderá perguntar pela máquina."),
    ("ar", "تُحفظ سجلات الآلة خمس سنوات.", "تُحفظ صور الآلة خمس سنوات."),
]
CLOSED_BEFORE = [
    (
        "pt",
        "As fotos servem para instruir o seguro e para nada mais, em especial não para avaliar pessoas.",
        "As fotos destinam-se unicamente a instruir o seguro e a nada mais, muito menos a avaliar pessoas.",
    ),
    (
        "es",
        "Las fotos sirven para el seguro y para nada más, en particular no para evaluar a personas.",
        "Las fotos sirven únicamente para el seguro y para nada más, y menos aún para evaluar a personas.",
    ),
    (
        "fr",
        "Les photos servent à l’assurance et à rien d’autre, notamment pas à noter des personnes.",
        "Les photos servent uniquement à l’assurance et à rien d’autre, encore moins à noter des personnes.",
    ),
    (
        "en",
        "The photos serve the insurance claim and nothing else, in particular not the rating of persons.",
        "The photos serve only the insurance claim and nothing else, least of all the rating of persons.",
    ),
]
CLOSED_NOW = [
    (
        "pt",
        "As fotos servem para o seguro, em especial para danos e furtos.",
        "As fotos servem unicamente para danos e furtos.",
    ),
    (
        "pt",
        "O bônus cobre despesas, em especial de viagem.",
        "O bônus cobre unicamente despesas de viagem e nada mais.",
    ),
    (
        "en",
        "The fund pays for costs, in particular for travel and food.",
        "The fund pays only for travel and nothing else.",
    ),
    (
        "pt",
        "As fotos servem para o seguro e para nada mais. O Trabalhador pode vê-las.",
        "As fotos servem para o seguro e para nada mais. O Trabalhador pode vê-las unicamente às sextas.",
    ),
    (
        "pt",
        "As fotos servem para o seguro e para nada mais, em especial não para avaliar pessoas.",
        "As fotos servem para o seguro e, em especial, para avaliar pessoas.",
    ),
    (
        "pt",
        "As fotos servem para o seguro e para nada mais, em especial não para avaliar pessoas.",
        "As fotos servem para o seguro e para avaliar pessoas.",
    ),
    (
        "en",
        "The photos serve the claim, in particular not the rating of persons.",
        "The photos serve the claim, in particular the rating of persons.",
    ),
    (
        "en",
        "The photos serve the claim and nothing else, in particular not the rating of persons.",
        "The photos serve the claim and the rating of persons.",
    ),
]


def reasons(language: str, ours: str, theirs: str) -> set[str]:
    return {one.id for one in judge(ours, theirs, lexicon(language)).noticed if one.effect != "strengthened"}


@pytest.mark.parametrize(("language", "ours", "theirs"), CAUSES)
def test_because_of_what_something_happens_is_no_reason_to_be_given(language: str, ours: str, theirs: str) -> None:
    assert "reasons" not in reasons(language, ours, theirs)


@pytest.mark.parametrize(("language", "ours", "theirs"), REASONS)
def test_reasons_that_have_to_be_given_no_more_are_told(language: str, ours: str, theirs: str) -> None:
    assert "reasons" in reasons(language, ours, theirs)


@pytest.mark.parametrize(("language", "ours", "theirs"), NAMED)
def test_records_among_what_may_not_be_used_are_no_evidence_of_ours(language: str, ours: str, theirs: str) -> None:
    assert reasons(language, ours, theirs) - {"evidence"} == reasons(language, ours, theirs) != set()


@pytest.mark.parametrize(("language", "ours", "theirs"), SEEN)
def test_records_that_we_get_or_see_or_that_are_kept_are(language: str, ours: str, theirs: str) -> None:
    assert "evidence" in reasons(language, ours, theirs)


@pytest.mark.parametrize(("language", "ours", "theirs"), CLOSED_BEFORE)
def test_only_beside_nothing_else_shuts_out_nothing_more(language: str, ours: str, theirs: str) -> None:
    assert not reasons(language, ours, theirs) & {"narrow", "only", "closed", "not-gone", "denied-less", "not-new"}


@pytest.mark.parametrize(("language", "ours", "theirs"), CLOSED_NOW)
def test_what_was_open_and_is_shut_or_the_other_way_round_is_told(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind == "weakened"
