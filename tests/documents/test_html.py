"""The page for a phone: complete, quiet, and deaf to what texts would like to be."""

import re
from html.parser import HTMLParser

from toolkit.documents import Document, Paragraph, write_html
from toolkit.languages import Language


class Seen(HTMLParser):
    """What a browser would see: tags with their attributes, and the words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_says_its_language_direction_and_width(english, arabic):
    assert Seen(write_html(english)).all("html") == [{"lang": "en", "dir": "ltr"}]
    assert Seen(write_html(arabic)).all("html") == [{"lang": "ar-MA", "dir": "rtl"}]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in Seen(write_html(english)).all(
        "meta"
    )


def test_headings_numbers_and_letters(english):
    page = write_html(english)
    assert "<title>Agreement on systems</title>" in page
    assert "<h1>Agreement on systems</h1>" in page
    assert '<h2><span class="number">Article 1</span> Notice</h2>' in page
    assert '<p class="numbered"><span class="number">1.2</span> <span>No use before that.</span></p>' in page
    assert '<li><span class="number">(a)</span> <span>what is decided;</span></li>' in page


def test_references_lead_to_their_article(english):
    seen = Seen(write_html(english))
    ids = {attributes.get("id") for _, attributes in seen.tags}
    links = [attributes["href"] for attributes in seen.all("a")]
    assert links == ["#_Ref83516686", "#_Ref16084131"]
    assert all(link[1:] in ids for link in links)


def test_isolates_become_elements(arabic):
    page = write_html(arabic)
    assert '<bdi dir="ltr">HireVue Assess 2.1</bdi>' in page
    assert not re.search("[\u2066-\u2069]", page)


def test_tables_and_pictures_are_said_too(english):
    seen = Seen(write_html(english))
    assert [head["scope"] for head in seen.all("th")] == ["col", "col"]
    assert [picture["alt"] for picture in seen.all("img")] == ["Women 25 percent"]


def test_nothing_is_fetched(english):
    seen = Seen(write_html(english))
    targets = [value for _, attributes in seen.tags for name, value in attributes.items() if name in ("src", "href")]
    assert all(target.startswith(("#", "data:image/png;base64,")) for target in targets)
    assert not {"script", "link", "iframe"} & {tag for tag, _ in seen.tags}
    assert "url(" not in write_html(english)
    assert "default-src 'none'" in write_html(english)


def test_hostile_words_in_every_field_are_inert(hostile):
    page = write_html(hostile)
    seen = Seen(page)
    assert "script" not in {tag for tag, _ in seen.tags}
    assert not [name for _, attributes in seen.tags for name in attributes if name.startswith("on")]
    # mark, title twice, heading, four paragraphs, bullet, facts twice, caption, header, cell, article word twice,
    # article title, paragraph, point, party
    assert seen.words.count("<script>alert(1)</script>") == 20
    style = page[page.index("<style>") : page.index("</style>")]
    assert "<" not in style.removeprefix("<style>")


def test_the_mark_stands_on_the_page_and_on_paper():
    page = write_html(Document("T", Language("en"), (Paragraph("x"),), mark='A "b"'))
    assert '<p class="mark">A &#34;b&#34;</p>' in page
    assert '@top-center { content: "A\\000020\\000022b\\000022"' in page
    assert 'class="mark"' not in write_html(Document("T", Language("en"), ()))
