"""An agreement grows by values, refuses what does not fit, and goes on paper whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from toolkit.bargaining import Agreement, DraftArticle
from toolkit.documents import Article
from toolkit.errors import AgreementError, InvalidBlank, UnfilledBlank, UnknownClause, UnknownSuffix
from toolkit.languages import UnknownLanguage
from toolkit.rights import UnknownPlace

DAY = date(2026, 12, 1)
SEVEN = [
    "auditor",
    "first_audit_days",
    "interval_months",
    "characteristics",
    "ratio_threshold",
    "remedy_days",
    "summary_days",
]


@pytest.fixture
def empty() -> Agreement:
    return Agreement(
        title="Fair decisions", union="Dock Workers", employer="Harbour Agency", place="KE", language="en", on=DAY
    )


def test_each_change_gives_a_new_value_and_the_old_one_stays(empty: Agreement, blanks: dict[str, Any]) -> None:
    filled = empty.add("bias", strength="strong", blanks=blanks)
    assert empty.articles == ()
    assert [(one.clause, one.strength) for one in filled.articles] == [("bias", "strong")]
    assert filled.remove("bias") == empty
    assert len(filled.articles) == 1
    blanks["remedy_days"] = 1
    assert filled.articles[0].blanks["remedy_days"] == 45
    with pytest.raises(AttributeError):
        filled.title = "Other"  # type: ignore[misc]


def test_blanks_are_kept_in_their_right_types(empty: Agreement, blanks: dict[str, Any]) -> None:
    article = empty.add("bias", blanks=blanks | {"interval_months": 12.0}).articles[0]
    assert article == DraftArticle(
        "bias",
        "standard",
        {
            "auditor": "Institute for Labour Studies",
            "first_audit_days": 90,
            "interval_months": 12,
            "characteristics": ("sex", "origin"),
            "ratio_threshold": 0.8,
            "remedy_days": 45,
            "summary_days": 60,
        },
    )
    assert isinstance(article.blanks["interval_months"], int)


@pytest.mark.parametrize("missing", SEVEN)
@pytest.mark.parametrize("strength", ["minimum", "standard", "strong"])
def test_an_empty_blank_is_named_with_its_clause_and_an_example(
    empty: Agreement, blanks: dict[str, Any], missing: str, strength: str, tmp_path: Path
) -> None:
    del blanks[missing]
    draft = empty.add("bias", strength=strength, blanks=blanks)
    assert draft.missing() == [("bias", missing)]
    target = tmp_path / "draft.docx"
    for attempt in (
        lambda: draft.document(),
        lambda: draft.document("table"),
        lambda: draft.write(target),
        lambda: draft.write(target, audience="table"),
    ):
        with pytest.raises(UnfilledBlank) as caught:
            attempt()
        assert str(caught.value).startswith(f"In the clause “bias” the blank “{missing}” is empty. Give a value, for")
        assert (caught.value.values["clause"], caught.value.values["blank"]) == ("bias", missing)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_blank_of_a_default_is_never_filled_in_silently(empty: Agreement) -> None:
    assert [name for _, name in empty.add("bias").missing()] == [
        "auditor",
        "interval_months",
        "first_audit_days",
        "characteristics",
        "ratio_threshold",
        "remedy_days",
        "summary_days",
    ]


@pytest.mark.parametrize("nothing", [None, ""])
def test_none_and_an_empty_text_leave_a_blank_open(empty: Agreement, blanks: dict[str, Any], nothing: object) -> None:
    assert empty.add("bias", blanks=blanks | {"auditor": nothing}).missing() == [("bias", "auditor")]


def test_the_examples_of_an_unfilled_blank_are_what_one_writes(empty: Agreement, blanks: dict[str, Any]) -> None:
    def complaint(missing: str) -> str:
        with pytest.raises(UnfilledBlank) as caught:
            empty.add("bias", blanks={name: blanks[name] for name in blanks if name != missing}).document()
        return str(caught.value)

    assert complaint("auditor").endswith("for example: the University's Institute for Labour Studies.")
    assert complaint("interval_months").endswith("for example: 12.")
    assert complaint("characteristics").endswith("for example: sex and origin.")


def test_a_value_that_does_not_fit_is_refused_when_it_is_added(empty: Agreement, blanks: dict[str, Any]) -> None:
    with pytest.raises(InvalidBlank) as caught:
        empty.add("bias", blanks=blanks | {"interval_months": 240})
    assert str(caught.value) == (
        "In the clause “bias” the blank “interval_months” cannot be “240”. It takes a whole number from 1 to 60."
    )


def test_a_blank_that_the_clause_does_not_have_is_refused_with_those_it_has(empty: Agreement) -> None:
    with pytest.raises(InvalidBlank) as caught:
        empty.add("bias", blanks={"intervall": 12})
    assert "The clause “bias” has no blank “intervall”" in str(caught.value)
    assert ", ".join(SEVEN) in str(caught.value)


def test_unknown_clauses_and_strengths_are_refused_with_what_there_is(empty: Agreement) -> None:
    with pytest.raises(UnknownClause, match="There is no clause “biass” in the library. It has: .*bias"):
        empty.add("biass")
    with pytest.raises(UnknownClause):
        empty.remove("biass")
    with pytest.raises(AgreementError) as caught:
        empty.add("bias", strength="strongest")
    assert str(caught.value) == ("The clause “bias” has no strength “strongest”. It has: minimum, standard, strong.")


def test_a_clause_comes_once(empty: Agreement) -> None:
    with pytest.raises(AgreementError, match="The clause “bias” is in this agreement already"):
        empty.add("bias").add("bias", strength="strong")


def test_a_document_is_for_us_or_for_the_table(empty: Agreement, blanks: dict[str, Any]) -> None:
    with pytest.raises(AgreementError, match="There is no audience “press”"):
        empty.add("bias", blanks=blanks).document("press")  # type: ignore[arg-type]


def test_a_draft_without_articles_is_a_paper_too(empty: Agreement) -> None:
    assert empty.missing() == []
    assert [one.id for one in empty.document("table").articles] == ["definitions", "scope", "force", "final"]


def test_an_article_carries_the_id_of_its_clause_and_every_value(empty: Agreement, blanks: dict[str, Any]) -> None:
    articles = empty.add("bias", strength="strong", blanks=blanks).document("table").articles
    assert [one.id for one in articles] == ["definitions", "scope", "force", "bias", "final"]
    article = articles[3]
    assert isinstance(article, Article)
    assert article.id == "bias"
    assert article.title == "Audit for unequal treatment, and remedy"
    text = "\n".join(str(part) for one in article.paragraphs for part in (one.text, *one.points))
    for words in (
        'by Institute for Labour Studies (the "Auditor")',
        "every 12 months thereafter",
        "audited within 90 days of that day",
        "compare people by sex and national or ethnic origin, singly",
        "less than 80% of the higher",
        "Within 45 days of that day",
        "Within 60 days of that day",
    ):
        assert words in text
    assert "{{" not in text
    assert "[[" not in text


@pytest.mark.parametrize("audience", ["us", "table"])
@pytest.mark.parametrize(
    ("place", "language", "heading"), [("KE", "en", "Article 1"), ("TN", "ar", "الفصل 1"), ("MA", "ar-MA", "المادة 1")]
)
@pytest.mark.slow
def test_it_is_written_in_every_format(
    drafted: Callable[..., Agreement], tmp_path: Path, audience: str, place: str, language: str, heading: str
) -> None:
    draft = drafted(place, language)
    for suffix in (".docx", ".md", ".html", ".pdf"):
        path = draft.write(tmp_path / f"draft{suffix}", audience=audience)  # type: ignore[arg-type]
        assert path == tmp_path / f"draft{suffix}"
    assert docx.Document(str(tmp_path / "draft.docx")).core_properties.title == "Fair decisions"
    assert heading in (tmp_path / "draft.md").read_text(encoding="utf-8")
    assert heading in (tmp_path / "draft.html").read_text(encoding="utf-8")
    assert (tmp_path / "draft.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["draft.odt", "draft", "draft.doc", "draft.docx.exe"])
def test_an_ending_that_is_not_known_is_refused_with_those_that_are(
    drafted: Callable[..., Agreement], tmp_path: Path, name: str
) -> None:
    with pytest.raises(UnknownSuffix) as caught:
        drafted("KE", "en").write(tmp_path / name)
    known = ".docx, .pdf, .html, .md, .xlsx"
    assert str(caught.value) == f"The ending of “{name}” is not known here. Use one of: {known}."
    assert list(tmp_path.iterdir()) == []


def test_a_path_as_text_and_a_suffix_in_capitals_are_fine(drafted: Callable[..., Agreement], tmp_path: Path) -> None:
    assert drafted("KE", "en").write(str(tmp_path / "DRAFT.MD")) == tmp_path / "DRAFT.MD"
    assert (tmp_path / "DRAFT.MD").exists()


@pytest.mark.parametrize(
    ("place", "language", "tag"),
    [
        ("MA", "ar", "ar-MA"),
        ("TN", "ar-MA", "ar-MA"),
        ("US-NY", "en", "en-US"),
        ("ke", "en", "en-KE"),
        ("INT", "en", "en"),
        ("Kenya", "en", "en"),
        ("", "ar", "ar"),
        ("7", "ar", "ar"),
    ],
)
def test_the_language_of_the_paper_follows_its_place(empty: Agreement, place: str, language: str, tag: str) -> None:
    assert replace(empty, place=place, language=language).speech.tag == tag


def test_a_place_or_language_that_does_not_exist_is_refused_when_the_paper_is_made(
    empty: Agreement, blanks: dict[str, Any]
) -> None:
    draft = empty.add("bias", blanks=blanks)
    with pytest.raises(UnknownPlace, match="There is no place “ZZ”"):
        replace(draft, place="ZZ").document()
    with pytest.raises(UnknownPlace):
        replace(draft, place="").document()
    with pytest.raises(UnknownLanguage):
        replace(draft, language="xx").document()


def test_without_a_day_the_draft_is_of_today() -> None:
    draft = Agreement(title="t", union="u", employer="e", place="KE")
    assert draft.on == date.today()
    assert draft.language == "en"
