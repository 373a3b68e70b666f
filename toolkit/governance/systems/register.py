"""A register of systems: read, written, asked what is empty in it and who else has a supplier."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml

from toolkit.documents.brought.apart import read_apart
from toolkit.documents.writing import write_bytes
from toolkit.errors import ToolkitError, UnknownSuffix, UnreadableFile, translatable
from toolkit.governance.systems.atrs_page import read_atrs_page
from toolkit.governance.systems.emptiness import Emptiness, Gap, emptiness, gaps
from toolkit.governance.systems.fields import fields
from toolkit.governance.systems.spreadsheet import read_spreadsheet, write_spreadsheet
from toolkit.governance.systems.standards import from_standard, layout_of
from toolkit.governance.systems.system import MOST_SYSTEMS, TOO_MANY, Misread, System, SystemList, id_for
from toolkit.governance.systems.text_record import record_of, system_of
from toolkit.languages import Language
from toolkit.registers.plain_yaml import read_plain, taken_up

LARGEST = 5_000_000  # bytes of a text file
_SMALL = 32 * 1024  # bytes that take less time to read, whatever they are, than a process takes to begin
SUFFIXES = (".xlsx", ".csv", ".jsonl", ".json", ".yml", ".yaml", ".txt")
NO_FILE = translatable("There is no file “{file}”. Check its name and folder.")
NO_TEXT = translatable(
    "{name} does not hold together at line {line} ({reason}). Correct the line in a text editor, and try again."
)
TOO_LARGE = translatable("{name} is too large for a register: it may have {megabytes} MB.")


@dataclass(frozen=True)
class Systems(SystemList):
    """A register of systems: a frozen collection.

    ``misread`` names the cells that could not be read in the file that it comes from, by row, column and field.

    >>> register = Systems((System.of("a", name="Rosters", supplier="Acme"),))
    >>> register.emptiness().open, [gap.field for gap in register.gaps()][:2]
    (14, ['purpose', 'uses_beyond'])
    """

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """A register from a file.

        Excel, CSV, JSON (lines, a list, a published record), YAML, or a British record as its page was copied (.txt).

        Raises
        ------
        DataError
            If the file is not there, or is none of these.
        """
        path = Path(path)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise UnreadableFile(NO_FILE, file=path.name) from error
        return cls.read_bytes(content, path.name, own=True)

    @classmethod
    def read_bytes(cls, content: bytes, name: str, *, own: bool = False) -> Self:
        """The systems in the bytes of a file that somebody brought."""
        suffix = Path(name).suffix.lower()
        if suffix not in SUFFIXES:
            raise UnknownSuffix(name, SUFFIXES)
        if suffix in (".xlsx", ".csv"):
            found = read_spreadsheet(content, name, own=own)
            return cls(found.systems, found.misread, name)
        if len(content) > LARGEST:
            raise UnreadableFile(TOO_LARGE, name=name, megabytes=LARGEST // 1_000_000)
        entries = _entries(content, name, suffix)
        if len(entries) > MOST_SYSTEMS:
            raise UnreadableFile(TOO_MANY, name=name, most=MOST_SYSTEMS)
        systems: list[System] = []
        taken: set[str] = set()
        misread: list[Misread] = []
        for number, entry in enumerate(entries, start=1):
            system = _entry(entry, name, number)
            if system.id in taken:
                system = System(id_for(system.id, taken), system.answers, system.further)
            systems.append(system)
            taken.add(system.id)
            misread += [
                Misread(number, "", field, system.id, answer.text)
                for field, answer in system.answers.items()
                if answer.state == "unclear" and fields()[field].kind != "text"
            ]
        return cls(tuple(systems), tuple(misread), name)

    def write(self, path: str | Path, language: Language | str = "en") -> Path:
        """Write the register: .xlsx to be filled in by people, .jsonl, .json or .yml for programmes.

        Raises
        ------
        DataError, SetupError
        """
        return write_bytes(self.to_bytes(Path(path).suffix.lower(), language), path)

    def to_bytes(self, suffix: str, language: Language | str = "en") -> bytes:
        """The register as the bytes of a file of that ending."""
        records = [record_of(one) for one in self]
        match suffix:
            case ".xlsx":
                return write_spreadsheet(self, language)
            case ".jsonl":
                return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in records).encode()
            case ".json":
                return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode()
            case ".yml" | ".yaml":
                # A text is quoted where it would be read as a number, a day or a yes.
                return yaml.dump(records, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120).encode()
        raise UnknownSuffix(f"…{suffix}", [one for one in SUFFIXES if one not in (".csv", ".txt")])

    def emptiness(self) -> Emptiness:
        """How much of what is asked is not answered, over all systems."""
        return emptiness(self)

    def gaps(self, *, workers: bool = False) -> tuple[Gap, ...]:
        """Every open field of every system, as a question; ``workers``: only what matters most to those at work."""
        return gaps(self, workers=workers)


class _Dumper(yaml.SafeDumper):
    """Writes what stands twice twice, because a reference is refused when the file is read."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - it is called so
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if any(sign in text for sign in "\x85\u2028\u2029\n\r\t") or text[:1].isdigit() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _entry(entry: Any, name: str, number: int) -> System:
    if isinstance(entry, dict) and not isinstance(entry.get("answers"), dict) and layout_of(entry):
        return from_standard(entry)
    return system_of(entry, name, number)


def _entries(content: bytes, name: str, suffix: str) -> list[Any]:
    if suffix in (".yml", ".yaml"):
        return _yaml(content, name)
    if suffix == ".txt":
        return [read_atrs_page(_decoded(content, name))[0]]
    return _json(content, name)


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(NO_TEXT, name=name, line=1, reason="UTF-8") from error


def _json(content: bytes, name: str) -> list[Any]:
    """The entries of a JSON file: a list, one record, or one a line."""
    text = _decoded(content, name)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return _lines(text, name)
    return whole if isinstance(whole, list) else [whole]


def _lines(text: str, name: str) -> list[Any]:
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                found.append(json.loads(line))
            except (ValueError, RecursionError) as error:
                raise UnreadableFile(NO_TEXT, name=name, line=number, reason=type(error).__name__) from error
    return found


def _yaml(content: bytes, name: str) -> list[Any]:
    try:
        if len(content) <= _SMALL:
            entries = read_plain(content)
        else:
            said = read_apart("toolkit.registers.plain_yaml:answer", content, name).values
            if "wrong" in said:
                raise yaml.YAMLError(said["wrong"])
            entries = taken_up(said["read"])
    except ToolkitError:
        raise
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = str(getattr(error, "problem", None) or error)[:120]
        raise UnreadableFile(NO_TEXT, name=name, line=mark.line + 1 if mark else 1, reason=reason) from error
    return entries if isinstance(entries, list) else [entries]
