"""English answers: what says the same is no loss, and what only looks like it is told."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

HARMLESS = [
    (
        "The rule may be changed no earlier than 6 weeks after the meeting.",
        "The rule may be changed at the earliest 6 weeks after the meeting.",
    ),
    (
        "Each month the Employer shall give the Union the tables and shall publish the list.",
        "Each month the Employer shall furnish the Union, in one file, with the tables and shall publish the list.",
    ),
    (
        "Where the Union finds a missing document, the time does not run.",
        "Should the Union find a document that is missing, the time does not run.",
    ),
    (
        "The Employer shall repair the lamp or inform the Worker why it does not.",
        "The Employer shall repair the lamp or let the Worker know why it does not.",
    ),
    (
        "The Employer shall let the Union test a part of its choice.",
        "The Employer shall let the Union test a part that the Union itself chooses.",
    ),
    (
        "A photograph by a third person shall be used only where an expert has examined its origin.",
        "A photograph coming from a third person shall be used only where an expert has inquired into its origin.",
    ),
    ("The Employer shall not publish names.", "The Employer shall not, without exception, publish names."),
]

LOSSES = [
    (
        "Breaks shall not be taken from leave.",
        "Breaks shall be deducted from leave, but neither at night nor on Sunday.",
    ),
    (
        "The rule may be changed no earlier than 6 weeks after the meeting.",
        "The rule may be changed at the earliest 3 weeks after the meeting.",
    ),
    (
        "Each month the Employer shall give the Union the tables and shall publish the list.",
        "Each month the Employer shall give the Union the tables and the Union shall publish the list.",
    ),
    (
        "The Employer shall file each answer, keep the log and protect the Worker.",
        "The Employer shall file each answer, the log shall be kept by the Union, and it shall protect the Worker.",
    ),
    (
        "Where the Union finds a missing document, the time does not run.",
        "Should the Union find a missing document and the Employer agree, the time does not run.",
    ),
    (
        "The Employer shall repair the lamp or inform the Worker why it does not.",
        "The Employer shall repair the lamp or let the Worker go.",
    ),
    (
        "The Employer shall not film breaks and shall not permit a Supplier to film them.",
        "Breaks shall not be filmed by the Employer, nor shall the Employer be prevented from permitting a Supplier "
        "to film them.",
    ),
    (
        "The Employer shall let the Union test a part of its choice.",
        "The Employer shall let the Union test a part that the Employer itself chooses.",
    ),
    (
        "The Employer shall empty the locker and confirm this to the Worker in writing.",
        "The locker shall be emptied by the Employer once this has been confirmed by the Employer in writing.",
    ),
    (
        "Within 20 days of deciding that a hall closes, the Employer shall inform the Union of the posts concerned.",
        "The Union shall be informed, within 20 days of deciding that a hall closes, of the posts that follow from "
        "the Employer's deciding.",
    ),
    ("Time on the way between two wards is working time.", "Time in one ward is working time."),
    (
        "What the robot says is not an order, does not bind the Worker and is no evidence against them.",
        "Nothing that the robot says is an order, and it binds the Worker or is evidence against them.",
    ),
    (
        "The Employer shall keep ready a plan, with the staff it needs, for each ward.",
        "A plan shall be kept ready by the Employer for each ward, with the staff that the budget allows.",
    ),
    (
        "The Employer shall hold talks every time when asked.",
        "The Employer shall hold talks only once a year when asked.",
    ),
    (
        "A photograph by a third person shall be used only where an expert has examined its origin.",
        "A photograph coming from a third person shall be used where the Employer has inquired into its origin.",
    ),
    ("The Employer shall not publish names.", "The Employer shall not, without a notice, publish names."),
    (
        "No camera shall film, score or follow guests.",
        "No camera shall, without a warden, film, score or follow guests.",
    ),
]


@pytest.mark.parametrize(("ours", "theirs"), HARMLESS)
def test_what_says_the_same_is_no_loss(ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon("en")).kind != "weakened"


@pytest.mark.parametrize(("ours", "theirs"), LOSSES)
def test_what_only_looks_like_it_is_told(ours: str, theirs: str) -> None:
    assert judge(ours, theirs, lexicon("en")).kind == "weakened"


@pytest.mark.parametrize(("ours", "theirs"), HARMLESS)
def test_it_is_never_harmless_for_certain(ours: str, theirs: str) -> None:
    found = judge(ours, theirs, lexicon("en"))
    assert not (found.kind == "reworded" and found.sure)
