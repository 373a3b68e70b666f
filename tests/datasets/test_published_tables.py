"""Published counts add up to the totals that were published beside them, and tell what their stories say."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from toolkit.audit import AuditResult, DecisionLog, Funnel, audit, audit_over_time
from toolkit.registers.codebook import read_codebook

HOME = Path(__file__).parents[2]
REGIONS = {
    "Africa": "birth-to-ten-1990",
    "Arab region": "kuwait-government-jobs-2013",
    "Asia": "tokyo-medical-admissions-2018",
    "Latin America": "portuguesa-incomes-1990",
}


def table(name: str, file: str = "data.csv") -> pd.DataFrame:
    return pd.read_csv(HOME / "datasets" / name / file, dtype={"people": int, "year": str}, keep_default_na=False)


def audited(region: str, reference: dict[str, str]) -> AuditResult:
    return audit(DecisionLog.open(REGIONS[region]), reference=reference)


@pytest.mark.parametrize("name", REGIONS.values())
def test_a_published_table_says_where_it_was_read_and_what_was_not(name: str) -> None:
    book = read_codebook(name)
    assert book.elsewhere
    assert book.source["checked"] is True
    assert book.source["url"].startswith(("http://", "https://"))
    assert book.source["licence"]
    assert "2026" in book.source["note"]
    assert "synthetic" not in book.source


@pytest.mark.parametrize("name", REGIONS.values())
def test_a_codebook_knows_every_column_and_value_of_its_table(name: str) -> None:
    record, rows = read_codebook(name).record, table(name)
    assert set(record["columns"]) == set(rows.columns)
    for column, entry in record["columns"].items():
        if "values" in entry:
            assert set(rows[column]) - {""} == set(entry["values"]), column
    for text in [record[key] for key in ("title", "story", "caution", "affected", "spared")]:
        assert all(text[language].strip() for language in ("en", "ar", "fr", "es", "pt"))


# --- Africa ----------------------------------------------------------------------------------------------------------


def test_the_children_of_birth_to_ten_are_those_of_the_published_table() -> None:
    rows = table("birth-to-ten-1990")
    assert rows["people"].sum() == 1590
    by = rows.groupby(["found_again", "medical_aid"])["people"].sum()
    assert (by["yes", "yes"], by["yes"].sum()) == (46, 416)
    assert (by["no", "yes"], by["no"].sum()) == (195, 1174)


def test_what_looks_like_poorer_families_is_who_was_found_again() -> None:
    result = audited("Africa", {"found_again": "no"})
    row = result.adjusted.iloc[0]
    assert row["crude_ratio"] == pytest.approx((46 / 416) / (195 / 1174))
    assert (row["reading"], row["adjusted_ratio"]) == ("disappears", pytest.approx(1.0, abs=0.05))


# --- Arab region -----------------------------------------------------------------------------------------------------


def test_the_people_of_the_register_add_up_to_its_totals() -> None:
    rows = table("kuwait-government-jobs-2013")
    by = rows.groupby(["citizenship", "sector", "sex"])["people"].sum()
    assert [by["Kuwaiti", sector][sex] for sector in ("government", "other") for sex in ("men", "women")] == [
        *(168_702, 140_715),
        *(44_032, 45_276),
    ]
    assert (by["other nationality", "government"]["men"], by["other nationality", "government"]["women"]) == (
        87_133,
        42_654,
    )
    ages = rows.groupby(["citizenship", "age_group"])["people"].sum()
    assert (ages["Kuwaiti", "25-29"], ages["other nationality", "25-29"]) == (85_830, 341_660)
    assert (ages["Kuwaiti", "65 or older"], ages["other nationality", "65 or older"]) == (6_318, 22_251)


def test_most_of_the_gap_lies_in_who_is_a_citizen_and_it_turns_round_among_citizens() -> None:
    result = audited("Arab region", {"sex": "men"})
    row = result.adjusted.iloc[0]
    assert row["reading"] == "differs"  # 1.08 times for all is what neither citizens nor others have
    assert row["crude_ratio"] == pytest.approx((183_369 / 653_621) / (255_835 / 1_674_960))
    assert row["adjusted_ratio"] == pytest.approx(1.08, abs=0.01)
    assert (140_715 / 185_991) / (168_702 / 212_734) < 1 < (42_654 / 467_630) / (87_133 / 1_462_226)


# --- Asia ------------------------------------------------------------------------------------------------------------


def test_the_years_of_the_examination_are_those_that_were_read() -> None:
    rows = table("tokyo-medical-admissions-2018")
    sat = rows.groupby(["year", "sex"])["people"].sum()
    # The report of 2019 names both years' numbers by their differences: 1,098 men and 730 women fewer.
    assert (sat["2018", "men"] - sat["2019", "men"], sat["2018", "women"] - sat["2019", "women"]) == (1098, 730)
    assert [sat["2021"].sum(), sat["2022"].sum()] == [1541, 1940]
    admitted = rows[rows["admitted"] == "yes"].set_index(["year", "sex"])["people"]
    shares = (100 * admitted / sat).round(1)
    assert [shares["2018", "men"], shares["2018", "women"]] == [8.8, 2.9]
    assert [shares["2019", "men"], shares["2019", "women"]] == [16.9, 16.7]
    assert [admitted["2021"].sum(), admitted["2022"].sum()] == [273, 245]


def test_the_gap_closed_when_the_deduction_went() -> None:
    log = DecisionLog.open("tokyo-medical-admissions-2018")
    changes = audit_over_time(log, changed="2019-01-01", reference={"sex": "men"}).changes
    gap = changes[changes["reference"] == "men"].iloc[0]
    assert gap["before"] == pytest.approx(30 / 1018 - 141 / 1596)
    assert gap["after"] == pytest.approx(240 / 1665 - 410 / 2602)
    assert gap["verdict"] == "shown"


def test_both_parts_of_the_examination_turned_women_away() -> None:
    funnel = Funnel.open("tokyo-medical-admissions-2018", reference={"sex": "men"})
    ratios = funnel.gaps.set_index("measure")["ratio"]
    assert ratios["first_part"] == pytest.approx((148 / 1018) / (303 / 1596))
    assert ratios["admitted"] == pytest.approx((30 / 148) / (141 / 303))
    assert set(funnel.gaps["verdict"]) == {"shown"}
    assert funnel.finding("funnel", group="women").worse_off == "women"


# --- Latin America ---------------------------------------------------------------------------------------------------


def test_the_people_of_the_census_add_up_to_its_totals() -> None:
    rows = table("portuguesa-incomes-1990")
    assert rows.groupby("sex")["people"].sum().to_dict() == {"women": 35_181, "men": 102_132}
    kinds = rows.groupby(["sex", "kind_of_work"])["people"].sum()
    names = ("public service", "private employer", "domestic service", "own business with employees", "own account")
    assert [kinds["women", name] for name in (*names, "cooperative", "")] == [
        15_480,
        8_643,
        4_970,
        916,
        2_557,
        61,
        2_554,
    ]
    bands = rows.groupby(["sex", "income"])["people"].sum()
    assert [bands["women", band] for band in ("up to 2000", "2001-4000", "4001-6000")] == [6_714, 4_666, 7_934]


def test_who_earned_least_is_a_question_of_the_kind_of_work_and_of_the_line_that_is_drawn() -> None:
    result = audited("Latin America", {"sex": "men"})
    row = result.adjusted.iloc[0]
    assert row["crude_ratio"] == pytest.approx((6714 / (35_181 - 1761)) / (13_478 / (102_132 - 6702)))
    assert (row["reading"], row["adjusted_ratio"]) == ("differs", pytest.approx(1.0, abs=0.05))
    missing = result.left_out.set_index("reason")["people"]
    assert (missing["no_decision"], missing["unknown_stratum"]) == (8463, 9679 - 4859)
    roles = read_codebook("portuguesa-incomes-1990").roles | {"selected": ["up to 2000", "2001-4000"]}
    other = audit(DecisionLog(table("portuguesa-incomes-1990"), **roles), reference={"sex": "men"}).gaps.iloc[0]
    assert other["ratio"] < 1 < row["crude_ratio"]
