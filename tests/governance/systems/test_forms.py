"""The nameless forms feed the register, and say no number that gives a member away."""

from __future__ import annotations

import pytest

from toolkit.documents import write_text
from toolkit.errors import DataError
from toolkit.governance.systems.emptiness import gaps_of
from toolkit.governance.systems.forms import questions, sighting, sighting_paper, survey_paper, tally
from toolkit.governance.systems.system import System, SystemList
from toolkit.languages import KNOWN, strip


def test_five_questions_and_none_asks_for_a_name_of_a_person() -> None:
    assert len(questions("sighting")) == 5
    text = write_text(sighting_paper("en"))
    assert all(one.words.say("en") in text for one in questions("sighting"))
    assert "write no name" in text


def test_what_a_member_saw_is_known_and_still_asked() -> None:
    register = SystemList((System.of("rosters", name="Rosters"),))
    seen = sighting(register, {"what": "Rosters", "does": "plans shifts", "since": "spring", "supplier": "Acme"})
    assert seen.id == "rosters-2"
    assert (seen["purpose"].state, seen["since"].text) == ("reported", "spring")
    asked = {gap.field: gap for gap in gaps_of(seen)}
    assert strip(asked["purpose"].say_why("en")) == "So far only those at work say something: plans shifts"
    assert "working_conditions" in asked
    assert len(register.with_system(seen)) == 2


def test_a_sighting_without_a_name_is_a_system_too() -> None:
    assert sighting(SystemList(), {"does": "counts steps"}, "en").id == "new-system-seen"


def test_the_count_of_ticks_by_hand() -> None:
    sheets = [{"watched": "yes", "pace": "slower"}] * 4 + [{"watched": "no", "pace": "same"}, {"watched": "yes"}]
    counted = tally(sheets)
    assert dict(counted.counts["watched"]) == {"yes": 5, "no": 1, "unsure": 0}
    assert dict(counted.counts["pace"]) == {"faster": 0, "same": 1, "slower": 4}
    assert "told" not in counted.counts, "nobody answered it"


def test_fewer_than_five_answers_show_no_number_anywhere() -> None:
    counted = tally([{"watched": "yes"}] * 4)
    assert not any(sign.isdigit() and sign != "5" for line in counted.say("en") for sign in line)
    assert counted.into(System("a")) == System("a")


def test_what_members_say_goes_where_nothing_stands_and_stays_theirs() -> None:
    counted = tally([{"watched": "yes", "trained": "no", "told": "no"}] * 6)
    system = counted.into(System.of("a", training="two days"), "en")
    assert system["training"].text == "two days", "an answer of management is left alone"
    assert system["working_conditions"].state == "reported"
    assert "6" in system["working_conditions"].text
    assert system["union_consulted"].state == "unanswered", "a tick is no proof of consultation"


def test_a_tick_that_the_form_does_not_offer_is_refused() -> None:
    with pytest.raises(DataError, match="faster"):
        tally([{"pace": "brisk"}])


@pytest.mark.parametrize("language", KNOWN)
def test_the_printed_survey_has_a_box_for_each_answer(language: str) -> None:
    text = write_text(survey_paper(language, "Rosters"))
    assert text.count("☐") == sum(len(one.options) for one in questions("survey"))
