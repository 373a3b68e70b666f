"""What stands around the clauses: definitions, scope, duration, kinds, annexes, two languages; order and changes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pytest
import yaml
from lxml import etree

from toolkit.bargaining import Agreement, library
from toolkit.bargaining.agreements.checks.problems import conflicts, place_rules
from toolkit.bargaining.clauses.standing_articles import STANDING, read_part
from toolkit.bargaining.clauses.terms import terms, terms_of
from toolkit.documents import Bilingual, Document, Table, write_text
from toolkit.errors import AgreementError, RecordError
from toolkit.languages import KNOWN, strip

HOME = Path(__file__).parents[3]
DAY = date(2026, 12, 1)
PARTS = sorted((HOME / "templates" / "agreement").glob("*/en.md"))


def filled(clause: str, language: str = "en") -> dict[str, Any]:
    return {blank.name: blank.example_in(language) for blank in library()[clause].blanks}


@pytest.fixture
def two(blanks: dict[str, Any]) -> Agreement:
    draft = Agreement(title="T", union="Dock Workers", employer="Agency", place="KE", on=DAY)
    return draft.add("bias", strength="strong", blanks=blanks).add("inventory", blanks=filled("inventory"))


def words(draft: Agreement, audience: str = "table") -> str:
    document = draft.document(audience)  # type: ignore[arg-type]
    assert isinstance(document, Document)
    return "\n".join(strip(text if isinstance(text, str) else str(text)) for text in document.texts())


def test_no_clause_is_called_as_a_standing_article() -> None:
    assert not set(STANDING) & set(library())


def test_the_first_article_defines_what_the_articles_use_and_no_more(blanks: dict[str, Any]) -> None:
    bare = Agreement(title="T", union="U", employer="E", place="KE", on=DAY)
    first = bare.document("table").articles[0]  # scope: Workers, Covered System, Supplier; these use two more
    told = [re.match('"(.*?)"', str(point))[1] for point in first.paragraphs[0].points]  # type: ignore[index]
    assert told == ["Worker", "Covered System", "Worker Data", "Service User", "Supplier"]
    first = bare.add("bias", strength="strong", blanks=blanks).document("table").articles[0]
    told = [re.match('"(.*?)"', str(point))[1] for point in first.paragraphs[0].points]  # type: ignore[index]
    assert told[5:] == ["Competent Person", "Written Consent"]
    assert str(first.paragraphs[0].points[-1]).endswith(".")


@pytest.mark.parametrize("clause", library().values(), ids=list(library()))
def test_terms_that_a_clause_declares_are_used_and_those_used_are_declared(clause: Any) -> None:
    lines = [line for strength in clause.strengths for line in clause.text("en").lines_of(strength)]
    used = {term.id for term in terms().values() if term in _direct(lines)}
    assert set(clause.terms) == used


def _direct(lines: list[str]) -> list[Any]:
    from toolkit.bargaining.clauses.terms import uses_term

    return [term for term in terms().values() if uses_term(term, "\n".join(lines))]


def test_a_worker_in_worker_data_is_no_worker() -> None:
    assert [term.id for term in _direct(["Worker Data shall be deleted."])] == ["worker-data"]
    assert [term.id for term in terms_of(["Worker Data shall be deleted."])] == ["worker", "worker-data"]


def test_a_language_without_terms_is_refused_as_one_without_a_clause() -> None:
    worker = terms()["worker"]
    there = replace(worker, words={code: words for code, words in worker.words.items() if code in ("en", "ar")})
    with pytest.raises(RecordError, match="there is no text in “fr”; it is written in: ar, en"):
        there.in_language("fr")


@pytest.mark.parametrize(
    "place", sorted((HOME / "templates" / "agreement").glob("*/en.md")), ids=lambda p: p.parent.name
)
def test_every_standing_part_is_written_alike_in_every_language(place: Path) -> None:
    import hashlib

    texts = read_part(place.parent)
    assert set(texts) == set(KNOWN)
    now = hashlib.sha256(place.read_bytes()).hexdigest()[:16]
    assert {text.source_hash for code, text in texts.items() if code != "en"} == {now}


def test_clauses_move_change_strength_and_are_filled_as_values(two: Agreement) -> None:
    moved = two.move("inventory", 1)
    assert [one.clause for one in moved.articles] == ["inventory", "bias"]
    assert [one.clause for one in two.articles] == ["bias", "inventory"]
    assert moved.move("inventory", 99).articles == two.articles
    assert two.strengthen("bias", "minimum").article("bias").strength == "minimum"
    assert two.fill("bias", remedy_days=20).article("bias").blanks["remedy_days"] == 20
    assert ("bias", "remedy_days") in two.fill("bias", remedy_days=None).missing()
    with pytest.raises(AgreementError, match="“score” is not in this agreement"):
        two.move("score", 1)
    with pytest.raises(AgreementError, match="no strength “hard”"):
        two.strengthen("bias", "hard")


def test_numbers_follow_the_position(two: Agreement) -> None:
    document = two.move("inventory", 1).document("table")
    assert isinstance(document, Document)
    assert (document.number_of("inventory"), document.number_of("bias"), document.number_of("final")) == (4, 5, 6)


@pytest.mark.parametrize(
    ("kind", "opening", "signs"),
    [
        ("company", "This collective agreement", 2),
        ("sector", "the employers that it represents", 2),
        ("protocol", "It supplements the agreements in force", 2),
        ("tender_annex", "every call for tenders", 2),
        ("motion", "The Union resolves to demand", 1),
    ],
)
def test_the_kind_of_paper_decides_its_opening_words_and_who_signs(
    two: Agreement, kind: Any, opening: str, signs: int
) -> None:
    draft = replace(two, kind=kind)
    assert opening in words(draft)
    document = draft.document("table")
    assert [len(block.parties) for block in document.blocks if type(block).__name__ == "Signatures"] == [signs]  # type: ignore[union-attr]


def test_scope_duration_and_regime_stand_in_their_articles(two: Agreement) -> None:
    told = words(replace(two, scope="the port of Mombasa", starts=date(2027, 1, 1), months=24, regime="statutory"))
    for said in (
        "This Agreement applies to the port of Mombasa.",
        "enters into force on 1 January 2027.",
        "a term of 24 months",
        "laid down by statute",
    ):
        assert said in told
    plain = words(two)
    assert "on which the last party signs it" in plain
    assert "indefinite term" in plain
    assert "statute" not in plain


def test_days_and_writing_are_explained_always_and_other_words_where_a_clause_uses_them(two: Agreement) -> None:
    bare = words(Agreement(title="T", union="U", employer="E", place="KE", on=DAY))
    assert "Days are calendar days." in bare
    assert '"In writing" includes e-mail' in bare
    for said in ("To make good the loss means", "has seriously harmed a person where", "Chance alone does not explain"):
        assert said not in bare
    assert "Chance alone does not explain a difference" in words(two)


@pytest.mark.parametrize("kind", ["company", "sector", "protocol", "tender_annex", "motion"])
def test_duties_of_the_employer_bind_the_supplier_in_an_annex_to_tenders_only(two: Agreement, kind: Any) -> None:
    told = words(replace(two, kind=kind))
    assert ("binds each Supplier as well" in told) == (kind == "tender_annex")


def test_what_lies_beyond_the_employers_powers_goes_to_whoever_has_them(two: Agreement) -> None:
    assert "shall apply to it for the step within 14 days" in words(two)


@pytest.mark.parametrize("code", KNOWN)
def test_the_procedure_that_stands_in_for_the_clause_ends_and_has_a_rule_for_the_meantime(code: str) -> None:
    final = read_part(PARTS[0].parents[1] / "final")[code]
    meantime, end = (str(one.text) for one in final.sections["dispute"][2:])
    kept = {"en": "logs", "ar": "السجلات", "fr": "journaux", "es": "registros", "pt": "registros"}[code]
    strike = {"en": "strike", "ar": "الإضراب", "fr": "grève", "es": "huelga", "pt": "greve"}[code]
    assert kept in meantime
    assert strike in end


@pytest.mark.parametrize(
    "wrong", [{"kind": "poem"}, {"regime": "none"}, {"months": 0}, {"months": 2.5}, {"annexes": ("secrets",)}]
)
def test_fields_that_cannot_be_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(AgreementError):
        Agreement(title="T", union="U", employer="E", place="KE", **wrong)


def test_annexes_hold_the_form_of_the_register_and_dates_without_our_homework(two: Agreement) -> None:
    draft = replace(two, starts=date(2027, 1, 31), months=24)
    tables = [block for block in draft.document("table").blocks if isinstance(block, Table)]  # type: ignore[union-attr]
    register, dates = tables
    assert len(register.rows) == 7  # the standard strength of the clause on the register lists seven fields
    table = "\n".join(str(row) for row in dates.rows)
    assert "1 May 2027" in table  # 90 days after 31 January
    assert "The Union" not in table
    ours = [block for block in draft.document("us").blocks if isinstance(block, Table)]  # type: ignore[union-attr]
    assert "The Union" in "\n".join(str(row) for row in ours[1].rows)
    assert "part of this Agreement" in words(draft)


def test_published_numbers_are_annexed_for_the_table_only_if_chosen(drafted: Callable[..., Agreement]) -> None:
    draft = drafted("KE", "en")
    assert "6.2" not in words(draft)
    chosen = words(replace(draft, annexes=("audit",)))
    assert "Published results of the audit" in chosen
    assert "6.2" in chosen
    assert "Published results of the audit" in words(draft, "us")


def test_a_reason_reaches_the_table_only_if_chosen(drafted: Callable[..., Agreement]) -> None:
    draft = drafted("KE", "en")
    told = replace(draft, articles=(replace(draft.articles[0], tell=True),))
    assert "Of 1,000 students" in words(told)
    assert "Of 1,000 students" not in words(draft)


def test_the_cover_names_the_lawyer_and_only_we_read_that_there_was_none(two: Agreement) -> None:
    assert "by none so far" in words(two, "us")
    assert "lawyer" not in words(two)
    read = replace(two, lawyer="Amina Otieno", read_on=date(2026, 11, 30))
    for audience in ("us", "table"):
        assert "Amina Otieno, 30 November 2026" in words(read, audience)


# --- two languages -----------------------------------------------------------------------------------------------


@pytest.fixture
def pair(two: Agreement) -> Agreement:
    return replace(
        two, second_language="ar", prevailing="en", beside={"employer": "الوكالة", "union": "النقابة العامة"}
    )


@pytest.mark.slow
def test_two_languages_stand_side_by_side_row_by_row(pair: Agreement, tmp_path: Path) -> None:
    assert isinstance(pair.document("table"), Bilingual)
    word = docx.Document(str(pair.write(tmp_path / "pair.docx", audience="table")))
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert all(len(row) == 2 and all(row) for row in rows)
    assert ["Definitions", "التعريفات"] in rows
    assert any("Workers" in left and "العمال" in right for left, right in rows)
    page = lxml.html.parse(str(pair.write(tmp_path / "pair.html", audience="table"))).getroot()
    for row in page.find_class("columns"):
        assert [cell.get("dir") for cell in row] == ["ltr", "rtl"]
    assert pair.write(tmp_path / "pair.pdf", audience="table").read_bytes().startswith(b"%PDF-")
    assert "الوكالة" in pair.write(tmp_path / "pair.md", audience="table").read_text(encoding="utf-8")


def test_the_language_that_prevails_is_named_in_both(pair: Agreement, tmp_path: Path) -> None:
    text = strip(pair.write(tmp_path / "pair.md", audience="table").read_text(encoding="utf-8"))
    assert "the text in English shall prevail" in text
    assert "غُلّب النص المحرر باللغة الآتية: الإنجليزية" in text
    with pytest.raises(AgreementError, match="cannot prevail"):
        replace(pair, prevailing="fr").document("table")


def test_each_column_counts_and_refers_by_itself(pair: Agreement, tmp_path: Path) -> None:
    with zipfile.ZipFile(pair.write(tmp_path / "pair.docx", audience="table")) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        numbering = archive.read("word/numbering.xml").decode()
    w = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    names = body.xpath("//w:bookmarkStart/@w:name", namespaces=w)
    ids = body.xpath("//w:bookmarkStart/@w:id", namespaces=w)
    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids)
    assert "Article %1" in numbering
    assert "المادة %1" in numbering


# --- problems ----------------------------------------------------------------------------------------------------


def test_what_is_open_below_our_floor_or_lonely_is_said(two: Agreement) -> None:
    draft = two.fill("bias", remedy_days=90, auditor=None)
    found = {one.kind: one for one in reversed(draft.problems())}
    assert draft.problems()[0].kind == "open"
    assert (found["open"].clauses, found["open"].blank) == (("bias",), "auditor")
    assert "worse than our floor, 60 days" in found["floor"].say("en")
    assert "human" in found["companion"].clauses
    for one in draft.problems():
        assert one.say("en")
        assert one.say("ar")


def test_data_kept_longer_than_their_purpose_lasts_contradict_it() -> None:
    draft = Agreement(title="T", union="U", employer="E", place="KE", on=DAY)
    draft = draft.add("lifecycle", blanks=filled("lifecycle")).add("minimise", blanks=filled("minimise"))
    wrong = draft.fill("lifecycle", retention_months=24).fill("minimise", purpose_months=12)
    assert [one.kind for one in wrong.problems() if one.kind == "conflict"] == ["conflict"]
    said = next(one for one in wrong.problems() if one.kind == "conflict").say("en")
    assert "allows keeping for 24 months" in said
    assert "no more than 12 months" in said
    right = draft.fill("lifecycle", retention_months=12).fill("minimise", purpose_months=12)
    assert not [one for one in right.problems() if one.kind == "conflict"]


def test_every_row_of_conflicts_is_about_two_numbers_and_names_both_in_every_language() -> None:
    written = yaml.safe_load((HOME / "templates" / "clauses" / "conflicts.yml").read_text(encoding="utf-8"))
    assert len(conflicts()) == len(written) == 8
    for row in conflicts():
        for clause, name in (row.first, row.second):
            blank = library()[clause].blank(name)
            assert blank is not None
            assert blank.kind in ("whole", "share")
        assert set(row.words.languages) == set(KNOWN)
        for code in KNOWN:
            assert set(re.findall(r"\{(\w+)\}", row.words.say(code))) == {"first", "second"}


def test_law_about_agreements_that_nobody_checked_is_worded_so(two: Agreement) -> None:
    assert not any(rule.checked for rule in place_rules())
    said = [one.say("en") for one in two.problems() if one.kind == "place"]
    assert said
    assert all("not yet checked this against the text" in one for one in said)
    long = replace(two, place="BR", months=36)
    assert any("36 months" in one.say("en") for one in long.problems() if one.kind == "place")
    silent = replace(two, place="VU")
    assert any("do not say how long an agreement may last" in one.say("en") for one in silent.problems())


@pytest.mark.parametrize("language", KNOWN)
@pytest.mark.slow
def test_what_a_clause_is_worth_stands_in_our_paper_and_never_on_the_table(language: str) -> None:
    draft = Agreement(title="T", union="Dock Workers", employer="Agency", place="KE", language=language, on=DAY)
    for clause in library():
        draft = draft.add(clause, strength="strong", blanks=filled(clause, language))
    table, ours = (" ".join(strip(write_text(draft.document(one))).split()) for one in ("table", "us"))
    for clause in library().values():
        assert clause.trade is not None
        for head, said in clause.trade.say(language):
            assert " ".join(strip(said).split()) in ours, clause.id
            assert " ".join(strip(said).split()) not in table, clause.id
            assert head in ours
            assert head not in table


# --- references ----------------------------------------------------------------------------------------------------


def references(path: Path) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The live references of a Word file (bookmark, words shown), and the heading at each bookmark."""
    fields, marks = [], {}
    for paragraph in docx.Document(str(path)).element.body.iter(f"{W}p"):
        pieces = [(piece.tag, piece.text or "") for piece in paragraph.iter(f"{W}instrText", f"{W}t")]
        for place, (tag, text) in enumerate(pieces):
            if tag == f"{W}instrText" and text.split()[:1] == ["REF"]:
                fields.append((text.split()[1], pieces[place + 1][1]))
        for mark in paragraph.iter(f"{W}bookmarkStart"):
            marks[mark.get(f"{W}name")] = "".join(text for tag, text in pieces if tag == f"{W}t")
    return fields, marks


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "Article"), ("ar-MA", "المادة"), ("fr", "Article"), ("es", "Artículo"), ("pt", "Cláusula")],
)
@pytest.mark.parametrize("has_clause", [True, False])
def test_a_reference_to_the_dispute_procedure_finds_the_article_that_settles_it(
    tmp_path: Path, language: str, word: str, has_clause: bool
) -> None:
    """Articles 1 to 3 stand in every agreement, `notice` is the fourth and names the procedure once."""
    draft = Agreement(title="T", union="Dock Workers", employer="Agency", place="KE", language=language, on=DAY)
    draft = draft.add("notice", strength="strong", blanks=filled("notice", language[:2]))
    if has_clause:
        draft = draft.add("dispute", blanks=filled("dispute", language[:2]))
    draft.write(tmp_path / "table.docx", audience="table")
    ((bookmark, shown),), headings = references(tmp_path / "table.docx")
    assert shown == f"{word} 5"
    titles = library()["dispute"].text(language[:2]).title, read_part(PARTS[0].parents[1] / "final")[language[:2]].title
    assert headings[bookmark] == titles[not has_clause]
