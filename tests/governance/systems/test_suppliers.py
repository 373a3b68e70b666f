"""Who else has this supplier: spellings are brought together, and strangers are not."""

from __future__ import annotations

import pytest

from toolkit.governance.systems.suppliers import by_supplier, normalised, suppliers_of, who_else
from toolkit.governance.systems.system import System, SystemList


def has(id: str, supplier: str, **more: str) -> System:
    return System.of(id, name=more.pop("name", id), supplier=supplier, organisation=more.pop("organisation", f"O {id}"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Microsoft (formerly known as Nuance)", "MICROSOFT CORPORATION"),
        ("Centric Netherlands BV", "Centric"),
        ("Beam UP Limited", "Beam Up Ltd."),
        ("Atos S.A.", "ATOS SA"),
        ("Télécom Santé", "Telecom Sante"),
        ("شركة النور", "شركة النور"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(("one", "other"), [("SAP", "SAS"), ("Beam", "Beamery Ltd"), ("Co", "Ltd"), ("Acme", "Acne")])
def test_names_of_others_stay_apart(one: str, other: str) -> None:
    assert who_else(has("a", one), [SystemList((has("b", other),), title="R")]) == ()


def test_a_longer_name_and_a_slip_of_the_pen_are_not_sure() -> None:
    register = SystemList((has("b", "Palantir"), has("c", "Palantir Technolgies"), has("d", "PALANTIR TECHNOLOGIES")))
    found = who_else(has("a", "Palantir Technologies Ltd"), [register])
    assert [(one.system.id, one.sure) for one in found] == [("d", True), ("b", False), ("c", False)]
    assert "perhaps" in found[1].say("en")
    assert "perhaps" not in found[0].say("en")


def test_several_suppliers_in_one_field_are_several() -> None:
    assert suppliers_of(has("a", "Acme, Inc.; Beam UP (London; Leeds), Zylab\nAtos")) == (
        "Acme, Inc.",
        "Beam UP (London; Leeds)",
        "Zylab",
        "Atos",
    )


@pytest.mark.parametrize("supplier", ["none", "In-house", "n/a", "?", ""])
def test_what_is_made_in_the_house_or_not_known_is_shared_with_nobody(supplier: str) -> None:
    assert who_else(has("a", supplier), [SystemList((has("b", supplier),))]) == ()


def test_the_system_itself_is_not_somebody_else() -> None:
    mine = has("a", "Acme")
    twin = has("other-id", "Acme", name="A", organisation="O a")
    assert who_else(mine, [SystemList((mine,)), SystemList((twin,))]) == ()
    assert len(who_else(mine, [SystemList((has("a", "Acme", organisation="Elsewhere"),))])) == 1


def test_all_suppliers_of_several_registers() -> None:
    found = by_supplier([SystemList((has("a", "Acme"),)), SystemList((has("b", "ACME Ltd"), has("c", "Beam")))])
    assert {name: len(systems) for name, systems in found.items()} == {"acme": 2, "beam": 1}
    assert next(iter(found)) == "acme"


def test_a_field_without_end_is_read_in_one_go() -> None:
    assert len(suppliers_of(has("a", "(" * 300_000 + "; Acme; " + "Beam; " * 100_000))) == 20
