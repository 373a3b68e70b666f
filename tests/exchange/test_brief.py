"""One page for people outside: it holds what was written, nothing that harms, and no more than a page."""

from __future__ import annotations

from datetime import date

import pytest

from toolkit.course import Said
from toolkit.documents import write_text
from toolkit.exchange import Brief
from toolkit.exchange.brief import OCCASIONS

DAY = date(2026, 12, 1)


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_a_page_says_what_was_written_and_what_the_occasion_is(occasion: str) -> None:
    page = Brief(occasion, "ShiftWise", "Patients wait.", "412 calls.", "A trial first.", "Minutes", "Union")  # type: ignore[arg-type]
    document = page.document("en", DAY)
    assert occasion in document.title
    assert document.mark == "", "it is not for us alone"
    text = write_text(document)
    for said in ("Patients wait.", "412 calls.", "A trial first.", "Source: Minutes", "Union, 1 December 2026"):
        assert said in text
    assert page.problems() == ()


def test_what_was_not_written_is_not_on_the_page() -> None:
    text = write_text(Brief("press", "ShiftWise", ask="Come.").document("en", DAY))
    assert "What is at stake" not in text
    assert "Source" not in text


def test_what_would_harm_is_named() -> None:
    found = Brief("press", "S", story="3 nurses told us.", ask="Our red line is March.").problems()
    assert [(one.check, one.field) for one in found] == [("small", "story"), ("strategy", "ask")]
    assert "What was found" in found[0].say()


def test_a_finding_becomes_the_facts_of_a_page_in_its_language() -> None:
    page = Brief.of_finding("tender", "S", Said("Of 1,000 people, 36 were selected."), "en", ask="Publish it.")
    assert page.story == "Of 1,000 people, 36 were selected."
    assert page.words == 8


def test_what_an_ally_is_asked_for_is_found_on_a_page_for_others() -> None:
    private = "Thank you. Sit beside us at the hearing on 3 March!"
    for field in ("stake", "story", "ask"):
        carried = {field: "Nobody calls you back. SIT beside us, at the hearing on 3 March."}
        found = Brief("press", "S", unsaid=private, **carried).problems()  # type: ignore[arg-type]
        assert [(one.check, one.field) for one in found] == [("ally", field)]
        assert "for the ally alone" in found[0].say()
    assert Brief("press", "S", ask="No score before it is assessed. Thank you.", unsaid=private).problems() == ()
    assert Brief("press", "S", ask="Publish the contract.").problems() == ()
    assert "Sit beside" not in write_text(Brief("press", "S", ask="Publish it.", unsaid=private).document("en", DAY))
