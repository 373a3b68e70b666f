"""What is not searched for cannot be there: asked of every phrase of every list."""

from __future__ import annotations

import re

import pytest

from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.meanings.beginnings import Beginnings, beginnings
from toolkit.bargaining.counter.meanings.same_words import same_words

LANGUAGES = ("en", "ar", "fr", "es", "pt")
LISTS = ("negation", "closed", "examples", "deemed", "whoever", "least", "light", "from", "decides", "counts_as")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("key", LISTS)
def test_each_phrase_may_stand_where_it_stands(code: str, key: str) -> None:
    phrases = [plain(str(one)) for one in same_words(code).record[key]]
    begun = Beginnings.of(phrases, code)
    for phrase in phrases:
        text = f"x, {phrase.replace('*', 'abc')}; y"
        assert re.search(rf"(?<!\w)(?:{lexicon(code).pattern(phrase)})(?!\w)", text), "the pattern itself finds it"
        assert begun.may_stand_in(beginnings(text, code)), phrase


def test_an_arabic_word_carries_words_before_and_behind_it() -> None:
    only = Beginnings.of([plain("حصر"), plain("وحده")], "ar")
    assert only.may_stand_in(beginnings(plain("وبالحصر يستخدم"), "ar"))
    assert only.may_stand_in(beginnings(plain("وحدهم يقررون"), "ar"))
    assert not only.may_stand_in(beginnings(plain("يستخدم الجهاز"), "ar"))


def test_the_end_of_a_word_is_no_beginning() -> None:
    only = Beginnings.of(["only"], "en")
    assert not only.may_stand_in(beginnings("the commonly used", "en"))
    assert not only.may_stand_in(beginnings("the onlyness of it", "en"))


def test_a_phrase_that_begins_with_a_sign_may_stand_anywhere() -> None:
    assert Beginnings.of(["% of", "only"], "en").may_stand_in(beginnings("nothing here", "en"))
