"""Ages are put into bands on the page, points are parted by a threshold, and the reference can be chosen."""

from __future__ import annotations

from typing import Any

from tests.app.audit.test_audit_view import enter, errors, give, press, view
from toolkit.app.kit.fields import Choice, Choices
from toolkit.audit.recipe import read_recipe


def people() -> bytes:
    """Ages 20 to 69, ten rows each; under 45, 2 of 10 are hired and 40 points on the average, else 6 of 10."""
    rows = ["age;sex;points"]
    for age in range(20, 70):
        rows += [f"{age};{('women', 'men')[n % 2]};{30 + n if n >= (8 if age < 45 else 4) else n}" for n in range(10)]
    return "\n".join(rows).encode()


def chosen(page: Any, measure: str = "selection_rate") -> dict[str, tuple[int, int]]:
    rates = page.result.rates.query("measure == @measure")
    return {row.group: (row.numerator, row.denominator) for row in rates.itertuples()}


def test_ages_and_a_threshold_of_points_lead_to_a_report_and_a_recipe(tmp_path: Any) -> None:
    page = view()
    give(page, people())
    assert page.model.table is not None
    assert page.model.table.numbers == ("age", "points")
    enter(page, decision="points", bands_2="30", step="decision")
    selected = page.items["selected"]
    assert isinstance(selected, Choices)
    assert [value for value, _ in selected.options] == ["<30", "≥30"]
    enter(page, selected=["≥30"], effect="benefit", groups=["age"], step="people")
    # Edges are suggested, and can be changed; ten rows a year make quarters of 125 rows.
    assert page._raw("bands_0") == "30, 45, 55"
    enter(page, bands_0="45")
    reference = page.items["reference_0"]
    assert isinstance(reference, Choice)
    assert [value for value, _ in reference.options] == ["<45", "≥45"]
    enter(page, reference_0="≥45", step="report")
    press(page, "make")
    # 25 ages with 2 of 10, and 25 with 6 of 10.
    assert chosen(page) == {"<45": (50, 250), "≥45": (150, 250)}
    assert page.result is not None
    assert set(page.result.gaps["reference"]) == {"≥45"}
    assert page.recipe is not None
    kept = read_recipe(page.recipe.write(tmp_path / "recipe.yml"))
    assert kept.roles["bands"] == {"points": [30.0], "age": [45.0]}
    enter(page, reference_0="<45")
    press(page, "make")
    assert set(page.result.gaps["reference"]) == {"<45"}


def test_what_is_no_list_of_rising_numbers_is_said_beside_its_entry() -> None:
    page = view()
    give(page, people())
    enter(page, decision="sex", selected=["women"], effect="benefit", groups=["age"], bands_0="45, 30", step="report")
    press(page, "make")
    assert page.result is None
    assert page.step == "people"
    assert list(errors(page)) == ["bands_0"]
    enter(page, bands_0="30; 45", step="report")
    press(page, "make")
    assert set(chosen(page)) == {"<30", "30–44", "≥45"}


def test_few_numbers_and_numbers_of_a_list_stay_as_they_are() -> None:
    page = view()
    rows = [f"{n};{n % 4};{10 * (n % 9)};{('yes', 'no')[n % 2]}" for n in range(400)]
    give(page, "\n".join(["list;grade;step;hired", *rows]).encode())
    assert page.model.table is not None
    assert page.model.table.numbers == ("step",)
    enter(page, decision="hired", selected=["yes"], effect="benefit", groups=["step"], step="report")
    press(page, "make")
    # Nine steps are few: nobody puts them together unasked.
    assert len(chosen(page)) == 9
