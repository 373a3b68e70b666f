"""Files: the ending decides, and a failure loses nothing."""

import pytest

from toolkit.documents import read_docx, write
from toolkit.errors import SetupError, UnknownSuffix


@pytest.mark.parametrize(
    ("name", "start"), [("a.docx", b"PK"), ("a.PDF", b"%PDF"), ("a.html", b"<!DOCTYPE html>"), ("a.md", b"**For us")]
)
def test_the_ending_decides(english, tmp_path, name, start):
    path = write(english, tmp_path / name)
    assert path.read_bytes().startswith(start)
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_path_may_be_text(english, tmp_path):
    assert read_docx(write(english, str(tmp_path / "a.docx")))


def test_an_unknown_ending_is_named_with_those_that_are_known(english, tmp_path):
    with pytest.raises(UnknownSuffix) as error:
        write(english, tmp_path / "a.odt")
    assert str(error.value) == "The ending of “a.odt” is not known here. Use one of: .docx, .pdf, .html, .md, .xlsx."


def test_a_failing_write_leaves_the_old_file(english, tmp_path, monkeypatch):
    path = tmp_path / "a.md"
    path.write_text("old")

    def fail(self, target):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(SetupError, match="could not be written"):
        write(english, path)
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]


def test_a_missing_folder_is_said(english, tmp_path):
    with pytest.raises(SetupError, match="Check that the folder exists"):
        write(english, tmp_path / "nowhere" / "a.md")
