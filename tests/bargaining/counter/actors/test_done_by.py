"""Who does what in the passive."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

# Ours; both exchanged; the same in another order.
SENTENCES = [
    (
        "en",
        "The tank is filled by the Employer and tested by the Union.",
        "The tank is filled by the Union and tested by the Employer.",
        "The tank is tested by the Union and filled by the Employer.",
    ),
    (
        "fr",
        "Le réservoir est rempli par l’Employeur et vérifié par le Syndicat.",
        "Le réservoir est rempli par le Syndicat et vérifié par l’Employeur.",
        "Le réservoir est vérifié par le Syndicat et rempli par l’Employeur.",
    ),
    (
        "es",
        "El depósito será llenado por el Empleador y revisado por el Sindicato.",
        "El depósito será llenado por el Sindicato y revisado por el Empleador.",
        "El depósito será revisado por el Sindicato y llenado por el Empleador.",
    ),
    (
        "pt",
        "O tanque será enchido pelo Empregador e verificado pelo Sindicato.",
        "O tanque será enchido pelo Sindicato e verificado pelo Empregador.",
        "O tanque será verificado pelo Sindicato e enchido pelo Empregador.",
    ),
    (
        "ar",
        "يُملأ الخزان من قبل صاحب العمل ويُفحص من قبل النقابة.",
        "يُملأ الخزان من قبل النقابة ويُفحص من قبل صاحب العمل.",
        "يُفحص الخزان من قبل النقابة ويُملأ من قبل صاحب العمل.",
    ),
]


SENTENCES += [
    (
        "en",
        "A guide to the new oven is chosen by the Union, and the fees of the guide are paid by the Employer.",
        "By the Employer a guide to the new oven is chosen, and the fees of the guide are paid by the Union.",
        "The fees of a guide to the new oven are paid by the Employer, and the guide is chosen by the Union.",
    ),
    (
        "pt",
        "As visitas aos armazéns são marcadas pelo Sindicato e pagas pelo Empregador em cada mês.",
        "As visitas aos armazéns são pagas pelo Sindicato e marcadas pelo Empregador em cada mês.",
        "As visitas aos armazéns são pagas pelo Empregador e marcadas pelo Sindicato em cada mês.",
    ),
    (
        "ar",
        "تُدقَّق قوائم المخازن من قبل النقابة وتُعلَّق من قبل صاحب العمل قبل نهاية الشهر.",
        "تُعلَّق قوائم المخازن من قبل النقابة وتُدقَّق من قبل صاحب العمل قبل نهاية الشهر.",
        "تُعلَّق قوائم المخازن من قبل صاحب العمل وتُدقَّق من قبل النقابة قبل نهاية الشهر.",
    ),
]


@pytest.mark.parametrize(("language", "ours", "exchanged", "turned"), SENTENCES)
def test_two_who_did_what_the_other_does_now_are_told(language: str, ours: str, exchanged: str, turned: str) -> None:
    found = judge(ours, exchanged, lexicon(language))
    assert found.kind == "weakened"
    assert {"party-exchanged", "alone", "exchanged"} & {one.id for one in found.noticed}
    assert judge(ours, turned, lexicon(language)).kind != "weakened"


def test_before_and_after_do_not_hide_that_they_were_exchanged() -> None:
    ours = "The list is checked by the Union before it is printed by the Employer."
    theirs = "The list is checked by the Employer before it is printed by the Union."
    assert judge(ours, theirs, lexicon("en")).kind == "weakened"


def test_what_is_done_by_one_of_ours_now_is_no_loss_by_itself() -> None:
    ours = "The members of the board are named by the Employer."
    theirs = "The members of the board are named by the Union."
    assert "party-exchanged" not in {one.id for one in judge(ours, theirs, lexicon("en")).noticed}
