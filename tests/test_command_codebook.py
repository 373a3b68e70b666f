"""``toolkit codebook`` asks line by line, in the reader's language, and writes what an audit then says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from toolkit.audit import DecisionLog
from toolkit.commands import main

TABLE = "sexe;bureau;promo;n\nF;Dakar;1;150\nF;Dakar;0;850\nH;Dakar;1;300\nH;Dakar;0;700\n"
# The decision, what says yes, bad or good, the words, the groups, no stratum, no outcome, the count; then the words.
ROLES = ["promo", "1", "1", "ont été promues", "1", "", "", "n"]
WORDS = [
    "Promotions 2026",
    "une candidature",
    "",
    "le logiciel",
    "décision",
    "refus",
    "promotion",
    "sexe",
    "femmes",
    "hommes",
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "promotions.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def answer(monkeypatch: pytest.MonkeyPatch, lines: Sequence[str]) -> None:
    waiting = iter(lines)

    def read(_prompt: str) -> str:
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)


def test_answers_become_the_words_of_an_audit(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, ["nothing like it", *ROLES, *WORDS])
    assert main(["codebook", str(table), "--language", "fr"]) == 0
    asked = capsys.readouterr().out
    assert "nothing like it" in asked  # said to be none of the columns
    assert "Quelle colonne contient la décision" in asked
    text = table.with_name("codebook.yml").read_text(encoding="utf-8")
    assert "period" not in text  # what was left open
    assert main(["audit", str(table), "--codebook", str(table.with_name("codebook.yml")), "--language", "fr"]) == 0
    # 300 of 1,000 men and 150 of 1,000 women.
    assert "Sur 100 hommes, 30 ont été promues ; sur 100 femmes, 15" in capsys.readouterr().out.replace("\u00a0", " ")
    recipe = DecisionLog.open(table.parent).recipe.write(table.with_name("recipe.yml"))
    given = ["--recipe", str(recipe), "--codebook", str(table.with_name("codebook.yml")), "--language", "fr"]
    assert main(["audit", str(table), *given]) == 0
    assert "sur 100 femmes, 15" in capsys.readouterr().out.replace("\u00a0", " ")
    assert main(["codebook", str(table)]) == 2
    assert "codebook.yml" in capsys.readouterr().err


def test_answers_that_end_write_nothing(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, [*ROLES, *WORDS[:3]])
    assert main(["codebook", str(table)]) == 2
    assert "nothing was written" in capsys.readouterr().err
    assert [path.name for path in table.parent.iterdir()] == [table.name]


def test_a_number_that_stands_in_the_column_is_the_value(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, ["3", "0", "bad", "", "sexe", "bureau", "", "n", *[""] * 12])
    assert main(["codebook", str(table)]) == 0
    text = table.with_name("codebook.yml").read_text(encoding="utf-8")
    assert "selected:\n  - '0'\n  effect: burden\n" in text
    assert "within:\n  - bureau\n" in text
