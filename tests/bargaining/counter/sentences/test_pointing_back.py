"""What points back to what stands in front is no other event, and no decision that was not there."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

SAME_EVENT = [
    (
        "ar",
        "يخطر صاحب العمل النقابة كتابةً، خلال 24 ساعة من علمه بأن شاحنة تعطلت في الطريق، بمكانها وحمولتها.",
        "متى علم صاحب العمل بأن شاحنة تعطلت في الطريق، وجب عليه أن يخطر النقابة كتابةً، خلال 24 ساعة من "
        "علمه بذلك، بمكانها وحمولتها.",
    ),
    (
        "en",
        "The Employer shall tell the Union, within 24 hours of learning that a truck broke down on the "
        "road, where it stands.",
        "When the Employer learns that a truck broke down on the road, it shall tell the Union, within 24 "
        "hours of learning of this, where it stands.",
    ),
    (
        "pt",
        "O Empregador deverá avisar o Sindicato, no prazo de 24 horas, contado do conhecimento de que um "
        "caminhão quebrou na estrada.",
        "Quando o Empregador tiver conhecimento de que um caminhão quebrou na estrada, deverá avisar o "
        "Sindicato no prazo de 24 horas, contado do conhecimento disso.",
    ),
    (
        "es",
        "El Empleador avisará al Sindicato en un plazo de 24 horas desde el conocimiento de que un camión "
        "se averió en la carretera.",
        "Cuando el Empleador tenga conocimiento de que un camión se averió en la carretera, avisará al "
        "Sindicato en un plazo de 24 horas desde el conocimiento de ello.",
    ),
]
OTHER_EVENT = [
    (
        "ar",
        "يخطر صاحب العمل النقابة كتابةً، خلال 24 ساعة من علمه بأن شاحنة تعطلت في الطريق، بمكانها وحمولتها.",
        "متى علم صاحب العمل بأن شاحنة تعطلت في الطريق، وجب عليه أن يخطر النقابة كتابةً، خلال 24 ساعة من "
        "تأكده من ذلك، بمكانها وحمولتها.",
    ),
    (
        "ar",
        "يخطر صاحب العمل النقابة كتابةً، خلال 24 ساعة من علمه بأن شاحنة تعطلت في الطريق، بمكانها وحمولتها.",
        "متى أثبت تحقيق أن شاحنة تعطلت في الطريق، وجب على صاحب العمل أن يخطر النقابة كتابةً، خلال 24 ساعة "
        "من علمه بذلك، بمكانها وحمولتها.",
    ),
    (
        "en",
        "The Employer shall tell the Union, within 24 hours of learning that a truck broke down on the "
        "road, where it stands.",
        "When an inquiry confirms that a truck broke down on the road, the Employer shall tell the Union, "
        "within 24 hours of learning of this, where it stands.",
    ),
    (
        "en",
        "The Employer shall tell the Union, within 24 hours of learning that a truck broke down on the "
        "road, where it stands.",
        "When the Employer learns that a truck broke down on the road, it shall tell the Union, within 24 "
        "hours of the confirmation of this, where it stands.",
    ),
    (
        "pt",
        "O Empregador deverá avisar o Sindicato, no prazo de 24 horas, contado do conhecimento de que um "
        "caminhão quebrou na estrada.",
        "Quando o Empregador tiver conhecimento de que um caminhão quebrou na estrada, deverá avisar o "
        "Sindicato no prazo de 24 horas, contado da comprovação disso.",
    ),
]
ITS_DECISION = [
    (
        "ar",
        "يخطر صاحب العمل النقابة، خلال 40 يوماً من قراره إغلاق مخزن، بمصير عماله.",
        "متى قرر صاحب العمل إغلاق مخزن، وجب عليه أن يخطر النقابة، خلال 40 يوماً من قراره، بمصير عماله.",
    ),
    (
        "en",
        "The Employer tells the Union, within 40 days of its decision to close a depot, what becomes of the crew.",
        "When the Employer decides to close a depot, it tells the Union, within 40 days of its decision, "
        "what becomes of the crew.",
    ),
]
DECIDES_NOW = [
    (
        "ar",
        "يخطر صاحب العمل النقابة، خلال 40 يوماً من قراره إغلاق مخزن، بمصير عماله.",
        "يقرر صاحب العمل مصير عمال المخزن خلال 40 يوماً ويخطر النقابة.",
    ),
    (
        "ar",
        "تخطر النقابة صاحب العمل، خلال 40 يوماً من قرارها، باسم المندوب.",
        "متى قرر صاحب العمل اسم المندوب، أخطر النقابة خلال 40 يوماً.",
    ),
    (
        "en",
        "The Employer tells the Union, within 40 days of its decision to close a depot, what becomes of the crew.",
        "The Employer decides what becomes of the crew of a depot, and tells the Union within 40 days.",
    ),
    ("en", "The committee names the doctor.", "The Employer decides who the doctor is when asked."),
]


def reasons(language: str, ours: str, theirs: str) -> set[str]:
    return {one.id for one in judge(ours, theirs, lexicon(language)).noticed}


@pytest.mark.parametrize(("language", "ours", "theirs"), SAME_EVENT)
def test_an_event_that_is_named_in_front_is_the_same(language: str, ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon(language)).kind == "reworded"


@pytest.mark.parametrize(("language", "ours", "theirs"), OTHER_EVENT)
def test_another_event_is_told_though_it_points_back(language: str, ours: str, theirs: str) -> None:
    assert "trigger" in reasons(language, ours, theirs)


@pytest.mark.parametrize(("language", "ours", "theirs"), ITS_DECISION)
def test_when_the_employer_decides_what_it_decided_before_settles_nothing(
    language: str, ours: str, theirs: str
) -> None:
    assert not reasons(language, ours, theirs) & {"alone", "exchanged"}


@pytest.mark.parametrize(("language", "ours", "theirs"), DECIDES_NOW)
def test_what_the_employer_decides_now_is_told(language: str, ours: str, theirs: str) -> None:
    assert "alone" in reasons(language, ours, theirs)
