"""The proposal says what it lacks, never reads as a sum when items are open, and stays on two pages."""

from __future__ import annotations

import pypdfium2
import pytest

from toolkit.documents import Table, write_pdf, write_text
from toolkit.errors import DataError
from toolkit.governance.assessment.alternative import Alternative, Cost, alternative_document
from toolkit.governance.assessment.example import example_answers
from toolkit.governance.assessment.scoring import score
from toolkit.languages import strip

OURS, THEIRS = map(score, example_answers())
WHOLE = Alternative(
    union="Union of Care Workers",
    employer="City of Lindenau",
    access="A person answers the telephone within a day. " * 6,
    quality="A nurse visits within five days. " * 8,
    in_house="The data office of the city, with two developers whom it already has. " * 4,
    jobs="No post is cut; two coordinators are trained. " * 5,
    costs=(Cost("buying", 900_000, 300_000), Cost("staff", None, 420_000)),
    currency="EUR",
)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_stays_on_two_pages(language: str) -> None:
    pages = len(pypdfium2.PdfDocument(write_pdf(alternative_document(WHOLE, OURS, THEIRS, language))))
    assert pages <= 2


def test_what_is_not_told_is_not_nothing() -> None:
    document = alternative_document(WHOLE, OURS, THEIRS)
    costs = [block for block in document.blocks if isinstance(block, Table)][1]
    rows = {row[0]: row[1:] for row in costs.rows}
    assert rows["Staff who run it, check it and train others"] == ("not told", "420,000")
    assert [strip(str(cell)) for cell in rows["Together"]] == ["at least 900,000", "at least 720,000"]
    assert rows["Leaving it: data back, change of supplier"] == ("not told", "not told")


def test_a_proposal_of_cost_alone_says_that_it_is_not_enough() -> None:
    bare = Alternative(costs=(Cost("buying", 2, 1),))
    assert bare.problems() == ("access", "quality", "in_house", "jobs")
    told = strip(write_text(alternative_document(bare, OURS)))
    assert "Cost alone is no reason for a public service" in told
    assert "employer’s answers" not in told, "nobody has heard them"
    assert WHOLE.problems() == ()
    assert "Cost alone" not in strip(write_text(alternative_document(WHOLE, OURS, THEIRS)))


def test_it_asks_for_safeguards_that_are_not_done_and_for_no_other() -> None:
    told = strip(write_text(alternative_document(WHOLE, OURS, THEIRS)))
    assert "Before anything starts: Does it need the union's agreement?" in told
    done = score(OURS.answers.with_answer("consent", "done"))
    assert "Before anything starts: Does it need" not in strip(write_text(alternative_document(WHOLE, done, THEIRS)))


def test_an_item_that_nobody_knows_is_refused() -> None:
    with pytest.raises(DataError, match="no cost item"):
        Cost("hype", 1, 1)
