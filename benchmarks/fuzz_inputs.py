"""How inputs are made from others: bytes, marked-up text, archives and plain words, changed at random and again alike.

Everything is drawn from the `random.Random` that is handed in: the same number gives the same inputs.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Sequence
from random import Random

MOST_BYTES = 400_000  # of an input: what is larger is refused by its size, and tells nothing new
_TAG = re.compile(r"<[^<>]{0,400}>")
_VALUE = re.compile(r"\"[^\"<>]{0,200}\"")

NUMBERS = (b"0", b"-1", b"1e999", b"NaN", b"2147483648", b"99999999999999999999", b"0x7fffffffffffffff", b"1:59:59:59")
SIGNS = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n\n",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\x1a",
    b'"',
    b"'",
)
# What would run, fetch, reorder or end something in one of the formats that we read or write.
WORDS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><style>*{display:none}",
    "javascript:alert(1)",
    "http://elsewhere.example/x",
    "[click](http://elsewhere.example)",
    "![x](http://elsewhere.example/x.png)",
    "[click]: http://elsewhere.example",
    "<http://elsewhere.example>",
    "```\ncode\n```",
    "    code",
    "| a | b |\n| --- | --- |",
    "# heading",
    "> quoted",
    "1. one",
    "- point",
    "***",
    "===",
    "a\\",
    "`a",
    "~~a~~",
    "&lt;b&gt;&amp;&#60;&#x3c;",
    '#read("/etc/passwd")',
    '#eval("1+1") #import "@preview/x:1.0.0": *',
    "$x^2$ @ref <label> \\u{41}",
    "// comment /* comment",
    '=HYPERLINK("http://elsewhere.example";"x")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-1+1",
    "\tx",
    "{ INCLUDETEXT secret.txt }",
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    "]]> --> ?> %>",
    "</w:t></w:r></w:p>",
    "{{ remedy_days }} {0.__class__} %s %(x)s [[clause:bias]]",
    "BEGIN:VALARM\nACTION:EMAIL",
    "DTSTART:19700101",
    "\u202eevil\u202c",
    "\u2066\u2067\u2068\u2069",
    "\u0645\u0646\u062f\u0648\u0628 120 a",
    "\ufeff\u200b\u200d\u00ad",
    "\ud800",
    "\ufffe\uffff",
    "e\u0301\U0001f469\u200d\U0001f469",
    "\x00\x07\x0b\x0c\x1b[31m\x7f\x85",
    "\u2028\u2029",
    "line\r\nline\rline\n\n\nline",
    "",
    " ",
    "x" * 300,
    "long " * 80,
)


def changed_bytes(data: bytes, random: Random, others: Sequence[bytes], tokens: Sequence[bytes] = ()) -> bytes:
    """Some bytes turned, put in, taken out, said again, or taken from another input."""
    made = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 4, 8))):
        at = random.randrange(len(made) + 1)
        to = min(len(made), at + random.choice((1, 2, 8, 64, 1024)))
        match random.randrange(8):
            case 0 if made:
                made[at % len(made)] ^= 1 << random.randrange(8)
            case 1:
                made[at:at] = random.choice((*NUMBERS, *SIGNS, *tokens))
            case 2:
                del made[at:to]
            case 3:
                made[at:at] = made[at:to] * random.choice((1, 2, 50))
            case 4:
                other = random.choice(others)
                start = random.randrange(len(other) + 1)
                made[at:to] = other[start : start + random.choice((8, 64, 1024))]
            case 5:
                made[at:to] = struct.pack(random.choice(("<I", ">I", "<Q")), random.choice((0, 1, 2**31, 2**32 - 1)))
            case 6 if tokens:
                made[at:to] = random.choice(tokens)
            case _:
                made[at:at] = bytes(random.randrange(256) for _ in range(random.randrange(1, 5)))
    return bytes(made[:MOST_BYTES])


def changed_markup(text: str, random: Random, tokens: Sequence[str]) -> str:
    """Elements left out, said again, put elsewhere or put into each other, and attributes of other values."""
    for _ in range(random.choice((1, 1, 2, 4))):
        tags = [found.span() for found in _TAG.finditer(text)]
        if not tags:
            return text + random.choice(tokens)
        start, end = random.choice(tags)
        other_start, other_end = random.choice(tags)
        first, last = min(start, other_start), max(end, other_end)
        match random.randrange(7):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                piece = text[first:last]
                text = text[:last] + piece * random.choice((1, 3, 200)) + text[last:]
            case 2:
                text = text[:first] + text[last:]
            case 3:
                text = text[:end] + random.choice(tokens) + text[end:]
            case 4:
                text = text[:start] + text[other_start:other_end] + text[end:]
            case 5:
                values = [found.span() for found in _VALUE.finditer(text)]
                if values:
                    at, to = random.choice(values)
                    new = random.choice(("", "0", "-1", "99999999999", "x", text[first : first + 20].replace('"', "")))
                    text = f'{text[:at]}"{new}"{text[to:]}'
            case _:
                opened = text[start:end].split()[0].strip("</>")
                text = text[:start] + f"<{opened}>" * random.choice((1, 60, 400)) + text[start:]
        text = text[:MOST_BYTES]
    return text


def changed_archive(data: bytes, random: Random, others: Sequence[bytes], tokens: Sequence[str]) -> bytes:
    """A member of an archive changed, gone, twice or exchanged; now and then the bytes of the archive itself."""
    if random.random() < 0.1:
        return changed_bytes(data, random, others)
    try:
        members = _unpacked(data)
        more = _unpacked(random.choice(others))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError):
        return changed_bytes(data, random, others)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        if not members:
            break
        place = random.randrange(len(members))
        name, content = members[place]
        match random.randrange(10):
            case 0:
                del members[place]
            case 1:
                members.append((name, content))
            case 2 if more:
                members[place] = (name, random.choice(more)[1])
            case 3:
                members[place] = (random.choice(("../" + name, name.upper(), name + "\0", "/" + name)), content)
            case 4:
                members[place] = (name, changed_bytes(content, random, others))
            case _:
                text = content.decode("utf-8", "surrogateescape")
                members[place] = (name, changed_markup(text, random, tokens).encode("utf-8", "surrogateescape"))
    return packed(members)


def _unpacked(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        small = [entry for entry in archive.infolist() if entry.file_size <= MOST_BYTES]
        return [(entry.filename, archive.read(entry)) for entry in small[:200]]


def packed(members: Sequence[tuple[str, bytes]]) -> bytes:
    """An archive of these members, the same bytes every time."""
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that a name is there twice
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members:
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def changed_words(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    """Texts, one a line of the input: hostile words put in, pieces moved, lines lost and borrowed."""
    lines = data.split(b"\x1e")
    for _ in range(random.choice((1, 2, 3, 6))):
        place = random.randrange(len(lines))
        line = lines[place]
        at = random.randrange(len(line) + 1)
        word = random.choice(WORDS).encode("utf-8", "surrogatepass")
        match random.randrange(7):
            case 0:
                lines[place] = word
            case 1:
                lines[place] = line[:at] + word + line[at:]
            case 2:
                lines.insert(place, word)
            case 3 if len(lines) > 1:
                del lines[place]
            case 4:
                lines[place] = line[:at] + random.choice("\\`*_[]()#+-.!|<>&\"'~$@={}^\n\t ").encode() + line[at:]
            case 5:
                lines += random.choice(others).split(b"\x1e")[:3]
            case _:
                lines[place] = changed_bytes(line, random, others)[:2000]
    return b"\x1e".join(lines[:60])[:20_000]


def words_of(data: bytes) -> list[str]:
    """The texts of an input; bytes that are no letters become letters that no file can hold."""
    return [line.decode("utf-8", "surrogateescape") for line in data.split(b"\x1e")]


WORD_SEEDS = [
    b"Fair decisions\x1eNobody is dismissed by a machine.\x1e120 \xd9\x85\xd9\x86\xd8\xaf\xd9\x88\xd8\xa8",
    "\x1e".join(word for word in WORDS if "\ud800" not in word).encode("utf-8"),
    b"a\x1eb",
]
