"""Every file that code reads is read on the page: the same numbers and notes, or a refusal that says what to do."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from tests.audit.corpus.cases import cases
from tests.audit.corpus.drawn import Case
from tests.audit.corpus.test_corpus import ROLES, here
from toolkit.app.audit.model import BEFORE_READING, AuditModel, Meaning
from toolkit.app.audit.own_table import read_own_table
from toolkit.app.kit.upload import Upload
from toolkit.audit import DecisionLog
from toolkit.audit.counting.reading.asked import FileAsked
from toolkit.documents.brought import table
from toolkit.errors import ToolkitError
from toolkit.languages import Language

CASES = cases()
ENGLISH = Language.of("en")
# Code is told the names of columns and looks for them; somebody on the page sees what was read, and mends it.
MENDED = {one.name: {"header_row": 2} for one in CASES if one.name.startswith("a title like")}
MENDED["a sheet of codes first"] = {"sheet": "Data"}

# Where code misses a column that it was told of, the page has nothing to offer, and asks.
OTHERWISE = {"no headings": "Choose the column", "a crosstab of groups": "Tick at least one column"}


def on_the_page(case: Case) -> DecisionLog:
    """The log that somebody makes of a file who answers the page as a line of code would; else the page's refusal."""
    roles = ROLES | case.roles
    said = {name: roles.pop(name) for name in BEFORE_READING if name in roles}
    said |= MENDED.get(case.name, {})
    own = read_own_table(Upload(f"log{case.suffix}", case.data), asked=FileAsked(**said))
    across = tuple(roles.get("across", ()))
    if not across and roles["decision"] not in own.columns:  # the page asks which columns count people
        across = own.counting
    meaning = Meaning(
        decision=roles["decision"],
        selected=tuple(roles["selected"]),
        effect=roles["effect"],
        groups=tuple(roles["groups"]),
        count=roles.get("count") or "",
        across=across,
        settled=tuple((name, roles[name]) for name in roles if name not in (*ROLES, "across")),
    )
    model = AuditModel().with_table(own).with_meaning(meaning)
    if problem := model.problem(ENGLISH)[1]:
        raise ToolkitError(problem)
    return model.log()


def counted(log: DecisionLog) -> dict[str, tuple[int, int]]:
    """By group, how many were selected and how many there are, added up here from the table of counts."""
    cells, (group,) = log.cells, log.roles.groups
    found: Counter[tuple[str, bool]] = Counter()
    for code, is_selected, people in zip(cells.codes[group], cells.selected, np.asarray(cells.people), strict=True):
        found[cells.labels[group][code], bool(is_selected)] += int(people)
    return {name: (found[name, True], found[name, True] + found[name, False]) for name, _ in found}


@pytest.mark.parametrize("case", [pytest.param(one, id=one.name) for one in CASES if one.name != "a bomb"])
def test_a_file_is_read_on_the_page_as_in_code(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "read_apart", here)
    if case.refused:
        with pytest.raises(ToolkitError, match=OTHERWISE.get(case.name, case.refused)) as error:
            on_the_page(case)
        assert str(error.value).endswith(".")
        return
    log = on_the_page(case)
    assert counted(log) == case.truth
    notes = list(case.notes)
    if case.name in MENDED:
        notes = []  # of what somebody says nothing has to be said again
    if "across" in case.roles:
        notes = ["totals", "header"]  # the page finds sums beside the columns by itself
    assert [note.kind for note in log.reading] == notes
