"""The values: numbers from places, references that hold, and what they refuse."""

import subprocess
import sys

import pytest

import toolkit.documents
from toolkit.documents import Article, Document, Numbered, Paragraph, Picture, Reference, Table
from toolkit.documents.document import article_of, bookmark_of, letter
from toolkit.errors import AgreementError, DataError
from toolkit.languages import Language


def document(*blocks: object, **more: object) -> Document:
    return Document("Title", Language("en"), blocks, **more)


def article(id: str, text: object = "Text.") -> Article:
    return Article(id, "Title", (Numbered(text),))


def test_the_public_names_are_sorted_and_there():
    assert toolkit.documents.__all__ == sorted(toolkit.documents.__all__)
    assert all(hasattr(toolkit.documents, name) for name in toolkit.documents.__all__)


def test_numbers_come_from_the_place_of_an_article():
    paper = document(article("notice"), Paragraph("Between."), article("data"), article("bias"))
    assert [paper.number_of(id) for id in ("notice", "data", "bias")] == [1, 2, 3]
    assert paper.label_of("bias") == "Article 3"


def test_a_reference_to_a_missing_article_names_it_and_what_there_is():
    with pytest.raises(AgreementError) as error:
        document(article("notice", ("See ", Reference("bias"))))
    assert str(error.value) == (
        "The document points to the article “bias”, which is not in it. It has: notice. Add that article or take the "
        "reference out."
    )


@pytest.mark.parametrize(
    "block",
    [
        Paragraph((Reference("gone"),)),
        Table(("A",), (((Reference("gone"),),),)),
        Table(("A",), (), caption=(Reference("gone"),)),
        Article("a", (Reference("gone"),), ()),
        Article("a", "A", (Numbered("Text", ((Reference("gone"),),)),)),
    ],
)
def test_missing_references_are_found_wherever_they_stand(block):
    with pytest.raises(AgreementError, match="“gone”"):
        document(block)


def test_an_article_cannot_stand_in_a_document_twice():
    with pytest.raises(AgreementError, match="“bias” stands in this document twice"):
        document(article("bias"), article("bias"))


@pytest.mark.parametrize("id", ["", "Bias", "a b", "a--b", "-a", 'a"', "x" * 34, "a\n"])
def test_ids_that_could_not_be_bookmarks_are_refused(id):
    with pytest.raises(AgreementError, match="cannot be the id"):
        document(article(id))


@pytest.mark.parametrize("id", ["bias", "prior-notice", "prior_notice", "a-b_c", "9"])
def test_bookmarks_lead_back_to_their_article(id):
    assert article_of(bookmark_of(id), ["other", id]) == id
    assert article_of(bookmark_of(id), ["other"]) is None
    assert article_of(bookmark_of(id)) is None


def test_bookmarks_look_like_those_of_word_and_tell_nothing():
    # The first eight bytes of the SHA-256 of the id, as a number, its last eight digits.
    assert bookmark_of("bias") == "_Ref83516686"
    assert bookmark_of("prior-notice") == "_Ref16084131"


def test_letters_count_as_word_counts():
    assert [letter(n, "en") for n in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
    assert "".join(letter(n, "ar") for n in (1, 2, 3, 4)) == "أبجد"
    assert letter(2, "fr") == "b"


def test_a_picture_must_be_a_png():
    with pytest.raises(DataError, match="is not a PNG"):
        Picture(b"GIF89a", "A chart", 4)


def test_short_rows_are_filled():
    assert Table(("A", "B"), (("1",), ("1", "2", "3"))).filled(("1",)) == ("1", "", "")


def test_the_kernel_stays_light():
    code = "import sys, toolkit.documents; print(sorted({'docx', 'lxml', 'typst'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
