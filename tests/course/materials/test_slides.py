"""Slides: from eight to fourteen, with their sources, and needing nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import io
from html.parser import HTMLParser

import pypdfium2
import pytest

from toolkit.course.materials.brief import ESTABLISHED, best_source, case_of, figure_of
from toolkit.course.materials.slides import deck, key_points, outline
from toolkit.course.topics import TOPICS
from toolkit.documents import Slide, write_deck_html, write_deck_pdf
from toolkit.languages import KNOWN, Language, strip

ENGLISH = Language("en")
NUMBERS = [topic.number for topic in TOPICS]
BOTH = [pytest.param(topic, code, id=f"{topic}-{code}") for topic in NUMBERS for code in KNOWN]


class Reader(HTMLParser):
    """The tags of a page, and what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [name for name, _ in attrs if name in ("src", "href", "srcset", "data", "action", "poster")]


def shown(slide: Slide) -> str:
    return " ".join((slide.title, slide.lead, *slide.points))


@pytest.mark.parametrize(("topic", "code"), BOTH)
def test_a_deck_is_whole(topic: int, code: str) -> None:
    found = deck(topic, Language(code))
    kinds = [slide.kind for slide in found.slides]
    assert 8 <= len(kinds) <= 14
    assert kinds[0] == "title"
    assert (kinds.count("case"), kinds.count("figure")) == (2, 2)
    assert kinds.count("question") >= 3
    assert len([slide for slide in found.slides if slide.boxes]) == 1  # the exercise
    assert all(shown(slide).strip() for slide in found.slides)


@pytest.mark.parametrize(("topic", "code"), BOTH)
def test_cases_and_figures_show_their_source_and_keep_what_is_alleged_in_the_notes(topic: int, code: str) -> None:
    speech = Language(code)
    slides = iter(slide for slide in deck(topic, speech).slides if slide.kind in ("case", "figure"))
    for one in outline(topic).middle:
        if "case" in one.raw:
            case, slide = case_of(one.text("case")), next(slides)
            assert slide.lead == case.say(speech)
            assert best_source(case).link in slide.foot
            assert strip(case.say_lesson(speech)) in strip(slide.note)
            assert (strip(speech.say(ESTABLISHED, text="")).strip() in strip(slide.note)) == bool(case.established)
        elif "figure" in one.raw:
            figure, slide = figure_of(one.text("figure")), next(slides)
            assert len(slide.bars) == len(figure.parts)
            assert max((bar.share for bar in slide.bars), default=1) == 1
            assert best_source(figure).link in slide.foot
            assert strip(figure.say(speech)) in strip(slide.lead)  # what it does not say is on the wall beside it


def test_the_solution_is_for_whoever_leads_only() -> None:
    for topic in NUMBERS:
        (slide,) = [slide for slide in deck(topic, ENGLISH).slides if slide.boxes]
        assert slide.note.startswith("The solution")
        assert "solution" not in shown(slide).lower()


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_page_needs_nothing_from_elsewhere(code: str) -> None:
    found = deck(1, Language(code))
    page = write_deck_html(found)
    reader = Reader()
    reader.feed(page)
    assert reader.fetched == []
    assert not {"link", "img", "iframe", "object", "embed", "a"} & set(reader.tags)
    assert reader.tags.count("section") == len(found.slides)
    assert f'dir="{found.language.direction}"' in page
    assert "url(" not in page
    assert "@import" not in page
    script = page.split("<script>")[1].split("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in page
    assert all(slide.note == "" or 'class="note"' in page for slide in found.slides)


@pytest.mark.slow
@pytest.mark.parametrize(("topic", "code"), [(5, "en"), (7, "ar")])
def test_the_pdf_has_a_page_for_each_slide(topic: int, code: str) -> None:
    found = deck(topic, Language(code))
    pages = pypdfium2.PdfDocument(io.BytesIO(write_deck_pdf(found)))
    assert len(pages) == len(found.slides)
    width, height = pages[0].get_size()
    assert width / height == pytest.approx(16 / 9, rel=0.001)


def test_a_poster_takes_three_key_points_that_are_there() -> None:
    for topic in NUMBERS:
        places = outline(topic).poster
        assert len(set(places)) == 3
        assert max(places) < len(key_points(topic, ENGLISH))
