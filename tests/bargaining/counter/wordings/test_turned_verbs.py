"""A verb that was turned: what did not count counts, and whoever had to agree has only spoken."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

COUNTS = [
    ("ar", "من وقّع القائمة وحدها لا يُعتبر قد فحص الحالة.", "من وقّع القائمة اعتُبر قد فحص الحالة."),
    (
        "ar",
        "ومن اكتفى بقراءة تقرير أو تسليمه أو ترتيبه لا يُعدّ قد أنجز الفحص.",
        "ومن قرأ تقريراً أو سلّمه أو رتّبه عُدّ قد أنجز الفحص.",
    ),
    (
        "en",
        "Whoever only signs a list or forwards it does not count as having examined the case.",
        "Signing a list, or forwarding it, counts as having examined the case.",
    ),
    (
        "es",
        "Quien se limita a firmar la lista no se considera que haya examinado el caso.",
        "Quien firma la lista se considera que ha examinado el caso.",
    ),
    (
        "pt",
        "Quem se limita a assinar a lista não é considerado como quem examinou o caso.",
        "Quem assina a lista é considerado como quem examinou o caso.",
    ),
]
SAME_COUNT = [
    ("en", "Signing a list does not count as a decision.", "A signature under a list does not count as a decision."),
    (
        "en",
        "Signing a list does not count as a decision.",
        "A decision counts as one where somebody has examined the case.",
    ),
    ("ar", "من وقّع القائمة لا يُعتبر قد فحص الحالة.", "لا يُعتبر من وقّع القائمة قد فحص الحالة."),
]
SPEAKS = [
    (
        "pt",
        "A suspensão vigora até que o Sindicato a tenha dado por escrito.",
        "A suspensão vigora até que o Sindicato se tenha manifestado por escrito.",
    ),
    ("pt", "Nada muda até que o Sindicato concorde.", "Nada muda até que o Sindicato tenha sido ouvido."),
    (
        "es",
        "La suspensión dura hasta que el Sindicato la haya dado.",
        "La suspensión dura hasta que el Sindicato se haya pronunciado.",
    ),
    (
        "es",
        "Nada cambia hasta que el Sindicato lo acepte.",
        "Nada cambia hasta que el Sindicato haya emitido su opinión.",
    ),
    (
        "fr",
        "L’arrêt dure jusqu’à ce que le Syndicat l’ait donné.",
        "L’arrêt dure jusqu’à ce que le Syndicat se soit prononcé.",
    ),
    (
        "fr",
        "Rien ne change tant que le Syndicat n’a pas accepté.",
        "Rien ne change tant que le Syndicat n’a pas pris position.",
    ),
    ("en", "The pause lasts until the Union has given it.", "The pause lasts until the Union has commented."),
    ("en", "Nothing changes until the Union has agreed.", "Nothing changes until the Union has been heard."),
    ("ar", "يدوم الوقف إلى أن تمنحها النقابة.", "يدوم الوقف إلى أن تبدي النقابة رأيها."),
    ("ar", "لا يتغير شيء إلى أن توافق النقابة.", "لا يتغير شيء إلى أن تعبّر النقابة عن موقفها."),
]
AGREES = [
    ("pt", "Nada muda até que o Sindicato a tenha dado.", "Nada muda até que o Sindicato tenha consentido."),
    (
        "pt",
        "Nada muda até que o Sindicato a tenha dado.",
        "Nada muda até que o Sindicato se tenha pronunciado favoravelmente.",
    ),
    ("en", "Nothing changes until the Union has agreed.", "Nothing changes until the Union has given its consent."),
    (
        "es",
        "Nada cambia hasta que el Sindicato se haya pronunciado.",
        "Nada cambia hasta que el Sindicato haya emitido su parecer.",
    ),
    (
        "fr",
        "Rien ne change tant que le Syndicat ne s’est pas prononcé.",
        "Rien ne change tant que le Syndicat n’a pas donné son avis.",
    ),
    ("ar", "لا يتغير شيء إلى أن توافق النقابة.", "لا يتغير شيء إلى أن تمنح النقابة موافقتها."),
]


def reasons(language: str, ours: str, theirs: str) -> set[str]:
    return {one.id for one in judge(ours, theirs, lexicon(language)).noticed}


@pytest.mark.parametrize(("language", "ours", "theirs"), COUNTS)
def test_what_did_not_count_and_counts_now_is_told(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind == "weakened"
    assert reasons(language, ours, theirs) & {"denied-less", "not-gone"}


@pytest.mark.parametrize(("language", "ours", "theirs"), SAME_COUNT)
def test_what_counts_as_little_as_before_is_not_told(language: str, ours: str, theirs: str) -> None:
    assert not reasons(language, ours, theirs) & {"denied-less", "not-gone"}


@pytest.mark.parametrize(("language", "ours", "theirs"), SPEAKS)
def test_whoever_had_to_agree_and_has_only_spoken_is_told(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind == "weakened"
    assert "less-say" in reasons(language, ours, theirs)


@pytest.mark.parametrize(("language", "ours", "theirs"), AGREES)
def test_a_yes_in_other_words_is_not_told(language: str, ours: str, theirs: str) -> None:
    assert "less-say" not in reasons(language, ours, theirs)
