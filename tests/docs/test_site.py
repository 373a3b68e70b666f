"""The documentation site: it builds without a fault, and what it holds works on a disk without a network."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
ROOMS = ("audit", "bargaining", "charts", "course", "documents", "languages", "rights")
pytestmark = pytest.mark.xdist_group("documentation")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("myst_nb", reason="the dependency group “docs” is not installed")
    built = tmp_path_factory.mktemp("site")
    strictly = ["-W", "--keep-going", "--quiet", "-c", "docs", "-d", str(built / "doctrees")]
    unrun = ["-D", "nb_execution_mode=off"]  # notebooks are run by tests of their own
    command = [sys.executable, "-m", "sphinx", *strictly, *unrun, ".", str(built / "site")]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return built / "site"


class Fetched(HTMLParser):
    """What a browser fetches by itself for a page: scripts, styles, pictures, fonts."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "img", "iframe", "source"):
            self.places.append(given.get("src") or "")
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload", "modulepreload"):
            self.places.append(given.get("href") or "")


def test_no_page_fetches_anything_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 60
    for page in pages:
        fetched = Fetched()
        fetched.feed(page.read_text(encoding="utf-8"))
        for place in filter(None, fetched.places):
            assert not re.match(r"[a-z]+:|//", place.removeprefix("data:")), (page, place)
            if not place.startswith("data:"):
                assert (page.parent / place.partition("?")[0]).is_file(), (page, place)
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import\s+['\"](https?:)?//", style.read_text("utf-8")), style


def test_the_front_page_is_where_a_folder_has_it_and_leads_on(site: Path) -> None:
    target = re.search(r"url=([^\"]+)", (site / "index.html").read_text(encoding="utf-8"))
    assert target is not None
    assert "You take part" in (site / target[1]).read_text(encoding="utf-8")


def test_search_needs_no_server(site: Path) -> None:
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert index.startswith("Search.setIndex(")  # a script that the page loads, so that it works from a disk as well
    assert "docs/organiser/no-network" in index
    assert "docs/decisions/0009-publishing-is-linear-algebra" in index


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_has_its_place_in_the_reference(site: Path, room: str) -> None:
    page = (site / "docs" / "reference" / f"{room}.html").read_text(encoding="utf-8")
    for name in importlib.import_module(f"toolkit.{room}").__all__:
        assert f'id="toolkit.{room}.{name}"' in page, name


def test_a_lesson_stands_there_as_text_and_names_what_the_page_shows(site: Path) -> None:
    page = (site / "notebooks" / "4-seat-at-the-table.html").read_text(encoding="utf-8")
    assert "For the facilitator" in page
    assert "On the page: an exercise to work on." in page
    assert "DecisionLog.open" not in page
