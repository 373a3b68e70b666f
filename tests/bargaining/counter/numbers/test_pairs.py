"""Which number answers to which: by the word right before it where only their order changed, or where two changed."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

SAME = [
    (
        "en",
        "The Employer examines the boilers together with the Union, before the season and then every 12 months, and "
        "repairs at its own cost whatever is broken within 20 days.",
        "Before the season, and then every 12 months, the Employer examines the boilers together with the Union, and "
        "repairs, within 20 days and at its own cost, whatever is broken.",
    ),
    (
        "ar",
        "يفحص صاحب العمل الرافعات مع النقابة، قبل الموسم ثم كل 6 أشهر، بما فيها الكوابح، ويصلح على "
        "نفقته ما تعطّل خلال 10 أيام.",
        "قبل الموسم، ثم كل 6 أشهر، يفحص صاحب العمل الرافعات مع النقابة بما فيها الكوابح، ويصلح في غضون "
        "10 أيام وعلى نفقته ما تعطّل.",
    ),
    (
        "fr",
        "L’Employeur vérifie les fours avec le Syndicat, avant la saison puis tous les 6 mois, et "
        "répare à ses frais ce "
        "qui est cassé sous 10 jours.",
        "Avant la saison, puis tous les 6 mois, l’Employeur vérifie les fours avec le Syndicat et "
        "répare, dans un délai de "
        "10 jours et à ses frais, ce qui est cassé.",
    ),
    (
        "es",
        "El Empleador revisará los hornos con el Sindicato, antes de la temporada y luego cada 6 meses, "
        "y reparará a su "
        "costa lo roto en un plazo de 10 días.",
        "Antes de la temporada, y luego cada 6 meses, el Empleador revisará los hornos con el Sindicato "
        "y reparará, dentro "
        "de los 10 días y a su costa, lo roto.",
    ),
    (
        "pt",
        "O Empregador deverá examinar os fornos com o Sindicato, antes da safra e depois a cada 6 "
        "meses, e consertar às "
        "suas expensas o que estiver quebrado no prazo de 10 dias.",
        "Antes da safra, e depois a cada 6 meses, o Empregador deverá examinar os fornos com o "
        "Sindicato e consertar, no "
        "prazo de 10 dias e às suas expensas, o que estiver quebrado.",
    ),
]  # fmt: skip

EXCHANGED = [
    (
        "en",
        "Before the season and every 12 months the Employer examines the boilers together with the "
        "Union, and repairs at "
        "its own cost whatever is broken within 20 days.",
        "Before the season and within 20 days the Employer examines the boilers together with the "
        "Union, and repairs at "
        "its own cost whatever is broken every 12 months.",
    ),
    (
        "en",
        "Whoever is dismissed is paid within 30 days and has 12 months' pay.",
        "Whoever is dismissed is paid within 12 months and has 30 days' pay.",
    ),
    (
        "ar",
        "يفحص صاحب العمل الرافعات كل 3 أشهر ويصلحها خلال 10 أيام.",
        "يصلح صاحب العمل الرافعات خلال 3 أشهر ويفحصها كل 10 أيام.",
    ),
    (
        "pt",
        "O Empregador deverá examinar os fornos a cada 6 meses e consertá-los no prazo de 10 dias.",
        "O Empregador deverá consertar os fornos no prazo de 6 meses e examiná-los a cada 10 dias.",
    ),
]


@pytest.mark.parametrize(("language", "ours", "theirs"), SAME)
def test_the_same_times_in_another_order_are_not_told(language: str, ours: str, theirs: str) -> None:
    noticed = judge(ours, theirs, lexicon(language)).noticed
    assert [one.id for one in noticed if one.id.startswith(("number", "floor"))] == []


@pytest.mark.parametrize(("language", "ours", "theirs"), EXCHANGED)
def test_two_times_that_were_exchanged_are_told(language: str, ours: str, theirs: str) -> None:
    judged = judge(ours, theirs, lexicon(language))
    assert judged.kind == "weakened"
    assert "number-worse" in {one.id for one in judged.noticed}


def test_that_two_times_were_exchanged_is_not_certain_where_only_the_words_before_them_say_so() -> None:
    ours = "Whoever is dismissed is paid within 30 days and has 12 months' pay."
    theirs = "Whoever is dismissed is paid within 12 months and has 30 days' pay."
    assert not judge(ours, theirs, lexicon("en")).sure


# Ours; each clause with the time of the other; the clauses in another order with their own.
CLAUSES = [
    (
        "en",
        "The Keeper stores the pictures for 3 days and shows the lists for 90 days.",
        "The Keeper shows the lists for 3 days and stores the pictures for 90 days.",
        "The Keeper shows the lists for 90 days and stores the pictures for 3 days.",
    ),
    (
        "fr",
        "Le Gardien conserve les images pendant 3 jours et montre les listes pendant 90 jours.",
        "Le Gardien montre les listes pendant 3 jours et conserve les images pendant 90 jours.",
        "Le Gardien montre les listes pendant 90 jours et conserve les images pendant 3 jours.",
    ),
    (
        "es",
        "El Guarda conserva las fotos durante 3 días y muestra las listas durante 90 días.",
        "El Guarda muestra las listas durante 3 días y conserva las fotos durante 90 días.",
        "El Guarda muestra las listas durante 90 días y conserva las fotos durante 3 días.",
    ),
    (
        "pt",
        "O Guarda conserva as fotos durante 3 dias e mostra as listas durante 90 dias.",
        "O Guarda mostra as listas durante 3 dias e conserva as fotos durante 90 dias.",
        "O Guarda mostra as listas durante 90 dias e conserva as fotos durante 3 dias.",
    ),
    (
        "ar",
        "يحفظ الحارس الصور مدة 3 أيام ويعرض القوائم مدة 90 يوماً.",
        "يعرض الحارس القوائم مدة 3 أيام ويحفظ الصور مدة 90 يوماً.",
        "يعرض الحارس القوائم مدة 90 يوماً ويحفظ الصور مدة 3 أيام.",
    ),
]


@pytest.mark.parametrize(("language", "ours", "exchanged", "turned"), CLAUSES)
def test_a_clause_that_got_the_time_of_another_is_told(language: str, ours: str, exchanged: str, turned: str) -> None:
    def told(theirs: str) -> set[str]:
        noticed = judge(ours, theirs, lexicon(language)).noticed
        return {one.id for one in noticed if one.id.startswith("number-") or one.id == "floor"}

    assert told(exchanged)
    assert not told(turned)
