"""The letter that asks for more data: the computed number, which columns, in which form, by when."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest

from toolkit.audit import AuditResult, DecisionLog, GapFinding, audit, letter_document, write_letter
from toolkit.audit.papers.letter import letter_text, read_letter
from toolkit.documents import read_docx, write_text
from toolkit.errors import AuditError, RecordError
from toolkit.languages import bidi
from toolkit.registers.locate import folder

HOME = folder("templates") / "letters" / "ask-for-more-data"
ON = datetime.date(2026, 11, 24)
PARTIES = {"union": "Nurses' Union", "employer": "County Hospital"}


@pytest.fixture(scope="module")
def few() -> tuple[AuditResult, GapFinding]:
    """Half a year with 40 of 100 and 50 of 100: too few for a gap of a fifth."""
    import pandas as pd

    rows = [
        {"sex": sex, "hired": word, "grade": "x", "good": good, "day": f"2026-{month:02d}-01", "n": n}
        for month in range(1, 7)
        for sex, yes in (("women", 40), ("men", 50))
        for word, total in (("yes", yes), ("no", 100 - yes))
        for good, n in (("yes", total // 2), ("no", total - total // 2))
    ]
    log = DecisionLog(
        pd.DataFrame(rows),
        decision="hired",
        selected=["yes"],
        effect="benefit",
        groups=["sex"],
        within=["grade"],
        outcome="good",
        outcome_true=["yes"],
        when="day",
        count="n",
    )
    result = audit(log, reference={"sex": "men"})
    found = [one for one in result.findings if isinstance(one, GapFinding) and one.months_needed]
    return result, found[0]


def said(document: Any) -> str:
    return bidi.strip(write_text(document))


def test_the_letter_asks_for_as_many_as_would_be_enough_and_by_when(few: tuple[AuditResult, GapFinding]) -> None:
    result, finding = few
    assert finding.people_needed is not None
    assert finding.months_needed is not None
    text = said(letter_document(result, finding, place="Nairobi", on=ON, **PARTIES))
    for wanted in (
        "From Nurses' Union",
        "To County Hospital",
        "Nairobi – 24 November 2026",
        f"with about {finding.people_needed:,} of them instead of {finding.people:,}",
        f"about {finding.months_needed} months in all",
        "by 24 December 2026, that is within 30 days",
    ):
        assert wanted in re.sub(r"[ \t|:]+", " ", text), wanted


def test_the_letter_names_the_columns_and_the_form(few: tuple[AuditResult, GapFinding]) -> None:
    text = said(letter_document(*few, on=ON, **PARTIES))
    for wanted in (
        "the decision: hired (yes, or not)",
        "the characteristic: sex",
        "the situation, so that like is compared with like: grade",
        "what turned out true: good (yes, or not, or not known)",
        "A table of counts is enough",
        "no names",
        "fewer than ten people may be put together",
        "a third party whom both of us trust",
        "Why we ask",
    ):
        assert wanted in text, wanted


def test_what_the_log_does_not_have_is_not_asked_for(log_of: Any) -> None:
    result = audit(log_of({"a": (20, 50), "b": (30, 60)}))
    text = said(letter_document(result, result.findings[0], on=ON, **PARTIES))
    assert "the situation" not in text
    assert "what turned out true" not in text
    assert "months in all" not in text, "the log has no dates"
    assert "{{" not in text


def test_a_letter_for_an_error_rate_says_among_whom(few: tuple[AuditResult, GapFinding]) -> None:
    result, _ = few
    found = [one for one in result.findings if one.measure == "false_positive_rate" and one.verdict == "too_few"]
    text = said(letter_document(result, found[0], on=ON, **PARTIES))
    assert "people in the group “women” who did not have the outcome “good: yes”" in text


def test_a_letter_for_what_is_not_too_few_is_refused_with_what_is(few: tuple[AuditResult, GapFinding]) -> None:
    grants = audit(DecisionLog.open("student-grant-checks"))
    for finding in grants.findings:
        with pytest.raises(AuditError, match="no gap for which there are too few"):
            letter_document(grants, finding, **PARTIES)
    result, _ = few
    with pytest.raises(AuditError, match=r"Choose a gap with that verdict: .*women"):
        letter_document(result, grants.findings[0], **PARTIES)


@pytest.mark.parametrize("how", [{"union": " "}, {"employer": ""}, {"reply_days": 0}, {"reply_days": 10**6}])
def test_a_letter_without_parties_or_time_is_refused(few: tuple[AuditResult, GapFinding], how: dict[str, Any]) -> None:
    with pytest.raises(AuditError, match=r"Give both|whole number"):
        letter_document(*few, **(PARTIES | how))


def test_the_arabic_letter_holds_the_same_numbers(few: tuple[AuditResult, GapFinding], tmp_path: Path) -> None:
    english, arabic = (said(letter_document(*few, code, on=ON, **PARTIES)) for code in ("en", "ar"))
    numbers = [sorted(re.findall(r"\d[\d,.]*\d|\d", text)) for text in (english, arabic)]
    assert numbers[0] == numbers[1]
    assert "وتفضلوا بقبول فائق الاحترام" in arabic
    path = write_letter(*few, tmp_path / "letter.docx", "ar", on=ON, **PARTIES)
    assert "County Hospital" in " ".join(" ".join(map(str, vars(block).values())) for block in read_docx(path))


def test_a_letter_is_written_in_no_language_it_does_not_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "letters" / "thanks").mkdir(parents=True)
    (tmp_path / "letters" / "thanks" / "en.md").write_text("---\nlanguage: en\n---\n", encoding="utf-8")
    monkeypatch.setattr("toolkit.audit.papers.letter.folder", lambda _: tmp_path)
    with pytest.raises(RecordError, match=r"“fr”.*written in: en"):
        letter_text("thanks", "fr")


@pytest.mark.parametrize("language", ["fr", "es", "pt"])
def test_the_letter_is_written_in_every_language(language: str, few: tuple[AuditResult, GapFinding]) -> None:
    words = write_text(letter_document(*few, language, **PARTIES))
    assert letter_text("ask-for-more-data", language).title in words
    assert "{{" not in words
    assert "too few" not in words


def test_the_name_under_the_letter_is_not_alone_on_its_page(few: tuple[AuditResult, GapFinding]) -> None:
    *_, thanks, closing, name = letter_document(*few, **PARTIES).blocks
    assert [part.leads for part in (thanks, closing, name)] == [True, True, False]


def test_every_translation_has_the_source_it_was_made_from_and_its_blanks() -> None:
    import hashlib

    source = hashlib.sha256((HOME / "en.md").read_bytes()).hexdigest()[:16]
    english = letter_text("ask-for-more-data", "en")
    assert english.reviewed
    for path in HOME.glob("*.md"):
        text = read_letter(path)
        assert text.blanks == english.blanks, path.name
        assert len(text.parts) >= len(english.parts)
        if path.stem != "en":
            assert text.source_hash == source, f"{path.name} is late"
            assert not text.reviewed


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Dear", "must begin with a head"),
        ("---\nlanguage: ar\ntitle: x\n---\nDear", "must be en"),
        ("---\nlanguage: en\ntitle: x\n---\nDear {{ boss }}", "boss"),
    ],
)
def test_a_letter_that_does_not_hold_is_refused_as_a_whole(text: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "en.md").write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=problem):
        read_letter(tmp_path / "en.md")
