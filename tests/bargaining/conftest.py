"""An audit of the student grants, and the same clause drafted in several places."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from toolkit.audit import AuditResult, DecisionLog, audit
from toolkit.bargaining import Agreement, Demand, suggest
from toolkit.bargaining.agreements.draft import DraftArticle
from toolkit.bargaining.clauses import library as clauses
from toolkit.registers.codebook import read_codebook
from toolkit.registers.locate import folder

DAY = date(2026, 12, 1)
EVERY_BLANK = {
    "auditor": "Institute for Labour Studies",
    "first_audit_days": 90,
    "interval_months": 12,
    "characteristics": ["sex", "origin"],
    "ratio_threshold": 0.8,
    "remedy_days": 45,
    "summary_days": 60,
}


@pytest.fixture(scope="session")
def case() -> AuditResult:
    """The published case, which is evidence about no workplace of ours."""
    return audit(DecisionLog.open("student-grant-checks"), reference={"origin": "Netherlands"})


@pytest.fixture(scope="session")
def grants() -> AuditResult:
    """The same counts and words as a log of one's own: without a source that others can look up."""
    book = read_codebook("student-grant-checks")
    own = replace(book, record={key: value for key, value in book.record.items() if key != "source"})
    return audit(DecisionLog(book.table, codebook=own, **book.roles), reference={"origin": "Netherlands"})


@pytest.fixture(scope="session")
def demand(grants: AuditResult) -> Callable[[str], Demand]:
    def demand_in(place: str, on: date = DAY) -> Demand:
        return suggest(grants.findings, place=place, on=on)[0]

    return demand_in


@pytest.fixture
def blanks() -> dict[str, Any]:
    return dict(EVERY_BLANK)


@pytest.fixture(scope="session")
def drafted(demand: Callable[[str], Demand]) -> Callable[..., Agreement]:
    def draft_in(place: str, language: str, strength: str = "strong", **changed: Any) -> Agreement:
        parties = {name: changed.pop(name) for name in ("title", "union", "employer") if name in changed}
        named = {"title": "Fair decisions", "union": "Dock Workers", "employer": "Harbour Agency"} | parties
        draft = Agreement(**named, place=place, language=language, on=DAY)
        return draft.add("bias", strength=strength, blanks=EVERY_BLANK | changed, because=demand(place))

    return draft_in


@pytest.fixture(scope="session")
def inside() -> Callable[[bytes], dict[str, str]]:
    """Every part of a Word file as bare text, and once more with the tags taken out, so that no run hides a word."""

    def look(content: bytes) -> dict[str, str]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        words = {f"{name} (words)": unescape(re.sub(r"<[^>]*>", "", part)) for name, part in parts.items()}
        return parts | words

    return look


@pytest.fixture
def fixing(tmp_path: Path) -> Iterator[Callable[..., DraftArticle]]:
    """Make a clause of one's own that fixes what a line says, with the blanks of `train` (`report_months` is 6)."""

    def make(name: str, *lines: str) -> DraftArticle:
        place = shutil.copytree(folder("templates") / "clauses" / "jobs" / "train", tmp_path / name)
        record = yaml.safe_load((place / "clause.yml").read_text(encoding="utf-8"))
        record |= {"id": name, "fixes": [yaml.safe_load(line) for line in lines], "requires": []}
        (place / "clause.yml").write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
        clauses.use_clause(place)
        return DraftArticle(name, "strong", {"report_months": 6})

    yield make
    for name in clauses._own:
        clauses.read_library().pop(name)
    clauses._own.clear()
