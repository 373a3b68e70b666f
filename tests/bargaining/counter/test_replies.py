"""What is answered to a loss: something to every kind of it, to the gravest first, and to what was really changed."""

from __future__ import annotations

import pytest

from toolkit.bargaining import Agreement, library
from toolkit.bargaining.counter.changes import Change, gravest_first
from toolkit.bargaining.counter.compare import compare_with
from toolkit.bargaining.counter.replies import REMOVED, gravity, replies, reply_for
from toolkit.bargaining.counter.signals import SIGNALS, Noticed
from toolkit.documents import write_markdown
from toolkit.languages import KNOWN
from toolkit.registers.locate import folder

BY_NUMBER = {"floor", "number-worse", "number-changed", "number-gone"}
BY_WORDS = {"point-gone", "sentence-gone", "sentence-removed", "words-gone"}
IN_PLACE = {"anew"}
TURNED = {"exchanged", "right-exchanged", "party-exchanged", "not-gone", "denied-less", "not-new"}
ACTORS = {"proves", "banned", "left", "approver", "casting", "decider", "approval", "alone", "less-say", "unsaid"}
CASES = {"frame", "effect", "prevails", "told", "together", "wider", "every", "closed"}
GIVEN = {"on-request", "share", "other-end", "not-whole", "order"}
BY_SENTENCE = TURNED | ACTORS | CASES | GIVEN | {"trigger", "opened", "deemed", "new-if", "put-in", "taken-out"}
TO_READ = {"words-new", "not-understood"}


def test_every_signal_of_a_loss_has_one_answer_in_every_language() -> None:
    answered = [signal for row in replies() for signal in row.signals]
    assert len(answered) == len(set(answered))
    losses = {row.id for row in SIGNALS if row.effect == "weakened"}
    others = BY_NUMBER | BY_WORDS | IN_PLACE | BY_SENTENCE | TO_READ | {REMOVED}
    assert losses | others <= set(answered)
    assert set(answered) <= {row.id for row in SIGNALS} | others
    assert all(set(row.say.languages) == set(KNOWN) for row in replies())


def test_signals_by_number_and_by_words_are_those_of_the_code() -> None:
    code = (folder("templates").parent / "toolkit" / "bargaining" / "counter" / "judging.py").read_text(
        encoding="utf-8"
    )
    assert all(f'"{signal}"' in code for signal in BY_NUMBER | BY_WORDS)


def test_a_sentence_turned_round_goes_before_all_but_a_floor_and_what_is_gone() -> None:
    """What says the opposite outweighs a longer time; what nobody understands comes last."""
    order = sorted({"put-in", "not-gone", "number-worse", REMOVED, "floor", "consent", "words-gone"}, key=gravity)
    assert order == ["floor", REMOVED, "consent", "not-gone", "number-worse", "words-gone", "put-in"]
    assert gravity("put-in") == gravity("not-understood") < gravity("no such thing")
    # What says more exactly what was turned round goes before the bare "not".
    assert gravity("exchanged") < gravity("burden-of-proof") < gravity("opened") < gravity("not-gone")
    assert gravity("frame") < gravity("exchanged")  # what every article rests on


def test_every_difference_of_a_paragraph_is_told_the_gravest_first() -> None:
    noticed = (
        Noticed("not-understood", "open", "Read both.", False),
        Noticed("number-better", "strengthened", "Better."),
        Noticed("number-worse", "weakened", "Sixty days."),
        Noticed("not-gone", "weakened", "The opposite."),
    )
    change = Change("bias", "weakened", True, "ours", "theirs", noticed=noticed)
    assert change.say("en") == "The opposite. Sixty days. Read both. Better."
    assert change.gravity == gravity("not-gone")
    late = Change("bias", "weakened", True, "a", "b", noticed=(Noticed("number-worse", "weakened", "Later."),))
    floor = Change("data", "weakened", True, "a", "b", noticed=(Noticed("floor", "weakened", "Below."),))
    gone = Change("data", "removed", True, "a", "")
    assert gravest_first([late, change, gone, floor]) == (floor, gone, change, late)


def test_the_gravest_loss_is_answered() -> None:
    assert reply_for({"law", "floor", "may"}, "en").startswith("We cannot take this number to our members.")
    assert reply_for({"law", "may"}, "en").startswith("If you mean to do it")
    assert reply_for({"no such thing"}, "en") == ""
    assert reply_for({"law"}, "ar") == "ما يوجبه القانون لنا أصلاً. فماذا تعطون فوقه؟"


@pytest.fixture
def notice() -> Agreement:
    draft = Agreement(title="T", union="Public Workers", employer="Agency", place="KE")
    return draft.add("notice", blanks={blank.name: blank.example for blank in library()["notice"].blanks})


def answer(draft: Agreement, old: str, new: str) -> str:
    """The reply to one change in our own text."""
    ours = draft.document("table")
    text = write_markdown(ours)
    assert text.count(old) == 1, text.count(old)
    (change,) = [one for one in compare_with(draft, text.replace(old, new).encode(), name="answer.md") if one.takes]
    return change.reply


def test_a_shorter_time_is_not_answered_with_secret_bids(notice: Agreement) -> None:
    """The paragraph speaks of tenders in both texts; they changed the days alone."""
    reply = answer(notice, "not later than 90 days before the earliest", "not later than 15 days before the earliest")
    assert reply.startswith("We cannot take this number to our members.")


def test_an_argument_that_they_bring_is_answered_itself(notice: Agreement) -> None:
    brought = "Bids in a tender are secret. Bids shall not be disclosed; the tender is confidential."
    old = "the draft tender or contract and the description of the product"
    reply = answer(notice, old, f"a summary. {brought}")
    assert reply in [one.reply.say("en") for one in library()["notice"].arguments]


def test_a_sentence_that_seems_gone_is_told_behind_what_is_known_to_be_less() -> None:
    """It may stand there in other words; what else was noticed says what it is about."""
    assert gravity("removed") < gravity("consent") < gravity("sentence-removed") < gravity("trigger")
