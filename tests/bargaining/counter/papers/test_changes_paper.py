"""What may be a loss stands before the rest, on the page and on paper."""

from __future__ import annotations

from datetime import date

from toolkit.app.counter.model import Comparison
from toolkit.app.kit.upload import Upload
from toolkit.bargaining import Agreement, library
from toolkit.bargaining.counter.changes import Change
from toolkit.bargaining.counter.papers.changes_paper import changes_document
from toolkit.bargaining.counter.signals import Noticed
from toolkit.documents import write_markdown

OURS = "The Employer shall keep the log."


def change(kind: str, *noticed: Noticed, paragraph: int, sure: bool = False) -> Change:
    theirs = f"{OURS} {paragraph}"
    return Change("human", kind, sure, OURS, theirs, paragraph=paragraph, label=f"2.{paragraph}", noticed=noticed)


CHANGES = (
    change("strengthened", Noticed("gain", "strengthened", "A gain."), paragraph=1, sure=True),
    change("reworded", paragraph=2),
    change("reworded", Noticed("may", "doubtful", "A duty became a possibility.", False), paragraph=3),
    change("weakened", Noticed("soft", "weakened", "An effort is enough."), paragraph=4),
)


def agreement() -> Agreement:
    made = Agreement(title="A", union="Union", employer="City", place="KE", language="en", on=date(2026, 12, 1))
    clause = library()["human"]
    names = clause.text("en").blanks_of("minimum")
    blanks = {name: blank.example_in(made.speech) for name in names if (blank := clause.blank(name))}
    return made.add("human", strength="minimum", blanks=blanks)


def test_on_the_page_a_doubt_stands_first_among_what_is_no_loss() -> None:
    compared = Comparison(agreement(), Upload("answer.md", b""), CHANGES)
    assert [one.paragraph for one in compared.lost] == [4]
    assert [one.paragraph for one in compared.others] == [3, 1, 2]


def test_on_paper_losses_stand_before_doubts_and_doubts_before_the_rest() -> None:
    text = write_markdown(changes_document(agreement(), CHANGES)).replace("\\.", ".")
    side_by_side = text[text.index("Read these side by side") :]
    places = [side_by_side.index(f"2.{paragraph}") for paragraph in (4, 3, 2)]
    assert places == sorted(places)
    assert "It may only be said in other words. What speaks for a loss: A duty became a possibility." in text
