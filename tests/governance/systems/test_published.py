"""The thirty systems that are shipped hold what their README says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from toolkit.errors import RecordError
from toolkit.governance.systems.published import published_systems, read_published
from toolkit.governance.systems.suppliers import by_supplier
from toolkit.registers.locate import folder

HOSTS = ("www.gov.uk", "algoritmes.overheid.nl", "www.uwv.nl", "algoritmeregister.amsterdam.nl")


def test_thirty_systems_each_with_an_official_source_and_a_licence() -> None:
    systems = [one for register in published_systems() for one in register]
    assert len(systems) == 30
    assert len({one.id for one in systems}) == 30
    for one in systems:
        assert one["source"].text.split("/")[2] in HOSTS, one.id
        assert one["licence"].state == "answered"


def test_no_address_of_a_person_stands_in_them() -> None:
    for path in (folder("datasets") / "systems").rglob("*.yml"):
        assert not re.search(r"\S+@\S+", path.read_text(encoding="utf-8")), path


def test_what_was_not_read_to_its_end_is_marked_so() -> None:
    for register in published_systems():
        for one in register:
            unread = [answer for answer in one.answers.values() if answer.state == "not_read"]
            assert unread, f"{one.id}: every record was read in part only"


def test_they_name_suppliers_to_look_for() -> None:
    assert "microsoft" in by_supplier(published_systems())


@pytest.mark.parametrize(
    ("changed", "says"),
    [("    source: https", "    source: ftp"), ("    licence: ", "    note2: "), ("layout: atrs-3.0", "layout: x")],
)
def test_a_record_that_does_not_hold_is_refused(tmp_path: Path, changed: str, says: str) -> None:
    text = (folder("datasets") / "systems" / "records" / "united-kingdom.yml").read_text(encoding="utf-8")
    assert changed in text
    (tmp_path / "united-kingdom.yml").write_text(text.replace(changed, says, 1), encoding="utf-8")
    with pytest.raises(RecordError):
        read_published(tmp_path)
