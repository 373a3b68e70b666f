"""What was saved of one table is followed on the page for the next one; what is new or missing is said."""

from __future__ import annotations

from typing import Any

from tests.app.audit.test_audit_view import enter, errors, give, piece, press, view
from tests.app.audit.test_banding import chosen, people
from toolkit.languages import strip


def give_recipe(page: Any, content: bytes) -> None:
    message = {"event": "file", "name": "recipe", "id": "2", "file": "recipe.yml", "size": len(content), "at": 0}
    page.take(message, [content])


def saved() -> bytes:
    page = view()
    give(page, people())
    enter(
        page, decision="points", bands_2="30", selected=["≥30"], effect="benefit", groups=["age", "sex"], step="people"
    )
    enter(page, bands_0="45", said="were hired", step="report")
    press(page, "make")
    assert page.recipe is not None
    return page.recipe.text().encode()


def test_a_recipe_is_followed_on_the_next_table_and_new_values_are_asked() -> None:
    recipe = saved()
    for recipe_first in (True, False):
        page = view()
        later = people() + b"\n33;others;77"
        if recipe_first:
            give_recipe(page, recipe)
        give(page, later)
        if not recipe_first:
            give_recipe(page, recipe)
        assert "stands in the next steps" in piece(page, "followed")
        enter(page, step="report")
        assert (page.model.meaning.selected, page.model.meaning.said) == (("≥30",), "were hired")
        press(page, "make")
        assert chosen(page)["<45"] == (51, 251)
        assert page.result is not None
        assert page.result.finding("reading").notes == ("spellings",)
        enter(page, settle_confirmed=["spellings"])
        press(page, "make")
        assert not any(one.kind == "reading" for one in page.result.findings)


def test_what_of_a_recipe_cannot_be_followed_is_said() -> None:
    page = view()
    give_recipe(page, saved() + b"reading:\n  zone: Africa/Dakar\n")
    give(page, b"sex,hired\n" + b"women,yes\nmen,no\n" * 20)
    told = strip(piece(page, "followed"))
    assert "does not have: points and age" in told
    assert "left out: zone" in told
    enter(page, step="report")
    press(page, "make")
    assert page.result is None
    assert list(errors(page)) == ["decision"]


def test_what_is_no_recipe_is_refused_beside_its_entry() -> None:
    bomb = b"roles: {decision: x}\nvalues:\n  a: &a [x, x]\n  b: [*a, *a]\n"
    for content in (b"\xff\xfe", b"- 1", b"roles: {nothing: 1}", bomb, b"[" * 5000):
        page = view()
        give_recipe(page, content)
        assert list(errors(page)) == ["recipe"], content[:20]
        assert page.model.recipe is None
