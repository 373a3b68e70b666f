"""From findings to demands: which findings ask for what, with which reason, evidence and law."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from toolkit.audit import AdjustedFinding, AuditResult, DecisionLog, GapFinding, LeftOutFinding, WithheldFinding, audit
from toolkit.audit.findings.adjusted import Inside
from toolkit.bargaining import RULES, Demand, Rule, library, suggest
from toolkit.bargaining.demands.demands import supporting_provisions
from toolkit.bargaining.demands.saved_evidence import demand_record, read_demand
from toolkit.errors import AgreementError
from toolkit.languages import strip
from toolkit.rights import UnknownPlace, provisions

DAY = date(2026, 12, 1)
GAP_EN = (
    "Worse off: students with roots outside Europe. "
    "Of 1,000 students with roots outside Europe, 36 were selected for a check; of 1,000 students of Dutch origin, 6."
)


def gap(group: str = "women", verdict: str = "shown", **changed: Any) -> GapFinding:
    values = {
        "characteristic": "sex",
        "group": group,
        "reference": "men",
        "measure": "selection_rate",
        "verdict": verdict,
        "rate": 0.4,
        "reference_rate": 0.2,
        "ratio": 2.0,
        "ratio_low": 1.5,
        "ratio_high": 2.5,
        "smallest_visible": 0.03,
    }
    return GapFinding(**values | changed)


def adjusted(reading: str, ratio: float = 1.6, **changed: Any) -> AdjustedFinding:
    values = {
        "characteristic": "sex",
        "group": "women",
        "reference": "men",
        "measure": "selection_rate",
        "verdict": "shown",
        "within": "office",
        "crude_ratio": 2.0,
        "adjusted_ratio": ratio,
        "adjusted_ratio_low": 1.2,
        "adjusted_ratio_high": 2.1,
        "reading": reading,
    }
    return AdjustedFinding(**values | changed)


@pytest.mark.parametrize("place", ["KE", "MA", "ES", "BR"])
def test_the_student_grants_support_a_strong_bias_clause(
    grants: AuditResult, place: str, demand: Callable[..., Demand]
) -> None:
    demands = suggest(grants.findings, place=place, on=DAY)
    assert len(demands) == 1
    found = demands[0]
    assert found.clauses == ("bias",)
    assert found.strength == "strong"
    assert (found.place, found.on) == (place, DAY)
    assert found.reason.startswith(GAP_EN)
    assert grants.finding("gap", group="outside Europe").say("en") in found.reason
    assert "6.2 times as often" in found.reason
    assert "3.6 times as often" in found.reason
    assert "should stop the system until a new audit" in found.reason
    assert {(one.kind, one.group) for one in found.evidence} == {
        ("gap", "outside Europe"),
        ("gap", "Europe, not NL"),
        ("adjusted", "outside Europe"),
        ("adjusted", "Europe, not NL"),
    }
    assert (found.evidence[0].kind, found.evidence[0].group) == ("adjusted", "outside Europe")
    for states, status in (
        (found.provisions, "in_force"),
        (found.coming, "adopted"),
        (found.guidance, "guidance"),
    ):
        assert {one.status for one in states} <= {status}
    assert found.provisions
    assert all(one.applies_from <= DAY if one.applies_from else one.reach == "world" for one in found.provisions)


def test_the_reason_is_said_in_arabic_too(demand: Callable[..., Demand]) -> None:
    told = strip(demand("MA").say("ar"))
    assert told.startswith("الأسوأ حالاً: فئة الطلاب من أصول خارج أوروبا. من بين كل 1,000 من الطلاب من أصول خارج أوروبا")
    assert "6.2" in told
    assert "3.6" in told
    assert "Of 1,000" not in told


def test_kenya_leans_on_its_data_law_and_brazil_on_its_own(demand: Callable[..., Demand]) -> None:
    assert "ke-dpa-31" in {one.id for one in demand("KE").provisions}
    assert "br-lgpd-20" in {one.id for one in demand("BR").provisions}
    assert "br-lgpd-20" not in {one.id for one in demand("KE").provisions}
    assert "eu-gdpr-35" in {one.id for one in demand("ES").provisions}


def test_what_comes_later_becomes_law_on_its_day(demand: Callable[..., Demand]) -> None:
    def states(day: date) -> dict[str, set[str]]:
        found = demand("ES", day)
        return {"in force": {one.id for one in found.provisions}, "coming": {one.id for one in found.coming}}

    eve, first, later = (states(day) for day in (DAY, date(2026, 12, 2), date(2027, 12, 2)))
    assert "eu-pwd" in eve["coming"]
    assert "eu-pwd" not in eve["in force"]
    assert "eu-pwd" in first["in force"]
    assert "eu-aia-27" in first["coming"]
    assert "eu-aia-27" in later["in force"]
    assert "br-lgpd-20" not in {one.id for one in demand("BR", date(2020, 9, 17)).provisions}


def test_the_supporting_law_is_named_by_the_clause_or_carries_one_of_its_rights() -> None:
    clause = library()["bias"]
    chosen = supporting_provisions("bias", "ES", DAY)
    assert chosen
    for one in provisions("ES", on=DAY):
        wanted = one.id in clause.provisions or bool(set(one.rights) & set(clause.rights))
        assert (one in chosen) == wanted, one.id


def test_a_gap_that_is_shown_asks_for_the_standard_clause() -> None:
    (found,) = suggest([gap()], place="KE", on=DAY)
    assert found.strength == "standard"
    assert found.reason.endswith(
        "So the agreement should bring an independent audit with dates, and a remedy when a gap is found."
    )


@pytest.mark.parametrize("reading", ["remains", "shrinks", "grows", "appears"])
def test_a_gap_inside_the_strata_asks_for_the_strong_clause(reading: str) -> None:
    (found,) = suggest([gap(), adjusted(reading)], place="KE", on=DAY)
    assert found.strength == "strong"
    assert [one.kind for one in found.evidence] == ["adjusted", "gap"]


@pytest.mark.parametrize("reading", ["disappears", "too_few"])
def test_a_gap_that_is_not_seen_inside_the_strata_does_not_make_the_clause_stronger(reading: str) -> None:
    (found,) = suggest([gap(), adjusted(reading)], place="KE", on=DAY)
    assert found.strength == "standard"
    assert [one.kind for one in found.evidence] == ["gap"]


def test_a_gap_that_remains_but_was_never_shown_asks_for_nothing() -> None:
    assert suggest([adjusted("remains", verdict="not_shown")], place="KE", on=DAY) == ()


def test_too_few_people_ask_for_the_minimum() -> None:
    (found,) = suggest([gap(verdict="too_few")], place="KE", on=DAY)
    assert found.strength == "minimum"
    assert "The numbers at hand cannot tell." in found.reason
    assert "Too few people to tell" in found.reason


def test_what_was_not_shown_asks_for_nothing() -> None:
    silent = [
        gap(verdict="not_shown"),
        WithheldFinding(characteristic="sex", group="women"),
        LeftOutFinding(people=40),
        gap(measure="true_positive_rate"),  # takes no side where being selected is a burden
    ]
    assert suggest(silent, place="KE", on=DAY) == ()
    assert suggest([], place="KE", on=DAY) == ()


def test_berkeley_asks_for_the_standard_clause_because_the_gap_disappears_inside_the_departments() -> None:
    result = audit(DecisionLog.open("berkeley-admissions-1973"), reference={"gender": "Male"})
    (found,) = suggest(result.findings, place="KE", on=DAY)
    assert found.strength == "standard"
    assert "times as often" in found.reason


def test_the_weightiest_gap_is_named_first_and_nobody_at_all_weighs_most() -> None:
    small, large = gap("women"), gap("others", ratio=0.2, rate=0.04, effect="benefit")
    nobody = gap("elders", ratio=0.0, rate=0.0, effect="benefit")
    unknown = gap("youths", ratio=math.nan)
    (found,) = suggest([small, unknown, large, nobody], place="KE", on=DAY)
    assert [one.group for one in found.evidence] == ["elders", "others", "women", "youths"]


def test_groups_of_the_same_name_in_two_characteristics_are_not_mixed_up() -> None:
    inside = adjusted("remains", characteristic="disability", group="yes", reference="no")
    other = gap("yes", characteristic="migrant", reference="no", ratio=9.0, rate=0.9, reference_rate=0.1)
    same = gap("yes", characteristic="disability", reference="no", ratio=1.5, rate=0.3)
    (found,) = suggest([inside, other, same], place="KE", on=DAY)
    assert "Of 100" in found.reason
    assert "9.0 times" not in found.reason
    assert "1.50 times" in found.reason


def test_the_strongest_demand_comes_first_and_own_rules_are_rows() -> None:
    rules = [Rule(lambda finding: finding.group == "women", "bias", "minimum", "So we ask to be told."), *RULES]
    (found,) = suggest([gap()], place="KE", on=DAY, rules=rules)
    assert found.strength == "standard"
    (found,) = suggest([gap()], place="KE", on=DAY, rules=rules[:1])
    assert (found.strength, found.reason[-21:]) == ("minimum", "So we ask to be told.")


def test_what_is_no_finding_is_refused_with_the_way_out(grants: AuditResult) -> None:
    with pytest.raises(AgreementError, match=r"“bias” is not a finding.*result\.findings"):
        suggest(["bias"], place="KE", on=DAY)  # type: ignore[list-item]


def test_a_place_that_does_not_exist_is_refused(grants: AuditResult) -> None:
    with pytest.raises(UnknownPlace, match="Did you mean “KE”"):
        suggest(grants.findings, place="Kenya", on=DAY)


def test_without_a_day_law_is_read_today(grants: AuditResult) -> None:
    assert suggest(grants.findings, place="KE")[0].on == date.today()


def test_the_findings_stay_as_they_were(grants: AuditResult) -> None:
    before = grants.findings
    assert suggest(iter(before), place="KE", on=DAY) == suggest(before, place="KE", on=DAY)
    assert grants.findings == before


@pytest.mark.parametrize(
    ("reading", "ratio", "verdict", "strength", "why"),
    [
        ("remains", 2.0, "shown", "strong", "among people in the same situation too"),
        ("shrinks", 1.5, "shown", "strong", "among people in the same situation too"),
        ("grows", 3.0, "shown", "strong", "among people in the same situation too"),
        ("appears", 1.5, "not_shown", "strong", "when people in the same situation are compared"),
        ("reverses", 0.7, "shown", "standard", "on the other side"),
    ],
)
def test_what_like_with_like_shows_leads_to_its_own_reason(
    reading: str, ratio: float, verdict: str, strength: str, why: str
) -> None:
    names = {"characteristic": "sex", "group": "women", "reference": "men", "measure": "selection_rate"}
    finding = AdjustedFinding(
        **names, verdict=verdict, within="office", crude_ratio=2.0, adjusted_ratio=ratio, reading=reading
    )
    (demand,) = suggest([finding], place="KE", on=date(2026, 12, 1))
    assert demand.strength == strength
    assert why in demand.reason


@pytest.mark.parametrize(
    ("reading", "verdict"), [("disappears", "shown"), ("too_few", "shown"), ("remains", "not_shown")]
)
def test_what_like_with_like_does_not_show_asks_for_nothing(reading: str, verdict: str) -> None:
    names = {"characteristic": "sex", "group": "women", "reference": "men", "measure": "selection_rate"}
    finding = AdjustedFinding(**names, verdict=verdict, within="office", adjusted_ratio=1.1, reading=reading)
    assert suggest([finding], place="KE", on=date(2026, 12, 1)) == ()


def test_what_is_no_finding_is_refused() -> None:
    with pytest.raises(AgreementError, match="not a finding"):
        suggest(["women"], place="KE")  # type: ignore[list-item]


def test_the_reason_is_that_of_the_weightiest_finding() -> None:
    names = {"characteristic": "sex", "reference": "men", "measure": "selection_rate", "verdict": "shown"}
    findings = [
        AdjustedFinding(
            **names, group="women", within="office", crude_ratio=2.0, adjusted_ratio=1.5, reading="shrinks"
        ),
        AdjustedFinding(
            **names, group="others", within="office", crude_ratio=2.0, adjusted_ratio=4.0, reading="appears"
        ),
    ]
    (demand,) = suggest(findings, place="KE", on=date(2026, 12, 1))
    assert "others" in demand.reason
    assert "when people in the same situation are compared" in demand.reason


def test_rows_of_gaps_say_whom_a_benefit_leaves_out_and_bring_their_own_shares() -> None:
    """Women are hired half as often: the effect and both shares stand in the table and are not guessed from ratios."""
    table = pd.DataFrame({"sex": ["women", "men"] * 2, "hired": ["yes", "yes", "no", "no"], "n": [150, 301, 850, 700]})
    log = DecisionLog(table, decision="hired", selected=["yes"], effect="benefit", groups=["sex"], count="n")
    gaps = audit(log).gaps
    (demand,) = suggest(gaps, place="KE", on=DAY)
    (finding,) = demand.evidence
    assert finding.worse_off == "women"
    assert (finding.rate, finding.reference_rate, finding.people) == (0.15, 301 / 1001, 1000)
    same = gaps.assign(ratio=1.0)  # from which shares cannot be worked out
    (finding,) = suggest(same, place="KE", on=DAY)[0].evidence
    assert finding.rate == 0.15
    withheld = gaps.assign(difference=math.nan, people=None)
    assert suggest(withheld, place="KE", on=DAY) == ()


def test_strata_that_disagree_ask_for_an_audit_place_by_place() -> None:
    inside = adjusted("differs", ratio=1.0, shown_inside=False, verdict="not_shown")
    (demand,) = suggest([inside], place="KE", on=DAY)
    assert demand.strength == "standard"
    assert "place by place" in demand.reason


@pytest.mark.parametrize("reading", ["remains", "shrinks", "cannot_tell", "not_comparable", "too_few", "disappears"])
def test_only_a_gap_that_is_shown_inside_makes_the_clause_stronger(reading: str) -> None:
    """The same size that chance could make is evidence of the plain gap alone."""
    (found,) = suggest([gap(), adjusted(reading, shown_inside=False)], place="KE", on=DAY)
    assert found.strength == "standard"
    shown = suggest([gap(), adjusted(reading, shown_inside=True)], place="KE", on=DAY)[0]
    assert shown.strength == ("strong" if reading in ("remains", "shrinks", "cannot_tell") else "standard")


def test_the_reason_of_a_demand_says_what_becomes_of_the_gap_inside() -> None:
    result = audit(DecisionLog.open("berkeley-admissions-1973"), reference={"gender": "Male"})
    (found,) = suggest(result.findings, place="KE", on=DAY)
    assert "Among people of the same department no such gap is seen." in found.reason
    inside = Inside(("a",), 300, 1000, 100, 1000)
    told = adjusted("differs", ratio=1.0, shown_inside=False, apart=(inside,), people=4000, people_compared=3900)
    (demand,) = suggest([told], place="KE", on=DAY)
    back = read_demand(demand_record(demand), lambda key, value: ValueError(f"{key}: {value}"))
    assert back.evidence[0] == told
    assert back.say("fr") == demand.say("fr")
