"""The employer's answer held against our draft, from file to changes, paper and redline."""

from __future__ import annotations

import cProfile
import gc
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.bargaining import Agreement
from toolkit.bargaining.clauses.library import library
from toolkit.bargaining.counter.changes import Change, counted, summary
from toolkit.bargaining.counter.compare import compare_with, names_given, read_ours
from toolkit.bargaining.counter.papers.changes_paper import changes_document
from toolkit.bargaining.counter.papers.redline import redline, write_redline
from toolkit.documents import write_docx, write_markdown, write_text
from toolkit.documents.word.read import read_word
from toolkit.errors import UnreadableFile
from toolkit.languages import Language

TEN = ("notice", "committee", "inventory", "bias", "explain", "score", "monitor", "access", "lifecycle", "human")


@pytest.fixture
def ours(drafted: Callable[..., Agreement]) -> Agreement:
    return drafted("KE", "en")


@pytest.fixture
def nostro(drafted: Callable[..., Agreement]) -> Agreement:
    return drafted("MA", "ar")


def edited(agreement: Agreement, *edits: tuple[str, str]) -> bytes:
    text = write_markdown(read_ours(agreement))
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


def of(changes: Iterable[Change], paragraph: int, clause: str = "bias") -> Change:
    return next(one for one in changes if one.clause == clause and one.paragraph == paragraph)


@pytest.mark.parametrize("writer", [write_docx, write_markdown, write_text])
@pytest.mark.parametrize(("place", "language"), [("KE", "en"), ("MA", "ar"), ("TN", "ar-TN")])
def test_our_own_draft_comes_back_unchanged(
    drafted: Callable[..., Agreement], writer: Callable[..., bytes | str], place: str, language: str
) -> None:
    agreement = drafted(place, language)
    data = writer(read_ours(agreement))
    name = {write_docx: "a.docx", write_markdown: "a.md", write_text: "a.txt"}[writer]
    changes = compare_with(agreement, data.encode() if isinstance(data, str) else data, name=name)
    assert {one.kind for one in changes} == {"unchanged"}
    assert all(one.sure and not one.takes for one in changes)


@pytest.mark.parametrize(("first", "second"), [("en", "ar"), ("ar", "en")])
def test_a_draft_in_two_columns_is_compared_in_its_first_language(
    drafted: Callable[..., Agreement], first: str, second: str, tmp_path: Path
) -> None:
    agreement = replace(drafted("MA", first), second_language=second)
    path = agreement.write(tmp_path / "two.docx", audience="table")
    assert {one.kind for one in compare_with(agreement, path)} == {"unchanged"}


def test_a_number_across_the_floor_is_named_with_both_numbers_and_a_reply(ours: Agreement) -> None:
    changes = compare_with(ours, edited(ours, ("45 days", "ninety (90) days")), name="a.md")
    change = of(changes, 5)
    assert (change.kind, change.sure, change.crosses_floor) == ("weakened", True, True)
    assert "“45 days” became “ninety (90) days”: worse than the union's floor." in change.what
    assert change.reply
    assert change.say("ar") != change.what or not change.what.isascii()


def test_the_unions_own_floor_counts_before_that_of_the_clause(ours: Agreement) -> None:
    answer = edited(ours, ("45 days", "50 days"))
    assert not of(compare_with(ours, answer, name="a.md"), 5).crosses_floor
    strict = {"bias": {"remedy_days": 45}}
    assert of(compare_with(ours, answer, name="a.md", floors=strict), 5).crosses_floor


def test_a_whole_article_that_is_gone_is_one_change(ours: Agreement) -> None:
    text = write_markdown(read_ours(ours))
    start = text.index("## Article 4")
    end = text.index("## Article 5")
    changes = compare_with(ours, (text[:start] + text[end:]).encode(), name="a.md")
    gone = [one for one in changes if one.kind == "removed"]
    assert [(one.clause, one.paragraph) for one in gone] == [("bias", None)]


def test_what_they_added_says_where_and_whether_it_is_a_way_out(ours: Agreement) -> None:
    answer = edited(
        ours,
        ("**4.8**", "**4.8** This Article does not apply in an emergency.\n\n**4.9**"),
        ("## Article 5", "## Article 5 – Canteen\n\n5.1 The canteen opens at noon.\n\n## Article 6"),
    )
    added = [one for one in compare_with(ours, answer, name="a.md") if one.kind == "added"]
    assert [(one.clause, one.takes) for one in added] == [("bias", True), (None, False)]
    assert "canteen" in added[1].theirs
    assert [one.sure for one in added] == [True, False]  # that nothing was recognised in it makes it no less theirs


def test_an_arabic_answer_is_read_as_well(nostro: Agreement) -> None:
    answer = edited(nostro, ("وجب على صاحب العمل أن يوقف", "جاز لصاحب العمل أن يوقف"), ("45", "120"))
    changes = compare_with(nostro, answer, name="a.md")
    assert of(changes, 4).kind == "weakened"
    assert of(changes, 5).crosses_floor


def test_renumbering_alone_changes_nothing(ours: Agreement) -> None:
    answer = edited(ours, ("## Article 4", "## Article 9"), ("**4.", "**9."))
    assert {one.kind for one in compare_with(ours, answer, name="a.md")} == {"unchanged"}


def test_a_tracked_answer_tells_which_changes_were_made_in_silence(ours: Agreement) -> None:
    tracked = redline(ours, edited(ours, ("shall stop using", "may stop using")), name="a.md")
    assert of(compare_with(ours, tracked, name="a.docx"), 4).silent is False
    # The same file, with another loss that no tracked change admits.
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(tracked)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode()
    assert "45 days" in body
    parts["word/document.xml"] = body.replace("45 days", "300 days").encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    changes = compare_with(ours, file.getvalue(), name="a.docx")
    assert (of(changes, 4).silent, of(changes, 5).silent) == (False, True)
    assert "not tracked" in summary(changes)


def test_the_redline_holds_both_texts(ours: Agreement, tmp_path: Path) -> None:
    answer = edited(ours, ("shall stop using", "may stop using"), ("45 days", "90 days"))
    read = read_word(write_redline(ours, answer, tmp_path / "redline.docx", name="a.md"))
    assert "may stop using" in " ".join(block.text for block in read.blocks)
    assert "shall stop using" in " ".join(block.text for block in read.before)
    assert read.authors == ("The Employer", "The Employer (moved)")  # a line that moved stands under a name of its own
    assert {one.kind for one in compare_with(ours, answer, name="a.md")} == {
        one.kind for one in compare_with(ours, tmp_path / "redline.docx")
    }


def test_an_employer_with_a_name_of_its_own_is_quoted_with_it(ours: Agreement) -> None:
    answer = edited(
        ours,
        ("Employer", "Authority"),
        ("shall stop using", "shall, where the Authority decides so, stop using"),
        ("The audit shall compare", "Where the Authority finds it useful, the audit shall compare"),
    )
    changes = compare_with(ours, answer, name="a.md")
    shown = [words for one in changes for seen in one.noticed if isinstance(words := seen.values.get("theirs"), str)]
    assert any("Authority" in words for words in shown)
    assert not any("employer" in words.casefold() for words in shown)


def test_another_name_of_the_employer_is_told_once_and_changes_nothing(ours: Agreement) -> None:
    changes = compare_with(ours, edited(ours, ("Employer", "Company")), name="a.md")
    assert {one.kind for one in changes} == {"unchanged"}
    names = names_given(ours, changes)
    assert dict(names) == {"Company": "@employer"}
    told = summary(changes, "en", names)
    assert told.count("Company") == 1
    assert "Their text calls the employer “Company”; it was read as the same. Make sure that it is nobody else." in told
    assert "calls the employer" not in summary(compare_with(ours, edited(ours), name="a.md"))
    assert "calls the employer “Company”" in write_text(changes_document(ours, changes))


def test_a_name_is_told_with_its_own_letters(nostro: Agreement) -> None:
    changes = compare_with(nostro, edited(nostro, ("صاحب العمل", "الهيئة")), name="a.md")
    assert dict(names_given(nostro, changes)) == {"الهيئة": "@employer"}


def test_what_is_quoted_stands_there_word_for_word(ours: Agreement) -> None:
    answer = edited(
        ours, ("shall stop using", "shall, as soon as the budget of the next but one year permits it, stop using")
    )
    changes = compare_with(ours, answer, name="a.md")
    shown = [
        (str(seen.values["theirs"]), one.theirs) for one in changes for seen in one.noticed if seen.id == "words-new"
    ]
    assert shown
    for words, text in shown:
        assert words.rstrip("…") in text


def test_nothing_is_ever_promised(ours: Agreement) -> None:
    changes = compare_with(ours, edited(ours), name="a.md")
    told = summary(changes)
    assert told.startswith("No loss was recognised. That does not say that there is none")
    assert "Have a person read both texts" in told
    document = write_text(changes_document(ours, changes))
    for words in (told, document):
        assert "nothing lost" not in words.lower()
        assert "nothing was lost" not in words.lower()


def test_the_paper_is_for_us_and_shows_what_is_uncertain_side_by_side(ours: Agreement) -> None:
    answer = edited(
        ours, ("shall stop using", "may stop using"), ("The audit shall compare people", "One looks at groups")
    )
    changes = compare_with(ours, answer, name="a.md")
    document = changes_document(ours, changes, Language("en"))
    text = write_text(document)
    assert document.mark.startswith("For us.")
    assert "A duty or ban became a possibility" in text
    unsure = [one for one in changes if not one.sure]
    assert ("side by side" in text) == bool(unsure)
    assert counted(changes)["weakened"] == sum(one.kind == "weakened" for one in changes)


def work(agreement: Agreement, answer: bytes, name: str) -> tuple[int, list[Change]]:
    """How many calls a comparison makes: its work, whatever else the machine does meanwhile."""
    profile = cProfile.Profile()
    changes = profile.runcall(compare_with, agreement, answer, name=name)
    return sum(entry.callcount for entry in profile.getstats()), list(changes)


@pytest.mark.slow
def test_twice_the_articles_are_not_four_times_the_work() -> None:
    def compared(clauses: Iterable[str]) -> tuple[int, list[Change]]:
        agreement = Agreement(title="Ten", union="U", employer="E", place="KE", language="en")
        for clause in clauses:
            strength = library()[clause].strengths[-1]
            used = library()[clause].text("en").blanks_of(strength)
            blanks = {blank.name: blank.example for blank in library()[clause].blanks if blank.name in used}
            agreement = agreement.add(clause, strength=strength, blanks=blanks)
        answer = write_markdown(read_ours(agreement)).replace("30 days", "60 days").replace("shall", "may").encode()
        return work(agreement, answer, "a.md")

    compared(TEN[:1])  # loads what is loaded once
    half, _ = compared(TEN[:5])
    whole, changes = compared(TEN)
    assert half > 100_000  # it was measured at all
    assert whole < 3 * half
    assert counted(changes)["weakened"] > 50


@pytest.mark.slow
def test_a_very_long_answer_does_not_stall(ours: Agreement) -> None:
    def lines(count: int) -> bytes:
        said = (f"{n}. Word{n} of the Employer in {n} cases shall be number{n % 7} here." for n in range(count))
        return "\n\n".join(said).encode()

    compare_with(ours, lines(10), name="a.txt")  # loads what is loaded once
    short, _ = work(ours, lines(300), "a.txt")
    long, changes = work(ours, lines(1200), "a.txt")
    assert len(changes) > 1200
    assert long < 8 * short  # each paragraph against each other one would be sixteen times the work


def test_the_memory_is_tidied_as_often_as_before_after_a_comparison(ours: Agreement) -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(900, 7, 7)
        with pytest.raises(UnreadableFile):
            compare_with(ours, b"\x00", name="answer.docx")
        assert gc.get_threshold() == (900, 7, 7)
    finally:
        gc.set_threshold(*before)
