"""Weights are read from one file, and a broken file is named."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import yaml

from benchmarks.evidence_weights import Told, fit
from toolkit.bargaining.counter.weighing import weights as module
from toolkit.bargaining.counter.weighing.weights import BASE, QUESTIONS, Weights, weights
from toolkit.errors import RecordError


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "bargaining").mkdir()
    monkeypatch.setattr(module, "folder", lambda _: tmp_path)
    weights.cache_clear()
    yield tmp_path / "bargaining" / "weights.yml"
    weights.cache_clear()


def test_odds_are_the_base_and_what_each_trait_adds() -> None:
    known = Weights({BASE: -1.5, "words gone": 2.0, "same lists": -0.5})
    assert known.odds({}) == -1.5
    assert known.odds({"words gone": 1.0, "same lists": 1.0, "unheard of": 9.0}) == pytest.approx(0.0)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_weights_that_are_kept_know_what_rules_tell(question: module.Question) -> None:
    known = weights(question).by_trait
    assert BASE in known
    assert all(math.isfinite(one) for one in known.values())
    assert any(name.startswith("told ") for name in known)
    assert any(name.startswith("named ") for name in known) == (question == "reason")


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ("[]", "loss, reason"),
        ("loss: {base: 1}", "loss, reason"),
        ("loss: {base: 1}\nreason: {told may: 1}", "reason"),
        ("loss: {base: 1, told may: much}\nreason: {base: 1}", "told may"),
        ("loss: {base: true}\nreason: {base: 1}", "base"),
    ],
)
def test_a_broken_file_is_named(written: Path, record: str, says: str) -> None:
    written.write_text(record, encoding="utf-8")
    with pytest.raises(RecordError, match=r"weights\.yml") as raised:
        [weights(question) for question in QUESTIONS]
    assert says in str(raised.value)


def test_weights_of_a_file_are_read(written: Path) -> None:
    written.write_text(yaml.safe_dump({"loss": {"base": -1, "told may": 2}, "reason": {"base": 3}}), encoding="utf-8")
    assert weights("loss").odds({"told may": 1.0}) == 1.0
    assert weights("reason").odds({"told may": 1.0}) == 3.0


def test_a_fit_stands_where_nothing_pulls_it_any_more() -> None:
    rng = np.random.default_rng(4)
    rows = []
    for _ in range(400):
        seen = {"a": float(rng.integers(0, 2)), "b": float(rng.normal())}
        likely = 1 / (1 + math.exp(0.5 - 1.5 * seen["a"] + seen["b"]))
        rows.append(Told("x", True, bool(rng.random() < likely), seen, ()))
    found = fit(rows, "loss")
    # At the best weights the errors, summed with each trait, are just what the ridge pulls back.
    errors = [one.loss - 1 / (1 + math.exp(-found.odds(one.traits))) for one in rows]
    assert sum(errors) == pytest.approx(0, abs=1.5)
    for name in ("a", "b"):
        pulled = sum(error * one.traits[name] for error, one in zip(errors, rows, strict=True))
        assert pulled == pytest.approx(3.0 * found.by_trait[name], abs=1.5)
    assert 1.0 < found.by_trait["a"] < 2.0
    assert -1.5 < found.by_trait["b"] < -0.5


def test_a_reason_is_fitted_only_where_one_was_told() -> None:
    rows = [
        *(Told("x", True, True, {}, (({"named may": 1.0}, True), ({"named ban": 1.0}, False))) for _ in range(30)),
        *(Told("x", True, False, {"told may": 1.0}, ()) for _ in range(60)),
    ]
    found = fit(rows, "reason")
    assert found.odds({"named may": 1.0}) > 0 > found.odds({"named ban": 1.0})
    assert "told may" not in found.by_trait
