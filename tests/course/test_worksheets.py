"""Worksheets: what was written becomes a paper, sums follow from it, and what was left out is said to be."""

from __future__ import annotations

import re
from datetime import date

import pytest

from toolkit.course.worksheets import (
    NO_SUM,
    NOTHING_WRITTEN,
    Asked,
    Entries,
    Entry,
    show_entry,
    worksheet,
    written_worksheets,
)
from toolkit.documents import Facts, Heading, Paragraph, Table
from toolkit.languages import KNOWN, Language
from toolkit.registers.words import Words

COSTS = {"licences": 2.5, "connecting": 1.4, "training": 0.3, "errors": 1, "appeals": 0.5, "exit": 0.5}


def cost_story(**left_out: None) -> Entries:
    written: dict[tuple[str, int, str], Entry] = {("promise", 0, "saving"): 6}
    return Entries(written | {("costs", 0, name): value for name, value in COSTS.items() if name not in left_out})


@pytest.mark.parametrize("language", [code for code in KNOWN if code != "en"])
@pytest.mark.parametrize("name", written_worksheets())
def test_a_worksheet_asks_in_every_language(name: str, language: str) -> None:
    sheet = worksheet(name)
    asked = [one for part in sheet.parts for one in part.asked]
    words = [sheet.title, sheet.note, *(one.label for one in asked)]
    words += [said for one in asked for _, said in one.options] + [
        said for part in sheet.parts for said in part.possible
    ]
    alike = [one.say("en") for one in words if one.say(language) == one.say("en")]
    assert alike in ([], ["Licences"], ["Trace"], ["no"])


FORMS = {"follow-up", "peer-observation", "workshop-feedback"}  # on which nobody is to be led to an answer


@pytest.mark.parametrize("name", sorted(set(written_worksheets()) - FORMS))
def test_every_talk_and_every_sheet_shows_what_others_have_answered(name: str) -> None:
    parts = worksheet(name).parts
    assert all(part.possible for part in parts) if name.startswith("talk-") else any(part.possible for part in parts)


def test_a_sum_is_of_what_was_filled_in_and_none_of_nothing() -> None:
    spent, left = worksheet("cost-story").totals
    assert (spent.of(Entries({})), left.of(Entries({}))) == (None, None)
    assert spent.of(cost_story()) == pytest.approx(6.2)
    assert left.of(cost_story()) == pytest.approx(-0.2)
    assert left.of(cost_story(exit=None)) == pytest.approx(0.3)
    unread = Entries({("costs", 0, "exit"): "much", ("costs", 0, "training"): True})
    assert spent.of(unread) is None, "words are no numbers"


@pytest.mark.parametrize("language", KNOWN)
def test_no_sum_is_told_while_something_of_it_cannot_be_read(language: str) -> None:
    sheet = worksheet("cost-story")
    spent, left = sheet.totals
    entries = Entries({**cost_story().written, ("costs", 0, "exit"): "300 mil por ano"})
    assert (spent.of(entries), left.of(entries)) == (None, None)
    assert spent.unread(entries) == left.unread(entries) == ("300 mil por ano",)
    blocks = sheet.document(entries, language).blocks
    assert not [block for block in blocks if isinstance(block, Facts)]
    assert blocks[-1] == Paragraph(Language(language).say(NO_SUM, entry="300 mil por ano"))
    promise = Entries({**cost_story().written, ("promise", 0, "saving"): "much"})
    assert (spent.of(promise), left.of(promise)) == (pytest.approx(6.2), None), "costs do not depend on the promise"


@pytest.mark.parametrize("language", KNOWN)
def test_files_are_called_in_the_language_and_begin_with_latin_letters(language: str) -> None:
    stems = [worksheet(name).stem(language) for name in written_worksheets()]
    assert len(set(stems)) == len(stems)
    assert all(re.match(r"[a-zé]", stem) and re.fullmatch(r"[\w-]+", stem) for stem in stems)
    assert worksheet("cost-story").stem(language) != "cost-story"


def test_rows_are_those_in_which_something_stands() -> None:
    part = worksheet("task-map").parts[1]
    entries = Entries({("tasks", 0, "task"): "Copying", ("tasks", 1, "task"): "", ("tasks", 4, "hours"): 3})
    assert entries.rows(part) == [0, 4]
    assert worksheet("task-map").totals[0].of(entries) == 3


def test_hours_that_a_machine_would_free_are_those_of_its_own_rows() -> None:
    every, alone = worksheet("task-map").totals
    rows = [("automate", 9), ("keep", 4), ("automate", 2.5), (None, 7)]
    written: dict[tuple[str, int, str], Entry] = {("tasks", row, "hours"): hours for row, (_, hours) in enumerate(rows)}
    written |= {("tasks", row, "who"): who for row, (who, _) in enumerate(rows)}
    assert (every.of(Entries(written)), alone.of(Entries(written))) == (22.5, 11.5)
    wrong = Entries({**written, ("tasks", 1, "hours"): "all day"})
    assert (every.of(wrong), alone.of(wrong)) == (None, 11.5), "what cannot be read is in another row"
    assert alone.of(Entries({("tasks", 0, "hours"): 9})) is None


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (None, ""),
        ("kept", "kept without an end"),
        ("our own words", "our own words"),
        (("kept", "unknown"), "kept without an end and nobody knows"),
        (1234.5, "1,234.5"),
        (date(2026, 12, 1), "1 December 2026"),
    ],
)
def test_an_entry_is_said_in_words(entry: Entry, told: str) -> None:
    options = next(one for one in worksheet("data-day").parts[0].asked if one.id == "end").options
    assert show_entry(Asked("end", "choices", Words((("en", "End"),)), None, options), entry, Language("en")) == told


def test_a_paper_holds_what_was_written_and_says_where_nothing_was() -> None:
    entries = Entries({("traces", 0, "trace"): "Card", ("traces", 0, "end"): "unknown", ("traces", 2, "who"): "Ward"})
    paper = worksheet("data-day").document(entries, "en")
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert [list(map(str, row)) for row in table.rows] == [
        ["Card", "", "", "nobody knows", ""],
        ["", "Ward", "", "", ""],
        *[[""] * 5] * 4,  # for what comes to mind later, by hand
    ]
    assert [block.text for block in paper.blocks if isinstance(block, Heading)] == [
        "Traces of one day",
        "What we do with it",
        "The question, ready to send",
    ]
    nothing, *ready = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert nothing == NOTHING_WRITTEN
    assert ready == [words.say("en") for words in worksheet("data-day").ready[1:]]
    assert paper.mark.startswith("For us.")
    assert not [block for block in paper.blocks if isinstance(block, Facts)]


def test_a_paper_has_no_more_rows_than_the_sheet_and_none_where_nobody_wants_them() -> None:
    full = Entries({("traces", row, "trace"): str(row) for row in range(6)})
    table = next(block for block in worksheet("data-day").document(full, "en").blocks if isinstance(block, Table))
    assert len(table.rows) == 8
    one = Entries({("outside", 0, asked.id): "1" for asked in worksheet("cost-story").parts[2].asked})
    tables = [block for block in worksheet("cost-story").document(one, "en").blocks if isinstance(block, Table)]
    assert all(any(row) for table in tables for row in table.rows)


def test_a_paper_tells_the_sums() -> None:
    (facts,) = (
        block for block in worksheet("cost-story").document(cost_story(), "en").blocks if isinstance(block, Facts)
    )
    assert [value for _, value in facts.rows] == ["6.2", "-0.2"]
