"""Recordings that people have made: what is listed is there, and what does not hold says where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from toolkit.commands import main
from toolkit.course.recordings import recordings
from toolkit.errors import RecordError

ONE = {"file": "six.mp3", "topic": 6, "language": "ar", "licence": "CC BY 4.0", "reader": "two readers"}


def write(place: Path, *records: Any) -> Path:
    (place / "six.mp3").write_bytes(b"ID3")
    (place / "recordings.yml").write_text(yaml.safe_dump(list(records)), encoding="utf-8")
    return place


def test_what_is_listed_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = recordings(write(tmp_path, ONE))
    assert (one.topic, one.language, one.file) == (6, "ar", tmp_path / "six.mp3")
    assert main(["course", "audio", "--list", "--recordings", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "6  ar  six.mp3  (two readers; CC BY 4.0)\n"
    assert main(["course", "audio", "--list"]) == 0
    assert "Nobody has recorded" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"file": "../six.mp3"}, "plain name"),
        ({"file": "six.html"}, "plain name"),
        ({"file": "seven.mp3"}, "is not there"),
        ({"topic": 8}, "allowed: 1 to 7"),
        ({"language": "de"}, "language"),
        ({"licence": ""}, "licence"),
    ],
)
def test_what_does_not_hold_says_where(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    with pytest.raises(RecordError, match=told):
        recordings(write(tmp_path, {**ONE, **change}))


def test_a_folder_without_a_list_says_so(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"recordings\.yml"):
        recordings(tmp_path)
