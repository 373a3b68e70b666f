"""Which way a number is better: our time, our seats and our pay are better many, a deadline of the employer short."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.numbers.quantities import quantities
from toolkit.bargaining.counter.numbers.which_way import better_way

WAYS = [
    ("en", "The Union may name 3 stewards.", "higher"),
    ("en", "The Union may object in writing within 20 days.", "higher"),
    ("en", "A Worker may receive the copy within 5 days.", "lower"),
    ("en", "The Employer shall release each steward for 8 hours a month.", "higher"),
    ("en", "The Employer shall pay a supplement of 50% for it.", "higher"),
    ("en", "No steward shall be dismissed within 24 months of the vote.", "higher"),
    # For how long evidence is kept at the least: called better short once.
    ("en", "The Employer shall keep the records for two years at least.", "higher"),
    ("ar", "يحتفظ صاحب العمل بالسجلات لمدة سنتين على الأقل.", "higher"),
    ("fr", "L’Employeur conserve les dossiers pendant deux ans au moins.", "higher"),
    ("es", "El Empleador conservará los registros durante dos años como mínimo.", "higher"),
    ("pt", "O Empregador conservará os registros por dois anos no mínimo.", "higher"),
    ("en", "The Employer shall answer within 9 days at most.", "lower"),
    ("ar", "يجوز للنقابة أن تعترض خلال 20 يوماً.", "higher"),
    ("ar", "يفرّغ صاحب العمل كل مندوب 8 ساعات في الشهر.", "higher"),
    ("fr", "Le Syndicat peut désigner 3 délégués.", "higher"),
    ("fr", "L’Employeur libère chaque délégué 8 heures par mois.", "higher"),
    ("fr", "Aucun délégué ne peut être licencié dans les 24 mois.", "higher"),
    ("es", "El Sindicato podrá nombrar 3 delegados.", "higher"),
    ("es", "El Empleador deberá conceder un permiso de 8 horas al mes.", "higher"),
    ("es", "El Empleador pagará un recargo del 50%.", "higher"),
    ("pt", "O Sindicato poderá opor-se por escrito no prazo de 20 dias.", "higher"),
    ("pt", "O Sindicato poderá exigir cópia no prazo de 20 dias.", "lower"),
    ("pt", "O Sindicato poderá pedir que o Empregador responda no prazo de 20 dias.", "lower"),
    ("pt", "O Empregador deverá liberar cada delegado por 8 horas ao mês.", "higher"),
    ("pt", "O Empregador deverá responder no prazo de 8 dias.", "lower"),
    ("pt", "O Empregador deverá pagar um acréscimo de 50%.", "higher"),
    ("pt", "Nenhum delegado poderá ser dispensado no prazo de 24 meses, contado da eleição.", "higher"),
]


@pytest.mark.parametrize(("language", "text", "way"), WAYS)
def test_the_words_around_a_number_say_which_way_is_better(language: str, text: str, way: str) -> None:
    words, bare = lexicon(language), plain(text)
    assert better_way(quantities(bare, words)[0], bare, words) == way


def test_more_time_for_us_is_a_gain_and_less_a_loss() -> None:
    ours, more, less = (f"O Sindicato poderá manifestar-se no prazo de {days} dias." for days in (30, 60, 10))
    assert judge(ours, more, lexicon("pt")).kind == "strengthened"
    assert judge(ours, less, lexicon("pt")).kind == "weakened"
