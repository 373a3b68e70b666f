"""The controls as values: what a page sends is trusted in nothing, and what goes to a page says all that it draws."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit.app.kit.fields as kit
from toolkit.app.kit.fields import (
    Amount,
    Button,
    Choice,
    Choices,
    Day,
    Field,
    Figures,
    FileIn,
    Item,
    Number,
    Piece,
    Progress,
    StepList,
    TakeAway,
    Text,
    fields_of,
)
from toolkit.app.kit.script import sheet_script
from toolkit.languages import Language

SCRIPT = sheet_script()
OPTIONS = (("w", "women"), ("m", "men"), ("", "nobody"))
STEPS = (("who", "Who"), ("what", "What"))
FIRST, LAST = date(2020, 2, 29), date(2026, 12, 1)
LETTERS = st.characters() | st.sampled_from("\ud800\udfff\x00\x1b\x85\u202e\u2069٣٫٬,.-+ \t\n×%")
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.binary() | st.text(LETTERS) | st.sampled_from("wm"),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(LETTERS), inner) | st.tuples(inner, inner),
    max_leaves=10,
)
EVERYTHING: list[Item] = [
    Choice("one", "One", "Help", "Wrong", options=OPTIONS, many=True, prompt="Choose"),
    Choices("some", "Some", options=OPTIONS),
    Number("days", "Days", unit="days"),
    Text("line", "Line", long=True, longest=7),
    Day("day", "Day", first=FIRST, last=LAST),
    FileIn("file", "File", suffixes=(".csv",), largest=10),
    Button("go", "Go", main=True, again=True),
    Piece("piece", "<p>x</p>", live=True, look="tk-note"),
    StepList("step", "Steps", steps=STEPS, done="done"),
    Progress("progress", "Working", 0.5),
    TakeAway("paper", "Paper", "Note", "<p>", "words", (("Save", "a.txt", "text/plain", b"abc"),)),
]


def huge(sign: str) -> str:
    return sign * 30_000


HOSTILE: list[Any] = [
    *(None, True, 7, 1.5, float("nan"), float("inf"), 10**400, b"w", object(), type, {"w": 1}, {"value": "w"}),
    *(
        [],
        [[["w"]]],
        [None, {}, ["m"]],
        ("w", ("m",)),
        [float("nan")] * 9,
        huge("w"),
        huge("٣"),
        huge(" "),
        huge("\x00"),
    ),
    *("w\x00", "\x1b[31m", "\u202ew", "\ud800", "W", " w m ", "__class__", "{0}", "%s", "<b>w</b>", "1e5", "nan", "-"),
]


# --- one kind after the other --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "entry"), [("w", "w"), ("m", "m"), ("", ""), ("x", None), ("women", None), (" w", None)]
)
def test_a_choice_is_one_of_its_options_or_nothing(raw: str, entry: str | None) -> None:
    assert Choice("one", "One", options=OPTIONS).read(raw) == entry


@pytest.mark.parametrize(
    ("raw", "entry"),
    [
        ([], ()),
        (["m"], ("m",)),
        (["m", "w", "m"], ("w", "m")),  # in the order of the options, each once
        (("m",), ("m",)),
        (["x", "m", 3, None, ["w"]], ("m",)),
        ("wm", ()),  # a text is not a list of letters
        ({"w": True}, ()),
    ],
)
def test_choices_are_those_of_the_options_that_are_ticked(raw: Any, entry: tuple[str, ...]) -> None:
    assert Choices("some", "Some", options=OPTIONS).read(raw) == entry


@pytest.mark.parametrize(
    ("raw", "entry"),
    [
        ("30", 30),
        (" 30 ", 30),
        ("٣٠", 30),
        ("۳۰", 30),  # as on a Persian keyboard
        ("6,5", 6.5),
        ("٦٫٥", 6.5),
        ("1 234", 1234),
        ("1.234.567", 1234567),
        ("١٬٢٣٤", 1234),
        ("12.0", 12),
        ("-3", -3),
        ("0", 0),
        ("9" * 15, 10**15 - 1),
        ("9" * 41, "9" * 40),  # longer than any field: words, whatever they look like
        ("", None),
        ("   ", None),
        ("soon", "soon"),
        ("30 or 40", "30 or 40"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("٣ أيام ونصف ٤", "٣ أيام ونصف ٤"),
        (None, None),
        (30, None),  # pages send text, and a sheet makes text of the rest
    ],
)
def test_a_number_is_read_in_whatever_way_it_is_typed_and_stays_words_if_it_is_none(raw: Any, entry: Any) -> None:
    read = Number("days", "Days").read(raw)
    assert (type(read), read) == (type(entry), entry)


def test_a_number_among_thousands_of_spaces_keeps_nobody_waiting() -> None:
    # The time that reading takes grows with the cube of such a text: this one would need hours.
    assert str(Number("days", "Days").read("1" + " " * 15_000 + "x")).strip() == "1"


@pytest.mark.parametrize(
    ("raw", "entry"),
    [
        ("word", "word"),
        ("  two words\n", "two wor"),
        ("", None),
        (" \t\n ", None),
        ("نقابة العمال", "نقابة ا"),
        ("a\ud800b\udfff", "ab"),  # half signs cannot be sent back to any page
        ("👩🏽‍🏭", "👩🏽‍🏭"),
        (["word"], None),
        (7, None),
    ],
)
def test_a_text_is_what_was_typed_without_the_spaces_around_it_and_not_longer_than_its_field(
    raw: Any, entry: str | None
) -> None:
    assert Text("line", "Line", longest=7).read(raw) == entry


@pytest.mark.parametrize(
    ("raw", "entry"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        (" 2020-02-29 ", date(2020, 2, 29)),
        ("2026-12-02", None),  # after the last day
        ("2020-02-28", None),  # before the first one
        ("2021-02-29", None),
        ("2026-13-01", None),
        ("1.12.2026", None),
        ("2026-12-01T00:00", None),
        ("0000-00-00", None),
        ("+2026-12-01", None),
        ("", None),
        (20261201, None),
    ],
)
def test_a_day_is_one_of_the_calendar_within_its_bounds(raw: Any, entry: date | None) -> None:
    assert Day("day", "Day", first=FIRST, last=LAST).read(raw) == entry


def test_a_day_without_bounds_may_be_any() -> None:
    assert Day("day", "Day").read("0001-01-01") == date(1, 1, 1)
    assert Day("day", "Day").read("9999-12-31") == date(9999, 12, 31)


@pytest.mark.parametrize("raw", ["", "x", "What", None, ["what"], {"what": 1}, 1])
def test_a_list_of_steps_falls_back_to_the_first_one(raw: Any) -> None:
    steps = StepList("step", "Steps", steps=STEPS)
    assert steps.read("what") == "what"
    assert steps.read(raw) == "who"


def test_a_file_never_travels_with_the_other_entries() -> None:
    assert FileIn("file", "File").read("C:\\log.csv") is None


# --- whatever a page sends -----------------------------------------------------------------------------------------


def assert_harmless(item: Field, entry: Any) -> None:
    match item:
        case Choice():
            assert entry is None or entry in dict(OPTIONS)
        case Choices():
            assert type(entry) is tuple
            assert set(entry) <= set(dict(OPTIONS))
            assert len(entry) == len(set(entry))
        case Number():
            assert entry is None or type(entry) in (int, float, str)
            assert entry != ""
            assert len(str(entry)) <= 44
            assert entry == entry  # not a number that is no number
            assert entry not in (float("inf"), float("-inf"))
        case Text():
            assert entry is None or (type(entry) is str and 0 < len(entry) <= 7)
        case Day():
            assert entry is None or FIRST <= entry <= LAST
        case StepList():
            assert entry in ("who", "what")
        case FileIn():
            assert entry is None


FIELDS = list(fields_of(EVERYTHING).values())


@pytest.mark.parametrize("item", FIELDS, ids=lambda item: item.kind)
@given(raw=JUNK)
def test_no_entry_whatever_raises_or_leaves_the_bounds_of_its_field(item: Field, raw: Any) -> None:
    assert_harmless(item, item.read(raw))


@pytest.mark.parametrize("item", FIELDS, ids=lambda item: item.kind)
def test_no_known_hostile_entry_raises_or_leaves_the_bounds_of_its_field(item: Field) -> None:
    for raw in HOSTILE:
        assert_harmless(item, item.read(raw))


@given(st.integers(-(10**12), 10**12), st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]))
def test_every_whole_number_is_read_in_every_kind_of_digits(number: int, digits: str) -> None:
    typed = str(number).translate(str.maketrans("0123456789", digits))
    assert Number("days", "Days").read(typed) == number


@given(st.dates(), st.dates(), st.dates())
def test_a_day_is_itself_inside_its_bounds_and_nothing_outside(day: date, first: date, last: date) -> None:
    entry = Day("day", "Day", first=first, last=last).read(day.isoformat())
    assert entry == (day if first <= day <= last else None)


# --- what goes to a page -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", EVERYTHING, ids=lambda item: item.kind)
def test_what_goes_to_a_page_is_plain_json_apart_from_the_files_to_take_home(item: Item) -> None:
    spec = item.spec()
    for file in spec.get("files", ()):
        assert type(file.pop("content")) is bytes
    assert json.loads(json.dumps(spec, allow_nan=False)) == spec


FIELD = {"kind", "name", "label", "help", "error"}


@pytest.mark.parametrize(
    ("kind", "read"),
    {  # what the parts of the script read, by the kind they draw
        "choice": {*FIELD, "options", "many", "prompt"},
        "choices": {*FIELD, "options"},
        "number": {*FIELD, "unit", "unit_forms", "letters"},
        "text": {*FIELD, "long", "longest"},
        "day": {*FIELD, "first", "last"},
        "file": {*FIELD, "suffixes", "largest"},  # and what the sheet adds: too_large, held, reading
        "button": {"kind", "name", "label", "main", "again"},
        "piece": {"kind", "name", "content", "live", "look"},
        "steps": {*FIELD, "steps", "done", "lacking"},
        "progress": {"kind", "name", "label", "share"},
        "takeaway": {"kind", "name", "title", "note", "page", "words", "files"},
    }.items(),
)
def test_an_item_tells_the_page_all_that_the_page_draws(kind: str, read: set[str]) -> None:
    (item,) = (item for item in EVERYTHING if item.kind == kind)
    assert set(item.spec()) == read
    assert item.spec()["kind"] == kind


def test_an_amount_is_a_number_to_the_page_and_reads_words_for_size() -> None:
    amount = Amount("cost", "Cost", language=Language("pt"), letters=True)
    assert amount.spec() == Number("cost", "Cost", letters=True).spec()
    assert (amount.read("300 mil"), amount.read("300 mil por ano")) == (300_000, "300 mil por ano")
    assert (amount.read(""), amount.read("9" * 41)) == (None, "9" * 40)


def test_the_page_has_a_maker_for_every_kind_and_asks_items_for_nothing_they_do_not_say() -> None:
    (makers,) = re.findall(r"const MAKERS = \{(.*?)\n\};", SCRIPT, flags=re.DOTALL)
    made = set(re.findall(r"^(\w+):", makers, flags=re.MULTILINE))
    kinds = {item.kind for item in EVERYTHING}
    assert kinds == made
    asked = set(re.findall(r"\b(?:item|now|spec|shown)\.([a-z_]+)", SCRIPT))
    assert {"options", "unit", "label", "files", "share", "again"} <= asked
    known = [*EVERYTHING, Figures("figures", "Figures")]  # a kind of text
    assert asked <= {key for item in known for key in item.spec()} | {"too_large", "held", "reading"}


def test_every_kind_of_control_is_tried_here() -> None:
    known = {each.kind for each in vars(kit).values() if isinstance(each, type) and issubclass(each, Item)}
    assert {item.kind for item in EVERYTHING} == known - {""}


def test_bounds_and_options_go_as_what_a_page_understands() -> None:
    assert EVERYTHING[4].spec()["first"] == "2020-02-29"
    assert EVERYTHING[4].spec()["last"] == "2026-12-01"
    assert Day("day", "Day").spec()["first"] is None
    assert EVERYTHING[0].spec()["options"] == [["w", "women"], ["m", "men"], ["", "nobody"]]
    assert EVERYTHING[5].spec()["suffixes"] == [".csv"]


def test_a_file_to_take_home_carries_a_mark_that_changes_with_its_content_and_with_nothing_else() -> None:
    def file(label: str, name: str, content: bytes) -> dict[str, Any]:
        (one,) = TakeAway("paper", "Paper", files=((label, name, "text/plain", content),)).spec()["files"]
        return one

    one = file("Save", "a.txt", b"abc")
    # The beginning of SHA-256 of "abc", from FIPS 180-4.
    assert one == {
        "label": "Save",
        "name": "a.txt",
        "type": "text/plain",
        "content": b"abc",
        "mark": "ba7816bf8f01cfea",
    }
    assert file("Speichern", "b.txt", b"abc")["mark"] == one["mark"]
    assert file("Save", "a.txt", b"abd")["mark"] != one["mark"]


def test_the_fields_among_items_are_those_that_can_be_filled_in() -> None:
    assert list(fields_of(EVERYTHING)) == ["one", "some", "days", "line", "day", "file", "step"]
    assert fields_of([]) == {}
