"""A watch over a signed promise: silent until it breaks, told once, and honest about how often it looked."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from toolkit.audit import DecisionLog
from toolkit.audit.over_time.since import decisions_since
from toolkit.audit.statistics.proportions import difference_p_value
from toolkit.bargaining import Agreement, Look, Watched, watch
from toolkit.bargaining.watching import confidence_of_look
from toolkit.commands import main
from toolkit.documents import write_text
from toolkit.errors import AuditError, DataError

DAY = datetime.date(2026, 12, 1)


def log_of(women: tuple[int, int], men: tuple[int, int]) -> DecisionLog:
    rows = [
        (sex, picked, n)
        for sex, (yes, all_) in (("women", women), ("men", men))
        for picked, n in (("yes", yes), ("no", all_ - yes))
    ]
    table = pd.DataFrame(rows, columns=["sex", "picked", "n"])
    return DecisionLog(table, decision="picked", selected=["yes"], effect="benefit", groups=["sex"], count="n")


def signed() -> Agreement:
    draft = Agreement(title="T", union="U", employer="E", place="KE", language="en")
    return draft.add("bias", strength="strong", blanks={"ratio_threshold": 0.8, "characteristics": ["sex"]})


KEPT, BROKEN = log_of((480, 1000), (500, 1000)), log_of((300, 1000), (500, 1000))


def test_a_kept_promise_makes_no_page() -> None:
    look = watch(signed(), KEPT)
    assert look.page() is None
    assert look.watched == Watched(1, ())


def test_a_broken_promise_is_told_once_and_again_after_it_was_kept() -> None:
    first = watch(signed(), BROKEN)
    again = watch(signed(), BROKEN, first.watched)
    assert first.page() is not None
    assert again.page() is None
    healed = watch(signed(), log_of((495_000, 1_000_000), (500_000, 1_000_000)), again.watched)
    assert healed.watched.told == ()
    assert watch(signed(), BROKEN, healed.watched).page() is not None


@pytest.mark.slow
def test_a_page_says_the_promise_the_numbers_the_looks_and_no_verdict() -> None:
    page = watch(signed(), BROKEN, Watched(4)).page("en", on=DAY)
    assert page is not None
    text = write_text(page)
    for words in ("at least 80", "30 ", "look number 5", "not a verdict", "December 2026"):
        assert words in text.replace("\N{FIRST STRONG ISOLATE}", "").replace("\N{POP DIRECTIONAL ISOLATE}", "")
    for language in ("ar", "fr", "es", "pt"):
        assert watch(signed(), BROKEN).page(language) is not None


def test_a_hundred_looks_spend_no_more_than_was_allowed() -> None:
    assert sum(1 - confidence_of_look(number, 0.95) for number in range(1, 10_000)) < 0.05


def test_looking_every_month_for_two_years_seldom_finds_a_gap_by_chance() -> None:
    """Both are picked alike. At the same certainty each time, a third of all watches would cry out in the end."""
    chance = np.random.default_rng(7)
    picked = chance.binomial(400, 0.4, (2000, 24, 2)).cumsum(axis=1)
    seen = 400 * np.arange(1, 25) * np.ones((2000, 1))
    p_values = difference_p_value(picked[..., 0], seen, picked[..., 1], seen)
    ours = [1 - confidence_of_look(number, 0.95) for number in range(1, 25)]
    assert (p_values < ours).any(axis=1).mean() < 0.05
    assert (p_values < 0.05).any(axis=1).mean() > 0.2


def test_what_a_watch_remembers_is_written_and_read(tmp_path: Path) -> None:
    look: Look = watch(signed(), BROKEN)
    look.watched.save(tmp_path / "memory.json")
    assert Watched.open(tmp_path / "memory.json") == look.watched
    assert Watched.open(tmp_path / "none.json") == Watched()
    (tmp_path / "other.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(DataError, match="not what the watch wrote"):
        Watched.open(tmp_path / "other.json")


def test_only_decisions_from_the_day_on_count() -> None:
    table = pd.DataFrame({"day": ["2026-01-31", "2026-03-01", "2026-03-01", None], "n": [1, 2, 3, 4]})
    assert len(decisions_since(table, "day", datetime.date(2026, 3, 1))) == 2
    stamped = table.assign(day=pd.to_datetime(table["day"]))
    assert len(decisions_since(stamped, "day", datetime.date(2026, 3, 1))) == 2
    with pytest.raises(AuditError, match="year first"):
        decisions_since(table.assign(day="31/01/2026"), "day", DAY)


@pytest.mark.slow
def test_the_command_is_silent_and_then_writes_one_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agreement, log, page = tmp_path / "signed.yml", tmp_path / "log.csv", tmp_path / "broken.md"
    signed().save(agreement)
    how: list[Any] = ["watch", log, "--agreement", agreement, "--memory", tmp_path / "memory.json", "--page", page]
    how += ["--decision", "picked", "--selected", "yes", "--groups", "sex", "--when", "day", "--since", "2026-02-01"]
    before = [("women", "no", "2026-01-05")] * 300  # before the signature nobody was picked: it does not count
    good = [(sex, picked, "2026-02-10") for sex in ("women", "men") for picked in ("yes", "no") for _ in range(300)]
    pd.DataFrame([*before, *good], columns=["sex", "picked", "day"]).to_csv(log, index=False)
    assert main([str(part) for part in how]) == 0
    assert capsys.readouterr().out == ""
    assert not page.exists()
    bad = [("women", "no", "2026-03-10")] * 900
    pd.DataFrame([*before, *good, *bad], columns=["sex", "picked", "day"]).to_csv(log, index=False)
    assert main([str(part) for part in how]) == 1
    assert "broken.md" in capsys.readouterr().out
    assert "A promise is broken" in page.read_text(encoding="utf-8")
    assert main([str(part) for part in how]) == 0
