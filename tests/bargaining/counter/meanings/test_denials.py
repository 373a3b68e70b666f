"""What a sentence denies, counted once, and the bounds that a denial sets to a number."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.meanings.denials import compare_denials, denials
from toolkit.bargaining.counter.meanings.same_words import same_words


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "No Worker is ranked, and none is watched.", 2),
        ("es", "No se usa nunca ningún dato.", 1),
        ("pt", "Não se usa nunca dado algum.", 1),
        ("fr", "Aucun Travailleur ne peut être classé.", 1),
        ("fr", "Ni la note ni le score ne sont un motif.", 1),
        ("ar", "لا يجوز تصنيف أي عامل.", 1),
        ("ar", "وتُحرَّر محاضر يوقّعها كلا الجانبين.", 0),  # "both", and no "not"
        ("en", "It serves to plan and for nothing else.", 0),  # a limit, and no denial
        ("es", "Sirve para planificar y para nada más.", 0),
    ],
)
def test_a_denial_counts_once(language: str, text: str, count: int) -> None:
    assert denials(plain(text), same_words(language)).all == count


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "alike"),
    [
        ("en", "No group has fewer than 10 people.", "Each group has at least 10 people.", True),
        ("en", "No group has fewer than 10 people.", "Each group has fewer than 10 people.", False),
        ("fr", "Aucun groupe ne compte moins de 10 personnes.", "Chaque groupe compte au moins 10 personnes.", True),
        ("es", "Ningún grupo tiene menos de 10 personas.", "Cada grupo tiene al menos 10 personas.", True),
        ("es", "Nadie trabaja sin pausa.", "Todos trabajan con pausa.", True),
        ("es", "Nadie trabaja sin pausa.", "Nadie trabaja con pausa.", False),
        ("pt", "Nenhum grupo tem menos de 10 pessoas.", "Cada grupo tem pelo menos 10 pessoas.", True),
    ],
)
def test_what_sets_a_bound_or_is_undone_is_no_denial(language: str, ours: str, theirs: str, alike: bool) -> None:
    before, after = compare_denials(plain(ours), plain(theirs), same_words(language))
    assert (before == after) is alike


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("يتطلب كل تعديل في البرنامج توقيعاً من النقابة.", "لا بد لكل تعديل في البرنامج من توقيع من النقابة."),
        ("يجب أن يوقّع الطبيب التقرير قبل كل رحلة.", "لا بد أن يوقّع الطبيب التقرير قبل كل رحلة."),
        ("يجب توقيع الطبيب على التقرير.", "لا مناص من توقيع الطبيب على التقرير."),
        ("يستلزم كل نقل إذناً مكتوباً من النقابة.", "لا غنى عن إذن مكتوب من النقابة لكل نقل."),
    ],
)
def test_no_way_round_is_a_duty_in_arabic(ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon("ar")).kind == "reworded"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("يجب أن يوقّع الطبيب التقرير قبل كل رحلة.", "ليس من الضروري أن يوقّع الطبيب التقرير قبل كل رحلة."),
        ("لا بد لكل تعديل في البرنامج من توقيع من النقابة.", "لا يلزم لكل تعديل في البرنامج توقيع من النقابة."),
        ("لا بد أن يوقّع الطبيب التقرير قبل كل رحلة.", "لا ضرورة لأن يوقّع الطبيب التقرير قبل كل رحلة."),
        ("لا بد أن يوقّع الطبيب التقرير قبل كل رحلة.", "يجوز أن يوقّع الطبيب التقرير قبل كل رحلة."),
        ("لا بد أن تُحفظ الصور شهراً.", "لا بد ألا تُحفظ الصور شهراً."),
    ],
)
def test_a_duty_that_is_none_any_more_is_told_in_arabic(ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon("ar")).kind == "weakened"
