"""Published tables held against their own numbers; the example of New York City's rule as it adds up."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.audit import Recomputed, recompute
from toolkit.errors import AuditError, ColumnNotFound
from toolkit.languages import strip

# A crossed table as the rule of New York City asks for; its rows add up to 1,390 men and 1,181 women.
CROSSED = pd.DataFrame(
    [
        ("Hispanic", 205, 90, "43.9%", "0.841", 190, 82, "43.2%", "0.827"),
        ("White", 412, 215, "52.2%", "1.000", 385, 197, "51.2%", "0.981"),
        ("Black", 226, 95, "42.0%", "0.806", 164, 75, "45.7%", "0.876"),
        ("Pacific", 87, 37, "42.5%", "0.815", 32, 15, "46.9%", "0.898"),
        ("Asian", 321, 167, "52.0%", "0.997", 295, 135, "45.8%", "0.877"),
        ("Native", 24, 11, "45.8%", "0.878", 17, 7, "41.2%", "0.789"),
        ("Two or more", 115, 52, "45.2%", "0.866", 98, 44, "44.9%", "0.860"),
    ],
    columns=["group", "m n", "m hired", "m rate", "m ratio", "f n", "f hired", "f rate", "f ratio"],
)
WIDE = {
    name: {"people": f"{letter} n", "selected": f"{letter} hired", "rate": f"{letter} rate", "ratio": f"{letter} ratio"}
    for name, letter in (("men", "m"), ("women", "f"))
}
LONG = {"group": "group", "people": "n", "selected": "hired", "rate": "rate", "ratio": "ratio"}


def long(*rows: tuple, **how) -> Recomputed:
    return recompute(pd.DataFrame(rows, columns=["group", "n", "hired", "rate", "ratio"]), **(LONG | how))


def test_a_crossed_table_in_wide_form_follows_and_one_changed_number_is_named() -> None:
    result = recompute(CROSSED, group="group", wide=WIDE)
    assert result.rows["follows"].all()
    assert len(result.rows) == 14
    assert "says nothing about whether the numbers are right" in result.findings[0].say()
    assert result.rows["people"].sum() == 1390 + 1181
    wrong = CROSSED.copy()
    wrong.loc[2, "f ratio"] = "0.896"
    result = recompute(wrong, group="group", wide=WIDE)
    assert result.rows.loc[~result.rows["follows"].astype(bool), "row"].tolist() == ["women, Black"]
    assert "0.896" in result.findings[1].say()
    assert "1 of 14 rows" in result.findings[0].say()


def test_a_rate_that_does_not_follow_from_its_counts_is_named() -> None:
    result = long(("men", 1390, 667, "48%", "1.00"), ("women", 1181, 555, "49%", "0.979"))
    assert result.rows["follows"].tolist() == [True, False]
    assert "555 of 1,181 is 47%" in strip(result.findings[1].say())


def test_rounding_in_print_is_no_mistake() -> None:
    assert long(("men", 3, 2, "67%", "1"), ("women", 3, 1, "33 %", "0.5")).rows["follows"].all()
    stated_only = pd.DataFrame({"group": ["a", "b"], "rate": ["33%", "20%"], "ratio": ["1.00", "0.60"]})
    assert recompute(stated_only, group="group", rate="rate", ratio="ratio").rows["follows"].all()
    assert (
        not recompute(stated_only.assign(ratio=["1.00", "0.70"]), group="group", rate="rate", ratio="ratio")
        .rows["follows"]
        .iloc[1]
    )


def test_a_ratio_to_another_group_than_the_highest_is_recognised() -> None:
    result = long(("a", 100, 60, "60%", "1.20"), ("b", 100, 50, "50%", "1.00"), ("c", 100, 40, "40%", "0.80"))
    said = [finding.say() for finding in result.findings]
    assert any("if b is taken as the reference" in strip(one) for one in said)


def test_a_row_under_two_percent_does_not_set_the_highest_rate_and_is_told() -> None:
    rows = (("a", 900, 450, "50%", "1.00"), ("b", 890, 400, "44.9%", "0.899"), ("c", 10, 9, "90%", "1.80"))
    result = long(*rows)
    assert result.rows["follows"].iloc[:2].all()
    assert any("allows that" in finding.say() for finding in result.findings)
    assert not long(*rows, least=0).rows["follows"].iloc[0]


def test_what_cannot_be_recomputed_is_not_called_right() -> None:
    result = long(("a", None, None, "50%", None), ("b", None, None, "40%", None))
    assert result.rows["follows"].isna().all()
    assert "ask for these numbers" in result.findings[0].say()
    assert not any("Every rate" in finding.say() for finding in result.findings)


def test_tables_of_one_publication_that_do_not_add_up_are_told() -> None:
    rows = pd.DataFrame(
        [("sex", "men", 100, 50), ("sex", "women", 100, 40), ("race", "x", 120, 55), ("race", "y", 70, 30)],
        columns=["table", "group", "n", "hired"],
    )
    result = recompute(rows, group="group", people="n", selected="hired", by="table")
    assert "190 people" in result.findings[-1].say()
    assert result.rows.set_index("row").loc["women", "ratio_found"] == pytest.approx(0.8)


def test_what_does_not_fit_is_said() -> None:
    assert long(("a", 10, 12, "120%", "1.00"), ("b", 10, 5, "50%", "1.00")).rows["follows"].tolist() == [False, True]
    with pytest.raises(AuditError, match="no number"):
        long(("a", "many", 12, "50%", "1.00"))
    with pytest.raises(AuditError, match="which columns"):
        recompute(CROSSED, group="group")
    with pytest.raises(ColumnNotFound):
        recompute(CROSSED, group="group", rate="rates")
