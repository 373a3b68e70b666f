"""A lesson that is read by a program: what is read, how the captions follow the sound, and when nothing is written."""

from __future__ import annotations

import re
import stat
import sys
import wave
from pathlib import Path

import pytest

from toolkit.commands import main
from toolkit.course.audio import NO_ARABIC, NO_PROGRAM, PAUSE, NoLesson, NotRead, blocks_to_read, write_audio
from toolkit.errors import SetupError
from toolkit.languages import KNOWN, Language

# In the place of the program: as many samples as there are letters, with the length that a stream cannot know.
READER = """#!{python}
import io, sys, wave
words, out = sys.stdin.read(), io.BytesIO()
if "fail" in "{how}":
    sys.exit(1)
with wave.open(out, "wb") as sound:
    sound.setnchannels(1)
    sound.setsampwidth(2)
    sound.setframerate(1000)
    sound.writeframes(b"ab" * len(words))
told = bytearray(out.getvalue())
told[40:44] = b"\\xff\\xff\\xff\\x7f"
sys.stdout.buffer.write(told)
print(*sys.argv[1:], file=open("{note}", "a"))
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("toolkit.course.audio.blocks_to_read", lambda topic, language: ("-w One", "Two & two", "Three"))
    return put(tmp_path, monkeypatch, "well")


def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> Path:
    place, note = tmp_path / "espeak-ng", tmp_path / "asked"
    place.write_text(READER.format(python=sys.executable, how=how, note=note), encoding="utf-8")
    place.chmod(place.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setattr("toolkit.course.audio.shutil.which", lambda name: str(place))
    return note


@pytest.mark.parametrize("language", KNOWN)
@pytest.mark.parametrize("topic", range(1, 8))
def test_what_is_read_is_what_a_participant_reads(topic: int, language: str) -> None:
    texts = blocks_to_read(topic, language)
    assert len(texts) > 20
    assert all(text == text.strip() and text for text in texts)
    assert not [text for text in texts if re.search(r"[*#`|_]|<|\]\(|[\u2066-\u2069]", text)]
    notes = Language(language).say(
        "**For the facilitator.** Nobody is marked. Ask at the end only who has changed an answer."
    )
    assert notes.replace("**", "") not in texts


@pytest.mark.slow
def test_sound_and_captions_follow_each_other(program: Path, tmp_path: Path) -> None:
    sound, captions = write_audio(6, "fr", tmp_path / "new")
    assert (sound.name, captions.name) == ("topic-6-fr.wav", "topic-6-fr.vtt")
    with wave.open(str(sound)) as read:
        assert read.getnframes() == len("-w One") + len("Two & two") + len("Three") + 3 * PAUSE * 1000
    assert captions.read_text(encoding="utf-8").splitlines() == [
        "WEBVTT", "Language: fr", "",
        "1", "00:00:00.000 --> 00:00:00.006", "-w One", "",
        "2", "00:00:00.506 --> 00:00:00.515", "Two &amp; two", "",
        "3", "00:00:01.015 --> 00:00:01.020", "Three",
    ]  # fmt: skip
    assert program.read_text(encoding="utf-8").splitlines() == ["-v fr-fr -s 150 --stdin --stdout"] * 3


def test_arabic_is_read_only_when_it_is_asked_for(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["course", "audio", "--topic", "6", "--language", "ar-MA", "--to", str(tmp_path / "to")]
    assert main(asked) == 2
    assert Language("ar").say(NO_ARABIC) in capsys.readouterr().err
    assert not (tmp_path / "to").exists()
    assert main([*asked, "--synthetic-arabic"]) == 0
    assert (tmp_path / "to" / "topic-6-ar.wav").is_file()


def test_what_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.course.audio.shutil.which", lambda name: None)
    with pytest.raises(SetupError) as failed:
        write_audio(6, "en", tmp_path / "to")
    assert failed.value.sentence == NO_PROGRAM
    with pytest.raises(NoLesson):
        write_audio(8, "en", tmp_path / "to")
    put(tmp_path, monkeypatch, "fail")
    with pytest.raises(NotRead, match="Stronger together"):
        write_audio(6, "en", tmp_path / "to")
    assert not (tmp_path / "to").exists(), "no half file"
