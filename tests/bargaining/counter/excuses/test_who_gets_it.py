"""A document is missing only where somebody was to get, see or keep it."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

NOBODY_GETS_THEM = [
    ("en", "The wiping covers copies, lists and all scores.", "The wiping covers the tables in use."),
    ("fr", "L’effacement couvre les copies et tout ce qui en est tiré.", "L’effacement couvre les originaux en usage."),
    ("es", "El borrado alcanza a las copias y a todo lo calculado.", "El borrado alcanza a los originales en uso."),
]
SOMEBODY_GETS_THEM = [
    ("en", "The Union gets a copy of the contract.", "The Union learns the title of the contract."),
    ("en", "The Employer keeps minutes of each meeting.", "The Employer attends each meeting."),
    ("en", "The Union may inspect the ovens.", "The Union may ask about the ovens."),
    ("fr", "Le Syndicat reçoit une copie du contrat.", "Le Syndicat connaît le titre du contrat."),
    ("es", "El Sindicato recibirá una copia del contrato.", "El Sindicato conocerá el nombre del contrato."),
]


@pytest.mark.parametrize(("language", "ours", "theirs"), NOBODY_GETS_THEM)
def test_what_nobody_was_to_get_is_no_access_that_is_gone_but_a_loss(language: str, ours: str, theirs: str) -> None:
    found = judge(ours, theirs, lexicon(language))
    assert "evidence" not in {one.id for one in found.noticed}
    assert found.kind == "weakened"
    assert not found.sure


@pytest.mark.parametrize(("language", "ours", "theirs"), SOMEBODY_GETS_THEM)
def test_a_document_that_somebody_was_to_get_or_keep_is_missing(language: str, ours: str, theirs: str) -> None:
    found = judge(ours, theirs, lexicon(language))
    assert "evidence" in {one.id for one in found.noticed}
    assert found.kind == "weakened"


def test_a_document_from_which_a_time_ran_is_missed_by_the_time() -> None:
    ours = "The Union may answer within 9 days from receipt of the last copy."
    theirs = "The Union may answer within 9 days from the date of the letter."
    seen = [one.id for one in judge(ours, theirs, lexicon("en")).noticed if one.effect == "weakened"]
    assert "evidence" not in seen
    assert seen
