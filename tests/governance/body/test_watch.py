"""Evidence not seen is not a broken promise, and nothing is kept because nobody looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from toolkit.documents import write_text
from toolkit.governance.body.body import Body
from toolkit.governance.body.watch import watch, watch_document
from toolkit.languages import KNOWN, strip

BODY = replace(Body.model("parity"), starts=date(2027, 1, 1))  # papers on 17 January, 17 March, 17 May …
TODAY = date(2027, 3, 20)


def standing(seen: dict[str, date], today: date = TODAY) -> dict[str, str]:
    return {one.promise.id: one.standing for one in watch(BODY, seen, today)}


def test_before_the_first_day_nothing_is_judged() -> None:
    assert set(standing({}, date(2027, 1, 2)).values()) == {"not_due", "each_time"}


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (None, "not_seen"),
        (date(2027, 1, 17), "not_seen"),  # that was the evidence of January
        (date(2027, 1, 18), "in_time"),  # for March, early
        (date(2027, 3, 17), "in_time"),
        (date(2027, 3, 18), "late"),
        (date(2027, 3, 21), "not_seen"),  # a day to come shows nothing
    ],
)
def test_evidence_counts_for_the_last_day_on_which_it_was_due(seen: date | None, expected: str) -> None:
    assert standing({"documents": seen} if seen else {})["documents"] == expected


def test_what_is_due_each_time_is_never_in_time_or_late() -> None:
    assert standing({"stage-buy": date(2027, 2, 1)})["stage-buy"] == "each_time"
    told = {one.promise.id: strip(one.say("en")) for one in watch(BODY, {"stage-buy": date(2027, 2, 1)}, TODAY)}
    assert told["stage-buy"].endswith("Evidence last seen: 1 February 2027.")
    assert told["stage-use"].endswith("No evidence was seen so far.")


@pytest.mark.parametrize("language", KNOWN)
def test_the_paper_names_the_evidence_and_never_says_broken(language: str) -> None:
    text = strip(write_text(watch_document(BODY, {"documents": date(2027, 3, 17)}, language, TODAY)))
    assert BODY.menu.say("promises.documents.evidence", language) in text
    assert "{" not in text
    assert watch(BODY, {}, TODAY)[0].standing == "not_seen", "what to ask for comes first"
