"""Two small agreements that the tests of this room write and read."""

import struct
import zlib

import pytest

from toolkit.documents import (
    Article,
    Bullets,
    Document,
    Facts,
    Heading,
    Numbered,
    Paragraph,
    Picture,
    Reference,
    Signatures,
    Table,
)
from toolkit.languages import Language


@pytest.fixture(scope="session")
def png() -> bytes:
    """A picture of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


@pytest.fixture(scope="session")
def english(png: bytes) -> Document:
    points = ("what is decided;", ("the audit of ", Reference("bias"), "."))
    return Document(
        title="Agreement on systems",
        language=Language("en"),
        blocks=(
            Paragraph("Between the parties.", "lead"),
            Facts((("Union", "Dock Workers"), ("Employer", "Harbour Ltd"))),
            Heading("Terms"),
            Article(
                "prior-notice",
                "Notice",
                (Numbered("The employer tells the union:", points), Numbered("No use before that.")),
            ),
            Article("bias", "Audit", (Numbered(("After the notice of ", Reference("prior-notice"), ".")),)),
            Table(("Group", "Rate"), (("Women", "25%"), ("Men",)), caption="Rates"),
            Paragraph("Small groups are not shown.", "note"),
            Paragraph("Mind the date.", "warning"),
            Bullets(("One.", "Two: \u2068الاتفاق\u2069.")),
            Picture(png, "Women 25 percent", 4),
            Signatures(("For Dock Workers", "For Harbour Ltd")),
        ),
        mark="For us — not for the other side",
        author="Dock Workers",
    )


@pytest.fixture(scope="session")
def arabic() -> Document:
    points = ("الغرض من النظام؛", ("التدقيق في ", Reference("bias"), "."))
    return Document(
        title="اتفاقية جماعية",
        language=Language("ar-MA"),
        blocks=(
            Heading("أحكام عامة"),
            Article(
                "notice",
                "الإشعار المسبق",
                (Numbered("قبل \u206890\u2069 يومًا من استعمال \u2068HireVue Assess 2.1\u2069.", points),),
            ),
            Article("bias", "التدقيق", (Numbered("أقل من \u206880%\u2069 من المعدل."),)),
            Table(("الفئة", "المعدل"), (("النساء", "\u206825%\u2069"),)),
            Bullets(("نسخة لكل طرف.",)),
            Signatures(("عن النقابة", "عن شركة \u2068Atlas\u2069")),
        ),
        mark="لنا فقط",
        article_word="المادة",
    )


HOSTILE = '<script>alert(1)</script> " \' & ]]> #read("/etc/passwd") $x$ *b* `c` \\u{41} {{ 7*7 }}'


@pytest.fixture(scope="session")
def hostile(png: bytes) -> Document:
    """A document in which every field holds what could run, somewhere."""
    return Document(
        title=HOSTILE,
        language=Language("en"),
        blocks=(
            Heading(HOSTILE),
            *(Paragraph(HOSTILE, kind) for kind in ("body", "note", "warning", "lead")),
            Bullets((HOSTILE,)),
            Facts(((HOSTILE, HOSTILE),)),
            Table((HOSTILE,), ((HOSTILE,),), caption=HOSTILE),
            Article("a", HOSTILE, (Numbered(HOSTILE, (HOSTILE, ("see ", Reference("a")))),)),
            Signatures((HOSTILE,)),
            Picture(png, HOSTILE, 2),
        ),
        mark=HOSTILE,
        author=HOSTILE,
        article_word=HOSTILE,
    )
