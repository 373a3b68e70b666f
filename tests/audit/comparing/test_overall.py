"""Overall rates beside the groups: added up from what is published, and empty where that cannot be."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.audit import DecisionLog, audit


def test_the_rate_of_everybody_stands_beside_those_of_the_groups() -> None:
    row = audit(DecisionLog.open("berkeley-admissions-1973")).overall.iloc[0]
    assert row[["numerator", "denominator"]].tolist() == [1198 + 557, 2691 + 1835]
    assert row["value"] == pytest.approx(1755 / 4526)
    assert row["low"] < row["value"] < row["high"]


def test_where_a_group_is_withheld_in_every_characteristic_nothing_is_added_up() -> None:
    rows = [("w", "yes", 3), ("w", "no", 50), ("m", "yes", 40), ("m", "no", 60)]
    table = pd.DataFrame(rows, columns=["sex", "hired", "n"])
    log = DecisionLog(table, decision="hired", selected=["yes"], effect="benefit", groups=["sex"], count="n")
    assert audit(log).overall["numerator"].isna().all()
    assert audit(log, smallest_cell=0).overall["numerator"].tolist() == [43]
