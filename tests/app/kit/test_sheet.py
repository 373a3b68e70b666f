"""A sheet and its page: what comes in by message, who is told of it, and what goes back in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.app.kit.fields import Button, Choices, Day, FileIn, Number, Piece, StepList, TakeAway, Text
from toolkit.app.kit.script import sheet_script
from toolkit.app.kit.sheet import WORDS, Sheet
from toolkit.errors import EmptyTable
from toolkit.languages import KNOWN, Language, strip

FAILED = (
    "This did not work, and it is not your mistake. What you entered is kept. Try again; if it fails again, tell the "
    "person who runs this page."
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner), max_leaves=8
)
JUNK |= st.dictionaries(st.text(), JUNK)


def make(language: str = "en") -> Sheet:
    return Sheet(
        "example",
        [
            Number("days", "Deadline", unit="days"),
            Text("name", "Name", longest=20),
            Choices("groups", "Groups", options=(("w", "women"), ("m", "men"))),
            Button("check", "Check", again=True),
        ],
        language,
    )


@pytest.fixture
def sheet() -> Sheet:
    return make()


@pytest.fixture
def page(sheet: Sheet, open_page: Callable[[Sheet], Any]) -> Any:
    return open_page(sheet)


@pytest.fixture
def watched(sheet: Sheet) -> list[set[str]]:
    calls: list[set[str]] = []
    sheet.when_changed(lambda names: calls.append(set(names)))
    return calls


# --- entries -------------------------------------------------------------------------------------------------------


def test_entries_come_by_message_and_are_read_by_their_fields(sheet: Sheet, page: Any) -> None:
    assert sheet.entries() == {"days": None, "name": None, "groups": ()}
    page.enter(days="٣٠", name=" Dock Workers ", groups=["m", "x"], check="1", elsewhere="kept")
    assert sheet.entries() == {"days": 30, "name": "Dock Workers", "groups": ("m",)}
    assert sheet.entry("check") is None
    assert sheet.entry("elsewhere") is None
    assert sheet.entry("nowhere") is None
    assert page.heard == []


def test_entries_for_fields_that_are_not_there_yet_are_kept_until_they_appear(sheet: Sheet, page: Any) -> None:
    page.enter(start="2026-12-01", days="5")
    sheet.show(Day("start", "In force from"))
    assert sheet.entry("start") == date(2026, 12, 1)
    sheet.lay_out([Day("start", "In force from", last=date(2026, 1, 1))])
    assert sheet.entries() == {"start": None}  # outside the bounds of the new field
    sheet.lay_out([Number("days", "Deadline")])
    assert sheet.entries() == {"days": 5}


def test_an_emptied_field_is_empty(sheet: Sheet, page: Any) -> None:
    page.enter(days="30", name="x", groups=["w"])
    page.enter(days="", name="", groups=[])
    assert sheet.entries() == {"days": None, "name": None, "groups": ()}


def test_only_text_and_lists_of_text_are_ever_entered(sheet: Sheet, page: Any) -> None:
    page.enter(days=30, name=1.5, groups=["w", 3, None, ["m"], {"m": "m"}])
    assert sheet.entries() == {"days": 30, "name": "1.5", "groups": ("w",)}
    page.enter(days=True, name={"name": "x"}, groups={"w": 1})
    assert sheet.entries() == {"days": None, "name": None, "groups": ()}


def test_entries_have_a_bound_alone_and_together(sheet: Sheet) -> None:
    sheet.take({"event": "values", "values": {"long": "x" * 50_000, "many": ["y" * 50_000], "n" * 300: "z"}})
    assert sheet._entries == {"long": "x" * 20_000, "many": ["y" * 20_000]}
    for number in range(100):
        sheet.take({"event": "values", "values": {f"{number}-{each}": "x" * 10_000 for each in range(10)}})
    assert sum(len(text) for value in sheet._entries.values() for text in value) <= 250_000
    sheet.take({"event": "values", "values": {f"{each}": "" for each in range(400)}})
    sheet.take({"event": "values", "values": {f"more {each}": "" for each in range(400)}})
    assert len(sheet._entries) <= 500


def test_a_page_cannot_send_more_entries_than_any_sheet_has(sheet: Sheet) -> None:
    sheet.take({"event": "values", "values": {**{str(number): "x" for number in range(500)}, "days": "30"}})
    assert sheet.entry("days") is None
    sheet.take({"event": "values", "values": {"groups": [*["x"] * 500, "w"]}})
    assert sheet.entry("groups") == ()


@pytest.mark.parametrize(
    "message",
    [
        *(None, "values", 7, [], ["event", "values"], {}, {"event": None}, {"event": ["values"]}, {"event": "explode"}),
        *({"event": "values"}, {"event": "values", "values": None}, {"event": "values", "values": ["days", "30"]}),
        *({"event": "values", "values": "days"}, {"event": "Values", "values": {"days": "30"}}),
        *(
            {"event": "file"},
            {"event": "file", "name": "days", "size": 1, "at": 0},
            {"event": "file", "name": ["days"]},
        ),
        {"values": {"days": "30"}},
    ],
    ids=repr,
)
def test_a_message_that_is_not_understood_is_left_alone(
    sheet: Sheet, page: Any, watched: list[set[str]], message: Any
) -> None:
    sheet.take(message)
    assert sheet.entries() == {"days": None, "name": None, "groups": ()}
    assert watched == []
    assert page.heard == []


@given(content=JUNK, event=st.sampled_from(["values", "press", "file", "here", "fill", ""]), values=JUNK)
def test_no_message_whatever_raises(content: Any, event: str, values: Any) -> None:
    sheet = make()
    heard: list[Any] = []
    sheet.send = lambda message, buffers=None: heard.append(message)
    sheet.take(content)
    extra = content if isinstance(content, dict) else {"name": content, "at": content, "size": content, "n": content}
    sheet.take({**extra, "event": event, "values": values}, [b"x"])
    assert {message["event"] for message in heard} <= {"done", "here"}
    assert set(sheet.entries()) == {"days", "name", "groups"}


# --- who is told ---------------------------------------------------------------------------------------------------


def test_watchers_get_one_call_for_a_batch_with_the_names_of_what_changed(
    sheet: Sheet, page: Any, watched: list[set[str]]
) -> None:
    page.enter(days="30", name="x", elsewhere="y")
    page.enter(name="z")
    assert watched == [{"days", "name", "elsewhere"}, {"name"}]


def test_watchers_hear_nothing_if_nothing_changed(sheet: Sheet, page: Any, watched: list[set[str]]) -> None:
    sheet.begin(days="30", groups=("m",))
    page.enter(days="30", groups=["m"])
    assert watched == []  # what stood there already
    page.enter(name="x")
    page.enter()
    sheet.take({"event": "values", "values": {}})
    assert watched == [{"name"}]


def test_every_watcher_is_told_and_finds_the_new_entries(sheet: Sheet, page: Any) -> None:
    seen: list[tuple[str, Any]] = []
    sheet.when_changed(lambda names: seen.append(("first", sheet.entry("days"))))
    sheet.when_changed(lambda names: seen.append(("second", sheet.entry("days"))))
    page.enter(days="5")
    assert seen == [("first", 5), ("second", 5)]


def test_a_watcher_that_fails_is_told_to_the_page_and_the_entries_are_kept(
    sheet: Sheet, page: Any, caplog: pytest.LogCaptureFixture
) -> None:
    sheet.when_changed(lambda names: {}["secret"])
    page.enter(days="5")
    assert page.heard == [{"event": "done", "name": "", "error": FAILED}]
    assert sheet.entry("days") == 5
    assert "KeyError: 'secret'" in caplog.text  # whoever runs the page can read it


# --- presses -------------------------------------------------------------------------------------------------------


def test_a_press_brings_its_values_with_it_before_anything_is_done(sheet: Sheet, page: Any) -> None:
    seen: list[Any] = []
    sheet.when_changed(lambda names: seen.append(set(names)))
    sheet.when_pressed("check", lambda: seen.append(sheet.entries()))
    assert page.press("check", days="30", groups=["w"]) == ""
    assert seen == [{"days", "groups"}, {"days": 30, "name": None, "groups": ("w",)}]


def test_a_press_that_comes_twice_is_done_once_and_answered_twice(sheet: Sheet) -> None:
    done: list[str] = []
    answers: list[Any] = []
    sheet.send = lambda content, buffers=None: answers.append(content)  # type: ignore[method-assign]
    sheet.when_pressed("check", lambda: done.append("once"))
    for number in ("tk-press-1", "tk-press-1", "tk-press-2"):
        sheet.take({"event": "press", "name": "check", "n": number, "values": {}})
    assert done == ["once", "once"]
    assert answers == [{"event": "done", "name": "check", "error": ""}] * 3


def test_the_page_is_told_when_a_press_is_done_also_of_a_button_that_does_nothing(page: Any) -> None:
    assert page.press("check") == ""
    assert page.press("nowhere") == ""
    page.sheet.take({"event": "press", "name": "check", "values": "junk"})
    assert page.heard[-1] == {"event": "done", "name": "check", "error": ""}


class _Unhelpful(Exception):
    pass


@pytest.mark.parametrize("problem", [_Unhelpful("the secret"), KeyError("the secret"), AssertionError("the secret")])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_failure_of_ours_is_said_kindly_and_nothing_of_it_reaches_the_page(
    problem: Exception, language: str, open_page: Callable[[Sheet], Any], caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise problem

    page = open_page(make(language))
    page.sheet.when_pressed("check", fail)
    error = page.press("check", name="kept")
    assert error == (FAILED if language == "en" else Language("ar").say(FAILED))
    assert "secret" not in repr(page.heard) + repr(page.sheet.specs) + repr(page.sheet.words)
    assert "the secret" in caplog.text
    assert page.sheet.entry("name") == "kept"
    page.sheet.when_pressed("check", lambda: None)
    assert page.press("check") == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "There are no rows in <b>log</b>."), ("ar", "لا توجد صفوف في"), ("ar-MA", "لا توجد صفوف في")],
)
def test_an_error_that_people_can_mend_is_said_in_their_language(
    language: str, said: str, open_page: Callable[[Sheet], Any]
) -> None:
    def fail() -> None:
        raise EmptyTable("<b>log</b>")

    page = open_page(make(language))
    page.sheet.when_pressed("check", fail)
    error = strip(page.press("check"))
    assert error.startswith(said)
    assert "<b>log</b>" in error


# --- what goes to the page -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", ["tk-here-7", 7, None, ["x"], {"a": 1}])
def test_a_page_that_asks_whether_anybody_is_here_gets_its_own_sign_back(sheet: Sheet, page: Any, n: Any) -> None:
    sheet.take({"event": "here", "n": n})
    assert page.heard == [{"event": "here", "n": n}]


def test_what_is_filled_in_by_us_is_entered_and_kept_by_the_page(
    sheet: Sheet, page: Any, watched: list[set[str]]
) -> None:
    sheet.fill(days=30, groups=("m",), start=date(2026, 12, 1))
    assert page.heard == [{"event": "fill", "n": 1, "values": {"days": "30", "groups": ["m"], "start": "2026-12-01"}}]
    assert sheet.entries() == {"days": 30, "name": None, "groups": ("m",)}
    assert watched == [{"days", "groups", "start"}]
    page.enter(name="x")  # with what was filled in, as the page keeps it
    assert watched[1:] == [{"name"}]


def test_what_a_page_wrote_before_it_knew_of_our_entry_does_not_undo_it(sheet: Sheet, page: Any) -> None:
    page.enter(days="5", name="before")
    sheet.fill(days=30)
    # Sent while the fill was on its way, or kept back by a broken line: the page had not seen it.
    sheet.take({"event": "values", "seen": 0, "values": {"days": "5", "name": "after"}})
    assert sheet.entries() == {"days": 30, "name": "after", "groups": ()}
    # The fill itself may have gone into the broken line: it is told again, with its number.
    assert page.heard[-1] == page.heard[-2] == {"event": "fill", "n": 1, "values": {"days": "30"}}
    page.enter(days="7")  # now somebody who has seen it changes it
    assert sheet.entry("days") == 7


def test_only_what_a_page_has_missed_is_told_again(sheet: Sheet, page: Any) -> None:
    sheet.fill(days=30)
    sheet.fill(name="ours", groups=("w",))
    page.enter(groups=["m"])
    sheet.take({"event": "values", "seen": 1, "values": {"days": "8", "name": "theirs", "groups": ["w", "m"]}})
    assert sheet.entries() == {"days": 8, "name": "ours", "groups": ("m",)}
    assert page.heard[-1] == {"event": "fill", "n": 2, "values": {"name": "ours", "groups": ["m"]}}


def test_a_late_press_does_not_undo_what_an_earlier_one_did(sheet: Sheet, page: Any) -> None:
    """Two presses wait for the line; the second was made before the answer to the first could be seen."""
    done: list[str] = []
    sheet.when_pressed("check", lambda: (done.append(sheet.entry("name")), sheet.fill(name="second step")))
    for number in ("one", "two", "one", "two"):
        sheet.take({"event": "press", "name": "check", "n": number, "seen": 0, "values": {"name": "first step"}})
    assert done == ["first step", "second step"]
    assert [answer["error"] for answer in page.told("done")] == [""] * 4


def test_the_reader_is_led_to_an_item_by_its_name(sheet: Sheet, page: Any) -> None:
    sheet.point_at("days")
    assert page.heard == [{"event": "point", "name": "days"}]


def test_what_stands_in_the_fields_at_the_beginning_is_read_as_if_it_were_entered(sheet: Sheet, page: Any) -> None:
    sheet.begin(days=30, name="Dock Workers", groups=("w",))
    assert sheet.start == {"days": "30", "name": "Dock Workers", "groups": ["w"]}
    assert sheet.entries() == {"days": 30, "name": "Dock Workers", "groups": ("w",)}
    assert page.heard == []


def test_what_was_entered_stays_when_a_new_beginning_is_made(sheet: Sheet, page: Any) -> None:
    sheet.begin(days="30", name="first")
    page.enter(days="5")
    sheet.begin(days="60", name="second")
    assert sheet.entries() == {"days": 5, "name": "second", "groups": ()}
    page.enter(days="", name="third")
    sheet.begin(days="90")
    # An emptied field stays empty: somebody wanted it so.
    assert sheet.entries() == {"days": None, "name": "third", "groups": ()}
    assert sheet.start == {"days": "90"}


def names(sheet: Sheet) -> list[str]:
    return [spec["name"] for spec in sheet.specs]


def test_items_take_the_place_of_those_of_the_same_name_and_new_ones_come_to_the_end(sheet: Sheet, page: Any) -> None:
    page.enter(name="x")
    sheet.show(Piece("told", "<p>Told</p>", live=True), Text("name", "Your name", error="Too short"))
    assert names(sheet) == ["days", "name", "groups", "check", "told"]
    assert sheet.specs[1]["error"] == "Too short"
    assert sheet.specs[4]["content"] == "<p>Told</p>"
    sheet.show(Number("name", "Number now"))
    assert sheet.specs[1]["kind"] == "number"
    assert sheet.entry("name") == "x"


def test_a_sheet_can_be_laid_anew_and_what_was_entered_stays(sheet: Sheet, page: Any) -> None:
    page.enter(days="5")
    sheet.lay_out([StepList("step", "Steps", steps=(("a", "A"), ("b", "B"))), Piece("only")])
    assert names(sheet) == ["step", "only"]
    assert sheet.entries() == {"step": "a"}
    sheet.lay_out([])
    assert sheet.specs == []
    sheet.show(Number("days", "Deadline"))
    assert sheet.entry("days") == 5


def test_a_paper_to_take_home_reaches_the_page_with_its_bytes(sheet: Sheet) -> None:
    sheet.show(TakeAway("paper", "Paper", files=(("Save", "a.txt", "text/plain", b"\x00\xff"),)))
    assert sheet.specs[-1]["files"][0]["content"] == b"\x00\xff"


@pytest.mark.parametrize(
    ("largest", "said"), [(1_000_000, "at most 1 MB"), (50_000_000, "at most 50 MB"), (10, "at most 1 MB")]
)
def test_a_file_field_says_what_is_too_large_before_anything_is_sent(sheet: Sheet, largest: int, said: str) -> None:
    sheet.show(FileIn("table", "Table", largest=largest))
    assert said in strip(sheet.specs[-1]["too_large"])


# --- in whose language ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", [*KNOWN, "ar-MA", "fr-SN"])
def test_a_sheet_knows_the_direction_of_its_language(tag: str) -> None:
    sheet = make(tag)
    assert (sheet.language, sheet.direction) == (tag, "rtl" if tag.startswith("ar") else "ltr")
    assert sheet.key == "example"


def test_the_sheet_has_every_word_that_its_page_asks_for() -> None:
    script = sheet_script()
    asked = set(re.findall(r"\bwords\.(\w+)", script)) | set(re.findall(r'\bact\("(\w+)"', script))
    assert {"choose", "close", "working", "read"} <= asked
    for language in ("en", "ar"):
        words = make(language).words
        assert asked <= set(words)
        assert all(words.values())
    assert asked == set(WORDS)


def test_the_words_of_a_sheet_are_said_in_the_language_of_its_reader(marked: Callable[[Any], None]) -> None:
    sheet = make("ar")
    assert sheet.words["close"] == "«Close»"
    marked([{"label": word} for word in sheet.words.values()])
    sheet.show(FileIn("table", "«Table»", largest=1))
    assert strip(sheet.specs[-1]["too_large"]).startswith("«This file is too large: at most 1 MB")
