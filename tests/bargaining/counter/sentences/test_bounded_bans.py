"""A "without" put into a ban is told as what bounds it, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from toolkit.bargaining.counter.judging import Judgement, judge
from toolkit.bargaining.counter.lexicon import lexicon

BANS = yaml.safe_load((Path(__file__).parent / "without_in_a_ban.yml").read_text(encoding="utf-8"))


def judged(language: str, kind: str) -> list[tuple[str, Judgement]]:
    """What is said of each pair of a kind, beside their text."""
    return [(one["theirs"], judge(one["ours"], one["theirs"], lexicon(language))) for one in BANS[language][kind]]


@pytest.mark.parametrize("language", BANS)
def test_what_is_allowed_with_it_is_a_loss_and_no_gain_is_told_beside_it(language: str) -> None:
    assert len(BANS[language]["losses"]) >= 6
    for theirs, found in judged(language, "losses"):
        effects = {one.id: one.effect for one in found.noticed}
        assert found.kind == "weakened", theirs
        assert effects.get("new-if") == "weakened", theirs
        assert "strengthened" not in effects.values(), theirs
        assert not any(one.sure for one in found.noticed if one.id == "new-if"), theirs


@pytest.mark.parametrize("language", BANS)
def test_what_strengthens_a_ban_or_stands_in_a_duty_is_no_loss(language: str) -> None:
    assert len(BANS[language]["harmless"]) >= 6
    for theirs, found in judged(language, "harmless"):
        assert found.kind != "weakened", theirs


@pytest.mark.parametrize("language", BANS)
def test_a_without_outside_the_ban_does_not_bound_it(language: str) -> None:
    for theirs, found in judged(language, "elsewhere"):
        assert "new-if" not in {one.id for one in found.noticed}, theirs


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "The tool is used with consent.", "Without consent, the tool is not used."),
        ("fr", "L’outil est utilisé avec accord.", "Sans accord, l’outil n’est pas utilisé."),
        ("fr", "L’outil est utilisé par la paie avec accord.", "La paie n’utilise jamais l’outil sans accord."),
        ("es", "La herramienta se usará con acuerdo.", "La herramienta no se usará sin acuerdo."),
        ("pt", "A ferramenta será usada com acordo.", "Sem acordo, a ferramenta não será usada."),
        ("ar", "تستعمل الأداة بموافقة.", "لا تستعمل الأداة دون موافقة."),
    ],
)
def test_a_ban_that_came_with_its_without_bounds_nothing(language: str, ours: str, theirs: str) -> None:
    assert "new-if" not in {one.id for one in judge(ours, theirs, lexicon(language)).noticed}


@pytest.mark.parametrize(
    ("theirs", "bounded"),
    [
        ("No decision is taken by the system without human control.", True),
        ("Without human control, no decision is taken by the system.", True),
        ("The system takes no decision without human control.", True),
        ("No decision is taken by the system, without prejudice to the law.", False),
        ("No decision is taken by the system, and it shall answer without a fee.", False),
    ],
)
def test_in_english_it_is_told_likewise(theirs: str, bounded: bool) -> None:
    found = judge("No decision is taken by the system.", theirs, lexicon("en"))
    assert ("new-if" in {one.id for one in found.noticed}) == bounded
    assert not (bounded and "human-more" in {one.id for one in found.noticed})
