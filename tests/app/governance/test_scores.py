"""Two scores on the page: both sides apart, hidden questions not asked, what drives the difference, the proposal."""

from __future__ import annotations

import json
import re
from typing import Any

from toolkit.app.governance.scores_model import ScoresModel
from toolkit.app.governance.scores_view import ScoresView
from toolkit.governance.assessment.answers import Answers, read_answers
from toolkit.governance.assessment.example import example_answers
from toolkit.governance.assessment.questionnaire import questionnaire
from toolkit.languages import Language, strip

TOLD = {
    "access": "A person answers",
    "quality": "A nurse visits",
    "in_house": "The data office",
    "jobs": "No post is cut",
}


def enter(view: Any, **values: Any) -> None:
    view.take({"event": "values", "values": values})


def with_example(language: str = "en") -> ScoresView:
    view = ScoresView(language)
    view.take({"event": "press", "name": "example"})
    return view


def test_the_example_fills_both_sides_and_says_what_drives_the_difference() -> None:
    view = with_example()
    ours, theirs = example_answers()
    assert dict(view.model.answers("ours").entries) == dict(ours.entries)
    assert dict(view.model.answers("theirs").entries) == dict(theirs.entries)
    enter(view, step="scores")
    shown = strip(view.items["scores"].content)
    assert "76% · very high" in shown
    assert "22% to 27% · low to moderate" in shown
    assert "54 points more in ours" in shown
    assert "Above 3.0 the level would change" in shown


def test_one_side_alone_is_not_compared_and_nobody_heard_says_so() -> None:
    view = ScoresView("en")
    enter(view, step="scores")
    assert "Nothing has been answered yet" in view.items["scores"].content
    enter(view, **{"ours.jobs": "very"})
    shown = strip(view.items["scores"].content)
    assert "points more in ours" not in shown
    assert "not answered" in shown
    assert "What counts most" in shown


def test_the_short_round_asks_sixteen_and_a_hidden_question_is_not_asked() -> None:
    model = ScoresModel(Language("en"))
    assert len(model.asked("ours")) == 15  # one more once the system is not the service's own
    bought = ScoresModel(Language("en"), {"ours.who-runs": "cloud"})
    assert {one.id for one in bought.asked("ours")} - {one.id for one in model.asked("ours")} == {"lock-in"}
    whole = ScoresModel(Language("en"), {"round": "all"})
    assert len(whole.asked("ours")) < len(questionnaire().questions)


def test_next_goes_through_the_parts_of_a_side() -> None:
    view = ScoresView("en")
    enter(view, step="ours")
    for _ in range(len(view.model.sections("ours"))):
        assert view.step == "ours"
        view.take({"event": "press", "name": "next"})
    assert view.step == "theirs"
    view.take({"event": "press", "name": "back"})
    assert view.step == "ours"


def test_a_file_of_the_page_without_the_toolkit_is_opened_and_a_wrong_one_told() -> None:
    view = ScoresView("en")
    data = Answers(system="Rota").with_answer("jobs", "much").to_json().encode()
    about = {"event": "file", "name": "open.theirs", "id": "1", "file": "a.json", "size": len(data), "at": 0}
    view.take(about, [data])
    assert view.model.answers("theirs")["jobs"] == ("much",)
    assert view.entry("system") == "Rota"
    view.take({**about, "id": "2", "size": 2}, [b"{}"])
    assert "does not hold answers" in view.items["open.theirs"].error


def test_there_is_no_paper_for_the_other_side_until_it_says_what_it_has_to() -> None:
    view = with_example()
    enter(view, step="home")
    for given, still in ((0, "what access would gain"), (3, "what happens to posts"), (4, "")):
        enter(view, **dict(list(TOLD.items())[:given]))
        view.take({"event": "press", "name": "make"})
        assert ("proposal" in view.items) == (given == 4)
        assert {"beside", "files"} <= set(view.items), "ours are made all the same"
        assert still in strip(view.items["not-fit"].content)
    assert "Cost" not in strip(view.items["not-fit"].content)
    assert "not made yet" not in view.items["not-fit"].content
    enter(view, jobs=" ")
    assert "proposal" not in view.items, "what was made before it was emptied is taken away"


def test_a_proposal_without_any_answer_of_ours_is_not_made() -> None:
    view = ScoresView("en")
    enter(view, step="home", **TOLD)
    view.take({"event": "press", "name": "make"})
    assert "proposal" not in view.items
    assert "None of our answers" in view.items["not-fit"].content


def test_the_page_says_that_the_example_is_filled_in_and_only_while_it_is() -> None:
    view = ScoresView("en")
    assert not view.items["filled"].content
    view.take({"event": "press", "name": "example"})
    assert "both sides are filled in" in view.items["filled"].content
    enter(view, **{"ours.jobs": "none" if view.model.answers("ours")["jobs"] != ("none",) else "very"})
    assert not view.items["filled"].content


def test_points_are_what_whoever_takes_one_share_from_the_other_comes_to() -> None:
    view = with_example()
    enter(view, step="scores")
    shown = strip(view.items["scores"].content)
    said = re.findall(r"leave (\d+)%, theirs (\d+)%: (\d+) points", shown)
    assert len(said) >= 3
    assert all(abs(int(ours) - int(theirs)) == int(points) for ours, theirs, points in said)
    assert "The three answers that do most, of" in shown
    assert "its lower end is compared" in shown


def test_the_papers_are_a_proposal_our_answers_and_the_empty_questionnaire() -> None:
    view = with_example("ar")
    enter(view, step="other", **TOLD, **{"with-cost": ["yes"], "cost.ours.staff": "٤٢٠٠٠٠"})
    assert "cost.ours.staff" in view.items
    assert view.model.proposal.costs[2].ours == 420_000
    enter(view, step="home")
    view.take({"event": "press", "name": "make"})
    assert "A person answers" in view.items["proposal"].page
    assert "businessDrivers3" in view.items["beside"].page
    saved, page = (one[3] for one in view.items["files"].files)
    assert read_answers(saved, "a.json").entries == view.model.answers("ours").entries
    assert json.loads(saved)["system"] == "فرز طلبات الرعاية المنزلية (مثال مختلق)"
    assert b'dir="rtl"' in page
