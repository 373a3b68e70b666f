"""A gap in a measure of one's own is evidence like any other, and is kept with its words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from toolkit.audit import DecisionLog, Measure, audit
from toolkit.bargaining import suggest
from toolkit.bargaining.demands.saved_evidence import demand_record, read_demand

TWICE = Measure(
    "twice",
    counted=lambda states: states.selected & (states.outcome == 0),
    label={"en": "were checked in vain", "ar": "خضعوا لتدقيق بلا جدوى"},
    harm=1,
)


def wrong(key: str, value: Any) -> Exception:
    return ValueError(f"{key}: {value}")


def demand(measure: Measure) -> Any:
    rows = [("w", "yes", "0", 90), ("w", "no", "0", 210), ("m", "yes", "0", 30), ("m", "no", "1", 370)]
    table = pd.DataFrame(rows, columns=["sex", "checked", "truth", "n"])
    roles: dict[str, Any] = {"outcome": "truth", "outcome_true": ["1"], "count": "n"}
    log = DecisionLog(table, decision="checked", selected=["yes"], effect="burden", groups=["sex"], **roles)
    return suggest(audit(log, measures=measure).findings, place="KE", on=date(2026, 12, 1))


def test_a_gap_in_an_own_measure_asks_for_a_clause_and_is_kept_with_its_words() -> None:
    (found,) = demand(TWICE)
    assert found.clauses == ("bias",)
    back = read_demand(demand_record(found), wrong)
    assert back.evidence == found.evidence
    for language in ("en", "ar"):
        assert back.say(language) == found.say(language)
    assert "were checked in vain" in back.say("en")
    assert back.evidence[0].worse_off == "w"


def test_without_harm_it_asks_for_nothing() -> None:
    neutral = Measure("twice", counted=TWICE.counted, label="were checked in vain")
    assert demand(neutral) == ()


@pytest.mark.parametrize("measures", [{}, {"other": {"counted": "x"}}, {"twice": "x"}, "x"])
def test_kept_evidence_of_a_measure_without_its_words_is_refused(measures: Any) -> None:
    record = demand_record(demand(TWICE)[0])
    record["words"]["measures"] = measures
    with pytest.raises(ValueError, match="measure: twice"):
        read_demand(record, wrong)


def test_who_is_worse_off_by_a_score_is_kept_with_it() -> None:
    """High scores are the ones who are checked; of the women twice as many have one as of the men."""
    rows = [("w", "yes", 8, 600), ("w", "no", 2, 400), ("m", "yes", 8, 300), ("m", "no", 2, 700)]
    table = pd.DataFrame(rows, columns=["sex", "checked", "points", "n"])
    roles: dict[str, Any] = {"score": "points", "count": "n"}
    log = DecisionLog(table, decision="checked", selected=["yes"], effect="burden", groups=["sex"], **roles)
    (found,) = suggest(audit(log, measures="scoring_rate").findings, place="KE", on=date(2026, 12, 1))
    back = read_demand(demand_record(found), wrong)
    assert back.evidence[0].worse_off == found.evidence[0].worse_off == "w"
