"""Markdown, word for word."""

import re

import pytest

from toolkit.documents import Bullets, Document, Numbered, Paragraph, Signatures, Table, write_markdown
from toolkit.documents.document import Article, Reference
from toolkit.languages import Language

ENGLISH = r"""**For us — not for the other side**

# Agreement on systems

Between the parties.

- **Union:** Dock Workers
- **Employer:** Harbour Ltd

## Terms

<a id="_Ref16084131"></a>

## Article 1 – Notice

**1.1** The employer tells the union:

- (a) what is decided;
- (b) the audit of [Article 2](#_Ref83516686).

**1.2** No use before that.

<a id="_Ref83516686"></a>

## Article 2 – Audit

**2.1** After the notice of [Article 1](#_Ref16084131).

*Rates*

| Group | Rate |
| --- | --- |
| Women | 25% |
| Men |  |

> **Note:** Small groups are not shown.

> **Important:** Mind the date.

- One.
- Two: ISOLATEالاتفاقEND.

![Women 25 percent](data:image/png;base64,PICTURE)

**For Dock Workers**

- Name, position and signature: \_\_\_\_\_\_\_\_\_\_\_\_
- Place and date: \_\_\_\_\_\_\_\_\_\_\_\_

**For Harbour Ltd**

- Name, position and signature: \_\_\_\_\_\_\_\_\_\_\_\_
- Place and date: \_\_\_\_\_\_\_\_\_\_\_\_
"""


def written(*blocks: object) -> str:
    return write_markdown(Document("T", Language("en"), blocks)).removeprefix("# T\n\n").rstrip("\n")


def test_the_whole_document_in_english(english):
    shown = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,PICTURE", write_markdown(english))
    assert shown == ENGLISH.replace("ISOLATE", "\u2068").replace("END", "\u2069")


def test_arabic_stands_in_a_div_that_says_so(arabic):
    shown = write_markdown(arabic)
    assert shown.startswith('<div dir="rtl" lang="ar-MA">\n\n**لنا فقط**\n\n# اتفاقية جماعية\n\n')
    assert shown.endswith("\n\n</div>\n")
    assert "- (ب) التدقيق في [المادة 2](#_Ref83516686)." in shown
    assert "**\u20681.1\u2069** قبل \u206890\u2069 يومًا" in shown


def test_words_stay_words():
    assert written(Paragraph("a * b_c `d` [e](f) <g> & $h$ ~i~ j|k \\l")) == (
        r"a \* b\_c \`d\` \[e\](f) &lt;g&gt; &amp; \$h\$ \~i\~ j\|k \\l"
    )
    for text, shown in (
        ("# a", r"\# a"),
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        ("1.1 a", r"1\.1 a"),
        ("> a", "&gt; a"),
    ):
        assert written(Paragraph(text)) == shown


def test_a_table_keeps_its_rows_on_one_line():
    assert written(Table(("A|B",), (("one\ntwo",),))) == "| A\\|B |\n| --- |\n| one<br>two |"


def test_a_second_line_is_no_second_block():
    assert written(Bullets(("one\n\n# two",))) == "- one<br>\n\\# two"
    assert written(Article("a", "one\ntwo", (Numbered("x"),))).splitlines()[2] == "## Article 1 – one<br>two"


def test_hostile_words_are_no_html(hostile):
    tags = re.findall(r"<(?!br>|/?a\b)[^>]*>", write_markdown(hostile))
    assert tags == []


def test_a_party_without_a_name_leaves_its_lines_to_sign_and_no_rule_across_the_page() -> None:
    text = write_markdown(Document("t", Language("en"), (Signatures(("Union", "")),)))
    # Four asterisks on a line of their own would be a rule.
    assert text.count("**") == 2
    assert text.count("- Name, position and signature:") == 2


@pytest.mark.parametrize("mark", ["\x00", "￾￿", " \x1e "])
def test_a_mark_of_which_nothing_can_be_written_is_no_rule_across_the_page(mark: str) -> None:
    written = write_markdown(Document("Title", Language("ar"), (Paragraph("Text"),), mark=mark))
    assert "*" not in written


def test_an_exclamation_mark_before_a_reference_makes_no_picture_of_it() -> None:
    words = Paragraph(("Stop!", Reference("audit"), "!"))
    written = write_markdown(Document("t", Language("en"), (words, Article("audit", "Audit", (Numbered("x"),)))))
    assert re.search(r"Stop\\!\[Article 1\]\(#_Ref\d+\)!\n", written)
