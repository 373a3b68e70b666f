"""The proposal tells us alone what it lacks, never reads as a sum when items are open, and keeps to two pages."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pypdfium2
import pytest

from toolkit.documents import Heading, Paragraph, Table, write_pdf, write_text
from toolkit.errors import DataError
from toolkit.governance.assessment.alternative import PROBLEMS, Alternative, Cost, alternative_document
from toolkit.governance.assessment.example import example_answers
from toolkit.governance.assessment.scoring import score
from toolkit.languages import KNOWN, Language, strip

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


def test_a_proposal_of_cost_alone_is_not_fit_for_the_table() -> None:
    bare = Alternative(costs=(Cost("buying", 2, 1),))
    assert bare.problems() == ("access", "quality", "in_house", "jobs")
    assert not bare.is_fit_for_the_table
    told = strip(write_text(alternative_document(bare, OURS)))
    assert "employer’s answers" not in told, "nobody has heard them"
    assert WHOLE.problems() == ()
    assert WHOLE.is_fit_for_the_table
    assert replace(WHOLE, costs=()).is_fit_for_the_table, "amounts may come later"
    assert not replace(WHOLE, jobs="  ").is_fit_for_the_table


EMPTY = {"access": "", "quality": " ", "in_house": "", "jobs": "\n", "cost": ()}
LACKING = [gaps for many in range(len(EMPTY) + 1) for gaps in combinations(EMPTY, many)]


@pytest.mark.parametrize("language", KNOWN)
def test_whatever_is_lacking_the_other_side_reads_none_of_our_unfinished_notes(language: str) -> None:
    speech = Language(language)
    ours = {strip(speech.say(words)) for words in PROBLEMS.values()}
    for gaps in LACKING:
        lacking = replace(WHOLE, **{("costs" if gap == "cost" else gap): EMPTY[gap] for gap in gaps})
        assert set(lacking.problems()) == set(gaps)
        for currency in ("EUR", ""):
            document = alternative_document(replace(lacking, currency=currency), OURS, THEIRS, speech)
            told = strip(write_text(document))
            assert not [note for note in ours if note in told]
            assert not [one for one in document.blocks if isinstance(one, Paragraph) and one.kind == "warning"]
            pairs = zip(document.blocks, [*document.blocks[1:], Heading("")], strict=True)
            assert not [one for one, after in pairs if isinstance(one, Heading) and isinstance(after, Heading)]
            costs = [one for one in document.blocks if isinstance(one, Table)][1:]
            assert len(costs) == ("cost" not in gaps)
            assert not [one for one in costs if "–" in str(one.caption)]


def test_it_asks_for_safeguards_that_are_not_done_and_for_no_other() -> None:
    told = strip(write_text(alternative_document(WHOLE, OURS, THEIRS)))
    assert "Before anything starts: Does it need the union's agreement?" in told
    done = score(OURS.answers.with_answer("consent", "done"))
    assert "Before anything starts: Does it need" not in strip(write_text(alternative_document(WHOLE, done, THEIRS)))


def test_an_item_that_nobody_knows_is_refused() -> None:
    with pytest.raises(DataError, match="no cost item"):
        Cost("hype", 1, 1)
