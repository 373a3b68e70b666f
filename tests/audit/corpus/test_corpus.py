"""Bad and odd files: each is read right, or with a note, or refused with a sentence; none is silently wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.audit.corpus.cases import cases
from tests.audit.corpus.drawn import Case
from toolkit.audit import DecisionLog, audit
from toolkit.documents.brought import kinds, table
from toolkit.documents.brought.apart import Answer
from toolkit.errors import ToolkitError
from toolkit.languages import COMPLETE

CASES = cases()
ROLES: dict[str, Any] = {"decision": "hired", "selected": ["yes"], "effect": "benefit", "groups": ["sex"], "count": "n"}
APART = (
    "three months",
    "Arabic in cp1256",
    "OpenDocument",
    "a bomb",
    "zip with a workbook",
    "JSON lines",
    "a password",
)


def here(reader: str, data: bytes, name: str, told: Mapping[str, Any], **_more: Any) -> Answer:
    """What a process of its own would answer, from this one: there are many files."""
    assert reader == "toolkit.documents.brought.kinds:answer"
    values, pieces = kinds.answer(data, name, told, lambda share: None)
    return Answer(values, pieces)


def test_there_are_enough() -> None:
    assert len(CASES) >= 120
    assert len({one.name for one in CASES}) == len(CASES)
    assert all((one.truth is None) == bool(one.refused) for one in CASES)


@pytest.mark.parametrize(
    "case", [pytest.param(one, id=one.name, marks=pytest.mark.slow if one.name == "a bomb" else ()) for one in CASES]
)
def test_a_file_is_read_right_or_refused(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if case.name not in APART:
        monkeypatch.setattr(table, "read_apart", here)
    path = tmp_path / f"log{case.suffix}"
    path.write_bytes(case.data)
    if case.refused:
        with pytest.raises(ToolkitError, match=case.refused) as error:
            DecisionLog(path, **(ROLES | case.roles))
        assert str(error.value).endswith(".")
        return
    log = DecisionLog(path, **(ROLES | case.roles))
    result = audit(log, smallest_cell=0)
    rates = result.rates.query("measure == 'selection_rate'")
    assert {row.group: (row.numerator, row.denominator) for row in rates.itertuples()} == case.truth
    assert tuple(note.kind for note in log.reading) == case.notes
    assert any(finding.kind == "reading" for finding in result.findings) == case.is_open


def test_all_notes_are_said_in_every_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "read_apart", here)
    seen: set[str] = set()
    for case in CASES:
        if case.refused or set(case.notes) <= seen:
            continue
        seen |= set(case.notes)
        path = tmp_path / f"log{case.suffix}"
        path.write_bytes(case.data)
        for note in DecisionLog(path, **(ROLES | case.roles)).reading:
            said = [note.say(language) for language in COMPLETE]
            assert len(set(said)) == len(said), said
            assert not any("{" in one for one in said)
