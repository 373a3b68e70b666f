"""A case from elsewhere can be cited; it is never our reason, and its numbers are never annexed as ours."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from toolkit.audit import AuditResult, DecisionLog, audit
from toolkit.bargaining import Agreement, Demand, Need, library, suggest
from toolkit.bargaining.agreements.paper import document_for
from toolkit.bargaining.agreements.speech import speech_of
from toolkit.documents import Table, write_text
from toolkit.languages import KNOWN, Language, strip
from toolkit.registers.codebook import Codebook

DAY = date(2026, 12, 1)
NAIROBI = {
    "title": "Fair checks",
    "union": "Nurses of Nairobi",
    "employer": "County Hospital",
    "place": "KE",
    "on": DAY,
}


def drafted(because: Demand, blanks: dict[str, Any], **how: Any) -> Agreement:
    agreement = Agreement(**NAIROBI, annexes=("audit",), **how)
    return agreement.add("bias", strength="strong", blanks=blanks, because=because, tell=True)


def papers(agreement: Agreement) -> tuple[str, str]:
    ours, table = (document_for(agreement, audience) for audience in ("us", "table"))
    return strip(write_text(ours)), strip(write_text(table))


@pytest.fixture(scope="module")
def foreign(case: AuditResult) -> Demand:
    return suggest(case.findings, place="KE", on=DAY)[0]


def test_a_published_case_is_cited_with_its_source_and_is_nobody_s_own_reason(
    foreign: Demand, blanks: dict[str, Any]
) -> None:
    ours, table = papers(drafted(foreign, blanks))
    assert foreign.own == ()
    assert "Our reason: no numbers of our own yet." in ours
    assert "Reason: " not in table
    for said in (ours, table):
        assert not re.search(r"(Our reason|Reason): [^\n]*\d", said)  # no number stands behind the word
        assert (
            "Seen elsewhere, not in our own numbers (Checks on student grants, Netherlands 2014, Algorithm Audit"
            in said
        )
        assert "Published results of the audit" not in said
    assert "What would follow if our own numbers show the same: The gap is there" in ours
    assert "What would follow" not in table


@pytest.mark.parametrize("language", KNOWN)
def test_in_every_language_the_case_is_called_foreign(foreign: Demand, language: str) -> None:
    assert foreign.say_own(language) == ""
    assert "Algorithm Audit" in foreign.say_elsewhere(language)


def test_a_log_of_one_s_own_is_the_reason_and_is_annexed(grants: AuditResult, blanks: dict[str, Any]) -> None:
    own = suggest(grants.findings, place="KE", on=DAY)[0]
    ours, table = papers(drafted(own, blanks))
    assert own.elsewhere == ()
    assert "Our reason: Worse off: students with roots outside Europe. Of 1,000" in ours
    assert "Reason: Worse off: students with roots outside Europe. Of 1,000" in table
    assert "Published results of the audit" in table
    assert not any("Seen elsewhere" in said for said in (ours, table))


def test_what_we_lack_stays_our_reason_beside_a_case(case: AuditResult, blanks: dict[str, Any]) -> None:
    demand = next(one for one in suggest(case.findings, "KE", DAY, needs=["bias"]) if one.clauses == ("bias",))
    ours, _ = papers(drafted(demand, blanks))
    assert "Our reason: Asked “" in ours
    assert "Seen elsewhere" in ours
    assert isinstance(demand.own[0], Need)


def test_own_findings_and_a_case_keep_apart(case: AuditResult, grants: AuditResult, blanks: dict[str, Any]) -> None:
    own = grants.finding("gap", group="Europe, not NL")
    agreement = drafted(suggest([own, *case.findings], place="KE", on=DAY)[0], blanks)
    (annex,) = [
        part
        for part in document_for(agreement, "table").blocks  # type: ignore[union-attr]
        if isinstance(part, Table) and any("Times as often" in str(head) for head in part.header)
    ]
    assert len(annex.rows) == 1
    assert "Europe outside the Netherlands" in str(annex.rows[0])


@pytest.mark.parametrize("kept", [True, False], ids=["saved now", "saved before drafts kept the source"])
def test_a_draft_that_is_opened_again_knows_what_is_not_its_own(
    foreign: Demand, blanks: dict[str, Any], tmp_path: Path, kept: bool
) -> None:
    path = drafted(foreign, blanks).save(tmp_path / "draft.yml")
    if not kept:
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        words = record["articles"][0]["because"]["words"]
        del words["source"], words["title"]
        path.write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    opened = Agreement.open(path)
    ours, table = papers(opened)
    assert opened.article("bias").because.own == ()  # type: ignore[union-attr]
    for said in (ours, table):
        assert "Published results of the audit" not in said
        assert "Seen elsewhere, not in our own numbers (" in said
        assert "Algorithm Audit" in said


def test_a_draft_of_one_s_own_log_stays_own_when_it_is_opened_again(blanks: dict[str, Any], tmp_path: Path) -> None:
    rows = [("men", "no", 77 * 9), ("men", "hired", 23 * 9), ("women", "no", 60 * 9), ("women", "hired", 40 * 9)]
    table = pd.DataFrame(rows, columns=["sex", "result", "n"])
    log = DecisionLog(table, decision="result", selected=["hired"], effect="benefit", groups=["sex"], count="n")
    because = suggest(audit(log).findings, place="KE", on=DAY)[0]
    opened = Agreement.open(drafted(because, blanks).save(tmp_path / "draft.yml"))
    reason = opened.article("bias").because
    assert reason is not None
    assert reason.elsewhere == ()
    assert reason.say("en") == because.say("en")  # the value is not kept, its words are
    assert reason.say("ar") == because.say("ar")
    assert "had the decision “hired”" in reason.say("en")


@pytest.mark.parametrize(
    ("source", "elsewhere"),
    [
        ({"title": "A paper", "url": "https://example.org"}, True),
        ({"title": "Invented", "synthetic": True}, True),
        ({"title": "Personnel department, 2026"}, False),
        ({"title": "Our own count", "url": "https://example.org", "own": True}, False),
        ({}, False),
    ],
)
def test_what_others_can_look_up_or_nobody_lived_is_not_ours(source: dict[str, Any], elsewhere: bool) -> None:
    assert Codebook(record={"source": source}).elsewhere is elsewhere


def test_a_speech_calls_a_case_a_case(foreign: Demand, blanks: dict[str, Any]) -> None:
    said = " ".join(speech_of(drafted(foreign, blanks)))
    assert "We do not know our own numbers yet; we want to. Elsewhere this was found (Checks on student grants" in said
    assert "Worse off:" not in said  # a label, which nobody says aloud


def test_evidence_of_ours_is_spoken_of_before_a_case(
    foreign: Demand, grants: AuditResult, blanks: dict[str, Any]
) -> None:
    own = replace(suggest(grants.findings, place="KE", on=DAY)[0], clauses=("human",))
    filled = {blank.name: blank.example_in(Language("en")) for blank in library()["human"].blanks}
    paragraphs = speech_of(drafted(foreign, blanks).add("human", strength="minimum", blanks=filled, because=own))
    first, second = (
        next(place for place, said in enumerate(paragraphs) if words in said) for words in ("36", "Elsewhere")
    )
    assert first < second
