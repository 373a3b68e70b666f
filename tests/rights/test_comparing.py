"""Places beside each other: the strongest state on a day, and never "no law" where the register has nothing."""

from __future__ import annotations

from datetime import date

import pytest

from toolkit.rights import UnknownRight
from toolkit.rights.comparing import compare_places, places_on_record

BEFORE, AFTER = date(2018, 5, 24), date(2018, 5, 26)  # the General Data Protection Regulation applies from 25 May 2018


def test_a_state_follows_the_day_on_which_law_starts() -> None:
    (before,) = compare_places(["access"], BEFORE, places=["FR"])
    (after,) = compare_places(["access"], AFTER, places=["FR"])
    assert "eu-gdpr-13-15" not in (before.provisions if before.state == "in_force" else ())
    assert after.state == "in_force"
    assert "eu-gdpr-13-15" in after.provisions
    assert after.evidence == "official"


def test_where_nothing_is_on_record_it_says_not_found() -> None:
    (row,) = compare_places(["bias_audit"], AFTER, places=["AQ"])
    assert (row.state, row.evidence, row.provisions) == ("not_found", None, ())


def test_a_row_for_each_place_and_right_and_a_region_for_each_country() -> None:
    countries = places_on_record()
    assert {"KE", "BR", "JO", "IN", "FR"} <= set(countries)
    assert not {"EU", "US-NY"} & set(countries)
    rows = compare_places(["access", "human_review"], date(2026, 12, 1))
    assert len(rows) == 2 * len(countries)
    assert all(row.region for row in rows)


def test_a_right_that_is_not_on_record_is_refused() -> None:
    with pytest.raises(UnknownRight):
        compare_places(["acess"])
