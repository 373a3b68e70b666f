"""What is put into a page stays words, and what is a piece of page is not escaped again."""

from __future__ import annotations

import html
import json
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.markup import Markup, joined, json_in_page, markup, read_markup

EVIL = "<script>alert('1')</script> \" &amp; {0} {name} </p>"
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(TEXT, TEXT)
def test_a_value_is_read_back_as_it_was_given_in_a_text_and_in_an_attribute(text: str, name: str) -> None:
    piece = markup('<p title="{name}">{}</p>', text, name=name)
    read = lxml.html.fragment_fromstring(piece)
    assert (read.text or "", read.get("title"), len(read)) == (text, name, 0)


def test_hostile_words_are_words_and_braces_in_them_are_no_places() -> None:
    piece = markup("<p>{}</p>", EVIL)
    assert "<script" not in piece
    assert html.unescape(piece.removeprefix("<p>").removesuffix("</p>")) == EVIL


def test_a_piece_in_a_piece_is_not_escaped_again() -> None:
    inside = markup("<b>{}</b>", "<&>")
    assert markup("<p>{}</p>", inside) == "<p><b>&lt;&amp;&gt;</b></p>"
    assert joined([inside, "<i>", inside], Markup("<br>")) == f"{inside}<br>&lt;i&gt;<br>{inside}"
    assert joined(["a", "b"], " < ") == "a &lt; b"
    assert joined([]) == ""
    assert isinstance(joined([]), Markup)


def test_numbers_and_nothing_are_put_in_as_they_read() -> None:
    assert markup('<td colspan="{}">{}</td>', 3, 0.5) == '<td colspan="3">0.5</td>'
    assert markup("{{{}}}", "x") == "{x}"


@pytest.mark.parametrize("data", [{"a": "</script><!--"}, ["<", "\u2028", "é"], None, 1.5])
def test_data_in_a_page_is_the_same_data_and_ends_no_element(data: object) -> None:
    told = json_in_page(data)
    assert "<" not in told
    assert json.loads(told) == data
    assert markup("<script>{}</script>", told) == f"<script>{told}</script>"


def test_a_file_of_ours_goes_in_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "page.css").write_text("a > b { content: '\"' }", encoding="utf-8")
    assert markup("<style>{}</style>", read_markup(tmp_path / "page.css")) == "<style>a > b { content: '\"' }</style>"
