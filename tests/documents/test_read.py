"""Reading back: our own files, changed files, and files that mean harm."""

import contextlib
import io
import re
import zipfile
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.documents import Article, Block, Document, Heading, Numbered, Paragraph, read_docx, write_docx
from toolkit.documents.document import bookmark_of
from toolkit.errors import UnreadableFile
from toolkit.languages import Language

XMLNS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def archive(**members: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return file.getvalue()


def word(body: str, head: str = "") -> bytes:
    return archive(**{"word/document.xml": f"{head}<w:document {XMLNS}><w:body>{body}</w:body></w:document>"})


def p(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


def r(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_docx(data)]


def test_our_own_file_comes_back(english):
    assert read_docx(write_docx(english), articles=["prior-notice", "bias"]) == (
        Block("For us — not for the other side", "paragraph"),
        Block("Agreement on systems", "heading", None, 0),
        Block("Between the parties.", "paragraph"),
        Block("Union", "cell"),
        Block("Dock Workers", "cell"),
        Block("Employer", "cell"),
        Block("Harbour Ltd", "cell"),
        Block("Terms", "heading", None, 1),
        Block("Notice", "heading", "prior-notice", 1),
        Block("The employer tells the union:", "item", "prior-notice", 1),
        Block("what is decided;", "item", "prior-notice", 2),
        Block("the audit of Article 2.", "item", "prior-notice", 2),
        Block("No use before that.", "item", "prior-notice", 1),
        Block("Audit", "heading", "bias", 1),
        Block("After the notice of Article 1.", "item", "bias", 1),
        Block("Rates", "paragraph"),
        Block("Group", "cell"),
        Block("Rate", "cell"),
        Block("Women", "cell"),
        Block("25%", "cell"),
        Block("Men", "cell"),
        Block("Note: Small groups are not shown.", "paragraph"),
        Block("Important: Mind the date.", "paragraph"),
        Block("One.", "item", None, 0),
        Block("Two: الاتفاق.", "item", None, 0),
        Block("For Dock Workers", "cell"),
        Block("For Harbour Ltd", "cell"),
        Block("Name, position and signature", "cell"),
        Block("Name, position and signature", "cell"),
        Block("Place and date", "cell"),
        Block("Place and date", "cell"),
    )


def test_a_path_bytes_and_an_open_file_read_alike(english, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(write_docx(english))
    assert (
        read_docx(path)
        == read_docx(str(path))
        == read_docx(path.read_bytes())
        == read_docx(io.BytesIO(path.read_bytes()))
    )


def test_an_article_that_the_other_side_added_is_not_ours():
    mark = '<w:bookmarkStart w:id="1" w:name="' + bookmark_of("bias") + '"/>'
    heading = '<w:outlineLvl w:val="0"/>'
    body = (
        p(mark + r("Audit"), heading)
        + p(r("Ours."))
        + p(r("A part of it"), '<w:outlineLvl w:val="1"/>')
        + p(r("Ours too."))
        + p(r("Costs"), heading)
        + p(r("Theirs."))
    )
    assert [(block.text, block.article) for block in read_docx(word(body), articles=["bias"])] == [
        ("Audit", "bias"),
        ("Ours.", "bias"),
        ("A part of it", "bias"),
        ("Ours too.", "bias"),
        ("Costs", None),
        ("Theirs.", None),
    ]


def test_tracked_changes_are_read_as_accepted():
    ins = f'<w:ins w:id="1" w:author="E">{r("30")}</w:ins>'
    gone = '<w:del w:id="2" w:author="E"><w:r><w:delText>90</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3">{r("away")}</w:moveFrom><w:moveTo w:id="4">{r(" here")}</w:moveTo>'
    assert texts(word(p(r("within ") + gone + ins + r(" days") + moved))) == ["within 30 days here"]


def test_a_deleted_paragraph_end_joins_two_paragraphs():
    end = '<w:rPr><w:del w:id="1" w:author="E"/></w:rPr>'
    assert texts(word(p(r("one "), end) + p(r("two")) + p(r("three")))) == ["one two", "three"]


def test_a_deleted_row_is_gone():
    row = "<w:tr>{}<w:tc>" + p(r("{}")) + "</w:tc></w:tr>"
    table = "<w:tbl>" + row.format("", "kept") + row.format('<w:trPr><w:del w:id="1"/></w:trPr>', "gone") + "</w:tbl>"
    assert read_docx(word(table)) == (Block("kept", "cell"),)


def test_text_in_controls_links_and_boxes_is_read_once():
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:txbxContent>{p(r('box'))}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{p(r('box'))}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = f"<w:sdt><w:sdtContent>{p(r('control'))}</w:sdtContent></w:sdt>" + p(
        f"<w:hyperlink>{r('link')}</w:hyperlink>" + box
    )
    assert texts(word(body)) == ["control", "link", "box"]


def test_lists_are_told_from_paragraphs():
    style = f'<w:styles {XMLNS}><w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    style += '<w:style w:styleId="M"><w:basedOn w:val="L"/></w:style></w:styles>'
    body = p(r("a"), '<w:pStyle w:val="M"/>') + p(
        r("b"), '<w:pStyle w:val="M"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://x/officeDocument" Target="/{}"/></Relationships>'
    )
    data = archive(
        **{
            "_rels/.rels": relations.format("word/document2.xml"),
            "word/document2.xml": f"<w:document {XMLNS}><w:body>{body}</w:body></w:document>",
            "word/_rels/document2.xml.rels": relations.replace("officeDocument", "styles").format("word/styles2.xml"),
            "word/styles2.xml": style,
        }
    )
    assert read_docx(data) == (Block("a", "item", None, 0), Block("b", "paragraph"))


def test_strict_files_are_read_too():
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    data = archive(**{"word/document.xml": f"<w:document {strict}><w:body>{p(r('a'))}</w:body></w:document>"})
    assert texts(data) == ["a"]


BOMB = archive(**{"word/document.xml": b" " * (51 * 1024 * 1024)})
ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE d [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '{'&' + a + ';'}{('&' + a + ';') * 9}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is not a Word file, or it is damaged"),
        (b"%PDF-1.7", "is not a Word file, or it is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is an old Word file (.doc) or has a password"),
        (archive(**{"mimetype": "application/x"}), "holds no Word text"),
        (archive(**{"word/document.xml": f"<w:document {XMLNS}/>"}), "holds no Word text"),
        (archive(**{"word/document.xml": "<html><body>x</body></html>"}), "holds no Word text"),
        (archive(**{"word/document.xml": "<w:document"}), "is not a Word file, or it is damaged"),
        (archive(**{"word/document.xml": "<a>" * 5000}), "is not a Word file, or it is damaged"),
        (BOMB, "is too large: unpacked, a file may hold 50 MB"),
        (word(p(r("&x;")), ENTITY), "holds instructions that no Word file needs"),
        (word(p(r("&i;")), LAUGHS + "]>"), "holds instructions that no Word file needs"),
        (write_docx(Document("T", Language("en"), ()))[:2000], "is not a Word file, or it is damaged"),
    ],
    ids=["empty", "pdf", "doc", "other", "bodyless", "html", "cut", "deep", "bomb", "entity", "laughs", "half"],
)
def test_files_that_cannot_be_read_say_what_and_what_next(data, sentence):
    with pytest.raises(UnreadableFile) as error:
        read_docx(data, name="counter.docx")
    assert str(error.value).startswith("The file “counter.docx” ")
    assert sentence in str(error.value)
    assert re.search(r"Open it|save it|Check that|Ask for", str(error.value))


def test_a_member_that_lies_about_its_size_is_not_unpacked_further():
    data = bytearray(word(p(r("x" * 100_000))))
    size = len(f"<w:document {XMLNS}><w:body>{p(r('x' * 100_000))}</w:body></w:document>").to_bytes(4, "little")
    for _ in range(2):
        place = data.find(size)
        data[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises(UnreadableFile):
        read_docx(bytes(data))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnreadableFile, match="There is no file “gone.docx”"):
        read_docx(tmp_path / "gone.docx")
    with pytest.raises(UnreadableFile):
        read_docx(tmp_path)


# What the file cannot hold, or does not keep apart: controls, isolates, overrides, kinds of white space.
DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
MARKS = re.compile("[\u200e\u200f\u061c]")  # kept at the top, dropped inside an isolate


def normal(text: str) -> str:
    return re.sub("[ \t\r\n]+", " ", DROPPED.sub("", text)).strip(" ")


def bare(texts: Iterable[str]) -> list[str]:
    """Texts without direction marks, and without those that held nothing else."""
    return [kept for text in texts if (kept := normal(MARKS.sub("", text)))]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.text(max_size=80), max_size=4),
    st.text(alphabet="ab \t\r\n\u2068\u2069\u2067ع1%<&>\x00\u200f", max_size=40),
    st.sampled_from(["en", "ar"]),
)
@pytest.mark.slow
def test_any_text_comes_back(words, odd, tag):
    language = Language(tag)
    blocks = (Heading("H"), *(Paragraph(text) for text in (*words, odd)), Article("a", "A", (Numbered(odd, (odd,)),)))
    back = read_docx(write_docx(Document("T", language, blocks)))
    expected = ["T", "H", *(normal(text) for text in (*words, odd)), "A", normal(odd), normal(odd)]
    assert bare(block.text for block in back) == bare(expected)


WHOLE = write_docx(Document("T", Language("en"), (Article("a", "A", (Numbered("x"),)),)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=8))
@pytest.mark.slow
def test_a_damaged_file_is_read_or_refused_never_worse(changes):
    data = bytearray(WHOLE)
    for place, value in changes:
        data[place] = value
    with contextlib.suppress(UnreadableFile):
        read_docx(bytes(data))
