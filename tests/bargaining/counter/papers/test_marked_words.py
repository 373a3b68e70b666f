"""Two texts side by side: every word of both is there, what went and what came is marked, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.bargaining.counter.papers.marked_words import mark_words, marked_text
from toolkit.documents import Changed


def words(pieces: tuple[tuple[str, str], ...], mark: str) -> list[str]:
    return [text.strip() for kind, text in pieces if kind == mark]


@pytest.mark.parametrize(
    ("ours", "theirs", "gone", "new"),
    [
        ("It shall stop at once.", "It may stop at once.", ["shall"], ["may"]),
        ("within 30 days of the request", "within 60 days of the request", ["30"], ["60"]),
        ("يوقف صاحب العمل النظام خلال 30 يوماً.", "يوقف صاحب العمل النظام خلال 60 يوماً.", ["30"], ["60"]),
        ("The Employer shall act.", "the employer shall act.", [], []),
        ("shall stop of its use now", "may end of all use now", ["shall stop of its"], ["may end of all"]),
    ],
)
def test_only_what_differs_is_marked(ours: str, theirs: str, gone: list[str], new: list[str]) -> None:
    first, second = mark_words(ours, theirs)
    assert (words(first, "gone"), words(second, "new")) == (gone, new)
    assert not words(first, "new")
    assert not words(second, "gone")


def test_a_text_alone_is_not_marked() -> None:
    assert mark_words("All of it is gone.", "") == ((("same", "All of it is gone."),), ())
    assert mark_words("", "All of it is theirs.") == ((), (("same", "All of it is theirs."),))
    assert marked_text(()) == "–"
    assert marked_text((("same", "in "), ("gone", "30 "))) == ("in ", Changed("30", "gone"), " ")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["a", "of", "days", "30", "shall"]), max_size=9), st.data())
def test_both_texts_can_be_read_in_whole(listed: list[str], data: st.DataObject) -> None:
    ours, theirs = " ".join(listed), " ".join(data.draw(st.permutations(listed)))
    first, second = mark_words(ours, theirs)
    assert "".join(text for _, text in first) == ours
    assert "".join(text for _, text in second) == theirs
