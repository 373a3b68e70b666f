"""What is out already: a file beside the log, and the next audit that minds it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from benchmarks.disclosure_attacker import WAYS, Asked, Attacker, invent
from toolkit.audit import (
    DecisionLog,
    Release,
    RevealedFinding,
    UnfinishedFinding,
    audit,
    compare_releases,
)
from toolkit.audit.releases import beside_released, joint_system
from toolkit.audit.releases.joint_system import join
from toolkit.audit.releases.pinned_sums import find_pinned
from toolkit.commands import main
from toolkit.errors import AuditError, DataError

SEX, ORIGIN = Asked("d", ("yes",), ("sex",), ("office",)), Asked("d", ("yes",), ("office",), ("sex",))


def small() -> pd.DataFrame:
    cells = [("w", "a", "yes", 30), ("w", "a", "no", 61), ("w", "b", "yes", 4), ("w", "b", "no", 25)]
    cells += [("m", "a", "yes", 44), ("m", "a", "no", 83), ("m", "b", "yes", 21), ("m", "b", "no", 37)]
    return pd.DataFrame(cells, columns=["sex", "office", "d", "n"])


def test_a_file_holds_published_numbers_only_and_comes_back(tmp_path: Any) -> None:
    result = audit(SEX.log(small()))
    path = result.release().save(tmp_path / "out.json")
    assert Release.open(path) == result.release()
    told = json.loads(path.read_text(encoding="utf-8"))["results"][0]
    numbers = [number for number in told["counts"]["people"] if number is not None]
    assert 4 not in numbers
    assert len(numbers) < len(told["counts"]["people"])
    assert sorted(numbers) == sorted(int(number) for number in result.counts["people"].dropna())


def test_the_fingerprint_does_not_tell_what_stands_behind_a_blank() -> None:
    """One person moved between two blanked cells: everything that is out stays what it was."""
    one, other = small(), small()
    other.loc[[0, 2], "n"] += [1, -1]
    marks = {audit(SEX.log(table), released=[]).release().fingerprint for table in (one, other)}
    assert len(marks) == 1
    three_more = small()
    three_more.loc[5, "n"] += 3
    assert audit(SEX.log(three_more), released=[]).release().fingerprint not in marks


def test_a_file_that_somebody_changed_or_that_is_none_is_refused(tmp_path: Any) -> None:
    path = audit(SEX.log(small())).release().save(tmp_path / "out.json")
    path.write_text(path.read_text(encoding="utf-8").replace("44", "45"), encoding="utf-8")
    (tmp_path / "list.json").write_text("[1, 2]", encoding="utf-8")
    for wrong in (path, tmp_path / "list.json", tmp_path / "nowhere.json"):
        with pytest.raises(DataError, match="no file of published numbers"):
            Release.open(wrong)


def test_a_file_of_another_log_is_refused_and_that_of_this_one_is_not() -> None:
    other = small()
    other.loc[4, "n"] += 1
    released = audit(SEX.log(other)).release()
    with pytest.raises(AuditError, match="not about the people of this log"):
        audit(ORIGIN.log(small()), released=[released])
    audit(ORIGIN.log(other), released=[released])


def test_each_release_holds_those_before_once() -> None:
    table = small()
    first = audit(SEX.log(table), released=[])
    second = audit(ORIGIN.log(table), released=[first.release(), first])
    third = audit(SEX.log(table), smallest_cell=30, released=[second.release(), first.release()])
    assert [told.groups for told in third.release().results] == [("sex",), ("office",), ("sex",)]


def test_a_smaller_smallest_cell_beside_a_larger_one_tells_nothing_more() -> None:
    table = small()
    first = audit(SEX.log(table), released=[])
    apart = audit(SEX.log(table), smallest_cell=4)
    beside = audit(SEX.log(table), smallest_cell=4, released=[first])
    assert 4 in apart.counts["people"].tolist()
    assert 4 not in beside.counts["people"].dropna().tolist()
    assert Attacker(table, [(SEX, first), (SEX, beside)]).pinned(10).pinned == ()


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
@pytest.mark.slow
def test_three_releases_pin_nobody_and_three_without_are_warned_of(seed: int) -> None:
    """Other columns, exchanged roles, crossings: integer programming over all three, without our publishing step."""
    table, asked = invent(seed), list(WAYS.values())[seed % len(WAYS)]
    alone = [(one, audit(one.log(table), **how)) for one, how in asked]
    smallest = min(told.question.smallest_cell for _, told in alone)
    chained: list[Any] = []
    for one, how in asked:
        before = [chained[-1][1].release()] if chained else []
        chained.append((one, audit(one.log(table), released=before, **how)))
    apart, together = (Attacker(table, told).pinned(smallest) for told in (alone, chained))
    assert together.finished
    assert together.pinned == ()
    warned = compare_releases(*(told for _, told in alone), smallest_cell=smallest)
    assert bool(apart.pinned) == any(isinstance(finding, RevealedFinding) for finding in warned)
    assert not any(isinstance(f, RevealedFinding) for f in compare_releases(chained[-1][1], chained[0][1]))
    assert sum(told.rates["numerator"].notna().sum() for _, told in chained) > 0


def test_what_two_results_tell_is_said_with_who_it_is() -> None:
    """By hand: of both sexes 25 were yes in b, of the women 34 in both offices, and one result blanks the four."""
    table = small()
    first, second = audit(SEX.log(table)), audit(SEX.log(table), smallest_cell=4)
    found = [f for f in compare_releases(first, second) if isinstance(f, RevealedFinding)]
    assert any(dict(f.detail) == {"sex": "w", "office": "b", "selected": "yes"} and f.people == 4 for f in found)
    said = next(f for f in found if f.people == 4).say("en")
    assert "exactly 4 people" in said
    assert "sex: w" in said
    assert compare_releases(first, second, smallest_cell=0) == ()
    assert compare_releases(first, first) == ()


def test_without_time_it_says_so_and_never_that_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    table = small()
    first, second = audit(SEX.log(table)), audit(ORIGIN.log(table))
    found = compare_releases(first, second, seconds=0.0)
    assert [type(finding) for finding in found] == [UnfinishedFinding]
    assert "Do not take it that they give nobody away" in found[0].say("en")
    monkeypatch.setattr(joint_system, "MOST_KINDS_TOGETHER", 3)
    assert [type(finding) for finding in compare_releases(first, second)] == [UnfinishedFinding]
    beside = audit(ORIGIN.log(table), released=[first])
    assert beside.rates["numerator"].isna().all()
    assert beside.counts["people"].isna().all()


def test_without_time_the_next_result_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    first = audit(SEX.log(small()))
    monkeypatch.setattr(beside_released.Apart, "_left", property(lambda self: 0.0))
    beside = audit(ORIGIN.log(small()), released=[first])
    assert beside.counts["people"].isna().all()
    assert beside.adjusted["adjusted_ratio"].isna().all()


def test_bins_of_scores_moved_a_little_tell_nobody() -> None:
    chance = np.random.default_rng(5)
    table = pd.DataFrame({"sex": chance.choice(["w", "m"], 400), "d": chance.choice(["yes", "no"], 400, p=[0.3, 0.7])})
    table["points"] = chance.integers(0, 100, 400)
    table.loc[(table["sex"] == "w") & table["points"].between(30, 39), "points"] = 45
    table.loc[table.index[table["sex"] == "w"][:3], "points"] = 35

    def log(cuts: list[float]) -> DecisionLog:
        roles: dict[str, Any] = {"decision": "d", "selected": ["yes"], "effect": "burden", "groups": ["sex"]}
        return DecisionLog(table, score="points", score_bins=cuts, **roles)

    first, second = audit(log([30.0, 70.0])), audit(log([40.0, 70.0]))
    told = compare_releases(first, second)
    assert any(f.people == 3 and ("sex", "w") in f.detail for f in told if isinstance(f, RevealedFinding))
    beside = audit(log([40.0, 70.0]), released=[first])
    assert not any(isinstance(f, RevealedFinding) for f in compare_releases(first, beside))


def test_months_and_years_and_columns_read_in_two_ways_are_told_together() -> None:
    table = small().assign(day=["2026-01-05", "2026-02-07"] * 4)
    how: dict[str, Any] = {"effect": "burden", "within": [], "count": "n", "when": "day"}
    months = audit(DecisionLog(table, decision="d", selected=["yes"], groups=["sex"], period="month", **how))
    years = audit(DecisionLog(table, decision="d", selected=["no"], groups=["sex", "office"], period="year", **how))
    system = join([*months.release().results, *years.release().results])
    true = find_pinned(system.kinds, system.out, (), 1, 20.0)
    assert true.fits, "who was selected in one is not in the other, and January is in its year"
    wrong = audit(DecisionLog(table.assign(n=table["n"] + 1), decision="d", selected=["yes"], groups=["sex"], **how))
    system = join([*wrong.release().results, *years.release().results])
    assert not find_pinned(system.kinds, system.out, (), 1, 20.0).fits


def test_the_command_line_keeps_and_minds_the_file(tmp_path: Any, capsys: Any) -> None:
    table = tmp_path / "log.csv"
    small().to_csv(table, index=False)
    words = ["audit", str(table), "--decision", "d", "--selected", "yes", "--count", "n", "--json"]
    out = tmp_path / "out.json"
    more = [*words, "--groups", "sex", "--within", "office"]
    assert main([*more, "--released", "--release", str(out)]) == 0
    capsys.readouterr()
    again = [*more, "--smallest-cell", "4", "--released", str(out), "--release", str(out)]
    assert main(again) == 0
    assert 4 not in [row["people"] for row in json.loads(capsys.readouterr().out)["counts"]]
    assert len(Release.open(out).results) == 2


def incomplete() -> pd.DataFrame:
    """Outcomes of some people are not known, and two values count as no."""
    cells = [
        (s, d, o, n)
        for s, many in (("w", 3), ("m", 4))
        for d, o, n in (
            *(("yes", "true", 30 * many), ("yes", "false", 41 * many), ("yes", None, 12 * many)),
            *(
                ("no", "true", 25 * many),
                ("no", "false", 90 * many),
                ("no", None, 55 * many),
                ("later", "false", 17 * many),
            ),
        )
    ]
    return pd.DataFrame(cells, columns=["sex", "d", "o", "n"])


def asked_of(table: pd.DataFrame, *selected: str) -> DecisionLog:
    roles = {"outcome": "o", "outcome_true": ["true"], "groups": ["sex"], "count": "n"}
    return DecisionLog(table, decision="d", selected=list(selected), effect="burden", **roles)


def test_who_has_no_outcome_and_what_counted_as_no_are_numbers_of_the_system() -> None:
    result = audit(asked_of(incomplete(), "yes"))
    (told,) = result.release().results
    system = join([told])
    out = {(one.about[2], one.low, one.high) for one in system.out}
    women_and_men = {12 * 3 + 12 * 4, 55 * 3 + 55 * 4, 12 * 3, 55 * 4}
    assert {("no_outcome", number, number) for number in women_and_men} <= out
    no = (25 + 90 + 55 + 17) * 7
    assert ("counted_as_no", no, no) in out  # both values are told
    assert find_pinned(system.kinds, system.out, (), 1, 10.0).fits
    for place in np.flatnonzero([number is not None for number in told.left_out["people"]]):
        wrong = dict(
            told.left_out, people=[n if at != place else n + 1 for at, n in enumerate(told.left_out["people"])]
        )
        if told.left_out["reason"][place] in ("no_outcome", "counted_as_no"):
            beside = join([replace(told, left_out=wrong)])
            assert not find_pinned(beside.kinds, beside.out, (), 1, 10.0).fits, "each of them is an equation"


def test_beside_others_nothing_is_told_of_who_is_missing_or_compared() -> None:
    """These are further sums of the counts, and are not chosen by what is out already."""
    alone, beside = audit(asked_of(incomplete(), "yes")), audit(asked_of(incomplete(), "yes"), released=[])
    again = audit(asked_of(incomplete(), "yes", "later"), released=[beside])
    assert alone.left_out["people"].notna().all()
    for result in (beside, again):
        assert result.left_out["people"].isna().all()
        assert result.rates["numerator"].notna().all(), "shares are"
    inside = DecisionLog(
        small(), decision="d", selected=["yes"], effect="burden", groups=["sex"], within=["office"], count="n"
    )
    assert audit(inside, released=[]).adjusted["people"].isna().all()


def test_values_that_one_result_tells_and_another_reads_otherwise_are_not_joined() -> None:
    one, other = (audit(asked_of(incomplete(), *selected)) for selected in (("yes",), ("yes", "later")))
    assert any(isinstance(finding, UnfinishedFinding) for finding in compare_releases(one, other))
    same = audit(asked_of(incomplete(), "yes"), smallest_cell=5)
    assert not any(isinstance(finding, UnfinishedFinding) for finding in compare_releases(one, same))
