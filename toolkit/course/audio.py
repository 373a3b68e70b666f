"""A lesson as something to listen to: its prose read by a program on this computer, with captions.

The program is espeak-ng, if somebody has installed it; nothing is sent anywhere. Its Arabic leaves out the short vowels
that a reader adds, and so misleads: it is written only when it is asked for.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from toolkit.course.plans.lesson import notebook_of
from toolkit.course.plans.prose import parts_of
from toolkit.documents import Bullets, Heading, Paragraph, Table
from toolkit.errors import SetupError, ToolkitError, translatable
from toolkit.languages import Language, strip
from toolkit.languages.notebooks import translate_notebook

PROGRAM = "espeak-ng"
PAUSE = 0.5  # seconds of silence after each block
LONGEST = 120  # seconds that the program may think over one block
_VOICES = {"en": "en", "ar": "ar", "fr": "fr-fr", "es": "es-419", "pt": "pt-br"}
_LEFT_OUT = ("facilitator", "more", "key-points")
NO_PROGRAM = translatable(
    "The program espeak-ng is not on this computer, so nothing was read. Install it from its makers or from the "
    "packages of your system, or have people read the lesson and list what they recorded in recordings.yml."
)
NO_ARABIC = translatable(
    "Synthetic voices misread Arabic, because its short vowels are not written. Have somebody read the lesson, or ask "
    "for the synthetic voice all the same with --synthetic-arabic."
)
NO_LESSON = translatable("There is no lesson for topic {topic}. Name one from 1 to 7.")
NOT_READ = translatable(
    "The program {program} could not read this: {words} Bring it up to date, or leave the lesson to people."
)


class NoLesson(ToolkitError):
    """A topic was named that has no lesson."""


class NotRead(ToolkitError):
    """The program that reads failed."""


@dataclass(frozen=True)
class Spoken:
    """One block of a lesson as it is read: when it begins and ends, in seconds, and its words."""

    begins: float
    ends: float
    words: str


def blocks_to_read(topic: int, language: Language | str) -> tuple[str, ...]:
    """What a participant reads in a lesson, block by block, without what is folded away.

    Raises
    ------
    NoLesson
        If the topic has none.

    Examples
    --------
    >>> blocks_to_read(7, "en")[0]
    'Alliances for public services'
    """
    path = notebook_of(topic)
    if path is None:
        raise NoLesson(NO_LESSON, topic=topic)
    notebook = translate_notebook(json.loads(path.read_text(encoding="utf-8")), Language.of(language).code)
    found: list[str] = []
    for cell in notebook["cells"]:
        if cell["cell_type"] != "markdown" or set(_LEFT_OUT) & set(cell["metadata"].get("tags", [])):
            continue
        for part in parts_of("".join(cell["source"]), level=1):
            if isinstance(part, Heading | Paragraph):
                found.append(str(part.text))
            elif isinstance(part, Bullets):
                found += map(str, part.items)
            elif isinstance(part, Table):
                found += [", ".join(map(str, row)) for row in (part.header, *part.rows)]
    return tuple(_speakable(text) for text in found if _speakable(text))


def write_audio(
    topic: int, language: Language | str, folder: Path, *, synthetic_arabic: bool = False
) -> tuple[Path, Path]:
    """A lesson as a sound file (WAV) and its captions (WebVTT), read by espeak-ng on this computer.

    Returns
    -------
    The two files, named by topic and language.

    Raises
    ------
    SetupError
        If espeak-ng is not installed, or Arabic was asked for without saying that a synthetic voice will do.
    NoLesson
        If the topic has none.
    NotRead
        If espeak-ng fails.
    """
    speech = Language.of(language)
    texts = blocks_to_read(topic, speech)
    if speech.code == "ar" and not synthetic_arabic:
        raise SetupError(NO_ARABIC)
    program = shutil.which(PROGRAM)
    if program is None:
        raise SetupError(NO_PROGRAM)
    read = [_read(program, words, _VOICES[speech.code]) for words in texts]  # all of it, or no file is written
    folder.mkdir(parents=True, exist_ok=True)
    sound, captions = (folder / f"topic-{topic}-{speech.code}{suffix}" for suffix in (".wav", ".vtt"))
    spoken: list[Spoken] = []
    at = 0.0
    with wave.open(str(sound), "wb") as whole:
        for words, heard in zip(texts, read, strict=True):
            with wave.open(io.BytesIO(heard), "rb") as part:
                if not spoken:
                    whole.setparams(part.getparams())
                frames = part.readframes(part.getnframes())
                rate, width = part.getframerate(), part.getsampwidth() * part.getnchannels()
            long = len(frames) / width / rate
            spoken.append(Spoken(at, at + long, words))
            whole.writeframes(frames + bytes(round(PAUSE * rate) * width))
            at += long + round(PAUSE * rate) / rate
    captions.write_text(captions_of(spoken, speech), encoding="utf-8")
    return sound, captions


def captions_of(spoken: Iterable[Spoken], language: Language | str) -> str:
    """Captions in WebVTT: each block while it is heard.

    >>> print(captions_of([Spoken(0, 2.5, "One"), Spoken(3661.25, 3662, "Two & <three>")], "en"))
    WEBVTT
    Language: en
    <BLANKLINE>
    1
    00:00:00.000 --> 00:00:02.500
    One
    <BLANKLINE>
    2
    01:01:01.250 --> 01:01:02.000
    Two &amp; &lt;three&gt;
    <BLANKLINE>
    """
    lines = ["WEBVTT", f"Language: {Language.of(language).code}", ""]
    for number, one in enumerate(spoken, start=1):
        words = one.words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        lines += [str(number), f"{_clock(one.begins)} --> {_clock(one.ends)}", words, ""]
    return "\n".join(lines)


def _clock(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{thousandths:03}"


def _speakable(text: str) -> str:
    """A block without marks of direction, links and signs that would be read out."""
    linked = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", strip(text))
    return re.sub(r"\s+", " ", re.sub(r"[*_`#|]+", " ", linked)).strip()


def _read(program: str, words: str, voice: str) -> bytes:
    """The sound of a block, as a file in memory. The words come by a line, so that none is taken for an option."""
    command = [program, "-v", voice, "-s", "150", "--stdin", "--stdout"]
    try:
        done = subprocess.run(command, input=words.encode(), capture_output=True, timeout=LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired):
        raise NotRead(NOT_READ, program=PROGRAM, words=words[:60]) from None
    if done.returncode or not done.stdout.startswith(b"RIFF"):
        raise NotRead(NOT_READ, program=PROGRAM, words=words[:60])
    return _with_length(done.stdout)


def _with_length(sound: bytes) -> bytes:
    """The sound with its true length in its head: written into a line, the program could not know it."""
    at = sound.index(b"data") + 4
    return (
        sound[:4]
        + (len(sound) - 8).to_bytes(4, "little")
        + sound[8:at]
        + (len(sound) - at - 4).to_bytes(4, "little")
        + sound[at + 4 :]
    )
