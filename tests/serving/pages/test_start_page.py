"""What people see first: the doors that are built, the seven topics, more tools, and who could read what they enter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from toolkit.serving.pages.frames import Site

HOSTILE = "<script>alert('x')</script> & \"quotes\""


def write(folder: Path, file: str, title: str, **about: Any) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [{"cell_type": "markdown", "source": f"# {title}"}]
    path.write_text(json.dumps({"cells": cells, "metadata": {"toolkit": about}}))


def lesson(folder: Path, file: str, title: str, **about: Any) -> None:
    """A lesson as it is built: with its edition for facilitators beside it."""
    write(folder, f"{file}.ipynb", title, **about)
    write(folder, f"{file}.facilitator.ipynb", title, **about, facilitator=True)


def start(notebooks: Path, code: str = "en", base: str = "/") -> Any:
    return lxml.html.document_fromstring(Site(notebooks, base).start(code))


def teach(notebooks: Path, code: str = "en", base: str = "/") -> Any:
    return lxml.html.document_fromstring(Site(notebooks, base).teach(code))


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def links(element: Any, kind: str) -> list[tuple[str, str]]:
    """The names and addresses of the links inside all parts of a kind."""
    return [(text(link), link.get("href")) for part in element.find_class(kind) for link in part.iter("a")]


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A language with everything, and one that has little."""
    english = tmp_path / "en"
    lesson(english, "answer", "Read it", door="answer", minutes=25)
    lesson(english, "clause", "Draft it", door="clause", minutes=30)
    lesson(english, "file", "Count it", door="file", minutes=20)
    lesson(english, "2-jobs", "Two futures", topic=2, minutes=45, summary="One job.", audience=["union leaders"])
    lesson(english, "4-b", "Committee", topic=4)
    lesson(english, "4-a", "Seat", topic=4, leave_with="a drawing")
    lesson(english, "plan", "Plan a course")
    lesson(english, "controls", "All controls", gallery=True)
    lesson(english, "planner", "All papers", teach=True)
    lesson(english, "region", "A region", teach=True, board=True)
    lesson(tmp_path / "ar", "clause", "بند", door="clause", minutes=30)
    return tmp_path


# --- doors -----------------------------------------------------------------------------------------------------------


def test_doors_come_first_and_in_the_order_of_the_work(full: Path) -> None:
    page = start(full)
    assert links(page, "tk-door") == [
        ("I have a file", "/voila/render/en/file.ipynb"),
        ("I need a clause", "/voila/render/en/clause.ipynb"),
        ("They answered", "/voila/render/en/answer.ipynb"),
        ("I teach", "/en/teach/"),
    ]
    assert ["20 minutes" in text(door) for door in page.find_class("tk-door")] == [True, False, False, False]
    (way,) = page.xpath("//section[@id='tk-way']")
    assert "hidden" in way.attrib, "shown only in a browser that was in a lesson"
    assert [text(heading) for heading in page.iter("h2") if heading.getparent() is not way] == [
        "I have a code",  # who sits in a room and was told one looks for nothing else
        "What brings you here?",
        "Seven topics",
        "More tools",
        "Where your entries stay",
    ]


def test_a_door_whose_room_is_not_built_in_this_language_is_not_shown(full: Path) -> None:
    arabic = start(full, "ar")
    assert [address for _, address in links(arabic, "tk-door")] == ["/voila/render/ar/clause.ipynb", "/ar/teach/"]
    assert "دقيقة" in text(arabic.find_class("tk-door")[0])
    (full / "fr").mkdir()
    assert links(start(full, "fr"), "tk-door") == []


def test_what_stands_behind_a_door_is_no_topics_lesson_and_no_tool(tmp_path: Path) -> None:
    write(tmp_path / "en", "file.ipynb", "Count it", door="file", topic=4)
    page = start(tmp_path)
    assert len(links(page, "tk-door")) == 1
    assert links(page, "tk-cards") == []


def test_a_second_room_behind_a_door_and_an_unknown_door_are_still_within_reach(tmp_path: Path) -> None:
    write(tmp_path / "en", "a.ipynb", "First", door="file")
    write(tmp_path / "en", "b.ipynb", "Second", door="file")
    write(tmp_path / "en", "c.ipynb", "Misspelt", door="fiel")
    page = start(tmp_path)
    assert links(page, "tk-door") == [("I have a file", "/voila/render/en/a.ipynb")]
    assert [title for title, _ in links(page, "tk-cards")] == ["Second", "Misspelt"]


# --- topics and tools ------------------------------------------------------------------------------------------------


def test_all_seven_topics_are_listed_and_only_written_lessons_are_links(full: Path) -> None:
    topics = start(full).find_class("tk-topic")
    assert [text(topic.find_class("tk-number")[0]) for topic in topics] == list("1234567")
    linked = [[(text(link), link.get("href")) for link in topic.iter("a")] for topic in topics]
    assert linked[1] == [("Two futures", "/voila/render/en/2-jobs.ipynb")]
    assert linked[3] == [("Seat", "/voila/render/en/4-a.ipynb"), ("Committee", "/voila/render/en/4-b.ipynb")]
    assert [linked[place] for place in (0, 2, 4, 5, 6)] == [[], [], [], [], []]
    waiting = ["This lesson is not ready yet." in text(topic) for topic in topics]
    assert waiting == [True, False, True, False, True, True, True]
    assert "Why all the fuss about data and AI?" in text(topics[0])
    assert "why does that matter now?" in text(topics[0])


def test_a_lesson_says_how_long_for_whom_and_what_people_leave_with(full: Path) -> None:
    topics = start(full).find_class("tk-topic")
    jobs = text(topics[1])
    assert "One job." in jobs
    assert "45 minutes" in jobs
    assert "For: union leaders" in jobs
    assert "You leave with: a map of one job" in jobs
    seat, committee = (text(card) for card in topics[3].find_class("tk-card"))
    assert "You leave with: a drawing" in seat, "the lesson's own word goes before the topic's"
    assert "You leave with: a clause" in committee
    assert "digital-rights organisers" in committee, "a lesson that names nobody is for the topic's audiences"


def test_more_tools_are_what_belongs_nowhere_else(full: Path) -> None:
    write(full / "en", "10-more.ipynb", "Beyond seven", topic=10)
    section = start(full).get_element_by_id("tk-tools").getparent()
    assert [title for title, _ in links(section, "tk-cards")] == ["Beyond seven", "Plan a course"]
    assert "tk-tools" not in Site(full).start("ar")


def test_a_language_without_lessons_says_so(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    for page in (start(tmp_path), teach(tmp_path)):
        assert "There are no lessons in this language yet." in text(page)
    assert len(start(tmp_path).find_class("tk-topic")) == 7


# --- what everybody has to be told -----------------------------------------------------------------------------------


def test_who_could_read_what_is_entered_stands_before_the_first_door(full: Path) -> None:
    words = text(start(full).get_element_by_id("tk-main"))
    short = words.index("could read what you enter")
    assert short < words.index("employer’s device or network") < words.index("I have a file")
    long = words[words.index("What you enter stays in the memory") :]
    assert "in your own browser, which keeps it for you until you clear it" in long
    assert "Whoever runs that computer" in long


@pytest.mark.parametrize("code", ["en", "ar"])
def test_headings_go_down_step_by_step_and_sections_name_themselves(full: Path, code: str) -> None:
    for page in (start(full, code), teach(full, code)):
        levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
        for part in page.iter("section", "aside"):
            assert text(page.get_element_by_id(part.get("aria-labelledby")))


def test_hostile_words_of_a_notebook_stay_words(tmp_path: Path) -> None:
    english = tmp_path / "en"
    about = {"summary": HOSTILE, "audience": [HOSTILE], "leave_with": HOSTILE}
    lesson(english, '4-"><img src=x>', HOSTILE, topic=4, **about)
    lesson(english, "5-a", HOSTILE, topic=5, **about)
    lesson(english, "5-b", HOSTILE, topic=5, **about)
    lesson(english, "tool", HOSTILE, **about)
    lesson(english, "gallery", HOSTILE, gallery=True, **about)
    for page, times in ((start(tmp_path), 4), (teach(tmp_path), 5)):
        assert not list(page.iter("img"))
        assert all(script.get("src") and not script.text for script in page.iter("script")), "the page's own alone"
        assert [title for title, _ in links(page, "tk-card")] == [HOSTILE] * times


def test_a_notebook_that_counts_in_words_does_not_break_the_page(tmp_path: Path) -> None:
    write(tmp_path / "en", "a.ipynb", "Odd", topic="four", minutes="an hour", gallery="no")
    write(tmp_path / "en", "b.ipynb", "Even", topic=1)
    assert links(start(tmp_path), "tk-card") == [
        ("Even", "/voila/render/en/b.ipynb"),
        ("Odd", "/voila/render/en/a.ipynb"),
    ]


# --- those who teach -------------------------------------------------------------------------------------------------


def test_those_who_teach_find_editions_room_and_gallery(full: Path) -> None:
    page = teach(full, base="/behind/")
    editions = page.get_element_by_id("tk-editions").getparent()
    at = "/behind/voila/render/en/"
    assert links(editions, "tk-card") == [
        ("Two futures", f"{at}2-jobs.facilitator.ipynb"),
        ("Seat", f"{at}4-a.facilitator.ipynb"),
        ("Committee", f"{at}4-b.facilitator.ipynb"),
        ("Read it", f"{at}answer.facilitator.ipynb"),
        ("Draft it", f"{at}clause.facilitator.ipynb"),
        ("Count it", f"{at}file.facilitator.ipynb"),
        ("Plan a course", f"{at}plan.facilitator.ipynb"),
    ]
    gallery = page.get_element_by_id("tk-gallery").getparent()
    assert links(gallery, "tk-card") == [("All controls", f"{at}controls.ipynb")]
    preparing = page.get_element_by_id("tk-preparing").getparent()
    assert links(preparing, "tk-card") == [("All papers", f"{at}planner.ipynb")]
    boards = page.get_element_by_id("tk-boards").getparent()
    assert links(boards, "tk-card") == [("A region", f"{at}region.ipynb")]
    assert "/behind/en/room/" in [link.get("href") for link in page.iter("a")]


def test_a_lesson_without_an_edition_for_facilitators_is_not_offered_to_them(tmp_path: Path) -> None:
    write(tmp_path / "en", "1-fuss.ipynb", "Fuss", topic=1)
    assert links(teach(tmp_path), "tk-card") == []
    assert links(start(tmp_path), "tk-door") == [], "and there is nothing to teach from"


def test_before_they_begin_facilitators_read_five_things(full: Path) -> None:
    section = teach(full).get_element_by_id("tk-before").getparent()
    before = [text(item) for item in section.iter("li")]
    assert len(before) == 5
    for item, word in zip(before, ("employer", "once yourself", "no real cases", "a row", "print"), strict=True):
        assert word in item


def test_the_language_switch_keeps_the_page_for_those_who_teach(full: Path) -> None:
    page = teach(full)
    (switch,) = page.find_class("tk-languages")
    assert [link.get("href") for link in switch.iter("a")] == ["/en/teach/", "/ar/teach/"]
    assert teach(full, "ar").get("dir") == "rtl"
