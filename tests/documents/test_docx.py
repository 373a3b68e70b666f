"""The Word file, opened again by the Word library and as bare XML."""

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta

import docx
import pytest
from lxml import etree

from toolkit.documents import Document, Paragraph, write_docx
from toolkit.languages import Language
from toolkit.languages.bidi import CLOSE, OPEN

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {"w": W[1:-1]}


def parts(document: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(write_docx(document))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(document: Document) -> etree._Element:
    return etree.fromstring(parts(document)["word/document.xml"])


def style(document: Document, name: str) -> etree._Element:
    return etree.fromstring(parts(document)["word/styles.xml"]).find(f"w:style[@w:styleId='{name}']", NS)


def test_the_word_library_opens_it(english):
    word = docx.Document(io.BytesIO(write_docx(english)))
    shown = [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs if paragraph.text]
    assert shown == [
        ("Mark", "For us — not for the other side"),
        ("Title", "Agreement on systems"),
        ("Lead", "Between the parties."),
        ("Heading 1", "Terms"),
        ("Article", "Notice"),
        ("Article Paragraph", "The employer tells the union:"),
        ("Article Point", "what is decided;"),
        ("Article Point", "the audit of Article 2."),
        ("Article Paragraph", "No use before that."),
        ("Article", "Audit"),
        ("Article Paragraph", "After the notice of Article 1."),
        ("Caption", "Rates"),
        ("Note", "Note: Small groups are not shown."),
        ("Warning", "Important: Mind the date."),
        ("List Bullet", "One."),
        ("List Bullet", "Two: الاتفاق."),
    ]
    facts, rates, signatures = word.tables
    assert [cell.text for row in facts.rows for cell in row.cells] == [
        "Union",
        "Dock Workers",
        "Employer",
        "Harbour Ltd",
    ]
    assert [cell.text for row in rates.rows for cell in row.cells] == ["Group", "Rate", "Women", "25%", "Men", ""]
    assert [cell.text for cell in signatures.rows[0].cells] == ["For Dock Workers", "", "For Harbour Ltd"]
    assert len(word.inline_shapes) == 1


def test_the_page_is_a4_with_the_mark_above_and_its_number_below(english):
    word = docx.Document(io.BytesIO(write_docx(english)))
    section = word.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert [p.text for p in section.header.paragraphs] == ["For us — not for the other side"]
    footer = etree.fromstring(parts(english)["word/footer1.xml"])
    assert footer.xpath("string(.//w:instrText)", namespaces=NS).strip() == "PAGE"
    assert footer.xpath("string(.//w:t)", namespaces=NS) == "1"


def test_numbering_is_words_own(english):
    numbering = etree.fromstring(parts(english)["word/numbering.xml"])
    levels = numbering.findall("w:abstractNum[@w:abstractNumId='1']/w:lvl", NS)
    shown = [
        tuple(level.find(f"w:{tag}", NS).get(f"{W}val") for tag in ("numFmt", "lvlText", "pStyle", "lvlJc"))
        for level in levels
    ]
    assert shown == [
        ("decimal", "Article %1", "Article", "left"),
        ("decimal", "%1.%2", "ArticleParagraph", "left"),
        ("lowerLetter", "(%3)", "ArticlePoint", "left"),
    ]
    for name, level in (("Article", "0"), ("ArticleParagraph", "1"), ("ArticlePoint", "2")):
        own = style(english, name).find("w:pPr/w:numPr", NS)
        assert (own.find("w:ilvl", NS).get(f"{W}val"), own.find("w:numId", NS).get(f"{W}val")) == (level, "1")


def test_no_number_is_typed(english):
    assert not re.search(r"\b1\.1\b|\(a\)", "".join(body(english).itertext(f"{W}t")))


def test_each_article_has_its_bookmark_around_the_heading(english):
    names = [mark.get(f"{W}name") for mark in body(english).iter(f"{W}bookmarkStart")]
    assert [name for name in names if name.startswith("_Ref")] == ["_Ref16084131", "_Ref83516686"]
    start = body(english).find(".//w:bookmarkStart[@w:name='_Ref83516686']", NS)
    heading = start.getparent()
    assert heading.find("w:pPr/w:pStyle", NS).get(f"{W}val") == "Article"
    assert heading[-1].tag == f"{W}bookmarkEnd"
    assert heading[-1].get(f"{W}id") == start.get(f"{W}id")
    ids = [mark.get(f"{W}id") for mark in body(english).iter(f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids))


def test_references_are_fields_that_live_on(english):
    root = body(english)
    codes = [code.text for code in root.iter(f"{W}instrText")]
    assert codes == [" REF _Ref83516686 \\r \\h ", " REF _Ref16084131 \\r \\h "]
    runs = next(root.iter(f"{W}instrText")).getparent().getparent().findall("w:r", NS)
    kinds = [
        run.find("w:fldChar", NS).get(f"{W}fldCharType")
        if run.find("w:fldChar", NS) is not None
        else run.findtext("w:t", default="code", namespaces=NS)
        for run in runs
    ]
    assert kinds == ["the audit of ", "begin", "code", "separate", "Article 2", "end", "."]


def test_properties_say_who_and_what_and_no_more(english):
    properties = docx.Document(io.BytesIO(write_docx(english))).core_properties
    assert (properties.title, properties.author) == ("Agreement on systems", "Dock Workers")
    assert (properties.last_modified_by, properties.comments, properties.revision) == ("Dock Workers", "", 1)
    assert abs(datetime.now(UTC) - properties.created.replace(tzinfo=UTC)) < timedelta(minutes=5)


def test_nothing_of_the_blank_file_is_left(english):
    files = parts(english)
    assert sorted(files) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/media/image1.png",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]
    assert not any(
        trace in b"".join(files.values()) for trace in (b"python-docx", b"rsid", b"Macintosh", b"Normal.dotm")
    )


def test_nobody_is_named_unless_told():
    properties = docx.Document(io.BytesIO(write_docx(Document("T", Language("en"), ())))).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")


def test_right_to_left_is_said_in_the_styles(arabic):
    normal = style(arabic, "Normal")
    assert normal.find("w:pPr/w:bidi", NS) is not None
    assert normal.find("w:rPr/w:rtl", NS) is not None
    styles = etree.fromstring(parts(arabic)["word/styles.xml"])
    based = {element.get(f"{W}styleId"): element.find("w:basedOn", NS) for element in styles.findall("w:style", NS)}
    paragraphs = [e.get(f"{W}styleId") for e in styles.findall("w:style[@w:type='paragraph']", NS)]
    for name in paragraphs:
        while based[name] is not None:
            name = based[name].get(f"{W}val")
        assert name == "Normal"
    defaults = styles.find("w:docDefaults/w:rPrDefault/w:rPr", NS)
    assert defaults.find("w:lang", NS).get(f"{W}bidi") == "ar-MA"
    assert defaults.find("w:rFonts", NS).get(f"{W}cs") == "Arial"
    used = {mark.get(f"{W}val") for mark in body(arabic).iter(f"{W}pStyle")}
    assert used <= set(paragraphs)


def test_right_to_left_holds_in_tables_lists_and_the_section(arabic):
    root = body(arabic)
    tables = root.findall(".//w:tbl", NS)
    assert len(tables) == 2
    assert all(table.find("w:tblPr/w:bidiVisual", NS) is not None for table in tables)
    assert root.find("w:body/w:sectPr/w:bidi", NS) is not None
    numbering = etree.fromstring(parts(arabic)["word/numbering.xml"])
    assert {jc.get(f"{W}val") for jc in numbering.iter(f"{W}lvlJc")} == {"right"}
    assert [text.get(f"{W}val") for text in numbering.iter(f"{W}lvlText")] == ["المادة %1", "%1.%2", "(%3)", "•"]
    assert "arabicAbjad" in {kind.get(f"{W}val") for kind in numbering.iter(f"{W}numFmt")}


def test_only_a_paragraph_that_leads_is_kept_with_the_next():
    blocks = (Paragraph("one"), Paragraph("two", leads=True), Paragraph("three"))
    found = body(Document("T", Language("en"), blocks)).iter(f"{W}p")
    kept = ["".join(p.itertext()) for p in found if p.find("w:pPr/w:keepNext", NS) is not None]
    assert kept == ["two"]


def test_a_name_that_begins_with_a_number_is_held_in_order():
    text = f"{OPEN}في مجموعة «{OPEN}50 or older{CLOSE}» و{OPEN}35–49{CLOSE}{CLOSE}"
    written = body(Document("ع", Language("ar"), (Paragraph(text), Paragraph(f"هنا {OPEN}35–49{CLOSE}"))))
    runs = [text for text in written.iter(f"{W}t") if re.search(r"\d", text.text)]
    assert [run.text for run in runs] == ["في مجموعة «\u200e50 or older» و\u200e35–49\u200e", "\u200e35–49\u200e"]


def test_isolates_become_runs(arabic, english):
    for document in (arabic, english):
        assert not any(
            re.search("[\u2066-\u2069]", data.decode("utf-8", "ignore")) for data in parts(document).values()
        )
    off = [run for run in body(arabic).iter(f"{W}r") if run.find("w:rPr/w:rtl[@w:val='0']", NS) is not None]
    assert [run.findtext("w:t", namespaces=NS) for run in off] == ["90", "HireVue Assess 2.1", "80%", "25%", "Atlas"]
    on = [run for run in body(english).iter(f"{W}r") if run.find("w:rPr/w:rtl", NS) is not None]
    assert [run.findtext("w:t", namespaces=NS) for run in on] == ["الاتفاق"]


def test_the_cached_reference_speaks_the_language(arabic):
    assert "المادة 2" in list(body(arabic).itertext(f"{W}t"))


def test_nothing_of_the_mark_is_left_when_there_is_none(english):
    plain = Document(english.title, english.language, english.blocks)
    assert b"not for the other side" not in b"".join(parts(plain).values())


@pytest.mark.parametrize("text", ["a\x00b\x0b\x1fc", "a\ud800bc", "a\ufffeb\u202ec"])
def test_what_xml_cannot_hold_is_dropped(text):
    assert "abc" in list(body(Document("T", Language("en"), (Paragraph(text),))).itertext(f"{W}t"))


def test_hostile_words_stay_words(hostile):
    root = body(hostile)
    assert root.find(".//script") is None
    assert "<script>alert(1)</script>" in "".join(root.itertext(f"{W}t"))


def test_every_part_is_well_formed_and_in_the_order_of_the_schema(english, arabic):
    """Word refuses a table or paragraph whose properties stand in the wrong order."""
    order = {
        "tblPr": ["tblStyle", "bidiVisual", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar"],
        "tcPr": ["tcW", "tcBorders", "shd"],
        "pPr": [
            "pStyle",
            "keepNext",
            "keepLines",
            "numPr",
            "pBdr",
            "shd",
            "tabs",
            "bidi",
            "spacing",
            "ind",
            "jc",
            "outlineLvl",
        ],
        "rPr": ["rFonts", "b", "bCs", "color", "sz", "szCs", "rtl", "lang"],
        "style": ["name", "basedOn", "next", "qFormat", "pPr", "rPr", "tblPr"],
        "lvl": ["start", "numFmt", "pStyle", "suff", "lvlText", "lvlJc", "pPr", "rPr"],
        "sectPr": ["headerReference", "footerReference", "pgSz", "pgMar", "cols", "bidi", "docGrid"],
    }
    for document in (english, arabic):
        for name, data in parts(document).items():
            if not name.endswith(".xml"):
                continue
            for element in etree.fromstring(data).iter():
                local = etree.QName(element).localname
                if local in order and element.tag.startswith(W):
                    children = [etree.QName(child).localname for child in element]
                    places = [order[local].index(child) for child in children]
                    assert places == sorted(places), (name, local, children)
