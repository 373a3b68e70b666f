"""The pieces of a topic, as a pack or a command takes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.command_course import _KINDS
from toolkit.commands import main
from toolkit.course import TOPICS, Piece, pieces
from toolkit.course.materials.piece import KINDS
from toolkit.documents import read_docx
from toolkit.errors import DataError, UnknownSuffix
from toolkit.languages import KNOWN

NUMBERS = [topic.number for topic in TOPICS]


@pytest.mark.parametrize("code", KNOWN)
@pytest.mark.parametrize("topic", NUMBERS)
def test_each_topic_has_pieces_of_every_kind_under_names_of_their_own(topic: int, code: str) -> None:
    found = pieces(topic, code)
    names = [one.name for one in found]
    assert {one.kind for one in found} == set(KINDS)
    assert len(set(names)) == len(names)
    assert all(one.topic == topic and one.language.code == code and one.title for one in found)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for name in names)
    english = [(one.name, one.kind, one.formats) for one in pieces(topic, "en")]
    assert [(one.name, one.kind, one.formats) for one in found] == english


def one_of(topic: int, name: str) -> Piece:
    return next(one for one in pieces(topic, "en") if one.name == name)


def test_a_piece_is_written_by_the_ending(tmp_path: Path) -> None:
    brief = one_of(6, "brief-6")
    assert brief.formats == (".pdf", ".docx", ".html")
    written = brief.write(tmp_path / "brief.docx")
    assert any("A supplier sells the same system" in block.text for block in read_docx(written))
    with pytest.raises(UnknownSuffix):
        one_of(6, "poster-6").write(tmp_path / "poster.docx")
    assert not (tmp_path / "poster.docx").exists()


def test_a_topic_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(DataError, match="1 to 7"):
        pieces(8, "en")


@pytest.mark.slow
def test_the_command_writes_the_kinds_that_are_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _KINDS == KINDS
    home = tmp_path / "out"
    assert main(["course", "materials", "--topic", "3", "--language", "ar", "--kind", "slides", "--to", str(home)]) == 0
    assert sorted(path.name for path in home.iterdir()) == ["slides-3.html", "slides-3.pdf"]
    assert capsys.readouterr().out.split() == [str(home / "slides-3.html"), str(home / "slides-3.pdf")]
    assert 'dir="rtl"' in (home / "slides-3.html").read_text(encoding="utf-8")
    assert main(["course", "materials", "--topic", "9", "--to", str(home)]) != 0
