"""Of which kind is a table that somebody brought, and who reads it? What it holds is asked, not what it is called."""

from __future__ import annotations

import bz2
import gzip
import importlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from toolkit.documents.brought.workbooks.arranged import Answer
from toolkit.errors import DataError, UnreadableFile, translatable
from toolkit.registers.text_tables import NO_TABLE

LARGEST_UNPACKED = 400_000_000
UNPACKS_LARGE = translatable(
    "{name} would fill this computer's memory when unpacked: at most {megabytes} MB are. Unpack it, and give the table"
    " itself."
)
SEVERAL = translatable(
    "{name} holds more than one file: {files}. Unpack it, and give the table itself, or pack that one alone."
)
OTHER_KIND = translatable(
    "{name} holds {kind} and no table that can be read here. Save the table as CSV or Excel (.xlsx), and choose that."
)
NO_PARQUET = translatable(
    "“{path}” is no Parquet file, whatever it is called. Call it by what it is, such as .csv or .xlsx, and retry; "
    "nothing of it was used."
)
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PARQUET = b"PAR1"
_GZIP, _BZIP, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
OTHER_KINDS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"SQLite format 3": "SQLite",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"{\\rtf": "RTF",
}
_PIECE = 1 << 20
_DEEPEST = 2  # packed things inside one another
_MOST_NAMED = 10
_NO_FILE = ("__MACOSX/", ".DS_Store")


def answer(data: bytes, name: str, told: Mapping[str, Any], tell: Callable[[float], None]) -> Answer:
    """The columns of a table of any kind, for the process that asked."""
    if name.lower().endswith(".parquet") and not data.startswith(PARQUET):
        raise UnreadableFile(NO_PARQUET, path=name)
    return _answer(data, name, told, tell, 0)


def other_kind(data: bytes) -> str:
    """What else a file is that people take for a table, such as a page that was saved under the name of a workbook.

    >>> other_kind(b"%PDF-1.7"), other_kind(b"  <HTML><table>"), other_kind(b"sex,hired")
    ('PDF', 'HTML', '')
    """
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<head", b"<body")):
        return "HTML"
    if start.startswith(b"<?xml"):
        return "XML"
    return next((kind for begins, kind in OTHER_KINDS.items() if data.startswith(begins)), "")


def kind_of(data: bytes) -> str:
    """The module that reads such bytes; ``packed`` for what has to be unpacked first.

    >>> kind_of(b"sex,hired"), kind_of(b'{"sex": "women"}'), kind_of(bytes([0x1F, 0x8B, 8]))
    ('delimited', 'records', 'packed')
    """
    if data.startswith((_GZIP, _BZIP, _XZ)):
        return "packed"
    if data.startswith(PARQUET):
        return "parquet_files"
    if data.startswith(_OLD):
        return "workbooks.old_workbook"
    if data.startswith(b"PK"):
        return _kind_of_archive(data)
    if data.startswith((b"$FL2", b"$FL3")) or data.startswith(b"<stata_dta>") or data[:2] in (b"\x72\x02", b"\x73\x02"):
        return "survey_files"
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{") or (start.startswith(b"[") and start[1:].lstrip().startswith((b"{", b"]"))):
        return "records"
    return "delimited"


def _kind_of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "workbooks.workbook"  # which says what is wrong with it
    if "xl/workbook.bin" in names:
        return "workbooks.old_workbook"
    if any(one.startswith(("xl/", "_rels/")) for one in names):
        return "workbooks.workbook"
    return "workbooks.open_document" if {"mimetype", "content.xml"} <= names else "packed"


def _answer(data: bytes, name: str, told: Mapping[str, Any], tell: Callable[[float], None], deep: int) -> Answer:
    other = other_kind(data)
    if other:
        raise DataError(OTHER_KIND, name=name, kind=other)
    kind = kind_of(data)
    if kind != "packed":
        module = importlib.import_module(f"toolkit.documents.brought.{kind}")
        answered: Answer = module.answer(data, name, told, tell)
        return answered
    if deep == _DEEPEST:
        raise UnreadableFile(NO_TABLE, name=name)
    try:
        inside, called = _unpacked(data, name)
    except (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, ValueError, RuntimeError) as error:
        raise UnreadableFile(NO_TABLE, name=name) from error
    told = {**told, "delimiter": "\t"} if called.lower().endswith(".tsv") else told
    return _answer(inside, name, told, tell, deep + 1)


def _unpacked(data: bytes, name: str) -> tuple[bytes, str]:
    """What was packed, as far as it may be large; and what it is called, if that is told."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = [one for one in archive.infolist() if not one.is_dir()]
            files = [one for one in listed if not any(part in one.filename for part in _NO_FILE)]
            if len(files) != 1:
                raise DataError(SEVERAL, name=name, files=[one.filename[:60] for one in files[:_MOST_NAMED]])
            with archive.open(files[0]) as file:
                return _bounded(file, name), files[0].filename
    opened: Any = {_GZIP[:2]: gzip.open, _BZIP[:2]: bz2.open, _XZ[:2]: lzma.open}[data[:2]]
    with opened(io.BytesIO(data)) as file:
        return _bounded(file, name), name.rpartition(".")[0]


def _bounded(file: Any, name: str) -> bytes:
    pieces, size = [], 0
    while piece := file.read(_PIECE):
        size += len(piece)
        if size > LARGEST_UNPACKED:
            raise DataError(UNPACKS_LARGE, name=name, megabytes=LARGEST_UNPACKED // 10**6)
        pieces.append(piece)
    return b"".join(pieces)
