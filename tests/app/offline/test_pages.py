"""Lessons as pages without a server: what stands in them, and what may run."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import date

import pytest

from toolkit.app.offline.exercises import choice
from toolkit.app.offline.lessons import INDEX, offline_pages
from toolkit.app.offline.on_paper import BY_HAND, NEEDS_SERVER
from toolkit.app.offline.page import run_cell
from toolkit.app.offline.verbs import offline_verbs
from toolkit.course.plans.lesson import lesson, lesson_notebooks
from toolkit.languages import KNOWN, Language
from toolkit.markup import json_in_page, markup
from toolkit.rights import provisions

WORKED_ON = {"ask", "ask_ten", "discuss", "fill_in"}


@pytest.fixture(scope="module")
def arabic() -> dict[str, str]:
    return {name: page for name, _, page in offline_pages(["ar"], topics=(3, 6), place="KE", on=date(2027, 2, 1))}


def test_a_page_holds_all_that_it_needs_and_lets_nothing_else_run(arabic: dict[str, str]) -> None:
    assert len(arabic) == 3
    for name, page in arabic.items():
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
        assert policy
        assert "default-src 'none'" in policy[1]
        assert "connect-src 'none'" in policy[1]
        scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
        hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts]
        assert len(scripts) == (name != INDEX)
        assert all(f"'sha256-{one}'" in policy[1] for one in hashes)
        assert not re.search(r'(?:src|srcset)="(?!data:)|<link|@import|url\((?!data:)', page)
        assert '<html lang="ar" dir="rtl">' in page


def test_the_pages_lead_to_one_another(arabic: dict[str, str]) -> None:
    several = {name: page for name, _, page in offline_pages(["en", "pt"], topics=(6,))}
    assert sorted(name.partition("/")[0] for name in several) == ["en", "en", INDEX, "pt", "pt"]
    for name, page in several.items():
        folder = name.rpartition("/")[0]
        for link in re.findall(r'href="([^"#:]+)"', page):
            import posixpath
            from urllib.parse import unquote

            assert posixpath.normpath(posixpath.join(folder, unquote(link))) in several, (name, link)


def test_law_of_the_country_stands_in_the_lesson_on_rights(arabic: dict[str, str]) -> None:
    page = next(page for name, page in arabic.items() if lesson(3, "ar").title in page and name != INDEX)  # type: ignore[union-attr]
    own = [one for one in provisions(place="KE", on=date(2027, 2, 1)) if one.place == "KE"]
    assert own
    assert page.count('class="tk-badge"') == len(provisions(place="KE", on=date(2027, 2, 1)))
    without = offline_verbs(Language("en"))["claim_rights"]("en")
    assert "No country was chosen" in without
    assert "tk-badge" not in without


@pytest.mark.parametrize("code", KNOWN)
def test_what_needs_a_server_is_said_and_has_a_way_by_hand(code: str) -> None:
    called = {
        verb
        for path in lesson_notebooks().values()
        for verb in re.findall(r"\b([a-z_]+)\(", path.read_text(encoding="utf-8"))
    }
    verbs = offline_verbs(Language(code))
    needing = {name for name in called & set(verbs) if not name.startswith(("show_", "say_"))} - WORKED_ON
    assert needing == set(BY_HAND)
    for name, how in BY_HAND.items():
        shown = verbs[name]("bias", code) if name == "draft_clause" else verbs[name](code)
        assert Language(code).say(NEEDS_SERVER)[:20] in shown
        assert shown.count("<textarea") == len(how.labels)


def test_a_cell_does_what_it_says_with_the_verbs_of_the_page() -> None:
    names: dict[str, object] = {}
    verbs = {"ask": lambda name, language: markup("<p>{} {}</p>", name, language), "name": lambda: "<b>nobody</b>"}
    assert run_cell('language = "en"', names, verbs) == ""
    assert run_cell("from toolkit.app import ask as put\nimport math", names, verbs) == ""
    assert run_cell("root = math.sqrt(4)\nput(root, language)", names, verbs) == "<p>2.0 en</p>"
    assert run_cell("root", names, verbs) == ""  # a number is no piece of page
    assert run_cell("from toolkit.app import name\nname()", names, verbs) == ""  # nor is a text, whatever stands in it


def test_words_of_records_stay_words() -> None:
    told = json_in_page({"said": "</script><b>"})
    assert "<" not in told
    assert json.loads(told) == {"said": "</script><b>"}
    assert "<i>" not in choice('a"b', "<i>", [("<x>", "<i>")], "<t>")
