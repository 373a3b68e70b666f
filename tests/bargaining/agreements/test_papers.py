"""Ours and theirs: what stands in the paper for us, and that none of it stands in the one for the table."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from lxml import etree

from toolkit.audit import AuditResult
from toolkit.bargaining import Agreement, Demand, library
from toolkit.bargaining.agreements.paper import UNREVIEWED
from toolkit.bargaining.demands.demands import supporting_provisions
from toolkit.languages import Language, strip
from toolkit.rights import Provision

DAY = date(2026, 12, 1)
PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/theme/theme1.xml",
    "word/numbering.xml",
    "word/header1.xml",
    "word/footer1.xml",
}
# Words of our strategy in every language of the papers, written down by hand.
STRATEGY = [
    *("strong", "minimum", "standard (", "strength", "for us", "other side", "our reason", "watch out", "strategy"),
    *("not checked", "read in a source", "legal advice", "suggested", "red line", "our floor", "they say"),
    *("Chance alone would hardly", "times as often", "Of 1,000", "Of 1.000", "students"),
    *("costs them", "could give for it", "is lost without", "The auditor's fee", "comes to light only through"),
    *("ما يكلّفهم", "نعطيه مقابله", "نخسره", "أتعاب المدقق عن كل نظام", "إلا عن طريق الصحافة"),
    *("A gap that nobody looks for", "A certificate from the supplier", "Dutch"),
    *("قوية", "قوة الصياغة", "لنا وحدنا", "سبب اختيارنا", "انتبهوا", "لماذا", "من الذاكرة", "قرأناه في مصدر"),
    *("الطلاب", "ويصعب أن تُحدث المصادفة", "الفجوة التي لا يبحث عنها أحد", "شهادة من المورّد", "الهولندية"),
]
NUMBERS = re.compile(r"(?<![\d.,])(6[.,]2|3[.,]6|1[.,]41|5[.,]8|6[.,]7|36|54[.,]800|178[.,]210)(?![\d.,]*\d)")
STAMP = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+Z")  # when the file was made: its seconds are no secret

places = pytest.mark.parametrize(
    ("place", "language"), [("KE", "en"), ("ES", "en"), ("MA", "ar"), ("TN", "ar-TN")], ids=["KE", "ES", "MA", "TN"]
)


def law(place: str) -> tuple[Provision, ...]:
    return supporting_provisions("bias", place, DAY)


def written(draft: Agreement, path: Path, audience: str) -> bytes:
    return draft.write(path, audience=audience).read_bytes()  # type: ignore[arg-type]


@pytest.mark.parametrize("strength", ["minimum", "standard", "strong"])
@places
def test_the_word_file_for_the_table_holds_no_trace_of_our_strategy(
    drafted: Callable[..., Agreement],
    inside: Callable[[bytes], dict[str, str]],
    tmp_path: Path,
    place: str,
    language: str,
    strength: str,
) -> None:
    parts = inside(written(drafted(place, language, strength), tmp_path / "table.docx", "table"))
    assert {
        name for name in parts if not name.endswith("(words)")
    } == PARTS  # no comments, custom properties, footnotes
    for name, part in parts.items():
        plain = strip(part).casefold()
        for words in STRATEGY:
            assert words.casefold() not in plain, f"{words} in {name}"
        if name.endswith("(words)") or name.startswith(("docProps", "word/document")):
            assert not NUMBERS.search(STAMP.sub("", part)), name


@places
def test_the_search_finds_our_strategy_where_it_stands(
    drafted: Callable[..., Agreement],
    inside: Callable[[bytes], dict[str, str]],
    tmp_path: Path,
    place: str,
    language: str,
) -> None:
    ours = inside(written(drafted(place, language), tmp_path / "ours.docx", "us"))["word/document.xml (words)"]
    assert sum(words.casefold() in strip(ours).casefold() for words in STRATEGY) >= 9
    assert NUMBERS.search(strip(ours))


@places
def test_no_sentence_of_a_finding_or_of_the_reason_reaches_the_table(
    drafted: Callable[..., Agreement],
    inside: Callable[[bytes], dict[str, str]],
    demand: Callable[[str], Demand],
    grants: AuditResult,
    tmp_path: Path,
    place: str,
    language: str,
) -> None:
    parts = inside(written(drafted(place, language), tmp_path / "table.docx", "table"))
    said = [finding.say(each) for finding in grants.findings for each in (language, "en")]
    said += [demand(place).say(language), demand(place).reason]
    text = library()["bias"].text(language)
    said += [text.why, text.watch_out]
    trade = library()["bias"].trade
    assert trade is not None
    said += [one for pair in trade.say(language) for one in pair]
    sentences = {strip(one) for whole in said for one in re.split(r"(?<=[.؛:])\s", whole) if len(one) > 12}
    assert len(sentences) > 10
    everything = strip(" ".join(parts.values()))
    for sentence in sentences:
        assert sentence not in everything


@pytest.mark.parametrize("suffix", [".html", ".md", ".pdf"])
@places
@pytest.mark.slow
def test_no_other_format_for_the_table_holds_our_strategy_either(
    drafted: Callable[..., Agreement], tmp_path: Path, place: str, language: str, suffix: str
) -> None:
    content = written(drafted(place, language), tmp_path / f"table{suffix}", "table")
    if suffix == ".pdf":
        if shutil.which("pdftotext") is None:
            pytest.skip("needs pdftotext on the path")
        text = subprocess.run(["pdftotext", tmp_path / "table.pdf", "-"], capture_output=True, check=True).stdout
        content = text + content.replace(b"/Strong", b"")  # the PDF's own word for bold
    text_only = re.sub(r"<style>.*?</style>|</?strong>", "", content.decode("utf-8", "replace"), flags=re.DOTALL)
    for words in STRATEGY:
        assert words.casefold() not in strip(text_only).casefold(), words


@places
def test_bookmarks_look_like_those_of_word_and_name_no_clause(
    drafted: Callable[..., Agreement],
    inside: Callable[[bytes], dict[str, str]],
    tmp_path: Path,
    place: str,
    language: str,
) -> None:
    for audience in ("us", "table"):
        body = inside(written(drafted(place, language), tmp_path / f"{audience}.docx", audience))["word/document.xml"]
        names = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', body)
        assert "_Ref83516686" in names  # the eight last digits of a number made from the SHA-256 of "bias"
        assert all(re.fullmatch(r"_Ref\d{8}|_End\d+", name) for name in names)


def test_the_properties_of_the_table_file_hold_title_and_union_only(
    drafted: Callable[..., Agreement], tmp_path: Path
) -> None:
    path = tmp_path / "table.docx"
    drafted("KE", "en").write(path, audience="table")
    found = docx.Document(str(path)).core_properties
    assert (found.title, found.author, found.last_modified_by) == ("Fair decisions", "Dock Workers", "Dock Workers")
    assert [found.comments, found.subject, found.keywords, found.category] == ["", "", "", ""]
    assert found.content_status == found.identifier == found.version == ""


def test_header_and_footer_of_the_table_file_hold_the_page_number_only(
    drafted: Callable[..., Agreement], inside: Callable[[bytes], dict[str, str]], tmp_path: Path
) -> None:
    parts = inside(written(drafted("MA", "ar"), tmp_path / "table.docx", "table"))
    assert strip(parts["word/header1.xml (words)"]).strip() == ""
    assert re.sub(r"\s", "", parts["word/footer1.xml (words)"]) == "PAGE1"


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
@pytest.mark.parametrize(("language", "second"), [("ar", None), ("en", None), ("en", "ar"), ("ar", "fr")])
def test_that_nobody_has_read_a_translation_stands_on_our_paper_once_and_never_on_the_table(
    drafted: Callable[..., Agreement],
    inside: Callable[[bytes], dict[str, str]],
    tmp_path: Path,
    language: str,
    second: str | None,
    suffix: str,
) -> None:
    draft = replace(drafted("MA", language), second_language=second)
    beginning = {
        code: Language(code).say(UNREVIEWED).split(".")[0].split("،")[0][:24] for code in ("ar", "fr", "es", "pt")
    }
    for audience, times in (("us", 1), ("table", 0)):
        content = written(draft, tmp_path / f"{audience}{suffix}", audience)
        parts = inside(content) if suffix == ".docx" else {"(words)": content.decode("utf-8")}
        text = "".join(part for name, part in parts.items() if name.endswith("(words)"))
        for code, words in beginning.items():
            assert strip(text).count(words) == times * (code in (language, second)), (audience, code)


def test_our_paper_holds_finding_strength_reason_advice_and_law_with_its_state(
    drafted: Callable[..., Agreement], inside: Callable[[bytes], dict[str, str]], tmp_path: Path
) -> None:
    content = written(drafted("KE", "en"), tmp_path / "ours.docx", "us")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "ours.docx")).paragraphs)
    words = inside(content)["word/document.xml (words)"]
    for told in (
        "For us. Not for the other side: this paper holds our reasons and our strategy.",
        "Strength of this draft: strong (it needs consent, or acts by itself)",
        "Our reason: Worse off: students with roots outside Europe. "
        "Of 1,000 students with roots outside Europe, 36 were selected for a check; of 1,000 students of "
        "Dutch origin, 6. That is 6.2 times as often",
        "3.6 times as often as students of Dutch origin",
        "Why: A gap that nobody looks for becomes normal.",
        "Watch out: A certificate from the supplier is not an audit.",
        "What it costs them: The auditor's fee for each audited system, some days of work",
        "What we could give for it: We can agree to audit first the systems that touch most people",
        "What is lost without it: Unequal treatment comes to light only through journalists or courts",
        "Law that stands behind this article in Kenya on 1 December 2026",
        "This paper informs and does not replace legal advice.",
    ):
        assert told in text
        assert told in words
    in_force = [one for one in law("KE") if one.status == "in_force"]
    assert 2 <= len(in_force) <= 5
    for one in in_force:
        line = next(line for line in text.splitlines() if line.startswith(f"{one.cite('en')} ("))
        assert ("not yet checked against the text" in line) == (one.evidence == "memory")
        assert ("read in a secondary source, not in the official text" in line) == (one.evidence == "secondary")
        assert one.source in line
    assert "For us. Not for the other side" in inside(content)["word/header1.xml (words)"]


def test_law_that_comes_and_guidance_stand_apart_in_our_paper(
    drafted: Callable[..., Agreement], tmp_path: Path
) -> None:
    draft = replace(drafted("ES", "en"), employer_kind="statute")
    text = written(draft, tmp_path / "ours.md", "us").decode("utf-8")
    in_force, _, later = text.partition("#### Adopted, not applicable yet")
    coming, _, guidance = later.partition("#### Guidance: it persuades and does not bind")
    assert "AI Act (Regulation (EU) 2024/1689), Art. 27 (from 2 December 2027" in coming
    assert "no date yet" in coming
    assert "UNESCO" in guidance
    assert "Art. 27" not in in_force.partition("### Law that stands behind")[2]
    assert "Platform Work Directive" not in text  # it is about platforms only


def test_a_clause_without_a_demand_says_that_it_was_chosen_without_an_audit(
    blanks: dict[str, object], tmp_path: Path
) -> None:
    draft = Agreement(title="t", union="u", employer="e", place="KE", on=DAY).add("bias", blanks=blanks)
    text = written(draft, tmp_path / "ours.md", "us").decode("utf-8")
    assert "Our reason: chosen without an audit." in text
    assert "standard (a dated duty with a remedy)" in text


def test_the_articles_are_the_same_in_both_papers(drafted: Callable[..., Agreement]) -> None:
    for place, language in (("KE", "en"), ("MA", "ar")):
        draft = drafted(place, language)
        assert draft.document("us").articles == draft.document("table").articles


@pytest.mark.parametrize(
    ("place", "language", "word"),
    [
        ("TN", "ar", "الفصل"),
        ("TN", "ar-TN", "الفصل"),
        ("TN", "ar-tn", "الفصل"),
        ("MA", "ar", "المادة"),
        ("EG", "ar-EG", "المادة"),
        ("KE", "en", "Article"),
    ],
)
def test_an_article_is_called_as_in_the_place(
    drafted: Callable[..., Agreement],
    inside: Callable[[bytes], dict[str, str]],
    tmp_path: Path,
    place: str,
    language: str,
    word: str,
) -> None:
    draft = drafted(place, language)
    assert draft.document("table").article_word == word
    parts = inside(written(draft, tmp_path / "t.docx", "table"))
    assert f'w:lvlText w:val="{word} %1"' in parts["word/numbering.xml"]


def test_arabic_papers_run_from_right_to_left_by_their_styles(
    drafted: Callable[..., Agreement], inside: Callable[[bytes], dict[str, str]], tmp_path: Path
) -> None:
    w = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    for audience in ("us", "table"):
        parts = inside(written(drafted("MA", "ar"), tmp_path / f"{audience}.docx", audience))
        normal = etree.fromstring(parts["word/styles.xml"].encode()).find("w:style[@w:styleId='Normal']", w)
        assert normal.find("w:pPr/w:bidi", w) is not None
        assert normal.find("w:rPr/w:rtl", w) is not None
        body = etree.fromstring(parts["word/document.xml"].encode())
        assert body.find(".//w:sectPr/w:bidi", w) is not None
        assert all(table.find("w:tblPr/w:bidiVisual", w) is not None for table in body.iter(f"{{{w['w']}}}tbl"))
    english = inside(written(drafted("KE", "en"), tmp_path / "en.docx", "table"))
    assert "<w:bidi/>" not in english["word/styles.xml"] + english["word/document.xml"]


@pytest.mark.parametrize(
    ("days", "months", "told"),
    [
        (1, 1, ("خلال يوم واحد من تاريخ نفاذ", "ثم كل شهر واحد.")),
        (2, 2, ("خلال يومين من تاريخ نفاذ", "ثم كل شهرين.")),
        (3, 3, ("خلال 3 أيام من تاريخ نفاذ", "ثم كل 3 أشهر.")),
        (11, 11, ("خلال 11 يوماً من تاريخ نفاذ", "ثم كل 11 شهراً.")),
        (100, 60, ("خلال 100 يوم من تاريخ نفاذ", "ثم كل 60 شهراً.")),
    ],
)
def test_arabic_papers_count_days_and_months_as_arabic_does(
    drafted: Callable[..., Agreement], tmp_path: Path, days: int, months: int, told: tuple[str, str]
) -> None:
    draft = drafted("MA", "ar", "minimum", first_audit_days=days, interval_months=months)
    text = strip(written(draft, tmp_path / "t.md", "table").decode("utf-8"))
    for words in told:
        assert words in text


def test_months_are_called_as_in_the_place(drafted: Callable[..., Agreement], tmp_path: Path) -> None:
    assert "1 دجنبر 2026" in written(drafted("MA", "ar"), tmp_path / "a.md", "table").decode("utf-8")
    assert "1 ديسمبر 2026" in written(drafted("EG", "ar"), tmp_path / "b.md", "table").decode("utf-8")


def test_what_would_strengthen_many_articles_is_said_once_on_our_paper() -> None:
    def filled(draft: Agreement, clause: str) -> Agreement:
        return draft.add(clause, blanks={blank.name: blank.example for blank in library()[clause].blanks})

    few = Agreement(title="t", union="u", employer="e", place="KE", on=date(2026, 12, 1))
    for clause in ("access", "bias", "jobs"):
        few = filled(few, clause)
    many = filled(few, "monitor")
    assert {"records"} <= set(library()["access"].companions) & set(library()["monitor"].companions)

    def said(draft: Agreement) -> list[str]:
        texts = (strip(str(text)) for text in draft.document("us").texts())
        return [text for text in texts if "stronger together with" in text]

    assert len(said(few)) == 3
    (together,) = said(many)
    assert together.count("“") == 6
    assert library()["records"].text("en").title in together  # wanted by two of the four
