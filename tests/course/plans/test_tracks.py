"""Tracks: minutes, breaks, cuts, lessons."""

import json
import re
from pathlib import Path

import pytest
import yaml

from toolkit.course.plans.lesson import lesson, lesson_notebooks, read_lesson
from toolkit.course.plans.tracks import UnknownTrack, blocks, read_track, track, track_names
from toolkit.errors import RecordError
from toolkit.languages import KNOWN
from toolkit.languages.notebooks import translate_notebook

TRACKS = Path(__file__).parents[3] / "templates" / "course" / "tracks"
HOURS = {"organisers": 3, "leaders": 2, "representatives": 2}


@pytest.mark.parametrize("name", sorted(HOURS))
def test_minutes_of_each_session_and_cut_add_up(name: str) -> None:
    raw = yaml.safe_load((TRACKS / f"{name}.yml").read_text(encoding="utf-8"))
    found = track(name)
    assert len(found.sessions) == len(raw["sessions"]) == HOURS[name]
    for written, session in zip(raw["sessions"], found.sessions, strict=True):
        for length, listed in ((180, written["blocks"]), (120, written["cuts"][120]), (60, written["cuts"][60])):
            assert sum(one["minutes"] for one in listed) == length
            assert [(one.id, one.minutes) for one in session.within(length)] == [
                (one["block"], one["minutes"]) for one in listed
            ]
        assert session.minutes == 180
        whole = {one["block"]: one["minutes"] for one in written["blocks"]}
        assert (whole["break"], whole["closing"]) == (15, 10)


def test_every_topic_is_taught_to_organisers_and_every_block_is_used() -> None:
    assert track("organisers").topics == (1, 2, 3, 4, 5, 6, 7)
    used = {block.id for name in track_names() for session in track(name).sessions for block in session.blocks}
    assert used == set(blocks())


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("{block: break, minutes: 15}", "{block: break, minutes: 14}", "add up to 179"),
        ("{block: break, minutes: 15}, ", "{block: claims, minutes: 15}, ", "needs a break"),
        ("{block: opening, minutes: 10}", "{block: closing, minutes: 10}", "begins with"),
        ("{block: opening, minutes: 10}", "{block: welcome, minutes: 10}", "welcome"),
    ],
)
def test_a_track_that_does_not_hold_is_refused(tmp_path: Path, old: str, new: str, wrong: str) -> None:
    text = (TRACKS / "leaders.yml").read_text(encoding="utf-8")
    (tmp_path / "leaders.yml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RecordError, match=wrong):
        read_track(tmp_path / "leaders.yml", blocks())


def test_an_audience_without_a_track_is_told_which_there_are() -> None:
    with pytest.raises(UnknownTrack, match="organisers, leaders, representatives"):
        track("ministers")


def test_the_cuts_of_lessons_add_up() -> None:
    for path in lesson_notebooks().values():
        for whole, steps in read_lesson(path, "en").cuts.items():
            assert sum(steps.values()) == whole, path.name


def test_blocks_show_steps_that_their_lessons_have() -> None:
    for name in track_names():
        for session in track(name).sessions:
            for block in session.blocks:
                shown = lesson(block.topic, "en") if block.topic else None
                assert shown is None or set(block.steps) <= set(shown.steps), block.id


_MINUTES = re.compile(r"(\d+)[\s\u00a0]*(?:minutes|minutos|دقائق|دقيقة)")


@pytest.mark.parametrize("code", sorted(KNOWN))
def test_the_start_of_each_lesson_says_how_it_is_cut_and_the_minutes_add_up(code: str) -> None:
    for path in lesson_notebooks().values():
        cells = translate_notebook(json.loads(path.read_text(encoding="utf-8")), code)["cells"]
        full: dict[str, int] = {}
        for cell in cells:
            lines = "".join(cell["source"]).split("\n")
            heading = next((line for line in lines if line.startswith("#")), "")
            tags = set(cell["metadata"].get("tags", [])) - {"step"}
            if tags and (found := _MINUTES.search(heading)):
                full.setdefault(min(tags), int(found[1]))
        found_lesson = read_lesson(path, code)
        assert sum(full.values()) == found_lesson.minutes, path.name
        said = next(part for part in "".join(cells[0]["source"]).split("\n") if str(found_lesson.minutes) in part)
        cuts = found_lesson.cuts
        numbers = [int(number) for number in re.findall(r"\d+", said)]
        shorter = [minutes for step, minutes in cuts[60].items() if minutes != full[step]]
        assert set(numbers) == {found_lesson.minutes, *cuts, *shorter}, (path.name, said)
        assert sum(cuts[60].values()) == 60
