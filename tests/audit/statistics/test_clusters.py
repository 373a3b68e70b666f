"""Decisions that hang together: the design effect by hand, by an oracle, and what it does to verdicts."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.stats import t

from toolkit.audit import DecisionLog, audit
from toolkit.audit.papers.report import report_document
from toolkit.audit.statistics.clusters import DesignEffect, design_effect, design_effect_inside
from toolkit.documents import write_text
from toolkit.errors import AuditError


def test_the_design_effect_is_the_robust_variance_of_a_regression_over_the_plain_one() -> None:
    """A linear model of the decision on the group: clustered errors (Liang and Zeger) as statsmodels has them."""
    chance = np.random.default_rng(11)
    offices = 30
    own = chance.beta(4, 8, offices)
    n1, n0 = chance.integers(5, 40, offices), chance.integers(5, 40, offices)
    k1, k0 = chance.binomial(n1, own), chance.binomial(n0, own)
    found = design_effect(*(one.astype(float) for one in (k1, n1, k0, n0)))
    rows = [
        (office, group, decided)
        for office in range(offices)
        for group, k, n in ((1, k1[office], n1[office]), (0, k0[office], n0[office]))
        for decided in [1] * int(k) + [0] * int(n - k)
    ]
    cluster, group, decision = np.array(rows).T
    robust = sm.OLS(decision, sm.add_constant(group)).fit(
        cov_type="cluster", cov_kwds={"groups": cluster, "use_correction": False}
    )
    p1, p0 = k1.sum() / n1.sum(), k0.sum() / n0.sum()
    plain = p1 * (1 - p1) / n1.sum() + p0 * (1 - p0) / n0.sum()
    wanted = offices / (offices - 1) * robust.bse[1] ** 2 / plain
    assert found.factor == pytest.approx(max(1.0, wanted), rel=1e-9)
    assert found.freedom == offices - 1


def test_the_design_effect_inside_strata_is_the_robust_variance_of_the_score_over_the_plain_one() -> None:
    """Scores of a linear model with a level for each stratum, as statsmodels takes the strata out of both."""
    chance = np.random.default_rng(12)
    strata, clusters = (one.ravel() for one in np.meshgrid(np.arange(4), np.arange(9)))
    n1, n0 = chance.integers(0, 25, 36), chance.integers(3, 25, 36)
    n1[clusters >= 6] = 0  # six offices have somebody of the group, all nine somebody of the reference
    k1, k0 = (chance.binomial(n, chance.beta(2, 3, 9)[clusters]) for n in (n1, n0))
    rows = [
        (stratum, cluster, group, decided)
        for stratum, cluster, *both in zip(strata, clusters, k1, n1, k0, n0, strict=True)
        for group, k, n in ((1, both[0], both[1]), (0, both[2], both[3]))
        for decided in [1] * int(k) + [0] * int(n - k)
    ]
    stratum, cluster, group, decision = np.array(rows).T
    levels = np.eye(4)[stratum]
    left, moved = sm.OLS(decision, levels).fit().resid, sm.OLS(group, levels).fit().resid
    sums = np.bincount(cluster, left * moved)
    share = sm.OLS(decision, levels).fit().fittedvalues
    wanted = 9 / 8 * (sums**2).sum() / (moved**2 * share * (1 - share)).sum()
    found = design_effect_inside(tuple(one.astype(float) for one in (k1, n1, k0, n0)), strata, clusters)
    assert wanted > 1.5
    assert found.factor == pytest.approx(wanted, rel=1e-9)
    assert found.freedom == 5  # six offices have both


def test_two_offices_leave_one_degree_and_one_leaves_none() -> None:
    zero, two = np.zeros(3, dtype=np.int64), np.array([0, 1, 1])
    counts = (np.array([3.0, 5, 2]), np.array([10.0, 10, 10]), np.array([4.0, 1, 6]), np.array([10.0, 10, 10]))
    assert design_effect_inside(counts, zero, two).freedom == 1
    assert design_effect_inside(counts, zero, zero) == DesignEffect(1.0, 0)
    assert DesignEffect(2.0, 5).p_value(1.0) == 1.0


def test_the_test_is_that_of_student() -> None:
    effect = DesignEffect(4.0, 9)
    assert effect.p_value(math.erfc(3.0 / math.sqrt(2))) == pytest.approx(2 * t.sf(1.5, 9))
    assert effect.weight(0.95) == pytest.approx(4.0 * (t.isf(0.025, 9) / 1.959963985) ** 2, rel=1e-8)
    assert DesignEffect(1.0, 0).p_value(1e-9) == 1.0  # one office a group: nobody can know
    assert math.isnan(effect.p_value(math.nan))


def test_offices_that_decide_alike_for_both_groups_are_no_reason_for_doubt() -> None:
    """What an office does to both groups cancels between them, and inside strata all the more."""
    n = np.full(20, 50.0)
    k = np.linspace(5, 45, 20).round()
    assert design_effect(k, n, k, n).factor == 1.0
    codes = np.arange(20)
    assert design_effect_inside((k, n, k, n), codes, codes).factor == 1.0


def log_of_offices(share_of: dict[str, float], size: int, women: set[str]) -> DecisionLog:
    rows = [
        (office, "women" if office in women else "men", word, people)
        for office, share in share_of.items()
        for word, people in (("yes", round(size * share)), ("no", size - round(size * share)))
    ]
    table = pd.DataFrame(rows, columns=["office", "sex", "d", "n"])
    return DecisionLog(
        table, decision="d", selected=["yes"], effect="benefit", groups=["sex"], within=["office"], count="n"
    )


def test_a_gap_between_offices_is_not_shown_as_one_between_groups() -> None:
    """Three offices of women and three of men with 200 people each, 20 to 50 %: six witnesses, not 1,200."""
    share = {"a": 0.2, "b": 0.3, "c": 0.4, "d": 0.3, "e": 0.4, "f": 0.5}
    log = log_of_offices(share, 200, {"a", "b", "c"})
    plain, known = audit(log).gaps.iloc[0], audit(log, clusters="office").gaps.iloc[0]
    assert plain["verdict"] == "shown"
    assert plain["p_value"] < 0.001
    assert known["verdict"] != "shown"
    assert known["ratio"] == plain["ratio"]
    assert known["ratio_low"] < plain["ratio_low"] < plain["ratio_high"] < known["ratio_high"]
    assert known["smallest_visible"] > plain["smallest_visible"]
    # by hand: the shares of six offices around their means, 2 · (0.1² + 0 + 0.1²) · (200 / 600)² · 6 / 5
    variance = 6 / 5 * 4 * 0.01 / 9
    effect = variance / (0.3 * 0.7 / 600 + 0.4 * 0.6 / 600)
    z = 0.1 / math.sqrt(2 * 0.35 * 0.65 / 600)
    assert known["p_value"] == pytest.approx(2 * t.sf(z / math.sqrt(effect), 2))


def test_a_paper_says_what_is_assumed_about_decisions_that_hang_together() -> None:
    share = {"a": 0.2, "b": 0.3, "c": 0.4, "d": 0.3, "e": 0.4, "f": 0.5}
    log = log_of_offices(share, 200, {"a", "b", "c"})
    plain = write_text(report_document(audit(log)))
    assert "Decisions are taken to be independent of each other." in plain
    assert "same person stands in the log several times" in plain
    known = audit(log, clusters="office")
    text = write_text(report_document(known))
    assert "Decisions inside the same office are taken to hang together (6 such clusters)" in text
    assert "independent of each other" not in text
    assert known.question.clustering is not None
    assert known.question.clustering.highest == pytest.approx(0.04 / 9 * 6 / 5 / (0.45 / 600))


def test_clusters_that_the_log_does_not_know_are_refused() -> None:
    log = log_of_offices({"a": 0.2, "b": 0.3}, 200, {"a"})
    with pytest.raises(AuditError, match="“team” are no column that the log compares inside.*office"):
        audit(log, clusters="team")
