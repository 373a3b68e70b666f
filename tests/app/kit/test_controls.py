"""What several sheets ask in the same way: the unit beside a number."""

from __future__ import annotations

import pytest

from toolkit.app.kit.controls import count_field
from toolkit.languages import Language


@pytest.mark.parametrize(
    ("language", "unit", "forms"),
    [
        ("en", "days", {"one": "day", "other": "days"}),
        ("en", "months", {"one": "month", "other": "months"}),
        # One and two are said without a figure in Arabic; beside one stands the general form.
        ("ar", "days", {"few": "أيام", "many": "يوماً", "other": "يوم"}),
        ("ar-EG", "months", {"few": "أشهر", "many": "شهراً", "other": "شهر"}),
    ],
)
def test_the_unit_stands_beside_a_number_in_the_form_that_goes_with_it(
    language: str, unit: str, forms: dict[str, str]
) -> None:
    assert dict(count_field("n", "Label", "Help", unit, Language(language)).unit_forms) == forms


def test_a_bare_number_has_no_unit() -> None:
    field = count_field("n", "Label", "Help", None, Language("en"))
    assert (field.unit, field.unit_forms) == ("", ())
