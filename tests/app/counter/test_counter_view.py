"""They answered: two files come in, what was lost comes first, and nobody is told that nothing was lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pytest

from toolkit.app import compare_answer
from toolkit.app.counter.model import LONGEST_PASTED, Comparison, example_answer, example_draft
from toolkit.app.kit.sheet import Sheet
from toolkit.app.kit.upload import Upload
from toolkit.bargaining import library
from toolkit.bargaining.agreements.saving import written
from toolkit.bargaining.counter.changes import Change
from toolkit.bargaining.counter.signals import Noticed
from toolkit.documents import write_docx, write_markdown
from toolkit.languages import KNOWN, Language, strip

languages = pytest.mark.parametrize("language", ["en", "ar"])
# What was done to the example, by hand: article and paragraph, and the kind of loss.
LOST = {"4.1": "weakened", "6.4": "weakened", "4.6": "weakened", "5.2": "weakened", "5.6": "weakened", "4.7": "removed"}


@pytest.fixture
def page(open_page: Callable[[Sheet], Any]) -> Any:
    return open_page(compare_answer("en"))


def give(page: Any, field: str, content: bytes, name: str) -> None:
    """Choose a file, as the page sends it, in parts."""
    for at in range(0, max(1, len(content)), 500_000):
        part = content[at : at + 500_000]
        message = {"event": "file", "name": field, "id": name, "file": name, "size": len(content), "at": at}
        page.sheet.take(message, [part])


def table_copy(language: str = "en") -> str:
    return write_markdown(example_draft(Language(language)).document("table"))


def bring_both(page: Any, answer: bytes, name: str, language: str = "en") -> None:
    give(page, "ours", written(example_draft(Language(language))), "draft.yml")
    page.press("next")
    give(page, "theirs", answer, name)
    page.press("next")


def test_one_idea_stands_on_the_page_at_a_time(page: Any) -> None:
    assert list(page.specs) == ["step", "ours", "ours-read", "alone", "example", "next"]
    page.enter(step="theirs")
    assert list(page.specs) == ["step", "theirs", "pasted", "theirs-read", "next", "back"]
    for step in ("lost", "home"):
        page.enter(step=step)
        assert "Choose your own draft first. Files are not kept" in page.text("problem")


def test_without_a_file_one_is_asked_for_it_and_goes_no_further(page: Any) -> None:
    page.press("next")
    assert (page.sheet.step, page.errors) == ("ours", {"ours": "Choose your own draft first."})
    give(page, "ours", written(example_draft(Language("en"))), "draft.yml")
    assert page.errors == {}
    assert "3 clauses, in English" in page.text("ours-read")
    page.press("next")
    page.press("next")
    assert page.sheet.step == "theirs"
    assert page.errors == {"theirs": "Choose the file that they sent, or paste its text."}
    page.press("back")
    assert page.sheet.step == "ours"


@pytest.mark.parametrize("language", sorted(KNOWN))
def test_the_example_shows_every_loss_that_was_made_by_hand(open_page: Callable[[Sheet], Any], language: str) -> None:
    page = open_page(compare_answer(language))
    assert "example" in page.specs  # in every language: whoever has no file has nothing else to go on with
    page.press("example")
    page.press("next")
    page.press("next")
    assert page.sheet.step == "lost"
    compared, _ = page.sheet._comparison()
    found = {one.label: one.kind for one in compared.lost if one.paragraph}
    assert found == LOST
    added = [one for one in compared.changes if one.kind == "added"]
    assert len(added) == 1
    kinds = {one.label: one.kind for one in compared.others}
    assert kinds["5.7"] == "strengthened"
    assert kinds["6.7"] == "reworded"
    floors = [one.label for one in compared.lost if one.crosses_floor]
    assert floors == [one.label for one in compared.lost][: len(floors)] == ["4.1", "6.4"]  # these come first


def test_what_was_lost_stands_before_the_rest_each_with_an_answer(page: Any) -> None:
    page.press("example")
    page.press("next")
    page.press("next")
    assert list(page.specs) == ["step", "summary", "lost", "unsure", "others", "limits", "next", "back"]
    assert "In 7 paragraphs something was lost or taken out" in page.text("summary")
    lost = page.text("lost")
    assert "4.1 Notice before introduction, and consultation: weakened" in lost
    assert "“90 days” became “15 days”: worse than the union's floor." in lost
    assert lost.count("Our answer:") == 7
    assert lost.index("4.1") < lost.index("4.6")
    assert "not later than gone: 90 days" in lost  # each text with its words marked, also for who hears them
    assert "not later than new: 15 days" in lost
    assert "Made stronger (1)" in page.text("others")
    assert "6.7" in page.text("unsure")  # other words of which no rule knows that they take nothing


def test_as_many_places_are_shown_as_are_called_uncertain() -> None:
    ours = example_draft(Language("en"))
    fewer = Noticed("fewer-cases", "open", "It may cover fewer cases.", False)
    changes = (
        Change("bias", "unchanged", False, "a", "a", noticed=(fewer,), paragraph=1),
        Change("bias", "unchanged", True, "b", "b", paragraph=2),
        Change("bias", "reworded", False, "c", "d", paragraph=3),
        Change("bias", "weakened", False, "e", "f", noticed=(Noticed("may", "weakened", "A may."),), paragraph=4),
    )
    compared = Comparison(ours, Upload("a.md", b""), changes)
    shown = [*compared.lost, *compared.others]
    assert sum(not one.sure for one in shown) == 3
    assert "3 places are uncertain" in compared.summary(Language("en"))
    assert changes[1] not in shown


def test_an_answer_that_changed_nothing_is_not_called_safe(page: Any) -> None:
    bring_both(page, table_copy().encode(), "same.md")
    assert page.sheet.step == "lost"
    assert page.text("summary").startswith("No loss was recognised. That does not say that there is none")
    assert (
        "nothing was lost" not in " ".join(page.text(name) for name in ("summary", "lost", "others", "limits")).lower()
    )


def test_a_word_file_in_arabic_is_read_and_a_lost_paragraph_is_seen(open_page: Callable[[Sheet], Any]) -> None:
    page = open_page(compare_answer("ar"))
    draft = example_draft(Language("ar"))
    weaker = draft.strengthen("human", "minimum")
    bring_both(page, write_docx(weaker.document("table")), "رد.docx", "ar")
    assert page.sheet.step == "lost"
    assert library()["human"].text("ar").title in page.text("lost")
    articles = {one.label.partition(".")[0] for one in page.sheet._comparison()[0].lost}
    assert "5" in articles
    assert articles <= {"1", "5", ""}  # words used no more are defined no more; what is new has no number of ours


def test_a_text_that_was_pasted_does_as_well_as_a_file(page: Any) -> None:
    give(page, "ours", written(example_draft(Language("en"))), "draft.yml")
    answer = example_answer(Language("en"))
    assert answer is not None
    short = answer.content.decode()[: LONGEST_PASTED - 100]
    page.enter(pasted=short, step="theirs")
    page.press("next")
    assert page.sheet.step == "lost"
    assert "4.1" in page.text("lost")
    page.enter(pasted="x " * LONGEST_PASTED, step="theirs")
    page.press("next")
    assert page.sheet.step == "theirs"
    assert "was cut off" in page.errors["pasted"]


def test_a_file_goes_before_what_was_pasted(page: Any) -> None:
    page.enter(pasted="Article 1\n\nSomething else altogether.")
    bring_both(page, table_copy().encode(), "same.md")
    assert page.text("summary").startswith("No loss was recognised.")


def test_a_long_comparison_shows_that_it_goes_on_and_then_what_was_lost(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is quicker than a second shows no bar; drawing the page anew does not begin it anew."""
    held: list[tuple[Callable[[Any], Any], Callable[[Any], None]]] = []
    sheet = page.sheet

    def begin(name: str, read: Callable[[Any], Any], done: Callable[[Any], None]) -> None:
        sheet._readings[name] = SimpleNamespace(is_shown=False, share=None)
        held.append((read, done))

    monkeypatch.setattr(sheet, "read_file", begin)
    page.press("example")
    page.press("next")
    page.press("next")
    assert list(page.specs) == ["step", "next", "back"]
    sheet._readings["compared"].is_shown = True
    sheet._show_readings()
    assert "comparing" in page.specs
    assert len(held) == 1
    (read, done) = held[0]
    sheet._readings.pop("compared")
    done(read(None))
    assert "lost" in page.specs
    assert "comparing" not in page.specs


# --- without a draft of ours ----------------------------------------------------------------------------------------

PROPOSALS = Path(__file__).parents[2] / "bargaining" / "counter" / "proposals"


@languages
def test_their_proposal_is_read_alone_and_taken_home(open_page: Callable[[Sheet], Any], language: str) -> None:
    page = open_page(compare_answer(language))
    page.press("alone")
    assert page.sheet.step == "theirs"
    page.press("next")
    assert page.errors  # a file or a text is asked for
    give(page, "theirs", (PROPOSALS / f"{language}.md").read_bytes(), "theirs.md")
    page.press("next")
    assert page.sheet.step == "lost"
    assert list(page.specs) == ["step", "summary", "touched", "left-out", "next", "back"]
    for clause in ("notice", "human"):
        assert library()[clause].text(language).title in page.text("touched")
    assert library()["strike"].text(language).title in page.text("left-out")
    page.enter(step="home")
    assert page.press("make") == ""
    files = [each["name"] for each in page.specs["changes"]["files"]]
    assert [name.rpartition(".")[2] for name in files] == ["docx", "pdf"]
    assert "redline" not in page.specs
    page.enter(step="ours")
    page.press("with-draft")
    assert "ours" in page.specs


def test_of_a_proposal_about_something_else_nothing_is_listed(page: Any) -> None:
    page.press("alone")
    page.enter(
        pasted="1. Canteen\n\nThe canteen is open at noon. The price of a meal is set once a year by the Employer."
    )
    page.press("next")
    assert list(page.specs) == ["step", "summary", "next", "back"]
    assert "None of our clauses was recognised" in page.text("summary")


def test_words_that_differ_are_marked_for_the_eye_and_the_ear(page: Any) -> None:
    """In 4.1 ninety days became fifteen: struck in ours, underlined in theirs, and said before each by a reader."""
    page.press("example")
    page.press("next")
    page.press("next")
    lost = page.specs["lost"]["html"] if "html" in page.specs["lost"] else str(page.specs["lost"])
    assert '<del><span class="tk-unseen">gone: </span>90</del> days' in lost
    assert '<ins><span class="tk-unseen">new: </span>15</ins> days' in lost
    assert lost.index("4.1") < lost.index("4.7") < lost.index("5.2")


# --- files that cannot be read -------------------------------------------------------------------------------------


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", b"\0" * 300_000_000)
    return made.getvalue()


@pytest.mark.parametrize("name", ["ours.docx", "ours.pdf", "paper.md"])
def test_a_paper_of_ours_is_told_from_the_draft(page: Any, name: str) -> None:
    give(page, "ours", b"PK\x03\x04" if name.endswith("docx") else b"# Agreement", name)
    assert "is a paper, not the draft that was saved" in strip(page.errors["ours"])
    assert page.sheet.model.ours is None


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (bomb, "bomb.docx"),
        (b"PK\x03\x04 broken", "broken.docx"),
        (b"%PDF-1.7", "answer.pdf"),
        (b"\xff\xfe\x00\xd8\x00", "odd.txt"),
        (b"\x00" * 100, "zero.txt"),
        (b"MZ\x90", "answer.exe"),
        (b"", "empty.docx"),
    ],
    ids=["bomb", "broken", "pdf", "encoding", "zeros", "program", "empty"],
)
def test_a_hostile_or_unreadable_answer_is_refused_in_words(page: Any, content: Any, name: str) -> None:
    give(page, "ours", written(example_draft(Language("en"))), "draft.yml")
    page.press("next")
    give(page, "theirs", content() if callable(content) else content, name)
    assert name in strip(page.errors["theirs"])
    assert "it is not your mistake" not in page.errors["theirs"]  # that is what an error of ours would say
    page.press("next")
    assert page.sheet.step == "theirs"
    assert page.errors["theirs"]


def test_a_draft_with_open_blanks_says_which(page: Any) -> None:
    give(page, "ours", written(example_draft(Language("en")).fill("bias", auditor=None)), "draft.yml")
    page.press("next")
    give(page, "theirs", table_copy().encode(), "same.md")
    page.press("next")
    assert "auditor" in page.text("problem") or "Who audits" in page.text("problem")


def test_hostile_words_in_both_files_stay_words(page: Any, hostile: str, assert_tame: Callable[..., None]) -> None:
    answer = table_copy().replace("90 days", f"90 days {hostile}") + f"\n\n## Article 8 – {hostile}\n\n8.1 {hostile}\n"
    bring_both(page, answer.encode(), f"{hostile[:20]}.md")
    for content in page.pieces():
        assert_tame(content)
    page.enter(step="home")
    page.press("make")
    assert_tame(page.specs["changes"]["page"], paper=True)


# --- what is taken home --------------------------------------------------------------------------------------------


@languages
def test_the_list_and_the_redline_are_taken_home(open_page: Callable[[Sheet], Any], language: str) -> None:
    page = open_page(compare_answer(language))
    page.press("example")
    page.enter(step="home")
    assert page.press("make") == ""
    files = {
        each["name"]: bytes(each["content"]) for name in ("changes", "redline") for each in page.specs[name]["files"]
    }
    stem = {"en": "for-us-changes", "ar": "us-لنا-وحدنا-التغييرات"}[language]
    assert set(files) == {f"{stem}.docx", f"{stem}.pdf", "redline.docx"}
    listed = docx.Document(io.BytesIO(files[f"{stem}.docx"]))
    cells = {strip(cell.text) for table in listed.tables for row in table.rows for cell in row.cells}
    assert {"4.1", "6.4"} <= cells
    with zipfile.ZipFile(io.BytesIO(files["redline.docx"])) as archive:
        document = archive.read("word/document.xml").decode()
    assert "<w:ins " in document
    assert "<w:del " in document
    page.enter(example="")
    assert "changes" not in page.specs


def test_nothing_that_was_brought_is_written_anywhere(
    page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bring_both(page, table_copy().encode(), "same.md")
    page.enter(step="home")
    page.press("make")
    assert list(tmp_path.iterdir()) == []
    assert not [value for value in page.values.values() if "Covered System" in str(value)]  # nor kept by the browser


@pytest.mark.slow
def test_everything_of_ours_on_every_step_goes_through_the_catalogue(
    open_page: Callable[[Sheet], Any], marked: Callable[[Any], None]
) -> None:
    page = open_page(compare_answer("ar"))
    page.press("next")
    marked(page.specs.values())
    page.press("example")
    for step in ("ours", "theirs", "lost", "home"):
        page.enter(step=step)
        page.press("make")
        marked(page.specs.values())


@pytest.mark.parametrize("raw", ["nothing", "", None, ["x"], {"a": 1}, 7])
def test_whatever_a_page_sends_stays_harmless(page: Any, raw: Any) -> None:
    for name in ("step", "pasted", "example"):
        page.enter(**{name: raw})
        assert page.press("next") == ""
        assert page.sheet.step in ("ours", "theirs", "lost", "home")
