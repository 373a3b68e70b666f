"""What is done by hand where a page of the server does the work: the sentence that says how, and places to write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.errors import translatable

NEEDS_SERVER = translatable("With a running toolkit a page does this with you. Without it, on paper or here:")


@dataclass(frozen=True)
class OnPaper:
    """How to do by hand what a tool does, and what to write down."""

    how: str
    labels: tuple[str, ...]


_CLAUSE = (
    translatable("Who does what, by which day?"),
    translatable("Who answers for it?"),
    translatable("What follows if it is not done?"),
)
BY_HAND: Mapping[str, OnPaper] = {
    "draft_clause": OnPaper(
        translatable(
            "Take the clause in the strength that you want, read it sentence by sentence, and fill in each blank for "
            "your workplace."
        ),
        _CLAUSE,
    ),
    "choose_clause": OnPaper(
        translatable(
            "Choose one subject from the list and write the rule in your own words: a duty, a day, and what follows. "
            "What has no day is a wish."
        ),
        _CLAUSE,
    ),
    "weaken_draft": OnPaper(
        translatable(
            "Write five sentences of their paper again, each with one word or one day changed, so that they still "
            "sound friendly. Then copy the whole article onto a clean sheet, so that nothing shows where, and "
            "hand that over."
        ),
        (
            translatable("The article as you hand it over"),
            translatable("For yourselves only: which five places did you change, and what does each take away?"),
        ),
    ),
    "compare_answer": OnPaper(
        translatable(
            "Take two colours. In your text mark each duty, each day, each consequence and each consent. Then look for "
            "every mark in the answer: what has no twin there was taken away."
        ),
        (translatable("What was weakened or taken out?"), translatable("What was added?")),
    ),
    "play_table": OnPaper(
        translatable(
            "Three people play: the union, the employer, and somebody who writes down offers and says nothing. Two "
            "rounds; each side offers a whole package. Between the rounds: what costs us little and is worth much to "
            "them?"
        ),
        (
            translatable("First round: offered and asked"),
            translatable("Second round: offered and asked"),
            translatable("What was agreed, and what is open?"),
        ),
    ),
    "ask_management": OnPaper(
        translatable("Tick ten questions, add your own, and give them a day."),
        (translatable("Questions of your own"), translatable("By which day do you want the answer?")),
    ),
    "build_body": OnPaper(
        translatable(
            "Draw a table with chairs on a large sheet. Answer the questions for each chair, then try it: the other "
            "side says no. What happens now?"
        ),
        (
            translatable("Who sits there, for whom, and who pays their time?"),
            translatable("Which papers do they get, how long before?"),
            translatable("What can be stopped, and by whom?"),
            translatable("What happens if they do not agree?"),
        ),
    ),
    "assess_system": OnPaper(
        translatable(
            "Draw two columns, one for the employer’s answers and one for yours. Score each risk from 0 (none) to 4 "
            "(heavy), each side alone; then talk about the line in which the two differ most."
        ),
        (
            translatable("Whom could the system harm, and how?"),
            translatable("Where do the two scores differ most, and why?"),
        ),
    ),
    "claim_rights": OnPaper(
        translatable(
            "Read the law that is on record here, choose one right, and write what you ask for. Let a lawyer of the "
            "union read it before it goes out."
        ),
        (
            translatable("Which right do you use?"),
            translatable("What do you ask for, and by which day?"),
            translatable("What does the law leave out, and what do you demand?"),
        ),
    ),
    "share_record": OnPaper(
        translatable(
            "Write one case of your own on a sheet: no names of persons, no numbers under ten, nothing of your "
            "strategy. Let somebody of another office read it before you hand it on."
        ),
        (
            translatable("System and supplier"),
            translatable("What was asked, and when?"),
            translatable("What was won, what was refused, and why?"),
            translatable("Where does it stand, so that others can check it?"),
        ),
    ),
    "map_allies": OnPaper(
        translatable(
            "Write everybody who has a say over the system on a card. Lay near the middle who decides, further out who "
            "is only asked; draw a line from each to whom they can reach."
        ),
        (
            translatable("Who is harmed, who gains, who stands in the way?"),
            translatable("Which ally do you go to first, and what is their harm?"),
            translatable("Which steps follow, with a day for each?"),
        ),
    ),
}
