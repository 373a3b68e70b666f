"""A paragraph is read once and its sentences from it: each says what it says when it is read by itself."""

from __future__ import annotations

import pytest

from toolkit.bargaining import library
from toolkit.bargaining.counter.judging import sentences
from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.counter.meanings.same_words import forget_texts, same_words
from toolkit.bargaining.counter.numbers.quantities import quantities
from toolkit.languages import KNOWN


@pytest.mark.parametrize("language", sorted(KNOWN))
def test_sentences_say_the_same_as_by_themselves(language: str) -> None:
    same = same_words(language)
    clause = library()["human"]
    seen = 0
    for paragraph in clause.text(language).paragraphs["strong"]:
        text = " ".join(map(str, (paragraph.text, *paragraph.points)))
        parts = list(map(plain, sentences(text)))
        forget_texts()
        alone = [(same.pieces(one), same.phrases(one), quantities(one, same.words)) for one in parts]
        forget_texts()
        same.sentences_of(plain(text), parts)
        assert [(same.pieces(one), same.phrases(one), quantities(one, same.words)) for one in parts] == alone
        seen += len(parts)
    forget_texts()
    assert seen > 10
