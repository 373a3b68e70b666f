"""A plan as a line: it comes back as it was, and no line of a stranger does more than be refused."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.course.plans.plan import make_plan
from toolkit.course.plans.reference import LONGEST, PARTS, plan_from_text, plan_to_text
from toolkit.course.plans.setting import Setting
from toolkit.errors import ToolkitError

GOOD = {"audience": "leaders", "country": "MA", "start": "2027-02-01"}


def line(**parts: str) -> str:
    return "&".join(f"{name}={value}" for name, value in {**GOOD, **parts}.items())


@pytest.mark.parametrize("audience", ["organisers", "leaders", "representatives"])
@pytest.mark.parametrize("start", [date(2020, 2, 29), date(2027, 2, 1)], ids=["passed", "to come"])
def test_a_plan_comes_back_as_it_was(audience: str, start: date) -> None:
    more = {"clock": time(14, 30), "every": 14, "hours": 2, "zone": "America/New_York", "region": "MENA"}
    setting = Setting(12, True, "internet")
    for plan in (
        make_plan(audience, country="MA", start=start, language="ar-MA", setting=setting, **more),
        make_plan(audience, country="US-NY", start=start),
    ):
        text = plan_to_text(plan)
        assert plan_from_text(text) == plan
        assert len(text) <= LONGEST


@pytest.mark.parametrize(
    "text",
    [
        "",
        "leaders",
        "a;b&" * 200,
        "&".join(["audience=leaders"] * 30),
        line() + "&zone=" + "a" * LONGEST,
        line(audience="../leaders"),
        line(audience=""),
        line(country=""),
        line(country="K\ud800E"),
        line(start=""),
        line(start="9999-12-31"),
        line(start="0001-01-01"),
        line(start="1 February"),
        line(language="xx"),
        line(language="%00"),
        line(clock="25:00"),
        line(every="0"),
        line(every="-7"),
        line(every="٧"),
        line(every="9999"),
        line(hours="9"),
        line(people="1"),
        line(people="1e3"),
        line(region="Mars"),
        line(zone="../../etc/passwd"),
        line(zone="%00"),
        line(network="wires"),
        line(network="local", online="yes"),
    ],
)
def test_what_is_no_plan_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ToolkitError):
        plan_from_text(text)


@given(st.dictionaries(st.sampled_from(PARTS), st.text(max_size=30)))
def test_no_line_does_more_than_be_refused(parts: dict[str, str]) -> None:
    try:
        plan = plan_from_text(line(**parts))
    except ToolkitError:
        return
    assert plan_from_text(plan_to_text(plan)) == plan
