"""Small pieces of page: whatever stands in them stays words, and a screen reader still knows what they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.app.kit.pieces import feedback, fold, html, law_list, paragraph, table
from toolkit.languages import Language, strip
from toolkit.rights import provisions

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"' & <b>"
# What no page can hold in any way is left out: zero signs, half signs, and line ends that XML reads as one.
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("<>&\"'`=/\u202e"))


@pytest.fixture(scope="module")
def only(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    """The one element that a piece of markup is."""

    def one(markup: str) -> Any:
        (element,) = parse(markup)
        return element

    return one


@example(text=HOSTILE)
@given(text=WORDS)
def test_a_paragraph_is_its_text_whatever_it_says(only: Callable[[str], Any], text: str) -> None:
    element = only(paragraph(text))
    assert (element.tag, dict(element.attrib), len(element)) == ("p", {}, 0)
    assert (element.text or "") == text


def test_a_paragraph_may_have_a_look(only: Callable[[str], Any]) -> None:
    assert only(paragraph("x", "tk-note")).get("class") == "tk-note"
    assert paragraph("x") == "<p>x</p>"


@example(text=HOSTILE)
@given(text=WORDS)
def test_an_answer_of_the_page_is_its_text_with_a_look(only: Callable[[str], Any], text: str) -> None:
    element = only(feedback(text, "tk-right"))
    assert (element.tag, len(element)) == ("div", 0)
    assert element.get("class") == "tk-feedback tk-right"
    assert (element.text or "") == text
    # The item around it is read out when it changes: twice would be once too often.
    assert element.get("role") is None


def test_a_fold_is_closed_until_somebody_opens_it_and_its_summary_is_words(only: Callable[[str], Any]) -> None:
    element = only(fold(HOSTILE, paragraph("inside"), "tk-note"))
    assert (element.tag, dict(element.attrib)) == ("details", {"class": "tk-note"})
    assert [child.tag for child in element] == ["summary", "p"]
    assert element[0].text == HOSTILE
    assert element[1].text == "inside"


def test_a_fold_may_lie_inside_another_one(only: Callable[[str], Any]) -> None:
    element = only(fold("one", fold("two", paragraph("three"))))
    assert element.find("details").find("p").text == "three"


@pytest.mark.parametrize(("tag", "direction"), [("en", "ltr"), ("ar", "rtl"), ("ar-MA", "rtl"), ("fr-SN", "ltr")])
def test_a_piece_of_page_says_its_language_and_direction(only: Callable[[str], Any], tag: str, direction: str) -> None:
    element = only(html(paragraph("x"), Language(tag)).value)
    assert (element.get("lang"), element.get("dir")) == (tag[:2], direction)
    assert element.find("p").text == "x"


# --- tables --------------------------------------------------------------------------------------------------------


def test_a_table_says_its_roles_because_a_phone_takes_them_away(only: Callable[[str], Any]) -> None:
    element = only(table("Shares", ["Group", "Share"], [["women", "3%"], ["men", "1%"]]))
    assert (element.get("role"), element.get("class")) == ("table", "tk-cards-table")
    assert element.find("caption").text == "Shares"
    assert [(part.tag, part.get("role")) for part in element] == [
        ("caption", None),
        ("thead", "rowgroup"),
        ("tbody", "rowgroup"),
    ]
    assert {row.get("role") for row in element.iter("tr")} == {"row"}
    assert [(head.text, head.get("scope"), head.get("role")) for head in element.iter("th")] == [
        ("Group", "col", "columnheader"),
        ("Share", "col", "columnheader"),
    ]
    assert [(cell.get("data-label"), cell.find("span").text, cell.get("role")) for cell in element.iter("td")] == [
        ("Group", "women", "cell"),
        ("Share", "3%", "cell"),
        ("Group", "men", "cell"),
        ("Share", "1%", "cell"),
    ]


def test_a_row_may_be_shorter_or_longer_than_the_names_of_the_columns(only: Callable[[str], Any]) -> None:
    element = only(table("", ["a", "b"], [["1"], [], ["1", "2", "3"]]))
    rows = [[(cell.get("data-label"), cell.text_content()) for cell in row] for row in element.find("tbody")]
    assert rows == [[("a", "1")], [], [("a", "1"), ("b", "2"), ("", "3")]]


def test_a_table_without_rows_is_a_table(only: Callable[[str], Any]) -> None:
    element = only(table("Nothing", ["a"], []))
    assert len(element.find("tbody")) == 0
    assert len(list(element.iter("th"))) == 1


@example(caption=HOSTILE, header=[HOSTILE, '"'], cell=HOSTILE)
@given(caption=WORDS, header=st.lists(WORDS, min_size=1, max_size=3), cell=WORDS)
def test_everything_in_a_table_stays_words(
    only: Callable[[str], Any], assert_tame: Callable[[str], None], caption: str, header: list[str], cell: str
) -> None:
    markup = table(caption, header, [[cell] * len(header)])
    assert_tame(markup)
    element = only(markup)
    assert (element.find("caption").text or "") == caption
    assert [head.text or "" for head in element.iter("th")] == header
    assert [each.get("data-label") for each in element.iter("td")] == header
    assert [each.find("span").text or "" for each in element.iter("td")] == [cell] * len(header)


# --- law -----------------------------------------------------------------------------------------------------------


def test_no_law_is_no_list() -> None:
    assert law_list([], Language("en")) == ""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_law_says_its_state_its_day_and_whether_it_was_read(
    parse: Callable[[str], Any], assert_tame: Callable[[str], None], language: str
) -> None:
    found = provisions("ES", on=date(2026, 12, 1))
    markup = law_list(found, Language(language))
    assert_tame(markup)
    items = [item for element in parse(markup) for item in element.iter("li")]
    assert len(items) == len(found)
    words = {
        "en": (
            "in force since",
            "We have read the official text",
            "Read in a secondary source only",
            "Not yet checked",
        ),
        "ar": ("نافذ منذ", "قرأنا النص الرسمي", "قرأناه في مصدر ثانوي فقط", "لم نتحقق منه بعد"),
    }[language]
    for item, law in zip(items, found, strict=True):
        told = strip(item.text_content())
        assert strip(law.cite(language)) in told
        assert strip(law.say(language)) in told
        states = dict(zip(("official", "secondary", "memory"), words[1:], strict=True))
        assert [state for state, words_of in states.items() if words_of in told] == [law.evidence]
        if law.status == "in_force" and law.applies_from:
            assert words[0] in told


def told_of(place: str, name: str) -> str:
    (law,) = [one for one in provisions(place, on=date(2026, 11, 26)) if one.id == name]
    return strip(re.sub(r"<[^>]+>", " ", law_list([law], Language("en"))))


def test_a_treaty_shows_no_day_of_the_world_as_if_it_were_one_of_the_country() -> None:
    """No. 98 started in 1951; that Kenya has joined is on record, since when is not."""
    told = told_of("KE", "int-ilo-c98")
    assert "International texts" in told
    assert "in force" in told
    assert "1951" not in told
    guidance = told_of("KE", "int-oecd-ai")
    assert "Guidance binds nobody." in guidance
    assert "since 22 May" not in guidance
    assert "since 25 November 2019" in told_of("KE", "ke-dpa-35")
    assert "International texts" not in told_of("KE", "ke-dpa-35")
    # Of Brazil it is on record since when a convention binds it.
    joined = [
        one for one in provisions("BR", on=date(2026, 11, 26)) if one.reach == "world" and one.status == "in_force"
    ]
    dated = [one for one in joined if one.applies_from is not None]
    assert dated
    assert all(f"in force since {Language('en').date(one.applies_from)}" in told_of("BR", one.id) for one in dated)


def test_where_only_the_year_or_the_month_is_known_no_day_is_made_up() -> None:
    assert "since 2008" in told_of("SN", "sn-2008-12")
    assert "since December 1997" in told_of("SN", "sn-97-17")
    assert "31" not in told_of("SN", "sn-97-17").partition("Labour")[0]
