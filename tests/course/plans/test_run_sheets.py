"""The run sheets against the lessons: what is shown is what happens, and there is time for it."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from toolkit.course.plans.books import guide
from toolkit.course.plans.lesson import lesson, lesson_notebooks
from toolkit.course.plans.nearby import case_parts
from toolkit.course.plans.plan import make_plan
from toolkit.course.plans.run_sheet import show
from toolkit.course.plans.tracks import track, track_names
from toolkit.documents import Heading, write_text

# Read by hand against the lessons: which step is on the phones while a block is done.
SHOWN = {
    "claims": "Eight claims",
    "data-day": "Do: the data day Take home: your own data day",
    "model": "Be the model",
    "task-map": "Take home: the map of one job",
    "case-clinic": "Do: case clinic",
    "cost-story": "The cost story",
    "rights-hunt": "Rights hunt",
    "request": "Rights hunt Take home: your letter and your plan",
    "questions": "Question storm",
    "audit-lab": "The case Do: how many times as often? Like with like",
    "committee": "Build the committee",
    "assessment": "Two scores",
    "ladder": "The ladder",
    "draft": "Draft Swap and attack",
    "table": "Talks",
    "practices": "Take home: your own case",
    "relay": "A relay plan for the hub",
    "allies": "Take home: your map and your first words",
    "campaign": "With what do you begin?",
}


def minutes_of(topic: int) -> dict[str, int]:
    """How long the parts of a lesson under each of its tags are, as their headings say."""
    found: dict[str, int] = {}
    for cell in json.loads(lesson_notebooks()[topic].read_text(encoding="utf-8"))["cells"]:
        told = re.search(r"^#+ .*\((\d+) minutes\)", "".join(cell["source"]), re.MULTILINE)
        if told and cell["cell_type"] == "markdown":
            for tag in set(cell["metadata"]["tags"]) - {"step", "more"}:
                found[tag] = found.get(tag, 0) + int(told[1])
    return found


@pytest.mark.parametrize("name", track_names())
def test_each_block_shows_the_step_that_it_is_about_and_has_the_time_for_it(name: str) -> None:
    taught = [block for session in track(name).sessions for block in session.blocks if block.topic is not None]
    assert taught
    for block in taught:
        known = lesson(block.topic, "en")  # type: ignore[arg-type]
        assert known is not None
        assert " ".join(known.steps[tag] for tag in block.steps) == SHOWN[block.id]
        needed = sum(minutes_of(block.topic).get(tag, 0) for tag in block.steps)  # type: ignore[arg-type]
        assert needed <= block.minutes, (name, block.id)


def test_steps_are_named_in_quotation_marks() -> None:
    plan = make_plan("organisers", country="KE", start=date(2027, 2, 1))
    first = plan.track.sessions[0]
    told = [show(plan, first, block) for block in first.blocks if block.id == "data-day"]
    assert told[0].endswith("step: “Do: the data day” and “Take home: your own data day”")


def test_the_case_of_the_country_comes_first_whatever_topic_it_is_about() -> None:
    plan = make_plan("leaders", country="TN", start=date(2027, 2, 1))
    titles = [str(part.text) for part in case_parts(plan) if isinstance(part, Heading) and part.level == 2]
    of_the_country = [number for number, title in enumerate(titles) if "(Tunisia)" in title]
    assert of_the_country == list(range(len(of_the_country)))
    assert of_the_country


def test_a_guide_gives_the_notes_once_to_whom_they_are_for() -> None:
    text = write_text(guide(make_plan("organisers", country="KE", start=date(2027, 2, 1))))
    assert "For the facilitator." not in text  # it is their own guide
    assert "Let those who disagree explain" in text
    about = text.split("Notes on topic 3", 1)[1].split("Notes on topic 4", 1)[0]
    # What holds for the whole lesson comes before the steps, and each step is named once.
    assert about.index("What goes wrong") < about.index("Before you begin")
    assert text.split("Notes on topic 6", 1)[1].count("\nLook: four records\n") == 1
