"""Cards and posters: all of what an exercise sorts, no answer on them, and cases from many regions."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from toolkit.course import MarkingExercise, SortingExercise, exercise
from toolkit.course.exercises.choosing import ChoiceExercise
from toolkit.course.materials.asked import asked_in
from toolkit.course.materials.cards import SHEET, card_sheets, poster
from toolkit.course.materials.slides import outline
from toolkit.course.topics import TOPICS
from toolkit.documents import Card, CardSheets, write_cards_pdf, write_poster_pdf
from toolkit.governance import bank
from toolkit.languages import KNOWN, Language
from toolkit.registers.exchange.cases import cases

ENGLISH = Language("en")
NUMBERS = [topic.number for topic in TOPICS]


@pytest.mark.parametrize("topic", NUMBERS)
def test_each_topic_has_a_sheet_of_cases_from_several_regions(topic: int) -> None:
    sheets = dict(card_sheets(topic, ENGLISH))
    titles = {one.title("en"): one for one in cases()}
    chosen = [
        record
        for card in sheets[f"cards-cases-{topic}"].cards
        for title, record in titles.items()
        if card.title.startswith(f"{title} (")
    ]
    assert len(chosen) == len(sheets[f"cards-cases-{topic}"].cards) == SHEET
    assert all(topic in one.topics for one in chosen)
    assert len({one.region for one in chosen}) >= 4


@pytest.mark.parametrize("code", KNOWN)
def test_the_cards_of_an_exercise_hold_all_that_is_sorted_and_no_answer(code: str) -> None:
    speech, found = Language(code), exercise("data-day-traces")
    assert isinstance(found, SortingExercise)
    cards = dict(card_sheets(1, speech))["cards-data-day-traces"].cards
    assert [card.text for card in cards] == [thing.words.say(speech) for thing in found.things]
    told = [thing.praise.say(speech) for thing in found.things]
    assert not any(words in f"{card.title} {card.text} {card.foot}" for card in cards for words in told)


def test_sentences_of_a_choice_become_cards_where_the_topic_says_so_and_once() -> None:
    for topic in NUMBERS:
        names = [name for name, _ in card_sheets(topic, ENGLISH)]
        assert len(set(names)) == len(names)
        assert {f"cards-{name}" for name in outline(topic).cards} <= set(names)
    names = [name for name, _ in card_sheets(5, ENGLISH)]
    assert [name for name in names if "ladder" in name or "places" in name] == [
        "cards-clause-ladder-told",
        "cards-five-places",
    ]
    (marked,) = [one.exercise for one in asked_in(5, ENGLISH) if one.name == "five-places"]
    assert isinstance(marked, MarkingExercise)
    sentences = dict(card_sheets(5, ENGLISH))["cards-five-places"].cards
    assert [(card.title, card.text) for card in sentences] == [("", one.words.say(ENGLISH)) for one in marked.passages]
    assert "cards-cost-of-saving" not in [name for name, _ in card_sheets(2, ENGLISH)]
    ladder = dict(card_sheets(5, ENGLISH))["cards-clause-ladder-told"].cards
    (told, *_) = [one.exercise for one in asked_in(5, ENGLISH)]
    assert isinstance(told, ChoiceExercise)
    assert {card.text for card in ladder} == {option.sentence.say(ENGLISH) for option in told.options}


def test_the_rows_of_a_table_become_cards_without_the_columns_that_give_it_away() -> None:
    rows = dict(card_sheets(1, ENGLISH))["cards-be-the-model-rows"].cards
    assert len(rows) == 8
    assert rows[0].text == "Who: A\nCode: 71\nMoved: yes\nChildren: 2"


@pytest.mark.parametrize("code", KNOWN)
def test_questions_to_management_come_from_every_theme_and_without_what_is_for_us(code: str) -> None:
    cards = dict(card_sheets(4, Language(code)))["cards-questions-4"].cards
    asked = {one.say(code): one for one in bank().questions}
    assert [asked[card.text].theme for card in cards] == [theme for theme in bank().themes for _ in range(2)]
    assert len({card.text for card in cards}) == 20
    assert sum(asked[card.text].first for card in cards) == 10
    for card in cards:
        one = asked[card.text]
        assert not {one.why.say(code), one.good.say(code), one.evasive.say(code)} & {card.title, card.foot}


@pytest.mark.slow
def test_nine_cards_need_a_second_sheet() -> None:
    sheets = CardSheets("Cards", ENGLISH, tuple(Card(str(n), "A sentence. " * 30, "foot") for n in range(9)))
    assert len(pypdfium2.PdfDocument(io.BytesIO(write_cards_pdf(sheets)))) == 2


@pytest.mark.slow
def test_a_poster_is_one_sheet_with_its_question() -> None:
    made = poster(4, ENGLISH)
    assert len(made.sentences) == 3
    pages = pypdfium2.PdfDocument(io.BytesIO(write_poster_pdf(made)))
    assert len(pages) == 1
    assert made.question.split()[0] in pages[0].get_textpage().get_text_range()
