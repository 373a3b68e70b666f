"""The looks of a Word file, per language and direction: styles, numbering and settings as Word's own XML.

Direction is said once, in the styles: whoever goes on writing in the file, in Word or LibreOffice, stays in it.
Sources: ECMA-376 part 1, 17.3 (paragraphs, runs), 17.7 (styles), 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import quoteattr

from toolkit.documents.document import Document
from toolkit.documents.runs import clean

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

# One face with Latin and Arabic letters that Word and LibreOffice have (or replace) everywhere: in Word the font for
# complex script also draws Latin letters and digits inside right-to-left runs, which Noto Sans Arabic does not hold.
FONT = "Arial"
_SUBSTITUTES = (("Arial", "Noto Sans"),)

_INK, _QUIET, _ALARM, _LINE = "1B1F24", "57606A", "A33A00", "9AA4AE"

# Word wants a place with the language, for its spelling; where the document names none, a usual one.
_WITH_PLACE = {"en": "en-GB", "ar": "ar-SA", "fr": "fr-FR", "es": "es-ES", "pt": "pt-PT"}


def language_tag(document: Document) -> str:
    """The language as Word names it: ``"ar-MA"``."""
    code, _, place = document.language.tag.replace("_", "-").partition("-")
    return f"{code}-{place.upper()}" if place else _WITH_PLACE.get(code, code)


def beside(style: str) -> str:
    """The style of the second of two languages that stands in for one of the first."""
    return f"{style}Beside"


def styles_xml(document: Document, second: Document | None = None) -> str:
    """All styles that our files use, and no others; with those of a second language beside the first."""
    rtl = document.language.direction == "rtl"
    tag = language_tag(document)
    language = f'<w:lang w:val="en-GB" w:bidi="{tag}"/>' if rtl else f'<w:lang w:val="{tag}" w:bidi="ar-SA"/>'
    styles = _paragraph_styles(document)
    if second is not None:
        styles += _paragraph_styles(second, list_id=3, name=beside)
    fonts = " ".join(f'w:{slot}="{FONT}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    xml = (
        f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>'
        f'<w:color w:val="{_INK}"/><w:sz w:val="21"/><w:szCs w:val="22"/>{language}</w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="{_leading(document)}" w:lineRule="auto"/></w:pPr>'
        f"</w:pPrDefault></w:docDefaults>{''.join(styles)}{_TABLE_STYLES}</w:styles>"
    )
    return _closer(xml) if document.one_page else xml


def _closer(xml: str) -> str:
    """The same styles with letters one point smaller and half the room between paragraphs, for a text of one page."""
    xml = re.sub(r"""(w:(?:before|after)=['"])(\d+)""", lambda found: f"{found[1]}{int(found[2]) // 2}", xml)
    xml = re.sub(r"""(<w:sz(?:Cs)? w:val=['"])(\d+)""", lambda found: f"{found[1]}{max(int(found[2]) - 2, 16)}", xml)
    return re.sub(r"""(w:line=['"])(276|300)""", lambda found: f"{found[1]}{int(found[2]) - 28}", xml)


def _leading(document: Document) -> int:
    """How far lines stand apart: Arabic letters reach higher and lower."""
    return 300 if document.language.direction == "rtl" else 276


def _paragraph_styles(document: Document, *, list_id: int = 1, name: Callable[[str], str] | None = None) -> list[str]:
    """The styles of one language; a second one in the same file says its own direction, language and names."""
    rtl = document.language.direction == "rtl"
    margin = "<w:spacing w:after='0'/><w:jc w:val='center'/>"
    if name is None:
        normal = _style("Normal", "Normal", based="", paragraph="<w:bidi/>" * rtl, run="<w:rtl/>" * rtl, default=True)
    else:
        tag = language_tag(document)
        lang = f'<w:lang w:bidi="{tag}"/>' if rtl else f'<w:lang w:val="{tag}"/>'
        flag = "" if rtl else ' w:val="0"'
        normal = _style(
            "Normal",
            "Normal",
            f"<w:bidi{flag}/><w:spacing w:line='{_leading(document)}' w:lineRule='auto'/>",
            f"<w:rtl{flag}/>{lang}",
            name=name,
            root="Normal",
        )

    def style(id: str, label: str, paragraph: str = "", run: str = "", **more: Any) -> str:
        return _style(id, label, paragraph, run, name=name, **more)

    return [
        normal,
        style("Title", "Title", "<w:keepNext/><w:spacing w:before='120' w:after='240'/>", _size(17, bold=True)),
        *(
            style(
                f"Heading{level}",
                f"heading {level}",
                f"<w:keepNext/><w:keepLines/><w:spacing w:before='{before}' w:after='100'/>"
                f"<w:outlineLvl w:val='{level - 1}'/>",
                _size(size, bold=True),
                following="Normal",
            )
            for level, size, before in ((1, 14, 360), (2, 12, 280), (3, 11, 240), (4, 10.5, 200), (5, 10.5, 200))
        ),
        style(
            "Article",
            "Article",
            f"<w:keepNext/><w:keepLines/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{list_id}'/></w:numPr>"
            "<w:spacing w:before='360' w:after='120'/><w:outlineLvl w:val='0'/>",
            _size(12.5, bold=True),
            following="ArticleParagraph",
        ),
        style(
            "ArticleParagraph",
            "Article Paragraph",
            f"<w:numPr><w:ilvl w:val='1'/><w:numId w:val='{list_id}'/></w:numPr><w:spacing w:before='60'/>",
        ),
        style(
            "ArticlePoint",
            "Article Point",
            f"<w:numPr><w:ilvl w:val='2'/><w:numId w:val='{list_id}'/></w:numPr><w:spacing w:after='80'/>",
        ),
        style(
            "ListBullet",
            "List Bullet",
            f"<w:numPr><w:ilvl w:val='0'/><w:numId w:val='{list_id + 1}'/></w:numPr><w:spacing w:after='80'/>",
        ),
        style("Lead", "Lead", "<w:spacing w:after='200'/>", _size(12, colour=_QUIET)),
        style("Note", "Note", _boxed(_LINE)),
        style("Warning", "Warning", _boxed(_ALARM)),
        style("Mark", "Mark", "<w:jc w:val='center'/>", _size(10, bold=True, colour=_ALARM)),
        style("Caption", "caption", "<w:keepNext/><w:spacing w:before='160' w:after='80'/>", _size(10.5, bold=True)),
        style("TableText", "Table Text", "<w:spacing w:before='40' w:after='40' w:line='259'/>", _size(10)),
        style("TableHead", "Table Head", "<w:keepNext/>", _size(10, bold=True), based="TableText"),
        style(
            "TableSmall",
            "Table Small",
            "<w:spacing w:before='10' w:after='10' w:line='228'/>",
            _size(8),
            based="TableText",
        ),
        style("TableHeadSmall", "Table Head Small", "<w:keepNext/>", _size(8, bold=True), based="TableSmall"),
        style("TableBand", "Table Band", "<w:keepNext/>", _size(8, bold=True), based="TableSmall"),
        style("FactsLabel", "Facts Label", "", _size(10.5, bold=True), based="TableText"),
        style("FactsText", "Facts Text", "", _size(10.5), based="TableText"),
        style("Party", "Party", "<w:keepNext/>", _size(10.5, bold=True), based="TableText"),
        style("SignatureLabel", "Signature Label", "<w:keepNext/>", _size(8.5, colour=_QUIET), based="TableText"),
        style("Spacer", "Spacer", "<w:spacing w:before='0' w:after='60' w:line='120' w:lineRule='exact'/>", _size(4)),
        style("Header", "header", margin, _size(9, bold=True, colour=_ALARM)),
        style("Footer", "footer", margin, _size(9, colour=_QUIET)),
    ]


def numbering_xml(document: Document, second: Document | None = None) -> str:
    """The legal numbering (article, 1.1, (a)) and the bullets, as lists that Word counts itself."""
    lists = _lists(document)
    if second is not None:
        lists += _lists(second, name=beside)
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for n, levels in enumerate(lists, start=1)
    )
    numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists) + 1))
    return f'<w:numbering xmlns:w="{NAMESPACE}">{abstract}{numbers}</w:numbering>'


def _lists(document: Document, *, name: Callable[[str], str] = str) -> list[str]:
    """The levels of the legal numbering and of the bullets, for one language."""
    rtl = document.language.direction == "rtl"
    word = clean(document.article_word).replace("%", "")
    letters = "arabicAbjad" if document.language.code == "ar" else "lowerLetter"
    hanging = max(1361, 150 * (len(word) + 3))  # room for the word and two digits: "Cláusula 10"
    levels = [
        _level(0, "decimal", f"{word} %1", (hanging, hanging), name("Article"), rtl, label="<w:b/><w:bCs/>"),
        _level(1, "decimal", "%1.%2", (680, 680), name("ArticleParagraph"), rtl, plain_digits=True),
        _level(2, letters, "(%3)", (1191, 511), name("ArticlePoint"), rtl),
    ]
    return ["".join(levels), _level(0, "bullet", "•", (454, 284), name("ListBullet"), rtl)]


def settings_xml(document: Document) -> str:
    """Settings without any trace of earlier editing."""
    tag = language_tag(document)
    language = f'w:val="en-GB" w:bidi="{tag}"' if document.language.direction == "rtl" else f'w:val="{tag}"'
    return (
        f'<w:settings xmlns:w="{NAMESPACE}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang {language}/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def fonts_xml() -> str:
    """Which font stands in where ours is missing."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="swiss"/></w:font>'
        for name, other in _SUBSTITUTES
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{NAMESPACE}">{fonts}</w:fonts>'


def _style(
    id: str,
    label: str,
    paragraph: str = "",
    run: str = "",
    *,
    based: str = "Normal",
    following: str = "",
    default: bool = False,
    name: Callable[[str], str] | None = None,
    root: str = "",
) -> str:
    custom = "" if default or label.islower() or label in ("Title", "List Bullet") else ' w:customStyle="1"'
    if name is not None:
        # A second language: other names, and on the ground of the first the style that turns the direction.
        id, label, custom = name(id), f"{label} Beside", ' w:customStyle="1"'
        based, following = root or name(based), name(following) if following else ""
    first = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="paragraph"{first}{custom} w:styleId="{id}"><w:name w:val="{label}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _size(points: float, *, bold: bool = False, colour: str = "") -> str:
    half, complex_half = round(points * 2), round(points * 2) + 1  # Arabic looks smaller at the same size
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + f'<w:sz w:val="{half}"/><w:szCs w:val="{complex_half}"/>'
    )


def _boxed(colour: str) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="5" w:color="{colour}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:keepLines/><w:pBdr>{sides}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F3F5F7"/>'
        '<w:spacing w:before="200" w:after="200"/><w:ind w:left="113" w:right="113"/>'
    )


def _level(
    level: int,
    kind: str,
    text: str,
    indent: tuple[int, int],
    style: str,
    rtl: bool,
    *,
    label: str = "",
    plain_digits: bool = False,
) -> str:
    left, hanging = indent
    # Left and right are those of the page here, in right-to-left paragraphs too (ECMA-376 part 1, 17.9.7).
    side = "right" if rtl else "left"
    direction = "" if not rtl else '<w:rtl w:val="0"/>' if plain_digits else "<w:rtl/>"
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/>'
        f'<w:suff w:val="tab"/><w:lvlText w:val={quoteattr(text)}/><w:lvlJc w:val="{side}"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs><w:ind w:left="{left}" w:hanging="{hanging}"/>'
        f"</w:pPr><w:rPr>{label}{direction}</w:rPr></w:lvl>"
    )


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
# A box with a border of its own reaches over the edge of its words, and must not touch the rule.
_BESIDE_RULE = '<w:tblCellMar><w:left w:w="227" w:type="dxa"/><w:right w:w="227" w:type="dxa"/></w:tblCellMar>'
_TABLE_STYLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_MARGINS}</w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="TableColumns"><w:name w:val="Table Columns"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:insideV w:val="single" w:sz="4" w:space="0" '
    f'w:color="{_LINE}"/></w:tblBorders>{_BESIDE_RULE}</w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="TablePlain"><w:name w:val="Table Plain"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
