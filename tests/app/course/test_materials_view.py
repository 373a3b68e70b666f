"""The materials of a topic on the page."""

import io
import zipfile

import pytest

from toolkit.app.course.materials_view import MaterialsView
from toolkit.app.kit.fields import Choice, TakeAway
from toolkit.course import pieces


@pytest.mark.slow
def test_the_page_makes_all_materials_and_lets_them_grow_old() -> None:
    view = MaterialsView("es")
    topic = view.items["topic"]
    assert isinstance(topic, Choice)
    assert [value for value, _ in topic.options] == list("1234567")
    view.fill(topic="6", language="en", step="papers")
    view._make()
    whole, slides, brief = (item for item in view.made if isinstance(item, TakeAway))
    ((_, name, _, packed),) = whole.files
    assert name == "06 Sharing across unions.zip"
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names)) == sum(len(piece.formats) for piece in pieces(6, "en"))
        assert {name.split("/")[0] for name in names} == {"Brief", "Slides", "Cards", "Poster", "On paper"}
        assert archive.read("Brief/01 Brief on topic 6 Sharing across unions.pdf").startswith(b"%PDF")
    assert [name.rpartition(".")[2] for _, name, _, _ in slides.files] == ["html", "pdf"]
    assert "A supplier sells the same system in ten countries" in brief.page
    view.let_grow_old(frozenset({"topic"}))
    assert not view.made
    assert view.outdated


def test_without_a_choice_it_is_the_first_topic_in_the_language_of_the_page() -> None:
    view = MaterialsView("ar")
    view.fill(topic="99", language="xx")
    assert (view.topic, view.chosen_language.code) == (1, "ar")
