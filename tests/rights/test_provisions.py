"""Which right applies here on that day; every expected value is written by hand."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date, datetime

import pytest

from toolkit.errors import ToolkitError
from toolkit.registers.law import law
from toolkit.rights import Provision, UnknownPlace, UnknownRight, provisions

DAY = date(2026, 12, 1)


def named(place: str, name: str, on: date = DAY, right: str | None = None) -> Provision:
    return next(provision for provision in provisions(place, right, on) if provision.id == name)


def ids(place: str, right: str | None = None, on: date = DAY) -> list[str]:
    return [provision.id for provision in provisions(place, right, on)]


def test_kenya_has_human_review_in_force() -> None:
    assert ids("KE", "human_review") == ["ke-dpa-35"]
    kenya = named("KE", "ke-dpa-35", right="human_review")
    assert kenya.status == "in_force"
    assert kenya.applies_from == date(2019, 11, 25)
    assert kenya.checked is False
    assert kenya.evidence == "memory"
    assert kenya.instrument == "Data Protection Act 2019"
    assert kenya.cite() == "Data Protection Act 2019, s. 35"


@pytest.mark.parametrize(
    ("place", "name", "evidence"),
    [
        ("ES", "eu-gdpr-22", "official"),
        ("AR", "int-ilo-c98", "secondary"),  # read in a reprint
        ("MA", "int-ilo-c98", "memory"),  # that Morocco joined was not read
    ],
)
def test_checked_is_said_of_what_was_read_in_the_official_text_and_of_nothing_else(
    place: str, name: str, evidence: str
) -> None:
    found = named(place, name)
    assert (found.evidence, found.checked) == (evidence, evidence == "official")


def test_brazil_has_a_review_but_not_by_a_human() -> None:
    assert "br-lgpd-20" not in ids("BR", "human_review")
    assert "br-lgpd-20" in ids("BR", "review")


def test_spain_has_its_own_law_that_of_the_union_and_treaties_it_joined() -> None:
    assert named("ES", "es-et-64").status == "in_force"
    assert named("ES", "eu-gdpr-22").status == "in_force"
    assert named("ES", "eu-aia-26-7").status == "adopted"
    assert named("ES", "eu-aia-26-7").applies_from == date(2027, 12, 2)
    assert named("ES", "int-ilo-c135").status == "in_force"
    assert named("ES", "int-ilo-c193").status == "adopted"
    assert named("ES", "int-oecd-ai").status == "guidance"
    assert "int-malabo" not in ids("ES")
    assert "ke-dpa-35" not in ids("ES")


@pytest.mark.parametrize(
    ("place", "name", "day", "status"),
    [
        ("CL", "cl-21719", date(2026, 11, 30), "adopted"),
        ("CL", "cl-21719", date(2026, 12, 1), "in_force"),
        ("ES", "eu-pwd", date(2026, 12, 1), "adopted"),
        ("ES", "eu-pwd", date(2026, 12, 2), "in_force"),
        ("EU", "eu-aia-14", date(2027, 12, 1), "adopted"),
        ("EU", "eu-aia-14", date(2027, 12, 2), "in_force"),
        ("US-NY", "us-ny-loading", date(2025, 6, 30), "adopted"),
        ("US-NY", "us-ny-loading", date(2028, 6, 30), "in_force"),
        ("US-NY", "us-ny-loading", date(2028, 7, 1), "repealed"),
        ("US-CO", "us-co-189", date(2026, 12, 31), "adopted"),
        ("US-CA", "us-ca-admt", date(2027, 1, 1), "in_force"),
        ("IN", "in-dpdp", date(2027, 5, 13), "adopted"),
        ("IN", "in-dpdp", date(2027, 5, 14), "in_force"),
        ("UY", "uy-20396", date(2025, 5, 13), "adopted"),
        ("UY", "uy-20396", date(2025, 5, 14), "in_force"),
        ("AU-NSW", "au-nsw-dws", date(2026, 12, 1), "adopted"),
        ("NO", "eu-gdpr-22", date(2018, 7, 19), "adopted"),
        ("NO", "eu-gdpr-22", date(2018, 7, 20), "in_force"),
        ("DE", "eu-fa-digital-2020", date(2026, 12, 1), "guidance"),
        ("NZ", "nz-charter", date(2026, 12, 1), "guidance"),
    ],
)
def test_status_is_that_of_the_day(place: str, name: str, day: date, status: str) -> None:
    assert named(place, name, day).status == status


def test_an_unsettled_date_is_never_called_in_force() -> None:
    register = named("FR", "eu-aia-49", date(2030, 1, 1))
    assert register.status == "adopted"
    assert register.settled is False
    assert register.applies_from == date(2026, 8, 2)
    assert named("FR", "eu-aia-86", date(2030, 1, 1)).status == "adopted"


def test_a_region_has_the_law_of_its_country_after_its_own() -> None:
    known = [
        *("us-nyc-144", "us-ny-loading", "us-ny-taylor", "us-ny-foil", "us-5usc7106"),
        *("int-ilo-c193", "coe-108plus", "coe-cets225", "int-ilo-code1997", "int-oecd-ai", "int-unesco-ai"),
    ]
    assert [name for name in ids("US-NY") if name in known] == known
    reach = [one.reach for one in provisions("US-NY", on=DAY)]
    assert reach == sorted(reach, key=["own", "country", "group", "world"].index)
    assert "us-ny-loading" not in ids("US")
    assert "us-5usc7106" in ids("US-TX")  # no record of its own


def test_nearest_comes_first_and_within_it_the_strongest() -> None:
    found = provisions("IT", on=DAY)
    places = [provision.place for provision in found]
    assert places == sorted(places, key=["IT", "EU", "INT"].index)
    union = [provision.status for provision in found if provision.place == "EU"]
    assert union == sorted(union, key=["in_force", "adopted", "guidance", "repealed"].index)
    assert {"in_force", "adopted", "guidance"} == set(union)


def test_the_union_and_the_world_are_places_too() -> None:
    assert {provision.place for provision in provisions("EU", on=DAY)} == {"EU", "INT"}
    assert {provision.place for provision in provisions("INT", on=DAY)} == {"INT"}
    assert len(provisions("INT", on=DAY)) >= 19


def test_a_place_without_a_record_has_what_binds_it_from_above() -> None:
    assert named("IE", "eu-gdpr-22").status == "in_force"
    assert named("IE", "int-ilo-c190").status == "in_force"
    assert {provision.place for provision in provisions("TV", on=DAY)} == {"INT"}


def test_small_letters_are_fine() -> None:
    assert provisions(" us-ny ", on=DAY) == provisions("US-NY", on=DAY)


def test_the_day_is_today_unless_said() -> None:
    assert provisions("KE") == provisions("KE", on=date.today())
    assert provisions("KE", on=datetime(2026, 12, 1, 9, 30)) == provisions("KE", on=DAY)


def test_values_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        provisions("KE", on=DAY)[0].status = "repealed"  # type: ignore[misc]


def test_every_place_and_right_on_record_can_be_asked_for() -> None:
    for record in law().records:
        for right in record.rights:
            assert (record.id in ids(record.place, right)) == (record.kind != "bill")


@pytest.mark.parametrize("place", ["XX", "ZZ", "UN", "US-", "US-NEWYORK", "ZZ-1", "INT-A", "", "Atlantis"])
def test_an_unknown_place_is_refused_with_the_way_to_write_it(place: str) -> None:
    with pytest.raises(UnknownPlace, match="Write the two letters of the country"):
        provisions(place)


@pytest.mark.parametrize(("place", "code"), [("UK", "GB"), ("EL", "GR"), ("Kenya", "KE"), ("morocco", "MA")])
def test_a_place_written_otherwise_is_recognised(place: str, code: str) -> None:
    with pytest.raises(UnknownPlace, match=f"Did you mean “{code}”"):
        provisions(place)


def test_an_unknown_right_lists_all_that_exist() -> None:
    with pytest.raises(UnknownRight) as caught:
        provisions("KE", "humanreview")
    assert "Did you mean “human_review”?" in str(caught.value)
    assert "whistleblowing" in str(caught.value)  # the last of the list: nothing is cut
    assert isinstance(caught.value, ToolkitError)
