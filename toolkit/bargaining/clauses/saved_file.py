"""Files that people can read and that we wrote: plain YAML with a format, in which nothing is believed unread."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from toolkit.documents.brought.apart import read_apart
from toolkit.errors import AgreementError, UnreadableFile, translatable
from toolkit.registers.plain_yaml import read_plain, taken_up

FORMAT = 1
LARGEST = 1024 * 1024  # bytes
_SMALL = 32 * 1024  # bytes that take less time to read, whatever they are, than a process takes to begin

NOT_OURS = translatable(
    "The file “{file}” is not a draft that was saved here ({reason}). Choose a file that ends in .yml and was made "
    "with “save”."
)
NEWER = translatable(
    "The file “{file}” was saved by a newer version of this toolkit (format {format}; this one reads {known}). Update "
    "the toolkit, then open it again."
)
UNKNOWN_KEY = translatable("The file “{file}” holds “{key}”, which is not known here. Known are: {known}.")
WRONG_VALUE = translatable("In the file “{file}”, “{key}” cannot be “{value}”. Correct it in the file, or take it out.")
NO_FILE = translatable("There is no file “{file}”. Check its name and folder.")
NOT_OPENED = translatable("The file “{file}” could not be opened. Close it in other programmes and try again.")
TOO_LARGE = translatable("The file “{file}” is too large for a draft: it may have {kilobytes} kB.")


def refuse_unknown(record: Mapping[Any, Any], known: tuple[str, ...], name: str) -> None:
    """Refuse an entry that nobody here reads, naming those that are read."""
    for key in record:
        if key not in known:
            raise AgreementError(UNKNOWN_KEY, file=name, key=str(key)[:60], known=", ".join(known))


def wrong_value(name: str, key: str, value: Any) -> AgreementError:
    """The error for an entry that is known and does not fit."""
    return AgreementError(WRONG_VALUE, file=name, key=key, value=str(value)[:60])


class Dumper(yaml.SafeDumper):
    """Writes what stands twice twice: a person reads the file, and no reference is taken when it is opened."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - it is called so
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """A text; one with signs that some programmes take for line ends is quoted, so that it comes back as it was."""
    style = '"' if any(sign in text for sign in "\x85\u2028\u2029\n\r\t") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Dumper.add_representer(str, _text)


def content_of(path: Path, name: str) -> bytes:
    """The bytes of a file, a little more than may be in it at the most."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise UnreadableFile(NO_FILE, file=name) from error
    except OSError as error:
        raise UnreadableFile(NOT_OPENED, file=name) from error


def read_record(data: bytes, name: str) -> dict[Any, Any]:
    """The entries of a file that was saved here; refuses what is too large, no plain YAML, or newer than we are."""
    if len(data) > LARGEST:
        raise UnreadableFile(TOO_LARGE, file=name, kilobytes=LARGEST // 1024)
    try:
        record = read_plain(data) if len(data) <= _SMALL else _read_apart(data, name)
    except (yaml.YAMLError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise UnreadableFile(NOT_OURS, file=name, reason=" ".join(str(error).split())[:120]) from error
    if not isinstance(record, dict) or not isinstance(record.get("format"), int) or isinstance(record["format"], bool):
        raise UnreadableFile(NOT_OURS, file=name, reason="no format")
    if record["format"] > FORMAT:
        raise UnreadableFile(NEWER, file=name, format=record["format"], known=FORMAT)
    return record


def _read_apart(data: bytes, name: str) -> Any:
    said = read_apart("toolkit.registers.plain_yaml:answer", data, name).values
    if "wrong" in said:
        raise yaml.YAMLError(str(said["wrong"]))
    return taken_up(said["read"])
