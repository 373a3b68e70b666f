"""A proposal of theirs without a draft of ours: what it touches, how near it comes, and when nothing must be said."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.bargaining import library, proposal_document, read_proposal
from toolkit.bargaining.counter.proposals.proposal import language_of
from toolkit.bargaining.counter.proposals.subjects import subjects
from toolkit.documents import write_docx, write_markdown
from toolkit.errors import UnreadableFile
from toolkit.languages import KNOWN

PROPOSALS = Path(__file__).parent
# Written by hand as an employer would, in words of its own: which of our clauses each article is about.
TOUCHED = {
    "en": ["notice", "monitor", "human", "bias"],
    "fr": ["notice", "location", "schedule"],
    "ar": ["notice", "location", "human"],
}
CANTEEN = """# Canteen agreement

## 1. Opening hours
The canteen is open from eleven to two. The Employer shall inform the Union of new prices 30 days before they apply.

## 2. Menu committee
A joint committee of the Employer and the Union meets twice a year on the menu and decides by consent.

## 3. Training and health and safety
The Employer shall train every worker in fire safety within 30 days; disputes go to arbitration.
"""


@pytest.mark.parametrize("code", list(TOUCHED))
def test_the_clauses_that_a_proposal_touches_are_found_and_no_other(code: str) -> None:
    read = read_proposal(PROPOSALS / f"{code}.md")
    assert read.language == code
    assert [one.clause for one in read.touched] == TOUCHED[code]
    assert all(one.sure for one in read.touched)
    assert set(read.absent) == set(subjects(code).clauses) - set(TOUCHED[code])
    assert set(read.needed) < set(read.absent)
    assert len(read.beside) == 1  # the car park, or the canteen


def test_numbers_worse_than_ours_and_ways_out_are_told_as_written() -> None:
    notice, _, human, bias = read_proposal(PROPOSALS / "en.md").touched
    assert [one.values for one in notice.weaker] == [{"ours": "90 days before", "theirs": "10 days before"}]
    assert [one.values for one in bias.weaker] == [{"ours": "every 12 months", "theirs": "every 36 months"}]
    assert {"where practicable", "as a rule"} <= set(notice.ways_out)
    assert notice.nearest is None
    assert "duty" in notice.lacks
    assert human.weaker == ()
    assert len(notice.missing) == notice.measured.paragraphs == 4
    told = notice.say("en")
    assert "no firm duty was recognised" in told
    assert "Ours says “90 days before”, theirs “10 days before”" in told


def test_better_numbers_are_not_called_worse() -> None:
    text = "1. New digital systems\n\nThe Employer shall inform the Union in writing 200 days before they start."
    (notice,) = read_proposal(text.encode(), name="a.txt").touched
    assert notice.weaker == ()
    assert notice.nearest == "standard"  # a firm duty with a time; no consent


@pytest.mark.parametrize("code", KNOWN)
@pytest.mark.parametrize("strength", ["minimum", "standard", "strong"])
def test_our_own_words_come_nearest_to_the_strength_that_they_are(code: str, strength: str) -> None:
    """Our clause as a proposal of theirs: it is recognised whole, and nothing in it is called worse than itself."""
    from toolkit.bargaining import Agreement

    draft = Agreement(title="T", union="U", employer="E", place="KE", language=code, annexes=())
    blanks = {b.name: b.default if b.default is not None else b.example_in(code) for b in library()["location"].blanks}
    document = draft.add("location", strength=strength, blanks=blanks).document("table")
    read = read_proposal(write_markdown(document).encode(), name="a.md", language=code)
    found = {one.clause: one for one in read.touched}["location"]
    assert (found.nearest, found.missing, found.weaker, found.lacks) == (strength, (), (), ())


@pytest.mark.parametrize(
    "text", [CANTEEN, "1. Rent\n\nThe tenant shall pay the deposit in three parts to the landlord."]
)
def test_of_a_text_about_something_else_nothing_is_said(text: str) -> None:
    read = read_proposal(text.encode(), name="canteen.md")
    assert (read.touched, read.absent, read.needed, read.beside) == ((), (), (), ())
    assert read.say("en").startswith("None of our clauses was recognised in this text.")
    assert "So nothing is said of what it lacks." in read.say("en")
    assert len(proposal_document(read, "en").blocks) == 1


def test_one_article_on_systems_in_another_agreement_is_found_alone() -> None:
    """The committee on menus stays the committee on menus."""
    more = "\n## 4. Cameras\nVideo surveillance of the kitchen by cameras is allowed; data are kept for 90 days.\n"
    read = read_proposal((CANTEEN + more).encode(), name="canteen.md")
    assert [one.clause for one in read.touched] == ["cameras"]
    assert len(read.beside) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Die Kantine öffnet um elf Uhr, die Preise werden jährlich festgelegt und ausgehängt.",
        "столовая открыта",
        "42 42",
    ],
)
def test_a_language_that_is_not_ours_is_refused_in_words(text: str) -> None:
    with pytest.raises(UnreadableFile, match="was not recognised"):
        read_proposal(text.encode(), name="kantine.txt")


def test_languages_are_told_apart() -> None:
    same = {
        "en": "The employer shall give the union a copy of the list within ten days of the request.",
        "fr": "L’employeur remet au syndicat une copie de la liste dans les dix jours de la demande.",
        "es": "La empresa entrega al sindicato una copia de la lista en los diez días siguientes a la solicitud.",
        "pt": "O empregador entrega ao sindicato uma cópia da lista em até dez dias depois do pedido.",
        "ar": "يسلّم صاحب العمل النقابة نسخة من القائمة خلال عشرة أيام من الطلب.",
    }
    assert {code: language_of([text]) for code, text in same.items()} == {code: code for code in same}


@pytest.mark.parametrize("code", KNOWN)
def test_every_clause_has_words_in_every_language(code: str) -> None:
    assert set(subjects(code).clauses) == {one for one in library() if one in subjects("en").clauses}
    assert set(subjects("en").clauses) == set(library())


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_paper_holds_what_was_read_and_is_for_us(code: str) -> None:
    read = read_proposal(PROPOSALS / "en.md")
    document = proposal_document(read, code)
    text = write_markdown(document)
    assert library()["bias"].text(code).title in text
    assert read.touched[0].missing[0].split(",")[0] in text
    assert "Car park" in text
    assert document.mark
    assert write_docx(document)[:2] == b"PK"
