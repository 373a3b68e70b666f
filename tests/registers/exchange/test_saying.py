"""The words around records that papers and pages share."""

from __future__ import annotations

from datetime import date

from toolkit.languages import Language, strip
from toolkit.registers.exchange.cases import cases
from toolkit.registers.exchange.saying import place_name, source_name
from toolkit.registers.exchange.sources import Source


def test_a_source_says_when_it_was_read_or_that_nobody_did() -> None:
    read = Source("A court", "https://court.example", "court", date(2026, 11, 26))
    unread = Source("A court", "https://court.example", "court", None)
    assert source_name(read, Language("en")) == "A court, read on 26 November 2026"
    assert source_name(unread, Language("en")) == "A court: not opened by us. Check it before you quote it."
    assert "2026" in strip(source_name(read, Language("ar")))


def test_a_part_of_a_country_is_called_as_the_country() -> None:
    found = {one.id: one for one in cases()}
    assert place_name(found["us-mi-midas"], Language("es")) == "Estados Unidos"
    assert place_name(found["ke-huduma-namba"], Language("fr")) == "Kenya"
