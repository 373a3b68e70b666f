"""How often something comes: twice a year is more than once, and never told as worse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.numbers.quantities import quantities

# In each language a meeting, and how often it is held.
MEETS = {
    "en": ("The parties shall meet at least {} a year.", ("once", "twice", "3 times")),
    "ar": ("يجتمع الطرفان {} على الأقل في السنة.", ("مرة", "مرتين", "3 مرات")),
    "fr": ("Les parties se réunissent au moins {} par an.", ("une fois", "deux fois", "3 fois")),
    "es": ("Las partes deberán reunirse al menos {} al año.", ("una vez", "dos veces", "3 veces")),
    "pt": ("As partes deverão reunir-se ao menos {} por ano.", ("uma vez", "duas vezes", "3 vezes")),
}
EVERY_SIX_MONTHS = {
    "en": "The parties shall meet at least every 6 months.",
    "ar": "يجتمع الطرفان كل 6 أشهر على الأقل.",
    "fr": "Les parties se réunissent au moins tous les 6 mois.",
    "es": "Las partes deberán reunirse al menos cada 6 meses.",
    "pt": "As partes deverão reunir-se ao menos a cada 6 meses.",
}
YEAR = 365.25


@pytest.mark.parametrize("language", MEETS)
def test_a_rhythm_is_the_time_from_one_to_the_next(language: str) -> None:
    sentence, often = MEETS[language]
    for times, said in enumerate(often, start=1):
        (one,) = quantities(plain(sentence.format(said)), lexicon(language))
        assert one.kind == "time"
        assert one.values[0] == pytest.approx(YEAR / times)


@pytest.mark.parametrize("language", MEETS)
def test_more_often_is_no_loss_and_less_often_is_one(language: str) -> None:
    sentence, often = MEETS[language]
    for fewer, more in zip(often, often[1:], strict=False):
        better = judge(sentence.format(fewer), sentence.format(more), lexicon(language))
        assert better.kind == "strengthened"
        assert not better.sure
        worse = judge(sentence.format(more), sentence.format(fewer), lexicon(language))
        assert worse.kind == "weakened"
        assert "number-worse" in {one.id for one in worse.noticed}


@pytest.mark.parametrize("language", MEETS)
def test_twice_a_year_is_every_six_months(language: str) -> None:
    sentence, often = MEETS[language]
    for theirs in (sentence.format(often[1]), EVERY_SIX_MONTHS[language]):
        found = judge(sentence.format(often[1]), theirs, lexicon(language))
        assert found.kind in ("unchanged", "reworded")


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "The Employer shall test a Worker no more than once a year.", "no more than twice a year."),
        ("fr", "L’Employeur évalue le Travailleur une fois par an au plus.", "deux fois par an au plus."),
        ("es", "El Empleador podrá evaluar como máximo una vez al año.", "como máximo dos veces al año."),
        ("pt", "O Empregador poderá avaliar no máximo uma vez por ano.", "no máximo duas vezes por ano."),
        ("ar", "يقيّم صاحب العمل العامل مرة على الأكثر في السنة.", "مرتين على الأكثر في السنة."),
    ],
)
def test_of_a_bound_nobody_says_which_way_is_better(language: str, ours: str, theirs: str) -> None:
    words = ours.split()
    more = " ".join([*words[: len(words) - len(theirs.split())], theirs])
    found = judge(ours, more, lexicon(language))
    assert found.kind == "weakened"
    assert not found.sure
    assert {one.id for one in found.noticed if one.effect != "open"} == {"number-changed"}


@given(times=st.integers(1, 12), unit=st.sampled_from([("week", 7.0), ("year", YEAR)]))
def test_any_number_of_times(times: int, unit: tuple[str, float]) -> None:
    (one,) = quantities(f"{times} times a {unit[0]}", lexicon("en"))
    assert one.values[0] == pytest.approx(unit[1] / times)
