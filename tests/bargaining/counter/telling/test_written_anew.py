"""Where a sentence was written anew, its words are shown before what a single word of it tells."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.changes import Change
from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon
from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.replies import gravity
from toolkit.bargaining.counter.signals import Noticed
from toolkit.bargaining.counter.telling.written_anew import with_words_in_place

# Ours; theirs, written anew; theirs with one word changed.
SENTENCES = {
    "en": (
        "From receipt of a written letter of the Union that names facts, no decision rests on the tool.",
        "From the day on which the Panel has held a complaint to be admissible, no decision rests on the tool.",
        "From receipt of a letter of the Union that names facts, no decision rests on the tool.",
    ),
    "ar": (
        "اعتباراً من تسلّم رسالة مكتوبة من النقابة تذكر الوقائع، لا يُبنى أي قرار على الأداة.",
        "اعتباراً من اليوم الذي تقبل فيه الهيئة الشكوى شكلاً بعد فحصها، لا يُبنى أي قرار على الأداة.",
        "اعتباراً من تسلّم رسالة من النقابة تذكر الوقائع، لا يُبنى أي قرار على الأداة.",
    ),
    "fr": (
        "Dès réception d’une lettre écrite du Syndicat qui cite des faits, aucune décision ne repose sur l’outil.",
        "Dès le jour où la commission a jugé une plainte recevable, aucune décision ne repose sur l’outil.",
        "Dès réception d’une lettre du Syndicat qui cite des faits, aucune décision ne repose sur l’outil.",
    ),
    "es": (
        "Desde que se reciba una carta escrita del Sindicato que cite hechos, ninguna decisión se basará en ella.",
        "Desde el día en que la Comisión haya admitido a trámite una queja, ninguna decisión se basará en ella.",
        "Desde que se reciba una carta del Sindicato que cite hechos, ninguna decisión se basará en ella.",
    ),
    "pt": (
        "Desde o recebimento de carta escrita do Sindicato que cite fatos, nenhuma decisão se baseará nela.",
        "Desde o dia em que a Comissão tiver julgado admissível uma queixa, nenhuma decisão se baseará nela.",
        "Desde o recebimento de carta do Sindicato que cite fatos, nenhuma decisão se baseará nela.",
    ),
}
LEADS = {"anew", "trigger"}  # a rule may know that the time runs from something else


@pytest.mark.parametrize("language", SENTENCES)
def test_the_words_themselves_lead_where_much_was_written_anew(language: str) -> None:
    ours, anew, _ = SENTENCES[language]
    found = judge(ours, anew, lexicon(language))
    assert found.kind == "weakened"
    lost = [one for one in found.noticed if one.effect == "weakened"]
    assert min(lost, key=lambda one: gravity(one.id)).id in LEADS
    told = Change("x", "weakened", False, ours, anew, noticed=found.noticed).say(language)
    assert anew.split()[5] in told  # theirs is quoted as it is written


@pytest.mark.parametrize("language", SENTENCES)
def test_one_word_that_went_is_named_and_nothing_stands_in_its_place(language: str) -> None:
    ours, _, edited = SENTENCES[language]
    found = judge(ours, edited, lexicon(language))
    assert "anew" not in {one.id for one in found.noticed}


@pytest.mark.parametrize("language", SENTENCES)
def test_what_only_went_stands_for_nothing(language: str) -> None:
    ours, _, _ = SENTENCES[language]
    found = judge(f"{ours} {ours.split(',')[0]}.", ours, lexicon(language))
    assert "anew" not in {one.id for one in found.noticed}


def test_what_the_words_tell_stands_behind_them_and_is_not_lost() -> None:
    ours, anew, _ = SENTENCES["en"]
    noticed = judge(ours, anew, lexicon("en")).noticed
    assert [one.effect for one in noticed if one.id == "written"] == ["open"]
    (shown,) = [one for one in noticed if one.id == "anew"]
    assert shown.values["ours"].startswith("receipt of a written letter")
    assert "the Panel has held a complaint" in shown.values["theirs"]
    assert not shown.sure


def test_their_words_are_quoted_with_the_name_that_they_gave_themselves() -> None:
    ours = (
        "From receipt of a written letter of the Union that names facts, no decision of the Employer rests on the tool."
    )
    theirs = (
        "From the day on which the Director of Digital Affairs has examined a complaint, no decision of the Employer "
        "rests on the tool."
    )
    told = [one.values["theirs"] for one in judge(ours, theirs, lexicon("en")).noticed if one.id == "anew"]
    assert all("Director of Digital Affairs" in one for one in told)
    assert told


# Ours; theirs, whose words make somebody think of a harm that is not the one; what has to be quoted of theirs first.
BESIDE = {
    "en": (
        "The Employer deletes the copies, the backups and all that was made from them.",
        "The Employer deletes the original files in use.",
        "original files in use",
    ),
    "fr": (
        "L’Employeur efface les copies, les sauvegardes et tout ce qui en a été tiré.",
        "L’Employeur efface les fichiers d’origine en usage.",
        "fichiers d’origine en usage",
    ),
    "es": (
        "El Empleador borra las copias, los respaldos y todo lo que se haya sacado de ellos.",
        "El Empleador borra los archivos originales en uso.",
        "archivos originales en uso",
    ),
    "pt": (
        "O Empregador apaga as cópias, os backups e tudo o que delas foi tirado.",
        "O Empregador apaga os arquivos originais em uso.",
        "arquivos originais em uso",
    ),
    "ar": (
        "يمحو صاحب العمل النسخ والنسخ الاحتياطية وكل ما استُخرج منها.",
        "يمحو صاحب العمل الملفات الأصلية المستعملة.",
        "الملفات الأصلية المستعملة",
    ),
}


@pytest.mark.parametrize("language", BESIDE)
def test_what_words_tell_that_is_often_beside_the_point_is_not_told_first(language: str) -> None:
    ours, theirs, quote = BESIDE[language]
    found = judge(ours, theirs, lexicon(language))
    assert found.kind == "weakened"
    told = Change("x", "weakened", False, ours, theirs, noticed=found.noticed).say(language)
    assert quote in told.split(".")[0]


def test_words_that_only_came_are_quoted_before_what_they_seem_to_tell() -> None:
    ours = "The Employer lends each Worker a coat within 14 days of a request. Until then the Worker is paid."
    theirs = ours.replace("of a request", "of a request, as far as the store has one")
    seen = with_words_in_place([Noticed("partial", "weakened", "Only a part.")], ours, theirs, same_words("en"))
    assert [(one.id, one.effect) for one in seen] == [("put-in", "weakened"), ("partial", "open")]
    assert seen[0].values == {"theirs": "as far as the store has one"}


def test_words_that_only_went_are_quoted_too() -> None:
    ours = "The Keeper, whom the Union and the Employer choose together, sweeps the hall every day before it opens."
    theirs = "The Keeper sweeps the hall every day before it opens."
    seen = with_words_in_place([Noticed("independent", "weakened", "No choice.")], ours, theirs, same_words("en"))
    assert [(one.id, one.effect) for one in seen] == [("taken-out", "weakened"), ("independent", "open")]
    assert seen[0].values == {"ours": "whom the Union and the Employer choose together"}


@pytest.mark.parametrize("sure", [True, False])
def test_a_loss_is_as_certain_as_it_was(sure: bool) -> None:
    noticed = [Noticed("released", "weakened", "The employer is let off a duty.", sure)]
    lead, _ = with_words_in_place(noticed, "It does not free anybody.", "It frees everybody.", same_words("en"))
    assert (lead.id, lead.sure) == ("anew", sure)


def test_what_is_named_rightly_leads_before_words_that_are_quoted() -> None:
    ours = (
        "The Employer pays the Worker a month's wage, and the Panel, which is independent, hears the case in 30 days."
    )
    theirs = "The Employer thanks the Worker, and the Panel hears the case in 60 days."
    noticed = [Noticed("number-worse", "weakened", "30 became 60."), Noticed("independent", "weakened", "No choice.")]
    lost = [one for one in with_words_in_place(noticed, ours, theirs, same_words("en")) if one.effect == "weakened"]
    assert min(lost, key=lambda one: gravity(one.id)).id == "number-worse"
