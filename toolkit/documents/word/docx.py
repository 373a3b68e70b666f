"""Write a document as a Word file that the other side's lawyer can work in."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from toolkit.documents.document import Bilingual, Document
from toolkit.documents.runs import clean, plain
from toolkit.documents.word.styles import fonts_xml, language_tag, numbering_xml, settings_xml, styles_xml

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

# What the blank file of the library carries and nobody needs: another programme's name, a thumbnail, its own history.
_LEFTOVERS = ("customXml", "stylesWithEffects", "webSettings", "thumbnail", "extended-properties")
_LONGEST_PROPERTY = 255


def write_docx(document: Document) -> bytes:
    """The document as a Word file: numbering, references and direction are Word's own, nothing else is inside."""
    return _written(document, None)


def write_docx_columns(pair: Bilingual) -> bytes:
    """Two languages side by side as a Word file: a row a paragraph, each column counted and referred to by itself."""
    return _written(pair.first, pair)


def _written(document: Document, pair: Bilingual | None) -> bytes:
    import docx

    from toolkit.documents.word.body import Body
    from toolkit.documents.word.columns import Columns

    word = docx.Document()
    _dress(word, document, pair.second if pair else None)
    body: Any = word.element.body
    section = body.sectPr
    for element in Columns(pair, word).elements() if pair else Body(document, word).elements():
        section.addprevious(element)
    _set_page(word, document, pair.second if pair else None)
    _describe(word, document)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _dress(word: WordDocument, document: Document, second: Document | None) -> None:
    """Our styles, numbering and settings in place of those of the blank file; its leftovers out."""
    from docx.oxml import parse_xml

    for element, xml in (
        (word.styles.element, styles_xml(document, second)),
        (word.part.numbering_part.element, numbering_xml(document, second)),
        (word.settings.element, settings_xml(document)),
    ):
        root: Any = element
        for child in list(root):
            root.remove(child)
        for child in list(parse_xml(xml)):
            root.append(child)
    for relations in (word.part.rels, word.part.package.rels):
        for key, relation in list(relations.items()):
            kind = relation.reltype.rsplit("/", 1)[-1]
            if kind in _LEFTOVERS:
                del relations[key]
            elif kind == "fontTable":
                relation.target_part._blob = fonts_xml().encode("utf-8")


def _set_page(word: WordDocument, document: Document, second: Document | None) -> None:
    """A4, the mark on top of every page, its number below."""
    from docx.shared import Cm

    from toolkit.documents.word.body import Body, field, w

    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8 if document.one_page else 2.3)
    section.header_distance = section.footer_distance = Cm(1.1)
    properties: Any = section._sectPr
    for name in [name for name in properties.attrib if "rsid" in name]:
        del properties.attrib[name]
    if document.language.direction == "rtl":
        # The schema wants it before the grid of lines.
        properties.find(f"{{{properties.nsmap['w']}}}docGrid").addprevious(w("bidi"))
    digit = w("t")
    digit.text = "1"
    page = w("p", w("pPr", w("pStyle", val="Footer")), *field("PAGE", [w("r", digit)]))
    marks = [Body(document, word).paragraph("Header", document.mark)]
    if second is not None and second.mark:
        marks.append(Body(second, word, beside=True).paragraph("Header", second.mark))
    for place, paragraphs in ((section.header, marks), (section.footer, [page])):
        place.is_linked_to_previous = False
        root: Any = place._element
        for child in list(root):
            root.remove(child)
        root.extend(paragraphs)


def _describe(word: WordDocument, document: Document) -> None:
    """Properties that say what the file is and who wrote it, as far as that was said."""
    properties = word.core_properties
    author = clean(document.author)[:_LONGEST_PROPERTY]
    properties.title = " ".join(plain(document.title, document).split())[:_LONGEST_PROPERTY]
    properties.author = author
    properties.last_modified_by = author
    properties.comments = ""
    properties.language = language_tag(document)
    properties.revision = 1
    properties.created = properties.modified = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
