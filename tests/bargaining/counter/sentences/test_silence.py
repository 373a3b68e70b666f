"""That silence is a yes is said only where somebody is silent."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.sentences.silence import deemed_how
from toolkit.bargaining.counter.signals import COUNTS_AS, DEEMED

SILENT = [
    ("en", "Whoever has not objected within a week is deemed to have agreed."),
    ("en", "A letter left unanswered counts as accepted."),
    ("en", "Where the Union fails to reply, the plan is taken to be agreed."),
    ("ar", "يُعدّ موافقاً من لم يعترض خلال أسبوع."),
    ("ar", "ويُعتبر سكوت النقابة قبولاً."),
    ("ar", "وعدم الرد خلال أسبوع يُعدّ موافقة."),
    ("fr", "Le silence du Syndicat vaut accord."),
    ("fr", "La lettre restée sans réponse est réputée acceptée."),
    ("es", "El silencio del Sindicato vale como conformidad."),
    ("es", "Se entiende aceptado si el Sindicato no responde."),
    ("pt", "O silêncio do Sindicato vale como concordância."),
    ("pt", "Considera-se aceito se o Sindicato não responder."),
]
NOBODY_IS_SILENT = [
    ("en", "The signature of a manager under the list counts as an examination of the case."),
    ("ar", "ويُعدّ توقيع المدير على القائمة فحصاً للحالة."),
    ("fr", "La signature du chef de service au bas de la liste vaut examen du dossier."),
    ("es", "La firma de la jefatura al pie de la lista equivale al examen del caso."),
    ("pt", "A assinatura da chefia ao pé da lista vale como exame do caso."),
]


@pytest.mark.parametrize(("language", "theirs"), SILENT)
def test_silence_is_named_where_somebody_is_silent(language: str, theirs: str) -> None:
    assert deemed_how(plain(theirs), same_words(language)) == DEEMED


@pytest.mark.parametrize(("language", "theirs"), NOBODY_IS_SILENT)
def test_it_is_not_where_something_else_counts_as_what_it_is_not(language: str, theirs: str) -> None:
    assert deemed_how(plain(theirs), same_words(language)) == COUNTS_AS
