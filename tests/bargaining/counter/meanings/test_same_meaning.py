"""Two hundred pairs of sentences a language that mean the same: how many are called a loss, and none with an error."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

PAIRS = Path(__file__).parents[1] / "answers" / "same_meaning"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar", "fr", "es", "pt"])
def test_few_exchanges_of_words_are_called_a_loss(language: str) -> None:
    pairs = yaml.load((PAIRS / f"{language}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["pairs"]
    assert len(pairs) == 200
    judged = [judge(pair["ours"], pair["theirs"], lexicon(language)) for pair in pairs]
    assert sum(one.kind == "weakened" for one in judged) <= 6  # 3 in a hundred
    assert not any(one.kind == "unchanged" for one in judged)
