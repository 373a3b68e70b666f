"""A draft in a file: the same after opening, for us by its first line, and nothing in it is believed unread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.bargaining import Agreement, Need, library, suggest
from toolkit.bargaining.clauses.saved_file import read_record
from toolkit.errors import AgreementError, InvalidBlank, ToolkitError, UnknownClause, UnreadableFile
from toolkit.registers.law import EMPLOYERS

DAY = date(2026, 12, 1)
START = "format: 1\ntitle: T\nunion: U\nemployer: E\nplace: KE\n'on': 2026-12-01\n"


def test_a_draft_with_its_evidence_is_the_same_after_opening(drafted: Callable[..., Agreement], tmp_path: Path) -> None:
    draft = replace(drafted("MA", "ar-MA"), starts=date(2027, 1, 1), months=24, annexes=("audit",), lawyer="A. B.")
    path = draft.save(tmp_path / "draft.yml")
    again = Agreement.open(path)
    assert again == draft
    for language in ("en", "ar"):
        assert again.articles[0].because.say(language) == draft.articles[0].because.say(language)  # type: ignore[union-attr]
    assert again.document("us") == draft.document("us")


def test_the_kind_of_employer_comes_back_and_older_files_simply_lack_it(tmp_path: Path) -> None:
    path = tmp_path / "d.yml"
    path.write_text(START, encoding="utf-8")
    older = Agreement.open(path)
    assert older.employer_kind is None
    assert "employer_kind" not in older.save(path).read_text(encoding="utf-8")
    for kind in EMPLOYERS:
        draft = replace(older, employer_kind=kind)
        assert Agreement.open(draft.save(path)) == draft


def test_the_first_line_says_for_whom_the_file_is(drafted: Callable[..., Agreement], tmp_path: Path) -> None:
    first = drafted("KE", "en").save(tmp_path / "d.yml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# For us. Not for the other side: this paper holds our reasons and our strategy."


def test_a_need_is_kept_too(tmp_path: Path) -> None:
    (demand,) = suggest([], place="KE", on=DAY, needs=[Need("bias", "nobody has looked")])
    draft = Agreement(title="T", union="U", employer="E", place="KE", on=DAY).add("bias", because=demand)
    assert Agreement.open(draft.save(tmp_path / "d.yml")) == draft


lines = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@example("\x85", "\u2028", "a\r\n\tb", 1, 0.5, None, None, ["x"], ["#"])
@settings(max_examples=60, deadline=None)
@given(
    title=lines,
    union=lines,
    scope=lines,
    days=st.integers(1, 365),
    share=st.floats(0.5, 1.0),
    months=st.none() | st.integers(1, 600),
    starts=st.none() | st.dates(),
    own=st.lists(lines.filter(lambda text: any(map(str.isalnum, text))), min_size=1, max_size=3),
    signs=st.lists(lines, max_size=3),
)
def test_whatever_was_typed_comes_back(
    title: str, union: str, scope: str, days: int, share: float, months: Any, starts: Any, own: Any, signs: Any
) -> None:
    draft = Agreement(
        title=title, union=union, employer="E", place="KE", on=DAY, scope=scope, months=months, starts=starts,
        signatories=tuple(signs),
    ).add("bias", blanks={"remedy_days": days, "ratio_threshold": share, "characteristics": own})  # fmt: skip
    with TemporaryDirectory() as folder:
        assert Agreement.open(draft.save(Path(folder) / "d.yml")) == draft


REFUSED = [
    ("", "no format"),
    ("[1, 2]", "no format"),
    ("format: 1\n", "no title"),
    (START.replace("format: 1", "format: 2"), "newer version"),
    (START + "colour: red\n", "holds “colour”"),
    (START + "title: twice\n", "the same entry twice"),
    (START + "months: soon\n", "“months” cannot be “soon”|cannot last|“months”"),
    (START + "employer_kind: charity\n", "“employer_kind” cannot be “charity”. It takes: statute, contract, private"),
    (START + "employer_kind: [private]\n", "“employer_kind” cannot be"),
    (START + "starts: tomorrow\n", "“starts” cannot be “tomorrow”"),
    (START + "articles: [1]\n", "“articles” cannot be"),
    (START + "articles: [{clause: bias, strength: standard, floor: 1}]\n", "holds “floor”"),
    (START + "articles: [{clause: bias, strength: standard, because: {}}]\n", "“because” cannot be"),
    (START + "scope: !!python/object/apply:os.system [ls]\n", "not a draft"),
    (START + "scope: &a x\ntitle: *a\n", "a reference to another entry"),
    (START + "months: 1" + ":59" * 150_000, "“months” cannot be"),  # once a number to the base of 60: 26 seconds
    (START + "months: 0x" + "F" * 900_000, "“months” cannot be"),  # once a number too long to be said
    (START + "months: " + "9" * 900_000, "“months” cannot be"),
    (START + 'months: !!int "1:59:59"\n', "a type of its own"),
    (START + "scope: " + "[a, " * 15 + "]" * 15 + "\n", "“scope” cannot be"),
    (START + "scope: " + "{a: " * 40 + "}" * 40 + "\n", "more than 20 levels"),
    (START + "articles: [" + "1, " * 30_000 + "]\n", "more than 20000 entries"),
    ("format: 1\ntitle: " + "[" * 5000, "not a draft"),
    ("format: 1\ntitle: " + "x" * 1_100_000, "too large"),
    ("format: 1\n\ttitle: x", "not a draft"),
    (START + "scope: " + "x" * 3000, "“scope” cannot be"),
]


@pytest.mark.parametrize(("content", "complaint"), REFUSED)
@pytest.mark.slow
def test_a_file_that_is_no_draft_is_refused_with_the_reason(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "d.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ToolkitError, match=complaint):
        Agreement.open(path)


def test_clauses_and_values_are_checked_as_when_they_are_typed(tmp_path: Path) -> None:
    path = tmp_path / "d.yml"
    for article, error in (
        ("{clause: nothing, strength: standard}", UnknownClause),
        ("{clause: bias, strength: hard}", AgreementError),
        ("{clause: bias, strength: standard, blanks: {remedy_days: 9999}}", InvalidBlank),
        ("{clause: bias, strength: standard, blanks: {remedy_day: 9}}", InvalidBlank),
    ):
        path.write_text(f"{START}articles: [{article}]\n", encoding="utf-8")
        with pytest.raises(error):
            Agreement.open(path)


def test_bytes_that_are_no_text_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "d.yml").write_bytes(b"\xff\xfe\x00format")
    with pytest.raises(UnreadableFile):
        Agreement.open(tmp_path / "d.yml")
    with pytest.raises(UnreadableFile, match="There is no file"):
        Agreement.open(tmp_path / "other.yml")


def test_evidence_with_numbers_that_cannot_be_is_refused(drafted: Callable[..., Agreement], tmp_path: Path) -> None:
    path = drafted("KE", "en").save(tmp_path / "d.yml")
    good = path.read_text(encoding="utf-8")
    for old, new in (
        ("measure: selection_rate", "measure: mood"),
        ("reading: shrinks", "reading: maybe"),
        ("kind: gap", "kind: rumour"),
        ("effect: burden", "effect: [burden]"),
        ("people: 54800", "people: many"),
    ):
        assert old in good
        path.write_text(good.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(AgreementError, match="cannot be"):
            Agreement.open(path)


def test_a_long_draft_is_the_same_whether_it_is_read_here_or_in_a_process_of_its_own() -> None:
    content = (
        b"format: 1\nday: 2026-12-01\nat: 2026-12-01 10:00:00\nnone: ~\nall: [true, 1.5e-3, .inf, 007, 1:30, '1']\n"
        b"2026-12-02: {1: x, deep: [[{a: \xc3\xa9}]]}\n"
    )
    assert read_record(content + b"# " + b"x" * 40_000 + b"\n", "d.yml") == read_record(content, "d.yml")
    assert read_record(content, "d.yml")["all"] == [True, 0.0015, float("inf"), 7, "1:30", "1"]
    for padding in (b"", b"# " + b"x" * 40_000 + b"\n"):
        with pytest.raises(UnreadableFile, match="d.yml.*a reference"):
            read_record(content + padding + b"a: &a 1\nb: *a\n", "d.yml")


def test_every_clause_of_the_library_can_be_kept(tmp_path: Path) -> None:
    draft = Agreement(title="T", union="U", employer="E", place="KE", on=DAY)
    for clause in library().values():
        draft = draft.add(clause.id, blanks={blank.name: blank.example for blank in clause.blanks})
    assert Agreement.open(draft.save(tmp_path / "d.yml")) == draft
