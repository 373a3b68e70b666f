"""What held for a kind of case and does not any more, also where another "not" went elsewhere in the sentence."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

TURNED = {
    "en": (
        "This covers trials too, and a person's consent does not change that.",
        "This does not cover trials to which the person has consented.",
    ),
    "ar": (
        "ويسري ذلك على التجارب أيضاً، ولا تغيّر موافقة الشخص شيئاً منه.",
        "ولا يسري ذلك على التجارب، متى وافق الشخص عليها.",
    ),
    "fr": (
        "Cela vaut aussi pour les essais, et le consentement d’une personne n’y change rien.",
        "Cela ne vaut pas pour les essais auxquels la personne a consenti.",
    ),
    "es": (
        "Esto se aplica también a los ensayos, y el consentimiento de una persona no cambia nada.",
        "Esto no se aplica a los ensayos que la persona haya consentido.",
    ),
    "pt": (
        "Isto vale também para os testes, e o consentimento de uma pessoa nada muda.",
        "Isto não vale para os testes com que a pessoa tenha consentido.",
    ),
}
SAME = {
    "en": "A person's consent does not change that this covers trials too.",
    "ar": "ولا تغيّر موافقة الشخص شيئاً من ذلك، ويسري على التجارب أيضاً.",
    "fr": "Le consentement d’une personne n’y change rien, et cela vaut aussi pour les essais.",
    "es": "El consentimiento de una persona no cambia nada, y esto se aplica también a los ensayos.",
    "pt": "O consentimento de uma pessoa nada muda, e isto vale também para os testes.",
}


@pytest.mark.parametrize("language", TURNED)
def test_what_does_not_apply_any_more_is_told(language: str) -> None:
    ours, theirs = TURNED[language]
    judged = judge(ours, theirs, lexicon(language))
    assert judged.kind == "weakened"
    assert "exception" in {one.id for one in judged.noticed}


@pytest.mark.parametrize("language", SAME)
def test_the_same_reach_in_another_order_is_no_loss(language: str) -> None:
    assert judge(TURNED[language][0], SAME[language], lexicon(language)).kind in ("reworded", "unchanged")
