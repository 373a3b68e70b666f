"""Where a sentence was written anew, its words are shown before what a single word of it tells."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.changes import Change
from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon
from toolkit.bargaining.counter.replies import gravity

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
