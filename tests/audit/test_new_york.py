"""The worked table of New York City's rule on hiring tools (6 RCNY 5-300 and 5-301): sex, and sex by origin."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.audit import DecisionLog, audit

# applicants, selected, selection rate in percent, impact ratio: as the facts of this repository have it
TABLE = {
    "M × Hispanic": (205, 90, 43.9, 0.841),
    "M × White": (412, 215, 52.2, 1.000),
    "M × Black": (226, 95, 42.0, 0.806),
    "M × Pacific": (87, 37, 42.5, 0.815),
    "M × Asian": (321, 167, 52.0, 0.997),
    "M × Native American": (24, 11, 45.8, 0.878),
    "M × two or more": (115, 52, 45.2, 0.866),
    "F × Hispanic": (190, 82, 43.2, 0.827),
    "F × White": (385, 197, 51.2, 0.981),
    "F × Black": (164, 75, 45.7, 0.876),
    "F × Pacific": (32, 15, 46.9, 0.898),
    "F × Asian": (295, 135, 45.8, 0.877),
    "F × Native American": (17, 7, 41.2, 0.789),
    "F × two or more": (98, 44, 44.9, 0.860),
}


def log() -> DecisionLog:
    rows = [
        (*name.split(" × "), word, n)
        for name, (people, selected, _, _) in TABLE.items()
        for word, n in (("yes", selected), ("no", people - selected))
    ]
    table = pd.DataFrame(rows, columns=["sex", "origin", "hired", "n"])
    return DecisionLog(table, decision="hired", selected=["yes"], effect="benefit", groups=["sex", "origin"], count="n")


def test_every_intersection_has_its_rate_and_its_ratio_to_the_highest() -> None:
    result = audit(log(), reference="most_favoured", cross=True, smallest_cell=0)
    rates = result.rates[result.rates["characteristic"] == "sex × origin"].set_index("group")
    gaps = result.gaps[result.gaps["characteristic"] == "sex × origin"].set_index("group")
    assert gaps["reference"].unique().tolist() == ["M × White"]
    for name, (people, selected, percent, ratio) in TABLE.items():
        assert (rates.loc[name, "denominator"], rates.loc[name, "numerator"]) == (people, selected)
        assert 100 * rates.loc[name, "value"] == pytest.approx(percent, abs=0.05)
        found = 1.0 if name == "M × White" else gaps.loc[name, "ratio"]
        assert found == pytest.approx(ratio, abs=0.0015)  # two of them are made from rates that were rounded


def test_the_sexes_add_up_and_have_their_ratio() -> None:
    result = audit(log(), reference="most_favoured", smallest_cell=0)
    rates = result.rates.set_index(["characteristic", "group"]).loc["sex"]
    assert rates[["denominator", "numerator"]].to_numpy().tolist() == [[1181, 555], [1390, 667]]
    assert result.gaps.set_index("characteristic").loc["sex", "ratio"] == pytest.approx(0.979, abs=0.0005)


def test_the_few_of_a_category_are_not_shown_unless_asked_for() -> None:
    """Seven of seventeen would be told: with ten as the smallest number they stay in."""
    rates = audit(log(), cross=True).rates
    few = rates[(rates["characteristic"] == "sex × origin") & (rates["group"] == "F × Native American")]
    assert few["numerator"].isna().all()
