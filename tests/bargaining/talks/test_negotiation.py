"""The negotiation record: rounds, red lines, what a package is worth (worked out by hand), and who may read what."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bargaining.talks.issue import Issue
from toolkit.bargaining.talks.negotiation import Negotiation
from toolkit.bargaining.talks.values import Decision, Offer
from toolkit.documents import write
from toolkit.errors import AgreementError, ToolkitError
from toolkit.languages import strip

FIRST, SECOND = date(2027, 3, 1), date(2027, 3, 8)
NOTICE = Issue("Notice", 77, 33, 13, theirs=11, better="higher", unit="days", their_limit=55)
BIAS = Issue("bias", "strong", "standard", 61, theirs="none", their_limit="minimum")
SECRET = Issue("Shared savings", "a fund", "some", 26, ladder=("nothing", "some", "a fund"), their_limit="nothing")


@pytest.fixture
def talks() -> Negotiation:
    """Two rounds on two of three issues, one of them settled."""
    start = Negotiation("Digital rights", "Dock Union", "Harbour Agency", issues=(BIAS, NOTICE, SECRET))
    one = start.open_round(FIRST, note="they look tired").offer("bias", "union", "strong")
    one = one.offer("bias", "employer", "minimum").offer("Notice", "union", 66)
    two = one.open_round(SECOND).offer("Notice", "employer", 22).offer("bias", "employer", "standard")
    return two.settle("bias", "standard")


# --- what things are worth, by hand ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("issue", "position", "worth"),
    [
        (BIAS, "none", 0.0),
        (BIAS, "minimum", 1 / 3),
        (BIAS, "standard", 2 / 3),
        (BIAS, "strong", 1.0),
        (NOTICE, 11, 0.0),  # where they started
        (NOTICE, 44, 0.5),  # (44 − 11) / (77 − 11)
        (NOTICE, 99, 1.0),
        (NOTICE, 0, 0.0),
        (replace(NOTICE, theirs=None), 55, 0.5),  # from the floor 33, while nobody knows where they stand
        (replace(NOTICE, theirs=50), 55, 0.5),  # they started above our floor
        (Issue("Reply", 10, 30, 5, theirs=60, better="lower"), 35, 0.5),
        (Issue("Reply", 10, 30, 5, theirs=60, better="lower"), 60.0, 0.0),
        (SECRET, "some", 0.5),
        (Issue("bias", "minimum", "minimum", 5), "strong", 1.0),  # more than we opened with is not worth more
        (Issue("Reply", 10, 10, 5, better="lower"), 10, 1.0),
        (Issue("Reply", 10, 10, 5, better="lower"), 11, 0.0),
    ],
)
def test_a_position_is_worth_its_part_of_the_way_to_our_opening(issue: Issue, position: Any, worth: float) -> None:
    assert issue.worth(position) == pytest.approx(worth)


def test_the_package_is_the_weighted_sum_round_by_round(talks: Negotiation) -> None:
    ours = [talks.package_value("union", after) for after in (0, 1, 2)]
    theirs = [talks.package_value("employer", after) for after in (0, 1, 2)]
    # The weights are 61 + 13 + 26 = 100. Ours: all; notice 55/66; bias settled at 2/3.
    assert ours == pytest.approx([1.0, (61 + 13 * 55 / 66 + 26) / 100, (61 * 2 / 3 + 13 * 55 / 66 + 26) / 100])
    # Theirs: nothing; bias 1/3; bias 2/3 and notice 11/66; the third they never spoke of.
    assert theirs == pytest.approx([0.0, 61 / 300, (61 * 2 / 3 + 13 * 11 / 66) / 100])
    assert talks.package_value() == ours[-1]


def test_a_package_can_be_named_and_what_is_not_in_it_is_worth_nothing(talks: Negotiation) -> None:
    assert talks.package_value({"Notice": 44}) == pytest.approx(0.065)
    with pytest.raises(AgreementError, match="nobody can offer “soon”"):
        talks.package_value({"Notice": "soon"})


def test_without_weights_there_is_no_value_and_not_zero() -> None:
    talks = (
        Negotiation("T", "U", "E", issues=(replace(BIAS, weight=0),)).open_round(FIRST).offer("bias", "union", "none")
    )
    assert talks.package_value() is None
    assert talks.concessions()[0].points == 0
    assert "nothing to add up" in talks.picture("en")
    assert "nothing to add up" in str(talks.document("us").blocks)


positions = st.integers(-100, 200)


@given(st.lists(st.tuples(st.integers(0, 100), positions), min_size=1, max_size=5), st.integers(0, 4), positions)
def test_a_better_offer_never_makes_the_package_worth_less(
    drawn: list[tuple[int, int]], which: int, better: int
) -> None:
    issues = tuple(Issue(f"i{place}", 90, 30, weight, better="higher") for place, (weight, _) in enumerate(drawn))
    talks = Negotiation("T", "U", "E", issues=issues)
    package = {f"i{place}": position for place, (_, position) in enumerate(drawn)}
    name = f"i{which % len(drawn)}"
    raised = {**package, name: max(package[name], better)}
    before, after = talks.package_value(package), talks.package_value(raised)
    if before is None or after is None:
        assert sum(weight for weight, _ in drawn) == 0
        return
    assert 0 <= before <= after <= 1 + 1e-9


# --- verbs and state ---------------------------------------------------------------------------------------------


def test_every_verb_gives_a_new_value_and_the_old_one_stays(talks: Negotiation) -> None:
    before = Negotiation.offer(talks, "Notice", "union", 60)
    assert talks.state()["Notice"].ours == 66
    assert before.state()["Notice"].ours == 60
    with pytest.raises(FrozenInstanceError):
        talks.title = "other"  # type: ignore[misc]


def test_the_state_tells_open_settled_and_withdrawn(talks: Negotiation) -> None:
    now = talks.withdraw("Notice").state()
    assert {name: one.status for name, one in now.items()} == {
        "bias": "settled", "Notice": "withdrawn", "Shared savings": "open"
    }  # fmt: skip
    assert now["bias"].agreed == "standard"
    assert talks.state(after=1)["bias"].status == "open"
    again = talks.reopen("bias").state()["bias"]
    assert (again.status, again.agreed, again.theirs) == ("open", None, "standard")


def test_where_the_offers_meet_nobody_needs_to_say_on_what_it_was_settled() -> None:
    talks = Negotiation("T", "U", "E", issues=(NOTICE,)).open_round(FIRST).offer("Notice", "union", 40)
    with pytest.raises(AgreementError, match="not the same"):
        talks.settle("Notice")
    met = talks.offer("Notice", "employer", 40.0).settle("Notice")
    assert met.state()["Notice"].agreed == 40


@pytest.mark.parametrize(
    ("act", "complaint"),
    [
        (lambda t: t.offer("bias", "union", "strong"), "no longer open"),
        (lambda t: t.withdraw("bias"), "no longer open"),
        (lambda t: t.settle("bias", "strong"), "no longer open"),
        (lambda t: t.reopen("Notice"), "open already"),
        (lambda t: t.offer("Notices", "union", 3), "There is no issue “Notices”.*bias, Notice, Shared savings"),
        (lambda t: t.offer("Notice", "supplier", 3), "“supplier” does not sit at this table"),
        (lambda t: t.offer("Notice", "union", "three"), "It takes a number"),
        (lambda t: t.offer("Notice", "union", float("nan")), "It takes a number"),
        (lambda t: t.offer("Notice", "union", True), "It takes a number"),
        (lambda t: t.offer("Shared savings", "union", "all"), "It takes: nothing, some, a fund"),
        (lambda t: t.open_round(date(2027, 3, 7)), "cannot follow"),
        (lambda t: replace(t, rounds=()).offer("Notice", "union", 3), "No round is open"),
        (lambda t: t.add(NOTICE), "on the list twice"),
        (lambda t: t.package_value("supplier"), "does not sit at this table"),
        (lambda t: t.side_sheet("supplier"), "does not sit at this table"),
        (lambda t: t.document("press"), "us, table"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    talks: Negotiation, act: Callable[[Negotiation], Any], complaint: str
) -> None:
    with pytest.raises(AgreementError, match=complaint):
        act(talks)


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"name": "Free words"}, "needs a scale"),
        ({"name": " – "}, "needs a name"),
        ({"name": "x" * 201}, "needs a name"),
        ({"ladder": ("one",)}, "needs a scale"),
        ({"ladder": ("one", "one")}, "needs a scale"),
        ({"ladder": ("no", "yes"), "better": "higher"}, "needs a scale"),
        ({"better": "larger"}, "needs a scale"),
        ({"opening": "hard"}, "It takes: none, minimum, standard, strong"),
        ({"weight": 101}, "whole number from 0 to 100"),
        ({"weight": 1.5}, "whole number from 0 to 100"),
        ({"unit": "days"}, "The unit of “bias”"),
        ({"floor": "strong", "opening": "standard"}, "better for us than our opening"),
        ({"their_limit": "all"}, "nobody can offer “all”"),
    ],
)
def test_an_issue_that_does_not_hold_is_refused(values: dict[str, Any], complaint: str) -> None:
    good = {"name": "bias", "opening": "strong", "floor": "standard", "weight": 10}
    with pytest.raises(AgreementError, match=complaint):
        Issue(**{**good, **values})


def test_steps_towards_each_other_are_told_with_their_points(talks: Negotiation) -> None:
    steps = [(one.round, one.side, one.issue.name, round(one.points, 2)) for one in talks.concessions()]
    assert steps == [
        (1, "employer", "bias", 20.33),  # 61 / 3
        (1, "union", "Notice", -2.17),  # 13 × 11 / 66
        (2, "employer", "Notice", 2.17),
        (2, "employer", "bias", 20.33),
        (2, "union", "bias", -20.33),  # settling moved us
    ]
    assert strip(talks.concessions()[1].say()) == (
        "Round 1: we moved on “Notice” from 77 days to 66 days (−2.2 points of 100)."
    )
    withdrawn = talks.withdraw("Shared savings").concessions()[-1]
    assert (withdrawn.after, withdrawn.points) == (None, -26)
    assert "we withdrew “Shared savings”" in strip(withdrawn.say())


def test_asking_for_more_is_no_concession(talks: Negotiation) -> None:
    more = talks.offer("Notice", "union", 77).offer("Notice", "employer", 11)
    assert more.concessions() == talks.concessions()


def test_a_red_line_that_is_crossed_rings_for_an_offer_and_for_what_was_settled(talks: Negotiation) -> None:
    assert talks.beyond_floor() == ()  # at the floor is not below it
    below = talks.offer("Notice", "union", 32)
    (alarm,) = below.beyond_floor()
    assert strip(alarm.say()) == (
        "Red line: our offer on “Notice” (32 days) is worse than what we said we would accept (33 days)."
    )
    (settled,) = talks.settle("Notice", 20).beyond_floor()
    assert settled.settled
    assert "was settled at 20 days" in strip(settled.say())
    assert below.withdraw("Notice").beyond_floor() == ()
    assert talks.offer("Notice", "employer", 1).beyond_floor() == ()  # theirs is no alarm


# --- ours and theirs ---------------------------------------------------------------------------------------------

OURS = (
    "61",
    "13",
    "26",
    "77",
    "33",
    "55",
    "tired",
    "Shared savings",
    "a fund",
    "weight",
    "red line",
    "points",
    "For us",
)
RATED = ("minimum", "standard", "strong", "floor", "opening")


def text_of(talks: Negotiation, audience: str, path: Path) -> str:
    write(talks.document(audience), path)  # type: ignore[arg-type]
    return path.read_text(encoding="utf-8")


def test_our_record_holds_weights_red_lines_steps_and_notes(talks: Negotiation, tmp_path: Path) -> None:
    text = strip(text_of(talks, "us", tmp_path / "us.md"))
    for word in ("61", "13", "26", "77 days", "33 days", "they look tired", "Shared savings", "a fund", "For us"):
        assert word in text, word
    assert "55" not in text  # the limit of the other group of a role-play


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_file_for_the_table_holds_nothing_of_ours(
    talks: Negotiation, language: str, tmp_path: Path, inside: Callable[[bytes], dict[str, str]]
) -> None:
    document = replace(talks, language=language).document("table")
    path = write(document, tmp_path / "table.docx")
    words = {name: text for name, text in inside(path.read_bytes()).items() if name.endswith("(words)")}
    whole = {name: text for name, text in inside(path.read_bytes()).items() if "document" in name or "docProps" in name}
    said = strip(next(text for name, text in words.items() if name.startswith("word/document")))
    assert "66" in said  # what was offered is there
    assert "22" in said
    for secret in OURS:
        assert secret not in said, secret
    for name, part in whole.items():
        for rated in (*RATED, "tired", "Shared savings"):
            assert rated not in strip(part), (name, rated)
    for suffix in (".html", ".md"):
        content = strip(write(document, tmp_path / f"t{suffix}").read_text(encoding="utf-8"))
        body = content[content.find("<body") :]
        for secret in (*OURS[6:], "77 ", "33 "):
            assert secret not in body, (suffix, secret)
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext on the path")
    pdf = write(document, tmp_path / "t.pdf")
    told = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode("utf-8")
    for secret in OURS:
        assert secret not in told, secret


def test_before_the_first_round_the_table_learns_of_no_issue() -> None:
    talks = Negotiation("Digital rights", "U", "E", issues=(BIAS, NOTICE))
    assert "Notice" not in str(talks.document("table").blocks)
    assert "Notice" in str(talks.document("us").blocks)


def test_the_groups_of_a_role_play_do_not_read_each_others_limits(talks: Negotiation) -> None:
    union, employer = (strip(str(talks.side_sheet(side).blocks)) for side in ("union", "employer"))
    for own in ("77 days", "33 days", "61", "26", "a fund"):
        assert own in union, own
        assert own not in employer, own
    assert "55 days" in employer
    assert "55 days" not in union
    assert "66 days" in employer  # what the union has put down
    assert "22 days" in union
    assert "tired" not in union + employer


def test_the_union_gets_arguments_with_answers_and_the_employer_only_the_arguments(talks: Negotiation) -> None:
    argument, reply = "We do not hold data on origin", "A statistics office or another trusted third party"
    union, employer = (str(talks.side_sheet(side, "en").blocks) for side in ("union", "employer"))
    assert argument in union
    assert reply in union
    assert argument in employer
    assert reply not in employer
    assert "ليست لدينا بيانات" in str(talks.side_sheet("employer", "ar").blocks)


def test_the_picture_is_told_in_words_too(talks: Negotiation) -> None:
    said = strip(talks.picture("en"))
    assert "Start: we ask for 100%, they offer 0%. Round 1: we ask for 98%, they offer 20%." in said
    assert "Round 2: we ask for 78%, they offer 43%." in said  # 77.5 and 42.8


# --- the file ----------------------------------------------------------------------------------------------------


def test_a_negotiation_is_the_same_after_opening(talks: Negotiation, tmp_path: Path) -> None:
    for one in (talks, talks.withdraw("Notice").reopen("bias"), Negotiation("T", "U", "E", "ar-MA")):
        path = one.save(tmp_path / "talks.yml")
        assert Negotiation.open(path) == one
    first = talks.save(tmp_path / "talks.yml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# For us. Not for the other side: this paper holds our reasons and our strategy."


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("what: negotiation", "what: draft", "is not a negotiation"),
        ("what: negotiation", "what: negotiation\ncolour: red", "holds “colour”"),
        ("  weight: 61", "  weight: 61\n  mood: good", "holds “mood”"),
        ("  weight: 61", "  weight: heavy", "The weight of “bias”"),
        ("  weight: 61\n", "", "“weight” cannot be"),
        ("title: Digital rights", "title: 7", "“title” cannot be “7”"),
        ("day: 2027-03-08", "day: 2027-02-08", "cannot follow"),
        ("day: 2027-03-08", "day: soon", "“day” cannot be “soon”"),
        ("side: union", "side: supplier", "“decision” cannot be"),
        ("side: union", "side: union\n    mood: good", "holds “mood”"),
        ("decision: settled", "decision: lost", "“decision” cannot be “lost”"),
        ("decision: settled\n    position: standard", "decision: settled", "“decision” cannot be “settled”"),
        ("position: 22", "position: [22]", "“position” cannot be"),
        ("position: 22", "position: many", "It takes a number"),
        ("issue: Notice", "issue: Notices", "There is no issue “Notices”"),
        ("  - nothing\n", "  - [nothing]\n", "“ladder” cannot be"),
        ("language: en", "language: xx", "xx"),
    ],
)
def test_a_file_that_could_not_have_happened_is_refused(
    talks: Negotiation, tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    path = talks.save(tmp_path / "talks.yml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ToolkitError, match=complaint):
        Negotiation.open(path)


def test_what_happened_is_kept_in_its_order(talks: Negotiation) -> None:
    assert talks.rounds[1].events == (
        Offer("Notice", "employer", 22),
        Offer("bias", "employer", "standard"),
        Decision("bias", "settled", "standard"),
    )
