"""The third and fourth collections are sound: a mark stands in its text, and a cooperative employer takes nothing."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.bargaining.counter.answers.rewritten import PLACES, read_rewritten
from toolkit.documents.runs import plain


def _letters(text: str) -> str:
    return "".join(one for one in text if one.isalnum())


@pytest.mark.parametrize("part", ["third/work", "third/frozen", "fourth"])
def test_each_mark_stands_in_the_text_that_it_names(part: Any) -> None:
    answers = list(read_rewritten(part))
    assert Counter(one.language for one in answers) == dict.fromkeys(PLACES, 8)
    for answer in answers:
        ours = _letters(" ".join(plain(text, answer.ours) for text in answer.ours.texts()))
        theirs = _letters(answer.theirs.decode())
        for mark in (*answer.losses, *answer.harmless):
            assert _letters(mark.where) in (ours if mark.ours else theirs), (answer.name, mark)
        assert bool(answer.losses) is not answer.cooperative, answer.name
