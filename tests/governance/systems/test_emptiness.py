"""What is open is said as a question, with the reason, and never of what nobody read."""

from __future__ import annotations

from datetime import date

import pytest

from toolkit.documents import Bullets, Paragraph, Table
from toolkit.errors import EmptyTable
from toolkit.governance.systems.answer import Answer
from toolkit.governance.systems.emptiness import emptiness, gaps_of
from toolkit.governance.systems.fields import asked, fields
from toolkit.governance.systems.own_plan import own_plan
from toolkit.governance.systems.published import published_systems
from toolkit.governance.systems.system import System, SystemList
from toolkit.languages import KNOWN, strip

MATTER = [one.id for one in asked() if one.workers]


def test_each_reason_is_its_own() -> None:
    system = System.of("a", layout="atrs-4.0", purpose="n/a", data="?", workers="nurses").filled(
        appeal=Answer("reported", "the ward says no"), assessments=Answer("not_read")
    )
    reasons = {gap.field: gap.reason for gap in gaps_of(system)}
    assert reasons["purpose"] == "unclear"
    assert reasons["data"] == "unknown"
    assert reasons["appeal"] == "reported"
    assert reasons["human_role"] == "left_empty", "the standard asks for it"
    assert reasons["staff_effect"] == "no_place", "no public form asks for it"
    assert "workers" not in reasons
    assert "assessments" not in reasons, "nobody of ours read it, so it is not theirs to answer for"


def test_the_measure_by_hand() -> None:
    system = System.of("a", layout="nl-1.0", **dict.fromkeys(MATTER[:4], "told")).filled(appeal=Answer("not_read"))
    counted = emptiness([system, System.of("b", name="B")])
    assert len(MATTER) == 14
    assert (counted.asked, counted.not_read) == (27, 1)
    assert counted.open == 9 + 14, "14 less four answered less one not read; and all of the other"
    assert counted.share == pytest.approx(23 / 27)


def test_more_answers_never_make_it_emptier() -> None:
    system, before = System("a"), 99
    for name in MATTER:
        system = system.filled(**{name: Answer("answered", "x")})
        now = emptiness([system]).open
        assert now == before - 1 or before == 99
        before = now
    assert before == 0


def test_nothing_open_is_not_said_of_what_nobody_read() -> None:
    unread = System("a", {name: Answer("not_read") for name in MATTER})
    assert "cannot be told" in emptiness([unread]).say()
    assert emptiness([unread]).share is None
    assert "cannot be told" in emptiness([]).say()
    answered = System.of("a", **{name: "told" if fields()[name].kind == "text" else "5" for name in MATTER})
    answered = answered.filled(union_consulted=Answer("answered", "no"))
    assert "Whether the answers are true" in emptiness([answered]).say()
    assert "open" not in emptiness([answered]).say()


def test_what_was_not_read_is_said_beside_the_count() -> None:
    british = next(one for one in published_systems() if "United Kingdom" in one.title)
    assert "we have not read" in british.emptiness().say().lower()
    assert "not read" not in emptiness([System("a")]).say()


@pytest.mark.parametrize("language", KNOWN)
def test_every_question_stands_in_every_language(language: str) -> None:
    said = [gap.say(language) for gap in gaps_of(System("a"))]
    assert len(set(said)) == len(asked())
    assert all(text.rstrip().endswith(("?", "؟")) for text in said)


def test_the_plan_for_ones_own_systems_is_of_one_page_and_names_what_comes_first() -> None:
    ours = SystemList(
        (
            System.of(
                "m", name="Member register", supplier="Acme Ltd", contract_end="2027-03", answers_for="Secretary"
            ),
            System.of("n", name="Newsletter", supplier="ACME limited"),
        )
    )
    plan = own_plan(ours, "en", date(2026, 11, 26), "Nurses")
    assert plan.one_page
    table = next(block for block in plan.blocks if isinstance(block, Table))
    assert [row[0] for row in table.rows] == ["Newsletter", "Member register"], "the emptiest first"
    assert "Data used" in strip(str(table.rows[0][2]))
    noted = [strip(str(item)) for block in plan.blocks if isinstance(block, Bullets) for item in block.items]
    assert any("2 of our systems come from Acme Ltd" in text for text in noted)
    assert any("ends in March 2027" in text for text in noted)
    assert any("26 May 2027" in text for text in noted)


def test_there_is_no_plan_about_nothing_and_no_warning_without_a_reason() -> None:
    with pytest.raises(EmptyTable):
        own_plan(SystemList())
    alone = own_plan(SystemList((System.of("m", name="M", supplier="Acme", contract_end="2031-01"),)), "en")
    text = " ".join(str(block) for block in alone.blocks if isinstance(block, Bullets | Paragraph))
    assert "come from" not in text
    assert "2031" not in text
