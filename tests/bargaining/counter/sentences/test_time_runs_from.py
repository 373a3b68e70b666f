"""From what a time runs, before and after."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.sentences.time_runs_from import LATER, TRIGGER, compare_triggers


def told(language: str, ours: str, theirs: str) -> list[str]:
    return [one.sentence for one in compare_triggers(plain(ours), plain(theirs), same_words(language))]


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "It ends within 5 days of the alarm.", "It ends within 5 days of the confirmation of the alarm."),
        ("fr", "Sous 5 jours à compter de l’alarme.", "Sous 5 jours à compter de la validation de l’alarme."),
        ("es", "En un plazo de 5 días desde la alarma.", "En un plazo de 5 días desde la confirmación de la alarma."),
        ("pt", "No prazo de 5 dias, contado do alarme.", "No prazo de 5 dias, contado da homologação do alarme."),
        ("ar", "خلال 5 أيام من الإنذار.", "خلال 5 أيام من تأكيد الإنذار."),
    ],
)  # fmt: skip
def test_a_later_start_is_told(language: str, ours: str, theirs: str) -> None:
    assert told(language, ours, theirs) == [TRIGGER]


def test_a_start_where_there_was_none_is_told() -> None:
    theirs = "Within 5 days of a medical opinion on the matter they write."
    assert told("en", "Within 5 days they write.", theirs) == [LATER]


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "It ends within 5 days of the alarm.", "Within 5 days of the alarm it ends."),
        ("en", "It ends within 5 days of the alarm.", "It ends within 5 days from the day of receipt of the alarm."),
        ("fr", "Sous 5 jours à compter de l’alarme.", "Sous 5 jours à compter de la réception de l’alarme."),
        ("es", "En un plazo de 5 días desde la alarma.", "En un plazo de 5 días desde la fecha de la alarma."),
        ("en", "Within 5 days they write of the alarm.", "Within 5 days of the alarm they write."),
    ],
)  # fmt: skip
def test_the_same_start_is_not_told(language: str, ours: str, theirs: str) -> None:
    assert told(language, ours, theirs) == []
